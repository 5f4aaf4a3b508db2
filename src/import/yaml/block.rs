//! Blocks of briefing YAML that say what they are: `{kind: code, text: …}`, where the text alone would be read as another kind.
//!
//! `kind` is paragraph, item, table, code or rule; `quote` is the depth of quotation; an item may have its `depth`, and its
//! `marker` where that is none that is known without being told.

use super::marker;
use crate::briefing::{BlockKind, Draft};
use crate::import::linked::Linked;
use crate::import::node::{Node, Value};

/// A block as it is written.
pub(super) struct Stated<'a> {
    kind: BlockKind,
    quote: u8,
    text: String,
    links: Option<&'a Node>,
}

/// The block that a mapping says it is. One with other keys than these was meant as text.
pub(super) fn stated(node: &Node) -> Option<Stated<'_>> {
    const KEYS: [&str; 6] = ["kind", "quote", "depth", "marker", "text", "links"];
    let Value::Map(keys) = &node.value else { return None };
    if !keys.iter().all(|(key, _)| KEYS.contains(&key.as_str())) {
        return None;
    }
    let text = node.get("text").map(Node::text);
    let number = |key: &str| node.get(key).and_then(|node| node.text().trim().parse().ok()).unwrap_or(0u8);
    let kind = match (node.get("kind")?.text().trim(), &text) {
        ("rule", _) => BlockKind::Rule,
        ("paragraph", Some(_)) => BlockKind::Paragraph,
        ("table", Some(_)) => BlockKind::Table,
        ("code", Some(_)) => BlockKind::Code,
        ("item", Some(text)) => {
            let told = node.get("marker").map(Node::text);
            let marker = told.map_or_else(
                || marker(text),
                |told| if text.starts_with(&told) { u8::try_from(told.len()).unwrap_or(0) } else { 0 },
            );
            BlockKind::Item { depth: number("depth"), marker }
        }
        _ => return None,
    };
    Some(Stated { kind, quote: number("quote"), text: text.unwrap_or_default(), links: node.get("links") })
}

impl Stated<'_> {
    /// Writes it, every line and every cell as it stands.
    pub(super) fn write(&self, line: u32, draft: &mut Draft) {
        let linked = match self.links {
            Some(links) => Linked::of(&self.text, links, draft),
            None => Linked::bare(&self.text),
        };
        draft.open(self.kind, line);
        draft.quote(self.quote);
        let mut at = 0;
        for (n, row) in self.text.split('\n').enumerate() {
            if n > 0 {
                draft.line_break();
                at += 1;
            }
            let cells = if self.kind == BlockKind::Table { '\t' } else { '\n' };
            for (n, cell) in row.split(cells).enumerate() {
                if n > 0 {
                    draft.cell_break();
                    at += 1;
                }
                linked.push(at..at + cell.len(), draft);
                at += cell.len();
            }
        }
        draft.close();
    }
}
