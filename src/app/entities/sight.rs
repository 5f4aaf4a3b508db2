//! The names on the screen, collected once before each frame.

use super::{Entities, is_sure};
use crate::app::reader::{View, ViewRow};
use crate::briefing::Briefing;
use crate::entity::Kind;
use crate::text::Span;

/// A name in view.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Seen {
    /// Bytes of the text.
    pub span: Span,
    /// What is named.
    pub kind: Kind,
    /// The reader or the registry vouches for it; what is only suggested is drawn fainter.
    pub sure: bool,
    /// The reader is at it.
    pub current: bool,
}

/// The names in view, in the order in which they are drawn over one another: what lies in another one comes after it.
pub(super) fn look(names: &Entities, briefing: &Briefing, view: &View, caret: Option<usize>) -> Vec<Seen> {
    let block = |row: &ViewRow| briefing.blocks.get(row.block).map(|b| b.span);
    let ends = (view.rows.first().and_then(block), view.rows.last().and_then(block));
    let (Some(first), Some(last)) = ends else { return Vec::new() };
    let here = caret.and_then(|at| names.at(at).next().map(|m| m.span));
    let current = if caret.is_some() { here } else { names.current };
    let seen = names.touching(Span::new(first.start, last.end)).map(|mention| Seen {
        span: mention.span,
        kind: mention.kind.clone(),
        sure: is_sure(mention),
        current: current == Some(mention.span),
    });
    seen.collect()
}
