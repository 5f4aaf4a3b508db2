//! Files that git left with both sides of a conflict in them.

use super::{Fault, Form, Sidecar, merge};

/// The versions of a file that holds conflict marks.
pub(super) struct Sides {
    /// The common ancestor, where every conflict says it.
    base: Option<Version>,
    /// Ours, theirs; more where conflicts stand in conflicts.
    versions: Vec<Version>,
}

/// One version: its text, and for each of its lines the line of the file.
#[derive(Default, Clone)]
struct Version {
    text: String,
    lines: Vec<usize>,
}

/// Deepest conflict in a conflict that is read.
const MAX_DEPTH: usize = 3;

/// A place in the file: which side of each conflict around it.
type Path = Vec<Side>;

#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    Ours,
    Base,
    Theirs,
}

/// What a line of the file means.
enum Mark {
    Open,
    Base,
    Middle,
    Close,
}

/// True for a line that git puts around and between the sides.
pub(super) fn is_mark(line: &str) -> bool {
    mark(line).is_some()
}

/// The versions in `text`; `None` when there is no conflict in it.
///
/// # Errors
/// For conflicts nested too deeply.
pub(super) fn sides(text: &str) -> Result<Option<Sides>, Fault> {
    if !text.split('\n').any(|line| matches!(mark(line), Some(Mark::Open))) {
        return Ok(None);
    }
    let mut path: Path = Vec::new();
    let mut lines: Vec<(usize, &str, Path)> = Vec::new();
    let (mut deepest, mut bases, mut conflicts) = (0, 0, 0);
    for (n, line) in text.split_inclusive('\n').enumerate() {
        match mark(line) {
            None => lines.push((n + 1, line, path.clone())),
            Some(Mark::Open) => {
                conflicts += 1;
                path.push(Side::Ours);
                deepest = deepest.max(path.len());
            }
            Some(Mark::Base) => {
                bases += usize::from(!path.is_empty());
                set(&mut path, Side::Base);
            }
            Some(Mark::Middle) => set(&mut path, Side::Theirs),
            Some(Mark::Close) => drop(path.pop()),
        }
        if path.len() > MAX_DEPTH {
            let message = "git conflicts stand in each other here: solve the inner one by hand".to_owned();
            return Err(Fault { line: n + 1, column: 1, message });
        }
    }
    let versions = (0..1usize << deepest).map(|choice| version(&lines, |depth| side(choice, depth))).collect();
    let base = (bases == conflicts && deepest == 1).then(|| version(&lines, |_| Side::Base));
    Ok(Some(Sides { base, versions }))
}

/// The side that version number `choice` takes in conflicts at `depth`.
fn side(choice: usize, depth: usize) -> Side {
    if choice >> depth & 1 == 0 { Side::Ours } else { Side::Theirs }
}

fn set(path: &mut Path, side: Side) {
    if let Some(last) = path.last_mut() {
        *last = side;
    }
}

fn version(lines: &[(usize, &str, Path)], takes: impl Fn(usize) -> Side) -> Version {
    let mut out = Version::default();
    for (number, line, path) in lines {
        if path.iter().enumerate().all(|(depth, side)| *side == takes(depth)) {
            out.text.push_str(line);
            out.lines.push(*number);
        }
    }
    out
}

fn mark(line: &str) -> Option<Mark> {
    let line = line.trim_end_matches(['\n', '\r']);
    // Marks in the common ancestor of a conflict are longer.
    let is = |c: char| {
        let rest = line.trim_start_matches(c);
        let count = line.len() - rest.len();
        count >= 7 && (rest.is_empty() || rest.starts_with(' '))
    };
    match line.chars().next()? {
        '<' if is('<') => Some(Mark::Open),
        '|' if is('|') => Some(Mark::Base),
        '=' if is('=') => Some(Mark::Middle),
        '>' if is('>') => Some(Mark::Close),
        _ => None,
    }
}

/// All versions merged by id into one sidecar.
///
/// # Errors
/// When one of them cannot be read, at its line in the file.
pub(super) fn merged(form: Form, sides: &Sides) -> Result<Sidecar, Fault> {
    let read = |version: &Version| {
        Sidecar::of_text(form, &version.text).map_err(|mut fault| {
            fault.line = version.lines.get(fault.line - 1).or(version.lines.last()).copied().unwrap_or(1);
            fault.message = format!("{} (in one side of a git conflict)", fault.message);
            fault
        })
    };
    // An ancestor that cannot be read only means that less is known.
    let base = sides.base.as_ref().and_then(|base| read(base).ok());
    let mut all = sides.versions.iter().map(read);
    let mut out = match all.next() {
        Some(first) => first?,
        None => Sidecar::of_text(form, "")?,
    };
    for version in all {
        let version = version?;
        let newer = out.newer || version.newer;
        out = merge(base.as_ref(), &out, &version);
        out.newer = newer;
    }
    out.conflicted = true;
    out.untouched = None;
    Ok(out)
}

/// The line, from 1, of the first mark of a conflict.
pub(super) fn first_mark(text: &str) -> Option<usize> {
    text.split('\n').position(|line| matches!(mark(line), Some(Mark::Open))).map(|n| n + 1)
}
