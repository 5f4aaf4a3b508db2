//! Markup of site generators in Markdown: Liquid tags, Hugo shortcodes, kramdown attributes.
//!
//! `{% … %}`, `{{< … >}}` and `{{% … %}}` say nothing to a reader but by their captions, titles and alternative texts, which
//! stay; `{{ … }}` stands for text and stays. Attributes go
//! where they are attributes: alone on a line, at the end of a heading, right behind a link or emphasis. Code keeps all.
//!
//! Converters from HTML also write `**Section 1. Policy. ** Text`, which CommonMark does not take for bold: the space goes
//! behind the asterisks.

use std::borrow::Cow;
use std::ops::Range;

/// Longest piece of such markup, in bytes.
const MAX_TAG: usize = 2000;

/// Longest bold opening of a paragraph that is mended, in bytes.
const MAX_STRONG: usize = 400;

/// `text` with that markup replaced by its words and as many spaces as make up for the rest; line breaks stay.
pub(super) fn prepare(text: &str) -> Cow<'_, str> {
    let blanked = blank_tags(text);
    mended(&blanked).map_or(blanked, Cow::Owned)
}

fn blank_tags(text: &str) -> Cow<'_, str> {
    let mut blanks: Vec<Range<usize>> = Vec::new();
    let mut fence: Option<&str> = None;
    let (mut at, mut close) = (0, 0);
    for line in text.split_inclusive('\n') {
        let mark = fence_mark(line);
        match (fence, mark) {
            (Some(open), Some(mark)) if mark.starts_with(open) => fence = None,
            (None, Some(mark)) => fence = Some(mark),
            (None, None) if line.contains('{') => in_line(text, at, line, &mut close, &mut blanks),
            _ => {}
        }
        at += line.len();
    }
    if blanks.is_empty() { Cow::Borrowed(text) } else { Cow::Owned(blanked(text, &blanks)) }
}

/// The run of backticks or tildes that a line opens or closes a code block with.
fn fence_mark(line: &str) -> Option<&str> {
    let line = line.trim_start_matches([' ', '\t', '>']);
    let mark = line.chars().next().filter(|c| matches!(c, '`' | '~'))?;
    let run = line.len() - line.trim_start_matches(mark).len();
    (run >= 3 && !(mark == '`' && line.get(run..)?.contains('`'))).then(|| line.get(..run)).flatten()
}

/// `close` is the next closing brace, looked for once: a million open ones must not be searched a million times.
fn in_line(text: &str, start: usize, line: &str, close: &mut usize, blanks: &mut Vec<Range<usize>>) {
    let mut ticks = 0;
    for (offset, c) in line.char_indices() {
        let at = start + offset;
        ticks += usize::from(c == '`');
        let free = ticks % 2 == 0 && blanks.last().is_none_or(|b| b.end <= at);
        if c != '{' || !free {
            continue;
        }
        if *close <= at {
            *close = text.get(at..).and_then(|rest| rest.find('}')).map_or(text.len(), |found| at + found);
        }
        if *close - at <= MAX_TAG
            && let Some(end) = tag_end(text, at, line, offset)
        {
            blanks.push(at..end);
        }
    }
}

fn tag_end(text: &str, at: usize, line: &str, offset: usize) -> Option<usize> {
    const TAGS: [(&str, &str); 3] = [("{%", "%}"), ("{{<", ">}}"), ("{{%", "%}}")];
    let rest = text.get(at..)?;
    if let Some((open, close)) = TAGS.iter().find(|(open, _)| rest.starts_with(open)) {
        let window = rest.get(..MAX_TAG).unwrap_or(rest);
        let end =
            window.find(close).filter(|e| *e >= open.len() && !window.get(..*e).is_some_and(|w| w.contains("\n\n")))?;
        return Some(at + end + close.len());
    }
    let inside = line.get(offset..)?;
    let close = inside.find('}')? + 1;
    let before = line.get(..offset)?;
    let alone = before.trim().is_empty() && inside.get(close..)?.trim().is_empty();
    let attributes = inside.starts_with("{:") && (alone || before.ends_with([')', ']', '*', '_', '`']));
    let heading = before.starts_with('#')
        && inside.get(close..)?.trim().is_empty()
        && ["{#", "{.", "{:"].iter().any(|open| inside.starts_with(open));
    (attributes || heading).then_some(at + close)
}

fn blanked(text: &str, blanks: &[Range<usize>]) -> String {
    let mut out = String::with_capacity(text.len());
    let mut done = 0;
    for blank in blanks {
        out.push_str(text.get(done..blank.start).unwrap_or(""));
        let inside = text.get(blank.clone()).unwrap_or("");
        match words(inside) {
            Some(words) => {
                // The words go first: spaces before them would make code of the line.
                let breaks = inside.matches('\n').count();
                out.push_str(&words);
                out.extend(std::iter::repeat_n(' ', inside.len().saturating_sub(words.len() + breaks)));
                out.extend(std::iter::repeat_n('\n', breaks));
            }
            None => out.extend(inside.bytes().map(|b| if b == b'\n' { '\n' } else { ' ' })),
        }
        done = blank.end;
    }
    out.push_str(text.get(done..).unwrap_or(""));
    out
}

