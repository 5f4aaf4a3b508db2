//! What stands at the start of a line: bullets, enumerators, article words.

use super::genre::Folded;
use crate::briefing::Classification;
use crate::text;

/// A bullet or an enumerator at the start of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::import) struct Marker {
    /// Bytes of it, the white space behind it not counted.
    pub(in crate::import) len: usize,
    /// What it is made of; equal kinds are siblings.
    pub(in crate::import) kind: MarkerKind,
    /// Its number, where it counts; 0 for a bullet.
    pub(in crate::import) number: u32,
    /// Levels of a number such as `1.2`: 2.
    pub(in crate::import) depth: u8,
}

/// What a marker is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::import) enum MarkerKind {
    /// A sign.
    Bullet(char),
    /// Digits, with the mark behind them.
    Digits(char),
    /// Digits in several levels.
    Levels,
    /// One Latin letter, with the mark behind it; upper case or not.
    Letter(char, bool),
    /// A Roman number of more than one letter, or `I`.
    Roman(char, bool),
    /// Ideographs such as `三、` or `（三）`.
    Ideograph(char),
}

/// The marker at the start of `line`, which has no white space before it.
pub(in crate::import) fn find(line: &str) -> Option<Marker> {
    let first = line.chars().next()?;
    if first == '(' && Classification::portion(line).is_some() {
        return None;
    }
    if first == '¶' {
        let rest = line.get(first.len_utf8()..).filter(|rest| !rest.starts_with('¶'))?;
        return find(rest).filter(|m| !m.is_bullet()).map(|m| Marker { len: m.len + first.len_utf8(), ..m });
    }
    if let Some(marker) = bullet(line, first) {
        return Some(marker);
    }
    let (open, inner) = match first {
        '(' | '（' => (first, line.get(first.len_utf8()..)?),
        _ => (' ', line),
    };
    let body = enumerator(inner)?;
    let after = inner.get(body.len..)?;
    let (close, spaced) = closing(open, after, body.kind)?;
    let len = line.len() - inner.len() + body.len + close.map_or(0, char::len_utf8);
    let rest = line.get(len..)?;
    if spaced && !rest.starts_with(char::is_whitespace) || rest.trim_start().is_empty() {
        return None;
    }
    // `3.8 million`: an amount, not the eighth part of the third.
    if body.kind == MarkerKind::Levels && close.is_none() && rest.trim_start().starts_with(char::is_lowercase) {
        return None;
    }
    let sign = if open == ' ' { close.unwrap_or(' ') } else { '(' };
    let kind = match body.kind {
        MarkerKind::Digits(_) => MarkerKind::Digits(sign),
        MarkerKind::Letter(_, upper) => MarkerKind::Letter(sign, upper),
        MarkerKind::Roman(_, upper) => MarkerKind::Roman(sign, upper),
        MarkerKind::Ideograph(_) => MarkerKind::Ideograph(sign),
        kind => kind,
    };
    Some(Marker { len, kind, ..body })
}

impl Marker {
    /// True when `self` stands right behind `before` in the same list.
    pub(super) fn follows(&self, before: &Marker) -> bool {
        let same = match (self.kind, before.kind) {
            // `III.` is no letter behind `B.`
            (MarkerKind::Roman(..), MarkerKind::Letter(..)) if self.number > 1 => false,
            (
                MarkerKind::Letter(a, x) | MarkerKind::Roman(a, x),
                MarkerKind::Letter(b, y) | MarkerKind::Roman(b, y),
            ) => a == b && x == y,
            (a, b) => a == b && self.depth == before.depth,
        };
        same && (matches!(self.kind, MarkerKind::Bullet(_)) || self.number > before.number)
    }

    /// True for bullets.
    pub(in crate::import) fn is_bullet(&self) -> bool {
        matches!(self.kind, MarkerKind::Bullet(_))
    }
}

