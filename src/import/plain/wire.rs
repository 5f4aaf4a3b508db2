//! Lines that machines write around a text: what a wire, a weather service or a post adds, and codes of documents.
//! None of them is a title, a heading, or part of the line beside it.

use super::genre::Folded;
use crate::dates;
use crate::text;

/// Lines that a wire adds above its texts: `000`, `FXUS61 KBOX 270001`, `AFDBOX`, `SPC MCD 260208`, controls alone.
pub(super) fn is_wire(line: &str) -> bool {
    let line = line.trim_matches(|c: char| c.is_control() || c.is_whitespace());
    let words: Vec<&str> = line.split_whitespace().take(5).collect();
    match words.as_slice() {
        [] | ["ZCZC", ..] | ["SIPDIS" | "NODIS" | "EXDIS" | "LIMDIS" | "STADIS"] => true,
        [one] if one.starts_with("VZCZC") => is_upper(one),
        ["DE", station, ..] => is_routed(&[station]),
        ["RR" | "OO" | "PP" | "ZZ" | "YY" | "R" | "O" | "P" | "Z", stations @ ..] if is_routed(stations) => true,
        ["ZNY" | "ZNR", codes @ ..] => !codes.is_empty() && codes.iter().all(|code| is_upper(code)),
        ["PAGE", number, station, ..] => {
            number.len() <= 2 && all_digits(number) && is_upper(station) && ends_in_time(line)
        }
        [one] => {
            one.len() <= 3 && all_digits(one)
                || (4..=6).contains(&one.len()) && is_upper(one) && one.bytes().any(|b| b.is_ascii_digit())
                || is_zones(line)
                || is_event(line)
        }
        [first, second, time]
            if is_upper(first) && is_upper(second) && time.len() == 6 && (all_digits(time) || *time == "DDHHMM") =>
        {
            first.len() == 6 && second.len() == 4 || first.len() <= 3 && second.len() <= 4
        }
        [heading, office, time, _] => is_upper(heading) && is_heading(heading, office, time),
        _ => false,
    }
}

/// `RUEHDE RUEHLN`: stations of a network of cables.
fn is_routed(stations: &[&str]) -> bool {
    let station = |code: &&str| (6..=7).contains(&code.len()) && code.starts_with("RU") && is_upper(code);
    !stations.is_empty() && stations.iter().all(station)
}

/// `PAGE 01 OSLO 03312 041412Z`
fn ends_in_time(line: &str) -> bool {
    let time = line.rsplit(' ').next().and_then(|last| last.strip_suffix('Z'));
    time.is_some_and(|time| time.len() == 6 && all_digits(time))
}

/// `FXUS61 KBOX 270001`: what is right below it may be a short code of capitals.
pub(super) fn opens_product(line: &str) -> bool {
    let mut words = line.split_whitespace();
    let (Some(heading), Some(office), Some(time)) = (words.next(), words.next(), words.next()) else { return false };
    is_heading(heading, office, time) || heading == "ZCZC"
}

/// `AFDPQ`, `RR`: capitals alone, as they stand below the line of a wire.
pub(super) fn is_code(line: &str) -> bool {
    (2..=6).contains(&line.len()) && is_upper(line)
}

fn is_heading(heading: &str, office: &str, time: &str) -> bool {
    heading.len() == 6
        && office.len() == 4
        && time.len() == 6
        && is_upper(heading)
        && is_upper(office)
        && (all_digits(time) || time == "DDHHMM")
}

/// A line that is never run together with its neighbours: codes of zones and events, a clock with its day.
pub(super) fn stands_alone(line: &str) -> bool {
    let line = line.trim_start();
    if line.len() > 140 || !line.starts_with(|c: char| c == '/' || c.is_ascii_uppercase() || c.is_ascii_digit()) {
        return false;
    }
    is_event(line) || is_zones(line) || is_stamp(line)
}

/// `NCZ002-VAZ010>014-022115-`, or a line that goes on with such codes.
pub(super) fn is_zones(line: &str) -> bool {
    let Some(codes) = line.strip_suffix('-') else { return false };
    let code = |part: &str| {
        let number = part.trim_start_matches(|c: char| c.is_ascii_uppercase());
        part.len() - number.len() <= 3 && (3..=6).contains(&number.len()) && all_digits(number)
    };
    codes.split(['-', '>']).all(code)
}

/// `/O.NEW.KDLH.WW.Y.0017.240429T0600Z-240429T1800Z/`
fn is_event(line: &str) -> bool {
    let inner = line.strip_prefix('/').and_then(|l| l.strip_suffix('/'));
    inner.is_some_and(|codes| {
        codes.matches('.').count() >= 4
            && codes.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit() || matches!(b, b'.' | b'-'))
    })
}

/// `905 AM CST Sun Feb 28 2021`: a day with its time, as a text is stamped with. A day alone may be a heading.
pub(super) fn is_stamp(line: &str) -> bool {
    // Digits first: each line of running text is asked, and few have any.
    if line.len() > 80 || line.bytes().filter(u8::is_ascii_digit).count() < 2 {
        return false;
    }
    let timed = line.contains(':')
        || line.split(' ').any(|word| matches!(word, "AM" | "PM" | "am" | "pm" | "a.m." | "p.m." | "UTC" | "GMT"));
    timed && (dates::is_clock(line) || dates::parse(line).is_some())
}

