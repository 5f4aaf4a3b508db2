//! What can be done, by name: the one table that keymaps, help, the palette and the key list read.

mod table;
mod words;

use std::collections::HashMap;
use std::sync::LazyLock;

pub use table::ACTIONS;
pub use words::has_words;

/// A command a reader can give, by key, palette or mouse.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[expect(missing_docs, reason = "each variant is documented in the ACTIONS table, which readers see")]
pub enum Command {
    LineDown,
    LineUp,
    HalfDown,
    HalfUp,
    PageDown,
    PageUp,
    ReadOn,
    Top,
    Bottom,
    Percent,
    NextSection,
    PreviousSection,
    NextParagraph,
    PreviousParagraph,
    NextSentence,
    PreviousSentence,
    NextUnread,
    PreviousUnread,
    NextPane,
    PreviousPane,
    Left,
    Right,
    WordForward,
    WordBack,
    WordEnd,
    LineStart,
    LineEnd,
    Caret,
    Accept,
    Back,
    Quit,
    Find,
    FindNext,
    FindPrevious,
    FindWord,
    FindWholeWord,
    FindRegex,
    FindCase,
    Help,
    Palette,
    GoToSection,
    SetPlace,
    GoToPlace,
    Places,
    JumpBack,
    JumpForward,
    ToggleRead,
    ToggleReadAll,
    Zen,
    Outline,
    Wider,
    Narrower,
    Themes,
    Copy,
    CopyCited,
    Links,
    Details,
    Library,
    Reload,
    Redraw,
    Suspend,
    NextNote,
    PreviousNote,
    Select,
    SelectLines,
    SwapEnds,
    Reselect,
    ExtendLeft,
    ExtendRight,
    ExtendUp,
    ExtendDown,
    InnerWord,
    AroundWord,
    InnerSentence,
    AroundSentence,
    InnerParagraph,
    AroundParagraph,
    InnerSection,
    AroundSection,
    Annotate,
    AnnotateBriefing,
    Undo,
    Redo,
    EditNote,
    EditOutside,
    Template,
    Drafts,
    DeleteNote,
    RestoreNote,
    Highlight,
    Tag,
    Untag,
    SetKind,
    ToggleDone,
    SaveNote,
    NextKind,
    PreviousKind,
    EraseNext,
    EraseToEnd,
    SaveNotes,
    EditNotesFile,
    SetNotesAside,
    SaveNotesElsewhere,
    NextOrphan,
    PreviousOrphan,
    Notes,
    NotesBeside,
    Trash,
    Review,
    AnchorHere,
    ResizeNote,
    MoveNote,
    NoteToSection,
    Export,
    Mark,
    MarkAll,
    MarkAs,
    AcceptName,
    RejectName,
    RejectEverywhere,
    RenameEntity,
    Legend,
    NextMention,
    PreviousMention,
    NextSame,
    PreviousSame,
    AdoptNotes,
    KeepMine,
    KeepTheirs,
    KeepBoth,
    AcceptMoved,
    KeepOrphan,
    Names,
    Dossier,
    Map,
    Timeline,
    MapIn,
    MapOut,
    MapFit,
    ChangeEntity,
    MergeEntity,
    ItemDown,
    ItemUp,
    ItemPageDown,
    ItemPageUp,
    ItemFirst,
    ItemLast,
    Erase,
    EraseWord,
    EraseAll,
}

/// Where keys are read: each scope has its own bindings.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Scope {
    /// The text column.
    Read,
    /// The text column with a caret in it.
    Caret,
    /// The text column with part of the text selected.
    Select,
    /// The outline pane.
    Outline,
    /// A list with a filter line: palette, help, pickers. Plain characters are typed into the filter.
    List,
    /// The search prompt. Plain characters are typed.
    Prompt,
    /// The pane in which a note is written. Plain characters are typed.
    Compose,
    /// The notes pane, and the review of notes.
    Notes,
    /// The pane of names, dossiers, the map and the timeline.
    Names,
}

