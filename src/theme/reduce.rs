//! Full colour reduced to what a terminal can show.
//!
//! The nearest colour to the eye is taken that keeps what matters: letters that were legible on their ground stay
//! legible (WCAG contrast 4.5, or 7 where they had it), and a background that stood out from its ground still does.
//! Coloured underlines become coloured letters below full depth: terminals of 256 colours and fewer often misread the
//! sequence, and some blink.

use ratatui::style::{Color, Modifier, Style};

use super::colour::{Lab, Paint, Rgb, contrast, luminance, ratio};
use super::resolve::{Paints, Spec};
use super::{Depth, Role};

/// Contrast of letters that can be read (WCAG 2.2, 1.4.3, level AA).
const LEGIBLE: f32 = 4.5;

/// Contrast of letters that can be read with weak eyes (WCAG 2.2, 1.4.6, level AAA).
const STRONG: f32 = 7.0;

/// Styles for every role at a depth above [`Depth::None`].
pub(super) fn reduce(specs: &[Spec; Role::COUNT], depth: Depth) -> [Style; Role::COUNT] {
    let swatches = Swatches::new(depth);
    let grounds = swatches.as_ref().map(|swatches| swatches.backgrounds(specs));
    let mut styles = [Style::default(); Role::COUNT];
    for role in Role::all() {
        let spec = specs[role as usize];
        let paints = match (&swatches, &grounds) {
            (Some(swatches), Some(grounds)) => swatches.paints(role, specs, grounds),
            _ => spec.paints,
        };
        // The line stays where its colour went into the letters.
        let line = if spec.paints.underline.is_some() { Modifier::UNDERLINED } else { Modifier::empty() };
        styles[role as usize] = style(paints, spec.attributes | line);
    }
    styles
}

/// Styles without colour: the attributes of the theme itself, and those that `mono` gives the role as its cue.
pub(super) fn without_colour(specs: &[Spec; Role::COUNT], mono: &[Spec; Role::COUNT]) -> [Style; Role::COUNT] {
    let mut styles = [Style::default(); Role::COUNT];
    for (style, (own, cue)) in styles.iter_mut().zip(specs.iter().zip(mono)) {
        *style = Style::default().add_modifier(own.attributes | cue.attributes);
    }
    styles
}

/// A line in this colour under letters on `ground`, at a depth.
pub(super) fn line(paint: Paint, depth: Depth, ground: Option<Color>) -> Style {
    let ground = ground.and_then(Paint::from_colour).and_then(Paint::rgb);
    let paints = match (depth, Swatches::new(depth)) {
        (Depth::None, _) => Paints::default(),
        (_, Some(swatches)) => {
            Paints { fg: Some(swatches.letters(paint, LEGIBLE, ground, ground)), ..Paints::default() }
        }
        (_, None) => Paints { underline: Some(paint), ..Paints::default() },
    };
    style(paints, Modifier::UNDERLINED)
}

fn style(paints: Paints, attributes: Modifier) -> Style {
    let mut style = Style::default().add_modifier(attributes);
    style.fg = paints.fg.map(Paint::colour);
    style.bg = paints.bg.map(Paint::colour);
    if let Some(underline) = paints.underline {
        style = style.underline_color(underline.colour());
    }
    style
}

struct Swatch {
    paint: Paint,
    lab: Lab,
    luminance: f32,
}

/// The colours to choose from.
struct Swatches {
    depth: Depth,
    list: Vec<Swatch>,
}

impl Swatches {
    /// `None` at a depth where nothing needs to be chosen.
    fn new(depth: Depth) -> Option<Self> {
        let paints: Vec<Paint> = match depth {
            Depth::None | Depth::True => return None,
            // The first sixteen of the 256 are the user's own and may look like anything.
            Depth::Indexed256 => (16..=255).map(Paint::Index).collect(),
            Depth::Ansi16 => (0..16).map(Paint::Ansi).collect(),
        };
        let swatch = |paint: Paint| {
            let rgb = paint.rgb()?;
            Some(Swatch { paint, lab: Lab::of(rgb), luminance: luminance(rgb) })
        };
        Some(Self { depth, list: paints.into_iter().filter_map(swatch).collect() })
    }

