//! Header fields by name: the keys of briefing YAML, the same in front matter, with the names that others use for them.

use std::collections::HashSet;

use super::node::{Node, Value};
use super::plain;
use crate::briefing::{Draft, Header, NamedEntity, PartialDate, Source};
use crate::clean::Clean;
use crate::dates;

/// Puts `fields` into the header; what has no field of its own goes to [`Header::extra`]. Returns the keys that were
/// not known, with their lines.
pub(super) fn apply(fields: &[(String, Node)], draft: &mut Draft) -> Vec<(Clean, u32)> {
    let mut unknown = Vec::new();
    for (key, node) in fields {
        let taken = known(key, node, draft);
        if taken == Taken::Yes {
            continue;
        }
        let name = Clean::line(key);
        draft.header().extra.push((name.clone(), Clean::new(node.text().trim_end())));
        match taken {
            Taken::Already => {
                let field = canonical(key);
                draft.warn(node.line, format!("a second `{field}` (`{name}`): the first one counts, this one is kept"));
            }
            _ => unknown.push((name, node.line)),
        }
    }
    if draft.header().date.is_none() {
        draft.header().date = substitute(fields);
    }
    unknown
}

/// What became of a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Taken {
    /// It is in the header.
    Yes,
    /// The header has a value already, and can have only one.
    Already,
    /// The header has no place for it.
    No,
}

/// True when `key` names a field of the header.
pub(super) fn is_known(key: &str) -> bool {
    const KEYS: [&str; 13] = [
        "title", "date", "dateline", "handling", "series", "issue", "as_of", "period", "next_due", "sources", "tags",
        "refs", "entities",
    ];
    KEYS.contains(&canonical(key).as_str())
}

/// True when a field called `key` is a further value of one that `header` has: read again, it is kept beside it.
pub(super) fn is_further(key: &str, header: &Header) -> bool {
    let name = canonical(key);
    // Under its own name it would stand twice in one mapping.
    let has = || match name.as_str() {
        "date" => header.date.is_some(),
        _ => value(&name, header).is_some(),
    };
    name != key && has()
}

/// The date as a field gives it, with a time of day or without.
pub(super) fn date(text: &str) -> Option<PartialDate> {
    let text = text.trim();
    let found = dates::parse(text).or_else(|| {
        let day = text.split(['T', ' ']).next()?;
        PartialDate::parse_iso(day).filter(|d| d.day().is_some())
    });
    found.or_else(|| mail_day(text))
}

/// The day as mails write it: `Tue, 19 May 2026 17:42:11 -0400`.
fn mail_day(text: &str) -> Option<PartialDate> {
    let (day, hour) = text.split_once(':')?.0.rsplit_once(' ')?;
    let weekday = day.split_once(',').filter(|(word, _)| word.chars().all(char::is_alphabetic));
    let day = weekday.map_or(day, |(_, day)| day);
    let clock = (1..=2).contains(&hour.len()) && hour.bytes().all(|b| b.is_ascii_digit());
    dates::parse(day.trim()).filter(|date| clock && date.day().is_some())
}

/// One spelling for each key, and ours for those that others use.
pub(super) fn canonical(key: &str) -> String {
    let key = key.trim().to_lowercase().replace(['-', ' '], "_");
    let ours = match key.as_str() {
        "classification" | "marking" | "tlp" => "handling",
        "number" | "issue_number" | "no" => "issue",
        "asof" => "as_of",
        "period_covered" => "period",
        "next_update" | "next_update_due" | "next_issue" => "next_due",
        "source" => "sources",
        "keywords" | "tag" => "tags",
        "references" | "ref" => "refs",
        _ => return key,
    };
    ours.to_owned()
}

fn known(key: &str, node: &Node, draft: &mut Draft) -> Taken {
    let name = canonical(key);
    if name == "date" {
        return set_date(node, draft);
    }
    let header = draft.header();
    if let Some(place) = single(&name, header) {
        return fill(place, Clean::line(&node.text()));
    }
    match name.as_str() {
        "handling" => handling(key, node, header),
        "tags" => join(&mut header.tags, node.items().iter().map(|t| Clean::line(t)).collect()),
        "refs" => join(&mut header.refs, refs(node)),
        "sources" => sources(node, header),
        "entities" => entities(node, header),
        _ => return Taken::No,
    }
    Taken::Yes
}

/// The value of a field that has one.
fn value<'h>(name: &str, header: &'h Header) -> Option<&'h Clean> {
    let place = match name {
        "title" => &header.title,
        "dateline" => &header.dateline,
        "series" => &header.series,
        "issue" => &header.issue,
        "as_of" => &header.as_of,
        "period" => &header.period,
        "next_due" => &header.next_due,
        _ => return None,
    };
    place.as_ref()
}

