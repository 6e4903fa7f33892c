//! Reading JSON as it comes: a number where a text is documented, a text where a number is, null or nothing anywhere.
//!
//! No reader here fails: a value of a wrong shape is the same as no value. Whether a row can do without it is decided by
//! the row.

use jiff::Timestamp;
use jiff::tz::TimeZone;
use serde_json::{Map, Value};

/// Weight in whole grams.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Grams(pub u32);

impl Grams {
    /// Decimal kilograms as the platform writes them ("1.320", "0.3", "2e-1"), rounded to the nearest gram without
    /// passing through a float; a weight above zero never becomes zero.
    pub fn from_kg(text: &str) -> Option<Self> {
        let text = text.trim();
        let (digits, exponent) = match text.split_once(['e', 'E']) {
            Some((digits, exponent)) => (digits, exponent.parse::<i32>().ok().filter(|e| e.abs() <= 30)?),
            None => (text, 0),
        };
        let digits = digits.strip_prefix('+').unwrap_or(digits);
        let (whole, part) = digits.split_once('.').unwrap_or((digits, ""));
        let is_number = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
        if (whole.is_empty() && part.is_empty()) || !is_number(whole) || !is_number(part) {
            return None;
        }
        // The digits without the point, and where the point of the gram value stands in them.
        let all = format!("{whole}{part}");
        let point = i64::try_from(whole.len()).ok()? + i64::from(exponent) + 3;
        let digit_at = |at: i64| -> u8 {
            usize::try_from(at).ok().and_then(|at| all.as_bytes().get(at)).map_or(0, |byte| byte - b'0')
        };
        let mut grams: u64 = 0;
        for at in 0..point.max(0) {
            grams = grams.checked_mul(10)?.checked_add(u64::from(digit_at(at)))?;
            if grams > u64::from(u32::MAX) {
                return None;
            }
        }
        let rounds_up = digit_at(point) >= 5 && point >= 0;
        let is_positive = all.bytes().any(|byte| byte != b'0');
        let grams = (grams + u64::from(rounds_up)).max(u64::from(is_positive));
        u32::try_from(grams).ok().map(Self)
    }

    /// "1.320": decimal kilograms, always with three places.
    pub fn to_kg(self) -> String {
        format!("{}.{:03}", self.0 / 1000, self.0 % 1000)
    }
}

/// The fields of one JSON object.
#[derive(Debug, Clone, Copy)]
pub struct Fields<'a>(&'a Map<String, Value>);

impl<'a> Fields<'a> {
    pub fn of(value: &'a Value) -> Option<Self> {
        value.as_object().map(Self)
    }

    pub fn value(self, name: &str) -> Option<&'a Value> {
        self.0.get(name).filter(|value| !value.is_null())
    }

    /// A text, or a number or boolean as text. `""` stays `""`: it is not null.
    pub fn text(self, name: &str) -> Option<String> {
        self.value(name).and_then(text)
    }

    /// As [`Fields::text`], but an empty or blank text counts as none.
    pub fn word(self, name: &str) -> Option<String> {
        self.text(name).filter(|text| !text.trim().is_empty())
    }

    /// A whole number of at least 1, or one as text.
    pub fn id(self, name: &str) -> Option<u64> {
        self.value(name).and_then(id)
    }

    pub fn integer(self, name: &str) -> Option<i64> {
        self.value(name).and_then(integer)
    }

    pub fn boolean(self, name: &str) -> Option<bool> {
        match self.value(name)? {
            Value::Bool(yes) => Some(*yes),
            Value::String(text) if text.eq_ignore_ascii_case("true") => Some(true),
            Value::String(text) if text.eq_ignore_ascii_case("false") => Some(false),
            _ => None,
        }
    }

    /// Decimal kilograms.
    pub fn kg(self, name: &str) -> Option<Grams> {
        self.text(name).and_then(|text| Grams::from_kg(&text))
    }

    /// `{"value", "unit"}` in kilograms or grams; the other documented units (lbs, oz) are left unread.
    pub fn weight(self, name: &str) -> Option<Grams> {
        let weight = self.object(name)?;
        match weight.text("unit")?.as_str() {
            "kg" => weight.kg("value"),
            "g" => weight.text("value").and_then(|grams| Grams::from_kg(&format!("{}e-3", grams.trim()))),
            _ => None,
        }
    }

    /// An amount as decimal text ("17.50"); nothing that is no number.
    pub fn amount(self, name: &str) -> Option<String> {
        self.text(name).map(|text| text.trim().to_owned()).filter(|text| is_decimal(text))
    }

    pub fn time(self, name: &str) -> Option<Timestamp> {
        self.text(name).and_then(|text| time(&text))
    }

    pub fn object(self, name: &str) -> Option<Fields<'a>> {
        self.value(name).and_then(Fields::of)
    }

    /// The items of an array; a single object counts as an array of one, anything else as empty.
    pub fn items(self, name: &str) -> Vec<&'a Value> {
        match self.value(name) {
            Some(Value::Array(items)) => items.iter().collect(),
            Some(single @ Value::Object(_)) => vec![single],
            _ => Vec::new(),
        }
    }

    /// The items of an array that are texts, or can be.
    pub fn texts(self, name: &str) -> Vec<String> {
        self.items(name).into_iter().filter_map(text).collect()
    }

    /// The items of an array that are objects.
    pub fn objects(self, name: &str) -> Vec<Fields<'a>> {
        self.items(name).into_iter().filter_map(Fields::of).collect()
    }
}

