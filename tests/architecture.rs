//! Holds the source to `ARCHITECTURE.md`: which module may use which, who may touch the world, how files are cut.
//!
//! Recipe: every file under `src/` is parsed (`scan`), what it names is resolved to modules and outside paths, and the
//! rules are asked about each (`rules`). `planted` feeds the rules sources that break them, so that a rule that has
//! gone blind is noticed.
//!
//! What this does not see: what a procedural macro writes. None that is used here writes paths into this crate that
//! are not in its arguments, and arguments are read.

#[path = "architecture/planted.rs"]
mod planted;
#[path = "architecture/rules.rs"]
mod rules;
#[path = "architecture/scan.rs"]
mod scan;

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use rules::{Rule, Source};

/// A storey of the house. The number is its place in [`HOUSE`].
struct Floor {
    /// What it is called in the document.
    name: &'static str,
    /// Top-level modules that stand on it.
    modules: &'static [&'static str],
    /// Whether its modules may use each other. Never in a circle, even then.
    siblings: bool,
    /// Whether it must leave disk, clock, terminal, threads and processes alone.
    pure: bool,
}

/// The floors from the ground up. A module uses lower floors only, and its own where `siblings` says so.
const HOUSE: [Floor; 8] = [
    Floor {
        name: "ground",
        modules: &["text", "clean", "wrap", "bidi", "sentence", "diff", "yaml"],
        siblings: true,
        pure: true,
    },
    Floor { name: "model", modules: &["briefing", "dates", "entity", "note"], siblings: true, pure: true },
    Floor {
        name: "meaning",
        modules: &["import", "find", "place", "anchor", "recognise", "registry", "dossier", "timeline"],
        siblings: false,
        pure: true,
    },
    Floor {
        name: "persistence",
        modules: &["files", "reading", "drafts", "export", "sidecar", "store"],
        siblings: true,
        pure: false,
    },
    Floor { name: "application", modules: &["app"], siblings: false, pure: true },
    Floor {
        name: "look and feel",
        modules: &["keymap", "theme", "look", "settings", "config"],
        siblings: true,
        pure: true,
    },
    Floor { name: "view", modules: &["ui"], siblings: false, pure: true },
    Floor {
        name: "world",
        modules: &["session", "runtime", "desk", "cli", "main", "bin"],
        siblings: true,
        pure: false,
    },
];

/// A file longer than this (lines, tests not counted) has two jobs.
const LONGEST: usize = 500;

/// Files that may be longer all the same, each with the reason.
const LONG_FILES: &[(&str, &str)] = &[];

/// The floor of a top-level module.
fn floor_of(module: &str) -> Option<usize> {
    HOUSE.iter().position(|floor| floor.modules.contains(&module))
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Every Rust file below `folder`, its path written from the root with slashes.
fn sources(folder: &str) -> io::Result<Vec<Source>> {
    let mut found = Vec::new();
    let mut open: Vec<PathBuf> = vec![root().join(folder)];
    while let Some(dir) = open.pop() {
        if !dir.is_dir() {
            continue;
        }
        for entry in fs::read_dir(&dir)? {
            let path = entry?.path();
            if path.is_dir() {
                open.push(path);
            } else if path.extension().is_some_and(|e| e == "rs") {
                let text = fs::read_to_string(&path)?;
                let from_root = path.strip_prefix(root()).unwrap_or(&path);
                found.push(Source { path: from_root.to_string_lossy().replace('\\', "/"), text });
            }
        }
    }
    found.sort_by(|a, b| a.path.cmp(&b.path));
    Ok(found)
}

#[expect(clippy::unwrap_used, reason = "without the source there is nothing to test")]
fn hold(rule: Rule) {
    let sources = sources("src").unwrap();
    assert!(sources.len() > 10, "only {} files under src/: the test does not see the source", sources.len());
    let faults: Vec<String> =
        rules::faults(&sources).into_iter().filter(|f| f.rule == rule).map(|f| f.to_string()).collect();
    assert!(faults.is_empty(), "\n{}\n", faults.join("\n"));
}

#[test]
fn modules_use_lower_floors_only() {
    hold(Rule::Floors);
}

#[test]
fn no_modules_use_each_other_in_a_circle() {
    hold(Rule::Circles);
}

#[test]
fn pure_floors_leave_the_world_alone() {
    hold(Rule::Purity);
}

#[test]
fn files_have_one_job_and_a_name_from_the_domain() {
    hold(Rule::Files);
}

#[test]
fn the_program_under_test_is_the_program() {
    hold(Rule::Honesty);
}

/// Lints are excepted by `#[expect(…, reason = "…")]`, which says when it is not needed any more; in tests as well.
#[test]
fn no_lint_is_allowed_away() {
    let folders = ["src", "tests", "benches"];
    let sources: Vec<Source> = folders.into_iter().flat_map(|folder| sources(folder).unwrap()).collect();
    let faults: Vec<String> = rules::allowed_lints(&sources).iter().map(ToString::to_string).collect();
    assert!(faults.is_empty(), "\n{}\n", faults.join("\n"));
}

/// `ARCHITECTURE.md` has one row for each module of [`HOUSE`], with its floor, and no other.
#[test]
fn the_document_has_the_same_floors() {
    let document = fs::read_to_string(root().join("ARCHITECTURE.md")).unwrap();
    let mut written: Vec<(String, String)> = document
        .lines()
        .filter_map(|line| {
            let mut cells = line.strip_prefix('|')?.split('|').map(str::trim);
            let floor = cells.next().filter(|cell| cell.starts_with(|c: char| c.is_ascii_digit()))?;
            let module = cells.next()?.strip_prefix('`')?.strip_suffix('`')?;
            Some((floor.to_owned(), module.to_owned()))
        })
        .collect();
    let floors = HOUSE.iter().enumerate();
    let mut built: Vec<(String, String)> = floors
        .flat_map(|(n, floor)| floor.modules.iter().map(move |m| (format!("{n} {}", floor.name), (*m).to_owned())))
        .collect();
    written.sort();
    built.sort();
    assert_eq!(written, built, "the table of floors in ARCHITECTURE.md (left) and HOUSE in this test (right) differ");
}
