//! The loop: settle, draw, wait, apply; and what the world has to provide for it.
//!
//! [`run`] is the only loop there is. The program gives it a [`console::Console`] (terminal, signals, worker threads),
//! the test desk a scripted world. Nothing in it polls: an idle program does not wake up.

use std::io;

use crate::app::notes::Saving;
use crate::app::{Action, Effect, Errand, Message, Mouse};
use crate::keymap::Key;
use crate::note::Moment;
use crate::session::Session;
use terminal::panic_of_this_thread;

pub mod author;
pub mod clock;
pub mod console;
pub mod drafts;
pub mod editor;
mod exporting;
mod input;
pub mod keeper;
pub mod paths;
pub mod signals;
pub mod terminal;
mod typed;
pub mod worker;

/// Something that came from the world.
#[derive(Debug, Clone)]
pub enum Event {
    /// A key was pressed.
    Key(Key),
    /// Text was pasted.
    Paste(String),
    /// The mouse did something.
    Mouse(Mouse),
    /// The screen has another size.
    Resize(u16, u16),
    /// A worker has a result.
    Action(Action),
    /// The terminal came back after a suspension: everything must be drawn anew.
    Resumed,
    /// The program is asked to stop: a signal by its number, or the terminal is gone.
    Stop(Exit),
}

/// How a session ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Exit {
    /// The reader quit.
    Quit,
    /// A signal asked for it.
    Signal(i32),
    /// The terminal hung up.
    Hangup,
}

/// What the loop needs from the world.
pub trait World {
    /// Draws a frame of the session.
    ///
    /// # Errors
    /// What the terminal says.
    fn draw(&mut self, session: &Session) -> io::Result<()>;

    /// Waits for at least one event and takes all that are there.
    ///
    /// # Errors
    /// What the terminal says.
    fn wait(&mut self) -> io::Result<Vec<Event>>;

    /// The time, and chance for ids.
    fn now(&mut self) -> Moment;

    /// Performs an effect. What is known at once comes back as actions; the rest comes as an event later.
    ///
    /// # Errors
    /// What the terminal says; everything else is a message to the reader.
    fn perform(&mut self, effect: Effect) -> io::Result<Vec<Action>>;

    /// Waits until the notes are on the disk as far as it takes them, at most a second; what is to be said of them.
    fn finish(&mut self) -> Vec<Action>;
}

/// Runs a session until it ends.
///
/// # Errors
/// The terminal cannot be read or written any more.
pub fn run(session: &mut Session, world: &mut impl World) -> io::Result<Exit> {
    loop {
        let effects = session.settle();
        perform_all(session, world, effects)?;
        world.draw(session)?;
        for event in world.wait()? {
            if let Some(exit) = apply(session, world, event)? {
                return Ok(exit);
            }
        }
    }
}

fn apply(session: &mut Session, world: &mut impl World, event: Event) -> io::Result<Option<Exit>> {
    session.tick(world.now());
    let effects = match event {
        Event::Key(key) => {
            let mut effects = session.key(key);
            if matches!(session.app.notes.saving, Saving::Unsaved(_)) || session.app.is_unsaved() {
                // Whoever types is there to see whether it helps.
                effects.push(Effect::Errand(Errand::Save));
            }
            effects
        }
        Event::Paste(text) => session.act(Action::Paste(text.into())),
        Event::Mouse(mouse) => session.act(Action::Mouse(mouse)),
        Event::Resize(columns, rows) => session.act(Action::Resize(columns, rows)),
        Event::Action(action) => session.act(action),
        Event::Resumed => vec![Effect::Redraw],
        Event::Stop(exit) => {
            // What was typed since the last frame is in a draft before the program ends.
            let effects = session.settle();
            perform_all(session, world, effects)?;
            if let Some(reading) = session.app.reading() {
                world.perform(Effect::Remember(reading))?;
            }
            finish(session, world)?;
            if session.app.is_unsaved() {
                // There is nobody left to ask.
                world.perform(Effect::Errand(Errand::Elsewhere))?;
                world.finish();
            }
            return Ok(Some(exit));
        }
    };
    perform_all(session, world, effects)
}

fn perform_all(session: &mut Session, world: &mut impl World, effects: Vec<Effect>) -> io::Result<Option<Exit>> {
    let mut queue = std::collections::VecDeque::from(effects);
    while let Some(effect) = queue.pop_front() {
        match effect {
            Effect::Leave => return Ok(Some(Exit::Quit)),
            Effect::Quit => {
                finish(session, world)?;
                if session.app.must_ask() {
                    continue;
                }
                return Ok(Some(Exit::Quit));
            }
            _ => {}
        }
        for action in world.perform(effect)? {
            queue.extend(session.act(action));
        }
    }
    Ok(None)
}

/// Waits until the notes are where they belong, as far as the disk lets; the drafts of those that are go.
fn finish(session: &mut Session, world: &mut impl World) -> io::Result<()> {
    for action in world.finish() {
        for effect in session.act(action) {
            if let Effect::KeepDrafts(..) = effect {
                world.perform(effect)?;
            }
        }
    }
    Ok(())
}

/// An action that tells the reader of a failure.
pub fn failure(what: impl std::fmt::Display) -> Action {
    Action::Say(Message::error(what.to_string()))
}

/// Does something on a thread beside the loop. When that panics, which is a fault of this program, the reader is told what
/// did not come of it, and goes on.
pub(crate) fn guarded<T>(what: &str, deed: impl FnOnce() -> T) -> Result<T, String> {
    let done = std::panic::catch_unwind(std::panic::AssertUnwindSafe(deed));
    done.map_err(|_| format!("{what} stopped by a fault of this program, please report it: {}", panic_of_this_thread()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_beside_the_loop_becomes_a_message() {
        assert_eq!(guarded("counting", || 7), Ok(7));
        terminal::leave_on_panic();
        let told = std::thread::spawn(|| guarded("counting", || panic!("no such row"))).join().unwrap();
        let told: String = told.map_or_else(|told| told, |(): ()| String::new());
        assert!(told.starts_with("counting stopped by a fault of this program"), "{told}");
        assert!(told.contains("no such row (src/runtime.rs:"), "{told}");
    }
}
