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
            Work::new(keeper, Touch(orders)).run(&taken, &tell);
        });
        self.started.set(started.is_ok());
        if let Err(error) = started {
            let _ = self.said.send(failure(format!("notes cannot be saved yet, there is no thread: {error}")));
        }
    }
}

struct Work {
    keeper: Keeper,
    /// The open briefing.
    open: Option<(PathBuf, Facts)>,
    /// Changes that are not called kept yet.
    unkept: Vec<Unkept>,
    /// How many of them this keeper has.
    handed: usize,
    /// When the sidecars are to be written.
    due: Option<Instant>,
    /// When they were written last.
    written: Option<Instant>,
    /// When what was refused is to be tried again.
    again: Option<Instant>,
    /// Who is told when others did something.
    touch: Touch,
    watch: Option<Watch>,
    /// Who waits until everything is done.
    waits: Option<Sender<()>>,
}

/// Changes that were made together.
struct Unkept {
    path: PathBuf,
    serial: u64,
    changes: Vec<Change>,
    history: Box<History>,
}

impl Work {
    fn new(keeper: Keeper, touch: Touch) -> Self {
        let (due, written, again, watch, waits) = (None, None, None, None, None);
        Self { keeper, open: None, unkept: Vec::new(), handed: 0, due, written, again, touch, watch, waits }
    }

    fn run(mut self, orders: &Receiver<Order>, tell: &dyn Fn(Vec<Action>)) {
        loop {
            let next = self.due.into_iter().chain(self.again).min();
            let order = match next {
                None => orders.recv().map_err(|_| RecvTimeoutError::Disconnected),
                Some(at) => orders.recv_timeout(at.saturating_duration_since(Instant::now())),
            };
            let ends = matches!(order, Err(RecvTimeoutError::Disconnected));
            let done = guarded("keeping notes", || match order {
                Ok(order) => self.obey(order, tell),
                Err(_) => self.write(tell),
            });
            if let Err(fault) = done {
                self.begin_again(&fault, tell);
            }
            if let Some(waits) = self.waits.take() {
                let _ = waits.send(());
            }
            if ends {
                return;
            }
        }
    }

    /// After a fault of this program nobody knows how things stand in memory. So everything is opened anew from the disk,
    /// where the journal has what was called kept, and what was not is kept once more. Where that fails as well, the
    /// reader must know; the next order tries again.
    fn begin_again(&mut self, fault: &str, tell: &dyn Fn(Vec<Action>)) {
        self.forget();
        let done = guarded("keeping notes", || {
            self.keep_all(tell);
            self.look_around();
        });
        match (done, &self.open) {
            (Ok(()), _) => tell(vec![failure(format!("{fault}; notes were opened anew, and nothing is lost"))]),
            (Err(fault), Some((path, _))) => {
                let reason = Clean::line(&format!("{fault}; every key tries again"));
                tell(vec![Action::Notes(path.clone(), News::Unsaved(reason))]);
                self.forget();
            }
            (Err(fault), None) => tell(vec![failure(fault)]),
        }
    }

    /// A keeper that has nothing open. The journals of the one before are ours again when it is gone.
    fn forget(&mut self) {
        let fresh = Keeper::new(self.keeper.home.clone(), self.keeper.refuges.clone());
        let old = std::mem::replace(&mut self.keeper, fresh);
        let _ = guarded("keeping notes", || drop(old));
        self.handed = 0;
    }

    /// Opens what was open, after a fault.
    fn reopen(&mut self, tell: &dyn Fn(Vec<Action>)) {
        let Some((path, facts)) = self.open.clone() else { return };
        let mut said = vec![Action::Notes(path.clone(), News::Written)];
        said.extend(self.keeper.open(&path, &facts));
        for action in &mut said {
            if let Action::Notes(_, News::Read { history, .. }) = action {
                // What can be undone is known better where it was done.
                *history = None;
            }
        }
        self.told(said, tell);
    }

    fn obey(&mut self, order: Order, tell: &dyn Fn(Vec<Action>)) {
        match order {
            Order::Open(path, facts) => {
                if self.watch.is_none() {
                    self.watch = Some(Watch::new(&self.keeper.home.journals(), self.touch.clone()));
                }
                self.open = Some((path.clone(), facts.clone()));
                let said = self.keeper.open(&path, &facts);
                self.told(said, tell);
                self.keeper.make_ready();
            }
            Order::Keep { path, serial, changes, history } => {
                self.unkept.push(Unkept { path, serial, changes, history });
                self.keep_all(tell);
                self.soon(Duration::ZERO);
            }
            Order::Reread(path, facts) => {
                self.open = Some((path.clone(), facts.clone()));
                let said = self.keeper.reread(&path, &facts);
                self.told(said, tell);
            }
            Order::Touched => self.soon(QUIET),
            Order::Errand(errand) => {
                self.keep_all(tell);
                let said = self.keeper.errand(errand);
                self.told(said, tell);
            }
            Order::TakeOver(from) => {
                let said = self.keeper.take_over(&from);
                self.told(said, tell);
            }
            Order::Finish(done) => {
                self.waits = Some(done);
                self.keep_all(tell);
                self.write(tell);
                self.keeper.leave();
            }
        }
        self.look_around();
    }

