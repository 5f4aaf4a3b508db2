//! Searching while reading: the prompt, the current match, the count.

use std::sync::Arc;

use super::input::{Caret, Edited};
use super::{App, Effect, Message, Mode, motion};
use crate::briefing::Briefing;
use crate::clean::Clean;
use crate::find::{Finder, Query};
use crate::reading::habits;
use crate::text::Span;

/// Texts longer than this (bytes) have their matches counted beside the reader, not while a key waits.
const COUNT_AT_ONCE: usize = 512 * 1024;

/// Matches that are counted at most.
pub const MOST_MATCHES: usize = 1_000_000;

/// The last search.
#[derive(Debug, Clone, Default)]
pub struct Search {
    /// What is searched.
    pub query: Query,
    finder: Option<Finder>,
    /// The match the reader is at.
    pub current: Option<Span>,
    /// Starts of all matches, once they are counted.
    starts: Option<Vec<usize>>,
    /// Queries before this one, with their options, the latest last.
    pub history: Vec<Query>,
    /// The rest of the text was not here when nothing was found.
    waiting: bool,
}

/// A search being typed.
#[derive(Debug, Clone, Default)]
pub struct Prompt {
    /// Where the reader was (bytes) when the search began: where Esc leads back to, and where matching starts.
    pub origin: usize,
    /// Why the pattern does not work, or that nothing matches.
    pub problem: Option<String>,
    /// The search before this one, for Esc.
    before: Box<Search>,
    /// The pattern changed since the last frame.
    dirty: bool,
    /// How far back in the history the pattern came from.
    back: usize,
    /// What was typed before the history was gone through; behind its latest it is there again.
    typed: Query,
    /// Where the caret stands in the pattern.
    pub caret: Caret,
}

impl Search {
    /// All matches in one block; none when there is no search.
    pub fn hits_in<'a>(&'a self, briefing: &'a Briefing, block: usize) -> impl Iterator<Item = Span> + 'a {
        self.finder.iter().flat_map(move |f| f.in_block(briefing, block))
    }

    /// True when there is something to search for.
    pub fn is_active(&self) -> bool {
        self.finder.is_some()
    }

    /// Which match the reader is at, from 1, and how many there are; `None` until they are counted.
    pub fn count(&self) -> Option<(usize, usize)> {
        let starts = self.starts.as_ref()?;
        let at = self.current.map_or(0, |hit| starts.partition_point(|s| *s <= hit.start));
        Some((at, starts.len()))
    }

    /// Takes the count of a query, if it is still the current one.
    pub fn counted(&mut self, query: &Query, starts: Vec<usize>) {
        if *query == self.query {
            self.starts = Some(starts);
        }
    }

    /// Ends the search: no highlights, no count.
    pub fn clear(&mut self) {
        self.finder = None;
        self.current = None;
        self.starts = None;
        self.waiting = false;
    }

    /// Puts what was searched for in other runs before what was in this one.
    fn recall(&mut self, before: Vec<Query>) {
        let own = std::mem::replace(&mut self.history, before);
        for query in own {
            habits::remember(&mut self.history, query);
        }
    }

    /// The current match is the one at the place where it is now, or the next one.
    fn carry_over(&mut self, briefing: &Briefing, moved: impl Fn(usize) -> usize) {
        self.starts = None;
        let Some(finder) = &self.finder else { return };
        let at = self.current.map(|hit| moved(hit.start));
        let last = || finder.previous(briefing, briefing.text.len());
        self.current = at.and_then(|at| finder.next(briefing, at).or_else(last));
    }

    fn compile(&mut self) -> Result<(), String> {
        self.current = None;
        self.starts = None;
        self.finder = None;
        self.finder = self.query.compile()?;
        Ok(())
    }
}

/// Takes what was searched for in runs before this one.
pub fn recall(app: &mut App, before: Vec<Query>) {
    if let Mode::Find(prompt) = &mut app.mode {
        prompt.before.recall(before.clone());
    }
    app.search.recall(before);
}

/// Opens the prompt.
pub fn open(app: &mut App) -> Vec<Effect> {
    let before = Box::new(std::mem::take(&mut app.search));
    app.search.history.clone_from(&before.history);
    let prompt = Prompt { origin: app.position(), before, ..Prompt::default() };
    app.set_aside();
    app.mode = Mode::Find(prompt);
    Vec::new()
}

/// Changes the pattern of an open prompt, or where its caret stands.
pub fn edit(app: &mut App, change: impl FnOnce(&mut Caret, &mut String) -> Edited) {
    if let Mode::Find(prompt) = &mut app.mode
        && change(&mut prompt.caret, &mut app.search.query.pattern) == Edited::Words
    {
        prompt.dirty = true;
        prompt.back = 0;
    }
}

