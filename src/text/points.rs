//! Code points, the unit of files and JSON.

use super::slice;

/// Turns byte offsets of one text into code-point offsets and back, in one pass over ascending offsets.
#[derive(Debug)]
pub struct CodePoints<'a> {
    text: &'a str,
    byte: usize,
    point: usize,
}

impl<'a> CodePoints<'a> {
    /// A counter at the start of `text`.
    pub fn new(text: &'a str) -> Self {
        Self { text, byte: 0, point: 0 }
    }

    /// The number of code points before byte `offset`. Cheap when offsets come in ascending order.
    pub fn of(&mut self, offset: usize) -> usize {
        if offset < self.byte {
            self.byte = 0;
            self.point = 0;
        }
        self.point += slice(self.text, self.byte..offset.min(self.text.len())).chars().count();
        self.byte = offset.min(self.text.len());
        self.point
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn code_points_count_from_any_side() {
        let text = "aé伊b";
        let mut points = CodePoints::new(text);
        assert_eq!(points.of(text.len()), 4);
        assert_eq!(points.of(3), 2);
        assert_eq!(points.of(6), 3);
    }
}
