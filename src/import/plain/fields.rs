//! `Key: value` lines, and the header fields they fill.

use std::collections::HashMap;
use std::sync::OnceLock;

use crate::briefing::{Handling, Header, Source};
use crate::clean::Clean;
use crate::dates;
use crate::text;

/// What a key means to the program.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::import) enum Field {
    /// The title or the subject.
    Title,
    /// The date of the briefing.
    Date,
    /// The place.
    Dateline,
    /// When the information was current.
    AsOf,
    /// The period covered.
    Period,
    /// When the next one is due.
    NextDue,
    /// The series.
    Series,
    /// The number in the series.
    Issue,
    /// The handling.
    Handling,
    /// A source.
    Source,
    /// Tags.
    Tags,
    /// References.
    Refs,
}

/// Keys by field, folded when compared; several languages.
const KEYS: [(Field, &str); 12] = [
    (
        Field::Title,
        "title|report title|document title|product title|headline|subject|subj|re|objet|betreff|titel|titre|título|titulo|asunto|assunto|oggetto|тема|заголовок|temat|předmět|konu|الموضوع|العنوان|موضوع|عنوان|主题|标题|主題|標題|件名|表題|제목|विषय|शीर्षक|เรื่อง|onderwerp",
    ),
    (
        Field::Date,
        "date|dated|date of issue|issue date|release date|published|publication date|report date|date of report|created|issued on|released|datum|fecha|data|дата|tarih|التاريخ|تاریخ|تاريخ|日期|日付|发布日期|發佈日期|날짜|तारीख|दिनांक|วันที่|tanggal|last updated|last update|updated|mise à jour|actualizado|обновлено|posted|posted on|originally published|original publication date|original date|date posted|date published|publié le|publiée le|veröffentlicht|fecha de publicación|发布时间|發佈時間|发布于|дата публикации|تاریخ انتشار|تاريخ النشر|dtg|time|origin time|date and time|date/time|date-time group|배포일시|배포일|보도일시|작성일|일시|作成日|公表日|sent|gesendet|envoyé|enviado|отправлено|issue time",
    ),
    (
        Field::Dateline,
        "dateline|location|place|city|ort|lieu|lugar|local|место|miejsce|yer|المكان|محل|مکان|地点|地點|場所|place of issue",
    ),
    (
        Field::AsOf,
        "as of|as at|status as of|information as of|info cut-off|cut-off|cutoff|information cut-off date|data as of|stand|situation au|situación al|по состоянию на|截至|截至时间|截至時間|حتى تاريخ|تا تاریخ|information date",
    ),
    (
        Field::Period,
        "period|reporting period|period covered|covering|coverage|time period|berichtszeitraum|zeitraum|période|période couverte|periodo|período|период|отчетный период|الفترة|دوره|بازه|期间|报告期|期間",
    ),
    (
        Field::NextDue,
        "next due|next update due|next update|next edition|next bulletin|next report|next report due|next issue|next sitrep|next briefing|nächste ausgabe|nächster bericht|prochain rapport|próximo informe|следующий выпуск|گزارش بعدی|به‌روزرسانی بعدی|التحديث القادم|下期简报|下期|下次更新|次回更新",
    ),
    (Field::Series, "series|series title|reihe|série|serie|серия|السلسلة|مجموعه|系列|シリーズ"),
    (
        Field::Issue,
        "issue|issue no|issue number|no|number|edition|sitrep no|report no|report number|serial|volume|ausgabe|nummer|numéro|número|номер|выпуск|العدد|شماره|期号|期号数|期数|号|番号",
    ),
    (
        Field::Handling,
        "handling|classification|tlp|security classification|marking|protective marking|distribution statement|caveat|sensitivity|einstufung|classification de sécurité|clasificación|гриф|التصنيف|طبقه‌بندی|طبقه بندی|传播范围|密级|機密区分|dissemination",
    ),
    (Field::Source, "source|sources|quelle|quellen|fuente|fuentes|источник|المصدر|منبع|منابع|来源|出典"),
    (
        Field::Tags,
        "tags|keywords|key words|schlagwörter|mots-clés|mots clés|palabras clave|ключевые слова|topics|الكلمات المفتاحية|کلیدواژه‌ها|关键词",
    ),
    (
        Field::Refs,
        "ref|refs|reference|references|ref(s)|referenz|bezug|référence|références|referencia|ссылки|المرجع|عطف|参考",
    ),
];

