//! The platform without a socket: a [`Transport`] for practice mode and for deterministic tests. Latencies are tokio
//! sleeps, so a paused clock works.

use std::time::Duration;

use api_client::{BODY_BYTES_MAX, BoxFuture, Effect, PartnerId, Request, Response, SendFailure, Transport};
use jiff::{SignedDuration, Timestamp};

use crate::platform::Platform;
use crate::wemasy;
use crate::wire::{Delivery, PANEL, WireRequest};

/// How long the real transport waits for an answer.
const PATIENCE: Duration = Duration::from_secs(30);
const BUY_PATIENCE: Duration = Duration::from_secs(90);

/// A transport straight into a [`Platform`]'s Sendcloud account.
#[derive(Clone)]
pub struct InProcess(Platform, Option<PartnerId>);

impl InProcess {
    pub fn new(platform: Platform) -> Self {
        Self(platform, None)
    }

    /// As the real transport's setting of this name.
    #[must_use]
    pub fn partner_id(mut self, partner_id: Option<PartnerId>) -> Self {
        self.1 = partner_id;
        self
    }

    pub fn platform(&self) -> &Platform {
        &self.0
    }
}

impl Transport for InProcess {
    fn send<'a>(&'a self, request: &'a Request) -> BoxFuture<'a, Result<Response, SendFailure>> {
        Box::pin(exchange(&self.0, request, PANEL, self.1.as_ref()))
    }
}

/// A transport straight into a [`Platform`]'s Wemasy shop, with a token that is right until it is revoked. Its links stand
/// on the host of the real platform.
#[derive(Clone)]
pub struct WemasyInProcess(Platform);

impl WemasyInProcess {
    pub fn new(platform: Platform) -> Self {
        Self(platform)
    }

    pub fn platform(&self) -> &Platform {
        &self.0
    }
}

impl Transport for WemasyInProcess {
    fn send<'a>(&'a self, request: &'a Request) -> BoxFuture<'a, Result<Response, SendFailure>> {
        Box::pin(async move {
            match wemasy::is_path(&request.path) {
                true => exchange(&self.0, request, wemasy::HOST, None).await,
                // On the other host it would be another platform.
                false => Ok(wemasy::fault_answer(404)),
            }
        })
    }
}

async fn exchange(
    platform: &Platform,
    request: &Request,
    base: &str,
    partner: Option<&PartnerId>,
) -> Result<Response, SendFailure> {
    let wire = WireRequest {
        method: request.method.as_str().to_owned(),
        path: request.path.clone(),
        query: request.query.clone(),
        accept: Some(request.accept.mime().to_owned()),
        body: request.body.clone(),
        authorised: true,
        base: base.to_owned(),
        partner_id: partner.filter(|_| request.takes_partner_id).map(|id| id.as_str().to_owned()),
    };
    let patience = match request.effect {
        Effect::Buys => BUY_PATIENCE,
        Effect::Read | Effect::Write => PATIENCE,
    };
    let Ok(answer) = tokio::time::timeout(patience, platform.answer(wire)).await else {
        return Err(SendFailure::Lost("no answer in time".to_owned()));
    };
    match answer {
        Delivery::Answer(response) if response.body.len() > BODY_BYTES_MAX => {
            Err(SendFailure::TooBig { limit_bytes: BODY_BYTES_MAX })
        }
        Delivery::Answer(response) => Ok(response),
        Delivery::CutShort(_) => {
            Err(SendFailure::Lost("the connection broke: unexpected end of file".to_owned()))
        }
        Delivery::NotSent(words) => Err(SendFailure::NotSent(words)),
        Delivery::Lost(words) => Err(SendFailure::Lost(words)),
    }
}

/// A clock for [`Platform::new`] that starts at `start` and goes with tokio's time, paused or not. To be called inside
/// the runtime.
pub fn clock_from(start: Timestamp) -> impl Fn() -> Timestamp + Send + Sync + 'static {
    let began = tokio::time::Instant::now();
    move || {
        let passed = SignedDuration::try_from(began.elapsed()).unwrap_or(SignedDuration::MAX);
        start.checked_add(passed).unwrap_or(Timestamp::MAX)
    }
}
