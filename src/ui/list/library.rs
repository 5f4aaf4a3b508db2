//! Rows of the list of briefings: how far each is read, how long the rest takes, which notes it has.

use crate::app::pick::{Choice, Listing, Pick, State};
use crate::clean::Clean;
use crate::look::{Look, Role};
use crate::text;
use crate::ui::{Painter, margin, outline};

/// Cells of the columns beside the titles, the same for all rows, so that what is in them can be compared.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Columns {
    progress: u16,
    minutes: u16,
    notes: u16,
}

/// What stands in those columns.
struct Cells {
    progress: Clean,
    minutes: Clean,
    notes: Clean,
}

/// Blanks between columns.
const GAP: u16 = 2;

impl Columns {
    /// The columns that the rows on the screen need.
    pub(super) fn of(pick: &Pick, look: &Look) -> Self {
        let rows = pick.shown().skip(pick.top).take(200).filter_map(listing);
        rows.fold(Self::default(), |columns, listing| {
            let cells = cells(listing, look);
            Self {
                progress: columns.progress.max(wide(&cells.progress)),
                minutes: columns.minutes.max(wide(&cells.minutes)),
                notes: columns.notes.max(wide(&cells.notes)),
            }
        })
    }

    /// Draws them up to column `right`, and returns the column where they begin.
    pub(super) fn draw(self, listing: &Listing, look: &Look, painter: &mut Painter<'_>, (right, y): (u16, u16)) -> u16 {
        let cells = cells(listing, look);
        let columns = [
            (cells.notes, self.notes, Role::Note),
            (cells.minutes, self.minutes, Role::Dim),
            (cells.progress, self.progress, Role::Dim),
        ];
        let mut edge = right;
        for (cell, width, role) in columns.into_iter().filter(|(_, width, _)| *width > 0) {
            painter.put_right((edge, y), &cell, look.style(role));
            edge = edge.saturating_sub(width + GAP);
        }
        (edge + GAP).min(right)
    }
}

/// Draws the sign of how far a briefing is read, and returns the column for what follows.
pub(super) fn state(listing: &Listing, look: &Look, painter: &mut Painter<'_>, (x, y): (u16, u16)) -> u16 {
    let (sign, role) = match listing.state() {
        State::Unread => (look.symbols.unread, Role::OutlineUnread),
        State::Begun => (look.symbols.here, Role::OutlineCurrent),
        State::Read => (look.symbols.read, Role::OutlineRead),
    };
    painter.put((x, y), 1, sign, look.style(role));
    x + GAP
}

/// How many briefings there are, how many of them nobody began, and how many questions are open.
pub(super) fn summary(pick: &Pick) -> Clean {
    let (mut all, mut unread, mut questions) = (0, 0, 0);
    for listing in pick.shown().filter_map(listing) {
        all += 1;
        unread += usize::from(listing.state() == State::Unread);
        questions += listing.notes.questions;
    }
    let of = |n: usize, one: &str| format!("{n} {one}{}", if n == 1 { "" } else { "s" });
    let mut parts = vec![of(all, "briefing")];
    parts.extend((unread > 0).then(|| format!("{unread} unread")));
    parts.extend((questions > 0).then(|| of(questions, "question")));
    Clean::from(parts.join(" · "))
}

fn listing(item: &crate::app::pick::Item) -> Option<&Listing> {
    if let Choice::Open(listing) = &item.choice { Some(listing) } else { None }
}

fn cells(listing: &Listing, look: &Look) -> Cells {
    let (read, all) = listing.progress;
    let more = if listing.head_only { "+" } else { "" };
    Cells {
        progress: if all == 0 { Clean::default() } else { Clean::from(format!("{read}/{all}{more}")) },
        minutes: outline::minutes(listing.minutes),
        notes: margin::tally(listing.notes, &look.symbols),
    }
}

fn wide(cell: &Clean) -> u16 {
    u16::try_from(text::cells(cell)).unwrap_or(u16::MAX)
}
