//! Two versions of a text made one, line by line.

/// What came of two versions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Outcome {
    /// One text that loses nothing.
    One(String),
    /// Both changed the same place: keep ours and put theirs beside it.
    Both,
}

/// Pairs of lines that are compared at most; what needs more counts as changed in the same place.
const MAX_PAIRS: usize = 1_000_000;

/// What two texts came from.
#[derive(Debug, Clone, Copy)]
pub(super) enum Origin<'a> {
    /// This text.
    Text(&'a str),
    /// Nobody knows.
    Unknown,
    /// Two merges that put something beside; what each says is also said elsewhere.
    Copies,
}

/// Merges `ours` and `theirs`.
pub(super) fn merged(origin: Origin<'_>, ours: &str, theirs: &str) -> Outcome {
    match origin {
        _ if ours == theirs => Outcome::One(ours.to_owned()),
        Origin::Text(base) => three_way(base, ours, theirs),
        Origin::Unknown if holds_words(ours, theirs) => Outcome::One(ours.to_owned()),
        Origin::Unknown if holds_words(theirs, ours) => Outcome::One(theirs.to_owned()),
        Origin::Unknown | Origin::Copies => Outcome::Both,
    }
}

fn three_way(base: &str, ours: &str, theirs: &str) -> Outcome {
    // What is merged once more with theirs must stay the same; where lines repeat, that is not a matter of course.
    let stays = |text: &String| lines_merged(base, text, theirs).as_ref() == Some(text);
    if let Some(text) = lines_merged(base, ours, theirs).filter(stays) {
        return Outcome::One(text);
    }
    let says_nothing = |text: &str| text.trim().is_empty();
    if holds_lines(ours, theirs) || says_nothing(theirs) {
        Outcome::One(ours.to_owned())
    } else if holds_lines(theirs, ours) || says_nothing(ours) {
        Outcome::One(theirs.to_owned())
    } else {
        Outcome::Both
    }
}

/// `None` where both changed the same place.
fn lines_merged(base: &str, ours: &str, theirs: &str) -> Option<String> {
    if ours == theirs || base == theirs {
        return Some(ours.to_owned());
    }
    if base == ours {
        return Some(theirs.to_owned());
    }
    let [base, ours, theirs] = [base, ours, theirs].map(|text| text.split('\n').collect::<Vec<_>>());
    let (in_ours, in_theirs) = (matches(&base, &ours)?, matches(&base, &theirs)?);
    let mut out: Vec<&str> = Vec::new();
    let (mut b, mut o, mut t) = (0, 0, 0);
    while b < base.len() || o < ours.len() || t < theirs.len() {
        // Up to the next line that is in all three.
        let common = (b..base.len()).find_map(|n| Some((n, in_ours[n]?, in_theirs[n]?)));
        let (next_b, next_o, next_t) = common.unwrap_or((base.len(), ours.len(), theirs.len()));
        let (was, here, there) = (&base[b..next_b], &ours[o..next_o], &theirs[t..next_t]);
        match () {
            () if here == was || here == there => out.extend(there),
            () if there == was => out.extend(here),
            () => return None,
        }
        out.extend(base.get(next_b));
        (b, o, t) = (next_b + 1, next_o + 1, next_t + 1);
    }
    Some(out.join("\n"))
}

/// For each line of `old` the line of `new` that it is; `None` where the two are too long to be compared.
fn matches(old: &[&str], new: &[&str]) -> Option<Vec<Option<usize>>> {
    let before = old.iter().zip(new).take_while(|(a, b)| a == b).count();
    let rest = old.len().min(new.len()) - before;
    let after = old.iter().rev().zip(new.iter().rev()).take(rest).take_while(|(a, b)| a == b).count();
    let mut out: Vec<Option<usize>> = (0..before).map(Some).collect();
    out.extend(
        inner_matches(&old[before..old.len() - after], &new[before..new.len() - after])?
            .iter()
            .map(|m| m.map(|n| n + before)),
    );
    out.extend((new.len() - after..new.len()).map(Some));
    Some(out)
}

