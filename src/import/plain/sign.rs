//! Headings that say so by a sign of their own: dots, `#`, stars, a frame.

use super::heading::{Place, Style};
use super::shape::{self, Case, Shape};
use super::survey::Survey;
use super::wire;

/// `.SYNOPSIS...`, `.NEAR TERM /UNTIL 6 AM/...`
pub(super) fn dotted(line: &str) -> Option<Style> {
    let name = line.strip_prefix('.')?;
    let upper = name.chars().next().is_some_and(char::is_uppercase);
    (upper && line.len() <= 140 && line.ends_with("...")).then_some(Style::Dotted)
}

/// `.DAY ONE...Tonight and Monday`, `.AVIATION...05/18Z`: the heading says in short what its text is about. A forecast of a
/// few words behind the dots is text: it has no text below.
pub(super) fn dotted_topic(line: &str, place: &Place<'_>, survey: &Survey) -> Option<Style> {
    let (name, topic) = line.strip_prefix('.')?.split_once("...")?;
    let below = place.below.or(place.after[0])?.trim_start();
    let shape = Shape::of(topic);
    // `.SHORT TERM...(Today and Tonight)`: what is in brackets is no forecast.
    let bracketed = topic.starts_with('(') && topic.ends_with(')') && shape.cells <= 90;
    let brief = bracketed || shape.words <= 7 && shape.stops == 0 && shape.cells <= 60 && !topic.contains("...");
    let named = name.starts_with(char::is_uppercase) && name.len() <= 60;
    let whole = match place.below {
        Some(next) => !shape::ends_sentence(topic) && !shape::joins(line, next, survey.wrap),
        None => true,
    };
    // Behind a full stop only running text makes it a heading.
    let told = !shape::ends_sentence(topic) || shape::is_prose(below);
    let opens =
        below.starts_with(|c: char| c.is_alphanumeric() || matches!(c, '(' | '*' | '"')) || below.starts_with("...");
    let text = told && opens && (bracketed || !wire::stands_alone(below));
    (brief && named && whole && text).then_some(Style::Dotted)
}

pub(super) fn hash(line: &str) -> Option<Style> {
    let signs = line.bytes().take_while(|b| *b == b'#').count();
    let name = line.get(signs..)?;
    let good = (1..=6).contains(&signs) && name.starts_with(' ') && line.len() <= 200;
    good.then(|| Style::Hash(u8::try_from(signs).unwrap_or(6)))
}

/// `Roads` for `== Roads ==`, `*** Roads ***`, `[Roads]`: the name in a frame, without the signs that only draw it.
pub(super) fn unframed(line: &str) -> &str {
    let inner = match line.chars().next() {
        Some('[') => line.trim_matches(['[', ']']),
        // These brackets are a part of the name as it is written.
        Some('【' | '〈') => line,
        Some(first) if !first.is_alphanumeric() => line.trim_matches(first),
        _ => line,
    };
    let name = inner.trim();
    if name.is_empty() { line } else { name }
}

/// `Roads` for `## Roads ##`.
pub(super) fn unhashed(line: &str) -> &str {
    let name = line.trim_start_matches('#').trim_start();
    let open = name.trim_end_matches('#');
    if open.ends_with(' ') && !open.trim_end().is_empty() { open.trim_end() } else { name }
}

/// `* Heading`, `** Heading` in an outline; elsewhere a star is a bullet.
pub(super) fn stars(line: &str, survey: &Survey) -> Option<u8> {
    let signs = line.bytes().take_while(|b| *b == b'*').count();
    let named = line.get(signs..).is_some_and(|name| name.starts_with(' '));
    (survey.outline && named && (1..=6).contains(&signs) && line.len() <= 200).then(|| u8::try_from(signs).unwrap_or(6))
}

/// `**Heading**`, as people write it who know Markdown.
fn is_bold(line: &str) -> bool {
    let inner = line.strip_prefix("**").and_then(|l| l.strip_suffix("**")).unwrap_or("");
    let shape = Shape::of(inner);
    shape.letters() > 1 && shape.words <= 12 && !inner.contains('*') && !shape::ends_sentence(inner)
}

/// `== Heading ==`, `-- Heading --`, `*** HEADING ***`, `【标题】`.
pub(super) fn framed(line: &str) -> Option<Style> {
    if line.len() > 120 {
        return None;
    }
    if is_bold(line) {
        return Some(Style::Framed);
    }
    let first = line.chars().next()?;
    let inner = match first {
        '=' | '-' | '*' | '~' | '+' | '_' | '–' | '—' | '#' => {
            let inner = line.trim_matches(first);
            let spaced = inner.starts_with(' ') && inner.ends_with(' ');
            let signs = |line: &str| line.len() - line.trim_start_matches(first).len();
            let behind = line.len() - line.trim_end_matches(first).len();
            let (before, sign) = (signs(line), first.len_utf8());
            let both = before >= sign && behind >= sign && before + behind >= 4 * sign;
            // `==Roads==`: the same number on both sides does what the blanks do elsewhere.
            let tight = matches!(first, '=' | '*' | '-' | '~') && before == behind && inner == inner.trim();
            ((spaced || tight) && both && !inner.trim_matches(' ').contains(first)).then_some(inner)?
        }
        '【' => line.strip_prefix('【')?.strip_suffix('】')?,
        '〈' => line.strip_prefix('〈')?.strip_suffix('〉')?,
        '[' => line
            .strip_prefix('[')?
            .strip_suffix(']')
            .filter(|i| !i.contains('[') && Shape::of(i).case(i) == Case::Caps)?,
        _ => return None,
    };
    inner.chars().any(char::is_alphabetic).then_some(Style::Framed)
}
