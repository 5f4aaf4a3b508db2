//! One note: the passage, what was written, and the line below.

use super::{contain, escape};
use crate::anchor::State;
use crate::briefing::Briefing;
use crate::clean::Clean;
use crate::export::notes::{Entry, Part, link};
use crate::note::{Note, SectionName, Target};
use crate::text::{self, CodePoints};

/// The body of its block.
pub(super) fn body(part: &Part<'_>, points: &CodePoints<'_>, entry: &Entry) -> String {
    let Some(note) = entry.record.as_note() else { return String::new() };
    let mut paragraphs = Vec::new();
    if let Some(anchor) = note.target.anchor() {
        passages(part.briefing, entry, &anchor.quote, &mut paragraphs);
    }
    let words = contain::contained(&Clean::new(&note.text));
    if !words.trim().is_empty() {
        paragraphs.push(words);
    }
    if entry.torn {
        let other = note.meta.conflict_with.is_some();
        let which = if other { "This is the other version of a note" } else { "There is another version of this note" };
        paragraphs.push(format!("{which}: two people changed it, and nobody has said yet what is right."));
    }
    paragraphs.push(line((part, points), entry, note));
    paragraphs.join("\n\n")
}

/// The passage that the note was written on; where the text has changed since, also what stands there now.
fn passages(briefing: &Briefing, entry: &Entry, written_on: &str, paragraphs: &mut Vec<String>) {
    let now = entry.span.map(|span| briefing.text.sub(span));
    match (entry.state, now) {
        (State::Exact | State::Moved, Some(now)) => paragraphs.push(quote(&now)),
        (state, now) => {
            paragraphs.push(quote(&clean(written_on)));
            if let Some(now) = now.filter(|now| now.as_str() != written_on) {
                let how = if state == State::Ask { "Perhaps this passage:" } else { "The text reads now:" };
                paragraphs.push(how.to_owned());
                paragraphs.push(quote(&now));
            }
        }
    }
}

/// The tabs of a table part its cells, here as in the text.
fn clean(words: &str) -> Clean {
    let mut out = Clean::default();
    for (n, cell) in words.split('\t').enumerate() {
        if n > 0 {
            out.push_cell_break();
        }
        out.push_clean(&Clean::new(cell));
    }
    out
}

fn quote(words: &Clean) -> String {
    let lines: Vec<String> = escape::block(words)
        .split('\n')
        .map(|l| if l.is_empty() { ">".to_owned() } else { format!("> {l}") })
        .collect();
    lines.join("\n")
}

/// `question · #border · mk · 2026-11-23 10:00 UTC · open · exact · [passage](…)`
fn line(part: (&Part<'_>, &CodePoints<'_>), entry: &Entry, note: &Note) -> String {
    let plain = |words: &str| escape::one_line(&Clean::line(words));
    let mut words = vec![match note.colour {
        Some(colour) => format!("{} ({})", plain(note.kind.name()), colour.name()),
        None => plain(note.kind.name()),
    }];
    words.extend(note.tags.iter().map(|tag| format!("#{}", plain(tag))));
    words.push(plain(&note.meta.author));
    words.push(plain(&time(&note.meta.created)));
    words.push(plain(note.status.name()));
    words.push(entry.state.name().to_owned());
    words.push(back(part, entry, note));
    words.retain(|word| !word.is_empty());
    words.join(" · ")
}

/// A time as people read it; what is none, as it stands.
fn time(stamp: &str) -> String {
    match stamp.parse::<jiff::Timestamp>() {
        Ok(time) => time.strftime("%Y-%m-%d %H:%M UTC").to_string(),
        Err(_) => stamp.to_owned(),
    }
}

/// The link back to what the note is on. Its title says where that is in numbers, for those who look in the file; of what
/// is gone, where it was.
fn back((part, points): (&Part<'_>, &CodePoints<'_>), entry: &Entry, note: &Note) -> String {
    let address = format!("{}{}", part.link, link::fragment(part.briefing, entry));
    let number = entry.section.map_or(0, |n| n + 1);
    match (&note.target, entry.span) {
        (Target::Briefing, _) => format!("[briefing]({address})"),
        (Target::Section(name), _) if entry.is_lost() => format!("was the section “{}”", named(name)),
        (Target::Section(_), _) => format!("[section]({address} \"section {number}\")"),
        (Target::Span(_), Some(span)) => {
            let point = points.of(span.start);
            format!("[passage]({address} \"section {number}, character {point}\")")
        }
        (Target::Span(anchor), None) => {
            format!("was in “{}” of [the briefing]({address})", named(&anchor.section))
        }
    }
}

fn named(section: &SectionName) -> String {
    let heading = Clean::line(section.heading.as_deref().unwrap_or("Lead"));
    escape::one_line(&text::truncate(&heading, 80))
}
