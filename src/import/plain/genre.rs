//! Words that say what kind of text this is: `Situation Report No. 50`, `FACT SHEET`, `POLICY NOTE 12/2023`. Such a line
//! names a series or a form; where a line of its own says what the text is about, that one is the title.

use std::collections::HashSet;
use std::sync::OnceLock;

use crate::text;

static WORDS: Folded = Folded::new(
    "update|report|reports|brief|briefing|briefings|assessment|summary|digest|outlook|review|minutes|readout|note|memo|\
    memorandum|roundup|sitrep|intsum|bulletin|monitor|forecast|newsletter|statement|advisory|sheet|factsheet|circular|backgrounder|\
    communique|paper|alert|dispatch|monthly|weekly|daily|lagebericht|wochenlage|tageslage|bericht|rapport|informe|boletin|сводка|обзор|news|monitoring|wrap|tracker|snapshot|recap|chronology|timeline|log|\
    reporte|bilan|бюллетень|донесение|справка|تقرير|نشرة|موجز|گزارش",
);

/// Words beside them that add nothing.
static BESIDE: Folded = Folded::new(
    "situation|fact|policy|press|joint|special|occasional|working|issue|no|nr|n|nº|№|number|vol|volume|of|the|and|on|cover|\
    morning|evening|outbreak|disease|intelligence|security|cybersecurity|research|information|background|media|\
    incident|flash|field|travel|operational|humanitarian|threat|weather|initial|interim|spot|duty|status|progress|preliminary|final|internal|d|de|des|du|la|le|les|del|der|die|das|und|et|y",
);

/// Words and phrases of a list, folded, made at their first use.
pub(super) struct Folded {
    list: &'static str,
    set: OnceLock<HashSet<String>>,
}

impl Folded {
    /// A list with `|` between its parts.
    pub(super) const fn new(list: &'static str) -> Self {
        Self { list, set: OnceLock::new() }
    }

    /// True when `folded` is one of them.
    pub(super) fn has(&self, folded: &str) -> bool {
        self.set.get_or_init(|| self.list.split('|').map(|part| text::fold(part.trim())).collect()).contains(folded)
    }
}

/// True when one of the words of `line` names a kind of text.
pub(super) fn has_word(line: &str) -> bool {
    words(&text::fold(line)).any(is_word)
}

/// One of the words, or a German one that ends with such a word: `Wochenbericht`.
fn is_word(word: &str) -> bool {
    WORDS.has(word) || ["bericht", "mitteilung", "rundbrief"].iter().any(|end| word.ends_with(end))
}

/// True when the line says what kind of text this is, and nothing else but its number.
pub(super) fn is_genre(line: &str) -> bool {
    if line.len() > 80 {
        return false;
    }
    let folded = text::fold(line);
    let known = |word: &str| is_word(word) || BESIDE.has(word);
    has_word(line) && words(&folded).all(known)
}

/// What the names of offices end with in Chinese and Japanese, and what stands behind one that heads a document.
const ENDS: [&str; 16] = [
    "部",
    "局",
    "厅",
    "廳",
    "庁",
    "省",
    "委员会",
    "委員會",
    "办公室",
    "辦公室",
    "文件",
    "银行",
    "大使馆",
    "外交部发言人办公室",
    "办公厅",
    "署",
];

