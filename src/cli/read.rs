//! `attache [PATH…]`: the reader itself. Puts together configuration, terminal and session, and runs the loop.

use std::io;
use std::path::{Path, PathBuf};
use std::thread::{self, JoinHandle};

use anyhow::{Context, Result, anyhow};

use super::depth;
use super::load;
use super::own::Own;
use crate::app::pick::PickKind;
use crate::app::{Action, Command, Effect, Message, Settings, ThemeChoice};
use crate::clean::Clean;
use crate::config::{self, Config};
use crate::drafts::DraftFiles;
use crate::files;
use crate::keymap::Keymap;
use crate::look::{ASCII, Looks, UNICODE};
use crate::reading::habits::Habits;
use crate::reading::{Last, Records};
use crate::runtime::author::on_this_computer;
use crate::runtime::console::Console;
use crate::runtime::keeper::Keeper;
use crate::runtime::paths::Paths;
use crate::runtime::terminal::{self, Guard, Wanted};
use crate::runtime::worker::{self, Desk, Job, Part};
use crate::runtime::{self, Exit, World};
use crate::session::Session;
use crate::settings::Notice;
use crate::store::Home;
use crate::theme::{self, Depth};

/// The briefing about the program, for whoever starts it for the first time.
pub(super) const TOUR: &[u8] = include_bytes!("../../briefings/2024-01-01-tour.md");

/// What to open.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Target {
    /// Files or a folder.
    Paths(Vec<PathBuf>),
    /// A document on standard input.
    Stdin,
    /// The briefing that was read last.
    Continue,
    /// Nothing was said: the last briefing's folder; the first time, the tour.
    Nothing,
}

/// What the command line says over the configuration.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Options {
    /// Encoding label.
    pub encoding: Option<String>,
    /// Theme name.
    pub theme: Option<String>,
    /// Keymap name.
    pub keymap: Option<String>,
    /// Signs in ASCII.
    pub ascii: bool,
}

/// What is known before the terminal is taken.
struct Plan {
    config: Config,
    looks: Looks,
    keymap: Keymap,
    desk: Desk,
    paths: Paths,
    notices: Vec<Notice>,
    /// How many files were named; one is opened.
    named: usize,
    /// The theme that was picked in a run before this one.
    picked: Option<String>,
    /// What becomes of one that is picked.
    choice: ThemeChoice,
}

/// What the session starts with.
enum Start {
    Document(Box<crate::app::Opened>),
    Folder(PathBuf),
}

/// A start that is being made on a thread of its own, or has yet to be made when there is none to be had.
enum Starting {
    Underway(JoinHandle<Result<Start>>),
    Due(Target, Option<Vec<u8>>, Desk),
}

impl Starting {
    fn begin(target: Target, stdin: Option<Vec<u8>>, desk: Desk) -> Self {
        // What came from a stream is here already, and may be too large to keep twice in case there is no thread.
        if stdin.is_some() {
            return Self::Due(target, stdin, desk);
        }
        let (there, with) = (target.clone(), desk.clone());
        let spawned = thread::Builder::new().name("attache-start".to_owned()).spawn(move || {
            runtime::guarded("opening the file", || start(&there, None, &with))
                .unwrap_or_else(|fault| Err(anyhow!(fault)))
        });
        spawned.map_or(Self::Due(target, None, desk), Self::Underway)
    }

    fn finish(self) -> Result<Start> {
        match self {
            Self::Underway(thread) => {
                thread.join().unwrap_or_else(|_| Err(anyhow!("the file cannot be opened, by a fault of this program")))
            }
            Self::Due(target, stdin, desk) => start(&target, stdin, &desk),
        }
    }
}

