//! The timeline on the screen.

use super::finder::Finder;
use super::matter::{self, Version};
use crate::app::App;
use crate::text;
use crate::timeline::{self, Event, Timeline};

/// An open timeline.
#[derive(Debug, Clone, Default)]
pub struct Times {
    /// Cursor and filter.
    pub finder: Finder,
    /// What is told.
    pub timeline: Timeline,
    shown: Vec<Event>,
    made: Option<(Version, String)>,
}

impl Times {
    /// The events that pass the filter; those without a place in time are the last.
    pub fn shown(&self) -> &[Event] {
        &self.shown
    }

    /// How many events there are, whatever the filter.
    pub fn all(&self) -> usize {
        self.timeline.events.len() + self.timeline.open.len()
    }

    /// The event under the cursor.
    pub fn chosen(&self) -> Option<&Event> {
        self.shown.get(self.finder.cursor)
    }

    /// Makes the timeline anew when names or filter are others.
    pub(super) fn refresh(&mut self, app: &App) {
        let wanted = (matter::version(app), self.finder.filter.to_string());
        if self.made.as_ref() == Some(&wanted) {
            return;
        }
        let briefing = app.document.briefing();
        if self.made.as_ref().map(|(version, _)| version) != Some(&wanted.0) {
            self.timeline = timeline::make(briefing, &matter::dated(briefing, &app.entities.mentions));
        }
        let holds = |event: &&Event| {
            let date = event.when.map(|when| when.from.to_string()).unwrap_or_default();
            let heading = briefing.heading(event.section).unwrap_or("Lead");
            matter::holds(&wanted.1, &format!("{date} {heading} {}", text::slice(&briefing.text, event.sentence)))
        };
        self.shown = self.timeline.all().filter(holds).copied().collect();
        self.finder.fill(self.shown.len());
        self.made = Some(wanted);
    }
}
