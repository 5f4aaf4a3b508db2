//! The command line.

pub mod read;
