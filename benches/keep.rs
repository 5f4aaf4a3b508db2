//! How long a reader waits for “saved”: one note kept, in a sidecar of a thousand.
//!
//! The floor adds as many bytes to an open file and waits until the disk has them (fdatasync), which is what anybody has to
//! do who calls something saved. Both are done in turn, a thousand times, and their slowest hundredth is what counts: what
//! is promised is 20 ms for 99 of 100 notes. When this was written it was the floor and a tenth of a millisecond. The
//! sidecar is written now and then in between, outside of what is measured; its journal begins anew behind it.
//! `cargo bench --bench keep`

#![expect(clippy::unwrap_used, clippy::print_stdout, reason = "a bench that cannot be set up has nothing to say")]

use std::fs::{self, File};
use std::io::Write;
use std::path::Path;
use std::time::{Duration, Instant};

use attache::note::{Change, History, Id, Meta, Note, Record};
use attache::store::{Facts, Flush, Home, Store};

const NOTES: usize = 1000;
const ROUNDS: usize = 1000;

/// A note of this number, of some two hundred letters.
fn note(n: usize) -> Record {
    let meta = Meta { id: Id::from(format!("note-{n}")), ..Meta::default() };
    Record::Note(Note { meta, text: format!("Note {n}: {}", "who chairs it? ".repeat(13)), ..Note::default() })
}

fn keep(store: &mut Store, n: usize) -> Duration {
    let change = Change::of(store.book(), note(n));
    let since = Instant::now();
    store.keep(&[change], &History::default()).unwrap();
    since.elapsed()
}

fn add(file: &mut File, bytes: &[u8]) -> Duration {
    let since = Instant::now();
    file.write_all(bytes).unwrap();
    file.sync_data().unwrap();
    since.elapsed()
}

/// Half of them are faster than the first, ninety-nine of a hundred than the second; in milliseconds.
fn middle_and_slow(mut times: Vec<Duration>) -> (f64, f64) {
    times.sort();
    let at = |part: usize| times[times.len() * part / 100].as_secs_f64() * 1000.0;
    (at(50), at(99))
}

fn main() {
    // A real disk: temporary folders may be in memory.
    let dir = tempfile::tempdir_in(Path::new(env!("CARGO_TARGET_TMPDIR"))).unwrap();
    let briefing = dir.path().join("a.txt");
    fs::write(&briefing, "Lead words.\n").unwrap();
    let (mut store, _) = Store::open(&Home { state: dir.path().join("state") }, &briefing, &Facts::default());
    store.make_ready();
    let changes: Vec<Change> = (0..NOTES).map(|n| Change::of(store.book(), note(n))).collect();
    store.keep(&changes, &History::default()).unwrap();
    assert_eq!(store.flush(), Flush::Written);
    let bytes = serde_json::to_vec(&Change::of(store.book(), note(NOTES))).unwrap();
    let mut file = File::create(dir.path().join("floor")).unwrap();
    let (mut floor, mut own) = (Vec::new(), Vec::new());
    for n in 0..ROUNDS {
        floor.push(add(&mut file, &bytes));
        own.push(keep(&mut store, NOTES + n));
        if n % 50 == 49 {
            assert_eq!(store.flush(), Flush::Written);
        }
    }
    let ((floor_middle, floor_slow), (middle, slow)) = (middle_and_slow(floor), middle_and_slow(own));
    println!("keep       median       p99");
    println!("floor  {floor_middle:8.2} ms {floor_slow:8.2} ms");
    println!("note   {middle:8.2} ms {slow:8.2} ms");
    println!("ratio  {:8.2}    {:8.2}", middle / floor_middle, slow / floor_slow);
}
