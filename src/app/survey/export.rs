//! A dossier on its way out: to a Markdown file beside the briefing, or to the clipboard.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::{Screen, matter};
use crate::app::export::Export;
use crate::app::pick::{Choice, Item, Pick, PickKind};
use crate::app::{App, Effect, Message, entities, lists};
use crate::clean::Clean;
use crate::export::file::Consent;
use crate::export::markdown::dossier::{self as markdown, Sheet};
use crate::export::markdown::managed::Block;
use crate::export::notes::link;

/// Where a dossier goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    /// A file beside the briefing.
    Beside,
    /// The clipboard.
    Clipboard,
}

/// Opens the menu.
pub(super) fn open(app: &mut App) -> Vec<Effect> {
    let Some(Screen::Subject(subject)) = app.survey() else {
        app.message = Some(Message::note("a dossier can be exported; D opens one"));
        return Vec::new();
    };
    let file = app.document.source.path.is_some().then(|| file_name(&subject.dossier.name));
    let item = |label: String, detail, way| Item {
        mark: Clean::default(),
        label: Clean::line(&label),
        detail: Clean::line(detail),
        choice: Choice::ExportDossier(way),
    };
    let beside = file.map(|name| item(format!("Markdown to {name}"), "beside the briefing", Way::Beside));
    let clipboard = item("Markdown to the clipboard".to_owned(), "to paste it somewhere", Way::Clipboard);
    let items = beside.into_iter().chain([clipboard]).collect();
    lists::show(app, Pick::new(PickKind::Choose("Export this dossier"), items, 0));
    Vec::new()
}

/// Exports the open dossier.
pub(in crate::app) fn choose(app: &mut App, way: Way) -> Vec<Effect> {
    if !entities::need_all(app) {
        return Vec::new();
    }
    let Some(Screen::Subject(subject)) = app.survey() else {
        app.message = Some(Message::note("no dossier is open"));
        return Vec::new();
    };
    let name = subject.dossier.name.clone();
    let blocks = blocks(app, &subject.dossier);
    if let (Way::Beside, Some(source)) = (way, app.document.source.path.clone()) {
        let to = PathBuf::from(file_name(&name));
        let briefing = Arc::clone(&app.document.source.briefing);
        let dossier = Some((name, blocks));
        let export = Export { briefing, source, entries: Vec::new(), dossier, to, consent: Consent::Missing };
        return vec![Effect::Export(Box::new(export))];
    }
    let bodies: Vec<String> = blocks.into_iter().map(|block| block.body).collect();
    app.message = Some(Message::note(format!("copied the dossier of {}", Clean::piece(&name))));
    vec![Effect::Copy(Clean::from(bodies.join("\n\n")))]
}

fn blocks(app: &App, dossier: &crate::dossier::Dossier) -> Vec<Block> {
    let (remarks, _) = matter::remarks(app);
    let source = matter::source(app, &remarks);
    let path = app.document.source.path.as_deref();
    let folder = path.and_then(Path::parent).unwrap_or(Path::new(""));
    let sheet = Sheet {
        source,
        file: app.document.source.name.to_string(),
        link: path.map_or(String::new(), |path| link::address(folder, path)),
    };
    markdown::blocks(dossier, &[sheet])
}

/// `hossein-amir-abdollahian.dossier.md`
fn file_name(name: &str) -> String {
    let plain: String = name.chars().map(|c| if c.is_alphanumeric() { c } else { '-' }).collect();
    let slug = plain.split('-').filter(|part| !part.is_empty()).collect::<Vec<_>>().join("-").to_lowercase();
    let short: String = slug.chars().take(60).collect();
    format!("{}.dossier.md", if short.is_empty() { "name" } else { &short })
}
