//! The program in a real terminal: what it takes from it, it gives back, whatever ends it.

#![expect(clippy::unwrap_used, reason = "a test that cannot be set up has failed")]

use std::io::{Read, Write};
use std::path::Path;
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};
use rustix::process::{Pid, Signal, kill_process};

/// Longest wait for anything; far beyond what is normal, so that a busy machine fails no test.
const PATIENCE: Duration = Duration::from_secs(20);

/// The program in a pseudo-terminal, with a screen that understands what it writes.
struct Run {
    child: Box<dyn Child + Send + Sync>,
    master: Option<Box<dyn MasterPty + Send>>,
    writer: Option<Box<dyn Write + Send>>,
    chunks: Receiver<Vec<u8>>,
    screen: vt100::Parser,
    raw: Vec<u8>,
    home: tempfile::TempDir,
    /// What the terminal answers when it is asked for its background.
    answer: &'static str,
}

const ANSWER: &str = "\x1b]11;rgb:1e1e/1e1e/1e1e\x1b\\\x1b[?62;22c";

impl Run {
    fn start(text: &str) -> Self {
        let home = tempfile::tempdir().unwrap();
        let file = home.path().join("a.md");
        std::fs::write(&file, text).unwrap();
        Self::with(home, &[file.to_str().unwrap()], &[])
    }

    fn with(home: tempfile::TempDir, args: &[&str], env: &[(&str, &str)]) -> Self {
        Self::of(home, &[&[env!("CARGO_BIN_EXE_attache")], args].concat(), env)
    }

    /// A program, with its arguments behind it.
    fn of(home: tempfile::TempDir, program: &[&str], env: &[(&str, &str)]) -> Self {
        let pty = native_pty_system();
        let size = PtySize { rows: 24, cols: 80, pixel_width: 0, pixel_height: 0 };
        let pair = pty.openpty(size).unwrap();
        let mut command = CommandBuilder::new(program[0]);
        command.args(&program[1..]);
        command.env_clear();
        command.env("TERM", "xterm-256color");
        command.env("LANG", "C.UTF-8");
        command.env("HOME", home.path());
        for (name, value) in env {
            command.env(name, value);
        }
        command.cwd(home.path());
        let child = pair.slave.spawn_command(command).unwrap();
        drop(pair.slave);
        let mut reader = pair.master.try_clone_reader().unwrap();
        let (sender, chunks) = channel();
        std::thread::spawn(move || {
            let mut buffer = [0u8; 4096];
            while let Ok(n) = reader.read(&mut buffer) {
                if n == 0 || sender.send(buffer[..n].to_vec()).is_err() {
                    break;
                }
            }
        });
        let writer = Some(pair.master.take_writer().unwrap());
        let screen = vt100::Parser::new(24, 80, 0);
        Self { child, master: Some(pair.master), writer, chunks, screen, raw: Vec::new(), home, answer: ANSWER }
    }

    /// Reads until the screen holds `what`; the screen as it is when it never does.
    fn wait_for(&mut self, what: &str) -> Result<(), String> {
        let start = Instant::now();
        while !self.screen.screen().contents().contains(what) {
            if start.elapsed() > PATIENCE {
                return Err(format!("no {what:?} on\n{}", self.screen.screen().contents()));
            }
            self.take(Duration::from_millis(50));
        }
        Ok(())
    }

    fn take(&mut self, wait: Duration) {
        if let Ok(chunk) = self.chunks.recv_timeout(wait) {
            self.screen.process(&chunk);
            self.raw.extend(&chunk);
            if chunk.windows(3).any(|w| w == b"\x1b[c") {
                self.keys(self.answer);
            }
        }
    }

    fn keys(&mut self, keys: &str) {
        if let Some(writer) = &mut self.writer {
            writer.write_all(keys.as_bytes()).unwrap();
            writer.flush().unwrap();
        }
    }

    fn signal(&self, signal: Signal) {
        let pid = i32::try_from(self.child.process_id().unwrap()).unwrap();
        kill_process(Pid::from_raw(pid).unwrap(), signal).unwrap();
    }

    /// Waits for the end and says how it went.
    fn end(&mut self) -> u32 {
        let start = Instant::now();
        loop {
            self.take(Duration::from_millis(20));
            // Where nobody reads the terminal any more there is nothing to wait for.
            std::thread::sleep(Duration::from_millis(5));
            if let Some(status) = self.child.try_wait().unwrap() {
                while let Ok(chunk) = self.chunks.recv_timeout(Duration::from_millis(200)) {
                    self.screen.process(&chunk);
                    self.raw.extend(&chunk);
                }
                return status.exit_code();
            }
            assert!(start.elapsed() < PATIENCE, "it does not end");
        }
    }

