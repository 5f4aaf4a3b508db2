//! Nesting of list items, from their indentation and their kinds of marker.

use super::marker::Marker;

/// Deepest nesting that is told apart.
const DEPTH: usize = 8;

/// The items that are open.
#[derive(Debug, Default)]
pub(super) struct List {
    open: Vec<(usize, Marker)>,
    last: Option<Marker>,
}

impl List {
    /// Enters an item and returns its depth, from 0.
    pub(super) fn enter(&mut self, indent: usize, marker: Marker) -> u8 {
        while self.open.last().is_some_and(|(other, _)| *other > indent) {
            self.open.pop();
        }
        // An equal indentation with another kind of marker is a list inside the item, as in `1.` … `a)`.
        let sibling = |(other, before): &(usize, Marker)| {
            *other == indent && (before.kind == marker.kind || marker.follows(before))
        };
        if let Some(at) = self.open.iter().rposition(sibling) {
            self.open.truncate(at);
        }
        if self.open.len() >= DEPTH {
            self.open.truncate(DEPTH - 1);
        }
        self.open.push((indent, marker));
        self.last = Some(marker);
        u8::try_from(self.open.len() - 1).unwrap_or(0)
    }

    /// The depth of the item that a paragraph with this indentation goes on with.
    pub(super) fn inside(&self, indent: usize) -> Option<u8> {
        let at = self.open.iter().rposition(|(other, _)| *other < indent)?;
        u8::try_from(at).ok()
    }

    /// The marker of the item written last, while its list goes on.
    pub(super) fn last(&self) -> Option<Marker> {
        self.last
    }

    /// The indentation of the item written last, while its list goes on.
    pub(super) fn indent(&self) -> Option<usize> {
        self.last.and(self.open.last()).map(|(indent, _)| *indent)
    }

    /// Ends all lists.
    pub(super) fn end(&mut self) {
        self.open.clear();
        self.last = None;
    }
}

#[cfg(test)]
mod tests {
    use super::super::marker;
    use super::*;

    #[test]
    fn depth_comes_from_indentation_and_kind() {
        let mut list = List::default();
        let mut enter = |indent, line| list.enter(indent, marker::find(line).unwrap());
        assert_eq!([enter(0, "1. a"), enter(0, "a) b"), enter(0, "b) c"), enter(0, "2. d")], [0, 1, 1, 0]);
        assert_eq!([enter(2, "- e"), enter(4, "- f"), enter(2, "- g"), enter(0, "3. h")], [1, 2, 1, 0]);
    }
}
