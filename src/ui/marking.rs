//! The line that asks what a passage is: its words, the kinds with their keys, and below them who is offered. Two rows
//! from 70 columns on, three on narrower screens: what would need more is said in fewer words.

use ratatui::layout::Rect;
use ratatui::style::Style;

use super::status::tone;
use super::{Chrome, Painter, names};
use crate::app::App;
use crate::app::entities::kinds;
use crate::app::entities::known::Known;
use crate::app::entities::marking::Marking;
use crate::clean::Clean;
use crate::entity::Kind;
use crate::look::Role;
use crate::text;

/// Cells of the words that are marked, at most and at least.
const QUOTE: (usize, usize) = (34, 12);

/// Cells of the name that is offered, at most and at least.
const NAME: (usize, usize) = (34, 12);

/// Screens from this width on have one row for the kinds, narrower ones two.
const WIDE: usize = 68;

/// Words that stay together on a row, each with its style.
type Chunk = Vec<(Clean, Style)>;

/// Draws the rows above and on the status line; where they would hide the passage, below the top line instead.
pub(super) fn draw(app: &App, marking: &Marking, chrome: Chrome<'_>, painter: &mut Painter<'_>) {
    let (status, look) = (app.panes.status, chrome.look);
    let width = usize::from(status.width.saturating_sub(2));
    let mut rows = asked(app, marking, chrome, width);
    rows.push(match &app.message {
        Some(message) => vec![(message.text.clone(), look.style(tone(message)))],
        None => offered(app, marking, chrome, width),
    });
    let height = u16::try_from(rows.len()).unwrap_or(1).min(app.panes.screen.height);
    // The last row is the status line; what must stay in sight may part it from those above.
    let foot = app.panes.foot().min(status.y);
    let over = Rect { y: foot.saturating_sub(height - 1), height: (height - 1).min(foot), ..app.panes.screen };
    let top = app.panes.banner_top.bottom().max(u16::from(app.panes.screen.height > height));
    let at_top = hides(app, marking, over) || over.height + 1 < height;
    let ys: Vec<u16> =
        if at_top { (top..top + height).collect() } else { (over.y..over.bottom()).chain([status.y]).collect() };
    painter.fill(status, look.style(Role::Status));
    for (y, row) in ys.into_iter().zip(rows) {
        let area = if y == status.y { status } else { Rect { y, height: 1, ..app.panes.screen } };
        painter.fill(area, look.style(Role::Status));
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

/// How many words there are for the kinds.
#[derive(Debug, Clone, Copy)]
enum Words {
    Whole,
    Short,
    Close,
}

/// The passage and the kinds, in the fullest words that fit.
fn asked(app: &App, marking: &Marking, chrome: Chrome<'_>, width: usize) -> Vec<Chunk> {
    let (most, least) = if width >= WIDE { (1, QUOTE.1) } else { (2, 8) };
    let quote = text::cells(&marking.quote).min(least);
    let fits = |words: &Words| flow(asking(app, marking, chrome, (*words, quote)), width).len() <= most;
    let words = [Words::Whole, Words::Short].into_iter().find(fits).unwrap_or(Words::Close);
    // What the kinds leave of the row goes to the passage.
    let longest = (least..=QUOTE.0).rev().map(|cells| flow(asking(app, marking, chrome, (words, cells)), width));
    longest.min_by_key(|rows| rows.len().max(most)).unwrap_or_default()
}

fn asking(app: &App, marking: &Marking, chrome: Chrome<'_>, (words, cells): (Words, usize)) -> Vec<Chunk> {
    let look = chrome.look;
    let plain = look.style(Role::Status);
    let how_many = marking.all.map_or(String::new(), |n| format!("all {n} "));
    let anew = if marking.anew { "somebody new, " } else { "" };
    let quote = Clean::piece(&text::truncate(&marking.quote, cells));
    let between = if matches!(words, Words::Close) { " " } else { "  " };
    let quote = Clean::from(format!(" {how_many}“{quote}” as{between}{anew}"));
    let mut chunks = vec![vec![(Clean::line("MARK"), look.style(Role::Mode)), (quote, plain)]];
    for (key, kind) in kinds::offered(&app.settings) {
        let style = plain.patch(names::of_kind(app, look, &kind));
        chunks.push(vec![
            key_of(&key.to_string(), chrome),
            (Clean::from(" ".to_owned()), plain),
            (called(&kind, words), style),
            (Clean::from(between.to_owned()), plain),
        ]);
    }
    chunks
}

/// A kind, in full or shortened.
fn called(kind: &Kind, words: Words) -> Clean {
    let name = Clean::line(kind.name());
    match (words, kind) {
        (Words::Whole, _) => name,
        (_, Kind::Organisation) => Clean::line("org"),
        (_, Kind::Nationality) => Clean::line("nation"),
        (_, Kind::Own(_)) => Clean::from(text::truncate(&name, 8)),
        _ => name,
    }
}

/// Who is offered, and what else a key does; a name gives way before the keys do.
fn offered(app: &App, marking: &Marking, chrome: Chrome<'_>, width: usize) -> Chunk {
    let Some(known) = marking.offered() else {
        let all = if marking.all.is_some() { "only here" } else { "all places" };
        return options(&[("E", all), ("=", "somebody known"), ("Esc", "")], chrome);
    };
    let same = match (known.spelling, known.guessed, marking.marked) {
        (true, ..) => "same, spelled otherwise",
        (_, true, _) => "yes",
        (_, false, true) => "as it is",
        (_, false, false) => "same",
    };
    let all = options(&[("Enter", same), ("+", "new"), ("E", "all"), ("-", "no"), ("=", "other"), ("Esc", "")], chrome);
    let few = options(&[("Enter", same), ("+", "new"), ("E", "all")], chrome);
    let fewest = options(&[("Enter", same), ("+", "new")], chrome);
    let cells = |chunk: &Chunk| chunk.iter().map(|(words, _)| text::cells(words)).sum::<usize>();
    let name = text::cells(&Clean::line(&known.name)).min(NAME.0);
    // Keys first, then as much about the name as there is room for.
    let tries =
        [(&all, About::Whole), (&all, About::Short), (&all, About::Name), (&few, About::Name), (&fewest, About::Name)];
    for (keys, about) in tries {
        let room = width.saturating_sub(cells(keys) + 2);
        let besides = text::cells(&who(app, chrome, known, (about, 0)));
        if room >= besides + name.min(NAME.1) {
            let who = who(app, chrome, known, (about, (room - besides).min(NAME.0)));
            let mut chunk = vec![(who, chrome.look.style(Role::Status))];
            chunk.push((Clean::from("  ".to_owned()), chrome.look.style(Role::Status)));
            chunk.extend(keys.clone());
            return chunk;
        }
    }
    fewest
}

/// How much is said of the name that is offered.
#[derive(Debug, Clone, Copy)]
enum About {
    Whole,
    Short,
    Name,
}

/// The name with the sign of its kind, in so many cells; 0 leaves the name out.
fn who(app: &App, chrome: Chrome<'_>, known: &Known, (about, cells): (About, usize)) -> Clean {
    let name = Clean::piece(&text::truncate(&Clean::line(&known.name), cells));
    let sign = names::sign(app, chrome.look, &known.kind);
    let doubt = if known.guessed { "?" } else { "" };
    let kind = Clean::piece(known.kind.name());
    let counts = app.entities.knows_all();
    let times = match (about, known.count) {
        (About::Short, 1..) if !counts => String::new(),
        (About::Whole, 1..) if !counts => format!(" · {kind}"),
        (About::Name, _) => return Clean::from(format!("{sign} {name}{doubt}")),
        (About::Short, 0) => " (known)".to_owned(),
        (About::Short, n) => format!(" ({n}×)"),
        (About::Whole, 0) => format!(" · {kind} (in the registry)"),
        (About::Whole, 1) => format!(" · {kind} (1 mention)"),
        (About::Whole, n) => format!(" · {kind} ({n} mentions)"),
    };
    Clean::from(format!("{sign} {name}{doubt}{times}"))
}

fn options(all: &[(&'static str, &'static str)], chrome: Chrome<'_>) -> Chunk {
    let dim = chrome.look.style(Role::Dim);
    let mut chunk = Chunk::new();
    for (n, (key, word)) in all.iter().enumerate() {
        let between = if n == 0 { "" } else { " · " };
        chunk.push((Clean::from(between.to_owned()), dim));
        chunk.push(key_of(key, chrome));
        let word = if word.is_empty() { String::new() } else { format!(" {word}") };
        chunk.push((Clean::from(word), dim));
    }
    chunk
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
        *words = Clean::from(words.trim_end_matches(' ').to_owned());
    }
    row
}
