//! What holds for any text, any anchor and any edit.

use proptest::prelude::*;

use super::*;

fn ground(text: &str) -> Ground<'_> {
    let heads: Vec<usize> = text.match_indices("\n\n").map(|(at, _)| at + 2).collect();
    let ends = heads.iter().copied().skip(1).chain([text.len()]);
    let sections: Vec<_> = heads
        .iter()
        .zip(ends)
        .map(|(at, end)| (text::slice(text, *at..end).lines().next(), Span::new(*at, end)))
        .collect();
    Ground::new(text, sections)
}

/// Texts that repeat themselves, in several scripts, with every kind of white space.
fn texts() -> impl Strategy<Value = String> {
    let words = [
        "the ",
        "border ",
        "post ",
        "12 ",
        "not ",
        "cafe\u{301} ",
        "سد ",
        "海底",
        "\n\n",
        "\r\n",
        "👩\u{200d}🚀",
        ". ",
        "a",
        "it\u{2019}s ",
    ];
    prop::collection::vec(prop::sample::select(words.to_vec()), 0..60).prop_map(|words| words.concat())
}

/// Two places in `text` on grapheme borders, in order.
fn cut(text: &str, a: usize, b: usize) -> Span {
    let borders: Vec<usize> = text::grapheme_indices(text).map(|(at, _)| at).chain([text.len()]).collect();
    let (a, b) = (borders[a % borders.len()], borders[b % borders.len()]);
    Span::new(a.min(b), a.max(b))
}

fn holds(ground: &Ground<'_>, found: &Resolution) -> bool {
    let on_borders = |span: Span| {
        [span.start, span.end]
            .iter()
            .all(|at| *at == ground.text.len() || text::grapheme_indices(ground.text).any(|(border, _)| border == *at))
    };
    (found.state == State::Orphan) == found.span.is_none()
        && found.span.is_none_or(|span| !span.is_empty() && on_borders(span))
        && (0.0..=1.0).contains(&found.score)
        && found.section.is_none_or(|n| n < ground.sections.len())
}

proptest! {
    #[test]
    fn in_the_same_text_every_span_is_exact(text in texts(), a in 0usize..999, b in 0usize..999) {
        let span = cut(&text, a, b);
        let ground = ground(&text);
        let anchor = make(&ground, span);
        prop_assert_eq!(&anchor.quote, text::slice(&text, span));
        let known = resolve(&ground, &[&anchor], true)[0];
        prop_assert!(holds(&ground, &known));
        if span.is_empty() {
            prop_assert_eq!(known.state, State::Orphan);
            return Ok(());
        }
        prop_assert_eq!((known.state, known.span), (State::Exact, Some(span)));
        if !anchor.quote.trim().is_empty() && span.len() < text.len() {
            let again = resolve(&ground, &[&anchor], false)[0];
            prop_assert_eq!((again.state, again.span), (State::Exact, Some(span)), "{:?}", anchor);
        }
    }

    #[test]
    fn edits_elsewhere_only_shift(
        text in texts(),
        (a, b, c, d) in (0usize..999, 0usize..999, 0usize..999, 0usize..999),
        insert in "[k-z ]{0,20}",
    ) {
        let span = cut(&text, a, b);
        let before_edit = ground(&text);
        let anchor = make(&before_edit, span);
        let (from, to) = (span.start - anchor.before.len(), span.end + anchor.after.len());
        // Something of the surroundings must be remembered, and nothing of it touched.
        let known = !anchor.before.trim().is_empty() || !anchor.after.trim().is_empty();
        prop_assume!(known && !anchor.quote.trim().is_empty());
        let behind = cut(text::slice(&text, to..text.len()), c, d);
        let edit = match c % 2 {
            0 => cut(text::slice(&text, 0..from), c / 2, d),
            _ => Span::new(to + behind.start, to + behind.end),
        };
        let new = format!("{} {insert} {}", text::slice(&text, 0..edit.start), text::slice(&text, edit.end..text.len()));
        let first = resolve(&before_edit, &[&anchor], false)[0];
        let ground = ground(&new);
        let then = resolve(&ground, &[&anchor], false)[0];
        prop_assert!(holds(&ground, &then));
        let shift = |at: usize| if edit.end <= from { at + insert.len() + 2 - edit.len() } else { at };
        let twins = super::make::may_have_twins(&anchor);
        prop_assert_eq!(first.state, State::Exact);
        if !twins {
            prop_assert!(matches!(then.state, State::Exact | State::Moved), "{:?} in {:?}: {:?}", anchor, new, then);
            prop_assert_eq!(then.span, Some(Span::new(shift(span.start), shift(span.end))));
        }
    }

    #[test]
    fn anything_is_borne(
        text in texts(),
        other in texts(),
        (a, b, start, seen, ordinal) in (0usize..999, 0usize..999, 0usize..300, 0usize..5, 0usize..4),
        heading in prop::option::of("[a-z]{0,4}"),
        same in any::<bool>(),
    ) {
        let made = make(&ground(&text), cut(&text, a, b));
        let section = crate::note::SectionName { heading, ordinal };
        let by_hand = Anchor { section, quote: other.clone(), before: made.after.clone(), after: made.before.clone(), start, seen, detached: false };
        let odd = Anchor { before: other.clone(), start: usize::MAX, ..made.clone() };
        let ground = ground(&other);
        for found in resolve(&ground, &[&made, &by_hand, &odd], same) {
            prop_assert!(holds(&ground, &found), "{:?}", found);
        }
    }
}
