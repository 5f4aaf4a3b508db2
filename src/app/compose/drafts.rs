//! The drafts of the open briefing, and how far they are on the disk.

use std::path::PathBuf;

use super::super::{App, Effect, Mode};
use crate::clean::Clean;
use crate::drafts::{Drafts, Of};

/// The drafts of the open briefing.
#[derive(Debug, Clone, Default)]
pub struct KeptDrafts {
    /// The drafts.
    pub list: Drafts,
    /// Number of the last change that was handed to the world.
    pub serial: u64,
    /// Number of the last change that is on the disk.
    pub kept: u64,
    /// Why the last change is not.
    pub problem: Option<Clean>,
}

/// What the world says about drafts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DraftNews {
    /// Changes up to this number are on the disk.
    Kept(u64),
    /// They cannot be written: the reason.
    Unkept(Clean),
}

impl KeptDrafts {
    /// The drafts that earlier runs left.
    pub fn new(list: Drafts) -> Self {
        Self { list, ..Self::default() }
    }

    /// True when every change is on the disk.
    pub fn is_kept(&self) -> bool {
        self.kept == self.serial && self.problem.is_none()
    }

    fn write(&mut self) -> Vec<Effect> {
        self.serial += 1;
        vec![Effect::KeepDrafts(self.serial, self.list.clone())]
    }
}

/// Takes what is written now as the draft; an effect only when that is another than before.
pub(super) fn keep(app: &mut App) -> Vec<Effect> {
    let Mode::Compose(compose) = &app.mode else { return Vec::new() };
    let drafts = &mut app.drafts;
    drafts.list.path = app.document.source.path.clone().unwrap_or_default();
    let changed = if compose.is_changed() { drafts.list.put(compose.draft()) } else { drafts.list.remove(&compose.of) };
    if changed { drafts.write() } else { Vec::new() }
}

/// The note was saved: there is no draft any more.
pub(super) fn done(app: &mut App, of: &Of) -> Vec<Effect> {
    if app.drafts.list.remove(of) { app.drafts.write() } else { Vec::new() }
}

/// What the world says about the drafts of the briefing at `path`.
pub(in crate::app) fn news(app: &mut App, path: &PathBuf, news: DraftNews) {
    if app.document.source.path.as_ref() != Some(path) {
        return;
    }
    let drafts = &mut app.drafts;
    match news {
        DraftNews::Kept(serial) => {
            drafts.kept = drafts.kept.max(serial);
            drafts.problem = None;
        }
        DraftNews::Unkept(reason) => drafts.problem = Some(reason),
    }
}
