//! The names that were marked in a briefing, each with the passages where they stand.

use super::escape;
use crate::clean::Clean;
use crate::export::notes::{Entry, Part, link};
use crate::note::Mark;
use crate::text;

/// The body of their block; `None` where nothing is marked. Marks that refuse a name, and those whose passage is gone, have
/// no place here.
pub(super) fn body(part: &Part<'_>) -> Option<String> {
    let mut names: Vec<(&Mark, Vec<String>)> = Vec::new();
    for entry in part.entries.iter().filter(|entry| !entry.is_lost()) {
        let Some(mark) = entry.record.as_mark().filter(|mark| !mark.rejected) else { continue };
        let passage = passage(part, entry, mark);
        match names.iter_mut().find(|(known, _)| (&known.entity, &known.kind) == (&mark.entity, &mark.kind)) {
            Some((_, passages)) => passages.push(passage),
            None => names.push((mark, vec![passage])),
        }
    }
    let lines = names.iter().map(|(mark, passages)| {
        let plain = |words: &str| escape::one_line(&Clean::line(words));
        format!("- {} · {} · {}", plain(&mark.entity), plain(&mark.kind), passages.join(" · "))
    });
    let lines: Vec<String> = lines.collect();
    (!lines.is_empty()).then(|| format!("## Names\n\n{}", lines.join("\n")))
}

fn passage(part: &Part<'_>, entry: &Entry, mark: &Mark) -> String {
    let words = Clean::line(&mark.anchor.quote);
    let address = format!("{}{}", part.link, link::fragment(part.briefing, entry));
    format!("[{}]({address})", escape::one_line(&text::truncate(&words, 60)))
}
