//! v2: `POST /integrations/{id}/shipments`. Each row succeeds or fails for itself; one whose `updated_at` did not change is
//! ignored and not mentioned.

use api_client::Response;
use jiff::Timestamp;
use serde_json::{Map, Value, json};

use super::row::{self, Row};
use super::shop;
use crate::answer::{NOT_ALLOWED, json_answer, v2_error};
use crate::imports;
use crate::model::{AfterLabel, SimOrder, Status, Trouble};
use crate::platform::World;
use crate::rng::Rng;
use crate::wire::WireRequest;

/// "At most 100 a call."
const ROWS_MAX: usize = 100;

pub(in crate::endpoints) fn upsert(
    world: &mut World,
    wire: &WireRequest,
    id: &str,
    now: Timestamp,
) -> Response {
    if !world.config.upsert_allowed {
        return v2_error(wire, 403, NOT_ALLOWED);
    }
    let integration = match shop(world, wire, id) {
        Ok(shop) => shop.id,
        Err(gone) => return gone,
    };
    let body = wire.body.as_deref().and_then(|body| serde_json::from_slice::<Value>(body).ok());
    let Some(Value::Array(rows)) = body else {
        return v2_error(wire, 400, "{'non_field_errors': ['Expected a list of items.']}");
    };
    if rows.len() > ROWS_MAX {
        return v2_error(wire, 400, "{'non_field_errors': ['Ensure this list has no more than 100 items.']}");
    }
    let told: Vec<Value> = rows.iter().filter_map(|row| take(world, integration, row, now)).collect();
    json_answer(200, &Value::Array(told))
}

/// What the answer says about one row.
fn take(world: &mut World, integration: u64, value: &Value, now: Timestamp) -> Option<Value> {
    let row = match row::read(value) {
        Ok(row) => row,
        Err(errors) => {
            let text = |name: &str| value.get(name).and_then(Value::as_str).unwrap_or_default();
            return Some(json!({
                "external_order_id": text("external_order_id"),
                "external_shipment_id": text("external_shipment_id"),
                "status": "error",
                "error": errors,
            }));
        }
    };
    let (order_id, shipment_id) = (row.order_id.clone(), row.shipment_id.clone());
    let same = |order: &&SimOrder| {
        order.integration == integration
            && order.order_id == order_id
            && order.external_shipment_id == shipment_id
    };
    let there = world.state.orders.iter().find(same).map(|order| order.id);
    let deleted = there.filter(|id| world.state.deleted.contains_key(id));
    let (id, status) = match (there, deleted) {
        (_, Some(id)) => {
            imports::restore(world, id, now);
            (id, "created")
        }
        (Some(id), None) => (id, "updated"),
        (None, _) => (add(world, integration, now), "created"),
    };
    let order = world.state.orders.iter_mut().find(|order| order.id == id)?;
    if status == "updated" && order.shop_updated_at == row.updated_at {
        return None;
    }
    write(order, row, now);
    let mut told = Map::new();
    told.insert("external_order_id".to_owned(), json!(order.order_id));
    // The schema of this row knows no null.
    if let Some(shipment_id) = &order.external_shipment_id {
        told.insert("external_shipment_id".to_owned(), json!(shipment_id));
    }
    told.insert("shipment_uuid".to_owned(), json!(order.uuid));
    told.insert("status".to_owned(), json!(status));
    imports::changed(world);
    Some(Value::Object(told))
}

fn write(order: &mut SimOrder, row: Row, now: Timestamp) {
    order.order_id = row.order_id;
    order.external_shipment_id = row.shipment_id;
    order.order_number = row.order_number;
    order.status = row.status;
    order.payment = row.payment;
    order.name = row.name;
    order.company = row.company;
    order.address = row.address;
    order.house_number = row.house_number;
    order.address_2 = row.address_2;
    order.postal_code = row.postal_code;
    order.city = row.city;
    order.state = row.state;
    order.country = row.country;
    order.email = row.email;
    order.telephone = row.telephone;
    order.service_point = row.service_point;
    order.post_number = row.post_number;
    order.checkout_method = row.checkout_method;
    order.weight = row.weight;
    order.total = row.total;
    order.currency = row.currency;
    order.items = row.items;
    order.customs_invoice_nr = row.customs_invoice_nr;
    order.customs_shipment_type = row.customs_shipment_type;
    order.shop_created_at = row.created_at;
    order.shop_updated_at = row.updated_at;
    order.updated_at = now;
    order.extras = row.extras;
}

/// An empty row of the lists; gives its internal id.
fn add(world: &mut World, integration: u64, now: Timestamp) -> u64 {
    let id = world.state.orders.iter().map(|order| order.id).max().unwrap_or(2_535_400) + 3;
    let status = || Status::new("", "");
    world.state.orders.push(SimOrder {
        id,
        uuid: Rng::keyed(world.config.seed, "order", id).uuid(),
        integration,
        order_id: String::new(),
        external_shipment_id: None,
        order_number: String::new(),
        status: status(),
        payment: status(),
        name: String::new(),
        company: String::new(),
        address: String::new(),
        house_number: String::new(),
        address_2: String::new(),
        postal_code: String::new(),
        city: String::new(),
        state: None,
        country: String::new(),
        email: String::new(),
        telephone: String::new(),
        service_point: None,
        post_number: String::new(),
        checkout_method: String::new(),
        weight: None,
        total: String::new(),
        currency: String::new(),
        items: Vec::new(),
        customs_invoice_nr: String::new(),
        customs_shipment_type: None,
        created_at: now,
        updated_at: now,
        shop_created_at: now,
        shop_updated_at: now,
        listed: true,
        trouble: Trouble::None,
        after_label: AfterLabel::Stays,
        extras: Map::new(),
    });
    id
}
