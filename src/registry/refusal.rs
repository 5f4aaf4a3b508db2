//! Why something is not done with a name, and what would help.

use crate::entity::Kind;

/// Nothing is changed, and why.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// No entity has this name.
    #[error("no entity has the name `{name}`{}", near_by(.near))]
    Unknown {
        /// The name.
        name: String,
        /// Names that come near to it, the nearest first.
        near: Vec<String>,
    },
    /// No entity of this name was taken away.
    #[error("no entity of the name `{name}` was taken away")]
    NotGone {
        /// The name.
        name: String,
    },
    /// Several entities have it.
    #[error("`{name}` is the name of several entities: say which one by kind or by id")]
    Several {
        /// The name.
        name: String,
        /// Those that have it: id, kind and canonical name.
        all: Vec<(String, Kind, String)>,
    },
    /// Another entity has the name already.
    #[error("`{name}` is a name of `{holder}` ({kind}) already: merge the two, or take it away there")]
    Taken {
        /// The name.
        name: String,
        /// Canonical name of who has it.
        holder: String,
        /// What that is.
        kind: Kind,
    },
    /// Something is not there that should be taken away or moved.
    #[error("`{entity}` has no `{what}` among its {list}{}", near_by(.has))]
    Missing {
        /// Canonical name.
        entity: String,
        /// What is not there.
        what: String,
        /// Which of its lists.
        list: &'static str,
        /// What is there.
        has: Vec<String>,
    },
    /// It would change nothing.
    #[error("nothing to change: {0}")]
    Nothing(String),
    /// It means nothing.
    #[error("{0}")]
    Senseless(String),
}

fn near_by(near: &[String]) -> String {
    if near.is_empty() { String::new() } else { format!("; there is {}", near.join(", ")) }
}
