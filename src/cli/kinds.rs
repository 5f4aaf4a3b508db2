//! Kinds that somebody names on the command line. One that nothing has is a slip of the pen: nothing found would be taken
//! for an answer.

use super::exit::Misused;
use super::own::Own;
use crate::entity::Kind;

/// The kinds of names that any briefing may have: those of every reader, and this reader's own.
pub(super) fn everywhere() -> Vec<Kind> {
    let (config, _) = Own::find().config();
    let own = config.kinds.iter().map(|own| Kind::named(&own.name));
    Kind::SHIPPED.into_iter().chain(own).collect()
}

/// The kind of names that a word means; `used` are those that briefings and registries have beside [`everywhere`].
///
/// # Errors
/// There is no such kind; with those that there are.
pub(super) fn find<'a>(word: &str, used: impl IntoIterator<Item = &'a Kind>) -> Result<Kind, Misused> {
    let wanted = Kind::named(word);
    let mut all = everywhere();
    for kind in used {
        if !all.contains(kind) {
            all.push(kind.clone());
        }
    }
    if all.contains(&wanted) { Ok(wanted) } else { Err(unknown("kind", word, all.iter().map(Kind::name))) }
}

/// Says that nothing is called so, and what there is.
pub(super) fn unknown<'a>(what: &str, word: &str, known: impl IntoIterator<Item = &'a str>) -> Misused {
    let known: Vec<&str> = known.into_iter().collect();
    Misused::new(&format!("there is no {what} `{word}`: there are {}", known.join(", ")))
}
