//! Importers: from decoded text to a [`Draft`](crate::briefing::Draft), one module per format.
//!
//! Importing never fails. What an importer does not understand it keeps as text.

pub mod dates;
pub mod plain;
pub mod rst;
