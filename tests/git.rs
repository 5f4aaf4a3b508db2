//! Git merges sidecars with the driver: two clones, real commits, nothing lost and nothing to solve by hand.
//!
//! `ATTACHE_GIT_ROUNDS` sets the number of rounds. Without git these tests pass.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use attache::entity::{Entity, Kind};
use attache::note::{Entry, Id, Meta, Note, Record};
use attache::sidecar::{Form, Sidecar};
use tempfile::TempDir;

const FILE: &str = "daily brief.txt.notes.yaml";
const ROUNDS: usize = 20;

struct World {
    dir: TempDir,
}

impl World {
    /// Two clones of one repository that has an empty sidecar; `None` without git.
    fn with_clones() -> Option<Self> {
        let world = Self::new()?;
        world.git("one", &["init", "-q", "-b", "main"]);
        world.attache("one", &["git-setup", "--apply"]);
        fs::write(world.at("one").join(FILE), Sidecar::new("daily brief.txt", "00aa").to_bytes()).unwrap();
        world.git("one", &["add", "-A"]);
        world.git("one", &["commit", "-qm", "start"]);
        world.git("two", &["clone", "-q", "../one", "."]);
        world.attache("two", &["git-setup", "--apply"]);
        world.git("one", &["remote", "add", "origin", "../two"]);
        Some(world)
    }

    fn new() -> Option<Self> {
        if Command::new("git").arg("--version").output().is_err() {
            return None;
        }
        let dir = tempfile::tempdir().unwrap();
        for clone in ["one", "two"] {
            fs::create_dir(dir.path().join(clone)).unwrap();
        }
        Some(Self { dir })
    }

    fn at(&self, clone: &str) -> PathBuf {
        self.dir.path().join(clone)
    }

    fn command(&self, program: &str, clone: &str) -> Command {
        let built = Path::new(env!("CARGO_BIN_EXE_attache")).parent().unwrap();
        let path = std::env::var_os("PATH").unwrap_or_default();
        let path = std::env::join_paths([built.to_owned()].into_iter().chain(std::env::split_paths(&path))).unwrap();
        let mut command = Command::new(program);
        command.current_dir(self.at(clone)).env("PATH", path).env("HOME", self.dir.path());
        for (name, value) in [
            ("GIT_CONFIG_NOSYSTEM", "1"),
            ("GIT_CEILING_DIRECTORIES", self.dir.path().to_str().unwrap()),
            ("GIT_AUTHOR_NAME", clone),
            ("GIT_AUTHOR_EMAIL", "reader@example.org"),
            ("GIT_COMMITTER_NAME", clone),
            ("GIT_COMMITTER_EMAIL", "reader@example.org"),
            ("GIT_EDITOR", "true"),
            ("LC_ALL", "C.UTF-8"),
        ] {
            command.env(name, value);
        }
        command
    }

    fn try_git(&self, clone: &str, args: &[&str]) -> Output {
        self.command("git", clone).args(args).output().unwrap()
    }

    fn git(&self, clone: &str, args: &[&str]) -> String {
        let output = self.try_git(clone, args);
        assert!(output.status.success(), "git {args:?}: {}", told(&output));
        String::from_utf8(output.stdout).unwrap()
    }

    fn attache(&self, clone: &str, args: &[&str]) -> Output {
        self.command(env!("CARGO_BIN_EXE_attache"), clone).args(args).output().unwrap()
    }

    fn text(&self, clone: &str) -> String {
        fs::read_to_string(self.at(clone).join(FILE)).unwrap()
    }
}

fn told(output: &Output) -> String {
    format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr))
}

/// Numbers without order, the same in every run.
struct Chance(u64);

impl Chance {
    fn below(&mut self, most: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % most.max(1)
    }
}

