//! What can be written on the command line.

use std::path::PathBuf;

use clap::builder::NonEmptyStringValueParser;
use clap::{Args, Parser, Subcommand, ValueHint};
use clap_complete::Shell;

use super::kind::Kind;

mod entity;
mod git;
mod notes;
mod survey;

pub(super) use entity::{Entity, EntityAdd, EntityList, Mark, MarkAdd, MarkReject, Registry, Which};
pub(super) use git::{GitSetup, MergeNotes};
pub(super) use notes::{Adopt, Body, Export, Filters, Format, List, Note, NoteAdd, NoteEdit, On, One};
pub(super) use survey::{Dossier, Timeline};

const EXAMPLES: &str = "\
Examples:
  attache sitrep.txt              read it
  attache -c                      go on where you stopped
  attache ~/readouts              choose from a folder
  pdftotext -layout a.pdf - | attache -
  attache show sitrep.txt | less
  attache show sitrep.txt --section \"Regional Issues\"
  attache show sitrep.txt --json | jq -r .title
  attache note add sitrep.txt --quote \"high-level mechanism\" --body \"Who chairs it?\"
  attache export sitrep.txt -o notes.md
  attache check ~/readouts        what is wrong, with line and column

A path that is also the name of a command is written with its folder: `attache ./show`.
Exit codes: 0 done, 1 something was found wrong, 2 wrong usage, 3 cannot read or write.";

/// A terminal reader for sectioned briefings.
///
/// Opens readouts, situation reports, dailies and cables (plain text, Markdown, reStructuredText, HTML, YAML) and reads
/// them section by section. Everything is local; nothing of a document is ever sent to the terminal as a command.
#[derive(Debug, Parser)]
#[command(name = "attache", version, after_help = EXAMPLES, args_conflicts_with_subcommands = true)]
pub(super) struct CommandLine {
    /// A command; without one, the paths are read.
    #[command(subcommand)]
    pub command: Option<Command>,
    /// What to read.
    #[command(flatten)]
    pub read: Read,
}

/// Reading on the screen.
#[derive(Debug, Clone, Default, Args)]
pub(super) struct Read {
    /// Files, or a folder to choose from, without its subfolders; `-` reads from standard input. Nothing: the folder of the last briefing; the first
    /// time, a tour.
    ///
    /// Where the output is no terminal, or a dumb one, the text is printed as `attache show` does.
    #[arg(value_name = "PATH", value_hint = ValueHint::AnyPath)]
    pub paths: Vec<PathBuf>,
    /// Go on with the briefing that was read last.
    #[arg(short = 'c', long = "continue", conflicts_with = "paths")]
    pub go_on: bool,
    /// Use this theme (`attache theme list` names them).
    #[arg(long, value_name = "NAME")]
    pub theme: Option<String>,
    /// Use this keymap: vim, less or arrows.
    #[arg(long, value_name = "NAME")]
    pub keymap: Option<String>,
    /// Draw signs and lines in ASCII.
    #[arg(long)]
    pub ascii: bool,
    /// How the bytes of documents become text.
    #[command(flatten)]
    pub decode: Decode,
}

/// How the bytes of a document become text.
#[derive(Debug, Clone, Default, Args)]
pub(super) struct Decode {
    /// Character encoding of the file, e.g. windows-1256; without it, it is found out.
    #[arg(long, value_name = "LABEL", value_parser = NonEmptyStringValueParser::new())]
    pub encoding: Option<String>,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Print a briefing as text or JSON.
    Show(Show),
    /// List the sections of a briefing.
    Toc(Toc),
    /// Write any readable briefing as briefing YAML.
    Convert(Convert),
    /// Write, list and change notes.
    #[command(subcommand)]
    Note(Note),
    /// Mark people, places and other entities.
    #[command(subcommand)]
    Mark(Mark),
    /// Change the names that all briefings know: the registry, entities.yaml.
    #[command(subcommand)]
    Entity(Entity),
    /// Write notes and marks as a document of their own, Markdown or JSON.
    Export(Export),
    /// Say what is wrong with briefings, notes, registries, and with your own settings, themes and keys.
    Check(Check),
    /// Say where passages of an older text stand in a newer one, and how sure each place is.
    Anchors(Anchors),
    /// Merge three versions of a sidecar or registry by record; git calls it once `attache git-setup` was done.
    MergeNotes(MergeNotes),
    /// Make git merge sidecars and registries by record, so that notes and names of two people never conflict.
    GitSetup(GitSetup),
    /// Say who, where, which body and when briefings speak of.
    Entities(Entities),
    /// Say all that briefings tell of one person, place or body.
    Dossier(Dossier),
    /// List the dated sentences of briefings in the order of their dates.
    Timeline(Timeline),
    /// List the themes, or print one to copy it.
    #[command(subcommand)]
    Theme(Theme),
    /// Print all keys as they are with your own changes.
    Keys(Keys),
    /// Where the configuration is, what it says, and a commented file to start from.
    #[command(subcommand)]
    Config(Config),
    /// Print a completion script for a shell.
    ///
    /// For example: `attache completions bash > ~/.local/share/bash-completion/completions/attache`
    Completions {
        /// The shell.
        shell: Shell,
    },
    /// Print the manual page, or write one for each command.
    Man {
        /// Write all pages into this folder, which is made if it is missing.
        #[arg(long, value_name = "DIR", value_hint = ValueHint::DirPath)]
        dir: Option<PathBuf>,
    },
}

