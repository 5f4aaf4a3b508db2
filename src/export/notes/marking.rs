//! The handling that travels with what is quoted.

use std::cmp::Reverse;

use super::{Entry, Part};
use crate::briefing::{Block, Briefing, Classification, Handling};
use crate::clean::Clean;

/// The markings that an export of these parts must carry, the highest first, in one line: the label of every briefing as
/// it stands, so that no caveat is lost, and the portion mark of what is quoted where that is higher than all of them.
///
/// A passage with a lower portion mark does not lower the whole: that is for a person to decide. `None` where nothing is
/// marked.
pub fn marking(parts: &[Part<'_>]) -> Option<Clean> {
    let mut labels: Vec<&Handling> = Vec::new();
    for label in parts.iter().filter_map(|part| part.briefing.header.handling.as_ref()) {
        if !labels.contains(&label) {
            labels.push(label);
        }
    }
    labels.sort_by_key(|label| Reverse((label.classification, label.tlp)));
    let portion = parts.iter().flat_map(|part| part.entries.iter().filter_map(|e| portion(part.briefing, e))).max();
    let higher = portion.filter(|portion| labels.iter().all(|label| label.classification < Some(*portion)));
    let mut words: Vec<String> = higher.iter().map(|portion| format!("{} (portion mark)", portion.label())).collect();
    words.extend(labels.iter().map(|label| label.label.to_string()));
    (!words.is_empty()).then(|| Clean::line(&words.join(" · ")))
}

/// The highest portion mark on what an entry quotes.
fn portion(briefing: &Briefing, entry: &Entry) -> Option<Classification> {
    let quoted = entry.record.anchor().and_then(|anchor| Classification::portion(anchor.quote.trim_start()));
    let heading = entry.section.and_then(|n| briefing.sections.get(n)).and_then(|s| s.heading);
    let named = heading.and_then(|block| briefing.blocks.get(block)).and_then(|block| block.portion);
    let Some(span) = entry.span else { return quoted.max(named) };
    let first = start_of(briefing, briefing.block_at(span.start));
    let blocks = briefing.blocks.get(first..).unwrap_or_default();
    let standing =
        blocks.iter().take_while(|block| block.span.start < span.end).filter_map(|b: &Block| b.portion).max();
    quoted.max(named).max(standing)
}

/// The block that was split for its length begins further up, and its mark stands there.
fn start_of(briefing: &Briefing, mut block: usize) -> usize {
    while block > 0 && briefing.blocks.get(block).is_some_and(|b| b.continued) {
        block -= 1;
    }
    block
}