/// Adds notes and changes or deletes some; gives back every line that was written.
fn work(world: &World, clone: &str, round: usize, chance: &mut Chance) -> Vec<String> {
    let mut sidecar = Sidecar::parse(world.text(clone).as_bytes()).unwrap();
    let mut written = Vec::new();
    let stamp = format!("2026-01-01T{:02}:{:02}:{:02}Z", round / 60 % 24, round % 60, chance.below(60));
    for n in 0..=chance.below(2) {
        let line = format!("{clone} wrote {round} {n}");
        let id = Id::from(format!("{clone}-{round}-{n}"));
        let meta = Meta { id, changed: stamp.clone(), ..Meta::default() };
        sidecar.put(&Record::Note(Note { meta, text: format!("{line}\nmore"), ..Note::default() }));
        written.push(line);
    }
    let notes: Vec<Note> = sidecar.notebook().notes().cloned().collect();
    for n in 0..chance.below(4) {
        let mut note = notes[chance.below(notes.len())].clone();
        let line = format!("{clone} changed {round} {n}");
        match chance.below(4) {
            0 => note.meta.deleted = Some(stamp.clone()),
            1 => note.tags.push(format!("{clone}{round}")),
            2 => note.text = note.text.replace("more", &format!("{line}\nmore")),
            _ => note.text = format!("{line}\n{}", note.text),
        }
        if note.text.contains(&line) {
            written.push(line);
        }
        note.meta.changed.clone_from(&stamp);
        sidecar.put(&Record::Note(note));
    }
    let bytes = sidecar.to_bytes();
    fs::write(world.at(clone).join(FILE), &bytes).unwrap();
    world.git(clone, &["commit", "-qam", "work"]);
    // A later change of the same round may have taken an earlier one's place.
    let text = String::from_utf8(bytes).unwrap();
    written.retain(|line| text.contains(line.as_str()));
    written
}

#[test]
fn two_clones_never_conflict_and_lose_nothing() {
    let Some(world) = World::with_clones() else { return };
    let rounds = std::env::var("ATTACHE_GIT_ROUNDS").ok().and_then(|n| n.parse().ok()).unwrap_or(ROUNDS);
    let mut chance = Chance(7);
    for round in 0..rounds {
        let written = ["one", "two"].map(|clone| work(&world, clone, round, &mut chance)).concat();
        let (merges, follows) = if chance.below(2) == 0 { ("one", "two") } else { ("two", "one") };
        let pulled = world.try_git(merges, &["pull", "-q", "--no-rebase", "--no-edit", "origin", "main"]);
        assert!(pulled.status.success(), "round {round}: {}", told(&pulled));
        world.git(follows, &["pull", "-q", "--ff-only", "origin", "main"]);
        let text = world.text("one");
        assert_eq!(text, world.text("two"));
        assert!(!text.contains("<<<<<<<"), "{text}");
        for line in &written {
            assert!(text.contains(line.as_str()), "round {round}: {line:?} is lost in\n{text}");
        }
        Sidecar::parse(text.as_bytes()).unwrap();
    }
}

#[test]
fn a_side_that_cannot_be_read_becomes_a_conflict() {
    let Some(world) = World::with_clones() else { return };
    for (clone, end) in [("one", "notes:\n- id: a\n"), ("two", "notes: [\n")] {
        let text = world.text(clone) + end;
        fs::write(world.at(clone).join(FILE), text).unwrap();
        world.git(clone, &["commit", "-qam", clone]);
    }
    let before = world.text("one");
    let pulled = world.try_git("one", &["pull", "--no-rebase", "--no-edit", "origin", "main"]);
    assert!(!pulled.status.success());
    assert!(
        told(&pulled).contains("nothing was merged") && told(&pulled).contains("their version:"),
        "{}",
        told(&pulled)
    );
    assert_eq!(world.text("one"), before);
    assert!(world.git("one", &["status", "--short"]).contains("UU"));
}

