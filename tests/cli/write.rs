//! What is written to files: `convert`, `config init`, `man --dir`.

use std::fs;

use super::home::{BRIEFING, Home, shipped};

fn story(home: &Home, file: &str) -> serde_json::Value {
    let value: serde_json::Value = serde_json::from_str(&home.output(&["show", file, "--json"])).unwrap();
    let sections: Vec<serde_json::Value> = value["sections"]
        .as_array()
        .unwrap()
        .iter()
        .map(|s| {
            let paragraphs = s["paragraphs"].as_array().unwrap();
            let links: Vec<_> = paragraphs.iter().flat_map(|p| p["links"].as_array().unwrap()).collect();
            serde_json::json!({"heading": s["heading"], "level": s["level"], "links": links})
        })
        .collect();
    serde_json::json!({"title": value["title"], "date": value["date"], "handling": value["handling"], "sections": sections})
}

#[test]
fn every_shipped_briefing_converts_to_the_same() {
    let home = Home::new();
    for (n, file) in shipped().iter().enumerate() {
        let out = format!("{n}.yaml");
        assert_eq!(home.output(&["convert", file, "-o", &out]), "");
        assert_eq!(fs::read_to_string(home.path(&out)).unwrap(), home.output(&["convert", file]));
        assert_eq!(story(&home, &out), story(&home, file), "{file}");
    }
}

#[test]
fn what_a_conversion_leaves_out_is_told() {
    let home = Home::new();
    let file = home.file(
        "a.md",
        "---\ntext: x\n---\n# Title [here](https://e.org/t)\n\n[![i](https://e.org/i)](https://e.org/o)\n",
    );
    let ran = home.run(&["convert", &file]);
    assert_eq!(ran.code, 0);
    assert!(
        ran.err.contains("2 links are left out") && ran.err.contains("left out of the header: `text`"),
        "{}",
        ran.err
    );
}

#[test]
fn nothing_is_overwritten_unasked() {
    let home = Home::new();
    let file = home.file("a.md", BRIEFING);
    let out = home.file("out.yaml", "mine\n");
    let ran = home.run(&["convert", &file, "-o", &out]);
    assert_eq!((ran.code, ran.out.as_str()), (3, ""));
    assert!(ran.err.contains("out.yaml: exists already") && ran.err.contains("--force"), "{}", ran.err);
    assert_eq!(fs::read_to_string(&out).unwrap(), "mine\n");
    home.output(&["convert", &file, "-o", &out, "--force"]);
    assert!(fs::read_to_string(&out).unwrap().starts_with("title: Northern corridor\n"));
    assert_eq!(fs::read_dir(home.path("")).unwrap().count(), 2);
}

#[test]
fn a_briefing_is_not_written_over_itself() {
    let home = Home::new();
    let file = home.file("a.md", BRIEFING);
    let ran = home.run(&["convert", &file, "-o", "./a.md", "--force"]);
    assert_eq!(ran.code, 2);
    assert_eq!(fs::read_to_string(&file).unwrap(), BRIEFING);
}

#[test]
fn a_conversion_never_goes_over_notes_or_names() {
    let home = Home::new();
    let file = home.file("a.md", BRIEFING);
    home.output(&["note", "add", &file, "--briefing", "--body", "x"]);
    home.output(&["entity", "add", "Xu", "--kind", "person", "--library", "."]);
    fs::copy(home.path("entities.yaml"), home.path("names.bak")).unwrap();
    fs::copy(home.path("a.md.notes.yaml"), home.path("mine.yaml")).unwrap();
    std::os::unix::fs::symlink("entities.yaml", home.path("el.md")).unwrap();
    fs::hard_link(&file, home.path("b.md")).unwrap();
    for out in ["a.md.notes.yaml", "entities.yaml", "el.md", "names.bak", "mine.yaml", "b.md"] {
        let before = fs::read(home.path(out)).unwrap();
        for args in [&["convert", &file][..], &["export", &file], &["export", &file, "--format", "json"]] {
            let ran = home.run(&[args, &["-o", out, "--force"]].concat());
            assert!(ran.code == 2 && ran.err.contains("give another name with -o"), "{out} {args:?} {}", ran.err);
            assert_eq!(fs::read(home.path(out)).unwrap(), before, "{out} {args:?}");
        }
    }
}

#[test]
fn a_folder_that_is_not_there_is_told() {
    let home = Home::new();
    let file = home.file("a.md", BRIEFING);
    let ran = home.run(&["convert", &file, "-o", "none/out.yaml"]);
    assert_eq!(ran.code, 3);
    assert!(ran.err.starts_with("attache: none/out.yaml: cannot be written: "), "{}", ran.err);
}

#[test]
fn a_configuration_is_made_once() {
    let home = Home::new();
    let file = home.path("config/attache/config.yaml");
    assert_eq!(home.output(&["config", "init"]), format!("{}\n", file.display()));
    assert_eq!(home.output(&["check"]), "");
    fs::write(&file, "width: 60\n").unwrap();
    let ran = home.run(&["config", "init"]);
    assert_eq!(ran.code, 3);
    assert!(ran.err.contains("exists already"), "{}", ran.err);
    assert_eq!(fs::read_to_string(&file).unwrap(), "width: 60\n");
}

#[test]
fn manual_pages_are_written() {
    let home = Home::new();
    assert_eq!(home.output(&["man", "--dir", "pages/man1"]), "");
    for page in ["attache.1", "attache-show.1", "attache-theme-list.1"] {
        assert!(fs::read_to_string(home.path("pages/man1").join(page)).unwrap().contains(".TH"), "{page}");
    }
    assert!(home.output(&["man"]).contains(".SH SYNOPSIS"));
}