fn bullet(line: &str, first: char) -> Option<Marker> {
    let spaced = match first {
        '-' | '*' | '+' | '–' | '—' | '·' | '»' | '→' | '−' => true,
        '•' | '▪' | '●' | '‣' | '►' | '■' | '□' | '◦' | '○' | '◆' | '✓' | '➢' | '▶' | '\u{F0B7}' | '\u{F0A7}'
        | '\u{F0D8}' => false,
        // The letter `o` that typewriters and word processors put for a hollow dot.
        'o' if is_hollow_dot(line) => true,
        // Dots and ticks of symbol fonts, as they come out of a word processor: a sign and a tab.
        'v' | 'q' | 'ü' | 'Ø' if line.get(first.len_utf8()..).is_some_and(|rest| rest.starts_with('\t')) => true,
        '§' if is_square_dot(line) => true,
        _ => return None,
    };
    let dashes = if line.starts_with("-- ") { 2 } else { first.len_utf8() };
    let rest = line.get(dashes..)?;
    if spaced && !rest.starts_with(char::is_whitespace) || rest.trim().is_empty() {
        return None;
    }
    Some(Marker { len: dashes, kind: MarkerKind::Bullet(first), number: 0, depth: 1 })
}

fn is_hollow_dot(line: &str) -> bool {
    let Some(rest) = line.strip_prefix('o').filter(|rest| rest.starts_with([' ', '\t'])) else { return false };
    rest.starts_with("  ") || rest.starts_with('\t') || rest.trim_start().starts_with(char::is_uppercase)
}

/// `§ Text`: the square dot of a symbol font. `§ 5` and `§ a` are sections of a law.
fn is_square_dot(line: &str) -> bool {
    let first = line.strip_prefix('§').and_then(|body| body.split_whitespace().next());
    first.is_some_and(|word| {
        word.starts_with(char::is_uppercase) || word.chars().nth(1).is_some_and(char::is_alphabetic)
    })
}

/// `2 Schadenslage`: a number without any mark, in a text that counts its headings so.
pub(super) fn bare(line: &str, counts: bool) -> Option<Marker> {
    let (len, number) = leading_number(line).filter(|(_, number)| counts && (1..=30).contains(number))?;
    let name = line.get(len..)?.strip_prefix([' ', '\t'])?.trim_start();
    let opens = name.starts_with(|c: char| c.is_alphabetic() && !c.is_lowercase());
    opens.then_some(Marker { len, kind: MarkerKind::Digits(' '), number, depth: 1 })
}

/// The number or letter itself, without brackets and marks.
fn enumerator(text: &str) -> Option<Marker> {
    levels(text)
        .or_else(|| digits(text))
        .or_else(|| ideographs(text))
        .or_else(|| ordinal(text))
        .or_else(|| cyrillic(text))
        .or_else(|| latin(text))
}

fn digits(text: &str) -> Option<Marker> {
    let (len, number) = leading_number(text)?;
    Some(Marker { len, kind: MarkerKind::Digits(' '), number, depth: 1 })
}

/// `1.2`, `4.1.3`; a single number is none.
fn levels(text: &str) -> Option<Marker> {
    let (mut len, mut number) = leading_number(text)?;
    let mut depth = 1u8;
    while let Some(rest) = text.get(len..)
        && rest.starts_with(['.', '-'])
        && let Some((more, next)) = rest.get(1..).and_then(|part| leading_number(part).or_else(|| large_letter(part)))
    {
        if rest.starts_with('-') && depth == 1 && text.is_ascii() {
            return None;
        }
        len += 1 + more;
        number = next;
        depth = depth.saturating_add(1);
    }
    if depth == 2 && number == 0 {
        // `2.0 ROADS` is the second part of all.
        return leading_number(text).map(|(_, number)| Marker { len, kind: MarkerKind::Levels, number, depth: 1 });
    }
    (depth > 1).then_some(Marker { len, kind: MarkerKind::Levels, number, depth: depth.min(6) })
}

/// The letter of `1.A. Forces`: a capital before another mark or white space.
fn large_letter(text: &str) -> Option<(usize, u32)> {
    let [letter @ b'A'..=b'Z', b'.' | b')', b' ' | b'\t', ..] = text.as_bytes() else { return None };
    Some((1, u32::from(letter - b'A') + 1))
}

/// Up to three digits of one script: bytes and value.
pub(super) fn leading_number(text: &str) -> Option<(usize, u32)> {
    let mut len = 0;
    let mut value = 0;
    for (count, c) in text.chars().enumerate() {
        let Some(digit) = digit(c) else { break };
        if count == 3 {
            return None;
        }
        value = value * 10 + digit;
        len += c.len_utf8();
    }
    (len > 0).then_some((len, value))
}

