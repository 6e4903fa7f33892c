//! Errors as people meet them: a code to branch on, a sentence, what to do, and what it is about.

use api_client::{ApiError, Kind};

pub use crate::wire::{AppErrorWire as AppError, Code};

impl AppError {
    pub fn new(code: Code) -> Self {
        Self { code, message: String::new(), hint: None, subject: None }
    }

    #[must_use]
    pub fn message(mut self, message: impl Into<String>) -> Self {
        self.message = message.into();
        self
    }

    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    #[must_use]
    pub fn subject(mut self, subject: impl Into<String>) -> Self {
        self.subject = Some(subject.into());
        self
    }
}

impl std::fmt::Display for AppError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        if let Some(subject) = &self.subject {
            write!(f, "{subject}: ")?;
        }
        f.write_str(&self.message)?;
        match &self.hint {
            Some(hint) => write!(f, ". {hint}"),
            None => Ok(()),
        }
    }
}

impl std::error::Error for AppError {}

impl From<ApiError> for AppError {
    fn from(error: ApiError) -> Self {
        let (code, hint) = match error.kind {
            Kind::NotSent | Kind::Lost => {
                (Code::Offline, "Check the network; the last known orders stay in the list")
            }
            Kind::Throttled => (Code::Throttled, "The platform asks for a pause; try again in a minute"),
            Kind::Unauthorized => (Code::Credentials, "Check the key pair in the settings"),
            Kind::Forbidden => (Code::Forbidden, "Check what this key pair may do in the Sendcloud panel"),
            Kind::PaymentRequired => (Code::Billing, "Check the payment method in the Sendcloud panel"),
            Kind::NotFound => (Code::NotFound, "Refresh the list"),
            Kind::Refused => (Code::PlatformRefused, "Correct what the message names, then try again"),
            Kind::ServerError => {
                (Code::PlatformTrouble, "Sendcloud has a problem; try again in a few minutes")
            }
            Kind::Unreadable | Kind::TooBig => (
                Code::Unreadable,
                "Something between this station and Sendcloud answered instead; try again later",
            ),
        };
        Self::new(code).message(error.words()).hint(hint).subject(error.endpoint)
    }
}
