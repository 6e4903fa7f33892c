//! What a request's body must hold, and the 422 that says what is wrong with it.

use api_client::Response;
use serde_json::{Map, Value, json};

use crate::answer::json_answer;
use crate::wire::WireRequest;

/// The fields of a body; anything that is no object has none.
pub(super) struct Body {
    fields: Map<String, Value>,
    wrong: Vec<(String, String)>,
}

impl Body {
    pub(super) fn of(wire: &WireRequest) -> Self {
        let parsed = wire.body.as_deref().and_then(|body| serde_json::from_slice(body).ok());
        let fields = match parsed {
            Some(Value::Object(fields)) => fields,
            _ => Map::new(),
        };
        Self { fields, wrong: Vec::new() }
    }

    fn value(&self, name: &str) -> Option<Value> {
        self.fields.get(name).filter(|value| !value.is_null()).cloned()
    }

    fn wrong(&mut self, name: &str, words: &str) {
        let field = name.replace('_', " ");
        self.wrong.push((name.to_owned(), format!("The {field} field {words}")));
    }

    fn read<T>(
        &mut self,
        name: &str,
        required: bool,
        words: &str,
        read: impl Fn(&Value) -> Option<T>,
    ) -> Option<T> {
        let Some(value) = self.value(name) else {
            if required {
                self.wrong(name, "is required.");
            }
            return None;
        };
        let read = read(&value);
        if read.is_none() {
            self.wrong(name, words);
        }
        read
    }

    pub(super) fn integer(&mut self, name: &str, required: bool, max: u64) -> Option<u64> {
        let whole = |value: &Value| {
            let number = value.as_u64().or_else(|| value.as_str().and_then(|text| text.parse().ok()));
            number.filter(|number| (1..=max).contains(number))
        };
        self.read(name, required, "must be a positive integer.", whole)
    }

    pub(super) fn number(&mut self, name: &str) -> Option<f64> {
        let number = |value: &Value| {
            let number = value.as_f64().or_else(|| value.as_str().and_then(|text| text.parse().ok()));
            number.filter(|number| *number > 0.0 && *number < 1_000.0)
        };
        self.read(name, true, "must be a number greater than 0.", number)
    }

    pub(super) fn boolean(&mut self, name: &str) -> Option<bool> {
        let boolean = |value: &Value| match value {
            Value::Bool(yes) => Some(*yes),
            Value::Number(number) => number.as_u64().filter(|n| *n < 2).map(|n| n == 1),
            _ => None,
        };
        self.read(name, true, "must be true or false.", boolean)
    }

    pub(super) fn text(&mut self, name: &str, required: bool) -> Option<String> {
        let text = |value: &Value| value.as_str().map(str::to_owned);
        self.read(name, required, "must be a string.", text).filter(|text| !text.is_empty())
    }

    pub(super) fn one_of(&mut self, name: &str, required: bool, choices: &[&str]) -> Option<String> {
        let chosen = |value: &Value| value.as_str().filter(|text| choices.contains(text)).map(str::to_owned);
        self.read(name, required, "is invalid.", chosen)
    }

    pub(super) fn ids(&mut self, name: &str) -> Vec<u64> {
        let ids = |value: &Value| -> Option<Vec<u64>> {
            let ids: Option<Vec<u64>> = value.as_array()?.iter().map(Value::as_u64).collect();
            ids.filter(|ids| !ids.is_empty())
        };
        self.read(name, true, "must be a list of integers.", ids).unwrap_or_default()
    }

    /// # Errors
    /// The 422 when anything was wrong.
    pub(super) fn done(self) -> Result<(), Response> {
        let Some((_, first)) = self.wrong.first() else { return Ok(()) };
        let message = match self.wrong.len() - 1 {
            0 => first.clone(),
            1 => format!("{first} (and 1 more error)"),
            more => format!("{first} (and {more} more errors)"),
        };
        let errors: Map<String, Value> =
            self.wrong.iter().map(|(name, words)| (name.clone(), json!([words]))).collect();
        Err(json_answer(422, &json!({"message": message, "errors": errors})))
    }
}
