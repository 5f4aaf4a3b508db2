//! Finding notes again: one thousand in one megabyte, in the text they were made in, in the same text shifted by a new
//! paragraph, and in one where also a word of every second passage was replaced; and describing one passage.
//!
//! The floor looks at every character of the text once, which is what any search must do. Read each figure as a
//! multiple of it in the same run. The goal is 20 ms for `same` and `unchanged`, 200 ms for the others. Measured once, on a
//! machine busy with other work (medians): floor 0.75 ms, `same` and `unchanged` 0.8, `shifted` 19, `other_text` 34,
//! `edited_too` 184.
//! `cargo bench --bench anchor`

#[path = "text/synthetic.rs"]
#[expect(dead_code, reason = "each bench uses some of it")]
mod synthetic;

use attache::anchor::{self, Ground};
use attache::briefing::Briefing;
use attache::import::{Hints, import};
use attache::note::Anchor;
use attache::text::{self, Span};
use divan::{Bencher, black_box};

const SIZE: usize = 1_000_000;
const NOTES: usize = 1000;
/// Bytes of a passage.
const LENGTH: usize = 70;

fn main() {
    divan::main();
}

fn briefing(text: &str) -> Briefing {
    let hints = Hints { name: "a.txt", encoding: None };
    import(text.as_bytes().to_vec(), &hints).map(|imported| imported.briefing).unwrap_or_default()
}

/// Words that differ from paragraph to paragraph, as in a real text: of a few words only, no passage can be told from others.
fn varied() -> String {
    let mut out = String::with_capacity(SIZE + SIZE / 8);
    for (n, word) in synthetic::plain(SIZE).split_inclusive(' ').enumerate() {
        if n % 5 == 0 {
            out.push_str(["report", "unit", "valley", "harbour", "talks"][n % 3 + n % 2]);
            out.push_str(&letters(n * 7919 % 4000));
            out.push(' ');
        }
        out.push_str(word);
    }
    out
}

/// A number written in letters: a word.
fn letters(mut n: usize) -> String {
    let mut out = String::new();
    for _ in 0..3 {
        out.push(char::from(b'a' + u8::try_from(n % 26).unwrap_or(0)));
        n /= 26;
    }
    out
}

fn spans(text: &str) -> Vec<Span> {
    let step = text.len() / NOTES;
    (0..NOTES).map(|n| Span::new(floor_of(text, n * step), floor_of(text, n * step + LENGTH))).collect()
}

fn floor_of(text: &str, at: usize) -> usize {
    text::letter_start(text, at)
}

fn anchors(old: &Briefing) -> Vec<Anchor> {
    let ground = Ground::of(old);
    spans(&old.text).into_iter().map(|span| anchor::make(&ground, span)).collect()
}

/// The text with a word replaced in the middle of every second passage.
fn edited(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut from = 0;
    for span in spans(text).into_iter().step_by(2) {
        let middle = floor_of(text, span.start + LENGTH / 2);
        let rest = text::slice(text, middle..text.len());
        let start = middle + rest.find(' ').unwrap_or(0);
        let end = start + 1 + text::slice(text, start + 1..text.len()).find(' ').unwrap_or(0);
        out.push_str(text::slice(text, from..start));
        out.push_str(" another");
        from = end;
    }
    out.push_str(text::slice(text, from..text.len()));
    out
}

fn find(bencher: Bencher<'_, '_>, new: &str, same: bool) {
    let anchors = anchors(&briefing(&varied()));
    let anchors: Vec<&Anchor> = anchors.iter().collect();
    let new = briefing(new);
    bencher.bench_local(|| black_box(anchor::resolve(&Ground::of(&new), &anchors, same)));
}

#[divan::bench(sample_count = 20)]
fn same(bencher: Bencher<'_, '_>) {
    find(bencher, &varied(), true);
}

#[divan::bench(sample_count = 20)]
fn unchanged(bencher: Bencher<'_, '_>) {
    find(bencher, &varied(), false);
}

#[divan::bench(sample_count = 20)]
fn shifted(bencher: Bencher<'_, '_>) {
    find(bencher, &format!("A new paragraph.\n\n{}", varied()), false);
}

#[divan::bench(sample_count = 20)]
fn edited_too(bencher: Bencher<'_, '_>) {
    find(bencher, &format!("A new paragraph.\n\n{}", edited(&varied())), false);
}

#[divan::bench(sample_count = 20)]
fn other_text(bencher: Bencher<'_, '_>) {
    find(bencher, &synthetic::markdown(SIZE), false);
}

#[divan::bench(sample_count = 20)]
fn make_one(bencher: Bencher<'_, '_>) {
    let old = briefing(&varied());
    let span = spans(&old.text)[NOTES / 2];
    bencher.bench_local(|| black_box(anchor::make(&Ground::of(&old), span)));
}

#[divan::bench(sample_count = 20)]
fn floor(bencher: Bencher<'_, '_>) {
    let text = varied();
    bencher.bench_local(|| black_box(text.as_str()).chars().filter(|c| c.is_uppercase()).count());
}
