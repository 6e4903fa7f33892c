//! A believable Wemasy shop beside the Sendcloud account: the documented endpoints under `/api/services/webshop/v1/`, its
//! orders, and the queue that hands them to Sendcloud. Shapes that are documented nowhere are made up once, here.
//!
//! Its shop is one of the account's integrations. The queue works as time passes; a label of its making is a shipment of
//! [`crate::Origin::Wemasy`] in the same account.

mod checks;
mod config;
mod data;
mod desk;
mod orders;
mod papers;
mod queue;
mod shipping;
mod state;

use std::ops::RangeInclusive;

use api_client::Response;
use jiff::Timestamp;
use serde_json::json;

use crate::answer::json_answer;
use crate::config::Config;
use crate::endpoints::Work;
use crate::fault::Endpoint;
use crate::platform::World;
use crate::wire::{WireRequest, decode};

pub use config::WemasyConfig;
pub(crate) use data::make as new_shop;
pub use desk::WemasyShop;
pub(crate) use queue::{due as queue_due, work as queue_work};
pub(crate) use state::{Counts, WemasyState};
pub use state::{WemasyOrder, WemasyShipping};

/// The host that the real platform puts into its links.
pub(crate) const HOST: &str = "https://api.wemasy.nl";
pub(crate) const PREFIX: &str = "/api/services/webshop/v1/";
/// Where documents stand.
pub(crate) const STORAGE: &str = "/storage/";

/// Whether a path belongs to this platform and not to Sendcloud.
pub(crate) fn is_path(path: &str) -> bool {
    path.starts_with("/api/services/") || path.starts_with(STORAGE)
}

enum Route {
    Orders,
    Order,
    Update,
    Push,
    Labels,
    Batch(String),
    Status,
    Methods,
    Pdf,
    Booking,
    Document(String),
    Unknown,
}

impl Route {
    fn of(wire: &WireRequest) -> Self {
        if let Some(file) = wire.path.strip_prefix(STORAGE) {
            return Self::Document(decode(file, false));
        }
        match wire.path.strip_prefix(PREFIX).unwrap_or_default() {
            "orders/all" => Self::Orders,
            "orders/detail" => Self::Order,
            "orders/update-order" => Self::Update,
            "orders/sendcloud/shipments/push" => Self::Push,
            "orders/sendcloud/shipments/create-label" => Self::Labels,
            "integrations/sendcloud/status" => Self::Status,
            "integrations/sendcloud/shipping-methods" => Self::Methods,
            "orders/generate-pdf" => Self::Pdf,
            "orders/sync-snelstart-order" => Self::Booking,
            path => match path.strip_prefix(shipping::BATCHES) {
                Some(name) => Self::Batch(decode(name, false)),
                None => Self::Unknown,
            },
        }
    }

    fn method(&self) -> &'static str {
        match self {
            Self::Status | Self::Batch(_) | Self::Document(_) => "GET",
            Self::Orders
            | Self::Order
            | Self::Update
            | Self::Push
            | Self::Labels
            | Self::Methods
            | Self::Pdf
            | Self::Booking
            | Self::Unknown => "POST",
        }
    }
}

pub(crate) fn classify(wire: &WireRequest) -> Endpoint {
    match Route::of(wire) {
        Route::Orders => Endpoint::WemasyOrders,
        Route::Order => Endpoint::WemasyOrder,
        Route::Update => Endpoint::WemasyUpdate,
        Route::Push => Endpoint::WemasyPush,
        Route::Labels => Endpoint::WemasyLabels,
        Route::Batch(_) => Endpoint::WemasyBatch,
        Route::Status => Endpoint::WemasyStatus,
        Route::Methods => Endpoint::WemasyMethods,
        Route::Pdf => Endpoint::WemasyPdf,
        Route::Booking => Endpoint::WemasyBooking,
        Route::Document(_) => Endpoint::WemasyDocument,
        Route::Unknown => Endpoint::Other,
    }
}

