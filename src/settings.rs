//! Files that a reader writes by hand: `config.yaml`, `keys.yaml` and `themes/*.yaml`.
//!
//! They are read leniently: every mistake is a [`Notice`] with its place, the line it stands on is left out, and
//! everything else still counts. That is why this is not the strict YAML reader of documents and sidecars, which
//! knows no places of values and gives up at the first fault. What is read here is YAML all the same: [`tree`]
//! takes a subset of it, and whatever it takes without a notice means the same to any YAML reader (held by a
//! property test).
//!
//! What this module does not do: it opens no file and knows no setting. The callers hand in text and turn the
//! tree into their own total value.

pub mod nearest;
mod scan;
pub mod tree;

use std::fmt;

use crate::clean::Clean;

pub use tree::{Node, Pair, Value, read};

/// A place in a file: line and column, both from 1; the column counts code points.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    /// The line, from 1.
    pub line: usize,
    /// The column in code points, from 1.
    pub column: usize,
}

/// Something a reader should know about one of their files. Never a reason to refuse the rest of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    /// The file as it is named to the reader.
    pub file: Clean,
    /// Where in the file; `None` when the notice is about the file as a whole.
    pub place: Option<Place>,
    /// What is wrong, what was done instead, and how to mend it. One line.
    pub message: Clean,
}

impl fmt::Display for Notice {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.place {
            Some(Place { line, column }) => write!(f, "{}:{line}:{column}: {}", self.file, self.message),
            None => write!(f, "{}: {}", self.file, self.message),
        }
    }
}

/// Collects the notices of one file.
#[derive(Debug)]
pub struct Report {
    file: Clean,
    notices: Vec<Notice>,
}

impl Report {
    /// An empty report on `file`, the name that is shown.
    pub fn new(file: &str) -> Self {
        Self { file: Clean::line(file), notices: Vec::new() }
    }

    /// Adds a notice.
    pub fn at(&mut self, place: Place, message: &str) {
        self.notices.push(Notice { file: self.file.clone(), place: Some(place), message: Clean::line(message) });
    }

    /// Adds a notice on the file as a whole.
    pub fn whole(&mut self, message: &str) {
        self.notices.push(Notice { file: self.file.clone(), place: None, message: Clean::line(message) });
    }

    /// Adds a notice on an unknown word, with the nearest of `known` when one is near.
    pub fn unknown<'a>(&mut self, place: Place, what: &str, word: &str, known: impl IntoIterator<Item = &'a str>) {
        let hint = nearest::nearest(word, known).map(|n| format!("; did you mean `{n}`?")).unwrap_or_default();
        self.at(place, &format!("{what} `{word}` is not known and is left out{hint}"));
    }

    /// The notices in the order of their lines.
    pub fn finish(mut self) -> Vec<Notice> {
        self.notices.sort_by_key(|n| n.place);
        self.notices
    }
}

/// Two names that differ only in `-`, `_` and case are the same name.
pub fn same_name(a: &str, b: &str) -> bool {
    // Byte by byte: both changes keep the length, and neither touches a byte of a longer character.
    let plain = |b: u8| if b == b'_' { b'-' } else { b.to_ascii_lowercase() };
    a.len() == b.len() && a.bytes().map(plain).eq(b.bytes().map(plain))
}

/// The one spelling that stands for all which are the [same name](same_name).
pub fn folded_name(name: &str) -> String {
    name.to_ascii_lowercase().replace('_', "-")
}

#[cfg(test)]
mod tests;
