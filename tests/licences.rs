//! Every dependency has a licence that `deny.toml` allows, comes from the public registry, and is not banned there.
//!
//! This is the part of `cargo deny check` that needs neither a network nor another program. Dependencies of all
//! platforms are looked at when their sources are here (`cargo fetch --locked` brings them); otherwise those of this
//! platform, which are here because this test was built. Bans and sources are read from `Cargo.lock` and so always
//! cover every platform.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use std::process::Command;

use serde::Deserialize;

/// Where every dependency comes from.
const REGISTRY: &str = "registry+https://github.com/rust-lang/crates.io-index";

#[derive(Deserialize)]
struct Deny {
    licenses: Licences,
    bans: Bans,
}

#[derive(Deserialize)]
struct Licences {
    allow: BTreeSet<String>,
    exceptions: Vec<Exception>,
}

#[derive(Deserialize)]
struct Exception {
    #[serde(rename = "crate")]
    name: String,
    allow: BTreeSet<String>,
}

#[derive(Deserialize)]
struct Bans {
    deny: Vec<Ban>,
}

#[derive(Deserialize)]
struct Ban {
    #[serde(rename = "crate")]
    name: String,
    reason: String,
}

#[derive(Deserialize)]
struct Lock {
    package: Vec<Locked>,
}

#[derive(Deserialize)]
struct Locked {
    name: String,
    version: String,
    source: Option<String>,
}

#[derive(Deserialize)]
struct Metadata {
    packages: Vec<Package>,
}

#[derive(Deserialize)]
struct Package {
    name: String,
    version: String,
    license: Option<String>,
}

fn read(file: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(file);
    fs::read_to_string(&path).unwrap_or_else(|error| unreadable(file, &error))
}

#[expect(clippy::panic, reason = "only tests call it, and they cannot go on")]
fn unreadable(file: &str, error: &dyn std::fmt::Display) -> ! {
    panic!("{file}: {error}")
}

fn deny() -> Deny {
    toml::from_str(&read("deny.toml")).unwrap_or_else(|error| unreadable("deny.toml", &error))
}

/// What cargo knows of the dependencies, or what it said.
fn metadata() -> Result<Metadata, String> {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let run = |more: &[&str]| -> Result<Metadata, String> {
        let output = Command::new(&cargo)
            .current_dir(env!("CARGO_MANIFEST_DIR"))
            .args(["metadata", "--locked", "--offline", "--format-version", "1"])
            .args(more)
            .output()
            .map_err(|error| format!("{}: {error}", cargo.display()))?;
        if output.status.success() {
            serde_json::from_slice(&output.stdout).map_err(|error| error.to_string())
        } else {
            Err(String::from_utf8_lossy(&output.stderr).into_owned())
        }
    };
    run(&[]).or_else(|all| {
        let here = host(&cargo)?;
        run(&["--filter-platform", &here]).map_err(|own| format!("for all platforms: {all}\nfor {here}: {own}"))
    })
}

/// The platform that cargo builds for.
fn host(cargo: &std::ffi::OsStr) -> Result<String, String> {
    let output = Command::new(cargo).args(["--version", "--verbose"]).output().map_err(|error| error.to_string())?;
    let text = String::from_utf8_lossy(&output.stdout);
    let line = text.lines().find_map(|line| line.strip_prefix("host: "));
    line.map(str::to_owned).ok_or_else(|| format!("cargo does not say its host: {text}"))
}

/// True when the licence expression can be met with what `allowed` says yes to.
fn is_met(expression: &str, allowed: &dyn Fn(&str) -> bool) -> Result<bool, String> {
    // Before there were expressions, a slash stood for a choice.
    let spaced = expression.replace('/', " OR ").replace('(', " ( ").replace(')', " ) ");
    let mut words: Vec<&str> = spaced.split_whitespace().rev().collect();
    let met = any(&mut words, allowed)?;
    if words.is_empty() { Ok(met) } else { Err(format!("unexpected {:?} in {expression:?}", words.last())) }
}

fn any(words: &mut Vec<&str>, allowed: &dyn Fn(&str) -> bool) -> Result<bool, String> {
    let mut met = all(words, allowed)?;
    while words.last() == Some(&"OR") {
        words.pop();
        met |= all(words, allowed)?;
    }
    Ok(met)
}

