//! The real program, killed, crossed by others, and refused by the disk: no note that it called saved is lost.
//!
//! The power that goes, and every call that fails, are in the tests of the store; here is what only processes show.

#![expect(clippy::unwrap_used, reason = "a test that cannot be set up has failed")]

#[path = "trust/run.rs"]
mod run;

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::time::Duration;

use rustix::process::Signal;

use run::Run;

const TEXT: &str = "Lead words of a briefing.\n\nRegional Issues\n\nOther words follow here, in one sentence.\n";

/// A home with a folder of briefings, and one briefing in it.
fn home() -> (tempfile::TempDir, PathBuf) {
    let home = tempfile::tempdir().unwrap();
    fs::create_dir(home.path().join("docs")).unwrap();
    let file = home.path().join("docs/a.txt");
    fs::write(&file, TEXT).unwrap();
    (home, file)
}

fn sidecar(file: &Path) -> String {
    fs::read_to_string(file.with_file_name("a.txt.notes.yaml")).unwrap_or_default()
}

/// Opens the briefing, so that what was left in a journal is taken up, and quits.
fn reopen(home: &Path, file: &Path) {
    let mut run = Run::start(home, file);
    run.wait_for("Lead words").unwrap();
    run.keys("q");
    assert_eq!(run.end(), 0);
}

#[test]
fn a_note_is_in_the_sidecar_after_it_was_called_saved_and_the_program_quit() {
    let (home, file) = home();
    let mut run = Run::start(home.path(), &file);
    run.wait_for("Lead words").unwrap();
    run.write("Who chairs it?");
    run.wait_for("saved: “Who chairs it?” · 1 note").unwrap();
    run.keys("q");
    assert_eq!(run.end(), 0);
    assert!(sidecar(&file).contains("    Who chairs it?\n"), "{}", sidecar(&file));
    let journals = fs::read_dir(home.path().join(".local/state/attache/journal")).unwrap().count();
    assert_eq!(journals, 0, "the journal goes when the sidecar has everything");
}

#[test]
fn killed_at_any_moment_nothing_that_was_saved_is_lost() {
    let (home, file) = home();
    let mut saved = Vec::new();
    for n in 0..12u64 {
        let mut run = Run::start(home.path(), &file);
        run.wait_for("Lead words").unwrap();
        let (first, second) = (format!("first{n:02}"), format!("second{n:02}"));
        run.write(&first);
        run.wait_for(&format!("saved: “{first}”")).unwrap();
        saved.push(first);
        run.write(&second);
        // From before the key arrives to after everything is done.
        run.read_for(Duration::from_millis(n * n));
        run.signal(Signal::KILL);
        run.end();
        if run.shows(&format!("saved: “{second}”")) {
            saved.push(second);
        }
    }
    reopen(home.path(), &file);
    let text = sidecar(&file);
    let lost: Vec<_> = saved.iter().filter(|note| !text.contains(note.as_str())).collect();
    assert!(lost.is_empty(), "{lost:?} of {} are not in\n{text}", saved.len());
}

#[test]
fn two_on_one_briefing_both_work_and_see_each_other() {
    let (home, file) = home();
    let mut one = Run::start(home.path(), &file);
    one.wait_for("Lead words").unwrap();
    one.write("of one");
    one.wait_for("saved: “of one” · 1 note").unwrap();
    let mut two = Run::start(home.path(), &file);
    two.wait_for("Lead words").unwrap();
    two.write("of two");
    two.wait_for("saved: “of two”").unwrap();
    one.wait_for("notes changed on disk: 1 new").unwrap();
    one.write("again");
    one.wait_for("saved: “again” · 3 notes").unwrap();
    for mut run in [one, two] {
        run.keys("q");
        assert_eq!(run.end(), 0);
    }
    let text = sidecar(&file);
    assert!(["of one", "of two", "again"].iter().all(|note| text.contains(note)), "{text}");
}

