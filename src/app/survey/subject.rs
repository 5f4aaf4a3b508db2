//! The dossier of an entity on the screen.

use super::finder::Finder;
use super::matter::{self, Version};
use crate::app::App;
use crate::dossier::{self, Dossier};
use crate::entity::Kind;
use crate::note::Id;
use crate::text::{self, Span};

/// An open dossier.
#[derive(Debug, Clone, Default)]
pub struct Subject {
    /// Cursor and filter.
    pub finder: Finder,
    /// What is told.
    pub dossier: Dossier,
    /// Notes of the briefing, as the dossier numbers them.
    pub notes: Vec<Id>,
    rows: Vec<Row>,
    /// The entity of the registry, once it has it.
    entry: Option<Id>,
    made: Option<(Version, String)>,
}

/// A row of a dossier.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Row {
    /// A mention, by number.
    Mention(usize),
    /// A note, by number among those of the dossier.
    Note(usize),
}

impl Subject {
    /// The dossier of this entity.
    pub(super) fn new(name: &str, kind: &Kind) -> Self {
        let dossier = Dossier { name: name.to_owned(), kind: kind.clone(), ..Dossier::default() };
        Self { dossier, ..Self::default() }
    }

    /// The rows that pass the filter.
    pub fn rows(&self) -> &[Row] {
        &self.rows
    }

    /// How many rows there are, whatever the filter.
    pub fn all(&self) -> usize {
        self.dossier.mentions.len() + self.dossier.notes.len()
    }

    /// The row under the cursor.
    pub fn chosen(&self) -> Option<Row> {
        self.rows.get(self.finder.cursor).copied()
    }

    /// The mention under the cursor.
    pub fn mention(&self) -> Option<&dossier::Place> {
        match self.chosen()? {
            Row::Mention(n) => self.dossier.mentions.get(n),
            Row::Note(_) => None,
        }
    }

    /// The note of a row.
    pub fn note(&self, n: usize) -> Option<&Id> {
        self.notes.get(self.dossier.notes.get(n)?.remark)
    }

    /// Puts the cursor on the mention at `span`.
    pub(super) fn choose(&mut self, span: Span) {
        let at =
            |row: &Row| matches!(row, Row::Mention(n) if self.dossier.mentions.get(*n).is_some_and(|m| m.span == span));
        self.finder.cursor = self.rows.iter().position(at).unwrap_or(self.finder.cursor);
    }

    /// Makes the dossier anew when names, notes or filter are others.
    pub(super) fn refresh(&mut self, app: &App) {
        let wanted = (matter::version(app), self.finder.filter.to_string());
        if self.made.as_ref() == Some(&wanted) {
            return;
        }
        if self.made.as_ref().map(|(version, _)| version) != Some(&wanted.0) {
            let (remarks, ids) = matter::remarks(app);
            let (name, kind) = matter::now(app, &mut self.entry, (&self.dossier.name, &self.dossier.kind));
            let known = matter::known(app, &name, &kind);
            self.dossier = dossier::make((&name, &kind), known, &[matter::source(app, &remarks)]);
            self.notes = ids;
        }
        let mentions = (0..self.dossier.mentions.len()).filter(|n| self.tells(app, *n, &wanted.1)).map(Row::Mention);
        let notes = (0..self.dossier.notes.len()).filter(|n| self.says(app, *n, &wanted.1)).map(Row::Note);
        self.rows = mentions.chain(notes).collect();
        self.finder.fill(self.rows.len());
        self.made = Some(wanted);
    }

    fn tells(&self, app: &App, mention: usize, filter: &str) -> bool {
        let briefing = app.document.briefing();
        self.dossier.mentions.get(mention).is_some_and(|place| {
            let heading = briefing.heading(place.section).unwrap_or("Lead");
            matter::holds(filter, &format!("{heading} {}", text::slice(&briefing.text, place.sentence)))
        })
    }

    fn says(&self, app: &App, note: usize, filter: &str) -> bool {
        let said = self.note(note).and_then(|id| app.notes.book.note(id));
        said.is_some_and(|note| matter::holds(filter, &format!("{} {}", note.text, note.tags.join(" "))))
    }
}
