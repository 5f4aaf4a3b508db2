//! The `attache` program: a thin door to the library.

use std::process::ExitCode;

fn main() -> ExitCode {
    attache::cli::main(std::env::args_os())
}
