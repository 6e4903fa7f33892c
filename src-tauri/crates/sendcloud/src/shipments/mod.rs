//! `GET /api/v3/shipments` and `/shipments/{id}`: what was bought, by anyone, and how it fares; and its cancellation.
//!
//! Shipments carry neither the shop's order id nor the integration; they are joined to orders by order number, elsewhere.

mod cancel;
mod shipment;
mod state;

use api_client::{Api, ApiError, Request};
use jiff::Timestamp;
use serde_json::Value;

pub use cancel::{Cancelled, cancel, cancel_request};
pub use shipment::{Address, DocumentRef, Parcel, Shipment};
pub use state::ShipmentState;

use crate::errors;
use crate::pages::{Listed, Pages, RowReader, Style, fetch};

const LIST: &str = "/api/v3/shipments";
/// Largest page (`page_size` 1-100, default 40).
pub const PAGE_SIZE: usize = 100;
/// Ids that one list request takes ("may not contain more than 100 IDs").
pub const IDS_MAX: usize = 100;
/// A hundred ids fit one page; more pages than this mean that the filter was ignored.
const PAGES_OF_IDS_MAX: usize = 10;

/// Filters; all of them optional. Compare what comes back yourself: unknown filters may be ignored silently.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ShipmentsQuery {
    pub updated_after: Option<Timestamp>,
    pub updated_before: Option<Timestamp>,
    pub announced_after: Option<Timestamp>,
    pub announced_before: Option<Timestamp>,
    pub order_number: Option<String>,
    pub integration_id: Option<i64>,
    pub external_reference_id: Option<String>,
    pub tracking_number: Option<String>,
    /// A status code, see `Parcel::status_code`.
    pub parcel_status: Option<String>,
    /// At most 100; more are cut off.
    pub parcel_ids: Vec<u64>,
}

/// The account's shipments, 100 a page. Without a filter by integration: whether shipments carry one is not documented.
pub fn pages(query: ShipmentsQuery) -> Pages<Shipment> {
    let parcel_ids: Vec<String> = query.parcel_ids.iter().take(IDS_MAX).map(u64::to_string).collect();
    let request = Request::get(LIST, &[])
        .query_opt("updated_after", query.updated_after)
        .query_opt("updated_before", query.updated_before)
        .query_opt("announced_after", query.announced_after)
        .query_opt("announced_before", query.announced_before)
        .query_opt("order_number", query.order_number)
        .query_opt("integration_id", query.integration_id)
        .query_opt("external_reference_id", query.external_reference_id)
        .query_opt("tracking_number", query.tracking_number)
        .query_opt("parcel_status", query.parcel_status)
        .query_opt("ids", (!parcel_ids.is_empty()).then(|| parcel_ids.join(",")))
        .query("page_size", PAGE_SIZE);
    list(request)
}

/// Up to 100 shipments by their ids; those that the platform does not have are missing from the answer.
///
/// # Errors
/// `NotSent` for more than 100 ids and for ids that cannot stand in a comma list; else as for any read.
pub async fn by_ids(api: &Api, ids: &[String]) -> Result<Listed<Shipment>, ApiError> {
    // Without ids the filter would be missing and the answer would be the whole account.
    if ids.is_empty() {
        return Ok(Listed::default());
    }
    let request = by_ids_request(ids)?;
    let mut listed = list(request).pages_max(PAGES_OF_IDS_MAX).all(api).await?;
    listed.rows.retain(|shipment| ids.contains(&shipment.id));
    Ok(listed)
}

/// The request behind [`by_ids`].
///
/// # Errors
/// As [`by_ids`].
pub fn by_ids_request(ids: &[String]) -> Result<Request, ApiError> {
    let refused = |words: &str| errors::not_sent(&format!("GET {LIST}"), words);
    if !(1..=IDS_MAX).contains(&ids.len()) {
        return Err(refused("1 to 100 shipments can be asked for at once"));
    }
    if ids.iter().any(|id| id.is_empty() || id.contains(',')) {
        return Err(refused("a shipment id is empty or holds a comma"));
    }
    Ok(Request::get(LIST, &[]).query("shipment_uuids", ids.join(",")).query("page_size", PAGE_SIZE))
}

/// One shipment.
///
/// # Errors
/// `NotFound` where the platform says so in its own words (a bare 404 is `Unreadable`); else as for any read.
pub async fn get(api: &Api, id: &str) -> Result<Shipment, ApiError> {
    let request = get_request(id)?;
    let (body, response) = fetch(api, &request).await?;
    let shipment = body.get("data").ok_or("the answer holds no shipment").and_then(Shipment::read);
    match shipment {
        Ok(shipment) if shipment.id == id => Ok(shipment),
        Ok(_) => Err(errors::unreadable(&request, &response, "the answer is about another shipment")),
        Err(why) => Err(errors::unreadable(&request, &response, why)),
    }
}

/// The request behind [`get`].
///
/// # Errors
/// `NotSent` for an id that would make it another request.
pub fn get_request(id: &str) -> Result<Request, ApiError> {
    const ENDPOINT: &str = "/api/v3/shipments/{id}";
    match id {
        "" | "." | ".." => {
            Err(errors::not_sent(&format!("GET {ENDPOINT}"), "that is not the id of a shipment"))
        }
        _ => Ok(Request::get(ENDPOINT, &[id])),
    }
}

fn list(request: Request) -> Pages<Shipment> {
    Pages::new(request, Style::V3, RowReader { read: |row: &Value| Shipment::read(row), key })
}

/// A shipment that moved on while the list was paged through is handed out again.
fn key(shipment: &Shipment) -> String {
    let codes: Vec<&str> = shipment.parcels.iter().map(|parcel| parcel.status_code.as_str()).collect();
    format!("{:?} {:?} {codes:?}", shipment.id, shipment.updated_at())
}
