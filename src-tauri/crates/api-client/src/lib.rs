//! What every HTTP API needs, and nothing about any one platform: requests as data that say what they cost
//! ([`Effect`]), the [`Transport`] seam, the [`limiter`], the [`retry`] rule, page streams, [`lenient`] reading of JSON and
//! [`ApiError`].
//!
//! Deliberately not here: paths, JSON shapes and error envelopes of a platform (crates `sendcloud` and `wemasy`), and any decision
//! about buying again (crate `engine`: money is never spent twice by a library's retry).

pub mod answers;
mod api;
mod error;
pub mod lenient;
pub mod limiter;
pub mod pages;
mod request;
pub mod retry;
mod secret;
mod transport;
mod uuid;

pub use api::{Api, http_date, retry_after};
pub use error::{ApiError, Kind};
pub use limiter::{Bucket, Caller, Class, Limiter, Limits, Turn};
pub use request::{Accept, Effect, Method, Request, Response};
pub use secret::Secret;
pub use transport::{
    Auth, BODY_BYTES_MAX, HttpPictures, HttpTransport, PICTURE_BYTES_MAX, Pictures, SendFailure, Timeouts,
    Transport, TransportConfigError,
};
pub use uuid::{NotAUuid, PartnerId, is_uuid};

/// A boxed future, as the seams (`Transport`, `Spooler`) return it: traits with `async fn` cannot be made into objects.
pub type BoxFuture<'a, T> = std::pin::Pin<Box<dyn Future<Output = T> + Send + 'a>>;
