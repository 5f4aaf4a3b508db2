//! Blocks that an export keeps up to date inside a file that belongs to its reader.
//!
//! ```text
//! <!-- attache:begin ID HASH -->
//! what the export wrote
//! <!-- attache:end ID -->
//! ```
//!
//! Comments, so that no renderer shows them; alone on their lines and at their very beginning, so that nothing in a quotation
//! or a note is taken for one. All outside of them is the reader's own and is never touched. The hash is that of what the export
//! wrote: where the inside has another one, somebody changed it by hand, and that text is kept as the reader's own before the
//! block is brought up to date.

use std::collections::{HashMap, HashSet};
use std::fmt::Write as _;

use sha2::{Digest, Sha256};

use crate::text;

mod read;

use read::Piece;

const OPEN: &str = "<!-- attache:";
const CLOSE: &str = " -->";

/// One managed block.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Block {
    /// What it is of; no white space, made by [`id`].
    pub id: String,
    /// Its text, without a line break at its end.
    pub body: String,
}

/// A file brought up to date.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Merged {
    /// The whole text.
    pub text: String,
    /// Blocks that had been changed by hand: what stood in them is kept, outside, under a comment that says so.
    pub aside: Vec<String>,
    /// How many blocks went.
    pub gone: usize,
}

/// An id as a marker can carry it, of parts that may hold anything.
pub fn id(parts: &[&str]) -> String {
    let mut out = String::new();
    for part in parts {
        if !out.is_empty() {
            out.push(':');
        }
        for byte in part.bytes() {
            // Two dashes in a row are no good in a comment.
            let plain = byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'_' | b'/' | b'%');
            let single = byte == b'-' && !out.ends_with('-');
            if plain || single {
                out.push(char::from(byte));
            } else {
                let _ = write!(out, "%{byte:02X}");
            }
        }
    }
    if out.is_empty() { "%".to_owned() } else { out }
}

/// True when a file holds what an export wrote, so that it can be brought up to date.
pub fn is_export(text: &str) -> bool {
    read::pieces(text).iter().any(|piece| matches!(piece, Piece::Block { .. }))
}

/// True for a line that begins or ends a block.
pub(super) fn is_marker(line: &str) -> bool {
    line.starts_with(OPEN)
}

/// Text in which no line is taken for a marker: they are indented by a space.
pub(super) fn disarm(words: &str) -> String {
    let lines: Vec<String> =
        words.split('\n').map(|line| if is_marker(line) { format!(" {line}") } else { line.to_owned() }).collect();
    lines.join("\n")
}

/// A new file of these blocks.
pub fn fresh(blocks: &[Block]) -> String {
    blocks.iter().map(written).collect::<Vec<_>>().join("\n")
}

/// Brings a file up to date. Blocks stay where they are; those that are gone go; a new one comes behind the one before it in
/// `blocks`, below what the reader wrote there, but before the next heading.
pub fn merge(existing: &str, blocks: &[Block]) -> Merged {
    let pieces = read::pieces(existing);
    let mut merge = Merge { out: Out::like(existing), blocks, waiting: waiting(&pieces, blocks), aside: Vec::new() };
    merge.run(&pieces);
    let known: HashSet<&str> = blocks.iter().map(|block| block.id.as_str()).collect();
    let gone = pieces.iter().filter_map(Piece::id).filter(|id| !known.contains(id)).count();
    Merged { text: merge.out.text, aside: merge.aside, gone }
}

/// Whose blocks a merge with `blocks` would take out, though nobody asked for that: those below a head that is neither among
/// `blocks` nor among `heads`. The reader may have moved blocks; one belongs to the head that it stands below.
pub fn strangers(existing: &str, blocks: &[Block], heads: &[String]) -> Vec<String> {
    let known: HashSet<&str> = blocks.iter().map(|block| block.id.as_str()).collect();
    let mut out: Vec<String> = Vec::new();
    let mut owner = None;
    for id in read::pieces(existing).iter().filter_map(Piece::id) {
        if is_head(id) {
            owner = Some(id);
        }
        let ours = owner.is_none_or(|head| known.contains(head) || heads.iter().any(|own| own == head));
        if ours || known.contains(id) {
            continue;
        }
        let name = owner.map(name_of_head).unwrap_or_default();
        if !out.contains(&name) {
            out.push(name);
        }
    }
    out
}

/// What ids of blocks begin with that stand above all blocks of a briefing or an entity.
const HEADS: [&str; 2] = ["briefing:", "dossier:"];

fn is_head(id: &str) -> bool {
    HEADS.iter().any(|head| id.starts_with(head))
}

/// The file or the entity that a head is of, as its name is written.
fn name_of_head(id: &str) -> String {
    let name = HEADS.iter().find_map(|head| id.strip_prefix(head)).unwrap_or(id);
    let mut bytes = Vec::new();
    let mut rest = name;
    while let Some((before, coded)) = rest.split_once('%') {
        bytes.extend_from_slice(before.as_bytes());
        let byte = coded.get(..2).and_then(|hex| u8::from_str_radix(hex, 16).ok());
        bytes.push(byte.unwrap_or(b'%'));
        rest = if byte.is_some() { coded.get(2..).unwrap_or_default() } else { coded };
    }
    bytes.extend_from_slice(rest.as_bytes());
    String::from_utf8_lossy(&bytes).into_owned()
}

/// Where new blocks go.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Slot {
    /// Before all blocks of the file.
    First,
    /// Behind the block of this number, which is in the file.
    Behind(usize),
}

/// Blocks that are not in the file, by where they go.
type Waiting = HashMap<Slot, Vec<usize>>;

