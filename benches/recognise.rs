//! Who and what a text of 256 KiB speaks of.
//!
//! Beside it a floor that looks every word up in a set of a thousand names and counts the words, which is what a list of
//! names without any model would cost. Read the figures as multiples of the floor in the same run.
//! `cargo bench --bench recognise`

use std::collections::HashSet;

use attache::briefing::Briefing;
use attache::import::{Hints, import};
use attache::recognise::mentions;
use divan::counter::BytesCount;
use divan::{Bencher, black_box};

const BYTES: usize = 256 * 1024;

/// Sentences with as many names as news has, over and over with other numbers in them.
const SENTENCES: [&str; 5] = [
    "Foreign Minister Hossein Amir-Abdollahian met Gen. Syed Asim Munir in Rawalpindi on 30 January 2024.",
    "The two sides agreed to establish a high-level consultative mechanism to oversee cooperation in border areas.",
    "The International Atomic Energy Agency (IAEA) said its inspectors had left the site near Isfahan last week.",
    "Officials of both countries pledged to open further border markets, at a cost of $12 million.",
    "Israel’s actions in Gaza were on the agenda, as were Pakistani exports of 1,250 tonnes of wheat.",
];

fn main() {
    divan::main();
}

fn text() -> String {
    let mut out = String::with_capacity(BYTES + 1024);
    let mut n = 0;
    while out.len() < BYTES {
        out.push_str(SENTENCES[n % SENTENCES.len()]);
        out.push_str(if n % 7 == 6 { "\n\n" } else { " " });
        n += 1;
    }
    out
}

fn briefing() -> Briefing {
    match import(text().into_bytes(), &Hints { name: "a.txt", encoding: None }) {
        Ok(imported) => imported.briefing,
        Err(_) => Briefing::default(),
    }
}

#[divan::bench]
fn names_of_a_briefing(bencher: Bencher<'_, '_>) {
    let briefing = briefing();
    bencher.counter(BytesCount::of_str(&*briefing.text)).bench(|| mentions(black_box(&briefing)));
}

#[divan::bench]
fn floor(bencher: Bencher<'_, '_>) {
    let text = text();
    let known: HashSet<String> = (0..1000).map(|n| format!("Name{n}")).chain(["Gaza".to_owned()]).collect();
    bencher.counter(BytesCount::of_str(&text)).bench(|| {
        let words = black_box(&text).split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
        words.filter(|word| known.contains(*word)).count()
    });
}
