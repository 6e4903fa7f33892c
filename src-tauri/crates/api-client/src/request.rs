//! A request as data. It holds no host and no credentials: the transport owns both, so a request cannot carry a key to
//! a foreign host.

use serde::Serialize;

use crate::Bucket;

/// HTTP method of a request.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Method {
    Get,
    Post,
    Put,
    Patch,
    Delete,
}

impl Method {
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Get => "GET",
            Self::Post => "POST",
            Self::Put => "PUT",
            Self::Patch => "PATCH",
            Self::Delete => "DELETE",
        }
    }
}

/// What a request does to the world. Retrying is decided by this together with the failure (see [`crate::retry`]).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Effect {
    /// Changes nothing; may be repeated.
    Read,
    /// Changes something that can be read back; repeated only when it provably did not arrive.
    Write,
    /// Costs money the moment it arrives; never repeated by this crate.
    Buys,
}

/// The media type asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Accept {
    Json,
    Pdf,
    Png,
    Zpl,
}

impl Accept {
    pub fn mime(self) -> &'static str {
        match self {
            Self::Json => "application/json",
            Self::Pdf => "application/pdf",
            Self::Png => "image/png",
            Self::Zpl => "application/zpl",
        }
    }
}

/// One HTTP request, relative to the platform's host.
#[derive(Debug, Clone, PartialEq)]
pub struct Request {
    pub method: Method,
    /// The API document's path template, for messages and logs: `/api/v3/shipments/{id}`. Holds no ids.
    pub endpoint: &'static str,
    /// The path with its parts percent-encoded: `/api/v3/shipments/511`.
    pub path: String,
    /// Query parameters, not yet encoded, in the order they are sent.
    pub query: Vec<(String, String)>,
    pub accept: Accept,
    /// JSON body; never present on a GET (Sendcloud answers 403 to those).
    pub body: Option<Vec<u8>>,
    pub effect: Effect,
    /// Whether this call is documented to take the partner's id; the transport sends it when it has one.
    pub takes_partner_id: bool,
    /// The limit it counts in; absent: by its method.
    pub bucket: Option<Bucket>,
}

impl Request {
    /// A read of `endpoint`, each `{placeholder}` replaced by the next part, percent-encoded.
    pub fn get(endpoint: &'static str, parts: &[&str]) -> Self {
        Self {
            method: Method::Get,
            endpoint,
            path: fill(endpoint, parts),
            query: Vec::new(),
            accept: Accept::Json,
            body: None,
            effect: Effect::Read,
            takes_partner_id: false,
            bucket: None,
        }
    }

    /// A read of a path and query that the platform itself named, as in a link: `/storage/slip.pdf?signature=1f`. Only the
    /// path counts: it goes to the transport's own host whatever the link said. `None` for anything that is no absolute
    /// path.
    pub fn at(endpoint: &'static str, target: &str) -> Option<Self> {
        let target = target.split('#').next().unwrap_or(target);
        let (path, query) = target.split_once('?').unwrap_or((target, ""));
        let plain = |byte: u8| byte.is_ascii_graphic() && byte != b'\\';
        if !path.starts_with('/') || path.starts_with("//") || !target.bytes().all(plain) {
            return None;
        }
        let mut request = Self { path: path.to_owned(), ..Self::get(endpoint, &[]) };
        for pair in query.split('&').filter(|pair| !pair.is_empty()) {
            let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
            request = request.query(&decode_form(name), decode_form(value));
        }
        Some(request)
    }

    /// A request with a JSON body. The caller says what it costs.
    ///
    /// # Errors
    /// When the body cannot be written as JSON (a map with keys that are no strings).
    pub fn json<T: Serialize>(
        method: Method,
        effect: Effect,
        endpoint: &'static str,
        parts: &[&str],
        body: &T,
    ) -> Result<Self, serde_json::Error> {
        Ok(Self { method, effect, body: Some(serde_json::to_vec(body)?), ..Self::get(endpoint, parts) })
    }

    #[must_use]
    pub fn query(mut self, name: &str, value: impl ToString) -> Self {
        self.query.push((name.to_owned(), value.to_string()));
        self
    }

    /// Adds the parameter when there is a value.
    #[must_use]
    pub fn query_opt(self, name: &str, value: Option<impl ToString>) -> Self {
        match value {
            Some(value) => self.query(name, value),
            None => self,
        }
    }

    /// Counts in this limit instead of the one of its method.
    #[must_use]
    pub fn counts_in(mut self, bucket: Bucket) -> Self {
        self.bucket = Some(bucket);
        self
    }

    #[must_use]
    pub fn accept(mut self, accept: Accept) -> Self {
        self.accept = accept;
        self
    }

