//! How long a text takes to read.

use super::slice;

/// Speed of the reader that [`reading_minutes`] has in mind.
pub const WORDS_PER_MINUTE: f32 = 220.0;

/// Minutes a reader needs for `text`, unrounded: [`WORDS_PER_MINUTE`], or 500 ideographs.
///
/// Counts at most the first 64 KiB and scales, so that a section of any size costs the same.
pub fn reading_minutes(text: &str) -> f32 {
    const SAMPLE: usize = 64 * 1024;
    let mut end = text.len().min(SAMPLE);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let sample = slice(text, 0..end);
    if sample.is_empty() {
        return 0.0;
    }
    let (words, ideographs) = words_and_ideographs(sample.as_bytes());
    #[expect(clippy::cast_precision_loss, reason = "an estimate shown in whole minutes")]
    let scale = text.len() as f32 / sample.len() as f32;
    #[expect(clippy::cast_precision_loss, reason = "an estimate shown in whole minutes")]
    let minutes = words as f32 / WORDS_PER_MINUTE + ideographs as f32 / 500.0;
    minutes * scale
}

/// Words (whatever begins behind white space), and letters of scripts that set no spaces between words: told by the bytes
/// that lead them, E3–ED for Chinese, Japanese and Korean, E0 B8 and E0 B9 for Thai. Whole passes without branches over
/// pairs of neighbours, so that the compiler can use vector instructions: it runs over every text that is opened.
fn words_and_ideographs(bytes: &[u8]) -> (usize, usize) {
    let starts = count_pairs(bytes, |before, b| u8::from(before <= b' ') & u8::from(b > b' '));
    let eastern = count_pairs(bytes, |before, b| {
        u8::from(b.wrapping_sub(0xE3) <= 0x0A) | (u8::from(before == 0xE0) & u8::from(b & 0xFE == 0xB8))
    });
    let first = bytes.first().copied().unwrap_or(b' ');
    (starts + usize::from(first > b' '), eastern + usize::from((0xE3..=0xED).contains(&first)))
}

/// How many pairs of neighbouring bytes `is` says 1 of (and 0 of the others).
fn count_pairs(bytes: &[u8], is: impl Fn(u8, u8) -> u8) -> usize {
    let (before, after) = (&bytes[..bytes.len().saturating_sub(1)], bytes.get(1..).unwrap_or_default());
    let pairs = before.chunks(128).zip(after.chunks(128));
    pairs.map(|(b, a)| usize::from(b.iter().zip(a).map(|(before, after)| is(*before, *after)).sum::<u8>())).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reading_time_counts_words_and_ideographs() {
        assert_eq!(words_and_ideographs("It’s half-done, at 3.5 km; می‌رود.".as_bytes()), (6, 0));
        assert_eq!(words_and_ideographs("伊朗 и Pakistan ไทย".as_bytes()), (4, 5));
        assert!((reading_minutes(&"word ".repeat(220)) - 1.0).abs() < 0.01);
        assert!((reading_minutes(&"word ".repeat(22_000)) - 100.0).abs() < 1.0);
    }
}
