//! The `attache` program: a thin door to the library.

use attache::cli::read::{Options, Target, run};

fn main() {
    let target = match std::env::args().nth(1) {
        Some(p) if p == "-" => Target::Stdin,
        Some(p) if p == "-c" => Target::Continue,
        Some(p) => Target::Paths(vec![p.into()]),
        None => Target::Nothing,
    };
    if let Err(error) = run(target, &Options::default()) {
        eprintln!("attache: {error:#}");
        std::process::exit(3);
    }
}