    /// Marks a call that is documented to take the partner's id.
    #[must_use]
    pub fn takes_partner_id(mut self) -> Self {
        self.takes_partner_id = true;
        self
    }

    /// "POST /api/v3/orders/create-labels-async": how errors name the call.
    pub fn name(&self) -> String {
        format!("{} {}", self.method.as_str(), self.endpoint)
    }

    /// Path and query as they stand in the request line.
    pub fn target(&self) -> String {
        let mut target = self.path.clone();
        for (n, (name, value)) in self.query.iter().enumerate() {
            target.push(if n == 0 { '?' } else { '&' });
            target.push_str(&encode(name));
            target.push('=');
            target.push_str(&encode(value));
        }
        target
    }
}

/// What came back, whatever its status.
#[derive(Debug, Clone, PartialEq)]
pub struct Response {
    pub status: u16,
    /// Names in lower case.
    pub headers: Vec<(String, String)>,
    pub body: Vec<u8>,
}

impl Response {
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(n, _)| n == name).map(|(_, v)| v.as_str())
    }

    pub fn is_success(&self) -> bool {
        (200..300).contains(&self.status)
    }

    /// The platform's id of this exchange, for support, where it sends one.
    pub fn request_id(&self) -> Option<String> {
        ["x-request-id", "x-correlation-id", "request-id"]
            .iter()
            .find_map(|n| self.header(n))
            .map(str::to_owned)
    }
}

fn fill(template: &str, parts: &[&str]) -> String {
    let mut parts = parts.iter();
    template
        .split('/')
        .map(|segment| match segment.starts_with('{') {
            true => parts.next().map_or_else(|| segment.to_owned(), |part| encode(part)),
            false => segment.to_owned(),
        })
        .collect::<Vec<_>>()
        .join("/")
}

/// Percent-encoding of everything but RFC 3986's unreserved characters.
fn encode(text: &str) -> String {
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

/// As in a form: a `+` is a space.
fn decode_form(text: &str) -> String {
    decode(&text.replace('+', " "))
}

/// Percent-decoding; a `+` stays a `+`, a broken escape stays as it is. Used once on cursors taken from links.
pub(crate) fn decode(text: &str) -> String {
    let bytes = text.as_bytes();
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        let hex = (bytes[at] == b'%')
            .then(|| bytes.get(at + 1..at + 3))
            .flatten()
            .filter(|two| two.iter().all(u8::is_ascii_hexdigit))
            .and_then(|two| std::str::from_utf8(two).ok())
            .and_then(|two| u8::from_str_radix(two, 16).ok());
        match hex {
            Some(byte) => {
                out.push(byte);
                at += 3;
            }
            None => {
                out.push(bytes[at]);
                at += 1;
            }
        }
    }
    String::from_utf8_lossy(&out).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn odd_ids_stay_inside_their_path_part() {
        let request = Request::get("/api/v3/shipments/{id}", &["a/b?c#d é"]);
        assert_eq!(request.path, "/api/v3/shipments/a%2Fb%3Fc%23d%20%C3%A9", "an id cannot change the path");
    }

    #[test]
    fn order_numbers_with_signs_are_encoded_in_the_query() {
        let request = Request::get("/api/v3/shipments", &[]).query("order_number", "#1042 & 📦");
        assert_eq!(request.target(), "/api/v3/shipments?order_number=%231042%20%26%20%F0%9F%93%A6");
    }

    #[test]
    fn a_broken_escape_stays_as_it_is() {
        for text in ["%", "%4", "%+f", "%zz", "a%-1b", "+"] {
            assert_eq!(decode(text), text, "{text:?}");
        }
    }

    #[test]
    fn a_path_that_the_platform_names_keeps_its_query_and_nothing_else() {
        let target = |text| Request::at("/{document}", text).map(|request| request.target());
        for (text, expected) in [
            (
                "/storage/slip.pdf?expires=17&signature=1f#page=2",
                Some("/storage/slip.pdf?expires=17&signature=1f"),
            ),
            ("/a%20b?c=d+e&f", Some("/a%20b?c=d%20e&f=")),
            ("//evil.example/x", None),
            ("/\\evil.example/x", None),
            ("slip.pdf", None),
            ("/a b", None),
            ("/a\r\nHost: x", None),
            ("", None),
        ] {
            assert_eq!(target(text).as_deref(), expected, "{text}");
        }
    }

    proptest::proptest! {
        #[test]
        fn any_target_is_read_or_refused(text in "\\PC*") {
            if let Some(request) = Request::at("/{document}", &text) {
                proptest::prop_assert!(request.path.starts_with('/'));
            }
        }

        #[test]
        fn decoding_undoes_encoding(text in "\\PC*") {
            proptest::prop_assert_eq!(decode(&encode(&text)), text);
        }
    }
}
