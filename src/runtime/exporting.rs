//! Writing exports that the reader asked for.

use std::path::{Path, PathBuf};

use super::failure;
use crate::app::export::Export;
use crate::app::{Action, Effect, Message, Question};
use crate::clean::Clean;
use crate::export::file::{self, Blocks, Consent, ExportError, Kept};
use crate::export::markdown;
use crate::export::notes::{Part, json, link};
use crate::files::save::SaveError;
use crate::files::{is_same, real};

/// Writes an export; where a file that is no export stands in the way, asks.
pub(super) fn write(export: Export) -> Action {
    let to = place(&export);
    let name = Clean::line(&to.file_name().unwrap_or(to.as_os_str()).to_string_lossy());
    if is_same(&to, &export.source) {
        return failure(format!("nothing was exported: {name} is the briefing itself"));
    }
    match attempt(&export, &to) {
        Ok(kept) if kept.aside.is_empty() => {
            let gone = if kept.gone > 0 { format!("; {} that stood there went", kept.gone) } else { String::new() };
            Action::Say(Message::note(format!("{} in {name}{gone}", export.contents())))
        }
        Ok(kept) => {
            let count = kept.aside.len();
            let told =
                format!("{} in {name}; what was changed there by hand ({count}) stays, marked", export.contents());
            Action::Say(Message::warning(told))
        }
        Err(refused @ (ExportError::NotOurs(_) | ExportError::Exists(_))) => {
            let what = if matches!(refused, ExportError::NotOurs(_)) { " and is no export" } else { "" };
            ask(format!("{name} is there already{what}: replace it? (y/n)"), export)
        }
        Err(ExportError::Others { names, .. }) => {
            let names: Vec<String> = names.iter().map(|name| Clean::piece(name).to_string()).collect();
            ask(format!("{name} holds an export of {} too, which would go: go on? (y/n)", names.join(", ")), export)
        }
        Err(ExportError::Records(_)) => {
            failure(format!("nothing was exported: {name} holds notes or names; give another name"))
        }
        Err(error) => failure(format!("nothing was exported: {error}")),
    }
}

fn ask(question: String, export: Export) -> Action {
    let yes = Effect::Export(Box::new(Export { consent: Consent::Given, ..export }));
    Action::Ask(Box::new(Question { text: Clean::from(question), yes }))
}

fn attempt(export: &Export, to: &Path) -> Result<Kept, ExportError> {
    if let Some((_, blocks)) = &export.dossier {
        return file::keep_up(to, Blocks::only(blocks), export.consent);
    }
    let folder = real(to.parent().unwrap_or(Path::new("/")));
    let part = Part {
        briefing: &export.briefing,
        file: &export.source.to_string_lossy(),
        link: link::address(&folder, &real(&export.source)),
        entries: export.entries.clone(),
    };
    if !export.is_json() {
        return file::keep_up(to, Blocks::only(&markdown::blocks(&[part])), export.consent);
    }
    let mut bytes = Vec::new();
    json::write(&mut bytes, &[part]).map_err(|why| ExportError::from(SaveError::Io { path: to.to_owned(), why }))?;
    file::whole(to, &bytes, export.consent).map(|()| Kept::default())
}

/// Where to write: from the folder of the briefing, `~` is the reader's home.
fn place(export: &Export) -> PathBuf {
    let folder = export.source.parent().unwrap_or(Path::new("."));
    match (export.to.strip_prefix("~"), std::env::var_os("HOME")) {
        (Ok(rest), Some(home)) => PathBuf::from(home).join(rest),
        _ => folder.join(&export.to),
    }
}
