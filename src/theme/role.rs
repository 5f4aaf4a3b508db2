//! What a piece of the screen means: the slots of a theme.

use crate::briefing::{Classification, Handling, Tlp};

/// A slot of a theme. The names in files are those of [`Role::name`]; the file `themes/light.yaml` explains each.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[expect(missing_docs, reason = "explained in themes/light.yaml, which readers see")]
pub enum Role {
    // grounds
    Text,
    Header,
    Status,
    Input,
    Panel,
    WhichKey,
    // inks on the text
    Dim,
    Strong,
    Emphasis,
    Heading,
    Accent,
    Rule,
    TableRule,
    Link,
    Code,
    Quote,
    Escape,
    OutlineCurrent,
    OutlineRead,
    OutlineUnread,
    Note,
    Passage,
    Added,
    Removed,
    Moved,
    Person,
    Place,
    Organisation,
    Event,
    Date,
    Other,
    // inks on the chrome
    Title,
    HiddenBadge,
    Mode,
    StatusKey,
    Message,
    Warning,
    Error,
    ListMatch,
    // washes
    HandlingClear,
    HandlingGreen,
    HandlingAmber,
    HandlingAmberStrict,
    HandlingRed,
    HandlingClassified,
    HighlightRed,
    HighlightGreen,
    HighlightBlue,
    HighlightYellow,
    HighlightPurple,
    ListCurrent,
    Selection,
    Match,
    MatchCurrent,
    Caret,
}

/// How a role lies on the screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Layer {
    /// Fills an area.
    Ground,
    /// Changes letters; stands mostly on this ground.
    Ink(Role),
    /// Brings letters and background; lies mostly on this ground.
    Wash(Role),
}

struct Row {
    role: Role,
    name: &'static str,
    layer: Layer,
    like: Option<Role>,
}

const fn row(role: Role, name: &'static str, layer: Layer, like: Option<Role>) -> Row {
    Row { role, name, layer, like }
}

use Layer::{Ground, Ink, Wash};

/// Name, layer, and the role that stands in where no file has a style; in the order of the enum.
#[rustfmt::skip]
static ROWS: [Row; Role::COUNT] = [
    row(Role::Text, "text", Ground, None),
    row(Role::Header, "header", Ground, Some(Role::Text)),
    row(Role::Status, "status", Ground, Some(Role::Header)),
    row(Role::Input, "input", Ground, Some(Role::Status)),
    row(Role::Panel, "panel", Ground, Some(Role::Text)),
    row(Role::WhichKey, "which-key", Ground, Some(Role::Panel)),
    row(Role::Dim, "dim", Ink(Role::Text), None),
    row(Role::Strong, "strong", Ink(Role::Text), None),
    row(Role::Emphasis, "emphasis", Ink(Role::Text), None),
    row(Role::Heading, "heading", Ink(Role::Text), Some(Role::Strong)),
    row(Role::Accent, "accent", Ink(Role::Text), Some(Role::Strong)),
    row(Role::Rule, "rule", Ink(Role::Text), Some(Role::Dim)),
    row(Role::TableRule, "table-rule", Ink(Role::Text), Some(Role::Rule)),
    row(Role::Link, "link", Ink(Role::Text), Some(Role::Emphasis)),
    row(Role::Code, "code", Ink(Role::Text), None),
    row(Role::Quote, "quote", Ink(Role::Text), None),
    row(Role::Escape, "escape", Ink(Role::Text), Some(Role::Dim)),
    row(Role::OutlineCurrent, "outline-current", Ink(Role::Text), Some(Role::Accent)),
    row(Role::OutlineRead, "outline-read", Ink(Role::Text), Some(Role::Dim)),
    row(Role::OutlineUnread, "outline-unread", Ink(Role::Text), None),
    row(Role::Note, "note", Ink(Role::Text), Some(Role::Accent)),
    row(Role::Passage, "passage", Ink(Role::Text), None),
    row(Role::Added, "added", Ink(Role::Text), Some(Role::Strong)),
    row(Role::Removed, "removed", Ink(Role::Text), Some(Role::Dim)),
    row(Role::Moved, "moved", Ink(Role::Text), Some(Role::Emphasis)),
    row(Role::Person, "person", Ink(Role::Text), Some(Role::Other)),
    row(Role::Place, "place", Ink(Role::Text), Some(Role::Other)),
    row(Role::Organisation, "organisation", Ink(Role::Text), Some(Role::Other)),
    row(Role::Event, "event", Ink(Role::Text), Some(Role::Other)),
    row(Role::Date, "date", Ink(Role::Text), Some(Role::Other)),
    row(Role::Other, "other", Ink(Role::Text), None),
    row(Role::Title, "title", Ink(Role::Header), Some(Role::Heading)),
    row(Role::HiddenBadge, "hidden-badge", Ink(Role::Header), Some(Role::Warning)),
    row(Role::Mode, "mode", Ink(Role::Status), Some(Role::StatusKey)),
    row(Role::StatusKey, "status-key", Ink(Role::Status), Some(Role::Accent)),
    row(Role::Message, "message", Ink(Role::Status), None),
    row(Role::Warning, "warning", Ink(Role::Status), Some(Role::Strong)),
    row(Role::Error, "error", Ink(Role::Status), Some(Role::Warning)),
    row(Role::ListMatch, "list-match", Ink(Role::Panel), Some(Role::Accent)),
    row(Role::HandlingClear, "handling-clear", Wash(Role::Header), Some(Role::Selection)),
    row(Role::HandlingGreen, "handling-green", Wash(Role::Header), Some(Role::HandlingClear)),
    row(Role::HandlingAmber, "handling-amber", Wash(Role::Header), Some(Role::HandlingClear)),
    row(Role::HandlingAmberStrict, "handling-amber-strict", Wash(Role::Header), Some(Role::HandlingAmber)),
    row(Role::HandlingRed, "handling-red", Wash(Role::Header), Some(Role::HandlingAmberStrict)),
    row(Role::HandlingClassified, "handling-classified", Wash(Role::Header), Some(Role::HandlingRed)),
    row(Role::HighlightRed, "highlight-red", Wash(Role::Text), Some(Role::HighlightYellow)),
    row(Role::HighlightGreen, "highlight-green", Wash(Role::Text), Some(Role::HighlightYellow)),
    row(Role::HighlightBlue, "highlight-blue", Wash(Role::Text), Some(Role::HighlightYellow)),
    row(Role::HighlightYellow, "highlight-yellow", Wash(Role::Text), Some(Role::Selection)),
    row(Role::HighlightPurple, "highlight-purple", Wash(Role::Text), Some(Role::HighlightYellow)),
    row(Role::ListCurrent, "list-current", Wash(Role::Panel), Some(Role::Selection)),
    row(Role::Selection, "selection", Wash(Role::Text), None),
    row(Role::Match, "match", Wash(Role::Text), Some(Role::Selection)),
    row(Role::MatchCurrent, "match-current", Wash(Role::Text), Some(Role::Match)),
    row(Role::Caret, "caret", Wash(Role::Text), Some(Role::Selection)),
];

