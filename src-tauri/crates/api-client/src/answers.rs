//! Answers that are not what was asked for: which kind of failure they are, and words for them that a person may see.
//!
//! The error envelopes themselves are the platforms' own and are read by their clients. Raw HTML never gets into an error.

use serde_json::Value;

use crate::{ApiError, Kind, Request, Response, retry_after};

/// Longest text of a platform that is handed on.
const DETAIL_CHARS_MAX: usize = 500;

/// The JSON of a body, whatever the status.
pub fn parse(response: &Response) -> Option<Value> {
    let body = response.body.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(&response.body);
    serde_json::from_slice(body).ok()
}

/// Only a platform's own envelope makes a 4xx a refusal.
pub fn kind_of(status: u16, has_envelope: bool) -> Kind {
    match status {
        401 => Kind::Unauthorized,
        402 => Kind::PaymentRequired,
        403 => Kind::Forbidden,
        429 => Kind::Throttled,
        404 if has_envelope => Kind::NotFound,
        400..=499 if has_envelope => Kind::Refused,
        500..=599 => Kind::ServerError,
        _ => Kind::Unreadable,
    }
}

/// An error about this exchange, still without words.
pub fn bare(kind: Kind, request: &Request, response: &Response) -> ApiError {
    let mut error = ApiError::new(kind, request.name()).status(response.status);
    error.request_id = response.request_id();
    error.retry_after = retry_after(response);
    error
}

/// What is to be said about an answer in which the platform says nothing itself.
pub fn words_without_envelope(response: &Response) -> String {
    let body = String::from_utf8_lossy(&response.body);
    let what = match (response.status, body.trim()) {
        (300..=399, _) => "the answer points to another address",
        (_, "") => "the answer is empty",
        (_, text) if is_web_page(text) => "the answer is a web page, not data",
        (_, _) if parse(response).is_some() => "the answer is not in the platform's own form",
        (_, _) => "the answer is not readable data (broken JSON)",
    };
    format!("{what} (HTTP {})", response.status)
}

fn is_web_page(text: &str) -> bool {
    let start: String = text.chars().take(1024).collect::<String>().to_ascii_lowercase();
    start.starts_with('<') || start.contains("<html") || start.contains("<!doctype")
}

/// Plain text in one line, of bearable length, never a web page.
pub fn plain(text: &str) -> String {
    match is_web_page(text.trim()) {
        true => "the platform's message is a web page".to_owned(),
        false => cut(&text.split_whitespace().collect::<Vec<_>>().join(" ")),
    }
}

/// Bearable length.
pub fn cut(text: &str) -> String {
    match text.char_indices().nth(DETAIL_CHARS_MAX) {
        Some((at, _)) => format!("{}…", &text[..at]),
        None => text.to_owned(),
    }
}
