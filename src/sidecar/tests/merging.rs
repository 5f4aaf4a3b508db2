//! What merging promises.
