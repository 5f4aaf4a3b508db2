//! The reader's own folder.
//!
//! The system's way to ask for it loads whatever modules the machine is set up with (directories on a network, too) into
//! the process. A program that is linked into one piece must not do that, so where the environment does not say, the
//! table of users on this machine is read as a file.

use std::fs;
use std::path::PathBuf;

const USERS: &str = "/etc/passwd";

/// The home folder: what `HOME` says, else what the table of users says. `None` where neither does.
pub fn home() -> Option<PathBuf> {
    let said = std::env::var_os("HOME").filter(|home| !home.is_empty()).map(PathBuf::from);
    said.or_else(|| in_table(&fs::read_to_string(USERS).ok()?, rustix::process::getuid().as_raw()))
}

/// The home folder of a user in a table as `passwd(5)` describes it: `name:password:uid:gid:comment:home:shell`.
fn in_table(table: &str, user: u32) -> Option<PathBuf> {
    let fields = table.lines().map(|line| line.split(':').collect::<Vec<_>>());
    let mut theirs = fields.filter(|fields| fields.get(2).and_then(|id| id.parse().ok()) == Some(user));
    theirs.find_map(|fields| fields.get(5).filter(|home| !home.is_empty()).map(PathBuf::from))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_of_users_tells_the_home_of_a_user() {
        let table = "root:x:0:0:root:/root:/bin/bash\nbroken\n\nmk:x:1000:1000:M. K.,,,:/home/mk:/bin/sh\nno:x:7:7::";
        assert_eq!(in_table(table, 1000), Some(PathBuf::from("/home/mk")));
        assert_eq!(in_table(table, 0), Some(PathBuf::from("/root")));
        assert_eq!(in_table(table, 7), None, "nobody said");
        assert_eq!(in_table(table, 100), None);
    }
}
