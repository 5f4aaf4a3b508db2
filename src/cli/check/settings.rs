//! Checking the reader's own files.

use std::path::{Path, PathBuf};

use anyhow::{Result, anyhow};

use super::super::own;
use super::finding::{Finding, Severity};
use crate::config::Config;
use crate::files;
use crate::keymap::{self, Keymap};
use crate::settings::{Notice, nearest, same_name};
use crate::theme::Themes;
use crate::yaml;

/// Checks settings.
///
/// # Errors
/// When the file cannot be read.
pub(super) fn config(path: &Path) -> Result<Vec<Finding>> {
    let text = text(path)?;
    let (config, notices) = Config::read(&name(path), &text);
    let mut found = of_notices(path, &notices);
    let themes = own::themes_in(&path.parent().unwrap_or(Path::new("")).join("themes"));
    let themes = themes.names();
    for theme in config.theme.iter().chain([&config.theme_light, &config.theme_dark]) {
        if !themes.iter().any(|known| same_name(known, theme)) {
            found.push(missing(path, (&text, theme), "theme", nearest::nearest(theme, themes.iter().copied())));
        }
    }
    if !keymap::SHIPPED.iter().any(|(known, _)| same_name(known, &config.keymap)) {
        found.push(missing(path, (&text, &config.keymap), "keymap", keymap::nearest_name(&config.keymap)));
    }
    Ok(found)
}

/// Checks changes to a keymap.
///
/// # Errors
/// When the file cannot be read.
pub(super) fn keys(path: &Path) -> Result<Vec<Finding>> {
    let text = text(path)?;
    let (_, notices) = Keymap::load(keymap::DEFAULT, Some((&name(path), &text)));
    Ok(of_notices(path, &notices))
}

/// The themes of the folder that was looked into last, read once for all files of it.
#[derive(Debug, Default)]
pub(super) struct Shelf {
    last: Option<(PathBuf, Themes)>,
}

impl Shelf {
    fn of(&mut self, folder: &Path) -> &Themes {
        let kept = self.last.take().filter(|(known, _)| known == folder);
        &self.last.insert(kept.unwrap_or_else(|| (folder.to_owned(), own::themes_in(folder)))).1
    }
}

/// Checks a theme, with the others of its folder at hand that it may extend.
///
/// # Errors
/// When the file cannot be read.
pub(super) fn theme(path: &Path, shelf: &mut Shelf) -> Result<Vec<Finding>> {
    let text = text(path)?;
    let themes = shelf.of(path.parent().unwrap_or(Path::new("")));
    let stem = path.file_stem().map(|s| s.to_string_lossy().into_owned()).unwrap_or_default();
    let mut notices = themes.faults(&stem, &name(path), &text);
    let own = crate::clean::Clean::line(&name(path));
    notices.retain(|notice| notice.file == own);
    Ok(of_notices(path, &notices))
}

/// Checks whether a file can be read as YAML at all.
///
/// # Errors
/// When the file cannot be read.
pub(super) fn yaml(path: &Path) -> Result<Vec<Finding>> {
    let told = yaml::read::<serde_yaml::Value>(&text(path)?).err();
    Ok(told.iter().map(|e| Finding::new(path, (e.line, e.column), Severity::Warning, &e.message)).collect())
}

fn of_notices(path: &Path, notices: &[Notice]) -> Vec<Finding> {
    notices.iter().map(|notice| Finding::of_notice(path, notice)).collect()
}

/// A setting that names something that is not there, at the line where it does.
fn missing(path: &Path, (text, name): (&str, &str), what: &str, near: Option<&str>) -> Finding {
    let line = text.lines().position(|line| line.trim_start().starts_with(what) && line.contains(name));
    let hint = near.map(|n| format!("; did you mean `{n}`?")).unwrap_or_default();
    let message = format!("there is no {what} `{name}`{hint}");
    Finding::new(path, (line.map_or(1, |n| n + 1), 1), Severity::Warning, &message)
}

fn text(path: &Path) -> Result<String> {
    let bytes = files::read(path).map_err(|error| anyhow!("{error}"))?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

fn name(path: &Path) -> String {
    path.to_string_lossy().into_owned()
}
