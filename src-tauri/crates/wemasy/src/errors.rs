//! From an answer to [`ApiError`]: `{error, message}`, Laravel's `{message, errors: {field: [...]}}`, a 200 that says
//! `error: true`, and everything that is none of these.

use api_client::answers::{bare, cut, kind_of, parse, plain, words_without_envelope};
use api_client::lenient::{Fields, flag, text};
use api_client::{ApiError, Kind, Request, Response};
use serde_json::Value;

/// Fields of one answer that are handed on.
const FIELDS_MAX: usize = 40;
/// Of these: put into the sentence for a person.
const FIELDS_IN_WORDS_MAX: usize = 3;

/// What the platform itself says went wrong.
#[derive(Debug, Default)]
pub(crate) struct Said {
    message: Option<String>,
    fields: Vec<(String, String)>,
    /// In the documented form; a bare `message` may be anybody's.
    pub is_envelope: bool,
}

impl Said {
    pub(crate) fn read(body: &Value) -> Option<Self> {
        let body = Fields::of(body)?;
        let message = body.word("message").map(|text| plain(&text));
        let fields = body.value("errors").map(field_errors).unwrap_or_default();
        let is_envelope = message.is_some()
            && (body.value("error").and_then(flag) == Some(true) || body.object("errors").is_some());
        (message.is_some() || !fields.is_empty()).then_some(Self { message, fields, is_envelope })
    }

    /// The message, and what it leaves out about single fields.
    fn words(&self) -> String {
        let message = self.message.clone().unwrap_or_default();
        let more =
            self.fields.iter().map(|(_, words)| words.as_str()).filter(|words| !message.contains(words));
        let parts = [message.as_str()].into_iter().chain(more.take(FIELDS_IN_WORDS_MAX));
        cut(&parts.filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · "))
    }

    pub(crate) fn into_error(self, kind: Kind, request: &Request, response: &Response) -> ApiError {
        let words = self.words();
        bare(kind, request, response).detail(words).about_fields(self.fields)
    }
}

/// `{field: [words]}`, `{field: words}` or a bare list; the type is not documented.
fn field_errors(errors: &Value) -> Vec<(String, String)> {
    let mut found = Vec::new();
    match errors {
        Value::Object(fields) => {
            for (field, value) in fields {
                found.extend(sentences(value).into_iter().map(|words| (plain(field), words)));
            }
        }
        other => found.extend(sentences(other).into_iter().map(|words| (String::new(), words))),
    }
    found.truncate(FIELDS_MAX);
    found
}

fn sentences(value: &Value) -> Vec<String> {
    match value {
        Value::Array(list) => list.iter().filter_map(text).map(|words| plain(&words)).collect(),
        single => text(single).map(|words| plain(&words)).into_iter().collect(),
    }
}

/// Whether a body says of itself that it is an error; `None` when it says nothing.
pub(crate) fn error_flag(body: &Value) -> Option<bool> {
    Fields::of(body)?.value("error").and_then(flag)
}

/// The JSON of a successful answer.
///
/// # Errors
/// Everything that is not a 2xx with JSON in it, and a 2xx that calls itself an error.
pub(crate) fn json(request: &Request, response: &Response) -> Result<Value, ApiError> {
    match parse(response).filter(|_| response.is_success()) {
        Some(body) if error_flag(&body) == Some(true) => Err(refused(&body, request, response)),
        Some(body) => Ok(body),
        None => Err(error_of(request, response)),
    }
}

/// A body that calls itself an error.
pub(crate) fn refused(body: &Value, request: &Request, response: &Response) -> ApiError {
    Said::read(body).map_or_else(
        || bare(Kind::Refused, request, response),
        |said| said.into_error(Kind::Refused, request, response),
    )
}

/// What an answer that cannot be used means.
pub(crate) fn error_of(request: &Request, response: &Response) -> ApiError {
    match parse(response).as_ref().and_then(Said::read) {
        Some(said) => said.into_error(kind_of(response.status, true), request, response),
        None => {
            bare(kind_of(response.status, false), request, response).detail(words_without_envelope(response))
        }
    }
}

/// As [`error_of`], without a word of the body.
pub(crate) fn silent(request: &Request, response: &Response) -> ApiError {
    let has_envelope = parse(response).as_ref().and_then(Said::read).is_some();
    bare(kind_of(response.status, has_envelope), request, response)
}

/// An answer that was read but is not what the documents promise.
pub(crate) fn unreadable(request: &Request, response: &Response, detail: &str) -> ApiError {
    bare(Kind::Unreadable, request, response).detail(detail)
}

/// A rule of ours that keeps a request from being sent.
pub(crate) fn not_sent(endpoint: &str, detail: &str) -> ApiError {
    ApiError::new(Kind::NotSent, endpoint).detail(detail)
}
