//! Signs that are not letters of the text. Every state has one, so that nothing is told by colour alone.

/// The signs that stand for states, kinds and edges. Each is one cell wide, but for [`Symbols::ellipsis`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Symbols {
    /// A section that is read.
    pub read: &'static str,
    /// The section that is on the screen.
    pub here: &'static str,
    /// A section that is unread.
    pub unread: &'static str,
    /// An entry whose children are hidden.
    pub collapsed: &'static str,
    /// An entry whose children are shown.
    pub expanded: &'static str,
    /// The line between panes.
    pub rule: &'static str,
    /// The line between things above one another.
    pub dash: &'static str,
    /// Something was left out here, where only one cell is free.
    pub more: &'static str,
    /// Text that was cut.
    pub ellipsis: &'static str,
    /// A list item.
    pub bullet: &'static str,
    /// A quotation, at the start of its lines.
    pub quote: &'static str,
    /// Between things on one line.
    pub separator: &'static str,
    /// The chosen item of a list.
    pub pointer: &'static str,
    /// There is more above.
    pub above: &'static str,
    /// There is more below.
    pub below: &'static str,
    /// A line goes on to the left of what is shown.
    pub left: &'static str,
    /// A line goes on to the right of what is shown.
    pub right: &'static str,
    /// The number of a section.
    pub section: &'static str,
    /// The text holds hidden characters.
    pub hidden: &'static str,
    /// A warning.
    pub warning: &'static str,
    /// A link.
    pub link: &'static str,
    /// A note.
    pub note: &'static str,
    /// A question.
    pub question: &'static str,
    /// Something to do.
    pub action: &'static str,
    /// Something that is known.
    pub fact: &'static str,
    /// Something that is concluded.
    pub judgement: &'static str,
    /// A passage whose words changed a little.
    pub changed: &'static str,
    /// A passage whose place has to be confirmed.
    pub doubt: &'static str,
    /// Something whose passage is gone.
    pub lost: &'static str,
    /// Something that two people changed at the same place.
    pub torn: &'static str,
    /// A person.
    pub person: &'static str,
    /// A place.
    pub place: &'static str,
    /// An organisation.
    pub organisation: &'static str,
    /// An event.
    pub event: &'static str,
    /// A date.
    pub date: &'static str,
    /// A nationality.
    pub nationality: &'static str,
    /// A sum of money.
    pub money: &'static str,
    /// A quantity.
    pub quantity: &'static str,
    /// Any other name.
    pub other: &'static str,
    /// Text that is new.
    pub added: &'static str,
    /// Text that is gone.
    pub removed: &'static str,
    /// Text that stands elsewhere now.
    pub moved: &'static str,
    /// A bar of a curve where there is nothing.
    pub no_bar: &'static str,
    /// Bars of rising height, for a curve of one line.
    pub bars: [&'static str; 8],
}

/// For terminals that show Unicode.
pub const UNICODE: Symbols = Symbols {
    read: "✓",
    here: "●",
    unread: "○",
    collapsed: "▸",
    expanded: "▾",
    rule: "│",
    dash: "─",
    more: "…",
    ellipsis: "…",
    bullet: "•",
    quote: "┃",
    separator: "·",
    pointer: "›",
    above: "↑",
    below: "↓",
    left: "‹",
    right: "›",
    section: "§",
    hidden: "◌",
    warning: "▲",
    link: "↗",
    note: "¶",
    question: "?",
    action: "!",
    fact: "◆",
    judgement: "◇",
    changed: "≈",
    doubt: "?",
    lost: "×",
    torn: "≠",
    person: "@",
    place: "⌖",
    organisation: "#",
    event: "*",
    date: "d",
    nationality: "n",
    money: "$",
    quantity: "%",
    other: "~",
    added: "+",
    removed: "−",
    moved: "⇅",
    no_bar: "·",
    bars: ["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"],
};

/// For every terminal, printer and screen reader.
pub const ASCII: Symbols = Symbols {
    read: "x",
    here: ">",
    unread: "o",
    collapsed: "+",
    expanded: "-",
    rule: "|",
    dash: "-",
    more: "+",
    ellipsis: "...",
    bullet: "*",
    quote: "|",
    separator: "-",
    pointer: ">",
    above: "^",
    below: "v",
    left: "<",
    right: ">",
    section: "S",
    hidden: "~",
    warning: "!",
    link: "^",
    note: "n",
    question: "?",
    action: "!",
    fact: "f",
    judgement: "j",
    changed: "=",
    doubt: "?",
    lost: "X",
    torn: "&",
    person: "p",
    place: "l",
    organisation: "o",
    event: "v",
    date: "d",
    nationality: "n",
    money: "$",
    quantity: "%",
    other: "x",
    added: "+",
    removed: "-",
    moved: "~",
    no_bar: ".",
    bars: ["_", "_", "-", "-", "=", "=", "^", "#"],
};

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text;

    fn signs(s: &Symbols) -> Vec<&'static str> {
        let mut signs = vec![
            s.read,
            s.here,
            s.unread,
            s.collapsed,
            s.expanded,
            s.rule,
            s.dash,
            s.more,
            s.bullet,
            s.quote,
            s.separator,
            s.pointer,
            s.above,
            s.below,
            s.left,
            s.right,
            s.section,
            s.hidden,
            s.warning,
            s.link,
            s.note,
            s.question,
            s.action,
            s.fact,
            s.judgement,
            s.changed,
            s.doubt,
            s.lost,
            s.torn,
            s.person,
            s.place,
            s.organisation,
            s.event,
            s.date,
            s.nationality,
            s.money,
            s.quantity,
            s.other,
            s.added,
            s.removed,
            s.moved,
        ];
        signs.extend(s.bars);
        signs
    }

    #[test]
    fn signs_are_one_cell_wide() {
        for sign in signs(&UNICODE).into_iter().chain(signs(&ASCII)) {
            assert_eq!(text::cells(sign), 1, "{sign}");
        }
    }

    #[test]
    fn ascii_is_ascii() {
        assert!(signs(&ASCII).into_iter().chain([ASCII.ellipsis]).all(str::is_ascii));
    }

    #[test]
    fn states_and_kinds_are_told_apart() {
        for s in [UNICODE, ASCII] {
            for group in [
                vec![s.read, s.here, s.unread],
                vec![s.note, s.question, s.action, s.fact, s.judgement, "r", "g", "b", "y", "p"],
                vec![s.moved, s.changed, s.doubt, s.lost, s.torn],
                vec![s.person, s.place, s.organisation, s.event, s.date, s.nationality, s.money, s.quantity, s.other],
                vec![s.added, s.removed, s.moved],
            ] {
                let mut unique = group.clone();
                unique.sort_unstable();
                unique.dedup();
                assert_eq!(unique.len(), group.len(), "{group:?}");
            }
        }
    }
}
