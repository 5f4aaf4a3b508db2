//! `attache convert`: any readable briefing as briefing YAML.

use anyhow::Result;

use super::exit::Exit;
use super::{args, load, output, speak};
use crate::export::file::{self, Consent};
use crate::export::yaml::{self, LeftOut};

/// Converts a briefing.
///
/// # Errors
/// What cannot be read or written; a file that would be written over itself or over notes.
pub(super) fn run(convert: &args::Convert) -> Result<Exit> {
    let imported = load::document(&convert.file, convert.decode.encoding.as_deref())?;
    let text = yaml::briefing_yaml(&imported.briefing);
    say_what_is_left_out(&yaml::left_out(&imported.briefing));
    let Some(out) = convert.out.as_deref().filter(|out| !load::is_stdin(out)) else {
        speak::print(text.as_bytes())?;
        return Ok(Exit::Done);
    };
    output::is_no_briefing(out, &convert.file)?;
    let consent = if convert.force { Consent::Given } else { Consent::Missing };
    file::whole(out, text.as_bytes(), consent).map_err(output::refused)?;
    Ok(Exit::Done)
}

fn say_what_is_left_out(left: &LeftOut) {
    if left.links > 0 {
        let links = if left.links == 1 { "1 link is" } else { &format!("{} links are", left.links) };
        speak::say(&format!("{links} left out: in briefing YAML a link needs words in a paragraph or heading"));
    }
    if !left.keys.is_empty() {
        let keys = left.keys.join("`, `");
        speak::say(&format!("left out of the header: `{keys}`, given twice or called as something else is in YAML"));
    }
}