/// The field a key names.
pub(in crate::import) fn field(key: &str) -> Option<Field> {
    static TABLE: OnceLock<HashMap<String, Field>> = OnceLock::new();
    let key = text::fold(key.trim().trim_matches('*')).replace('_', " ");
    let key = key.trim_end_matches('.');
    let table = TABLE.get_or_init(|| {
        let mut table = HashMap::new();
        for (field, names) in KEYS {
            for name in names.split('|') {
                table.entry(text::fold(name)).or_insert(field);
            }
        }
        table
    });
    table.get(key).copied()
}

/// True for a key that a field group is known by: one of ours, or one of those that cables have.
pub(super) fn is_known(key: &str) -> bool {
    let cable = || {
        let key = text::fold(key.trim());
        let order = key.strip_prefix("e.o.").or_else(|| key.strip_prefix("eo ")).map(str::trim);
        order.is_some_and(|number| !number.is_empty() && number.bytes().all(|b| b.is_ascii_digit()))
            || matches!(
                key.as_str(),
                "classified by" | "derived from" | "declassify on" | "reason" | "reasons" | "decl on"
            )
    };
    field(key).is_some() || cable()
}

/// Bytes in which a key and its colon stand.
const KEY: usize = 72;

/// Key and value of a `Key: value` line, both trimmed.
pub(in crate::import) fn split(line: &str) -> Option<(&str, &str)> {
    let line = line.trim_start();
    // `#+TITLE: x` is how an outline has its fields.
    let line = line.strip_prefix("#+").unwrap_or(line);
    // A colon, or the first byte of a wide one: most lines have neither, and need not be cut between letters.
    memchr::memchr2(b':', 0xEF, line.as_bytes().get(..KEY.min(line.len()))?)?;
    let head = text::slice(line, 0..text::letter_start(line, KEY));
    let at = head.find([':', '：'])?;
    let key = head.get(..at)?.trim().trim_matches('*').trim();
    // `08:00` is a clock.
    let digit = |c: char| c.is_ascii_digit();
    if key.ends_with(digit) && line.get(at + 1..).is_some_and(|rest| rest.starts_with(digit)) {
        return None;
    }
    let value = line.get(at..)?.trim_start_matches("：");
    let value = if value.starts_with(':') { value.get(1..)? } else { value };
    let spaced = value.is_empty()
        || value.starts_with([' ', '\t', '*', '\u{A0}'])
        || line.get(at..)?.starts_with('：')
        || !key.is_ascii();
    let words = key.split_whitespace().count();
    let good = (1..=5).contains(&words)
        && key.chars().count() <= 40
        && key.chars().next().is_some_and(char::is_alphabetic)
        && key.chars().all(|c| {
            c.is_alphanumeric()
                || matches!(
                    c,
                    ' ' | '_' | '-' | '/' | '.' | '°' | '#' | '(' | ')' | '&' | '\'' | '’' | '\u{200C}' | '\u{64B}'
                        ..='\u{655}'
                )
        });
    (good && spaced).then(|| (key, value.trim_start_matches('*').trim()))
}

/// `FM`, `TO` and the like at the start of a cable's address lines, with the text behind it.
pub(super) fn cable(line: &str) -> Option<(&str, &str)> {
    let (key, value) = line.split_once(' ')?;
    let known = matches!(key, "FM" | "TO" | "INFO" | "XMT" | "ZEN" | "AIG" | "RUEHC" | "ACTION");
    (known && !value.trim().is_empty() && value.chars().any(char::is_uppercase)).then(|| (key, value.trim()))
}

