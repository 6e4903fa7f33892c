//! v2: `GET /integrations`, `GET /integrations/{id}`, `GET /integrations/{id}/shipments`.

use api_client::Response;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{Span, Timestamp};
use serde_json::{Value, json};

use super::{page, time};
use crate::answer::{json_answer, v2_error};
use crate::model::{SimOrder, SimShop};
use crate::platform::World;
use crate::rng::Rng;
use crate::wire::WireRequest;

pub(super) fn list(world: &World, now: Timestamp) -> Response {
    let shops: Vec<Value> = world.state.shops.iter().map(|shop| shop_json(shop, now)).collect();
    json_answer(200, &Value::Array(shops))
}

pub(super) fn one(world: &World, wire: &WireRequest, id: &str, now: Timestamp) -> Response {
    match world.state.shops.iter().find(|shop| shop.id.to_string() == id) {
        Some(shop) => json_answer(200, &shop_json(shop, now)),
        None => v2_error(wire, 404, "No Integration matches the given query."),
    }
}

fn shop_json(shop: &SimShop, now: Timestamp) -> Value {
    // Shops are asked for new orders every ten minutes.
    let fetched = Timestamp::from_second(now.as_second() - now.as_second().rem_euclid(600)).unwrap_or(now);
    json!({
        "id": shop.id,
        "shop_name": shop.name,
        "shop_url": shop.url,
        "system": shop.system,
        "failing_since": null,
        "last_fetch": time(fetched),
        "last_updated_at": time(shop.connected_at),
        "service_point_enabled": shop.system != "api",
        "service_point_carriers": ["postnl", "dhl_parcel"],
        "webhook_active": false,
        "webhook_url": null,
    })
}

pub(super) fn shipments(world: &World, wire: &WireRequest, id: &str, now: Timestamp) -> Response {
    let Some(shop) = world.state.shops.iter().find(|shop| shop.id.to_string() == id) else {
        return v2_error(wire, 404, "No Integration matches the given query.");
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
    json!({
        "shipment_uuid": order.uuid,
        "external_order_id": order.order_id,
        "external_shipment_id": order.external_shipment_id,
        "order_number": order.order_number,
        "order_status": {"id": order.status.id, "message": order.status.message},
        "payment_status": {"id": order.payment.id, "message": order.payment.message},
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
        "total_order_value": order.total,
        "currency": order.currency,
        "parcel_items": items,
        "customs_invoice_nr": order.customs_invoice_nr,
        "customs_shipment_type": order.customs_shipment_type,
        "barcode": rng.digits(12),
        "created_at": time(order.created_at),
        "updated_at": time(order.updated_at),
        "shipment_created_at": time(order.shop_created_at),
        "shipment_updated_at": time(order.shop_updated_at),
    })
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
