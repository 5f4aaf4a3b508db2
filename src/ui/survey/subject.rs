//! The dossier: who it is and since when above, then its sentences and notes, with the chosen sentence whole below.

use ratatui::layout::Rect;

use super::{bars, head, nothing, quote, rule, section, sentence};
use crate::app::App;
use crate::app::notes::words;
use crate::app::survey::{Areas, Row, Subject};
use crate::clean::Clean;
use crate::dossier::Place;
use crate::look::Role;
use crate::ui::{Chrome, Painter, margin, names};

/// Cells of the column that says where.
const WHERE: u16 = 18;

pub(super) fn draw(app: &App, (subject, areas): (&Subject, &Areas), chrome: Chrome<'_>, painter: &mut Painter<'_>) {
    let dossier = &subject.dossier;
    let sign = names::sign(app, chrome.look, &dossier.kind);
    let mut title = format!("{sign} {} · {}", Clean::piece(&dossier.name), Clean::piece(dossier.kind.name()));
    if !dossier.also.is_empty() {
        let also: Vec<String> = dossier.also.iter().map(|alias| Clean::piece(&alias.name).to_string()).collect();
        title = format!("{title} · also {}", also.join(", "));
    }
    let counts = (subject.finder.count(), subject.all());
    head((&Clean::from(title), &subject.finder.filter), (counts, app), chrome, (painter, areas.head));
    facts(app, subject, chrome, (painter, areas.facts));
    if subject.finder.count() == 0 {
        nothing(&subject.finder.filter, chrome, painter, areas.list);
    }
    let rows = subject.rows().iter().enumerate().skip(subject.finder.top).take(usize::from(areas.list.height));
    for ((n, row), y) in rows.zip(areas.list.y..) {
        let area = Rect { y, height: 1, ..areas.list };
        match row {
            Row::Mention(at) => dossier.mentions.get(*at).into_iter().for_each(|place| {
                mention(app, place, chrome, (painter, area));
            }),
            Row::Note(at) => note(app, (subject, *at), chrome, (painter, area)),
        }
        if n == subject.finder.cursor {
            crate::ui::chosen(chrome, painter, area);
        }
    }
    match subject.chosen() {
        Some(Row::Mention(_)) => {
            if let Some(place) = subject.mention() {
                sentence(app, chrome, (painter, areas.below), (place.sentence, place.span));
            }
        }
        Some(Row::Note(at)) => whole_note(app, (subject, at), chrome, (painter, areas.below)),
        None => {}
    }
}

/// How often and since when, with the curve by sections; whom it is named with.
fn facts(app: &App, subject: &Subject, chrome: Chrome<'_>, (painter, area): (&mut Painter<'_>, Rect)) {
    if area.is_empty() {
        return;
    }
    let (dossier, look) = (&subject.dossier, chrome.look);
    let count = |n: usize, what: &str| format!("{n} {what}{}", if n == 1 { "" } else { "s" });
    let sections = dossier.by_section(0, app.document.briefing());
    let named = sections.iter().filter(|n| **n > 0).count();
    let mut parts = vec![format!("{} in {}", count(dossier.mentions.len(), "mention"), count(named, "section"))];
    // One briefing is all that this screen knows of; `attache dossier NAME DIR` reads a folder.
    parts.insert(0, "in this briefing".to_owned());
    parts.extend(dossier.first.map(|date| date.to_string()));
    let line = Clean::from(parts.join(" · "));
    let width = area.width.saturating_sub(2);
    let x = painter.put_short((area.x + 1, area.y), width, &line, look.style(Role::Dim)) + 2;
    let room = area.right().saturating_sub(x + 1).min(24);
    let curve = bars(&sections, usize::from(room), &look.symbols);
    painter.put_short((x, area.y), room, &curve, look.style(Role::Accent));
    if area.height > 1 {
        let company: Vec<String> =
            dossier.with.iter().map(|c| format!("{} {}", Clean::piece(&c.name), c.paragraphs)).collect();
        let line = Clean::from(format!("with {}", company.join(" · ")));
        painter.put_short((area.x + 1, area.y + 1), width, &line, look.style(Role::Dim));
    }
    if area.height > 2 {
        rule(chrome, painter, Rect { y: area.y + 2, height: 1, ..area });
    }
}

/// Where, and the sentence with the name in view.
fn mention(app: &App, place: &Place, chrome: Chrome<'_>, (painter, area): (&mut Painter<'_>, Rect)) {
    let look = chrome.look;
    let wide = if area.width >= 60 { WHERE } else { 0 };
    let mut x = area.x + 1;
    if wide > 0 {
        let heading = section(app, place.section, usize::from(wide));
        painter.put_short((x, area.y), wide, &heading, look.style(Role::Dim));
        x += wide + 2;
    }
    let room = area.right().saturating_sub(x + 1);
    let text = &app.document.briefing().text;
    let (line, name) = quote::around(text, place.sentence, place.span, usize::from(room));
    let styles = (look.style(Role::Panel), name, look.style(Role::Strong));
    painter.put_strong((x, area.y), room, &line, styles);
}

fn note(app: &App, (subject, at): (&Subject, usize), chrome: Chrome<'_>, (painter, area): (&mut Painter<'_>, Rect)) {
    let look = chrome.look;
    let Some(note) = subject.note(at).and_then(|id| app.notes.book.note(id)) else { return };
    let kind = crate::app::notes::sight::Kind::of(note);
    let (sign, style) = margin::kind(kind, crate::app::notes::sight::hue(note), look);
    let x = painter.put((area.x + 1, area.y), 1, sign, style) + 1;
    let line = words::first_line(&crate::note::Record::Note(note.clone()));
    painter.put_short((x, area.y), area.right().saturating_sub(x + 1), &line, look.style(Role::Panel));
}

fn whole_note(
    app: &App,
    (subject, at): (&Subject, usize),
    chrome: Chrome<'_>,
    (painter, area): (&mut Painter<'_>, Rect),
) {
    let Some(area) = super::below(chrome, painter, area) else { return };
    let Some(note) = subject.note(at).and_then(|id| app.notes.book.note(id)) else { return };
    let touches = subject.dossier.notes.get(at).is_some_and(|word| word.touches);
    let about = if touches { "on a passage that names it" } else { "names it" };
    let kind = words::kind_name(note);
    let line = Clean::from(format!("{kind}, {about}: {}", Clean::piece(&note.text)));
    painter.put_lines(area, &line, chrome.look.style(Role::Panel));
}
