//! Whether two names are one name spelled in two ways, as romanisation does it to names from Arabic, Persian, Urdu and
//! Russian, and hyphens and spaces do to all.
//!
//! Compared is what names sound like, in letters, without spaces, hyphens and apostrophes. A false offer is worse than a
//! missed one, so vowels that part names are kept apart: `Hamed` and `Hamid`, `Karimi` and `Karami`, `Salem` and `Salim`
//! are different people.
//!
//! | the same | examples |
//! |---|---|
//! | doubled and single letters | `Hussein` `Husein`, `Mohammed` `Mohamed` |
//! | `ee i`, `ou oo u o`, `ei ai ay ey`, `y iy yy i` at the end | `Jeelani` `Jilani`, `Hossein` `Hussain`, `Zelensky` `Zelenskyy` |
//! | `e i` outside the last syllable, `e a` there too in longer names | `Ebrahim` `Ibrahim`, `Mehdi` `Mahdi` |
//! | `q gh`, `q k`; `kh h` in long names; `w v`, `ph f`, `dj j`, `tch ch`, `ks x`, `ck c k` | `Qalibaf` `Ghalibaf`, `Iraq` `Irak` |
//! | `-ian -yan`, `-ia -ya`, `-ah -eh -a`, `-ov -off` | `Petrosian` `Petrosyan`, `Fatemeh` `Fatima` |
//! | `al- el-` and none, `abdul abdol abd al-`, `-allah -ollah -ullah` | `al-Assad` `Assad`, `Hezbollah` `Hizbullah` |
//! | `Mohammad Muhammed`, `Ahmad Ahmed`, `Syed Sayyid Seyed` | |

use std::collections::{BTreeSet, HashMap};

use super::key;

/// Letters from which on one vowel may stand for another.
const FREE: usize = 5;

/// Letters from which on `kh` may be `h`.
const LONG: usize = 7;

/// Letters below which nothing is like anything.
const LEAST: usize = 4;

/// Names by the letters that they share with what is like them.
#[derive(Debug, Default)]
pub(super) struct Sounds {
    by_frame: HashMap<String, Vec<(usize, String)>>,
}

impl Sounds {
    /// Takes a name of the entity with this number.
    pub(super) fn add(&mut self, entity: usize, name: &str) {
        if let Some(sound) = sound(name) {
            self.by_frame.entry(frame(&sound)).or_default().push((entity, sound));
        }
    }

    /// The entities that have a name like this one.
    pub(super) fn alike(&self, name: &str) -> BTreeSet<usize> {
        let Some(sound) = sound(name) else { return BTreeSet::new() };
        let near = self.by_frame.get(&frame(&sound)).map(Vec::as_slice).unwrap_or_default();
        near.iter().filter(|(_, other)| is_like(&sound, other)).map(|(entity, _)| *entity).collect()
    }
}

/// What a name sounds like, in letters: `x` is kh, `Q` gh, `S` sh, `C` ch, `T` th, `Z` zh. `None` for what is too short
/// or not in Latin letters only; there, a name without its spaces and hyphens.
fn sound(name: &str) -> Option<String> {
    let key = key::of(name);
    let words: Vec<&str> =
        key.split(|c: char| !c.is_alphanumeric() && !is_quote(c)).filter(|word| !word.is_empty()).collect();
    let is_latin = |c: char| c.is_ascii_lowercase() || is_quote(c);
    if !words.iter().all(|word| word.chars().all(is_latin)) {
        let plain: String = words.concat();
        let has_number = plain.contains(|c: char| c.is_ascii_digit());
        return (plain.chars().count() >= LEAST && !has_number).then_some(plain);
    }
    let words: Vec<String> = words.iter().map(|word| word.chars().filter(|c| !is_quote(*c)).collect()).collect();
    let mut sound = String::new();
    for (n, word) in words.iter().enumerate() {
        let is_article = matches!(word.as_str(), "al" | "el" | "ul" | "ol") && n + 1 < words.len();
        if !is_article {
            sound.push_str(&spoken(word));
        }
    }
    let sound = single(&sound);
    (sound.len() >= LEAST).then_some(sound)
}

fn is_quote(c: char) -> bool {
    matches!(c, '\'' | '`' | 'ʿ' | 'ʾ' | '‘' | '’')
}

