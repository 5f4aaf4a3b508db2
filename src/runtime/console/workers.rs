//! Threads for what takes longer than a key may.

use std::os::fd::OwnedFd;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::Sender;

use super::super::worker::{self, Desk, Job, Watch};
use super::super::{failure, guarded};
use crate::app::Action;

/// Threads for jobs. A newer job of a kind makes the older one stop.
#[derive(Debug, Clone)]
pub(super) struct Workers {
    pub(super) desk: Arc<Desk>,
    pub(super) results: Sender<Action>,
    pub(super) wake: Arc<OwnedFd>,
    pub(super) counting: Arc<AtomicU64>,
    pub(super) recognising: Arc<AtomicU64>,
    pub(super) recognising_all: Arc<AtomicU64>,
    pub(super) matching: Arc<AtomicU64>,
}

impl Workers {
    pub(super) fn start(&self, job: Job) {
        let workers = self.clone();
        let turn = match &job {
            Job::Count(..) => Some(Arc::clone(&self.counting)),
            Job::Recognise(_, _, None) => Some(Arc::clone(&self.recognising_all)),
            Job::Recognise(..) => Some(Arc::clone(&self.recognising)),
            Job::Match(..) => Some(Arc::clone(&self.matching)),
            _ => None,
        };
        let turn = turn.map(|latest| (latest.fetch_add(1, Ordering::SeqCst) + 1, latest));
        let spawned = std::thread::Builder::new().name("attache-worker".to_owned()).spawn(move || {
            let go_on = || turn.as_ref().is_none_or(|(own, latest)| latest.load(Ordering::SeqCst) == *own);
            let what = job.name();
            let tell = |action: Action| {
                let _ = workers.results.send(action);
                let _ = rustix::io::write(&*workers.wake, b"w");
            };
            let watch = Watch { go_on: &go_on, tell: &tell };
            let answer = guarded(what, || worker::answer(&workers.desk, job, watch));
            if let Some(action) = answer.unwrap_or_else(|fault| Some(failure(fault))) {
                tell(action);
            }
        });
        if let Err(error) = spawned {
            let _ = self.results.send(failure(format!("cannot start a thread: {error}")));
        }
    }
}

impl Workers {
    /// Makes the search for the names of a whole text stop.
    pub(super) fn stop_recognising(&self) {
        self.recognising_all.fetch_add(1, Ordering::SeqCst);
    }
}

/// Opens a document: a small one at once, of a large one the beginning at once and the rest beside the loop.
pub(super) fn load(workers: &Workers, path: &Path) -> Vec<Action> {
    match worker::open_document(&workers.desk, path, worker::Part::HeadIfLarge) {
        Ok(opened) => {
            if !opened.complete {
                workers.start(Job::Reread(path.to_owned()));
            }
            vec![Action::Opened(Box::new(opened))]
        }
        Err(error) => vec![failure(error)],
    }
}