fn waiting(pieces: &[Piece<'_>], blocks: &[Block]) -> Waiting {
    let present: HashSet<&str> = pieces.iter().filter_map(Piece::id).collect();
    let mut waiting = Waiting::new();
    let mut slot = Slot::First;
    for (n, block) in blocks.iter().enumerate() {
        if present.contains(block.id.as_str()) {
            slot = Slot::Behind(n);
        } else {
            waiting.entry(slot).or_default().push(n);
        }
    }
    waiting
}

struct Merge<'a> {
    out: Out,
    blocks: &'a [Block],
    waiting: Waiting,
    aside: Vec<String>,
}

impl Merge<'_> {
    fn run(&mut self, pieces: &[Piece<'_>]) {
        let mut last = None;
        for piece in pieces {
            match *piece {
                Piece::Text(text) => {
                    let (remark, rest) = if last.is_some() { read::before_heading(text) } else { (text, "") };
                    self.out.own(remark);
                    self.insert_behind(last.take());
                    self.out.own(rest);
                }
                Piece::Stray { id } => {
                    self.insert_behind(last.take());
                    self.out.changed_by_hand(id);
                    self.aside.push(id.to_owned());
                }
                Piece::Block { id, .. } => {
                    self.insert_behind(last);
                    last = self.blocks.iter().position(|block| block.id == id);
                    if last.is_some() {
                        self.insert(Slot::First);
                    }
                    self.block(piece, last);
                }
            }
        }
        self.insert_behind(last);
        self.insert(Slot::First);
    }

    fn block(&mut self, piece: &Piece<'_>, new: Option<usize>) {
        let Piece::Block { id, hash: then, body, raw } = *piece else { return };
        let new = new.and_then(|n| self.blocks.get(n));
        let (now, next) = (hash(body), new.map(|new| hash(&new.body)));
        if now == then && next.as_deref() == Some(then) {
            return self.out.own(raw);
        }
        if now != then && next.as_ref() != Some(&now) {
            self.out.changed_by_hand(id);
            self.out.push(body);
            self.out.apart();
            self.aside.push(id.to_owned());
        }
        match new {
            Some(new) => self.out.managed(new),
            None => self.out.closed_up(),
        }
    }

    fn insert_behind(&mut self, last: Option<usize>) {
        if let Some(last) = last {
            self.insert(Slot::Behind(last));
        }
    }

    /// Writes the new blocks that go here.
    fn insert(&mut self, slot: Slot) {
        let new = self.waiting.remove(&slot).unwrap_or_default();
        for n in new {
            self.out.apart();
            self.out.managed(&self.blocks[n]);
            self.out.apart_next = true;
        }
    }
}

/// The text that is being written.
struct Out {
    text: String,
    ends: &'static str,
    /// An empty line must come before whatever comes next.
    apart_next: bool,
    /// An empty line that comes next has lost what it was the border of.
    closing_up: bool,
}

impl Out {
    fn like(existing: &str) -> Self {
        let ends = if existing.contains("\r\n") { "\r\n" } else { "\n" };
        Self { text: String::new(), ends, apart_next: false, closing_up: false }
    }

    /// What is there already, as it stands.
    fn own(&mut self, text: &str) {
        let text = if std::mem::take(&mut self.closing_up) { read::without_empty_line(text) } else { text };
        if text.is_empty() {
            return;
        }
        if std::mem::take(&mut self.apart_next) && read::without_empty_line(text) == text {
            self.apart();
        }
        self.text.push_str(text);
    }

    fn managed(&mut self, block: &Block) {
        self.push(&written(block));
    }

    fn changed_by_hand(&mut self, id: &str) {
        self.push(&format!(
            "<!-- {id} was changed here by hand: this is yours now, and no longer kept up to date -->\n"
        ));
    }

    /// Ends the line, and leaves an empty one.
    fn apart(&mut self) {
        if self.text.is_empty() {
            return;
        }
        let cut = |text: &'_ str| text.strip_suffix("\r\n").or(text.strip_suffix('\n')).map(str::len);
        let breaks = cut(&self.text).map_or(0, |rest| 1 + usize::from(cut(text::slice(&self.text, 0..rest)).is_some()));
        (breaks..2).for_each(|_| self.text.push_str(self.ends));
    }

    /// Something went: the empty line before it goes too, or else the one behind it.
    fn closed_up(&mut self) {
        self.closing_up = self.text.is_empty();
        for empty in ["\r\n\r\n", "\n\n"] {
            if self.text.ends_with(empty) {
                self.text.truncate(self.text.len() - empty.len() / 2);
            }
        }
    }

    fn push(&mut self, text: &str) {
        self.closing_up = false;
        if std::mem::take(&mut self.apart_next) {
            self.apart();
        }
        if self.ends == "\n" {
            self.text.push_str(text);
        } else {
            self.text.push_str(&text.replace("\r\n", "\n").replace('\n', self.ends));
        }
    }
}

fn written(block: &Block) -> String {
    let Block { id, body } = block;
    format!("{OPEN}begin {id} {}{CLOSE}\n{body}\n{OPEN}end {id}{CLOSE}\n", hash(body))
}

/// Twelve digits that change with the words. Line ends, empty lines at both ends and spaces at the ends of lines do not
/// count: editors change them unasked.
fn hash(body: &str) -> String {
    let mut digest = Sha256::new();
    for line in body.trim().lines() {
        digest.update(line.trim_end().as_bytes());
        digest.update(b"\n");
    }
    let mut out = String::new();
    for byte in digest.finalize().iter().take(6) {
        let _ = write!(out, "{byte:02x}");
    }
    out
}

#[cfg(test)]
mod tests;
