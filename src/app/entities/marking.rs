//! Marking: a line below the text asks what a passage is, and one key answers. Enter takes what the line offers.

use std::sync::Arc;

use super::known::{self, Known};
use super::record::{self, Who};
use super::{deeds, kinds, list, reach, target, verdict};
use crate::app::{App, Command, Effect, Message, Mode, caret};
use crate::clean::Clean;
use crate::entity::{Kind, Mention, Origin};
use crate::registry;
use crate::text::{self, Span};

/// A passage that waits for a kind.
#[derive(Debug, Clone, PartialEq)]
pub struct Marking {
    /// The passage in bytes of the text.
    pub span: Span,
    /// Its words, in one line.
    pub quote: Clean,
    /// Who is offered for it.
    pub known: Option<Known>,
    /// The reader said that it is somebody else.
    pub anew: bool,
    /// All places with these words are meant, and so many they are; `None` for this place alone.
    pub all: Option<usize>,
    /// The reader marked exactly this passage before.
    pub marked: bool,
}

/// Which places a key means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::app) enum Extent {
    Here,
    All,
}

impl Marking {
    /// Who Enter takes.
    pub fn offered(&self) -> Option<&Known> {
        self.known.as_ref().filter(|_| !self.anew)
    }
}

/// Opens the line for the selection, the name at the caret, or the first name in view that nobody confirmed.
pub(in crate::app) fn open(app: &mut App, extent: Extent) -> Vec<Effect> {
    let Some(marking) = begin(app) else { return Vec::new() };
    if extent == Extent::All && !reach::need_all(app) {
        return Vec::new();
    }
    if extent == Extent::All {
        // What has a kind needs no question, as soon as it was shown.
        if let Some(who) = marking.known.as_ref().map(who) {
            let keys = format!("{} marks it everywhere", app.key(Command::MarkAll));
            if verdict::shown_first(app, &keys) {
                return Vec::new();
            }
            return finish(app, &marking, &who, Extent::All);
        }
    }
    let (briefing, from) = (Arc::clone(&app.document.source.briefing), app.caret());
    app.set_aside();
    if from.is_none() {
        app.reader.reveal(&briefing, marking.span.start);
    }
    let all = (extent == Extent::All).then(|| count(app, &marking));
    app.mode = Mode::Mark(Box::new(Marking { all, ..marking }));
    Vec::new()
}

/// The passage that is meant and what is known of it; says so where there is none, or none that can be marked.
pub(super) fn begin(app: &mut App) -> Option<Marking> {
    super::refresh(app);
    if app.document.source.path.is_none() {
        app.message = Some(Message::warning("marks need a file: save this text to one and open that"));
        return None;
    }
    if !app.document.source.complete {
        app.message = Some(Message::note("the rest of the text is still being read; mark names once it is here"));
        return None;
    }
    let Some(span) = target::passage(app) else {
        let key = app.key(Command::Caret);
        app.message = Some(Message::note(format!("no unconfirmed name in view; {key} puts a caret on any word")));
        return None;
    };
    let briefing = app.document.briefing();
    if span.len() > target::MOST || briefing.block_at(span.start) != briefing.block_at(span.end - 1) {
        app.message = Some(Message::warning("too long for a name: select one, within a paragraph"));
        return None;
    }
    let quote = Clean::line(text::slice(&briefing.text, span));
    let known = known::meant(app, span);
    let marked = known::mark_on(app, span).is_some_and(|mark| !mark.rejected);
    Some(Marking { span, quote, known, anew: false, all: None, marked })
}

/// A character was typed.
pub(in crate::app) fn type_char(app: &mut App, c: char) -> Vec<Effect> {
    let Mode::Mark(marking) = &app.mode else { return Vec::new() };
    let marking = marking.as_ref().clone();
    match c {
        '+' if marking.offered().is_some() => again(app, Marking { anew: true, ..marking }),
        'e' => match app.entities.last_kind.clone() {
            Some(kind) => as_kind(app, &marking, kind),
            None => say(app, "no kind was given yet; take one of these"),
        },
        'E' => {
            if !reach::need_all(app) {
                return Vec::new();
            }
            if let Some(who) = marking.offered().map(who) {
                return finish(app, &marking, &who, Extent::All);
            }
            let all = if marking.all.is_some() { None } else { Some(count(app, &marking)) };
            again(app, Marking { all, ..marking })
        }
        '-' => refuse(app, &marking, record::reject),
        '_' => refuse(app, &marking, record::reject_everywhere),
        '=' => {
            if !reach::need_all(app) {
                return Vec::new();
            }
            close(app, marking.span);
            list::whose(app, &marking)
        }
        key => match kinds::of_key(&app.settings, key) {
            Some(kind) => as_kind(app, &marking, kind),
            None => say(app, "that key is no kind; Esc leaves everything as it is"),
        },
    }
}

