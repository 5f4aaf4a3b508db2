//! `attache mark add` and `attache mark reject`.

use anyhow::{Result, anyhow};

use super::{author, passage, tell};
use crate::anchor::{self, Ground};
use crate::cli::args;
use crate::cli::entity::list;
use crate::cli::exit::Exit;
use crate::cli::names::Names;
use crate::cli::sheet::Sheet;
use crate::cli::speak;
use crate::entity::{Entity, Kind};
use crate::find::passage::whole_words;
use crate::note::{Change, Mark, Meta, Notebook, Record};
use crate::recognise;
use crate::registry::{self, By};
use crate::runtime::clock;
use crate::text::{self, Span};

/// What a passage is said to be, or not to be.
struct Who {
    name: String,
    kind: Kind,
    rejected: bool,
}

/// Marks passages, and puts the name into the registry where it is not known.
///
/// # Errors
/// What cannot be read or written, and a passage that is not there.
pub(super) fn add(add: &args::MarkAdd) -> Result<Exit> {
    let mut sheet = Sheet::open_to_write(&add.file, add.decode.encoding.as_deref())?;
    let spans = spans(&sheet, add)?;
    let kind = Kind::named(&add.kind);
    let given = registry::one_line(add.name.as_deref().unwrap_or(&add.quote));
    let author = author(add.author.as_deref(), &sheet.path);
    let mut names = (!add.here && registry::takes(&kind)).then(|| Names::near(&sheet.path));
    let meant = names.as_ref().and_then(|names| registry::meant(&names.book, &given, &kind));
    let name = meant.map_or(given, |entry| entry.entity.name.clone());
    let who = Who { name, kind, rejected: false };
    let marks = marks(&sheet, &author, &spans, &who);
    let by = By { author: &author, now: clock::now() };
    let known = names.as_ref().map_or_else(Vec::new, |names| {
        let (text, suggested) = (&sheet.briefing.text, recognise::mentions(&sheet.briefing));
        let others = names.book.entries().map(|entry| &entry.entity);
        let lessons = recognise::lessons((&who.name, &who.kind), &add.quote, (text, &suggested), others);
        register(&names.book, by, &who, &lessons)
    });
    if marks.is_empty() && known.is_empty() {
        speak::say(&format!("all that is marked as {} already", who.name));
        return tell(&sheet, Vec::new(), add.json);
    }
    commit_names(&sheet, names.as_mut(), &known)?;
    let label = if marks.len() == 1 { "mark added" } else { "marks added" };
    sheet.commit_beside(label, marks.clone(), &known)?;
    tell(&sheet, sheet.entries_of(&marks), add.json)
}

/// Says that passages are not what they were taken for: here by marks, everywhere by the registry.
///
/// # Errors
/// The same.
pub(super) fn reject(reject: &args::MarkReject) -> Result<Exit> {
    let mut sheet = Sheet::open_to_write(&reject.file, reject.decode.encoding.as_deref())?;
    let spans = match reject.occurrence {
        Some(_) => vec![passage::one(&sheet.briefing, &reject.quote, reject.occurrence)?],
        None => all(&sheet, &reject.quote)?,
    };
    let author = author(reject.author.as_deref(), &sheet.path);
    let mut names = Names::near(&sheet.path);
    let who = refused(&sheet, &names.book, &spans, reject);
    if reject.everywhere && registry::takes(&who.kind) {
        let by = By { author: &author, now: clock::now() };
        let words = [registry::one_line(&reject.quote)];
        // Whom the reader names is somebody; what was only taken for a name is none.
        let is_new = registry::of_name(&names.book, &who.name, &who.kind).is_none();
        let done = if reject.name.is_some() && is_new && !registry::is_same(&who.name, &reject.quote) {
            let (name, kind, not) = (who.name.clone(), who.kind.clone(), words.to_vec());
            registry::add(&names.book, by, &Entity { name, kind, not, ..Entity::default() })
        } else {
            registry::refuse(&names.book, by, (&who.name, &who.kind), &words)
        };
        let changes = match done {
            Ok(changes) => changes,
            Err(refusal) => {
                speak::say(&refusal.to_string());
                return tell_names(&names, &[], reject.json);
            }
        };
        commit_names(&sheet, Some(&mut names), &changes)?;
        sheet.commit_beside("refused everywhere", Vec::new(), &changes)?;
        return tell_names(&names, &changes, reject.json);
    }
    let marks = marks(&sheet, &author, &spans, &who);
    if marks.is_empty() {
        speak::say(&format!("all that is refused as {} already", who.name));
        return tell(&sheet, Vec::new(), reject.json);
    }
    let label = if marks.len() == 1 { "name refused" } else { "names refused" };
    sheet.commit(label, marks.clone())?;
    tell(&sheet, sheet.entries_of(&marks), reject.json)
}

