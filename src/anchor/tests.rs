//! Each state, in texts that a person can read.

use super::*;
use crate::note::SectionName;

const OLD: &str = "\
The ministers met on Tuesday. They agreed to establish a high-level consultative mechanism to oversee cooperation.

Joint Efforts

Pakistan and Iran will share information on armed groups along the border, and twelve posts will stay open at night.

Trade

Both sides will open three markets. The ministers met again in the evening and spoke to the press.
";

fn ground(text: &str) -> Ground<'_> {
    let heads: Vec<(usize, &str)> = ["Joint Efforts", "Trade", "Commerce"]
        .iter()
        .filter_map(|head| text.find(&format!("{head}\n")).map(|at| (at, *head)))
        .collect();
    let ends = heads.iter().map(|(at, _)| *at).skip(1).chain([text.len()]);
    let sections: Vec<_> = heads.iter().zip(ends).map(|((at, head), end)| (Some(*head), Span::new(*at, end))).collect();
    let lead = (None, Span::new(0, heads.first().map_or(text.len(), |(at, _)| *at)));
    Ground::new(text, std::iter::once(lead).chain(sections))
}

fn anchor(text: &str, quote: &str) -> Anchor {
    let start = text.find(quote).unwrap();
    make(&ground(text), Span::new(start, start + quote.len()))
}

/// What becomes of `quote` in `new`: the state and the words there.
fn found<'n>(quote: &str, new: &'n str) -> (State, &'n str) {
    let anchor = anchor(OLD, quote);
    told(&anchor, new)
}

fn told<'n>(anchor: &Anchor, new: &'n str) -> (State, &'n str) {
    let found = resolve(&ground(new), &[anchor], false)[0];
    (found.state, found.span.map_or("", |span| text::slice(new, span)))
}

const MECHANISM: &str = "high-level consultative mechanism";
const POSTS: &str = "twelve posts will stay open at night";

#[test]
fn in_the_same_text_it_is_exact() {
    assert_eq!(found(MECHANISM, OLD), (State::Exact, MECHANISM));
    assert_eq!(found("ministers met", OLD), (State::Exact, "ministers met"));
}

#[test]
fn words_that_stand_elsewhere_have_moved() {
    let new = OLD.replace("on Tuesday", "in Rawalpindi on Tuesday");
    assert_eq!(found(MECHANISM, &new), (State::Moved, MECHANISM));
    assert_eq!(found("The ministers met", &new), (State::Exact, "The ministers met"));
    let wrapped = new.replace("consultative mechanism", "consultative\r\n  mechanism");
    assert_eq!(found(MECHANISM, &wrapped), (State::Moved, "high-level consultative\r\n  mechanism"));
}

#[test]
fn words_that_changed_a_little_are_found() {
    let agreed = "agreed to establish a high-level consultative mechanism to oversee";
    let new = OLD.replace(agreed, "agreed to found a high-level consultative mechanism to oversee");
    let now = "agreed to found a high-level consultative mechanism to oversee";
    assert_eq!(found(agreed, &new), (State::Changed, now));
    let slip = OLD.replace(agreed, "agreed to estabilsh a high-level consultatve mechanism to oversee");
    assert_eq!(found(agreed, &slip).0, State::Changed);
}

#[test]
fn numbers_and_negations_are_asked_about() {
    let paid = "a fee of 3,50 dollars for each lorry is asked";
    let old = format!("{OLD}From May on {paid} at the border.\n");
    let new = old.replace("3,50", "4,50");
    assert_eq!(told(&anchor(&old, paid), &new), (State::Ask, "a fee of 4,50 dollars for each lorry is asked"));
    let new = OLD.replace("twelve posts", "eleven posts");
    assert_eq!(found(POSTS, &new), (State::Ask, "eleven posts will stay open at night"));
    let old =
        "مقام‌ها در پایتخت گفتند که گفت‌وگوها از سر گرفته می‌شود و کمیسیون مشترکی برای بررسی حادثه تشکیل خواهد شد.\n";
    let (set_up, not) =
        ("کمیسیون مشترکی برای بررسی حادثه تشکیل خواهد شد", "کمیسیون مشترکی برای بررسی حادثه تشکیل نخواهد شد");
    assert_eq!(told(&anchor(old, set_up), &old.replace(set_up, not)), (State::Ask, not));
    let new = OLD.replace("posts will stay", "posts will not stay");
    assert_eq!(found(POSTS, &new), (State::Ask, "twelve posts will not stay open at night"));
}

