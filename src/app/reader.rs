//! The text column: where the reader is, how the place moves, and what is in view.

use std::collections::BTreeSet;
use std::rc::Rc;

use ratatui::layout::Rect;

use super::cells::{self, Frame};
use super::layout::{self, Layout, Spot};
use super::search::Search;
use crate::briefing::Briefing;
use crate::text::{self, Span};
use crate::wrap::Row;

/// Places that are remembered for going back.
const JUMPS: usize = 100;

/// The column of a caret that keeps to the ends of rows.
const END_OF_ROW: usize = usize::MAX;

/// State of the text column.
#[derive(Debug, Default)]
pub struct Reader {
    /// Rows of blocks.
    pub layout: Layout,
    /// The row at the top of the column.
    pub top: Spot,
    /// Byte offset of the first letter in or after the top row.
    pub top_offset: usize,
    /// Byte offset that was gone to last, and the row that was at the top then.
    landed: Option<(usize, Spot)>,
    /// What is on the screen, as of the last [`super::App::settle`].
    pub view: View,
    /// Right-to-left letters are put into their order here; see [`Frame`].
    pub reorders: bool,
    /// Height of the column in rows.
    height: usize,
    /// The reader asked for the end before all of the text was here.
    pub wants_end: bool,
    jumps: Vec<usize>,
    jump: usize,
    /// Of these places, those that stood below a blank row at the top.
    below_blank: BTreeSet<usize>,
    /// The row at the top is the blank one above a block.
    on_blank: bool,
    /// The column (cells) that a caret keeps to going up and down, as long as it stands at this byte offset.
    goal: Option<(usize, usize)>,
}

/// What is on the screen.
#[derive(Debug, Clone, Default)]
pub struct View {
    /// Rows from the top; fewer than the column is high when the text ends.
    pub rows: Vec<ViewRow>,
    /// Matches of the search among them, in order.
    pub hits: Vec<Span>,
    /// Byte offset behind the last letter in view.
    pub end: usize,
}

/// One row of the view.
#[derive(Debug, Clone)]
pub struct ViewRow {
    /// Its block.
    pub block: usize,
    /// The rows of the block.
    rows: Rc<[Row]>,
    /// Which of them; `None` for the blank row above a block.
    index: Option<usize>,
}

impl ViewRow {
    /// The row; `None` for a blank one between blocks.
    pub fn row(&self) -> Option<&Row> {
        self.rows.get(self.index?)
    }

    /// True for the first row of its block.
    pub fn is_first(&self) -> bool {
        self.index == Some(0)
    }
}

impl Reader {
    /// Fits the layout to the text pane, keeping the top row's words at the top. True when the pane has another size.
    pub fn fit(&mut self, briefing: &Briefing, pane: Rect) -> bool {
        let height = usize::from(pane.height);
        let higher_or_lower = std::mem::replace(&mut self.height, height) != height;
        let wider_or_narrower = self.layout.resize(usize::from(pane.width).max(1));
        if wider_or_narrower {
            self.top = self.layout.spot_of(briefing, self.top_offset);
        }
        higher_or_lower || wider_or_narrower
    }

    /// Shows byte `offset` in the top row.
    pub fn show_at_top(&mut self, briefing: &Briefing, offset: usize) {
        self.set_top(briefing, offset);
        self.wants_end = false;
        self.landed = Some((offset, self.top));
    }

    /// Byte offset where the reader is without a caret: what was gone to last, as long as the text stands still; else the
    /// first letter of the top row.
    pub fn point(&self) -> usize {
        self.landed.filter(|(_, top)| *top == self.top).map_or(self.top_offset, |(offset, _)| offset)
    }

    /// Scrolls down by `rows`, not past the screen that ends with the last row.
    pub fn down(&mut self, briefing: &Briefing, rows: usize) {
        let most = self.layout.last_top(briefing, self.height);
        if self.top < most {
            let spot = self.layout.down(briefing, self.top, rows).min(most);
            self.move_top(briefing, spot);
        }
    }

    /// Scrolls up by `rows`.
    pub fn up(&mut self, briefing: &Briefing, rows: usize) {
        self.wants_end = false;
        let spot = self.layout.up(briefing, self.top, rows);
        self.move_top(briefing, spot);
    }

    /// Shows the screen that ends with the last row.
    pub fn to_end(&mut self, briefing: &Briefing) {
        let spot = self.layout.last_top(briefing, self.height);
        self.move_top(briefing, spot);
        self.landed = Some((briefing.text.len(), self.top));
    }

    /// Rows that a page moves: all but one, which stays as context.
    pub fn page(&self) -> usize {
        self.height.saturating_sub(1).max(1)
    }

