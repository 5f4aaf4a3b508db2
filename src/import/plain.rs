//! Stand-in until the reading of plain text arrives: paragraphs between blank lines.

use crate::briefing::{BlockKind, Draft};

/// Reads plain text.
pub fn read(text: &str, _file_name: &str, draft: &mut Draft) {
    let mut inside = false;
    for (number, line) in (1u32..).zip(text.lines()) {
        if line.trim().is_empty() {
            draft.close();
            inside = false;
        } else if inside {
            draft.next_line(line);
        } else {
            draft.open(BlockKind::Paragraph, number);
            draft.push(line);
            inside = true;
        }
    }
    draft.close();
}
