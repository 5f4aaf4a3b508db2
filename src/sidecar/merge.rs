//! Three versions of a sidecar made one, record by record.
//!
//! What only one side changed is taken from it, with its lines. What both changed is merged key by key; texts line by
//! line. Where both changed the same lines, ours stays and theirs is put beside it as `<id>-theirs`, which says
//! `conflict_with: <id>`. Nothing that either side wrote is lost, and merging once more changes nothing.

use std::collections::{HashMap, HashSet};

use super::block::{self, Read};
use super::fields::Which;
use super::split::{Block, List, Part};
use super::{Form, Sidecar, as_list, as_list_mut};
use crate::note::{Anchor, Id, Record};
use crate::registry;

mod head;
mod records;
mod text;
mod twins;
mod unnamed;

use records::Three;
use twins::Version;

/// What is put behind the id of a record for the copy of theirs.
const THEIRS: &str = "-theirs";

/// `ours` and `theirs` made one; `base` is the version that both came from, where it is known. Order, and whatever both
/// sides changed where only one can stay, is that of ours.
pub fn merge(base: Option<&Sidecar>, ours: &Sidecar, theirs: &Sidecar) -> Sidecar {
    let newer = ours.newer || theirs.newer;
    let (one, other) = (ours.to_bytes(), theirs.to_bytes());
    let was = base.map(Sidecar::to_bytes);
    let mut out = if one == other || was.as_ref() == Some(&other) {
        ours.clone()
    } else if was.as_ref() == Some(&one) {
        theirs.clone()
    } else {
        let again = |side, other| base.and_then(|base| unnamed::known_again(base, side, other));
        let (mine, yours) = (again(ours, theirs), again(theirs, ours));
        let out = Merge::of(base, mine.as_ref().unwrap_or(ours), yours.as_ref().unwrap_or(theirs)).run();
        // Records that have no id in the file go by what they say now.
        let is_other = mine.is_some() || yours.is_some();
        if is_other { Sidecar::parse_as(out.form, &out.to_bytes()).unwrap_or(out) } else { out }
    };
    out.newer = newer;
    out
}

/// Makes one of marks of `after` that say the same, of which `before` has at most one.
pub fn fold_twins(before: &Sidecar, after: &mut Sidecar) {
    twins::fold(&[Version::of(before)], after);
}

struct Merge<'a> {
    base: Option<&'a Sidecar>,
    ours: &'a Sidecar,
    theirs: &'a Sidecar,
    /// The blocks of the base, and those of theirs.
    was: HashMap<&'a Id, Found<'a>>,
    there: HashMap<&'a Id, Found<'a>>,
    out: Sidecar,
    /// Records of theirs that need a place beside ours.
    torn: Vec<(Found<'a>, Record)>,
}

/// A block in its list.
#[derive(Clone, Copy)]
struct Found<'a> {
    list: &'a List,
    block: &'a Block,
}

impl Found<'_> {
    fn read(&self) -> Option<Read> {
        block::read(self.list.which, &self.block.raw).map(|mut read| {
            read.record.meta_mut().id = self.block.id.clone();
            read
        })
    }

    /// The same content, whatever its lines look like; a comment is content.
    fn says_the_same(&self, other: Found<'_>) -> bool {
        let rest = |found: Found<'_>| found.read().map(|read| (read.extra, read.comments));
        self.block.raw == other.block.raw || self.block.record == other.block.record && rest(*self) == rest(other)
    }
}

fn index(sidecar: &Sidecar) -> HashMap<&Id, Found<'_>> {
    let lists = sidecar.parts.iter().filter_map(as_list);
    lists.flat_map(|list| list.blocks.iter().map(move |block| (&block.id, Found { list, block }))).collect()
}

impl<'a> Merge<'a> {
    fn of(base: Option<&'a Sidecar>, ours: &'a Sidecar, theirs: &'a Sidecar) -> Self {
        let was = base.map(index).unwrap_or_default();
        let mut out = ours.clone();
        out.untouched = None;
        Self { base, ours, theirs, was, there: index(theirs), out, torn: Vec::new() }
    }

