//! The world of a real terminal: screen, keys, signals, workers, the watch on the open file.

mod blanks;
mod hangup;
mod outside;
mod screen;
mod sixteen;
mod tty;
mod watch;
mod workers;

use std::io::{self, BufWriter, Write};
use std::os::fd::{AsFd, OwnedFd};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{self, Receiver, Sender};
use std::time::{Duration, Instant};

use crossterm::{clipboard, event, execute};
use ratatui::Terminal;
use ratatui::backend::CrosstermBackend;
use rustix::event::{PollFd, PollFlags, Timespec, poll};
use signal_hook::consts::{SIGTSTP, SIGWINCH};

use super::clock;
use super::drafts::Writer;
use super::input::{LateAnswer, translate};
use super::keeper::{Keeper, Thread};
use super::signals::Signals;
use super::typed::typed;
use super::worker::{self, Desk, Job};
use super::{Event, Exit, World, failure, terminal};
use crate::app::{Action, Effect, Message, Mouse};
use crate::clean::Clean;
use crate::find::Query;
use crate::note::Moment;
use crate::session::Session;
use crate::store::Facts;
use crate::theme::Depth;

use tty::Tty;
use workers::{Workers, load};

/// From one step to the next while the mouse is held where dragging scrolls.
const HELD: Duration = Duration::from_millis(50);

/// A file is read again when it has been quiet for this long: editors write in several steps.
const QUIET: Duration = Duration::from_millis(120);

/// So long the keys wait for the rest of a text: some ten megabytes.
const REST: Duration = Duration::from_millis(250);

/// Bytes of a copy that are sure to fit into the 100,000 that terminals take of one sequence.
const MOST_COPIED: usize = 74 * 1000;

type Out = BufWriter<Tty>;

/// A real terminal.
pub struct Console {
    terminal: Terminal<CrosstermBackend<Out>>,
    tty: OwnedFd,
    wake: OwnedFd,
    signals: Signals,
    results: Receiver<Action>,
    workers: Workers,
    late: LateAnswer,
    /// What was typed while the terminal was asked for its background.
    typed: Vec<Event>,
    watch: Option<notify::RecommendedWatcher>,
    touched: Receiver<()>,
    touch: Sender<()>,
    quiet_at: Option<Instant>,
    /// What is said of the mouse again, and when; only while it is held where dragging scrolls.
    again: Option<(Instant, Mouse)>,
    lost: bool,
    /// A hang-up while keys are read does no harm.
    outlives: bool,
    silent: Arc<AtomicBool>,
    identify: Option<PathBuf>,
    keeper: Thread,
    drafts: Writer,
    /// Signals that came while the reader's own editor ran, and end the program.
    stopped: Vec<i32>,
    /// The text whose rest was waited for.
    awaited: Option<PathBuf>,
    /// What can wait until the first frame is up.
    later: Vec<Job>,
    /// What waits for the next frame, so that it delays none.
    once_drawn: Vec<Job>,
    /// Searches that are kept once the frame is drawn that shows what they found.
    searched: Vec<Query>,
}

impl std::fmt::Debug for Console {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Console").finish_non_exhaustive()
    }
}

impl Console {
    /// A console on the terminal that [`terminal::Guard`] has taken, which shows colours of this depth.
    ///
    /// # Errors
    /// What the system says.
    pub fn new(desk: Desk, keeper: Keeper, depth: Depth) -> io::Result<Self> {
        let tty = tty()?;
        let silent = Arc::new(AtomicBool::new(false));
        let tty_out = Tty::new(Arc::clone(&silent), depth);
        let (wake, waker) =
            rustix::pipe::pipe_with(rustix::pipe::PipeFlags::CLOEXEC | rustix::pipe::PipeFlags::NONBLOCK)?;
        let signals = Signals::listen(&waker)?;
        let (sender, results) = mpsc::channel();
        let (touch, touched) = mpsc::channel();
        let waker = Arc::new(waker);
        let keeper = Thread::new(keeper, sender.clone(), Arc::clone(&waker));
        let drafts = Writer::new(desk.drafts.clone(), sender.clone(), Arc::clone(&waker));
        let backend = CrosstermBackend::new(BufWriter::with_capacity(64 * 1024, tty_out));
        let workers = Workers {
            desk: Arc::new(desk),
            results: sender,
            wake: waker,
            counting: Arc::default(),
            recognising: Arc::default(),
            recognising_all: Arc::default(),
            matching: Arc::default(),
        };
        Ok(Self {
            terminal: Terminal::new(backend)?,
            tty,
            wake,
            signals,
            results,
            workers,
            late: LateAnswer::default(),
            typed: Vec::new(),
            watch: None,
            touched,
            touch,
            quiet_at: None,
            again: None,
            lost: false,
            outlives: false,
            silent,
            identify: None,
            keeper,
            drafts,
            stopped: Vec::new(),
            awaited: None,
            later: Vec::new(),
            once_drawn: Vec::new(),
            searched: Vec::new(),
        })
    }

