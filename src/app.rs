//! The application: state, and the one function that changes it.

pub mod action;
