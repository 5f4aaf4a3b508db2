//! The reader's own editor: which it is, the private file it gets, and what comes back.
//!
//! `$VISUAL`, else `$EDITOR`, else `vi` or `nano`. The command is split into words as a shell would, quotes and all, but
//! no shell runs. The file lies in a folder that only this reader can open; it is removed once its text is taken, and
//! left where it is when the editor failed and may have written something that is nowhere else.

use std::fs;
use std::io::{self, Write};
use std::os::fd::OwnedFd;
use std::os::unix::fs::{OpenOptionsExt, PermissionsExt};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};

use tempfile::TempDir;

use crate::app::compose::Edited;
use crate::clean::Clean;

/// The editors that are tried when none is named.
const USUAL: [&str; 2] = ["vi", "nano"];

/// The file that an editor works on.
#[derive(Debug)]
pub struct Sheet {
    folder: TempDir,
    file: PathBuf,
    before: Vec<u8>,
}

/// An editor that was started.
#[derive(Debug)]
pub struct Started {
    /// Its name, for messages.
    pub name: String,
    /// The process.
    pub child: Child,
}

impl Sheet {
    /// A private file with `text`, in a folder of its own below `state`.
    ///
    /// # Errors
    /// Whatever the file system says.
    pub fn write(state: &Path, text: &str) -> io::Result<Self> {
        fs::create_dir_all(state)?;
        let private = fs::Permissions::from_mode(0o700);
        let folder = tempfile::Builder::new().prefix("note-").permissions(private).tempdir_in(state)?;
        let file = folder.path().join("note.md");
        let mut before = text.as_bytes().to_vec();
        if !before.is_empty() {
            before.push(b'\n');
        }
        let mut out = fs::OpenOptions::new().write(true).create_new(true).mode(0o600).open(&file)?;
        out.write_all(&before)?;
        Ok(Self { folder, file, before })
    }

    /// Starts the editor on the file, on the terminal `tty`.
    ///
    /// # Errors
    /// One line that says why there is no editor, and what to do.
    pub fn start(&self, tty: &OwnedFd) -> Result<Started, String> {
        start_on(&self.file, tty)
    }

    /// What came of it; `status` is `None` for an editor that had to be left behind.
    pub fn take(self, name: &str, status: Option<ExitStatus>) -> Edited {
        let after = fs::read(&self.file);
        let changed = after.as_ref().is_ok_and(|after| *after != self.before);
        let ended = match status {
            Some(status) if status.success() => None,
            Some(status) => Some(status.to_string()),
            None => Some("it did not end".to_owned()),
        };
        let problem = match (&after, ended) {
            (Err(error), _) => Some(format!("{name}: the file cannot be read again: {error}")),
            (Ok(_), Some(how)) => Some(format!("{name}: {how}; the note is as it was")),
            (Ok(bytes), None) if std::str::from_utf8(bytes).is_err() => {
                Some(format!("{name}: what it wrote is no UTF-8"))
            }
            _ => None,
        };
        let Some(problem) = problem else {
            return if changed { Edited::Text(text_of(after.unwrap_or_default())) } else { Edited::Same };
        };
        let left = if changed { format!("; what it wrote is in {}", self.keep().display()) } else { String::new() };
        Edited::Failed(Clean::line(&format!("{problem}{left}")))
    }

    /// Leaves the file where it is.
    fn keep(self) -> PathBuf {
        let file = self.file.clone();
        let _ = self.folder.keep();
        file
    }
}

/// Starts the editor on a file of the reader's, on the terminal `tty`.
///
/// # Errors
/// One line that says why there is no editor, and what to do.
pub fn start_on(file: &Path, tty: &OwnedFd) -> Result<Started, String> {
    let named = ["VISUAL", "EDITOR"].into_iter().find_map(|name| {
        let value = std::env::var(name).ok().filter(|value| !value.trim().is_empty())?;
        Some((name, value))
    });
    let Some((variable, value)) = named else { return start_usual(file, tty) };
    let words = words(&value).ok_or_else(|| format!("${variable} has a quote that does not end: {value}"))?;
    spawn(&words, file, tty).map_err(|error| format!("cannot start `{value}` (${variable}): {error}"))
}

fn start_usual(file: &Path, tty: &OwnedFd) -> Result<Started, String> {
    for name in USUAL {
        match spawn(&[name.to_owned()], file, tty) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            started => return started.map_err(|error| format!("cannot start {name}: {error}")),
        }
    }
    Err("no editor: set VISUAL or EDITOR to the one you want".to_owned())
}

