//! All words of a text, and where each of them stands.

use std::ops::Range;

use super::token::{Kind, Token, mix, tokens};

/// Words of a flattened text.
#[derive(Debug, Clone, Default)]
pub(super) struct Words {
    /// In order.
    pub(super) tokens: Vec<Token>,
    /// Key in the upper half, number of the token in the lower; sorted.
    postings: Vec<u64>,
}

impl Words {
    /// Cuts `flat` into words and sorts them.
    pub(super) fn new(flat: &str) -> Self {
        let mut all = Vec::with_capacity(flat.len() / 5);
        tokens(flat, 0, &mut all);
        let mut postings: Vec<u64> =
            (0..all.len()).filter_map(|n| Some(u64::from(key(&all, n)?) << 32 | n as u64)).collect();
        postings.sort_unstable();
        Self { tokens: all, postings }
    }

    /// The numbers of the tokens with this key, ascending, in a range of all tokens.
    pub(super) fn standing(&self, key: u32, within: &Range<usize>) -> impl ExactSizeIterator<Item = usize> {
        let (low, high) = (u64::from(key) << 32, (u64::from(key) + 1) << 32);
        let from = self.postings.partition_point(|p| *p < low + within.start as u64);
        let to = self.postings.partition_point(|p| *p < high.min(low + within.end as u64));
        self.postings[from..to.max(from)].iter().map(|p| usize::try_from(p & 0xFFFF_FFFF).unwrap_or(0))
    }

    /// The number of the first token at or behind byte `offset`.
    pub(super) fn token_at(&self, offset: usize) -> usize {
        self.tokens.partition_point(|t| (t.start as usize) < offset)
    }
}

/// What token `n` is found by: its letters; of scripts without spaces two letters together; signs by nothing.
pub(super) fn key(tokens: &[Token], n: usize) -> Option<u32> {
    let token = tokens.get(n)?;
    match token.kind {
        Kind::Word | Kind::Number => Some(token.hash),
        Kind::Sign => None,
        Kind::Letter => {
            let next = tokens.get(n + 1).filter(|next| next.kind == Kind::Letter && next.start == token.end)?;
            Some(mix(token.hash, next.hash))
        }
    }
}
