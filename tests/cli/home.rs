//! A home folder of its own for every test, and the program in it.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use tempfile::TempDir;

/// A temporary home.
pub(super) struct Home {
    dir: TempDir,
}

/// What a run gave.
#[derive(Debug)]
pub(super) struct Ran {
    pub(super) code: i32,
    pub(super) out: String,
    pub(super) err: String,
}

impl Home {
    pub(super) fn new() -> Self {
        Self { dir: tempfile::tempdir().unwrap() }
    }

    pub(super) fn path(&self, name: &str) -> PathBuf {
        self.dir.path().join(name)
    }

    /// A file in the home, with the folders above it.
    pub(super) fn file(&self, name: &str, content: impl AsRef<[u8]>) -> String {
        let path = self.path(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, content).unwrap();
        path.to_str().unwrap().to_owned()
    }

    /// The program, with nothing of the developer's own around it, in this home.
    pub(super) fn command(&self) -> assert_cmd::Command {
        let mut command = assert_cmd::Command::new(env!("CARGO_BIN_EXE_attache"));
        for (name, value) in self.surroundings() {
            command.env(name, value);
        }
        command.env_remove("NO_COLOR").current_dir(self.dir.path()).timeout(Duration::from_secs(60));
        command
    }

    pub(super) fn surroundings(&self) -> [(&'static str, PathBuf); 5] {
        [
            ("HOME", self.path("")),
            ("XDG_CONFIG_HOME", self.path("config")),
            ("XDG_STATE_HOME", self.path("state")),
            ("TERM", "xterm-256color".into()),
            ("LC_ALL", "C.UTF-8".into()),
        ]
    }

    pub(super) fn run(&self, args: &[&str]) -> Ran {
        self.run_with(args, b"")
    }

    pub(super) fn run_with(&self, args: &[&str], stdin: &[u8]) -> Ran {
        let output = self.command().args(args).write_stdin(stdin).output().unwrap();
        Ran {
            code: output.status.code().unwrap_or(-1),
            out: String::from_utf8(output.stdout).unwrap(),
            err: String::from_utf8(output.stderr).unwrap(),
        }
    }

    /// The output of a run that must succeed without a word.
    pub(super) fn output(&self, args: &[&str]) -> String {
        let ran = self.run(args);
        assert_eq!((ran.code, ran.err.as_str()), (0, ""), "{args:?}");
        ran.out
    }
}

/// The briefings that come with the program.
pub(super) fn shipped() -> Vec<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("briefings");
    let mut all: Vec<String> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.is_file())
        .map(|path| path.to_str().unwrap().to_owned())
        .collect();
    all.sort();
    assert!(all.len() >= 10);
    all
}

/// A briefing with header, sections of two levels, a table, a quotation and links.
pub(super) const BRIEFING: &str = "\
---
title: Northern corridor
date: 2024-01-30
handling: TLP:GREEN
---
The lead says what matters.

## Joint Efforts

The officials met. See the [full text](https://example.org/text).

> Markets open on Monday, said the Müller commission.

### Border markets

| Item | Tons |
|---|---|
| Wheat | 120 |

## Regional Issues

The border stays open.

## Regional Trade

Trade goes on.
";
