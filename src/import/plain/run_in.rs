//! Headings with their text on the same line: `.SYNOPSIS...A trough moves in.`, `SITUATION. Quiet in all sectors.`; and
//! those that only end with a full stop, as `Growth.` above its text does. One alone says nothing: a forecast for
//! tonight, a sentence in capitals and a speaker look the same, so that several names are needed.

use std::collections::HashSet;

use super::genre::Folded;
use super::heading;
use super::marker::{self, MarkerKind};
use super::shape::{self, Case, Shape};

/// Names of such headings that are held.
const NAMES: usize = 64;

/// What the sample has of them.
#[derive(Debug, Default)]
pub(super) struct RunIns {
    /// Names between dots, other than days.
    dotted: usize,
    /// Names in capitals with a full stop, then text.
    stopped: HashSet<String>,
    /// One of them came again, as the names of speakers do.
    again: bool,
    /// Names with a full stop, alone on their line above text.
    above: usize,
}

impl RunIns {
    /// Counts a line: the first of its group or not, with the line below it.
    pub(super) fn line(&mut self, line: &str, below: Option<&str>, first: bool) {
        self.dotted += usize::from(dotted(line).is_some());
        if !first {
            return;
        }
        if let Some(name) = stopped(line).and_then(|len| line.get(..len)) {
            let name = name.trim_start_matches(|c: char| !c.is_alphabetic());
            self.again |= !self.stopped.insert(name.to_owned());
            if self.stopped.len() > NAMES {
                self.again = true;
                self.stopped.clear();
            }
        }
        self.above += usize::from(below.is_some_and(|below| is_above(line, below)));
    }

    /// Bytes of the heading that `line` begins with; all of it, where its text is below. Capitals say nothing in a text
    /// that `shouts`.
    pub(super) fn at(&self, line: &str, below: Option<&str>, first: bool, shouts: bool) -> Option<usize> {
        if self.dotted >= 2
            && let Some(len) = dotted(line)
        {
            return Some(len);
        }
        let several = self.stopped.len() >= 3 && !self.again && !shouts;
        let stopped = || if several { stopped(line) } else { None };
        let above = || (self.above >= 3 && below.is_some_and(|below| is_above(line, below))).then_some(line.len());
        if first { stopped().or_else(above) } else { None }
    }
}

/// `.SYNOPSIS...`, `.NEAR TERM /THROUGH TONIGHT/...` before text: bytes up to the text. A day is no part of a discussion.
fn dotted(line: &str) -> Option<usize> {
    let rest = line.strip_prefix('.').filter(|rest| rest.starts_with(char::is_uppercase))?;
    let at = rest.find("...").filter(|at| *at <= 80)?;
    let (name, text) = (rest.get(..at)?, rest.get(at..)?.trim_start_matches('.'));
    let plain = name.split(['/', '(']).next().unwrap_or("").trim();
    let told = text.trim_start().starts_with(char::is_alphabetic) && Shape::of(text).words >= 4;
    let large = !plain.is_empty() && !plain.contains(char::is_lowercase);
    (large && told && !is_day(plain)).then(|| line.len() - text.len())
}

/// `REST OF TONIGHT`, `WEDNESDAY NIGHT`, `LABOR DAY`.
fn is_day(name: &str) -> bool {
    static WORDS: Folded = Folded::new(
        "today|tonight|overnight|morning|afternoon|evening|night|day|monday|tuesday|wednesday|thursday|friday|saturday|\
        sunday|mon|tue|tues|wed|thu|thur|thurs|fri|sat|sun|christmas|independence|extended",
    );
    name.split(|c: char| !c.is_alphabetic()).any(|word| WORDS.has(&word.to_lowercase()))
}

/// `SITUATION. ` before text: bytes of the name with its stop.
fn stopped(line: &str) -> Option<usize> {
    let number =
        marker::find(line).filter(|marker| matches!(marker.kind, MarkerKind::Digits('.'))).map_or(0, |m| m.len);
    let behind = line.get(number..)?.trim_start();
    let bare = heading::without_portion(behind);
    let from = line.len() - bare.len();
    let at = from + bare.bytes().take(60).collect::<Vec<_>>().windows(2).position(|two| two == b". ")?;
    let (name, text) = (line.get(from..at)?, line.get(at + 2..)?.trim_start());
    let large = |c: char| c.is_uppercase() || matches!(c, ' ' | '/' | '&' | '-' | '\'' | '’');
    let letters = name.chars().filter(|c| c.is_alphabetic()).count();
    let named = name.starts_with(char::is_uppercase) && letters >= 4 && name.chars().all(large);
    let told = text.starts_with(|c: char| c.is_alphanumeric() || c == '"') && text.contains(char::is_lowercase);
    (named && told && name.split(' ').count() <= 5 && Shape::of(text).words >= 2).then_some(at + 1)
}

/// `Growth.` above a longer line of text.
fn is_above(line: &str, below: &str) -> bool {
    let Some(name) = line.strip_suffix('.').filter(|name| name.len() <= 40) else { return false };
    let shape = Shape::of(name);
    (1..=3).contains(&shape.words)
        && shape.digits == 0
        && matches!(shape.case(name), Case::Title | Case::Sentence | Case::Caps)
        && !name.contains(['.', ',', ':', '"', '(', '!', '?'])
        && shape::is_prose(below)
        && below.starts_with(char::is_uppercase)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_what_only_looks_like_one() {
        assert_eq!(dotted(".SYNOPSIS...A cold trough will remain over the region"), Some(12));
        assert_eq!(dotted(".NEAR TERM /THROUGH TONIGHT/... Showers over the north"), Some(31));
        for no in [
            ".TONIGHT...Mostly cloudy with a low of 30",
            ".LABOR DAY...Sunny with light winds",
            ".SYNOPSIS...",
            "...GALE WARNING IN EFFECT UNTIL NOON...",
            ".AVIATION...05/18Z",
        ] {
            assert_eq!(dotted(no), None, "{no}");
        }
        assert_eq!(stopped("SITUATION. Quiet in all sectors."), Some(10));
        assert_eq!(stopped("2. MISSION. No change."), Some(11));
        assert_eq!(stopped("2. (C) MISSION. No change."), Some(15));
        for no in ["Situation. Quiet in all sectors.", "MR. Smith came to town", "SITUATION. QUIET.", "AT 5. They left"]
        {
            assert_eq!(stopped(no), None, "{no}");
        }
    }
}
