//! Headings that a list near the top of the document names before they come: its contents, or what a letter is about.

use std::collections::HashSet;
use std::hash::{DefaultHasher, Hash, Hasher};

use super::lines::Group;
use super::marker;
use super::shape;

/// Groups of lines in which a list of contents begins.
const TOP: usize = 14;

/// Longest entry, in bytes.
const MAX: usize = 120;

/// What a list near the top names, and which of that stood by itself further down.
#[derive(Debug, Default)]
pub(super) struct Contents {
    named: HashSet<u64>,
    again: HashSet<u64>,
    groups: usize,
}

impl Contents {
    /// Takes the next group of lines of the document.
    pub(super) fn group(&mut self, group: &Group<'_, '_>) {
        self.groups += 1;
        let top = self.groups <= TOP;
        if !top && self.named.is_empty() {
            return;
        }
        for (index, line) in group.lines.iter().enumerate().filter(|(_, line)| line.len() <= MAX) {
            let line = line.trim_start();
            let Some(key) = key(line) else { continue };
            let bullet = marker::find(line).is_some_and(|m| m.is_bullet());
            if index == 0 && !bullet && self.named.contains(&key) {
                self.again.insert(key);
            } else if top && (marker::find(line).is_some() || entry(line).len() < line.len()) {
                self.named.insert(key);
            }
        }
    }

    /// True when the document names `line` in a list before, and it is none of that list.
    pub(super) fn names(&self, line: &str) -> bool {
        !self.again.is_empty() && line.len() <= MAX && key(line).is_some_and(|key| self.again.contains(&key))
    }
}

/// What two spellings of one entry share: its letters, without number, leader and page.
fn key(line: &str) -> Option<u64> {
    let name = entry(line);
    let name = marker::find(name).and_then(|m| name.get(m.len..)).unwrap_or(name).trim();
    let letters = || name.chars().filter(|c| c.is_alphanumeric());
    if letters().take(6).count() < 6 && name.is_ascii() || letters().take(2).count() < 2 || shape::ends_sentence(name) {
        return None;
    }
    let mut hasher = DefaultHasher::new();
    letters().flat_map(char::to_lowercase).for_each(|c| c.hash(&mut hasher));
    Some(hasher.finish())
}

/// `Rain so far ........ 12` without leader and page.
fn entry(line: &str) -> &str {
    let bare = line.trim_end_matches(|c: char| c.is_ascii_digit());
    let name = bare.trim_end_matches(['.', ' ', '\t', '…', '_']);
    let led = bare.len() < line.len() && (bare.len() >= name.len() + 3 || bare.ends_with('\t'));
    if led { name } else { line }
}

#[cfg(test)]
mod tests {
    use super::super::lines::Groups;
    use super::*;

    #[test]
    fn what_a_list_names_and_what_comes_again() {
        let mut contents = Contents::default();
        let text =
            "1. Rain so far ..... 1\n2. Soils and pasture ..... 4\n\nRain so far\n\nText.\n\n2. Soils and pasture\n";
        let mut groups = Groups::new(text, 1);
        while let Some(group) = groups.next() {
            contents.group(&group);
        }
        assert!(contents.names("Rain so far") && contents.names("2. Soils and pasture"));
        assert!(!contents.names("Text") && !contents.names("Rain so fast"));
    }
}
