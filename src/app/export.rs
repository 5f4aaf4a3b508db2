//! Taking notes out of the program: the export menu, and what it asks the world for.

use std::collections::HashSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::notes::{Notes, Placed};
use super::pick::{Choice, Item, Pick, PickKind};
use super::{App, Effect, Message, Mode, Question, lists};
use crate::briefing::Briefing;
use crate::clean::Clean;
use crate::export::file::Consent;
use crate::export::markdown;
use crate::export::markdown::managed::Block;
use crate::export::notes::{Entry, Part, link};
use crate::note::Id;

/// An export that the world is to write.
#[derive(Debug, Clone, PartialEq)]
pub struct Export {
    /// The briefing.
    pub briefing: Arc<Briefing>,
    /// Its file.
    pub source: PathBuf,
    /// What is exported of it.
    pub entries: Vec<Entry>,
    /// The dossier of this name instead, as the pieces of a Markdown file.
    pub dossier: Option<(String, Vec<Block>)>,
    /// The file to write; relative to the folder of the briefing. One that ends in `.json` is JSON, any other Markdown.
    pub to: PathBuf,
    /// Whether a file that is no export may be replaced.
    pub consent: Consent,
}

/// What choosing from the menu does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Order {
    way: Way,
    /// Only these records; `None` for all.
    of: Option<Arc<[Id]>>,
}

/// What the menu offers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Way {
    /// Markdown in a file beside the briefing.
    Beside,
    /// A file whose name is typed.
    Named,
    /// The file whose name was typed.
    Typed,
    /// Markdown on the clipboard.
    Clipboard,
    /// JSON in a file beside the briefing.
    Json,
}

impl Export {
    /// True when JSON is wanted.
    pub fn is_json(&self) -> bool {
        self.to.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("json"))
    }

    /// What is exported, in words: `3 notes and 1 mark`.
    pub fn contents(&self) -> String {
        match &self.dossier {
            Some((name, _)) => format!("dossier of {}", Clean::piece(name)),
            None => contents(&self.entries),
        }
    }
}

/// All records that are not deleted, in document order, with their places.
pub fn entries(notes: &Notes) -> Vec<Entry> {
    let entry = |placed: &Placed| {
        let record = notes.book.get(&placed.id)?.clone();
        Some(Entry {
            record,
            state: placed.state,
            span: placed.span,
            section: placed.section,
            torn: notes.is_torn(&placed.id),
            known_as: Vec::new(),
        })
    };
    notes.placed.iter().filter_map(entry).collect()
}

/// Opens the menu for these records, or for all.
pub(super) fn open(app: &mut App, of: Option<Vec<Id>>) -> Vec<Effect> {
    let of: Option<Arc<[Id]>> = of.map(Arc::from);
    let told = match (&app.document.source.path, chosen(app, of.as_deref()).as_slice()) {
        (None, _) => Message::warning("this text is no file, and has no notes"),
        (_, []) => Message::note("no notes to export here"),
        (_, chosen) => {
            let told = Message::note(format!("export {}", contents(chosen)));
            lists::show(app, Pick::new(PickKind::Choose("Export"), menu(app, of.as_ref()), 0));
            told
        }
    };
    app.message = Some(told);
    Vec::new()
}

fn menu(app: &App, of: Option<&Arc<[Id]>>) -> Vec<Item> {
    let beside = |ending| name_of(&beside(app, ending));
    let rows = [
        (format!("Markdown to {}", beside("md")), "beside the briefing", Way::Beside),
        ("Markdown or JSON to another file …".to_owned(), "you name it", Way::Named),
        ("Markdown to the clipboard".to_owned(), "to paste it somewhere", Way::Clipboard),
        (format!("JSON to {}", beside("json")), "for programs", Way::Json),
    ];
    rows.into_iter().map(|(label, detail, way)| item(&label, detail, Order { way, of: of.cloned() })).collect()
}