/// Words that are spelled in more ways than any rule has.
const FAMILIES: [(&str, &[&str]); 3] = [
    (
        "muhamad",
        &[
            "mohammad", "mohammed", "muhammad", "muhammed", "mohamed", "mohamad", "mohamud", "mehmed", "muhamed",
            "muhamad",
        ],
    ),
    ("ahmad", &["ahmad", "ahmed", "ahmet", "achmad"]),
    ("sayid", &["syed", "sayyid", "sayed", "seyed", "seyyed", "sayyed", "said", "saiyid", "seyyid"]),
];

/// Letters that stand for one sound, the longest first.
const LETTERS: [(&str, &str); 29] = [
    ("tch", "C"),
    ("sch", "S"),
    ("dzh", "j"),
    ("kh", "x"),
    ("gh", "Q"),
    ("sh", "S"),
    ("ch", "C"),
    ("th", "T"),
    ("zh", "Z"),
    ("dh", "d"),
    ("ph", "f"),
    ("dj", "j"),
    ("ck", "k"),
    ("ks", "X"),
    ("x", "X"),
    ("tz", "c"),
    ("ts", "c"),
    ("ee", "i"),
    ("ie", "i"),
    ("ei", "i"),
    ("ey", "i"),
    ("ai", "i"),
    ("ay", "i"),
    ("iy", "i"),
    ("yi", "i"),
    ("ou", "u"),
    ("oo", "u"),
    ("w", "v"),
    ("c", "k"),
];

fn spoken(word: &str) -> String {
    if let Some((spoken, _)) = FAMILIES.iter().find(|(_, all)| all.contains(&word)) {
        return (*spoken).to_owned();
    }
    let word = servant(word);
    let word = single(&ending(&word));
    let mut out = String::new();
    let mut rest = word.as_str();
    while let Some(first) = rest.chars().next() {
        let known = LETTERS.iter().find(|(letters, _)| rest.starts_with(letters));
        if let Some((letters, sound)) = known {
            out.push_str(sound);
            rest = rest.strip_prefix(letters).unwrap_or("");
        } else {
            out.push(first);
            rest = rest.strip_prefix(first).unwrap_or("");
        }
    }
    out.replace('o', "u").replace('y', "i")
}

/// `abdul`, `abdol`, `abdur-r` are `abd` with an article; `-allah` has many vowels.
fn servant(word: &str) -> String {
    let mut word = word.to_owned();
    for any in ["allah", "ollah", "ullah", "oullah"] {
        if let Some(stem) = word.strip_suffix(any).filter(|stem| !stem.is_empty()) {
            word = [stem, "ulah"].concat();
            break;
        }
    }
    let Some((before, behind)) = word.split_once("abd") else { return word };
    let mut letters = behind.chars();
    let (vowel, first, second) = (letters.next(), letters.next(), letters.next());
    let is_article = first == Some('l') || first.is_some() && first == second;
    if vowel.is_some_and(|c| "uoea".contains(c)) && is_article {
        // `abdolahian` is `abdollahian` with one letter less.
        let skipped = if first == Some('l') && second.is_none_or(|c| !is_vowel(c)) { 2 } else { 1 };
        return [before, "abd", behind.get(skipped..).unwrap_or("")].concat();
    }
    word
}

/// Endings that are spelled in several ways.
fn ending(word: &str) -> String {
    const ENDINGS: [(&str, &str); 14] = [
        ("skyy", "ski"),
        ("skiy", "ski"),
        ("skyi", "ski"),
        ("skii", "ski"),
        ("sky", "ski"),
        ("off", "ov"),
        ("yan", "ian"),
        ("ya", "ia"),
        ("yya", "ia"),
        ("iya", "ia"),
        ("eh", "a"),
        ("ah", "a"),
        ("yy", "i"),
        ("ii", "i"),
    ];
    let found = ENDINGS.iter().find_map(|(end, plain)| Some([word.strip_suffix(end)?, plain].concat()));
    found.unwrap_or_else(|| word.to_owned())
}

fn single(word: &str) -> String {
    let mut out = String::with_capacity(word.len());
    let mut last = None;
    for c in word.chars() {
        // Two vowels that make one sound of their own are no doubled letter.
        if last != Some(c) || matches!(c, 'e' | 'o') {
            out.push(c);
        }
        last = Some(c);
    }
    out
}

