//! The command line as a whole: the built program, its output and its exit codes.

mod cli {
    mod check;
    mod endings;
    mod home;
    mod hostile;
    mod json;
    mod own;
    mod plain;
    mod write;
}
