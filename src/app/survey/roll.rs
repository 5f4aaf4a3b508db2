//! The pane of names: who and what the briefing speaks of, by kind and how often.

use std::collections::HashMap;

use super::finder::Finder;
use super::matter::{self, Version};
use crate::app::App;
use crate::dossier::{self, Listed};
use crate::entity::{Kind, Mention};
use crate::text::{self, Span};

/// An open pane of names.
#[derive(Debug, Clone, Default)]
pub struct Roll {
    /// Cursor and filter.
    pub finder: Finder,
    all: Vec<Listed>,
    shown: Vec<usize>,
    /// What was typed and says nothing: the reason.
    pub problem: Option<String>,
    /// The name that the cursor was on; all are gone for a moment when the text is read again.
    on: Option<(String, Kind)>,
    made: Option<(Version, String)>,
    /// Where each of `all` is named first, in bytes: an entity that is called otherwise now is known again by it.
    first: Vec<Option<Span>>,
}

impl Roll {
    /// The names listed.
    pub fn shown(&self) -> impl Iterator<Item = &Listed> {
        self.shown.iter().filter_map(|n| self.all.get(*n))
    }

    /// How many names there are, whatever the filter.
    pub fn all(&self) -> usize {
        self.all.len()
    }

    /// The name under the cursor.
    pub fn chosen(&self) -> Option<&Listed> {
        self.all.get(*self.shown.get(self.finder.cursor)?)
    }

    /// Puts the cursor on a name, if it is listed.
    pub(super) fn choose(&mut self, name: &str, kind: &Kind) {
        let place = self.shown().position(|listed| listed.name == name && listed.kind == *kind);
        self.finder.cursor = place.unwrap_or(self.finder.cursor);
    }

    /// Lists anew when names or filter are others. The cursor stays with its name.
    pub(super) fn refresh(&mut self, app: &App) {
        let wanted = (matter::version(app), self.finder.filter.to_string());
        if self.made.as_ref() == Some(&wanted) {
            return;
        }
        let chosen = self.chosen().map(|listed| (listed.name.clone(), listed.kind.clone()));
        self.on = chosen.map(|chosen| self.now(app, chosen)).or(self.on.take());
        if self.made.as_ref().map(|(version, _)| version) != Some(&wanted.0) {
            self.all = dossier::list(&[matter::source(app, &[])]);
            self.first = firsts(app, &self.all);
        }
        let wish = Wish::read(&wanted.1);
        self.shown = (0..self.all.len()).filter(|n| wish.passes(&self.all[*n])).collect();
        self.problem = wish.problem;
        self.made = Some(wanted);
        self.finder.fill(self.shown.len());
        if let Some((name, kind)) = self.on.clone() {
            self.choose(&name, &kind);
        }
    }

    /// Who the one under the cursor is now: under its old name, else whoever has the words that were its first.
    fn now(&self, app: &App, (name, kind): (String, Kind)) -> (String, Kind) {
        let there = |m: &&Mention| m.name == name && m.kind == kind;
        let first = self.shown.get(self.finder.cursor).and_then(|n| *self.first.get(*n)?);
        let Some(span) = first.filter(|_| !app.entities.mentions.iter().any(|m| there(&m))) else {
            return (name, kind);
        };
        let now = app.entities.touching(span).find(|m| m.span == span);
        now.map_or((name, kind), |m| (m.name.clone(), m.kind.clone()))
    }
}

fn firsts(app: &App, all: &[Listed]) -> Vec<Option<Span>> {
    let mut first: HashMap<(&str, &Kind), Span> = HashMap::new();
    for mention in &app.entities.mentions {
        first.entry((&mention.name, &mention.kind)).or_insert(mention.span);
    }
    all.iter().map(|listed| first.get(&(listed.name.as_str(), &listed.kind)).copied()).collect()
}

/// What is typed to filter names: words, `kind:person`, `is:suggested`.
#[derive(Debug, Default)]
struct Wish {
    words: Vec<String>,
    kinds: Vec<Kind>,
    confirmed: Option<bool>,
    problem: Option<String>,
}

impl Wish {
    fn read(typed: &str) -> Self {
        let mut wish = Self::default();
        for term in typed.split_whitespace() {
            match term.split_once(':') {
                Some(("kind" | "is", "")) => {}
                Some(("kind", kind)) => wish.kinds.push(Kind::named(kind)),
                Some(("is", "suggested")) => wish.confirmed = Some(false),
                Some(("is", "confirmed")) => wish.confirmed = Some(true),
                Some(("is", other)) => {
                    wish.problem = Some(format!("is:{other} says nothing; is:suggested or is:confirmed"));
                }
                _ => wish.words.push(text::fold(term)),
            }
        }
        wish
    }

    fn passes(&self, listed: &Listed) -> bool {
        let name = text::fold(&listed.name);
        // A kind that is still being typed stands for all that begin so.
        let is_kind = |kind: &Kind| listed.kind.name().starts_with(kind.name());
        self.words.iter().all(|word| name.contains(word.as_str()))
            && (self.kinds.is_empty() || self.kinds.iter().any(is_kind))
            && self.confirmed.is_none_or(|confirmed| (listed.confirmed > 0) == confirmed)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn listed(name: &str, kind: Kind, confirmed: usize) -> Listed {
        Listed { name: name.to_owned(), kind, times: 2, confirmed, sections: Vec::new(), counts: Vec::new() }
    }

    #[test]
    fn words_kinds_and_origins_filter() {
        let munir = listed("Syed Asim Munir", Kind::Person, 1);
        let gaza = listed("Gaza", Kind::Place, 0);
        let passes = |typed: &str| [&munir, &gaza].map(|listed| Wish::read(typed).passes(listed));
        assert_eq!(passes(""), [true, true]);
        assert_eq!(passes("MUNIR asim"), [true, false]);
        assert_eq!(passes("kind:pl"), [false, true]);
        assert_eq!(passes("kind:person kind:place"), [true, true]);
        assert_eq!(passes("is:confirmed"), [true, false]);
        assert_eq!(passes("is:suggested kind:"), [false, true]);
        assert!(Wish::read("is:new").problem.is_some());
    }
}