    fn run(mut self) -> Sidecar {
        self.out.mend();
        self.here();
        self.new_ones();
        for (found, record) in std::mem::take(&mut self.torn) {
            self.beside(found, record);
        }
        head::merge(self.base, self.theirs, &mut self.out);
        head::merge_sha256(self.base, [self.ours, self.theirs], &mut self.out);
        self.unite();
        self.out
    }

    /// What both sides said of one thing, without knowing of each other, is made one.
    fn unite(&mut self) {
        if self.out.form() == Form::Notes {
            let versions = self.base.into_iter().chain([self.ours, self.theirs]).map(Version::of);
            return twins::fold(&versions.collect::<Vec<_>>(), &mut self.out);
        }
        let (ours, theirs) = (self.ours.notebook(), self.theirs.notebook());
        let base = self.base.map(Sidecar::notebook);
        for change in registry::unite(base.as_ref(), [&ours, &theirs], &self.out.notebook()) {
            self.out.put(&change.after);
        }
    }

    /// What ours has.
    fn here(&mut self) {
        for list in self.ours.parts.iter().filter_map(as_list) {
            for block in &list.blocks {
                let here = Found { list, block };
                match self.there.get(&block.id).copied() {
                    Some(there) => self.both(here, there),
                    None if self.was.get(&block.id).is_some_and(|was| was.says_the_same(here)) => self.drop(&block.id),
                    None => {}
                }
            }
        }
    }

    /// What only theirs has.
    fn new_ones(&mut self) {
        let mine: HashSet<&Id> = index(self.ours).into_keys().collect();
        for list in self.theirs.parts.iter().filter_map(as_list) {
            for block in list.blocks.iter().filter(|block| !mine.contains(&block.id)) {
                let there = Found { list, block };
                if !self.was.get(&block.id).is_some_and(|was| was.says_the_same(there)) {
                    self.append(list.which, |list, lines| Block {
                        raw: fitted(there, list.column, lines),
                        ..block.clone()
                    });
                }
            }
        }
    }

    /// A record that both have.
    fn both(&mut self, here: Found<'a>, there: Found<'a>) {
        let was = self.was.get(&here.block.id).copied();
        let is_was = |raw: &str| was.is_some_and(|was| was.block.raw == raw);
        if here.block.raw == there.block.raw || is_was(&there.block.raw) {
            return;
        }
        let lines = self.out.lines;
        if is_was(&here.block.raw) && here.list.which == there.list.which {
            let raw = fitted(there, here.list.column, lines);
            let record = there.block.record.clone();
            self.with_block(&here.block.id, |block| (block.raw, block.record) = (raw, record));
            return;
        }
        let (Some(ours), Some(theirs)) = (here.read(), there.read()) else { return };
        let was = was.and_then(|was| was.read());
        let versions = Three { base: was.as_ref().map(|w| &w.record), ours: &ours.record, theirs: &theirs.record };
        let Some(merged) = records::merged(&versions) else {
            self.torn.push((there, theirs.record));
            return;
        };
        let extras = Three { base: was.as_ref().map(|w| &w.extra), ours: &ours.extra, theirs: &theirs.extra };
        let (changes, extra_torn) = records::extras(&extras);
        let known = |comment: &&String| {
            !ours.comments.contains(comment) && !was.as_ref().is_some_and(|was| was.comments.contains(comment))
        };
        let comments: Vec<String> = theirs.comments.iter().filter(known).cloned().collect();
        let which = here.list.which;
        self.with_block(&here.block.id, |block| {
            if merged.record != ours.record || !changes.is_empty() {
                block.rewrite(which, &merged.record, &changes);
            }
            let indent = " ".repeat(here.list.column);
            let above: Vec<String> = comments.iter().map(|c| format!("{indent}{c}{}", lines.as_str())).collect();
            block.raw.insert_str(0, &above.concat());
        });
        if merged.is_torn || extra_torn {
            self.torn.push((there, theirs.record));
        }
    }