/// Does what was chosen. `typed` is what stands in the filter line.
pub(super) fn choose(app: &mut App, order: Order, typed: &str) -> Vec<Effect> {
    let of = order.of.as_deref();
    match order.way {
        Way::Beside => ask_for(app, of, beside(app, "md")),
        Way::Json => ask_for(app, of, beside(app, "json")),
        Way::Clipboard => copy(app, of),
        Way::Named => {
            name(app, order.of);
            Vec::new()
        }
        Way::Typed if typed.trim().is_empty() => {
            app.message = Some(Message::warning("nothing was exported: the file has no name"));
            Vec::new()
        }
        Way::Typed => ask_for(app, of, PathBuf::from(typed.trim())),
    }
}

/// Asks whether a file that is no export of ours may be replaced, where there is nothing else going on.
pub(super) fn ask(app: &mut App, question: Question) {
    if matches!(app.mode, Mode::Read | Mode::Caret(_) | Mode::Outline) {
        app.mode = Mode::Confirm(question);
    } else if matches!(app.mode, Mode::Survey(_)) {
        app.set_aside();
        app.mode = Mode::Confirm(question);
    } else {
        app.message = Some(Message::warning("nothing was exported: there is such a file, and it is no export"));
    }
}

/// The name is typed into the filter line of a list that explains it.
fn name(app: &mut App, of: Option<Arc<[Id]>>) {
    let label = "Enter writes this file: Markdown, or JSON where it ends in .json";
    let explained = item(label, "from the briefing's folder", Order { way: Way::Typed, of });
    let mut pick = Pick::new(PickKind::ExportTo, vec![explained], 0);
    pick.filter = name_of(&beside(app, "md")).into();
    lists::show(app, pick);
}

fn ask_for(app: &App, of: Option<&[Id]>, to: PathBuf) -> Vec<Effect> {
    let Some(source) = app.document.source.path.clone() else { return Vec::new() };
    let (briefing, entries) = (Arc::clone(&app.document.source.briefing), chosen(app, of));
    vec![Effect::Export(Box::new(Export { briefing, source, entries, dossier: None, to, consent: Consent::Missing }))]
}

fn copy(app: &mut App, of: Option<&[Id]>) -> Vec<Effect> {
    let Some(source) = app.document.source.path.as_deref() else { return Vec::new() };
    let entries = chosen(app, of);
    let told = format!("copied {}", contents(&entries));
    let (name, folder) = (name_of(source), source.parent().unwrap_or(Path::new("")));
    let link = link::address(folder, source);
    let part = Part { briefing: app.document.briefing(), file: &name, link, entries };
    let bodies: Vec<String> = markdown::blocks(&[part]).into_iter().map(|block| block.body).collect();
    app.message = Some(Message::note(told));
    vec![Effect::Copy(Clean::from(bodies.join("\n\n")))]
}

/// What is exported.
fn chosen(app: &App, of: Option<&[Id]>) -> Vec<Entry> {
    let mut all = entries(&app.notes);
    if let Some(of) = of {
        let of: HashSet<&Id> = of.iter().collect();
        all.retain(|entry| of.contains(entry.record.id()));
    }
    all
}

fn contents(entries: &[Entry]) -> String {
    let notes = entries.iter().filter(|entry| entry.record.as_note().is_some()).count();
    let count = |n: usize, what: &str| format!("{n} {what}{}", if n == 1 { "" } else { "s" });
    match (notes, entries.len() - notes) {
        (notes, 0) => count(notes, "note"),
        (0, marks) => count(marks, "mark"),
        (notes, marks) => format!("{} and {}", count(notes, "note"), count(marks, "mark")),
    }
}

/// The file beside the briefing that bears its name: `a.txt.notes.md`.
fn beside(app: &App, ending: &str) -> PathBuf {
    let source = app.document.source.path.clone().unwrap_or_default();
    let mut name = source.file_name().unwrap_or_default().to_owned();
    name.push(".notes.");
    name.push(ending);
    source.with_file_name(name)
}

fn name_of(path: &Path) -> String {
    path.file_name().unwrap_or_default().to_string_lossy().into_owned()
}

fn item(label: &str, detail: &str, order: Order) -> Item {
    Item {
        mark: Clean::default(),
        label: Clean::line(label),
        detail: Clean::line(detail),
        choice: Choice::Export(order),
    }
}
