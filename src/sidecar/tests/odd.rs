//! Files that people and other programs wrote.
