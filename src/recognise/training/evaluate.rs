//! How well a model does on texts that it has not seen.

use super::corpus::{Document, Gold};

/// Names in the gold, names that were read, and those that are both; same place and same sort.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Count {
    /// In the gold.
    pub gold: usize,
    /// Read.
    pub read: usize,
    /// Both.
    pub both: usize,
}

impl Count {
    /// The harmonic mean of precision and recall, in percent.
    #[expect(clippy::cast_precision_loss, reason = "counts of names in some megabytes")]
    pub fn f1(self) -> f64 {
        let all = (self.gold + self.read).max(1);
        200.0 * self.both as f64 / all as f64
    }

    fn add(&mut self, read: &[Gold], document: &Document) {
        let is_clear = |r: &&Gold| !document.gold.iter().any(|g| g.sort.is_none() && g.span.overlaps(r.span));
        self.gold += document.gold.iter().filter(|g| matches!(g.sort, Some(0..3))).count();
        self.read += read.iter().filter(is_clear).count();
        self.both += read.iter().filter(|r| document.gold.contains(r)).count();
    }
}

/// Counts over all documents, and over those of each source apart.
pub fn evaluate(documents: &[Document], read: impl Fn(&str) -> Vec<Gold>) -> (Count, Vec<(String, Count)>) {
    let (mut all, mut by_source) = (Count::default(), Vec::<(String, Count)>::new());
    for document in documents {
        let found = read(&document.text);
        all.add(&found, document);
        let known = by_source.iter().position(|(source, _)| *source == document.source);
        let at = known.unwrap_or(by_source.len());
        if known.is_none() {
            by_source.push((document.source.clone(), Count::default()));
        }
        by_source[at].1.add(&found, document);
    }
    by_source.sort_by(|a, b| a.0.cmp(&b.0));
    (all, by_source)
}