    /// Rows that half a page moves.
    pub fn half_page(&self) -> usize {
        (self.height / 2).max(1)
    }

    /// True when the text at byte `offset` is on the screen.
    pub fn shows(&mut self, briefing: &Briefing, offset: usize) -> bool {
        let spot = self.layout.spot_of(briefing, offset);
        let bottom = self.bottom(briefing);
        self.top <= spot && spot <= bottom
    }

    /// The spot of the last row on the screen.
    pub fn bottom(&mut self, briefing: &Briefing) -> Spot {
        self.layout.down(briefing, self.top, self.height.saturating_sub(1))
    }

    /// Scrolls as little as needed to have byte `offset` on the screen; from afar it comes to stand in the upper third.
    pub fn reveal(&mut self, briefing: &Briefing, offset: usize) {
        if !self.shows(briefing, offset) {
            self.bring(briefing, offset);
        }
        self.landed = Some((offset, self.top));
    }

    fn bring(&mut self, briefing: &Briefing, offset: usize) {
        let spot = self.layout.spot_of(briefing, offset);
        let near_above = self.layout.down(briefing, spot, 2) >= self.top && spot < self.top;
        let bottom = self.bottom(briefing);
        let near_below = self.layout.down(briefing, bottom, 2) >= spot && spot > bottom;
        let above = match (near_above, near_below) {
            (true, _) => 0,
            (_, true) => self.height.saturating_sub(1),
            _ => self.height / 3,
        };
        let top = self.layout.up(briefing, spot, above);
        self.move_top(briefing, top);
    }

    /// Remembers byte `offset` as a place to come back to.
    pub fn remember(&mut self, offset: usize) {
        self.jumps.truncate(self.jump);
        self.jumps.retain(|j| *j != offset);
        self.jumps.push(offset);
        if self.on_blank && offset == self.top_offset {
            self.below_blank.insert(offset);
        } else {
            self.below_blank.remove(&offset);
        }
        if self.jumps.len() > JUMPS {
            self.jumps.remove(0);
        }
        self.jump = self.jumps.len();
    }

    /// Shows a place of the jump list at the top, as it was left.
    pub fn show_again(&mut self, briefing: &Briefing, offset: usize) {
        self.show_at_top(briefing, offset);
        if self.below_blank.contains(&offset) {
            self.up(briefing, 1);
        }
    }

    /// The place `count` jumps back from byte `here`.
    pub fn jump_back(&mut self, here: usize, count: usize) -> Option<usize> {
        if self.jump == self.jumps.len() && self.jump > 0 {
            self.remember(here);
            self.jump = self.jumps.len() - 1;
        }
        let to = self.jump.checked_sub(count)?;
        self.jump = to;
        self.jumps.get(to).copied()
    }

    /// The place `count` jumps forward.
    pub fn jump_forward(&mut self, count: usize) -> Option<usize> {
        let to = self.jump.checked_add(count).filter(|to| *to < self.jumps.len())?;
        self.jump = to;
        self.jumps.get(to).copied()
    }

    /// The last jump that can be gone back on: its number from 1, and where it was from, in bytes.
    pub fn last_jump(&self) -> Option<(usize, usize)> {
        let from = self.jumps.get(self.jump.checked_sub(1)?)?;
        Some((self.jump, *from))
    }

    /// Forgets layout and jumps: the text is another one.
    pub fn forget(&mut self) {
        self.layout.forget();
        self.jumps.clear();
        self.below_blank.clear();
        self.jump = 0;
    }

    /// Carries the jump list over to a new version of the text.
    pub fn remap_jumps(&mut self, map: impl Fn(usize) -> usize) {
        for jump in &mut self.jumps {
            *jump = map(*jump);
        }
        self.below_blank = self.below_blank.iter().map(|jump| map(*jump)).collect();
    }

    /// Collects what is on the screen.
    pub fn look(&mut self, briefing: &Briefing, search: &Search) {
        self.view.rows.clear();
        self.view.hits.clear();
        let (mut block, mut skip) = (self.top.block, self.top.row);
        while self.view.rows.len() < self.height && block < briefing.blocks.len() {
            let rows = self.layout.rows(briefing, block);
            let gap = layout::gap(briefing, block);
            let left = self.height - self.view.rows.len();
            for index in (skip..gap + rows.len()).take(left) {
                self.view.rows.push(ViewRow { block, rows: Rc::clone(&rows), index: index.checked_sub(gap) });
            }
            self.view.hits.extend(search.hits_in(briefing, block));
            block += 1;
            skip = 0;
        }
        self.view.end = self
            .view
            .rows
            .iter()
            .rev()
            .find_map(|r| {
                let span = r.row()?.span()?;
                Some(briefing.blocks[r.block].span.start + span.end)
            })
            .unwrap_or(0);
    }