/// Opens `target` and reads until the reader quits.
///
/// # Errors
/// What cannot be opened, and a terminal that cannot be used.
pub fn run(target: Target, options: &Options) -> Result<Exit> {
    let own = Own::find();
    let desk = Desk {
        records: Records::in_state(&own.paths.state),
        habits: Habits::in_state(&own.paths.state),
        drafts: DraftFiles::in_state(&own.paths.state),
        encoding: options.encoding.clone(),
    };
    // Refuse before the screen is taken: the message belongs on the reader's own screen.
    let target = locate(target, &desk)?;
    let stdin = match target {
        Target::Stdin => Some(files::read_stream(io::stdin().lock()).map_err(|e| anyhow!("{e}"))?),
        _ => None,
    };
    if let Target::Paths(paths) = &target {
        for path in paths {
            check_readable(path)?;
        }
    }
    let files = if let Target::Paths(paths) = &target { paths.len() } else { 0 };
    terminal::leave_on_panic();
    // Import while everything else is made ready, and the terminal thinks about its background.
    let start = Starting::begin(target, stdin, desk.clone());
    let (config, mut notices) = own.config();
    let depth = config.colours.unwrap_or_else(depth::of_this_terminal);
    let named = config.theme.is_some() || options.theme.is_some();
    let picked = if named { None } else { desk.habits.theme() };
    let wanted = Wanted {
        mouse: config.mouse,
        bidi: config.bidi.decide(true),
        background: !named && picked.is_none() && depth != Depth::None,
    };
    let guard = Guard::enter(wanted).context("cannot use this terminal")?;
    // The terminal answers while keys and themes are read.
    let (keymap, told) = own.keymap(options.keymap.as_deref().unwrap_or(&config.keymap));
    notices.extend(told);
    let ascii = options.ascii || config.ascii.decide(!speaks_utf8());
    let symbols = if ascii { ASCII } else { UNICODE };
    let looks = Looks { themes: own.themes(), depth, symbols, suited: None };
    // One that was picked and is gone by now was the reader's own.
    let picked = picked.filter(|name| looks.names().contains(name));
    let choice = match config.theme {
        Some(_) => ThemeChoice::Configured(Clean::line(&own.config_file().display().to_string())),
        None => ThemeChoice::Kept { auto: String::new(), picked: picked.is_some() },
    };
    let plan = Plan { config, looks, keymap, desk, paths: own.paths.clone(), notices, named: files, picked, choice };
    let outcome = read(plan, options, wanted, start);
    drop(guard);
    outcome
}

fn read(plan: Plan, options: &Options, wanted: Wanted, start: Starting) -> Result<Exit> {
    let keeper = Keeper::new(Home { state: plan.paths.state.clone() }, plan.paths.refuges());
    let mut console = Console::new(plan.desk.clone(), keeper, plan.looks.depth)?;
    let background = if wanted.background { console.background() } else { terminal::Background::Unknown };
    let settings = settings(&plan, options, background);
    let (templates, asks_author) = (plan.paths.config.join("templates"), plan.config.author.is_none());
    let size = crossterm::terminal::size()?;
    let (mut looks, mut notices) = (plan.looks, plan.notices);
    if let terminal::Background::Colour(rgb) = background {
        looks.suited = Some((settings.theme.clone(), rgb));
    }
    let (mut session, told) = Session::new(settings, plan.keymap, looks, size);
    notices.extend(told);
    match start.finish()? {
        Start::Document(opened) => {
            let path = opened.path.clone();
            let complete = opened.complete;
            apply(&mut session, &mut console, Action::Opened(opened))?;
            if let Some(path) = path {
                console.opened(&path);
                if !complete {
                    console.start(Job::Reread(path));
                }
            }
        }
        Start::Folder(folder) => {
            session.app.shelf.folder = Some(folder.clone());
            session.app.open_list(PickKind::Library);
            apply(&mut session, &mut console, Action::Listed(folder.clone(), Vec::new()))?;
            session.app.shelf.is_listed = false;
            console.start(Job::List(folder));
        }
    }
    console.later(Job::Templates(templates));
    if asks_author {
        console.later(Job::Author(session.app.shelf.folder.clone().unwrap_or_else(|| PathBuf::from("."))));
    }
    if plan.named > 1 {
        let list = session.app.key(Command::Library);
        let told = format!("the first of {} that were named; {list} lists its folder", plan.named);
        session.act(Action::Say(Message::note(told)));
    }
    // A folder that cannot be written to is known only by trying, which no first frame waits for.
    console.later(Job::TryRecords);
    console.later(if plan.config.search_history { Job::Searches } else { Job::ForgetSearches });
    tell(&mut session, &notices);
    Ok(runtime::run(&mut session, &mut console)?)
}

fn apply(session: &mut Session, console: &mut Console, action: Action) -> Result<()> {
    for effect in session.act(action) {
        if effect != Effect::Quit {
            console.perform(effect)?;
        }
    }
    Ok(())
}

