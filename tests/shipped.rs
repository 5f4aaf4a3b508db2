//! The briefings that come with the program: each is read without a warning, says what it is, and loses no letter.

use std::fs;
use std::path::{Path, PathBuf};

use attache::briefing::Briefing;
use attache::clean::Clean;
use attache::dates;
use attache::import::{Format, Hints, Imported, import};
use regex::Regex;

/// The briefings that are not invented, by the beginning of their name: a readout of a real meeting, and the tour.
const NOT_INVENTED: [&str; 2] = ["2024-01-30-iran-pakistan.", "2024-01-01-tour."];

/// Where every invented one must have said so, in characters of its text.
const AT_THE_TOP: usize = 700;

struct Shipped {
    name: String,
    source: String,
    imported: Imported,
}

#[expect(clippy::unwrap_used, reason = "a shipped file that cannot be read is the fault that is looked for")]
fn shipped() -> Vec<Shipped> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("briefings");
    let mut paths: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    assert!(paths.len() >= 20, "only {} briefings", paths.len());
    paths
        .into_iter()
        .map(|path| {
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            let source = fs::read_to_string(&path).unwrap();
            let imported = import(source.clone().into_bytes(), &Hints { name: &name, encoding: None }).unwrap();
            Shipped { name, source, imported }
        })
        .collect()
}

/// What a check finds wrong, over all briefings.
fn each(check: impl Fn(&Shipped) -> Vec<String>) {
    let faults: Vec<String> = shipped()
        .iter()
        .flat_map(|file| check(file).into_iter().map(|fault| format!("{}: {fault}", file.name)).collect::<Vec<_>>())
        .collect();
    assert!(faults.is_empty(), "\n{}\n", faults.join("\n"));
}

fn unless(holds: bool, fault: &str) -> Option<String> {
    (!holds).then(|| fault.to_owned())
}

#[test]
fn each_is_read_without_a_warning_as_what_its_name_says() {
    each(|file| {
        let mut faults: Vec<String> =
            file.imported.warnings.iter().map(|w| format!("line {}: {}", w.line, w.message)).collect();
        let expected = match file.name.rsplit('.').next() {
            Some("txt") => Format::Text,
            Some("md") => Format::Markdown,
            Some("html") => Format::Html,
            _ => Format::Yaml,
        };
        faults.extend(unless(file.imported.format == expected, "is read as another format"));
        faults.extend(unless(!file.imported.guessed_encoding, "has its encoding guessed"));
        faults
    });
}

#[test]
fn each_has_a_name_a_date_and_sections() {
    each(|file| {
        let briefing = &file.imported.briefing;
        let headings = (0..briefing.sections.len()).filter(|n| briefing.heading(*n).is_some()).count();
        let date = briefing.header.date.map(|date| date.to_string()).unwrap_or_default();
        let faults = [
            unless(!briefing.display_title().trim().is_empty(), "has no name"),
            unless(headings >= 1, "has no section with a heading"),
            unless(!date.is_empty() && file.name.starts_with(&date), &format!("has the date {date:?}")),
            unless(briefing.neutralised.shown == 0, "has characters that had to be made harmless"),
        ];
        faults.into_iter().flatten().collect()
    });
}

#[test]
fn each_that_is_invented_says_so_at_the_top() {
    each(|file| {
        let briefing = &file.imported.briefing;
        let top: String = briefing.text.chars().take(AT_THE_TOP).collect();
        let said = top.to_uppercase().contains("FICTIONAL") && top.to_uppercase().contains("EXERCISE");
        let invented = !NOT_INVENTED.iter().any(|name| file.name.starts_with(name));
        unless(said || !invented, "is invented and does not say so where it is seen").into_iter().collect()
    });
}

/// Every letter and digit of every source line is in the text, in the same order, or in the header.
#[test]
fn no_letter_is_lost() {
    each(|file| {
        let briefing = &file.imported.briefing;
        let (text, header) = (letters(&briefing.text), letters(&header_text(briefing)));
        let links: String = briefing.links.iter().map(|link| letters(link)).collect();
        lines(file)
            .into_iter()
            .filter(|line| {
                let wanted = letters(line);
                let dated = || dates::parse(line.trim()).is_some_and(|date| Some(date) == briefing.header.date);
                !(text.contains(&wanted) || header.contains(&wanted) || links.contains(&wanted) || dated())
            })
            .map(|line| format!("lost: {line}"))
            .collect()
    });
}

/// The pieces of a source that a reader must find again, without its markup.
fn lines(file: &Shipped) -> Vec<String> {
    match file.imported.format {
        Format::Yaml => yaml_lines(&file.source),
        Format::Html => html_lines(&file.source),
        Format::Markdown => markdown_lines(&file.source),
        Format::Text | Format::Rst => plain_lines(&file.source),
    }
}

