//! How much of the text the recogniser has read. Most texts it reads whole, once. Of a long one it reads the pieces around
//! what is on the screen, wherever that goes; and all of it, once something is asked that needs all.

use std::ops::Range;

use super::State;
use crate::app::{App, Effect, Message, Mode};
use crate::briefing::Briefing;
use crate::recognise::{self, Piece};
use crate::text::Span;

/// Bytes around the screen whose names are wanted: some pages to either side.
const AROUND: usize = 16 * 1024;

/// Pieces of the open text, and how far the recogniser is with them.
#[derive(Debug, Clone, Default)]
pub(super) struct Reach {
    pieces: Vec<Piece>,
    /// Those that were asked for last.
    asked: Range<usize>,
    /// Those whose names are known.
    read: Range<usize>,
    /// All of them are wanted.
    all: bool,
    /// All of them were asked for.
    asked_all: bool,
    /// How much of all is read, in per cent.
    percent: u8,
}

impl Reach {
    /// Nothing of this text is read.
    pub(super) fn of(briefing: &Briefing) -> Self {
        Self { pieces: recognise::pieces(briefing), ..Self::default() }
    }

    /// There is nothing to read.
    pub(super) fn nothing() -> Self {
        Self::default()
    }

    /// The numbers of the pieces to ask for now, with the screen at `view`; `None` where they are asked for already.
    pub(super) fn ask(&mut self, view: Span) -> Option<Range<usize>> {
        if self.is_whole() || self.asked.len() == self.pieces.len() {
            return None;
        }
        let (from, to) = (view.start.saturating_sub(AROUND), view.end.saturating_add(AROUND));
        let first = self.pieces.partition_point(|piece| piece.span.end <= from);
        let last = self.pieces.partition_point(|piece| piece.span.start < to);
        let wanted = first.min(self.pieces.len() - 1)..last.max(first + 1).min(self.pieces.len());
        let is_asked = self.asked.start <= wanted.start && wanted.end <= self.asked.end && !self.asked.is_empty();
        (!is_asked).then(|| {
            self.asked = wanted.clone();
            wanted
        })
    }

    /// True once, when all pieces are wanted and were not asked for.
    pub(super) fn ask_all(&mut self) -> bool {
        let asks = self.all && !self.is_whole() && self.asked.len() < self.pieces.len();
        asks && !std::mem::replace(&mut self.asked_all, true)
    }

    /// How much of all pieces is read, in per cent, from when they are asked for until they are here.
    pub(super) fn underway(&self) -> Option<u8> {
        (self.asked_all && !self.is_whole()).then_some(self.percent)
    }

    /// So much of all is read.
    pub(super) fn is_at(&mut self, percent: u8) {
        self.percent = percent;
    }

    /// All pieces are not wanted any more.
    pub(super) fn stop(&mut self) {
        (self.all, self.asked_all, self.percent) = (false, false, 0);
    }

    /// What was asked for last is here.
    pub(super) fn arrived(&mut self) {
        self.read = self.asked.clone();
    }

    /// All is here.
    pub(super) fn all_arrived(&mut self) {
        self.asked = 0..self.pieces.len();
        self.read = self.asked.clone();
    }

    /// Nothing is left to be read.
    pub(super) fn is_whole(&self) -> bool {
        self.read.len() == self.pieces.len()
    }

    /// The part of the text whose names are known.
    pub(super) fn known(&self) -> Span {
        if self.is_whole() { Span::new(0, usize::MAX) } else { self.span(&self.read) }
    }

    /// The part of the text whose names are shown: what is asked for, with names of the registry before the answer comes.
    pub(super) fn shown(&self) -> Span {
        if self.is_whole() { Span::new(0, usize::MAX) } else { self.span(&self.asked) }
    }

    fn span(&self, numbers: &Range<usize>) -> Span {
        match self.pieces.get(numbers.clone()) {
            Some([first, .., last]) => Span::new(first.span.start, last.span.end),
            Some([only]) => only.span,
            _ => Span::new(0, 0),
        }
    }

