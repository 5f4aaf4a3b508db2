//! The line in which tags are typed, with those of the notebook to complete them.

use super::super::{App, Command, Effect, Message, Mode};
use super::deeds;
use crate::app::input::{Edited, Input};
use crate::clean::Clean;
use crate::note::{Id, Note};
use crate::text;

/// Tags that are offered at most.
const OFFERED: usize = 12;

/// What is to become of the tags that are typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    /// They are added.
    Add,
    /// They are taken away.
    Remove,
}

/// Tags being typed.
#[derive(Debug, Clone)]
pub struct TagPrompt {
    /// What is typed.
    pub typed: Input,
    /// What becomes of it.
    pub way: Way,
    /// Tags that can be meant, the most used first.
    known: Vec<String>,
    /// What was typed before Tab, and which of the offers it is at.
    cycle: Option<(String, usize)>,
    /// It was opened by `#` in an empty note: another `#` or a space makes that a sign of the text.
    pub by_sign: bool,
}

/// The prompt over the briefing, for a note that is not open.
#[derive(Debug, Clone)]
pub struct Tagging {
    /// The note.
    pub id: Id,
    /// What is typed.
    pub prompt: TagPrompt,
    /// What had the keys.
    behind: super::Behind,
}

impl TagPrompt {
    /// A prompt that adds tags to those that are `taken`.
    pub(super) fn adding(app: &App, taken: &[String]) -> Self {
        let mut counted: Vec<(usize, String)> = Vec::new();
        for tag in app.notes.book.notes().flat_map(|note| &note.tags) {
            match counted.iter_mut().find(|(_, known)| known == tag) {
                Some((count, _)) => *count += 1,
                None => counted.push((1, tag.clone())),
            }
        }
        counted.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| a.1.cmp(&b.1)));
        let known = counted.into_iter().map(|(_, tag)| tag).filter(|tag| !taken.contains(tag)).collect();
        Self { typed: Input::default(), way: Way::Add, known, cycle: None, by_sign: false }
    }

    /// A prompt that takes away some of these tags.
    pub(super) fn removing(tags: &[String]) -> Self {
        Self { typed: Input::default(), way: Way::Remove, known: tags.to_vec(), cycle: None, by_sign: false }
    }

    /// The tags that complete the word being typed: those that begin so, then those that hold it.
    pub fn offers(&self) -> Vec<&str> {
        let stem = self.cycle.as_ref().map_or(self.typed.as_str(), |(typed, _)| typed.as_str());
        let word = text::fold(last_word(stem).trim_start_matches('#'));
        let done = words(stem);
        let open = |tag: &&String| !done.iter().rev().skip(usize::from(!word.is_empty())).any(|d| d == *tag);
        let begins = self.known.iter().filter(open).filter(|tag| text::fold(tag).starts_with(&word));
        let holds = self.known.iter().filter(open).filter(|tag| {
            let folded = text::fold(tag);
            !folded.starts_with(&word) && folded.contains(&word)
        });
        begins.chain(holds).map(String::as_str).take(OFFERED).collect()
    }

    /// The tags that are typed.
    pub fn tags(&self) -> Vec<String> {
        let mut tags: Vec<String> = Vec::new();
        for word in words(&self.typed) {
            if !tags.contains(&word) {
                tags.push(word);
            }
        }
        tags
    }

    /// Puts the next offer in the place of the word being typed.
    pub(super) fn complete(&mut self, step: isize) {
        let offers: Vec<String> = self.offers().into_iter().map(str::to_owned).collect();
        let count = isize::try_from(offers.len()).unwrap_or(0);
        if count == 0 {
            return;
        }
        let (begun, at) = match self.cycle.take() {
            Some((begun, at)) => (begun, (isize::try_from(at).unwrap_or(0) + step).rem_euclid(count)),
            None => (self.typed.to_string(), if step < 0 { count - 1 } else { 0 }),
        };
        let at = usize::try_from(at).unwrap_or(0);
        let kept = begun.len() - last_word(&begun).len();
        self.typed = format!("{}{}", text::slice(&begun, 0..kept), offers[at]).into();
        self.cycle = Some((begun, at));
    }

    /// Changes what is typed.
    pub(super) fn edit(&mut self, change: impl FnOnce(&mut Input) -> Edited) -> Edited {
        let edited = change(&mut self.typed);
        if edited == Edited::Words {
            self.cycle = None;
        }
        edited
    }

    /// Editing by a command. False when it is none for this line.
    pub(super) fn run(&mut self, command: Command) -> bool {
        match command {
            Command::NextKind | Command::ItemDown | Command::LineDown => self.complete(1),
            Command::PreviousKind | Command::ItemUp | Command::LineUp => self.complete(-1),
            _ => return self.edit(|typed| typed.run(command)) != Edited::Nothing,
        }
        true
    }
}

/// Asks for tags of a note that is not open.
pub(super) fn ask(app: &mut App, note: &Note, way: Way) {
    let prompt = match way {
        Way::Add => TagPrompt::adding(app, &note.tags),
        Way::Remove if note.tags.is_empty() => {
            app.message = Some(Message::note(format!("no tags on “{}”", Clean::piece(&super::name_of(note)))));
            return;
        }
        Way::Remove => TagPrompt::removing(&note.tags),
    };
    let behind = super::step_aside(app);
    app.mode = Mode::Tag(Box::new(Tagging { id: note.meta.id.clone(), prompt, behind }));
}

/// Runs a command in the prompt over the briefing.
pub(in crate::app) fn run(app: &mut App, command: Command) -> Vec<Effect> {
    let Mode::Tag(tagging) = &mut app.mode else { return Vec::new() };
    match command {
        Command::Back | Command::Quit => {
            let behind = tagging.behind.take();
            super::step_back(app, behind);
        }
        Command::Accept | Command::SaveNote => {
            let (id, tags, way) = (tagging.id.clone(), tagging.prompt.tags(), tagging.prompt.way);
            let behind = tagging.behind.take();
            super::step_back(app, behind);
            return deeds::tag(app, &id, &tags, way);
        }
        Command::Redraw => return vec![Effect::Redraw],
        Command::Suspend => return vec![Effect::Suspend],
        _ => {
            tagging.prompt.run(command);
        }
    }
    Vec::new()
}

/// The word being typed: what stands behind the last space or comma.
fn last_word(typed: &str) -> &str {
    typed.rsplit([' ', ',']).next().unwrap_or("")
}

fn words(typed: &str) -> Vec<String> {
    let bare = typed.split([' ', ',', '\n']).map(|word| word.trim_start_matches('#').trim());
    bare.filter(|word| !word.is_empty()).map(str::to_owned).collect()
}
