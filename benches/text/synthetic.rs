//! Texts of any size for the benches, the same on every run and every machine.

/// Words to put together; lengths as in English, Persian and Chinese prose.
const ENGLISH: &[&str] = &[
    "the",
    "border",
    "officials",
    "a",
    "meeting",
    "of",
    "ministers",
    "in",
    "cooperation",
    "and",
    "security",
    "to",
    "mechanism",
    "high-level",
    "agreed",
    "on",
    "Thursday",
    "trade",
    "with",
    "delegation",
    "road",
    "km",
    "12,400",
];
const PERSIAN: &[&str] = &[
    "آب",
    "و",
    "سد",
    "در",
    "هفتهٔ",
    "گذشته",
    "به",
    "درصد",
    "گنجایش",
    "رسید",
    "ستاد",
    "هماهنگی",
    "استان",
    "از",
    "می‌کند",
    "شبکه",
    "۳۸",
    "مرحلهٔ",
    "دوم",
];
const CHINESE: &[&str] = &[
    "海底",
    "电缆",
    "故障",
    "，",
    "全市",
    "恢复",
    "供电",
    "。",
    "医院",
    "自来水厂",
    "由",
    "备用",
    "电源",
    "保障",
    "没有",
    "人员",
    "伤亡",
    "报告",
];

/// A script to write in.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Script {
    Ascii,
    Persian,
    Chinese,
}

/// A stream of numbers that looks like chance (Knuth's MMIX constants).
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 40).unwrap_or(0) % sides.max(1)
    }
}

/// One paragraph of about `bytes` bytes.
pub(crate) fn paragraph(script: Script, bytes: usize) -> String {
    write(script, bytes, &mut Dice(7))
}

fn write(script: Script, bytes: usize, dice: &mut Dice) -> String {
    let (words, space) = match script {
        Script::Ascii => (ENGLISH, " "),
        Script::Persian => (PERSIAN, " "),
        Script::Chinese => (CHINESE, ""),
    };
    let mut out = String::with_capacity(bytes + 32);
    while out.len() < bytes {
        if !out.is_empty() {
            out.push_str(space);
        }
        out.push_str(words[dice.roll(words.len())]);
    }
    if space == " " {
        out.push('.');
    }
    out
}

/// A rare word stands about once in this many paragraphs.
const RARE: usize = 400;

/// Headings and paragraphs of a plain-text briefing, about `bytes` bytes. Now and then a paragraph has `Zanzibar` in it.
pub(crate) fn plain(bytes: usize) -> String {
    sections(bytes, |n| format!("Regional Issues {n}\n\n"))
}

/// The same as Markdown.
pub(crate) fn markdown(bytes: usize) -> String {
    sections(bytes, |n| format!("## Regional *issues* {n}\n\n- one item\n- [another](https://a.example)\n\n"))
}

/// The same as briefing YAML.
pub(crate) fn yaml(bytes: usize) -> String {
    let mut out = String::with_capacity(bytes + 1024);
    let mut dice = Dice(11);
    out.push_str("title: A synthetic briefing\ndate: 2024-01-30\nsections:\n");
    while out.len() < bytes {
        out.push_str("  - heading: Regional issues\n    level: 1\n    paragraphs:\n");
        for _ in 0..4 {
            let length = 200 + dice.roll(600);
            out.push_str("      - >-\n        ");
            out.push_str(&write(Script::Ascii, length, &mut dice));
            out.push('\n');
        }
    }
    out
}

fn sections(bytes: usize, heading: impl Fn(usize) -> String) -> String {
    let mut out = String::with_capacity(bytes + 1024);
    let mut dice = Dice(5);
    let mut n = 0;
    out.push_str("2024-01-30 The call was made during a meeting of the ministers.\n\n");
    while out.len() < bytes {
        n += 1;
        out.push_str(&heading(n));
        for _ in 0..4 {
            let length = 200 + dice.roll(600);
            out.push_str(&write(Script::Ascii, length, &mut dice));
            if dice.roll(RARE) == 0 {
                out.push_str(" They met in Zanzibar.");
            }
            out.push_str("\n\n");
        }
    }
    out
}
