//! The rules, asked about all files at once.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use super::scan::{Form, Named, Scan, Target, scan};
use super::{HOUSE, LONG_FILES, LONGEST, floor_of};

/// A file of the source.
#[derive(Debug, Clone)]
pub(crate) struct Source {
    /// From the root of the repository, with slashes.
    pub(crate) path: String,
    pub(crate) text: String,
}

/// Which rule was broken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Rule {
    Floors,
    Circles,
    Purity,
    Files,
    Honesty,
}

/// A broken rule, and where.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Fault {
    pub(crate) path: String,
    pub(crate) line: usize,
    pub(crate) rule: Rule,
    pub(crate) what: String,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: {}", self.path, self.line, self.what)
    }
}

/// Names that say nothing about what is in a file.
const EMPTY_NAMES: [&str; 8] = ["utils", "util", "helpers", "helper", "common", "misc", "shared", "prelude"];

/// What no pure floor may name: a path, or its beginning.
const WORLD: [&str; 31] = [
    "std::env",
    "std::fs",
    "std::io::IsTerminal",
    "std::io::Stderr",
    "std::io::Stdin",
    "std::io::Stdout",
    "std::io::stderr",
    "std::io::stdin",
    "std::io::stdout",
    "std::net",
    "std::os",
    "std::process",
    "std::thread",
    "std::time::Instant",
    "std::time::SystemTime",
    "std::time::UNIX_EPOCH",
    "crossterm",
    "jiff::Timestamp::now",
    "jiff::Zoned",
    "jiff::tz::TimeZone",
    "notify",
    "ratatui::DefaultTerminal",
    "ratatui::Terminal",
    "ratatui::crossterm",
    "ratatui::init",
    "ratatui::prelude",
    "ratatui::restore",
    "ratatui::run",
    "rustix",
    "signal_hook",
    "tempfile",
];

/// Globs that would let one of [`WORLD`] in unseen.
const WORLD_GLOBS: [&str; 6] = ["std", "std::io", "std::time", "jiff", "ratatui", "ratatui::backend"];

/// Macros that write to the terminal behind the view's back.
const PRINTING: [&str; 5] = ["print", "println", "eprint", "eprintln", "dbg"];

/// Methods of `std::path::Path` that ask the disk.
const DISK_METHODS: [&str; 10] = [
    "canonicalize",
    "exists",
    "is_dir",
    "is_file",
    "is_symlink",
    "metadata",
    "read_dir",
    "read_link",
    "symlink_metadata",
    "try_exists",
];

/// Everything that is wrong, in order of place.
pub(crate) fn faults(sources: &[Source]) -> Vec<Fault> {
    let mut faults = BTreeSet::new();
    let mut files = Vec::new();
    for source in sources {
        match scan(&source.text, &module_path(&source.path)) {
            Ok(scan) => files.push(File { path: &source.path, scan }),
            Err(error) => {
                faults.insert(Fault {
                    path: source.path.clone(),
                    line: error.span().start().line,
                    rule: Rule::Files,
                    what: format!("cannot be parsed: {error}"),
                });
            }
        }
    }
    let tests = test_modules(&files);
    for file in &files {
        let only_tests = tests.iter().any(|test| module_path(file.path).starts_with(test));
        floors(file, &mut faults);
        purity(file, only_tests, &mut faults);
        shape(file, &mut faults);
        honesty(file, &mut faults);
    }
    forgotten(&files, &mut faults);
    circles(&files, &mut faults);
    faults.into_iter().collect()
}

/// Lints that are allowed away.
pub(crate) fn allowed_lints(sources: &[Source]) -> Vec<Fault> {
    let scans = sources.iter().filter_map(|source| Some((source, scan(&source.text, &[]).ok()?)));
    scans
        .flat_map(|(source, scan)| {
            scan.allows.into_iter().map(|line| Fault {
                path: source.path.clone(),
                line,
                rule: Rule::Honesty,
                what: "#[allow(…)]: cure it, or write #[expect(…, reason = \"…\")]".to_owned(),
            })
        })
        .collect()
}

/// A file that was scanned.
struct File<'a> {
    path: &'a str,
    scan: Scan,
}

impl File<'_> {
    /// The top-level module that the file belongs to; `lib` for the root.
    fn module(&self) -> String {
        let stem = self.path.strip_prefix("src/").unwrap_or(self.path);
        let first = stem.split('/').next().unwrap_or(stem);
        first.strip_suffix(".rs").unwrap_or(first).to_owned()
    }

    fn fault(&self, line: usize, rule: Rule, what: impl Into<String>) -> Fault {
        Fault { path: self.path.to_owned(), line, rule, what: what.into() }
    }

    /// The modules of this crate that the file names, with the place.
    fn uses(&self) -> impl Iterator<Item = (&str, &Named)> {
        self.scan.paths.iter().filter_map(|named| match &named.target {
            Target::Inside(path) => Some((path.first()?.as_str(), named)),
            Target::Outside(_) => None,
        })
    }
}

