//! Ten thousand names of a registry in a briefing of 1 MiB.
//!
//! Beside it two floors over the same text: folding it to small letters, which any search without case must do, and
//! looking each of its words up in a set. Read the figures as multiples of those in the same run; building the names is
//! measured by itself. `cargo bench --bench names`

use std::collections::HashSet;

use attache::briefing::Briefing;
use attache::entity::{Entity, Kind};
use attache::import::{Hints, import};
use attache::recognise::Names;
use divan::counter::BytesCount;
use divan::{Bencher, black_box};

const BYTES: usize = 1024 * 1024;
const NAMES: usize = 10_000;

/// Parts of names, as many as make ten thousand that differ.
const PARTS: [&str; 25] = [
    "Abd", "Amir", "Asim", "Bahr", "Dar", "Esm", "Far", "Ghol", "Has", "Ibr", "Jal", "Kar", "Lat", "Mun", "Naw",
    "Omid", "Parv", "Qal", "Raz", "Sal", "Tah", "Uzm", "Vah", "Yaz", "Zar",
];
const ENDS: [&str; 20] = [
    "ian", "zadeh", "i", "pour", "nejad", "khan", "ullah", "oglu", "ov", "enko", "son", "ez", "ani", "dar", "stan",
    "abad", "bek", "mand", "far", "wal",
];

fn main() {
    divan::main();
}

/// A given name and a family name.
fn name(n: usize) -> (String, String) {
    let first = [PARTS[n % 25], ENDS[n / 25 % 20]].concat();
    let second = [PARTS[n / 500 % 25], &ENDS[(n / 7) % 20].to_lowercase(), ENDS[n % 20]].concat();
    (first, second)
}

fn registry() -> Vec<Entity> {
    let entity = |n: usize| {
        let (first, second) = name(n);
        let (name, alias) = (format!("{first} {second} {n}"), format!("{first}-{second}"));
        Entity {
            name,
            kind: Kind::Person,
            aliases: vec![alias, format!("{second} {first}")],
            not: vec![format!("{second} Bank")],
            ..Entity::default()
        }
    };
    (0..NAMES).map(entity).collect()
}

/// News with a name of the registry every few dozen words; with letters beyond ASCII where `plain` is not wanted.
fn text(accent: &str) -> String {
    let mut out = String::with_capacity(BYTES + 1024);
    let mut n = 0;
    while out.len() < BYTES {
        let (first, second) = name(n * 37 % NAMES);
        out.push_str("The two sides agreed to establish a high-level consultative mechanism to oversee cooperation in border areas, ");
        let sentences = [
            accent,
            &[first, second].join("-"),
            " told reporters in Islamabad. The minister’s visit ended on Monday; ",
        ];
        out.extend(sentences);
        out.push_str(
            "officials of both countries pledged to open further border markets at a cost of 12 million dollars.",
        );
        out.push_str(if n % 5 == 4 { "\n\n" } else { " " });
        n += 1;
    }
    out
}

fn briefing(text: &str) -> Briefing {
    import(text.to_owned().into_bytes(), &Hints { name: "a.txt", encoding: None })
        .map_or_else(|_| Briefing::default(), |read| read.briefing)
}

#[divan::bench(args = ["", "Général "])]
fn scan(bencher: Bencher<'_, '_>, accent: &str) {
    let briefing = briefing(&text(accent));
    let names = Names::new(&registry());
    assert!(names.scan(&briefing, || true).len() > 1000);
    bencher.counter(BytesCount::of_str(&*briefing.text)).bench(|| names.scan(black_box(&briefing), || true));
}

#[divan::bench]
fn build(bencher: Bencher<'_, '_>) {
    let registry = registry();
    bencher.bench(|| Names::new(black_box(&registry)));
}

#[divan::bench]
fn floor_of_folding(bencher: Bencher<'_, '_>) {
    let text = text("");
    bencher.counter(BytesCount::of_str(&text)).bench(|| black_box(&text).to_lowercase());
}

#[divan::bench]
fn floor_of_words(bencher: Bencher<'_, '_>) {
    let text = text("");
    let known: HashSet<String> = registry().into_iter().map(|entity| entity.name).collect();
    bencher.counter(BytesCount::of_str(&text)).bench(|| {
        let words = black_box(&text).split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
        words.filter(|word| known.contains(*word)).count()
    });
}
