//! Which lines are the title: one that stands alone or ends early, is no sentence, and has text below.

use super::body::Body;
use super::fields;
use super::genre::Folded;
use super::grid;
use super::heading;
use super::lines::Lines;
use super::marker;
use super::role::{Role, role};
use super::shape::{self, Case, Shape};
use crate::text;

/// How many lines the title at `at` takes; `None` when there is no title.
pub(super) fn title_lines(
    lines: &Lines<'_, '_>,
    at: usize,
    body: &Body<'_>,
    fielded: bool,
    underlined: bool,
) -> Option<usize> {
    let line = heading::without_portion(lines.get(at)?);
    let total = lines.group.lines.len();
    let shape = Shape::of(line.get(..).filter(|l| l.len() <= shape::MAX_SHORT)?);
    if underlined {
        return Some(1);
    }
    // `SITREP 12`: a word and a number, where no other line is like it.
    let article = marker::article(line).is_some() && (body.survey.articles > 1 || marker::is_article(line));
    let plain = !article && !line.starts_with(['.', '>', '|', '@']) && marker::find(line).is_none();
    if !plain || shape.letters() < 2 || shape.cells > 220 || !open_ended(line, &shape) || grid::is_rule(line) {
        return None;
    }
    let after = lines.group.after.peek();
    if at + 1 == total && after[0].is_none() || total - at >= 3 && after[0].is_some_and(is_salutation) {
        return None;
    }
    if line.starts_with('(') || is_side_line(line) {
        return None;
    }
    if (fielded || is_section_name(line)) && !titles_after_fields(lines, at, &shape, fielded) {
        return None;
    }
    let mut taken = 1;
    let marked = split_marking(line).1.is_some();
    while at + taken < total && !marked && goes_on(lines, at + taken - 1, line) {
        taken += 1;
    }
    // `The plans were downloaded from`: what it leads to stands below.
    let last = lines.get(at + taken - 1).filter(|last| !heading::breaks_off(last))?;
    let whole = taken <= 4
        && (taken == 1
            || open_ended(last, &Shape::of(last))
                && (shape.case(line) != Case::Sentence
                    || taken == 2 && (breaks_off(line) || goes_small(lines, at))
                    || leads_on(lines, at)));
    let shouted = body.survey.shouts && taken > 1 && at + taken == total && taken == total;
    (whole && !shouted).then_some(taken)
}

/// True when the title `line` goes on behind line `at`.
fn goes_on(lines: &Lines<'_, '_>, at: usize, line: &str) -> bool {
    let next = lines.get(at + 1);
    if next.is_some_and(|next| matches!(role(next), Role::Date(_))) || is_over_places(lines, at) {
        return false;
    }
    let lower = next.is_some_and(|next| next.starts_with(char::is_lowercase));
    // `FOOD AND` over `FARMING`: a line that breaks off goes on, however short it is.
    let broken = lines.get(at).is_some_and(breaks_off)
        && next.is_some_and(|next| !shape::starts_with_address(next) && !shape::is_prose(next));
    broken
        || goes_small(lines, at) && next.is_some_and(|next| !shape::ends_sentence(next))
        || leads_on(lines, at)
        || are_centred(lines, at) && alike(line, next)
        || lines.joins(at) && alike(line, next) && (lower || lines.overflows(at) || lines.wrap.is_none())
}

/// `JOINT STATEMENT OF THE GOVERNMENTS` over `OF ALMADINE AND SELMIRA`: a line that begins with a word which only leads on,
/// where nothing but the title and its day stands in the group.
fn leads_on(lines: &Lines<'_, '_>, at: usize) -> bool {
    let short = |at: usize| lines.get(at).filter(|line| line.len() <= shape::MAX_WRAP);
    let (Some(line), Some(next)) = (short(at), short(at + 1)) else { return false };
    let first = next.split(' ').next().unwrap_or("");
    let word = first.to_lowercase();
    // An article begins a line of its own: `A weekly letter on roads`.
    let article = matches!(word.as_str(), "a" | "an" | "the" | "le" | "la" | "der" | "am");
    let small = first.len() <= 12 && !article && heading::breaks_off(&word);
    let caps = |line: &str| Shape::of(line).case(line) == Case::Caps;
    let alike = first.starts_with(char::is_lowercase) || caps(line) && caps(next);
    let ends = |at: usize| match lines.get(at) {
        Some(line) => matches!(role(line), Role::Date(_)),
        None => true,
    };
    small && alike && !shape::ends_sentence(next) && (2..=4).any(|below| ends(at + below))
}

/// A group of two lines, the second of which goes on in small letters: no sentence, since it has no end.
fn goes_small(lines: &Lines<'_, '_>, at: usize) -> bool {
    let small = |line: &str| line.starts_with(char::is_lowercase) && !shape::starts_with_address(line);
    at == 0 && lines.group.lines.len() == 2 && lines.get(1).is_some_and(small)
}

/// Two lines that are set to the middle of the page, one below the other.
fn are_centred(lines: &Lines<'_, '_>, at: usize) -> bool {
    let middle = |at: usize| {
        let line = lines.group.lines.get(at).filter(|l| l.len() <= shape::MAX_SHORT)?;
        let indent = shape::indent(line);
        (indent >= 10).then(|| indent * 2 + text::cells(line.trim_start()))
    };
    let (Some(one), Some(two)) = (middle(at), middle(at + 1)) else { return false };
    let indents = |at: usize| lines.group.lines.get(at).map_or(0, |l| shape::indent(l));
    one.abs_diff(two) <= 4 && indents(at) != indents(at + 1)
}