    /// True when every mode that was set is unset again.
    fn given_back(&self) -> bool {
        let screen = self.screen.screen();
        !screen.alternate_screen()
            && !screen.hide_cursor()
            && !screen.bracketed_paste()
            && screen.mouse_protocol_mode() == vt100::MouseProtocolMode::None
            && balanced(&self.raw, b"\x1b[>1u", b"\x1b[<1u")
            && balanced(&self.raw, b"\x1b[8l", b"\x1b[8h")
            && balanced(&self.raw, b"\x1b[?1004h", b"\x1b[?1004l")
    }
}

impl Drop for Run {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn balanced(raw: &[u8], set: &[u8], unset: &[u8]) -> bool {
    raw.windows(set.len()).filter(|w| *w == set).count() == raw.windows(unset.len()).filter(|w| *w == unset).count()
}

const TEXT: &str = "---\ntitle: Corridor\n---\nLead words.\n\n## Regional Issues\n\nOther words.\n";

#[test]
fn it_opens_reads_and_quits() {
    let mut run = Run::start(TEXT);
    run.wait_for("Lead words").unwrap();
    assert!(run.screen.screen().alternate_screen());
    run.keys("J");
    run.wait_for("§2/2").unwrap();
    run.keys("q");
    assert_eq!(run.end(), 0);
    assert!(run.given_back());
    assert!(run.home.path().join(".local/state/attache/reading").is_dir());
}

/// What is typed while the terminal is asked for its background comes together with its answer, or with none.
#[test]
fn what_is_typed_at_the_start_is_kept_in_order() {
    for answer in ["3\x1b]11;rgb:1e1e/1e1e/1e1e\x1b\\\x1b[?62;22cJ", "3J"] {
        let text = [1, 2, 3, 4, 5].map(|n| format!("## Section {n}\n\nWords.\n\n")).concat();
        let mut run = Run::start(&text);
        run.answer = answer;
        run.wait_for("§4/5").unwrap();
        run.keys("q");
        assert_eq!(run.end(), 0);
    }
}

#[test]
fn of_several_files_the_first_is_read_and_says_so() {
    let home = tempfile::tempdir().unwrap();
    let files = ["a.md", "b.md"].map(|name| home.path().join(name).to_string_lossy().into_owned());
    for file in &files {
        std::fs::write(file, TEXT).unwrap();
    }
    let mut run = Run::with(home, &[&files[0], &files[1]], &[]);
    run.wait_for("the first of 2 that were named; o lists its folder").unwrap();
    run.keys("q");
    assert_eq!(run.end(), 0);
}

#[test]
fn signals_end_it_with_the_terminal_given_back() {
    for (signal, code) in [(Signal::TERM, 143), (Signal::HUP, 129), (Signal::INT, 130), (Signal::QUIT, 131)] {
        let mut run = Run::start(TEXT);
        run.wait_for("Lead words").unwrap();
        run.signal(signal);
        assert_eq!(run.end(), code);
        assert!(run.given_back(), "{signal:?}");
    }
}

#[test]
fn a_lost_terminal_ends_it() {
    let mut run = Run::start(TEXT);
    run.wait_for("Lead words").unwrap();
    // The reading thread holds the terminal too; it goes when what it reads is not wanted any more.
    run.chunks = channel().1;
    run.keys("J");
    run.writer = None;
    run.master = None;
    assert_eq!(run.end(), 129);
    assert!(Path::new(&run.home.path().join(".local/state/attache/reading")).is_dir(), "progress is kept");
}

/// The terminal goes while keys are being read: the library that reads them tries for ever what fails.
#[test]
fn a_terminal_that_is_lost_amid_keys_ends_it() {
    for _ in 0..10 {
        let mut run = Run::start(TEXT);
        run.wait_for("Lead words").unwrap();
        run.chunks = channel().1;
        run.keys(&"J".repeat(3000));
        run.writer = None;
        run.master = None;
        assert_eq!(run.end(), 129);
    }
}

#[test]
fn suspension_gives_the_terminal_back_and_takes_it_again() {
    let mut run = Run::start(TEXT);
    run.wait_for("Lead words").unwrap();
    run.keys("\x1a");
    let start = Instant::now();
    while run.screen.screen().alternate_screen() && start.elapsed() < PATIENCE {
        run.take(Duration::from_millis(20));
    }
    assert!(run.given_back());
    // It stops itself some time after it gave the terminal back: continue it until it is there again.
    while !run.screen.screen().contents().contains("Lead words") && start.elapsed() < PATIENCE {
        run.signal(Signal::CONT);
        run.take(Duration::from_millis(100));
    }
    run.keys("J");
    run.wait_for("§2/2").unwrap();
    run.keys("q");
    assert_eq!(run.end(), 0);
    assert!(run.given_back());
}

/// A shell that has taken the terminal back hears of a new size; the job that it stopped does not.
#[test]
fn a_size_that_changed_while_it_was_stopped_is_used() {
    let home = tempfile::tempdir().unwrap();
    std::fs::write(home.path().join("a.md"), TEXT).unwrap();
    let script = "set -m\n\"$1\" a.md\nstty cols 40 rows 10\nfg\n";
    let program = ["/bin/sh", "-c", script, "sh", env!("CARGO_BIN_EXE_attache")];
    let mut run = Run::of(home, &program, &[("PATH", "/usr/bin:/bin")]);
    run.wait_for("Lead words").unwrap();
    run.raw.clear();
    run.keys("\x1a");
    let again = |run: &Run| run.raw.windows(8).any(|bytes| bytes == b"\x1b[?1049h");
    let start = Instant::now();
    while !(again(&run) && String::from_utf8_lossy(&run.raw).contains("READ")) {
        assert!(start.elapsed() < PATIENCE, "it does not come back");
        run.take(Duration::from_millis(20));
    }
    run.take(Duration::from_millis(200));
    // The status line of a screen of ten rows is on the tenth of them.
    let rows: Vec<String> = run.screen.screen().rows(0, 80).collect();
    assert!(rows[9].contains("READ") && !rows[23].contains("READ"), "{rows:#?}");
    run.keys("q");
    assert_eq!(run.end(), 0);
}

#[test]
fn a_new_size_is_used() {
    let mut run = Run::start(TEXT);
    run.wait_for("Lead words").unwrap();
    let size = PtySize { rows: 10, cols: 40, pixel_width: 0, pixel_height: 0 };
    run.screen.screen_mut().set_size(10, 40);
    run.master.as_ref().unwrap().resize(size).unwrap();
    let start = Instant::now();
    while !run.screen.screen().rows(0, 40).last().unwrap_or_default().contains("READ") && start.elapsed() < PATIENCE {
        run.take(Duration::from_millis(20));
    }
    assert!(run.screen.screen().contents().contains("READ"), "{}", run.screen.screen().contents());
    run.keys("q");
    assert_eq!(run.end(), 0);
}

#[test]
fn no_byte_of_a_document_acts() {
    let mut run = Run::start("Lead \x1b]0;owned\x07 \x1b[2J \u{9b}31m \u{202e}evil\n");
    run.wait_for("Lead").unwrap();
    run.keys("q");
    run.end();
    let raw = String::from_utf8_lossy(&run.raw).into_owned();
    assert!(
        !raw.contains("\x1b]0;owned") && !raw.contains('\u{202e}') && !raw.contains('\u{9b}') && !raw.contains('\x07')
    );
}

#[test]
fn a_report_of_the_mouse_that_names_no_cell_does_no_harm() {
    let mut run = Run::start(TEXT);
    run.wait_for("Lead words").unwrap();
    // A press, a drag and the wheel at bytes that stand for no column and no row.
    run.keys("\x1b[M   \x1b[M@  \x1b[M`  \x1b[M\x20\x01\x01");
    run.keys("\x1b");
    std::thread::sleep(Duration::from_millis(200));
    run.keys("?");
    run.wait_for("Help").unwrap();
    run.keys("\x1b");
    std::thread::sleep(Duration::from_millis(200));
    run.keys("q");
    assert_eq!(run.end(), 0);
}

#[test]
fn a_changed_file_comes_in_by_itself() {
    let mut run = Run::start(TEXT);
    run.wait_for("Lead words").unwrap();
    // The watch begins after the first frame; write until it is seen.
    let file = run.home.path().join("a.md");
    let start = Instant::now();
    let mut n = 0;
    while !run.screen.screen().contents().contains("Newly written") && start.elapsed() < PATIENCE {
        n += 1;
        std::fs::write(&file, TEXT.replace("Lead words", &format!("Newly written {n}"))).unwrap();
        (0..10).for_each(|_| run.take(Duration::from_millis(50)));
    }
    run.wait_for("Newly written").unwrap();
    run.keys("q");
    assert_eq!(run.end(), 0);
}

/// The copies that it handed to the terminal, as they were encoded.
fn copies(run: &Run) -> Vec<String> {
    let raw = String::from_utf8_lossy(&run.raw).into_owned();
    raw.split("\x1b]52;c;").skip(1).map(|rest| rest.split(['\x07', '\x1b']).next().unwrap_or("").to_owned()).collect()
}

#[test]
fn a_copy_goes_to_the_terminal_on_a_key_and_at_no_other_time() {
    let mut run = Run::start("Lead words.\n\n## Regional Issues\n\n\x1b]52;c;ZXZpbA==\x07 words.\n");
    run.wait_for("Lead words").unwrap();
    run.keys("JK");
    run.wait_for("§1/2").unwrap();
    assert_eq!(copies(&run), [""; 0]);
    run.keys("y");
    run.wait_for("copied “Lead words.”").unwrap();
    run.keys("q");
    assert_eq!(run.end(), 0);
    // As base64 has it.
    assert_eq!(copies(&run), ["TGVhZCB3b3Jkcy4="]);
}

#[test]
fn of_a_copy_that_many_terminals_do_not_take_the_reader_is_told() {
    let text = "Words and more words. ".repeat(5000);
    let mut run = Run::start(&format!("Lead.\n\n{text}\n"));
    run.wait_for("Lead").unwrap();
    run.keys("vvGy");
    run.wait_for("copied 108 KiB: many terminals take 72 at most").unwrap();
    run.keys("q");
    run.end();
    assert!(copies(&run)[0].len() > 140_000, "all of it was sent");
}

/// The colours of the first letters of two words on the screen.
fn colours(screen: &vt100::Screen, words: [&str; 2]) -> Option<[vt100::Color; 2]> {
    let colour = |word: &str| {
        let (row, line) = screen.rows(0, 80).enumerate().filter(|(row, _)| *row > 0).find(|(_, l)| l.contains(word))?;
        let column = line.split(word).next()?.chars().count();
        Some(screen.cell(u16::try_from(row).ok()?, u16::try_from(column).ok()?)?.fgcolor())
    };
    Some([colour(words[0])?, colour(words[1])?])
}

#[test]
fn names_come_in_behind_the_first_frame_and_move_nothing() {
    let mut run = Run::start("Syed Asim Munir came to Tehran, and nobody else did.\n");
    let words = ["Tehran", "nobody"];
    let start = Instant::now();
    while colours(run.screen.screen(), words).is_none_or(|[name, word]| name == word) {
        assert!(start.elapsed() < PATIENCE, "no name on\n{}", run.screen.screen().contents());
        run.take(Duration::from_millis(50));
    }
    let end = b"\x1b[?2026l";
    let first = run.raw.windows(end.len()).position(|bytes| bytes == end).unwrap();
    let mut before = vt100::Parser::new(24, 80, 0);
    before.process(&run.raw[..first]);
    let [name, word] = colours(before.screen(), words).unwrap();
    assert_eq!(name, word, "the first frame waited for the names");
    let text = |screen: &vt100::Screen| screen.rows(0, 80).take(20).collect::<Vec<_>>();
    assert_eq!(text(before.screen()), text(run.screen.screen()));
    run.keys("q");
    assert_eq!(run.end(), 0);
}

#[test]
fn without_colour_no_colour_is_sent() {
    let home = tempfile::tempdir().unwrap();
    let file = home.path().join("a.md");
    std::fs::write(&file, TEXT).unwrap();
    let mut run = Run::with(home, &[file.to_str().unwrap()], &[("NO_COLOR", "1")]);
    run.wait_for("Lead words").unwrap();
    run.keys("/words\r");
    run.wait_for("match 1/2").unwrap();
    run.keys("q");
    run.end();
    assert_eq!(coloured(&run), [""; 0]);
}

/// The sequences it wrote that name a colour.
fn coloured(run: &Run) -> Vec<String> {
    let raw = String::from_utf8_lossy(&run.raw).into_owned();
    let mut found = Vec::new();
    for part in raw.split("\x1b[").skip(1) {
        let sgr = part.split(|c: char| c.is_ascii_alphabetic()).next().unwrap_or("");
        let coloured = part.chars().nth(sgr.len()) == Some('m')
            && sgr.split(';').any(|n| matches!(n.parse::<u16>(), Ok(30..=38 | 40..=48 | 90..=107)));
        found.extend(coloured.then(|| sgr.to_owned()));
    }
    found
}

/// The colours that it names on a terminal of this kind.
fn coloured_on(term: &str) -> Vec<String> {
    let home = tempfile::tempdir().unwrap();
    let file = home.path().join("a.md");
    std::fs::write(&file, TEXT).unwrap();
    let mut run = Run::with(home, &[file.to_str().unwrap()], &[("TERM", term)]);
    run.wait_for("Lead words").unwrap();
    run.keys("/words\r");
    run.wait_for("match 1/2").unwrap();
    run.keys("q");
    run.end();
    coloured(&run)
}

#[test]
fn a_terminal_is_sent_the_colours_that_it_has() {
    assert_eq!(coloured_on("vt100"), [""; 0]);
    let few = coloured_on("xterm");
    assert!(!few.is_empty() && !few.iter().any(|sgr| sgr.contains("8;5;") || sgr.contains("8;2;")), "{few:?}");
    assert!(coloured_on("tmux").iter().any(|sgr| sgr.contains("8;5;")));
}

#[test]
fn progress_that_cannot_be_kept_is_told_at_the_start() {
    let home = tempfile::tempdir().unwrap();
    let (file, state) = (home.path().join("a.md"), home.path().join("state"));
    std::fs::write(&file, TEXT).unwrap();
    std::fs::write(&state, "a file").unwrap();
    let mut run = Run::with(home, &[file.to_str().unwrap()], &[("XDG_STATE_HOME", state.to_str().unwrap())]);
    run.wait_for("progress is not kept: Not a directory").unwrap();
    run.wait_for("Lead words").unwrap();
}

/// A file that can be run, in a folder with a space in its name; gives the value of `$VISUAL` for it.
fn editor(home: &Path, script: &str) -> String {
    use std::os::unix::fs::PermissionsExt;
    let folder = home.join("my tools");
    std::fs::create_dir_all(&folder).unwrap();
    let file = folder.join("ed.sh");
    std::fs::write(&file, format!("#!/bin/sh\n{script}")).unwrap();
    std::fs::set_permissions(&file, std::fs::Permissions::from_mode(0o755)).unwrap();
    format!("'{}' --flag", file.display())
}

fn with_editor(script: &str) -> Run {
    let home = tempfile::tempdir().unwrap();
    let file = home.path().join("a.md");
    std::fs::write(&file, "Some words.\n").unwrap();
    let visual = editor(home.path(), script);
    let mut run = Run::with(home, &[file.to_str().unwrap()], &[("VISUAL", &visual), ("PATH", "/usr/bin:/bin")]);
    run.wait_for("Some words").unwrap();
    run
}

#[test]
fn the_readers_own_editor_has_the_terminal_and_gives_it_back() {
    let mut run = with_editor("echo \"EDITOR $1\"\nread answer\necho \"typed $answer\" >> \"$2\"\n");
    run.keys("aWho?");
    run.wait_for("saved in draft").unwrap();
    run.keys("\x05");
    run.wait_for("EDITOR --flag").unwrap();
    run.keys("minister\r");
    run.wait_for("typed minister").unwrap();
    run.wait_for("INSERT").unwrap();
    run.keys("\x13");
    run.wait_for("saved: “Who?”").unwrap();
    run.keys("q");
    assert_eq!(run.end(), 0);
    assert!(run.given_back());
    let notes = std::fs::read_to_string(run.home.path().join("a.md.notes.yaml")).unwrap();
    assert!(notes.contains("typed minister"), "{notes}");
}

#[test]
fn a_program_that_is_ended_ends_the_editor_too() {
    let mut run = with_editor("echo EDITOR\nexec sleep 60\n");
    run.keys("aWho?\x05");
    run.wait_for("EDITOR").unwrap();
    run.signal(Signal::TERM);
    assert_eq!(run.end(), 128 + 15);
    assert!(run.given_back());
}

#[test]
fn a_draft_outlives_the_program() {
    let mut run = Run::start("Some words.\n");
    run.wait_for("Some words").unwrap();
    run.keys("aWho chairs it?");
    run.wait_for("saved in draft").unwrap();
    run.signal(Signal::KILL);
    run.end();
    let home = std::mem::replace(&mut run.home, tempfile::tempdir().unwrap());
    let file = home.path().join("a.md");
    let mut again = Run::with(home, &[file.to_str().unwrap()], &[]);
    again.wait_for("Some words").unwrap();
    again.keys("a");
    again.wait_for("Who chairs it?").unwrap();
}
