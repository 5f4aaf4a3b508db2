//! Who is named at all: one line an entity.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::Source;
use crate::entity::{Kind, Origin};

/// An entity that is named.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listed {
    /// Its canonical name.
    pub name: String,
    /// What it is.
    pub kind: Kind,
    /// How often it is named.
    pub times: usize,
    /// How many of these a reader or the registry vouches for.
    pub confirmed: usize,
    /// Sections that name it, in order, as source and section.
    pub sections: Vec<(usize, usize)>,
    /// How often each of them does.
    pub counts: Vec<usize>,
}

/// Everything that is named: by kind, in each the most frequent first, then in the order of first mention.
pub fn list(sources: &[Source<'_>]) -> Vec<Listed> {
    let mut places: BTreeMap<(&Kind, &str), usize> = BTreeMap::new();
    let mut all: Vec<Listed> = Vec::new();
    for (n, source) in sources.iter().enumerate() {
        for mention in source.mentions {
            let at = *places.entry((&mention.kind, &mention.name)).or_insert_with(|| {
                all.push(Listed {
                    name: mention.name.clone(),
                    kind: mention.kind.clone(),
                    times: 0,
                    confirmed: 0,
                    sections: Vec::new(),
                    counts: Vec::new(),
                });
                all.len() - 1
            });
            let section = source.briefing.section_of(source.briefing.block_at(mention.span.start));
            let listed = &mut all[at];
            listed.times += 1;
            listed.confirmed += usize::from(mention.origin != Origin::Suggested);
            if listed.sections.last() != Some(&(n, section)) {
                listed.sections.push((n, section));
                listed.counts.push(0);
            }
            if let Some(count) = listed.counts.last_mut() {
                *count += 1;
            }
        }
    }
    all.sort_by(|a, b| (&a.kind, Reverse(a.times)).cmp(&(&b.kind, Reverse(b.times))));
    all
}