pub(crate) fn latency<'a>(config: &'a Config, wire: &WireRequest) -> &'a RangeInclusive<u64> {
    match Route::of(wire) {
        Route::Update | Route::Push | Route::Labels | Route::Booking => &config.answer_ms,
        Route::Document(_) => config.document_ms.as_ref().unwrap_or(&config.read_ms),
        Route::Orders
        | Route::Order
        | Route::Batch(_)
        | Route::Status
        | Route::Methods
        | Route::Pdf
        | Route::Unknown => &config.read_ms,
    }
}

/// What keeps the platform from looking at the request: no token, or too many requests. Counts the request.
pub(crate) fn refused(world: &mut World, wire: &WireRequest, now: Timestamp) -> Option<Response> {
    let Some(state) = &world.state.wemasy else { return Some(missing("Not Found.")) };
    let limit = limit_of(world, wire);
    if !wire.authorised || state.revoked {
        return Some(said(401, true, "Unauthenticated."));
    }
    let counts = match Route::of(wire) {
        Route::Booking => &mut world.wemasy_counts.bookings,
        _ => &mut world.wemasy_counts.everything,
    };
    let wait_s = counts.admit(limit, now).err()?;
    let mut response = said(429, true, "Too Many Attempts.");
    response.headers.push(("retry-after".to_owned(), wait_s.to_string()));
    response.headers.extend(limit_headers(limit, 0));
    Some(response)
}

fn limit_of(world: &World, wire: &WireRequest) -> Option<usize> {
    let config = world.config.wemasy.as_ref()?;
    match Route::of(wire) {
        Route::Booking => config.bookings_per_minute,
        _ => config.per_minute,
    }
}

fn limit_headers(limit: Option<usize>, remaining: usize) -> Vec<(String, String)> {
    let Some(limit) = limit else { return Vec::new() };
    vec![
        ("x-ratelimit-limit".to_owned(), limit.to_string()),
        ("x-ratelimit-remaining".to_owned(), remaining.to_string()),
    ]
}

/// Does what the request asks for.
pub(crate) fn work(world: &mut World, wire: &WireRequest, now: Timestamp) -> Work {
    let route = Route::of(wire);
    if wire.method != route.method() {
        return Work::Done(said(405, true, "The method is not supported for this route."));
    }
    let mut response = match route {
        Route::Orders => orders::list(world, wire),
        Route::Order => orders::detail(world, wire),
        Route::Update => shipping::update(world, wire),
        Route::Push => shipping::push(world, wire, now),
        Route::Labels => shipping::labels(world, wire, now),
        Route::Batch(name) => shipping::batch(world, &name),
        Route::Status => shipping::status(world),
        Route::Methods => shipping::methods(),
        Route::Pdf => papers::generate(world, wire, now),
        Route::Booking => papers::book(world, wire),
        Route::Document(file) => return papers::document(world, &file, now),
        Route::Unknown => missing("The route could not be found."),
    };
    // Documented for every status but 422.
    if response.status != 422 {
        let limit = limit_of(world, wire);
        let counts = match Route::of(wire) {
            Route::Booking => &world.wemasy_counts.bookings,
            _ => &world.wemasy_counts.everything,
        };
        response.headers.extend(limit_headers(limit, counts.remaining(limit)));
    }
    Work::Done(response)
}

/// `{error, message}`
pub(crate) fn said(status: u16, error: bool, message: &str) -> Response {
    json_answer(status, &json!({"error": error, "message": message}))
}

fn missing(message: &str) -> Response {
    said(404, true, message)
}

/// As [`said`], in words that fit a status that a fault asks for.
pub(crate) fn fault_answer(status: u16) -> Response {
    let message = match status {
        401 => "Unauthenticated.",
        403 => "This action is unauthorized.",
        404 => "The route could not be found.",
        429 => "Too Many Attempts.",
        500..=599 => "Server Error",
        _ => "The request could not be processed.",
    };
    said(status, true, message)
}
