//! Names and addresses. Mail domains and telephone numbers are reserved ones; where a country reserves no numbers,
//! there are none.

use std::collections::HashMap;
use std::sync::LazyLock;

use serde::Deserialize;

use crate::rng::Rng;

#[derive(Debug, Default, Deserialize)]
struct Country {
    first: Vec<String>,
    last: Vec<String>,
    streets: Vec<String>,
    /// City and postal code; `#` is a digit, `@` a letter.
    cities: Vec<(String, String)>,
    suffixes: Vec<String>,
    companies: Vec<String>,
    mail: String,
    phones: Vec<String>,
}

static COUNTRIES: LazyLock<HashMap<String, Country>> = LazyLock::new(|| {
    let text = include_str!("../../../../../assets/practice/addresses.json");
    serde_json::from_str(text).unwrap_or_default()
});

/// Letters that occur in postal codes of the Netherlands and of Great Britain.
const LETTERS: &[char] = &['A', 'B', 'D', 'E', 'G', 'H', 'J', 'L', 'N', 'P', 'R', 'T', 'W', 'X', 'Z'];
const COMPANY_PERCENT: u64 = 14;
const PHONE_PERCENT: u64 = 60;

pub(super) struct Person {
    pub(super) name: String,
    pub(super) company: String,
    pub(super) street: String,
    pub(super) house_number: String,
    pub(super) extra: String,
    pub(super) postal_code: String,
    pub(super) city: String,
    pub(super) email: String,
    pub(super) telephone: String,
}

pub(super) fn person(country: &str, rng: &mut Rng) -> Person {
    let Some(words) = COUNTRIES.get(country).or_else(|| COUNTRIES.get("NL")) else { return nobody() };
    let text = |list: &[String], rng: &mut Rng| rng.pick(list).cloned().unwrap_or_default();
    let (first, last) = (text(&words.first, rng), text(&words.last, rng));
    let (city, pattern) = rng.pick(&words.cities).cloned().unwrap_or_default();
    let numbers = if rng.percent(80) { 120 } else { 900 };
    let number = 1 + rng.below(numbers);
    let business = rng.percent(COMPANY_PERCENT);
    let phone = if rng.percent(PHONE_PERCENT) { text(&words.phones, rng) } else { String::new() };
    Person {
        email: format!("{}.{}@{}", mailbox(&first), mailbox(&last), words.mail),
        name: format!("{first} {last}"),
        company: if business { text(&words.companies, rng) } else { String::new() },
        street: text(&words.streets, rng),
        house_number: format!("{number}{}", text(&words.suffixes, rng)),
        extra: if business && rng.percent(40) { "t.a.v. receptie".to_owned() } else { String::new() },
        postal_code: filled(&pattern, rng),
        city,
        telephone: filled(&phone, rng),
    }
}

/// Without word lists (they are compiled in) there are still orders.
fn nobody() -> Person {
    Person {
        name: "J. Jansen".to_owned(),
        company: String::new(),
        street: "Kerkstraat".to_owned(),
        house_number: "1".to_owned(),
        extra: String::new(),
        postal_code: "1011 AB".to_owned(),
        city: "Amsterdam".to_owned(),
        email: "jansen@example.nl".to_owned(),
        telephone: String::new(),
    }
}

fn filled(pattern: &str, rng: &mut Rng) -> String {
    pattern
        .chars()
        .map(|sign| match sign {
            '#' => char::from(b'0' + rng.below(10) as u8),
            '@' => rng.pick(LETTERS).copied().unwrap_or('A'),
            other => other,
        })
        .collect()
}

/// ASCII letters of a name.
fn mailbox(name: &str) -> String {
    name.chars()
        .filter_map(|c| match c {
            'a'..='z' => Some(c),
            'A'..='Z' => Some(c.to_ascii_lowercase()),
            'à'..='å' => Some('a'),
            'è'..='ë' | 'È'..='Ë' => Some('e'),
            'ì'..='ï' | 'ı' => Some('i'),
            'ò'..='ö' | 'ø' | 'Ò'..='Ö' | 'Ø' => Some('o'),
            'ù'..='ü' | 'Ù'..='Ü' => Some('u'),
            'ß' => Some('s'),
            'ł' | 'Ł' => Some('l'),
            'ç' => Some('c'),
            _ => None,
        })
        .collect()
}
