//! Finding names by place. Names may overlap and nest, so a search in halves needs to know how far those before reach.

use crate::text::Span;

/// Passages by start, and how far all up to each of them reach.
#[derive(Debug, Clone, Default)]
pub(super) struct Places {
    spans: Vec<Span>,
    reach: Vec<usize>,
}

impl Places {
    /// Of passages in order of their starts.
    pub(super) fn of(spans: impl Iterator<Item = Span>) -> Self {
        let mut places = Self::default();
        let mut far = 0;
        for span in spans {
            far = far.max(span.end);
            places.spans.push(span);
            places.reach.push(far);
        }
        places
    }

    /// The numbers of those that overlap `range`, in order.
    pub(super) fn touching(&self, range: Span) -> impl Iterator<Item = usize> + '_ {
        let first = self.reach.partition_point(|end| *end <= range.start);
        let last = self.spans.partition_point(|span| span.start < range.end).max(first);
        (first..last).filter(move |n| self.spans.get(*n).is_some_and(|span| span.overlaps(range)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn all_that_overlap_are_found_and_no_others(
            mut spans in proptest::collection::vec((0usize..80, 1usize..40), 0..40), start in 0usize..100, len in 1usize..40,
        ) {
            spans.sort_unstable();
            let spans: Vec<Span> = spans.iter().map(|(start, len)| Span::new(*start, start + len)).collect();
            let range = Span::new(start, start + len);
            let found: Vec<usize> = Places::of(spans.iter().copied()).touching(range).collect();
            let wanted: Vec<usize> = (0..spans.len()).filter(|n| spans[*n].overlaps(range)).collect();
            prop_assert_eq!(found, wanted);
        }
    }
}