    /// The terminal's background, as it answers the question that was asked when it was taken. What was typed meanwhile
    /// is among the first events.
    pub fn background(&mut self) -> terminal::Background {
        let (answer, bytes) = terminal::background(&self.tty);
        let typed = typed(&bytes);
        self.typed = typed.events;
        if answer == terminal::Background::Late {
            self.late.expect(typed.cut);
        }
        answer
    }

    /// Starts a job whose result comes as an event.
    pub fn start(&self, job: Job) {
        self.workers.start(job);
    }

    /// Starts a job once the first frame is up.
    pub fn later(&mut self, job: Job) {
        self.later.push(job);
    }

    /// What to do for the open file once the first frame is up: watch it, and find out whether it is known.
    pub fn opened(&mut self, path: &Path) {
        self.identify = Some(path.to_owned());
    }

    /// Keeps what was searched for. Where nothing can be written, the reader was told so at the start.
    fn keep_searches(&mut self) {
        for query in self.searched.drain(..) {
            drop(self.workers.desk.habits.keep_search(&query));
        }
    }

    fn after_first_frame(&mut self, session: &Session) {
        let Some(path) = self.identify.take() else { return };
        self.watch = None;
        self.keeper.open(path.clone(), Facts::of(session.app.document.briefing()));
        self.workers.start(Job::Identify(path.clone()));
        self.watch = self.watcher(&path);
    }

    /// Sleeps until something is there, until the open file has been quiet long enough, or until the mouse was held long
    /// enough at an edge.
    fn sleep(&mut self) -> io::Result<bool> {
        let until = self.quiet_at.into_iter().chain(self.again.map(|(at, _)| at)).min();
        let timeout = until.map(|at| {
            let left = at.saturating_duration_since(Instant::now());
            Timespec { tv_sec: 0, tv_nsec: i64::from(left.subsec_nanos()) }
        });
        let mut fds = [PollFd::new(&self.tty, PollFlags::IN), PollFd::new(&self.wake, PollFlags::IN)];
        match poll(&mut fds, timeout.as_ref()) {
            Ok(_) | Err(rustix::io::Errno::INTR) => {}
            Err(error) => return Err(error.into()),
        }
        let gone = fds[0].revents().intersects(PollFlags::HUP | PollFlags::ERR | PollFlags::NVAL);
        if fds[1].revents().contains(PollFlags::IN) {
            self.drain();
        }
        Ok(gone)
    }

    /// Takes the bytes that woke the loop.
    fn drain(&self) {
        let mut bytes = [0u8; 256];
        while matches!(rustix::io::read(&self.wake, &mut bytes), Ok(n) if n == bytes.len()) {}
    }

    fn keys(&mut self, events: &mut Vec<Event>) -> io::Result<()> {
        while event::poll(Duration::ZERO)? {
            let event = event::read()?;
            if event == event::Event::FocusGained {
                // Where no watch is to be had, this is when others' changes come in.
                self.keeper.touch().touched();
            }
            if matches!(event, event::Event::Mouse(_) | event::Event::Key(_)) {
                self.again = None;
            }
            if !self.late.takes(&event) {
                events.extend(translate(event));
            }
        }
        Ok(())
    }

    fn held(&mut self, events: &mut Vec<Event>) {
        if let Some((_, mouse)) = self.again.take_if(|(at, _)| *at <= Instant::now()) {
            events.push(Event::Mouse(mouse));
        }
    }

