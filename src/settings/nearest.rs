//! "Did you mean …?": the known word that is nearest to a mistyped one.

/// The word of `known` nearest to `word`, or `None` when none is near enough to be worth a guess.
///
/// Near is: at most a third of the letters wrong, swapped, missing or too many (optimal string alignment), at least
/// one such slip allowed for words of two letters and more. The first of equally near words wins.
pub fn nearest<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let lower = word.to_lowercase();
    let letters = lower.chars().count();
    // A "word" of this length is no slip of the finger, and the distance is quadratic.
    if !(2..=64).contains(&letters) {
        return None;
    }
    let limit = (letters / 3).max(1);
    known
        .into_iter()
        .map(|k| (strsim::osa_distance(&lower, &k.to_lowercase()), k))
        .filter(|(distance, _)| *distance <= limit)
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, k)| k)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slips_are_guessed_and_strangers_are_not() {
        let known = ["half-down", "half-up", "line-down", "quit"];
        assert_eq!(nearest("half-dwon", known), Some("half-down"));
        assert_eq!(nearest("Quti", known), Some("quit"));
        assert_eq!(nearest("explode", known), None);
        assert_eq!(nearest("q", known), None);
        assert_eq!(nearest(&"x".repeat(9999), known), None);
    }
}
