//! From an answer to one outcome for each order of the call: accepted, refused or unknown, never two, never none.
//!
//! An entry with a shipment id is money spent, whatever else the answer says. A refusal is only what the platform says in
//! its own envelope at a 4xx status or in a 2xx. Everything else is unknown: nobody may buy again before a look.

use api_client::lenient::{Fields, id};
use api_client::{ApiError, Kind, Request, Response};
use serde_json::Value;

use super::pointer::order_index;
use super::request::{LabelsRequest, OrderReference};
use crate::ShipWith;
use crate::errors::{self, ErrorItem};

/// What the platform made of a call.
#[derive(Debug, Clone, PartialEq)]
pub struct Answer {
    /// None: no answer came.
    pub status: Option<u16>,
    pub request_id: Option<String>,
    /// As many as the request's orders, in the same order.
    pub orders: Vec<OrderAnswer>,
    /// Stop sending: keys, permission or billing (401, 402, 403) must be seen to first.
    pub stop: Option<ApiError>,
    /// What a person should know and no order's outcome says.
    pub notes: Vec<String>,
}

/// What became of one order.
#[derive(Debug, Clone, PartialEq)]
pub enum OrderAnswer {
    /// A shipment exists. Whether the carrier takes it is told by the shipment, later.
    Accepted {
        shipment_id: String,
        /// May be empty: the shipment knows its parcels.
        parcel_ids: Vec<u64>,
        /// What was used, where the platform says so.
        ship_with: Option<ShipWith>,
        /// Further shipments for the same order: more than one was bought.
        also: Vec<String>,
    },
    /// In the platform's own words.
    Refused(ApiError),
    /// Money may have been spent.
    Unknown(ApiError),
}

impl Answer {
    /// No answer: every order is unknown.
    pub(super) fn lost(request: &LabelsRequest, error: ApiError) -> Self {
        let orders = request.orders().iter().map(|_| OrderAnswer::Unknown(error.clone())).collect();
        Self { status: error.status, request_id: error.request_id, orders, stop: None, notes: Vec::new() }
    }
}

/// Which errors of an answer are about one order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Errors {
    /// Those that point at it; all others are about the whole call.
    Pointing,
    /// All: the call has one order, and pointers do not count it.
    OfTheOnlyOrder,
}

/// Sorts an answer of any status but 429.
pub(super) fn read(
    request: &LabelsRequest,
    http: &Request,
    response: &Response,
    errors_are: Errors,
) -> Answer {
    let whole = || errors::error_of(http, response);
    let stop = matches!(response.status, 401..=403).then(whole);
    let body = match response.status {
        200..=299 | 400..=499 => errors::parse(response),
        _ => None,
    };
    let mut answer = match &body {
        Some(body) if body.is_object() => Sorting::new(request, http, response, body, errors_are).finish(),
        Some(_) | None => Answer::lost(request, whole()),
    };
    answer.status = Some(response.status);
    answer.request_id = response.request_id();
    answer.stop = stop;
    answer
}

/// An entry of `data` with an id of a shipment.
struct Bought {
    shipment_id: String,
    parcel_ids: Vec<u64>,
    ship_with: Option<ShipWith>,
}

/// What is known about one order while the answer is read.
#[derive(Default)]
struct Found {
    bought: Vec<Bought>,
    /// In `data`, but without a shipment id.
    entry_without_ids: bool,
    own_errors: Vec<ErrorItem>,
}

struct Sorting<'a> {
    request: &'a LabelsRequest,
    http: &'a Request,
    response: &'a Response,
    errors_are: Errors,
    found: Vec<Found>,
    call_errors: Vec<ErrorItem>,
    has_entries: bool,
    /// Entries that match no order: a label may have been bought for any that is unaccounted for.
    strangers: usize,
    /// There are more of them than orders without a word: an order with an error may have been bought all the same.
    errors_are_doubtful: bool,
    notes: Vec<String>,
}

impl<'a> Sorting<'a> {
    fn new(
        request: &'a LabelsRequest,
        http: &'a Request,
        response: &'a Response,
        body: &Value,
        errors_are: Errors,
    ) -> Self {
        let found = request.orders().iter().map(|_| Found::default()).collect();
        let mut sorting = Self {
            request,
            http,
            response,
            errors_are,
            found,
            call_errors: Vec::new(),
            has_entries: false,
            strangers: 0,
            errors_are_doubtful: false,
            notes: Vec::new(),
        };
        for entry in Fields::of(body).map(|fields| fields.items("data")).unwrap_or_default() {
            sorting.entry(entry);
        }
        for item in errors::envelope(body) {
            sorting.error(item);
        }
        sorting
    }

    fn entry(&mut self, entry: &Value) {
        self.has_entries = true;
        let Some(fields) = Fields::of(entry) else {
            self.stranger("an entry that is no object".to_owned());
            return;
        };
        let shipment_id = fields.word("shipment_id");
        let parcel_ids = parcel_ids(fields);
        let Some(at) = self.order_of(fields) else {
            self.stranger(format!(
                "shipment {} with parcels {parcel_ids:?}",
                shipment_id.as_deref().unwrap_or("?")
            ));
            return;
        };
        match shipment_id {
            Some(shipment_id) => {
                let ship_with = fields.object("ship_with").and_then(ShipWith::read);
                self.found[at].bought.push(Bought { shipment_id, parcel_ids, ship_with });
            }
            None => {
                self.found[at].entry_without_ids = true;
                self.notes.push(format!(
                    "order {}: an entry without a shipment id, parcels {parcel_ids:?}",
                    at + 1
                ));
            }
        }
    }

