//! The names that the author of a briefing gives in its head (`entities:`). They are the author's own, so they are surer
//! than what the model reads, and still suggestions: the reader has not taken them up.

use std::ops::Range;

use super::family::{Draft, Drafts};
use super::names::Names;
use crate::briefing::Briefing;
use crate::entity::{Entity, Kind};

/// How sure the author is.
const BY_AUTHOR: f32 = 0.95;

/// Where the names of the head stand in these blocks.
pub(crate) fn find(briefing: &Briefing, blocks: Range<usize>, go_on: &dyn Fn() -> bool) -> Vec<Draft> {
    let head = &briefing.header.entities;
    if head.is_empty() {
        return Vec::new();
    }
    let entities: Vec<Entity> = head
        .iter()
        .filter(|given| !given.name.is_empty())
        .map(|given| Entity {
            name: given.name.to_string(),
            kind: if given.kind.is_empty() { Kind::Other } else { Kind::named(&given.kind) },
            aliases: given.aliases.iter().map(ToString::to_string).collect(),
            ..Entity::default()
        })
        .collect();
    let found = Names::new(&entities).scan_blocks(briefing, blocks, go_on);
    found.into_iter().map(|m| Draft { span: m.span, kind: m.kind, name: m.name, score: BY_AUTHOR }).collect()
}

/// Puts them in the place of what else was found there.
pub(crate) fn put(drafts: &mut Drafts, stated: Vec<Draft>) {
    for draft in stated {
        drafts.take_out(draft.span);
        drafts.add(draft);
    }
}