/// Switches an option of the query, in the prompt or behind it.
pub fn switch(app: &mut App, option: impl FnOnce(&mut Query)) -> Vec<Effect> {
    option(&mut app.search.query);
    if let Mode::Find(prompt) = &mut app.mode {
        prompt.dirty = true;
        return Vec::new();
    }
    let q = &app.search.query;
    let state = |on: bool| if on { "on" } else { "off" };
    let text = format!(
        "whole words {} · expression {} · match case {}",
        state(q.whole_word),
        state(q.regex),
        if q.match_case { "always" } else { "smart" }
    );
    app.message = Some(Message::note(text));
    if app.search.is_active() && app.search.compile().is_ok() {
        return count(app);
    }
    Vec::new()
}

/// An earlier (1) or later (-1) query of the history, as it was asked.
pub fn history(app: &mut App, step: isize) {
    if let Mode::Find(prompt) = &mut app.mode {
        let back = prompt.back.saturating_add_signed(step).min(app.search.history.len());
        if back == prompt.back {
            return;
        }
        if prompt.back == 0 {
            prompt.typed = app.search.query.clone();
        }
        let query = app.search.history.len().checked_sub(back).and_then(|n| app.search.history.get(n));
        app.search.query = query.unwrap_or(&prompt.typed).clone();
        prompt.caret.to_end();
        prompt.back = back;
        prompt.dirty = true;
    }
}

/// Brings an edited prompt up to date: compiles, goes to the first match, counts.
pub fn refresh(app: &mut App) -> Vec<Effect> {
    let Mode::Find(prompt) = &mut app.mode else { return Vec::new() };
    if !std::mem::take(&mut prompt.dirty) {
        return Vec::new();
    }
    let origin = prompt.origin;
    prompt.problem = app.search.compile().err();
    let briefing = Arc::clone(&app.document.source.briefing);
    let hit = app.search.finder.as_ref().and_then(|f| f.next(&briefing, origin).or_else(|| f.next(&briefing, 0)));
    app.search.current = hit;
    app.entities.leave();
    match hit {
        Some(hit) => app.reader.reveal(&briefing, hit.start),
        None => app.reader.show_at_top(&briefing, origin),
    }
    if hit.is_none() && app.search.is_active() {
        let nothing = if app.document.source.complete { "no match" } else { "no match so far" };
        if let Mode::Find(prompt) = &mut app.mode {
            prompt.problem = Some(nothing.to_owned());
        }
        return Vec::new();
    }
    let end = briefing.text.len();
    match hit {
        Some(hit) if hit.start >= origin => count_but(app, &[Span::new(origin, hit.start)]),
        // It went round.
        Some(hit) => count_but(app, &[Span::new(0, hit.start), Span::new(origin, end)]),
        None => count(app),
    }
}

/// Puts a query behind those before it, once, here and, unless the reader wants none there, on the disk.
fn remember(app: &mut App, query: Query) -> Option<Effect> {
    habits::remember(&mut app.search.history, query.clone());
    app.settings.search_history.then_some(Effect::KeepSearch(query))
}

/// Ends the prompt and stays at the match.
pub fn accept(app: &mut App) -> Vec<Effect> {
    let mut effects = refresh(app);
    let Mode::Find(prompt) = std::mem::replace(&mut app.mode, Mode::Read) else { return effects };
    app.resume();
    let query = app.search.query.clone();
    if query.pattern.is_empty() {
        app.search.clear();
        return effects;
    }
    let pattern = query.pattern.clone();
    effects.extend(remember(app, query));
    match app.search.current {
        Some(hit) => {
            app.reader.remember(prompt.origin);
            if !matches!(app.mode, Mode::Read) {
                let briefing = Arc::clone(&app.document.source.briefing);
                motion::go(app, &briefing, hit.start);
            }
        }
        None if !app.document.source.complete && app.search.is_active() => {
            app.search.waiting = true;
            app.message = Some(Message::note("not in what is here so far; searching on as the rest comes in"));
        }
        None => {
            let why = prompt.problem.unwrap_or_else(|| "no match".to_owned());
            app.message = Some(Message::warning(format!("{why}: {}", Clean::piece(&pattern))));
            app.search.clear();
        }
    }
    effects
}

/// Ends the prompt and goes back to where it began.
pub fn cancel(app: &mut App) -> Vec<Effect> {
    let Mode::Find(prompt) = std::mem::replace(&mut app.mode, Mode::Read) else { return Vec::new() };
    app.search = *prompt.before;
    app.resume();
    let briefing = Arc::clone(&app.document.source.briefing);
    match app.mode {
        Mode::Read => app.reader.show_at_top(&briefing, prompt.origin),
        _ => app.reader.reveal(&briefing, prompt.origin),
    }
    // What was counted before may have been another version of the text.
    if app.search.starts.is_none() { count(app) } else { Vec::new() }
}

