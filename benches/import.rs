//! Importing, per byte: plain text, Markdown and YAML, small and large.
//!
//! The floor is the least any importer must do: check the bytes as UTF-8, and copy them line by line. Read each figure
//! as a multiple of the floor of the same size in the same run; and see that the multiple does not grow with the size.
//! `cargo bench --bench import`

#[path = "text/synthetic.rs"]
#[expect(dead_code, reason = "each bench uses some of it")]
mod synthetic;

use attache::import::{Hints, import};
use divan::counter::BytesCount;
use divan::{Bencher, black_box};

const SIZES: [usize; 2] = [100_000, 10_000_000];

fn main() {
    divan::main();
}

fn run(bencher: Bencher<'_, '_>, name: &str, text: String) {
    let bytes = text.into_bytes();
    bencher
        .counter(BytesCount::of_slice(&bytes))
        .with_inputs(|| bytes.clone())
        .bench_values(|bytes| import(bytes, &Hints { name, encoding: None }));
}

#[divan::bench(args = SIZES, sample_count = 10)]
fn plain(bencher: Bencher<'_, '_>, size: usize) {
    run(bencher, "a.txt", synthetic::plain(size));
}

#[divan::bench(args = SIZES, sample_count = 10)]
fn markdown(bencher: Bencher<'_, '_>, size: usize) {
    run(bencher, "a.md", synthetic::markdown(size));
}

#[divan::bench(args = SIZES, sample_count = 10)]
fn yaml(bencher: Bencher<'_, '_>, size: usize) {
    run(bencher, "a.yaml", synthetic::yaml(size));
}

#[divan::bench(args = SIZES, sample_count = 10)]
fn floor(bencher: Bencher<'_, '_>, size: usize) {
    let bytes = synthetic::plain(size).into_bytes();
    bencher.counter(BytesCount::of_slice(&bytes)).with_inputs(|| bytes.clone()).bench_values(|bytes| {
        let text = String::from_utf8(bytes).unwrap_or_default();
        let mut copy = String::with_capacity(text.len());
        for line in black_box(&text).lines() {
            copy.push_str(line);
            copy.push('\n');
        }
        copy
    });
}
