//! The command line as a whole: the built program, its output and its exit codes.

#[expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]
mod cli {
    mod anchors;
    mod check;
    mod endings;
    mod entities;
    mod entity;
    mod export;
    mod folders;
    mod home;
    mod hostile;
    mod json;
    mod notes;
    mod own;
    mod plain;
    mod survey;
    mod write;
}
