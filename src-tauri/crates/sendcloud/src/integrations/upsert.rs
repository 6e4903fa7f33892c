//! `POST /api/v2/integrations/{id}/shipments`: hands orders of a shop to the platform, new ones and changed ones. For
//! partners: other accounts may be told `Forbidden`.
//!
//! Source: https://sendcloud.dev/api/v2/integrations/create-or-update-a-list-of-shipments. Each order succeeds or fails for
//! itself. What the documents call invalid cannot be sent.

use std::collections::HashSet;

use api_client::{Api, ApiError, Effect, Method, Request};
use serde_json::Value;

pub use super::order::{
    CheckoutPayload, Cost, Currency, CustomsDetails, CustomsShipmentType, DeliveryDates, DeliveryMethod,
    ItemToUpsert, OrderToUpsert, TaxNumber,
};
use crate::errors;
use api_client::lenient::{Fields, text};

const ENDPOINT: &str = "/api/v2/integrations/{id}/shipments";

/// Orders per call ("at most 100 a call").
pub const ORDERS_PER_UPSERT_MAX: usize = 100;
/// Field errors of one order that are read; more help nobody.
const FIELD_ERRORS_MAX: usize = 20;
/// How deep an error may name a field.
const DEPTH_MAX: usize = 16;

/// Why a call cannot be built. Orders are counted from 1.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum InvalidUpsert {
    #[error("1 to 100 orders can be handed in at once, not {0}")]
    OrderCount(usize),
    #[error("order {order}: the platform does not take this {field}")]
    Field { order: usize, field: &'static str },
    #[error("order {0} is the same as an earlier one")]
    Repeated(usize),
}

/// A call that keeps to the documents.
#[derive(Debug, Clone, PartialEq)]
pub struct UpsertRequest {
    integration_id: i64,
    orders: Vec<OrderToUpsert>,
}

impl UpsertRequest {
    /// # Errors
    /// [`InvalidUpsert`]: the first thing that the platform would refuse.
    pub fn new(integration_id: i64, orders: Vec<OrderToUpsert>) -> Result<Self, InvalidUpsert> {
        if !(1..=ORDERS_PER_UPSERT_MAX).contains(&orders.len()) {
            return Err(InvalidUpsert::OrderCount(orders.len()));
        }
        let mut seen = HashSet::new();
        for (at, order) in orders.iter().enumerate() {
            if let Some(field) = order.invalid_field() {
                return Err(InvalidUpsert::Field { order: at + 1, field });
            }
            if !seen.insert((&order.external_order_id, &order.external_shipment_id)) {
                return Err(InvalidUpsert::Repeated(at + 1));
            }
        }
        Ok(Self { integration_id, orders })
    }

    pub fn orders(&self) -> &[OrderToUpsert] {
        &self.orders
    }

    /// # Errors
    /// Never in practice: when JSON cannot be written.
    pub fn to_request(&self) -> Result<Request, serde_json::Error> {
        let id = self.integration_id.to_string();
        let body: Vec<Value> = self.orders.iter().map(OrderToUpsert::body).collect();
        Request::json(Method::Post, Effect::Write, ENDPOINT, &[&id], &body)
    }
}

/// What became of one order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum UpsertOutcome {
    Created {
        shipment_uuid: Option<String>,
    },
    Updated {
        shipment_uuid: Option<String>,
    },
    Refused(Vec<FieldError>),
    /// A word that is not documented.
    Other(String),
    /// The answer does not mention it: ignored, as orders are whose `updated_at` is the one from before.
    Unmentioned,
}

/// What is wrong with one field of an order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldError {
    /// `checkout_payload.delivery_method_data.delivery_date`; empty for the order as a whole.
    pub path: String,
    pub words: String,
}

/// The answer to a call, one outcome for each order in the order of the call.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Upserted {
    pub orders: Vec<UpsertOutcome>,
    /// What else the answer said, for support: "row 3: none of the orders that were sent".
    pub notes: Vec<String>,
}

