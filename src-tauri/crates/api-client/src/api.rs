//! A platform's API as its typed clients use it: a transport behind the limiter, with the retry rule applied.

use std::sync::Arc;
use std::time::{Duration, SystemTime};

use crate::retry::{self, Next};
use crate::{
    ApiError, Bucket, Caller, Class, Effect, Kind, Limiter, Limits, Method, Request, Response, SendFailure,
    Transport, Turn,
};

/// Cheap to clone; clones share limiter and transport.
#[derive(Clone)]
pub struct Api {
    transport: Arc<dyn Transport>,
    limiter: Arc<Limiter>,
    caller: Caller,
}

impl Api {
    pub fn new(transport: Arc<dyn Transport>, limiter: Arc<Limiter>) -> Self {
        Self { transport, limiter, caller: Caller::Person }
    }

    /// The same platform and limits for the work of a batch, which lets people go first.
    #[must_use]
    pub fn in_background(&self) -> Self {
        Self { caller: Caller::Batch, ..self.clone() }
    }

    pub fn limiter(&self) -> &Limiter {
        &self.limiter
    }

    /// Sends a request as often as [`retry::next`] allows and gives back the last answer, whatever its status.
    ///
    /// # Errors
    /// [`Kind::NotSent`], [`Kind::Lost`] and [`Kind::TooBig`]: there is no answer to look at.
    pub async fn send(&self, request: &Request) -> Result<Response, ApiError> {
        let mut tries = 0;
        loop {
            tries += 1;
            let result = self.send_once(request).await;
            let (kind, retry_after) = match &result {
                Ok(response) => match passing_trouble(response) {
                    Some(kind) => (kind, retry_after(response)),
                    None => return result,
                },
                Err(error) => (error.kind, None),
            };
            match retry::next(kind, request.effect, tries, retry_after) {
                Next::Retry(pause) => tokio::time::sleep(pause).await,
                Next::ReadBack | Next::LookFirst | Next::Stop => return result,
            }
        }
    }

    /// Waits for the turn of a purchase and takes it. [`Api::send`] takes turns by itself for everything but purchases:
    /// theirs comes first, then the last look at the platform, then [`Turn::goes_out`] and the sending, so that waiting
    /// never ages the look.
    pub async fn turn_to_buy(&self) -> Turn {
        self.limiter.hold(Class::Writes, Caller::Batch).await
    }

    /// As [`Api::turn_to_buy`], in the bucket that this purchase counts in.
    pub async fn turn_for(&self, purchase: &Request) -> Turn {
        self.limiter.hold(bucket_of(purchase), Caller::Batch).await
    }

    async fn send_once(&self, request: &Request) -> Result<Response, ApiError> {
        let bucket = bucket_of(request);
        // A purchase took its turn before its look.
        if request.effect != Effect::Buys {
            self.limiter.turn(bucket, self.caller).await;
        }
        let response =
            self.transport.send(request).await.map_err(|failure| failure.into_error(request.name()))?;
        match response.status {
            429 => self.limiter.throttled(bucket, retry_after(&response)),
            _ => self.limiter.answered(bucket),
        }
        self.heed_headers(bucket, &response);
        Ok(response)
    }

    /// `X-RateLimit-Limit` is the platform's own word about calls of a minute, where it says one. With nothing remaining
    /// the minute is over for everybody who shares the token: it pauses before the platform has to refuse.
    fn heed_headers(&self, bucket: Bucket, response: &Response) {
        let number = |name: &str| response.header(name)?.trim().parse::<usize>().ok();
        if let Some(per_minute) =
            number("x-ratelimit-limit").filter(|limit| (1..=PER_MINUTE_MAX).contains(limit))
        {
            self.limiter.set_limits(bucket, Limits { per_second: per_minute, per_minute });
        }
        if number("x-ratelimit-remaining") == Some(0) && response.status != 429 {
            self.limiter.wait_for_room(bucket);
        }
    }
}

/// A larger figure is a mistake.
const PER_MINUTE_MAX: usize = 10_000;

impl SendFailure {
    fn into_error(self, endpoint: String) -> ApiError {
        let (kind, detail) = match self {
            Self::NotSent(words) => (Kind::NotSent, words),
            Self::Lost(words) => (Kind::Lost, words),
            Self::TooBig { limit_bytes } => {
                (Kind::TooBig, format!("the answer is larger than {} MiB", limit_bytes / (1024 * 1024)))
            }
        };
        ApiError::new(kind, endpoint).detail(detail)
    }
}

/// What the request itself says; else by its method.
fn bucket_of(request: &Request) -> Bucket {
    request.bucket.unwrap_or_else(|| class_of(request.method).into())
}

/// Safe methods and unsafe ones have limits of their own (Sendcloud, "Rate limits").
fn class_of(method: Method) -> Class {
    match method {
        Method::Get => Class::Reads,
        Method::Post | Method::Put | Method::Patch | Method::Delete => Class::Writes,
    }
}

fn passing_trouble(response: &Response) -> Option<Kind> {
    match response.status {
        429 => Some(Kind::Throttled),
        500.. => Some(Kind::ServerError),
        _ => None,
    }
}

/// `Retry-After` in seconds or as an HTTP date; a date is read against the answer's own `Date` header, so that the
/// station's clock does not matter.
pub fn retry_after(response: &Response) -> Option<Duration> {
    let text = response.header("retry-after")?.trim();
    if let Ok(seconds) = text.parse::<u64>() {
        return Some(Duration::from_secs(seconds));
    }
    let until = http_date(text)?;
    let now = response.header("date").and_then(http_date).unwrap_or_else(SystemTime::now);
    Some(until.duration_since(now).unwrap_or_default())
}

/// The platform's own clock, from the `Date` header of an answer.
pub fn http_date(text: &str) -> Option<SystemTime> {
    jiff::fmt::rfc2822::DateTimeParser::new().parse_timestamp(text.trim()).ok().map(SystemTime::from)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn throttled(headers: &[(&str, &str)]) -> Response {
        let headers = headers.iter().map(|(n, v)| ((*n).to_owned(), (*v).to_owned())).collect();
        Response { status: 429, headers, body: Vec::new() }
    }

    #[test]
    fn retry_after_is_read_in_seconds_and_as_a_date() {
        assert_eq!(retry_after(&throttled(&[("retry-after", " 30 ")])), Some(Duration::from_secs(30)));
        let dated = throttled(&[
            ("retry-after", "Wed, 21 Oct 2026 07:28:40 GMT"),
            ("date", "Wed, 21 Oct 2026 07:28:00 GMT"),
        ]);
        assert_eq!(
            retry_after(&dated),
            Some(Duration::from_secs(40)),
            "against the platform's clock, not ours"
        );
        assert_eq!(retry_after(&throttled(&[("retry-after", "soon")])), None);
    }
}
