//! Handling labels and their order: TLP 2.0 (FIRST) and national classifications.

use crate::clean::Clean;

/// The handling line of a briefing as it stands, with what it was understood to mean.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Handling {
    /// The label as the source writes it, in one line.
    pub label: Clean,
    /// The Traffic Light Protocol label in it.
    pub tlp: Option<Tlp>,
    /// The classification in it.
    pub classification: Option<Classification>,
}

/// Traffic Light Protocol, version 2.0 (<https://www.first.org/tlp/>), from the widest sharing to the narrowest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Tlp {
    /// May be shared with anyone (WHITE in version 1).
    Clear,
    /// Within the community.
    Green,
    /// Within the organisation and its clients.
    Amber,
    /// Within the organisation only.
    AmberStrict,
    /// For the recipients' eyes only.
    Red,
}

/// A classification level, from the lowest to the highest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Classification {
    /// Unclassified.
    Unclassified,
    /// Official, not public: OFFICIAL, CUI, SBU, FOUO, LIMITED.
    Official,
    /// Restricted, OFFICIAL-SENSITIVE, VS-NfD, diffusion restreinte.
    Restricted,
    /// Confidential.
    Confidential,
    /// Secret.
    Secret,
    /// Top secret.
    TopSecret,
}

impl Handling {
    /// Reads a handling label such as `TLP:AMBER+STRICT`, `UNCLASSIFIED//FOUO` or `SECRET`.
    ///
    /// Returns `None` when the text names neither a TLP label nor a classification.
    pub fn parse(label: &str) -> Option<Self> {
        let label = Clean::line(label);
        let (tlp, classification) = (Tlp::find(&label), Classification::find(&label));
        (tlp.is_some() || classification.is_some()).then_some(Self { label, tlp, classification })
    }

    /// A label that is shown as it stands, whatever it says.
    pub fn verbatim(label: &str) -> Self {
        Self::parse(label).unwrap_or_else(|| Self { label: Clean::line(label), tlp: None, classification: None })
    }
}

impl Tlp {
    /// The first TLP label in `text`.
    pub fn find(text: &str) -> Option<Self> {
        let upper = text.to_uppercase();
        let at = upper.find("TLP")?;
        let rest: String = upper.chars().skip(upper.get(..at)?.chars().count() + 3).collect();
        let rest = rest.trim_start_matches([':', ' ', '-', '_']);
        [
            ("AMBER+STRICT", Self::AmberStrict),
            ("AMBER STRICT", Self::AmberStrict),
            ("AMBER", Self::Amber),
            ("CLEAR", Self::Clear),
            ("WHITE", Self::Clear),
            ("GREEN", Self::Green),
            ("RED", Self::Red),
        ]
        .into_iter()
        .find_map(|(name, tlp)| rest.starts_with(name).then_some(tlp))
    }

    /// The label as the standard writes it.
    pub fn label(self) -> &'static str {
        match self {
            Self::Clear => "TLP:CLEAR",
            Self::Green => "TLP:GREEN",
            Self::Amber => "TLP:AMBER",
            Self::AmberStrict => "TLP:AMBER+STRICT",
            Self::Red => "TLP:RED",
        }
    }
}

impl Classification {
    /// The classification that `text` opens with, after any words that only frame it (EXERCISE).
    pub fn find(text: &str) -> Option<Self> {
        let upper = text.to_uppercase();
        let words: Vec<&str> = upper.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).collect();
        let words = match words.as_slice() {
            ["EXERCISE", rest @ ..] => rest,
            all => all,
        };
        match words {
            ["TOP", "SECRET", ..] => Some(Self::TopSecret),
            ["SECRET", ..] => Some(Self::Secret),
            ["CONFIDENTIAL", ..] => Some(Self::Confidential),
            ["RESTRICTED", ..] | ["OFFICIAL", "SENSITIVE", ..] | ["VS", "NFD", ..] => Some(Self::Restricted),
            ["OFFICIAL", "USE", ..] | ["OFFICIAL"] | ["CUI" | "FOUO", ..] | ["SENSITIVE", "BUT", ..] => {
                Some(Self::Official)
            }
            ["UNCLASSIFIED" | "UNCLAS", ..] => Some(Self::Unclassified),
            _ => None,
        }
    }

    /// The level as a banner writes it.
    pub fn label(self) -> &'static str {
        match self {
            Self::Unclassified => "UNCLASSIFIED",
            Self::Official => "OFFICIAL",
            Self::Restricted => "RESTRICTED",
            Self::Confidential => "CONFIDENTIAL",
            Self::Secret => "SECRET",
            Self::TopSecret => "TOP SECRET",
        }
    }

    /// The classification of a portion mark: `(U)`, `(C)`, `(S//NF)`, `(TS)`, `(SBU)`, `(CUI)` at the start of `text`.
    pub fn portion(text: &str) -> Option<Self> {
        let inner = text.strip_prefix('(')?;
        let close = inner.find(')').filter(|at| *at <= 24)?;
        let inner = inner.get(..close)?;
        match inner.split('/').next().unwrap_or(inner).trim() {
            "TS" => Some(Self::TopSecret),
            "S" => Some(Self::Secret),
            "C" => Some(Self::Confidential),
            "R" | "O-S" => Some(Self::Restricted),
            "SBU" | "CUI" | "FOUO" | "O" | "LOU" => Some(Self::Official),
            "U" => Some(Self::Unclassified),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_as_they_are_written() {
        assert_eq!(Tlp::find("tlp: amber+strict"), Some(Tlp::AmberStrict));
        assert_eq!(Tlp::find("TLP:WHITE"), Some(Tlp::Clear));
        assert_eq!(Classification::find("UNCLASSIFIED//FOUO"), Some(Classification::Unclassified));
        assert_eq!(Classification::find("EXERCISE SECRET"), Some(Classification::Secret));
        assert_eq!(Handling::parse("Secretary's remarks"), None);
    }

    #[test]
    fn portions() {
        assert_eq!(Classification::portion("(S//NF) Text"), Some(Classification::Secret));
        assert_eq!(Classification::portion("(Reuters) Text"), None);
        assert_eq!(Classification::portion("(U"), None);
    }

    #[test]
    fn order_is_from_open_to_closed() {
        assert!(Tlp::Clear < Tlp::Red && Classification::Unclassified < Classification::TopSecret);
    }
}
