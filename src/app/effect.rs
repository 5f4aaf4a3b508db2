//! What the application wants done in the world. Plain data: the runtime performs it, and what came of it returns as an
//! [`Action`](super::Action).

use std::ops::Range;
use std::path::PathBuf;
use std::sync::Arc;

use super::Mouse;
use super::export::Export;
use super::saving::Errand;
use crate::briefing::Briefing;
use crate::clean::Clean;
use crate::drafts::Drafts;
use crate::entity::Entity;
use crate::find::Query;
use crate::note::{Change, History};
use crate::reading::Reading;

/// A wish.
#[derive(Debug, Clone, PartialEq)]
pub enum Effect {
    /// Leave the program; the notes are written first, and when they cannot be, the reader is asked.
    Quit,
    /// Leave the program, whatever is lost.
    Leave,
    /// Stop the process until the shell continues it.
    Suspend,
    /// Draw every cell anew.
    Redraw,
    /// Say this of the mouse again in a moment, unless it does something else until then: it is held where dragging
    /// scrolls. Nothing wakes the program for it once the mouse is let go.
    SayAgain(Mouse),
    /// Read this file and open it.
    Load(PathBuf),
    /// Read the open file again.
    Reload(PathBuf),
    /// List the briefings of this folder.
    List(PathBuf),
    /// Remember place and progress.
    Remember(Reading),
    /// Keep changes of notes and marks: first in the journal, for good, then in the sidecar. What comes of it returns as
    /// [`News`](super::notes::News).
    Keep {
        /// The briefing.
        path: PathBuf,
        /// Number of this effect; news of it name it.
        serial: u64,
        /// The changes, in order.
        changes: Vec<Change>,
        /// What can be undone after them; kept between runs.
        history: Box<History>,
    },
    /// Keep the drafts of a briefing; the number comes back as [`DraftNews`](super::compose::DraftNews).
    KeepDrafts(u64, Drafts),
    /// Let the reader mend the notes file of this briefing in an editor of their own.
    EditNotesFile(PathBuf),
    /// Ask the keeper of notes for something.
    Errand(Errand),
    /// Copy the notes of another sidecar beside the open briefing.
    AdoptNotes(PathBuf),
    /// Take the drafts of a briefing along that was here and is there now.
    CarryDrafts(PathBuf, PathBuf),
    /// Let the reader change this text in an editor of their own; what comes of it returns as
    /// [`Edited`](super::compose::Edited).
    Edit(String),
    /// Write notes into a file of their own.
    Export(Box<Export>),
    /// Put text on the clipboard.
    Copy(Clean),
    /// Open a link in the reader's browser.
    Browse(Clean),
    /// Show another theme.
    Theme(String),
    /// Remember the theme that was picked, or that it is to suit the terminal again.
    KeepTheme(Option<String>),
    /// Remember a search.
    KeepSearch(Query),
    /// Find the names in some pieces of a text, by their numbers ([`crate::recognise::pieces`]), or in all of it, once a
    /// frame is drawn; the number comes back with them as [`Action::Recognised`](super::Action::Recognised). A newer one
    /// makes the older one stop, for all and for some.
    Recognise(u64, Arc<Briefing>, Option<Range<usize>>),
    /// Look no longer for the names of a whole text.
    StopRecognising,
    /// Find the names of these entities in a text, likewise; comes back as [`Action::Matched`](super::Action::Matched).
    Match(u64, Arc<Briefing>, Arc<Vec<Entity>>),
    /// Count the matches of a query in a text that is too long to do so at once.
    Count(Query, Arc<Briefing>),
}
