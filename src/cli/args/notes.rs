//! Arguments of the commands for notes and marks.

use std::path::PathBuf;

use clap::builder::NonEmptyStringValueParser;
use clap::{ArgGroup, Args, Subcommand, ValueEnum, ValueHint};

use super::Decode;

/// Which records are meant. Of several values for one option any will do; all options must hold.
#[derive(Debug, Clone, Default, Args)]
#[command(next_help_heading = "Filters")]
pub(in crate::cli) struct Filters {
    /// Only in this section: its number, its heading or the start of it; `lead` is what stands before the first heading.
    #[arg(long, value_name = "N|TITLE", value_parser = NonEmptyStringValueParser::new())]
    pub section: Vec<String>,
    /// Only notes with this tag.
    #[arg(long, value_name = "TAG", value_parser = NonEmptyStringValueParser::new())]
    pub tag: Vec<String>,
    /// Only this kind: note, fact, judgement, question, action, highlight; person, place … of marks.
    #[arg(long, value_name = "KIND", value_parser = NonEmptyStringValueParser::new())]
    pub kind: Vec<String>,
    /// Only what is about this name: marked so, or in the words of the note or its passage.
    #[arg(long, value_name = "NAME", value_parser = NonEmptyStringValueParser::new())]
    pub entity: Vec<String>,
    /// Only by this author.
    #[arg(long, value_name = "NAME", value_parser = NonEmptyStringValueParser::new())]
    pub author: Vec<String>,
    /// Only what was changed at this time or later: 2026-11-23, 2026-11, yesterday, 7d, 12h. Days are those of UTC.
    #[arg(long, value_name = "TIME")]
    pub since: Option<String>,
    /// Only what was changed up to this time; a day counts whole.
    #[arg(long, value_name = "TIME")]
    pub until: Option<String>,
    /// Only notes of this status: open or done.
    #[arg(long, value_name = "STATUS", value_parser = NonEmptyStringValueParser::new())]
    pub status: Vec<String>,
    /// Only what holds these words, in any order, in note, passage, tags or name.
    #[arg(long, value_name = "WORDS")]
    pub query: Option<String>,
}

/// `attache note`.
#[derive(Debug, Clone, Subcommand)]
pub(in crate::cli) enum Note {
    /// Write a note on a passage, a section or the whole briefing, and print its id.
    Add(NoteAdd),
    /// List notes in document order.
    List(List),
    /// Change a note: its words, kind, tags or status, or what it is on.
    Edit(NoteEdit),
    /// Put a note into the trash; `restore` takes it out again.
    Remove(One),
    /// Take a note out of the trash.
    Restore(One),
    /// Copy the notes of another notes file, which stays as it is: for a briefing that was edited and renamed.
    Adopt(Adopt),
}

/// `attache note adopt`.
#[derive(Debug, Clone, Args)]
pub(in crate::cli) struct Adopt {
    /// The briefing.
    #[arg(value_hint = ValueHint::FilePath)]
    pub file: PathBuf,
    /// The notes file of another briefing: NAME.notes.yaml.
    #[arg(value_hint = ValueHint::FilePath)]
    pub sidecar: PathBuf,
    /// The briefing has notes of its own: put both together, by their ids.
    #[arg(long)]
    pub merge: bool,
    /// How the bytes of the document become text.
    #[command(flatten)]
    pub decode: Decode,
}

/// What a new note is on.
#[derive(Debug, Clone, Default, Args)]
pub(in crate::cli) struct On {
    /// On the passage with these words; any white space is as good as any other.
    #[arg(long, value_name = "TEXT", value_parser = NonEmptyStringValueParser::new(), group = "on")]
    pub quote: Option<String>,
    /// Which of several passages with these words, from 1.
    #[arg(long, value_name = "N", requires = "quote")]
    pub occurrence: Option<usize>,
    /// On this section: its number as `attache toc` counts, its heading or the start of it, or its id.
    #[arg(long, value_name = "N|TITLE", value_parser = NonEmptyStringValueParser::new(), group = "on")]
    pub section: Option<String>,
    /// On the whole briefing.
    #[arg(long, group = "on")]
    pub briefing: bool,
}

/// The words of a note.
#[derive(Debug, Clone, Default, Args)]
pub(in crate::cli) struct Body {
    /// The note itself, Markdown.
    #[arg(long, value_name = "TEXT", group = "words")]
    pub body: Option<String>,
    /// The file that holds it; `-` for standard input.
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath, group = "words")]
    pub body_file: Option<PathBuf>,
}