impl Scope {
    /// All scopes, in the order that help shows them.
    pub const ALL: [Scope; 9] = [
        Scope::Read,
        Scope::Caret,
        Scope::Select,
        Scope::Outline,
        Scope::Notes,
        Scope::Names,
        Scope::List,
        Scope::Prompt,
        Scope::Compose,
    ];

    /// The name in `keys.yaml`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Read => "read",
            Self::Caret => "caret",
            Self::Select => "select",
            Self::Outline => "outline",
            Self::List => "list",
            Self::Prompt => "prompt",
            Self::Compose => "compose",
            Self::Notes => "notes",
            Self::Names => "names",
        }
    }

    /// Where its keys work, in few words.
    pub fn title(self) -> &'static str {
        match self {
            Self::Read => "in the text",
            Self::Caret => "with a caret",
            Self::Select => "selecting",
            Self::Outline => "in the outline",
            Self::List => "in lists",
            Self::Prompt => "searching",
            Self::Compose => "writing",
            Self::Notes => "in notes",
            Self::Names => "in names",
        }
    }

    /// True when plain characters are text and not keys.
    pub fn types_text(self) -> bool {
        matches!(self, Self::List | Self::Prompt | Self::Compose)
    }
}

/// A command with keys of a scope, for the lists of commands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bound {
    /// The command.
    pub command: Command,
    /// Its keys as they are shown; empty where it has none.
    pub keys: String,
    /// Where they work, when that is not where the reader is.
    pub elsewhere: Option<Scope>,
}

/// One row of [`ACTIONS`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Entry {
    /// Stable name: keymaps, palette and the command line use it.
    pub id: &'static str,
    /// The command.
    pub command: Command,
    /// One line for help and palette.
    pub doc: &'static str,
    /// Group in help.
    pub group: Group,
    /// The command waits for one more character (a place letter, a colour).
    pub takes_letter: bool,
}

/// Headings of the help screen, in its order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[expect(missing_docs, reason = "named as shown")]
pub enum Group {
    Move,
    Sections,
    Search,
    Places,
    View,
    Select,
    Text,
    Notes,
    Names,
    Program,
    Lists,
}

impl Group {
    /// The heading as shown.
    pub fn title(self) -> &'static str {
        match self {
            Self::Move => "Moving",
            Self::Sections => "Sections",
            Self::Search => "Searching",
            Self::Places => "Places",
            Self::View => "View",
            Self::Select => "Selecting",
            Self::Text => "Text",
            Self::Notes => "Notes",
            Self::Names => "Names",
            Self::Program => "Program",
            Self::Lists => "Lists and prompts",
        }
    }
}

/// The row of a command.
pub fn entry(command: Command) -> &'static Entry {
    // The table has a row for every command: proved by a test.
    ACTIONS.iter().find(|e| e.command == command).unwrap_or(&ACTIONS[0])
}

/// The row with this name.
pub fn by_id(id: &str) -> Option<&'static Entry> {
    /// Every key that is bound asks, at every start.
    static BY_ID: LazyLock<HashMap<&'static str, &'static Entry>> =
        LazyLock::new(|| ACTIONS.iter().map(|entry| (entry.id, entry)).collect());
    BY_ID.get(id).copied()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn one_row_a_command_and_unique_names() {
        let ids: HashSet<_> = ACTIONS.iter().map(|e| e.id).collect();
        let commands: HashSet<_> = ACTIONS.iter().map(|e| e.command).collect();
        assert_eq!(ids.len(), ACTIONS.len());
        assert_eq!(commands.len(), ACTIONS.len());
        // EraseAll is the last variant: the table is complete when every discriminant up to it has a row.
        assert_eq!(commands.len(), Command::EraseAll as usize + 1);
        assert!(ACTIONS.iter().all(|e| entry(e.command).id == e.id));
    }
}
