//! Levels of headings, by the order in which their styles come.

use super::heading::Style;
use super::marker::MarkerKind;
use super::shape::Case;
use super::survey::Survey;

/// Gives every style its level, by the order in which the styles come.
#[derive(Debug, Default)]
pub(super) struct Levels {
    underlines: Vec<(char, bool)>,
    enumerators: Vec<(MarkerKind, u8)>,
    plain: Option<u8>,
    caps: bool,
}

impl Levels {
    /// The level of a heading of this style that comes next. 2 is the usual one; 1 is left for parts.
    pub(super) fn level(&mut self, style: Style, survey: &Survey) -> u8 {
        let under = u8::try_from(self.underlines.len()).unwrap_or(6);
        let level = match style {
            Style::Part => 1,
            Style::Hash(signs) => signs,
            Style::Underlined(sign, over) => 2 + self.underline(sign, over),
            Style::Dotted | Style::Dashed | Style::Framed | Style::Article => 2 + under,
            Style::Trailing => 3 + under,
            Style::Numbered(kind, depth, case) => self.number(kind, depth, case, under),
            Style::Bare(Case::Caps) if !survey.shouts => 2 + under,
            Style::Bare(_) => self.bare(survey, under),
            Style::Colon => self.plain.map_or(2 + under, |plain| plain + 1),
        };
        self.caps |= matches!(style, Style::Bare(Case::Caps));
        if !matches!(style, Style::Colon | Style::Part) {
            self.plain = Some(level);
        }
        level.clamp(1, 6)
    }

    fn underline(&mut self, sign: char, over: bool) -> u8 {
        let at = self.underlines.iter().position(|known| *known == (sign, over)).unwrap_or_else(|| {
            self.underlines.push((sign, over));
            self.underlines.len() - 1
        });
        u8::try_from(at).unwrap_or(4)
    }

    fn number(&mut self, kind: MarkerKind, depth: u8, case: Case, under: u8) -> u8 {
        let kind = match kind {
            MarkerKind::Letter(mark, upper) | MarkerKind::Roman(mark, upper) => MarkerKind::Roman(mark, upper),
            MarkerKind::Levels => MarkerKind::Digits('.'),
            kind => kind,
        };
        let known = self.enumerators.iter().find(|(seen, _)| *seen == kind).map(|(_, level)| *level);
        let base = known.unwrap_or_else(|| {
            let below_caps = self.caps && case != Case::Caps;
            let deepest = self.enumerators.iter().map(|(_, level)| *level).max();
            let level = deepest.map_or(2 + under + u8::from(below_caps), |deepest| deepest + 1);
            self.enumerators.push((kind, level));
            level
        });
        base + depth - 1
    }

    fn bare(&self, survey: &Survey, under: u8) -> u8 {
        if self.enumerators.is_empty() || survey.numbered < 2 {
            return 2 + under + u8::from(self.caps && !survey.shouts);
        }
        self.enumerators.iter().map(|(_, level)| *level).max().unwrap_or(2) + 1
    }
}
