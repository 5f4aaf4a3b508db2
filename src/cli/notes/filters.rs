//! From the options of the command line to a filter.

use crate::cli::args::Filters;
use crate::cli::exit::Misused;
use crate::note::filter::{Filter, Period};
use crate::runtime::clock;

/// The filter that the options mean.
///
/// # Errors
/// A time that says nothing.
pub(in crate::cli) fn read(given: &Filters) -> Result<Filter, Misused> {
    let time = |text: &Option<String>| {
        let read = text.as_deref().map(|text| Period::read(text, clock::now()));
        read.transpose().map_err(|error| Misused::new(&error.to_string()))
    };
    Ok(Filter {
        sections: given.section.clone(),
        tags: given.tag.clone(),
        kinds: given.kind.clone(),
        entities: given.entity.clone(),
        authors: given.author.clone(),
        statuses: given.status.clone(),
        since: time(&given.since)?.map(|period| period.start),
        until: time(&given.until)?.map(|period| period.end),
        query: given.query.clone(),
    })
}
