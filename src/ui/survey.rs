//! Screens of names and dates: a title, a list, more about what is chosen; on the map the map.

use ratatui::layout::Rect;

use super::prose::{self, Prose};
use super::{Chrome, Painter};
use crate::app::App;
use crate::app::survey::{Areas, Screen};
use crate::clean::Clean;
use crate::look::Role;
use crate::text::{self, Span};

mod chart;
mod labels;
mod quote;
mod roll;
mod subject;
mod times;

/// Draws the open screen.
pub(super) fn draw(app: &App, screen: &Screen, chrome: Chrome<'_>, painter: &mut Painter<'_>) {
    let areas = Areas::of(app, screen);
    painter.fill(areas.whole, chrome.look.style(Role::Panel));
    match screen {
        Screen::Roll(roll) => roll::draw(app, (roll, &areas), chrome, painter),
        Screen::Subject(subject) => subject::draw(app, (subject, &areas), chrome, painter),
        Screen::Chart(chart) => chart::draw(app, (chart, &areas), chrome, painter),
        Screen::Times(times) => times::draw(app, (times, &areas), chrome, painter),
    }
}

/// The title with the filter behind it, and how many are listed; of a long text that is still being read, so far.
fn head(
    screen: (&Clean, &str),
    ((shown, all), app): ((usize, usize), &App),
    chrome: Chrome<'_>,
    (painter, area): (&mut Painter<'_>, Rect),
) {
    if area.is_empty() {
        return;
    }
    let look = chrome.look;
    let (title, filter) = screen;
    painter.fill(area, look.style(Role::Header));
    let so_far = match (app.entities.knows_all(), app.entities.underway()) {
        (true, _) => String::new(),
        (_, None) => " so far".to_owned(),
        (_, Some(percent)) => format!(" so far, {percent} %"),
    };
    let count = if shown == all { format!("{all}{so_far}") } else { format!("{shown} of {all}{so_far}") };
    let count = Clean::from(count);
    let left = painter.put_right((area.right().saturating_sub(1), area.y), &count, look.style(Role::Dim));
    let room = left.saturating_sub(area.x + 2);
    let x = painter.put_short((area.x + 1, area.y), room, title, look.style(Role::Title)) + 2;
    painter.put_short((x, area.y), left.saturating_sub(x + 1), &Clean::line(filter), look.style(Role::Dim));
}

/// What to say where the list is empty.
fn nothing(filter: &str, chrome: Chrome<'_>, painter: &mut Painter<'_>, area: Rect) {
    let line = if filter.is_empty() {
        Clean::from("Nothing to list.")
    } else {
        Clean::from(format!("Nothing matches “{}”. Esc shows all.", Clean::piece(filter)))
    };
    painter.put_short((area.x + 1, area.y), area.width.saturating_sub(2), &line, chrome.look.style(Role::Dim));
}

/// A rule, and below it a sentence of the text with a part of it strong; returns nothing where there is no room.
fn sentence(
    app: &App,
    chrome: Chrome<'_>,
    (painter, area): (&mut Painter<'_>, Rect),
    (sentence, strong): (Span, Span),
) {
    let Some(area) = below(chrome, painter, area) else { return };
    let look = chrome.look;
    let briefing = app.document.briefing();
    let words = briefing.text.sub(sentence);
    let start = strong.start.saturating_sub(sentence.start);
    let strong = Span::new(start, start + strong.len());
    let prose = Prose { text: words, parts: vec![(strong, look.style(Role::Strong))] };
    prose::draw(painter, super::order(app), (area, look.style(Role::Panel)), &prose);
}

/// Draws the rule above the details; what is left for them, in a margin.
fn below(chrome: Chrome<'_>, painter: &mut Painter<'_>, area: Rect) -> Option<Rect> {
    if area.height < 2 || area.width < 4 {
        return None;
    }
    rule(chrome, painter, Rect { height: 1, ..area });
    Some(Rect { x: area.x + 1, y: area.y + 1, width: area.width - 2, height: area.height - 1 })
}

fn rule(chrome: Chrome<'_>, painter: &mut Painter<'_>, area: Rect) {
    for x in area.left()..area.right() {
        painter.put((x, area.y), 1, chrome.look.symbols.dash, chrome.look.style(Role::Rule));
    }
}

/// How often each of several things is: a bar for each, a dot for none. More than `cells` of them share bars.
fn bars(counts: &[usize], cells: usize, symbols: &crate::look::Symbols) -> Clean {
    if counts.is_empty() || cells == 0 {
        return Clean::default();
    }
    let each = counts.len().div_ceil(cells);
    let sums: Vec<usize> = counts.chunks(each).map(|chunk| chunk.iter().sum()).collect();
    let most = sums.iter().copied().max().unwrap_or(0).max(symbols.bars.len());
    let bar = |n: &usize| match n {
        0 => symbols.no_bar,
        n => symbols.bars[(n * symbols.bars.len()).div_ceil(most).clamp(1, symbols.bars.len()) - 1],
    };
    Clean::from(sums.iter().map(bar).collect::<String>())
}

/// Where a section is, in few cells.
fn section(app: &App, section: usize, cells: usize) -> Clean {
    let heading = app.document.briefing().heading(section).unwrap_or("Lead");
    Clean::from(text::truncate(&Clean::line(heading), cells))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::look::{ASCII, UNICODE};

    #[test]
    fn bars_rise_with_the_counts() {
        assert_eq!(bars(&[1, 0, 3, 8], 10, &UNICODE).as_str(), "▁·▃█");
        assert_eq!(bars(&[100, 50, 0], 10, &UNICODE).as_str(), "█▄·");
        assert_eq!(bars(&[1, 1, 4, 4], 2, &UNICODE).as_str(), "▂█");
        assert_eq!(text::cells(&bars(&[1; 99], 7, &ASCII)), 7);
        assert!(bars(&[2, 0], 9, &ASCII).is_ascii());
    }
}