#[test]
fn what_is_gone_is_an_orphan_in_its_section() {
    let new = OLD.replace(", and twelve posts will stay open at night", "");
    let result = resolve(&ground(&new), &[&anchor(OLD, POSTS)], false)[0];
    assert_eq!((result.state, result.span, result.section), (State::Orphan, None, Some(1)));
    let renamed = OLD.replace("Trade\n", "Commerce\n").replace("three markets", "");
    let result = resolve(&ground(&renamed), &[&anchor(OLD, "three markets")], false)[0];
    assert_eq!((result.state, result.section), (State::Orphan, None));
}

#[test]
fn of_two_the_one_that_is_left_is_not_taken_for_the_other() {
    let second = OLD.rfind("ministers met").unwrap();
    let anchor = make(&ground(OLD), Span::new(second, second + "ministers met".len()));
    assert_eq!(anchor.seen, 2);
    let gone = OLD.replace("The ministers met again in the evening and spoke to the press.", "");
    assert_eq!(told(&anchor, &gone), (State::Orphan, ""));
    let kept = OLD.replace("The ministers met on Tuesday. ", "");
    assert_eq!(told(&anchor, &kept), (State::Moved, "ministers met"));
}

#[test]
fn a_passage_that_now_stands_twice_with_its_surroundings_is_asked_about() {
    let twice = format!("{OLD}\n{OLD}");
    let doubled = format!("Preface.\n\n{twice}");
    assert_eq!(found(MECHANISM, &doubled).0, State::Ask);
}

#[test]
fn anchors_by_hand() {
    let by_hand = |quote: &str| Anchor { quote: quote.to_owned(), ..Anchor::default() };
    assert_eq!(told(&by_hand(MECHANISM), OLD), (State::Moved, MECHANISM));
    assert_eq!(told(&by_hand("twelve posts"), OLD), (State::Moved, "twelve posts"));
    assert_eq!(told(&by_hand("ministers met"), OLD), (State::Ask, "ministers met"));
    assert_eq!(told(&by_hand("The ministers"), OLD).0, State::Ask);
    assert_eq!(told(&by_hand("nothing of the kind"), OLD), (State::Orphan, ""));
    for blank in ["", " ", "\n\n"] {
        assert_eq!(told(&by_hand(blank), OLD), (State::Orphan, ""), "{blank:?}");
    }
    let far = Anchor { start: usize::MAX, seen: usize::MAX, ..by_hand(MECHANISM) };
    assert_eq!(told(&far, OLD).0, State::Ask);
    let section = SectionName { heading: Some("Trade".to_owned()), ordinal: 0 };
    let lost = Anchor { section, ..by_hand("gone") };
    assert_eq!(resolve(&ground(OLD), &[&lost], true)[0].section, Some(2));
}

#[test]
fn letters_that_look_the_same_are_the_same() {
    let old = "He said: \u{201C}L\u{2019}e\u{301}te\u{301} sera chaud.\u{201D} Nobody answered.";
    let new = "Then he said: \"L'\u{e9}t\u{e9} sera chaud.\" Nobody answered.";
    let anchor = anchor(old, "\u{201C}L\u{2019}e\u{301}te\u{301} sera");
    assert_eq!(told(&anchor, new), (State::Moved, "\"L'\u{e9}t\u{e9} sera"));
}

