//! Colours as files write them, and how near and how legible they are to the eye.

use ratatui::style::Color;

/// Red, green and blue, 0–255.
pub(super) type Rgb = [u8; 3];

/// A colour of a theme file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Paint {
    /// The terminal's own.
    Default,
    /// One of the sixteen of the terminal's palette.
    Ansi(u8),
    /// One of xterm's 256.
    Index(u8),
    /// 24 bits.
    Rgb(Rgb),
}

/// The sixteen by name, as files write them, with xterm's default values (its `XTerm-col.ad`).
pub(super) const ANSI: [(&str, Color, Rgb); 16] = [
    ("black", Color::Black, [0, 0, 0]),
    ("red", Color::Red, [205, 0, 0]),
    ("green", Color::Green, [0, 205, 0]),
    ("yellow", Color::Yellow, [205, 205, 0]),
    ("blue", Color::Blue, [0, 0, 238]),
    ("magenta", Color::Magenta, [205, 0, 205]),
    ("cyan", Color::Cyan, [0, 205, 205]),
    ("white", Color::Gray, [229, 229, 229]),
    ("bright-black", Color::DarkGray, [127, 127, 127]),
    ("bright-red", Color::LightRed, [255, 0, 0]),
    ("bright-green", Color::LightGreen, [0, 255, 0]),
    ("bright-yellow", Color::LightYellow, [255, 255, 0]),
    ("bright-blue", Color::LightBlue, [92, 92, 255]),
    ("bright-magenta", Color::LightMagenta, [255, 0, 255]),
    ("bright-cyan", Color::LightCyan, [0, 255, 255]),
    ("bright-white", Color::White, [255, 255, 255]),
];

impl Paint {
    /// Reads `#rrggbb`, `#rgb`, `0`–`255`, `default` or the name of one of the sixteen.
    pub(super) fn parse(word: &str) -> Option<Self> {
        if let Some(hex) = word.strip_prefix('#') {
            return hexadecimal(hex).map(Self::Rgb);
        }
        if word.eq_ignore_ascii_case("default") {
            return Some(Self::Default);
        }
        if word.bytes().all(|b| b.is_ascii_digit()) {
            return word.parse().ok().map(Self::Index);
        }
        let named = ANSI.iter().position(|(name, ..)| crate::settings::same_name(name, word))?;
        u8::try_from(named).ok().map(Self::Ansi)
    }

    /// The screen library's colour.
    pub(super) fn colour(self) -> Color {
        match self {
            Self::Default => Color::Reset,
            Self::Ansi(n) => ANSI.get(usize::from(n)).map_or(Color::Reset, |(_, colour, _)| *colour),
            Self::Index(n) => Color::Indexed(n),
            Self::Rgb([r, g, b]) => Color::Rgb(r, g, b),
        }
    }

    /// The other way round.
    pub(super) fn from_colour(colour: Color) -> Option<Self> {
        match colour {
            Color::Reset => Some(Self::Default),
            Color::Indexed(n) => Some(Self::Index(n)),
            Color::Rgb(r, g, b) => Some(Self::Rgb([r, g, b])),
            named => ANSI.iter().position(|(_, c, _)| *c == named).and_then(|n| u8::try_from(n).ok()).map(Self::Ansi),
        }
    }

    /// How it looks; `None` for the terminal's own. Palette colours as xterm shows them by default.
    pub(super) fn rgb(self) -> Option<Rgb> {
        match self {
            Self::Default => None,
            Self::Rgb(rgb) => Some(rgb),
            Self::Ansi(n) | Self::Index(n) => Some(indexed(n)),
        }
    }
}

fn hexadecimal(hex: &str) -> Option<Rgb> {
    let digits: Option<Vec<u8>> = hex.chars().map(|c| c.to_digit(16).and_then(|d| u8::try_from(d).ok())).collect();
    match *digits?.as_slice() {
        [r, g, b] => Some([r * 17, g * 17, b * 17]),
        [r, r2, g, g2, b, b2] => Some([r * 16 + r2, g * 16 + g2, b * 16 + b2]),
        _ => None,
    }
}

