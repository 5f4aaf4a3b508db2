//! Fewer bytes a frame: stretches of blanks that show nothing are like an empty screen, so they are not sent.
//!
//! A blank has the ink of the text around it, which nobody sees; to the library it is another cell than an empty one, and
//! on a whole new screen most cells are such blanks. Over a slow line that is half of what a frame takes.

use ratatui::buffer::{Buffer, Cell};
use ratatui::style::{Color, Modifier};

/// Shorter stretches are sent: to move the cursor over them takes as many bytes.
const WORTH_A_MOVE: usize = 8;

/// What is seen of a blank.
const SEEN: Modifier = Modifier::UNDERLINED.union(Modifier::REVERSED).union(Modifier::CROSSED_OUT);

/// Takes the ink out of long stretches of blanks.
pub(super) fn clear(buffer: &mut Buffer) {
    let width = usize::from(buffer.area.width);
    if width == 0 {
        return;
    }
    for row in buffer.content.chunks_mut(width) {
        for stretch in row.chunk_by_mut(|a, b| shows_nothing(a) == shows_nothing(b)) {
            if stretch.len() >= WORTH_A_MOVE && stretch.first().is_some_and(shows_nothing) {
                stretch.iter_mut().for_each(Cell::reset);
            }
        }
    }
}

fn shows_nothing(cell: &Cell) -> bool {
    cell.symbol() == " " && cell.bg == Color::Reset && !cell.modifier.intersects(SEEN)
}

#[cfg(test)]
mod tests {
    use ratatui::layout::Rect;
    use ratatui::style::Style;

    use super::*;

    fn screen() -> Buffer {
        let mut buffer = Buffer::empty(Rect::new(0, 0, 40, 3));
        buffer.set_style(buffer.area, Style::new().red().bold());
        buffer
    }

    #[test]
    fn a_blank_screen_is_an_empty_one() {
        let mut buffer = screen();
        clear(&mut buffer);
        assert_eq!(buffer, Buffer::empty(buffer.area));
    }

    #[test]
    fn what_is_seen_of_a_blank_stays() {
        for style in [Style::new().on_blue(), Style::new().underlined(), Style::new().reversed()] {
            let mut buffer = screen();
            buffer.set_style(Rect::new(0, 1, 20, 1), style);
            let before = buffer.clone();
            clear(&mut buffer);
            for x in 0..20 {
                assert_eq!(buffer[(x, 1)], before[(x, 1)]);
            }
            assert_eq!(buffer[(30, 1)], Cell::EMPTY);
        }
    }

    #[test]
    fn words_and_the_spaces_between_them_stay() {
        let mut buffer = screen();
        buffer.set_string(0, 0, "two words", Style::new().red().bold());
        let before = buffer.clone();
        clear(&mut buffer);
        for x in 0..9 {
            assert_eq!(buffer[(x, 0)], before[(x, 0)]);
        }
    }
}
