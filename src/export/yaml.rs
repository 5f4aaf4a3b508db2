//! Any briefing as briefing YAML, so that reading it again gives the same title, date, sections and paragraph texts.
//!
//! Links stand with their paragraph or heading. A block whose text alone would be read as another kind (tables, code,
//! quotations, rules, some items) says what it is. What is lost: inline styles, links of the title, links without words or
//! within others ([`left_out`] counts them).

use std::collections::HashSet;
use std::fmt::Write as _;

use crate::briefing::{BlockKind, Briefing, Header, InlineStyle, NamedEntity, Source};
use crate::import;
use crate::text::Span;
use crate::yaml::{self, quoted};

/// Widest line of a folded paragraph, in characters.
const WIDTH: usize = 110;

/// `briefing` as YAML.
pub fn briefing_yaml(briefing: &Briefing) -> String {
    let mut out = String::new();
    header(&briefing.header, &mut out);
    out.push_str("sections:");
    if briefing.blocks.iter().all(|b| b.kind == BlockKind::Title) {
        out.push_str(" []\n");
        return out;
    }
    out.push('\n');
    for (index, section) in briefing.sections.iter().enumerate() {
        let texts = paragraphs(briefing, section.body());
        let heading_links = section.heading.map(|block| links_of(briefing, block)).unwrap_or_default();
        out.push_str("  - ");
        if let Some(heading) = briefing.heading(index) {
            push_field(&mut out, "heading", heading, 0);
            push_field(&mut out, "level", &section.level.to_string(), 4);
            push_links(&mut out, &heading_links, briefing, 4);
            if texts.is_empty() {
                continue;
            }
            out.push_str("    ");
        }
        out.push_str(if texts.is_empty() { "paragraphs: []\n" } else { "paragraphs:\n" });
        for block in texts {
            push_block(&mut out, &block, briefing);
        }
    }
    out
}

/// What of a briefing has no place in its YAML.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct LeftOut {
    /// How many addresses of links.
    pub links: usize,
    /// Keys of the header, each as often as a value of it is left out.
    pub keys: Vec<String>,
}

/// What [`briefing_yaml`] leaves out of links and header.
pub fn left_out(briefing: &Briefing) -> LeftOut {
    let mut written = vec![false; briefing.links.len()];
    let blocks = (0..briefing.blocks.len()).filter(|n| briefing.blocks[*n].kind != BlockKind::Title);
    for (_, url) in blocks.flat_map(|block| links_of(briefing, block)) {
        if let Some(written) = written.get_mut(url) {
            *written = true;
        }
    }
    let (_, keys) = kept(&briefing.header);
    LeftOut { links: written.iter().filter(|written| !**written).count(), keys }
}

/// The place of a link's words, and the number of its address.
type Link = (Span, usize);

/// The links of a block, those within others not among them.
fn links_of(briefing: &Briefing, block: usize) -> Vec<Link> {
    let Some(span) = briefing.blocks.get(block).map(|block| block.span) else { return Vec::new() };
    let mut links: Vec<Link> = Vec::new();
    for inline in briefing.inlines_in(span) {
        let InlineStyle::Link(url) = inline.style else { continue };
        let apart = links.last().is_none_or(|(last, _)| last.end <= inline.span.start);
        if let (true, Ok(url)) = (apart && inline.span.start >= span.start && !inline.span.is_empty(), url.try_into()) {
            links.push((inline.span, url));
        }
    }
    links
}

fn push_links(out: &mut String, links: &[Link], briefing: &Briefing, indent: usize) {
    if links.is_empty() {
        return;
    }
    let indent = " ".repeat(indent);
    let _ = writeln!(out, "{indent}links:");
    for (span, url) in links {
        let words = flow(crate::text::slice(&briefing.text, *span));
        let url = briefing.links.get(*url).map_or("", |url| url.as_str());
        let _ = writeln!(out, "{indent}  - {{text: {words}, url: {}}}", flow(url));
    }
}

