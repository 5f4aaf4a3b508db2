//! Where the program keeps its files (XDG Base Directory Specification 0.8).

use std::path::PathBuf;

use crate::files;

/// The program's directories.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Paths {
    /// `config.yaml`, `keys.yaml`, `themes/*.yaml`.
    pub config: PathBuf,
    /// Reading progress.
    pub state: PathBuf,
}

impl Paths {
    /// From the environment; below the current directory only when there is no home at all.
    pub fn from_env() -> Self {
        let home = files::home().unwrap_or_default();
        let config = base("XDG_CONFIG_HOME").unwrap_or_else(|| home.join(".config"));
        let state = base("XDG_STATE_HOME").unwrap_or_else(|| home.join(".local/state"));
        Self { config: config.join("attache"), state: state.join("attache") }
    }

    /// Folders for notes that find no place where they belong, best first.
    pub fn refuges(&self) -> Vec<PathBuf> {
        files::home().into_iter().chain([self.state.join("elsewhere"), std::env::temp_dir()]).collect()
    }
}

/// A base directory that the environment names. The specification says to ignore one that is not absolute.
fn base(variable: &str) -> Option<PathBuf> {
    std::env::var_os(variable).map(PathBuf::from).filter(|folder| folder.is_absolute())
}
