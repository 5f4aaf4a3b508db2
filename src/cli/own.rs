//! The reader's own files: `config.yaml`, `keys.yaml` and themes.

use std::path::{Path, PathBuf};

use crate::config::Config;
use crate::files;
use crate::keymap::Keymap;
use crate::runtime::paths::Paths;
use crate::settings::Notice;
use crate::theme::Themes;

/// Where the reader's own files are.
#[derive(Debug, Clone)]
pub(super) struct Own {
    /// The program's folders.
    pub paths: Paths,
}

impl Own {
    /// By the environment.
    pub(super) fn find() -> Self {
        Self { paths: Paths::from_env() }
    }

    /// The place of the settings.
    pub(super) fn config_file(&self) -> PathBuf {
        self.paths.config.join("config.yaml")
    }

    /// The place of changes to the keymap.
    pub(super) fn keys_file(&self) -> PathBuf {
        self.paths.config.join("keys.yaml")
    }

    /// The folder of themes.
    pub(super) fn themes_folder(&self) -> PathBuf {
        self.paths.config.join("themes")
    }

    /// The settings, and what is wrong with the file.
    pub(super) fn config(&self) -> (Config, Vec<Notice>) {
        read(&self.config_file())
            .map_or_else(|| (Config::default(), Vec::new()), |(name, text)| Config::read(&name, &text))
    }

    /// The keymap `base` with the reader's changes, and what is wrong with them.
    pub(super) fn keymap(&self, base: &str) -> (Keymap, Vec<Notice>) {
        let file = read(&self.keys_file());
        Keymap::load(base, file.as_ref().map(|(name, text)| (name.as_str(), text.as_str())))
    }

    /// All themes.
    pub(super) fn themes(&self) -> Themes {
        themes_in(&self.themes_folder())
    }
}

/// The shipped themes and those in `folder`.
pub(super) fn themes_in(folder: &Path) -> Themes {
    let mut themes = Themes::default();
    for path in theme_files(folder) {
        if let (Some(name), Some((file, text))) = (path.file_stem(), read(&path)) {
            themes.add(&name.to_string_lossy(), &file, text);
        }
    }
    themes
}

/// The theme files in `folder`, by name.
pub(super) fn theme_files(folder: &Path) -> Vec<PathBuf> {
    let Ok(entries) = std::fs::read_dir(folder) else { return Vec::new() };
    let mut files: Vec<PathBuf> = entries.filter_map(Result::ok).map(|entry| entry.path()).collect();
    files.retain(|path| path.extension().is_some_and(|e| e == "yaml" || e == "yml"));
    files.sort();
    files
}

/// A file that can be read, with its name.
fn read(path: &Path) -> Option<(String, String)> {
    let bytes = files::read(path).ok()?;
    Some((path.display().to_string(), String::from_utf8_lossy(&bytes).into_owned()))
}