    /// Gives the keeper every change that it does not have.
    fn keep_all(&mut self, tell: &dyn Fn(Vec<Action>)) {
        if !self.keeper.has_open() {
            self.reopen(tell);
        }
        while let Some(next) = self.unkept.get(self.handed) {
            self.handed += 1;
            let said = self.keeper.keep(&next.path, next.serial, &next.changes, &next.history);
            self.told(said, tell);
        }
    }

    /// Says what the keeper says, and then need not remember what it has for good.
    fn told(&mut self, said: Vec<Action>, tell: &dyn Fn(Vec<Action>)) {
        let kept: Vec<(PathBuf, u64)> = said
            .iter()
            .filter_map(|action| match action {
                Action::Notes(path, News::Kept(upto)) => Some((path.clone(), *upto)),
                _ => None,
            })
            .collect();
        tell(said);
        for (path, upto) in kept {
            let is_kept = |unkept: &Unkept| unkept.path == path && unkept.serial <= upto;
            self.handed -= self.unkept.iter().take(self.handed).filter(|unkept| is_kept(unkept)).count();
            self.unkept.retain(|unkept| !is_kept(unkept));
        }
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
        let said = self.keeper.flush();
        self.told(said, tell);
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::note::{Id, Meta, Note, Record};
    use crate::sidecar::Sidecar;
    use crate::store::Home;

    fn texts(sidecar: &std::path::Path) -> Vec<String> {
        let bytes = std::fs::read(sidecar).unwrap_or_default();
        Sidecar::parse(&bytes).unwrap().notebook().notes().map(|note| note.text.clone()).collect()
    }

    fn keep(path: &std::path::Path, serial: u64, text: &str) -> Order {
        let meta = Meta { id: Id::from(text), ..Meta::default() };
        let after = Record::Note(Note { meta, text: text.to_owned(), ..Note::default() });
        let changes = vec![Change { before: None, after }];
        Order::Keep { path: path.to_owned(), serial, changes, history: Box::default() }
    }

    /// Runs the thread's work on three notes. It panics when it is to say something like this, `faults` times. Gives what it
    /// said.
    fn work(folder: &std::path::Path, faults: usize, like: fn(&Action) -> bool) -> Vec<Action> {
        let briefing = folder.join("a.txt");
        std::fs::write(&briefing, "Lead words.\n").unwrap();
        let (orders, taken) = mpsc::channel();
        let (done, wait) = mpsc::channel();
        let open = Order::Open(briefing.clone(), Facts::default());
        let keeps = [keep(&briefing, 1, "one"), keep(&briefing, 2, "two"), keep(&briefing, 3, "three")];
        for order in std::iter::once(open).chain(keeps).chain([Order::Finish(done)]) {
            orders.send(order).unwrap();
        }
        drop(orders);
        let state = folder.join("state");
        let said = std::thread::spawn(move || {
            let (said, left) = (std::cell::RefCell::new(Vec::new()), Cell::new(faults));
            let tell = |actions: Vec<Action>| {
                if left.get() > 0 && actions.iter().any(like) {
                    left.set(left.get() - 1);
                    panic!("a fault to try");
                }
                said.borrow_mut().extend(actions);
            };
            Work::new(Keeper::new(Home { state }, Vec::new()), Touch(Weak::new())).run(&taken, &tell);
            said.into_inner()
        })
        .join()
        .unwrap();
        assert!(wait.try_recv().is_ok(), "who waits for the end waits for nothing");
        said
    }

    #[test]
    fn a_fault_of_the_program_costs_no_note_and_no_restart() {
        super::super::super::terminal::leave_on_panic();
        for faults in 0..4 {
            let dir = tempfile::tempdir().unwrap();
            let said = work(dir.path(), faults, |action| matches!(action, Action::Notes(_, News::Kept(2))));
            assert_eq!(texts(&dir.path().join("a.txt.notes.yaml")), ["one", "two", "three"], "{faults} faults");
            let kept = |n: u64| said.iter().any(|a| matches!(a, Action::Notes(_, News::Kept(upto)) if *upto == n));
            assert!(kept(1) && kept(2) && kept(3), "{faults} faults: {said:?}");
            let unsaved = said.iter().filter(|a| matches!(a, Action::Notes(_, News::Unsaved(_)))).count();
            assert_eq!(unsaved, faults / 2, "{faults} faults: one is made good at once");
            let failures = said.iter().filter(|a| matches!(a, Action::Say(_))).count();
            assert_eq!(failures, faults % 2, "{faults} faults: {said:?}");
            let left = std::fs::read_dir(dir.path().join("state/journal")).unwrap().count();
            assert_eq!(left, 0, "{faults} faults: no journal is left");
        }
    }

    #[test]
    fn a_fault_at_the_very_end_costs_no_note() {
        super::super::super::terminal::leave_on_panic();
        let dir = tempfile::tempdir().unwrap();
        let said = work(dir.path(), 1, |action| matches!(action, Action::Notes(_, News::Written)));
        assert_eq!(texts(&dir.path().join("a.txt.notes.yaml")), ["one", "two", "three"]);
        assert!(said.iter().any(|action| matches!(action, Action::Say(_))), "{said:?}");
    }
}