#[test]
fn what_another_keyboard_wrote_is_the_same() {
    let old = "مقام‌ها در پایتخت گفتند که گفت‌وگوها از سر گرفته می‌شود و ۱۲ کمیسیون مشترک تشکیل خواهد شد.\n";
    let new =
        format!("خبر تازه.\n\n{}", old.replace('\u{200C}', " ").replace('ک', "ك").replace('ی', "ي").replace('۱', "١"));
    for quote in ["گفت‌وگوها", "۱۲ کمیسیون مشترک تشکیل خواهد شد"] {
        assert_eq!(told(&anchor(old, quote), &new).0, State::Moved, "{quote}");
    }
}

#[test]
fn white_space_at_the_ends_of_a_quote_stays() {
    let quote = " to oversee cooperation.\n\n";
    let new = format!("New.\n{OLD}");
    assert_eq!(found(quote, OLD), (State::Exact, quote));
    assert_eq!(found(quote, &new), (State::Moved, quote));
}

#[test]
fn context_grows_until_it_tells_rows_apart() {
    let row =
        |n: usize| format!("Station {n:04} reports that all is well and that no shipment was seen. Status: calm.\n");
    let text: String = (0..60).map(row).collect();
    let at = text.match_indices("calm").nth(30).unwrap().0;
    let anchor = make(&ground(&text), Span::new(at, at + 4));
    assert_eq!((anchor.seen, anchor.start), (60, at));
    assert!(anchor.before.contains("0030") || anchor.after.contains("0031"), "{anchor:?}");
    let new = text.replace(&row(7), "");
    let line = told(&anchor, &new);
    assert_eq!(line, (State::Moved, "calm"));
    let found = resolve(&ground(&new), &[&anchor], false)[0];
    assert_eq!(found.span.unwrap().start, at - row(7).len());
    assert_eq!(told(&anchor, &text.replace(&row(30), "")).0, State::Ask);
}

#[test]
fn a_very_long_passage_that_was_edited_is_asked_about() {
    let sentence = |n: usize| format!("In point {n} the two sides agreed on measure {} and on its date. ", n * 7);
    let long: String = (0..120).map(sentence).collect();
    let old = format!("{OLD}\n{long}\n\nThe talks ended there.\n");
    let (start, quote) = (old.find("In point 0").unwrap(), long.trim());
    let anchor = make(&ground(&old), Span::new(start, start + quote.len()));
    let edited = old.replace("In point 60 the two sides", "In point 60, after a break, the delegations");
    let (state, words) = told(&anchor, &edited);
    assert_eq!(state, State::Ask);
    assert!(words.starts_with("In point 0 the two") && words.ends_with("measure 833 and on its date."), "{words}");
    let gone = old.replace(&long, "Nothing was agreed on.");
    assert_eq!(told(&anchor, &gone).0, State::Orphan);
}

#[test]
fn space_between_letters_that_need_none_is_not_taken_along() {
    let text = "post 海底\n\n海底海底\n";
    let anchor = make(&Ground::new(text, []), Span::new(0, "post 海底".len()));
    let new = format!("  {text}");
    let found = resolve(&Ground::new(&new, []), &[&anchor], false)[0];
    assert_eq!(found.span.map(|span| text::slice(&new, span)), Some("post 海底"));
}

#[test]
fn context_is_cut_between_letters() {
    // 32 code points in front of the post, the first of them, and behind it the last, half of a letter.
    for text in [
        "12 cafe\u{301} 34 the 12 12\napost 海底海底 the post of 12",
        "post 12 34 the post of the border at 1 e\u{301} 12",
    ] {
        let at = text.find("post of").map_or(0, |at| if text.starts_with("12") { at } else { 0 });
        let anchor = make(&Ground::new(text, []), Span::new(at, at + "post".len()));
        let whole = |side: &str| !side.starts_with('\u{301}') && !side.ends_with('e');
        assert!(whole(&anchor.before) && whole(&anchor.after), "{anchor:?}");
    }
}
