//! Briefings and notes to other formats.

pub mod file;
pub mod json;
pub mod markdown;
pub mod notes;
pub mod yaml;
