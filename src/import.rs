//! placeholder
pub mod dates;
pub mod encoding;
pub mod plain;
pub mod rst;
