//! The files below paths: folders with all that is in them, subfolders too, without what is hidden. Every command that
//! takes folders finds its files here.

use std::collections::HashSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::kind::Kind;
use super::load;
use crate::export::file;
use crate::files;

/// A folder or file that cannot be looked at.
#[derive(Debug, thiserror::Error)]
#[error("{}: {}", path.display(), files::reason(why))]
pub(super) struct Unreadable {
    path: PathBuf,
    why: io::Error,
}

/// The files to check, those of a folder by name. Links to folders are not followed, so that there is always an end; a
/// path that was given is followed whatever it is.
pub(super) fn files(targets: &[PathBuf], kind: Option<Kind>) -> Vec<Result<PathBuf, Unreadable>> {
    let mut out = Vec::new();
    for target in targets {
        if target.is_dir() {
            below(target, kind, &mut out);
        } else {
            out.push(Ok(target.clone()));
        }
    }
    once(out)
}

/// The briefings that `targets` name, those below folders included: no settings, notes, registries and exports. A path to
/// a file is taken as it is, and so is standard input.
pub(super) fn briefings(targets: &[PathBuf]) -> Vec<Result<PathBuf, Unreadable>> {
    let mut out = Vec::new();
    for target in targets {
        if load::is_stdin(target) || !target.is_dir() {
            out.push(Ok(target.clone()));
        } else {
            let mut found = files(std::slice::from_ref(target), None);
            found.retain(|file| file.as_ref().map_or(true, |path| is_briefing(path)));
            out.extend(found);
        }
    }
    once(out)
}

/// Each file once, however often and under whatever names it was given; where it comes first.
fn once(all: Vec<Result<PathBuf, Unreadable>>) -> Vec<Result<PathBuf, Unreadable>> {
    let mut seen = HashSet::new();
    let mut all = all;
    all.retain(|file| {
        let path = file.as_ref().unwrap_or_else(|unreadable| &unreadable.path);
        // A link is a file of its own: its notes may be elsewhere.
        let whole = || {
            Some(
                files::real(path.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new(".")))
                    .join(path.file_name()?),
            )
        };
        seen.insert(if load::is_stdin(path) { path.clone() } else { whole().unwrap_or_else(|| path.clone()) })
    });
    all
}

fn is_briefing(path: &Path) -> bool {
    Kind::of(path) == Kind::Briefing && !file::is_export(path)
}

fn below(folder: &Path, kind: Option<Kind>, out: &mut Vec<Result<PathBuf, Unreadable>>) {
    let mut open = vec![folder.to_owned()];
    while let Some(folder) = open.pop() {
        let mut entries = match entries(&folder) {
            Ok(entries) => entries,
            Err(why) => {
                out.push(Err(Unreadable { path: folder, why }));
                continue;
            }
        };
        entries.sort();
        let (folders, found): (Vec<PathBuf>, Vec<PathBuf>) = entries.into_iter().partition(|path| is_folder(path));
        out.extend(found.into_iter().filter(|path| is_wanted(path, kind)).map(Ok));
        open.extend(folders.into_iter().rev());
    }
}

fn entries(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let hidden = |entry: &fs::DirEntry| entry.file_name().as_encoded_bytes().starts_with(b".");
    let all = fs::read_dir(folder)?.collect::<io::Result<Vec<_>>>()?;
    Ok(all.into_iter().filter(|entry| !hidden(entry)).map(|entry| entry.path()).collect())
}

fn is_folder(path: &Path) -> bool {
    fs::symlink_metadata(path).is_ok_and(|m| m.is_dir())
}

/// Files whose name says that they are ours to read. What a link points to decides whether it is one.
fn is_wanted(path: &Path, kind: Option<Kind>) -> bool {
    let known = match kind.unwrap_or_else(|| Kind::of(path)) {
        Kind::Briefing => files::may_be_briefing(path),
        _ => path.extension().is_some_and(|e| e == "yaml" || e == "yml"),
    };
    known && path.is_file()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::markdown::managed::{self, Block};

    #[test]
    fn folders_are_walked_once_and_hidden_ones_not() {
        let home = tempfile::tempdir().unwrap();
        let at = |name: &str| home.path().join(name);
        for folder in ["b", "b/c", ".git"] {
            fs::create_dir(at(folder)).unwrap();
        }
        for file in ["z.txt", "a.md", "b/c/d.html", ".git/x.txt", ".hidden.txt", "image.png", "keys.yaml"] {
            fs::write(at(file), "x").unwrap();
        }
        std::os::unix::fs::symlink(home.path(), at("b/loop")).unwrap();
        std::os::unix::fs::symlink("gone", at("dangling.txt")).unwrap();
        let found: Vec<String> = files(&[home.path().to_owned()], None)
            .into_iter()
            .map(|f| f.unwrap().strip_prefix(home.path()).unwrap().display().to_string())
            .collect();
        assert_eq!(found, ["a.md", "keys.yaml", "z.txt", "b/c/d.html"]);
        let block = Block { id: "a".to_owned(), body: "words".to_owned() };
        fs::write(at("b/export.md"), managed::fresh(&[block])).unwrap();
        let found = briefings(&[home.path().to_owned(), at("keys.yaml")]);
        let found: Vec<PathBuf> = found.into_iter().map(Result::unwrap).collect();
        assert_eq!(found, ["a.md", "z.txt", "b/c/d.html", "keys.yaml"].map(at));
        let gone = briefings(&[at("gone")]);
        assert!(matches!(gone.as_slice(), [Ok(path)] if *path == at("gone")), "reading it says what is wrong");
    }
}
