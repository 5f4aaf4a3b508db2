//! `attache`: a terminal reader for sectioned briefings.
//!
//! The house is described in `ARCHITECTURE.md`; `tests/architecture.rs` holds it to that.

// floor 0: ground
pub mod clean;
pub mod text;
// floor 1: model
pub mod briefing;
// floor 2: meaning
pub mod import;
// floor 4: application
pub mod app;