/// `src/app/layout.rs` → `app`, `layout`. The roots, of the library and of each program, are empty.
fn module_path(path: &str) -> Vec<String> {
    let stem = path.strip_prefix("src/").unwrap_or(path);
    let stem = stem.strip_suffix(".rs").unwrap_or(stem);
    if stem == "lib" || stem == "main" || stem.starts_with("bin/") {
        return Vec::new();
    }
    stem.split('/').map(str::to_owned).collect()
}

/// Modules in files of their own that only tests see.
fn test_modules(files: &[File<'_>]) -> Vec<Vec<String>> {
    let declared = files.iter().flat_map(|file| &file.scan.modules);
    declared.filter(|module| module.in_test && module.elsewhere).map(|module| module.path.clone()).collect()
}

fn floors(file: &File<'_>, faults: &mut BTreeSet<Fault>) {
    let module = file.module();
    if module == "lib" {
        return root(file, faults);
    }
    let Some(own) = floor_of(&module) else {
        let what = format!(
            "module `{module}` has no floor yet: choose the lowest one that it can stand on, and write it into HOUSE in \
             tests/architecture.rs and into the table of ARCHITECTURE.md"
        );
        faults.insert(file.fault(1, Rule::Floors, what));
        return;
    };
    for (used, named) in file.uses().filter(|(used, _)| *used != module) {
        let Some(floor) = floor_of(used) else {
            // What a `use` brought in was told there.
            if !named.through_use {
                let what = format!(
                    "names crate::{used}, which is no module of this crate: the root holds modules only, and every path \
                     through it must say which"
                );
                faults.insert(file.fault(named.line, Rule::Floors, what));
            }
            continue;
        };
        let advice = if floor > own {
            "a module uses lower floors only. Hand the value in, or move what both need further down"
        } else if floor == own && !HOUSE[own].siblings {
            "modules of this floor do not see each other. Join them one floor up, or move what both need further down"
        } else {
            continue;
        };
        let what = format!("{module} (floor {own}) uses {used} (floor {floor}): {advice}");
        faults.insert(file.fault(named.line, Rule::Floors, what));
    }
    let root_globs =
        file.scan.paths.iter().filter(|named| named.form == Form::Glob && named.target == Target::Inside(Vec::new()));
    for named in root_globs {
        let what = "a glob over the root of the crate hides which modules are used: name them";
        faults.insert(file.fault(named.line, Rule::Floors, what));
    }
}

/// The root re-exports nothing: whoever names something names its module, and so its floor.
fn root(file: &File<'_>, faults: &mut BTreeSet<Fault>) {
    for line in &file.scan.loose_items {
        let what = "lib.rs holds modules only: what it re-exported would have no floor";
        faults.insert(file.fault(*line, Rule::Floors, what));
    }
}

fn purity(file: &File<'_>, only_tests: bool, faults: &mut BTreeSet<Fault>) {
    let module = file.module();
    let Some(floor) = floor_of(&module).filter(|floor| HOUSE[*floor].pure && !only_tests) else { return };
    let who = format!("{module} (floor {floor}, pure)");
    let cure = "what comes from the world comes in as a value, what is wanted from it goes out as one";
    for named in file.scan.paths.iter().filter(|named| !named.in_test) {
        let Target::Outside(path) = &named.target else { continue };
        // A single name in an expression is a variable.
        if path.len() < 2 && named.form == Form::Code {
            continue;
        }
        let path = path.join("::").replacen("core::", "std::", 1);
        let forbidden = WORLD.iter().any(|world| within(&path, world)) || path.contains("Crossterm");
        let glob = named.form == Form::Glob;
        if forbidden || (glob && WORLD_GLOBS.contains(&path.as_str())) {
            let star = if glob { "::*" } else { "" };
            faults.insert(file.fault(named.line, Rule::Purity, format!("{who} names {path}{star}: {cure}")));
        }
    }
    for call in file.scan.macros.iter().filter(|call| !call.in_test && PRINTING.contains(&call.name.as_str())) {
        let what = format!("{who} prints with {}!: {cure}", call.name);
        faults.insert(file.fault(call.line, Rule::Purity, what));
    }
    for call in file.scan.methods.iter().filter(|call| !call.in_test && DISK_METHODS.contains(&call.name.as_str())) {
        let what = format!("{who} calls .{}(), which for a path asks the disk: {cure}", call.name);
        faults.insert(file.fault(call.line, Rule::Purity, what));
    }
}

/// True when `path` is `beginning` or something below it.
fn within(path: &str, beginning: &str) -> bool {
    path.strip_prefix(beginning).is_some_and(|rest| rest.is_empty() || rest.starts_with("::"))
}

fn shape(file: &File<'_>, faults: &mut BTreeSet<Fault>) {
    let name = file.path.rsplit('/').next().unwrap_or(file.path);
    if name == "mod.rs" {
        faults.insert(file.fault(1, Rule::Files, "mod.rs: call it after its folder and put it beside it"));
    }
    let folders = module_path(file.path).into_iter().map(|segment| (1, segment));
    let inline = file.scan.modules.iter().filter_map(|module| Some((module.line, module.path.last()?.clone())));
    for (line, name) in folders.chain(inline).filter(|(_, name)| EMPTY_NAMES.contains(&name.as_str())) {
        let what = format!("module `{name}`: the name says nothing; call it after what it knows of the domain");
        faults.insert(file.fault(line, Rule::Files, what));
    }
    let excepted = LONG_FILES.iter().any(|(path, _)| *path == file.path);
    match (file.scan.length > LONGEST, excepted) {
        (true, false) => {
            let what = format!(
                "{} lines without tests, more than {LONGEST}: it has two jobs, part them; or list it in LONG_FILES with \
                 the reason",
                file.scan.length
            );
            faults.insert(file.fault(LONGEST + 1, Rule::Files, what));
        }
        (false, true) => {
            faults.insert(file.fault(1, Rule::Files, "is short enough again: take it out of LONG_FILES"));
        }
        _ => {}
    }
}

fn honesty(file: &File<'_>, faults: &mut BTreeSet<Fault>) {
    for line in &file.scan.asks_for_test {
        let what =
            "asks whether it is under test: only whole items may be cfg(test), so that what is tested is what runs";
        faults.insert(file.fault(*line, Rule::Honesty, what));
    }
    for line in &file.scan.side_doors {
        let what = "brings in source by #[path], include! or extern crate: declare a module where its file stands";
        faults.insert(file.fault(*line, Rule::Honesty, what));
    }
    for line in &file.scan.allows {
        let what = "#[allow(…)]: cure it, or write #[expect(…, reason = \"…\")]";
        faults.insert(file.fault(*line, Rule::Honesty, what));
    }
}

/// Files that no module declares are compiled by nobody.
fn forgotten(files: &[File<'_>], faults: &mut BTreeSet<Fault>) {
    let declared: BTreeSet<&[String]> =
        files.iter().flat_map(|file| &file.scan.modules).map(|module| module.path.as_slice()).collect();
    for file in files {
        let path = module_path(file.path);
        if !path.is_empty() && !declared.contains(path.as_slice()) {
            faults.insert(file.fault(1, Rule::Files, "no module declares this file: declare it, or delete it"));
        }
    }
}

/// Modules of one floor that use each other, directly or in a ring.
fn circles(files: &[File<'_>], faults: &mut BTreeSet<Fault>) {
    let mut edges: BTreeMap<String, BTreeMap<String, (&str, usize)>> = BTreeMap::new();
    for file in files {
        let module = file.module();
        for (used, named) in file.uses().filter(|(used, _)| *used != module && floor_of(used).is_some()) {
            edges.entry(module.clone()).or_default().entry(used.to_owned()).or_insert((file.path, named.line));
        }
    }
    for (from, targets) in &edges {
        for (to, (path, line)) in targets {
            if let Some(way) = way(&edges, to, from) {
                let ring = format!("{from} → {}", way.join(" → "));
                let what = format!("modules use each other in a circle, {ring}: one of them must not know the next");
                faults.insert(Fault { path: (*path).to_owned(), line: *line, rule: Rule::Circles, what });
            }
        }
    }
}

/// The shortest way along `edges`, both ends in it.
fn way<T>(edges: &BTreeMap<String, BTreeMap<String, T>>, from: &str, to: &str) -> Option<Vec<String>> {
    let mut seen = BTreeSet::from([from.to_owned()]);
    let mut ways = std::collections::VecDeque::from([vec![from.to_owned()]]);
    while let Some(so_far) = ways.pop_front() {
        let here = so_far.last()?;
        if here == to {
            return Some(so_far);
        }
        for next in edges.get(here).into_iter().flat_map(BTreeMap::keys) {
            if seen.insert(next.clone()) {
                let mut longer = so_far.clone();
                longer.push(next.clone());
                ways.push_back(longer);
            }
        }
    }
    None
}
