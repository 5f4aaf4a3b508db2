//! `attache git-setup`: makes git use `attache merge-notes` for sidecars and registries.

use std::fs;
use std::io;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, anyhow, bail};

use super::args;
use super::exit::Exit;
use super::speak::{self, shown};
use crate::files::save::{self, Existing};
use crate::sidecar;

/// The lines for the attributes of a repository: files, and the driver that merges them.
const PATTERNS: [&str; 2] = ["*.notes.yaml", sidecar::REGISTRY];
const DRIVER: &str = "merge=attache";

/// What git must be told in each clone: keys and values.
fn config() -> Result<[(&'static str, String); 2]> {
    Ok([
        ("merge.attache.name", "notes of attache, merged by record".to_owned()),
        ("merge.attache.driver", format!("{} merge-notes %O %A %B %P", program()?)),
    ])
}

/// How git starts this program: by its name where PATH has it, else by its place. A driver that git cannot start would
/// leave one side of a merge in the file, without a word of the other.
fn program() -> Result<String> {
    if is_in_path("attache") {
        return Ok("attache".to_owned());
    }
    let place = std::env::current_exe().context("where this program is cannot be found out; put it into PATH")?;
    let place = place.to_str().map(str::to_owned);
    let place =
        place.ok_or_else(|| anyhow!("this program is in a folder that git cannot be told of; put it into PATH"))?;
    speak::say(&format!(
        "`attache` is in no folder of PATH: git will run {}, as long as it stays there",
        shown(Path::new(&place))
    ));
    // Git hands the line to a shell, and takes `%` for a word of its own.
    Ok(format!("'{}'", place.replace('\'', r"'\''").replace('%', "%%")))
}

/// Sets up the repository of a folder.
///
/// # Errors
/// Outside of a repository, for a file that cannot be read or written, and for what git says.
pub(super) fn run(setup: &args::GitSetup) -> Result<Exit> {
    let root = root(&setup.dir)?;
    let config = config()?;
    if !setup.driver_config {
        attributes(&root.join(".gitattributes"))?;
    }
    if setup.apply {
        config.iter().try_for_each(|(key, value)| configure(&root, key, value))?;
        speak::say(
            "git merges sidecars and registries by record in this clone; every other clone needs `attache git-setup --apply` once",
        );
        return Ok(Exit::Done);
    }
    let quoted = |value: &str| value.replace('\'', r"'\''");
    let lines: String = config.map(|(key, value)| format!("git config {key} '{}'\n", quoted(&value))).concat();
    speak::print(lines.as_bytes())?;
    if !setup.driver_config {
        speak::say("run these lines once in every clone, or `attache git-setup --apply`");
    }
    Ok(Exit::Done)
}

/// True when a program of this name can be started without its folder.
fn is_in_path(name: &str) -> bool {
    let runs =
        |file: &Path| fs::metadata(file).is_ok_and(|meta| meta.is_file() && meta.permissions().mode() & 0o111 != 0);
    std::env::var_os("PATH").is_some_and(|path| std::env::split_paths(&path).any(|folder| runs(&folder.join(name))))
}

/// The top folder of the repository that holds `dir`.
fn root(dir: &Path) -> Result<PathBuf> {
    let start = fs::canonicalize(dir).map_err(|error| anyhow!("{}: {error}", shown(dir)))?;
    let root = start.ancestors().find(|folder| folder.join(".git").exists());
    let message = || anyhow!("{}: is in no git repository; `git init` makes one, or name a folder of one", shown(dir));
    root.map(Path::to_owned).ok_or_else(message)
}

/// Adds our lines to the attributes, below all others, unless they are there.
fn attributes(path: &Path) -> Result<()> {
    let mut text = match fs::read(path) {
        Ok(bytes) => bytes,
        Err(error) if error.kind() == io::ErrorKind::NotFound => Vec::new(),
        Err(error) => bail!("{}: {error}", shown(path)),
    };
    let missing: Vec<&str> = PATTERNS.into_iter().filter(|pattern| !has_line(&text, pattern)).collect();
    if missing.is_empty() {
        return Ok(());
    }
    let end: &[u8] = if text.windows(2).any(|pair| pair == b"\r\n") { b"\r\n" } else { b"\n" };
    if !text.is_empty() && !text.ends_with(b"\n") {
        text.extend(end);
    }
    for pattern in missing {
        text.extend(format!("{pattern} {DRIVER}").as_bytes());
        text.extend(end);
    }
    save::write(path, &text, Existing::Replace)?;
    speak::say(&format!("{}: sidecars and registries are merged by attache", shown(path)));
    Ok(())
}

/// True when the last line for these files that names a driver names ours.
fn has_line(text: &[u8], pattern: &str) -> bool {
    let text = String::from_utf8_lossy(text);
    let drivers = text.lines().filter_map(|line| {
        let mut words = line.split_whitespace();
        (words.next() == Some(pattern))
            .then(|| words.rfind(|word| word.trim_start_matches(['-', '!']).starts_with("merge")))
    });
    drivers.flatten().last() == Some(DRIVER)
}

fn configure(root: &Path, key: &str, value: &str) -> Result<()> {
    let ran = Command::new("git").arg("-C").arg(root).args(["config", "--local", key, value]).output();
    let ran = ran.context("git cannot be started; is it installed?")?;
    if !ran.status.success() {
        bail!("git config {key}: {}", String::from_utf8_lossy(&ran.stderr).trim());
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_driver_that_git_cannot_start_is_known() {
        assert!(is_in_path("sh"));
        assert!(!is_in_path("no-such-program-anywhere"));
    }

    #[test]
    fn the_last_line_counts() {
        for (text, has) in [
            ("", false),
            ("*.notes.yaml merge=attache\n", true),
            ("*.txt text\n*.notes.yaml text merge=attache eol=lf", true),
            ("*.notes.yaml merge=attache\n*.notes.yaml merge=union\n", false),
            ("*.notes.yaml merge=attache\n*.notes.yaml -merge\n", false),
            ("# *.notes.yaml merge=attache\n", false),
        ] {
            assert_eq!(has_line(text.as_bytes(), PATTERNS[0]), has, "{text:?}");
        }
    }
}
