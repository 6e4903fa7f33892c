//! `GET /api/v3/parcels/tracking/{tracking_number}`: what the carrier has told about a parcel.
//!
//! Addresses and contents are in the answer and are not read.

use api_client::{Api, ApiError, Request, Response};
use jiff::Timestamp;
use jiff::civil::Date;

use crate::{ErrorItem, errors};
use api_client::lenient::Fields;

const ENDPOINT: &str = "/api/v3/parcels/tracking/{tracking_number}";
/// Characters of a tracking number (schema of the path parameter).
pub const TRACKING_NUMBER_CHARS_MAX: usize = 255;

/// How a parcel fares.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tracking {
    /// A parcel has one for each carrier that handles it.
    pub numbers: Vec<TrackingNumber>,
    /// As they come: their order is not documented.
    pub events: Vec<TrackingEvent>,
    pub integration_id: Option<i64>,
    pub brand_id: Option<u64>,
    pub expected_delivery: Option<Date>,
    pub is_return: bool,
    pub is_to_service_point: bool,
    pub announced_at: Option<Timestamp>,
    pub updated_at: Option<Timestamp>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TrackingNumber {
    pub tracking_number: String,
    pub tracking_url: Option<String>,
    pub carrier_code: Option<String>,
}

/// Something that happened to the parcel.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TrackingEvent {
    pub at: Option<Timestamp>,
    /// `carrier`, `internal`, `calculated`, `claim`: an open list.
    pub kind: Option<String>,
    pub status_code: String,
    pub description: Option<String>,
}

impl Tracking {
    /// The event with the latest time; among equals the last in the list.
    pub fn latest(&self) -> Option<&TrackingEvent> {
        self.events.iter().max_by_key(|event| event.at)
    }
}

/// The request behind [`get`].
///
/// # Errors
/// `NotSent` for a number that would make it another request.
pub fn get_request(tracking_number: &str) -> Result<Request, ApiError> {
    match tracking_number.trim() {
        "" | "." | ".." => Err(not_a_number()),
        number if number.chars().count() > TRACKING_NUMBER_CHARS_MAX => Err(not_a_number()),
        number => Ok(Request::get(ENDPOINT, &[number])),
    }
}

/// The parcel with this tracking number.
///
/// # Errors
/// `NotFound` when the platform has no such parcel (not before its announcement); else as for any read.
pub async fn get(api: &Api, tracking_number: &str) -> Result<Tracking, ApiError> {
    let request = get_request(tracking_number)?;
    let response = api.send(&request).await?;
    let body = match own_error(&response) {
        Some(item) => {
            let kind = errors::kind_of(response.status, true);
            return Err(item.into_error(kind, &request, &response));
        }
        None => errors::json(&request, &response)?,
    };
    // An object that tells of no number is no parcel.
    Fields::of(&body)
        .map(read)
        .filter(|tracking| !tracking.numbers.is_empty())
        .ok_or_else(|| errors::unreadable(&request, &response, "the answer tells of no parcel"))
}

/// This endpoint alone has another error form: `{"detail": "..."}`, and `{"detail": [{"msg": "..."}]}` for a 422.
fn own_error(response: &Response) -> Option<ErrorItem> {
    if !matches!(response.status, 404 | 422) {
        return None;
    }
    let body = errors::parse(response)?;
    let fields = Fields::of(&body)?;
    let said = || fields.objects("detail").into_iter().find_map(|problem| problem.word("msg"));
    let detail = fields.word("detail").or_else(said)?;
    Some(ErrorItem { status: Some(response.status), detail: Some(detail), ..ErrorItem::default() })
}

fn read(fields: Fields<'_>) -> Tracking {
    let details = fields.object("details");
    let is = |name: &str| details.and_then(|details| details.boolean(name)).unwrap_or(false);
    Tracking {
        numbers: fields.objects("tracking_numbers").into_iter().filter_map(number).collect(),
        events: fields.objects("events").into_iter().filter_map(event).collect(),
        integration_id: details.and_then(|details| details.integer("integration_id")),
        brand_id: details.and_then(|details| details.id("brand_id")),
        expected_delivery: details.and_then(|details| date(&details.word("expected_delivery_date")?)),
        is_return: is("is_return"),
        is_to_service_point: is("is_to_service_point"),
        announced_at: fields.time("announced_at"),
        updated_at: fields.time("updated_at"),
    }
}

fn number(fields: Fields<'_>) -> Option<TrackingNumber> {
    Some(TrackingNumber {
        tracking_number: fields.word("tracking_number")?,
        tracking_url: fields.word("tracking_url"),
        carrier_code: fields.word("carrier_code"),
    })
}

fn event(fields: Fields<'_>) -> Option<TrackingEvent> {
    Some(TrackingEvent {
        at: fields.time("event_at"),
        kind: fields.word("event_type"),
        status_code: fields.word("status_code")?,
        description: fields.word("status_description"),
    })
}

/// The day of a date, or of a time with one.
fn date(text: &str) -> Option<Date> {
    text.trim().get(..10)?.parse().ok()
}

fn not_a_number() -> ApiError {
    errors::not_sent(&format!("GET {ENDPOINT}"), "that is not a tracking number")
}
