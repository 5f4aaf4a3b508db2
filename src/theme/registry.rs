//! Which themes there are, and the one that was asked for.

use std::collections::HashMap;

use super::file::ThemeFile;
use super::reduce;
use super::resolve::{Spec, Step, resolve};
use super::{Depth, Role, Theme};
use crate::settings::{Notice, Report, folded_name, nearest, same_name};

/// The theme for whatever cannot be found: the terminal's own colours.
pub const FALLBACK: &str = "terminal";

/// The theme whose attributes carry every cue without colour.
const MONO: &str = "mono";

/// How many themes may extend one another.
const MAX_CHAIN: usize = 16;

/// The shipped themes: name and file, in the order of the picker.
pub static SHIPPED: [(&str, &str); 11] = [
    ("light", include_str!("../../themes/light.yaml")),
    ("dark", include_str!("../../themes/dark.yaml")),
    ("sepia", include_str!("../../themes/sepia.yaml")),
    ("solarized-light", include_str!("../../themes/solarized-light.yaml")),
    ("solarized-dark", include_str!("../../themes/solarized-dark.yaml")),
    ("high-contrast-light", include_str!("../../themes/high-contrast-light.yaml")),
    ("high-contrast-dark", include_str!("../../themes/high-contrast-dark.yaml")),
    ("colour-blind-light", include_str!("../../themes/colour-blind-light.yaml")),
    ("colour-blind-dark", include_str!("../../themes/colour-blind-dark.yaml")),
    ("terminal", include_str!("../../themes/terminal.yaml")),
    ("mono", include_str!("../../themes/mono.yaml")),
];

/// The shipped themes and the reader's own. Nothing is parsed until a theme is loaded.
#[derive(Debug, Clone, Default)]
pub struct Themes {
    own: Vec<Own>,
    /// Where each of them is, by its folded name: a folder may hold thousands that extend one another.
    index: HashMap<String, usize>,
}

/// A theme of the reader.
#[derive(Debug, Clone)]
struct Own {
    name: String,
    file: String,
    text: String,
}

/// A theme's source, and whether it is the reader's.
#[derive(Debug, Clone, Copy)]
struct Source<'a> {
    name: &'a str,
    file: &'a str,
    text: &'a str,
    own: bool,
}

impl Themes {
    /// Adds a reader's theme. `name` is the file name without `.yaml`, `file` what notices show, `text` the file.
    /// One with a shipped theme's name takes its place, and may extend it.
    pub fn add(&mut self, name: &str, file: &str, text: String) {
        let key = folded_name(name);
        if let Some(at) = self.index.remove(&key) {
            self.own.remove(at);
            self.index.values_mut().filter(|n| **n > at).for_each(|n| *n -= 1);
        }
        self.index.insert(key, self.own.len());
        self.own.push(Own { name: name.to_owned(), file: file.to_owned(), text });
    }

    /// All names: the shipped ones, then the reader's in the order they were added.
    pub fn names(&self) -> Vec<&str> {
        let shipped = SHIPPED.iter().map(|(name, _)| *name);
        let is_shipped = |own: &&Own| SHIPPED.iter().any(|(name, _)| same_name(name, &own.name));
        shipped.chain(self.own.iter().filter(|own| !is_shipped(own)).map(|own| own.name.as_str())).collect()
    }

    /// The file of a theme as text, for showing and copying.
    pub fn source(&self, name: &str) -> Option<&str> {
        self.find(name, Whose::Any).map(|source| source.text)
    }

    /// The theme `name` for a terminal of this depth. An unknown name gives [`FALLBACK`]; faults in files are notices.
    pub fn load(&self, name: &str, depth: Depth) -> (Theme, Vec<Notice>) {
        let mut notices = Vec::new();
        let source = self.find(name, Whose::Any).or_else(|| {
            notices.extend(self.unknown(name));
            self.find(FALLBACK, Whose::Shipped)
        });
        let Some(source) = source else { return (blank(name, depth), notices) };
        let (specs, about) = self.specs(source, &mut notices);
        let styles = match depth {
            Depth::None => reduce::without_colour(&specs, &self.mono()),
            _ => reduce::reduce(&specs, depth),
        };
        let paper = Theme::paper_of(&styles, depth);
        (Theme { name: source.name.to_owned(), about, depth, styles, paper }, notices)
    }

    /// What is wrong with a reader's theme that need not be among these, and with those that it extends.
    pub fn faults(&self, name: &str, file: &str, text: &str) -> Vec<Notice> {
        let mut notices = Vec::new();
        self.specs(Source { name, file, text, own: true }, &mut notices);
        notices
    }

