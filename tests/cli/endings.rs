//! Exit codes and messages: what cannot be read, what cannot be written, what makes no sense.

use std::fs::File;
use std::io::{BufRead, BufReader, Read};
use std::os::unix::fs::PermissionsExt;
use std::process::{Command, Stdio};

use super::home::{BRIEFING, Home};

#[test]
fn what_cannot_be_read_is_named_with_the_way_round() {
    let home = Home::new();
    rustix::fs::mkfifoat(rustix::fs::CWD, home.path("pipe"), rustix::fs::Mode::RUSR | rustix::fs::Mode::WUSR).unwrap();
    std::fs::create_dir(home.path("folder")).unwrap();
    home.file("binary.txt", [0u8, 1, 2, 3, 0, 0, 255, 254, 0, 7].repeat(50));
    home.file("a.pdf", "%PDF-1.7\n");
    File::create(home.path("huge.txt")).unwrap().set_len((1 << 30) + 1).unwrap();
    for (file, part) in [
        ("none.txt", "none.txt: No such file or directory; check the name"),
        ("pipe", "named pipe"),
        ("folder", "is a directory"),
        ("binary.txt", "not text"),
        ("a.pdf", "pdftotext"),
        ("huge.txt", "more than the limit"),
        ("/dev/null", "a device"),
    ] {
        for command in ["show", "toc", "convert", "check"] {
            if (command, file) == ("check", "folder") {
                continue;
            }
            let ran = home.run(&[command, file]);
            assert_eq!((ran.code, ran.out.as_str()), (3, ""), "{command} {file}");
            assert!(ran.err.starts_with("attache: ") && ran.err.contains(part), "{command} {file}: {}", ran.err);
            assert_eq!(ran.err.lines().count(), 1, "{}", ran.err);
        }
    }
}

/// The reader knows better than a guess, whatever the bytes look like; known kinds of files stay what they are.
#[test]
fn an_encoding_that_is_asked_for_is_believed() {
    let home = Home::new();
    let russian: Vec<u8> = "Привет".encode_utf16().flat_map(u16::to_le_bytes).collect();
    home.file("u.txt", russian);
    home.file("nul.txt", b"a\0\0\0b\n");
    home.file("n3.md", b"# Weekly\n\n## One\n\na\0b\n");
    home.file("a.pdf", "%PDF-1.7\n");
    assert!(home.run(&["show", "u.txt", "--encoding", "utf-16le"]).out.ends_with("  Привет\n"));
    assert!(home.run(&["show", "nul.txt", "--encoding", "utf-8"]).out.contains("a␀␀␀b"));
    let ran = home.run(&["show", "n3.md"]);
    assert!(ran.out.contains("a␀b") && ran.out.contains("Weekly"), "{}", ran.out);
    for (file, encoding) in [("u.txt", None), ("nul.txt", None), ("a.pdf", Some("utf-8"))] {
        let named = encoding.map_or_else(Vec::new, |name| vec!["--encoding", name]);
        assert_eq!(home.run(&[vec!["show", file], named].concat()).code, 3, "{file}");
    }
}

#[test]
fn what_makes_no_sense_is_usage() {
    let home = Home::new();
    let file = home.file("a.md", BRIEFING);
    for args in [
        vec!["show"],
        vec!["show", &file, "--nonsense"],
        vec!["show", &file, "--json", "--plain"],
        vec!["show", &file, "--width", "0"],
        vec!["show", &file, "--width", "wide"],
        vec!["show", &file, "--encoding", "klingon"],
        vec!["convert", &file, "--force"],
        vec!["completions", "cobol"],
        vec!["theme"],
        vec!["theme", "show", "drak"],
        vec!["keys", "--keymap", "emacs"],
        vec!["-c", &file],
    ] {
        let ran = home.run(&args);
        assert_eq!((ran.code, ran.out.as_str()), (2, ""), "{args:?}");
        assert!(ran.err.starts_with("attache: "), "{args:?}: {}", ran.err);
    }
}

#[test]
fn a_mistyped_command_is_told_from_a_missing_file() {
    let home = Home::new();
    let file = home.file("a.md", BRIEFING);
    for (args, part) in [
        (vec!["tco", &file], "did you mean `attache toc`?"),
        (vec!["--encoding", "utf-8", "show", &file], "options stand behind it"),
        (vec!["letters"], "attache: letters: No such file"),
    ] {
        let ran = home.run(&args);
        assert_eq!((ran.code, ran.out.as_str()), (3, ""), "{args:?}");
        assert!(ran.err.contains(part), "{}", ran.err);
    }
}

#[test]
fn help_and_version_are_data() {
    let home = Home::new();
    let version = home.output(&["--version"]);
    assert_eq!(version, format!("attache {}\n", env!("CARGO_PKG_VERSION")));
    let help = home.output(&["--help"]);
    assert!(help.contains("Examples:") && help.contains("Exit codes:"), "{help}");
    for command in ["show", "toc", "convert", "check", "theme", "keys", "config", "completions", "man"] {
        assert!(help.contains(&format!("\n  {command} ")), "{command}");
        assert!(home.output(&[command, "--help"]).contains("Usage: attache"), "{command}");
    }
}

#[test]
fn a_closed_pipe_ends_quietly() {
    let home = Home::new();
    let file = home.file("a.md", BRIEFING.replace("Trade goes on.", &"Trade goes on. ".repeat(50_000)));
    for args in [vec!["show", &file], vec!["show", &file, "--json"], vec!["convert", &file], vec![&file]] {
        let mut command = Command::new(env!("CARGO_BIN_EXE_attache"));
        command.args(&args).envs(home.surroundings()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().unwrap();
        let mut line = Vec::new();
        let mut out = BufReader::with_capacity(16, child.stdout.take().unwrap());
        out.by_ref().take(16).read_until(b'\n', &mut line).unwrap();
        drop(out);
        let mut err = String::new();
        child.stderr.take().unwrap().read_to_string(&mut err).unwrap();
        assert_eq!((child.wait().unwrap().code(), err.as_str()), (Some(0), ""), "{args:?}");
    }
}

#[test]
fn a_full_disk_is_told() {
    let Ok(full) = File::options().write(true).open("/dev/full") else { return };
    let home = Home::new();
    let file = home.file("a.md", BRIEFING);
    for args in [vec!["show", &file], vec!["toc", &file, "--json"], vec!["keys"], vec!["--help"]] {
        let mut command = Command::new(env!("CARGO_BIN_EXE_attache"));
        command.args(&args).envs(home.surroundings()).stdout(full.try_clone().unwrap()).stderr(Stdio::piped());
        let output = command.output().unwrap();
        assert_eq!(output.status.code(), Some(3), "{args:?}");
        assert!(output.stderr.starts_with(b"attache: No space left"), "{args:?}");
    }
}

#[test]
fn what_may_not_be_read_is_told() {
    let home = Home::new();
    let file = home.file("a.md", BRIEFING);
    std::fs::set_permissions(&file, std::fs::Permissions::from_mode(0o000)).unwrap();
    if File::open(&file).is_ok() {
        return; // The superuser may read everything.
    }
    let ran = home.run(&["show", &file]);
    assert_eq!(ran.code, 3);
    assert!(ran.err.contains("Permission denied"), "{}", ran.err);
}