/// Faults in the reader's own files are told on the status line, the first one in full.
fn tell(session: &mut Session, notices: &[Notice]) {
    let Some(first) = notices.first() else { return };
    session.app.settings.faults = notices.iter().map(|notice| Clean::line(&notice.to_string())).collect();
    let more = match notices.len() {
        1 => String::new(),
        n => format!(" (and {} more: {} lists them)", n - 1, session.app.key(Command::Details)),
    };
    let file = first.file.rsplit('/').next().unwrap_or(&first.file);
    let place = first.place.map(|p| format!(":{}:{}", p.line, p.column)).unwrap_or_default();
    let line = format!("{file}{place}: {}{more}", first.message);
    session.act(Action::Say(Message::warning(Clean::from(line))));
}

fn settings(plan: &Plan, options: &Options, background: terminal::Background) -> Settings {
    let known = match background {
        terminal::Background::Colour(rgb) if theme::is_light(rgb) => config::Background::Light,
        terminal::Background::Colour(_) => config::Background::Dark,
        terminal::Background::Unknown | terminal::Background::Late => config::Background::Unknown,
    };
    let suited = plan.config.theme_on(known);
    let mut theme_choice = plan.choice.clone();
    if let ThemeChoice::Kept { auto, .. } = &mut theme_choice {
        suited.clone_into(auto);
    }
    Settings {
        width: plan.config.width,
        theme_choice,
        outline: plan.config.outline.decide(true),
        bidi: plan.config.bidi.decide(true),
        theme: options.theme.clone().or_else(|| plan.picked.clone()).unwrap_or_else(|| suited.to_owned()),
        words_per_minute: plan.config.words_per_minute,
        search_history: plan.config.search_history,
        entities: plan.config.entities,
        kinds: plan.config.kinds.clone(),
        author: plan.config.author.clone().unwrap_or_else(on_this_computer),
        ..Settings::default()
    }
}

/// Finds out which files or folder are meant.
fn locate(target: Target, desk: &Desk) -> Result<Target> {
    match target {
        Target::Continue => Ok(Target::Paths(vec![last(&desk.records)?])),
        Target::Nothing => {
            let last = desk.records.last_folder();
            Ok(last.map_or(Target::Nothing, |folder| Target::Paths(vec![folder])))
        }
        Target::Paths(paths) => {
            let absolute = |p: PathBuf| std::path::absolute(&p).unwrap_or(p);
            Ok(Target::Paths(paths.into_iter().map(absolute).collect()))
        }
        Target::Stdin => Ok(Target::Stdin),
    }
}

/// The briefing that was read last.
///
/// # Errors
/// There is none, or it is gone.
pub(super) fn last(records: &Records) -> Result<PathBuf> {
    match records.to_continue() {
        Last::Here(path) | Last::Renamed(path) => Ok(path),
        Last::Gone(path) => Err(anyhow!("nothing to continue: {} was read last, and is gone", path.display())),
        Last::None => Err(anyhow!("nothing to continue: no briefing was read yet")),
    }
}

fn check_readable(path: &Path) -> Result<()> {
    if path.is_dir() {
        files::briefings_in(path).map_err(|e| anyhow!("{e}"))?;
        return Ok(());
    }
    files::probe(path).map_err(load::missing)
}

fn start(target: &Target, stdin: Option<Vec<u8>>, desk: &Desk) -> Result<Start> {
    let document = |opened: Result<_, String>| match opened {
        Ok(opened) => Ok(Start::Document(Box::new(opened))),
        Err(error) => Err(anyhow!(error)),
    };
    match (target, stdin) {
        (_, Some(bytes)) => document(worker::open_bytes(desk, bytes)),
        (Target::Paths(paths), _) => match paths.first() {
            Some(path) if path.is_dir() => Ok(Start::Folder(path.clone())),
            Some(path) => document(worker::open_document(desk, path, Part::HeadIfLarge)),
            None => Err(anyhow!("no file given")),
        },
        // Nothing was read yet: the first briefing is about the program.
        (Target::Nothing, _) => document(worker::open_named(desk, TOUR.to_vec(), "tour.md")),
        _ => Err(anyhow!("nothing to open")),
    }
}

/// True when the locale's encoding is UTF-8, or nothing says which it is.
fn speaks_utf8() -> bool {
    let locale =
        ["LC_ALL", "LC_CTYPE", "LANG"].iter().find_map(|name| std::env::var(name).ok().filter(|v| !v.is_empty()));
    locale.is_none_or(|l| {
        let l = l.to_ascii_lowercase();
        l.contains("utf-8") || l.contains("utf8")
    })
}
