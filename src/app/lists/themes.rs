//! The list of themes: which there are, what each looks like, and what becomes of the one that is taken.

use super::{App, Choice, Effect, Item, Message};
use crate::app::pick::Pick;
use crate::app::{Command, ThemeChoice};
use crate::clean::Clean;

/// What stands in the list for the theme that suits the terminal.
const AUTO: &str = "auto";

/// The themes, and where the cursor is at first: on the one in use.
pub(super) fn list(app: &App) -> (Vec<Item>, usize) {
    let item = |label: Clean, choice: Choice| Item { mark: Clean::default(), label, detail: Clean::default(), choice };
    let (settings, mut items) = (&app.settings, Vec::new());
    let mut is_auto = false;
    if let ThemeChoice::Kept { picked, .. } = settings.theme_choice {
        items.push(item(Clean::from(format!("{AUTO} (as terminal)")), Choice::AutoTheme));
        is_auto = !picked;
    }
    let themes = settings.themes.iter();
    items.extend(themes.map(|name| item(Clean::line(name), Choice::Theme(name.clone()))));
    let in_use = |item: &Item| match &item.choice {
        Choice::AutoTheme => is_auto,
        Choice::Theme(name) => *name == settings.theme && !is_auto,
        _ => false,
    };
    let cursor = items.iter().position(in_use).unwrap_or(0);
    (items, cursor)
}

/// Shows the theme under the cursor.
pub(super) fn preview(app: &App, pick: &Pick) -> Option<Effect> {
    match (&pick.chosen()?.choice, &app.settings.theme_choice) {
        (Choice::Theme(name), _) => Some(Effect::Theme(name.clone())),
        (Choice::AutoTheme, ThemeChoice::Kept { auto, .. }) => Some(Effect::Theme(auto.clone())),
        _ => None,
    }
}

/// Takes a theme: for good, unless the reader's own file names one.
pub(super) fn take(app: &mut App, name: &str) -> Vec<Effect> {
    let shown = Clean::piece(name);
    name.clone_into(&mut app.settings.theme);
    let mut effects = vec![Effect::Theme(name.to_owned())];
    let said = match &mut app.settings.theme_choice {
        ThemeChoice::Kept { picked, .. } => {
            *picked = true;
            effects.push(Effect::KeepTheme(Some(name.to_owned())));
            format!("theme {shown} from now on; {AUTO} in the list of {} undoes it", app.key(Command::Themes))
        }
        ThemeChoice::Configured(file) => {
            format!("theme {shown} in this run; for good, write `theme: {shown}` in {file}")
        }
    };
    app.message = Some(Message::note(said));
    effects
}

/// Goes back to the theme that suits the terminal.
pub(super) fn suit(app: &mut App) -> Vec<Effect> {
    let ThemeChoice::Kept { auto, picked } = &mut app.settings.theme_choice else { return Vec::new() };
    *picked = false;
    app.settings.theme.clone_from(auto);
    app.message = Some(Message::note("theme by the terminal's background from now on"));
    vec![Effect::Theme(app.settings.theme.clone()), Effect::KeepTheme(None)]
}
