//! Briefings and notes to other formats.

pub mod json;
pub mod yaml;
