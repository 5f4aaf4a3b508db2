//! `attache check`.

use super::home::{BRIEFING, Home, shipped};

#[test]
fn shipped_briefings_and_themes_are_without_fault() {
    let home = Home::new();
    for file in shipped() {
        let ran = home.run(&["check", &file]);
        assert_eq!((ran.code, ran.err.as_str()), (0, ""), "{}", ran.out);
    }
    let root = env!("CARGO_MANIFEST_DIR");
    assert_eq!(home.output(&["check", &format!("{root}/briefings"), &format!("{root}/themes")]), "");
}

#[test]
fn findings_have_file_line_and_column() {
    let home = Home::new();
    home.file("docs/good.md", BRIEFING);
    home.file("docs/broken.yaml", "title: A\nsections: [\n");
    home.file("docs/sub/keys.yaml", "keys:\n  read:\n    j: flyy\n");
    home.file("docs/themes/dusk.yaml", "about: x\nroles:\n  hedding: red\n");
    home.file("docs/config.yaml", "width: 9999\ntheme: drak\n");
    home.file("docs/a.txt.notes.yaml", "schema: 1\nnotes: [\n");
    home.file("docs/.hidden/b.yaml", "[[[");
    let ran = home.run(&["check", "docs"]);
    assert_eq!((ran.code, ran.err.as_str()), (1, ""), "{}", ran.out);
    for place in [
        "docs/broken.yaml:",
        "docs/sub/keys.yaml:3:8: ",
        "docs/themes/dusk.yaml:",
        "docs/config.yaml:1:8: ",
        "docs/config.yaml:2:1: there is no theme `drak`; did you mean `dark`?",
    ] {
        assert!(ran.out.contains(place), "{place}\n{}", ran.out);
    }
    for line in ran.out.lines() {
        let parts: Vec<&str> = line.splitn(4, ':').collect();
        assert!(parts[1].parse::<usize>().is_ok() && parts[2].parse::<usize>().is_ok(), "{line}");
    }
    assert!(!ran.out.contains("hidden") && !ran.out.contains("good.md"), "{}", ran.out);
}

#[test]
fn hints_alone_are_no_fault() {
    let home = Home::new();
    let file = home.file("a.yaml", "title: A\nsections:\n- heading: B\n  colour: red\n  paragraphs: [c]\n");
    let ran = home.run(&["check", &file]);
    assert_eq!(ran.code, 0);
    assert!(ran.out.starts_with(&format!("{file}:4:3: hint: unknown key `colour`")), "{}", ran.out);
    let ran = home.run(&["check", "--json", &file]);
    let found: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!(found[0]["severity"], "hint");
    assert_eq!((found[0]["line"].as_u64(), found[0]["column"].as_u64()), (Some(4), Some(3)));
}

#[test]
fn what_cannot_be_read_outweighs_what_was_found() {
    let home = Home::new();
    let bad = home.file("a.yaml", "title: a: b\n");
    let ran = home.run(&["check", &bad, "none.txt"]);
    assert_eq!(ran.code, 3);
    assert!(ran.out.starts_with(&format!("{bad}:1:9: ")), "{}", ran.out);
    assert!(ran.err.starts_with("attache: none.txt: No such file"), "{}", ran.err);
}

#[test]
fn without_a_path_the_own_files_are_checked() {
    let home = Home::new();
    assert_eq!(home.output(&["check"]), "");
    home.file("config/attache/config.yaml", "widht: 80\n");
    home.file("config/attache/themes/dusk.yaml", "nonsense: red\n");
    let ran = home.run(&["check"]);
    assert_eq!(ran.code, 1);
    assert!(ran.out.contains("config.yaml:1:1: ") && ran.out.contains("`width`"), "{}", ran.out);
    assert!(ran.out.contains("dusk.yaml:1:1: "), "{}", ran.out);
}

#[test]
fn a_kind_can_be_given() {
    let home = Home::new();
    let file = home.file("mine", "widht: 80\n");
    assert_eq!(home.run(&["check", &file]).code, 0);
    let ran = home.run(&["check", "--as", "config", &file]);
    assert!(ran.code == 1 && ran.out.contains("`widht`"), "{}", ran.out);
}