/// As [`heading::breaks_off`], in capitals as well.
fn breaks_off(line: &str) -> bool {
    let last = line.rsplit(' ').next().unwrap_or("");
    heading::breaks_off(line) || last.len() <= 5 && heading::breaks_off(&last.to_ascii_lowercase())
}

/// True when two lines much shorter than this one stand right below: where a speech was held, and in which city.
fn is_over_places(lines: &Lines<'_, '_>, at: usize) -> bool {
    let cells = |at: usize| lines.get(at).filter(|l| l.len() <= shape::MAX_SHORT).map_or(999, text::cells);
    let short = |below: usize| cells(below) * 2 <= cells(at);
    short(at + 1) && short(at + 2)
}

/// True when `next` is written like the title line above it, or goes on in lower case.
fn alike(line: &str, next: Option<&str>) -> bool {
    let Some(next) = next.filter(|next| next.len() <= shape::MAX_SHORT) else { return false };
    let case = Shape::of(next).case(next);
    case == Shape::of(line).case(line) || next.starts_with(char::is_lowercase)
}

/// `Dear Minister,` below an address.
fn is_salutation(line: &str) -> bool {
    line.len() <= 80 && line.ends_with([',', '，', '،']) && line.starts_with(char::is_uppercase)
}

/// After fields, and where the line is the usual name of a section, only a longer line above text is a title.
fn titles_after_fields(lines: &Lines<'_, '_>, at: usize, shape: &Shape, fielded: bool) -> bool {
    let alone = at == 0 && lines.group.lines.len() == 1;
    fielded && alone && shape.words >= 3 && !is_section_name(lines.get(0).unwrap_or(""))
}

fn open_ended(line: &str, shape: &Shape) -> bool {
    let last = shape::last_char(line).unwrap_or(' ');
    let dots = line.ends_with("...") || line.ends_with('…');
    let stop = matches!(last, '.' | '。' | '۔' | '।')
        && !dots
        && !(shape.words <= 20 && heading::ends_abbreviated(line))
        && !(line.ends_with('.')
            && shape.words <= 12
            && line.rsplit(' ').next().is_some_and(|w| w.trim_end_matches('.').contains('.')));
    !stop && !line.ends_with([',', ';', ':', '，', '、', '：', '،', '؛']) && shape.stops < 2
}

/// A line about the text that is not its name: an address, a telephone number, who wrote it or whom to ask.
pub(super) fn is_side_line(line: &str) -> bool {
    static KEYS: Folded = Folded::new(
        "photo|photos|photo credit|picture|image|credit|credits|foto|fotos|contact|contacts|media contact|media contacts|press contact|press contacts|tel|telephone|phone|fax|email|e-mail|\
        web|website|last update|last updated|updated|prepared by|written by|authored by|co-authored by|author|authors|by|from the|\
        eqs-ad-hoc|eqs-news|eqs-adhoc|dgap-ad-hoc|dgap-adhoc|dgap-news|pta-adhoc|ad-hoc|\
        distr.|original|agenda item|\
        product id|document|document number|reference number|information cutoff|information cut-off|contact presse|kontakt|ansprechpartner|contacto|контакты",
    );
    if line.len() > shape::MAX_SHORT {
        return false;
    }
    let shape = Shape::of(line);
    let address = line.contains(['@', '\t']) || line.contains("://") || line.contains("www.");
    let number = shape.digits >= 7 && shape.digits > shape.letters();
    let key = fields::split(line).is_some_and(|(key, _)| KEYS.has(&text::fold(key)));
    address || number || key
}

/// Names that sections have and titles do not.
pub(super) fn is_section_name(line: &str) -> bool {
    static NAMES: Folded = Folded::new(
        "summary|executive summary|overview|introduction|background|key points|highlights|bottom line|key messages|\
        key developments|situation|situation overview|main points|bluf|bottom line up front|key judgments|key judgements|contents|\
        table of contents|zusammenfassung|resume|resumen|сводка|введение|خلاصه|ملخص|مقدمه|مقدمة|摘要|要点|概要|前言|preamble|abstract|top stories|situation at a glance|description of the situation|\
        humanitarian response|humanitarian needs|needs and response|funding|coordination|way forward|next steps|outlook|assessment|\
        conclusion|conclusions|recommendations|findings|key findings|key takeaways|public health response|further information|notes|key figures|key facts|chiffres cles|cifras clave|at a glance|\
        annex|references|sources|comment|methodology|scope|contexte|synthese|lage|bewertung|ausblick|antecedentes|conclusiones|اہم نکات|نکات کلیدی|أبرز النقاط|النقاط الرئيسية|أهم النقاط|\
        основные выводы|points cles|faits saillants|puntos clave|kernpunkte|auf einen blick|主要内容|核心要点",
    );
    let folded = text::fold(line.trim_matches(|c: char| !c.is_alphanumeric()));
    NAMES.has(&folded)
}

/// `EXERCISE CALM HARBOUR          TLP:GREEN`: the name and the marking at the other end of its line.
pub(super) fn split_marking(line: &str) -> (&str, Option<&str>) {
    let Some(at) = line.rfind("   ") else { return (line, None) };
    let label = text::slice(line, at..line.len()).trim();
    let dated = || crate::dates::parse(label).is_some();
    if fields::is_banner(label) || dated() { (text::slice(line, 0..at).trim_end(), Some(label)) } else { (line, None) }
}