    /// The background of every role. Grounds come first in [`Role::all`], so those a role needs are there.
    fn backgrounds(&self, specs: &[Spec; Role::COUNT]) -> [Option<Paint>; Role::COUNT] {
        let mut found = [None; Role::COUNT];
        for role in Role::all() {
            found[role as usize] = self.background(role, specs, &found);
        }
        found
    }

    /// A background that differs from its ground still does.
    fn background(&self, role: Role, specs: &[Spec; Role::COUNT], found: &[Option<Paint>]) -> Option<Paint> {
        let spec = &specs[role as usize];
        if let (Depth::Ansi16, Some(own)) = (self.depth, spec.ansi) {
            return own.bg;
        }
        let paint = spec.paints.bg?;
        let ground = role.ground() as usize;
        let differed = specs[ground].paints.bg.is_some_and(|ground| ground != paint);
        let taken = found[ground].filter(|_| differed);
        self.nearest(paint, |swatch| Some(swatch.paint) != taken)
    }

    /// The colours of a role.
    fn paints(&self, role: Role, specs: &[Spec; Role::COUNT], backgrounds: &[Option<Paint>]) -> Paints {
        let spec = &specs[role as usize];
        if let (Depth::Ansi16, Some(own)) = (self.depth, spec.ansi) {
            return own;
        }
        let (own, ground) = (role as usize, role.ground() as usize);
        let before = spec.paints.bg.or(specs[ground].paints.bg).and_then(Paint::rgb);
        let after = backgrounds[own].or(backgrounds[ground]).and_then(Paint::rgb);
        let fg = match (spec.paints.fg, spec.paints.underline) {
            (Some(fg), _) => Some(self.letters(fg, 1.0, before, after)),
            // A line under letters needs less contrast than the letters that it becomes.
            (None, Some(line)) => Some(self.letters(line, LEGIBLE, before, after)),
            (None, None) => None,
        };
        Paints { fg, bg: backgrounds[own], underline: None }
    }

    /// The colour of letters that stood on `before` and will stand on `after`, with at least the contrast `least`.
    fn letters(&self, fg: Paint, least: f32, before: Option<Rgb>, after: Option<Rgb>) -> Paint {
        let (Some(rgb), Some(before), Some(after)) = (fg.rgb(), before, after) else {
            return self.nearest(fg, |_| true).unwrap_or(fg);
        };
        let ground = luminance(after);
        let legible = |wanted: f32| self.nearest(fg, |swatch| ratio(swatch.luminance, ground) >= wanted);
        let had = contrast(rgb, before);
        let wanted = if had >= STRONG { STRONG } else { had.min(LEGIBLE).max(least) };
        // On some of the sixteen nothing reaches 7, but black or white always reaches 4.5.
        legible(wanted).or_else(|| legible(LEGIBLE)).unwrap_or(fg)
    }

    /// The nearest colour that will do.
    fn nearest(&self, paint: Paint, will_do: impl Fn(&Swatch) -> bool) -> Option<Paint> {
        let keeps = match paint {
            Paint::Default | Paint::Ansi(_) => true,
            Paint::Index(_) => self.depth == Depth::Indexed256,
            Paint::Rgb(_) => false,
        };
        let Some(rgb) = paint.rgb().filter(|_| !keeps) else { return Some(paint) };
        let lab = Lab::of(rgb);
        let by_distance = |a: &&Swatch, b: &&Swatch| lab.distance(a.lab).total_cmp(&lab.distance(b.lab));
        self.list.iter().filter(|s| will_do(s)).min_by(by_distance).map(|s| s.paint)
    }
}
