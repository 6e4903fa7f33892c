//! `POST /api/v3/shipments/{id}/cancel`: asking for a cancellation. Mostly it is only queued; the shipment's own status
//! tells the end, up to 14 days later.

use api_client::lenient::Fields;
use api_client::{Accept, Api, ApiError, Effect, Method, Request};

use super::get_request;
use crate::errors;

/// What the platform said to a cancellation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cancelled {
    /// Done already; else the carrier is still to agree.
    pub done: bool,
    pub message: Option<String>,
}

/// # Errors
/// `NotSent` for an id that would make it another request.
pub fn cancel_request(id: &str) -> Result<Request, ApiError> {
    // The same rules for the id.
    get_request(id)?;
    let read = Request::get("/api/v3/shipments/{id}/cancel", &[id]);
    Ok(Request { method: Method::Post, effect: Effect::Write, accept: Accept::Json, ..read })
}

/// Asks for the cancellation of a whole shipment, all of its parcels.
///
/// # Errors
/// `Refused` with the platform's words (409: delivered, too old, being cancelled already), `NotFound`; else as for any
/// write. Asking twice does no harm.
pub async fn cancel(api: &Api, id: &str) -> Result<Cancelled, ApiError> {
    let request = cancel_request(id)?;
    let response = api.send(&request).await?;
    let body = errors::json(&request, &response)?;
    let data = body.get("data").and_then(Fields::of);
    let word = |name: &str| data.and_then(|data| data.word(name));
    let done = response.status == 200 && word("status").is_some_and(|status| status == "cancelled");
    Ok(Cancelled { done, message: word("message") })
}
