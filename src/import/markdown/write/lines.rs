//! Lines of the source.

/// Line numbers for ascending offsets.
pub(super) struct Lines<'a> {
    pub(super) source: &'a str,
    pub(super) at: usize,
    pub(super) line: u32,
}

impl Lines<'_> {
    /// The line of byte `offset`; an offset before the last one asked for gives that one's line.
    pub(super) fn at(&mut self, offset: usize) -> u32 {
        if offset > self.at {
            let between = self.source.as_bytes().get(self.at..offset).unwrap_or_default();
            self.line += u32::try_from(memchr::memchr_iter(b'\n', between).count()).unwrap_or(0);
            self.at = offset;
        }
        self.line
    }

    /// True when the line before that of `offset` is blank, or there is none near.
    pub(super) fn after_blank(&self, offset: usize) -> bool {
        const NEAR: usize = 2000;
        let before = self.source.as_bytes().get(offset.saturating_sub(NEAR)..offset).unwrap_or_default();
        let Some(start) = memchr::memrchr(b'\n', before) else { return true };
        let previous = before.get(..start).unwrap_or_default();
        let line = memchr::memrchr(b'\n', previous).map_or(previous, |at| previous.get(at..).unwrap_or_default());
        line.iter().all(|b| matches!(b, b' ' | b'\t' | b'>' | b'\n'))
    }
}