/// A command was given.
pub(in crate::app) fn run(app: &mut App, command: Command) -> Vec<Effect> {
    let Mode::Mark(marking) = &app.mode else { return Vec::new() };
    let marking = marking.as_ref().clone();
    match command {
        Command::Accept => match marking.offered().map(who) {
            Some(who) => {
                let extent = if marking.all.is_some() { Extent::All } else { Extent::Here };
                finish(app, &marking, &who, extent)
            }
            None => say(app, "nobody is known by these words; take a kind"),
        },
        Command::Back | Command::Quit if marking.anew => again(app, Marking { anew: false, ..marking }),
        Command::Back | Command::Quit | Command::Erase => {
            app.resume();
            Vec::new()
        }
        Command::Redraw => vec![Effect::Redraw],
        Command::Suspend => vec![Effect::Suspend],
        _ => Vec::new(),
    }
}

fn again(app: &mut App, marking: Marking) -> Vec<Effect> {
    app.mode = Mode::Mark(Box::new(marking));
    Vec::new()
}

fn say(app: &mut App, what: &'static str) -> Vec<Effect> {
    app.message = Some(Message::note(what));
    Vec::new()
}

fn who(known: &Known) -> Who {
    Who { name: known.name.clone(), kind: known.kind.clone() }
}

/// A kind was given: the one that is offered, when it is of that kind; else a name of its own. What the reader marked
/// before gets another kind, wherever it is marked.
pub(super) fn as_kind(app: &mut App, marking: &Marking, kind: Kind) -> Vec<Effect> {
    let extent = if marking.all.is_some() { Extent::All } else { Extent::Here };
    let offered = marking.offered().map(who);
    // The name of a date or sum is what it comes to, and no name for anything else.
    let has_name = |who: &Who| registry::takes(&who.kind) || who.kind == kind;
    if let Some(before) = offered.as_ref().filter(|who| marking.marked && who.kind != kind && has_name(who)) {
        if registry::of_name(&app.notes.book, &before.name, &kind).is_some() {
            // There is one of this name and kind already, and this place is of that one.
            return finish(app, marking, &Who { name: before.name.clone(), kind }, extent);
        }
        close(app, marking.span);
        app.entities.last_kind = Some(kind.clone());
        return deeds::set_kind(app, before, &kind);
    }
    // What is only guessed has the right words and perhaps the wrong kind; what lies inside them has other words.
    let corrects = marking.known.as_ref().is_some_and(|known| known.guessed && !known.inside);
    let of_kind = offered.filter(|who| who.kind == kind || corrects && has_name(who));
    let name = of_kind.map_or_else(|| record::name_of(&marking.quote, &kind), |who| who.name);
    let is_it = |known: &Known| !known.guessed && known.name == name && known.kind == kind;
    let is_taken = registry::meant(&app.notes.book, &name, &kind).is_some();
    if marking.anew && (is_taken || marking.known.as_ref().is_some_and(is_it)) {
        return say(app, "two of one name need two names: = gives this one another");
    }
    finish(app, marking, &Who { name, kind }, extent)
}

/// Marks, and gives the keys back.
pub(super) fn finish(app: &mut App, marking: &Marking, who: &Who, extent: Extent) -> Vec<Effect> {
    close(app, marking.span);
    match extent {
        Extent::Here => record::mark(app, &[marking.span], who),
        Extent::All if !reach::need_all(app) => Vec::new(),
        Extent::All => match record::places(app, marking.span, who) {
            Some(spans) => record::mark(app, &spans, who),
            None => say(app, "too many places for one key: mark one, and the registry knows the others"),
        },
    }
}

/// Gives the keys back to the text; the caret of a selection stays at its beginning.
fn close(app: &mut App, span: Span) {
    if let Mode::Mark(_) = app.mode {
        app.mode = Mode::Read;
        app.resume();
    }
    if app.caret().is_none() {
        app.entities.current = Some(span);
        app.entities.handled = Some(span);
    }
    if let Mode::Select(_) = app.mode {
        let briefing = Arc::clone(&app.document.source.briefing);
        app.mode = Mode::Caret(span.start);
        caret::put(app, &briefing, span.start);
    }
}

fn count(app: &App, marking: &Marking) -> usize {
    let name = marking.known.as_ref().map_or_else(|| registry::one_line(&marking.quote), |known| known.name.clone());
    let kind = marking.known.as_ref().map_or(Kind::Other, |known| known.kind.clone());
    record::places(app, marking.span, &Who { name, kind }).map_or(target::MOST_PLACES, |all| all.len())
}

/// Refuses the name on a passage.
pub(super) fn refuse(app: &mut App, marking: &Marking, how: fn(&mut App, &Mention) -> Vec<Effect>) -> Vec<Effect> {
    let here = app.entities.touching(marking.span).filter(|m| m.span == marking.span);
    let strongest = here.max_by_key(|m| (m.origin == Origin::Hand, m.origin == Origin::Registry)).cloned();
    let Some(mention) = strongest else {
        return say(app, "nobody says that this is a name");
    };
    close(app, marking.span);
    how(app, &mention)
}

/// Marks a passage as whom it is taken for.
pub(super) fn confirm(app: &mut App, marking: &Marking, extent: Extent) -> Vec<Effect> {
    if let Some(who) = marking.known.as_ref().map(who) {
        return finish(app, marking, &who, extent);
    }
    let key = app.key(Command::Mark);
    app.message = Some(Message::note(format!("nobody is known by “{}”; {key} marks it", Clean::piece(&marking.quote))));
    Vec::new()
}
