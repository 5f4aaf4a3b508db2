//! Facts about the page: dates and what `meta` elements say.

use super::Reader;

impl Reader<'_> {
    pub(super) fn time(&mut self) {
        if let Some(day) = self.value("datetime") {
            self.page.dates.push((2, day.to_owned()));
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
