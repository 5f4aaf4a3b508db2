//! What is known of a briefing, by which its notes are found when its name is another one.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::briefing::Briefing;

/// What is known of a briefing besides its path.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Facts {
    /// SHA-256 of the whole file in lower-case hex; empty when it was not computed (the store does, where it needs it).
    pub sha256: String,
    /// Title; empty when it has none.
    pub title: String,
    /// ISO date; empty when it has none.
    pub date: String,
}

impl Facts {
    /// Title and date of a briefing; the sum is computed when it is needed.
    pub fn of(briefing: &Briefing) -> Self {
        let header = &briefing.header;
        Self {
            sha256: String::new(),
            title: header.title.as_ref().map(ToString::to_string).unwrap_or_default(),
            date: header.date.map(|date| date.to_string()).unwrap_or_default(),
        }
    }

    /// The same with the sum of the file's bytes.
    #[must_use]
    pub fn with_bytes(mut self, bytes: &[u8]) -> Self {
        self.sha256 = sha256(bytes);
        self
    }
}

/// SHA-256 in lower-case hex.
pub fn sha256(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes))
}

/// A short name in the state directory for what belongs to a path.
pub(super) fn key(path: &Path) -> String {
    hex(&Sha256::digest(path.as_os_str().as_encoded_bytes())[..10])
}

/// Bytes as lower-case hexadecimal digits.
pub(super) fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut out, byte| {
        let _ = write!(out, "{byte:02x}");
        out
    })
}

/// Paths in JSON: as text where they are UTF-8, else byte by byte.
pub(super) mod path {
    use std::ffi::OsString;
    use std::os::unix::ffi::OsStringExt;

    use serde::{Deserializer, Serializer};

    use super::{Deserialize, Path, PathBuf, Serialize};

    #[derive(Serialize, Deserialize)]
    #[serde(untagged)]
    enum Written {
        Text(String),
        Bytes(Vec<u8>),
    }

    pub(in crate::store) fn serialize<S: Serializer>(path: &Path, to: S) -> Result<S::Ok, S::Error> {
        match path.to_str() {
            Some(text) => Written::Text(text.to_owned()),
            None => Written::Bytes(path.as_os_str().as_encoded_bytes().to_vec()),
        }
        .serialize(to)
    }

    pub(in crate::store) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<PathBuf, D::Error> {
        Ok(match Written::deserialize(from)? {
            Written::Text(text) => PathBuf::from(text),
            Written::Bytes(bytes) => PathBuf::from(OsString::from_vec(bytes)),
        })
    }
}
