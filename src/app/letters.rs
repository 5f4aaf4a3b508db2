//! What may be typed behind a key that waits for a letter: shown while it waits.

use std::sync::Arc;

use super::{App, Command};
use crate::clean::Clean;
use crate::note::Colour;
use crate::place;
use crate::text::{self, Span};

/// Bytes of the text at a named place.
const SHOWN: usize = 60;

impl App {
    /// The letters that a command takes, each with what it does.
    pub fn letters(&self, command: Command) -> Vec<(Clean, Clean)> {
        match command {
            Command::Highlight => Colour::ALL.into_iter().map(colour).collect(),
            Command::SetPlace => {
                let mut rows = vec![(Clean::line("a–z"), Clean::line("name this place"))];
                rows.extend(self.named("again here, not at"));
                rows
            }
            Command::GoToPlace => {
                let rows = self.named("");
                let key = self.key(Command::SetPlace);
                let none = || vec![(Clean::line("a–z"), Clean::from(format!("none has a name; {key} gives one")))];
                if rows.is_empty() { none() } else { rows }
            }
            _ => Vec::new(),
        }
    }

    /// The named places with the words that stand there.
    fn named(&self, before: &str) -> Vec<(Clean, Clean)> {
        let briefing = Arc::clone(&self.document.source.briefing);
        let row = |(letter, place): (&char, &place::Place)| {
            let at = place::resolve(&briefing, place);
            let end = text::letter_start(&briefing.text, (at + SHOWN).min(briefing.text.len()));
            let words = Clean::piece(text::slice(&briefing.text, Span::new(at, end.max(at))));
            (Clean::from(letter.to_string()), Clean::from(format!("{before} {words}").trim().to_owned()))
        };
        self.progress.places.iter().map(row).collect()
    }
}

fn colour(colour: Colour) -> (Clean, Clean) {
    let name = Clean::line(colour.name());
    (name.sub((0..1).into()), name)
}
