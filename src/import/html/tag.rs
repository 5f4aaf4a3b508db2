//! One tag by itself, and which names are elements of HTML.

use html5gum::{Token, Tokenizer};

use super::lossy;

/// A tag as it stands in running text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(in crate::import) struct Tag {
    /// Its name in lower case; empty when it is none.
    pub(in crate::import) name: String,
    /// It is an end tag.
    pub(in crate::import) closing: bool,
    attributes: Vec<(String, String)>,
}

impl Tag {
    /// Reads one tag such as `<a href="x">`.
    pub(in crate::import) fn parse(raw: &str) -> Self {
        let Ok(mut tokens) = Tokenizer::new(raw).collect::<Result<Vec<_>, _>>();
        let first = tokens.iter().position(|t| matches!(t, Token::StartTag(_) | Token::EndTag(_)));
        match first.map(|at| tokens.swap_remove(at)) {
            Some(Token::StartTag(tag)) => Self {
                name: lossy(&tag.name).into_owned(),
                closing: false,
                attributes: tag
                    .attributes
                    .iter()
                    .map(|(name, value)| (lossy(name).into_owned(), lossy(value).into_owned()))
                    .collect(),
            },
            Some(Token::EndTag(tag)) => {
                Self { name: lossy(&tag.name).into_owned(), closing: true, attributes: Vec::new() }
            }
            _ => Self::default(),
        }
    }

    /// The value of an attribute, when there is one.
    pub(in crate::import) fn attribute(&self, name: &str) -> Option<String> {
        self.attributes.iter().find(|(n, v)| n == name && !v.is_empty()).map(|(_, value)| value.clone())
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
    ELEMENTS.split_whitespace().any(|element| element == name)
}
