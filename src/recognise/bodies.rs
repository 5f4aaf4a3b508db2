//! Bodies that everybody knows: found wherever they stand, and surer than what the model has read of them.

use super::family::{Draft, Drafts};
use super::page::Page;
use crate::entity::Kind;
use crate::text::{self, Span};

/// Bodies that are written about all over the world, as they are written, in order: agencies of the United Nations and of
/// states, alliances, armed groups, agencies of the press. `model/nouns.tsv` has what bodies are called in general.
const BODIES: &[&str] = &[
    "AFP",
    "AIIB",
    "ASEAN",
    "Al Jazeera",
    "Al Qaeda",
    "Al Shabaab",
    "Al-Qaeda",
    "Al-Qaida",
    "Al-Shabaab",
    "Ansar Allah",
    "Ansarallah",
    "Associated Press",
    "BRICS",
    "Boko Haram",
    "CENTCOM",
    "China Daily",
    "ECOWAS",
    "FATF",
    "FINUL",
    "FRONTEX",
    "Fatah",
    "Frontex",
    "Global Times",
    "Hamas",
    "Hayat Tahrir al-Sham",
    "Hezbollah",
    "Hizballah",
    "Hizbollah",
    "Hizbullah",
    "Houthi",
    "Houthis",
    "IAEA",
    "ICRC",
    "IFRC",
    "IGAD",
    "IRGC",
    "IRNA",
    "ISIL",
    "ISIS",
    "ISKP",
    "Interfax",
    "Interpol",
    "Islamic Jihad",
    "Jaish al-Adl",
    "Jaish ul-Adl",
    "Jaish-e-Mohammed",
    "Janjaweed",
    "Jaysh al-Adl",
    "Kataib Hezbollah",
    "Kyodo",
    "Lashkar-e-Taiba",
    "MINURSO",
    "MINUSCA",
    "MINUSMA",
    "MONUSCO",
    "NATO",
    "OCHA",
    "OHCHR",
    "OPCW",
    "OPEC",
    "OSCE",
    "Palestinian Islamic Jihad",
    "Press TV",
    "Quds Force",
    "Reuters",
    "Rosatom",
    "SADC",
    "TASS",
    "Taliban",
    "Tehreek-e-Taliban Pakistan",
    "UNAMA",
    "UNAMI",
    "UNDP",
    "UNESCO",
    "UNFPA",
    "UNHCR",
    "UNICEF",
    "UNIFIL",
    "UNMISS",
    "UNRWA",
    "UNSC",
    "UNSMIL",
    "Wagner Group",
    "World Bank",
    "Xinhua",
    "al Qaeda",
    "al Shabaab",
    "al-Qaeda",
    "al-Qaida",
    "al-Shabaab",
];

/// Words in the longest of them.
const LONGEST: usize = 4;

/// How sure it is of them.
pub(super) const KNOWN: f32 = 0.97;

fn is_body(name: &str) -> bool {
    BODIES.binary_search(&name).is_ok()
}

/// Marks the bodies wherever they stand in what may be names, but for a name that goes on to both sides.
pub(super) fn mark(page: &Page<'_>, drafts: &mut Drafts) {
    for range in page.active.clone() {
        let mut at = range.start;
        while at < range.end {
            let most = LONGEST.min(range.end - at);
            let span = |long: usize| Span::new(page.words[at].span().start, page.words[at + long - 1].span().end);
            let found = (1..=most).rev().find(|long| is_body(text::slice(page.text, span(*long))));
            let Some(long) = found else {
                at += 1;
                continue;
            };
            body(page, drafts, span(long));
            at += long;
        }
    }
}

fn body(page: &Page<'_>, drafts: &mut Drafts, span: Span) {
    let name = text::slice(page.text, span).to_owned();
    let around = drafts.0.range(..span.end).next_back().map(|(_, draft)| draft.clone());
    if let Some(draft) = around.filter(|draft| draft.span.overlaps(span) && draft.span != span) {
        // `Hamas Political Bureau`, `NATO Summit`: a longer name with this one in it. What the model took for a person or a
        // place with a body in it is none.
        if draft.span.start <= span.start && span.end <= draft.span.end {
            let mends = matches!(draft.kind, Kind::Person | Kind::Place);
            drafts.clear(draft.span, |_| mends);
        }
    }
    drafts.clear(span, |_| true);
    drafts.add(Draft { span, kind: Kind::Organisation, name, score: KNOWN });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bodies_are_in_order() {
        assert!(BODIES.is_sorted());
        assert!(BODIES.iter().all(|name| name.split([' ', '-']).count() <= LONGEST + 1));
    }
}
