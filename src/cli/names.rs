//! The registry as commands work on it.

use std::path::{Path, PathBuf};

use anyhow::{Result, anyhow};

use super::exit::Misused;
use super::{args, speak};
use crate::clean::Clean;
use crate::note::{Change, History, Notebook};
use crate::registry::Refusal;
use crate::runtime::paths::Paths;
use crate::store::{self, Flush, Home, Store};

/// A registry, open.
#[derive(Debug)]
pub(super) struct Names {
    /// Its entities.
    pub book: Notebook,
    store: Store,
    trouble: Option<String>,
}

impl Names {
    /// The registry that the options name.
    ///
    /// # Errors
    /// A folder or file that is not there.
    pub(super) fn of(which: &args::Registry) -> Result<Self> {
        let folder = match (&which.library, &which.file) {
            (Some(folder), _) if !folder.is_dir() => {
                return Err(Misused::new(&format!("{}: is no folder", speak::shown(folder))).into());
            }
            (Some(folder), _) => folder.clone(),
            (None, Some(file)) if file.is_file() => folder_of(file),
            (None, Some(file)) => {
                return Err(Misused::new(&format!("{}: is no file", speak::shown(file))).into());
            }
            (None, None) => PathBuf::from("."),
        };
        Ok(Self::in_folder(&folder))
    }

    /// The registry that the briefing at `file` has in the reader.
    pub(super) fn near(file: &Path) -> Self {
        Self::in_folder(&folder_of(file))
    }

    fn in_folder(folder: &Path) -> Self {
        let folder = std::path::absolute(folder).unwrap_or_else(|_| folder.to_owned());
        let home = Home { state: Paths::from_env().state };
        let (store, opening) = Store::open_registry(&home, &store::registry_for(&folder));
        if let Some(message) = &opening.message {
            speak::say(message);
        }
        let trouble = opening.trouble.and_then(|trouble| match trouble {
            Flush::Aside { reason, .. } | Flush::Unsaved(reason) => Some(reason),
            Flush::Written | Flush::Merged(_) => None,
        });
        Self { book: opening.book, store, trouble }
    }

    /// The file.
    pub(super) fn path(&self) -> &Path {
        self.store.at()
    }

    /// What is wrong with it, in one line.
    pub(super) fn trouble(&self) -> Option<&str> {
        self.trouble.as_deref()
    }

    /// Makes changes, for good: in the journal, then in the file.
    ///
    /// # Errors
    /// Nothing is changed, and why; or the changes are safe but could not be put into the file, and what to do.
    pub(super) fn commit(&mut self, changes: &[Change]) -> Result<()> {
        if let Some(reason) = &self.trouble {
            return Err(anyhow!("nothing was changed: {reason}"));
        }
        self.store.keep(changes, &History::default()).map_err(|refusal| anyhow!("{refusal}"))?;
        let flushed = self.store.flush();
        self.book = self.store.book().clone();
        match flushed {
            Flush::Written | Flush::Merged(_) => {}
            Flush::Aside { reason, .. } => {
                return Err(anyhow!("the change is safe, but not in the registry yet: {reason}"));
            }
            Flush::Unsaved(reason) => return Err(anyhow!("{reason}")),
        }
        if let Some(notice) = self.store.notice() {
            speak::say(&notice);
        }
        Ok(())
    }
}

fn folder_of(file: &Path) -> PathBuf {
    let file = std::path::absolute(file).unwrap_or_else(|_| file.to_owned());
    file.parent().map_or_else(|| PathBuf::from("/"), Path::to_owned)
}

/// Why a deed is not done, as the command line says it.
pub(super) fn misused(refusal: &Refusal) -> Misused {
    let choices = match refusal {
        Refusal::Several { all, .. } => all
            .iter()
            .map(|(id, kind, name)| Clean::new(&format!("{}  {kind}  {}", Clean::line(id), Clean::line(name))))
            .collect(),
        _ => Vec::new(),
    };
    let cure = match refusal {
        Refusal::Unknown { .. } => "; `attache entity list` names them all",
        Refusal::Several { .. } => " (--of-kind KIND)",
        Refusal::NotGone { .. } => "; `attache entity list --removed` names them all",
        _ => "",
    };
    Misused { choices, ..Misused::new(&format!("{refusal}{cure}")) }
}
