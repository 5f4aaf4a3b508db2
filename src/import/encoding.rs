//! Bytes to text: which encoding, and one kind of line end.
//!
//! In this order: an encoding that the reader asked for, a byte order mark, UTF-16 by its pattern of NUL bytes (where the
//! same bytes are not UTF-8 with a stray NUL), valid UTF-8 (without a copy), UTF-8 with a few broken bytes, and at last a
//! guess which is shown as one. Bytes that mean nothing in the encoding become visible text, `<E9>`, one for one.
//! Afterwards every line end is `\n`.
//!
//! What this module does not do: it never refuses content (`refused`) and it does not neutralise
//! ([`crate::clean`]).

use std::fmt::Write as _;

use encoding_rs::{DecoderResult, Encoding};

use crate::briefing::Warning;
use crate::clean::Clean;

mod guess;
mod lines;

/// How many lines with broken bytes are reported one by one.
const MAX_WARNINGS: usize = 50;
/// Input bytes that are decoded at a time, so that the output grows with what is there.
const CHUNK: usize = 64 * 1024;
/// Bytes at the start that are looked at for the pattern of UTF-16.
const PATTERN: usize = 4096;

/// Text, and how it was come by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decoded {
    /// The text; its only line break is `\n`, and it has no byte order mark.
    pub text: String,
    /// Name of the encoding, to be shown: `UTF-8`, `windows-1252` …
    pub encoding: &'static str,
    /// The file does not say its encoding and it is not UTF-8 either.
    pub guessed: bool,
    /// Broken bytes, one warning a line; lines as in `text`.
    pub warnings: Vec<Warning>,
}

/// An encoding label that is not known.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "unknown encoding `{label}`: use a name such as utf-8, utf-16le, windows-1252, windows-1251, koi8-r, iso-8859-2, \
     iso-8859-6, windows-1255, windows-874, shift_jis, euc-jp, gb18030, big5 or euc-kr"
)]
pub struct UnknownEncoding {
    /// The label as it was given.
    pub label: Clean,
}

/// Decodes `bytes`; `label` overrides what the file seems to be (names of the WHATWG Encoding Standard, and `cp…`).
///
/// # Errors
/// When `label` names no encoding that is known.
pub fn decode(bytes: Vec<u8>, label: Option<&str>) -> Result<Decoded, UnknownEncoding> {
    let mut decoded = decode_as_it_lies(bytes, label)?;
    if decoded.text.starts_with('\u{FEFF}') {
        decoded.text.drain(..'\u{FEFF}'.len_utf8());
    }
    decoded.text = lines::unify(decoded.text);
    Ok(decoded)
}

/// The same with line ends and a byte order mark left as they are: code points as they lie in the file.
///
/// # Errors
/// When `label` names no encoding that is known.
pub fn decode_as_it_lies(bytes: Vec<u8>, label: Option<&str>) -> Result<Decoded, UnknownEncoding> {
    Ok(match label.map(lookup).transpose()? {
        Some(Known::Utf8) => utf8(bytes),
        Some(Known::Utf32 { big }) => utf32(&bytes, big),
        Some(Known::Other(encoding)) => legacy(&bytes, encoding, false),
        None => undeclared(bytes),
    })
}

/// True when the bytes are UTF-16 or UTF-32 by their mark or their pattern: then NUL bytes say nothing.
pub(super) fn is_wide(bytes: &[u8]) -> bool {
    bytes.starts_with(b"\xFF\xFE")
        || bytes.starts_with(b"\xFE\xFF")
        || bytes.starts_with(b"\0\0\xFE\xFF")
        || pattern(bytes).is_some()
}

