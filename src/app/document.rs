//! The open document: the briefing, where it came from, and what reading it takes.

use std::path::PathBuf;
use std::sync::Arc;

use crate::briefing::{Briefing, Warning};
use crate::clean::Clean;
use crate::drafts::Drafts;
use crate::reading::Reading;
use crate::text;

/// Texts longer than this (bytes) are timed by their length instead of by counting words.
const COUNT_WORDS: usize = 256 * 1024;

/// An imported document on its way into the application.
#[derive(Debug, Clone, PartialEq)]
pub struct Opened {
    /// The briefing.
    pub briefing: Arc<Briefing>,
    /// Absolute path; `None` for standard input.
    pub path: Option<PathBuf>,
    /// Name as shown.
    pub name: Clean,
    /// Format as shown (`text`, `markdown` …).
    pub format: &'static str,
    /// Character encoding as shown, with `?` behind it when it was guessed.
    pub encoding: Clean,
    /// What the importer could not take as it stood.
    pub warnings: Vec<Warning>,
    /// Bytes of the file.
    pub size: u64,
    /// False while only the beginning is here and the rest is still being read.
    pub complete: bool,
    /// What was remembered of it.
    pub reading: Option<Reading>,
    /// Notes on it that were begun and not saved.
    pub drafts: Drafts,
}

impl Opened {
    /// Bytes of the text, for a share of it: while only the beginning is here, those of the file, which come near it.
    pub fn whole(&self) -> usize {
        let here = self.briefing.text.len();
        if self.complete { here } else { usize::try_from(self.size).unwrap_or(usize::MAX).max(here) }
    }
}

/// The open document.
#[derive(Debug, Clone)]
pub struct Document {
    /// What was opened.
    pub source: Opened,
    /// The reader moved in it.
    pub moved: bool,
    minutes: Vec<f32>,
    total: f32,
}

impl Document {
    /// Takes an imported document.
    pub fn new(source: Opened) -> Self {
        let briefing = &source.briefing;
        let by_length = briefing.text.len() > COUNT_WORDS;
        let minutes: Vec<f32> = (0..briefing.sections.len())
            .map(|n| {
                let span = briefing.section_span(n);
                if by_length { by_bytes(span.len()) } else { text::reading_minutes(text::slice(&briefing.text, span)) }
            })
            .collect();
        let here: f32 = minutes.iter().sum();
        // What is not here yet is taken to be as the beginning is.
        #[expect(clippy::cast_precision_loss, reason = "an estimate shown in whole minutes")]
        let share = source.whole() as f32 / source.briefing.text.len().max(1) as f32;
        Self { source, moved: false, minutes, total: here * share }
    }

    /// Nothing: what the program shows before a briefing is chosen.
    pub fn none() -> Self {
        Self::new(Opened {
            briefing: Arc::new(Briefing::default()),
            path: None,
            name: Clean::default(),
            format: "",
            encoding: Clean::default(),
            warnings: Vec::new(),
            size: 0,
            complete: true,
            reading: None,
            drafts: Drafts::default(),
        })
    }

    /// True before a briefing is chosen.
    pub fn is_none(&self) -> bool {
        self.source.format.is_empty()
    }

    /// The briefing.
    pub fn briefing(&self) -> &Briefing {
        &self.source.briefing
    }

    /// Minutes that all sections take, unrounded.
    pub fn total_minutes(&self) -> f32 {
        self.total
    }

    /// Minutes that section `n` takes, unrounded.
    pub fn minutes(&self, n: usize) -> f32 {
        self.minutes.get(n).copied().unwrap_or(0.0)
    }
}

/// English runs at about six bytes a word.
fn by_bytes(bytes: usize) -> f32 {
    #[expect(clippy::cast_precision_loss, reason = "an estimate shown in whole minutes")]
    let bytes = bytes as f32;
    bytes / (6.0 * text::WORDS_PER_MINUTE)
}
