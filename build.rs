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
    println!("cargo:rerun-if-env-changed=RUSTC_LINKER");
    let is = |name: &str, value: &str| std::env::var(name).is_ok_and(|v| v == value);
    if is("CARGO_CFG_TARGET_OS", "linux") && is("CARGO_CFG_TARGET_ENV", "gnu") {
        println!("cargo:rustc-link-arg-bins=-no-pie");
        let native = std::env::var("HOST").ok() == std::env::var("TARGET").ok();
        let Some(out) = std::env::var_os("OUT_DIR").filter(|_| native).map(PathBuf::from) else { return };
        if let Some(folder) = archives(&out) {
            println!("cargo:rustc-link-arg-bins=-static");
            println!("cargo:rustc-link-arg-bins=-L{}", folder.display());
        }
        if is("CARGO_CFG_TARGET_ARCH", "x86_64") && links_with_lld() {
            println!("cargo:rustc-link-arg-bins=-Wl,--icf=all");
            // A file that is written through a mapping lies in memory page by page until it is read anew, and so is mapped page
            // by page when the program starts: a third of the start. LLD takes this option the wrong way round from 21 on
            // (llvm-project issue 207459) and writes in one piece; before, it is what was done anyway.
            println!("cargo:rustc-link-arg-bins=-Wl,--mmap-output-file");
        }
    }
}

/// True where the compiler links with the LLVM linker that comes with it: from 1.90 on, unless another one was asked for.
/// Others may not know what is asked of it here, and would refuse to link.
fn links_with_lld() -> bool {
    let flags = std::env::var("CARGO_ENCODED_RUSTFLAGS").unwrap_or_default();
    if std::env::var_os("RUSTC_LINKER").is_some() || flags.contains("link") && !flags.contains("fuse-ld=lld") {
        return false;
    }
    let Some(told) = std::env::var_os("RUSTC").and_then(|rustc| Command::new(rustc).arg("--version").output().ok())
    else {
        return false;
    };
    let version = String::from_utf8_lossy(&told.stdout);
    let minor = version.split(['.', ' ']).nth(2).and_then(|minor| minor.parse::<u32>().ok());
    minor.is_some_and(|minor| minor >= 90)
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
