//! Who writes notes where nobody says so.

use std::path::Path;
use std::process::{Command, Stdio};

use crate::clean::Clean;

/// The name that git writes into commits made in `folder`.
pub fn by_git(folder: &Path) -> Option<String> {
    let mut git = Command::new("git");
    git.args(["config", "--get", "user.name"]).current_dir(folder).stdin(Stdio::null()).stderr(Stdio::null());
    let told = git.output().ok().filter(|told| told.status.success())?;
    let name = Clean::line(&String::from_utf8_lossy(&told.stdout)).to_string();
    (!name.is_empty()).then_some(name)
}

/// The reader's name on this computer; empty where it has none.
pub fn on_this_computer() -> String {
    let named = |name| std::env::var(name).ok().filter(|value| !value.is_empty());
    ["USER", "LOGNAME"].into_iter().find_map(named).unwrap_or_default()
}
