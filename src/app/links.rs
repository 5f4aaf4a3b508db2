//! Links of a section and at the caret: those that the source marks, and addresses that only stand in its text.
//!
//! Bare addresses are looked for when somebody asks. Which of them open is decided where a link is opened, for both.

use super::App;
use super::pick::{Choice, Item};
use crate::briefing::{Briefing, InlineStyle};
use crate::clean::Clean;
use crate::text::{self, Span};

/// Longest bare address, in code points; a longer one is not cut to another one, but none.
const LONGEST: usize = 4096;

/// The rows of the list, in the order of the text.
pub(super) fn of_section(briefing: &Briefing, section: usize) -> Vec<Item> {
    let mut found: Vec<(Span, Item)> = within(briefing, briefing.section_span(section));
    found.sort_by_key(|(span, _)| span.start);
    found.into_iter().map(|(_, item)| item).collect()
}

/// The link that the caret is in.
pub(super) fn at_caret(app: &App) -> Option<Clean> {
    let (offset, briefing) = (app.position(), app.document.briefing());
    let here = Span::new(offset, offset + 1);
    let marked = briefing.inlines_in(here).find_map(|i| target(briefing, i.style));
    marked.or_else(|| {
        let block = briefing.blocks.get(briefing.block_at(offset))?.span;
        let words = text::slice(&briefing.text, block);
        let at = offset.checked_sub(block.start)?;
        let span = bare(words).into_iter().find(|span| span.contains(at))?;
        Some(Clean::line(text::slice(words, span)))
    })
}

fn within(briefing: &Briefing, span: Span) -> Vec<(Span, Item)> {
    let row = |span: Span, url: Clean, detail: Clean| {
        let label = Clean::line(text::slice(&briefing.text, span));
        (span, Item { mark: Clean::default(), label, detail, choice: Choice::Link(url) })
    };
    let marked = briefing.inlines_in(span).filter_map(|i| Some((i.span, target(briefing, i.style)?)));
    let mut out: Vec<(Span, Item)> = marked.map(|(span, url)| row(span, url.clone(), url)).collect();
    let is_marked = |span: Span| briefing.inlines_in(span).any(|i| target(briefing, i.style).is_some());
    for found in bare(text::slice(&briefing.text, span)) {
        let whole = Span::new(span.start + found.start, span.start + found.end);
        if !is_marked(whole) {
            // It is its own label; saying it twice would only make the row longer.
            out.push(row(whole, Clean::line(text::slice(&briefing.text, whole)), Clean::default()));
        }
    }
    out
}

fn target(briefing: &Briefing, style: InlineStyle) -> Option<Clean> {
    match style {
        InlineStyle::Link(n) => briefing.links.get(n as usize).cloned(),
        _ => None,
    }
}

/// Addresses in a text that no markup makes links, without the punctuation behind them.
fn bare(text: &str) -> Vec<Span> {
    let mut out: Vec<Span> = Vec::new();
    for (colon, _) in text.match_indices(':') {
        let last = out.last().map_or(0, |span| span.end);
        let Some(start) = scheme_before(text, colon).filter(|start| *start >= last) else { continue };
        let rest = text::slice(text, colon + 1..text.len());
        let is_mail = text::slice(text, start..colon).eq_ignore_ascii_case("mailto");
        let has_host = || rest.strip_prefix("//").is_some_and(|host| host.starts_with(char::is_alphanumeric));
        if !is_mail && !has_host() {
            continue;
        }
        let len = address(rest).filter(|len| !is_mail || text::slice(rest, 0..*len).contains('@'));
        out.extend(len.map(|len| Span::new(start, colon + 1 + len)));
    }
    out
}

/// Where the scheme begins that ends before this colon, if it is one that is opened.
fn scheme_before(text: &str, colon: usize) -> Option<usize> {
    let before = text::slice(text, 0..colon);
    ["https", "http", "mailto"].iter().find_map(|scheme| {
        let start = colon.checked_sub(scheme.len())?;
        let is_it = before.get(start..)?.eq_ignore_ascii_case(scheme);
        let is_whole = !before.get(..start)?.ends_with(|c: char| c.is_ascii_alphanumeric());
        (is_it && is_whole).then_some(start)
    })
}

/// Bytes of an address at the beginning of a text; none where it is too long to be one. A bracket that it did not open
/// closes what is around it.
fn address(text: &str) -> Option<usize> {
    let mut open: Vec<char> = Vec::new();
    let end = text.char_indices().take(LONGEST + 1).find(|(_, c)| match c {
        '(' | '[' | '{' => {
            open.push(*c);
            false
        }
        ')' => open.pop() != Some('('),
        ']' => open.pop() != Some('['),
        '}' => open.pop() != Some('{'),
        _ => ends_address(*c),
    });
    let end = end.map(|(at, _)| at).or_else(|| (text.len() <= LONGEST).then_some(text.len()))?;
    let address = text::slice(text, 0..end);
    Some(address.trim_end_matches(['.', ',', ';', ':', '!', '?', '\'', '’', '…', '*', '_', '(', '[', '{']).len())
}

fn ends_address(c: char) -> bool {
    let is_quote = matches!(c, '"' | '“' | '”' | '«' | '»' | '<' | '>' | '`' | '|' | '\\');
    let is_foreign = matches!(
        c,
        '،' | '؛' | '؟' | '。' | '，' | '、' | '；' | '：' | '！' | '？' | '（' | '）' | '「' | '」' | '》' | '】'
    );
    c.is_whitespace() || c.is_control() || is_quote || is_foreign
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn found(text: &str) -> Vec<&str> {
        bare(text).into_iter().map(|span| text::slice(text, span)).collect()
    }

    #[test]
    fn bare_addresses_end_before_what_is_around_them() {
        for (text, expected) in [
            ("see https://a.org/x.", "https://a.org/x"),
            ("(https://a.org/x)", "https://a.org/x"),
            ("[3] http://a.org/x?y=1&z=2#f, and", "http://a.org/x?y=1&z=2#f"),
            ("https://a.org/Foo_(bar).", "https://a.org/Foo_(bar)"),
            ("“HTTPS://a.org/”", "HTTPS://a.org/"),
            ("<https://a.org/x>; then", "https://a.org/x"),
            ("write to mailto:desk@a.org!", "mailto:desk@a.org"),
            ("见https://a.org/x。他", "https://a.org/x"),
            ("https://a.org:8080/http://b.org", "https://a.org:8080/http://b.org"),
        ] {
            assert_eq!(found(text), [expected], "{text}");
        }
        for none in
            ["https://", "http:", "https:a", "mailto: you", "xhttps://a.org", "javascript://a", "file:///etc", "://"]
        {
            assert!(found(none).is_empty(), "{none}");
        }
        assert_eq!(found("http://a.org http://b.org"), ["http://a.org", "http://b.org"]);
    }

    proptest! {
        #[test]
        fn any_text_is_harmless(text in "(\\PC|https?://|mailto:|[@()\\[\\]. ]){0,20}") {
            let spans = bare(&text);
            prop_assert!(spans.windows(2).all(|pair| pair[0].end <= pair[1].start));
            prop_assert!(spans.iter().all(|span| text.get(span.start..span.end).is_some_and(|url| !url.contains(char::is_whitespace))));
        }
    }
}
