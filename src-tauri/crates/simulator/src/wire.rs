//! An HTTP exchange as data, the same for both faces.

use api_client::Response;

/// A request as it arrived.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct WireRequest {
    pub method: String,
    /// As sent, still percent-encoded: `/api/v3/shipments/511`.
    pub path: String,
    /// Decoded, in the order they came.
    pub query: Vec<(String, String)>,
    pub accept: Option<String>,
    pub body: Option<Vec<u8>>,
    /// False when the keys were missing or wrong.
    pub authorised: bool,
    /// Scheme and host that this client sees, for links in answers.
    pub base: String,
    /// The `Sendcloud-Partner-Id` header.
    #[serde(default)]
    pub partner_id: Option<String>,
}

impl WireRequest {
    /// A request with right keys, as the platform's own host sees it. `target` may hold a query.
    pub fn new(method: &str, target: &str) -> Self {
        let (path, query) = target.split_once('?').unwrap_or((target, ""));
        Self {
            method: method.to_owned(),
            path: path.to_owned(),
            query: parse_query(query),
            accept: None,
            body: None,
            authorised: true,
            base: PANEL.to_owned(),
            partner_id: None,
        }
    }

    #[must_use]
    pub fn body(mut self, body: impl Into<Vec<u8>>) -> Self {
        self.body = Some(body.into());
        self
    }

    #[must_use]
    pub fn accept(mut self, mime: &str) -> Self {
        self.accept = Some(mime.to_owned());
        self
    }

    pub(crate) fn first(&self, name: &str) -> Option<&str> {
        self.query.iter().find(|(n, _)| n == name).map(|(_, v)| v.as_str())
    }

    pub(crate) fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.query.iter().filter(move |(n, _)| n == name).map(|(_, v)| v.as_str())
    }

    pub(crate) fn is_read(&self) -> bool {
        self.method == "GET"
    }
}

/// The host that the real platform puts into its links.
pub(crate) const PANEL: &str = "https://panel.sendcloud.sc";

/// What a client notices of its request.
#[derive(Debug, Clone, PartialEq)]
pub enum Delivery {
    Answer(Response),
    /// The connection broke in the middle of this answer's body.
    CutShort(Response),
    /// No connection stood; nothing arrived.
    NotSent(String),
    /// The connection broke; the request may have been worked on.
    Lost(String),
}

pub(crate) fn parse_query(query: &str) -> Vec<(String, String)> {
    query
        .split('&')
        .filter(|part| !part.is_empty())
        .map(|part| {
            let (name, value) = part.split_once('=').unwrap_or((part, ""));
            (decode(name, true), decode(value, true))
        })
        .collect()
}

/// Percent-decoding; in queries a `+` is a space.
pub(crate) fn decode(text: &str, plus_is_space: bool) -> String {
    let bytes = text.as_bytes();
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        let hex = (byte == b'%')
            .then(|| text.get(at + 1..at + 3))
            .flatten()
            .and_then(|two| u8::from_str_radix(two, 16).ok());
        match (hex, byte) {
            (Some(value), _) => {
                out.push(value);
                at += 2;
            }
            (None, b'+') if plus_is_space => out.push(b' '),
            (None, _) => out.push(byte),
        }
        at += 1;
    }
    String::from_utf8_lossy(&out).into_owned()
}

pub(crate) fn encode(text: &str) -> String {
    use std::fmt::Write as _;
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => out.push(char::from(byte)),
            _ => {
                let _ = write!(out, "%{byte:02X}");
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn queries_are_read_as_forms_are_written() {
        let parsed = parse_query("order_number=%231042%20%26%20%F0%9F%93%A6&a=1+2&flag&bad=%zz");
        let expected = [("order_number", "#1042 & 📦"), ("a", "1 2"), ("flag", ""), ("bad", "%zz")];
        assert_eq!(parsed, expected.map(|(n, v)| (n.to_owned(), v.to_owned())));
    }

    #[test]
    fn encoding_is_undone_by_decoding() {
        for text in ["r=1&p=25", "é/ß 100%", ""] {
            assert_eq!(decode(&encode(text), true), text);
        }
    }
}
