//! The line that asks what a passage is: its words, the kinds with their keys, and who is offered.

use ratatui::layout::Rect;
use ratatui::style::Style;

use super::status::tone;
use super::{Chrome, Painter, names};
use crate::app::App;
use crate::app::entities::kinds;
use crate::app::entities::known::Known;
use crate::app::entities::marking::Marking;
use crate::clean::Clean;
use crate::look::Role;
use crate::text;

/// Cells of the words that are marked.
const QUOTE: usize = 34;

/// Cells of the name that is offered.
const NAME: usize = 34;

/// Words that stay together on a row, each with its style.
type Chunk = Vec<(Clean, Style)>;

/// Draws the rows above and on the status line; where they would hide the passage, below the top line instead.
pub(super) fn draw(app: &App, marking: &Marking, chrome: Chrome<'_>, painter: &mut Painter<'_>) {
    let (status, look) = (app.panes.status, chrome.look);
    let width = usize::from(status.width.saturating_sub(2));
    let mut chunks = asked(app, marking, chrome);
    chunks.extend(match &app.message {
        Some(message) => vec![vec![(message.text.clone(), look.style(tone(message)))]],
        None => offered(marking, chrome),
    });
    let rows = flow(chunks, width);
    let height = u16::try_from(rows.len()).unwrap_or(1).min(app.panes.screen.height);
    let at_end = Rect { y: (status.y + 1).saturating_sub(height), height, ..status };
    let area = if hides(app, marking, at_end) {
        Rect { y: u16::from(app.panes.screen.height > height), ..at_end }
    } else {
        at_end
    };
    painter.fill(status, look.style(Role::Status));
    painter.fill(area, look.style(Role::Status));
    for (y, row) in (area.y..area.bottom()).zip(rows) {
        let mut x = area.x + 1;
        for (words, style) in row {
            x = painter.put_short((x, y), area.right().saturating_sub(x + 1), &words, style);
        }
    }
}

/// True when the first letter of the passage stands in rows that would be covered.
fn hides(app: &App, marking: &Marking, area: Rect) -> bool {
    let pane = app.panes.text;
    let briefing = app.document.briefing();
    let row = app.reader.view.rows.iter().position(|view| {
        let start = briefing.blocks.get(view.block).map_or(0, |block| block.span.start);
        let within = marking.span.start.checked_sub(start);
        view.row().is_some_and(|row| row.pieces.iter().any(|p| within.is_some_and(|at| p.span.contains(at))))
    });
    row.is_some_and(|row| usize::from(pane.y) + row >= usize::from(area.y))
}

fn asked(app: &App, marking: &Marking, chrome: Chrome<'_>) -> Vec<Chunk> {
    let look = chrome.look;
    let plain = look.style(Role::Status);
    let how_many = marking.all.map_or(String::new(), |n| format!("all {n} "));
    let anew = if marking.anew { "somebody new, " } else { "" };
    let quote = Clean::from(format!(" {how_many}“{}” as {anew}", text::truncate(&marking.quote, QUOTE)));
    let mut chunks = vec![vec![(Clean::line("MARK"), look.style(Role::Mode)), (quote, plain)]];
    let taken = marking.offered().is_some();
    for (key, kind) in kinds::offered(&app.settings).into_iter().filter(|(key, _)| !(taken && *key == 'n')) {
        let name = Clean::line(kind.name());
        let style = plain.patch(names::of_kind(app, look, &kind));
        chunks.push(vec![
            key_of(&key.to_string(), chrome),
            (Clean::from(" ".to_owned()), plain),
            (name, style),
            (Clean::from("  ".to_owned()), plain),
        ]);
    }
    chunks
}

fn offered(marking: &Marking, chrome: Chrome<'_>) -> Vec<Chunk> {
    let Some(known) = marking.offered() else {
        let all = if marking.all.is_some() { "only here" } else { "all places" };
        return options(&[("E", all), ("=", "somebody known"), ("Esc", "")], chrome);
    };
    let same = match (known.guessed, marking.marked) {
        (true, _) => "yes",
        (false, true) => "as it is",
        (false, false) => "same",
    };
    let mut chunks = vec![vec![(
        Clean::from(format!("{} {}  ", if known.spelling { "spelled otherwise:" } else { "=" }, who(known))),
        chrome.look.style(Role::Status),
    )]];
    chunks.extend(options(
        &[("Enter", same), ("n", "new"), ("E", "all"), ("-", "no"), ("=", "other"), ("Esc", "")],
        chrome,
    ));
    chunks
}

fn who(known: &Known) -> String {
    let name = text::truncate(&Clean::line(&known.name), NAME);
    let times = if known.count == 1 { "mention" } else { "mentions" };
    let count = if known.count == 0 { "in the registry".to_owned() } else { format!("{} {times}", known.count) };
    let doubt = if known.guessed { "?" } else { "" };
    format!("{name} · {}{doubt} ({count})", Clean::line(known.kind.name()))
}

fn options(all: &[(&'static str, &'static str)], chrome: Chrome<'_>) -> Vec<Chunk> {
    let dim = chrome.look.style(Role::Dim);
    let chunk = |(n, (key, word)): (usize, &(&'static str, &'static str))| {
        let between = if n + 1 == all.len() { "" } else { " · " };
        let word = if word.is_empty() { String::new() } else { format!(" {word}") };
        vec![key_of(key, chrome), (Clean::from(format!("{word}{between}")), dim)]
    };
    all.iter().enumerate().map(chunk).collect()
}

fn key_of(key: &str, chrome: Chrome<'_>) -> (Clean, Style) {
    (Clean::line(key), chrome.look.style(Role::StatusKey))
}

/// Chunks in rows of at most `width` cells; what only parts them from the next is left out at the end of a row.
fn flow(chunks: Vec<Chunk>, width: usize) -> Vec<Chunk> {
    let cells = |chunk: &Chunk| chunk.iter().map(|(words, _)| text::cells(words)).sum::<usize>();
    let mut rows: Vec<(usize, Chunk)> = Vec::new();
    for chunk in chunks {
        let (wide, bare) = (cells(&chunk), cells(&without_end(chunk.clone())));
        match rows.last_mut() {
            Some((used, row)) if *used + bare <= width => {
                *used += wide;
                row.extend(chunk);
            }
            _ => rows.push((wide, chunk)),
        }
    }
    rows.into_iter().map(|(_, row)| without_end(row)).collect()
}

fn without_end(mut row: Chunk) -> Chunk {
    if let Some((words, _)) = row.last_mut() {
        *words = Clean::from(words.as_str().trim_end_matches([' ', '·']).to_owned());
    }
    row
}
