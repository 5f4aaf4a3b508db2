//! Notes as Markdown: for each briefing its title, its handling and where it lies; below the headings of its sections, in
//! document order, the passage as a quotation, the note, and a line that says what it is and leads back to the passage.
//!
//! Recipe: [`blocks`] makes managed blocks of the parts, pure and always the same; [`managed`] writes them into a new file or
//! brings an old one up to date. Foreign text is escaped so that a renderer shows exactly it; the notes themselves are
//! Markdown of their writers and are passed on, but each ends where it ends.
//!
//! What this does not do: it writes no time of the export, so that exporting the same again changes nothing.

use std::collections::HashSet;

use crate::briefing::{Briefing, Header};
use crate::clean::Clean;
use crate::export::notes::{Entry, Part, marking};
use crate::text::CodePoints;

mod contain;
pub mod dossier;
mod escape;
pub mod managed;
mod names;
mod record;

use managed::Block;

/// The blocks of an export of these parts, in order.
pub fn blocks(parts: &[Part<'_>]) -> Vec<Block> {
    let mut writer = Writer::default();
    if parts.len() > 1
        && let Some(label) = marking(parts)
    {
        writer.push(&["document"], handling(&label));
    }
    for part in parts {
        writer.part(part);
    }
    writer.blocks
}

/// The id of the block that stands above all others of the briefing at `link`.
pub fn head_id(link: &str) -> String {
    managed::id(&["briefing", link])
}

#[derive(Default)]
struct Writer {
    blocks: Vec<Block>,
    used: HashSet<String>,
}

impl Writer {
    fn part(&mut self, part: &Part<'_>) {
        self.push(&["briefing", &part.link], head(part));
        let points = CodePoints::new(&part.briefing.text);
        let notes = || part.entries.iter().filter(|entry| entry.record.as_note().is_some());
        notes().filter(|e| !e.is_lost() && e.section.is_none()).for_each(|entry| self.record(part, &points, entry));
        for (n, section) in part.briefing.sections.iter().enumerate() {
            let mut inside = notes().filter(|e| !e.is_lost() && e.section == Some(n)).peekable();
            if inside.peek().is_some() {
                self.push(&["section", &part.link, &section.id], heading(part.briefing, n));
            }
            inside.for_each(|entry| self.record(part, &points, entry));
        }
        if let Some(names) = names::body(part) {
            self.push(&["names", &part.link], names);
        }
        let mut lost = notes().filter(|entry| entry.is_lost()).peekable();
        if lost.peek().is_some() {
            self.push(&["orphans", &part.link], "## Orphans: what they were on is gone".to_owned());
        }
        lost.for_each(|entry| self.record(part, &points, entry));
    }

    fn record(&mut self, part: &Part<'_>, points: &CodePoints<'_>, entry: &Entry) {
        self.push(&[entry.record.id().as_str(), &part.link], record::body(part, points, entry));
    }

    /// The first part of an id is enough where it names one block only.
    fn push(&mut self, name: &[&str], body: String) {
        let short = if name.len() == 2 && !RESERVED.contains(&name[0]) { &name[..1] } else { name };
        let mut id = managed::id(short);
        if !self.used.insert(id.clone()) {
            id = managed::id(name);
            let mut n = 1;
            while !self.used.insert(id.clone()) {
                n += 1;
                id = format!("{}:{n}", managed::id(name));
            }
        }
        self.blocks.push(Block { id, body });
    }
}

/// First parts of ids that name no record.
const RESERVED: [&str; 5] = ["document", "briefing", "section", "names", "orphans"];

fn head(part: &Part<'_>) -> String {
    let header = &part.briefing.header;
    let mut paragraphs = vec![format!("# {}", escape::one_line(&part.briefing.display_title()))];
    // A portion mark counts for the part that quotes it.
    paragraphs.extend(marking(std::slice::from_ref(part)).map(|label| handling(&label)));
    let name = part.file.rsplit('/').next().unwrap_or(part.file);
    let mut line: Vec<String> = header.date.iter().map(ToString::to_string).collect();
    line.extend(header.dateline.iter().map(|place| escape::one_line(place)));
    line.push(format!("[{}]({})", escape::one_line(&Clean::line(name)), part.link));
    paragraphs.push(line.join(" · "));
    paragraphs.extend(sources(header));
    paragraphs.join("\n\n")
}

fn handling(label: &Clean) -> String {
    format!("**Handling: {}**", escape::one_line(label))
}

fn sources(header: &Header) -> Option<String> {
    let source = |source: &crate::briefing::Source| {
        let rating = source.rating.as_ref().map(|rating| format!(" ({rating})")).unwrap_or_default();
        escape::one_line(&format!("{}{rating}", source.name))
    };
    let all: Vec<String> = header.sources.iter().map(source).collect();
    (!all.is_empty()).then(|| format!("Sources: {}", all.join("; ")))
}

fn heading(briefing: &Briefing, section: usize) -> String {
    let level = briefing.sections.get(section).map_or(1, |s| usize::from(s.level)).clamp(1, 5);
    format!("{} {}", "#".repeat(level + 1), escape::one_line(briefing.heading(section).unwrap_or("Lead")))
}

#[cfg(test)]
mod tests;
