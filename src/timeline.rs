//! Sentences with dates, in the order of those dates.
//!
//! A date is written out in full, reckoned from the date of the briefing or of a heading (`on Monday`, `last week`), or no more than
//! likely; [`word`] and [`sign`] say which. What cannot be resolved at all is listed apart, in the order of the text, so that
//! nothing a briefing dates is missing from its timeline.
//!
//! What it does not do: resolve dates. It is told what they are.

use crate::briefing::{Briefing, PartialDate};
use crate::dates::{Certainty, When};
use crate::text::Span;

/// The word for how sure a date is.
pub fn word(certainty: Certainty) -> &'static str {
    match certainty {
        Certainty::Written => "written",
        Certainty::Reckoned => "reckoned",
        Certainty::Likely => "likely",
    }
}

/// The sign before a date of that sort.
pub fn sign(certainty: Certainty) -> &'static str {
    match certainty {
        Certainty::Written => "=",
        Certainty::Reckoned => "~",
        Certainty::Likely => "?",
    }
}

/// A date or time in the text, and what day it means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Dated {
    /// The words, in bytes of the text.
    pub span: Span,
    /// What they mean; `None` when that cannot be told.
    pub when: Option<When>,
    /// The date that they are reckoned from where they are no whole date.
    pub base: Option<PartialDate>,
}

/// A sentence with a date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Event {
    /// The words that are the date, in bytes of the text.
    pub span: Span,
    /// The sentence they stand in.
    pub sentence: Span,
    /// The section.
    pub section: usize,
    /// What they mean; `None` when that cannot be told.
    pub when: Option<When>,
    /// The date that they are reckoned from where they are no whole date.
    pub base: Option<PartialDate>,
}

/// The dated sentences of a briefing.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Timeline {
    /// Those whose date is known, in the order of the dates; of one date in the order of the text. A sentence stands
    /// here once for each of its dates.
    pub events: Vec<Event>,
    /// Those whose date is not, in the order of the text; without those that stand above for another date.
    pub open: Vec<Event>,
}

impl Timeline {
    /// All events: first those that have their place in time, then the others.
    pub fn all(&self) -> impl Iterator<Item = &Event> {
        self.events.iter().chain(&self.open)
    }
}

/// Makes the timeline of a briefing from its dates, which come in the order of the text.
pub fn make(briefing: &Briefing, dates: &[Dated]) -> Timeline {
    let mut timeline = Timeline::default();
    let mut cut: Option<(usize, Vec<Span>)> = None;
    for dated in dates {
        let block = briefing.block_at(dated.span.start);
        if cut.as_ref().is_none_or(|(of, _)| *of != block) {
            cut = Some((block, briefing.sentences(block)));
        }
        let sentences = cut.as_ref().map_or(&[][..], |(_, sentences)| sentences);
        let held = sentences.iter().find(|sentence| sentence.contains(dated.span.start)).copied();
        let sentence = held.unwrap_or_else(|| briefing.sentence_at(dated.span.start));
        let Dated { span, when: meant, base } = *dated;
        let event = Event { span, sentence, section: briefing.section_of(block), when: meant, base };
        let list = if event.when.is_some() { &mut timeline.events } else { &mut timeline.open };
        // `on Monday, 29 January` is one date, however many spans it has.
        let same = |other: &&Event| other.sentence == sentence && when(other) == when(&event);
        if !list.iter().rev().take_while(|other| other.sentence == sentence).any(|other| same(&other)) {
            list.push(event);
        }
    }
    let mut told: Vec<Span> = timeline.events.iter().map(|event| event.sentence).collect();
    told.sort_unstable();
    timeline.open.retain(|event| told.binary_search(&event.sentence).is_err());
    timeline.events.sort_by_key(|event| (when(event), event.span.start));
    timeline
}

fn when(event: &Event) -> Option<(PartialDate, Option<PartialDate>)> {
    event.when.map(|when| (when.from, when.to))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::briefing::{BlockKind, Draft};
    use crate::text::slice;
    use proptest::prelude::*;

    fn on(date: &str, certainty: Certainty) -> Option<When> {
        PartialDate::parse_iso(date).map(|from| When { from, to: None, certainty })
    }

    fn briefing(paragraphs: &[&str]) -> Briefing {
        let mut draft = Draft::new();
        for words in paragraphs {
            draft.block(BlockKind::Paragraph, words, 1);
        }
        draft.finish().0
    }

    fn dated(briefing: &Briefing, words: &str, when: Option<When>) -> Dated {
        let at = briefing.text.find(words).unwrap();
        Dated { span: Span::new(at, at + words.len()), when, base: None }
    }

    #[test]
    fn sentences_stand_in_the_order_of_their_dates() {
        let text = briefing(&[
            "They met on Monday at 14:30. A strike in 2023 came first.",
            "Talks go on until 5 February. At some time it ended: at noon.",
        ]);
        let dates = [
            dated(&text, "Monday", on("2024-01-29", Certainty::Reckoned)),
            dated(&text, "14:30", None),
            dated(&text, "2023", on("2023", Certainty::Written)),
            dated(&text, "5 February", on("2024-02-05", Certainty::Likely)),
            dated(&text, "noon", None),
        ];
        let timeline = make(&text, &dates);
        let words: Vec<_> = timeline.events.iter().map(|e| slice(&text.text, e.span)).collect();
        assert_eq!(words, ["2023", "Monday", "5 February"]);
        assert_eq!(slice(&text.text, timeline.events[1].sentence), "They met on Monday at 14:30.");
        let open: Vec<_> = timeline.open.iter().map(|e| slice(&text.text, e.span)).collect();
        assert_eq!(open, ["noon"]);
    }

    proptest! {
        #[test]
        fn no_dated_sentence_is_missing_and_none_comes_twice_for_a_date(
            days in proptest::collection::vec(proptest::option::of(1u8..29), 1..12), parts in 1usize..4,
        ) {
            let words: Vec<String> = days.iter().map(|day| format!("Day {day:?} came.")).collect();
            let paragraphs: Vec<String> = words.chunks(parts).map(|chunk| chunk.join(" ")).collect();
            let text = briefing(&paragraphs.iter().map(String::as_str).collect::<Vec<_>>());
            let mut at = 0;
            let dates: Vec<Dated> = days.iter().map(|day| {
                at += slice(&text.text, at..text.text.len()).find("Day").unwrap() + 4;
                let from = day.and_then(|day| PartialDate::day_of(2024, 1, day));
                let when = from.map(|from| When { from, to: None, certainty: Certainty::Written });
                Dated { span: Span::new(at, at + 1), when, base: None }
            }).collect();
            let timeline = make(&text, &dates);
            prop_assert!(timeline.events.windows(2).all(|pair| when(&pair[0]) <= when(&pair[1])));
            prop_assert_eq!(timeline.all().count(), dates.len());
            for dated in &dates {
                prop_assert!(timeline.all().any(|e| e.sentence.contains(dated.span.start) && e.when == dated.when));
            }
        }
    }
}