fn digit(c: char) -> Option<u32> {
    c.to_digit(10).or_else(|| text::fold_char(c)?.to_digit(10)).or_else(|| {
        ['०', '๐', '০'].into_iter().find_map(|zero| u32::from(c).checked_sub(u32::from(zero)).filter(|v| *v < 10))
    })
}

fn ideographs(text: &str) -> Option<Marker> {
    const NUMERALS: &str = "一二三四五六七八九十";
    let len: usize = text.chars().take(3).take_while(|c| NUMERALS.contains(*c)).map(char::len_utf8).sum();
    let last = text.get(..len)?.chars().next_back()?;
    let place = NUMERALS.chars().position(|c| c == last).and_then(|p| u32::try_from(p + 1).ok())?;
    let number = if len > last.len_utf8() && place != 10 { 10 + place } else { place };
    Some(Marker { len, kind: MarkerKind::Ideograph(' '), number, depth: 1 })
}

/// `а)`, `б)`: the letters of Russian lists; only a bracket may follow, since `В.` is an initial.
fn cyrillic(text: &str) -> Option<Marker> {
    const LETTERS: &str = "абвгдежзиклмнопрст";
    let letter = text.chars().next()?;
    let number = LETTERS.chars().position(|known| known == letter).and_then(|at| u32::try_from(at + 1).ok())?;
    let len = letter.len_utf8();
    let bracket = text.get(len..)?.starts_with(')');
    bracket.then_some(Marker { len, kind: MarkerKind::Letter(' ', false), number, depth: 1 })
}

/// `أولاً:`, `ثانيا -`: Arabic counts by words.
fn ordinal(text: &str) -> Option<Marker> {
    /// As [`text::fold`] leaves them.
    const WORDS: [&str; 10] = ["اولا", "ثانیا", "ثالثا", "رابعا", "خامسا", "سادسا", "سابعا", "ثامنا", "تاسعا", "عاشرا"];
    // Asked of every line: folding a word of another script would cost more than all else that is looked for.
    text.chars().find_map(text::fold_char).filter(|first| ('ء'..='ی').contains(first))?;
    let len = text.char_indices().find(|(_, c)| !c.is_alphabetic() && !('\u{64B}'..='\u{655}').contains(c))?.0;
    let word = text::fold(text.get(..len)?);
    let place = WORDS.iter().position(|known| *known == word)?;
    let number = u32::try_from(place + 1).ok()?;
    Some(Marker { len, kind: MarkerKind::Ideograph(' '), number, depth: 1 })
}

fn latin(text: &str) -> Option<Marker> {
    let len = text.bytes().take(6).take_while(u8::is_ascii_alphabetic).count();
    let word = text.get(..len)?;
    let upper = word.bytes().all(|b| b.is_ascii_uppercase());
    if !upper && !word.bytes().all(|b| b.is_ascii_lowercase()) {
        return None;
    }
    let (len, roman) = (word.len(), roman(word));
    match (len, roman) {
        (1, Some(1)) => Some(Marker { len, kind: MarkerKind::Roman(' ', upper), number: 1, depth: 1 }),
        (1, _) => {
            let number = u32::from(word.bytes().next()?.to_ascii_lowercase() - b'a') + 1;
            Some(Marker { len, kind: MarkerKind::Letter(' ', upper), number, depth: 1 })
        }
        (_, Some(number)) => Some(Marker { len, kind: MarkerKind::Roman(' ', upper), number, depth: 1 }),
        _ => None,
    }
}

