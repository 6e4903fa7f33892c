//! `GET /api/v3/parcels/statuses`: every status code and its words.
//!
//! The list is open: a parcel may have a code that is not in it.

use api_client::{Api, ApiError, Request};
use serde_json::Value;

use crate::errors;
use crate::pages::{Listed, fetch, read_rows};
use api_client::lenient::Fields;

/// A status that a parcel may have.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ParcelStatus {
    /// `READY_TO_SEND`
    pub code: String,
    /// "Ready to send"; the code where the platform has no words.
    pub message: String,
}

pub fn list_request() -> Request {
    Request::get("/api/v3/parcels/statuses", &[])
}

/// All statuses, in the platform's order, without pages.
///
/// # Errors
/// As for any read.
pub async fn list(api: &Api) -> Result<Listed<ParcelStatus>, ApiError> {
    let request = list_request();
    let (body, response) = fetch(api, &request).await?;
    match body.get("data").and_then(Value::as_array) {
        Some(rows) => Ok(read_rows(rows, read)),
        None => Err(errors::unreadable(&request, &response, "the answer holds no list of statuses")),
    }
}

fn read(row: &Value) -> Result<ParcelStatus, &'static str> {
    let fields = Fields::of(row).ok_or("not an object")?;
    let code = fields.word("code").ok_or("no code")?;
    Ok(ParcelStatus { message: fields.word("message").unwrap_or_else(|| code.clone()), code })
}
