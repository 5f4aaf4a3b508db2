//! Arguments of the commands for names that are known in all briefings, and for marks.

use std::path::PathBuf;

use clap::builder::NonEmptyStringValueParser;
use clap::{Args, Subcommand, ValueHint};

use super::{Decode, List, One};

/// `attache entity`.
#[derive(Debug, Clone, Subcommand)]
pub(in crate::cli) enum Entity {
    /// List the entities of the registry.
    List(EntityList),
    /// Add an entity, or what is new of one that is known.
    Add(EntityAdd),
    /// Make one entity of several: the first takes the names of the others.
    Merge(EntityMerge),
    /// Give an entity another name; the old one stays as another name of it.
    Rename(EntityRename),
    /// Give an entity another kind.
    Kind(EntityKind),
    /// Add other names of an entity, or take them away.
    Alias(EntityStrings),
    /// Say which strings are never this entity, or take them back.
    Not(EntityStrings),
    /// Make an entity of its own out of other names of one.
    Split(EntitySplit),
    /// Say where an entity is: latitude and longitude in degrees.
    Place(EntityPlace),
    /// Take an entity away; marks of it stay, and `restore` brings it back.
    Remove(Which),
    /// Bring back an entity that was taken away or became another one, by its id or its name.
    Restore(Which),
}

/// Which registry, and what is printed.
#[derive(Debug, Clone, Default, Args)]
pub(in crate::cli) struct Registry {
    /// The registry of this folder: entities.yaml there, or the nearest above it [default: the current folder].
    #[arg(long, value_name = "DIR", value_hint = ValueHint::DirPath, conflicts_with = "file")]
    pub library: Option<PathBuf>,
    /// The registry that this briefing has in the reader.
    #[arg(long, value_name = "BRIEFING", value_hint = ValueHint::FilePath)]
    pub file: Option<PathBuf>,
    /// Print the entities as JSON.
    #[arg(long)]
    pub json: bool,
}

/// Which of several entities with one name.
#[derive(Debug, Clone, Default, Args)]
pub(in crate::cli) struct Of {
    /// Its kind, where several entities have the name.
    #[arg(long, value_name = "KIND", value_parser = NonEmptyStringValueParser::new())]
    pub of_kind: Option<String>,
}

/// An entity of a registry.
#[derive(Debug, Clone, Args)]
pub(in crate::cli) struct Which {
    /// The entity: its name, another name of it, or its id.
    #[arg(value_name = "ENTITY", value_parser = NonEmptyStringValueParser::new())]
    pub entity: String,
    #[command(flatten)]
    pub of: Of,
    #[command(flatten)]
    pub registry: Registry,
}

/// `attache entity list`.
#[derive(Debug, Clone, Args)]
pub(in crate::cli) struct EntityList {
    /// Only this kind.
    #[arg(long, value_name = "KIND", value_parser = NonEmptyStringValueParser::new())]
    pub kind: Option<String>,
    /// Only those with words that are never them, names that were only refused among them.
    #[arg(long, conflicts_with = "removed")]
    pub refused: bool,
    /// Only those that were taken away or became another one.
    #[arg(long)]
    pub removed: bool,
    #[command(flatten)]
    pub registry: Registry,
}

/// `attache entity add`.
#[derive(Debug, Clone, Args)]
pub(in crate::cli) struct EntityAdd {
    /// The name.
    #[arg(value_parser = NonEmptyStringValueParser::new())]
    pub name: String,
    /// person, place, organisation, event, nationality, other, or a kind of your own.
    #[arg(long, value_name = "KIND", value_parser = NonEmptyStringValueParser::new())]
    pub kind: String,
    /// Another name; may be given several times.
    #[arg(long, value_name = "NAME")]
    pub alias: Vec<String>,
    /// A string that is never this entity; may be given several times.
    #[arg(long, value_name = "TEXT")]
    pub not: Vec<String>,
    /// What there is to say about it.
    #[arg(long, value_name = "TEXT")]
    pub note: Option<String>,
    /// Where it is: latitude and longitude in degrees, such as 33.6,73.05
    #[arg(long, value_name = "LAT,LON", allow_hyphen_values = true)]
    pub place: Option<String>,
    /// An address that tells more; may be given several times.
    #[arg(long, value_name = "URL")]
    pub link: Vec<String>,
    #[command(flatten)]
    pub registry: Registry,
}

/// `attache entity merge`.
#[derive(Debug, Clone, Args)]
pub(in crate::cli) struct EntityMerge {
    /// The entity that stays: its name, another name of it, or its id.
    #[arg(value_name = "ENTITY", value_parser = NonEmptyStringValueParser::new())]
    pub into: String,
    /// Those that become other names of it.
    #[arg(value_name = "OTHER", required = true, value_parser = NonEmptyStringValueParser::new())]
    pub others: Vec<String>,
    #[command(flatten)]
    pub of: Of,
    #[command(flatten)]
    pub registry: Registry,
}