/// What a killed process left is taken up by the one that goes on: at once, and without a key, when that process ends.
#[test]
fn what_a_killed_instance_left_is_taken_up_by_the_one_that_is_still_open() {
    let (home, file) = home();
    let path = file.with_file_name("a.txt.notes.yaml");
    fs::write(&path, "notes: [unclosed\n").unwrap();
    let mut one = Run::start(home.path(), &file);
    one.wait_for("a.txt.notes.yaml:").unwrap();
    let mut two = Run::start(home.path(), &file);
    two.wait_for("a.txt.notes.yaml:").unwrap();
    // Safe in the journal; the sidecar does not take it.
    one.write("of one");
    one.wait_for("saved: “of one”").unwrap();
    // One that is stopped while it tries the sidecar would keep its lock for as long as it is stopped.
    one.read_for(Duration::from_millis(500));
    one.signal(Signal::STOP);
    fs::remove_file(&path).unwrap();
    two.write("of two");
    two.wait_for("saved: “of two”").unwrap();
    wait_until(&mut two, || sidecar(&file).contains("of two"));
    assert!(!sidecar(&file).contains("of one"), "who is stopped lives, and its journal is its own");
    one.signal(Signal::KILL);
    two.wait_for("notes changed on disk: 1 new").unwrap();
    assert!(sidecar(&file).contains("of one"), "{}", sidecar(&file));
    two.keys("q");
    assert_eq!(two.end(), 0);
}

/// Reads on until something is so.
fn wait_until(run: &mut Run, so: impl Fn() -> bool) {
    let start = std::time::Instant::now();
    while !so() {
        assert!(start.elapsed() < run::PATIENCE, "it does not come");
        run.read_for(Duration::from_millis(20));
    }
}

/// As git, and most editors, do it: a new file with the name of the old one.
#[test]
fn an_outside_edit_comes_in_while_the_program_runs() {
    let (home, file) = home();
    let mut run = Run::start(home.path(), &file);
    run.wait_for("Lead words").unwrap();
    run.write("mine");
    run.wait_for("saved: “mine” · 1 note").unwrap();
    let path = file.with_file_name("a.txt.notes.yaml");
    let start = std::time::Instant::now();
    while !path.exists() && start.elapsed() < run::PATIENCE {
        run.read_for(Duration::from_millis(20));
    }
    let pulled = path.with_extension("pulled");
    fs::write(&pulled, sidecar(&file).replace("    mine\n", "    mine, by another hand\n")).unwrap();
    fs::rename(&pulled, &path).unwrap();
    run.wait_for("notes changed on disk: 1 changed").unwrap();
    run.write("more");
    run.wait_for("saved: “more” · 2 notes").unwrap();
    run.keys("q");
    assert_eq!(run.end(), 0);
    let text = sidecar(&file);
    assert!(text.contains("mine, by another hand") && text.contains("more"), "{text}");
}

#[test]
fn a_sidecar_that_is_not_understood_is_kept_byte_for_byte() {
    let (home, file) = home();
    let path = file.with_file_name("a.txt.notes.yaml");
    let bad = "notes: [unclosed\n\tprecious: {\n";
    fs::write(&path, bad).unwrap();
    let mut run = Run::start(home.path(), &file);
    run.wait_for("a.txt.notes.yaml:").unwrap();
    run.write("mine");
    run.wait_for("saved: “mine”").unwrap();
    run.keys("q");
    assert_eq!(run.end(), 0);
    assert_eq!(sidecar(&file), bad);
    fs::remove_file(&path).unwrap();
    reopen(home.path(), &file);
    assert!(sidecar(&file).contains("mine"), "the journal has it until there is a place for it");
}