fn spawn(words: &[String], file: &Path, tty: &OwnedFd) -> io::Result<Started> {
    let Some((program, arguments)) = words.split_first() else { return Err(io::ErrorKind::NotFound.into()) };
    let mut command = Command::new(program);
    command.args(arguments).arg(file).stdin(Stdio::from(tty.try_clone()?));
    let name = Path::new(program).file_name().unwrap_or_default().to_string_lossy().into_owned();
    Ok(Started { name, child: command.spawn()? })
}

/// The text of a note: editors end the last line, notes do not.
fn text_of(bytes: Vec<u8>) -> String {
    let text = String::from_utf8(bytes).unwrap_or_default().replace("\r\n", "\n");
    text.strip_suffix('\n').unwrap_or(&text).to_owned()
}

/// Splits a command line into words: white space parts them, `'…'` and `"…"` hold them together, `\` takes the next
/// character as it is. `None` when a quote does not end.
fn words(line: &str) -> Option<Vec<String>> {
    let mut words: Vec<String> = Vec::new();
    let (mut word, mut quote): (Option<String>, Option<char>) = (None, None);
    let mut chars = line.chars();
    while let Some(c) = chars.next() {
        match (c, quote) {
            (c, Some(end)) if c == end => quote = None,
            ('\\', None | Some('"')) => word.get_or_insert_default().extend(chars.next()),
            ('\'' | '"', None) => {
                quote = Some(c);
                word.get_or_insert_default();
            }
            (c, None) if c.is_whitespace() => words.extend(word.take()),
            (c, _) => word.get_or_insert_default().push(c),
        }
    }
    words.extend(word);
    quote.is_none().then_some(words)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::os::unix::process::ExitStatusExt;

    #[test]
    fn commands_are_split_as_a_shell_would() {
        let split = |line: &str| words(line).unwrap().join("|");
        assert_eq!(split("vim -u NONE"), "vim|-u|NONE");
        assert_eq!(
            split("  '/opt/my editor/ed' --wait \"a \\\"b\\\" c\" d\\ e "),
            "/opt/my editor/ed|--wait|a \"b\" c|d e"
        );
        assert_eq!(split("ed '' x"), "ed||x");
        assert_eq!(split("code -w; rm -rf $HOME"), "code|-w;|rm|-rf|$HOME");
        assert_eq!(words("vim 'x"), None);
    }

    fn sheet(home: &TempDir, text: &str) -> Sheet {
        Sheet::write(&home.path().join("drafts"), text).unwrap()
    }

    #[test]
    fn the_file_is_private_and_gone_when_its_text_is_taken() {
        let home = tempfile::tempdir().unwrap();
        let sheet = sheet(&home, "Who?");
        let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
        assert_eq!((mode(&sheet.file), mode(sheet.folder.path())), (0o600, 0o700));
        fs::write(&sheet.file, "Who chairs it?\r\nThe minister.\n").unwrap();
        let (file, done) = (sheet.file.clone(), Some(ExitStatus::from_raw(0)));
        assert_eq!(sheet.take("ed", done), Edited::Text("Who chairs it?\nThe minister.".to_owned()));
        assert!(!file.exists());
    }

    #[test]
    fn a_failed_editor_changes_nothing_and_loses_nothing() {
        let home = tempfile::tempdir().unwrap();
        assert_eq!(sheet(&home, "Who?").take("ed", Some(ExitStatus::from_raw(0))), Edited::Same);
        let failed = Some(ExitStatus::from_raw(256));
        let Edited::Failed(why) = sheet(&home, "Who?").take("ed", failed) else { panic!("failed") };
        assert_eq!(why.as_str(), "ed: exit status: 1; the note is as it was");
        let written = sheet(&home, "Who?");
        let file = written.file.clone();
        fs::write(&file, "much work").unwrap();
        let Edited::Failed(why) = written.take("ed", None) else { panic!("failed") };
        assert!(why.contains(&file.display().to_string()), "{why}");
        assert_eq!(fs::read_to_string(file).unwrap(), "much work");
        let binary = sheet(&home, "");
        fs::write(&binary.file, b"\xff\xfe").unwrap();
        assert!(
            matches!(binary.take("ed", Some(ExitStatus::from_raw(0))), Edited::Failed(why) if why.contains("UTF-8"))
        );
    }
}
