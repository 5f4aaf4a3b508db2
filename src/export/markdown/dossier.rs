//! A dossier as Markdown: who it is, then for each briefing its sentences by section, then company and notes.

use super::escape;
use super::managed::{self, Block};
use crate::anchor::State;
use crate::clean::Clean;
use crate::dossier::{Dossier, Source, Word};
use crate::export::notes::{Entry, Part, marking};
use crate::note::{Mark, Record};
use crate::text;

/// A briefing of a dossier, and how it is named.
#[derive(Debug, Clone)]
pub struct Sheet<'a> {
    /// The briefing with its names and notes.
    pub source: Source<'a>,
    /// Its file as the reader names it.
    pub file: String,
    /// Address of the file as seen from the export, percent-encoded; empty when it has none.
    pub link: String,
}

/// The blocks of the export, in order.
pub fn blocks(dossier: &Dossier, sheets: &[Sheet<'_>]) -> Vec<Block> {
    let mut out = vec![block(&["dossier", &dossier.name], head(dossier, sheets))];
    let mut order: Vec<usize> = Vec::new();
    for place in &dossier.mentions {
        if !order.contains(&place.source) {
            order.push(place.source);
        }
    }
    for n in order {
        if let Some(sheet) = sheets.get(n) {
            out.push(block(&["mentions", &sheet.link, &sheet.file], mentions(dossier, (n, sheet))));
        }
    }
    out.extend(company(dossier).map(|body| block(&["company", &dossier.name], body)));
    out.extend(notes(dossier, sheets).map(|body| block(&["remarks", &dossier.name], body)));
    out
}

fn block(id: &[&str], body: String) -> Block {
    Block { id: managed::id(id), body }
}

fn line(words: &str) -> String {
    escape::one_line(&Clean::line(words))
}

fn head(dossier: &Dossier, sheets: &[Sheet<'_>]) -> String {
    let mut paragraphs = vec![format!("# {}", line(&dossier.name))];
    paragraphs.extend(handling(dossier, sheets).map(|label| format!("**Handling: {}**", escape::one_line(&label))));
    let mut facts = vec![line(dossier.kind.name())];
    let also: Vec<String> = dossier.also.iter().map(|alias| line(&alias.name)).collect();
    if !also.is_empty() {
        facts.push(format!("also {}", also.join(", ")));
    }
    let count = |n: usize, what: &str| format!("{n} {what}{}", if n == 1 { "" } else { "s" });
    facts.push(format!("{} in {}", count(dossier.mentions.len(), "mention"), count(dossier.briefings, "briefing")));
    if let (Some(first), Some(last)) = (dossier.first, dossier.last) {
        facts.push(if first == last { first.to_string() } else { format!("{first} to {last}") });
    }
    paragraphs.push(facts.join(" · "));
    paragraphs.join("\n\n")
}

/// The marking of everything that is quoted; it travels with the quotations.
fn handling(dossier: &Dossier, sheets: &[Sheet<'_>]) -> Option<Clean> {
    let entries = |n: usize| -> Vec<Entry> {
        let own = dossier.mentions.iter().filter(|place| place.source == n);
        own.map(|place| Entry {
            record: Record::Mark(Mark::default()),
            state: State::Exact,
            span: Some(place.sentence),
            section: Some(place.section),
            torn: false,
            known_as: Vec::new(),
        })
        .collect()
    };
    let mut parts: Vec<Part<'_>> = Vec::new();
    for (n, sheet) in sheets.iter().enumerate() {
        let entries = entries(n);
        if !entries.is_empty() {
            parts.push(Part { briefing: sheet.source.briefing, file: "", link: String::new(), entries });
        }
    }
    marking(&parts)
}

fn mentions(dossier: &Dossier, (n, sheet): (usize, &Sheet<'_>)) -> String {
    let briefing = sheet.source.briefing;
    let mut facts: Vec<String> = briefing.header.date.iter().map(ToString::to_string).collect();
    facts.push(if sheet.link.is_empty() {
        line(&sheet.file)
    } else {
        format!("[{}]({})", line(&sheet.file), sheet.link)
    });
    let mut paragraphs = vec![format!("## {}", line(&briefing.display_title())), facts.join(" · ")];
    let mut section = None;
    let mut told = None;
    for place in dossier.mentions.iter().filter(|place| place.source == n) {
        if section != Some(place.section) {
            section = Some(place.section);
            paragraphs.push(format!("### {}", line(briefing.heading(place.section).unwrap_or("Lead"))));
        }
        // A sentence that names it twice is quoted once.
        if told.replace(place.sentence) != Some(place.sentence) {
            let words = line(text::slice(&briefing.text, place.sentence));
            paragraphs.push(format!("> {words}"));
        }
    }
    paragraphs.join("\n\n")
}

fn company(dossier: &Dossier) -> Option<String> {
    let one = |company: &crate::dossier::Company| {
        format!("- {} ({}): {}", line(&company.name), line(company.kind.name()), company.paragraphs)
    };
    let rows: Vec<String> = dossier.with.iter().map(one).collect();
    (!rows.is_empty()).then(|| format!("## Named in the same paragraphs\n\n{}", rows.join("\n")))
}

fn notes(dossier: &Dossier, sheets: &[Sheet<'_>]) -> Option<String> {
    let one = |word: &Word| {
        let note = sheets.get(word.source)?.source.remarks.get(word.remark)?.note;
        let quote = note.target.anchor().map(|anchor| format!(" (“{}”)", line(&anchor.quote))).unwrap_or_default();
        Some(format!("- {}: {}{quote}", line(note.kind.name()), line(&note.text)))
    };
    let rows: Vec<String> = dossier.notes.iter().filter_map(one).collect();
    (!rows.is_empty()).then(|| format!("## Notes\n\n{}", rows.join("\n")))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::briefing::{BlockKind, Draft, Handling};
    use crate::dossier;
    use crate::entity::{Kind, Mention, Origin};
    use crate::text::Span;

    #[test]
    fn names_sentences_and_the_highest_marking_go_out() {
        let mut draft = Draft::new();
        draft.header().handling = Handling::parse("TLP:AMBER");
        draft.block(BlockKind::Heading(1), "Talks *here*", 1);
        draft.block(BlockKind::Paragraph, "Munir met <b>Jilani</b>. Nobody else. Munir left.", 2);
        let briefing = draft.finish().0;
        let mention = |(at, name): (usize, &str)| Mention {
            span: Span::new(at, at + name.len()),
            kind: Kind::Person,
            name: "Munir".to_owned(),
            origin: Origin::Suggested,
            score: 0.5,
            id: None,
        };
        let mentions: Vec<Mention> = briefing.text.match_indices("Munir").map(mention).collect();
        let source = Source { briefing: &briefing, mentions: &mentions, remarks: &[] };
        let dossier = dossier::make(("Munir", &Kind::Person), None, &[source]);
        let sheet = Sheet { source, file: "a b.txt".to_owned(), link: "a%20b.txt".to_owned() };
        let text: Vec<String> = blocks(&dossier, &[sheet]).into_iter().map(|block| block.body).collect();
        let text = text.join("\n\n");
        assert!(text.starts_with("# Munir\n\n**Handling: TLP:AMBER**\n\nperson · 2 mentions in 1 briefing"), "{text}");
        assert!(text.contains("### Talks \\*here\\*\n\n> Munir met \\<b\\>Jilani\\</b\\>."), "{text}");
        assert_eq!(text.matches("\n> ").count(), 2, "{text}");
        assert!(!text.contains("Nobody"));
    }
}
