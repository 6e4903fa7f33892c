//! One error for everything that can go wrong between a request and its typed answer.

use std::time::Duration;

/// What went wrong, as far as the client's next step is concerned.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    /// Provably nothing of the request left this machine (no connection, refused, a rule of ours).
    NotSent,
    /// The request may have arrived; no whole answer came back (timeout, reset, cut off).
    Lost,
    /// 429: too many requests.
    Throttled,
    /// 401: the keys are wrong or revoked.
    Unauthorized,
    /// 403: the keys are right, the permission is missing.
    Forbidden,
    /// 402: the account cannot pay.
    PaymentRequired,
    /// 404 in the platform's own words.
    NotFound,
    /// Another 4xx in the platform's own words.
    Refused,
    /// 5xx.
    ServerError,
    /// An answer that is not what the platform documents: HTML, junk, cut-off JSON, a foreign 4xx page, a redirect.
    Unreadable,
    /// The body is larger than the client accepts.
    TooBig,
}

/// A failed call: kind, where, and the platform's own words where it gave any.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
#[error("{endpoint}: {}", self.words())]
pub struct ApiError {
    pub kind: Kind,
    /// Method and path template, without ids.
    pub endpoint: String,
    /// HTTP status, when an answer came.
    pub status: Option<u16>,
    /// The platform's machine-readable code, an open list.
    pub code: Option<String>,
    /// Plain words: the platform's, else ours. Never raw HTML.
    pub detail: Option<String>,
    /// Where in the request the platform points.
    pub pointer: Option<String>,
    /// The platform's id of the exchange.
    pub request_id: Option<String>,
    /// How long the platform asks to wait (429, 503).
    pub retry_after: Option<Duration>,
    /// What the platform says about single fields of the request; see [`ApiError::fields`].
    fields: Option<Box<FieldErrors>>,
}

/// Boxed as a whole: most errors have none, and all of them are moved about.
#[derive(Debug, Clone, PartialEq)]
struct FieldErrors(Vec<(String, String)>);

impl ApiError {
    pub fn new(kind: Kind, endpoint: impl Into<String>) -> Self {
        Self {
            kind,
            endpoint: endpoint.into(),
            status: None,
            code: None,
            detail: None,
            pointer: None,
            request_id: None,
            retry_after: None,
            fields: None,
        }
    }

    /// Field of the request and the platform's words about it, in its order; mostly empty.
    pub fn fields(&self) -> &[(String, String)] {
        self.fields.as_deref().map_or(&[], |fields| fields.0.as_slice())
    }

    #[must_use]
    pub fn about_fields(mut self, fields: Vec<(String, String)>) -> Self {
        self.fields = (!fields.is_empty()).then(|| Box::new(FieldErrors(fields)));
        self
    }

    #[must_use]
    pub fn detail(mut self, detail: impl Into<String>) -> Self {
        self.detail = Some(detail.into());
        self
    }

    #[must_use]
    pub fn status(mut self, status: u16) -> Self {
        self.status = Some(status);
        self
    }

    /// The sentence for a person.
    pub fn words(&self) -> String {
        let fallback = match self.kind {
            Kind::NotSent => "the request could not be sent",
            Kind::Lost => "no answer came back",
            Kind::Throttled => "too many requests, the platform asks to wait",
            Kind::Unauthorized => "the keys were not accepted",
            Kind::Forbidden => "the account may not do this",
            Kind::PaymentRequired => "the account has no valid payment method",
            Kind::NotFound => "not found",
            Kind::Refused => "the platform refused the request",
            Kind::ServerError => "the platform has a problem",
            Kind::Unreadable => "the answer was not what the platform documents",
            Kind::TooBig => "the answer is too big",
        };
        match (&self.detail, self.status) {
            (Some(detail), _) => detail.clone(),
            (None, Some(status)) => format!("{fallback} (HTTP {status})"),
            (None, None) => fallback.to_owned(),
        }
    }
}
