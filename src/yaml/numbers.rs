//! Whole numbers that are too large for any field: the parser underneath refuses the whole file for one. They are read as
//! text, so that only their own field is not understood.

use super::Place;
use crate::text::{self, Span};

/// Digits that always fit.
const FIT: usize = 18;

/// Where such numbers stand, in order of the text.
pub(super) fn too_large(text: &str, root: &Place) -> Vec<Span> {
    let mut found = Vec::new();
    collect(text, root, &mut found);
    found.sort_by_key(|span| span.start);
    found
}

fn collect(text: &str, place: &Place, found: &mut Vec<Span>) {
    let written = text::slice(text, place.value);
    // What stands between quotation marks is text already.
    let plain = !text::slice(text, 0..place.value.start).ends_with(['\'', '"']);
    if written.len() > FIT && plain && is_too_large(written) {
        found.push(place.value);
    }
    for child in &place.children {
        collect(text, child, found);
    }
}

fn is_too_large(written: &str) -> bool {
    let digits = written.strip_prefix(['-', '+']).unwrap_or(written);
    let decimal = !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit());
    let based = digits.strip_prefix("0x").or(digits.strip_prefix("0o")).or(digits.strip_prefix("0b"));
    let based = based.is_some_and(|rest| !rest.is_empty() && rest.bytes().all(|b| b.is_ascii_hexdigit()));
    (decimal && written.parse::<i64>().is_err() && written.parse::<u64>().is_err()) || (based && digits.len() > FIT)
}

/// The text with quotation marks around these places.
pub(super) fn quoted(text: &str, places: &[Span]) -> String {
    let mut out = String::with_capacity(text.len() + places.len() * 2);
    let mut done = 0;
    for place in places {
        out.push_str(text::slice(text, done..place.start));
        out.push('"');
        out.push_str(text::slice(text, *place));
        out.push('"');
        done = place.end;
    }
    out.push_str(text::slice(text, done..text.len()));
    out
}

#[cfg(test)]
mod tests {
    use serde_yaml::Value;

    #[test]
    fn only_the_number_that_is_too_large_becomes_text() {
        let text = "a: 99999999999999999999999\nb: [18446744073709551615, -99999999999999999999]\nc: x\nd: '99999999999999999999'\n";
        let value: Value = super::super::read(text).unwrap();
        assert_eq!(value["a"].as_str(), Some("99999999999999999999999"));
        assert_eq!(value["b"][0].as_u64(), Some(u64::MAX));
        assert_eq!(value["b"][1].as_str(), Some("-99999999999999999999"));
        assert_eq!((value["c"].as_str(), value["d"].as_str()), (Some("x"), Some("99999999999999999999")));
    }
}
