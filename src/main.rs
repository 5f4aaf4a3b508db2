//! The `attache` program: a thin door to the library.

use std::process::ExitCode;

use attache::cli::read::{Options, Target, run};
use attache::runtime::Exit;

fn main() -> ExitCode {
    let target = match std::env::args().nth(1) {
        Some(p) if p == "-" => Target::Stdin,
        Some(p) if p == "-c" => Target::Continue,
        Some(p) => Target::Paths(vec![p.into()]),
        None => Target::Nothing,
    };
    match run(target, &Options::default()) {
        Ok(Exit::Quit) => ExitCode::SUCCESS,
        Ok(Exit::Signal(n)) => ExitCode::from(128 + u8::try_from(n).unwrap_or(0)),
        Ok(Exit::Hangup) => ExitCode::from(129),
        Err(_) => ExitCode::from(3),
    }
}
