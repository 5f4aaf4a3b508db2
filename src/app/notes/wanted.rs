//! What is typed to filter notes: words, and conditions such as `kind:question #border status:open state:orphan`.

use super::{Notes, On, Placed};
use crate::anchor::State;
use crate::briefing::Briefing;
use crate::note::filter::{Filter, Period, Surroundings};
use crate::note::{Moment, Record};
use crate::text;

/// Which notes are wanted.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(in crate::app) struct Wanted {
    filter: Filter,
    states: Vec<String>,
    /// The deleted ones instead of the others.
    pub(super) trash: bool,
    /// What was typed and says nothing: the reason.
    pub(super) problem: Option<String>,
}

impl Wanted {
    /// Reads what was typed at `now`.
    pub(super) fn read(typed: &str, now: Moment) -> Self {
        let mut wanted = Self::default();
        let mut words: Vec<String> = Vec::new();
        for term in terms(typed) {
            let condition = term.split_once(':').filter(|(_, value)| !value.is_empty());
            let known = condition.is_some_and(|(key, value)| wanted.take(key, value.trim_matches('"'), now));
            match term.strip_prefix('#') {
                _ if known => {}
                Some(tag) if !tag.is_empty() => wanted.filter.tags.push(tag.to_owned()),
                _ => words.push(term.trim_matches('"').to_owned()),
            }
        }
        wanted.filter.query = (!words.is_empty()).then(|| words.join(" "));
        wanted.filter.wide = true;
        wanted
    }

    /// Takes a condition. False when it is none, and its letters are words.
    fn take(&mut self, key: &str, value: &str, now: Moment) -> bool {
        let filter = &mut self.filter;
        let list = match text::fold(key).as_str() {
            "kind" => &mut filter.kinds,
            "tag" => &mut filter.tags,
            "author" => &mut filter.authors,
            "status" => &mut filter.statuses,
            "section" => &mut filter.sections,
            "name" | "entity" => &mut filter.entities,
            "state" if text::fold(value) == "trash" => {
                self.trash = true;
                return true;
            }
            "state" => &mut self.states,
            "since" => {
                self.time(value, now, |filter, period| filter.since = Some(period.start));
                return true;
            }
            "until" => {
                self.time(value, now, |filter, period| filter.until = Some(period.end));
                return true;
            }
            _ => return false,
        };
        list.push(value.to_owned());
        true
    }

    fn time(&mut self, value: &str, now: Moment, set: impl FnOnce(&mut Filter, Period)) {
        match Period::read(value, now) {
            Ok(period) => set(&mut self.filter, period),
            Err(problem) => self.problem = Some(problem.to_string()),
        }
    }

    /// Whether a record that is placed is wanted. Of marks only those that lost their passage are: the others have lists
    /// of their own.
    pub(super) fn passes(&self, notes: &Notes, (record, place): (&Record, &Placed), briefing: &Briefing) -> bool {
        let named = !self.filter.kinds.is_empty() || !self.filter.entities.is_empty();
        let torn = notes.is_torn(record.id());
        let shown = record.as_note().is_some() || is_lost(place) || named || torn;
        shown && self.in_state(place, torn) && self.filter.passes(record, &around(briefing, place.section))
    }

    /// Whether a deleted record is wanted.
    pub(super) fn passes_trash(&self, record: &Record) -> bool {
        self.filter.passes(record, &Surroundings::default())
    }

    /// `lost` takes in what is gone and what is in doubt; `look` everything that is not as it was; `conflict` both versions
    /// of a note that two people changed.
    fn in_state(&self, place: &Placed, torn: bool) -> bool {
        let is = |wanted: &String| match text::fold(wanted).as_str() {
            "lost" => is_lost(place),
            "look" => place.state != State::Exact,
            "conflict" => torn,
            other => place.state.name() == other,
        };
        self.states.is_empty() || self.states.iter().any(is)
    }
}

/// True for what has no certain place.
pub(super) fn is_lost(place: &Placed) -> bool {
    place.on != On::Briefing && matches!(place.state, State::Orphan | State::Ask)
}

impl Notes {
    /// How many records have no certain place: those whose passage is gone, and those in doubt.
    pub fn lost(&self) -> (usize, usize) {
        let count = |state| self.placed.iter().filter(|p| is_lost(p) && p.state == state).count();
        (count(State::Orphan), count(State::Ask))
    }
}

impl Notes {
    /// The same without those that the reader keeps without a passage: what is still to be looked at.
    pub fn unsettled(&self) -> (usize, usize) {
        let kept = |p: &&Placed| self.book.get(&p.id).and_then(Record::anchor).is_some_and(|anchor| anchor.detached);
        let (gone, asks) = self.lost();
        (gone - self.placed.iter().filter(|p| is_lost(p)).filter(kept).count(), asks)
    }
}

fn around(briefing: &Briefing, section: Option<usize>) -> Surroundings<'_> {
    let heading = section.and_then(|n| briefing.heading(n));
    Surroundings { number: section.map(|n| n + 1), heading, names: &[] }
}

/// Words, where quotation marks keep several together: `section:"Joint Efforts"`.
fn terms(typed: &str) -> Vec<&str> {
    let mut terms = Vec::new();
    let (mut start, mut quoted) = (0, false);
    for (at, c) in typed.char_indices().chain([(typed.len(), ' ')]) {
        quoted ^= c == '"';
        if at == typed.len() || (c.is_whitespace() && !quoted) {
            terms.extend(Some(text::slice(typed, start..at)).filter(|term| !term.is_empty()));
            start = at + c.len_utf8();
        }
    }
    terms
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn words_and_conditions() {
        let wanted = Wanted::read(
            "who kind:question #border section:\"Joint Efforts\" 10:30 state:lost chairs",
            Moment::default(),
        );
        assert_eq!(wanted.filter.query.as_deref(), Some("who 10:30 chairs"));
        assert_eq!(wanted.filter.kinds, ["question"]);
        assert_eq!(wanted.filter.tags, ["border"]);
        assert_eq!(wanted.filter.sections, ["Joint Efforts"]);
        assert_eq!(wanted.states, ["lost"]);
        assert!(Wanted::read("STATE:trash", Moment::default()).trash);
        assert!(Wanted::read("since:soon", Moment::default()).problem.is_some_and(|p| p.contains("soon")));
        assert_eq!(Wanted::read("kind:", Moment::default()).filter.query.as_deref(), Some("kind:"));
    }

    proptest! {
        #[test]
        fn anything_can_be_typed(typed in "[a-z:#\" é伊]{0,40}") {
            let all = terms(&typed).concat();
            prop_assert!(all.chars().filter(|c| *c != ' ').eq(typed.chars().filter(|c| *c != ' ')));
            let _ = Wanted::read(&typed, Moment::default());
        }
    }
}
