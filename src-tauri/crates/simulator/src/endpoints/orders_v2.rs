//! v2: `GET /integrations/{id}/shipments` and `POST /integrations/{id}/shipments/delete`.

use api_client::{Response, is_uuid};
use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{Span, Timestamp};
use serde_json::{Value, json};

use super::integrations::shop;
use super::{page, time};
use crate::answer::{json_answer, no_content, v2_error};
use crate::imports;
use crate::model::{SimOrder, Status};
use crate::platform::World;
use crate::rng::Rng;
use crate::wire::WireRequest;

pub(super) fn list(world: &World, wire: &WireRequest, id: &str, now: Timestamp) -> Response {
    let shop = match shop(world, wire, id) {
        Ok(shop) => shop,
        Err(response) => return response,
    };
    let filter = match Filter::of(wire, now) {
        Ok(filter) => filter,
        Err(message) => return v2_error(wire, 400, &message),
    };
    let Some(cursor) = page::cursor(wire) else {
        return v2_error(wire, 404, "Invalid cursor");
    };
    let mut all: Vec<&SimOrder> = world
        .state
        .orders
        .iter()
        .filter(|o| o.integration == shop.id && o.listed && filter.takes(o))
        .collect();
    all.sort_by_key(|order| std::cmp::Reverse(order.id));
    let got = page::page(all, |order| order.id, cursor, world.config.v2_page_size.max(1));
    let link = |cursor: &Option<String>| cursor.as_ref().map(|cursor| page::url(wire, &wire.path, cursor));
    let results: Vec<Value> = got.items.iter().map(|order| order_json(world, order)).collect();
    json_answer(200, &json!({"next": link(&got.next), "previous": link(&got.previous), "results": results}))
}

/// "You must provide either a shipment_uuid or the combination of external_order_id and external_shipment_id".
pub(super) fn delete(world: &mut World, wire: &WireRequest, id: &str, now: Timestamp) -> Response {
    let shop = match shop(world, wire, id) {
        Ok(shop) => shop.id,
        Err(response) => return response,
    };
    let body = wire.body.as_deref().and_then(|body| serde_json::from_slice::<Value>(body).ok());
    let text = |name: &str| body.as_ref().and_then(|body| body.get(name)).and_then(Value::as_str);
    let (uuid, order_id, shipment_id) =
        (text("shipment_uuid"), text("external_order_id"), text("external_shipment_id"));
    let named = |order: &SimOrder| match (uuid, order_id, shipment_id) {
        (Some(uuid), _, _) => order.uuid.eq_ignore_ascii_case(uuid),
        (None, Some(order_id), shipment_id) => {
            order.order_id == order_id && order.external_shipment_id.as_deref() == shipment_id
        }
        (None, None, _) => false,
    };
    match (uuid, order_id, shipment_id) {
        (Some(uuid), _, _) if !is_uuid(uuid) => return v2_error(wire, 400, "Must be a valid UUID."),
        (Some(_), None, None) | (None, Some(_), Some(_)) => {}
        _ => {
            let words = "Missing shipment_uuid or the pair external_order_id and external_shipment_id";
            return v2_error(wire, 400, words);
        }
    }
    let found = world.state.orders.iter().find(|o| o.integration == shop && o.listed && named(o));
    match found.map(|order| order.id) {
        Some(order) => {
            imports::delete(world, order, now);
            no_content()
        }
        None => v2_error(wire, 404, "No ShipmentBlob matches the given query."),
    }
}

/// Null for a status or a text that an upsert left out.
fn status_json(status: &Status) -> Value {
    match status.id.is_empty() {
        true => Value::Null,
        false => json!({"id": status.id, "message": status.message}),
    }
}

fn text_or_null(text: &str) -> Value {
    if text.is_empty() { Value::Null } else { json!(text) }
}

struct Filter<'a> {
    from: Date,
    to: Date,
    order_ids: Vec<&'a str>,
    shipment_ids: Vec<&'a str>,
    number: Option<&'a str>,
}