/// Who may write anywhere, as root may, cannot be refused by permissions; there the folder takes the sidecar.
#[test]
fn a_folder_that_is_read_only_has_its_notes_in_the_state_directory() {
    let (home, file) = home();
    let folder = file.parent().unwrap();
    fs::set_permissions(folder, fs::Permissions::from_mode(0o555)).unwrap();
    let refused = fs::write(folder.join("probe"), "").is_err();
    let mut run = Run::start(home.path(), &file);
    run.wait_for("Lead words").unwrap();
    run.write("mine");
    run.wait_for(if refused { "its folder takes no notes" } else { "saved: “mine”" }).unwrap();
    run.keys("q");
    assert_eq!(run.end(), 0);
    fs::set_permissions(folder, fs::Permissions::from_mode(0o755)).unwrap();
    reopen(home.path(), &file);
    assert!(sidecar(&file).contains("mine"), "{}", sidecar(&file));
}

#[test]
fn signals_write_the_notes_first() {
    for signal in [Signal::TERM, Signal::HUP, Signal::INT, Signal::QUIT] {
        let (home, file) = home();
        let mut run = Run::start(home.path(), &file);
        run.wait_for("Lead words").unwrap();
        run.write("mine");
        run.wait_for("saved: “mine”").unwrap();
        run.signal(signal);
        assert!(run.end() > 128);
        assert!(sidecar(&file).contains("mine"), "{signal:?}");
    }
}

#[test]
fn a_sidecar_that_is_not_understood_can_be_mended_in_an_editor() {
    let (home, file) = home();
    let path = file.with_file_name("a.txt.notes.yaml");
    fs::write(&path, "notes: [unclosed\n").unwrap();
    let mended = home.path().join("mended.yaml");
    fs::write(&mended, "schema: 1\nnotes:\n- id: 01A\n  on: briefing\n  text: mended\n").unwrap();
    let mut run = Run::with(home.path(), &file, &format!("cp '{}'", mended.display()));
    run.wait_for("a.txt.notes.yaml:").unwrap();
    run.write("mine");
    run.wait_for("saved: “mine”").unwrap();
    run.keys(":edit-notes-file\r");
    run.wait_for("notes changed on disk: 1 new").unwrap();
    run.keys("q");
    assert_eq!(run.end(), 0);
    assert!(sidecar(&file).contains("mended") && sidecar(&file).contains("mine"), "{}", sidecar(&file));
}

/// Nobody can be asked when a signal ends the program: what is only in memory goes where there is room.
#[test]
fn what_is_not_saved_is_written_elsewhere_when_a_signal_comes() {
    let (home, file) = home();
    fs::create_dir_all(home.path().join(".local")).unwrap();
    fs::write(home.path().join(".local/state"), "a file").unwrap();
    fs::create_dir(file.with_file_name("a.txt.notes.yaml")).unwrap();
    let mut run = Run::start(home.path(), &file);
    run.wait_for("is no regular file").unwrap();
    run.write("mine");
    run.wait_for("NOT SAVED: a.txt.notes.yaml").unwrap();
    run.signal(Signal::TERM);
    assert!(run.end() > 128);
    assert!(fs::read_to_string(home.path().join("a.txt.notes.yaml")).unwrap().contains("mine"));
}

/// A state directory that is a file takes no journal, a folder of the sidecar's name lets no sidecar be: nothing is
/// called saved, the reader is told, asked, and can bring the notes to safety.
#[test]
fn with_nowhere_to_write_it_says_so_and_asks_before_it_goes() {
    let (home, file) = home();
    fs::create_dir_all(home.path().join(".local")).unwrap();
    fs::write(home.path().join(".local/state"), "a file").unwrap();
    let path = file.with_file_name("a.txt.notes.yaml");
    fs::create_dir(&path).unwrap();
    let mut run = Run::start(home.path(), &file);
    run.wait_for("is no regular file").unwrap();
    run.write("mine");
    run.wait_for("NOT SAVED: a.txt.notes.yaml").unwrap();
    assert!(!run.shows("saved: “"));
    run.keys("q");
    run.wait_for("quit and lose 1 change?").unwrap();
    run.keys("n");
    run.keys("q");
    run.wait_for("quit and lose 1 change?").unwrap();
    run.keys("e");
    run.wait_for("all notes known here (1) are in").unwrap();
    assert!(fs::read_to_string(home.path().join("a.txt.notes.yaml")).unwrap().contains("mine"));
    // The place becomes free: the next attempt needs no word.
    fs::remove_dir(&path).unwrap();
    run.write("more");
    run.wait_for("saved: “more” · 2 notes").unwrap();
    run.keys("q");
    assert_eq!(run.end(), 0);
    assert!(sidecar(&file).contains("mine") && sidecar(&file).contains("more"), "{}", sidecar(&file));
}

