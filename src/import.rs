//! temporary
use crate::briefing::{BlockKind, Briefing, Draft, Warning};
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    Text,
}
impl Format {
    pub fn name(self) -> &'static str {
        "text"
    }
}
#[derive(Debug)]
pub struct Hints<'a> {
    pub name: &'a str,
    pub encoding: Option<&'a str>,
}
#[derive(Debug)]
pub struct Imported {
    pub briefing: Briefing,
    pub warnings: Vec<Warning>,
    pub format: Format,
    pub encoding: &'static str,
    pub guessed_encoding: bool,
}
pub fn import(bytes: Vec<u8>, _hints: &Hints<'_>) -> Result<Imported, String> {
    let text = String::from_utf8_lossy(&bytes).into_owned();
    let mut d = Draft::new();
    for p in text.split("\n\n") {
        let p = p.trim();
        if !p.contains('\n') && p.len() < 60 && !p.ends_with('.') {
            d.block(BlockKind::Heading(1), p, 1)
        } else {
            d.block(BlockKind::Paragraph, p, 1)
        }
    }
    let (briefing, warnings) = d.finish();
    Ok(Imported { briefing, warnings, format: Format::Text, encoding: "UTF-8", guessed_encoding: false })
}
