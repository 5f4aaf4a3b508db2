//! The terminal: taken once, and always given back.
//!
//! Every mode that [`Guard::enter`] sets, [`leave`] unsets: raw mode, alternate screen, paste, focus, mouse, keyboard flags,
//! bidi mode, cursor. `leave` runs on quit, on error, before a panic's message, on signals and before a suspension; running
//! it twice does nothing.

use std::cell::RefCell;
use std::io::{self, Write};
use std::panic::PanicHookInfo;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use crossterm::cursor::{Hide, Show};
use crossterm::event::{
    DisableBracketedPaste, DisableFocusChange, DisableMouseCapture, EnableBracketedPaste, EnableFocusChange,
    EnableMouseCapture, KeyboardEnhancementFlags, PopKeyboardEnhancementFlags, PushKeyboardEnhancementFlags,
};
use crossterm::terminal::{
    EndSynchronizedUpdate, EnterAlternateScreen, LeaveAlternateScreen, disable_raw_mode, enable_raw_mode,
};
use crossterm::{execute, queue};
use rustix::event::{PollFd, PollFlags, Timespec, poll};

/// Longest wait for the terminal's answer to a question.
const PATIENCE: Duration = Duration::from_millis(100);

/// True while the terminal is ours.
static TAKEN: AtomicBool = AtomicBool::new(false);
/// True while the mouse is ours as well.
static MOUSE: AtomicBool = AtomicBool::new(false);
/// True while the terminal is told not to reorder right-to-left text itself.
static BIDI: AtomicBool = AtomicBool::new(false);

/// What to ask of the terminal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Wanted {
    /// Mouse reports.
    pub mouse: bool,
    /// The program puts right-to-left text into visual order, so the terminal must not.
    pub bidi: bool,
    /// Ask for the background colour.
    pub background: bool,
}

/// Gives the terminal back when it goes.
#[derive(Debug)]
pub struct Guard(());

impl Guard {
    /// Takes the terminal.
    ///
    /// # Errors
    /// What the terminal says.
    pub fn enter(wanted: Wanted) -> io::Result<Self> {
        MOUSE.store(wanted.mouse, Ordering::SeqCst);
        BIDI.store(wanted.bidi, Ordering::SeqCst);
        enable_raw_mode()?;
        TAKEN.store(true, Ordering::SeqCst);
        let guard = Self(());
        set_modes()?;
        if wanted.background {
            // The device attributes follow, which every terminal answers: their answer means no other will come.
            let mut out = io::stdout().lock();
            out.write_all(b"\x1b]11;?\x1b\\\x1b[c")?;
            out.flush()?;
        }
        Ok(guard)
    }
}

impl Drop for Guard {
    fn drop(&mut self) {
        leave();
    }
}

/// Gives the terminal back; does nothing when it is not ours. Errors are of no use here: the terminal may be gone.
pub fn leave() {
    if !TAKEN.swap(false, Ordering::SeqCst) {
        return;
    }
    let mut out = io::stdout().lock();
    if BIDI.load(Ordering::SeqCst) {
        let _ = out.write_all(b"\x1b[8h");
    }
    if MOUSE.load(Ordering::SeqCst) {
        let _ = queue!(out, DisableMouseCapture);
    }
    // What ends the program in the middle of a frame must not leave the terminal waiting for its end.
    let _ = queue!(out, EndSynchronizedUpdate, DisableFocusChange);
    let _ = execute!(out, PopKeyboardEnhancementFlags, DisableBracketedPaste, Show, LeaveAlternateScreen);
    let _ = disable_raw_mode();
}

/// Takes the terminal again after [`leave`].
///
/// # Errors
/// What the terminal says.
pub fn enter_again() -> io::Result<()> {
    enable_raw_mode()?;
    TAKEN.store(true, Ordering::SeqCst);
    set_modes()
}

thread_local! {
    /// What the last panic of a thread said, and where.
    static PANIC: RefCell<String> = const { RefCell::new(String::new()) };
}

/// Before a panic of this thread prints its message, the terminal is given back. One of another thread prints nothing over
/// the screen: whoever started the thread asks [`panic_of_this_thread`], and says it.
pub fn leave_on_panic() {
    let (owner, before) = (std::thread::current().id(), std::panic::take_hook());
    std::panic::set_hook(Box::new(move |info| {
        if std::thread::current().id() == owner {
            leave();
            before(info);
        } else {
            PANIC.with_borrow_mut(|last| *last = told(info));
        }
    }));
}