fn header(header: &Header, out: &mut String) {
    let date = header.date.map(|d| d.to_string());
    let label = header.handling.as_ref().map(|h| h.label.as_str());
    let single = [
        ("title", header.title.as_deref()),
        ("date", date.as_deref()),
        ("dateline", header.dateline.as_deref()),
        ("handling", label),
        ("series", header.series.as_deref()),
        ("issue", header.issue.as_deref()),
        ("as_of", header.as_of.as_deref()),
        ("period", header.period.as_deref()),
        ("next_due", header.next_due.as_deref()),
    ];
    for (key, value) in single {
        if let Some(value) = value.filter(|v| !v.is_empty()) {
            push_field(out, key, value, 0);
        }
    }
    push_list(out, "tags", header.tags.iter().map(|t| scalar(t)));
    push_list(out, "refs", header.refs.iter().map(|r| scalar(r)));
    push_list(out, "sources", header.sources.iter().map(source));
    push_list(out, "entities", header.entities.iter().map(entity));
    extra(header, out);
}

fn extra(header: &Header, out: &mut String) {
    for (name, value) in kept(header).0 {
        let _ = writeln!(out, "{}: {}", scalar(name), scalar(value));
    }
}

/// Unknown fields, each name once and none that would be read as something else; and the names of those left out.
fn kept(header: &Header) -> (Vec<(&str, &str)>, Vec<String>) {
    const TAKEN: [&str; 3] = ["sections", "paragraphs", "text"];
    let mut kept: Vec<(&str, &str)> = Vec::new();
    let mut names = HashSet::new();
    let mut left = Vec::new();
    for (key, value) in &header.extra {
        let name = key.as_str();
        let ours = import::is_header_key(name) && !import::is_further_value(name, header);
        if name.is_empty() || TAKEN.contains(&name) || ours || !names.insert(name) {
            left.push(name.to_owned());
        } else {
            kept.push((name, value.as_str()));
        }
    }
    (kept, left)
}

fn source(source: &Source) -> String {
    let mut parts = vec![format!("name: {}", flow(&source.name))];
    parts.extend(source.url.iter().map(|url| format!("url: {}", flow(url))));
    parts.extend(source.rating.iter().map(|rating| format!("rating: {}", flow(rating))));
    format!("{{{}}}", parts.join(", "))
}

fn entity(entity: &NamedEntity) -> String {
    let mut parts = vec![format!("name: {}", flow(&entity.name))];
    if !entity.kind.is_empty() {
        parts.push(format!("kind: {}", flow(&entity.kind)));
    }
    if !entity.aliases.is_empty() {
        let aliases: Vec<String> = entity.aliases.iter().map(|a| flow(a)).collect();
        parts.push(format!("aliases: [{}]", aliases.join(", ")));
    }
    format!("{{{}}}", parts.join(", "))
}

fn push_field(out: &mut String, key: &str, value: &str, indent: usize) {
    let value = if key == "level" { value.to_owned() } else { scalar(value) };
    let _ = writeln!(out, "{}{key}: {value}", " ".repeat(indent));
}

fn push_list(out: &mut String, key: &str, items: impl Iterator<Item = String>) {
    let mut items = items.peekable();
    if items.peek().is_none() {
        return;
    }
    out.push_str(key);
    out.push_str(":\n");
    for item in items {
        out.push_str("  - ");
        out.push_str(&item);
        out.push('\n');
    }
}

/// A block, whole.
struct Whole {
    kind: BlockKind,
    quote: u8,
    text: String,
    links: Vec<Link>,
}

/// One entry of `paragraphs:`.
fn push_block(out: &mut String, block: &Whole, briefing: &Briefing) {
    let Whole { kind, quote, text, links } = block;
    if let Some(plain) = plain(block) {
        let linked = !links.is_empty();
        out.push_str(if linked { "      - text: " } else { "      - " });
        out.push_str(&block_scalar(&plain, if linked { "          " } else { "        " }));
        out.push('\n');
    } else {
        let name = match kind {
            BlockKind::Item { .. } => "item",
            BlockKind::Table => "table",
            BlockKind::Code => "code",
            BlockKind::Rule => "rule",
            BlockKind::Paragraph | BlockKind::Title | BlockKind::Heading(_) => "paragraph",
        };
        let _ = writeln!(out, "      - kind: {name}");
        if *quote > 0 {
            let _ = writeln!(out, "        quote: {quote}");
        }
        if let BlockKind::Item { depth, marker } = *kind {
            if depth > 0 {
                let _ = writeln!(out, "        depth: {depth}");
            }
            if !matches!(import::yaml::kind_of(text), BlockKind::Item { marker: known, .. } if known == marker) {
                let marker = text.get(..usize::from(marker)).unwrap_or_default();
                let _ = writeln!(out, "        marker: {}", quoted(marker));
            }
        }
        if !text.is_empty() {
            let text = literal(text, "          ").unwrap_or_else(|| block_scalar(text, "          "));
            let _ = writeln!(out, "        text: {text}");
        }
    }
    push_links(out, links, briefing, 8);
}