    fn unknown(&self, name: &str) -> Vec<Notice> {
        let hint = nearest::nearest(name, self.names()).map(|n| format!("; did you mean `{n}`?")).unwrap_or_default();
        let mut report = Report::new("theme");
        report.whole(&format!("the theme `{name}` is not known, `{FALLBACK}` is used{hint}"));
        report.finish()
    }

    /// The attributes that stand for every cue; what is wrong in it is only told to who asks for it by name.
    fn mono(&self) -> [Spec; Role::COUNT] {
        self.find(MONO, Whose::Shipped).map_or([Spec::default(); Role::COUNT], |s| self.specs(s, &mut Vec::new()).0)
    }

    /// Every role of a theme and its ancestors, and what it is about.
    fn specs(&self, source: Source<'_>, notices: &mut Vec<Notice>) -> ([Spec; Role::COUNT], String) {
        let mut chain = self.chain(source);
        let about = chain.last().and_then(|step| step.file.about.as_ref()).map(|w| w.text.to_string());
        let specs = resolve(&mut chain);
        for step in chain.into_iter().rev() {
            notices.extend(step.report.finish());
        }
        (specs, crate::clean::Clean::line(&about.unwrap_or_default()).to_string())
    }

    /// The files that `source` extends, oldest first, and itself.
    fn chain<'s>(&'s self, source: Source<'s>) -> Vec<Step<'s>> {
        let mut seen: Vec<(&str, bool)> = Vec::new();
        let mut chain = Vec::new();
        let mut next = Some(source);
        while let Some(source) = next {
            seen.push((source.name, source.own));
            let mut report = Report::new(source.file);
            let file = ThemeFile::read(source.text, &mut report);
            next = self.parent(&file, source, &seen, &mut report);
            chain.push(Step { file, report });
        }
        tell_first(&mut chain, &seen);
        chain.reverse();
        chain
    }

    /// The theme that a file extends. Where a reader's file names none, or none that can be had, it is [`FALLBACK`],
    /// so that what the file leaves out still shows.
    fn parent(
        &self,
        file: &ThemeFile<'_>,
        child: Source<'_>,
        seen: &[(&str, bool)],
        report: &mut Report,
    ) -> Option<Source<'_>> {
        let fallback = || self.find(FALLBACK, Whose::Shipped).filter(|_| child.own);
        let Some(word) = file.extends.as_ref() else { return fallback() };
        // A reader's `light` that extends `light` means the shipped one.
        let whose = if child.own && same_name(child.name, &word.text) { Whose::Shipped } else { Whose::Any };
        match self.find(&word.text, whose) {
            Some(source) if seen.contains(&(source.name, source.own)) || seen.len() >= MAX_CHAIN => {
                report.at(word.place, &format!("`{}` extends this theme in turn; it is left out here", word.text));
                fallback()
            }
            None => {
                report.unknown(word.place, "the theme", &word.text, self.names());
                fallback()
            }
            found => found,
        }
    }

    fn find(&self, name: &str, whose: Whose) -> Option<Source<'_>> {
        let place = (whose == Whose::Any).then(|| self.index.get(&folded_name(name))).flatten();
        let own = place.and_then(|at| self.own.get(*at));
        let own = own.map(|o| Source { name: &o.name, file: &o.file, text: &o.text, own: true });
        own.or_else(|| {
            let (name, text) = SHIPPED.iter().find(|(known, _)| same_name(known, name))?;
            Some(Source { name, file: name, text, own: false })
        })
    }
}

/// A circle shows only in the file that closes it, which is not the one that was asked for; that one is told as well.
fn tell_first(chain: &mut [Step<'_>], seen: &[(&str, bool)]) {
    let ([first, others @ ..], Some((name, true))) = (chain, seen.first()) else { return };
    let closes = |step: &Step<'_>| step.file.extends.as_ref().is_some_and(|word| same_name(&word.text, name));
    if let (true, Some(word)) = (others.iter().any(closes), first.file.extends.as_ref()) {
        first.report.at(word.place, &format!("`{}` extends this theme in turn, so nothing comes of it", word.text));
    }
}

/// Where to look for a theme.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Whose {
    Any,
    Shipped,
}

/// A theme that changes nothing; only there so that loading is total.
fn blank(name: &str, depth: Depth) -> Theme {
    Theme {
        name: name.to_owned(),
        about: String::new(),
        depth,
        styles: [ratatui::style::Style::default(); Role::COUNT],
        paper: None,
    }
}
