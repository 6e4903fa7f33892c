//! From an answer to [`ApiError`]: the error envelopes of v3 (`{"errors": [...]}`) and v2 (`{"error": {...}}`), told apart
//! from everything that a proxy or a maintenance page may say.
//!
//! Only the platform's own envelope makes an answer a refusal. Raw HTML never gets into an error.

use api_client::answers::{bare, cut, plain, words_without_envelope};
pub(crate) use api_client::answers::{kind_of, parse};
use api_client::lenient::Fields;
use api_client::{ApiError, Kind, Request, Response};
use serde_json::Value;

/// Errors of one answer that are put into words; the rest is counted.
const DETAILS_MAX: usize = 3;

/// One error in the platform's own words.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ErrorItem {
    /// What the item itself says; the HTTP status of the answer is what counts.
    pub status: Option<u16>,
    /// An open list.
    pub code: Option<String>,
    pub title: Option<String>,
    /// Free text in the account's language.
    pub detail: Option<String>,
    /// Where in the request the platform points.
    pub pointer: Option<String>,
    /// Which query parameter or header it points at.
    pub parameter: Option<String>,
}

impl ErrorItem {
    /// The sentence for a person, plain text.
    pub fn words(&self) -> String {
        let said =
            [&self.detail, &self.title, &self.code].into_iter().flatten().find(|text| !text.is_empty());
        said.map_or_else(|| "an error without words".to_owned(), |text| plain(text))
    }

    /// An item counts only when it has a code or a detail.
    fn read(fields: Fields<'_>) -> Option<Self> {
        let source = fields.object("source");
        let item = Self {
            status: fields.integer("status").and_then(|status| u16::try_from(status).ok()),
            code: fields.word("code"),
            title: fields.word("title"),
            detail: fields.word("detail"),
            pointer: source.and_then(|source| source.word("pointer")),
            parameter: source.and_then(|source| source.word("parameter").or_else(|| source.word("header"))),
        };
        (item.code.is_some() || item.detail.is_some()).then_some(item)
    }

    /// The v2 form: `{"code": 404, "message": "...", "request": "..."}`; both code and message are there.
    fn read_v2(fields: Fields<'_>) -> Option<Self> {
        let (code, message) = (fields.word("code")?, fields.word("message")?);
        let status = code.parse().ok();
        Some(Self { status, code: Some(code), detail: Some(message), ..Self::default() })
    }

    pub(crate) fn into_error(self, kind: Kind, request: &Request, response: &Response) -> ApiError {
        let mut error = bare(kind, request, response).detail(self.words());
        error.code = self.code;
        error.pointer = self.pointer.or(self.parameter);
        error
    }
}

/// The platform's own errors in a body; empty when there is no envelope of its own.
pub(crate) fn envelope(body: &Value) -> Vec<ErrorItem> {
    let Some(fields) = Fields::of(body) else { return Vec::new() };
    let v3 = items(fields, "errors");
    match (v3.is_empty(), fields.object("error")) {
        (true, Some(error)) => ErrorItem::read_v2(error).into_iter().collect(),
        _ => v3,
    }
}

/// The error items under `name`: an array, a single object, or an object whose values are those.
pub(crate) fn items(fields: Fields<'_>, name: &str) -> Vec<ErrorItem> {
    let direct: Vec<_> = fields.objects(name).into_iter().filter_map(ErrorItem::read).collect();
    match (direct.is_empty(), fields.value(name)) {
        (true, Some(Value::Object(groups))) => groups
            .values()
            .flat_map(|group| match group {
                Value::Array(items) => items.iter().collect(),
                single => vec![single],
            })
            .filter_map(Fields::of)
            .filter_map(ErrorItem::read)
            .collect(),
        _ => direct,
    }
}

/// The JSON of a successful answer.
///
/// # Errors
/// Everything that is not a 2xx with JSON in it, and a 2xx that holds nothing but the platform's errors.
pub(crate) fn json(request: &Request, response: &Response) -> Result<Value, ApiError> {
    if !response.is_success() {
        return Err(error_of(request, response));
    }
    let Some(body) = parse(response) else { return Err(error_of(request, response)) };
    let is_refusal = Fields::of(&body).is_some_and(|fields| fields.value("data").is_none());
    match (is_refusal, envelope(&body)) {
        (true, items) if !items.is_empty() => Err(summary(items, Kind::Refused, request, response)),
        _ => Ok(body),
    }
}

/// A success that is documented to hold nothing.
///
/// # Errors
/// Everything that is not a 2xx, a 2xx that holds the platform's errors, and one that holds no JSON but something else.
pub(crate) fn nothing(request: &Request, response: &Response) -> Result<(), ApiError> {
    match response.is_success() && response.body.trim_ascii().is_empty() {
        true => Ok(()),
        false => json(request, response).map(drop),
    }
}

/// What an answer that cannot be used means.
pub(crate) fn error_of(request: &Request, response: &Response) -> ApiError {
    let items = parse(response).map(|body| envelope(&body)).unwrap_or_default();
    let kind = kind_of(response.status, !items.is_empty());
    match items.is_empty() {
        true => bare(kind, request, response).detail(words_without_envelope(response)),
        false => summary(items, kind, request, response),
    }
}

/// An answer that was read but is not what the documents promise.
pub(crate) fn unreadable(request: &Request, response: &Response, detail: &str) -> ApiError {
    bare(Kind::Unreadable, request, response).detail(detail)
}

/// A rule of ours that keeps a request from being sent.
pub(crate) fn not_sent(endpoint: &str, detail: &str) -> ApiError {
    ApiError::new(Kind::NotSent, endpoint).detail(detail)
}

/// Several errors as one: the first one's code and pointer, the words of the first few.
pub(crate) fn summary(items: Vec<ErrorItem>, kind: Kind, request: &Request, response: &Response) -> ApiError {
    let mut words: Vec<String> = Vec::new();
    for item in &items {
        let said = item.words();
        if !words.contains(&said) {
            words.push(said);
        }
    }
    let more = words.len().saturating_sub(DETAILS_MAX);
    words.truncate(DETAILS_MAX);
    let mut detail = cut(&words.join(" · "));
    if more > 0 {
        detail.push_str(&format!(" (and {more} more)"));
    }
    let mut items = items.into_iter();
    let mut error = items.next().unwrap_or_default().into_error(kind, request, response);
    error.detail = Some(detail);
    error
}
