//! A fault of the program itself, in a real terminal: the terminal is given back before the message, and nothing of a
//! half-drawn frame comes out over it.
//!
//! The program has no way to be made to panic, so this test is one: started again in a pseudo-terminal, it takes the
//! terminal with the guard and the console of the reader, draws, and panics. (It has no harness, because the guard goes by
//! the thread that `main` runs on.)

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test that cannot be set up has failed, and one is to panic")]

use std::io::{Read, Write};
use std::path::Path;
use std::time::{Duration, Instant};

use portable_pty::{CommandBuilder, PtySize, native_pty_system};

use attache::app::{Effect, Settings};
use attache::drafts::DraftFiles;
use attache::keymap::Keymap;
use attache::look::Looks;
use attache::reading::Records;
use attache::reading::habits::Habits;
use attache::runtime::World;
use attache::runtime::console::Console;
use attache::runtime::keeper::Keeper;
use attache::runtime::terminal::{Guard, Wanted, leave_on_panic};
use attache::runtime::worker::Desk;
use attache::session::Session;
use attache::store::Home;
use attache::theme::Depth;

/// Longest wait; far beyond what is normal.
const PATIENCE: Duration = Duration::from_secs(20);

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match arguments.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        ["in the loop", home] => faulty(Path::new(home), || panic!("a fault in the middle of a frame")),
        ["beside it", home] => faulty(Path::new(home), || {
            assert!(std::thread::spawn(|| panic!("a fault beside the loop")).join().is_err());
        }),
        _ => {
            a_panic_gives_the_terminal_back_before_its_message();
            a_panic_beside_the_loop_writes_nothing_over_the_screen();
        }
    }
}

/// The reader up to its first frame, with bytes of the next one on their way; then what goes wrong.
fn faulty(home: &Path, wrong: impl FnOnce()) {
    leave_on_panic();
    let _guard = Guard::enter(Wanted { mouse: true, bidi: true, background: false }).unwrap();
    let desk = Desk {
        records: Records::in_state(home),
        habits: Habits::in_state(home),
        drafts: DraftFiles::in_state(home),
        encoding: None,
    };
    let mut console =
        Console::new(desk, Keeper::new(Home { state: home.to_owned() }, Vec::new()), Depth::True).unwrap();
    let (session, _) = Session::new(Settings::default(), Keymap::default(), Looks::default(), (80, 24));
    console.draw(&session).unwrap();
    console.perform(Effect::Redraw).unwrap();
    wrong();
}

/// What it wrote, how it ended, and whether the line settings of the terminal are those of before.
fn run(fault: &str) -> (Vec<u8>, u32, bool) {
    let home = tempfile::tempdir().unwrap();
    let pair = native_pty_system().openpty(PtySize { rows: 24, cols: 80, ..PtySize::default() }).unwrap();
    let before = pair.master.get_termios().unwrap();
    let mut command = CommandBuilder::new(std::env::current_exe().unwrap());
    command.args([fault, home.path().to_str().unwrap()]);
    command.env("TERM", "xterm-256color");
    command.env("RUST_BACKTRACE", "0");
    let mut child = pair.slave.spawn_command(command).unwrap();
    let mut reader = pair.master.try_clone_reader().unwrap();
    let start = Instant::now();
    let status = loop {
        if let Some(status) = child.try_wait().unwrap() {
            break status;
        }
        assert!(start.elapsed() < PATIENCE, "{fault}: it does not end");
        std::thread::sleep(Duration::from_millis(10));
    };
    let same = pair.master.get_termios().unwrap() == before;
    // A mark, so that reading ends: the other side is held open until here.
    let mut end = pair.master.take_writer().unwrap();
    end.write_all(b"\nthat is all\n").unwrap();
    let mut wrote = Vec::new();
    let mut chunk = [0u8; 4096];
    while !wrote.windows(11).any(|bytes| bytes == b"that is all") {
        let n = reader.read(&mut chunk).unwrap();
        wrote.extend(&chunk[..n]);
    }
    (wrote, status.exit_code(), same)
}

fn count(wrote: &[u8], what: &[u8]) -> usize {
    wrote.windows(what.len()).filter(|bytes| *bytes == what).count()
}

fn given_back(wrote: &[u8]) {
    let mut screen = vt100::Parser::new(24, 80, 0);
    screen.process(wrote);
    let screen = screen.screen();
    assert!(!screen.alternate_screen() && !screen.hide_cursor() && !screen.bracketed_paste());
    assert_eq!(screen.mouse_protocol_mode(), vt100::MouseProtocolMode::None);
    for (set, unset) in [
        ("\x1b[>1u", "\x1b[<1u"),
        ("\x1b[8l", "\x1b[8h"),
        ("\x1b[?1004h", "\x1b[?1004l"),
        ("\x1b[?1049h", "\x1b[?1049l"),
    ] {
        assert_eq!((count(wrote, set.as_bytes()), count(wrote, unset.as_bytes())), (1, 1), "{set:?}");
    }
    let last = |what: &[u8]| wrote.windows(what.len()).rposition(|bytes| bytes == what);
    assert!(last(b"\x1b[?2026l") > last(b"\x1b[?2026h"), "the terminal waits for the end of a frame");
}

fn a_panic_gives_the_terminal_back_before_its_message() {
    let (wrote, code, same) = run("in the loop");
    let text = String::from_utf8_lossy(&wrote).into_owned();
    assert_eq!(code, 101, "{text}");
    assert!(same, "the line settings are others");
    given_back(&wrote);
    let (_, behind) = text.rsplit_once("\x1b[?1049l").unwrap();
    assert!(behind.contains("a fault in the middle of a frame"), "{text:?}");
    assert!(!behind.contains("\x1b[2J"), "a piece of a frame came out over the message: {text:?}");
}

fn a_panic_beside_the_loop_writes_nothing_over_the_screen() {
    let (wrote, code, same) = run("beside it");
    assert_eq!(code, 0, "{:?}", String::from_utf8_lossy(&wrote));
    assert!(same);
    given_back(&wrote);
    assert_eq!(count(&wrote, b"a fault beside"), 0);
}
