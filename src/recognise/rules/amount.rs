//! Sums of money and quantities.

use std::ops::Range;

use super::Hit;
use crate::entity::Kind;
use crate::recognise::page::Page;
use crate::recognise::words::Look;

const SIGNS: &[&str] = &["$", "€", "£", "¥", "₹", "₽", "₪", "₩", "₺", "﷼"];
const BEFORE_SIGN: &[&str] = &["US", "A", "C", "AU", "CA", "NZ", "HK", "S"];
const SCALES: &[&str] =
    &["thousand", "million", "billion", "trillion", "hundred", "mn", "bn", "tn", "m", "k", "crore", "lakh", "dozen"];
const CURRENCIES: &[&str] = &[
    "afghani",
    "afghanis",
    "baht",
    "cents",
    "crowns",
    "dinar",
    "dinars",
    "dirham",
    "dirhams",
    "dollar",
    "dollars",
    "euro",
    "euros",
    "franc",
    "francs",
    "hryvnia",
    "hryvnias",
    "kroner",
    "kronor",
    "lira",
    "liras",
    "naira",
    "peso",
    "pesos",
    "pound",
    "pounds",
    "rand",
    "real",
    "reais",
    "rial",
    "rials",
    "riyal",
    "riyals",
    "rouble",
    "roubles",
    "ruble",
    "rubles",
    "rupee",
    "rupees",
    "rupiah",
    "shekel",
    "shekels",
    "shilling",
    "shillings",
    "sterling",
    "toman",
    "tomans",
    "won",
    "yen",
    "yuan",
    "zloty",
    "usd",
    "eur",
    "gbp",
    "cny",
    "jpy",
    "inr",
    "pkr",
    "irr",
    "aed",
    "sar",
    "rub",
    "chf",
];
const UNITS: &[&str] = &[
    "%",
    "‰",
    "°",
    "acres",
    "barrels",
    "bbl",
    "bpd",
    "bytes",
    "carats",
    "centimetres",
    "civilians",
    "cm",
    "cubic",
    "degrees",
    "families",
    "feet",
    "ft",
    "gb",
    "gigawatts",
    "grams",
    "gw",
    "gwh",
    "ha",
    "hectare",
    "hectares",
    "households",
    "hp",
    "inches",
    "kb",
    "kg",
    "kilogram",
    "kilograms",
    "kilometer",
    "kilometers",
    "kilometre",
    "kilometres",
    "km",
    "km/h",
    "km2",
    "km²",
    "knots",
    "kph",
    "kt",
    "kv",
    "kw",
    "kwh",
    "lb",
    "lbs",
    "litre",
    "litres",
    "liters",
    "m2",
    "m²",
    "m3",
    "mb",
    "megawatts",
    "meters",
    "metre",
    "metres",
    "mi",
    "mile",
    "miles",
    "mm",
    "mph",
    "mt",
    "mw",
    "mwh",
    "nautical",
    "ounces",
    "people",
    "per",
    "percent",
    "percentage",
    "persons",
    "points",
    "pupils",
    "refugees",
    "soldiers",
    "square",
    "students",
    "tb",
    "ton",
    "tonne",
    "tonnes",
    "tons",
    "troops",
    "twh",
    "vehicles",
    "volts",
    "watts",
    "yards",
];
const SECOND: &[(&str, &[&str])] = &[
    ("per", &["cent"]),
    ("square", &["kilometres", "kilometers", "km", "miles", "metres", "meters", "feet"]),
    ("cubic", &["metres", "meters", "feet", "kilometres"]),
    ("nautical", &["miles"]),
    ("percentage", &["points"]),
];

/// A sum or quantity that begins with the first of `words`.
pub(crate) fn at(page: &Page<'_>, words: Range<usize>) -> Hit {
    let word = |n: usize| if words.start + n < words.end { page.spelling(words.start + n) } else { "" };
    let is_number = |n: usize| words.start + n < words.end && page.words[words.start + n].look == Look::Number;
    let is = |n: usize, list: &[&str]| !word(n).is_empty() && list.iter().any(|w| w.eq_ignore_ascii_case(word(n)));
    let sign = usize::from(BEFORE_SIGN.contains(&word(0)));
    if SIGNS.contains(&word(sign)) && is_number(sign + 1) {
        let long = sign + 2;
        return Some((long + usize::from(is(long, SCALES)), Kind::Money, None));
    }
    // `−6 °C`: a sign with a space before it and none behind.
    if ["−", "-", "–", "+"].contains(&word(0)) && is_number(1) {
        let [sign, number] = [0, 1].map(|n| page.words[words.start + n]);
        let belongs = sign.spaced && !number.spaced;
        return belongs
            .then(|| at(page, words.start + 1..words.end))
            .flatten()
            .map(|(n, kind, name)| (n + 1, kind, name));
    }
    if !is_number(0) {
        return None;
    }
    let long = 1 + usize::from(is(1, SCALES));
    let by_country = usize::from(is(long + 1, CURRENCIES) && page.words[words.start + long].look.is_named());
    if is(long + by_country, CURRENCIES) {
        return Some((long + by_country + 1, Kind::Money, None));
    }
    if let Some((_, second)) = SECOND.iter().find(|(first, _)| *first == word(long)) {
        return is(long + 1, second).then_some((long + 2, Kind::Quantity, None));
    }
    let joined = word(0).trim_start_matches(|c: char| c.is_ascii_digit() || c == ',' || c == '.');
    let fits = is(long, UNITS) || (long == 1 && UNITS.contains(&joined));
    // The letter of a scale of temperature.
    let letter =
        word(long) == "°" && ["C", "F"].contains(&word(long + 1)) && !page.words[words.start + long + 1].spaced;
    let used = if is(long, UNITS) { long + 1 + usize::from(letter) } else { 1 };
    fits.then_some((used, Kind::Quantity, None))
}
