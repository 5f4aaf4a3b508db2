//! `attache config`: where the reader's own files are, and what the settings are.

use std::io::Write;
use std::path::PathBuf;

use anyhow::{Context, Result};

use super::args::{self, Place};
use super::exit::Exit;
use super::own::Own;
use super::speak::{self, shown};
use crate::config::{Config, Entities, OwnKind, Switch};
use crate::files::save::{self, Existing};
use crate::reading::habits::Habits;
use crate::theme::Depth;
use crate::yaml::quoted;

/// Prints or writes configuration.
///
/// # Errors
/// What cannot be written.
pub(super) fn run(config: &args::Config) -> Result<Exit> {
    let own = Own::find();
    match config {
        args::Config::Path { which } => speak::print(format!("{}\n", shown(&place(&own, *which))).as_bytes())?,
        args::Config::Init => init(&own)?,
        args::Config::Show => show(&own)?,
    }
    Ok(Exit::Done)
}

fn place(own: &Own, which: Place) -> PathBuf {
    match which {
        Place::Config => own.config_file(),
        Place::Keys => own.keys_file(),
        Place::Themes => own.themes_folder(),
        Place::State => own.paths.state.clone(),
    }
}

fn init(own: &Own) -> Result<()> {
    let file = own.config_file();
    let folder = &own.paths.config;
    std::fs::create_dir_all(folder).with_context(|| format!("{}: cannot be made", shown(folder)))?;
    save::write(&file, Config::template().as_bytes(), Existing::Keep)?;
    Ok(speak::print(format!("{}\n", shown(&file)).as_bytes())?)
}

fn show(own: &Own) -> Result<()> {
    let (config, notices) = own.config();
    for notice in notices {
        speak::say(&notice.to_string());
    }
    let file = own.config_file();
    let from = if file.is_file() { "from" } else { "defaults; there is no" };
    let mut out = speak::out();
    writeln!(out, "# {from} {}", shown(&file))?;
    if let (None, Some(picked)) = (&config.theme, Habits::in_state(&own.paths.state).theme()) {
        writeln!(out, "# taken from the list of themes, and used for `auto`: {}", crate::clean::Clean::line(&picked))?;
    }
    for (name, value) in settings(&config) {
        writeln!(out, "{name}: {}", crate::clean::Clean::line(&value))?;
    }
    Ok(out.flush()?)
}

fn settings(config: &Config) -> Vec<(&'static str, String)> {
    vec![
        ("theme", config.theme.clone().unwrap_or_else(|| "auto".to_owned())),
        ("theme_light", config.theme_light.clone()),
        ("theme_dark", config.theme_dark.clone()),
        ("colours", colours(config.colours).to_owned()),
        ("keymap", config.keymap.clone()),
        ("width", config.width.to_string()),
        ("outline", switch(config.outline).to_owned()),
        ("mouse", config.mouse.to_string()),
        ("ascii", switch(config.ascii).to_owned()),
        ("bidi", switch(config.bidi).to_owned()),
        ("entities", entities(config.entities).to_owned()),
        ("kinds", kinds(&config.kinds)),
        ("author", config.author.clone().unwrap_or_else(|| "auto".to_owned())),
        ("words_per_minute", config.words_per_minute.to_string()),
        ("search_history", config.search_history.to_string()),
    ]
}

/// The reader's own kinds, as they are written.
fn kinds(kinds: &[OwnKind]) -> String {
    let kind = |kind: &OwnKind| {
        let mut parts =
            vec![format!("name: {}", quoted(&kind.name)), format!("key: {}", quoted(&kind.key.to_string()))];
        parts.extend(kind.colour.iter().map(|colour| format!("colour: {}", quoted(colour))));
        parts.extend(kind.sign.iter().map(|sign| format!("sign: {}", quoted(sign))));
        format!("{{{}}}", parts.join(", "))
    };
    format!("[{}]", kinds.iter().map(kind).collect::<Vec<_>>().join(", "))
}

fn colours(depth: Option<Depth>) -> &'static str {
    match depth {
        None => "auto",
        Some(Depth::None) => "none",
        Some(Depth::Ansi16) => "16",
        Some(Depth::Indexed256) => "256",
        Some(Depth::True) => "true",
    }
}

fn switch(switch: Switch) -> &'static str {
    match switch {
        Switch::Auto => "auto",
        Switch::On => "true",
        Switch::Off => "false",
    }
}

fn entities(entities: Entities) -> &'static str {
    match entities {
        Entities::Off => "off",
        Entities::Registry => "registry",
        Entities::All => "all",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_shown_reads_back_as_the_same() {
        let changed = "theme: sepia\ncolours: 256\noutline: false\nmouse: false\nentities: registry\nwidth: 60\nkinds: [{name: vessel, key: s, colour: \"#2aa198\", sign: \"&\"}, {name: pact, key: a}]\n";
        for text in [Config::template(), changed] {
            let (config, notices) = Config::read("config.yaml", text);
            assert_eq!(notices, []);
            let lines: Vec<String> =
                settings(&config).into_iter().map(|(name, value)| format!("{name}: {value}")).collect();
            let shown = lines.join(
                "
",
            );
            assert_eq!(Config::read("config.yaml", &shown), (config, Vec::new()), "{shown}");
        }
    }
}
