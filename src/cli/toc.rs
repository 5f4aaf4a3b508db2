//! `attache toc`: the sections of a briefing.

use std::io::{self, Write};

use anyhow::Result;

use super::args;
use super::exit::Exit;
use super::own::Own;
use super::{load, section, speak};
use crate::briefing::Briefing;
use crate::export::json::{self, Points};
use crate::text;

/// Widest column of headings; longer ones push their minutes out.
const WIDEST: usize = 60;

/// Prints the sections of a briefing.
///
/// # Errors
/// What cannot be read or written.
pub(super) fn run(toc: &args::Toc) -> Result<Exit> {
    let imported = load::document(&toc.file, toc.decode.encoding.as_deref())?;
    let rows = rows(&imported.briefing, Own::find().config().0.words_per_minute);
    let mut out = speak::out();
    if toc.json {
        json::print(&mut out, &rows)?;
    } else {
        write(&mut out, &rows)?;
    }
    out.flush()?;
    Ok(Exit::Done)
}

#[derive(Debug, PartialEq, serde::Serialize)]
struct Row<'a> {
    n: usize,
    id: &'a str,
    heading: Option<&'a str>,
    level: u8,
    start: usize,
    end: usize,
    minutes: f32,
}

fn rows(briefing: &Briefing, words_per_minute: u16) -> Vec<Row<'_>> {
    let points = Points::new(briefing);
    let slowness = text::WORDS_PER_MINUTE / f32::from(words_per_minute.max(1));
    let sections = briefing.sections.iter().enumerate();
    sections
        .map(|(n, section)| {
            let place = points.section(briefing, n);
            let minutes = text::reading_minutes(text::slice(&briefing.text, briefing.section_span(n))) * slowness;
            Row {
                n: n + 1,
                id: &section.id,
                heading: briefing.heading(n),
                level: section.level,
                start: place.start,
                end: place.end,
                minutes: (minutes * 10.0).round() / 10.0,
            }
        })
        .collect()
}

fn write(out: &mut impl Write, rows: &[Row<'_>]) -> io::Result<()> {
    let title = |row: &Row<'_>| {
        let indent = "  ".repeat(usize::from(row.level.saturating_sub(1)));
        format!("{indent}{}", row.heading.unwrap_or(section::LEAD))
    };
    let wide = rows.iter().map(|row| text::cells(&title(row))).max().unwrap_or(0).min(WIDEST);
    let digits = rows.len().to_string().len();
    for row in rows {
        let title = title(row);
        let pad = wide.saturating_sub(text::cells(&title));
        writeln!(out, "{:>digits$}  {title}{:pad$}  {:>3} min", row.n, "", whole(row.minutes))?;
    }
    Ok(())
}

/// Minutes as a reader thinks of them.
fn whole(minutes: f32) -> String {
    if minutes < 0.75 { "<1".to_owned() } else { format!("{minutes:.0}") }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::briefing::{BlockKind, Draft};

    #[test]
    fn one_line_a_section() {
        let mut draft = Draft::new();
        draft.block(BlockKind::Paragraph, "Lead.", 1);
        draft.block(BlockKind::Heading(2), "Ünë", 2);
        draft.block(BlockKind::Paragraph, &"word ".repeat(500), 3);
        draft.block(BlockKind::Heading(3), "伊朗", 4);
        let briefing = draft.finish().0;
        let rows = rows(&briefing, 220);
        let mut out = Vec::new();
        write(&mut out, &rows).unwrap();
        let expected = "1  Lead     <1 min\n2  Ünë       2 min\n3    伊朗   <1 min\n";
        assert_eq!(String::from_utf8(out).unwrap(), expected);
        assert_eq!((rows[1].start, rows[2].end), (7, briefing.text.chars().count()));
    }
}