/// Stores a field; one the program does not know goes to [`Header::extra`].
pub(in crate::import) fn store(header: &mut Header, key: &str, value: &str) {
    let clean = Clean::line(value);
    if clean.is_empty() {
        return;
    }
    let list = value.split([',', ';', '،', '、', '，']).map(Clean::line).filter(|c| !c.is_empty());
    match field(key) {
        Some(Field::Title) => header.title = header.title.take().or(Some(Clean::line(without_portion(value)))),
        Some(Field::Date) => match dates::parse(value).or_else(|| dates::find(value).map(|(_, date)| date)) {
            // A month in the head is what the text is about; a field with a day says when it is from.
            Some(date)
                if header.date.is_none_or(|known| known.day().is_none() && date.day().is_some())
                    || is_original(key) && date.day().is_some() =>
            {
                header.date = Some(date);
            }
            Some(_) => {}
            None => header.extra.push((Clean::line(key), clean)),
        },
        Some(Field::Dateline) => header.dateline = header.dateline.take().or(Some(clean)),
        Some(Field::AsOf) => header.as_of = header.as_of.take().or(Some(clean)),
        Some(Field::Period) => header.period = header.period.take().or(Some(clean)),
        Some(Field::NextDue) => header.next_due = header.next_due.take().or(Some(clean)),
        Some(Field::Series) => header.series = header.series.take().or(Some(clean)),
        Some(Field::Issue) => header.issue = header.issue.take().or(Some(clean)),
        Some(Field::Handling) => mark(header, marking(key, value)),
        Some(Field::Source) => header.sources.push(Source { name: clean, ..Source::default() }),
        Some(Field::Tags) => header.tags.extend(list),
        Some(Field::Refs) => header.refs.push(clean),
        None => header.extra.push((Clean::line(key), clean)),
    }
}

/// `31/02/2024`, `2024-13-01`, `31 February 2024`: written as a day, with a year of four digits, and none.
pub(super) fn is_no_day(value: &str) -> bool {
    if value.len() > 60 || dates::find(value).is_some_and(|(_, date)| date.day().is_some()) {
        return false;
    }
    // The date is what comes first; a clock may stand behind it.
    let mut parts = value.split(['/', '-', '.', ' ', ',']).filter(|part| !part.is_empty());
    let (Some(one), Some(two), Some(three)) = (parts.next(), parts.next(), parts.next()) else { return false };
    let number =
        |part: &str, digits: &[usize]| digits.contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit());
    let (day, year) = (|part: &str| number(part, &[1, 2]), |part: &str| number(part, &[4]));
    let month = |part: &str| day(part) || dates::is_month(part);
    let named = dates::is_month(one) && day(two) && year(three);
    let written = month(two) && (day(one) && year(three) || year(one) && day(three)) || named;
    written && dates::slashed(value).is_empty()
}

/// `Originally published: …`: the day of the text, beside those on which others passed it on.
fn is_original(key: &str) -> bool {
    text::fold(key).starts_with("original")
}

/// What the field `key` says of the handling: where the key is `TLP`, a colour alone is enough.
pub(in crate::import) fn marking(key: &str, value: &str) -> Handling {
    let tlp = text::fold(key.trim()).split(|c: char| !c.is_alphanumeric()).any(|word| word == "tlp");
    if tlp { Handling::of_tlp(value) } else { Handling::verbatim(value) }
}

/// Adds a marking to those that the header has: none replaces another.
pub(in crate::import) fn mark(header: &mut Header, marking: Handling) {
    header.handling = Some(match header.handling.take() {
        Some(known) => known.and(marking),
        None => marking,
    });
}

/// The marking of a line that is a banner and nothing else.
pub(in crate::import) fn banner(line: &str) -> Option<Handling> {
    is_banner(line).then(|| Handling::parse(&label(line))).flatten()
}

