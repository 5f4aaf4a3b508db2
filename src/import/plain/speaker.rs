//! Who speaks in a record of what was said: `Mr. Albrecht (Norfolk South):`, `THE CHAIR:`, `Q:`. Such a name begins a
//! paragraph, and names no part of the text, however short its line is.

use super::genre::Folded;
use super::shape::{self, Shape};
use crate::text;

/// Bytes in which the name of a speaker, with office and constituency, stands.
const NAME: usize = 100;

/// True for a line that begins with the name of a speaker and a colon, or is such a name alone.
pub(super) fn opens(line: &str) -> bool {
    if line.starts_with("Q:") || line.starts_with("A:") {
        return true;
    }
    let head = text::slice(line, 0..text::letter_start(line, NAME));
    let Some(at) = colon(head) else { return is_name_alone(line) };
    let (name, rest) = (head.get(..at).unwrap_or("").trim(), line.get(at..).unwrap_or(""));
    let rest = rest.trim_start_matches([':', '：']);
    if !rest.is_empty() && !rest.starts_with([' ', '\t', '\u{A0}']) {
        return false;
    }
    let (plain, remark) = without_remarks(name);
    is_styled(plain) || is_role(plain) || remark.is_some_and(is_styled) && is_office(plain)
}

/// The first colon outside brackets.
fn colon(head: &str) -> Option<usize> {
    let mut depth = 0_usize;
    for (at, c) in head.char_indices() {
        match c {
            '(' | '[' => depth += 1,
            ')' | ']' => depth = depth.saturating_sub(1),
            ':' | '：' if depth == 0 => return Some(at),
            '.' | ';' | '?' | '!' if depth == 0 && head.get(at..).is_some_and(|rest| ends_words(head, at, rest)) => {
                return None;
            }
            _ => {}
        }
    }
    None
}

/// True when the mark at `at` ends a sentence and no short form such as `Mr.`.
fn ends_words(head: &str, at: usize, rest: &str) -> bool {
    let word = head.get(..at).and_then(|before| before.rsplit([' ', '(']).next()).unwrap_or("");
    rest.chars().nth(1).is_none_or(char::is_whitespace) && !(rest.starts_with('.') && word.chars().count() <= 4)
}

/// A name without the brackets behind it, and what stands in the first of them: `Ms Calder (Lenz) (Lab)`.
fn without_remarks(name: &str) -> (&str, Option<&str>) {
    let Some((plain, remark)) = name.split_once(" (").filter(|_| name.ends_with(')')) else { return (name, None) };
    (plain.trim_end(), remark.split(')').next())
}

/// `Mr. Albrecht`, `Dame Ruth Ainslie`: a form of address and a name.
fn is_styled(name: &str) -> bool {
    static FORMS: Folded = Folded::new(
        "mr|mrs|ms|miss|mx|dr|sir|dame|lord|lady|baroness|baron|viscount|hon|senator|sen|rep|representative|congressman|congresswoman|\
        ambassador|professor|prof|m|mm|mme|mlle|herr|frau|señor|señora|sr|sra|sig|dott|г-н|г-жа|госпожа|господин|السيد|السيدة|آقای|خانم",
    );
    let name = without_article(name);
    let mut words = name.split_whitespace();
    let Some(form) = words.next() else { return false };
    let large = |word: &str| word.starts_with(|c: char| !c.is_lowercase()) || word.chars().count() <= 3;
    let count = words.clone().count();
    FORMS.has(&text::fold(form.trim_end_matches('.'))) && (1..=6).contains(&count) && words.all(large)
}

/// `The Speaker`, `MODERATOR`, `Journalist`: who speaks by office.
fn is_role(name: &str) -> bool {
    static ROLES: Folded = Folded::new(
        "speaker|deputy speaker|madam speaker|mr speaker|acting speaker|temporary chair|chair|chairman|chairwoman|chairperson|vice chair|\
        deputy chair|acting chair|ranking member|presiding officer|moderator|facilitator|clerk|president|vice president|\
        spokesperson|spokesman|spokeswoman|deputy spokesperson|deputy spokesman|question|answer|interviewer|reporter|journalist|operator|\
        participant|unidentified speaker|unidentified participant|unknown speaker|correspondent|host|anchor|presenter|interpreter|\
        secretary-general|secretary general|le président|la présidente|président|présidente|modérateur|journaliste|presidente|\
        el presidente|la presidenta|moderador|periodista|pregunta|respuesta|frage|antwort|präsident|präsidentin|vorsitzender|\
        vorsitzende|председатель|председательствующий|ведущий|вопрос|ответ|журналист|الرئيس|رئيس|سؤال|جواب|صحفي",
    );
    let folded = text::fold(without_article(name));
    let bare = folded.trim_end_matches(|c: char| c.is_ascii_digit() || c == ' ' || c == '#');
    name.len() <= 60 && ROLES.has(&bare.replace('.', ""))
}

/// `The Minister for Ports`: an office, as it stands before a name in brackets.
fn is_office(name: &str) -> bool {
    name.len() > without_article(name).len() && Shape::of(name).words <= 12
}

fn without_article(name: &str) -> &str {
    let first = name.split(' ').next().unwrap_or("");
    let article = matches!(first, "The" | "THE" | "the");
    if article { name.get(first.len()..).unwrap_or("").trim_start() } else { name }
}

/// `Mr. Albrecht (Norfolk South)` or `Mr. Albrecht` on a line of its own, above what he says.
fn is_name_alone(line: &str) -> bool {
    if line.len() > NAME {
        return false;
    }
    let (plain, remark) = without_remarks(line);
    let form = plain.split(' ').next().unwrap_or("").trim_end_matches('.');
    let sure = ["mr", "mrs", "ms", "sir", "dame", "mme"].iter().any(|sure| form.eq_ignore_ascii_case(sure));
    // Most lines are neither, and are looked at no further.
    if !sure && remark.is_none() || shape::ends_sentence(line) {
        return false;
    }
    let words = plain.split_whitespace().count();
    (remark.is_some() || sure && words <= 3) && is_styled(plain) || remark.is_some_and(is_styled) && is_office(plain)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn speakers_and_others() {
        for yes in [
            "Mr. Albrecht (Norfolk South): To ask the Minister",
            "Mr. Albrecht:",
            "Mr Albrecht (Norfolk South) (Con)",
            "Dame Ruth Ainslie (Carrow): Does she accept that?",
            "The Minister for Ports (Ms. Ines Calder): The Government have",
            "The Minister for Ports (Ms. Ines Calder)",
            "THE CHAIR:",
            "THE SPEAKER: Order.",
            "Q: When?",
            "A: Soon.",
            "MODERATOR: Next.",
            "Journalist 2: A follow-up.",
            "MR. PRICE: Thank you.",
            "Senator HARDY: I rise",
            "Г-н Иванов: Спасибо.",
        ] {
            assert!(opens(yes), "{yes}");
        }
        for no in [
            "Security Council: Talks on the Pass",
            "Main Effort (North): Salm",
            "Summary:",
            "Iran: Nuclear Talks",
            "The Minister for Ports: A Profile",
            "Chair of the Board Resigns",
            "Dr. Roe’s Report on the Roads of the North",
            "Mr. Albrecht left. The reason: rain",
            "Location: Karsa",
            "Q3 2024",
            "",
        ] {
            assert!(!opens(no), "{no}");
        }
    }
}
