//! Wrapping one block of 16 KiB, the largest there is, at 72 cells.
//!
//! Beside it `textwrap::wrap` as it is built here (no tables for line breaks or widths, so it neither breaks between
//! ideographs nor measures them), and a floor that only walks the characters and cuts every 72. Read the figures as
//! multiples of the floor for the same script in the same run. When this was written, rows took 3 floors for ASCII,
//! which has a shorter way to the same breaks and widths; 18 for Chinese and 29 for Persian, where both have to be looked
//! up. `textwrap` took 8, 4 and 11.
//! `cargo bench --bench wrap`

#[path = "text/synthetic.rs"]
#[expect(dead_code, reason = "each bench uses some of it")]
mod synthetic;

use attache::wrap::{Indent, prose};
use divan::counter::BytesCount;
use divan::{Bencher, black_box};
use synthetic::{Script, paragraph};

const SCRIPTS: [Script; 3] = [Script::Ascii, Script::Persian, Script::Chinese];
const BYTES: usize = 16 * 1024;
const WIDTH: usize = 72;

fn main() {
    divan::main();
}

#[divan::bench(args = SCRIPTS)]
fn rows(bencher: Bencher<'_, '_>, script: Script) {
    let text = paragraph(script, BYTES);
    bencher.counter(BytesCount::of_str(&text)).bench(|| prose(black_box(&text), WIDTH, Indent { first: 2, rest: 2 }));
}

#[divan::bench(args = SCRIPTS)]
fn textwrap_lines(bencher: Bencher<'_, '_>, script: Script) {
    let text = paragraph(script, BYTES);
    bencher.counter(BytesCount::of_str(&text)).bench(|| textwrap::wrap(black_box(&text), WIDTH).len());
}

#[divan::bench(args = SCRIPTS)]
fn floor(bencher: Bencher<'_, '_>, script: Script) {
    let text = paragraph(script, BYTES);
    bencher.counter(BytesCount::of_str(&text)).bench(|| {
        let mut cuts = Vec::new();
        for (n, (at, _)) in black_box(&text).char_indices().enumerate() {
            if n % WIDTH == 0 {
                cuts.push(at);
            }
        }
        cuts
    });
}