/// `*** FLASH ***`, `URGENT`: how fast a text is to be passed on, and no name of it.
pub(super) fn is_precedence(line: &str) -> bool {
    static WORDS: Folded = Folded::new(
        "flash|newsflash|news flash|flash info|urgent|breaking|breaking news|alert|news alert|newsalert|immediate|priority|\
        exclusive|snap|just in|developing|correction|corrected|eilmeldung|eil|urgente|ultima hora|alerta|dernière minute|alerte|\
        молния|срочно|терміново|عاجل|خبر عاجل|فوری|خبر فوری|快讯|速報|突发|긴급|속보|acil|son dakika",
    );
    if line.len() > 60 || line.ends_with([':', '.']) {
        return false;
    }
    let word = line.trim_matches(|c: char| !c.is_alphanumeric());
    let framed = word.len() + 2 <= line.len();
    // `EXERCISE - EXERCISE - EXERCISE`
    let mut parts = word.split(|c: char| !c.is_alphanumeric()).filter(|part| !part.is_empty());
    let first = parts.next().unwrap_or("");
    let (again, same) = parts.fold((0, true), |(count, same), part| (count + 1, same && part == first));
    if same && (again > 0 || framed) && !first.contains(char::is_lowercase) {
        return WORDS.has(&text::fold(first))
            || matches!(first, "EXERCISE" | "DRILL" | "TEST" | "TRAINING" | "SIMULATION");
    }
    (framed || !word.contains(char::is_lowercase)) && WORDS.has(&text::fold(word))
}

/// The number of a document: `SC/15574`, `EUCO 2/24`, `AA24-038A`, `117-22-01-2024`.
pub(super) fn is_reference(line: &str) -> bool {
    // `国办发〔2024〕12号`
    if let Some(number) = line.strip_suffix('号').or_else(|| line.strip_suffix('號')) {
        let year = number.rsplit_once(['〕', ']', '］', '）', ')']).map(|(_, number)| number.trim());
        return line.len() <= 60 && year.is_some_and(|number| all_digits(number.trim_start_matches('第')));
    }
    let digits = line.bytes().filter(u8::is_ascii_digit).count();
    // `S/RES/2720 (2023)`
    let line = line
        .strip_suffix(')')
        .and_then(|l| l.rsplit_once(" ("))
        .filter(|(_, year)| all_digits(year))
        .map_or(line, |(number, _)| number);
    let (first, rest) = line.split_once(' ').unwrap_or(("", line));
    let parted = line.contains('/') && digits >= 2 || line.contains('-') && digits >= 4;
    parted
        && line.len() <= 24
        && first.len() <= 4
        && !rest.contains(' ')
        && line
            .chars()
            .all(|c| c.is_ascii_uppercase() || c.is_ascii_digit() || matches!(c, '/' | '-' | '–' | '.' | ' '))
}

/// The number of a page, alone on its line: `- 2 -`, `Page 2 of 5`, `Seite 2 von 5`.
pub(super) fn is_page(line: &str) -> bool {
    if line.len() > 40 {
        return false;
    }
    let number = line.trim_matches(['-', '–', '—', ' ']);
    let dashed = line.starts_with(['-', '–', '—']) && line.ends_with(['-', '–', '—']);
    if dashed && number.len() <= 4 && all_digits(number) {
        return true;
    }
    // Nearly no line has as few words as this one needs, and each is asked.
    if !(2..=4).contains(&line.split_whitespace().take(5).count()) {
        return false;
    }
    let folded = text::fold(line);
    let words: Vec<&str> = folded.split_whitespace().collect();
    let count = |word: &str| word.len() <= 4 && all_digits(word);
    match words.as_slice() {
        [page, number] => is_page_word(page) && number.split('/').all(count),
        [page, number, of, total] => is_page_word(page) && count(number) && of.len() <= 3 && count(total),
        _ => false,
    }
}

fn is_page_word(word: &str) -> bool {
    matches!(word, "page" | "seite" | "pagina" | "strona" | "стр." | "страница" | "صفحة" | "صفحه")
}

fn is_upper(word: &str) -> bool {
    word.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit())
}

fn all_digits(word: &str) -> bool {
    !word.is_empty() && word.bytes().all(|b| b.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_of_a_wire() {
        for yes in [
            "000",
            "FXPQ60 PGUM 182009",
            "SEL9",
            "\u{1e}SPC MCD 260208",
            "IAZ004>007-015-011515-",
            "/O.CON.KXXX.WI.Y.0014.000000T0000Z-141024T0300Z/",
        ] {
            assert!(is_wire(yes), "{yes}");
        }
        for no in ["UN", "IRAN", "Iran 2024", "EU AND UN"] {
            assert!(!is_wire(no), "{no}");
        }
        assert!(opens_product("FXPQ60 PGUM 182009") && is_code("AFDPQ") && !is_code("Summary"));
    }

    #[test]
    fn lines_by_themselves() {
        for yes in
            ["/O.NEW.KXXX.WW.Y.0017.240429T0600Z-240429T1800Z/", "081>086-092>097-", "905 AM CST Sun Feb 28 2021"]
        {
            assert!(stands_alone(yes), "{yes}");
        }
        for no in ["and/or more-", "30 January 2024", "At 9:05 the talks began", "1-2-"] {
            assert!(!stands_alone(no), "{no}");
        }
    }

    #[test]
    fn references_and_pages() {
        for yes in ["SC/15574", "EUCO 2/24", "AA24-038A", "117-22-01-2024"] {
            assert!(is_reference(yes), "{yes}");
        }
        for no in ["COVID-19", "SITREP 12/2023", "G-20", "12", "Talks 2/24"] {
            assert!(!is_reference(no), "{no}");
        }
        for yes in ["- 2 -", "Page 2 of 5", "Seite 2 von 5", "Page 3", "Page 3/7"] {
            assert!(is_page(yes), "{yes}");
        }
        for no in ["- 2 trucks -", "Page one", "- 2", "Page 2 shows more"] {
            assert!(!is_page(no), "{no}");
        }
    }
}