    /// The byte offset of the text drawn at `column` of row `line` of the view; `None` where there is none.
    pub fn offset_at(&self, briefing: &Briefing, column: usize, line: usize) -> Option<usize> {
        let view = self.view.rows.get(line)?;
        let at = cells::letter_at(view.row()?, briefing.block_text(view.block), column, self.frame())?;
        Some(briefing.blocks.get(view.block)?.span.start + at)
    }

    /// The byte offset `step` screen rows below (or above) `offset`, in the same column as far as there is text. Short
    /// rows on the way do not change the column.
    pub fn vertical(&mut self, briefing: &Briefing, offset: usize, step: isize) -> usize {
        let column = match self.goal {
            Some((at, column)) if at == offset => column,
            _ => self.column_of(briefing, offset),
        };
        let to = self.rows_away(briefing, (offset, column), step);
        self.goal = Some((to, column));
        to
    }

    fn rows_away(&mut self, briefing: &Briefing, (offset, column): (usize, usize), step: isize) -> usize {
        let from = self.layout.spot_of(briefing, offset);
        let mut spot = from;
        for _ in 0..step.unsigned_abs() {
            let mut next = spot;
            loop {
                let moved =
                    if step > 0 { self.layout.down(briefing, next, 1) } else { self.layout.up(briefing, next, 1) };
                if moved == next {
                    return self.land(briefing, spot, column).unwrap_or(offset);
                }
                next = moved;
                if self.land(briefing, next, column).is_some() {
                    break;
                }
            }
            spot = next;
        }
        self.land(briefing, spot, column).unwrap_or(offset)
    }

    /// The byte offsets of the first and the last letter in the row that shows `offset`.
    pub fn row_ends(&mut self, briefing: &Briefing, offset: usize) -> (usize, usize) {
        let spot = self.layout.spot_of(briefing, offset);
        let base = briefing.blocks.get(spot.block).map_or(0, |b| b.span.start);
        let rows = self.layout.rows(briefing, spot.block);
        let row = spot.row.checked_sub(layout::gap(briefing, spot.block)).and_then(|n| rows.get(n));
        let Some(span) = row.and_then(Row::span) else { return (offset, offset) };
        let last = text::letter_start(briefing.block_text(spot.block), span.end.saturating_sub(1));
        (base + span.start, base + last.max(span.start))
    }

    /// The byte offset of the last letter in the row that shows `offset`; going up and down from there keeps to the ends.
    pub fn end_of_row(&mut self, briefing: &Briefing, offset: usize) -> usize {
        let end = self.row_ends(briefing, offset).1;
        self.goal = Some((end, END_OF_ROW));
        end
    }

    fn frame(&self) -> Frame {
        Frame { width: self.layout.width(), reorders: self.reorders }
    }

    fn column_of(&mut self, briefing: &Briefing, offset: usize) -> usize {
        let spot = self.layout.spot_of(briefing, offset);
        let base = briefing.blocks.get(spot.block).map_or(0, |b| b.span.start);
        let rows = self.layout.rows(briefing, spot.block);
        let row = spot.row.checked_sub(layout::gap(briefing, spot.block)).and_then(|n| rows.get(n));
        row.map_or(0, |r| cells::column_of(r, briefing.block_text(spot.block), offset - base, self.frame()))
    }

    fn land(&mut self, briefing: &Briefing, spot: Spot, column: usize) -> Option<usize> {
        let rows = self.layout.rows(briefing, spot.block);
        let row = rows.get(spot.row.checked_sub(layout::gap(briefing, spot.block))?)?;
        if column == END_OF_ROW {
            let words = briefing.block_text(spot.block);
            let last = text::letter_before(words, row.span()?.end);
            return Some(briefing.blocks.get(spot.block)?.span.start + last);
        }
        let at = cells::letter_at(row, briefing.block_text(spot.block), column, self.frame())?;
        Some(briefing.blocks.get(spot.block)?.span.start + at)
    }

    fn set_top(&mut self, briefing: &Briefing, offset: usize) {
        if offset == 0 {
            // Known without a layout, which there is none of before the first frame.
            (self.top, self.top_offset, self.on_blank) = (Spot::default(), 0, false);
            return;
        }
        let spot = self.layout.spot_of(briefing, offset);
        self.move_top(briefing, spot);
    }

    fn move_top(&mut self, briefing: &Briefing, spot: Spot) {
        self.top = spot;
        self.top_offset = self.layout.offset_of(briefing, spot);
        self.on_blank = spot.row < layout::gap(briefing, spot.block);
    }
}