fn roman(word: &str) -> Option<u32> {
    const UNITS: [&str; 10] = ["", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix"];
    let lower = word.to_ascii_lowercase();
    let tens = lower.bytes().take_while(|b| *b == b'x').count();
    let rest = lower.get(tens..)?;
    let units = UNITS.iter().position(|u| *u == rest)?;
    u32::try_from(tens * 10 + units).ok().filter(|n| (1..40).contains(n))
}

/// The mark that ends an enumerator, and whether white space must follow it.
fn closing(open: char, after: &str, kind: MarkerKind) -> Option<(Option<char>, bool)> {
    let close = after.chars().next()?;
    let wide = matches!(close, '、' | '．' | '）' | '。');
    match (open, close) {
        ('(' | '（', ')' | '）') => Some((Some(close), kind == MarkerKind::Letter(' ', true))),
        ('(' | '（', _) => None,
        (_, '、' | '．' | '）') => Some((Some(close), false)),
        (_, '.') if matches!(kind, MarkerKind::Ideograph(_)) => Some((Some(close), false)),
        (_, '.' | ')' | ']') => Some((Some(close), true)),
        (_, ':' | '-' | '–') if matches!(kind, MarkerKind::Ideograph(_)) => Some((Some(close), true)),
        (_, '°' | 'º') if matches!(kind, MarkerKind::Digits(_)) => Some((Some(close), true)),
        (_, '\u{3000}') if matches!(kind, MarkerKind::Digits(_)) => Some((None, true)),
        (_, '-' | '–' | ':') if matches!(kind, MarkerKind::Digits(_)) && !after.starts_with("--") => {
            // `۱- …`; in Latin text `1 - …` is rarer than a range such as `1-2`.
            Some((Some(close), true))
        }
        _ if kind == MarkerKind::Levels && !wide && close.is_whitespace() => Some((None, true)),
        _ => None,
    }
}

/// The words that open the articles of a law or a treaty, with their number: `Article 1`, `المادة 1`, `第１条`, `Annex A`.
/// Returns the number.
pub(super) fn article(line: &str) -> Option<u32> {
    if line.len() > 120 {
        return None;
    }
    let line = line.strip_prefix("Agenda ").or_else(|| line.strip_prefix("AGENDA ")).unwrap_or(line);
    if let Some(rest) = line.strip_prefix('제') {
        let (len, number) = leading_number(rest.trim_start())?;
        return rest
            .trim_start()
            .get(len..)?
            .trim_start()
            .starts_with(['조', '장', '절', '항', '편'])
            .then_some(number);
    }
    if let Some(rest) = line.strip_prefix('第') {
        let len: usize = rest
            .chars()
            .take(4)
            .take_while(|c| digit(*c).is_some() || "一二三四五六七八九十百".contains(*c))
            .map(char::len_utf8)
            .sum();
        let number = rest.get(..len).filter(|n| !n.is_empty())?;
        let sign = rest.get(len..)?.chars().next()?;
        let value = leading_number(number).map_or_else(|| ideographs(number).map(|m| m.number), |(_, v)| Some(v))?;
        return "条條章节節编編部項项款回".contains(sign).then_some(value);
    }
    let (word, rest) = line.split_once([' ', '\u{A0}'])?;
    let rest = rest.trim_start().trim_start_matches(['(', '[']);
    let word = word.trim_end_matches(['.', ':']);
    let letters = word.chars().count();
    if !(1..=14).contains(&letters)
        || !word.chars().all(|c| c.is_alphabetic() || unicode_normalization::char::is_combining_mark(c))
    {
        return None;
    }
    let first = rest.chars().next()?;
    if ["premier", "primero", "unico", "première"].contains(&rest.trim_end_matches('.')) && is_article_word(word) {
        return Some(1);
    }
    let (len, number) = match leading_number(rest) {
        Some(found) => found,
        None if first.is_ascii_uppercase() => latin(rest).map(|m| (m.len, m.number))?,
        None => return None,
    };
    let tail = rest.get(len..)?.trim_start_matches([')', ']']);
    // An unknown word counts with a number alone.
    let alone = tail.is_empty() && first.is_numeric() && word.chars().next().is_some_and(|c| !c.is_lowercase());
    let ends = tail.is_empty() || tail.starts_with(['.', ':', ' ', '-', '–', '—', '\u{A0}']);
    (alone || ends && is_article_word(word)).then_some(number)
}

/// True when the first word is one for the parts of a document.
pub(super) fn is_article(line: &str) -> bool {
    line.starts_with(['第', '제']) || line.split([' ', '\u{A0}']).next().is_some_and(is_article_word)
}

/// Words for the parts of a document. Unknown words count too when they stand with a number alone.
fn is_article_word(word: &str) -> bool {
    static WORDS: Folded = Folded::new(
        "article|section|sec|chapter|part|annex|appendix|item|title|schedule|exhibit|tab|enclosure|paragraph|artikel|\
        abschnitt|kapitel|teil|anhang|anlage|chapitre|annexe|titre|partie|articulo|capitulo|seccion|parte|anexo|\
        titulo|artigo|secao|articolo|capitolo|sezione|allegato|статья|глава|раздел|часть|приложение|пункт|стаття|\
        розділ|artykul|rozdzial|clanek|cast|kapitola|madde|bolum|клауза|pasal|bab|bagian|dieu|chuong|artikkel|pykala|\
        cikk|artykul|neni|clen|المادة|مادة|الفصل|الباب|القسم|ملحق|ماده|اصل|فصل|بخش|پیوست|دفعہ|अनुच्छेद|धारा|अध्याय|\
        ข้อ|มาตรา|หมวด",
    );
    WORDS.has(&text::fold(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kind(line: &str) -> Option<(MarkerKind, u32)> {
        find(line).map(|m| (m.kind, m.number))
    }

    #[test]
    fn enumerators() {
        assert_eq!(kind("1. Text"), Some((MarkerKind::Digits('.'), 1)));
        assert_eq!(kind("(12) Text"), Some((MarkerKind::Digits('('), 12)));
        assert_eq!(kind("1.2 Text"), Some((MarkerKind::Levels, 2)));
        assert_eq!(kind("iv) text"), Some((MarkerKind::Roman(')', false), 4)));
        assert_eq!(kind("B. TEXT"), Some((MarkerKind::Letter('.', true), 2)));
        assert_eq!(kind("三、处置进展"), Some((MarkerKind::Ideograph('、'), 3)));
        assert_eq!(kind("（二）供电"), Some((MarkerKind::Ideograph('('), 2)));
        assert_eq!(kind("۱. متن"), Some((MarkerKind::Digits('.'), 1)));
        assert_eq!(kind("۲- متن"), Some((MarkerKind::Digits('-'), 2)));
        assert_eq!(kind("¶5. (U) Text"), Some((MarkerKind::Digits('.'), 5)));
        assert_eq!(kind("2° Texte"), Some((MarkerKind::Digits('°'), 2)));
        assert_eq!(kind("1\u{3000}冒頭"), Some((MarkerKind::Digits(' '), 1)));
        for no in ["1.5", "3.8 million people", "2024. A year", "1990", "e.g. this", "Mr. Smith", "(Reuters) Text", "3"]
        {
            assert_eq!(kind(no), None, "{no}");
        }
    }

    #[test]
    fn arabic_counts_by_words() {
        let words = ["أولاً", "ثانياً", "ثالثا", "رابعا", "خامسا", "سادسا", "سابعا", "ثامنا", "تاسعا", "عاشرا"];
        for (word, number) in words.iter().zip(1..) {
            assert_eq!(kind(&format!("{word}: متن")), Some((MarkerKind::Ideograph(':'), number)), "{word}");
        }
        assert_eq!(kind("أول: متن"), None);
    }

    #[test]
    fn a_number_of_endless_parts_is_no_deeper_than_others() {
        assert_eq!(find(&format!("{} Text", "1.".repeat(1000))).map(|m| m.depth), Some(6));
    }

    #[test]
    fn bullets() {
        for yes in [
            "- a",
            "* a",
            "o Ports",
            "o   two ships",
            "•a",
            "– a",
            "\u{F0B7} a",
            "§ Petty crime",
            "§\tPetty",
            "ü\tDone",
        ] {
            assert!(find(yes).is_some_and(|m| m.is_bullet()), "{yes}");
        }
        assert_eq!(kind(&"¶".repeat(100_000)), None);
        for no in ["-a", "---", "*", "**bold** x", "o una", "of", "§ 5 BGB", "§ a", "ü Text"] {
            assert_eq!(kind(no), None, "{no}");
        }
    }

    #[test]
    fn articles() {
        for (line, number) in [
            ("Article 1", 1),
            ("Artikel 12", 12),
            ("المادة 3", 3),
            ("第１条", 1),
            ("第十一条", 11),
            ("ข้อ 4", 4),
            ("Annex B: Costs", 2),
            ("Agenda item 3: Other business", 3),
            ("Статья 7", 7),
            ("Article premier", 1),
            ("제 1 조", 1),
            ("Artikel 1.", 1),
        ] {
            assert_eq!(article(line), Some(number), "{line}");
        }
        for no in ["in 2024", "Booker was here", "The 5 members", "Turkey on 4 April"] {
            assert_eq!(article(no), None, "{no}");
        }
    }
}
