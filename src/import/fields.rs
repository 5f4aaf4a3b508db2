//! Header fields by name: the keys of briefing YAML, the same in front matter, with the names that others use for them.

use super::node::{Node, Value};
use crate::briefing::{Draft, Handling, Header, NamedEntity, PartialDate, Source};
use crate::clean::Clean;
use crate::dates;

/// Puts `fields` into the header; what has no field of its own goes to [`Header::extra`]. Returns the keys that were
/// not known, with their lines.
pub(super) fn apply(fields: &[(String, Node)], draft: &mut Draft) -> Vec<(Clean, u32)> {
    let mut unknown = Vec::new();
    for (key, node) in fields {
        if !known(&canonical(key), node, draft) {
            draft.header().extra.push((Clean::line(key), Clean::new(node.text().trim_end())));
            unknown.push((Clean::line(key), node.line));
        }
    }
    if draft.header().date.is_none() {
        draft.header().date = substitute(fields);
    }
    unknown
}

/// True when `key` names a field of the header.
pub(super) fn is_known(key: &str) -> bool {
    const KEYS: [&str; 13] = [
        "title", "date", "dateline", "handling", "series", "issue", "as_of", "period", "next_due", "sources", "tags",
        "refs", "entities",
    ];
    KEYS.contains(&canonical(key).as_str())
}

/// The date as a field gives it, with a time of day or without.
pub(super) fn date(text: &str) -> Option<PartialDate> {
    let text = text.trim();
    dates::parse(text).or_else(|| {
        let day = text.split(['T', ' ']).next()?;
        PartialDate::parse_iso(day).filter(|d| d.day().is_some())
    })
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

fn known(key: &str, node: &Node, draft: &mut Draft) -> bool {
    let header = draft.header();
    let line = || Some(Clean::line(&node.text())).filter(|text| !text.is_empty());
    match key {
        "title" => header.title = line(),
        "dateline" => header.dateline = line(),
        "series" => header.series = line(),
        "issue" => header.issue = line(),
        "as_of" => header.as_of = line(),
        "period" => header.period = line(),
        "next_due" => header.next_due = line(),
        "handling" => header.handling = line().map(|label| Handling::verbatim(&label)),
        "tags" => header.tags = node.items().iter().map(|t| Clean::line(t)).collect(),
        "refs" => header.refs = refs(node),
        "sources" => sources(node, header),
        "entities" => entities(node, header),
        "date" => return set_date(node, draft),
        _ => return false,
    }
    true
}

fn set_date(node: &Node, draft: &mut Draft) -> bool {
    let text = node.text();
    if text.trim().is_empty() {
        return true;
    }
    let date = date(&text);
    if date.is_none() {
        let shown = crate::text::truncate(&Clean::line(&text), 40);
        draft.warn(node.line, format!("the date `{shown}` is not understood: write it as 2024-01-30"));
    }
    draft.header().date = date;
    date.is_some()
}

/// A date under another name, when `date` itself is missing: `published`, or the day in a slug.
fn substitute(fields: &[(String, Node)]) -> Option<PartialDate> {
    const NAMES: [&str; 7] =
        ["published", "published_time", "pubdate", "publish_date", "publishdate", "published_at", "created"];
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