/// Marks a word of the briefing as a place.
fn mark(run: &mut Run, word: &str) {
    run.keys(&format!("/{word}\r"));
    run.wait_for("match 1/1").unwrap();
    if !run.shows("\n CARET ") {
        // What was found is selected; with a caret in the text, it stands on it already.
        run.keys("v");
    }
    run.keys("el");
}

/// A mark is in the sidecar, its name in the registry of the folder above: killed at any moment, what was called marked
/// is in both.
#[test]
fn killed_while_names_are_marked_nothing_that_was_called_marked_is_lost() {
    let (home, file) = home();
    let words: Vec<String> =
        (b'a'..b'i').map(|letter| format!("zerk{}ow", char::from(letter).to_string().repeat(2))).collect();
    fs::write(&file, format!("Lead words of a briefing.\n\n{}.\n", words.join(" and "))).unwrap();
    let registry = home.path().join("entities.yaml");
    fs::write(&registry, "# ours\n- id: old\n  name: Old Town\n  kind: place\n").unwrap();
    let mut marked = Vec::new();
    for (n, pair) in words.chunks(2).enumerate() {
        let mut run = Run::start(home.path(), &file);
        run.wait_for("Lead words").unwrap();
        mark(&mut run, &pair[0]);
        run.wait_for(&format!("marked: {}", pair[0])).unwrap();
        marked.push(pair[0].clone());
        mark(&mut run, &pair[1]);
        run.read_for(Duration::from_millis(7 * n as u64 * n as u64));
        run.signal(Signal::KILL);
        run.end();
        if run.shows(&format!("marked: {}", pair[1])) {
            marked.push(pair[1].clone());
        }
    }
    reopen(home.path(), &file);
    let (notes, names) = (sidecar(&file), fs::read_to_string(&registry).unwrap());
    assert!(names.starts_with("# ours\n- id: old\n  name: Old Town\n"), "{names}");
    for word in &marked {
        assert!(notes.contains(&format!("entity: {word}\n")), "{word} is lost in\n{notes}");
        assert!(names.contains(&format!("name: {word}\n")), "{word} is lost in\n{names}");
    }
    assert!(!file.with_file_name("entities.yaml").exists(), "there is one registry");
}

/// The registry stands above the briefing, and is noticed there.
#[test]
fn names_of_others_come_in_while_the_program_runs() {
    let (home, file) = home();
    let registry = home.path().join("entities.yaml");
    fs::write(&registry, "- id: old\n  name: Old Town\n  kind: place\n").unwrap();
    let mut run = Run::start(home.path(), &file);
    run.wait_for("Lead words").unwrap();
    mark(&mut run, "briefing");
    run.wait_for("marked: briefing").unwrap();
    wait_until(&mut run, || fs::read_to_string(&registry).unwrap().contains("name: briefing"));
    let pulled = registry.with_extension("pulled");
    let text = fs::read_to_string(&registry).unwrap();
    fs::write(&pulled, format!("{text}- id: theirs\n  name: New Town\n  kind: place\n")).unwrap();
    fs::rename(&pulled, &registry).unwrap();
    run.wait_for("names changed on disk: 1 new").unwrap();
    run.keys("u");
    run.wait_for("undone").unwrap();
    wait_until(&mut run, || fs::read_to_string(&registry).unwrap().contains("deleted: "));
    run.keys("q");
    assert_eq!(run.end(), 0);
    let text = fs::read_to_string(&registry).unwrap();
    assert!(text.contains("Old Town") && text.contains("New Town"), "{text}");
}

