//! The platform's endpoints: which request is which, and where its work is done.

mod account;
mod create;
mod documents;
mod integrations;
mod master;
mod options;
mod orders;
mod orders_v2;
mod page;
mod shipments;
mod sync;
mod tracking;
mod validate;

use std::ops::RangeInclusive;

use api_client::Response;
use jiff::Timestamp;

use crate::answer;
use crate::config::Config;
use crate::fault::Endpoint;
use crate::label::Job;
use crate::platform::World;
use crate::wemasy;
use crate::wire::{WireRequest, decode};

/// Work that was done, or a document that is still to be drawn (outside the lock).
pub(crate) enum Work {
    Done(Response),
    Render(Box<Job>),
    /// A label that is a part of its answer.
    Inline(Box<sync::Inline>),
}

impl Work {
    pub(crate) fn into_response(self) -> Response {
        match self {
            Self::Done(response) => response,
            Self::Render(job) => documents::drawn(&job),
            Self::Inline(inline) => inline.drawn(),
        }
    }
}

enum Route {
    Create,
    CreateSync,
    Shipments,
    Shipment(String),
    Cancel(String),
    Document { parcel: String, kind: String },
    Documents { kind: String },
    Integrations,
    Integration(String),
    IntegrationsV3,
    Logs,
    LogsOf(String),
    OrderList(String),
    DeleteOrder(String),
    Orders,
    Metadata,
    Organization,
    Master(master::List),
    ShippingOptions,
    OldMethods,
    Statuses,
    Tracking(String),
    Unknown,
}

impl Route {
    fn of(wire: &WireRequest) -> Self {
        let parts: Vec<String> =
            wire.path.trim_matches('/').split('/').map(|part| decode(part, false)).collect();
        let parts: Vec<&str> = parts.iter().map(String::as_str).collect();
        match parts.as_slice() {
            ["api", "v2", "integrations"] => Self::Integrations,
            ["api", "v2", "integrations", "logs"] => Self::Logs,
            ["api", "v2", "integrations", id] => Self::Integration((*id).to_owned()),
            ["api", "v2", "integrations", id, "shipments"] => Self::OrderList((*id).to_owned()),
            ["api", "v2", "integrations", id, "shipments", "delete"] => Self::DeleteOrder((*id).to_owned()),
            ["api", "v2", "integrations", id, "logs"] => Self::LogsOf((*id).to_owned()),
            ["api", "v3", "integrations"] => Self::IntegrationsV3,
            ["api", "v3", "orders"] => Self::Orders,
            ["api", "v3", "orders", "create-labels-async"] => Self::Create,
            ["api", "v3", "orders", "create-label-sync"] => Self::CreateSync,
            ["api", "v3", "shipments"] => Self::Shipments,
            ["api", "v3", "shipments", id] => Self::Shipment((*id).to_owned()),
            ["api", "v3", "shipments", id, "cancel"] => Self::Cancel((*id).to_owned()),
            ["api", "v3", "parcels", parcel, "documents", kind] => {
                Self::Document { parcel: (*parcel).to_owned(), kind: (*kind).to_owned() }
            }
            ["api", "v3", "parcel-documents", kind] => Self::Documents { kind: (*kind).to_owned() },
            ["api", "v3", "user", "auth", "metadata"] => Self::Metadata,
            ["api", "v3", "organization"] => Self::Organization,
            ["api", "v3", "addresses", "sender-addresses"] => Self::Master(master::List::SenderAddresses),
            ["api", "v3", "brands"] => Self::Master(master::List::Brands),
            ["api", "v3", "contracts"] => Self::Master(master::List::Contracts),
            ["api", "v3", "shipping-options"] => Self::ShippingOptions,
            ["api", "v3", "compat", "shipping-options"] => Self::OldMethods,
            ["api", "v3", "parcels", "statuses"] => Self::Statuses,
            ["api", "v3", "parcels", "tracking", number] => Self::Tracking((*number).to_owned()),
            _ => Self::Unknown,
        }
    }

    fn methods(&self) -> &'static [&'static str] {
        match self {
            Self::Create
            | Self::CreateSync
            | Self::Cancel(_)
            | Self::DeleteOrder(_)
            | Self::ShippingOptions
            | Self::OldMethods => &["POST"],
            Self::Integration(_) => &["GET", "PUT", "PATCH", "DELETE"],
            Self::OrderList(_) | Self::LogsOf(_) => &["GET", "POST"],
            _ => &["GET"],
        }
    }
}

pub(crate) fn classify(wire: &WireRequest) -> Endpoint {
    if wemasy::is_path(&wire.path) {
        return wemasy::classify(wire);
    }
    match Route::of(wire) {
        Route::Create | Route::CreateSync => Endpoint::Create,
        Route::Shipments => Endpoint::Shipments,
        Route::Shipment(_) => Endpoint::Shipment,
        Route::Cancel(_) => Endpoint::Cancel,
        Route::Document { .. } | Route::Documents { .. } => Endpoint::Document,
        Route::Integration(_) | Route::OrderList(_) if !wire.is_read() => Endpoint::Other,
        Route::Integrations | Route::IntegrationsV3 | Route::Integration(_) => Endpoint::Integrations,
        Route::OrderList(_) => Endpoint::OrderList,
        Route::Orders => Endpoint::Orders,
        Route::Metadata | Route::Organization => Endpoint::Account,
        Route::Master(_)
        | Route::ShippingOptions
        | Route::OldMethods
        | Route::Statuses
        | Route::Tracking(_)
        | Route::DeleteOrder(_)
        | Route::Logs
        | Route::LogsOf(_)
        | Route::Unknown => Endpoint::Other,
    }
}

