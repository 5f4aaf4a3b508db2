//! Stand-in until the reading of reStructuredText arrives.

use crate::briefing::Draft;

/// Reads reStructuredText.
pub fn read(text: &str, file_name: &str, draft: &mut Draft) {
    super::plain::read(text, file_name, draft);
}
