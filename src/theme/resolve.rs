//! From files to a style for every role: palettes joined, colours looked up, gaps filled.

use ratatui::style::Modifier;

use super::Role;
use super::colour::{ANSI, Paint};
use super::file::{Slot, ThemeFile, Word};
use crate::settings::{Report, nearest, same_name};

/// A slot with its colours looked up, at full depth.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Spec {
    pub(super) paints: Paints,
    pub(super) attributes: Modifier,
    /// Colours for sixteen-colour terminals, where the theme gives its own.
    pub(super) ansi: Option<Paints>,
}

/// The colours of a slot.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Paints {
    pub(super) fg: Option<Paint>,
    pub(super) bg: Option<Paint>,
    pub(super) underline: Option<Paint>,
}

/// A file on the way from the oldest ancestor to the theme itself, and where its faults are noted.
pub(super) struct Step<'a> {
    pub(super) file: ThemeFile<'a>,
    pub(super) report: Report,
}

/// All roles at full depth. `chain` starts with the oldest ancestor; later slots take the place of earlier ones, and
/// all slots see the palette as the last file leaves it. A slot with a colour that is none is left out.
pub(super) fn resolve(chain: &mut [Step<'_>]) -> [Spec; Role::COUNT] {
    let palette = palette(chain);
    let mut specs: [Option<Spec>; Role::COUNT] = [None; Role::COUNT];
    for Step { file, report } in chain {
        for (role, slot) in &file.slots {
            if let Some(spec) = spec(slot, &palette, report) {
                specs[*role as usize] = Some(spec);
            }
        }
    }
    let mut filled = [Spec::default(); Role::COUNT];
    for role in Role::all() {
        filled[role as usize] = stand_in(role, &specs);
    }
    filled
}

/// The role's own style, or that of the nearest role that may stand in for it.
fn stand_in(role: Role, specs: &[Option<Spec>; Role::COUNT]) -> Spec {
    let mut at = Some(role);
    while let Some(role) = at {
        if let Some(spec) = specs[role as usize] {
            return spec;
        }
        at = role.like();
    }
    Spec::default()
}

/// Named colours, the later file's first.
type Palette = Vec<(String, Paint)>;

fn palette(chain: &mut [Step<'_>]) -> Palette {
    let mut palette = Palette::new();
    for Step { file, report } in chain.iter_mut().rev() {
        for (name, word) in &file.palette {
            match Paint::parse(&word.text) {
                Some(paint) => palette.push((name.to_string(), paint)),
                None => bad_colour(word, &Palette::new(), report),
            }
        }
    }
    palette
}

fn spec(slot: &Slot<'_>, palette: &Palette, report: &mut Report) -> Option<Spec> {
    let paints = paints(slot, palette, report)?;
    let ansi = match &slot.ansi {
        Some(inner) => Some(self::paints(inner, palette, report)?),
        None => None,
    };
    Some(Spec { paints, attributes: slot.attributes, ansi })
}

fn paints(slot: &Slot<'_>, palette: &Palette, report: &mut Report) -> Option<Paints> {
    let mut bad = false;
    let mut look_up = |word: &Option<Word<'_>>| {
        let word = word.as_ref()?;
        let found = palette.iter().find(|(name, _)| same_name(name, &word.text)).map(|(_, paint)| *paint);
        let found = found.or_else(|| Paint::parse(&word.text));
        if found.is_none() {
            bad = true;
            bad_colour(word, palette, report);
        }
        found
    };
    let paints = Paints { fg: look_up(&slot.fg), bg: look_up(&slot.bg), underline: look_up(&slot.underline) };
    (!bad).then_some(paints)
}

fn bad_colour(word: &Word<'_>, palette: &Palette, report: &mut Report) {
    let names = palette.iter().map(|(name, _)| name.as_str()).chain(ANSI.iter().map(|(name, ..)| *name));
    let hint = nearest::nearest(&word.text, names).map(|n| format!("; did you mean `{n}`?")).unwrap_or_default();
    let message = format!(
        "`{}` is no colour and is left out: write \"#1a2b3c\", 0–255, `default`, a name such as `bright-blue` or one of the palette{hint}",
        word.text
    );
    report.at(word.place, &message);
}
