//! Links the program at a fixed address on Linux.
//!
//! A position-independent program of this size has some 20,000 addresses rewritten before it starts (tables of
//! character classes and entities), which is a tenth of the time to the first frame. What that protection guards
//! against, jumps to known addresses after memory corruption, has no foothold here: `unsafe_code` is forbidden.

fn main() {
    println!("cargo:rerun-if-changed=build.rs");
    let is = |name: &str, value: &str| std::env::var(name).is_ok_and(|v| v == value);
    if is("CARGO_CFG_TARGET_OS", "linux") && is("CARGO_CFG_TARGET_ENV", "gnu") {
        println!("cargo:rustc-link-arg-bins=-no-pie");
    }
}
