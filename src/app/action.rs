//! What can be done, by name: the one table that keymaps, help, the palette and the key list read.

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

    /// True when plain characters are text and not keys.
    pub fn types_text(self) -> bool {
        matches!(self, Self::List | Self::Prompt | Self::Compose)
    }
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
    ACTIONS.iter().find(|e| e.id == id)
}

const fn row(id: &'static str, command: Command, group: Group, doc: &'static str) -> Entry {
    Entry { id, command, doc, group, takes_letter: false }
}

const fn lettered(id: &'static str, command: Command, group: Group, doc: &'static str) -> Entry {
    Entry { id, command, doc, group, takes_letter: true }
}

/// Every command, once.
#[rustfmt::skip]
pub static ACTIONS: &[Entry] = &[
    row("line-down", Command::LineDown, Group::Move, "one line down"),
    row("line-up", Command::LineUp, Group::Move, "one line up"),
    row("half-down", Command::HalfDown, Group::Move, "half a page down"),
    row("half-up", Command::HalfUp, Group::Move, "half a page up"),
    row("page-down", Command::PageDown, Group::Move, "one page down"),
    row("page-up", Command::PageUp, Group::Move, "one page up"),
    row("read-on", Command::ReadOn, Group::Move, "read on: a page down; at a section's end mark it read and go to the next unread"),
    row("top", Command::Top, Group::Move, "to the beginning"),
    row("bottom", Command::Bottom, Group::Move, "to the end; with a count, to that section"),
    row("percent", Command::Percent, Group::Move, "to a percentage of the text, given as count"),
    row("next-paragraph", Command::NextParagraph, Group::Move, "next paragraph"),
    row("previous-paragraph", Command::PreviousParagraph, Group::Move, "previous paragraph"),
    row("next-sentence", Command::NextSentence, Group::Move, "next sentence"),
    row("previous-sentence", Command::PreviousSentence, Group::Move, "previous sentence"),
    row("left", Command::Left, Group::Move, "caret one letter back, as the text is read; in the outline, collapse"),
    row("right", Command::Right, Group::Move, "caret one letter on, as the text is read; in the outline, expand"),
    row("word-forward", Command::WordForward, Group::Move, "caret to the next word"),
    row("word-back", Command::WordBack, Group::Move, "caret to the previous word"),
    row("word-end", Command::WordEnd, Group::Move, "caret to the end of the word"),
    row("line-start", Command::LineStart, Group::Move, "caret to the start of the line"),
    row("line-end", Command::LineEnd, Group::Move, "caret to the end of the line"),
    row("next-section", Command::NextSection, Group::Sections, "next section"),
    row("previous-section", Command::PreviousSection, Group::Sections, "previous section"),
    row("next-unread", Command::NextUnread, Group::Sections, "next unread section"),
    row("previous-unread", Command::PreviousUnread, Group::Sections, "previous unread section"),
    row("go-to-section", Command::GoToSection, Group::Sections, "choose a section from a list"),
    row("toggle-read", Command::ToggleRead, Group::Sections, "mark the section read or unread"),
    row("toggle-read-all", Command::ToggleReadAll, Group::Sections, "mark the whole briefing read or unread"),
    row("find", Command::Find, Group::Search, "search here"),
    row("find-next", Command::FindNext, Group::Search, "next match"),
    row("find-previous", Command::FindPrevious, Group::Search, "previous match"),
    row("find-word", Command::FindWord, Group::Search, "search for the selection, else for the word at the caret"),
    row("find-whole-word", Command::FindWholeWord, Group::Search, "match whole words only, or parts too"),
    row("find-regex", Command::FindRegex, Group::Search, "read the pattern as a regular expression, or as text"),
    row("find-case", Command::FindCase, Group::Search, "smart case, or match case always"),
    lettered("set-place", Command::SetPlace, Group::Places, "name this place with a letter"),
    lettered("go-to-place", Command::GoToPlace, Group::Places, "go to a named place"),
    row("places", Command::Places, Group::Places, "list the named places"),
    row("jump-back", Command::JumpBack, Group::Places, "back to where you were before the last jump"),
    row("jump-forward", Command::JumpForward, Group::Places, "forward again"),
    row("outline", Command::Outline, Group::View, "show or hide the outline"),
    row("zen", Command::Zen, Group::View, "text only, or everything"),
    row("wider", Command::Wider, Group::View, "wider text column"),
    row("narrower", Command::Narrower, Group::View, "narrower text column"),
    row("themes", Command::Themes, Group::View, "choose a theme, with preview"),
    row("next-pane", Command::NextPane, Group::View, "next pane"),
    row("previous-pane", Command::PreviousPane, Group::View, "previous pane"),
    row("details", Command::Details, Group::View, "all header fields, source and warnings"),
    row("redraw", Command::Redraw, Group::View, "draw the screen anew"),
    row("caret", Command::Caret, Group::Text, "put a caret into the text, or take it away"),
    row("copy", Command::Copy, Group::Text, "copy the selection, else the paragraph"),
    row("copy-cited", Command::CopyCited, Group::Text, "copy the selection, else the paragraph, with its citation"),
    row("links", Command::Links, Group::Text, "list the links of this section"),
    row("export", Command::Export, Group::Notes, "export the notes: Markdown or JSON, to a file or the clipboard"),
    row("help", Command::Help, Group::Program, "help: all keys, searchable"),
    row("palette", Command::Palette, Group::Program, "all commands by name"),
    row("library", Command::Library, Group::Program, "choose another briefing of this folder"),
    row("reload", Command::Reload, Group::Program, "read the file again"),
    row("back", Command::Back, Group::Program, "out of whatever is open, one level"),
    row("quit", Command::Quit, Group::Program, "quit"),
    row("suspend", Command::Suspend, Group::Program, "suspend to the shell"),
    row("save-notes", Command::SaveNotes, Group::Program, "write the notes now, or try again"),
    row("edit-notes-file", Command::EditNotesFile, Group::Program, "open the notes file in your own editor, to mend it"),
    row("set-notes-aside", Command::SetNotesAside, Group::Program, "keep a copy of a notes file that cannot be read, and begin a fresh one"),
    row("save-notes-elsewhere", Command::SaveNotesElsewhere, Group::Program, "write all notes to a new file outside the folder"),
    row("next-note", Command::NextNote, Group::Notes, "next note"),
    row("previous-note", Command::PreviousNote, Group::Notes, "previous note"),
    row("select", Command::Select, Group::Select, "select by letters, from the caret on; again: back to the caret"),
    row("select-lines", Command::SelectLines, Group::Select, "select by lines as they stand on the screen; again: back to the caret"),
    row("swap-ends", Command::SwapEnds, Group::Select, "go on from the other end of the selection"),
    row("reselect", Command::Reselect, Group::Select, "select again what was selected last"),
    row("extend-left", Command::ExtendLeft, Group::Select, "select one letter back"),
    row("extend-right", Command::ExtendRight, Group::Select, "select one letter on"),
    row("extend-up", Command::ExtendUp, Group::Select, "select one line up"),
    row("extend-down", Command::ExtendDown, Group::Select, "select one line down"),
    row("inner-word", Command::InnerWord, Group::Select, "select the word; again, or with a count, more of them"),
    row("around-word", Command::AroundWord, Group::Select, "select the word with the space behind it"),
    row("inner-sentence", Command::InnerSentence, Group::Select, "select the sentence, in a table the cell"),
    row("around-sentence", Command::AroundSentence, Group::Select, "select the sentence with the space behind it"),
    row("inner-paragraph", Command::InnerParagraph, Group::Select, "select the paragraph"),
    row("around-paragraph", Command::AroundParagraph, Group::Select, "select the paragraph, with the marker of a list item"),
    row("inner-section", Command::InnerSection, Group::Select, "select the section below its heading"),
    row("around-section", Command::AroundSection, Group::Select, "select the section with its heading"),
    row("accept", Command::Accept, Group::Lists, "open or follow what is chosen; in a note, a new line"),
    row("annotate", Command::Annotate, Group::Notes, "write a note on the selection, else on the section"),
    row("annotate-briefing", Command::AnnotateBriefing, Group::Notes, "write a note on the briefing"),
    row("undo", Command::Undo, Group::Notes, "take back the last change of notes and marks; in a note, of its text"),
    row("redo", Command::Redo, Group::Notes, "do again what was taken back"),
    row("edit-note", Command::EditNote, Group::Notes, "change the note at the caret, or one of those in view"),
    row("edit-outside", Command::EditOutside, Group::Notes, "write the note in $VISUAL or $EDITOR"),
    row("template", Command::Template, Group::Notes, "begin a note on the section with a template"),
    row("drafts", Command::Drafts, Group::Notes, "go on with a note that was begun and not saved"),
    row("delete-note", Command::DeleteNote, Group::Notes, "move the note or mark at the caret to the trash"),
    row("restore-note", Command::RestoreNote, Group::Notes, "bring a note back from the trash"),
    lettered("highlight", Command::Highlight, Group::Notes, "highlight the selection, else the sentence: r g b y p; again: not any more"),
    row("tag", Command::Tag, Group::Notes, "add tags to the note at the caret, or to one of those in view"),
    row("untag", Command::Untag, Group::Notes, "take tags away from it"),
    row("set-kind", Command::SetKind, Group::Notes, "choose another kind for the note"),
    row("toggle-done", Command::ToggleDone, Group::Notes, "mark the note done, or open"),
    row("save-note", Command::SaveNote, Group::Lists, "save the note that is being written"),
    row("next-kind", Command::NextKind, Group::Lists, "next kind for the note that is being written"),
    row("previous-kind", Command::PreviousKind, Group::Lists, "previous kind for it"),
    row("erase-next", Command::EraseNext, Group::Lists, "erase the next character"),
    row("erase-to-end", Command::EraseToEnd, Group::Lists, "erase the rest of the line"),
    row("next-orphan", Command::NextOrphan, Group::Notes, "notes that lost their passage"),
    row("previous-orphan", Command::PreviousOrphan, Group::Notes, "notes that lost their passage, from the last one"),
    row("notes", Command::Notes, Group::Notes, "list of all notes"),
    row("notes-beside", Command::NotesBeside, Group::Notes, "notes beside the text on wide screens, or not"),
    row("trash", Command::Trash, Group::Notes, "list of deleted notes"),
    row("review", Command::Review, Group::Notes, "look at notes whose passage moved or changed"),
    row("anchor-here", Command::AnchorHere, Group::Notes, "put a lost note on the selected passage"),
    row("resize-note", Command::ResizeNote, Group::Notes, "change where the passage of a note begins and ends"),
    row("move-note", Command::MoveNote, Group::Notes, "in a list of notes: select another passage for it"),
    row("note-to-section", Command::NoteToSection, Group::Notes, "in a list of notes: put it on its section instead"),
    row("mark", Command::Mark, Group::Names, "mark an entity: the selection or the name at the caret, else the next suggestion in view; then a kind"),
    row("mark-all", Command::MarkAll, Group::Names, "mark all places with these words"),
    row("mark-as", Command::MarkAs, Group::Names, "mark by a list: kinds, who it is, no name"),
    row("accept-name", Command::AcceptName, Group::Names, "accept the suggestion at the caret, else the next one in view"),
    row("reject-name", Command::RejectName, Group::Names, "this is no such name, here"),
    row("reject-everywhere", Command::RejectEverywhere, Group::Names, "these words are never such a name, in no briefing"),
    row("rename-entity", Command::RenameEntity, Group::Names, "give who is named here another name, everywhere"),
    row("legend", Command::Legend, Group::Names, "kinds of names: signs, keys, how many"),
    row("next-mention", Command::NextMention, Group::Names, "next name in the text, whosever it is"),
    row("previous-mention", Command::PreviousMention, Group::Names, "previous name in the text, whosever it is"),
    row("next-same", Command::NextSame, Group::Names, "next place where the one at hand is named"),
    row("previous-same", Command::PreviousSame, Group::Names, "previous place where the one at hand is named"),
    row("adopt-notes", Command::AdoptNotes, Group::Notes, "copy the notes of a file that this may have been"),
    row("keep-mine", Command::KeepMine, Group::Notes, "in a review: keep the note as it stands, not the other version"),
    row("keep-theirs", Command::KeepTheirs, Group::Notes, "in a review: take the other version of the note"),
    row("keep-both", Command::KeepBoth, Group::Notes, "in a review: keep both versions, as two notes"),
    row("accept-moved", Command::AcceptMoved, Group::Notes, "in a review: accept all passages that only moved"),
    row("keep-orphan", Command::KeepOrphan, Group::Notes, "in a list of notes: keep it without a passage"),
    row("names", Command::Names, Group::Names, "list of all names: the entities, people, places and bodies, by kind and how often"),
    row("dossier", Command::Dossier, Group::Names, "all about the one at hand: names, sentences, company, notes"),
    row("map", Command::Map, Group::Names, "map of the places; of a dossier, of those in it"),
    row("timeline", Command::Timeline, Group::Names, "sentences with dates, in the order of the dates"),
    row("map-in", Command::MapIn, Group::Names, "on the map: nearer"),
    row("map-out", Command::MapOut, Group::Names, "on the map: further away"),
    row("map-fit", Command::MapFit, Group::Names, "on the map: all places"),
    row("change-entity", Command::ChangeEntity, Group::Names, "change who or what it is: name, kind, other names, one with another"),
    row("merge-entity", Command::MergeEntity, Group::Names, "this one is the same as another one"),
    row("item-down", Command::ItemDown, Group::Lists, "next item"),
    row("item-up", Command::ItemUp, Group::Lists, "previous item"),
    row("item-page-down", Command::ItemPageDown, Group::Lists, "a page of items down"),
    row("item-page-up", Command::ItemPageUp, Group::Lists, "a page of items up"),
    row("item-first", Command::ItemFirst, Group::Lists, "first item"),
    row("item-last", Command::ItemLast, Group::Lists, "last item"),
    row("erase", Command::Erase, Group::Lists, "erase the last character"),
    row("erase-word", Command::EraseWord, Group::Lists, "erase the last word"),
    row("erase-all", Command::EraseAll, Group::Lists, "erase the whole line"),
];

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