    /// Puts a record of theirs beside ours, unless its words and unknown keys stand in one of its family already.
    fn beside(&mut self, found: Found<'_>, theirs: Record) {
        let id = found.block.id.clone();
        let extra = found.read().map(|read| read.extra).unwrap_or_default();
        let family = root(&id).to_owned();
        let mut taken = HashSet::new();
        for list in self.out.parts.iter().filter_map(as_list) {
            for block in list.blocks.iter().filter(|block| root(&block.id) == family) {
                taken.insert(block.id.clone());
                let same = block.record.as_ref().is_some_and(|record| words(record) == words(&theirs));
                let read = || Found { list, block }.read();
                if same && read().is_some_and(|read| read.extra == extra) {
                    return;
                }
            }
        }
        let names = (1..).map(|n| if n == 1 { format!("{id}{THEIRS}") } else { format!("{id}{THEIRS}-{n}") });
        let Some(name) = names.map(Id::from).find(|name| !taken.contains(name)) else { return };
        let mut record = theirs;
        record.meta_mut().id = name;
        record.meta_mut().conflict_with = Some(id);
        self.append(found.list.which, |list, lines| {
            let raw = fitted(found, list.column, lines);
            let raw = block::rewritten(list.which, &raw, &record, &[]);
            Block { id: record.id().clone(), record: Some(record.clone()), raw }
        });
    }

    fn append(&mut self, which: Which, make: impl FnOnce(&List, super::Break) -> Block) {
        self.out.mend();
        let lines = self.out.lines;
        let list = self.out.list_mut(which);
        let block = make(list, lines);
        list.blocks.push(block);
    }

    fn drop(&mut self, id: &Id) {
        for list in self.out.parts.iter_mut().filter_map(as_list_mut) {
            list.blocks.retain(|block| block.id != *id);
        }
    }

    fn with_block(&mut self, id: &Id, change: impl FnOnce(&mut Block)) {
        let lists = self.out.parts.iter_mut().filter_map(as_list_mut);
        if let Some(block) = lists.flat_map(|list| &mut list.blocks).find(|block| block.id == *id) {
            change(block);
        }
    }
}

/// The id that copies of a record come from.
fn root(id: &Id) -> &str {
    id.as_str().split(THEIRS).next().unwrap_or_default()
}

/// What a reader wrote in a record.
fn words(record: &Record) -> (&str, Option<&Anchor>) {
    match record {
        Record::Note(note) => (&note.text, None),
        Record::Mark(mark) => (&mark.entity, Some(&mark.anchor)),
        Record::Entry(entry) => (&entry.entity.note, None),
    }
}

/// The lines of a block for a list whose dashes stand at `column`, with these line breaks.
fn fitted(found: Found<'_>, column: usize, lines: super::Break) -> String {
    let raw = &found.block.raw;
    let from = found.list.column;
    let mut moved = lines.in_text(raw);
    if from != column {
        moved = moved.split_inclusive('\n').map(|line| shifted(line, from, column)).collect();
    }
    lines.end(&mut moved);
    let Some(record) = &found.block.record else { return moved };
    let Some(old) = found.read() else { return moved };
    let new = block::read(found.list.which, &moved);
    let fits = new.is_some_and(|mut new| {
        new.record.meta_mut().id = found.block.id.clone();
        new.record == *record && new.extra == old.extra
    });
    if fits { moved } else { lines.in_text(&block::whole(record, &old.extra, column)) }
}

fn shifted(line: &str, from: usize, to: usize) -> String {
    if line.trim().is_empty() {
        return line.to_owned();
    }
    if to > from {
        return " ".repeat(to - from) + line;
    }
    let spaces = line.len() - line.trim_start_matches(' ').len();
    line.get(spaces.min(from - to)..).unwrap_or(line).to_owned()
}

/// All keys that are no lists of records.
fn fields(sidecar: &Sidecar) -> impl Iterator<Item = &super::Top> {
    sidecar.parts.iter().filter_map(|part| if let Part::Field(top) = part { Some(top) } else { None })
}
