//! What belongs together in one text: a surname and the full name before it, an acronym and what it stands for, and the
//! same name twice.
//!
//! Works on drafts of mentions; each gets the fullest name that the text has for it.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::page::Page;
use super::titles;
use super::words::Look;
use crate::entity::Kind;
use crate::text::{self, Span};

/// A mention while it is thought about.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Draft {
    /// Place in the text, in bytes.
    pub(crate) span: Span,
    /// What it is.
    pub(crate) kind: Kind,
    /// The name it will have.
    pub(crate) name: String,
    /// The chance that it is right.
    pub(crate) score: f32,
}

/// Mentions by their first byte. None overlap.
#[derive(Debug, Default)]
pub(crate) struct Drafts(pub(crate) BTreeMap<usize, Draft>);

impl Drafts {
    /// True when nothing stands there yet.
    pub(crate) fn is_free(&self, span: Span) -> bool {
        self.0.range(..span.end).next_back().is_none_or(|(_, draft)| draft.span.end <= span.start)
    }

    /// Adds one where nothing stands yet.
    pub(crate) fn add(&mut self, draft: Draft) {
        if self.is_free(draft.span) && !draft.span.is_empty() {
            self.0.insert(draft.span.start, draft);
        }
    }

    /// Takes out all that `span` touches.
    pub(crate) fn take_out(&mut self, span: Span) {
        let touched = self.0.range(..span.end).rev().take_while(|(_, draft)| draft.span.end > span.start);
        for start in touched.map(|(start, _)| *start).collect::<Vec<_>>() {
            self.0.remove(&start);
        }
    }

    /// Takes out those inside `span` that `goes` says so of.
    pub(crate) fn clear(&mut self, span: Span, goes: impl Fn(&Draft) -> bool) {
        let inside = self.0.range(span.range()).filter(|(_, draft)| draft.span.end <= span.end && goes(draft));
        for start in inside.map(|(start, _)| *start).collect::<Vec<_>>() {
            self.0.remove(&start);
        }
    }
}

/// What is said of a name that another one of the text has shown to be one.
const BY_ASSOCIATION: f32 = 0.6;

/// Brings the mentions of a text together.
pub(crate) fn unite(page: &Page<'_>, drafts: &mut Drafts) {
    acronyms(page, drafts);
    let full = full_names(drafts.0.values());
    surnames(page.text, drafts.0.values_mut(), &full);
    unmarked(page, drafts, &full);
    one_kind(&mut drafts.0.values_mut().collect::<Vec<_>>());
}

/// Brings together what was found in the pieces of a text, each by itself. What one piece took for a state stays one,
/// though another one speaks of somebody of that name.
pub(crate) fn join(text: &str, drafts: &mut [Draft]) {
    let full = full_names(drafts.iter());
    surnames(text, drafts.iter_mut().filter(|draft| draft.kind == Kind::Person), &full);
    one_kind(&mut drafts.iter_mut().collect::<Vec<_>>());
}

/// `Inter-Services Public Relations (ISPR)`: the acronym is what the name is, here and everywhere.
fn acronyms(page: &Page<'_>, drafts: &mut Drafts) {
    let mut meant: HashMap<&str, Draft> = HashMap::new();
    for at in 1..page.words.len().saturating_sub(1) {
        let acronym = page.spelling(at);
        let is_bracketed =
            page.words[at].look == Look::Upper && page.spelling(at - 1) == "(" && page.spelling(at + 1) == ")";
        if !is_bracketed {
            continue;
        }
        let bracket = page.words[at - 1].span().start;
        let Some((_, long)) = drafts.0.range(..bracket).next_back() else { continue };
        let touches = text::slice(page.text, long.span.end..bracket).trim().is_empty();
        let is_name = matches!(long.kind, Kind::Organisation | Kind::Place | Kind::Event);
        if touches && is_name && stands_for(acronym, text::slice(page.text, long.span)) {
            meant.insert(acronym, long.clone());
        }
    }
    for at in 0..if meant.is_empty() { 0 } else { page.words.len() } {
        let Some(long) = meant.get(page.spelling(at)) else { continue };
        let span = page.words[at].span();
        drafts.clear(span, |_| true);
        drafts.add(Draft { span, score: long.score.max(BY_ASSOCIATION), ..long.clone() });
    }
}