/// `BANK OF ENGLAND`, `Ministry of Foreign Affairs`: an office by its name and nothing else, as on a letterhead.
pub(super) fn is_office(line: &str) -> bool {
    static OFFICES: Folded = Folded::new(
        "ministry|department|bank|office|commission|embassy|agency|bureau|secretariat|directorate|institute|authority|government",
    );
    // In these languages the words behind it are small.
    static FOREIGN: Folded = Folded::new(
        "oficina|secretaria|direccion|instituto|agencia|ufficio|direzione|direction|prefecture|cellule|gouvernement|regierung|behorde|\
        amt|bundesamt|landesamt|lagezentrum|fuhrungsstab|krisenstab|stab|pressestelle|pressedienst|ministerio|ministere|ministero|\
        ministerium|bundesministerium|auswartiges|banco|banque|embajada|ambassade|botschaft|gobierno|presidencia|ministério|ministerul|\
        ministerstvo|ministerstwo|urząd|centro|centre|zentrum|observatorio|\
        secretariat|defensoria|fiscalia|procuraduria|alcaldia|gobernacion|comision|consejo|comite|conseil|\
        дирекция|управление|служба|пресс-служба|департамент|генштаб|штаб|администрация|правительство|министерство|посольство|банк|\
        центр|агентство|комитет|المكتب|الإدارة|اللجنة|دفتر|اداره|مكتب|هيئة|إدارة|مديرية|وكالة|رئاسة|سازمان|وزارة|وزارت|سفارة|سفارت|\
        البنك|بانک|משרד|דוברות",
    );
    // `U.S. EMBASSY BERG, LUNDIA`
    let line =
        line.split_once(", ").map_or(line, |(name, place)| if place.split(' ').count() <= 2 { name } else { line });
    let line = line.strip_prefix("U.S. ").or_else(|| line.strip_prefix("U.N. ")).unwrap_or(line);
    if line.len() > 100 || line.contains([':', '.', ',']) {
        return false;
    }
    if line.starts_with(|c| ('\u{4E00}'..='\u{9FFF}').contains(&c)) {
        return line.chars().count() <= 24 && ENDS.iter().any(|end| line.ends_with(end));
    }
    let folded = text::fold(line);
    // Without large letters only a name that begins with the word is told from a headline about the office.
    if !line.chars().any(|c| c.is_lowercase() || c.is_uppercase()) {
        return line.split_whitespace().count() <= 6 && words(&folded).next().is_some_and(|word| FOREIGN.has(word));
    }
    let large = |word: &str| word.chars().next().is_some_and(|c| !c.is_lowercase()) || word.chars().count() <= 3;
    let names = line.split_whitespace().count() <= 8 && line.split_whitespace().all(large);
    // `MILLBROOK COUNTY SHERIFF'S OFFICE`
    if names && (folded.ends_with("'s office") || folded.ends_with("’s office")) {
        return true;
    }
    let office = |word: &str| OFFICES.has(word) || FOREIGN.has(word);
    let stated = || words(&folded).take(3).chain(words(&folded).last()).any(office);
    let foreign = || line.split_whitespace().count() <= 5 && words(&folded).take(2).any(|word| FOREIGN.has(word));
    !has_word(line) && (names && stated() || foreign()) || names && is_body(&folded)
}

/// `Special Mission to Northland`, `J2 DIRECTORATE`: such words stand last, or before a small word; elsewhere they are
/// what a headline is about.
fn is_body(folded: &str) -> bool {
    static BODIES: Folded = Folded::new(
        "mission|command|headquarters|directorate|council|consulate|section|unit|service|centre|center|division|delegation|\
        observatory|spokesperson|newsroom|desk|cell|team|staff|brigade|battalion|regiment|cluster",
    );
    // What meets and decides gives its name to minutes and reports as well.
    static MEETINGS: Folded = Folded::new("house|assembly|parliament|senate|committee|congress|cabinet|chamber");
    let told = words(folded).any(|word| WORDS.has(word));
    let list: Vec<&str> = words(folded).take(8).collect();
    let joined = |at: usize| match list.get(at + 1) {
        Some(next) => matches!(*next, "of" | "for" | "to" | "in" | "on"),
        None => list.len() <= 4,
    };
    list.iter().enumerate().any(|(at, word)| (BODIES.has(word) || !told && MEETINGS.has(word)) && joined(at))
}

/// Runs of letters.
fn words(folded: &str) -> impl Iterator<Item = &str> {
    folded.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_of_text() {
        for yes in
            ["FACT SHEET", "POLICY NOTE 12/2023", "Situation Report No. 50", "Disease Outbreak News", "MEMORANDUM"]
        {
            assert!(is_genre(yes), "{yes}");
        }
        for no in ["Report of the Panel", "Grain Corridors", "12/2023", "Summary of Talks in Oslo", ""] {
            assert!(!is_genre(no), "{no}");
        }
        assert!(has_word("Border Update") && !has_word("Geneva"));
        assert!(is_office("BANK OF ENGLAND") && is_office("Ministry of Foreign Affairs"));
        assert!(
            !is_office("Ministry of Health Update") && !is_office("Bank raises rates") && !is_office("Grain Corridors")
        );
    }
}
