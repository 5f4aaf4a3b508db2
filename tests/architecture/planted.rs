//! Sources that break a rule, each in one way. If one goes unreported, the test has gone blind.

use super::rules::{Rule, Source, faults};

/// The faults of planted files, as `line: beginning of the message`; files that declare them are added.
fn report(rule: Rule, files: &[(&str, &str)]) -> Vec<String> {
    let mut sources: Vec<Source> =
        files.iter().map(|(path, text)| Source { path: (*path).to_owned(), text: (*text).to_owned() }).collect();
    let root = "pub mod app; pub mod text; pub mod wrap; pub mod ui; pub mod import; pub mod find; pub mod runtime;";
    let rest = [("src/lib.rs", root), ("src/app.rs", "mod x; mod utils; mod deep;"), ("src/app/deep.rs", "mod x;")];
    for (path, text) in rest {
        if !files.iter().any(|(planted, _)| *planted == path) {
            sources.push(Source { path: path.to_owned(), text: text.to_owned() });
        }
    }
    faults(&sources)
        .into_iter()
        .filter(|fault| fault.rule == rule)
        .map(|fault| fault.to_string().split(": ").take(2).collect::<Vec<_>>().join(": "))
        .collect()
}

#[track_caller]
fn floor_fault(text: &str, expected: &str) {
    assert_eq!(report(Rule::Floors, &[("src/app/x.rs", text)]), [expected], "planted: {text}");
}

#[track_caller]
fn world_fault(text: &str, named: &str) {
    let expected = format!("src/app/x.rs:1: app (floor 4, pure) {named}");
    assert_eq!(report(Rule::Purity, &[("src/app/x.rs", text)]), [expected], "planted: {text}");
}

const UP: &str = "src/app/x.rs:2: app (floor 4) uses ui (floor 6)";

#[test]
fn an_upward_use_is_seen_in_every_form() {
    floor_fault("\nuse crate::ui::draw;", UP);
    floor_fault("\npub(crate) use crate::ui;", UP);
    floor_fault("\nuse crate::ui::*;", UP);
    floor_fault("\nuse crate::{text, ui::{self, paint::{line, Brush as B}}};", UP);
    floor_fault("\nuse crate as house; fn f() { house::ui::draw(); }", UP);
    floor_fault("\nfn f() { let n = crate::ui::height(); }", UP);
    floor_fault("\nfn f(x: Option<&crate::ui::Chrome>) {}", UP);
    floor_fault("\nimpl crate::ui::Draw for X {}", UP);
    floor_fault("\nfn f() -> usize { match x { crate::ui::Y { .. } => 1, _ => 2 } }", UP);
    floor_fault("\nfn f() { use crate::ui::draw; }", UP);
    floor_fault("\nuse crate::r#ui;", UP);
    floor_fault("\n#[cfg(test)] mod tests { use crate::ui::draw; }", UP);
}

#[test]
fn an_upward_use_is_seen_in_macros_and_attributes() {
    floor_fault("\nfn f() { let v = vec![1, crate::ui::height()]; }", UP);
    floor_fault("\nfn f() { write!(out, \"{}\", [(crate :: ui :: X)]); }", UP);
    floor_fault("\nmacro_rules! m { () => { $crate::ui::draw() } }", UP);
    floor_fault("\nmacro_rules! m { () => { use crate::{text, ui::draw}; } }", UP);
    floor_fault("\nthread_local! { static X: crate::ui::Y = make(); }", UP);
    floor_fault("\nstruct S { #[serde(with = \"crate::ui::format\")] a: u8 }", UP);
    floor_fault("\n#[derive(Debug)] #[error(\"{}\", crate::ui::name())] struct S;", UP);
    let told = report(Rule::Floors, &[("src/app/x.rs", "macro_rules! m { ($x:ident) => { crate::$x::draw() } }")]);
    assert_eq!(told, ["src/app/x.rs:1: names crate::$, which is no module of this crate"]);
}