/// A header line `Key: value` is looked for by its value, and so is a date that runs into the first line; prose is found
/// whole.
fn plain_lines(source: &str) -> Vec<String> {
    let source = replaced(source, r"\A\s*date (\d{4}-\d{2}-\d{2}) ", "$1\n");
    let value = |line: &str| line.split_once([':', '：']).map_or(line.to_owned(), |(_, value)| value.to_owned());
    let head = source.lines().take(16).map(value);
    head.chain(source.lines().skip(16).map(str::to_owned)).collect()
}

#[expect(clippy::unwrap_used, reason = "a literal pattern")]
fn replaced(text: &str, pattern: &str, with: &str) -> String {
    Regex::new(pattern).unwrap().replace_all(text, with).into_owned()
}

fn markdown_lines(source: &str) -> Vec<String> {
    let (front, body) = match source.strip_prefix("---\n").and_then(|rest| rest.split_once("\n---\n")) {
        Some((front, body)) => (yaml_lines(front), body),
        None => match source.strip_prefix("+++\n").and_then(|rest| rest.split_once("\n+++\n")) {
            Some((front, body)) => (toml_lines(front), body),
            None => (Vec::new(), source),
        },
    };
    let body = replaced(body, r"\]\([^)]*\)", "");
    let body = replaced(&body, r"<!--.*?-->|&[a-z]+;", "");
    // The cells of a table are found one by one, because their order is that of the columns.
    let cells = body.lines().flat_map(|line| line.split('|')).map(str::to_owned);
    front.into_iter().chain(cells).collect()
}

fn html_lines(source: &str) -> Vec<String> {
    let hidden =
        r"(?s)<!--.*?-->|<style.*?</style>|<script.*?</script>|<nav.*?</nav>|<footer.*?</footer>|<head>.*?</head>";
    let body = replaced(source, hidden, "\n");
    let body = replaced(&body, r"</?(?:p|h[1-6]|li|td|th|tr|div|ul|ol|blockquote|table|br)\b[^>]*>", "\n");
    let body = replaced(&body, r"(?s)<[^>]*>|&[a-z]+;", "");
    body.lines().map(str::to_owned).collect()
}

fn yaml_lines(source: &str) -> Vec<String> {
    fn walk(value: &serde_yaml::Value, out: &mut Vec<String>) {
        match value {
            serde_yaml::Value::String(text) => out.push(text.clone()),
            serde_yaml::Value::Number(number) => out.push(number.to_string()),
            serde_yaml::Value::Sequence(items) => items.iter().for_each(|item| walk(item, out)),
            serde_yaml::Value::Mapping(pairs) => pairs.values().for_each(|value| walk(value, out)),
            _ => {}
        }
    }
    let mut out = Vec::new();
    match serde_yaml::from_str(source) {
        Ok(value) => walk(&value, &mut out),
        Err(error) => out.push(format!("cannot be parsed: {error}")),
    }
    out
}

fn toml_lines(source: &str) -> Vec<String> {
    fn walk(value: &toml::Value, out: &mut Vec<String>) {
        match value {
            toml::Value::Array(items) => items.iter().for_each(|item| walk(item, out)),
            toml::Value::Table(pairs) => pairs.values().for_each(|value| walk(value, out)),
            toml::Value::String(text) => out.push(text.clone()),
            toml::Value::Integer(number) => out.push(number.to_string()),
            toml::Value::Datetime(date) => out.push(date.to_string()),
            _ => {}
        }
    }
    let mut out = Vec::new();
    match toml::from_str::<toml::Table>(source) {
        Ok(table) => walk(&toml::Value::Table(table), &mut out),
        Err(error) => out.push(format!("cannot be parsed: {error}")),
    }
    out
}

/// All that the header holds.
fn header_text(briefing: &Briefing) -> String {
    let h = &briefing.header;
    let handling = h.handling.as_ref().map(|handling| &handling.label);
    let mut all: Vec<&str> = [&h.title, &h.dateline, &h.series, &h.issue, &h.as_of, &h.period, &h.next_due]
        .into_iter()
        .flatten()
        .chain(handling)
        .chain(&h.tags)
        .chain(&h.refs)
        .map(Clean::as_str)
        .collect();
    for source in &h.sources {
        all.push(&source.name);
        all.extend(source.url.iter().chain(&source.rating).map(Clean::as_str));
    }
    for entity in &h.entities {
        all.extend([entity.name.as_str(), entity.kind.as_str()]);
        all.extend(entity.aliases.iter().map(Clean::as_str));
    }
    all.extend(h.extra.iter().flat_map(|(key, value)| [key.as_str(), value.as_str()]));
    let date = h.date.map(|date| date.to_string()).unwrap_or_default();
    format!("{} {date}", all.join(" "))
}

fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).collect()
}
