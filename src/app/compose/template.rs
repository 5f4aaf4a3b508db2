//! Templates: a note that begins with questions, the five of a reporter or the reader's own.

use super::super::pick::{Choice, Item, Pick, PickKind};
use super::super::{App, Effect, Message, Mode, lists};
use super::buffer::Spot;
use super::deeds::Deed;
use super::{begin, subject};
use crate::clean::Clean;
use crate::note::Target;

/// What stands in a template for something that the program knows.
pub const PLACEHOLDERS: [&str; 4] = ["section", "title", "date", "author"];

/// The template that comes with the program.
const FIVE_W: &str = "Who: \nWhat: \nWhen: \nWhere: \nWhy: \nHow: \nHow do we know: \nWhat is missing: ";

/// A note to begin with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Template {
    /// Its name in the list.
    pub name: String,
    /// Its text; `{section}`, `{title}`, `{date}` and `{author}` stand for what they say.
    pub text: String,
}

impl Template {
    /// The templates that come with the program.
    pub fn shipped() -> Vec<Self> {
        vec![Self { name: "5W".to_owned(), text: FIVE_W.to_owned() }]
    }

    /// The text with every placeholder filled. What is filled in is not looked at again.
    fn fill(&self, value: impl Fn(&str) -> String) -> String {
        let mut out = String::new();
        let mut rest = self.text.as_str();
        while let Some((before, behind)) = rest.split_once('{') {
            out.push_str(before);
            let known = behind.split_once('}').filter(|(name, _)| PLACEHOLDERS.contains(name));
            if let Some((name, after)) = known {
                out.push_str(&value(name));
                rest = after;
            } else {
                out.push('{');
                rest = behind;
            }
        }
        out.push_str(rest);
        out
    }
}

/// Opens the list of templates.
pub(super) fn choose(app: &mut App) -> Vec<Effect> {
    if !subject::can_be_kept(app) {
        return Vec::new();
    }
    let item = |(n, template): (usize, &Template)| Item {
        mark: Clean::default(),
        label: Clean::line(&template.name),
        detail: Clean::line(template.text.lines().next().unwrap_or("")),
        choice: Choice::Deed(Deed::Template(n)),
    };
    let items = app.settings.templates.iter().enumerate().map(item).collect();
    lists::show(app, Pick::new(PickKind::Choose("Begin with"), items, 0));
    Vec::new()
}

/// Begins a note on the section with a template; what was written on it before goes first.
pub(super) fn use_one(app: &mut App, n: usize) -> Vec<Effect> {
    let Some(template) = app.settings.templates.get(n).cloned() else { return Vec::new() };
    let (target, passage) = subject::on_section(app);
    let briefing = app.document.briefing();
    let section = match &target {
        Target::Section(name) => name.heading.clone().unwrap_or_else(|| "Lead".to_owned()),
        _ => String::new(),
    };
    let (title, date) = (briefing.display_title(), briefing.header.date.map(|d| d.to_string()).unwrap_or_default());
    let author = app.settings.author.clone();
    let text = template.fill(|name| match name {
        "section" => section.clone(),
        "title" => title.clone(),
        "date" => date.clone(),
        _ => author.clone(),
    });
    let effects = begin(app, target, passage);
    if let Mode::Compose(compose) = &mut app.mode {
        if compose.buffer.is_blank() {
            compose.buffer.insert(&text);
            let end = text.lines().next().map_or(0, str::len);
            compose.buffer.put_caret(Spot { line: 0, byte: end });
        } else {
            app.message =
                Some(Message::note("this is your draft on the section; the template waits until it is saved"));
        }
    }
    effects
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn placeholders_are_filled_once_and_others_stay() {
        let template = Template { name: String::new(), text: "{title} {x} {{section}} {".to_owned() };
        let filled = template.fill(|name| format!("<{name}{{title}}>"));
        assert_eq!(filled, "<title{title}> {x} {<section{title}>} {");
    }
}