/// True when the letters of an acronym begin the large words of a name, in order.
pub(crate) fn stands_for(acronym: &str, name: &str) -> bool {
    let initials = name.split([' ', '-', '\u{A0}']).filter_map(|word| word.chars().next());
    let large: String = initials.filter(|c| c.is_uppercase()).collect();
    let letters: String = acronym.chars().filter(|c| c.is_alphabetic()).collect();
    letters.chars().count() > 1 && letters == large
}

/// The fullest names of people, by their folded last one.
fn full_names<'d>(drafts: impl Iterator<Item = &'d Draft>) -> HashMap<String, String> {
    let mut full: HashMap<String, HashSet<&str>> = HashMap::new();
    for draft in drafts.filter(|draft| draft.kind == Kind::Person) {
        if let Some((_, last)) = draft.name.rsplit_once(' ') {
            full.entry(text::fold(last)).or_default().insert(&draft.name);
        }
    }
    full.into_iter()
        .filter_map(|(last, all)| {
            // Of equally long ones always the same.
            let longest = all.iter().max_by_key(|name| (name.len(), **name))?;
            let whole = text::fold(longest);
            // Two people of one family: whom the last name alone means cannot be told.
            let is_one = all.iter().all(|name| is_short_for(&text::fold(name), &whole));
            is_one.then(|| (last, (*longest).to_owned()))
        })
        .collect()
}

/// A person's last name, or the end of the full name, stands for the full name before or after it.
fn surnames<'d>(text: &str, drafts: impl Iterator<Item = &'d mut Draft>, names: &HashMap<String, String>) {
    for draft in drafts {
        let own = text::fold(text::slice(text, draft.span));
        let last = own.rsplit(' ').next().unwrap_or(&own);
        let Some(whole) = names.get(last) else { continue };
        let alone = own == last && draft.score < 0.95;
        if draft.kind == Kind::Person || alone {
            draft.kind = Kind::Person;
            if is_short_for(&own, &text::fold(whole)) {
                draft.name.clone_from(whole);
            }
        }
    }
}

/// `Munir`, `Asim Munir` for `Syed Asim Munir`.
pub(crate) fn is_short_for(short: &str, whole: &str) -> bool {
    let mut words = whole.split(' ');
    short
        .split(' ')
        .all(|word| words.any(|w| w == word || (word.len() < 3 && w.starts_with(word.trim_end_matches('.')))))
}

/// Last names that stand alone and were not read as names at all.
fn unmarked(page: &Page<'_>, drafts: &mut Drafts, names: &HashMap<String, String>) {
    if names.is_empty() {
        return;
    }
    for at in 0..page.words.len() {
        let word = page.words[at];
        let place = page.places[at];
        if !word.look.is_named() || place.shouted || place.after > 0 {
            continue;
        }
        let is_led = (0..usize::from(place.before)).all(|n| titles::is_title(page.spelling(at - 1 - n)));
        if let Some(whole) = names.get(&text::fold(page.spelling(at))).filter(|_| is_led) {
            drafts.add(Draft { span: word.span(), kind: Kind::Person, name: whole.clone(), score: BY_ASSOCIATION });
        }
    }
}

/// The same name is the same thing throughout.
fn one_kind(drafts: &mut [&mut Draft]) {
    let is_named = |kind: &Kind| matches!(kind, Kind::Person | Kind::Place | Kind::Organisation);
    let mut weight: HashMap<String, [f32; 3]> = HashMap::new();
    let sort = |kind: &Kind| match kind {
        Kind::Person => 0,
        Kind::Place => 1,
        _ => 2,
    };
    for draft in drafts.iter().filter(|draft| is_named(&draft.kind)) {
        weight.entry(text::fold(&draft.name)).or_default()[sort(&draft.kind)] += draft.score;
    }
    for draft in drafts.iter_mut().filter(|draft| is_named(&draft.kind)) {
        let Some(scores) = weight.get(&text::fold(&draft.name)) else { continue };
        let best = (0..3).max_by(|a, b| scores[*a].total_cmp(&scores[*b])).unwrap_or(0);
        draft.kind = [Kind::Person, Kind::Place, Kind::Organisation][best].clone();
    }
}