/// The place of a field that has one value.
fn single<'h>(name: &str, header: &'h mut Header) -> Option<&'h mut Option<Clean>> {
    Some(match name {
        "title" => &mut header.title,
        "dateline" => &mut header.dateline,
        "series" => &mut header.series,
        "issue" => &mut header.issue,
        "as_of" => &mut header.as_of,
        "period" => &mut header.period,
        "next_due" => &mut header.next_due,
        _ => return None,
    })
}

fn fill(place: &mut Option<Clean>, value: Clean) -> Taken {
    match place {
        _ if value.is_empty() => Taken::Yes,
        Some(known) if *known == value => Taken::Yes,
        Some(_) => Taken::Already,
        None => {
            *place = Some(value);
            Taken::Yes
        }
    }
}

/// Markings of all keys for them are joined: one that is lost may be the highest.
fn handling(key: &str, node: &Node, header: &mut Header) {
    match &node.value {
        Value::Map(fields) => fields.iter().for_each(|(key, node)| handling(key, node, header)),
        Value::List(items) => items.iter().for_each(|item| handling(key, item, header)),
        Value::Text(text) if !text.trim().is_empty() => plain::fields::mark(header, plain::fields::marking(key, text)),
        Value::Text(_) | Value::Empty => {}
    }
}

fn join(list: &mut Vec<Clean>, more: Vec<Clean>) {
    let mut known: HashSet<Clean> = list.iter().cloned().collect();
    list.extend(more.into_iter().filter(|item| known.insert(item.clone())));
}

fn set_date(node: &Node, draft: &mut Draft) -> Taken {
    let text = node.text();
    if text.trim().is_empty() {
        return Taken::Yes;
    }
    let Some(date) = date(&text) else {
        let shown = crate::text::truncate(&Clean::line(&text), 40);
        draft.warn(node.line, format!("the date `{shown}` is not understood: write it as 2024-01-30"));
        return Taken::No;
    };
    match draft.header().date {
        Some(known) if known != date => Taken::Already,
        _ => {
            draft.header().date = Some(date);
            Taken::Yes
        }
    }
}

/// A date under another name, when `date` itself is missing: `published`, or the day in a slug.
fn substitute(fields: &[(String, Node)]) -> Option<PartialDate> {
    const NAMES: [&str; 8] =
        ["published", "published_time", "pubdate", "publish_date", "publishdate", "published_at", "created", "sent"];
    let field = |name: &str| fields.iter().find(|(key, _)| canonical(key) == name).map(|(_, node)| node.text());
    let named = NAMES.iter().find_map(|name| date(&field(name)?));
    named.or_else(|| ["slug", "name", "permalink", "url"].iter().find_map(|name| dated_slug(&field(name)?)))
}

/// A day at the start of a slug, or as three folders of an address.
fn dated_slug(slug: &str) -> Option<PartialDate> {
    let digits = |part: &&str| !part.is_empty() && part.len() <= 4 && part.bytes().all(|b| b.is_ascii_digit());
    let parts: Vec<&str> = slug.trim_matches('/').split(['/', '-']).collect();
    parts.windows(3).find_map(|window| match window {
        [year, month, day] if year.len() == 4 && window.iter().all(digits) => {
            PartialDate::day_of(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?)
        }
        _ => None,
    })
}

fn refs(node: &Node) -> Vec<Clean> {
    match &node.value {
        Value::Text(text) => text.split(['\n', ';']).map(Clean::line).filter(|r| !r.is_empty()).collect(),
        _ => node.items().iter().map(|r| Clean::line(r)).collect(),
    }
}

fn sources(node: &Node, header: &mut Header) {
    let single = std::slice::from_ref(node);
    let items = match &node.value {
        Value::List(items) => items.as_slice(),
        Value::Empty => return,
        _ => single,
    };
    for item in items {
        let Value::Map(fields) = &item.value else {
            header.sources.push(plain_source(&item.text()));
            continue;
        };
        let mut source = Source::default();
        for (key, value) in fields {
            let text = Clean::line(&value.text());
            match canonical(key).as_str() {
                "name" | "title" | "publisher" => source.name = text,
                "url" | "link" | "href" => source.url = Some(text),
                "rating" | "reliability" => source.rating = Some(text),
                _ => header.extra.push((Clean::line(&format!("sources.{key}")), text)),
            }
        }
        header.sources.push(source);
    }
}

fn plain_source(text: &str) -> Source {
    let name = Clean::line(text);
    let url = name.starts_with("https://") || name.starts_with("http://");
    Source { url: url.then(|| name.clone()), name, rating: None }
}