enum Known {
    Utf8,
    Utf32 { big: bool },
    Other(&'static Encoding),
}

fn lookup(label: &str) -> Result<Known, UnknownEncoding> {
    let name = label.trim().to_ascii_lowercase().replace('_', "-");
    let alias = match name.as_str() {
        "utf-32" | "utf-32le" => return Ok(Known::Utf32 { big: false }),
        "utf-32be" => return Ok(Known::Utf32 { big: true }),
        "utf-8-sig" => "utf-8",
        "cp874" => "windows-874",
        "cp932" | "shift-jis" | "sjis" => "shift_jis",
        "cp936" => "gb18030",
        "cp949" => "euc-kr",
        "cp950" => "big5",
        other => other,
    };
    match Encoding::for_label(alias.as_bytes()).or_else(|| Encoding::for_label(label.trim().as_bytes())) {
        Some(encoding) if encoding == encoding_rs::UTF_8 => Ok(Known::Utf8),
        Some(encoding) if encoding != encoding_rs::REPLACEMENT => Ok(Known::Other(encoding)),
        _ => Err(UnknownEncoding { label: Clean::line(label) }),
    }
}

fn undeclared(bytes: Vec<u8>) -> Decoded {
    if bytes.starts_with(b"\xFF\xFE\0\0") {
        return utf32(&bytes, false);
    }
    if bytes.starts_with(b"\0\0\xFE\xFF") {
        return utf32(&bytes, true);
    }
    if let Some((encoding, _)) = Encoding::for_bom(&bytes)
        && encoding != encoding_rs::UTF_8
    {
        return legacy(&bytes, encoding, false);
    }
    if let Some(encoding) = pattern(&bytes) {
        return legacy(&bytes, encoding, true);
    }
    if guess::is_iso_2022_jp(&bytes) {
        return legacy(&bytes, encoding_rs::ISO_2022_JP, true);
    }
    match String::from_utf8(bytes) {
        Ok(text) => Decoded { text, encoding: "UTF-8", guessed: false, warnings: Vec::new() },
        Err(error) => match guess::encoding(error.as_bytes()) {
            Some(encoding) => legacy(error.as_bytes(), encoding, true),
            None => repaired(error.as_bytes()),
        },
    }
}

/// True for UTF-8 with NUL bytes that are so few that they got there by mistake: one in fifty, and two more in a short
/// text. `bytes` may end inside a character.
pub(super) fn has_stray_nuls(bytes: &[u8]) -> bool {
    let nul = memchr::memchr_iter(0, bytes).count();
    let few = nul > 0 && nul * 10 <= bytes.len() && nul * 50 <= bytes.len() + 100;
    few && std::str::from_utf8(bytes).map_or_else(|error| error.error_len().is_none(), |_| true)
}

/// UTF-8 for sure, though its few NUL bytes could be those of UTF-16: letters of UTF-16 beyond the first page come out as
/// control characters and tabs.
fn is_utf8_with_strays(sample: &[u8]) -> bool {
    let control = sample.iter().any(|b| matches!(b, 1..=8 | 0x0E..=0x1A | 0x1C..=0x1F | 0x7F));
    let tabs = memchr::memchr_iter(b'\t', sample).count();
    !control && tabs * 4 <= sample.len() && has_stray_nuls(sample)
}

/// UTF-16 without a mark: NUL bytes on one side of the pairs only.
///
/// Spaces, digits and line ends have a NUL in every script, so a small share is enough; the other side must have none.
fn pattern(bytes: &[u8]) -> Option<&'static Encoding> {
    let sample = bytes.get(..bytes.len().min(PATTERN)).unwrap_or_default();
    if is_utf8_with_strays(sample) {
        return None;
    }
    let (mut even, mut odd) = (0usize, 0usize);
    for pair in sample.chunks_exact(2) {
        even += usize::from(pair[0] == 0);
        odd += usize::from(pair[1] == 0);
    }
    let pairs = sample.len() / 2;
    let clear = |many: usize, few: usize| pairs >= 2 && few == 0 && many * 12 >= pairs;
    let encoding = match (clear(odd, even), clear(even, odd)) {
        (true, _) => encoding_rs::UTF_16LE,
        (_, true) => encoding_rs::UTF_16BE,
        _ => return None,
    };
    let whole = sample.get(..sample.len() & !1).unwrap_or_default();
    let (text, _) = encoding.decode_without_bom_handling(whole);
    let strange = text.chars().filter(|c| c.is_control() && !c.is_whitespace() || *c == '\u{FFFD}').count();
    (strange * 50 <= pairs).then_some(encoding)
}

