//! `attache`: a terminal reader for sectioned briefings.
//!
//! The house is described in `ARCHITECTURE.md`; `tests/architecture.rs` holds it to that.

// floor 0: ground
pub mod clean;
pub mod text;
pub mod yaml;
// floor 1: model
pub mod briefing;
// floor 2: meaning
pub mod import;
// floor 3: persistence
pub mod export;
// floor 4: application
pub mod app;