#[test]
fn climbing_past_the_own_module_is_seen() {
    floor_fault("\nuse super::super::ui::draw;", UP);
    floor_fault("\nfn f() { super::super::ui::draw(); }", UP);
    floor_fault("\nfn f() { assert!(super::super::ui::drawn()); }", UP);
    floor_fault("\nuse self::super::super::ui;", UP);
    floor_fault("\nmod inner { use super::super::super::ui::draw; }", UP);
    let deep = report(Rule::Floors, &[("src/app/deep/x.rs", "use super::super::super::ui;")]);
    assert_eq!(deep, ["src/app/deep/x.rs:1: app (floor 4) uses ui (floor 6)"]);
    let top = report(Rule::Floors, &[("src/app.rs", "mod x; use super::ui;")]);
    assert_eq!(top, ["src/app.rs:1: app (floor 4) uses ui (floor 6)"]);
    let root = report(Rule::Floors, &[("src/app.rs", "mod x; use super::*;")]);
    assert_eq!(root, ["src/app.rs:1: a glob over the root of the crate hides which modules are used"]);
    let own = report(Rule::Floors, &[("src/app/x.rs", "use super::*; use super::reader; mod t { use super::*; }")]);
    assert!(own.is_empty(), "{own:?}");
}

#[test]
fn siblings_that_may_not_see_each_other_are_told_apart_from_those_that_may() {
    let meaning = report(Rule::Floors, &[("src/import.rs", "use crate::find::Query;")]);
    assert_eq!(meaning, ["src/import.rs:1: import (floor 2) uses find (floor 2)"]);
    assert!(report(Rule::Floors, &[("src/wrap.rs", "use crate::text::Span;")]).is_empty());
    let world = [("src/main.rs", "fn main() { attache::runtime::run(); attache::text::x(); }")];
    assert!(report(Rule::Floors, &world).is_empty());
    let unknown = report(Rule::Floors, &[("src/main.rs", "fn main() { attache::nowhere::run(); }")]);
    assert_eq!(unknown, ["src/main.rs:1: names crate::nowhere, which is no module of this crate"]);
}

#[test]
fn circles_are_seen() {
    let files = [("src/text.rs", "use crate::wrap::Row;"), ("src/wrap.rs", "use crate::text::Span;")];
    let said = report(Rule::Circles, &files);
    assert_eq!(
        said,
        [
            "src/text.rs:1: modules use each other in a circle, text → wrap → text",
            "src/wrap.rs:1: modules use each other in a circle, wrap → text → wrap"
        ]
    );
}

#[test]
fn a_module_without_a_floor_is_refused_and_told_what_to_do() {
    let sources = [Source { path: "src/radio.rs".to_owned(), text: String::new() }];
    let said: Vec<String> = faults(&sources).iter().map(ToString::to_string).collect();
    assert!(
        said.iter().any(|s| s.contains("`radio` has no floor yet") && s.contains("tests/architecture.rs")),
        "{said:?}"
    );
    let root = report(Rule::Floors, &[("src/lib.rs", "pub mod app;\npub use app::App;")]);
    assert_eq!(root, ["src/lib.rs:2: lib.rs holds modules only"]);
}

#[test]
fn the_world_is_seen_in_every_form() {
    world_fault("use std::fs;", "names std::fs");
    world_fault("use std::{io, fs::File};", "names std::fs::File");
    world_fault("fn f() { let s = std::env::var(\"X\"); }", "names std::env::var");
    world_fault("fn f() { let s = ::std::process::id(); }", "names std::process::id");
    world_fault("use std::time; fn f() { time::Instant::now(); }", "names std::time::Instant::now");
    world_fault("use std as s; fn f() { s::thread::spawn(g); }", "names std::thread::spawn");
    world_fault("use std::time::*;", "names std::time::*");
    world_fault("use crossterm as t;", "names crossterm");
    world_fault("fn f() { ratatui::crossterm::x(); }", "names ratatui::crossterm::x");
    world_fault("fn f(_: ratatui::backend::CrosstermBackend<W>) {}", "names ratatui::backend::CrosstermBackend");
    world_fault("fn f() { vec![jiff::Zoned::now()]; }", "names jiff::Zoned::now");
    world_fault("use jiff::Timestamp as T; fn f() { T::now(); }", "names jiff::Timestamp::now");
    world_fault("use jiff::tz; fn f() { tz::TimeZone::system(); }", "names jiff::tz::TimeZone::system");
    world_fault("fn f() { println!(\"x\"); }", "prints with println!");
    world_fault("fn f() { vec![eprintln!(\"x\")]; }", "prints with eprintln!");
    world_fault("fn f(p: &Path) -> bool { p.exists() }", "calls .exists(), which for a path asks the disk");
    world_fault("fn f(p: &Path) { assert!(p.is_file()); }", "calls .is_file(), which for a path asks the disk");
}

