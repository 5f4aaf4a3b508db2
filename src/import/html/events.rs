//! The tokenizer, with one kind of receiver for all who need it: the library is built once for each kind, and is large.

use html5gum::emitters::callback::{CallbackEmitter, CallbackEvent};
use html5gum::{Span, State, Tokenizer};

/// How what follows an event is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Next {
    /// As the element says: scripts and styles hold no tags.
    Usual,
    /// As tags and text, whatever element was opened.
    Markup,
}

/// Hands everything in `source` to `take`, in order, with its place in bytes.
pub(super) fn each(source: &str, take: &mut dyn FnMut(&CallbackEvent<'_>, Span<usize>) -> Next) {
    let mut emitter = CallbackEmitter::new(|event: CallbackEvent<'_>, span: Span<usize>| -> Option<()> {
        (take(&event, span) == Next::Markup).then_some(())
    });
    emitter.naively_switch_states(true);
    let mut tokenizer = Tokenizer::new_with_emitter(source, emitter);
    while tokenizer.next().is_some() {
        tokenizer.set_state(State::Data);
    }
}