/// A text, or a number or boolean as text.
pub fn text(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        Value::Bool(yes) => Some(yes.to_string()),
        Value::Null | Value::Array(_) | Value::Object(_) => None,
    }
}

/// A whole number of at least 1, or one as text.
pub fn id(value: &Value) -> Option<u64> {
    integer(value).and_then(|id| u64::try_from(id).ok()).filter(|id| *id > 0)
}

/// A whole number, or one as text.
pub fn integer(value: &Value) -> Option<i64> {
    match value {
        Value::Number(number) => number.as_i64().or_else(|| whole(&number.to_string())),
        Value::String(text) => whole(text.trim()),
        _ => None,
    }
}

/// Yes or no in any of the spellings that databases and people use.
pub fn flag(value: &Value) -> Option<bool> {
    match text(value)?.trim().to_ascii_lowercase().as_str() {
        "true" | "1" | "yes" => Some(true),
        "false" | "0" | "no" => Some(false),
        _ => None,
    }
}

/// "12" and "12.0", but not "12.5".
fn whole(text: &str) -> Option<i64> {
    match text.split_once('.') {
        None => text.parse().ok(),
        Some((whole, part)) if part.bytes().all(|byte| byte == b'0') => whole.parse().ok(),
        Some(_) => None,
    }
}

/// "17", "17.50" and "-2.00".
fn is_decimal(text: &str) -> bool {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let (whole, part) = digits.split_once('.').unwrap_or((digits, "0"));
    [whole, part].iter().all(|digits| !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit()))
}

