//! The screen: a frame, the size, and the screen left and taken again.

use std::io;

use crossterm::terminal::{BeginSynchronizedUpdate, Clear, ClearType, EndSynchronizedUpdate};
use crossterm::{execute, queue};

use super::super::signals::Signals;
use super::super::terminal;
use super::{Console, blanks};
use crate::app::Action;
use crate::session::Session;

/// The size that the terminal has now; none when it is gone.
///
/// Asked for whenever everything is drawn anew, and not only on a signal: a job that is stopped hears nothing of a new
/// size, and neither does one behind a connection that passes no signals on.
pub(super) fn size() -> Option<Action> {
    crossterm::terminal::size().ok().map(|(columns, rows)| Action::Resize(columns, rows))
}

impl Console {
    pub(super) fn frame(&mut self, session: &Session) -> io::Result<()> {
        queue!(self.terminal.backend_mut(), BeginSynchronizedUpdate)?;
        self.terminal.draw(|frame| {
            session.draw(frame);
            blanks::clear(frame.buffer_mut());
        })?;
        execute!(self.terminal.backend_mut(), EndSynchronizedUpdate)
    }

    pub(super) fn suspend(&mut self) -> io::Result<()> {
        terminal::leave();
        Signals::stop_here()?;
        terminal::enter_again()?;
        self.draw_anew()
    }

    /// Empties the screen and makes the next frame write every cell. (The library's own `clear` asks the terminal for
    /// its cursor first, and waits two seconds for one that does not answer.)
    pub(super) fn draw_anew(&mut self) -> io::Result<()> {
        queue!(self.terminal.backend_mut(), Clear(ClearType::All))?;
        self.terminal.swap_buffers();
        Ok(())
    }
}
