//! The command line: from arguments to a command, and from its end to an exit code.
//!
//! Data goes to standard output, messages to standard error as `attache: …`. Whatever a file or its name says passes the
//! neutraliser on its way to either. A closed pipe ends the program quietly.

use std::ffi::OsString;
use std::io::Write as _;
use std::path::Path;
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Result;
use clap::{CommandFactory as _, Parser as _};

use crate::clean::Clean;
use crate::reading::Records;
use crate::runtime::paths::Paths;
use crate::settings::nearest;

mod anchors;
mod args;
mod check;
mod configuration;
mod convert;
mod depth;
mod dossier;
mod entities;
mod entity;
mod exit;
mod export;
mod facts;
mod folder;
mod generate;
mod git_setup;
mod keys;
mod kind;
mod kinds;
mod load;
mod merge_notes;
mod named;
mod names;
mod notes;
mod output;
mod own;
mod plain;
mod quoted;
pub mod read;
mod registries;
mod rows;
mod section;
mod sheet;
mod show;
mod speak;
mod themes;
mod timeline;
mod toc;
mod walk;

use args::{Command, CommandLine};
use exit::{Exit, Misused};

/// Runs the program with these arguments, its name first.
pub fn main(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    let arguments: Vec<OsString> = arguments.into_iter().collect();
    let outcome = match lone_path(&arguments) {
        Some(path) => open(args::Read { paths: vec![path], ..args::Read::default() }),
        None => match CommandLine::try_parse_from(arguments) {
            Ok(line) => run(line),
            Err(error) => explain(&error),
        },
    };
    outcome.unwrap_or_else(|error| fail(&error)).into()
}

/// The path in `attache PATH`, when it can be nothing else: no option, and no command, whose names are plain words.
///
/// It is the call that people make, and setting up the parser for all the others takes a tenth of the start.
fn lone_path(arguments: &[OsString]) -> Option<PathBuf> {
    let [_, only] = arguments else { return None };
    let bytes = only.as_encoded_bytes();
    (!bytes.starts_with(b"-") && bytes.iter().any(|b| matches!(b, b'/' | b'.'))).then(|| PathBuf::from(only))
}

fn run(line: CommandLine) -> Result<Exit> {
    match line.command {
        None => open(line.read),
        Some(Command::Show(show)) => show::run(&show),
        Some(Command::Toc(toc)) => toc::run(&toc),
        Some(Command::Convert(convert)) => convert::run(&convert),
        Some(Command::Note(note)) => notes::note(&note),
        Some(Command::Mark(mark)) => notes::mark(&mark),
        Some(Command::Entity(entity)) => entity::run(&entity),
        Some(Command::Export(export)) => export::run(&export),
        Some(Command::Check(check)) => check::run(&check),
        Some(Command::Anchors(anchors)) => anchors::run(&anchors),
        Some(Command::MergeNotes(merge)) => merge_notes::run(&merge),
        Some(Command::GitSetup(setup)) => git_setup::run(&setup),
        Some(Command::Entities(entities)) => entities::run(&entities),
        Some(Command::Dossier(command)) => dossier::run(&command),
        Some(Command::Timeline(command)) => timeline::run(&command),
        Some(Command::Theme(theme)) => themes::run(&theme),
        Some(Command::Keys(keys)) => keys::run(&keys),
        Some(Command::Config(config)) => configuration::run(&config),
        Some(Command::Completions { shell }) => generate::completions(shell),
        Some(Command::Man { dir }) => generate::manual(dir.as_deref()),
    }
}

/// Reads on the screen, or prints where there is none.
fn open(read: args::Read) -> Result<Exit> {
    if let Some(told) = read.paths.first().and_then(|first| slip(first)) {
        return Err(anyhow::anyhow!(told));
    }
    if !speak::has_screen() {
        return print(read);
    }
    let target = match read.paths.as_slice() {
        _ if read.go_on => read::Target::Continue,
        [] => read::Target::Nothing,
        [only] if load::is_stdin(only) => read::Target::Stdin,
        _ => read::Target::Paths(read.paths),
    };
    let options =
        read::Options { encoding: read.decode.encoding, theme: read.theme, keymap: read.keymap, ascii: read.ascii };
    Ok(read::run(target, &options)?.into())
}

/// What would be opened, as text: where nothing is named, that is the last folder, and the first time the tour.
fn print(read: args::Read) -> Result<Exit> {
    let records = Records::in_state(&Paths::from_env().state);
    let paths = match (read.go_on, read.paths) {
        (true, _) => vec![read::last(&records)?],
        (false, paths) if paths.is_empty() => match records.last_folder() {
            Some(folder) => vec![folder],
            None => return show::tour(),
        },
        (false, paths) => paths,
    };
    show::linear(&paths, &read.decode)
}

/// What to say when the first path is no file but looks like a command: mistyped, or behind an option.
fn slip(first: &Path) -> Option<String> {
    let word = first.to_str().filter(|word| !word.contains(['.', '/']) && !load::is_stdin(first))?;
    if first.exists() {
        return None;
    }
    let line = CommandLine::command();
    let names = line.get_subcommands().map(clap::Command::get_name);
    match nearest::nearest(word, names)? {
        same if same == word => Some(format!("{word}: there is no such file; a command's options stand behind it")),
        near => Some(format!("{}: there is no such file; did you mean `attache {near}`?", speak::shown(first))),
    }
}

/// What the parser of the command line says: help and version to standard output, mistakes to standard error.
fn explain(error: &clap::Error) -> Result<Exit> {
    let text = error.render().to_string();
    if !error.use_stderr() {
        speak::print(text.as_bytes())?;
        return Ok(Exit::Done);
    }
    // Arguments are quoted in it, and they may hold anything.
    let text = Clean::new(text.strip_prefix("error: ").unwrap_or(&text));
    let _ = write!(std::io::stderr().lock(), "attache: {text}");
    Ok(Exit::Usage)
}

fn fail(error: &anyhow::Error) -> Exit {
    if speak::is_closed_pipe(error) {
        return Exit::Done;
    }
    if let Some(misused) = error.downcast_ref::<Misused>() {
        speak::say_more(&misused.message, &misused.choices);
        return Exit::Usage;
    }
    speak::say(&format!("{error:#}"));
    Exit::Failed
}
