//! The power goes at every call, and every call fails in every way: nothing that was acknowledged is lost.

use super::*;

/// A reader's hour: four notes, two of them changed, written now and then.
fn live(disk: &Fake) -> Acknowledged {
    let mut said = Acknowledged::new();
    let (mut store, _) = open(disk);
    for (n, (id, text)) in [("1", "a"), ("2", "b"), ("1", "c"), ("3", "d"), ("3", "e"), ("4", "f")].iter().enumerate() {
        let kept = keep(&mut store, id, text);
        acknowledge(&mut said, (id, text), kept);
        if n % 2 == 1 {
            store.flush();
        }
    }
    said
}

/// A disk on which an earlier run left a note.
fn used() -> Fake {
    let disk = disk();
    disk.put(SIDECAR, &with(&[note("0", "old")]));
    disk
}

fn check(disk: &Fake, said: &Acknowledged, what: &str) {
    let texts = on_disk(disk, SIDECAR);
    assert_eq!(texts.get("0").map(String::as_str), Some("old"), "{what}");
    for (id, accepted) in said {
        match texts.get(id) {
            Some(text) => assert!(accepted.contains(text), "{what}: {id} is {text}, not one of {accepted:?}"),
            None => assert!(accepted.contains(&String::new()), "{what}: {id} is lost, {accepted:?}"),
        }
    }
}

fn calls_of_a_life() -> usize {
    let disk = used();
    disk.fails(Fault::None);
    live(&disk);
    disk.calls()
}

#[test]
fn power_loss_at_every_call() {
    let calls = calls_of_a_life();
    assert!(calls > 80, "{calls}");
    for at in 0..=calls {
        for survives in SURVIVES {
            let disk = used();
            disk.fails(Fault::Power(at));
            let said = live(&disk);
            disk.crash(survives);
            let what = format!("power gone at call {at}, {survives:?}");
            assert_eq!(on_disk(&disk, SIDECAR).get("0").map(String::as_str), Some("old"), "{what}");
            let (mut store, _) = open(&disk);
            assert_eq!(store.flush(), Flush::Written, "{what}");
            check(&disk, &said, &what);
        }
    }
}

#[test]
fn power_loss_while_the_last_one_is_made_good() {
    for at in (0..=calls_of_a_life()).step_by(3) {
        for again in 0..60 {
            let disk = used();
            disk.fails(Fault::Power(at));
            let said = live(&disk);
            disk.crash(Survives::Nothing);
            disk.fails(Fault::Power(again));
            drop(open(&disk));
            let done = disk.calls() <= again;
            disk.crash(if again % 2 == 0 { Survives::Nothing } else { Survives::Names });
            let (mut store, _) = open(&disk);
            assert_eq!(store.flush(), Flush::Written);
            check(&disk, &said, &format!("power gone at call {at}, then at {again}"));
            if done {
                break;
            }
        }
    }
}

/// A journal that was made good and removed must not come back: by then the sidecar has gone on.
#[test]
fn a_journal_that_was_made_good_does_not_come_back() {
    let disk = used();
    let (mut killed, _) = open(&disk);
    assert!(keep(&mut killed, "1", "first"));
    let (mut store, _) = open(&disk);
    // Its own journal has its name already: nothing else makes names of that folder durable.
    assert!(keep(&mut store, "2", "own"));
    assert_eq!(store.flush(), Flush::Written);
    drop(killed);
    assert!(matches!(store.flush(), Flush::Merged(_)));
    assert!(keep(&mut store, "1", "second"));
    assert_eq!(store.flush(), Flush::Written);
    disk.crash(Survives::Nothing);
    let (mut store, _) = open(&disk);
    assert_eq!(store.flush(), Flush::Written);
    assert_eq!(on_disk(&disk, SIDECAR), pairs(&[("0", "old"), ("1", "second"), ("2", "own")]));
}

#[test]
fn every_error_at_every_call() {
    let calls = calls_of_a_life();
    for error in ERRORS {
        for at in 0..=calls {
            for fault in [Fault::Once(at, error), Fault::From(at, error)] {
                let disk = used();
                disk.fails(fault);
                let said = live(&disk);
                let what = format!("{fault:?}");
                disk.crash(Survives::Nothing);
                assert_eq!(on_disk(&disk, SIDECAR).get("0").map(String::as_str), Some("old"), "{what}");
                let (mut store, _) = open(&disk);
                assert_eq!(store.flush(), Flush::Written, "{what}");
                check(&disk, &said, &what);
            }
        }
    }
}

/// After a single error the same run brings everything to the disk, and leaves nothing unfinished behind.
#[test]
fn one_error_is_made_good() {
    for error in ERRORS {
        for at in 0..=calls_of_a_life() {
            let disk = used();
            let (mut store, _) = open(&disk);
            disk.fails(Fault::Once(at, error));
            keep(&mut store, "1", "a");
            store.flush();
            disk.fails(Fault::None);
            let last = store.flush();
            assert!(matches!(last, Flush::Written | Flush::Merged(_)), "{error} at {at}: {last:?}");
            assert!(store.is_durable() && store.is_written());
            let place = store.at().display().to_string();
            assert_eq!(on_disk(&disk, &place).get("1").map(String::as_str), Some("a"), "{error} at {at}");
        }
    }
}

#[test]
fn with_no_journal_and_no_sidecar_nothing_is_called_saved() {
    let disk = disk();
    let (mut store, _) = open(&disk);
    disk.fails(Fault::From(0, 28));
    assert!(!keep(&mut store, "1", "a"));
    assert!(!store.is_durable());
    let Flush::Unsaved(reason) = store.flush() else { panic!("it says saved") };
    assert!(reason.contains("a.txt.notes.yaml") && reason.contains("free some space"), "{reason}");
    disk.fails(Fault::None);
    assert_eq!(store.flush(), Flush::Written);
    assert_eq!(on_disk(&disk, SIDECAR), pairs(&[("1", "a")]));
}