/// How long a request usually takes: what to draw from, and how many orders come on top.
pub(crate) fn latency<'a>(config: &'a Config, wire: &WireRequest) -> (&'a RangeInclusive<u64>, u64) {
    if wemasy::is_path(&wire.path) {
        return (wemasy::latency(config, wire), 0);
    }
    match Route::of(wire) {
        Route::Create if config.order_ms > 0 => (&config.answer_ms, create::orders_in(wire)),
        Route::CreateSync => (&config.sync_ms, 1),
        Route::Document { .. } | Route::Documents { .. } => {
            (config.document_ms.as_ref().unwrap_or(&config.read_ms), 0)
        }
        Route::ShippingOptions | Route::OldMethods => (&config.read_ms, 0),
        _ if wire.is_read() => (&config.read_ms, 0),
        _ => (&config.answer_ms, 0),
    }
}

/// A document that is listed and not there yet: so long after its parcel was announced.
pub(crate) fn document_pending(
    world: &World,
    wire: &WireRequest,
    ms: u64,
    now: Timestamp,
) -> Option<Response> {
    match Route::of(wire) {
        Route::Document { parcel, .. } => documents::pending(world, &[&parcel], ms, now),
        Route::Documents { .. } => {
            documents::pending(world, &wire.all("parcels").collect::<Vec<_>>(), ms, now)
        }
        _ => None,
    }
}

/// Does what the request asks for.
pub(crate) fn work(world: &mut World, wire: &WireRequest, now: Timestamp) -> Work {
    if wemasy::is_path(&wire.path) {
        return wemasy::work(world, wire, now);
    }
    let route = Route::of(wire);
    if !world.config.v2_available && answer::is_v2(wire) {
        return Work::Done(answer::v2_error(wire, 403, answer::NOT_ALLOWED));
    }
    if matches!(route, Route::Unknown) {
        return Work::Done(answer::page_not_found(wire));
    }
    if !route.methods().contains(&wire.method.as_str()) {
        return Work::Done(answer::method_not_allowed(wire));
    }
    if wire.is_read() && wire.body.is_some() {
        return Work::Done(answer::body_on_get(wire));
    }
    if matches!(route, Route::Create | Route::CreateSync)
        && let Some(id) = &wire.partner_id
        && !world.config.partner_ids.contains(id)
    {
        let detail = "The partner ID is unknown or not a valid UUID.";
        return Work::Done(answer::bad_header("invalid", detail, "Sendcloud-Partner-Id"));
    }
    let response = match route {
        Route::Create => create::create(world, wire, now),
        Route::CreateSync => return sync::create(world, wire, now),
        Route::Shipments => shipments::list(world, wire, now),
        Route::Shipment(id) => shipments::one(world, wire, &id),
        Route::Cancel(id) => shipments::cancel(world, &id, now),
        Route::Document { parcel, kind } => return documents::one(world, wire, &parcel, &kind),
        Route::Documents { kind } => return documents::several(world, wire, &kind),
        Route::Integrations => integrations::list(world, now),
        Route::IntegrationsV3 => integrations::list_v3(world, now),
        Route::Integration(id) => match wire.method.as_str() {
            "GET" => integrations::one(world, wire, &id, now),
            "DELETE" => integrations::delete(world, wire, &id),
            _ => integrations::update::update(world, wire, &id, now),
        },
        Route::Logs => integrations::logs::list(world, wire, None),
        Route::LogsOf(id) => match wire.is_read() {
            true => integrations::logs::list(world, wire, Some(&id)),
            false => integrations::logs::create(world, wire, &id, now),
        },
        Route::OrderList(id) => match wire.is_read() {
            true => orders_v2::list(world, wire, &id, now),
            false => integrations::upsert::upsert(world, wire, &id, now),
        },
        Route::DeleteOrder(id) => orders_v2::delete(world, wire, &id, now),
        Route::Orders => orders::list(world, wire),
        Route::Metadata => account::metadata(world),
        Route::Organization => account::organization(world),
        Route::Master(list) => master::page(wire, list),
        Route::ShippingOptions => options::find(wire),
        Route::OldMethods => options::of_methods(wire),
        Route::Statuses => tracking::statuses(),
        Route::Tracking(number) => tracking::one(world, wire, &number),
        Route::Unknown => answer::page_not_found(wire),
    };
    Work::Done(response)
}

/// Times as the platform writes them: microseconds, UTC.
pub(crate) fn time(at: Timestamp) -> String {
    at.strftime("%Y-%m-%dT%H:%M:%S.%6fZ").to_string()
}
