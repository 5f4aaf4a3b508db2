//! One tag by itself, and which names are elements of HTML.

use std::collections::HashSet;
use std::sync::LazyLock;

use html5gum::emitters::callback::CallbackEvent;

use super::events::{self, Next};
use super::lossy;

/// A tag as it stands in running text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(in crate::import) struct Tag<'a> {
    /// Its name in lower case; empty when it is none.
    pub(in crate::import) name: String,
    /// It is an end tag.
    pub(in crate::import) closing: bool,
    raw: &'a str,
}

impl<'a> Tag<'a> {
    /// Reads one tag such as `<a href="x">`.
    pub(in crate::import) fn parse(raw: &'a str) -> Self {
        let inside = raw.strip_prefix('<').unwrap_or("");
        let name = inside.strip_prefix('/').unwrap_or(inside);
        let name: String = name.chars().take_while(|c| c.is_ascii_alphanumeric() || *c == '-').collect();
        Self { name: name.to_ascii_lowercase(), closing: inside.starts_with('/'), raw }
    }

    /// The value of an attribute, when there is one.
    pub(in crate::import) fn attribute(&self, name: &str) -> Option<String> {
        let (mut found, mut here) = (None::<String>, false);
        events::each(self.raw, &mut |event, _| {
            match event {
                // Of two attributes of one name the first counts.
                CallbackEvent::AttributeName { name: own } => {
                    here = found.is_none() && *own == name.as_bytes();
                    found = found.take().or_else(|| here.then(String::new));
                }
                CallbackEvent::AttributeValue { value } if here => {
                    if let Some(found) = &mut found {
                        found.push_str(&lossy(value));
                    }
                }
                _ => {}
            }
            Next::Usual
        });
        found.filter(|value| !value.is_empty())
    }
}

/// Names of HTML, old ones included, and of the vocabularies that live inside it.
const ELEMENTS: &str = "a abbr acronym address applet area article aside audio b base basefont bdi bdo big blink \
    blockquote body br button canvas caption center cite code col colgroup data datalist dd del details dfn dialog dir div \
    dl dt em embed fieldset figcaption figure font footer form frame frameset h1 h2 h3 h4 h5 h6 head header hgroup hr html \
    i iframe img input ins kbd label legend li link main map mark marquee math menu meta meter nav nobr noscript object ol \
    optgroup option output p param picture pre progress q rp rt ruby s samp script section select small source span strike \
    strong style sub summary sup svg table tbody td template textarea tfoot th thead time title tr track tt u ul var video \
    wbr";

/// True for the name of an element, in lower case.
pub(in crate::import) fn is_element(name: &str) -> bool {
    static NAMES: LazyLock<HashSet<&str>> = LazyLock::new(|| ELEMENTS.split_whitespace().collect());
    NAMES.contains(name)
}
