//! From a path on the command line to an imported document.

use std::io;
use std::path::Path;

use anyhow::{Result, anyhow};

use super::exit::Misused;
use super::speak::shown;
use crate::files::{self, FileError};
use crate::import::{self, Hints, Imported, Refused};

/// The path that stands for standard input.
pub(super) const STDIN: &str = "-";

/// Reads and imports the document at `path`.
///
/// # Errors
/// In one line: the file, what is wrong with it and what to do.
pub(super) fn document(path: &Path, encoding: Option<&str>) -> Result<Imported> {
    parse(path, text(path, encoding)?, encoding)
}

/// The bytes of the document at `path`, of which no more than the first are read when they are no text.
///
/// # Errors
/// The same.
pub(super) fn text(path: &Path, encoding: Option<&str>) -> Result<Vec<u8>> {
    if is_stdin(path) {
        return bytes(path);
    }
    let name = path.to_string_lossy();
    let hints = Hints { name: &name, encoding };
    files::read_after(path, import::HEAD, |head| import::check(head, &hints).map_err(|refused| told(path, refused)))
        .map_err(|error: anyhow::Error| error.downcast().map_or_else(|other| other, missing))
}

/// The bytes of the document at `path`.
///
/// # Errors
/// The same.
pub(super) fn bytes(path: &Path) -> Result<Vec<u8>> {
    let bytes = if is_stdin(path) { files::read_stream(io::stdin().lock()) } else { files::read(path) };
    bytes.map_err(missing)
}

/// What is not there, with the way to what is: in a document that was named, the name is all that can be wrong.
pub(super) fn missing(error: FileError) -> anyhow::Error {
    match error {
        FileError::Io { path, why } if why.kind() == io::ErrorKind::NotFound => {
            anyhow!("{}; check the name, or open its folder to choose from it", FileError::Io { path, why })
        }
        other => anyhow!("{other}"),
    }
}

/// Imports the bytes of a document.
///
/// # Errors
/// The same.
pub(super) fn parse(path: &Path, bytes: Vec<u8>, encoding: Option<&str>) -> Result<Imported> {
    let name = if is_stdin(path) { String::new() } else { path.to_string_lossy().into_owned() };
    import::import(bytes, &Hints { name: &name, encoding }).map_err(|refused| told(path, refused))
}

fn told(path: &Path, refused: Refused) -> anyhow::Error {
    match refused {
        Refused::Encoding(error) => Misused::new(&error.to_string()).into(),
        other => anyhow!("{}: {other}", name_of(path)),
    }
}

/// The name of a document in messages.
pub(super) fn name_of(path: &Path) -> String {
    if is_stdin(path) { "standard input".to_owned() } else { shown(path).to_string() }
}

/// True for `-`.
pub(super) fn is_stdin(path: &Path) -> bool {
    path.as_os_str() == STDIN
}
