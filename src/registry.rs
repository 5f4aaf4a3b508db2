//! What a reader does with the names that are known in all briefings: each deed as changes of records, which whoever asks
//! for it keeps. The screen and the command line do the same by this module.
//!
//! A name is known by itself or as another name of an entity; case, accents and variants of letters do not matter. Names
//! are kept in one line with single spaces. What is taken away stays in the file as a tombstone, so that no merge brings
//! it back.

use crate::entity::{Entity, Kind};
use crate::note::{Change, Entry, Id, Meta, Moment, Notebook, Record};
use crate::text;

mod deeds;
mod find;
mod refusal;
#[cfg(test)]
mod tests;
mod unite;

pub use deeds::{
    add, alias, learn, merge, not, refuse, remove, rename, restore, set_kind, set_note, set_place, split, unalias,
    unnot,
};
pub use find::{Wanted, find, gone, holders, meant, of_mark, of_name, removed};
pub use refusal::Refusal;
pub use unite::{disputed, unite};

/// Who does it, and when.
#[derive(Debug, Clone, Copy, Default)]
pub struct By<'a> {
    /// Who; may be empty.
    pub author: &'a str,
    /// When; ids of what is new come from it.
    pub now: Moment,
}

impl By<'_> {
    /// An entry for a new entity.
    fn new_entry(&mut self, entity: Entity) -> Entry {
        let author = self.author.to_owned();
        let (id, created) = (self.now.id(), self.now.stamp());
        Entry { meta: Meta { id, author, created, ..Meta::default() }, entity, into: None }
    }

    /// The change that puts this entry into `book`.
    fn put(&self, book: &Notebook, entry: Entry) -> Change {
        let mut record = Record::Entry(entry);
        record.meta_mut().changed = self.now.stamp();
        Change::of(book, record)
    }

    /// The change that takes this entry away, as a part of another one where it became that.
    fn take_away(&self, book: &Notebook, mut entry: Entry, into: Option<Id>) -> Change {
        entry.meta.deleted = Some(self.now.stamp());
        entry.into = into;
        self.put(book, entry)
    }
}

/// A name as it is kept: in one line, with single spaces.
pub fn one_line(name: &str) -> String {
    name.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What two names have in common that are the same for a reader.
pub fn key(name: &str) -> String {
    letters(name).collect()
}

/// True when two names are the same for a reader.
pub fn is_same(one: &str, other: &str) -> bool {
    letters(one).eq(letters(other))
}

/// True when this is the name of an entity or another name of it.
pub fn answers_to(entity: &Entity, name: &str) -> bool {
    std::iter::once(&entity.name).chain(&entity.aliases).any(|known| is_same(known, name))
}

/// True for what stands in the registry only to say that its own name is none.
pub fn is_only_refused(entity: &Entity) -> bool {
    let refused = |name: &String| entity.not.iter().any(|not| is_same(not, name));
    refused(&entity.name) && entity.aliases.iter().all(refused)
}

/// The letters by which names are compared: folded, with one space between words. Nothing is written down for it, because
/// a name is compared with all others of a registry on every key that marks.
fn letters(name: &str) -> impl Iterator<Item = char> {
    let (mut begun, mut gap) = (false, false);
    let parted = name.chars().filter_map(text::fold_char).flat_map(move |c| {
        if c.is_whitespace() {
            gap = begun;
            return [None, None];
        }
        begun = true;
        [std::mem::take(&mut gap).then_some(' '), Some(c)]
    });
    parted.flatten()
}

/// True when names of a kind belong into a registry: dates, sums of money and quantities are the same in no other text.
pub fn takes(kind: &Kind) -> bool {
    !matches!(kind, Kind::Date | Kind::Money | Kind::Quantity)
}

/// Adds `name` to a list of names unless it is there.
fn insert(names: &mut Vec<String>, name: &str) {
    let name = one_line(name);
    if !name.is_empty() && !names.iter().any(|known| is_same(known, &name)) {
        names.push(name);
    }
}