/// A registry that somebody makes nearer than the one that was found counts at once.
#[test]
fn a_registry_that_comes_nearer_is_the_one_from_then_on() {
    let (home, file) = home();
    let (far, near) = (home.path().join("entities.yaml"), file.with_file_name("entities.yaml"));
    fs::write(&far, "- id: far\n  name: Far Town\n  kind: place\n").unwrap();
    let mut run = Run::start(home.path(), &file);
    run.wait_for("Lead words").unwrap();
    mark(&mut run, "briefing");
    run.wait_for("marked: briefing").unwrap();
    wait_until(&mut run, || fs::read_to_string(&far).unwrap().contains("name: briefing"));
    fs::write(&near, "- id: near\n  name: Near Town\n  kind: place\n").unwrap();
    run.wait_for("names are those of").unwrap();
    mark(&mut run, "sentence");
    run.wait_for("marked: sentence").unwrap();
    run.keys("q");
    assert_eq!(run.end(), 0);
    let (far, near) = (fs::read_to_string(far).unwrap(), fs::read_to_string(near).unwrap());
    assert!(far.contains("name: briefing") && !far.contains("sentence"), "{far}");
    assert!(near.contains("Near Town") && near.contains("name: sentence"), "{near}");
}

/// Two briefings, two folders, one registry above them.
#[test]
fn two_briefings_share_the_registry_above_them() {
    let (home, file) = home();
    let other = home.path().join("more/b.txt");
    fs::create_dir(home.path().join("more")).unwrap();
    fs::write(&other, TEXT).unwrap();
    let registry = home.path().join("entities.yaml");
    fs::write(&registry, "- id: old\n  name: Old Town\n  kind: place\n").unwrap();
    let mut one = Run::start(home.path(), &file);
    one.wait_for("Lead words").unwrap();
    let mut two = Run::start(home.path(), &other);
    two.wait_for("Lead words").unwrap();
    mark(&mut one, "briefing");
    two.wait_for("names changed on disk: 1 new").unwrap();
    mark(&mut two, "sentence");
    one.wait_for("names changed on disk: 1 new").unwrap();
    for mut run in [one, two] {
        run.keys("q");
        assert_eq!(run.end(), 0);
    }
    let names = fs::read_to_string(&registry).unwrap();
    assert!(["Old Town", "briefing", "sentence"].iter().all(|n| names.contains(&format!("name: {n}\n"))), "{names}");
    assert!(sidecar(&file).contains("entity: briefing\n"));
}

/// Wherever the notes really are, others' changes there are noticed: in the state directory, behind a link.
#[test]
fn others_changes_are_noticed_where_the_notes_really_are() {
    for linked in [false, true] {
        let (home, file) = home();
        let path = file.with_file_name("a.txt.notes.yaml");
        let old = "schema: 1\nnotes:\n- id: 01A\n  on: briefing\n  text: old\n";
        if linked {
            let real = home.path().join("real.yaml");
            fs::write(&real, old).unwrap();
            std::os::unix::fs::symlink(real, &path).unwrap();
        } else {
            fs::write(&path, old).unwrap();
            fs::set_permissions(&path, fs::Permissions::from_mode(0o444)).unwrap();
        }
        let mut one = Run::start(home.path(), &file);
        one.wait_for("Lead words").unwrap();
        one.write("of one");
        one.wait_for(if linked { "saved: “of one”" } else { "the file there is read-only" }).unwrap();
        let mut two = Run::start(home.path(), &file);
        two.wait_for("Lead words").unwrap();
        two.write("of two");
        one.wait_for("notes changed on disk: 1 new").unwrap();
        for mut run in [one, two] {
            run.keys("q");
            assert_eq!(run.end(), 0);
        }
        assert_eq!(sidecar(&file) == old, !linked, "{}", sidecar(&file));
    }
}
