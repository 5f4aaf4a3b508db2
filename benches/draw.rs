//! Drawing one frame, on 80×24 and 200×60 cells, from a briefing of 10 MB opened in its middle.
//!
//! The floor is ratatui's own paragraph with the same number of rows of the same text, cut beforehand, and nothing else
//! on the screen. Read the figures as multiples of the floor for the same size in the same run. Both draw into cells
//! in memory, so what a terminal costs is in neither. When this was written, a frame took 1.2 floors on the small screen
//! and 1.1 on the large one. `cargo bench --bench draw`

#[path = "text/sessions.rs"]
mod sessions;
#[path = "text/synthetic.rs"]
#[expect(dead_code, reason = "each bench uses some of it")]
mod synthetic;

use attache::app::{Action, Command};
use divan::Bencher;
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::text::{Line, Text};
use ratatui::widgets::Paragraph;

const SCREENS: [(u16, u16); 2] = [(80, 24), (200, 60)];
const TEXT: usize = 10_000_000;

fn main() {
    divan::main();
}

#[divan::bench(args = SCREENS)]
fn frame(bencher: Bencher<'_, '_>, size: (u16, u16)) {
    let mut session = sessions::with_text(&synthetic::markdown(TEXT), size);
    session.act(Action::Command { command: Command::Percent, count: Some(50), letter: None });
    session.settle();
    let mut terminal = Terminal::new(TestBackend::new(size.0, size.1)).unwrap();
    bencher.bench_local(|| terminal.draw(|frame| session.draw(frame)).is_ok());
}

#[divan::bench(args = SCREENS)]
fn floor(bencher: Bencher<'_, '_>, size: (u16, u16)) {
    let text = synthetic::paragraph(synthetic::Script::Ascii, usize::from(size.0) * usize::from(size.1));
    let rows: Vec<String> = text
        .as_bytes()
        .chunks(72)
        .take(usize::from(size.1))
        .map(|row| String::from_utf8_lossy(row).into_owned())
        .collect();
    let mut terminal = Terminal::new(TestBackend::new(size.0, size.1)).unwrap();
    bencher.bench_local(|| {
        let lines: Vec<Line<'_>> = rows.iter().map(|row| Line::raw(row.as_str())).collect();
        terminal.draw(|frame| frame.render_widget(Paragraph::new(Text::from(lines)), frame.area())).is_ok()
    });
}
