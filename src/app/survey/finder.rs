//! A list with a cursor and a filter that is typed.

use crate::app::input::Input;

/// Where the reader is in a list.
#[derive(Debug, Clone, Default)]
pub struct Finder {
    /// What was typed to filter.
    pub filter: Input,
    /// Characters go into the filter.
    pub typing: bool,
    /// Position among the rows listed.
    pub cursor: usize,
    /// First row on the screen.
    pub top: usize,
    /// Rows listed.
    len: usize,
    /// Rows that the screen has room for, as of the last frame.
    height: usize,
}

impl Finder {
    /// There are `len` rows now. Without any the cursor waits for those that come: while a text is read again there are no
    /// names for a moment.
    pub(super) fn fill(&mut self, len: usize) {
        self.len = len;
        self.cursor = if len == 0 { self.cursor } else { self.cursor.min(len - 1) };
    }

    /// Moves the cursor by `step` rows, stopping at the ends.
    pub(super) fn step(&mut self, step: isize) {
        self.cursor = self.cursor.saturating_add_signed(step).min(self.len.saturating_sub(1));
    }

    /// Rows that a page moves.
    pub(super) fn page(&self) -> isize {
        isize::try_from(self.height.saturating_sub(1).max(1)).unwrap_or(1)
    }

    /// Scrolls so that the cursor is among `height` rows.
    pub(super) fn fit(&mut self, height: usize) {
        self.height = height.max(1);
        self.top = self.top.clamp((self.cursor + 1).saturating_sub(self.height), self.cursor);
        self.top = self.top.min(self.len.saturating_sub(self.height));
    }

    /// Rows listed.
    pub fn count(&self) -> usize {
        self.len
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn the_cursor_is_always_a_row_on_the_screen(
            steps in proptest::collection::vec((-9isize..9, 0usize..30, 0usize..12), 1..30),
        ) {
            let mut finder = Finder::default();
            for (step, len, height) in steps {
                finder.fill(len);
                finder.step(step);
                finder.fit(height);
                prop_assert!(finder.cursor < len || len == 0);
                prop_assert!(len == 0 || (finder.top..finder.top + height.max(1)).contains(&finder.cursor));
            }
        }
    }
}
