//! Open lists and mappings.

use std::collections::HashMap;

use super::{Scan, signed};
use crate::yaml::{Error, MAX_DEPTH, Place};

/// A list or mapping that is open.
pub(super) struct Frame<'a> {
    pub(super) kind: Kind,
    pub(super) column: usize,
    pub(super) fresh: bool,
    pub(super) seen: HashMap<&'a str, usize>,
    pub(super) children: Vec<Place>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Map,
    List,
    FlowMap,
    FlowList,
}

impl Scan<'_> {
    /// The scalar just read is a value, not a key.
    pub(super) fn settle(&mut self) {
        let Some(value) = self.scalar.take() else { return };
        let owner = self.frames.last_mut().map_or(Some(&mut self.root), |f| f.children.last_mut());
        if let Some(owner) = owner.filter(|o| o.value.is_empty()) {
            owner.value = value;
        }
    }

    pub(super) fn push(&mut self, kind: Kind, column: usize) -> Result<(), Error> {
        if self.frames.len() >= MAX_DEPTH {
            return Err(self.error(&format!("nested deeper than {MAX_DEPTH} levels: flatten it, or quote the text")));
        }
        self.frames.push(Frame { kind, column, fresh: true, seen: HashMap::new(), children: Vec::new() });
        Ok(())
    }

    pub(super) fn pop(&mut self) -> bool {
        let Some(frame) = self.frames.pop() else { return false };
        let owner = self.frames.last_mut().map_or(Some(&mut self.root), |f| f.children.last_mut());
        if let Some(owner) = owner {
            owner.children.extend(frame.children);
        }
        true
    }

    pub(super) fn unroll(&mut self, column: usize) {
        while self.frames.last().is_some_and(|f| f.column > column) {
            self.pop();
        }
    }

    pub(super) fn unroll_all(&mut self) {
        while self.pop() {}
    }

    pub(super) fn in_flow(&self) -> bool {
        self.frames.last().is_some_and(|f| matches!(f.kind, Kind::FlowMap | Kind::FlowList))
    }

    /// Column of the innermost block collection, -1 outside of any.
    pub(super) fn indent(&self) -> isize {
        let block = self.frames.iter().rev().find(|f| matches!(f.kind, Kind::Map | Kind::List));
        block.map_or(-1, |f| signed(f.column))
    }
}
