//! Levels of headings, by the order in which their styles come.

use super::genre::Folded;
use super::heading::Style;
use super::marker::{Marker, MarkerKind};
use super::shape::Case;
use super::survey::Survey;

/// `WASH`, `NFI`: a word of capitals that is short for others, and has no other spelling.
pub(super) fn is_acronym(name: &str) -> bool {
    static KNOWN: Folded = Folded::new(
        "wash|eha|gbv|nfi|nfis|cccm|aap|psea|mhpss|cva|eie|esnfi|un|us|usa|uk|eu|uae|drc|car|nato|osce|asean|ecowas|sadc|igad|au|oas|\
        who|oms|wfp|iom|oim|unicef|unhcr|acnur|ocha|unrwa|undp|fao|icrc|cicr|imf|iaea|opec|brics|gcc|idf|nsc|icc|icj",
    );
    let vowel = |c: char| matches!(c, 'A' | 'E' | 'I' | 'O' | 'U' | 'Y');
    let letters = (2..=6).contains(&name.len()) && name.bytes().all(|b| b.is_ascii_uppercase());
    letters && (!name.contains(vowel) || KNOWN.has(&name.to_lowercase()))
}

/// Gives every style its level, by the order in which the styles come.
#[derive(Debug, Default)]
pub(super) struct Levels {
    underlines: Vec<(char, bool)>,
    /// Kinds of numbers: their level, and the number that came last.
    enumerators: Vec<(MarkerKind, u8, u32)>,
    plain: Option<u8>,
    caps: bool,
    articles: bool,
    /// How the last heading without a sign was written, when it was one.
    last: Option<Case>,
    /// The last heading stood alone, and was of this case.
    alone: Option<Case>,
    /// Headings of this case with their text right below are under those that stand alone.
    under: Option<Case>,
}

impl Levels {
    /// The style of a heading among its siblings: `WASH` beside `Shelter` is written as that one is, since an acronym has no
    /// other way. `under` is true right below another heading.
    pub(super) fn beside(&self, style: Style, name: &str, under: bool, survey: &Survey) -> Style {
        let mixed = survey.alone(Case::Title) + survey.atop(Case::Title) >= 2;
        let small = matches!(self.last, Some(Case::Title | Case::Sentence));
        let first = under && self.last == Some(Case::Caps);
        let fits = style == Style::Bare(Case::Caps) && mixed && is_acronym(name);
        if fits && (small || first || survey.capitals() == 0) { Style::Bare(Case::Title) } else { style }
    }

    /// The level of a heading of this style that comes next, with its number or 0. 2 is the usual one; 1 is left for parts.
    pub(super) fn level(&mut self, style: Style, number: u32, survey: &Survey) -> u8 {
        let under = u8::try_from(self.underlines.len()).unwrap_or(6);
        let level = match style {
            Style::Part => 1,
            Style::Hash(signs) | Style::Stars(signs) => signs,
            Style::Underlined(sign, over) => 2 + self.underline(sign, over),
            Style::Dotted | Style::Dashed | Style::Framed | Style::Article => 2 + under,
            Style::Trailing => 3 + under,
            Style::Numbered(kind, depth, case) => self.number((kind, number), depth, case, under),
            Style::Bare(Case::Caps) if !survey.shouts => 2 + under,
            Style::Bare(_) => self.bare(survey, under),
            Style::Colon => self.plain.map_or(2 + under, |plain| plain + 1),
        };
        self.caps |= matches!(style, Style::Bare(Case::Caps));
        self.last = if let Style::Bare(case) = style { Some(case) } else { None };
        self.articles |= style == Style::Article;
        if !matches!(style, Style::Colon | Style::Part) {
            self.plain = Some(level);
        }
        level.clamp(1, 6)
    }

    /// The level of a heading without a sign, when those that stand alone (`Africa`) are above those with their text right
    /// below (`Burundi`).
    pub(super) fn nested(&mut self, style: Style, level: u8, below: bool, follows: bool) -> u8 {
        let Style::Bare(case) = style else {
            self.alone = None;
            return level;
        };
        if below && follows && self.alone == Some(case) {
            self.under = Some(case);
        }
        self.alone = (!below).then_some(case);
        level + u8::from(below && self.under == Some(case) && level < 6)
    }

    /// True when `marker` has the number behind that of the last heading of its kind.
    pub(super) fn goes_on(&self, marker: &Marker) -> bool {
        let (kind, number) = self.family((marker.kind, marker.number));
        marker.depth == 1 && self.enumerators.iter().any(|(seen, _, last)| *seen == kind && *last + 1 == number)
    }

    fn underline(&mut self, sign: char, over: bool) -> u8 {
        let at = self.underlines.iter().position(|known| *known == (sign, over)).unwrap_or_else(|| {
            self.underlines.push((sign, over));
            self.underlines.len() - 1
        });
        u8::try_from(at).unwrap_or(4)
    }

    fn number(&mut self, marker: (MarkerKind, u32), depth: u8, case: Case, under: u8) -> u8 {
        let (kind, number) = self.family(marker);
        if let Some((_, level, last)) = self.enumerators.iter_mut().find(|(seen, ..)| *seen == kind) {
            *last = number;
            return *level + depth - 1;
        }
        let below_caps = self.caps && case != Case::Caps || self.articles;
        let deepest = self.enumerators.iter().map(|(_, level, _)| *level).max();
        let level = deepest.map_or(2 + under + u8::from(below_caps), |deepest| deepest + 1);
        self.enumerators.push((kind, level, number));
        level + depth - 1
    }

    /// Letters and Roman numbers are told apart by what came before: behind IV, a V is the fifth; behind H, an I the ninth.
    fn family(&self, (kind, number): (MarkerKind, u32)) -> (MarkerKind, u32) {
        let last = |kind| self.enumerators.iter().find(|(seen, ..)| *seen == kind).map(|(_, _, last)| *last);
        match kind {
            MarkerKind::Letter(mark, upper) => {
                let roman = MarkerKind::Roman(mark, upper);
                let value = match number {
                    9 => 1,
                    22 => 5,
                    24 => 10,
                    _ => return (kind, number),
                };
                let goes_on = last(roman).is_some_and(|before| before + 1 == value || before + 2 == value);
                if goes_on && last(kind).is_none_or(|before| before + 1 != number) {
                    (roman, value)
                } else {
                    (kind, number)
                }
            }
            MarkerKind::Roman(mark, upper) if number == 1 && last(MarkerKind::Letter(mark, upper)) == Some(8) => {
                (MarkerKind::Letter(mark, upper), 9)
            }
            MarkerKind::Levels => {
                let bare = last(MarkerKind::Digits(' ')).is_some() && last(MarkerKind::Digits('.')).is_none();
                (MarkerKind::Digits(if bare { ' ' } else { '.' }), number)
            }
            kind => (kind, number),
        }
    }

    fn bare(&self, survey: &Survey, under: u8) -> u8 {
        if self.enumerators.is_empty() || survey.numbered < 2 {
            return 2 + under + u8::from(self.caps && !survey.shouts);
        }
        self.enumerators.iter().map(|(_, level, _)| *level).max().unwrap_or(2) + 1
    }
}
