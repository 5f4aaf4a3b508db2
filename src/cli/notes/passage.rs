//! What a note is on: from the options to a place in the text.

use anyhow::Result;

use crate::anchor::{self, Ground};
use crate::briefing::Briefing;
use crate::clean::Clean;
use crate::cli::args::On;
use crate::cli::exit::Misused;
use crate::cli::section;
use crate::find::passage;
use crate::note::Target;
use crate::text::{self, Span};

/// Passages that are shown where none or several are meant.
const SHOWN: usize = 20;

/// Passages that come near to what is not there.
const NEAR: usize = 3;

/// Cells on both sides of a passage that is shown.
const AROUND: usize = 24;

/// Cells of a passage that is shown.
const LONGEST: usize = 60;

/// What the options mean; `None` where they say nothing.
///
/// # Errors
/// A section or a passage that is not there, or one of several.
pub(super) fn target(briefing: &Briefing, on: &On) -> Result<Option<Target>, Misused> {
    if let Some(quote) = &on.quote {
        let span = one(briefing, quote, on.occurrence)?;
        return Ok(Some(Target::Span(anchor::make(&Ground::of(briefing), span))));
    }
    if let Some(wanted) = &on.section {
        let n = section::find(briefing, wanted)?;
        let name = Ground::of(briefing).sections.get(n).map(|(name, _)| name.clone()).unwrap_or_default();
        return Ok(Some(Target::Section(name)));
    }
    Ok(on.briefing.then_some(Target::Briefing))
}

/// The passage with these words.
///
/// # Errors
/// None, with what comes near; several, with where they are.
pub(super) fn one(briefing: &Briefing, quote: &str, occurrence: Option<usize>) -> Result<Span, Misused> {
    let found = passage::all(&briefing.text, quote);
    match (occurrence, found.as_slice()) {
        (_, []) => Err(nowhere(briefing, quote)),
        (None, [one]) => Ok(*one),
        (None, several) => {
            let message = format!("these words stand in {} places; say which with --occurrence N:", several.len());
            Err(Misused { choices: places(briefing, several), ..Misused::new(&message) })
        }
        (Some(n), all) => n.checked_sub(1).and_then(|n| all.get(n)).copied().ok_or_else(|| {
            let message = format!("there is no occurrence {n} of these words; there are:");
            Misused { choices: places(briefing, all), ..Misused::new(&message) }
        }),
    }
}

/// What to say where the words stand nowhere.
pub(super) fn nowhere(briefing: &Briefing, quote: &str) -> Misused {
    let near = passage::nearest(briefing, quote, NEAR);
    let shown = text::truncate(&Clean::line(quote), LONGEST);
    if near.is_empty() {
        return Misused::new(&format!("“{shown}” is nowhere in the text; `attache show FILE` prints it"));
    }
    let line = |span: &Span| Clean::from(format!("{}: {}", line_of(briefing, *span), snippet(briefing, *span)));
    let message = format!("“{shown}” is nowhere in the text; these come near:");
    Misused { choices: near.iter().map(line).collect(), ..Misused::new(&message) }
}

fn places(briefing: &Briefing, spans: &[Span]) -> Vec<Clean> {
    let line = |(n, span): (usize, &Span)| {
        Clean::from(format!("{:>3}  {}: {}", n + 1, line_of(briefing, *span), snippet(briefing, *span)))
    };
    let mut choices: Vec<Clean> = spans.iter().enumerate().take(SHOWN).map(line).collect();
    if spans.len() > SHOWN {
        choices.push(Clean::from(format!("  … and {} more", spans.len() - SHOWN)));
    }
    choices
}

/// `line 12` of the source: where the paragraph begins.
fn line_of(briefing: &Briefing, span: Span) -> String {
    let line = briefing.blocks.get(briefing.block_at(span.start)).map_or(1, |block| block.line);
    format!("line {line}")
}

/// The passage with a little of what stands around it.
fn snippet(briefing: &Briefing, span: Span) -> String {
    let block = briefing.blocks.get(briefing.block_at(span.start)).map_or(span, |block| block.span);
    let before = text::slice(&briefing.text, block.start..span.start);
    let behind = text::slice(&briefing.text, span.end..block.end.max(span.end));
    let from: usize = text::graphemes(before).rev().take(AROUND).map(str::len).sum();
    let before = text::slice(before, before.len() - from..before.len());
    let cut = if from < span.start - block.start.min(span.start) { "…" } else { "" };
    let quote = text::truncate(text::slice(&briefing.text, span), LONGEST);
    format!("{cut}{before}[{quote}]{}", text::truncate(behind, AROUND)).replace(['\n', '\t'], " ")
}
