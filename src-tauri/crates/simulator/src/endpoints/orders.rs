//! v3 `GET /orders`: the incoming orders overview, with the filters that a packing station may use.

use api_client::Response;
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use serde_json::{Value, json};

use super::{page, time};
use crate::answer::{self, json_answer};
use crate::model::{SimItem, SimOrder};
use crate::pictures;
use crate::platform::World;
use crate::wire::WireRequest;

const PAGE_SIZE: usize = 100;
const PAGE_SIZE_MAX: usize = 200;

pub(super) fn list(world: &World, wire: &WireRequest) -> Response {
    let asked: Vec<&str> =
        wire.first("integration").map(|text| text.split(',').collect()).unwrap_or_default();
    let known = |id: &&str| world.state.shops.iter().any(|shop| shop.id.to_string() == *id);
    if let Some(unknown) = asked.iter().find(|id| !known(id)) {
        let detail = format!("Select a valid choice. {unknown} is not one of the available choices.");
        let item = json!({"status": "400", "code": "invalid_choice", "title": "Invalid Choice", "detail": detail,
            "source": {"parameter": "integration"}});
        return answer::errors(400, vec![item]);
    }
    let Some(cursor) = page::cursor(wire) else {
        let item = json!({"status": "404", "code": "not_found", "title": "Invalid cursor", "detail": "Invalid cursor"});
        return answer::errors(404, vec![item]);
    };
    let same = |name: &str, value: &str| {
        wire.first(name).is_none_or(|text| text.to_lowercase() == value.to_lowercase())
    };
    let (created, updated) = match (Days::of(wire, "order_created_at"), Days::of(wire, "order_updated_at")) {
        (Ok(created), Ok(updated)) => (created, updated),
        (Err(name), _) | (_, Err(name)) => {
            return answer::bad_parameter("invalid", "Enter a valid date.", &name);
        }
    };
    let takes = |order: &&SimOrder| {
        order.listed
            && created.hold(order.shop_created_at)
            && updated.hold(order.shop_updated_at)
            && (asked.is_empty() || asked.contains(&order.integration.to_string().as_str()))
            && same("order_number", &order.order_number)
            && same("order_id", &order.order_id)
            && same("status", &order.status.id)
    };
    let mut all: Vec<&SimOrder> = world.state.orders.iter().filter(takes).collect();
    all.sort_by_key(|order| std::cmp::Reverse(order.id));
    let got = page::page(all, |order| order.id, cursor, page::size(wire, PAGE_SIZE, PAGE_SIZE_MAX));
    let data: Vec<Value> =
        got.items.iter().map(|order| without_nulls(order_json(order, &wire.base))).collect();
    let mut response = json_answer(200, &json!({"data": data}));
    response.headers.extend(page::link(wire, &got).map(|link| ("link".to_owned(), link)));
    response
}

/// `{name}`, `{name}_min` and `{name}_max`: days, which are included.
struct Days {
    from: Option<Date>,
    to: Option<Date>,
}

impl Days {
    /// The name of the parameter that is no date, if there is one.
    fn of(wire: &WireRequest, name: &str) -> Result<Self, String> {
        let day = |name: String| match wire.first(&name).map(str::parse::<Date>) {
            None => Ok(None),
            Some(Ok(day)) => Ok(Some(day)),
            Some(Err(_)) => Err(name),
        };
        let on = day(name.to_owned())?;
        Ok(Self { from: on.or(day(format!("{name}_min"))?), to: on.or(day(format!("{name}_max"))?) })
    }

    fn hold(&self, at: Timestamp) -> bool {
        let day = at.to_zoned(TimeZone::UTC).date();
        self.from.is_none_or(|from| from <= day) && self.to.is_none_or(|to| day <= to)
    }
}

/// The published schemas of this endpoint leave fields out where others say null.
fn without_nulls(value: Value) -> Value {
    match value {
        Value::Object(fields) => {
            let kept = fields.into_iter().filter(|(_, field)| !field.is_null());
            Value::Object(kept.map(|(name, field)| (name, without_nulls(field))).collect())
        }
        Value::Array(list) => Value::Array(list.into_iter().map(without_nulls).collect()),
        other => other,
    }
}

fn number(text: &str) -> Value {
    text.parse::<f64>().map_or(Value::Null, |number| json!(number))
}

fn order_json(order: &SimOrder, base: &str) -> Value {
    let items: Vec<Value> = order.items.iter().map(|item| item_json(item, &order.currency, base)).collect();
    let weight = order.weight.as_deref().map(|kg| json!({"weight": {"value": number(kg), "unit": "kg"}}));
    let total = json!({"value": number(&order.total), "currency": order.currency});
    let address = json!({
        "name": order.name, "company_name": order.company, "address_line_1": order.address,
        "address_line_2": order.address_2, "house_number": order.house_number, "postal_code": order.postal_code,
        "city": order.city, "state_province_code": order.state, "country_code": order.country,
        "email": order.email, "phone_number": order.telephone, "po_box": null,
    });
    json!({
        "id": order.id.to_string(),
        "order_id": order.order_id,
        "order_number": order.order_number,
        "created_at": time(order.created_at),
        "modified_at": time(order.updated_at),
        "order_details": {
            "integration": {"id": order.integration},
            "status": {"code": order.status.id, "message": order.status.message},
            "order_created_at": time(order.shop_created_at),
            "order_updated_at": time(order.shop_updated_at),
            "order_items": items,
            "notes": null,
            "tags": [],
        },
        "payment_details": {
            "is_cash_on_delivery": false,
            "total_price": total,
            "status": {"code": order.payment.id, "message": order.payment.message},
        },
        "customs_details": customs(order),
        "customer_details": {"name": order.name, "phone_number": order.telephone, "email": order.email},
        "shipping_address": address,
        "billing_address": address,
        "shipping_details": {
            "is_local_pickup": false, "delivery_indicator": order.checkout_method, "measurement": weight,
            "ship_with": null,
        },
        "service_point_details": order.service_point.map(|id| json!({"id": id.to_string(), "post_number": order.post_number})),
    })
}

fn customs(order: &SimOrder) -> Option<Value> {
    // v3 has no word for documents.
    let kind = match order.customs_shipment_type? {
        0 => Some("gift"),
        2 => Some("commercial_goods"),
        3 => Some("commercial_sample"),
        4 => Some("returned_goods"),
        _ => None,
    };
    Some(json!({"commercial_invoice_number": order.customs_invoice_nr, "shipment_type": kind}))
}

fn item_json(item: &SimItem, currency: &str, base: &str) -> Value {
    let price = item.price.parse::<f64>().unwrap_or_default();
    let total = (price * f64::from(item.quantity) * 100.0).round() / 100.0;
    let properties: serde_json::Map<String, Value> =
        item.properties.iter().map(|(name, value)| (name.clone(), json!(value))).collect();
    let mut fields = json!({
        "item_id": item.id,
        "product_id": item.product_id,
        "image_url": pictures::url(base, &item.sku),
        "name": item.name,
        "sku": item.sku,
        "quantity": item.quantity,
        "hs_code": item.hs_code,
        "country_of_origin": item.origin,
        "properties": properties,
        "unit_price": {"value": price, "currency": currency},
        "total_price": {"value": total, "currency": currency},
        "measurement": item.weight.as_deref().map(|kg| json!({"weight": {"value": number(kg), "unit": "kg"}})),
        "delivery_dates": null,
    });
    // Documented as text, never as null.
    if !item.ean.is_empty() {
        fields["ean"] = json!(item.ean);
    }
    fields
}
