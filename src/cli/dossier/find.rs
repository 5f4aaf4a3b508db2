//! Whom a name on the command line means.

use std::collections::BTreeMap;

use super::unknown;
use crate::clean::Clean;
use crate::cli::exit::Misused;
use crate::cli::named::Named;
use crate::cli::speak;
use crate::entity::{Kind, Mention};
use crate::settings::nearest;
use crate::text;

/// Names that are offered where the one that was given means none or several.
const OFFERED: usize = 10;

/// Entities by canonical name and kind: how often each is named.
type Counts = BTreeMap<(String, Kind), usize>;

/// The entity that `name` means: by its canonical name, else by a name that it has in a text or in the registry, else
/// by words of its name. Of one name with several kinds the most frequent, and the others are told of.
///
/// # Errors
/// Nobody has this name, or several do.
pub(super) fn find(name: &str, kind: Option<&Kind>, all: &[Named]) -> Result<(String, Kind), Misused> {
    let wanted = key(name);
    let mut tiers = [Counts::new(), Counts::new(), Counts::new()];
    let mut names: Vec<&str> = Vec::new();
    for named in all {
        let of_kind = |mention: &&Mention| kind.is_none_or(|kind| *kind == mention.kind);
        for mention in named.mentions.iter().filter(of_kind) {
            match tier(named, mention, &wanted).and_then(|n| tiers.get_mut(n)) {
                Some(counts) => *counts.entry((mention.name.clone(), mention.kind.clone())).or_default() += 1,
                None if !names.contains(&mention.name.as_str()) => names.push(&mention.name),
                None => {}
            }
        }
    }
    let found = tiers.into_iter().find(|counts| !counts.is_empty()).unwrap_or_default();
    choose(name, found).unwrap_or_else(|| Err(unknown(name, near(name, &names))))
}

/// How a mention answers to a name: 0 by its canonical name, 1 by what stands there or another name in the registry, 2
/// by words of its name. `None` where it does not.
fn tier(named: &Named, mention: &Mention, wanted: &str) -> Option<usize> {
    let entity = || named.known.entities.iter().find(|known| known.name == mention.name && known.kind == mention.kind);
    if key(&mention.name) == wanted {
        Some(0)
    } else if key(text::slice(&named.briefing.text, mention.span)) == wanted
        || entity().is_some_and(|known| known.aliases.iter().any(|alias| key(alias) == wanted))
    {
        Some(1)
    } else {
        has_words(&mention.name, wanted).then_some(2)
    }
}

/// True when all words of `wanted` are words of `name`.
fn has_words(name: &str, wanted: &str) -> bool {
    let name = key(name);
    let words: Vec<&str> = name.split([' ', '-']).collect();
    !wanted.is_empty() && wanted.split([' ', '-']).all(|word| words.contains(&word))
}

fn key(name: &str) -> String {
    text::fold(&name.split_whitespace().collect::<Vec<_>>().join(" "))
}

/// `None` where nothing was found.
fn choose(name: &str, found: Counts) -> Option<Result<(String, Kind), Misused>> {
    let mut found: Vec<((String, Kind), usize)> = found.into_iter().collect();
    found.sort_by_key(|(_, times)| std::cmp::Reverse(*times));
    let (first, _) = found.first()?.clone();
    if found.iter().any(|((other, _), _)| key(other) != key(&first.0)) {
        let message = format!("“{}” may be several; say which:", Clean::line(name));
        let choices = found.iter().take(OFFERED).map(|((name, _), _)| Clean::line(name)).collect();
        return Some(Err(Misused { message: Clean::line(&message), choices }));
    }
    for ((_, kind), times) in found.iter().skip(1) {
        let kind = Clean::line(kind.name());
        speak::say(&format!("it is a {kind} as well, {times} times: --kind {kind}"));
    }
    Some(Ok(first))
}

/// Names that hold the one that was given, and the one that is nearest in its letters.
fn near(name: &str, names: &[&str]) -> Vec<Clean> {
    let wanted = key(name);
    let words: Vec<&str> = wanted.split_whitespace().collect();
    let holds = |known: &&&str| words.iter().any(|word| word.len() > 2 && key(known).contains(word));
    let mut offered: Vec<&str> = names.iter().filter(holds).copied().take(OFFERED).collect();
    let parts = names.iter().flat_map(|known| known.split_whitespace().map(move |part| (part, *known)));
    let by_part: Vec<(&str, &str)> = parts.collect();
    let nearest_part = nearest::nearest(name, by_part.iter().map(|(part, _)| *part));
    let of_part = nearest_part.and_then(|near| by_part.iter().find(|(part, _)| *part == near)).map(|(_, known)| *known);
    for more in nearest::nearest(name, names.iter().copied()).into_iter().chain(of_part) {
        if !offered.contains(&more) {
            offered.insert(0, more);
        }
    }
    offered.into_iter().map(Clean::line).collect()
}