    /// By order id, then by number; never by position. A number counts only when one order of the call has it.
    fn order_of(&mut self, entry: Fields<'_>) -> Option<usize> {
        let orders = self.request.orders();
        let id = entry.word("order_id");
        let names_none = id.is_none() && entry.word("order_number").is_none();
        if names_none && self.errors_are == Errors::OfTheOnlyOrder {
            return Some(0);
        }
        let by_id = id.as_ref().and_then(|id| {
            orders.iter().position(|order| matches!(&order.reference, OrderReference::Id(ours) if ours == id))
        });
        if by_id.is_some() {
            return by_id;
        }
        let number = entry.word("order_number")?;
        let mut same = orders.iter().enumerate().filter(|(_, order)| order.known_number() == Some(&number));
        let (Some((at, order)), None) = (same.next(), same.next()) else { return None };
        if id.is_some() && matches!(order.reference, OrderReference::Id(_)) {
            self.notes.push(format!(
                "order {}: known again by its number, the answer gives another order id",
                at + 1
            ));
        }
        Some(at)
    }

    fn stranger(&mut self, what: String) {
        self.strangers += 1;
        self.notes.push(format!("the answer names something that matches no order of the call: {what}"));
    }

    fn error(&mut self, item: ErrorItem) {
        let pointed_at =
            || item.pointer.as_deref().and_then(|pointer| order_index(pointer, self.found.len()));
        let at = match self.errors_are {
            Errors::Pointing => pointed_at(),
            Errors::OfTheOnlyOrder => Some(0),
        };
        match at {
            Some(at) => self.found[at].own_errors.push(item),
            None => self.call_errors.push(item),
        }
    }

    fn finish(mut self) -> Answer {
        let found = std::mem::take(&mut self.found);
        let without_a_word =
            found.iter().filter(|order| order.bought.is_empty() && order.own_errors.is_empty());
        self.errors_are_doubtful = self.strangers > without_a_word.count();
        // At a 4xx the whole call was refused, even when the words are about one order of it.
        let others: Vec<ErrorItem> = match self.response.is_success() || self.has_entries {
            true => Vec::new(),
            false => found.iter().flat_map(|order| order.own_errors.iter().cloned()).collect(),
        };
        let orders =
            found.into_iter().enumerate().map(|(at, order)| self.outcome(at, order, &others)).collect();
        Answer { status: None, request_id: None, orders, stop: None, notes: self.notes }
    }

    fn outcome(&mut self, at: usize, order: Found, others: &[ErrorItem]) -> OrderAnswer {
        if !order.bought.is_empty() {
            return self.accepted(at, order);
        }
        if order.entry_without_ids {
            return self.unknown("the platform names the order, but no shipment");
        }
        if !order.own_errors.is_empty() && self.errors_are_doubtful {
            return self.unknown("the answer refuses the order and names a shipment that matches no order");
        }
        if !order.own_errors.is_empty() {
            return self.refused(order.own_errors);
        }
        if self.strangers > 0 {
            return self.unknown("the answer names a shipment that matches no order");
        }
        if !self.call_errors.is_empty() {
            return self.refused(self.call_errors.clone());
        }
        match others.is_empty() {
            false => self.refused(others.to_vec()),
            true if self.has_entries || self.response.is_success() => {
                self.unknown("the answer does not say what became of this order")
            }
            true => OrderAnswer::Unknown(errors::error_of(self.http, self.response)),
        }
    }

    fn accepted(&mut self, at: usize, order: Found) -> OrderAnswer {
        for item in &order.own_errors {
            self.notes.push(format!(
                "order {}: accepted, yet the platform also says: {}",
                at + 1,
                item.words()
            ));
        }
        let mut entries = order.bought.into_iter();
        let Some(first) = entries.next() else {
            return self.unknown("the answer does not say what became of this order");
        };
        let Bought { shipment_id, mut parcel_ids, mut ship_with } = first;
        let mut also: Vec<String> = Vec::new();
        for entry in entries {
            if entry.shipment_id == shipment_id {
                let new =
                    entry.parcel_ids.into_iter().filter(|id| !parcel_ids.contains(id)).collect::<Vec<_>>();
                parcel_ids.extend(new);
                ship_with = ship_with.or(entry.ship_with);
            } else {
                self.notes.push(format!(
                    "order {}: BOUGHT MORE THAN ONCE: shipment {shipment_id} and shipment {} with parcels {:?}",
                    at + 1,
                    entry.shipment_id,
                    entry.parcel_ids
                ));
                if !also.contains(&entry.shipment_id) {
                    also.push(entry.shipment_id);
                }
            }
        }
        OrderAnswer::Accepted { shipment_id, parcel_ids, ship_with, also }
    }

    fn refused(&self, items: Vec<ErrorItem>) -> OrderAnswer {
        let kind = match self.response.is_success() {
            true => Kind::Refused,
            false => errors::kind_of(self.response.status, true),
        };
        OrderAnswer::Refused(errors::summary(items, kind, self.http, self.response))
    }

    fn unknown(&self, why: &str) -> OrderAnswer {
        OrderAnswer::Unknown(errors::unreadable(self.http, self.response, why))
    }
}

/// `parcels_ids`, and `parcel_id` where that is missing.
fn parcel_ids(entry: Fields<'_>) -> Vec<u64> {
    let mut ids: Vec<u64> = Vec::new();
    let listed = match entry.value("parcels_ids") {
        Some(Value::Array(values)) => values.iter().filter_map(id).collect(),
        Some(single) => id(single).into_iter().collect(),
        None => Vec::new(),
    };
    for id in listed.into_iter().chain(entry.id("parcel_id")) {
        if !ids.contains(&id) {
            ids.push(id);
        }
    }
    ids
}