/// Creates or updates orders ("Create or update a list of shipments"). Saying the same again changes nothing.
///
/// # Errors
/// `Forbidden` for accounts that may not, `NotFound` without the integration; else as for any write.
pub async fn upsert(api: &Api, call: &UpsertRequest) -> Result<Upserted, ApiError> {
    let request = call
        .to_request()
        .map_err(|error| errors::not_sent(&format!("POST {ENDPOINT}"), &error.to_string()))?;
    let response = api.send(&request).await?;
    let body = errors::json(&request, &response)?;
    match body.as_array() {
        Some(rows) => Ok(read(&call.orders, rows)),
        None => Err(errors::unreadable(&request, &response, "the answer holds no list of orders")),
    }
}

fn read(sent: &[OrderToUpsert], rows: &[Value]) -> Upserted {
    let mut orders = vec![UpsertOutcome::Unmentioned; sent.len()];
    let mut notes = Vec::new();
    for (at, row) in rows.iter().enumerate() {
        let place = Fields::of(row).and_then(|fields| place(sent, fields));
        let told = place.and_then(|place| orders.get_mut(place));
        match (told, Fields::of(row)) {
            (Some(told), Some(fields)) if *told == UpsertOutcome::Unmentioned => *told = outcome(fields),
            (Some(_), _) => notes.push(format!("row {}: an order that was told of already", at + 1)),
            (None, _) => notes.push(format!("row {}: none of the orders that were sent", at + 1)),
        }
    }
    Upserted { orders, notes }
}

/// Which order a row is about. Error rows write `""` for a null, so that an exact match goes first.
fn place(sent: &[OrderToUpsert], row: Fields<'_>) -> Option<usize> {
    let id = row.text("external_order_id")?;
    let shipment = row.text("external_shipment_id");
    let same_order = |order: &&OrderToUpsert| order.external_order_id == id;
    let exact = |order: &OrderToUpsert| same_order(&order) && order.external_shipment_id == shipment;
    let without_null = |order: &OrderToUpsert| {
        same_order(&order)
            && order.external_shipment_id.as_deref().unwrap_or_default()
                == shipment.as_deref().unwrap_or_default()
    };
    sent.iter().position(exact).or_else(|| sent.iter().position(without_null))
}

fn outcome(row: Fields<'_>) -> UpsertOutcome {
    let shipment_uuid = row.word("shipment_uuid");
    match (row.word("status").as_deref(), row.value("error")) {
        (Some("created"), _) => UpsertOutcome::Created { shipment_uuid },
        (Some("updated"), _) => UpsertOutcome::Updated { shipment_uuid },
        (_, Some(error)) => UpsertOutcome::Refused(field_errors(error)),
        (Some("error"), None) => UpsertOutcome::Refused(Vec::new()),
        (Some(word), None) => UpsertOutcome::Other(word.to_owned()),
        (None, None) => UpsertOutcome::Other(String::new()),
    }
}

/// "This object will have a path to each field containing errors, listing the error(s) it contains."
fn field_errors(error: &Value) -> Vec<FieldError> {
    let mut found = Vec::new();
    collect(error, &mut Vec::new(), &mut found);
    found
}

fn collect(value: &Value, path: &mut Vec<String>, found: &mut Vec<FieldError>) {
    if found.len() >= FIELD_ERRORS_MAX || path.len() > DEPTH_MAX {
        return;
    }
    match value {
        Value::Object(fields) => {
            for (name, value) in fields {
                path.push(name.clone());
                collect(value, path, found);
                path.pop();
            }
        }
        Value::Array(list) => {
            for (at, value) in list.iter().enumerate() {
                // A list of words belongs to its field; a list of objects to the field's items.
                match value.is_object() {
                    true => {
                        path.push(at.to_string());
                        collect(value, path, found);
                        path.pop();
                    }
                    false => collect(value, path, found),
                }
            }
        }
        said => {
            let words = text(said).map(|words| api_client::answers::plain(&words));
            found.extend(words.map(|words| FieldError { path: path.join("."), words }));
        }
    }
}
