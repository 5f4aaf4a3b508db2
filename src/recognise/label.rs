//! The labels of words: outside of a name, or a part of a person, place, organisation, or other name.
//!
//! The three that are shown tell beginning, inside, end and whole apart, which finds their borders better. Of other names
//! (works, laws, products), learned only so that they are not taken for one of the three, two parts are enough; so all
//! labels together fill one register.

/// How many there are.
pub(crate) const COUNT: usize = 15;

/// Weights in a row.
pub(crate) const LANES: usize = 16;

/// A label. There is one for every word of a text.
pub(crate) type Label = u8;

/// Outside of any name.
pub(crate) const OUTSIDE: Label = 0;

/// Sorts of names: 0 person, 1 place, 2 organisation, 3 other.
pub(crate) const OTHER: usize = 3;

/// A part of a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Part {
    /// The first of more words.
    Begin,
    /// Neither first nor last.
    Inside,
    /// The last of more words.
    End,
    /// The only word.
    Single,
}

/// The label of a part of a name of this sort.
pub(crate) fn of(sort: usize, part: Part) -> Label {
    let part = match (sort, part) {
        (OTHER, Part::Begin | Part::Single) => 0,
        (OTHER, Part::Inside | Part::End) => 1,
        (_, part) => part as usize,
    };
    Label::try_from(1 + 4 * sort + part).unwrap_or(OUTSIDE)
}

/// Sort and part of a label; `None` outside. Of other names the part is only whether it begins one.
pub(crate) fn read(label: Label) -> Option<(usize, Part)> {
    let at = usize::from(label.checked_sub(1)?);
    let part = [Part::Begin, Part::Inside, Part::End, Part::Single][at % 4];
    Some((at / 4, part))
}

/// True where `next` may stand behind `label`.
pub(crate) fn may_follow(label: Label, next: Label) -> bool {
    let opens = matches!(read(next), None | Some((_, Part::Begin | Part::Single)));
    match read(label) {
        Some((OTHER, _)) => opens || read(next) == Some((OTHER, Part::Inside)),
        Some((sort, Part::Begin | Part::Inside)) => {
            matches!(read(next), Some((same, Part::Inside | Part::End)) if same == sort)
        }
        _ => opens,
    }
}

/// True where a name may end with `label`.
pub(crate) fn may_end(label: Label) -> bool {
    !matches!(read(label), Some((sort, Part::Begin | Part::Inside)) if sort != OTHER)
}

/// A name: its first word, one past its last, and its sort.
pub(crate) type Name = (usize, usize, usize);

/// The names in a row of labels.
pub(crate) fn names(labels: &[Label]) -> Vec<Name> {
    let mut out: Vec<Name> = Vec::new();
    let mut open = None;
    for (at, label) in labels.iter().enumerate() {
        match read(*label) {
            Some((OTHER, Part::Begin)) => out.push((at, at + 1, OTHER)),
            Some((OTHER, _)) => {
                if let Some(last) = out.last_mut().filter(|last| last.1 == at && last.2 == OTHER) {
                    last.1 = at + 1;
                }
            }
            Some((sort, Part::Single)) => out.push((at, at + 1, sort)),
            Some((_, Part::Begin)) => open = Some(at),
            Some((sort, Part::End)) => out.extend(open.take().map(|from| (from, at + 1, sort))),
            Some((_, Part::Inside)) => {}
            None => open = None,
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        /// Names that do not overlap come back from their labels, and the labels may stand behind each other.
        #[test]
        fn names_survive_their_labels(parts in prop::collection::vec((1usize..4, 0usize..4, 0usize..2), 0..6)) {
            let (mut labels, mut names_in) = (Vec::new(), Vec::new());
            for (long, sort, gap) in parts {
                labels.resize(labels.len() + gap, OUTSIDE);
                names_in.push((labels.len(), labels.len() + long, sort));
                for n in 0..long {
                    let part = match (n, n + 1 == long) {
                        (0, true) => Part::Single,
                        (0, false) => Part::Begin,
                        (_, true) => Part::End,
                        _ => Part::Inside,
                    };
                    labels.push(of(sort, part));
                }
            }
            prop_assert!(labels.windows(2).all(|pair| may_follow(pair[0], pair[1])));
            prop_assert!(labels.last().is_none_or(|label| may_end(*label)));
            prop_assert_eq!(names(&labels), names_in);
        }
    }
}