impl Role {
    /// How many roles there are.
    pub const COUNT: usize = Role::Caret as usize + 1;

    /// Every role, grounds first, then inks, then washes.
    pub fn all() -> impl Iterator<Item = Role> {
        ROWS.iter().map(|row| row.role)
    }

    /// The name in theme files.
    pub fn name(self) -> &'static str {
        ROWS[self as usize].name
    }

    /// A line between panes or cells: no letters, so it may be faint.
    pub fn is_line(self) -> bool {
        matches!(self, Self::Rule | Self::TableRule)
    }

    /// A line under the names of a kind.
    pub fn is_of_names(self) -> bool {
        matches!(self, Self::Person | Self::Place | Self::Organisation | Self::Event | Self::Date | Self::Other)
    }

    /// How it lies on the screen.
    pub fn layer(self) -> Layer {
        ROWS[self as usize].layer
    }

    /// The ground on which it mostly stands; a ground stands on itself.
    #[must_use]
    pub fn ground(self) -> Role {
        match self.layer() {
            Layer::Ground => self,
            Layer::Ink(ground) | Layer::Wash(ground) => ground,
        }
    }

    /// The role that stands in where no theme file has a style for this one.
    pub(super) fn like(self) -> Option<Role> {
        ROWS[self as usize].like
    }

    /// The role of a handling label. What is neither TLP nor a known classification counts as classified: a label
    /// that is not understood had better be seen.
    pub fn of_handling(handling: &Handling) -> Role {
        match (handling.classification, handling.tlp) {
            (Some(level), _) if level > Classification::Unclassified => Self::HandlingClassified,
            _ if !handling.is_understood() => Self::HandlingClassified,
            (_, Some(tlp)) => Self::of_tlp(tlp),
            (Some(_), None) => Self::HandlingClear,
            (None, None) => Self::HandlingClassified,
        }
    }

    /// The role of a TLP label.
    pub fn of_tlp(tlp: Tlp) -> Role {
        match tlp {
            Tlp::Clear => Self::HandlingClear,
            Tlp::Green => Self::HandlingGreen,
            Tlp::Amber => Self::HandlingAmber,
            Tlp::AmberStrict => Self::HandlingAmberStrict,
            Tlp::Red => Self::HandlingRed,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn the_table_stands_in_the_order_of_the_enum() {
        assert!(ROWS.iter().enumerate().all(|(at, row)| row.role as usize == at));
        let names: HashSet<_> = Role::all().map(Role::name).collect();
        assert_eq!(names.len(), Role::COUNT);
    }

    #[test]
    fn stand_ins_end_somewhere_and_keep_to_their_layer() {
        for role in Role::all() {
            let mut steps = 0;
            let mut at = role;
            while let Some(next) = at.like() {
                at = next;
                steps += 1;
                assert!(steps < Role::COUNT, "{} stands in for itself", role.name());
            }
            // A ground under letters, or a wash as ink, would paint over what lies below.
            assert_eq!(
                std::mem::discriminant(&at.layer()),
                std::mem::discriminant(&match role.layer() {
                    Layer::Ground => Layer::Ground,
                    Layer::Ink(_) => Layer::Ink(Role::Text),
                    Layer::Wash(_) => Layer::Wash(Role::Text),
                })
            );
        }
    }

    #[test]
    fn handling_by_the_stricter_of_two_marks() {
        let role = |label| Role::of_handling(&Handling::verbatim(label));
        assert_eq!(role("TLP:AMBER+STRICT"), Role::HandlingAmberStrict);
        assert_eq!(role("UNCLASSIFIED"), Role::HandlingClear);
        assert_eq!(role("SECRET//TLP:CLEAR"), Role::HandlingClassified);
        assert_eq!(role("Streng vertraulich"), Role::HandlingClassified);
        assert_eq!(role("Streng vertraulich · TLP:GREEN"), Role::HandlingClassified);
    }
}
