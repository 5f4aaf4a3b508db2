//! reStructuredText.

use crate::briefing::Draft;

/// Reads.
pub fn read(text: &str, file_name: &str, draft: &mut Draft) {
    super::plain::read(text, file_name, draft);
}
