//! The registries of many briefings, each read once.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::rc::Rc;

use super::sheet::Sheet;
use super::speak;
use crate::entity::{Entity, Kind};
use crate::export::notes::Entry;
use crate::note::Filter;
use crate::recognise::Names;
use crate::registry;
use crate::runtime::paths::Paths;
use crate::store::{self, Flush, Home, Store};

/// What a registry knows.
#[derive(Debug, Default)]
pub(super) struct Known {
    /// Its entities, those that were deleted not among them.
    pub entities: Vec<Entity>,
    /// Their names, ready to be looked for.
    pub names: Names,
}

/// Registries by where they are.
#[derive(Debug, Default)]
pub(super) struct Registries {
    by_folder: HashMap<PathBuf, Rc<Known>>,
    by_path: HashMap<PathBuf, Rc<Known>>,
    /// Whether briefings of a folder may have notes.
    noted: HashMap<PathBuf, bool>,
    /// Something could not be read, a registry or notes, and that was said.
    pub spoiled: bool,
}

impl Registries {
    /// The registry for the briefing at `file` (absolute).
    pub(super) fn of(&mut self, file: &Path) -> Rc<Known> {
        let folder = file.parent().unwrap_or(Path::new("/"));
        if let Some(known) = self.by_folder.get(folder) {
            return Rc::clone(known);
        }
        let at = store::registry_for(folder);
        let known = self.by_path.get(&at).cloned().unwrap_or_else(|| Rc::new(self.read(&at)));
        self.by_path.insert(at, Rc::clone(&known));
        self.by_folder.insert(folder.to_owned(), Rc::clone(&known));
        known
    }

    /// False where the briefing at `file` (absolute) has no notes for sure.
    pub(super) fn may_have_notes(&mut self, file: &Path) -> bool {
        let folder = file.parent().unwrap_or(Path::new("/"));
        if let Some(known) = self.noted.get(folder) {
            return *known;
        }
        let found = store::may_hold_notes(&Home { state: Paths::from_env().state }, folder);
        self.noted.insert(folder.to_owned(), found);
        found
    }

    /// Writes to the marks of a briefing whom they mean by now, where a filter asks for entities: what they say was right
    /// when they were made, and entities are renamed, merged and given other kinds since.
    pub(super) fn look_up(&mut self, sheet: &Sheet, filter: &Filter, entries: &mut [Entry]) {
        if filter.entities.is_empty() {
            return;
        }
        let known = self.of(&sheet.path);
        for entry in entries {
            let Some(mark) = entry.record.as_mark() else { continue };
            let entity = registry::of_mark(|| known.entities.iter(), &mark.entity, &Kind::named(&mark.kind));
            entry.known_as = entity.map_or_else(Vec::new, |entity| vec![entity.name.clone()]);
        }
    }

    fn read(&mut self, at: &Path) -> Known {
        let home = Home { state: Paths::from_env().state };
        let (store, opening) = Store::open_registry(&home, at);
        if let Some(message) = &opening.message {
            speak::say(message);
        }
        if let Some(Flush::Aside { reason, .. } | Flush::Unsaved(reason)) = &opening.trouble {
            // A folder that takes no files is no fault of what it holds.
            self.spoiled |= store.is_written();
            speak::say(reason);
        }
        let entities: Vec<Entity> = opening.book.entries().map(|entry| entry.entity.clone()).collect();
        Known { names: Names::new(&entities), entities }
    }
}
