//! Inline markup: `*em*`, `**strong**`, ` ``literal`` `, `` `text <url>`_ ``, roles.
//!
//! The signs of markup that is understood are dropped; every other character stays.

use crate::briefing::{Draft, InlineStyle};

/// Writes `text` (its lines parted by `\n`) into the open block.
pub(super) fn write(draft: &mut Draft, text: &str) {
    let mut rest = text;
    let mut before = ' ';
    while let Some(at) = rest.find(['*', '`']) {
        let (plain, tail) = rest.split_at(at);
        lines(draft, plain);
        before = plain.chars().next_back().unwrap_or(before);
        let used = if opens(before) { markup(draft, tail) } else { 0 };
        if used == 0 {
            let sign = tail.chars().next().map_or(0, char::len_utf8);
            let (one, behind) = tail.split_at(sign);
            lines(draft, one);
            before = one.chars().next().unwrap_or(' ');
            rest = behind;
        } else {
            before = 'x';
            rest = tail.split_at(used).1;
        }
    }
    lines(draft, rest);
}

/// Markup begins at the start, after white space and after opening punctuation.
fn opens(before: char) -> bool {
    before.is_whitespace() || matches!(before, '(' | '[' | '{' | '<' | '"' | '\'' | '-' | '/' | ':' | '“' | '‘')
}

/// Writes the markup at the start of `text` and returns its length in bytes; 0 when there is none.
fn markup(draft: &mut Draft, text: &str) -> usize {
    for (sign, style) in [("``", InlineStyle::Code), ("**", InlineStyle::Strong), ("*", InlineStyle::Emphasis)] {
        if let Some((inner, used)) = between(text, sign) {
            styled(draft, inner, style);
            return used;
        }
    }
    reference(draft, text)
}

/// The text between two equal signs, and the bytes of all three.
fn between<'a>(text: &'a str, sign: &str) -> Option<(&'a str, usize)> {
    let inner = text.strip_prefix(sign)?;
    let end = inner.get(..inner.len()).and_then(|inner| inner.find(sign)).filter(|end| *end > 0 && *end < 4000)?;
    let body = inner.get(..end)?;
    let tight = !body.starts_with(char::is_whitespace) && !body.ends_with(char::is_whitespace);
    let single = sign.len() > 1 || !body.starts_with(sign);
    (tight && single).then_some((body, end + 2 * sign.len()))
}

/// `` `text <url>`_ `` becomes a link with its address behind it; `` `text`_ `` and `` `text` `` (behind a role too) become their text.
fn reference(draft: &mut Draft, text: &str) -> usize {
    let Some((inner, mut used)) = between(text, "`") else { return 0 };
    let behind = text.get(used..).unwrap_or("");
    let marks = behind.bytes().take(2).take_while(|b| *b == b'_').count();
    let target = inner.strip_suffix('>').and_then(|inner| inner.rsplit_once('<'));
    match target {
        Some((name, url)) if marks > 0 && !url.is_empty() => {
            let style = draft.link(&url.split_whitespace().collect::<String>());
            let name = name.trim_end();
            styled(draft, if name.is_empty() { url } else { name }, style);
            if !name.is_empty() {
                // The address stays in sight, as whoever reads the source sees it.
                draft.push(" <");
                draft.push(url.trim());
                draft.push(">");
            }
        }
        _ if marks > 0 => lines(draft, inner),
        _ => styled(draft, inner, InlineStyle::Code),
    }
    used += marks;
    used
}

fn styled(draft: &mut Draft, text: &str, style: InlineStyle) {
    draft.style_start(style);
    lines(draft, text);
    draft.style_end();
}

fn lines(draft: &mut Draft, text: &str) {
    let mut parts = text.split('\n');
    draft.push(parts.next().unwrap_or(""));
    for part in parts {
        draft.next_line(part);
    }
}
