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
        // A joined label has the highest of its parts, in whichever order they stand.
        let tlp = parts(&label).filter_map(Tlp::find).max();
        let classification = parts(&label).filter_map(Classification::find).max();
        (tlp.is_some() || classification.is_some()).then_some(Self { label, tlp, classification })
    }

    /// A label that is shown as it stands, whatever it says.
    pub fn verbatim(label: &str) -> Self {
        Self::parse(label).unwrap_or_else(|| Self { label: Clean::line(label), tlp: None, classification: None })
    }

    /// What `text` says in a field that is known to hold a TLP label: `red` is `TLP:RED` there. Without a colour of TLP
    /// it is a label like any other.
    pub fn of_tlp(text: &str) -> Self {
        let text = text.trim();
        let named = format!("TLP:{text}");
        match Tlp::find(&named) {
            Some(_) if Tlp::find(text).is_none() => {
                Self::verbatim(&if text.contains(char::is_lowercase) && is_colour(text) {
                    named.to_uppercase()
                } else {
                    named
                })
            }
            _ => Self::verbatim(text),
        }
    }

    /// Both labels in one: what either says is kept, and the highest levels count. A label that says no more than the
    /// other adds nothing.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        if says(&self.label, &other.label) {
            return self;
        }
        if says(&other.label, &self.label) {
            return other;
        }
        Self {
            label: Clean::line(&format!("{}{JOINT}{}", self.label, other.label)),
            tlp: self.tlp.max(other.tlp),
            classification: self.classification.max(other.classification),
        }
    }

    /// True when each of the labels that were joined in this one names a TLP label or a classification.
    pub fn is_understood(&self) -> bool {
        parts(&self.label).all(|part| Tlp::find(part).is_some() || Classification::find(part).is_some())
    }
}

/// What stands between two labels that were joined.
const JOINT: &str = " · ";

/// The labels that were joined in `label`.
fn parts(label: &str) -> impl Iterator<Item = &str> {
    label.split('·').map(str::trim).filter(|part| !part.is_empty())
}

/// True when the words of `other` stand in `label` one behind the other, whatever their case.
fn says(label: &str, other: &str) -> bool {
    let words = |text: &str| -> Vec<String> {
        text.to_uppercase().split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).map(str::to_owned).collect()
    };
    let (label, other) = (words(label), words(other));
    other.is_empty() || label.windows(other.len()).any(|window| window == other)
}

/// True for the bare name of a colour of TLP.
fn is_colour(text: &str) -> bool {
    ["AMBER+STRICT", "AMBER STRICT", "AMBER-STRICT", "AMBER", "CLEAR", "WHITE", "GREEN", "RED"]
        .contains(&text.to_uppercase().as_str())
}

impl Tlp {
    /// The first TLP label in `text`.
    pub fn find(text: &str) -> Option<Self> {
        let upper = text.to_uppercase();
        let at = upper.find("TLP")?;
        let rest: String = upper.chars().skip(upper.get(..at)?.chars().count() + 3).collect();
        let rest = rest.trim_start_matches([':', ' ', '-', '_']);
        // `TLP:REDACTED` is no red.
        let whole = |name: &str| rest.strip_prefix(name).is_some_and(|after| !after.starts_with(char::is_alphanumeric));
        [
            ("AMBER+STRICT", Self::AmberStrict),
            ("AMBER STRICT", Self::AmberStrict),
            ("AMBER-STRICT", Self::AmberStrict),
            ("AMBER", Self::Amber),
            ("CLEAR", Self::Clear),
            ("WHITE", Self::Clear),
            ("GREEN", Self::Green),
            ("RED", Self::Red),
        ]
        .into_iter()
        .find_map(|(name, tlp)| whole(name).then_some(tlp))
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
    fn joined_labels_have_the_highest_of_both() {
        let joined = |a: &str, b: &str| Handling::verbatim(a).and(Handling::verbatim(b));
        let both = joined("TLP:GREEN", "SECRET//NOFORN");
        assert_eq!(both.label.as_str(), "TLP:GREEN · SECRET//NOFORN");
        assert_eq!((both.tlp, both.classification), (Some(Tlp::Green), Some(Classification::Secret)));
        assert_eq!(Handling::parse(&both.label), Some(both), "read back as it was");
        assert_eq!(joined("TLP:GREEN", "TLP:RED").tlp, Some(Tlp::Red));
        assert_eq!(joined("SECRET//NOFORN", "Secret").label.as_str(), "SECRET//NOFORN");
        assert_eq!(joined("TLP:AMBER", "TLP:AMBER+STRICT").label.as_str(), "TLP:AMBER+STRICT");
        assert!(
            joined("SECRET", "TLP:RED").is_understood() && !joined("Streng vertraulich", "TLP:GREEN").is_understood()
        );
    }

    #[test]
    fn a_field_for_tlp_needs_no_tlp_in_its_value() {
        for (value, label, tlp) in [
            ("red", "TLP:RED", Some(Tlp::Red)),
            ("Amber+Strict", "TLP:AMBER+STRICT", Some(Tlp::AmberStrict)),
            ("TLP:RED", "TLP:RED", Some(Tlp::Red)),
            ("tlp: red", "tlp: red", Some(Tlp::Red)),
            ("RED, named recipients", "TLP:RED, named recipients", Some(Tlp::Red)),
            ("redacted", "redacted", None),
            ("SECRET", "SECRET", None),
        ] {
            let handling = Handling::of_tlp(value);
            assert_eq!((handling.label.as_str(), handling.tlp), (label, tlp), "{value}");
        }
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
