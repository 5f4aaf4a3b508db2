//! What is brought up to date once before each frame.

use std::sync::Arc;

use super::panes::{Facts, Focus, Panes};
use super::{App, Effect, Mode, caret, compose, entities, notes, search, survey};

impl App {
    /// Brings geometry, view and a half-typed search up to date. Called before each frame.
    pub fn settle(&mut self) -> Vec<Effect> {
        let facts = Facts {
            handling: self.handling_cells(),
            alarm: self.alarm_rows(),
            focus: match self.mode {
                Mode::Outline => Focus::Outline,
                Mode::Compose(_) => Focus::Compose,
                Mode::Notes(_) => Focus::Notes,
                Mode::Survey(ref screen) if screen.is_beside() => Focus::Notes,
                _ => Focus::Text,
            },
        };
        self.panes = Panes::new(self.panes.screen, &self.settings, facts);
        let source = Arc::clone(&self.document.source.briefing);
        self.reader.reorders = self.settings.bidi;
        if self.reader.fit(&source, self.panes.text) && matches!(self.mode, Mode::Caret(_) | Mode::Select(_)) {
            caret::stay(self, &source);
        }
        if let Mode::Select(selection) = self.mode {
            self.last_selection = Some(selection);
        }
        let mut effects = search::refresh(self);
        effects.extend(compose::settle(self));
        self.reader.look(&source, &self.search);
        // What is on the screen says where in a long text names are looked for.
        effects.extend(entities::settle(self));
        let caret = matches!(self.mode, Mode::Caret(_)).then(|| self.position());
        self.notes.look(&source, &self.reader.view, caret);
        entities::look(self, &source);
        let height = usize::from(self.panes.outline.height);
        let follow = if matches!(self.mode, Mode::Outline) { self.outline.cursor } else { self.section() };
        self.outline.follow(follow, height);
        notes::panel::refresh(self);
        notes::review::settle(self);
        survey::settle(self);
        let notes = usize::from(self.notes_area().height);
        if let Mode::Notes(list) = &mut self.mode {
            list.fit(notes);
        }
        let list = usize::from(self.list_area().height);
        if let Mode::Pick(pick) = &mut self.mode {
            pick.fit(list);
        }
        effects
    }
}
