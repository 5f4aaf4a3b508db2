//! `attache completions` and `attache man`: made from the definition of the command line itself.

use std::path::Path;

use anyhow::{Context, Result};
use clap::CommandFactory;
use clap_complete::Shell;

use super::args::CommandLine;
use super::exit::Exit;
use super::speak::{self, shown};

/// Prints a completion script.
///
/// # Errors
/// What standard output says.
pub(super) fn completions(shell: Shell) -> Result<Exit> {
    // The generator panics where it cannot write, so it writes to memory.
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut CommandLine::command(), "attache", &mut script);
    speak::print(&script)?;
    Ok(Exit::Done)
}

/// Prints the manual page, or writes one for each command into `folder`.
///
/// # Errors
/// What cannot be written.
pub(super) fn manual(folder: Option<&Path>) -> Result<Exit> {
    let command = CommandLine::command();
    if let Some(folder) = folder {
        std::fs::create_dir_all(folder).with_context(|| format!("{}: cannot be made", shown(folder)))?;
        clap_mangen::generate_to(command, folder)
            .with_context(|| format!("{}: cannot be written to", shown(folder)))?;
    } else {
        let mut page = Vec::new();
        clap_mangen::Man::new(command).render(&mut page)?;
        speak::print(&page)?;
    }
    Ok(Exit::Done)
}
