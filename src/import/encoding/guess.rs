//! Which encoding bytes are in that say nothing and are not UTF-8.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::Encoding;

/// Bytes from the first that is not ASCII on; more make no guess better.
const SAMPLE: usize = 128 * 1024;

/// The encoding of `bytes`, which are not valid UTF-8; `None` when they are UTF-8 with some broken bytes.
pub(super) fn encoding(bytes: &[u8]) -> Option<&'static Encoding> {
    let first = bytes.iter().position(|b| !b.is_ascii()).unwrap_or(0);
    let line = memchr::memrchr(b'\n', bytes.get(..first)?).unwrap_or(0);
    let sample = bytes.get(line..bytes.len().min(line + SAMPLE))?;
    if mostly_utf8(sample) {
        return None;
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    // A sample that ends inside a character would speak against every encoding that has such characters.
    detector.feed(sample, line + sample.len() == bytes.len());
    let guessed = detector.guess(None, Utf8Detection::Deny);
    Some(if guessed == encoding_rs::WINDOWS_1252 && is_hungarian(sample) { encoding_rs::WINDOWS_1250 } else { guessed })
}

/// Hungarian has ő and ű where the western code page has õ and û, and the detector takes it for that. No western
/// language has these two beside á or ö without a letter that Hungarian lacks.
fn is_hungarian(sample: &[u8]) -> bool {
    const FOREIGN: &str = "ãçèêàäåñâìòîôëïæøÃÇÈÊÀÄÅÑÂ";
    let (text, _) = encoding_rs::WINDOWS_1252.decode_without_bom_handling(sample);
    let double = text.chars().filter(|c| matches!(c, 'õ' | 'û' | 'Õ' | 'Û')).count();
    double > 0 && text.contains(['á', 'ö']) && !text.contains(|c| FOREIGN.contains(c))
}

/// Characters of more than one byte are twice as many as broken ones: no other encoding looks like that. A character that
/// was cut is one broken place, whatever is left of it.
fn mostly_utf8(sample: &[u8]) -> bool {
    let (mut wide, mut broken) = (0, 0);
    for chunk in sample.utf8_chunks() {
        wide += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        broken += usize::from(!chunk.invalid().is_empty());
    }
    wide >= 2 && wide >= 2 * broken
}

/// ISO-2022-JP is ASCII with escape sequences, which no other text file of ours holds.
pub(super) fn is_iso_2022_jp(bytes: &[u8]) -> bool {
    let head = bytes.get(..bytes.len().min(SAMPLE)).unwrap_or_default();
    let opens = |sequence: &[u8]| memchr::memmem::find(head, sequence).is_some();
    (opens(b"\x1B$B") || opens(b"\x1B$@")) && (opens(b"\x1B(B") || opens(b"\x1B(J")) && head.is_ascii()
}