fn utf8(bytes: Vec<u8>) -> Decoded {
    match String::from_utf8(bytes) {
        Ok(text) => Decoded { text, encoding: "UTF-8", guessed: false, warnings: Vec::new() },
        Err(error) => repaired(error.as_bytes()),
    }
}

/// UTF-8 with broken bytes: each becomes `<E9>`.
fn repaired(bytes: &[u8]) -> Decoded {
    let mut sink = Sink::new("UTF-8", bytes.len());
    for chunk in bytes.utf8_chunks() {
        sink.text.push_str(chunk.valid());
        sink.broken(chunk.invalid());
    }
    sink.done(false)
}

fn utf32(bytes: &[u8], big: bool) -> Decoded {
    let mut sink = Sink::new(if big { "UTF-32BE" } else { "UTF-32LE" }, bytes.len() / 4);
    for unit in bytes.chunks(4) {
        let value =
            <[u8; 4]>::try_from(unit).ok().map(|u| if big { u32::from_be_bytes(u) } else { u32::from_le_bytes(u) });
        match value.and_then(char::from_u32) {
            Some(c) => sink.text.push(c),
            None => sink.broken(unit),
        }
    }
    sink.done(false)
}

fn legacy(bytes: &[u8], encoding: &'static Encoding, guessed: bool) -> Decoded {
    // GBK is read by the rules of GB 18030, its superset; the name says what was done.
    let name = if encoding == encoding_rs::GBK { encoding_rs::GB18030.name() } else { encoding.name() };
    let mut sink = Sink::new(name, bytes.len() + bytes.len() / 8);
    let mut decoder = encoding.new_decoder_without_bom_handling();
    let mut at = 0;
    while at < bytes.len() {
        let end = bytes.len().min(at + CHUNK);
        let source = bytes.get(at..end).unwrap_or_default();
        let room = decoder.max_utf8_buffer_length_without_replacement(source.len()).unwrap_or(4 * CHUNK);
        sink.text.reserve(room);
        let (result, read) = decoder.decode_to_string_without_replacement(source, &mut sink.text, end == bytes.len());
        at += read;
        if let DecoderResult::Malformed(length, after) = result {
            let last = at.saturating_sub(usize::from(after));
            let first = last.saturating_sub(usize::from(length));
            sink.broken(bytes.get(first..last).unwrap_or_default());
        }
    }
    sink.done(guessed)
}

/// Collects text, and makes broken bytes visible.
struct Sink {
    text: String,
    encoding: &'static str,
    warnings: Vec<Warning>,
    counted: usize,
    line: u32,
    more: usize,
}

impl Sink {
    fn new(encoding: &'static str, capacity: usize) -> Self {
        let text = String::with_capacity(capacity);
        Self { text, encoding, warnings: Vec::new(), counted: 0, line: 1, more: 0 }
    }

    fn broken(&mut self, bytes: &[u8]) {
        if bytes.is_empty() {
            return;
        }
        self.line += lines::count(crate::text::slice(&self.text, self.counted..self.text.len()));
        self.counted = self.text.len();
        for byte in bytes {
            let _ = write!(self.text, "<{byte:02X}>");
        }
        if self.warnings.last().is_some_and(|w| w.line == self.line) {
            return;
        }
        if self.warnings.len() == MAX_WARNINGS {
            self.more += 1;
            return;
        }
        let shown = bytes.first().copied().unwrap_or_default();
        let message = format!("byte {shown:02X} is not {}: shown as <{shown:02X}>", self.encoding);
        self.warnings.push(Warning { line: self.line, message });
    }

    fn done(mut self, guessed: bool) -> Decoded {
        if self.more > 0 {
            let message = format!("broken bytes also follow at {} more places", self.more);
            self.warnings.push(Warning { line: self.line, message });
        }
        Decoded { text: self.text, encoding: self.encoding, guessed, warnings: self.warnings }
    }
}

#[cfg(test)]
mod tests;
