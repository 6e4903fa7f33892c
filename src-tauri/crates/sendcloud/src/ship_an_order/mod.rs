//! `POST /api/v3/orders/create-labels-async`: ask for labels for up to 20 orders of one integration. This costs money, and
//! the platform has no idempotency: whether to call it is decided elsewhere, always after a look.
//!
//! [`request`] builds calls that cannot be invalid, [`answer`] sorts an answer into one outcome for each order.
//! [`label_sync`] is the other call: one order, whose label comes with the answer.

pub mod answer;
pub mod label_sync;
mod pointer;
pub mod request;

use api_client::{Api, ApiError, Kind, Request, Response};

pub use answer::{Answer, OrderAnswer};
pub use label_sync::{
    InlineLabel, LabelAnswer, LabelFormat, LabelOutcome, LabelRequest, LabelledParcel, OrderToLabel,
    create_label,
};
pub use request::{
    CallOptions, Dimensions, InvalidRequest, ItemToShip, LabelsRequest, OrderReference, OrderToShip,
    PARCELS_PER_ORDER_MAX, ParcelToShip,
};

use crate::errors;
use answer::Errors;

/// What became of one call.
#[derive(Debug, Clone, PartialEq)]
pub enum CallOutcome {
    /// Provably nothing left this machine.
    NotSent(ApiError),
    /// Status 429: the platform did not work on it.
    Throttled { error: ApiError },
    /// Everything else, no answer included: each order of the call has its own outcome.
    Answered(Answer),
}

/// Sends the call once. Nothing here or below it sends it again.
pub async fn create_labels(api: &Api, request: &LabelsRequest) -> CallOutcome {
    let http = match request.to_request() {
        Ok(http) => http,
        Err(error) => return CallOutcome::NotSent(errors::not_sent(request::NAME, &error.to_string())),
    };
    match send_once(api, &http).await {
        Reply::NotSent(error) => CallOutcome::NotSent(error),
        Reply::Lost(error) => CallOutcome::Answered(Answer::lost(request, error)),
        Reply::Throttled(error) => CallOutcome::Throttled { error },
        Reply::Answered(response) => {
            CallOutcome::Answered(answer::read(request, &http, &response, Errors::Pointing))
        }
    }
}

/// What came of sending a purchase.
enum Reply {
    NotSent(ApiError),
    Throttled(ApiError),
    /// It may have arrived.
    Lost(ApiError),
    Answered(Response),
}

async fn send_once(api: &Api, http: &Request) -> Reply {
    match api.send(http).await {
        Err(error) if error.kind == Kind::NotSent => Reply::NotSent(error),
        Err(error) => Reply::Lost(error),
        Ok(response) if response.status == 429 => Reply::Throttled(errors::error_of(http, &response)),
        Ok(response) => Reply::Answered(response),
    }
}