/// The consonants, those that may stand for each other made one: what is alike has the same.
fn frame(sound: &str) -> String {
    let frame = sound.chars().filter_map(|c| match c {
        'a' | 'e' | 'i' | 'u' | 'h' | 'x' => None,
        'Q' | 'q' => Some('k'),
        'T' => Some('t'),
        _ => Some(c),
    });
    frame.collect()
}

/// True when two sounds may be one name.
fn is_like(one: &str, other: &str) -> bool {
    let (a, b): (Vec<char>, Vec<char>) = (one.chars().collect(), other.chars().collect());
    if a.len() != b.len() {
        return false;
    }
    let last = a.iter().rposition(|c| is_vowel(*c)).unwrap_or(0);
    let is_closed = last + 1 < a.len();
    let long = a.len();
    a.iter().zip(&b).enumerate().all(|(at, (a, b))| {
        let free = long >= FREE && !(at == last && is_closed);
        match (*a.min(b), *a.max(b)) {
            (a, b) if a == b => true,
            ('e', 'i') => free,
            ('a', 'e') => free && long > FREE,
            ('Q' | 'k', 'q') | ('T', 't') => true,
            ('h', 'x') => long >= LONG,
            _ => false,
        }
    })
}

fn is_vowel(c: char) -> bool {
    matches!(c, 'a' | 'e' | 'i' | 'u')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn alike(one: &str, other: &str) -> bool {
        let mut sounds = Sounds::default();
        sounds.add(7, one);
        sounds.alike(other).contains(&7)
    }

    #[test]
    fn spellings_of_one_name() {
        for (one, other) in [
            ("Hossein Amir-Abdollahian", "Hossein Amirabdollahian"),
            ("Hossein Amir-Abdollahian", "Hussein Amir Abdullahian"),
            ("Amir-Abdollahian", "Amir-Abdolahian"),
            ("Jilani", "Jeelani"),
            ("Hossein", "Hussain"),
            ("Husayn", "Hoseyn"),
            ("Mohammad Zarif", "Muhammed Zarif"),
            ("Qalibaf", "Ghalibaf"),
            ("Iraq", "Irak"),
            ("Qandahar", "Kandahar"),
            ("Hezbollah", "Hizballah"),
            ("Hezbollah", "Hizbullah"),
            ("Petrosian", "Petrosyan"),
            ("Zelensky", "Zelenskyy"),
            ("Zelensky", "Zelenskiy"),
            ("Ebrahim Raisi", "Ibrahim Raisi"),
            ("Mehdi Karimi", "Mahdi Karimi"),
            ("Bashar al-Assad", "Bashar Assad"),
            ("Bashar al-Assad", "Bashar el-Assad"),
            ("Abdul Rahman", "Abd al-Rahman"),
            ("Abdurrahman", "Abdul Rahman"),
            ("Fatemeh", "Fatimah"),
            ("Sergei Lavrov", "Sergey Lavroff"),
            ("Syed Asim Munir", "Sayyid Asim Muneer"),
            ("Shi'a Council", "Shia Council"),
            ("Nawaz Sharif", "Navaz Sharif"),
            ("علی رضا", "علیرضا"),
        ] {
            assert!(alike(one, other), "{one} ~ {other}: {:?} {:?}", sound(one), sound(other));
            assert!(alike(other, one), "{other} ~ {one}");
        }
    }

    #[test]
    fn names_of_different_people() {
        for (one, other) in [
            ("Hamed", "Hamid"),
            ("Salem", "Salim"),
            ("Karimi", "Karami"),
            ("Hassan", "Hossein"),
            ("Ghani", "Kani"),
            ("Khan", "Han"),
            ("Iran", "Iraq"),
            ("Oman", "Amman"),
            ("Mali", "Mila"),
            ("Munir", "Manar"),
            ("Ali", "Aly"),
            ("Asim Munir", "Munir Asim"),
            ("Austria", "Australia"),
            ("Niger", "Nigeria"),
            ("Khalid", "Khaled Ali"),
            ("Resolution 1325", "Resolution 1326"),
            ("F-16", "F-15"),
            ("Omar", "Amir"),
        ] {
            assert!(!alike(one, other), "{one} ≁ {other}: {:?} {:?}", sound(one), sound(other));
        }
    }
}
