//! The timeline: a row a date, the sentence behind it; below, the chosen sentence and how sure its date is.

use ratatui::layout::Rect;

use super::{head, nothing, quote, sentence};
use crate::app::App;
use crate::app::survey::{Areas, Times};
use crate::clean::Clean;
use crate::dates::{Certainty, When};
use crate::look::Role;
use crate::text;
use crate::timeline::{self, Event};
use crate::ui::{Chrome, Painter};

/// Cells of a date with its sign.
const DATE: u16 = 12;

pub(super) fn draw(app: &App, (times, areas): (&Times, &Areas), chrome: Chrome<'_>, painter: &mut Painter<'_>) {
    let title = Clean::from(match app.document.briefing().header.date {
        Some(date) => format!("Timeline · briefing of {date}"),
        None => "Timeline · the briefing has no date".to_owned(),
    });
    let counts = (times.finder.count(), times.all());
    head((&title, &times.finder.filter), (counts, app), chrome, (painter, areas.head));
    if times.finder.count() == 0 {
        nothing(&times.finder.filter, chrome, painter, areas.list);
    }
    let rows = times.shown().iter().enumerate().skip(times.finder.top).take(usize::from(areas.list.height));
    let mut before = None;
    for ((n, event), y) in rows.zip(areas.list.y..) {
        let area = Rect { y, height: 1, ..areas.list };
        let date = date(event);
        // A date stands once for all of its sentences; the first row on the screen always says it.
        let shown = (before.as_ref() != Some(&date)).then_some(&date);
        row(app, (event, shown), chrome, (painter, area));
        before = Some(date);
        if n == times.finder.cursor {
            crate::ui::chosen(chrome, painter, area);
        }
    }
    if let Some(event) = times.chosen() {
        details(app, event, chrome, (painter, areas.below));
    }
}

fn row(
    app: &App,
    (event, date): (&Event, Option<&Clean>),
    chrome: Chrome<'_>,
    (painter, area): (&mut Painter<'_>, Rect),
) {
    let look = chrome.look;
    let role = if event.when.is_some() { Role::Strong } else { Role::Dim };
    let mut x = area.x + 1;
    if let Some(date) = date {
        painter.put_short((x, area.y), DATE, date, look.style(role));
    }
    x += DATE + 1;
    let room = area.right().saturating_sub(x + 1);
    let text = &app.document.briefing().text;
    let (line, _) = quote::around(text, event.sentence, event.span, usize::from(room));
    painter.put_short((x, area.y), room, &line, look.style(Role::Panel));
}

/// The date with the sign of its certainty: `= 2024-01-30`.
fn date(event: &Event) -> Clean {
    Clean::from(match event.when {
        Some(When { from, certainty, .. }) => format!("{} {from}", timeline::sign(certainty)),
        None => "no date".to_owned(),
    })
}

/// How sure the date is and from which words, then the whole sentence.
fn details(app: &App, event: &Event, chrome: Chrome<'_>, (painter, area): (&mut Painter<'_>, Rect)) {
    sentence(
        app,
        chrome,
        (painter, Rect { height: area.height.saturating_sub(1), ..area }),
        (event.sentence, event.span),
    );
    if area.height < 3 {
        return;
    }
    let words = Clean::piece(text::slice(&app.document.briefing().text, event.span));
    let line = Clean::from(format!("“{words}”: {}", sure(event)));
    let at = (area.x + 1, area.bottom() - 1);
    painter.put_short(at, area.width.saturating_sub(2), &line, chrome.look.style(Role::Dim));
}

fn sure(event: &Event) -> String {
    let Some(when) = event.when else { return "which date that is cannot be told".to_owned() };
    let date = match when.to {
        Some(to) => format!("{} to {to}", when.from),
        None => when.from.to_string(),
    };
    match when.certainty {
        Certainty::Written => format!("{date}, written out"),
        Certainty::Reckoned => {
            format!("{date}, reckoned{}", event.base.map(|base| format!(" from {base}")).unwrap_or_default())
        }
        Certainty::Likely => format!("{date}, likely"),
    }
}