/// What the registry says now of whom the changes are of, for programs; a person hears nothing where all went well.
fn tell_names(names: &Names, changes: &[Change], as_json: bool) -> Result<Exit> {
    if as_json {
        list::write(list::changed(&names.book, changes), true)?;
    }
    Ok(Exit::Done)
}

/// First the registry, so that no mark is without its name when that refuses; but not where the marks cannot be made.
fn commit_names(sheet: &Sheet, names: Option<&mut Names>, changes: &[Change]) -> Result<()> {
    match names {
        Some(names) if !changes.is_empty() => {
            if let Some(reason) = sheet.trouble() {
                return Err(anyhow!("nothing was changed: {reason}"));
            }
            names.commit(changes)
        }
        _ => Ok(()),
    }
}

/// What puts the name into the registry, with the words of the passage as another name; nothing where both are known.
fn register(book: &Notebook, by: By<'_>, who: &Who, words: &[String]) -> Vec<Change> {
    let (changes, refusal) = registry::learn(book, by, (&who.name, &who.kind), words);
    if let Some(refusal) = refusal.filter(|_| changes.is_empty()) {
        speak::say(&format!("the registry stays as it is: {refusal}"));
    }
    changes
}

/// What the passages were taken for: by the registry, else by the recogniser; what the options say comes first.
fn refused(sheet: &Sheet, book: &Notebook, spans: &[Span], reject: &args::MarkReject) -> Who {
    let known = recognise::names::Names::new(book.entries().map(|entry| &entry.entity));
    let mut mentions = known.scan(&sheet.briefing, || true);
    mentions.extend(recognise::mentions(&sheet.briefing));
    let taken = mentions.into_iter().find(|mention| spans.contains(&mention.span));
    let (name, kind) = taken.map_or_else(|| (registry::one_line(&reject.quote), Kind::Other), |m| (m.name, m.kind));
    let given = reject.name.as_deref().map(registry::one_line);
    Who { name: given.unwrap_or(name), kind: reject.kind.as_deref().map_or(kind, Kind::named), rejected: true }
}

fn spans(sheet: &Sheet, add: &args::MarkAdd) -> Result<Vec<Span>> {
    if add.all { all(sheet, &add.quote) } else { Ok(vec![passage::one(&sheet.briefing, &add.quote, add.occurrence)?]) }
}

/// Where these words stand as whole words.
fn all(sheet: &Sheet, quote: &str) -> Result<Vec<Span>> {
    let all = whole_words(&sheet.briefing.text, quote);
    if all.is_empty() { Err(passage::nowhere(&sheet.briefing, quote).into()) } else { Ok(all) }
}

/// Marks for those passages that do not carry the very same one already. One that says the opposite is changed.
fn marks(sheet: &Sheet, author: &str, spans: &[Span], who: &Who) -> Vec<Record> {
    let ground = Ground::of(&sheet.briefing);
    let entries = sheet.entries();
    let mut now = clock::now();
    let kind = who.kind.name();
    let fits = |mark: &Mark| text::fold(&mark.entity) == text::fold(&who.name) && Kind::named(&mark.kind) == who.kind;
    let mut marks = Vec::new();
    for span in spans {
        let there = entries.iter().filter(|entry| entry.span == Some(*span));
        let there: Vec<&Mark> = there.filter_map(|entry| entry.record.as_mark()).filter(|mark| fits(mark)).collect();
        let (said, other): (Vec<&Mark>, Vec<&Mark>) = there.iter().partition(|mark| mark.rejected == who.rejected);
        // Two people may have marked the same words: one mark is enough to say yes, but all have to say no.
        let most = if who.rejected { other.len() } else { usize::from(said.is_empty()) };
        for mark in other.into_iter().take(most) {
            let meta = Meta { changed: now.stamp(), ..mark.meta.clone() };
            marks.push(Record::Mark(Mark { meta, rejected: who.rejected, ..mark.clone() }));
        }
        if there.is_empty() {
            let (created, changed) = (now.stamp(), now.stamp());
            let meta = Meta { id: now.id(), author: author.to_owned(), created, changed, ..Meta::default() };
            let anchor = anchor::make(&ground, *span);
            let (entity, kind) = (who.name.clone(), kind.to_owned());
            marks.push(Record::Mark(Mark { meta, anchor, entity, kind, rejected: who.rejected }));
        }
    }
    marks
}
