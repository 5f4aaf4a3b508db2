//! Facts about the page: dates and what `meta` elements say.

use super::Reader;

impl Reader<'_> {
    /// A `time` element is of anything, unless it says that it is the day of publication.
    pub(super) fn time(&mut self) {
        const CLASSES: [&str; 6] = ["published", "entry-date", "pubdate", "publish-date", "post-date", "dt-published"];
        let Some(day) = self.value("datetime").map(str::to_owned) else { return };
        let says = |key: &str, fits: &dyn Fn(&str) -> bool| {
            self.value(key).is_some_and(|value| value.to_lowercase().split_whitespace().any(fits))
        };
        let published = self.value("pubdate").is_some()
            || says("itemprop", &|name| name == "datepublished")
            || says("class", &|name| CLASSES.contains(&name));
        if published {
            self.page.dates.push((2, day));
        } else {
            self.page.times.push((self.page.pieces.len(), day));
        }
    }

    pub(super) fn meta(&mut self) {
        const BEST: [&str; 6] = [
            "date",
            "article:published_time",
            "dc.date.issued",
            "dcterms.issued",
            "datepublished",
            "citation_publication_date",
        ];
        const GOOD: [&str; 8] = [
            "dc.date",
            "dcterms.date",
            "dc.date.created",
            "dcterms.created",
            "pubdate",
            "publish-date",
            "publishdate",
            "parsely-pub-date",
        ];
        let Some(content) = self.value("content").map(str::to_owned) else { return };
        let name = ["name", "property", "itemprop"].iter().find_map(|key| self.value(key));
        let Some(name) = name.map(str::to_lowercase) else { return };
        if BEST.contains(&name.as_str()) {
            self.page.dates.push((0, content));
        } else if GOOD.contains(&name.as_str()) {
            self.page.dates.push((1, content));
        } else if !content.trim().is_empty() {
            self.page.meta.push((name, content));
        }
    }
}
