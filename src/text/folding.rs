//! Folding: what readers type alike is made one.

use unicode_normalization::UnicodeNormalization;

/// One character folded for comparison: lower case, no diacritics, Arabic letter variants (ي/ى = ی, ك = ک) made one.
///
/// Returns `None` for characters that disappear (combining marks, tatweel, joiners).
pub fn fold_char(c: char) -> Option<char> {
    if c.is_ascii() {
        return Some(c.to_ascii_lowercase());
    }
    let c = match c {
        // Letters of which there is one form, that are a good part of all text: nothing of the below would change them.
        '\u{4E00}'..='\u{9FFF}' | 'а'..='и' | 'к'..='я' => return Some(c),
        'ي' | 'ى' | 'ې' | 'ۍ' => 'ی',
        'ك' | 'ڪ' => 'ک',
        'ة' | 'ۀ' | 'ە' => 'ه',
        'أ' | 'إ' | 'آ' | 'ٱ' => 'ا',
        'ؤ' => 'و',
        'ß' | 'ẞ' => 's',
        'ø' | 'Ø' => 'o',
        'ł' | 'Ł' => 'l',
        'đ' | 'Đ' => 'd',
        'ı' => 'i',
        '٠'..='٩' => digit(c, '٠'),
        '۰'..='۹' => digit(c, '۰'),
        '\u{2018}' | '\u{2019}' | '\u{02BC}' => '\'',
        '\u{201C}' | '\u{201D}' => '"',
        '\u{2010}' | '\u{2011}' => '-',
        '\u{00A0}' | '\u{202F}' | '\u{2007}' => ' ',
        '\u{0640}' | '\u{200C}' | '\u{200D}' => return None,
        _ => c,
    };
    if unicode_normalization::char::is_combining_mark(c) { None } else { base(c) }
}

/// The lower case of a letter without its marks.
fn base(c: char) -> Option<char> {
    std::iter::once(c).nfkd().next().unwrap_or(c).to_lowercase().next()
}

/// `text` folded character by character with [`fold_char`].
pub fn fold(text: &str) -> String {
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    text.chars().filter_map(fold_char).collect()
}

fn digit(c: char, zero: char) -> char {
    char::from_u32(u32::from('0') + (u32::from(c) - u32::from(zero))).unwrap_or(c)
}

/// True for scripts that set no spaces between words: a line break in their text stands for nothing, and a word in it
/// begins and ends anywhere.
pub fn is_unspaced(c: char) -> bool {
    matches!(u32::from(c),
        0x0E00..=0x0EFF | 0x1000..=0x109F | 0x1780..=0x17FF | 0x2E80..=0x312F | 0x31A0..=0x9FFF | 0xF900..=0xFAFF
        | 0xFF00..=0xFF9F | 0x2_0000..=0x3_FFFF)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folding_joins_what_readers_type_alike() {
        assert_eq!(fold("Éric Kovačević"), "eric kovacevic");
        assert_eq!(fold("علي كريم"), fold("علی کریم"));
        assert_eq!(fold("می‌رود"), fold("میرود"));
    }

    /// What is passed over quickly would come out the same the long way.
    #[test]
    fn letters_of_one_form_are_their_own_base() {
        for c in ('\u{4E00}'..='\u{9FFF}').chain('а'..='я') {
            assert_eq!(fold_char(c), base(c), "{c}");
        }
    }
}