/// `attache entity rename`.
#[derive(Debug, Clone, Args)]
pub(in crate::cli) struct EntityRename {
    #[command(flatten)]
    pub which: Which,
    /// The new name.
    #[arg(value_parser = NonEmptyStringValueParser::new())]
    pub name: String,
}

/// `attache entity kind`.
#[derive(Debug, Clone, Args)]
pub(in crate::cli) struct EntityKind {
    #[command(flatten)]
    pub which: Which,
    /// person, place, organisation, event, nationality, other, or a kind of your own.
    #[arg(value_name = "KIND", value_parser = NonEmptyStringValueParser::new())]
    pub kind: String,
}

/// `attache entity alias` and `attache entity not`.
#[derive(Debug, Clone, Args)]
pub(in crate::cli) struct EntityStrings {
    #[command(flatten)]
    pub which: Which,
    /// What is added, or taken away.
    #[arg(value_name = "TEXT", required = true, value_parser = NonEmptyStringValueParser::new())]
    pub strings: Vec<String>,
    /// Take these away.
    #[arg(long)]
    pub remove: bool,
}

/// `attache entity split`.
#[derive(Debug, Clone, Args)]
pub(in crate::cli) struct EntitySplit {
    #[command(flatten)]
    pub which: Which,
    /// Name of the new entity; may be another name of the old one.
    #[arg(value_parser = NonEmptyStringValueParser::new())]
    pub name: String,
    /// Other names that go with it.
    #[arg(value_name = "ALIAS", value_parser = NonEmptyStringValueParser::new())]
    pub aliases: Vec<String>,
}

/// `attache entity place`.
#[derive(Debug, Clone, Args)]
pub(in crate::cli) struct EntityPlace {
    #[command(flatten)]
    pub which: Which,
    /// Latitude and longitude in degrees, such as 33.6,73.05; `none` takes the place away.
    #[arg(value_name = "LAT,LON", allow_hyphen_values = true)]
    pub place: String,
}

/// `attache mark`.
#[derive(Debug, Clone, Subcommand)]
pub(in crate::cli) enum Mark {
    /// Mark a passage as a person, a place or another entity, and print the ids.
    Add(MarkAdd),
    /// Say that a passage is not what it was taken for, here or everywhere.
    Reject(MarkReject),
    /// List marks in document order.
    List(List),
    /// Put a mark into the trash; `restore` takes it out again.
    Remove(One),
    /// Take a mark out of the trash.
    Restore(One),
}

/// `attache mark add`.
#[derive(Debug, Clone, Args)]
pub(in crate::cli) struct MarkAdd {
    /// The briefing.
    #[arg(value_hint = ValueHint::FilePath)]
    pub file: PathBuf,
    /// The words to mark.
    #[arg(long, value_name = "TEXT", value_parser = NonEmptyStringValueParser::new())]
    pub quote: String,
    /// Which of several passages with these words, from 1.
    #[arg(long, value_name = "N", conflicts_with = "all")]
    pub occurrence: Option<usize>,
    /// All passages where these words stand as whole words.
    #[arg(long)]
    pub all: bool,
    /// person, place, organisation, event, date, other, or a kind of your own.
    #[arg(long, value_name = "KIND", value_parser = NonEmptyStringValueParser::new())]
    pub kind: String,
    /// The name of the entity [default: the words].
    #[arg(long, value_name = "NAME", value_parser = NonEmptyStringValueParser::new())]
    pub name: Option<String>,
    /// Only mark here: do not put the name into the registry, where all briefings know it.
    #[arg(long)]
    pub here: bool,
    /// Who marks it.
    #[arg(long, value_name = "NAME")]
    pub author: Option<String>,
    /// Print the marks as JSON instead of their ids.
    #[arg(long)]
    pub json: bool,
    /// How the bytes of the document become text.
    #[command(flatten)]
    pub decode: Decode,
}

/// `attache mark reject`.
#[derive(Debug, Clone, Args)]
pub(in crate::cli) struct MarkReject {
    /// The briefing.
    #[arg(value_hint = ValueHint::FilePath)]
    pub file: PathBuf,
    /// The words.
    #[arg(long, value_name = "TEXT", value_parser = NonEmptyStringValueParser::new())]
    pub quote: String,
    /// Which of several passages with these words, from 1 [default: all of them].
    #[arg(long, value_name = "N")]
    pub occurrence: Option<usize>,
    /// What they are not [default: what they were taken for].
    #[arg(long, value_name = "NAME", value_parser = NonEmptyStringValueParser::new())]
    pub name: Option<String>,
    /// The kind of that [default: likewise].
    #[arg(long, value_name = "KIND", value_parser = NonEmptyStringValueParser::new())]
    pub kind: Option<String>,
    /// In all briefings: the registry says that these words are never this entity.
    #[arg(long, conflicts_with = "occurrence")]
    pub everywhere: bool,
    /// Who says so.
    #[arg(long, value_name = "NAME")]
    pub author: Option<String>,
    /// Print the marks as JSON instead of their ids.
    #[arg(long)]
    pub json: bool,
    /// How the bytes of the document become text.
    #[command(flatten)]
    pub decode: Decode,
}