#[test]
fn links_in_a_circle_end() {
    let home = Home::new();
    home.file("docs/a.md", BRIEFING);
    std::os::unix::fs::symlink(home.path("docs"), home.path("docs/again")).unwrap();
    std::os::unix::fs::symlink("self.md", home.path("docs/self.md")).unwrap();
    assert_eq!(home.output(&["check", "docs"]), "");
}

#[test]
fn themes_that_extend_each_other_are_found_in_each_of_them() {
    let home = Home::new();
    let (a, b) = (home.file("themes/a.yaml", "extends: b\n"), home.file("themes/b.yaml", "extends: a\n"));
    for file in [a, b] {
        let ran = home.run(&["check", &file]);
        assert_eq!(ran.code, 1, "{}", ran.out);
        assert!(ran.out.contains(&format!("{file}:1:10: ")) && ran.out.contains("in turn"), "{}", ran.out);
    }
}

#[test]
fn sidecars_are_checked_with_their_briefing() {
    let home = Home::new();
    home.file("docs/a.md", BRIEFING);
    home.file("docs/a.md.notes.yaml", "schema: 1\nnotes:\n- id: a\n  kind: theory\n  text: x\n- id: a\n");
    home.file("docs/gone.md.notes.yaml", "schema: 2\n");
    home.file("docs/b.md", BRIEFING);
    home.file("docs/b.md.notes.yaml", "notes:\n<<<<<<< A\n- id: a\n=======\n- id: b\n>>>>>>> B\n");
    let ran = home.run(&["check", "docs"]);
    assert_eq!((ran.code, ran.err.as_str()), (1, ""), "{}", ran.out);
    for place in [
        "docs/a.md.notes.yaml:4:3: hint: unknown kind `theory`",
        "docs/a.md.notes.yaml:6:3: the id `a` stands already in line 3",
        "docs/gone.md.notes.yaml:1:1: a newer form",
        "docs/gone.md.notes.yaml:1:1: its briefing `gone.md` is not in this folder",
        "docs/b.md.notes.yaml:2:1: a git conflict",
    ] {
        assert!(ran.out.contains(place), "{place}\n{}", ran.out);
    }
    assert_eq!(ran.out.lines().count(), 5, "{}", ran.out);
}

#[test]
fn the_notes_beside_a_briefing_are_checked_with_it_and_hints_can_be_left_out() {
    let home = Home::new();
    let file = home.file("docs/a.md", BRIEFING);
    home.file("docs/a.md.notes.yaml", "schema: banana\nmood: x\nnotes:\n- id: A\n  on: briefing\n  text: x\n");
    let ran = home.run(&["check", &file]);
    assert_eq!(ran.code, 1, "{}", ran.out);
    assert!(ran.out.contains("a.md.notes.yaml:1:1: `banana` is no number: write `schema: 1`"), "{}", ran.out);
    assert!(ran.out.contains("hint: unknown key `mood`"), "{}", ran.out);
    let quiet = home.run(&["check", "--no-hints", &file]);
    assert!(quiet.code == 1 && !quiet.out.contains("hint"), "{}", quiet.out);
    let folder = home.run(&["check", "docs"]);
    assert_eq!(folder.out.matches("banana").count(), 1, "each file once: {}", folder.out);
    home.file("docs/a.md.notes.yaml", "schema: 1\nnotes:\n- id: A\n  on: briefing\n  text: a\u{1}b\n");
    let ran = home.run(&["check", &file]);
    assert!(ran.out.contains("a.md.notes.yaml:5:10: control characters are not allowed: remove U+0001"), "{}", ran.out);
    std::fs::remove_file(home.path("docs/a.md.notes.yaml")).unwrap();
    std::fs::create_dir(home.path("docs/a.md.notes.yaml")).unwrap();
    assert_eq!(home.run(&["check", &file]).code, 3);
}

