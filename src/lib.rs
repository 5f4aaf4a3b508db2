//! `attache`: a terminal reader for sectioned briefings.
//!
//! The house is described in `ARCHITECTURE.md`; `tests/architecture.rs` holds it to that.

// floor 0: ground
pub mod bidi;
pub mod clean;
pub mod diff;
pub mod sentence;
pub mod text;
pub mod wrap;
pub mod yaml;
// floor 1: model
pub mod briefing;
pub mod dates;
pub mod entity;
pub mod note;
// floor 2: meaning
pub mod anchor;
pub mod dossier;
pub mod find;
pub mod import;
pub mod place;
pub mod recognise;
pub mod registry;
pub mod timeline;
// floor 3: persistence
pub mod drafts;
pub mod export;
pub mod files;
pub mod reading;
pub mod sidecar;
pub mod store;
// floor 4: application
pub mod app;
// floor 5: look and feel
pub mod config;
pub mod keymap;
pub mod look;
pub mod settings;
pub mod theme;
// floor 6: view
pub mod ui;
// floor 7: world
pub mod cli;
pub mod desk;
pub mod runtime;
pub mod session;
