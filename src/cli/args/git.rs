//! Arguments of the commands for git.

use std::path::PathBuf;

use clap::{Args, ValueHint};

/// `attache merge-notes`.
#[derive(Debug, Clone, Args)]
pub(in crate::cli) struct MergeNotes {
    /// The version that both sides came from; an empty file where there is none.
    #[arg(value_hint = ValueHint::FilePath)]
    pub base: PathBuf,
    /// Our version; the result is written here.
    #[arg(value_hint = ValueHint::FilePath)]
    pub ours: PathBuf,
    /// Their version.
    #[arg(value_hint = ValueHint::FilePath)]
    pub theirs: PathBuf,
    /// What to call the file in messages, where git hands over copies under other names.
    pub name: Option<PathBuf>,
}

/// `attache git-setup`.
///
/// Adds `*.notes.yaml merge=attache` and `entities.yaml merge=attache` to the file .gitattributes of the repository,
/// which is for everybody who clones it, and prints the commands that tell git of the driver, which each clone needs
/// once.
#[derive(Debug, Clone, Args)]
pub(in crate::cli) struct GitSetup {
    /// A folder of the repository.
    #[arg(default_value = ".", value_hint = ValueHint::DirPath)]
    pub dir: PathBuf,
    /// Run the commands instead of printing them.
    #[arg(long)]
    pub apply: bool,
    /// Only print the commands; change nothing.
    #[arg(long, conflicts_with = "apply")]
    pub driver_config: bool,
}