fn all(words: &mut Vec<&str>, allowed: &dyn Fn(&str) -> bool) -> Result<bool, String> {
    let mut met = one(words, allowed)?;
    while words.last() == Some(&"AND") {
        words.pop();
        met &= one(words, allowed)?;
    }
    Ok(met)
}

fn one(words: &mut Vec<&str>, allowed: &dyn Fn(&str) -> bool) -> Result<bool, String> {
    match words.pop() {
        Some("(") => {
            let met = any(words, allowed)?;
            if words.pop() == Some(")") { Ok(met) } else { Err("a parenthesis is open".to_owned()) }
        }
        Some(name) if !matches!(name, ")" | "AND" | "OR" | "WITH") => {
            if words.last() != Some(&"WITH") {
                return Ok(allowed(name));
            }
            words.pop();
            let exception = words.pop().ok_or("nothing after WITH")?;
            Ok(allowed(&format!("{name} WITH {exception}")))
        }
        other => Err(format!("a licence is missing before {other:?}")),
    }
}

#[test]
fn every_licence_is_allowed() {
    let deny = deny();
    let exceptions: BTreeMap<&str, &BTreeSet<String>> =
        deny.licenses.exceptions.iter().map(|e| (e.name.as_str(), &e.allow)).collect();
    let metadata = metadata().unwrap_or_else(|said| {
        panic!("cargo cannot list the dependencies without a network; `cargo fetch --locked` first.\n{said}")
    });
    assert!(metadata.packages.len() > 20, "only {} packages: that cannot be all", metadata.packages.len());
    let mut refused = Vec::new();
    for package in &metadata.packages {
        let own = exceptions.get(package.name.as_str());
        let allowed = |name: &str| deny.licenses.allow.contains(name) || own.is_some_and(|own| own.contains(name));
        let licence = package.license.as_deref().unwrap_or("none given");
        match is_met(licence, &allowed) {
            Ok(true) => {}
            Ok(false) => refused.push(format!("{} {}: {licence}", package.name, package.version)),
            Err(problem) => refused.push(format!("{} {}: {licence} ({problem})", package.name, package.version)),
        }
    }
    assert!(refused.is_empty(), "licences that deny.toml does not allow:\n{}", refused.join("\n"));
}

#[test]
fn nothing_banned_and_nothing_from_elsewhere() {
    let lock: Lock = toml::from_str(&read("Cargo.lock")).unwrap();
    let bans: BTreeMap<String, String> = deny().bans.deny.into_iter().map(|ban| (ban.name, ban.reason)).collect();
    for needed in ["serde_yml", "libyml", "tui-textarea", "ttf-parser", "color-eyre"] {
        assert!(bans.contains_key(needed), "{needed} must stay banned in deny.toml");
    }
    let mut faults = Vec::new();
    for package in &lock.package {
        if let Some(reason) = bans.get(&package.name) {
            faults.push(format!("{} {} is banned: {reason}", package.name, package.version));
        }
        let elsewhere = package.source.as_deref().filter(|source| *source != REGISTRY);
        faults.extend(elsewhere.map(|source| format!("{} {} comes from {source}", package.name, package.version)));
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn expressions_are_read_as_they_are_meant() {
    let allowed = |name: &str| ["MIT", "Zlib", "Apache-2.0 WITH LLVM-exception"].contains(&name);
    for yes in ["MIT", "GPL-3.0 OR MIT", "GPL-3.0/MIT", "MIT AND (GPL-3.0 OR Zlib)", "Apache-2.0 WITH LLVM-exception"] {
        assert_eq!(is_met(yes, &allowed), Ok(true), "{yes}");
    }
    for no in ["GPL-3.0", "MIT AND GPL-3.0", "Apache-2.0", "(MIT OR Zlib) AND GPL-3.0", "none given"] {
        assert_ne!(is_met(no, &allowed), Ok(true), "{no}");
    }
    for broken in ["", "MIT OR", "(MIT", "MIT Zlib", "MIT WITH"] {
        assert!(is_met(broken, &allowed).is_err(), "{broken}");
    }
}
