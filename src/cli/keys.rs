//! `attache keys`: the keymap as it is, with the reader's own changes.

use std::io::{self, Write};

use anyhow::Result;

use super::args;
use super::exit::{Exit, Misused};
use super::own::Own;
use super::speak;
use crate::app::action::Scope;
use crate::clean::Clean;
use crate::export::json;
use crate::keymap::{self, Row, SHIPPED};
use crate::settings::same_name;
use crate::text;

/// Widest column of keys, in cells.
const WIDEST: usize = 28;

/// Prints the keymap.
///
/// # Errors
/// What cannot be written, and a keymap that does not exist.
pub(super) fn run(keys: &args::Keys) -> Result<Exit> {
    let own = Own::find();
    if let Some(name) = keys.keymap.as_deref().filter(|name| !SHIPPED.iter().any(|(known, _)| same_name(known, name))) {
        let hint = keymap::nearest_name(name).map(|n| format!("; did you mean `{n}`?")).unwrap_or_default();
        let choices = SHIPPED.iter().map(|(name, _)| Clean::line(name)).collect();
        return Err(Misused { choices, ..Misused::new(&format!("there is no keymap `{name}`{hint}")) }.into());
    }
    let configured = own.config().0.keymap;
    let (keymap, notices) = own.keymap(keys.keymap.as_deref().unwrap_or(&configured));
    for notice in notices {
        speak::say(&notice.to_string());
    }
    let rows = keymap.table();
    let mut out = speak::out();
    match () {
        () if keys.json => json::print(&mut out, &rows.iter().map(Command::of).collect::<Vec<_>>())?,
        () if keys.markdown => markdown(&mut out, &rows)?,
        () => plain(&mut out, &rows)?,
    }
    out.flush()?;
    Ok(Exit::Done)
}

#[derive(serde::Serialize)]
struct Command<'a> {
    name: &'a str,
    does: &'a str,
    group: &'a str,
    keys: Vec<Binding<'a>>,
}

#[derive(serde::Serialize)]
struct Binding<'a> {
    keys: &'a str,
    scopes: Vec<&'static str>,
}

impl<'a> Command<'a> {
    fn of(row: &'a Row) -> Self {
        let binding = |(keys, scopes): &'a (String, Vec<Scope>)| Binding {
            keys,
            scopes: scopes.iter().map(|scope| scope.name()).collect(),
        };
        Self {
            name: row.entry.id,
            does: row.entry.doc,
            group: row.entry.group.title(),
            keys: row.keys.iter().map(binding).collect(),
        }
    }
}

/// The rows of one group after the other.
fn groups(rows: &[Row]) -> impl Iterator<Item = (&'static str, &[Row])> {
    rows.chunk_by(|a, b| a.entry.group == b.entry.group)
        .filter_map(|group| Some((group.first()?.entry.group.title(), group)))
}

fn plain(out: &mut impl Write, rows: &[Row]) -> io::Result<()> {
    let shown: Vec<Clean> = rows.iter().map(|row| Clean::line(&keys_of(row).join("  "))).collect();
    let wide = shown.iter().map(|keys| text::cells(keys)).max().unwrap_or(0).min(WIDEST);
    let name = rows.iter().map(|row| row.entry.id.len()).max().unwrap_or(0);
    let mut keys = shown.iter();
    for (n, (title, group)) in groups(rows).enumerate() {
        writeln!(out, "{}{title}", if n > 0 { "\n" } else { "" })?;
        for (row, keys) in group.iter().zip(keys.by_ref()) {
            let pad = wide.saturating_sub(text::cells(keys));
            writeln!(out, "  {keys}{:pad$}  {:name$}  {}", "", row.entry.id, row.entry.doc)?;
        }
    }
    Ok(())
}

fn markdown(out: &mut impl Write, rows: &[Row]) -> io::Result<()> {
    for (n, (title, group)) in groups(rows).enumerate() {
        writeln!(out, "{}### {title}\n\n| keys | what it does | name |\n|---|---|---|", if n > 0 { "\n" } else { "" })?;
        for row in group {
            let keys: Vec<String> = keys_of(row).iter().map(|key| code(key)).collect();
            writeln!(out, "| {} | {} | `{}` |", keys.join(" "), row.entry.doc.replace('|', "\\|"), row.entry.id)?;
        }
    }
    Ok(())
}

fn keys_of(row: &Row) -> Vec<&str> {
    row.keys.iter().map(|(keys, _)| keys.as_str()).collect()
}

/// A code span in a table cell, whatever the key is.
fn code(key: &str) -> String {
    let key = Clean::line(key).replace('|', "\\|");
    if key.contains('`') { format!("`` {key} ``") } else { format!("`{key}`") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markdown_survives_every_key() {
        assert_eq!(code("|"), "`\\|`");
        assert_eq!(code("`"), "`` ` ``");
        let mut out = Vec::new();
        markdown(&mut out, &keymap::Keymap::default().table()).unwrap();
        let text = String::from_utf8(out).unwrap();
        for line in text.lines().filter(|line| line.starts_with("| ")) {
            assert_eq!(line.replace("\\|", "").matches('|').count(), 4, "{line}");
        }
    }
}