#[test]
fn notes_that_lost_their_passage_are_found_with_line_id_and_section() {
    let home = Home::new();
    let text = "# Talks\n\nThe lead.\n\n## Borders\n\nBoth sides opened the crossing at Taftan for trade.\n\n## Water\n\nNothing new.\n";
    let file = home.file("docs/a.md", text);
    let add = |args: &[&str]| {
        let ran = home.run(&[&["note", "add", &file, "--author", "mk", "--body", "why?"], args].concat());
        assert_eq!(ran.code, 0, "{}", ran.err);
        ran.out.trim().to_owned()
    };
    let on_passage = add(&["--quote", "opened the crossing at Taftan"]);
    let on_section = add(&["--section", "Water"]);
    add(&["--briefing"]);
    assert_eq!(home.run(&["mark", "add", &file, "--quote", "Taftan", "--kind", "place"]).code, 0);
    assert_eq!(home.output(&["check", "docs"]), "");
    home.file("docs/a.md", "# Talks\n\nThe lead.\n\n## Borders\n\nIt rained all day.\n");
    let sidecar = std::fs::read_to_string(home.path("docs/a.md.notes.yaml")).unwrap();
    let line = |id: &str| sidecar.lines().position(|line| line.contains(id)).unwrap() + 1;
    let ran = home.run(&["check", &file]);
    assert_eq!((ran.code, ran.err.as_str()), (1, ""), "{}", ran.out);
    let notes = format!("{file}.notes.yaml");
    for told in [
        format!(
            "{notes}:{}:3: note {on_passage} has lost its passage “opened the crossing at Taftan” in “Borders”: ",
            line(&on_passage)
        ),
        format!("{notes}:{}:3: note {on_section} has lost its section “Water”: ", line(&on_section)),
        ":3: hint: mark ".to_owned(),
    ] {
        assert!(ran.out.contains(&told), "{told}\n{}", ran.out);
    }
    assert_eq!(ran.out.lines().count(), 3, "{}", ran.out);
    assert_eq!(home.run(&["check", "docs"]).out.lines().count(), 3, "each once");
    // The notes file by itself, and as JSON.
    let ran = home.run(&["check", "--json", "--no-hints", &notes]);
    assert_eq!(ran.code, 1);
    let found: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!(found.as_array().unwrap().len(), 2, "{found}");
    assert_eq!((found[0]["id"].as_str(), found[0]["section"].as_str()), (Some(on_passage.as_str()), Some("Borders")));
    assert_eq!(
        (found[0]["severity"].as_str(), found[0]["line"].as_u64()),
        (Some("warning"), Some(line(&on_passage) as u64))
    );
    assert_eq!((found[1]["id"].as_str(), found[1]["section"].as_str()), (Some(on_section.as_str()), Some("Water")));
    // Who said that it has none any more has settled it.
    home.file("docs/a.md.notes.yaml", sidecar.replace("  quote: opened", "  detached: true\n  quote: opened"));
    let ran = home.run(&["check", "--no-hints", &notes]);
    assert!(!ran.out.contains(&on_passage) && ran.out.contains(&on_section), "{}", ran.out);
    home.run(&["note", "remove", &on_section, &file]);
    assert_eq!(home.run(&["check", "--no-hints", "docs"]).code, 0);
}

/// A folder where the program's own file should be is read by nobody; it is no folder to be checked either.
#[test]
fn a_directory_in_place_of_a_file_of_ones_own_is_told() {
    let home = Home::new();
    home.file("config/attache/config.yaml/x", "");
    home.file("config/attache/themes/mine.yaml", "extends: light\n");
    let ran = home.run(&["check"]);
    assert_eq!((ran.code, ran.out.as_str()), (3, ""), "{}", ran.err);
    assert!(ran.err.contains("config.yaml: is a directory") && ran.err.lines().count() == 1, "{}", ran.err);
}

/// Each theme is told of its own faults, whatever the others of its folder are called.
#[test]
fn themes_that_extend_one_another_are_checked_one_by_one() {
    let home = Home::new();
    for n in 0..40 {
        home.file(&format!("config/attache/themes/t{n:02}.yaml"), format!("extends: t{:02}\n", n + 1));
    }
    home.file("config/attache/themes/a_b.yaml", "extends: light\nslots: {haeding: red}\n");
    home.file("config/attache/themes/c.yaml", "extends: A-B\n");
    let ran = home.run(&["check"]);
    let files: Vec<&str> = ran.out.lines().filter_map(|line| line.rsplit('/').next()?.split(':').next()).collect();
    assert_eq!(files, ["a_b.yaml", "t39.yaml"], "{}{}", ran.out, ran.err);
}
