//! What is found by rule: dates and times, sums and quantities, nationalities.
//!
//! Such words come in a few shapes that can be written down, and corpora disagree about them; so they are not learned.

mod amount;
mod nationality;
mod when;

use super::page::Page;
use crate::entity::Kind;
use crate::text::Span;

/// Something that a rule found.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Found {
    /// Place in the text, in bytes.
    pub(crate) span: Span,
    /// What it is.
    pub(crate) kind: Kind,
    /// Its name, where it is another than what stands there.
    pub(crate) name: Option<String>,
}

/// Everything that rules find on a page.
pub(crate) fn find(page: &Page<'_>) -> Vec<Found> {
    let dates = when::written_out(page);
    let is_dated = |span: Span| {
        let next = dates.partition_point(|date| date.span.end <= span.start);
        dates.get(next).is_some_and(|date| date.span.overlaps(span))
    };
    let mut out = Vec::new();
    for stretch in &page.stretches {
        let mut at = stretch.words.start;
        while at < stretch.words.end {
            let words = at..stretch.words.end;
            let found = when::at(page, words.clone())
                .or_else(|| amount::at(page, words.clone()))
                .or_else(|| nationality::at(page, words));
            let Some((used, kind, name)) = found else {
                at += 1;
                continue;
            };
            let span = Span::new(page.words[at].span().start, page.words[at + used - 1].span().end);
            if !is_dated(span) {
                out.push(Found { span, kind, name });
            }
            at += used;
        }
    }
    out.extend(dates);
    out
}

/// How many words, what, and its name.
pub(crate) type Hit = Option<(usize, Kind, Option<String>)>;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text;
    use proptest::prelude::*;

    fn found(text: &str) -> Vec<(&'static str, String)> {
        let page = Page::new(text, [Span::new(0, text.len())]);
        let mut found = find(&page);
        found.sort_by_key(|f| (f.span.start, f.span.end));
        let name = |kind: &Kind| Kind::SHIPPED.iter().position(|k| k == kind).map_or("", |n| NAMES[n]);
        found.iter().map(|f| (name(&f.kind), text::slice(text, f.span).to_owned())).collect()
    }

    const NAMES: [&str; 9] =
        ["person", "place", "organisation", "event", "date", "nationality", "money", "quantity", "other"];

    fn only(kind: &str, text: &str) -> Vec<String> {
        found(text).into_iter().filter(|(k, _)| *k == kind).map(|(_, word)| word).collect()
    }

    #[test]
    fn dates_and_times() {
        assert_eq!(only("date", "On 30 January 2024 and on January 31 they met."), ["30 January 2024", "January 31"]);
        assert_eq!(
            only("date", "Earlier on Monday, last week, at 14:30 and 3 p.m. in 2023."),
            ["Monday", "last week", "14:30", "3 p.m", "2023"]
        );
        assert_eq!(only("date", "We may march; 2024 people came in May, as in the 1990s."), ["May", "1990s"]);
        assert_eq!(only("date", "在2024年1月30日会见"), ["2024年1月30日"]);
        assert_eq!(
            only("date", "The previous day, two days ago, Jan. 30 and 30 Jan, last night; 3 March St, a day."),
            ["previous day", "two days ago", "Jan. 30", "30 Jan", "last night", "3 March"]
        );
    }

    #[test]
    fn dates_in_other_languages() {
        assert_eq!(
            only("date", "Il a parlé lundi, le 30 janvier, et la semaine dernière."),
            ["lundi", "30 janvier", "semaine dernière"]
        );
        assert_eq!(
            only("date", "Встреча 30 января прошла в понедельник, вчера"),
            ["30 января", "понедельник", "вчера"]
        );
        assert_eq!(only("date", "دیروز، ۱۰ بهمن، و سه‌شنبه"), ["دیروز", "۱۰ بهمن", "سه‌شنبه"]);
        assert_eq!(only("date", "他1月30日和昨天访问"), ["1月30日", "昨天"]);
        assert_eq!(only("date", "Вчера и сегодня. Hoy."), ["Вчера", "сегодня", "Hoy"]);
        assert_eq!(only("date", "Letzte Woche sprach er am Montag mit Herrn Freitag."), ["Letzte Woche", "Montag"]);
        let french = "Le ministre a parlé hier avec les maires de la ville et du pays pour une heure dans le palais.";
        assert_eq!(only("date", french), ["hier"]);
        assert_eq!(
            only("date", "Das Amt ist hier und nicht in der Stadt, die auf dem Land nicht mit im Bund ist."),
            [""; 0]
        );
        assert_eq!(only("date", "He may 3 times march 5 miles; Domingo met Mars 2."), [""; 0]);
    }

    #[test]
    fn sums_and_quantities() {
        assert_eq!(
            only("money", "It cost $1.5 billion, US$20 and 300 million rupees."),
            ["$1.5 billion", "US$20", "300 million rupees"]
        );
        assert_eq!(
            only("quantity", "Some 12,400 tonnes went 45 km, up 7%; 45km more."),
            ["12,400 tonnes", "45 km", "7%", "45km"]
        );
        assert_eq!(
            only("quantity", "At −6 °C, -12 °F and +3%; 10-20 km, pages 3 - 4 miles off."),
            ["−6 °C", "-12 °F", "+3%", "10-20 km", "4 miles"]
        );
    }

    #[test]
    fn nationalities() {
        let text = "Iranian and South Korean officials, Palestinians and a polish cloth";
        assert_eq!(only("nationality", text), ["Iranian", "South Korean", "Palestinians"]);
    }

    proptest! {
        #[test]
        fn any_text_is_harmless(text in "\\PC{0,80}|([A-Z0-9$%. a-z]|Monday|May|km|年){0,40}") {
            let page = Page::new(&text, [Span::new(0, text.len())]);
            for found in find(&page) {
                prop_assert!(!found.span.is_empty() && text.get(found.span.range()).is_some());
            }
        }
    }
}
