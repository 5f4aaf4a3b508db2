//! All records of one briefing, in the order of its file.

use std::collections::HashMap;

use super::{Id, Mark, Note, Record};

/// The notes and marks of one briefing, deleted ones included.
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

    /// The records that are not deleted.
    pub fn live(&self) -> impl Iterator<Item = &Record> {
        self.records.iter().filter(|record| !record.is_deleted())
    }

    /// The records that are deleted.
    pub fn trash(&self) -> impl Iterator<Item = &Record> {
        self.records.iter().filter(|record| record.is_deleted())
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
}
