//! What a file is, by its name and its folder.

use std::path::Path;

use crate::sidecar;

/// A kind of file that can be checked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub(super) enum Kind {
    /// A briefing in any format.
    Briefing,
    /// Settings (config.yaml).
    Config,
    /// Changes to a keymap (keys.yaml).
    Keys,
    /// A theme (any YAML file in a folder `themes`).
    Theme,
    /// Notes and marks of a briefing (a sidecar).
    Notes,
    /// Names that are known in all briefings (entities.yaml).
    Registry,
    /// Any other YAML: only whether it can be read.
    Yaml,
}

impl Kind {
    /// The kind of the file at `path`.
    pub(super) fn of(path: &Path) -> Self {
        let name = path.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
        let yaml = path.extension().is_some_and(|e| e == "yaml" || e == "yml");
        let absolute = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
        let folder = absolute.parent().and_then(Path::file_name).unwrap_or_default();
        match name.as_str() {
            "config.yaml" => Self::Config,
            "keys.yaml" => Self::Keys,
            sidecar::REGISTRY => Self::Registry,
            _ if name.ends_with(sidecar::SUFFIX) => Self::Notes,
            _ if yaml && folder == "themes" => Self::Theme,
            _ => Self::Briefing,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_folders_tell() {
        for (path, kind) in [
            ("a/config.yaml", Kind::Config),
            ("keys.yaml", Kind::Keys),
            ("x/themes/dusk.yaml", Kind::Theme),
            ("x/themes/readme.md", Kind::Briefing),
            ("entities.yaml", Kind::Registry),
            ("a.txt.notes.yaml", Kind::Notes),
            ("a.yaml", Kind::Briefing),
        ] {
            assert_eq!(Kind::of(Path::new(path)), kind, "{path}");
        }
    }
}
