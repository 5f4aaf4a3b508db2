//! What is asked about a word: features, each a hash that leads to a row of weights.
//!
//! Three groups by what they depend on, so that a reader of the page can keep what does not change: [`own`] on the form
//! alone, [`neighbour`] on the form and the side it stands on, [`here`] on the place.

use std::ops::Range;

use super::hash::{end, mix};
use super::lexicon;
use super::page::{Form, Page, Witness};

/// Features of the form of a word, wherever it stands. The first [`IDENTITY`] name the word itself.
pub(crate) fn own(form: &Form, witness: &Witness, sink: &mut impl FnMut(u64)) {
    let mut say = |sort: u64, value: u64| sink(end(mix(mix(1, sort), value)));
    say(0, form.exact);
    say(1, form.folded);
    let look = form.look as u64;
    let known = u64::from(form.known);
    for (sort, part) in (2..).zip(form.ends) {
        say(sort, mix(part, look));
    }
    for (sort, part) in (5..).zip(form.begins) {
        say(sort, mix(part, look));
    }
    say(8, form.shape);
    say(9, mix(look, known));
    for bit in 0..16 {
        if known & (1 << bit) != 0 {
            say(10, mix(bit, look));
        }
    }
    say(11, mix(u64::from(form.length.min(12)), look));
    testify(form, witness, &mut say);
}

/// How many features of [`own`] name the word itself, at its start.
pub(crate) const IDENTITY: usize = 2;

fn testify(form: &Form, witness: &Witness, say: &mut impl FnMut(u64, u64)) {
    let look = form.look as u64;
    let small = some(witness.small);
    let large = some(witness.large);
    say(12, mix(mix(small, large), look));
    say(13, mix(some(witness.first), mix(some(witness.last), some(witness.alone))));
    say(14, mix(mix(some(witness.titled), some(witness.said)), some(witness.given)));
    say(15, mix(some(witness.located), some(witness.the)));
    say(16, some(witness.owns));
    say(17, mix(some(witness.body), some(witness.last)));
    let common = u64::from(form.known & lexicon::COMMON != 0);
    say(18, mix(mix(common, small), mix(large, look)));
}

/// None, one, more.
fn some(count: u8) -> u64 {
    u64::from(count.min(2))
}

/// Features of the form of a word that stands `side` words away, −2 to 2.
pub(crate) fn neighbour(form: &Form, side: i8, sink: &mut impl FnMut(u64)) {
    let far = side.unsigned_abs() > 1;
    let side = u64::from(side.cast_unsigned());
    let mut say = |sort: u64, value: u64| sink(end(mix(mix(mix(2, sort), side), value)));
    say(0, form.folded);
    say(1, mix(form.look as u64, u64::from(form.known)));
    if !far {
        say(2, form.ends[1]);
        say(3, form.shape);
    }
}

/// Stands in for a word beyond the border of the stretch.
const BORDER: u64 = 0x5EED;

/// Features of the place of the word at `at` in a stretch of these words.
pub(crate) fn here(page: &Page<'_>, at: usize, stretch: &Range<usize>, sink: &mut impl FnMut(u64)) {
    let mut say = |sort: u64, value: u64| sink(end(mix(mix(3, sort), value)));
    let form = page.form(at);
    let place = page.places[at];
    let near = |by: isize| at.checked_add_signed(by).filter(|to| stretch.contains(to)).map(|to| page.form(to));
    let folded = |by: isize| near(by).map_or(BORDER, |f| f.folded);
    let look = |by: isize| near(by).map_or(9, |f| f.look as u64);
    let known = |by: isize| near(by).map_or(BORDER, |f| u64::from(f.known));
    let own_look = form.look as u64;
    say(0, own_look);
    say(1, mix(u64::from(place.opens), mix(own_look, u64::from(place.shouted))));
    say(2, mix(mix(u64::from(place.opens), own_look), u64::from(form.known)));
    say(3, mix(folded(-1), form.folded));
    say(4, mix(form.folded, folded(1)));
    say(5, mix(mix(look(-1), own_look), look(1)));
    say(6, mix(mix(mix(look(-2), look(-1)), own_look), mix(look(1), look(2))));
    say(7, mix(mix(known(-1), u64::from(form.known)), own_look));
    say(8, mix(mix(known(1), u64::from(form.known)), own_look));
    say(9, mix(folded(-2), folded(-1)));
    say(10, mix(folded(1), folded(2)));
    say(11, mix(u64::from(place.quoted), u64::from(place.bracketed)));
    say(12, mix(folded(-1), own_look));
    say(13, mix(folded(1), own_look));
    let witness = page.witness(at);
    say(14, mix(mix(u64::from(place.opens), some(witness.small)), mix(some(witness.large), own_look)));
    if form.look.is_named() {
        in_run(page, at, stretch, &mut say);
    }
}

/// Features of the run of large words that the word is in.
fn in_run(page: &Page<'_>, at: usize, stretch: &Range<usize>, say: &mut impl FnMut(u64, u64)) {
    let form = page.form(at);
    let place = page.places[at];
    let (first, last) = (at - usize::from(place.before), at + usize::from(place.after));
    let (before, after) = (u64::from(place.before.min(4)), u64::from(place.after.min(4)));
    let outside = |to: Option<usize>| to.filter(|to| stretch.contains(to)).map_or(BORDER, |to| page.form(to).folded);
    let ahead = outside(first.checked_sub(1));
    let behind = outside(last.checked_add(1));
    say(20, mix(before, after));
    say(21, mix(mix(before, after), u64::from(form.known)));
    say(22, mix(page.form(last).folded, before));
    say(23, mix(page.form(first).folded, before));
    say(24, mix(page.form(last).folded, after));
    say(25, mix(ahead, before));
    say(26, mix(behind, after));
    say(27, mix(mix(u64::from(page.form(last).known), u64::from(page.form(first).known)), mix(before, after)));
    say(28, mix(mix(ahead, behind), before + after));
    say(29, mix(page.form(last).ends[1], after));
    let run = &page.runs[place.run as usize];
    say(30, mix(run.whole, before));
    say(31, mix(ahead, mix(u64::from(form.known), before)));
    say(32, mix(u64::from(run.known), mix(before, after)));
}
