//! The keeper on a thread of its own: orders in, actions out.

use std::cell::Cell;
use std::os::fd::OwnedFd;
use std::path::PathBuf;
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::sync::{Arc, Mutex, Weak};
use std::time::{Duration, Instant};

use super::super::{failure, guarded};
use super::{Keeper, watch::Watch};
use crate::app::notes::News;
use crate::app::{Action, Errand};
use crate::clean::Clean;
use crate::note::{Change, History};
use crate::store::Facts;

/// A sidecar is not written again before this time is over.
const PAUSE: Duration = Duration::from_millis(200);

/// A sidecar that somebody else wrote is read when it has been quiet for this long.
const QUIET: Duration = Duration::from_millis(80);

/// What was refused is tried again after this time.
const AGAIN: Duration = Duration::from_secs(5);

/// Longest wait for the keeper when the program ends.
const LAST: Duration = Duration::from_secs(1);

/// Something to do.
#[derive(Debug)]
enum Order {
    Open(PathBuf, Facts),
    Keep { path: PathBuf, serial: u64, changes: Vec<Change>, history: Box<History> },
    Reread(PathBuf, Facts),
    Touched,
    Errand(Errand),
    TakeOver(PathBuf),
    Finish(Sender<()>),
}

/// The keeper on a thread of its own, which starts with the first order: the first frame does not wait for it.
#[derive(Debug)]
pub struct Thread {
    orders: Arc<Sender<Order>>,
    said: Sender<Action>,
    wake: Arc<OwnedFd>,
    started: Cell<bool>,
    /// What the thread takes with it when it starts.
    waiting: Arc<Mutex<Option<Waiting>>>,
}

#[derive(Debug)]
struct Waiting {
    keeper: Keeper,
    taken: Receiver<Order>,
    wake: Arc<OwnedFd>,
    /// Gone when nobody orders anything any more.
    orders: Weak<Sender<Order>>,
}

/// Tells the thread that somebody touched the sidecar.
#[derive(Debug, Clone)]
pub struct Touch(Weak<Sender<Order>>);

impl Touch {
    /// Somebody wrote the sidecar, or a file of its name came or went; or a process that kept notes has ended.
    pub fn touched(&self) {
        if let Some(orders) = self.0.upgrade() {
            let _ = orders.send(Order::Touched);
        }
    }
}

impl Thread {
    /// A thread for this keeper. What it has to say goes into `said`, and a byte into `wake`.
    pub fn new(keeper: Keeper, said: Sender<Action>, wake: Arc<OwnedFd>) -> Self {
        let (orders, taken) = mpsc::channel();
        let orders = Arc::new(orders);
        let waiting = Waiting { keeper, taken, wake: Arc::clone(&wake), orders: Arc::downgrade(&orders) };
        let waiting = Arc::new(Mutex::new(Some(waiting)));
        Self { orders, said, wake, started: Cell::new(false), waiting }
    }

    /// Opens the notes of a briefing.
    pub fn open(&self, path: PathBuf, facts: Facts) {
        self.order(Order::Open(path, facts));
    }

    /// Keeps changes.
    pub fn keep(&self, path: PathBuf, serial: u64, changes: Vec<Change>, history: Box<History>) {
        let to = path.clone();
        if !self.order(Order::Keep { path, serial, changes, history }) {
            let reason = "what keeps notes has stopped; copy the note, quit and start again";
            let _ = self.said.send(Action::Notes(to, News::Unsaved(Clean::from(reason))));
            let _ = rustix::io::write(&*self.wake, b"k");
        }
    }

    /// The text of a briefing was read again.
    pub fn reread(&self, path: PathBuf, facts: Facts) {
        self.order(Order::Reread(path, facts));
    }

    /// Does what the reader asked for.
    pub fn errand(&self, errand: Errand) {
        self.order(Order::Errand(errand));
    }

    /// Copies the notes of another sidecar.
    pub fn take_over(&self, from: PathBuf) {
        self.order(Order::TakeOver(from));
    }

    /// Who tells the thread that the sidecar was touched.
    pub fn touch(&self) -> Touch {
        Touch(Arc::downgrade(&self.orders))
    }

    /// Waits until everything that was ordered is done and the sidecars are written; at most a second.
    pub fn finish(&self) {
        if !self.started.get() {
            return;
        }
        let (done, wait) = mpsc::channel();
        self.order(Order::Finish(done));
        let _ = wait.recv_timeout(LAST);
    }

