//! All records of one briefing, in the order of its file, and the entries of the registry beside them.

use std::collections::HashMap;

use super::{Entry, Id, Mark, Note, Record};

/// The notes and marks of one briefing and the entries of its registry, deleted ones included.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Notebook {
    records: Vec<Record>,
    index: HashMap<Id, usize>,
}

impl Notebook {
    /// All records in the order of the file, deleted ones included.
    pub fn records(&self) -> &[Record] {
        &self.records
    }

    /// The record with this id.
    pub fn get(&self, id: &Id) -> Option<&Record> {
        self.records.get(*self.index.get(id)?)
    }

    /// The note with this id.
    pub fn note(&self, id: &Id) -> Option<&Note> {
        self.get(id)?.as_note()
    }

    /// Puts a record in the place of the one with its id, or behind all others. Gives back what it replaced.
    pub fn put(&mut self, record: Record) -> Option<Record> {
        if let Some(at) = self.index.get(record.id()) {
            return self.records.get_mut(*at).map(|old| std::mem::replace(old, record));
        }
        self.index.insert(record.id().clone(), self.records.len());
        self.records.push(record);
        None
    }

    /// The notes that are not deleted.
    pub fn notes(&self) -> impl Iterator<Item = &Note> {
        self.live().filter_map(Record::as_note)
    }

    /// The marks that are not deleted.
    pub fn marks(&self) -> impl Iterator<Item = &Mark> {
        self.live().filter_map(Record::as_mark)
    }

    /// The entries of the registry that are not deleted.
    pub fn entries(&self) -> impl Iterator<Item = &Entry> {
        self.records.iter().filter(|record| !record.is_deleted()).filter_map(Record::as_entry)
    }

    /// The notes and marks that are not deleted.
    pub fn live(&self) -> impl Iterator<Item = &Record> {
        self.of_briefing().filter(|record| !record.is_deleted())
    }

    /// The records that are in conflict with one that is there: the other version, and the one that it is of.
    pub fn conflicts(&self) -> impl Iterator<Item = (&Record, &Record)> {
        let is_there = |id: &Id| self.get(id).filter(|record| !record.is_deleted());
        self.live().filter_map(move |theirs| {
            let with = theirs.meta().conflict_with.as_ref().filter(|with| *with != theirs.id())?;
            Some((theirs, is_there(with)?))
        })
    }

    /// The notes and marks that are deleted.
    pub fn trash(&self) -> impl Iterator<Item = &Record> {
        self.of_briefing().filter(|record| record.is_deleted())
    }

    /// All notes and marks: what belongs to the briefing.
    pub fn of_briefing(&self) -> impl Iterator<Item = &Record> {
        self.records.iter().filter(|record| record.as_entry().is_none())
    }

    /// Puts the entries of `registry` in the place of all entries; notes and marks stay.
    pub fn take_entries(&mut self, registry: &Self) {
        let entries = registry.records.iter().filter(|record| record.as_entry().is_some());
        *self = self.of_briefing().chain(entries).cloned().collect();
    }

    /// Puts the notes and marks of `sidecar` in the place of all notes and marks; entries stay.
    pub fn take_notes(&mut self, sidecar: &Self) {
        let entries = self.records.iter().filter(|record| record.as_entry().is_some());
        *self = sidecar.of_briefing().chain(entries).cloned().collect();
    }
}

impl FromIterator<Record> for Notebook {
    /// Of several records with one id the last one counts.
    fn from_iter<T: IntoIterator<Item = Record>>(records: T) -> Self {
        let mut book = Self::default();
        for record in records {
            book.put(record);
        }
        book
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::note::Meta;

    fn note(id: &str, text: &str) -> Record {
        Record::Note(Note {
            meta: Meta { id: Id::from(id), ..Meta::default() },
            text: text.to_owned(),
            ..Note::default()
        })
    }

    #[test]
    fn a_record_keeps_its_place_when_it_changes() {
        let mut book: Notebook = [note("a", "1"), note("b", "2"), note("a", "3")].into_iter().collect();
        let texts: Vec<_> = book.notes().map(|n| n.text.clone()).collect();
        assert_eq!(texts, ["3", "2"]);
        let mut gone = note("b", "2");
        gone.meta_mut().deleted = Some("2026-01-01T00:00:00Z".to_owned());
        book.put(gone);
        assert_eq!((book.notes().count(), book.trash().count(), book.records().len()), (1, 1, 2));
    }

    fn entry(id: &str, deleted: Option<&str>) -> Record {
        let meta = Meta { id: Id::from(id), deleted: deleted.map(str::to_owned), ..Meta::default() };
        Record::Entry(Entry { meta, ..Entry::default() })
    }

    #[test]
    fn entries_are_apart_from_what_belongs_to_the_briefing() {
        let mut book: Notebook = [note("a", "1"), entry("e", None), entry("f", Some("x"))].into_iter().collect();
        assert_eq!((book.live().count(), book.trash().count(), book.entries().count()), (1, 0, 1));
        book.take_entries(&[entry("g", None), note("b", "2")].into_iter().collect());
        let ids = |book: &Notebook| book.records().iter().map(|r| r.id().to_string()).collect::<Vec<_>>();
        assert_eq!(ids(&book), ["a", "g"]);
        book.take_notes(&[entry("h", None), note("b", "2")].into_iter().collect());
        assert_eq!(ids(&book), ["b", "g"]);
        assert!(book.get(&Id::from("a")).is_none() && book.get(&Id::from("g")).is_some());
    }
}
