//! `attache`: a terminal reader for sectioned briefings.
//!
//! The house is described in `ARCHITECTURE.md`; `tests/architecture.rs` holds it to that.

// floor 0: ground
pub mod clean;
pub mod text;
// floor 1: model
pub mod briefing;
// floor 4: application
pub mod app;
// floor 5: look and feel
pub mod config;
pub mod keymap;
pub mod look;
pub mod settings;
pub mod theme;