    /// False when there is nobody any more who would obey: only a fault of this program does that.
    fn order(&self, order: Order) -> bool {
        let taken = self.orders.send(order).is_ok();
        if !self.started.get() {
            self.start();
        }
        taken
    }

    /// Where there is no thread to be had, what is needed for one stays, and the next order tries again.
    fn start(&self) {
        let (waiting, said) = (Arc::clone(&self.waiting), self.said.clone());
        let started = std::thread::Builder::new().name("attache-keeper".to_owned()).spawn(move || {
            let Some(Waiting { keeper, taken, wake, orders }) =
                waiting.lock().ok().and_then(|mut waiting| waiting.take())
            else {
                return;
            };
            let tell = |actions: Vec<Action>| {
                if actions.is_empty() {
                    return;
                }
                for action in actions {
                    let _ = said.send(action);
                }
                let _ = rustix::io::write(&*wake, b"k");
            };
            let touch = Touch(orders);
            let work = Work { keeper, due: None, written: None, again: None, touch, watch: None };
            if let Err(fault) = guarded("keeping notes", || work.run(&taken, &tell)) {
                tell(vec![failure(format!("{fault}; what was called saved is safe: quit and start again"))]);
            }
        });
        self.started.set(started.is_ok());
        if let Err(error) = started {
            let _ = self.said.send(failure(format!("notes cannot be saved yet, there is no thread: {error}")));
        }
    }
}

struct Work {
    keeper: Keeper,
    /// When the sidecars are to be written.
    due: Option<Instant>,
    /// When they were written last.
    written: Option<Instant>,
    /// When what was refused is to be tried again.
    again: Option<Instant>,
    /// Who is told when others did something.
    touch: Touch,
    watch: Option<Watch>,
}

impl Work {
    fn run(mut self, orders: &Receiver<Order>, tell: &dyn Fn(Vec<Action>)) {
        loop {
            let next = self.due.into_iter().chain(self.again).min();
            let order = match next {
                None => orders.recv().map_err(|_| RecvTimeoutError::Disconnected),
                Some(at) => orders.recv_timeout(at.saturating_duration_since(Instant::now())),
            };
            match order {
                Ok(order) => self.obey(order, tell),
                Err(RecvTimeoutError::Timeout) => self.write(tell),
                Err(RecvTimeoutError::Disconnected) => {
                    self.write(tell);
                    return;
                }
            }
        }
    }

    fn obey(&mut self, order: Order, tell: &dyn Fn(Vec<Action>)) {
        match order {
            Order::Open(path, facts) => {
                if self.watch.is_none() {
                    self.watch = Some(Watch::new(&self.keeper.home.journals(), self.touch.clone()));
                }
                tell(self.keeper.open(&path, &facts));
                self.keeper.make_ready();
            }
            Order::Keep { path, serial, changes, history } => {
                tell(self.keeper.keep(&path, serial, &changes, &history));
                self.soon(Duration::ZERO);
            }
            Order::Reread(path, facts) => tell(self.keeper.reread(&path, &facts)),
            Order::Touched => self.soon(QUIET),
            Order::Errand(errand) => tell(self.keeper.errand(errand)),
            Order::TakeOver(from) => tell(self.keeper.take_over(&from)),
            Order::Finish(done) => {
                self.write(tell);
                self.keeper.leave();
                let _ = done.send(());
            }
        }
        self.look_around();
    }

    /// The sidecars are to be written: after `wait`, and not within the pause after the last time.
    fn soon(&mut self, wait: Duration) {
        let now = Instant::now();
        let earliest = self.written.map_or(now, |at| at + PAUSE);
        self.due.get_or_insert(earliest.max(now + wait));
    }

    fn write(&mut self, tell: &dyn Fn(Vec<Action>)) {
        self.due = None;
        self.again = None;
        tell(self.keeper.flush());
        self.written = Some(Instant::now());
        self.look_around();
    }

    /// What was refused is to be tried again; and the files may be in other places now.
    fn look_around(&mut self) {
        if let Some(watch) = &mut self.watch {
            watch.follow(self.keeper.places());
        }
        let again = self.again.unwrap_or_else(|| Instant::now() + AGAIN);
        self.again = self.keeper.wants_another_attempt().then_some(again);
    }
}
