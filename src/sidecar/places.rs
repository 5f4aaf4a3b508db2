//! Where in the file each record stands.

use std::collections::HashMap;

use serde_yaml::Value;

use super::{Form, Sidecar};
use crate::note::Id;
use crate::yaml;

/// Line and column, both from 1, of every record: of its id where it has one, else of its dash. Empty for a file that
/// cannot be read, or that holds both sides of a git conflict.
pub fn places(form: Form, bytes: &[u8]) -> HashMap<Id, (usize, usize)> {
    let Some(read) = Sidecar::parse_as(form, bytes).ok().filter(|read| !read.was_conflicted()) else {
        return HashMap::new();
    };
    let Ok((value, layout)) = yaml::read_laid_out::<Value>(&String::from_utf8_lossy(bytes)) else {
        return HashMap::new();
    };
    let mut places = HashMap::new();
    for which in form.lists() {
        // A bare list is the file itself.
        let list = if value.is_sequence() { Some(&layout.root) } else { layout.root.key(which.name()) };
        let items = list.map_or(&[][..], |list| &list.children);
        let blocks = read.list(*which).map_or(&[][..], |list| &list.blocks);
        for (block, item) in blocks.iter().zip(items) {
            let place = item.key("id").unwrap_or(item);
            places.insert(block.id.clone(), (place.line.max(1), place.column.max(1)));
        }
    }
    places
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_record_has_its_line() {
        let file = "schema: 1\nnotes:\n- id: A\n  text: x\n\n- words\n- text: y\n- text: z\n  id: B\nmarks: [{id: C, entity: E}]\n";
        let places = places(Form::Notes, file.as_bytes());
        let mut told: Vec<(usize, usize)> = places.values().copied().collect();
        told.sort_unstable();
        assert_eq!(told, [(3, 3), (6, 1), (7, 1), (9, 3), (10, 10)]);
        assert_eq!((places.get(&Id::from("B")), places.get(&Id::from("C"))), (Some(&(9, 3)), Some(&(10, 10))));
        assert!(super::places(Form::Notes, b"notes: [").is_empty());
    }
}
