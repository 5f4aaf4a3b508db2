//! Searching 10 MiB of prose, with a name in letters beyond ASCII in every paragraph, for a word at its end.
//!
//! Beside it a floor: the standard library looks for the same bytes, and knows neither case nor diacritics. Read the figures
//! as multiples of the floor in the same run. When this was written, going to the word and counting all of them took two to
//! three floors, also where the word has a diacritic there that was not typed: one for the word itself, the rest for looking
//! at what stands beyond ASCII.
//! `cargo bench --bench find`

use attache::briefing::Briefing;
use attache::find::{Finder, Query};
use attache::import::{Hints, import};
use divan::counter::BytesCount;
use divan::{Bencher, black_box};

#[path = "text/synthetic.rs"]
#[expect(dead_code, reason = "each bench uses some of it")]
mod synthetic;

use synthetic::{Script, paragraph};

const BYTES: usize = 10 * 1024 * 1024;

/// What stands at the end, and a word that is written with a diacritic there.
const WORDS: [&str; 2] = ["Lastlight", "Laštovo"];

fn main() {
    divan::main();
}

fn text() -> Briefing {
    let mut out = String::with_capacity(BYTES + 4096);
    while out.len() < BYTES {
        out.push_str("Łukasz Kovačević and François Fernández said: “");
        out.push_str(&paragraph(Script::Ascii, 600));
        out.push_str("”\n\n");
    }
    out.push_str("Lastlight on Laštovo\n");
    import(out.into_bytes(), &Hints { name: "a.txt", encoding: None }).map(|i| i.briefing).unwrap_or_default()
}

fn finder(word: &str) -> Option<Finder> {
    // Typed without the diacritic.
    Query { pattern: word.replace('š', "s"), ..Query::default() }.compile().ok().flatten()
}

#[divan::bench(args = WORDS)]
fn going_there(bencher: Bencher<'_, '_>, word: &str) {
    let (briefing, finder) = (text(), finder(word));
    let bytes = BytesCount::new(briefing.text.len());
    bencher.counter(bytes).bench(|| finder.as_ref().and_then(|f| f.next(black_box(&briefing), 0)));
}

#[divan::bench(args = WORDS)]
fn counting(bencher: Bencher<'_, '_>, word: &str) {
    let (briefing, finder) = (text(), finder(word));
    let bytes = BytesCount::new(briefing.text.len());
    bencher.counter(bytes).bench(|| finder.as_ref().and_then(|f| f.all(black_box(&briefing), &[], 1000, || true)));
}

#[divan::bench(args = WORDS)]
fn floor(bencher: Bencher<'_, '_>, word: &str) {
    let briefing = text();
    let bytes = BytesCount::new(briefing.text.len());
    bencher.counter(bytes).bench(|| black_box(&briefing.text).find(word));
}
