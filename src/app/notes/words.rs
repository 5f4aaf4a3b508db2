//! Notes in a few words: for the status line, lists and margins.

use crate::anchor::State;
use crate::clean::Clean;
use crate::note::{Note, NoteKind, Record, Status};
use crate::text;

/// Cells of a quote that stands for a whole passage.
const QUOTE: usize = 40;

/// The first line that says something: of the text, else of the passage in quotation marks.
pub fn first_line(record: &Record) -> Clean {
    match record {
        Record::Note(note) => {
            let line = note.text.lines().map(str::trim).find(|line| !line.is_empty());
            match (line, record.anchor()) {
                (Some(line), _) => Clean::line(line),
                (None, Some(anchor)) => quoted(&anchor.quote, QUOTE),
                (None, None) => Clean::line("without words"),
            }
        }
        Record::Mark(mark) => Clean::line(&format!("{} ({})", mark.entity, mark.kind)),
        Record::Entry(entry) => Clean::line(&format!("{} ({})", entry.entity.name, entry.entity.kind)),
    }
}

/// A passage in quotation marks, in one line of at most `cells` cells and the marks.
pub fn quoted(quote: &str, cells: usize) -> Clean {
    let line = Clean::line(quote);
    Clean::from(format!("“{}”", text::truncate(line.trim(), cells)))
}

/// Tags with their sign, parted by spaces; empty without tags.
pub fn tags(note: &Note) -> String {
    note.tags.iter().map(|tag| format!("#{tag}")).collect::<Vec<_>>().join(" ")
}

/// The same for a line of the screen.
pub fn shown_tags(note: &Note) -> String {
    note.tags.iter().map(|tag| format!("#{}", Clean::piece(tag))).collect::<Vec<_>>().join(" ")
}

/// What a reader should know at a glance: the first line, tags, and that it is done or not quite where it was.
pub fn summary(record: &Record, state: State) -> Clean {
    let mut parts = vec![Clean::piece(&first_line(record)).to_string()];
    if let Some(note) = record.as_note() {
        parts.extend(Some(shown_tags(note)).filter(|tags| !tags.is_empty()));
        parts.extend((note.status != Status::Open).then(|| note.status.name().to_owned()));
    }
    parts.extend(standing(state).map(str::to_owned));
    Clean::from(parts.join(" · "))
}

/// The same with the kind before it, for lines that have no sign.
pub fn told(record: &Record, state: State) -> Clean {
    let kind = match record {
        Record::Note(note) => kind_name(note),
        Record::Mark(_) => "mark".to_owned(),
        Record::Entry(_) => "entity".to_owned(),
    };
    Clean::from(format!("{kind}: {}", summary(record, state)))
}

/// The kind as it is told; a highlight has its colour.
pub fn kind_name(note: &Note) -> String {
    match (&note.kind, note.colour) {
        (NoteKind::Highlight, Some(colour)) => format!("{} highlight", colour.name()),
        (kind, _) => kind.name().to_owned(),
    }
}

/// What is to be said of a state; nothing where the passage is as it was.
pub fn standing(state: State) -> Option<&'static str> {
    match state {
        State::Exact => None,
        State::Moved => Some("passage moved"),
        State::Changed => Some("passage changed"),
        State::Ask => Some("passage in doubt"),
        State::Orphan => Some("passage gone"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::note::{Anchor, Colour, Target};

    #[test]
    fn the_first_line_that_says_something() {
        let anchor = Anchor { quote: "a passage\nof two lines".to_owned(), ..Anchor::default() };
        let target = Target::Span(anchor);
        let note = Note { text: "\n  \n Who chairs it?\nMore".to_owned(), target, ..Note::default() };
        let record = Record::Note(Note { tags: vec!["border".to_owned()], ..note.clone() });
        assert_eq!(summary(&record, State::Moved).as_str(), "Who chairs it? · #border · passage moved");
        let bare = Note { text: String::new(), kind: NoteKind::Highlight, colour: Some(Colour::Red), ..note };
        let bare = Record::Note(Note { status: Status::Done, ..bare });
        assert_eq!(told(&bare, State::Exact).as_str(), "red highlight: “a passage of two lines” · done");
    }
}
