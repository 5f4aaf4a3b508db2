//! Links the program at a fixed address and, where the C library can be had as an archive, into one piece on Linux.
//!
//! A position-independent program of this size has some 20,000 addresses rewritten before it starts (tables of
//! character classes and entities), and finding and binding four shared libraries takes as long again: together a
//! third of the time to the first frame, and two megabytes of memory. What the random address guards against, jumps to known addresses
//! after memory corruption, has no foothold here: `unsafe_code` is forbidden.

use std::path::{Path, PathBuf};
use std::process::Command;

/// What the compiler asks for by name when it links a program, and the archives that stand for it.
const LIBRARIES: [(&str, &[&str]); 7] = [
    ("gcc_s", &["libgcc_eh.a", "libgcc.a"]),
    ("c", &["libc.a"]),
    ("m", &["libm.a"]),
    ("rt", &["librt.a"]),
    ("pthread", &["libpthread.a"]),
    ("util", &["libutil.a"]),
    ("dl", &["libdl.a"]),
];

fn main() {
    println!("cargo:rerun-if-changed=build.rs");
    let is = |name: &str, value: &str| std::env::var(name).is_ok_and(|v| v == value);
    if is("CARGO_CFG_TARGET_OS", "linux") && is("CARGO_CFG_TARGET_ENV", "gnu") {
        println!("cargo:rustc-link-arg-bins=-no-pie");
        let native = std::env::var("HOST").ok() == std::env::var("TARGET").ok();
        if let Some(folder) = std::env::var_os("OUT_DIR").filter(|_| native).and_then(|out| archives(Path::new(&out))) {
            println!("cargo:rustc-link-arg-bins=-static");
            println!("cargo:rustc-link-arg-bins=-Wl,--icf=all");
            println!("cargo:rustc-link-arg-bins=-L{}", folder.display());
        }
    }
}

/// A folder in which every library that the compiler asks for is an archive; `None` where one of them is missing.
fn archives(out: &Path) -> Option<PathBuf> {
    let folder = out.join("archives");
    std::fs::create_dir_all(&folder).ok()?;
    for (name, files) in LIBRARIES {
        let found: Vec<String> = files.iter().map(|file| place(file)).collect::<Option<_>>()?;
        std::fs::write(folder.join(format!("lib{name}.a")), format!("GROUP ( {} )\n", found.join(" "))).ok()?;
    }
    Some(folder)
}

/// Where the C compiler has a file of its own: it answers with the bare name where it has none.
fn place(file: &str) -> Option<String> {
    let told = Command::new("cc").arg(format!("-print-file-name={file}")).output().ok()?;
    let path = String::from_utf8(told.stdout).ok()?.trim().to_string();
    Path::new(&path).is_absolute().then_some(path)
}
