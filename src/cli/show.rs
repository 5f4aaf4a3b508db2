//! `attache show`, and what `attache FILE` does where there is no screen.

use std::io::{IsTerminal, Write};
use std::path::{Path, PathBuf};

use anyhow::Result;

use super::args;
use super::exit::{Exit, Misused};
use super::plain::{self, Part};
use super::{folder, load, read, section, speak};
use crate::export::json;

/// Columns where nothing says how many there are.
const WIDTH: u16 = 80;

/// Columns at most on a terminal: longer lines are hard to read.
const WIDEST: u16 = 100;

/// Prints a briefing.
///
/// # Errors
/// What cannot be read or written, and a section that does not exist.
pub(super) fn run(show: &args::Show) -> Result<Exit> {
    let imported = load::document(&show.file, show.decode.encoding.as_deref())?;
    let briefing = &imported.briefing;
    let one = show.section.as_deref().map(|wanted| section::find(briefing, wanted)).transpose()?;
    let mut out = speak::out();
    if show.json {
        let sections = one.map_or(0..briefing.sections.len(), |n| n..n + 1);
        json::write(&mut out, &show.file.to_string_lossy(), &imported, sections)?;
    } else {
        let width = show.width.unwrap_or_else(width);
        plain::write(&mut out, &imported, one.map_or(Part::Whole, Part::Section), usize::from(width))?;
    }
    out.flush()?;
    Ok(Exit::Done)
}

/// Prints the briefing about the program.
///
/// # Errors
/// What cannot be written.
pub(super) fn tour() -> Result<Exit> {
    let imported = load::parse(Path::new("tour.md"), read::TOUR.to_vec(), None)?;
    let mut out = speak::out();
    plain::write(&mut out, &imported, Part::Whole, usize::from(width()))?;
    out.flush()?;
    Ok(Exit::Done)
}

/// Prints what was to be read: briefings in full, folders as a list.
///
/// # Errors
/// What cannot be written and what means nothing. What cannot be read is said, and the others are printed.
pub(super) fn linear(paths: &[PathBuf], decode: &args::Decode) -> Result<Exit> {
    if let [only] = paths {
        return one(only, decode);
    }
    let mut exit = Exit::Done;
    for (n, path) in paths.iter().enumerate() {
        if n > 0 {
            speak::print(b"\n")?;
        }
        match one(path, decode) {
            Ok(_) => {}
            Err(error) if error.is::<Misused>() || speak::is_closed_pipe(&error) => return Err(error),
            Err(error) => {
                speak::say(&format!("{error:#}"));
                exit = Exit::Failed;
            }
        }
    }
    Ok(exit)
}

fn one(path: &Path, decode: &args::Decode) -> Result<Exit> {
    if path.is_dir() {
        return folder::run(path, decode);
    }
    run(&args::Show {
        file: path.to_owned(),
        json: false,
        plain: true,
        section: None,
        width: None,
        decode: decode.clone(),
    })
}

fn width() -> u16 {
    if !std::io::stdout().is_terminal() {
        return WIDTH;
    }
    match crossterm::terminal::size() {
        Ok((columns, _)) if columns > 0 => columns.min(WIDEST),
        _ => WIDTH,
    }
}