    fn signal(&mut self, signal: i32, events: &mut Vec<Event>) -> io::Result<()> {
        match signal {
            SIGWINCH => {
                // A terminal that is gone has no size; the next look sees that it is.
                events.extend(screen::size().map(Event::Action));
            }
            SIGTSTP => {
                self.suspend()?;
                events.push(Event::Resumed);
            }
            other => events.push(Event::Stop(Exit::Signal(other))),
        }
        Ok(())
    }

    fn take_results(&mut self, events: &mut Vec<Event>) {
        for action in self.results.try_iter() {
            self.take_note(&action);
            events.push(Event::Action(action));
        }
    }

    /// Tells the keeper of a text that was read whole.
    fn take_note(&self, action: &Action) {
        if let Action::Reread(opened) = action
            && let Some(path) = opened.path.clone()
            && opened.complete
        {
            self.keeper.reread(path, Facts::of(&opened.briefing));
        }
    }

    /// Waits for the rest of a text, which is here in a moment unless it is very large: what was typed meanwhile, such as
    /// the way to its end, is meant for all of it. Once for each text, and not for long.
    fn await_rest(&mut self, session: &Session) {
        let source = &session.app.document.source;
        if source.complete || self.awaited == source.path {
            return;
        }
        self.awaited.clone_from(&source.path);
        let until = Instant::now() + REST;
        let mut events = Vec::new();
        while let Ok(action) = self.results.recv_timeout(until.saturating_duration_since(Instant::now())) {
            self.take_note(&action);
            let is_rest = matches!(action, Action::Reread(_));
            events.push(Event::Action(action));
            if is_rest {
                break;
            }
        }
        events.append(&mut self.typed);
        self.typed = events;
    }

    fn file_touched(&mut self, events: &mut Vec<Event>) {
        if self.touched.try_iter().count() > 0 {
            self.quiet_at = Some(Instant::now() + QUIET);
        }
        if self.quiet_at.is_some_and(|at| at <= Instant::now()) {
            self.quiet_at = None;
            events.push(Event::Action(Action::Changed));
        }
    }
}

impl World for Console {
    fn draw(&mut self, session: &Session) -> io::Result<()> {
        if self.frame(session).is_err() {
            // The next wait says so; there is nobody to show anything to.
            self.lost = true;
            return Ok(());
        }
        if session.app.document.source.complete {
            self.after_first_frame(session);
            // What came from a stream has no file to watch, but its reader has habits as well.
            self.once_drawn.append(&mut self.later);
        }
        self.await_rest(session);
        for job in std::mem::take(&mut self.once_drawn) {
            self.workers.start(job);
        }
        Ok(())
    }

    fn wait(&mut self) -> io::Result<Vec<Event>> {
        self.keep_searches();
        if !std::mem::replace(&mut self.outlives, true) {
            hangup::outlive(&self.tty);
        }
        let mut events = std::mem::take(&mut self.typed);
        events.extend(self.stopped.drain(..).map(|signal| Event::Stop(Exit::Signal(signal))));
        while events.is_empty() {
            let gone = self.lost || self.sleep()?;
            for signal in self.signals.take() {
                self.signal(signal, &mut events)?;
            }
            if !gone {
                self.take_results(&mut events);
            }
            // A terminal that cannot be read is gone.
            if gone || self.keys(&mut events).is_err() {
                events.push(Event::Stop(Exit::Hangup));
                return Ok(events);
            }
            self.file_touched(&mut events);
            self.held(&mut events);
        }
        Ok(events)
    }

    fn now(&mut self) -> Moment {
        clock::now()
    }

