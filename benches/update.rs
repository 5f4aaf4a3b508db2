//! One key in a briefing of 10 MB: page down and up, next and previous section, next match; each with the settling that
//! readies the next frame.
//!
//! The floor walks one screen of characters and cuts it into rows, which is what any reader has to do for a page. The
//! same keys are given in 1 MB: a figure that grows from there to 10 MB depends on the size of the text, and none may.
//! (The search reads on to the next match, here some hundred kilobytes away.) When this was written, a page took 2 to 3
//! floors and a section 3, at both sizes; a match 10 to 30, by its distance.
//! `cargo bench --bench update`

#[path = "text/sessions.rs"]
mod sessions;
#[path = "text/synthetic.rs"]
#[expect(dead_code, reason = "each bench uses some of it")]
mod synthetic;

use attache::app::{Action, Command};
use attache::session::Session;
use divan::{Bencher, black_box};

const SMALL: usize = 1_000_000;
const LARGE: usize = 10_000_000;
const SIZES: [usize; 2] = [SMALL, LARGE];

fn main() {
    divan::main();
}

/// Gives `command` again and again; `turn` when it has come to the end of the text.
fn again(bencher: Bencher<'_, '_>, size: usize, command: Command, turn: Command) {
    let mut session = sessions::with_text(&synthetic::markdown(size), (80, 24));
    give(&mut session, turn);
    bencher.bench_local(|| {
        let before = session.app.position();
        give(&mut session, command);
        if session.app.position() == before {
            give(&mut session, turn);
        }
    });
}

fn give(session: &mut Session, command: Command) {
    black_box(session.act(Action::command(command)));
    black_box(session.settle());
}

#[divan::bench(args = SIZES)]
fn page_down(bencher: Bencher<'_, '_>, size: usize) {
    again(bencher, size, Command::PageDown, Command::Top);
}

#[divan::bench(args = SIZES)]
fn page_up(bencher: Bencher<'_, '_>, size: usize) {
    again(bencher, size, Command::PageUp, Command::Bottom);
}

#[divan::bench(args = SIZES)]
fn next_section(bencher: Bencher<'_, '_>, size: usize) {
    again(bencher, size, Command::NextSection, Command::Top);
}

#[divan::bench(args = SIZES)]
fn previous_section(bencher: Bencher<'_, '_>, size: usize) {
    again(bencher, size, Command::PreviousSection, Command::Bottom);
}

#[divan::bench]
fn next_match(bencher: Bencher<'_, '_>) {
    let mut session = sessions::with_text(&synthetic::markdown(LARGE), (80, 24));
    give(&mut session, Command::Find);
    for letter in "zanzibar".chars() {
        session.act(Action::Type(letter));
    }
    give(&mut session, Command::Accept);
    bencher.bench_local(|| give(&mut session, Command::FindNext));
}

#[divan::bench]
fn floor(bencher: Bencher<'_, '_>) {
    let text = synthetic::markdown(LARGE);
    let mut at = text.len() / 2;
    bencher.bench_local(|| {
        let rest = text.get(at..).unwrap_or("");
        let mut rows: Vec<usize> = Vec::with_capacity(24);
        for (n, (offset, c)) in black_box(rest).char_indices().take(24 * 72).enumerate() {
            if n % 72 == 0 || c == '\n' {
                rows.push(offset);
            }
        }
        at = (at + 24 * 72) % (text.len() / 2);
        rows
    });
}
