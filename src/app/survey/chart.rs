//! The map of a briefing's places.

use super::finder::Finder;
use super::matter::{self, Version};
use super::window::{Point, Window};
use crate::app::App;
use crate::dossier::{self, Dossier};
use crate::entity::{Entity, Kind, Position};
use crate::note::Id;
use crate::recognise::atlas;

/// An open map.
#[derive(Debug, Clone, Default)]
pub struct Chart {
    /// Cursor and filter.
    pub finder: Finder,
    /// Only the places of this entity's dossier: its name and kind.
    pub of: Option<(String, Kind)>,
    /// What the map shows; `None` until it is known how large it is.
    pub window: Option<Window>,
    /// Those with a place on the map first.
    all: Vec<Spot>,
    shown: Vec<usize>,
    /// The entry of that entity in the registry, once it has one.
    entry: Option<Id>,
    made: Option<(Version, String)>,
}

/// A place that is named.
#[derive(Debug, Clone, PartialEq)]
pub struct Spot {
    /// Its canonical name.
    pub name: String,
    /// How often it is named; beside an entity, in how many paragraphs.
    pub times: usize,
    /// Where it is; `None` when nobody knows.
    pub at: Option<Point>,
    /// Its place is that of its capital.
    pub by_capital: bool,
}

impl Chart {
    /// A map of all places, or of those in the dossier of an entity.
    pub(super) fn new(of: Option<(String, Kind)>) -> Self {
        Self { of, ..Self::default() }
    }

    /// The places that pass the filter, those that nobody knows last.
    pub fn shown(&self) -> impl Iterator<Item = &Spot> {
        self.shown.iter().filter_map(|n| self.all.get(*n))
    }

    /// How many places there are, whatever the filter.
    pub fn all(&self) -> usize {
        self.all.len()
    }

    /// The place under the cursor.
    pub fn chosen(&self) -> Option<&Spot> {
        self.all.get(*self.shown.get(self.finder.cursor)?)
    }

    /// Lists anew when names or filter are others.
    pub(super) fn refresh(&mut self, app: &App) {
        let wanted = (matter::version(app), self.finder.filter.to_string());
        if self.made.as_ref() == Some(&wanted) {
            return;
        }
        if self.made.as_ref().map(|(version, _)| version) != Some(&wanted.0) {
            self.of = self.of.take().map(|(name, kind)| matter::now(app, &mut self.entry, (&name, &kind)));
            self.all = spots(app, self.of.as_ref());
            // Those that have a place on the map come first; the order is kept otherwise.
            self.all.sort_by_key(|spot| spot.at.is_none());
        }
        self.shown = (0..self.all.len()).filter(|n| matter::holds(&wanted.1, &self.all[*n].name)).collect();
        self.finder.fill(self.shown.len());
        self.made = Some(wanted);
    }

    /// Fits the map to its room: once to all places, then as the reader left it, with the chosen place in view.
    pub(super) fn fit(&mut self, size: (u16, u16)) {
        let window = match self.window {
            Some(window) if window.size == size => window,
            Some(window) => window.sized(size),
            None => Window::around(&self.points(), size),
        };
        let chosen = self.chosen().and_then(|spot| spot.at);
        self.window = Some(chosen.map_or(window, |point| window.showing(point)));
    }

    /// Nearer, or further away.
    pub(super) fn zoom(&mut self, near: f64) {
        let about = self.chosen().and_then(|spot| spot.at).filter(|_| near > 1.0);
        self.window = self.window.map(|window| window.zoomed(near, about));
    }

    fn points(&self) -> Vec<Point> {
        self.shown().filter_map(|spot| spot.at).collect()
    }
}

fn spots(app: &App, of: Option<&(String, Kind)>) -> Vec<Spot> {
    let names: Vec<(String, usize)> = if let Some((name, kind)) = of {
        of_dossier(&dossier::make((name, kind), None, &[matter::source(app, &[])]))
    } else {
        let all = dossier::list(&[matter::source(app, &[])]).into_iter();
        all.filter(|listed| listed.kind == Kind::Place).map(|listed| (listed.name, listed.times)).collect()
    };
    let spot = |(name, times): (String, usize)| {
        let (at, by_capital) = position(matter::known(app, &name, &Kind::Place), &name);
        Spot { name, times, at, by_capital }
    };
    names.into_iter().map(spot).collect()
}

/// The places of a dossier: its entity, when that is one, and those named beside it.
fn of_dossier(dossier: &Dossier) -> Vec<(String, usize)> {
    let own = (dossier.kind == Kind::Place).then(|| (dossier.name.clone(), dossier.mentions.len()));
    let with = dossier.with.iter().filter(|company| company.kind == Kind::Place);
    own.into_iter().chain(with.map(|company| (company.name.clone(), company.paragraphs))).collect()
}

/// Where a place is, and whether that is where its capital is: as the registry says, else as the gazetteer knows.
pub fn position(known: Option<&Entity>, name: &str) -> (Option<Point>, bool) {
    if let Some(place) = known.and_then(|entity| entity.place) {
        return (Some(degrees(place)), false);
    }
    let found = atlas::find(name);
    let at = found.and_then(|known| known.at);
    let point = at.map(|(north, east)| Point { east: f64::from(east), north: f64::from(north) });
    (point, found.is_some_and(|known| known.is_country))
}

fn degrees(place: Position) -> Point {
    Point { east: f64::from(place.longitude) / 1e6, north: f64::from(place.latitude) / 1e6 }
}