    fn perform(&mut self, effect: Effect) -> io::Result<Vec<Action>> {
        match effect {
            Effect::Quit | Effect::Leave | Effect::Theme(_) => {}
            Effect::Suspend => {
                self.suspend()?;
                return Ok(screen::size().into_iter().collect());
            }
            Effect::Redraw => {
                // What cannot be written to is gone; the next wait says so.
                self.lost |= self.draw_anew().is_err();
                return Ok(screen::size().into_iter().collect());
            }
            Effect::SayAgain(mouse) => self.again = Some((Instant::now() + HELD, mouse)),
            Effect::Load(path) => {
                let actions = load(&self.workers, &path);
                // A file that cannot be read leaves the open one open, and watched.
                if matches!(actions.first(), Some(Action::Opened(_))) {
                    self.opened(&path);
                }
                return Ok(actions);
            }
            Effect::Reload(path) => self.workers.start(Job::Reread(path)),
            Effect::Export(export) => self.workers.start(Job::Export(export)),
            Effect::List(folder) => self.workers.start(Job::List(folder)),
            Effect::Count(query, briefing) => self.once_drawn.push(Job::Count(query, briefing)),
            Effect::Recognise(serial, briefing, pieces) => {
                self.once_drawn.push(Job::Recognise(serial, briefing, pieces));
            }
            Effect::Match(serial, briefing, entities) => {
                self.once_drawn.push(Job::Match(serial, briefing, entities));
            }
            Effect::StopRecognising => self.workers.stop_recognising(),
            Effect::KeepTheme(name) => {
                return Ok(worker::keep_theme(&self.workers.desk.habits, name.as_deref()).into_iter().collect());
            }
            Effect::KeepSearch(query) => self.searched.push(query),
            Effect::Remember(reading) => {
                if let Err(error) = self.workers.desk.records.save(&reading) {
                    return Ok(vec![failure(format!("progress is not kept: {error}"))]);
                }
            }
            Effect::Keep { path, serial, changes, history } => self.keeper.keep(path, serial, changes, history),
            Effect::Errand(errand) => self.keeper.errand(errand),
            Effect::AdoptNotes(from) => self.keeper.take_over(from),
            Effect::KeepDrafts(serial, drafts) => self.drafts.keep(serial, drafts),
            Effect::CarryDrafts(old, new) => {
                return Ok(worker::carry_drafts(&self.workers.desk.drafts, &old, &new).into_iter().collect());
            }
            Effect::Edit(text) => return self.edit_outside(&text),
            Effect::EditNotesFile(briefing) => return self.mend_outside(&briefing),
            Effect::Copy(text) => {
                let copy = clipboard::CopyToClipboard::to_clipboard_from(text.as_str());
                self.lost |= execute!(self.terminal.backend_mut(), copy).is_err();
                return Ok(too_much(&text).into_iter().collect());
            }
            Effect::Browse(url) => return Ok(vec![browse(&url)]),
        }
        Ok(Vec::new())
    }

    fn finish(&mut self) -> Vec<Action> {
        self.keep_searches();
        self.keeper.finish();
        self.results.try_iter().filter(|action| matches!(action, Action::Notes(..))).collect()
    }
}

/// A warning about a copy that many terminals do not take: they say nothing of it themselves.
fn too_much(text: &Clean) -> Option<Action> {
    let size = text.as_str().len().div_ceil(1024);
    let told =
        format!("copied {size} KiB: many terminals take {} at most; an export to a file holds all", MOST_COPIED >> 10);
    (text.as_str().len() > MOST_COPIED).then(|| Action::Say(Message::warning(told)))
}

/// Hands a link to the desktop: as one argument, without a shell, its output away from the screen.
fn browse(url: &Clean) -> Action {
    let opener = if cfg!(target_os = "macos") { "open" } else { "xdg-open" };
    let started =
        Command::new(opener).arg(url.as_str()).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).spawn();
    match started {
        Ok(mut child) => {
            // Waited for, so that it does not stay in the table of processes.
            let _ = std::thread::Builder::new().spawn(move || child.wait());
            Action::Say(Message::note(format!("opening {url}")))
        }
        Err(error) => failure(format!("{opener}: {error}; the address is {url}")),
    }
}

/// The terminal to read keys from: standard input, or the controlling terminal when a document came that way.
fn tty() -> io::Result<OwnedFd> {
    let stdin = io::stdin();
    if rustix::termios::isatty(&stdin) {
        return stdin.as_fd().try_clone_to_owned();
    }
    let file = std::fs::OpenOptions::new().read(true).write(true).open("/dev/tty")?;
    // Keys come from standard input in any case, so that they can be silenced when the terminal hangs up.
    rustix::stdio::dup2_stdin(&file)?;
    Ok(file.into())
}

/// What is left to write goes out now; what the terminal library writes while it goes is the guard's business.
impl Drop for Console {
    fn drop(&mut self) {
        // After a panic the terminal is the shell's already: half a frame must not come out over the message.
        if !std::thread::panicking() {
            let _ = self.terminal.backend_mut().flush();
        }
        self.silent.store(true, Ordering::Relaxed);
    }
}