/// A subject line without its portion mark; the line itself stays in the text as it is.
fn without_portion(value: &str) -> &str {
    let rest = value.strip_prefix('(').and_then(|v| v.split_once(')')).map(|(_, rest)| rest.trim_start());
    rest.filter(|r| !r.is_empty() && crate::briefing::Classification::portion(value).is_some()).unwrap_or(value)
}

/// True when the whole line is a handling marking and nothing else.
pub(super) fn is_banner(line: &str) -> bool {
    let line = unadorned(line);
    if line.len() > 100 || !line.starts_with(|c: char| c.is_ascii_uppercase()) || line.contains(char::is_lowercase) {
        return false;
    }
    let whole = unspaced(line);
    let line = whole.as_str();
    let numbered =
        line.rsplit(' ').next().is_some_and(|n| (4..=7).contains(&n.len()) && n.bytes().all(|b| b.is_ascii_digit()));
    Handling::parse(line).is_some()
        && ((line.contains("//") || numbered && line.split(' ').count() <= 8)
            || line.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).all(is_banner_word))
}

fn is_banner_word(word: &str) -> bool {
    const WORDS: &str = "TOP SECRET CONFIDENTIAL RESTRICTED OFFICIAL SENSITIVE UNCLASSIFIED UNCLAS NOFORN FOUO SBU CUI REL TO USA \
        FVEY ORCON EXERCISE TLP AMBER STRICT GREEN RED CLEAR WHITE FOR USE ONLY BUT NF SI TK NATO EU LIMITED VS NFD EYES ENTIRE TEXT AND";
    WORDS.split_whitespace().any(|known| known == word)
}

/// The marking of a banner without the section and the number that a cable writes behind it:
/// `C O N F I D E N T I A L SECTION 01 OF 02 KABUL 000412` is `CONFIDENTIAL`.
pub(super) fn label(line: &str) -> String {
    let whole = unspaced(unadorned(line));
    let known = |word: &&str| word.split(|c: char| !c.is_alphanumeric()).all(is_banner_word);
    let words: Vec<&str> = whole.split(' ').take_while(known).collect();
    if words.is_empty() || whole.contains("//") { whole } else { words.join(" ") }
}

/// `*** UNCLASSIFIED ***` without the signs on both sides.
fn unadorned(line: &str) -> &str {
    const SIGNS: [char; 8] = ['*', '-', '=', '~', '_', '#', '[', ']'];
    if line.starts_with(SIGNS) && line.ends_with(SIGNS) { line.trim_matches(SIGNS).trim() } else { line }
}

/// `C O N F I D E N T I A L` as one word.
pub(super) fn unspaced(line: &str) -> String {
    let words: Vec<&str> = line.split(' ').collect();
    let single = |word: &&&str| word.len() == 1 && word.bytes().all(|b| b.is_ascii_uppercase());
    let letters = words.iter().take_while(single).count();
    if letters < 4 {
        return line.to_owned();
    }
    format!("{} {}", words[..letters].concat(), words[letters..].join(" ")).trim_end().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_in_many_languages() {
        assert_eq!(field("Next update due"), Some(Field::NextDue));
        assert_eq!(field("تاریخ"), Some(Field::Date));
        assert_eq!(field("截至时间"), Some(Field::AsOf));
        assert_eq!(split("日期：2024年3月12日"), Some(("日期", "2024年3月12日")));
        assert_eq!(split("E.O. 12958: DECL"), Some(("E.O. 12958", "DECL")));
        for no in ["http://x", "18:00 local", "по состоянию на 08:00 14.04.2024", "He said, and I agree: no", ": x"]
        {
            assert_eq!(split(no), None, "{no}");
        }
    }

    #[test]
    fn banners() {
        for yes in ["UNCLASSIFIED", "TLP:AMBER+STRICT", "EXERCISE SECRET // FICTIONAL, FOR TRAINING ONLY"] {
            assert!(is_banner(yes), "{yes}");
        }
        for no in ["SECRET TALKS IN OSLO", "Secret", "GREEN PARTY"] {
            assert!(!is_banner(no), "{no}");
        }
    }
}
