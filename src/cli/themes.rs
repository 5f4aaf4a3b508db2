//! `attache theme`: the themes there are, and their files.

use std::io::Write;

use anyhow::Result;

use super::args;
use super::exit::{Exit, Misused};
use super::own::Own;
use super::speak;
use crate::clean::Clean;
use crate::settings::{nearest, same_name};
use crate::theme::{Depth, SHIPPED, Themes};

/// Lists the themes, or prints one.
///
/// # Errors
/// What cannot be written, and a theme that does not exist.
pub(super) fn run(theme: &args::Theme) -> Result<Exit> {
    let themes = Own::find().themes();
    match theme {
        args::Theme::List => list(&themes)?,
        args::Theme::Show { name } => show(&themes, name)?,
    }
    Ok(Exit::Done)
}

fn list(themes: &Themes) -> Result<()> {
    let names = themes.names();
    let wide = names.iter().map(|name| crate::text::cells(&Clean::line(name))).max().unwrap_or(0);
    let mut out = speak::out();
    for name in names {
        let shown = Clean::line(name);
        let pad = wide.saturating_sub(crate::text::cells(&shown));
        let about = themes.load(name, Depth::True).0.about().to_owned();
        let own = if is_own(themes, name) { " (your own)" } else { "" };
        writeln!(out, "{}", format!("{shown}{:pad$}  {about}{own}", "").trim_end())?;
    }
    Ok(out.flush()?)
}

fn show(themes: &Themes, name: &str) -> Result<()> {
    let Some(source) = themes.source(name) else {
        let hint = nearest::nearest(name, themes.names()).map(|n| format!("; did you mean `{n}`?")).unwrap_or_default();
        let choices = themes.names().into_iter().map(Clean::line).collect();
        let message = format!("there is no theme `{name}`{hint}");
        return Err(Misused { choices, ..Misused::new(&message) }.into());
    };
    let text = Clean::new(source);
    Ok(speak::print(text.as_bytes())?)
}

/// The reader's own theme, or a shipped one that the reader's own takes the place of.
fn is_own(themes: &Themes, name: &str) -> bool {
    let shipped = SHIPPED.iter().find(|(known, _)| same_name(known, name)).map(|(_, text)| *text);
    themes.source(name) != shipped
}
