//! Where the program keeps its files (XDG base directories).

use std::path::PathBuf;

use etcetera::BaseStrategy;

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
        let base = etcetera::base_strategy::Xdg::new().ok();
        let config = base.as_ref().map_or_else(|| PathBuf::from(".config"), BaseStrategy::config_dir);
        let state = base.as_ref().and_then(BaseStrategy::state_dir).unwrap_or_else(|| PathBuf::from(".local/state"));
        Self { config: config.join("attache"), state: state.join("attache") }
    }

    /// Folders for notes that find no place where they belong, best first.
    pub fn refuges(&self) -> Vec<PathBuf> {
        let home = etcetera::home_dir().ok();
        home.into_iter().chain([self.state.join("elsewhere"), std::env::temp_dir()]).collect()
    }
}