/// ISO 8601 with offset or Z; a time without an offset is taken as UTC.
pub fn time(text: &str) -> Option<Timestamp> {
    let text = text.trim();
    text.parse::<Timestamp>().ok().or_else(|| {
        let civil = text.parse::<jiff::civil::DateTime>().ok()?;
        civil.to_zoned(TimeZone::UTC).ok().map(|zoned| zoned.timestamp())
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::json;

    use super::*;

    #[test]
    fn kilograms_become_grams_without_float_surprises() {
        for (kg, grams) in [
            ("1.320", Some(1320)),
            ("0.3", Some(300)),
            ("1.005", Some(1005)),
            ("2", Some(2000)),
            (".25", Some(250)),
            ("1.", Some(1000)),
            ("0.0004", Some(1)),
            ("0.0000", Some(0)),
            ("0.0005", Some(1)),
            ("1.9995", Some(2000)),
            ("2e-1", Some(200)),
            ("1.5E1", Some(15_000)),
            ("1e-7", Some(1)),
            (" 1.0 ", Some(1000)),
            ("4294967.295", Some(u32::MAX)),
            ("4294967.2955", None),
            ("99999999999999999999", None),
            ("-1", None),
            ("1,3", None),
            ("1.2.3", None),
            ("heavy", None),
            ("", None),
            (".", None),
            ("1e", None),
            ("1e99", None),
        ] {
            assert_eq!(Grams::from_kg(kg), grams.map(Grams), "{kg:?}");
        }
    }

    #[test]
    fn a_number_a_text_and_a_null_are_read_alike() {
        let value = json!({"n": 7, "t": "7", "f": 7.0, "z": null, "o": {}, "w": 0.3, "e": "", "s": " 7 "});
        let fields = Fields::of(&value).unwrap();
        for name in ["n", "t", "f", "s"] {
            assert_eq!(fields.id(name), Some(7), "{name}");
        }
        for name in ["z", "o", "e", "missing", "w"] {
            assert_eq!(fields.id(name), None, "{name}");
        }
        assert_eq!(fields.kg("w"), Some(Grams(300)), "0.3 as JSON number");
        assert_eq!(fields.text("e").as_deref(), Some(""), "an empty text is not null");
        assert_eq!(fields.word("e"), None, "but it is no word");
    }

    #[test]
    fn weights_and_amounts_need_a_unit_and_a_number() {
        let value = json!({
            "kg": {"value": "1.320", "unit": "kg"}, "g": {"value": "500.5", "unit": "g"},
            "n": {"value": 14.5, "unit": "kg"}, "oz": {"value": "3", "unit": "oz"}, "bare": {"value": "3"},
            "17.50": "17.50", "0": 0, "-2.00": "-2.00", "a": "free", "b": "1,50", "c": ".5", "d": "1e3", "e": "",
        });
        let fields = Fields::of(&value).unwrap();
        for (name, grams) in [
            ("kg", Some(1320)),
            ("g", Some(501)),
            ("n", Some(14_500)),
            ("oz", None),
            ("bare", None),
            ("x", None),
        ] {
            assert_eq!(fields.weight(name), grams.map(Grams), "{name}");
        }
        for name in ["17.50", "0", "-2.00"] {
            assert_eq!(fields.amount(name).as_deref(), Some(name));
        }
        for name in ["a", "b", "c", "d", "e"] {
            assert_eq!(fields.amount(name), None, "{name} is no amount");
        }
    }

    #[test]
    fn yes_and_no_come_in_many_spellings() {
        for yes in [json!(true), json!(1), json!("1"), json!("TRUE"), json!(" yes ")] {
            assert_eq!(flag(&yes), Some(true), "{yes}");
        }
        for no in [json!(false), json!(0), json!("0"), json!("No")] {
            assert_eq!(flag(&no), Some(false), "{no}");
        }
        for neither in [json!(null), json!(2), json!("string"), json!([true]), json!({})] {
            assert_eq!(flag(&neither), None, "{neither}");
        }
    }

    #[test]
    fn times_are_read_with_and_without_offset() {
        let expected = "2024-06-07T09:02:18Z".parse().ok();
        for text in ["2024-06-07T09:02:18Z", "2024-06-07T11:02:18+02:00", "2024-06-07T09:02:18"] {
            assert_eq!(time(text), expected, "{text}");
        }
        assert_eq!(time("yesterday"), None);
    }

    proptest! {
        #[test]
        fn every_gram_survives_the_way_to_kilograms_and_back(grams: u32) {
            prop_assert_eq!(Grams::from_kg(&Grams(grams).to_kg()), Some(Grams(grams)));
        }

        #[test]
        fn no_text_makes_the_readers_panic(text in "\\PC*", number in "[+-]?[0-9.eE+-]{0,40}") {
            for text in [text, number] {
                let _ = (Grams::from_kg(&text), time(&text), whole(&text));
            }
        }

        #[test]
        fn weights_as_json_numbers_agree_with_the_same_texts(grams in 0u32..50_000_000) {
            let value: Value = serde_json::from_str(&format!("{{\"w\": {}}}", Grams(grams).to_kg())).unwrap();
            prop_assert_eq!(Fields::of(&value).unwrap().kg("w"), Some(Grams(grams)));
        }
    }
}