impl<'a> Filter<'a> {
    fn of(wire: &'a WireRequest, now: Timestamp) -> Result<Self, String> {
        let today = now.to_zoned(TimeZone::UTC).date();
        let date = |name: &str, usual: Date| match wire.first(name).filter(|text| !text.is_empty()) {
            None => Ok(usual),
            Some(text) => text.parse::<Date>().map_err(|_| format!("{{'{name}': ['Enter a valid date.']}}")),
        };
        for (name, valid) in [
            ("shipping_rules", &["true", "false", "True", "False", "1", "0"][..]),
            ("sender_address", &[][..]),
        ] {
            let text = wire.first(name).unwrap_or("0");
            if !valid.contains(&text) && text.parse::<u64>().is_err() {
                return Err(format!("{{'{name}': ['Enter a valid value.']}}"));
            }
        }
        Ok(Self {
            from: date("start_date", today.saturating_sub(Span::new().years(1)))?,
            to: date("end_date", today)?,
            order_ids: wire.all("external_order_ids").collect(),
            shipment_ids: wire.all("external_shipment_ids").collect(),
            number: wire.first("order_number"),
        })
    }

    fn takes(&self, order: &SimOrder) -> bool {
        let day = order.created_at.to_zoned(TimeZone::UTC).date();
        let shipment_id = order.external_shipment_id.as_deref().unwrap_or_default();
        (self.from..=self.to).contains(&day)
            && (self.order_ids.is_empty() || self.order_ids.contains(&order.order_id.as_str()))
            && (self.shipment_ids.is_empty() || self.shipment_ids.contains(&shipment_id))
            && self.number.is_none_or(|number| number == order.order_number)
    }
}

fn order_json(world: &World, order: &SimOrder) -> Value {
    let mut rng = Rng::keyed(world.config.seed, "barcode", order.id);
    let items: Vec<Value> = order.items.iter().map(item_json).collect();
    let mut fields = json!({
        "shipment_uuid": order.uuid,
        "external_order_id": order.order_id,
        "external_shipment_id": order.external_shipment_id,
        "order_number": order.order_number,
        "order_status": status_json(&order.status),
        "payment_status": status_json(&order.payment),
        "integration": order.integration,
        "name": order.name,
        "company_name": order.company,
        "address": order.address,
        "house_number": order.house_number,
        "address_2": order.address_2,
        "postal_code": order.postal_code,
        "city": order.city,
        "to_state": order.state,
        "country": order.country,
        "email": order.email,
        "telephone": order.telephone,
        "to_service_point": order.service_point,
        "to_post_number": order.post_number,
        "shipping_method": null,
        "shipping_method_checkout_name": order.checkout_method,
        "allowed_shipping_methods": [8, 39, 1066],
        "sender_address": null,
        "weight": order.weight,
        "width": null,
        "height": null,
        "length": null,
        "total_order_value": text_or_null(&order.total),
        "currency": text_or_null(&order.currency),
        "parcel_items": items,
        "customs_invoice_nr": order.customs_invoice_nr,
        "customs_shipment_type": order.customs_shipment_type,
        "barcode": rng.digits(12),
        "created_at": time(order.created_at),
        "updated_at": time(order.updated_at),
        "shipment_created_at": time(order.shop_created_at),
        "shipment_updated_at": time(order.shop_updated_at),
    });
    if let Some(fields) = fields.as_object_mut() {
        fields.extend(order.extras.clone());
    }
    fields
}

fn item_json(item: &crate::model::SimItem) -> Value {
    let properties: serde_json::Map<String, Value> =
        item.properties.iter().map(|(name, value)| (name.clone(), json!(value))).collect();
    json!({
        "description": item.name,
        "quantity": item.quantity,
        "value": item.price,
        "weight": item.weight,
        "sku": item.sku,
        "product_id": item.product_id,
        "hs_code": item.hs_code,
        "origin_country": if item.origin.is_empty() { Value::Null } else { json!(item.origin) },
        "properties": properties,
        "mid_code": null,
        "material_content": null,
        "intended_use": null,
    })
}
