//! Markdown (CommonMark with tables, footnotes, strikethrough and task lists), with a head (`front`) or without.
//!
//! Two passes: `survey` finds the title and bold lines that serve as headings, `write` writes the blocks. Before both
//! `prepare` blanks out the markup of site generators, byte for byte, so that offsets stay those of the source.
//!
//! Nothing is lost but markup: link targets, unused link definitions included, go to [`crate::briefing::Briefing::links`].

use pulldown_cmark::{BrokenLink, CowStr, LinkType, Options, Parser};

use super::front;
use crate::briefing::Draft;

mod prepare;
mod survey;
#[cfg(test)]
mod tests;
mod write;

/// Reads Markdown into `draft`.
pub fn read(source: &str, draft: &mut Draft) {
    let body = front::take(source, draft);
    let text = prepare::prepare(body.text);
    draft.reserve(text.len());
    let loose = has_foreign_definitions(&text);
    let given = draft.header().title.as_ref().map(|t| t.as_str().to_owned());
    let survey = survey::survey(parser(&text, loose), &text, given.as_deref());
    if let Some(title) = &survey.shared_title {
        draft.header().title = Some(crate::clean::Clean::line(title));
    }
    write::Writer::new(&text, body.line, &survey, draft).run(parser(&text, loose));
    body.settle_title(draft);
}

type Callback<'a> = Box<dyn FnMut(BrokenLink<'a>) -> Option<(CowStr<'a>, CowStr<'a>)> + 'a>;

/// With `loose`, `[text][label]` is a link though the label is defined elsewhere: its target is `[label]`.
fn parser(text: &str, loose: bool) -> Parser<'_, Callback<'_>> {
    let options =
        Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES | Options::ENABLE_STRIKETHROUGH | Options::ENABLE_TASKLISTS;
    let callback: Callback = Box::new(move |link: BrokenLink| {
        let named = matches!(link.link_type, LinkType::Reference | LinkType::Collapsed);
        let labelled = link.reference.chars().any(char::is_alphabetic);
        (loose && named && labelled).then(|| (format!("[{}]", link.reference).into(), "".into()))
    });
    Parser::new_with_broken_link_callback(text, options, Some(callback))
}

/// Does the document define links at all? Then `[a][b]` without a definition is one of those kept in another file.
fn has_foreign_definitions(text: &str) -> bool {
    memchr::memmem::find(text.as_bytes(), b"]: http").is_some()
}
