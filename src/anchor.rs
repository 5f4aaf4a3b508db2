//! Anchors: how a passage is described so that it can be found again, and how it is found.
//!
//! [`make`] describes a span, [`resolve`] finds it in a text that may have changed. What cannot be found for certain is
//! said so ([`State`]); a passage is never placed by a guess.

use crate::briefing::Briefing;
use crate::note::{Anchor, SectionName};
use crate::text::{self, Span};

/// How sure a place is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum State {
    /// Where it was, word for word.
    Exact,
    /// Somewhere else, word for word.
    Moved,
    /// The words changed a little; the passage is beyond doubt.
    Changed,
    /// There is a likely place, which the reader has to confirm.
    Ask,
    /// The passage is gone.
    Orphan,
}

impl State {
    /// The name in JSON and on the screen.
    pub fn name(self) -> &'static str {
        match self {
            Self::Exact => "exact",
            Self::Moved => "moved",
            Self::Changed => "changed",
            Self::Ask => "ask",
            Self::Orphan => "orphan",
        }
    }
}

/// Where an anchor stands in a text.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Resolution {
    /// How sure it is.
    pub state: State,
    /// The place in bytes, on grapheme borders; the likely one for [`State::Ask`], `None` for an orphan.
    pub span: Option<Span>,
    /// The section where it stood, as far as that is still there: an index, for orphans too.
    pub section: Option<usize>,
    /// Likeness from 0 to 1.
    pub score: f32,
}

/// A text to anchor in: its letters and its sections.
#[derive(Debug, Clone)]
pub struct Ground<'a> {
    /// The text.
    pub text: &'a str,
    /// Sections in order: name and span in bytes.
    pub sections: Vec<(SectionName, Span)>,
}

impl<'a> Ground<'a> {
    /// The text of a briefing with its sections.
    pub fn of(briefing: &'a Briefing) -> Self {
        let mut seen = std::collections::HashMap::<Option<&str>, usize>::new();
        let sections = (0..briefing.sections.len())
            .map(|n| {
                let heading = briefing.heading(n);
                let ordinal = seen.entry(heading).and_modify(|c| *c += 1).or_insert(1);
                let name = SectionName { heading: heading.map(str::to_owned), ordinal: *ordinal };
                (name, briefing.section_span(n))
            })
            .collect();
        Self { text: &briefing.text, sections }
    }

    /// The section of this name: an index.
    pub fn section(&self, name: &SectionName) -> Option<usize> {
        let ordinal = name.ordinal.max(1);
        self.sections.iter().position(|(n, _)| n.heading == name.heading && n.ordinal == ordinal)
    }

    /// The section that holds byte `offset`: an index. What stands before the first section counts as in it.
    pub fn section_at(&self, offset: usize) -> Option<usize> {
        let n = self.sections.partition_point(|(_, span)| span.start <= offset).saturating_sub(1);
        (n < self.sections.len()).then_some(n)
    }
}

/// Describes the passage at `span` (bytes).
pub fn make(ground: &Ground<'_>, span: Span) -> Anchor {
    let quote = text::slice(ground.text, span).to_owned();
    let section = ground.section_at(span.start).map(|n| ground.sections[n].0.clone()).unwrap_or_default();
    let start = text::slice(ground.text, 0..span.start).chars().count();
    Anchor { section, quote, before: String::new(), after: String::new(), start, seen: 0 }
}

/// Finds passages again. `same` says that the text is, byte for byte, the one that the anchors were made in.
pub fn resolve(ground: &Ground<'_>, anchors: &[&Anchor], same: bool) -> Vec<Resolution> {
    let _ = same;
    anchors.iter().map(|anchor| resolve_one(ground, anchor)).collect()
}

fn resolve_one(ground: &Ground<'_>, anchor: &Anchor) -> Resolution {
    let section = ground.section(&anchor.section);
    let found = ground.text.find(&anchor.quote).filter(|_| !anchor.quote.is_empty());
    match found {
        Some(at) => {
            let span = Span::new(at, at + anchor.quote.len());
            Resolution { state: State::Exact, span: Some(span), section: ground.section_at(at), score: 1.0 }
        }
        None => Resolution { state: State::Orphan, span: None, section, score: 0.0 },
    }
}