#[test]
fn what_is_no_world_or_only_for_tests_is_left_alone() {
    let fine =
        "use std::path::PathBuf; use std::time::{self, Duration}; use jiff::civil::Date; fn f(notify: u8) { g(notify) }
        /// Reads [`std::fs::File`].
        #[cfg(test)] mod tests { use std::fs; fn f() { println!(\"{:?}\", fs::read(\"x\")); } }
        #[cfg(all(test, unix))] fn g() { std::process::exit(1) }
        #[cfg(test)] mod more;";
    let files = [("src/app/x.rs", fine), ("src/app/x/more.rs", "use std::fs;"), ("src/runtime.rs", "use std::fs;")];
    assert!(report(Rule::Purity, &files).is_empty());
    assert_eq!(report(Rule::Purity, &[("src/app/x.rs", "#[cfg(any(test, unix))] use std::fs;")]).len(), 1);
}

#[test]
fn asking_whether_one_is_under_test_is_seen() {
    let lines = |text: &str| report(Rule::Honesty, &[("src/app/x.rs", text)]);
    let asks = ["src/app/x.rs:1: asks whether it is under test"];
    assert_eq!(lines("fn f() { if cfg!(test) { g() } }"), asks);
    assert_eq!(lines("fn f() { #[cfg(test)] g(); }"), asks);
    assert_eq!(lines("fn f() { #[cfg(test)] fn g() {} }"), asks);
    assert_eq!(lines("struct S { #[cfg(test)] x: u8 }"), asks);
    assert_eq!(lines("impl S { #[cfg(test)] fn x() {} }"), asks);
    assert_eq!(lines("#[cfg(not(test))] fn f() {}"), asks);
    assert_eq!(lines("#[cfg_attr(test, derive(Debug))] struct S;"), asks);
    assert_eq!(lines("fn f() { vec![cfg!(test)]; }"), asks);
    assert!(
        lines("#[cfg(test)] mod tests { #[test] fn f() {} } #[cfg(test)] use a::b; #[cfg(unix)] fn f() {}").is_empty()
    );
}

#[test]
fn side_doors_and_allowed_lints_are_seen() {
    let count = |text: &str| report(Rule::Honesty, &[("src/app/x.rs", text)]).len();
    assert_eq!(count("#[path = \"y.rs\"] mod y;"), 1);
    assert_eq!(count("include!(\"y.rs\");"), 1);
    assert_eq!(count("extern crate notify;"), 1);
    assert_eq!(count("#![allow(dead_code)]"), 1);
    assert_eq!(count("#[allow(dead_code)] fn f() {}"), 1);
    assert_eq!(count("fn f() { #[allow(unused)] let x = 1; }"), 1);
    assert_eq!(count("#[cfg_attr(unix, allow(dead_code))] fn f() {}"), 1);
    assert_eq!(count("macro_rules! m { () => { #[allow(dead_code)] fn f() {} } }"), 1);
    assert_eq!(count("#[expect(dead_code, reason = \"allow\")] fn f() {} const X: &str = include_str!(\"y\");"), 0);
}

#[test]
fn the_cut_of_files_is_seen() {
    let one = |path: &str, text: &str| report(Rule::Files, &[(path, text)]);
    assert!(one("src/app/mod.rs", "").contains(&"src/app/mod.rs:1: mod.rs".to_owned()));
    assert_eq!(one("src/app/utils.rs", ""), ["src/app.rs:1: module `utils`", "src/app/utils.rs:1: module `utils`"]);
    assert!(one("src/app/x.rs", "mod helpers { fn f() {} }").contains(&"src/app/x.rs:1: module `helpers`".to_owned()));
    assert!(one("src/app/lost.rs", "").contains(&"src/app/lost.rs:1: no module declares this file".to_owned()));
    assert!(one("src/app/x.rs", "fn f( {").iter().any(|fault| fault.contains("cannot be parsed")));
    let long = "fn f() {}\n".repeat(501);
    let said = one("src/app/x.rs", &long);
    assert!(said.iter().any(|s| s.contains("src/app/x.rs:501: 501 lines without tests")), "{said:?}");
    let tested = format!("{}#[cfg(test)]\nmod tests {{\n{long}}}\n", "fn f() {}\n".repeat(499));
    assert!(!one("src/app/x.rs", &tested).iter().any(|s| s.contains("lines without tests")));
}
