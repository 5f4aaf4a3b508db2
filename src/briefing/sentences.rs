//! Sentences of a block, as one quotes them.

use super::{BlockKind, Briefing};
use crate::sentence;
use crate::text::{self, Span};

impl Briefing {
    /// The sentences of a block, in bytes of the whole text and in order: rows of a table and lines of preformatted
    /// text; of a list item without its marker; a title or heading is one.
    pub fn sentences(&self, block: usize) -> Vec<Span> {
        let Some(block) = self.blocks.get(block) else { return Vec::new() };
        let (start, end) = (block.span.start, block.span.end);
        let from = match block.kind {
            BlockKind::Item { marker, .. } => (start + usize::from(marker)).min(end),
            _ => start,
        };
        let words = text::slice(&self.text, from..end);
        let spans = match block.kind {
            BlockKind::Table | BlockKind::Code => lines(words),
            BlockKind::Title | BlockKind::Heading(_) | BlockKind::Rule => vec![Span::new(0, words.len())],
            BlockKind::Paragraph | BlockKind::Item { .. } => sentence::sentences(words),
        };
        let whole = |span: Span| Span::new(from + span.start, from + span.end);
        spans.into_iter().map(whole).filter(|span| !span.is_empty()).collect()
    }

    /// The sentence of a block that holds byte `offset` of the text; without one, the block.
    pub fn sentence_at(&self, offset: usize) -> Span {
        let block = self.block_at(offset);
        let found = self.sentences(block).into_iter().find(|sentence| sentence.contains(offset));
        found.unwrap_or_else(|| self.blocks.get(block).map_or(Span::default(), |b| b.span))
    }
}

/// Lines that are not blank, without white space around them.
fn lines(words: &str) -> Vec<Span> {
    let mut at = 0;
    let mut out = Vec::new();
    for line in words.split('\n') {
        let start = at + line.len() - line.trim_start().len();
        out.push(Span::new(start, at + line.trim_end().len()));
        at += line.len() + 1;
    }
    out.retain(|span| !span.is_empty());
    out
}

#[cfg(test)]
mod tests {
    use crate::briefing::{BlockKind, Draft};
    use crate::text::slice;

    #[test]
    fn each_sort_of_block_has_its_sentences() {
        let mut draft = Draft::new();
        draft.block(BlockKind::Heading(1), "Talks. And more", 1);
        draft.block(BlockKind::Paragraph, "Gen. Munir spoke. He left.", 2);
        draft.block(BlockKind::Table, "Tehran\tIran\nGaza\tPalestine", 3);
        draft.block(BlockKind::Item { depth: 0, marker: 2 }, "- One. Two.", 5);
        let briefing = draft.finish().0;
        let told = |block| {
            briefing.sentences(block).into_iter().map(|s| slice(&briefing.text, s).to_owned()).collect::<Vec<_>>()
        };
        assert_eq!(told(0), ["Talks. And more"]);
        assert_eq!(told(1), ["Gen. Munir spoke.", "He left."]);
        assert_eq!(told(2).len(), 2);
        assert!(told(2)[1].starts_with("Gaza"));
        assert_eq!(told(3), ["One.", "Two."]);
        assert!(told(4).is_empty());
        let he = briefing.text.find("He").unwrap();
        assert_eq!(slice(&briefing.text, briefing.sentence_at(he)), "He left.");
    }
}
