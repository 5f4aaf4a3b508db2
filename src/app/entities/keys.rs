//! Commands on names while the text has the keys.

use super::marking::{self, Extent};
use super::walk::{self, Among};
use super::{list, verdict};
use crate::app::action::{Group, entry};
use crate::app::notes::walk::Way;
use crate::app::{App, Command, Effect};

/// True for commands that are run here.
pub(in crate::app) fn is_own(command: Command) -> bool {
    entry(command).group == Group::Names
}

/// Runs such a command.
pub(in crate::app) fn run(app: &mut App, command: Command, count: Option<usize>) -> Vec<Effect> {
    match command {
        Command::Mark => return marking::open(app, Extent::Here),
        Command::MarkAll => return marking::open(app, Extent::All),
        Command::MarkAs => return list::choose(app),
        Command::AcceptName => return verdict::accept(app),
        Command::RejectName => return verdict::reject(app, Extent::Here),
        Command::RejectEverywhere => return verdict::reject(app, Extent::All),
        Command::RenameEntity => return list::ask_name(app),
        Command::Legend => return list::legend(app),
        Command::NextMention => walk::go(app, count, (Way::On, Among::All)),
        Command::PreviousMention => walk::go(app, count, (Way::Back, Among::All)),
        Command::NextSame => walk::go(app, count, (Way::On, Among::Same)),
        Command::PreviousSame => walk::go(app, count, (Way::Back, Among::Same)),
        _ => {}
    }
    Vec::new()
}
