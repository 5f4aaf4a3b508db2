//! Any readable file to a [`Briefing`]. The worst input becomes one section; only what is no text at all is refused.
//!
//! The steps: `refused` looks for what is not read, [`encoding`] makes text of bytes, `detect` names the format, and
//! the reader of that format writes blocks into a [`Draft`]. Each reader also works on the beginning of a file, cut at a
//! line end: the first screen of a big file is drawn from that.

use crate::briefing::{Briefing, Draft, Header, Warning};
use crate::dates;

mod beginning;
mod detect;
pub mod encoding;
mod fields;
mod front;
pub mod html;
mod lead;
mod linked;
pub mod markdown;
mod marked;
mod node;
mod order;
pub mod plain;
mod refused;
pub mod rst;
mod title;
pub mod yaml;

pub use beginning::{end as end_of_beginning, line_end as line_end_of_beginning};
pub use refused::{HEAD, Refused};

/// Formats that are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Format {
    /// Plain text.
    Text,
    /// Markdown, with front matter or without.
    Markdown,
    /// reStructuredText.
    Rst,
    /// HTML.
    Html,
    /// Briefing YAML.
    Yaml,
}

impl Format {
    /// Its name, as shown and as written in JSON.
    pub fn name(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Markdown => "markdown",
            Self::Rst => "rst",
            Self::Html => "html",
            Self::Yaml => "yaml",
        }
    }
}

/// What is known of a file besides its bytes.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Hints<'a> {
    /// Its name, with or without folders; empty for standard input.
    pub name: &'a str,
    /// The encoding that the reader asked for.
    pub encoding: Option<&'a str>,
}

impl<'a> Hints<'a> {
    /// The name without folders, and its ending in small letters.
    fn parts(&self) -> (&'a str, String) {
        let name = self.name.rsplit(['/', '\\']).next().unwrap_or(self.name);
        (name, name.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase()).unwrap_or_default())
    }
}

/// A briefing and how it was come by.
#[derive(Debug, Clone, PartialEq)]
pub struct Imported {
    /// The briefing.
    pub briefing: Briefing,
    /// What could not be taken as it stood, by line.
    pub warnings: Vec<Warning>,
    /// The format it was read as.
    pub format: Format,
    /// Name of the encoding, to be shown.
    pub encoding: &'static str,
    /// The encoding is a guess.
    pub guessed_encoding: bool,
}

/// Reads `bytes` as whatever they are. A date in the file name stands in for one that the text does not give.
///
/// # Errors
/// When the bytes are no text or of a kind that is not read, or the encoding asked for is not known.
pub fn import(bytes: Vec<u8>, hints: &Hints) -> Result<Imported, Refused> {
    check(&bytes, hints)?;
    let (name, extension) = hints.parts();
    let decoded = encoding::decode(bytes, hints.encoding)?;
    let (mut draft, format) = read(decoded.text, name, &extension);
    for warning in decoded.warnings {
        draft.warn(warning.line, warning.message);
    }
    let (mut briefing, mut warnings) = draft.finish();
    marked::settle(&mut briefing.header);
    if matches!(format, Format::Markdown | Format::Html) {
        lead::settle(&mut briefing);
    }
    if briefing.header.date.is_none() {
        briefing.header.date = dates::in_file_name(name);
    }
    if let Some(period) = briefing.header.period.as_deref().filter(|_| briefing.header.date.is_none()) {
        briefing.header.date = dates::period(period).or_else(|| dates::parse(period));
    }
    order::settle(&mut briefing, name, &mut warnings);
    order::warn_of_no_day(&briefing, name, &mut warnings);
    Ok(Imported { briefing, warnings, format, encoding: decoded.encoding, guessed_encoding: decoded.guessed })
}

/// What [`import`] would say first of a file that starts with `head`, of which [`HEAD`] bytes are enough: so that nobody
/// reads a large file only to be told that it is none.
///
/// # Errors
/// When the bytes are no text or of a kind that is not read.
pub fn check(head: &[u8], hints: &Hints) -> Result<(), Refused> {
    let what = if hints.encoding.is_some() { refused::Bytes::Named } else { refused::Bytes::Unknown };
    refused::check(head, &hints.parts().1, what)
}

/// True when a key of briefing YAML or front matter has a header field of its own.
pub fn is_header_key(key: &str) -> bool {
    fields::is_known(key)
}

/// True when a field called `key` beside those of `header` is kept as a field of its own: the header has one value for it
/// already.
pub fn is_further_value(key: &str, header: &Header) -> bool {
    fields::is_further(key, header)
}

fn read(text: String, name: &str, extension: &str) -> (Draft, Format) {
    let mut draft = Draft::new();
    let format = detect::format(&text, extension);
    match format {
        Format::Text => plain::read(text, name, &mut draft),
        Format::Markdown => markdown::read(&text, &mut draft),
        Format::Rst => rst::read(&text, name, &mut draft),
        Format::Html => html::read(&text, &mut draft),
        Format::Yaml => {
            if let Err(warning) = yaml::read(&text, &mut draft) {
                draft = Draft::new();
                plain::read(text, name, &mut draft);
                draft.warn(warning.line, warning.message);
                return (draft, Format::Text);
            }
        }
    }
    (draft, format)
}

#[cfg(test)]
mod tests;