/// xterm's 256 colours: the sixteen, a cube of six levels, 24 greys.
fn indexed(n: u8) -> Rgb {
    const LEVELS: [u8; 6] = [0, 95, 135, 175, 215, 255];
    match n {
        0..=15 => ANSI[usize::from(n)].2,
        16..=231 => {
            let n = usize::from(n) - 16;
            [LEVELS[n / 36], LEVELS[n / 6 % 6], LEVELS[n % 6]]
        }
        232.. => [8 + (n - 232) * 10; 3],
    }
}

/// One channel without gamma, 0–1 (sRGB, IEC 61966-2-1).
fn linear(channel: u8) -> f32 {
    let c = f32::from(channel) / 255.0;
    if c <= 0.040_45 { c / 12.92 } else { ((c + 0.055) / 1.055).powf(2.4) }
}

/// Relative luminance, 0–1 (<https://www.w3.org/TR/WCAG22/#dfn-relative-luminance>).
pub(super) fn luminance(rgb: Rgb) -> f32 {
    let [r, g, b] = rgb.map(linear);
    0.2126 * r + 0.7152 * g + 0.0722 * b
}

/// Contrast, 1–21 (<https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio>).
pub(super) fn contrast(a: Rgb, b: Rgb) -> f32 {
    ratio(luminance(a), luminance(b))
}

/// Contrast of two luminances.
pub(super) fn ratio(a: f32, b: f32) -> f32 {
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

/// A colour in Oklab, where distances are as the eye sees them (B. Ottosson,
/// <https://bottosson.github.io/posts/oklab/>).
#[derive(Debug, Clone, Copy)]
pub(super) struct Lab {
    l: f32,
    a: f32,
    b: f32,
}

impl Lab {
    pub(super) fn of(rgb: Rgb) -> Self {
        let [r, g, b] = rgb.map(linear);
        let long = (0.412_221_47 * r + 0.536_332_55 * g + 0.051_445_995 * b).cbrt();
        let medium = (0.211_903_5 * r + 0.680_699_5 * g + 0.107_396_96 * b).cbrt();
        let short = (0.088_302_46 * r + 0.281_718_85 * g + 0.629_978_7 * b).cbrt();
        Self {
            l: 0.210_454_26 * long + 0.793_617_8 * medium - 0.004_072_047 * short,
            a: 1.977_998_5 * long - 2.428_592_2 * medium + 0.450_593_7 * short,
            b: 0.025_904_037 * long + 0.782_771_77 * medium - 0.808_675_77 * short,
        }
    }

    /// The squared distance; only good for comparing.
    pub(super) fn distance(self, other: Self) -> f32 {
        let (l, a, b) = (self.l - other.l, self.a - other.a, self.b - other.b);
        l * l + a * a + b * b
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings() {
        assert_eq!(Paint::parse("#1a2B3c"), Some(Paint::Rgb([0x1a, 0x2b, 0x3c])));
        assert_eq!(Paint::parse("#fa0"), Some(Paint::Rgb([255, 170, 0])));
        assert_eq!(Paint::parse("208"), Some(Paint::Index(208)));
        assert_eq!(Paint::parse("Bright_Blue"), Some(Paint::Ansi(12)));
        assert_eq!(Paint::parse("default"), Some(Paint::Default));
        for bad in ["", "#12345", "#ggg", "256", "-1", "bleu", "#ééé", "99999999999999"] {
            assert_eq!(Paint::parse(bad), None, "{bad}");
        }
    }

    #[test]
    fn colours_go_to_the_screen_library_and_back() {
        for n in 0..16 {
            assert_eq!(Paint::from_colour(Paint::Ansi(n).colour()), Some(Paint::Ansi(n)));
        }
    }

    #[test]
    fn contrast_as_the_standard_counts_it() {
        assert!((contrast([0, 0, 0], [255, 255, 255]) - 21.0).abs() < 0.01);
        assert!((contrast([0x77, 0x77, 0x77], [255, 255, 255]) - 4.48).abs() < 0.01);
    }

    #[test]
    fn white_is_light_without_hue_in_oklab() {
        let white = Lab::of([255, 255, 255]);
        assert!((white.l - 1.0).abs() < 1e-3 && white.a.abs() < 1e-3 && white.b.abs() < 1e-3);
    }
}
