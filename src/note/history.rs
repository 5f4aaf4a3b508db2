//! Changes of records, and the history that undoes them.
//!
//! The only change there is puts a record in the place of another, or of none. Deleting puts the same record with a time
//! of deletion; so nothing is ever lost by a change, and each has an inverse.

use serde::{Deserialize, Serialize};

use super::{Moment, Notebook, Record};

/// Steps that are kept for undoing.
const MOST_STEPS: usize = 200;

/// One record put in the place of another.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Change {
    /// What was there; `None` when the record is new.
    pub before: Option<Record>,
    /// What is there now.
    pub after: Record,
}

/// What one action of the reader changed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Step {
    /// What was done, for the status line: `note added`.
    pub label: String,
    /// The changes, in order.
    pub changes: Vec<Change>,
}

/// What can be undone and done again.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct History {
    done: Vec<Step>,
    undone: Vec<Step>,
}

impl Change {
    /// A change to `after`, as the notebook stands.
    pub fn of(book: &Notebook, after: Record) -> Self {
        Self { before: book.get(after.id()).cloned(), after }
    }

    /// The change that takes this one back, made at `now`. A record that was new goes to the trash.
    #[must_use]
    pub fn inverse(&self, book: &Notebook, now: Moment) -> Self {
        let mut after = if let Some(before) = &self.before {
            before.clone()
        } else {
            let mut gone = self.after.clone();
            gone.meta_mut().deleted = Some(now.stamp());
            gone
        };
        after.meta_mut().changed = now.stamp();
        Self::of(book, after)
    }
}

impl History {
    /// Takes note of a step; what was undone before it cannot be done again.
    pub fn push(&mut self, step: Step) {
        self.undone.clear();
        self.keep(step);
    }

    /// Takes back the last step: its label, and the changes that do it.
    pub fn undo(&mut self, book: &Notebook, now: Moment) -> Option<Step> {
        let step = self.done.pop()?;
        let changes = step.changes.iter().rev().map(|c| c.inverse(book, now)).collect();
        let label = step.label.clone();
        self.undone.push(step);
        Some(Step { label, changes })
    }

    /// Does the last step again that was taken back.
    pub fn redo(&mut self, book: &Notebook, now: Moment) -> Option<Step> {
        let step = self.undone.pop()?;
        let again = |change: &Change| {
            let mut after = change.after.clone();
            after.meta_mut().changed = now.stamp();
            Change::of(book, after)
        };
        let changes = step.changes.iter().map(again).collect();
        let label = step.label.clone();
        self.keep(step);
        Some(Step { label, changes })
    }

    fn keep(&mut self, step: Step) {
        self.done.push(step);
        if self.done.len() > MOST_STEPS {
            self.done.remove(0);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::note::{Id, Meta, Note};
    use proptest::prelude::*;

    fn note(id: u8, text: &str) -> Record {
        let meta = Meta { id: Id::from(id.to_string()), ..Meta::default() };
        Record::Note(Note { meta, text: text.to_owned(), ..Note::default() })
    }

    fn visible(book: &Notebook) -> Vec<(String, String)> {
        let mut all: Vec<_> = book.notes().map(|n| (n.meta.id.to_string(), n.text.clone())).collect();
        all.sort();
        all
    }

    proptest! {
        #[test]
        fn undoing_everything_and_doing_it_again_comes_out_the_same(edits in proptest::collection::vec((0u8..4, "[a-c]{0,3}"), 0..20)) {
            let mut book = Notebook::default();
            let mut history = History::default();
            for (id, text) in &edits {
                let change = Change::of(&book, note(*id, text));
                book.put(change.after.clone());
                history.push(Step { label: String::new(), changes: vec![change] });
            }
            let full = visible(&book);
            let mut steps = 0;
            while let Some(step) = history.undo(&book, Moment::default()) {
                step.changes.into_iter().for_each(|c| { book.put(c.after); });
                steps += 1;
            }
            prop_assert_eq!(steps, edits.len());
            prop_assert!(visible(&book).is_empty());
            while let Some(step) = history.redo(&book, Moment::default()) {
                step.changes.into_iter().for_each(|c| { book.put(c.after); });
            }
            prop_assert_eq!(visible(&book), full);
        }
    }
}