/// Goes to the next (or previous) match, `steps` times.
pub fn step(app: &mut App, steps: usize, forward: bool) -> Vec<Effect> {
    let briefing = Arc::clone(&app.document.source.briefing);
    let mut effects = Vec::new();
    if app.search.finder.is_none() && !app.search.query.pattern.is_empty() {
        if let Err(problem) = app.search.compile() {
            app.message = Some(Message::warning(problem));
            return effects;
        }
        effects = count(app);
    }
    let Some(finder) = app.search.finder.clone() else {
        app.message = Some(Message::note("nothing to search for yet"));
        return effects;
    };
    for _ in 0..steps.min(10_000) {
        let from = start_of_step(app, &briefing);
        let hit = if forward { finder.next(&briefing, from.1) } else { finder.previous(&briefing, from.0) };
        let round = || {
            let edge = if forward { "from the beginning again" } else { "from the end again" };
            app.message = Some(Message::note(edge));
            if forward { finder.next(&briefing, 0) } else { finder.previous(&briefing, briefing.text.len()) }
        };
        let Some(hit) = hit.or_else(round) else {
            app.message = Some(Message::warning(format!("no match: {}", Clean::piece(&app.search.query.pattern))));
            return effects;
        };
        app.search.current = Some(hit);
        app.entities.leave();
        match app.mode {
            Mode::Caret(_) | Mode::Select(_) => motion::go(app, &briefing, hit.start),
            _ => app.reader.reveal(&briefing, hit.start),
        }
    }
    effects
}

/// Searches for a word as a whole.
pub fn word(app: &mut App, word: &str) -> Vec<Effect> {
    from_text(app, Query { pattern: word.to_owned(), whole_word: true, ..Query::default() })
}

/// Searches for words as they stand in the text.
pub fn phrase(app: &mut App, words: &str) -> Vec<Effect> {
    from_text(app, Query { pattern: words.to_owned(), ..Query::default() })
}

fn from_text(app: &mut App, query: Query) -> Vec<Effect> {
    let mut effects: Vec<Effect> = remember(app, query.clone()).into_iter().collect();
    app.search.query = query;
    app.reader.remember(app.position());
    if app.search.compile().is_err() {
        return effects;
    }
    effects.extend(count(app));
    effects.extend(step(app, 1, true));
    effects
}

/// Goes on in a new version of the text, or with more of it: the match the reader is at is found again where it `moved` to
/// (bytes), and a search that ran out of text goes on.
pub fn resume(app: &mut App, moved: impl Fn(usize) -> usize) -> Vec<Effect> {
    let briefing = Arc::clone(&app.document.source.briefing);
    if let Mode::Find(prompt) = &mut app.mode {
        prompt.origin = moved(prompt.origin);
        prompt.before.carry_over(&briefing, &moved);
        prompt.dirty = true;
        return Vec::new();
    }
    app.search.carry_over(&briefing, &moved);
    if app.search.is_active() {
        let mut effects = count(app);
        if std::mem::take(&mut app.search.waiting) {
            app.message = None;
            effects.extend(step(app, 1, true));
        }
        return effects;
    }
    Vec::new()
}

/// Where the next step starts: (for going back, for going on), in bytes.
fn start_of_step(app: &mut App, briefing: &Briefing) -> (usize, usize) {
    let here = app.position();
    match (&app.mode, app.search.current) {
        (Mode::Caret(_) | Mode::Select(_), _) => (here, here + 1),
        (_, Some(hit)) if app.reader.shows(briefing, hit.start) => (hit.start, hit.end),
        _ => (here, here),
    }
}

/// Counts the matches: at once in a text of ordinary size, else as an effect.
fn count(app: &mut App) -> Vec<Effect> {
    count_but(app, &[])
}

/// The same, where a search has found that none is in `empty`: there is less to go through, which may be done at once.
fn count_but(app: &mut App, empty: &[Span]) -> Vec<Effect> {
    let briefing = &app.document.source.briefing;
    let Some(finder) = &app.search.finder else { return Vec::new() };
    let searched: usize = empty.iter().map(|span| span.len()).sum();
    if briefing.text.len().saturating_sub(searched) > COUNT_AT_ONCE {
        return vec![Effect::Count(app.search.query.clone(), Arc::clone(briefing))];
    }
    app.search.starts = finder.all(briefing, empty, MOST_MATCHES, || true);
    Vec::new()
}
