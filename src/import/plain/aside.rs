//! Short lines beside the text that name no part of it: whom to ask, who took the picture, where to look, that there is
//! nothing to say.

use super::genre::Folded;
use super::heading::Style;
use super::shape::{Case, Shape};
use super::survey::Survey;
use super::title;
use crate::text;

/// True for `Contact: Jane Doe`, `See Annex A` and `N/A`.
pub(super) fn is_aside(line: &str, shape: &Shape) -> bool {
    shape.label && title::is_side_line(line) || shape.words <= 6 && (points_elsewhere(line) || says_nothing(line))
}

/// `See Annex A`; `See also` is the name of a part.
fn points_elsewhere(line: &str) -> bool {
    static LEADS: Folded = Folded::new("see|cf|siehe|vgl|voir|véase|ver|см|vedi|zie");
    let Some((lead, target)) = line.split_once(' ') else { return false };
    LEADS.has(&text::fold(lead.trim_end_matches('.'))) && target.contains(' ')
}

/// What reports have where there is nothing to report.
fn says_nothing(line: &str) -> bool {
    static WORDS: Folded = Folded::new(
        "n/a|n.a|nil|none|tbd|tbc|ntr|nstr|nsir|nothing to report|nil to report|nil report|not applicable|no change|unknown|\
        keine|entfällt|néant|sans objet|rien à signaler|ninguno|ninguna|sin novedad|нет|无|なし|لا يوجد",
    );
    WORDS.has(&text::fold(line.trim_end_matches('.')))
}

/// `John Smith, Ambassador`, `Ombeli, Salm, Brannik`: names in a row, where no other line of names parts the text.
pub(super) fn are_lone_names(shape: &Shape, style: Style, survey: &Survey) -> bool {
    let names = style == Style::Bare(Case::Title) && shape.commas > 0 && shape.words <= 5 && !shape.label;
    names && survey.alone(Case::Title) < 2
}