#[test]
fn the_driver_says_what_stands_beside() {
    let Some(world) = World::new() else { return };
    let at = |name: &str| world.at("one").join(name);
    let file = |text: &str| format!("schema: 1\nnotes:\n- id: a\n  text: {text}\n");
    for (name, text) in [
        ("base", file("x")),
        ("ours", file("y")),
        ("theirs", file("z")),
        ("newer", "schema: 2\n".to_owned()),
        ("empty", String::new()),
        ("registry", "- id: a\n".to_owned()),
    ] {
        fs::write(at(name), text).unwrap();
    }
    for refused in ["newer", "registry", "none"] {
        let ran = world.attache("one", &["merge-notes", "base", "ours", refused, "a.notes.yaml"]);
        assert_eq!(ran.status.code(), Some(3), "{}", told(&ran));
        assert!(told(&ran).contains("a.notes.yaml: nothing was merged"), "{}", told(&ran));
        assert_eq!(fs::read_to_string(at("ours")).unwrap(), file("y"));
    }
    // By hand as well as by git it says which file it is, and what to do.
    for (args, words) in [
        (&["merge-notes", "base", "ours", "none"][..], &["their version (none)", "BASE OURS THEIRS", "git-setup"][..]),
        (&["merge-notes", "none", "ours", "theirs"], &["the common version (none)", "nothing was merged or written"]),
        (&["merge-notes", "base", "none", "theirs"], &["our version (none)", "cannot be read"]),
        (&["merge-notes", "base", "ours", "."], &["their version (.) is a folder"]),
        (&["merge-notes", "registry", "ours", "theirs"], &["the common version (registry):1:1:", "Mend it there"]),
        (
            &["merge-notes", "base", "ours", "registry", "a.notes.yaml"],
            &[
                "their version:1:1:",
                "`git show :1:a.notes.yaml`, `:2:a.notes.yaml` and `:3:a.notes.yaml`",
                "mend a copy",
            ],
        ),
        (&["merge-notes", "base", "ours", "newer"], &["newer form", "update attache"]),
    ] {
        let ran = world.attache("one", args);
        assert_eq!((ran.status.code(), told(&ran).lines().count()), (Some(3), 1), "{args:?}: {}", told(&ran));
        assert!(words.iter().all(|words| told(&ran).contains(words)), "{args:?}: {}", told(&ran));
        assert_eq!(fs::read_to_string(at("ours")).unwrap(), file("y"));
    }
    let ran = world.attache("one", &["merge-notes", "base", "ours", "theirs", "a.notes.yaml"]);
    assert_eq!(ran.status.code(), Some(0));
    assert_eq!(
        told(&ran),
        "attache: a.notes.yaml: a was changed on both sides; theirs is kept beside it as a-theirs\n"
    );
    let merged = fs::read_to_string(at("ours")).unwrap();
    assert!(
        merged.starts_with(&file("y")) && merged.contains("- id: a-theirs\n  conflict_with: a\n  text: z\n"),
        "{merged}"
    );
    let ran = world.attache("one", &["merge-notes", "empty", "ours", "theirs"]);
    assert_eq!((ran.status.code(), told(&ran).as_str()), (Some(0), ""));
    assert_eq!(fs::read_to_string(at("ours")).unwrap(), merged);
}

#[test]
fn setting_up_touches_one_line_once() {
    let Some(world) = World::new() else { return };
    let ran = world.attache("one", &["git-setup"]);
    assert_eq!(ran.status.code(), Some(3));
    assert!(told(&ran).contains("is in no git repository"), "{}", told(&ran));
    world.git("one", &["init", "-q"]);
    let attributes = world.at("one").join(".gitattributes");
    let config = "git config merge.attache.name 'notes of attache, merged by record'\n\
                  git config merge.attache.driver 'attache merge-notes %O %A %B %P'\n";
    let ran = world.attache("one", &["git-setup", "--driver-config"]);
    assert_eq!(told(&ran), config);
    assert!(!attributes.exists());
    fs::write(&attributes, "*.txt text\r\n*.md text").unwrap();
    fs::create_dir(world.at("one").join("deep")).unwrap();
    for _ in 0..2 {
        let ran = world.attache("one", &["git-setup", "deep"]);
        assert_eq!(String::from_utf8(ran.stdout).unwrap(), config);
        let text = fs::read_to_string(&attributes).unwrap();
        assert_eq!(text, "*.txt text\r\n*.md text\r\n*.notes.yaml merge=attache\r\nentities.yaml merge=attache\r\n");
    }
    let ran = world.attache("one", &["git-setup", "--apply"]);
    assert!(ran.status.success() && ran.stdout.is_empty(), "{}", told(&ran));
    assert_eq!(world.git("one", &["config", "merge.attache.driver"]), "attache merge-notes %O %A %B %P\n");
}