/// The message of the last panic on this thread, with its place, in one line.
pub fn panic_of_this_thread() -> String {
    PANIC.with_borrow(Clone::clone)
}

fn told(info: &PanicHookInfo<'_>) -> String {
    let payload = info.payload();
    let what = payload.downcast_ref::<&str>().copied().or_else(|| payload.downcast_ref::<String>().map(String::as_str));
    let what = what.unwrap_or("it stopped");
    info.location().map_or_else(|| what.to_owned(), |place| format!("{what} ({}:{})", place.file(), place.line()))
}

fn set_modes() -> io::Result<()> {
    let mut out = io::stdout().lock();
    queue!(out, EnterAlternateScreen, Hide, EnableBracketedPaste, EnableFocusChange)?;
    if MOUSE.load(Ordering::SeqCst) {
        queue!(out, EnableMouseCapture)?;
    }
    queue!(out, PushKeyboardEnhancementFlags(KeyboardEnhancementFlags::DISAMBIGUATE_ESCAPE_CODES))?;
    if BIDI.load(Ordering::SeqCst) {
        // ECMA-48 BDSM: "explicit", the program has put the text into visual order already.
        out.write_all(b"\x1b[8l")?;
    }
    out.flush()
}

/// The terminal's answer about its background.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Background {
    /// A colour: red, green, blue.
    Colour([u8; 3]),
    /// It answered without saying.
    Unknown,
    /// No answer in time; one may still come.
    Late,
}

/// Reads the answer to the question that [`Guard::enter`] asked, for at most 100 ms; with it all the bytes that were read,
/// because what was typed meanwhile stands around it.
pub fn background(tty: impl std::os::fd::AsFd) -> (Background, Vec<u8>) {
    let start = Instant::now();
    let mut answer = Vec::new();
    while let Some(left) = PATIENCE.checked_sub(start.elapsed()) {
        let timeout = Timespec { tv_sec: 0, tv_nsec: i64::from(left.subsec_nanos()) };
        let mut fds = [PollFd::new(&tty, PollFlags::IN)];
        if !matches!(poll(&mut fds, Some(&timeout)), Ok(n) if n > 0) {
            break;
        }
        let mut chunk = [0u8; 256];
        match rustix::io::read(&tty, &mut chunk) {
            Ok(n) if n > 0 => answer.extend_from_slice(&chunk[..n]),
            _ => break,
        }
        if answered(&answer) {
            return (understand(&answer), answer);
        }
    }
    (Background::Late, answer)
}

/// The device attributes `ESC [ ? … c` are here.
fn answered(answer: &[u8]) -> bool {
    find(answer, b"\x1b[?").is_some_and(|at| answer[at + 3..].contains(&b'c'))
}

fn understand(answer: &[u8]) -> Background {
    let Some(at) = find(answer, b"rgb:") else { return Background::Unknown };
    let digits = String::from_utf8_lossy(&answer[at + 4..]).into_owned();
    let channels: Vec<u8> = digits.split('/').take(3).filter_map(channel).collect();
    match channels.as_slice() {
        [r, g, b] => Background::Colour([*r, *g, *b]),
        _ => Background::Unknown,
    }
}

/// Where `words` are in an answer of a few bytes. The quick search for long texts would first ask the processor what it can
/// do, which takes longer than all else here where the machine is a virtual one.
fn find(answer: &[u8], words: &[u8]) -> Option<usize> {
    answer.windows(words.len()).position(|at| at == words)
}

/// One channel of an X11 colour, one to four hexadecimal digits, as 0 to 255.
fn channel(text: &str) -> Option<u8> {
    let digits: String = text.chars().take(4).take_while(char::is_ascii_hexdigit).collect();
    let value = u32::from_str_radix(&digits, 16).ok()?;
    let most = (1u32 << (4 * u32::try_from(digits.len()).ok()?)) - 1;
    u8::try_from(value * 255 / most).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn answers_of_every_length() {
        assert_eq!(understand(b"\x1b]11;rgb:1e1e/1e1e/1e1e\x1b\\\x1b[?62c"), Background::Colour([0x1e, 0x1e, 0x1e]));
        assert_eq!(understand(b"\x1b]11;rgb:ff/ff/f0\x07\x1b[?62c"), Background::Colour([0xff, 0xff, 0xf0]));
        assert_eq!(understand(b"\x1b[?62;22c"), Background::Unknown);
        assert!(!answered(b"\x1b]11;rgb:cccc/cccc/cccc\x1b\\"));
        assert!(answered(b"\x1b]11;rgb:0/0/0\x07\x1b[?6c"));
    }
}