/// `attache show`.
#[derive(Debug, Clone, Args)]
pub(super) struct Show {
    /// The briefing; `-` for standard input.
    #[arg(value_hint = ValueHint::FilePath)]
    pub file: PathBuf,
    /// Everything as one JSON object; places are in code points of its "text".
    #[arg(long, conflicts_with_all = ["plain", "width"])]
    pub json: bool,
    /// Wrapped text without any escape sequence, which is also what is printed without this option.
    #[arg(long)]
    pub plain: bool,
    /// Only this section: its number as `attache toc` counts, its heading or the start of it, or its id.
    #[arg(long, value_name = "N|TITLE", value_parser = NonEmptyStringValueParser::new())]
    pub section: Option<String>,
    /// Columns to wrap at [default: 80, or what the terminal has up to 100].
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=10_000))]
    pub width: Option<u16>,
    /// How the bytes of the document become text.
    #[command(flatten)]
    pub decode: Decode,
}

/// `attache toc`.
#[derive(Debug, Clone, Args)]
pub(super) struct Toc {
    /// The briefing; `-` for standard input.
    #[arg(value_hint = ValueHint::FilePath)]
    pub file: PathBuf,
    /// A JSON array with the place of every section.
    #[arg(long)]
    pub json: bool,
    /// How the bytes of the document become text.
    #[command(flatten)]
    pub decode: Decode,
}

/// `attache convert`.
#[derive(Debug, Clone, Args)]
pub(super) struct Convert {
    /// The briefing; `-` for standard input.
    #[arg(value_hint = ValueHint::FilePath)]
    pub file: PathBuf,
    /// Write to this file instead of standard output.
    #[arg(short, long, value_name = "OUT.yaml", value_hint = ValueHint::FilePath)]
    pub out: Option<PathBuf>,
    /// Replace OUT.yaml if it exists.
    #[arg(long, requires = "out")]
    pub force: bool,
    /// How the bytes of the document become text.
    #[command(flatten)]
    pub decode: Decode,
}

/// `attache entities`.
#[derive(Debug, Clone, Args)]
pub(super) struct Entities {
    /// Briefings, and folders with the briefings in them and in their subfolders; `-` for standard input.
    #[arg(value_name = "PATH", value_hint = ValueHint::AnyPath, required = true)]
    pub paths: Vec<PathBuf>,
    /// One JSON object a briefing, with every mention; places are in code points of its "text".
    #[arg(long)]
    pub json: bool,
    /// Only this kind: person, place, organisation, event, date, nationality, money, quantity, other, or one of your own.
    #[arg(long, value_name = "K", value_parser = NonEmptyStringValueParser::new())]
    pub kind: Option<String>,
    /// Only what comes from here: the recogniser, the registry, or a mark of yours.
    #[arg(long, value_name = "ORIGIN", value_parser = ["suggested", "registry", "hand"])]
    pub origin: Vec<String>,
    /// How the bytes of documents become text.
    #[command(flatten)]
    pub decode: Decode,
}

/// `attache check`.
#[derive(Debug, Clone, Args)]
pub(super) struct Check {
    /// Files, and folders with all that is in them and in their subfolders; nothing: your own settings, keys and themes.
    #[arg(value_name = "PATH", value_hint = ValueHint::AnyPath)]
    pub paths: Vec<PathBuf>,
    /// What the files are, where their names do not say it.
    #[arg(long = "as", value_name = "KIND")]
    pub kind: Option<Kind>,
    /// A JSON array of what was found.
    #[arg(long)]
    pub json: bool,
    /// Leave out hints: what may well be meant.
    #[arg(long)]
    pub no_hints: bool,
    /// How the bytes of documents become text.
    #[command(flatten)]
    pub decode: Decode,
}

/// `attache anchors`.
///
/// Works on the two files as they lie on the disk, before any import: places are in code points of the decoded file, line
/// ends as they are. A place that is printed with the state "ask" is only likely.
#[derive(Debug, Clone, Args)]
pub(super) struct Anchors {
    /// The text that the spans are places in.
    #[arg(value_hint = ValueHint::FilePath)]
    pub old: PathBuf,
    /// The text in which to find them.
    #[arg(value_hint = ValueHint::FilePath)]
    pub new: PathBuf,
    /// A JSON array of `{"id", "start", "end"}`; `-` for standard input.
    #[arg(long, value_name = "JSON", value_hint = ValueHint::FilePath)]
    pub spans: PathBuf,
    /// How the bytes of the two files become text.
    #[command(flatten)]
    pub decode: Decode,
}

/// `attache theme`.
#[derive(Debug, Clone, Subcommand)]
pub(super) enum Theme {
    /// All themes, one a line.
    List,
    /// The file of a theme: copy it into the folder of your own (`attache config path themes`) to change it.
    Show {
        /// Its name.
        name: String,
    },
}

/// `attache keys`.
#[derive(Debug, Clone, Args)]
pub(super) struct Keys {
    /// Another keymap than the configured one: vim, less or arrows.
    #[arg(long, value_name = "NAME")]
    pub keymap: Option<String>,
    /// A JSON array, one object a command.
    #[arg(long, conflicts_with = "markdown")]
    pub json: bool,
    /// Markdown tables.
    #[arg(long)]
    pub markdown: bool,
}

/// `attache config`.
#[derive(Debug, Clone, Subcommand)]
pub(super) enum Config {
    /// Print where a file or folder of yours is, there or not.
    Path {
        /// Which one.
        #[arg(value_enum, default_value_t = Place::Config)]
        which: Place,
    },
    /// Write a commented configuration with every default; never over an existing one.
    Init,
    /// Print the settings that are in force.
    Show,
}

/// Something with a place of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub(super) enum Place {
    /// config.yaml
    Config,
    /// keys.yaml
    Keys,
    /// The folder of your own themes.
    Themes,
    /// The folder of reading progress.
    State,
}
