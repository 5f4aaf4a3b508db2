//! The outline pane: which sections it lists, which are collapsed, where its cursor is.

use std::collections::{BTreeSet, HashMap};

use crate::briefing::Briefing;

/// State of the outline.
#[derive(Debug, Clone, Default)]
pub struct Outline {
    collapsed: BTreeSet<usize>,
    rows: Vec<usize>,
    /// The section under the cursor.
    pub cursor: usize,
    /// First row shown.
    pub top: usize,
    /// What was scrolled to last, with the rows that there were room for: until it is something else, the outline stays
    /// where the wheel leaves it.
    followed: Option<(usize, usize)>,
}

impl Outline {
    /// An outline with every section shown.
    pub fn new(briefing: &Briefing) -> Self {
        let mut outline = Self::default();
        outline.relist(briefing);
        outline
    }

    /// Goes over to a new version of the text: what is collapsed and the cursor go along with their sections. From one that
    /// is gone the cursor goes to the nearest above it.
    pub fn carry_over(&mut self, old: &Briefing, new: &Briefing) {
        let now: HashMap<&str, usize> = new.sections.iter().enumerate().map(|(n, s)| (s.id.as_str(), n)).collect();
        let moved = |section: usize| now.get(old.sections.get(section)?.id.as_str()).copied();
        let collapsed = self.collapsed.iter().filter_map(|s| moved(*s)).filter(|s| has_children(new, *s)).collect();
        self.cursor = (0..=self.cursor).rev().find_map(moved).unwrap_or(0);
        self.collapsed = collapsed;
        self.relist(new);
    }

    /// The sections listed, in order.
    pub fn rows(&self) -> &[usize] {
        &self.rows
    }

    /// The row that shows `section`, or the collapsed one that it is under.
    pub fn row_of(&self, section: usize) -> usize {
        self.rows.partition_point(|s| *s <= section).saturating_sub(1)
    }

    /// True when the sections under this one are hidden.
    pub fn is_collapsed(&self, section: usize) -> bool {
        self.collapsed.contains(&section)
    }

    /// Moves the cursor by `step` rows.
    pub fn step(&mut self, step: isize) {
        let row = self.row_of(self.cursor).saturating_add_signed(step).min(self.rows.len().saturating_sub(1));
        self.cursor = self.rows.get(row).copied().unwrap_or(0);
    }

    /// Hides what is under the cursor's section, or goes up to its parent when there is nothing to hide.
    pub fn collapse(&mut self, briefing: &Briefing) {
        let here = self.cursor;
        if has_children(briefing, here) && self.collapsed.insert(here) {
            return self.relist(briefing);
        }
        let level = level(briefing, here);
        self.cursor = (0..here).rev().find(|s| self::level(briefing, *s) < level).unwrap_or(here);
    }

    /// Shows what is under the cursor's section.
    pub fn expand(&mut self, briefing: &Briefing) {
        if self.collapsed.remove(&self.cursor) {
            self.relist(briefing);
        }
    }

    /// Scrolls by `step` rows, whatever is in view then.
    pub fn scroll(&mut self, step: isize) {
        self.top = self.top.saturating_add_signed(step);
    }

    /// Scrolls so that `section` is within `height` rows, when it is another one or the room is.
    pub fn follow(&mut self, section: usize, height: usize) {
        let row = self.row_of(section);
        let most = self.rows.len().saturating_sub(height);
        if self.followed.replace((row, height)) == Some((row, height)) {
            self.top = self.top.min(most);
            return;
        }
        // One row of context above and below where there is room for it.
        let pad = usize::from(height > 4);
        if row < self.top + pad {
            self.top = row.saturating_sub(pad);
        } else if row + pad >= self.top + height {
            self.top = (row + pad + 1).saturating_sub(height);
        }
        self.top = self.top.min(most);
    }

    fn relist(&mut self, briefing: &Briefing) {
        let mut hidden_below: Option<u8> = None;
        self.rows.clear();
        for n in 0..briefing.sections.len() {
            let level = level(briefing, n);
            if hidden_below.is_some_and(|above| level > above) {
                continue;
            }
            hidden_below = self.collapsed.contains(&n).then_some(level);
            self.rows.push(n);
        }
    }
}

fn level(briefing: &Briefing, section: usize) -> u8 {
    briefing.sections.get(section).map_or(1, |s| s.level)
}

fn has_children(briefing: &Briefing, section: usize) -> bool {
    section + 1 < briefing.sections.len() && level(briefing, section + 1) > level(briefing, section)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::briefing::{BlockKind, Draft};

    fn tree(levels: &[u8]) -> Briefing {
        let mut draft = Draft::new();
        for level in levels {
            draft.block(BlockKind::Heading(*level), "h", 1);
        }
        draft.finish().0
    }

    #[test]
    fn collapse_hides_what_is_under_and_goes_up() {
        let briefing = tree(&[1, 2, 3, 2, 1]);
        let mut outline = Outline::new(&briefing);
        outline.cursor = 1;
        outline.collapse(&briefing);
        assert_eq!(outline.rows(), [0, 1, 3, 4]);
        outline.collapse(&briefing);
        assert_eq!(outline.cursor, 0);
        outline.collapse(&briefing);
        assert_eq!(outline.rows(), [0, 4]);
        assert_eq!(outline.row_of(3), 0);
        outline.expand(&briefing);
        assert_eq!(outline.rows(), [0, 1, 3, 4]);
    }

    #[test]
    fn follow_keeps_the_row_in_view() {
        let briefing = tree(&[1; 30]);
        let mut outline = Outline::new(&briefing);
        outline.follow(20, 10);
        assert_eq!(outline.top, 12);
        outline.follow(29, 10);
        assert_eq!(outline.top, 20);
        outline.follow(0, 10);
        assert_eq!(outline.top, 0);
    }
}
