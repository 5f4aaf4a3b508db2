//! `attache dossier` and `attache timeline`.

use std::path::PathBuf;

use clap::builder::NonEmptyStringValueParser;
use clap::{Args, ValueHint};

use super::Decode;

/// `attache dossier`.
#[derive(Debug, Clone, Args)]
pub(in crate::cli) struct Dossier {
    /// Whose: the name, or another one that stands in the texts or in the registry.
    #[arg(value_parser = NonEmptyStringValueParser::new())]
    pub name: String,
    /// Briefings, and folders with the briefings in them and in their subfolders; nothing: this folder.
    #[arg(value_name = "PATH", value_hint = ValueHint::AnyPath)]
    pub paths: Vec<PathBuf>,
    /// One JSON object; places are in code points of the text of each file.
    #[arg(long, conflicts_with = "markdown")]
    pub json: bool,
    /// Markdown, with the marking of what is quoted.
    #[arg(long)]
    pub markdown: bool,
    /// Not there yet.
    #[arg(long, hide = true)]
    pub html: bool,
    /// What it is, where several have the name: person, place, organisation, event …
    #[arg(long, value_name = "K", value_parser = NonEmptyStringValueParser::new())]
    pub kind: Option<String>,
    /// How the bytes of documents become text.
    #[command(flatten)]
    pub decode: Decode,
}

/// `attache timeline`.
///
/// Before each date stands how sure it is: `=` written out, `~` reckoned from the date of the briefing or of the heading
/// above, `?` likely.
#[derive(Debug, Clone, Args)]
pub(in crate::cli) struct Timeline {
    /// Briefings, and folders with the briefings in them and in their subfolders; `-` for standard input.
    #[arg(value_name = "PATH", value_hint = ValueHint::AnyPath, required = true)]
    pub paths: Vec<PathBuf>,
    /// One JSON object a briefing; places are in code points of its text.
    #[arg(long)]
    pub json: bool,
    /// How the bytes of documents become text.
    #[command(flatten)]
    pub decode: Decode,
}
