//! What became of a call that must not be sent twice.

use api_client::answers::parse;
use api_client::{Api, ApiError, Kind, Request, Response};
use serde_json::Value;

use crate::errors::{self, Said};

/// Exactly one of these; only [`Outcome::Refused`] and [`Outcome::NotSent`] prove that nothing was done.
#[derive(Debug, Clone, PartialEq)]
pub enum Outcome<T> {
    /// Provably nothing left this machine.
    NotSent(ApiError),
    /// Status 429: the platform did not work on it.
    Throttled(ApiError),
    /// Accepted, which with this platform often means: queued.
    Accepted(T),
    /// In the platform's own words and its documented form.
    Refused(ApiError),
    /// It may have been done: no answer, a 5xx, a foreign page, an answer that contradicts itself.
    Unknown(ApiError),
}

impl<T> Outcome<T> {
    pub fn accepted(self) -> Option<T> {
        match self {
            Self::Accepted(what) => Some(what),
            Self::NotSent(_) | Self::Throttled(_) | Self::Refused(_) | Self::Unknown(_) => None,
        }
    }

    pub fn error(&self) -> Option<&ApiError> {
        match self {
            Self::Accepted(_) => None,
            Self::NotSent(error) | Self::Throttled(error) | Self::Refused(error) | Self::Unknown(error) => {
                Some(error)
            }
        }
    }
}

/// How one kind of answer is read.
pub(crate) struct Reading<T> {
    /// `None`: this is not what the documents promise.
    pub accepted: fn(&Value) -> Option<T>,
    /// An answer that calls itself an error and yet names work that was taken on.
    pub names_work: fn(&Value) -> bool,
}

/// Sends the request as often as its effect allows (a purchase: once) and sorts the answer.
pub(crate) async fn send<T>(api: &Api, request: &Request, reading: &Reading<T>) -> Outcome<T> {
    match api.send(request).await {
        Err(error) if error.kind == Kind::NotSent => Outcome::NotSent(error),
        Err(error) => Outcome::Unknown(error),
        Ok(response) => sort(request, &response, reading),
    }
}

fn sort<T>(request: &Request, response: &Response, reading: &Reading<T>) -> Outcome<T> {
    let whole = || errors::error_of(request, response);
    let Some(body) = parse(response) else {
        return match response.status {
            429 => Outcome::Throttled(whole()),
            _ => Outcome::Unknown(whole()),
        };
    };
    let is_envelope = Said::read(&body).is_some_and(|said| said.is_envelope);
    match response.status {
        429 => Outcome::Throttled(whole()),
        200..=299 if errors::error_flag(&body) == Some(true) => {
            let error = errors::refused(&body, request, response);
            match (reading.names_work)(&body) {
                true => Outcome::Unknown(error),
                false => Outcome::Refused(error),
            }
        }
        200..=299 => match (reading.accepted)(&body) {
            Some(accepted) => Outcome::Accepted(accepted),
            None => Outcome::Unknown(errors::unreadable(
                request,
                response,
                "the answer does not say whether the request was accepted",
            )),
        },
        400..=499 if is_envelope => Outcome::Refused(whole()),
        _ => Outcome::Unknown(whole()),
    }
}