fn entities(node: &Node, header: &mut Header) {
    let single = std::slice::from_ref(node);
    let items = match &node.value {
        Value::List(items) => items.as_slice(),
        Value::Empty => return,
        _ => single,
    };
    for item in items {
        let mut entity = NamedEntity::default();
        match &item.value {
            Value::Map(fields) => {
                for (key, value) in fields {
                    match canonical(key).as_str() {
                        "name" => entity.name = Clean::line(&value.text()),
                        "kind" | "type" => entity.kind = Clean::line(&value.text()),
                        "aliases" | "alias" => entity.aliases = value.items().iter().map(|a| Clean::line(a)).collect(),
                        _ => {
                            let field = (Clean::line(&format!("entities.{key}")), Clean::line(&value.text()));
                            header.extra.push(field);
                        }
                    }
                }
            }
            _ => entity.name = Clean::line(&item.text()),
        }
        if !entity.name.is_empty() {
            header.entities.push(entity);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::briefing::{Classification, Tlp};

    fn header(yaml: &str) -> (Header, Vec<String>) {
        let mut draft = Draft::new();
        let Value::Map(fields) = Node::yaml(yaml).unwrap().value else { panic!("a mapping") };
        let unknown = apply(&fields, &mut draft);
        let (briefing, _) = draft.finish();
        (briefing.header, unknown.iter().map(|(key, line)| format!("{key}:{line}")).collect())
    }

    #[test]
    fn our_keys_and_those_of_others() {
        let (header, unknown) = header(
            "Title: A\npublished: 2024-01-30 14:08:43-05:00\nclassification: SECRET\nNumber: 007\ntags: a, b\n\
             sources: [X, {name: Y, url: 'http://y', rating: B2, seen: 1}]\nentities: [{name: Z, kind: person, aliases: [q]}]\n\
             author: me\nas-of: noon\n",
        );
        assert_eq!(header.title.as_deref(), Some("A"));
        assert_eq!(header.date.map(|d| d.to_string()).as_deref(), Some("2024-01-30"));
        assert_eq!(header.issue.as_deref(), Some("007"));
        assert_eq!(header.tags.len(), 2);
        assert_eq!(header.sources[1].rating.as_deref(), Some("B2"));
        assert_eq!(header.entities[0].aliases[0].as_str(), "q");
        assert_eq!(header.as_of.as_deref(), Some("noon"));
        assert_eq!(unknown, ["published:2", "author:8"]);
        assert_eq!(header.extra.len(), 3);
    }

    #[test]
    fn markings_of_all_keys_join() {
        let handling = |yaml: &str| {
            let found = header(yaml).0.handling.unwrap();
            (found.label.to_string(), found.tlp, found.classification)
        };
        let both = (Some(Tlp::Green), Some(Classification::Secret));
        for yaml in [
            "classification: SECRET//NOFORN\ntlp: GREEN\n",
            "classification: SECRET//NOFORN\ntlp: TLP:GREEN\n",
            "handling: [SECRET//NOFORN, 'TLP:GREEN']\n",
            "handling: {classification: SECRET//NOFORN, tlp: green}\n",
        ] {
            assert_eq!(handling(yaml), ("SECRET//NOFORN · TLP:GREEN".to_owned(), both.0, both.1), "{yaml}");
        }
        assert_eq!(handling("tlp: green\nmarking: SECRET\n").2, both.1);
        assert_eq!(handling("tlp: red\n"), ("TLP:RED".to_owned(), Some(Tlp::Red), None));
    }

    #[test]
    fn a_repeated_key_loses_nothing() {
        let (header, unknown) = header(
            "issue: 7\nnumber: 8\nno: 7\ntags: [a, b]\nkeywords: [b, c]\nref: X 1\nreferences: [Y 2]\ntitle: A\nTitle: B\n\
             date: 2024-01-30\nDate: 2024-01-31\n",
        );
        assert_eq!((header.issue.as_deref(), header.title.as_deref()), (Some("7"), Some("A")));
        assert_eq!(header.date.map(|d| d.to_string()).as_deref(), Some("2024-01-30"));
        assert_eq!(header.tags.iter().map(Clean::as_str).collect::<Vec<_>>(), ["a", "b", "c"]);
        assert_eq!(header.refs.iter().map(Clean::as_str).collect::<Vec<_>>(), ["X 1", "Y 2"]);
        let extra: Vec<_> = header.extra.iter().map(|(key, value)| (key.as_str(), value.as_str())).collect();
        assert_eq!(extra, [("number", "8"), ("Title", "B"), ("Date", "2024-01-31")]);
        assert!(unknown.is_empty(), "{unknown:?}");
    }

    #[test]
    fn a_slug_can_stand_in_for_the_date() {
        for (yaml, day) in [
            ("permalink: /en/newsletters/2022/06/01/\n", Some("2022-06-01")),
            ("slug: 2022-06-01-newsletter\n", Some("2022-06-01")),
            ("slug: top-100-1-2\n", None),
        ] {
            assert_eq!(header(yaml).0.date.map(|d| d.to_string()).as_deref(), day, "{yaml}");
        }
    }
}