/// A longest common subsequence.
fn inner_matches(old: &[&str], new: &[&str]) -> Option<Vec<Option<usize>>> {
    if old.len().checked_mul(new.len())? > MAX_PAIRS {
        return None;
    }
    let width = new.len() + 1;
    let mut longest = vec![0u32; (old.len() + 1) * width];
    for (o, line) in old.iter().enumerate().rev() {
        for (n, other) in new.iter().enumerate().rev() {
            let next = (o + 1) * width + n;
            longest[o * width + n] =
                if line == other { longest[next + 1] + 1 } else { longest[next].max(longest[o * width + n + 1]) };
        }
    }
    let mut out = vec![None; old.len()];
    let (mut o, mut n) = (0, 0);
    while o < old.len() && n < new.len() {
        if old[o] == new[n] {
            out[o] = Some(n);
            (o, n) = (o + 1, n + 1);
        } else if longest[(o + 1) * width + n] >= longest[o * width + n + 1] {
            o += 1;
        } else {
            n += 1;
        }
    }
    Some(out)
}

/// True when all lines of `less` stand in `more`, in their order.
fn holds_lines(more: &str, less: &str) -> bool {
    holds(more.split('\n'), less.split('\n'))
}

/// True when all words of `less` stand in `more`, in their order.
fn holds_words(more: &str, less: &str) -> bool {
    holds(more.split_whitespace(), less.split_whitespace())
}

fn holds<'a>(mut more: impl Iterator<Item = &'a str>, mut less: impl Iterator<Item = &'a str>) -> bool {
    less.all(|piece| more.any(|other| other == piece))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn one(text: &str) -> Outcome {
        Outcome::One(text.to_owned())
    }

    #[test]
    fn changes_in_different_places_meet() {
        assert_eq!(merged(Origin::Text("a\nb\nc"), "a1\nb\nc", "a\nb\nc1"), one("a1\nb\nc1"));
        assert_eq!(merged(Origin::Text("a\nb\nc"), "a\nc", "a\nb\nc\nd"), one("a\nc\nd"));
        assert_eq!(merged(Origin::Text("a\nb"), "a1\nb", "a2\nb"), Outcome::Both);
        assert_eq!(merged(Origin::Text("a"), "a\nb", "a\nc"), Outcome::Both);
        assert_eq!(merged(Origin::Text("a"), "a\nb\nc", "a\nc"), one("a\nb\nc"));
    }

    #[test]
    fn without_an_ancestor_no_word_is_lost() {
        assert_eq!(merged(Origin::Unknown, "who chairs", "who chairs it"), one("who chairs it"));
        assert_eq!(merged(Origin::Unknown, "who chairs it", "who  chairs"), one("who chairs it"));
        assert_eq!(merged(Origin::Unknown, "one", "two"), Outcome::Both);
        assert_eq!(merged(Origin::Unknown, "one two", "two one"), Outcome::Both);
        assert_eq!(merged(Origin::Unknown, "", "two"), one("two"));
    }

    #[test]
    fn very_long_texts_are_kept_both() {
        let text = |c: &str| (0..2000).map(|n| format!("{c}{n}")).collect::<Vec<_>>().join("\n");
        assert_eq!(merged(Origin::Text(&text("a")), &text("b"), &text("c")), Outcome::Both);
    }

    fn lines() -> impl Strategy<Value = String> {
        proptest::collection::vec("[a-d]", 0..8).prop_map(|lines| lines.join("\n"))
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(10_000))]
        #[test]
        fn merging_again_changes_nothing(base in lines(), ours in lines(), theirs in lines()) {
            prop_assert_eq!(merged(Origin::Text(&base), &ours, &base), one(&ours));
            prop_assert_eq!(merged(Origin::Text(&base), &base, &theirs), one(&theirs));
            if let Outcome::One(text) = merged(Origin::Text(&base), &ours, &theirs) {
                prop_assert_eq!(merged(Origin::Text(&base), &text, &theirs), one(&text));
                let added = |from: &str| from.split('\n').filter(|l| !base.contains(l)).map(str::to_owned).collect::<Vec<_>>();
                for line in added(&ours).iter().chain(&added(&theirs)) {
                    prop_assert!(text.contains(line.as_str()), "{line} is lost in {text}");
                }
            }
        }
    }
}
