//! How the weights are learned: from marked texts to the file that ships. Run by `src/bin/train-recogniser.rs`.
//!
//! Recipe: (1) read every text and note what is asked of each word (`lesson`); (2) let models that have not seen a text
//! read it once, four times over, so that the votes of the second reading are as wrong as they will be later; (3) learn
//! with and without those votes (`learn`); (4) keep the features that weigh most, learn again with these alone, and lay
//! them out as bytes (`pack`). Everything follows from the texts and the seed.
//!
//! Pure, like all of this floor: files are read and written by the program.

pub mod corpus;
mod evaluate;
mod learn;
mod lesson;
mod pack;
pub mod tables;

pub use evaluate::{Count, evaluate};

use std::collections::HashMap;

use corpus::Document;
use learn::{Learned, Learner};
use lesson::{Alphabet, Lesson};

use super::label::{Label, Name};
use super::page::Page;
use super::reader;
use super::weights::Weights;
use crate::text::Span;

/// How to learn.
#[derive(Debug, Clone, Copy, serde::Serialize)]
pub struct Settings {
    /// Slots of the table, 16 bytes each.
    pub slots: usize,
    /// Features kept, of a thousand slots.
    pub load: usize,
    /// A feature must be seen this often.
    pub least: u32,
    /// Times through all lessons.
    pub rounds: usize,
    /// Of a thousand words, how many are learned from without naming them.
    pub blind: u64,
    /// What a wrong label must be behind by.
    pub margin: f32,
    /// Parts into which the texts are cut for first readings.
    pub parts: usize,
    /// Where the stream of chance begins.
    pub seed: u64,
}

impl Default for Settings {
    fn default() -> Self {
        Self { slots: 80_000, load: 850, least: 2, rounds: 10, blind: 150, margin: 1.0, parts: 4, seed: 7 }
    }
}

/// Learns from `documents`; the bytes of `model/weights.bin`.
pub fn train(documents: &[Document], settings: &Settings) -> Vec<u8> {
    let pages: Vec<Page<'_>> = documents.iter().map(|d| Page::new(&d.text, corpus::lines(&d.text))).collect();
    let seen: Vec<(&Document, &Page<'_>)> = documents.iter().zip(&pages).collect();
    let firsts = first_readings(&seen, settings);
    let mut lessons = Vec::new();
    let mut alphabet = Alphabet::default();
    for (n, (document, page)) in seen.iter().enumerate() {
        lesson::add(&mut lessons, &mut alphabet, (document, page), Some(&firsts[n]));
        // Every other text without votes too: the first reading has none.
        if n % 2 == 0 {
            lesson::add(&mut lessons, &mut alphabet, (document, page), None);
        }
    }
    learn_twice(lessons, &alphabet, settings)
}

/// The labels that a model gives each document after it was trained on others.
fn first_readings(seen: &[(&Document, &Page<'_>)], settings: &Settings) -> Vec<Vec<Label>> {
    let mut firsts = vec![Vec::new(); seen.len()];
    for part in 0..settings.parts {
        let (mut lessons, mut alphabet) = (Vec::new(), Alphabet::default());
        for (_, one) in seen.iter().enumerate().filter(|(n, _)| n % settings.parts != part) {
            lesson::add(&mut lessons, &mut alphabet, *one, None);
        }
        let learned = learn(&mut lessons, &alphabet, settings);
        let file = pack::pack(&learned, &alphabet.keys(), settings);
        for (n, (_, page)) in seen.iter().enumerate().filter(|(n, _)| n % settings.parts == part) {
            firsts[n] = reader::read(page, Weights::of(&file)).labels;
        }
    }
    firsts
}

fn learn(lessons: &mut [Lesson], alphabet: &Alphabet, settings: &Settings) -> Learned {
    let often: Vec<bool> = alphabet.counts().iter().map(|count| *count >= settings.least).collect();
    lesson::keep(lessons, &|row| often[row as usize]);
    Learner::new(alphabet.len()).learn(lessons, settings)
}

/// Learns, keeps what weighs most, and learns again with that alone.
fn learn_twice(mut lessons: Vec<Lesson>, alphabet: &Alphabet, settings: &Settings) -> Vec<u8> {
    let first = learn(&mut lessons, alphabet, settings);
    let keys = alphabet.keys();
    let placed = pack::place(&first, &keys, settings);
    let kept: HashMap<u32, usize> = placed.iter().map(|(row, slot)| (*row, *slot)).collect();
    lesson::keep(&mut lessons, &|row| kept.contains_key(&row));
    let second = Learner::new(alphabet.len()).learn(&lessons, settings);
    pack::write(&second, &keys, &placed, settings)
}

/// The persons, places and organisations that a model finds in a text, in bytes.
pub fn read(file: &[u8], text: &str) -> Vec<corpus::Gold> {
    let page = Page::new(text, corpus::lines(text));
    let reading = reader::read(&page, Weights::of(file));
    let names = reading.names(&page).into_iter().map(|(name, _)| name).filter(|name| name.2 < 3);
    names.map(|name| corpus::Gold { span: span(&page, name), sort: Some(name.2) }).collect()
}

fn span(page: &Page<'_>, name: Name) -> Span {
    let span = Span::new(page.words[name.0].span().start, page.words[name.1 - 1].span().end);
    corpus::trim(page.text, span, Some(name.2))
}
