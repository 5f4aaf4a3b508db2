//! Briefings and notes to other formats.

pub mod yaml;