/// The text that is read as this block without being told its kind.
fn plain(block: &Whole) -> Option<String> {
    let depth = if let BlockKind::Item { depth, .. } = block.kind { usize::from(depth) } else { 0 };
    let text = format!("{}{}", "  ".repeat(depth), block.text);
    let told =
        block.quote > 0 || block.text.starts_with(' ') || block.text.split('\n').any(|line| line.trim().is_empty());
    (!told && import::yaml::kind_of(&text) == block.kind).then_some(text)
}

/// Lines as they stand, behind `|-`, where nothing in them can be taken for anything else.
fn literal(text: &str, indent: &str) -> Option<String> {
    let safe = text.contains('\n') && !text.starts_with([' ', '\n']) && !text.ends_with([' ', '\n']);
    if !safe || !text.chars().all(|c| c == '\n' || c != '\t' && yaml::is_printable(c)) {
        return None;
    }
    let lines =
        text.split('\n').map(|line| if line.is_empty() { "\n".to_owned() } else { format!("\n{indent}{line}") });
    Some(format!("|-{}", lines.collect::<String>()))
}

/// The blocks in `range` with their links; pieces that were split only for their length are one again.
fn paragraphs(briefing: &Briefing, range: std::ops::Range<usize>) -> Vec<Whole> {
    let mut out: Vec<Whole> = Vec::new();
    for index in range {
        let Some(block) = briefing.blocks.get(index) else { break };
        let text = briefing.block_text(index);
        match (block.continued, out.last_mut()) {
            (true, Some(Whole { text: last, links, .. })) => {
                let between = index.checked_sub(1).and_then(|i| briefing.blocks.get(i)).map_or(0, |b| b.span.end);
                last.push_str(crate::text::slice(&briefing.text, between..block.span.start));
                last.push_str(text);
                links.extend(links_of(briefing, index));
            }
            _ if block.kind == BlockKind::Rule || !text.is_empty() && block.kind != BlockKind::Title => {
                let (text, links) = (text.to_owned(), links_of(briefing, index));
                out.push(Whole { kind: block.kind, quote: block.quote, text, links });
            }
            _ => {}
        }
    }
    out
}

/// A paragraph behind `- `: folded when it is running text, else between quotes.
fn block_scalar(text: &str, indent: &str) -> String {
    let foldable = !text.contains(['\n', '\t']) && !text.contains("  ") && text.trim() == text;
    if !foldable {
        return quoted(text);
    }
    let mut out = String::from(">-");
    let mut width = WIDTH;
    for word in text.split(' ') {
        let length = word.chars().count();
        if width + 1 + length > WIDTH {
            out.push('\n');
            out.push_str(indent);
            width = length;
        } else {
            out.push(' ');
            width += 1 + length;
        }
        out.push_str(word);
    }
    out
}

/// The same inside `{}` and `[]`.
fn flow(text: &str) -> String {
    if text.contains([',', '[', ']', '{', '}', '?', ':']) { quoted(text) } else { scalar(text) }
}

/// A text on one line: as it is when YAML cannot take it for anything else, else between quotes.
fn scalar(text: &str) -> String {
    let plain = text.starts_with(|c: char| c.is_alphabetic() || c.is_ascii_digit())
        && !text.contains(['"', '\\'])
        && text.chars().all(yaml::is_printable)
        && !text.contains(": ")
        && !text.contains(" #")
        && !text.ends_with([':', ' '])
        && text.trim() == text
        && !is_word_of_yaml(text);
    if plain { text.to_owned() } else { quoted(text) }
}

/// Words that other readers of YAML take for truth values, nothing or numbers. Dates stay plain, as people write them.
fn is_word_of_yaml(text: &str) -> bool {
    let lower = text.to_lowercase();
    yaml::is_word(text)
        || text.parse::<f64>().is_ok() && !text.bytes().all(|b| b.is_ascii_digit())
        || lower.starts_with("0x")
        || lower.starts_with("0o")
        || text.contains('_') && text.bytes().all(|b| b.is_ascii_digit() || b == b'_')
}

#[cfg(test)]
mod tests;
