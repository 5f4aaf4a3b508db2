//! Both versions of a note that is in conflict: what the one says that the other does not stands out.

use super::super::prose::Prose;
use super::mark;
use crate::app::notes::torn::Torn;
use crate::app::notes::words;
use crate::clean::Clean;
use crate::diff;
use crate::look::{Look, Role};
use crate::note::{Record, Status};

/// The title and the text of each version.
pub(super) fn sides(torn: Torn<'_>, look: &Look) -> [(Clean, Prose); 2] {
    let (mine, theirs) = (written(torn.mine), written(torn.theirs));
    let pieces = diff::words(&mine, &theirs);
    let prose = |words: &Clean| {
        let mut prose = Prose::default();
        prose.push(words, look.style(Role::Text));
        prose
    };
    let (mut left, mut right) = (prose(&mine), prose(&theirs));
    mark(&mut left, 0, diff::old(&pieces), look);
    mark(&mut right, 0, diff::new(&pieces), look);
    [(title("as it stands", torn.mine), left), (title("the other version", torn.theirs), right)]
}

fn title(what: &str, record: &Record) -> Clean {
    let author = Some(record.meta().author.as_str()).filter(|author| !author.is_empty());
    Clean::from(author.map_or_else(|| what.to_owned(), |author| format!("{what}, by {}", Clean::piece(author))))
}

/// All that a record says: its text, and what is not as usual above it.
fn written(record: &Record) -> Clean {
    let Some(note) = record.as_note() else { return words::first_line(record) };
    let mut head = vec![words::kind_name(note), words::tags(note)];
    head.extend((note.status != Status::Open).then(|| note.status.name().to_owned()));
    head.retain(|part| !part.is_empty());
    Clean::new(&format!("{}\n\n{}", head.join(" · "), note.text))
}
