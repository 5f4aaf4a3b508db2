//! What marking writes: marks in the sidecar, and in the registry the name with its kind and other names. Each of these
//! functions is one step, which one undo takes back.

use super::step::{Step, finish};
use super::{known, reach, target};
use crate::app::{App, Effect, Message};
use crate::clean::Clean;
use crate::entity::{Kind, Mention, Origin};
use crate::note::Mark;
use crate::recognise;
use crate::registry::{self, Refusal};
use crate::text::{self, Span};

/// Cells of a name in a message.
const NAME: usize = 36;

/// What is said where the registry does not learn a name, as it is somebody else's there.
pub(super) const ONLY_HERE: &str = ", only here:";

/// Who is marked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Who {
    /// The canonical name.
    pub name: String,
    /// What it is.
    pub kind: Kind,
}

/// The name that words give to somebody new of a kind: a title is no part of it.
pub fn name_of(words: &str, kind: &Kind) -> String {
    let words = registry::one_line(words);
    if *kind == Kind::Person { recognise::untitled(&words).to_owned() } else { words }
}

/// Marks passages as `who`; another name of somebody means that one. The words of the first become another name of it
/// where the registry does not have them.
pub fn mark(app: &mut App, spans: &[Span], who: &Who) -> Vec<Effect> {
    let Some(first) = spans.first() else { return Vec::new() };
    let meant = registry::meant(&app.notes.book, &who.name, &who.kind).map(|entry| entry.entity.name.clone());
    let who = Who { name: meant.unwrap_or_else(|| who.name.clone()), kind: who.kind.clone() };
    let mut step = Step::new(app);
    for span in spans {
        step.mark(*span, &who, false);
    }
    let words = known::words(app, *first);
    let lessons = {
        let (names, text) = (&app.entities, &app.document.briefing().text);
        let others = app.notes.book.entries().map(|entry| &entry.entity);
        recognise::lessons((&who.name, &who.kind), words, (text, &names.suggested), others)
    };
    let owner = match step.learn(&who, &lessons) {
        Some(Refusal::Taken { holder, .. }) => {
            format!("{ONLY_HERE} elsewhere “{}” is {}", shown(words), shown(&holder))
        }
        _ => String::new(),
    };
    let (changes, name) = (step.changes(), shown(&who.name));
    app.entities.last_kind = Some(who.kind.clone());
    if changes.is_empty() {
        app.message = Some(Message::note(format!("{name} is marked here already, as {}", shown(who.kind.name()))));
        return Vec::new();
    }
    let places = if spans.len() > 1 { format!(" in {} places", spans.len()) } else { String::new() };
    finish(app, &format!("marked{places}: {name} · {}{owner}", shown(who.kind.name())), Ok(changes))
}

/// Says that a name is none: here, with what else the same place says left alone.
pub fn reject(app: &mut App, mention: &Mention) -> Vec<Effect> {
    let who = Who { name: mention.name.clone(), kind: mention.kind.clone() };
    let said = format!("refused here: {}", no_name(known::words(app, mention.span), &who));
    let mut step = Step::new(app);
    step.mark(mention.span, &who, true);
    let changes = step.changes();
    finish(app, &said, Ok(changes))
}

/// `“Munir” is not Syed Asim Munir`; where that would say nothing, `“Munir” is no person`.
fn no_name(words: &str, who: &Who) -> String {
    let shown_words = shown(words);
    if registry::is_same(words, &who.name) {
        return format!("“{shown_words}” is no {}", shown(who.kind.name()));
    }
    format!("“{shown_words}” is not {}", shown(&who.name))
}

/// Says that these words never are this name: in this briefing, and by the registry in all others.
pub fn reject_everywhere(app: &mut App, mention: &Mention) -> Vec<Effect> {
    if !reach::need_all(app) {
        return Vec::new();
    }
    let who = Who { name: mention.name.clone(), kind: mention.kind.clone() };
    let refused = known::words(app, mention.span);
    let said = format!("refused everywhere: {}", no_name(refused, &who));
    let mut step = Step::new(app);
    let mut suggestions = 0;
    for other in app.entities.mentions.iter().filter(|m| m.name == who.name && m.kind == who.kind) {
        // Where it is named very often the registry has to do: nobody wants a sidecar of thousands of refusals.
        let is_due = match other.origin {
            _ if other.span == mention.span => true,
            Origin::Hand => true,
            Origin::Suggested => suggestions < target::MOST_PLACES,
            Origin::Registry => false,
        };
        if is_due && registry::is_same(known::words(app, other.span), refused) {
            suggestions += usize::from(other.origin == Origin::Suggested);
            step.mark(other.span, &who, true);
        }
    }
    if registry::takes(&who.kind) {
        let strings = [refused.to_owned()];
        match step.deed(|book, by| registry::refuse(book, by, (&who.name, &who.kind), &strings)) {
            Ok(()) | Err(Refusal::Nothing(_)) => {}
            Err(refusal) => return finish(app, &said, Err(refusal)),
        }
    }
    let changes = step.changes();
    finish(app, &said, Ok(changes))
}

/// What is left of an entity once a mark of it is gone, in a few words; empty when nothing is.
pub fn remains(app: &App, mark: &Mark) -> String {
    if mark.rejected {
        return String::new();
    }
    let kind = Kind::named(&mark.kind);
    let who = Who { name: mark.entity.clone(), kind };
    let others = known::marks_of(app, &who).filter(|m| !m.rejected && m.meta.id != mark.meta.id).count();
    let marks = match others {
        0 => None,
        1 => Some("1 other mark stays".to_owned()),
        n => Some(format!("{n} other marks stay")),
    };
    let entry = registry::meant(&app.notes.book, &who.name, &who.kind);
    let registry = entry.map(|entry| format!("{} stays in the registry", shown(&entry.entity.name)));
    marks.into_iter().chain(registry).collect::<Vec<_>>().join(", ")
}

/// A name as messages show it.
pub(super) fn shown(words: &str) -> Clean {
    Clean::piece(&text::truncate(&Clean::line(words), NAME))
}

/// The places that are marked when all are meant: those of the same words, each grown to the name that holds it where
/// that is the same one, without those inside another name.
pub fn places(app: &App, span: Span, who: &Who) -> Option<Vec<Span>> {
    let briefing = app.document.briefing();
    let place = |found: Span| {
        let around = app.entities.touching(found).filter(|m| m.span.start <= found.start && found.end <= m.span.end);
        let longest = around.max_by_key(|m| m.span.len());
        match longest {
            Some(m) if m.span == found || found == span => Some(found),
            Some(m) => (m.name == who.name && m.kind == who.kind).then_some(m.span),
            None => Some(found),
        }
    };
    let mut all: Vec<Span> = target::everywhere(briefing, span)?.into_iter().filter_map(place).collect();
    // The words that were pointed at come first: they are what the registry learns.
    all.sort_by_key(|found| (*found != span, found.start));
    all.dedup();
    Some(all)
}
