//! Colours for a terminal of sixteen.
//!
//! The terminal library names even the first sixteen colours as some of 256 (`38;5;n`), which a terminal that has no more
//! may not understand, or take for blinking. They go out as `30`–`37` and `90`–`97`, and those of the ground as `40`–`47`
//! and `100`–`107`.

use std::io::Write as _;

/// What is written, changed on its way out.
#[derive(Debug, Default)]
pub(super) struct Sixteen {
    /// The sequence that has begun.
    begun: Vec<u8>,
}

impl Sixteen {
    /// What is to be written for `bytes`. A sequence that does not end among them waits for the next ones.
    pub(super) fn pass(&mut self, bytes: &[u8]) -> Vec<u8> {
        let mut out = Vec::with_capacity(bytes.len() + self.begun.len());
        for &byte in bytes {
            match self.begun.len() {
                0 if byte != 0x1b => out.push(byte),
                // An ESC begins another sequence wherever it stands.
                _ if byte == 0x1b => {
                    out.append(&mut self.begun);
                    self.begun.push(byte);
                }
                0 => self.begun.push(byte),
                1 if byte == b'[' => self.begun.push(byte),
                1 => {
                    out.append(&mut self.begun);
                    out.push(byte);
                }
                _ if (0x20..0x40).contains(&byte) => self.begun.push(byte),
                _ => {
                    self.begun.push(byte);
                    end(&self.begun, &mut out);
                    self.begun.clear();
                }
            }
        }
        out
    }
}

/// Writes a whole sequence.
fn end(sequence: &[u8], out: &mut Vec<u8>) {
    let parameters = sequence.strip_prefix(b"\x1b[").and_then(|rest| rest.strip_suffix(b"m"));
    let Some(text) = parameters.and_then(|text| std::str::from_utf8(text).ok()) else {
        return out.extend_from_slice(sequence);
    };
    out.extend_from_slice(b"\x1b[");
    let mut rest = text.split(';');
    let mut first = true;
    while let Some(number) = rest.next() {
        if !std::mem::take(&mut first) {
            out.push(b';');
        }
        let mut ahead = rest.clone();
        let colour = match (number, ahead.next(), ahead.next().and_then(|n| n.parse::<u8>().ok())) {
            ("38", Some("5"), Some(n)) => short(30, n),
            ("48", Some("5"), Some(n)) => short(40, n),
            _ => None,
        };
        match colour {
            Some(colour) => {
                let _ = write!(out, "{colour}");
                rest = ahead;
            }
            None => out.extend_from_slice(number.as_bytes()),
        }
    }
    out.push(b'm');
}

/// The short number of a colour, from that of black.
fn short(black: u8, n: u8) -> Option<u8> {
    match n {
        0..=7 => Some(black + n),
        // The bright ones.
        8..=15 => Some(black + 52 + n),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_sixteen_are_named_shortly() {
        let bytes =
            b"a\x1b[38;5;1;48;5;12mb\x1b[0;38;5;15m\x1b[39;49m\x1b[38;5;200m\x1b[2J\x1b]52;c;38;5;1m\x07\x1b\\c";
        let wanted = b"a\x1b[31;104mb\x1b[0;97m\x1b[39;49m\x1b[38;5;200m\x1b[2J\x1b]52;c;38;5;1m\x07\x1b\\c";
        assert_eq!(Sixteen::default().pass(bytes), wanted);
        for cut in 0..bytes.len() {
            let mut sixteen = Sixteen::default();
            let out = [sixteen.pass(&bytes[..cut]), sixteen.pass(&bytes[cut..])].concat();
            assert_eq!(out, wanted, "cut at {cut}");
        }
    }
}