/// Names somebody new, gives one that both know another name, and now and then a note; changes or deletes one of the
/// others. Gives the names that must be there afterwards.
fn name(world: &World, clone: &str, round: usize, chance: &mut Chance) -> Vec<String> {
    let at = world.at(clone).join("entities.yaml");
    let mut registry = Sidecar::parse_as(Form::Registry, &fs::read(&at).unwrap_or_default()).unwrap();
    let stamp = format!("2026-01-01T{:02}:{:02}:{:02}Z", round / 60 % 24, round % 60, chance.below(60));
    let meta = |id: &str| Meta { id: Id::from(id), changed: stamp.clone(), ..Meta::default() };
    let (new, alias) = (format!("New {clone} {round}"), format!("Alias {clone} {round}"));
    let entity = Entity { name: new.clone(), ..Entity::default() };
    registry.put(&Record::Entry(Entry { meta: meta(&format!("{clone}-{round}")), entity, into: None }));
    let mut all: Vec<Entry> = registry.notebook().entries().cloned().collect();
    let mut shared = all.remove(all.iter().position(|entry| entry.meta.id == Id::from("shared")).unwrap());
    shared.entity.aliases.push(alias.clone());
    if chance.below(3) == 0 {
        let noted = format!("{}\n{clone} noted {round}", shared.entity.note);
        noted.trim().clone_into(&mut shared.entity.note);
    }
    shared.meta.changed.clone_from(&stamp);
    registry.put(&Record::Entry(shared));
    for _ in 0..chance.below(3) {
        let mut other = all[chance.below(all.len())].clone();
        match chance.below(5) {
            0 => other.meta.deleted = Some(stamp.clone()),
            1 => other.entity.kind.clone_from(&[Kind::Person, Kind::Place][chance.below(2)]),
            2 => other.entity.aliases.push(format!("Of {clone} {round}")),
            3 => drop(other.entity.aliases.pop()),
            _ => other.entity.note = format!("{clone} {round}\n{}", other.entity.note),
        }
        other.meta.changed.clone_from(&stamp);
        registry.put(&Record::Entry(other));
    }
    let gone = registry.notebook().get(&Id::from(format!("{clone}-{round}"))).is_some_and(Record::is_deleted);
    fs::write(at, registry.to_bytes()).unwrap();
    world.git(clone, &["add", "-A"]);
    world.git(clone, &["commit", "-qm", "names"]);
    std::iter::once(alias).chain((!gone).then_some(new)).collect()
}

#[test]
fn names_of_two_clones_come_together() {
    let Some(world) = World::with_clones() else { return };
    fs::write(world.at("one").join("entities.yaml"), "# ours\n- id: shared\n  name: Shared\n").unwrap();
    world.git("one", &["add", "-A"]);
    world.git("one", &["commit", "-qm", "registry"]);
    world.git("two", &["pull", "-q", "--ff-only"]);
    let rounds = std::env::var("ATTACHE_GIT_ROUNDS").ok().and_then(|n| n.parse().ok()).unwrap_or(ROUNDS);
    let mut chance = Chance(11);
    for round in 0..rounds {
        let all = ["one", "two"].map(|clone| name(&world, clone, round, &mut chance)).concat();
        let (merges, follows) = if chance.below(2) == 0 { ("one", "two") } else { ("two", "one") };
        let pulled = world.try_git(merges, &["pull", "-q", "--no-rebase", "--no-edit", "origin", "main"]);
        assert!(pulled.status.success(), "round {round}: {}", told(&pulled));
        world.git(follows, &["pull", "-q", "--ff-only", "origin", "main"]);
        let bytes = fs::read(world.at(follows).join("entities.yaml")).unwrap();
        assert!(bytes.starts_with(b"# ours\n"), "round {round}");
        let book = Sidecar::parse_as(Form::Registry, &bytes).unwrap().notebook();
        let known = |name: &String| {
            book.entries().any(|entry| entry.entity.name == *name || entry.entity.aliases.contains(name))
        };
        let lost: Vec<&String> = all.iter().filter(|name| !known(name)).collect();
        assert!(lost.is_empty(), "round {round}: {lost:?} lost in\n{}", String::from_utf8_lossy(&bytes));
    }
}