/// `attache note add`.
#[derive(Debug, Clone, Args)]
#[command(group = ArgGroup::new("on").required(true))]
pub(in crate::cli) struct NoteAdd {
    /// The briefing.
    #[arg(value_hint = ValueHint::FilePath)]
    pub file: PathBuf,
    /// What it is on.
    #[command(flatten)]
    pub on: On,
    /// Its words; a highlight needs none.
    #[command(flatten)]
    pub body: Body,
    /// note, fact, judgement, question, action, highlight, or a kind of your own.
    #[arg(long, value_name = "KIND", default_value = "note", value_parser = NonEmptyStringValueParser::new())]
    pub kind: String,
    /// Colour of a highlight: red, green, blue, yellow or purple.
    #[arg(long, value_name = "COLOUR")]
    pub colour: Option<String>,
    /// A tag; may be given more than once.
    #[arg(long, value_name = "TAG", value_parser = NonEmptyStringValueParser::new())]
    pub tag: Vec<String>,
    /// Who writes it.
    #[arg(long, value_name = "NAME")]
    pub author: Option<String>,
    /// Print the note as JSON instead of its id.
    #[arg(long)]
    pub json: bool,
    /// How the bytes of the document become text.
    #[command(flatten)]
    pub decode: Decode,
}

/// `attache note edit`.
#[derive(Debug, Clone, Args)]
pub(in crate::cli) struct NoteEdit {
    /// Its id, or as much of the beginning as no other has.
    pub id: String,
    /// The briefing.
    #[arg(value_hint = ValueHint::FilePath)]
    pub file: PathBuf,
    /// What it is to be on from now on.
    #[command(flatten)]
    pub on: On,
    /// New words.
    #[command(flatten)]
    pub body: Body,
    /// Another kind.
    #[arg(long, value_name = "KIND", value_parser = NonEmptyStringValueParser::new())]
    pub kind: Option<String>,
    /// Another colour.
    #[arg(long, value_name = "COLOUR")]
    pub colour: Option<String>,
    /// Another status: open or done.
    #[arg(long, value_name = "STATUS", value_parser = NonEmptyStringValueParser::new())]
    pub status: Option<String>,
    /// A tag to add.
    #[arg(long, value_name = "TAG", value_parser = NonEmptyStringValueParser::new())]
    pub tag: Vec<String>,
    /// A tag to take away.
    #[arg(long, value_name = "TAG", value_parser = NonEmptyStringValueParser::new())]
    pub untag: Vec<String>,
    /// Print the note as JSON.
    #[arg(long)]
    pub json: bool,
    /// How the bytes of the document become text.
    #[command(flatten)]
    pub decode: Decode,
}

/// One record of one briefing.
#[derive(Debug, Clone, Args)]
pub(in crate::cli) struct One {
    /// Its id, or as much of the beginning as no other has.
    pub id: String,
    /// The briefing.
    #[arg(value_hint = ValueHint::FilePath)]
    pub file: PathBuf,
    /// How the bytes of the document become text.
    #[command(flatten)]
    pub decode: Decode,
}

/// `attache note list` and `attache mark list`.
#[derive(Debug, Clone, Args)]
pub(in crate::cli) struct List {
    /// Briefings, and folders with those in them and in their subfolders.
    #[arg(value_name = "PATH", required = true, value_hint = ValueHint::AnyPath)]
    pub paths: Vec<PathBuf>,
    /// A JSON array: the records as the sidecar has them, with "state" and "at" (start and end in code points, or null).
    #[arg(long)]
    pub json: bool,
    /// What is in the trash instead.
    #[arg(long)]
    pub trash: bool,
    /// End with exit code 1 where something has lost its place.
    #[arg(long)]
    pub strict: bool,
    /// Which ones.
    #[command(flatten)]
    pub filters: Filters,
    /// How the bytes of the documents become text.
    #[command(flatten)]
    pub decode: Decode,
}

/// A format of exports.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum Format {
    /// For people: sections, quotations, notes, links back.
    Markdown,
    /// For programs: as `attache note list --json`, notes and marks.
    Json,
}

/// `attache export`.
#[derive(Debug, Clone, Args)]
#[command(after_help = "\
Markdown links back to a passage with the file, relative to OUT or else to the current folder, and a text fragment that
browsers follow: [passage](sitrep.txt#:~:text=high%2Dlevel%20mechanism).
An OUT that an export wrote before is brought up to date: each note stands between two comments, and all that you wrote
outside of them stays. What you changed between them is kept aside, and said.")]
pub(in crate::cli) struct Export {
    /// Briefings, and folders with those in them and in their subfolders: one document with a part for each.
    #[arg(value_name = "PATH", required = true, value_hint = ValueHint::AnyPath)]
    pub paths: Vec<PathBuf>,
    /// [default: markdown; json where OUT ends in .json]
    #[arg(long, value_enum, value_name = "FORMAT", hide_default_value = true)]
    pub format: Option<Format>,
    /// Write to this file instead of standard output.
    #[arg(short, long, value_name = "OUT", value_hint = ValueHint::FilePath)]
    pub out: Option<PathBuf>,
    /// Replace OUT if it is no export of this program, and take out what it holds of other briefings.
    #[arg(long, requires = "out")]
    pub force: bool,
    /// End with exit code 1 where something has lost its place.
    #[arg(long)]
    pub strict: bool,
    /// Which ones.
    #[command(flatten)]
    pub filters: Filters,
    /// How the bytes of the documents become text.
    #[command(flatten)]
    pub decode: Decode,
}