/// What a tag has to say: its title, caption and alternative text, each once. `None` where there is none, or where
/// they could not stand in the place of the tag.
fn words(tag: &str) -> Option<String> {
    let mut out: Vec<String> = Vec::new();
    for name in ["title", "caption", "alt"] {
        let value = attribute(tag, name).map(|value| value.split_whitespace().collect::<Vec<_>>().join(" "));
        out.extend(value.filter(|value| !value.is_empty() && !out.contains(value)));
    }
    let words = out.join(" – ");
    let room = tag.len().saturating_sub(tag.matches('\n').count());
    (!words.is_empty() && words.len() <= room && !tag.starts_with("{:")).then_some(words)
}

/// The value in quotation marks that a tag gives to `name`.
fn attribute<'t>(tag: &'t str, name: &str) -> Option<&'t str> {
    let mut from = 0;
    while let Some(at) = tag.get(from..).and_then(|rest| rest.find(name)).map(|found| from + found) {
        from = at + name.len();
        let before = tag.get(..at)?.ends_with(|c: char| c.is_whitespace());
        let after = tag.get(from..)?.trim_start();
        let Some(value) = after.strip_prefix('=').filter(|_| before).map(str::trim_start) else { continue };
        let quoted = ['"', '\'', '`'].iter().find_map(|mark| value.strip_prefix(*mark)?.split_once(*mark));
        if let Some((value, _)) = quoted {
            return Some(value);
        }
    }
    None
}

/// `text` with the space in `**Words ** more` behind the asterisks, where a paragraph opens so; `None` when none does.
fn mended(text: &str) -> Option<String> {
    let mut out: Option<String> = None;
    let (mut from, mut done) = (0, 0);
    while let Some(start) = text.get(from..).and_then(|rest| rest.find("**")).map(|found| from + found) {
        from = start + 2;
        let opens = text.get(..start).is_some_and(|before| before.is_empty() || before.ends_with("\n\n"));
        let Some((space, close)) = opens.then(|| loose_close(text, from)).flatten() else { continue };
        let out = out.get_or_insert_with(|| String::with_capacity(text.len()));
        for part in [done..space, close..close + 2, space..close] {
            out.push_str(text.get(part).unwrap_or(""));
        }
        (from, done) = (close + 2, close + 2);
    }
    out.map(|out| out + text.get(done..).unwrap_or(""))
}

/// Where the white space before the closing asterisks starts, and where they stand.
fn loose_close(text: &str, from: usize) -> Option<(usize, usize)> {
    let close = text.get(from..)?.find("**")?;
    let inside = text.get(from..from + close).filter(|_| close <= MAX_STRONG)?;
    let words = inside.trim_end();
    let fits =
        words.len() < close && !words.is_empty() && !words.starts_with(char::is_whitespace) && !inside.contains("\n\n");
    (fits && !inside.ends_with('\n')).then_some((from + words.len(), from + close))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> String {
        let prepared = prepare(text);
        assert_eq!(prepared.len(), text.len());
        prepared.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn generator_markup_goes_and_text_stays() {
        assert_eq!(
            shown("a {% include x.md\n v=2 %} b {{< fig \"x\" >}} c {{ page.title }}"),
            "a b c {{ page.title }}"
        );
        assert_eq!(shown("## News {#news}\n{:.no_toc}\n[a](b){:target=\"_blank\"} c"), "## News [a](b) c");
        assert_eq!(shown("The set {a} and {:b} stay"), "The set {a} and {:b} stay");
        assert_eq!(shown("```\n{% raw %}\n```\n`{% x %}`"), "``` {% raw %} ``` `{% x %}`");
        assert_eq!(shown("{% never closed\n\n%}"), "{% never closed %}");
    }

    #[test]
    fn captions_of_shortcodes_stay() {
        assert_eq!(shown("{{< figure src=\"a.png\" caption=\"The port, 5 May\" >}} b"), "The port, 5 May b");
        assert_eq!(shown("{{< figure\n src=\"a\"\n alt='Port' title=\"Map\" caption=\"Map\" >}}\n\nb"), "Map – Port b");
        assert_eq!(shown("{% include figure.html subtitle=\"x\" caption=\"Порт\" %}"), "Порт");
        assert!(prepare("{{< figure src=\"a.png\" caption=\"The port\" >}}").starts_with("The port"));
    }

    #[test]
    fn loose_bold_openings_are_mended() {
        assert_eq!(prepare("**Sec. 1.\u{a0} Policy.\u{a0}** Equal"), "**Sec. 1.\u{a0} Policy.**\u{a0} Equal");
        assert_eq!(prepare("a ** b\n\n**c **d\n\n**e** f **"), "a ** b\n\n**c** d\n\n**e** f **");
        assert!(matches!(prepare("** a ** b"), Cow::Borrowed(_)));
    }
}