    /// The known part goes to the beginning of the text, and to its end.
    pub(super) fn ends(&self) -> (bool, bool) {
        (self.read.start == 0, self.read.end == self.pieces.len())
    }
}

/// Says that something needs the names of the whole text. True when they are known; else the reader is told to wait.
pub(in crate::app) fn need_all(app: &mut App) -> bool {
    if app.entities.knows_all() {
        return true;
    }
    app.entities.reach.all = true;
    let what = if app.entities.state == State::Ready { "names in the rest of the text" } else { "names" };
    let far = app.entities.underway().map_or(String::new(), |percent| format!(" ({percent} %)"));
    app.message = Some(Message::note(format!("{what} are still being looked for{far}; again in a moment")));
    false
}

/// The same without a word, for what shows what is known so far.
pub(in crate::app) fn want_all(app: &mut App) {
    app.entities.reach.all = true;
}

/// Looks no longer for the names of the whole text, where that is underway; what is known around the screen stays.
pub(in crate::app) fn stop(app: &mut App) -> Option<Effect> {
    let percent = app.entities.underway()?;
    let names = &mut app.entities;
    names.reach.stop();
    // What comes of it all the same is not taken.
    names.whole_serial = names.serial.max(names.whole_serial) + 1;
    let told = format!("the search for all names was stopped at {percent} %");
    app.message = Some(Message::note(told));
    Some(Effect::StopRecognising)
}

/// The names of the whole text are shown, or are wanted for what stands in its place.
pub(super) fn wants_all(app: &App) -> bool {
    app.entities.reach.all || matches!(app.mode, Mode::Survey(_))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reach(lengths: &[usize]) -> Reach {
        let mut at = 0;
        let piece = |(n, long): (usize, &usize)| {
            at += long;
            Piece { blocks: n..n + 1, span: Span::new(at - long, at) }
        };
        Reach { pieces: lengths.iter().enumerate().map(piece).collect(), ..Reach::default() }
    }

    #[test]
    fn a_text_of_one_piece_is_asked_for_once() {
        let mut reach = reach(&[500]);
        assert!(!reach.is_whole());
        assert_eq!(reach.ask(Span::new(0, 80)), Some(0..1));
        assert_eq!(reach.ask(Span::new(400, 480)), None);
        reach.all = true;
        assert!(!reach.ask_all());
        reach.arrived();
        assert!(reach.is_whole() && reach.shown().contains(9999));
    }

    #[test]
    fn of_a_long_text_the_pieces_around_the_screen_are_asked_for() {
        const LONG: usize = 100_000;
        let mut reach = reach(&[LONG; 9]);
        assert_eq!(reach.ask(Span::new(0, 2000)), Some(0..1));
        reach.arrived();
        assert_eq!((reach.known(), reach.ends()), (Span::new(0, LONG), (true, false)));
        assert_eq!(reach.ask(Span::new(50_000, 52_000)), None);
        assert_eq!(reach.ask(Span::new(90_000, 92_000)), Some(0..2));
        assert_eq!(reach.ask(Span::new(899_000, 900_000)), Some(8..9));
        assert_eq!(reach.shown(), Span::new(8 * LONG, 9 * LONG));
        assert_eq!(reach.ask(Span::new(990_000, 990_100)), None);
        reach.arrived();
        assert_eq!(reach.ends(), (false, true));
        assert!(!reach.ask_all());
        reach.all = true;
        assert!(reach.ask_all() && !reach.ask_all());
        assert_eq!(reach.ask(Span::new(250_000, 250_100)), Some(2..3));
        reach.all_arrived();
        reach.arrived();
        assert!(reach.is_whole());
        assert_eq!(reach.ask(Span::new(0, 1)), None);
    }

    #[test]
    fn without_anything_to_read_all_is_known() {
        let mut reach = Reach::nothing();
        assert!(reach.is_whole() && reach.ask(Span::new(0, 10)).is_none() && reach.shown().contains(5));
    }
}
