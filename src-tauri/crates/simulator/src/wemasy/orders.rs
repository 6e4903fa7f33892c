//! `orders/all` and `orders/detail`.

use api_client::Response;
use serde_json::{Value, json};

use super::checks::Body;
use super::state::{WemasyOrder, WemasyState};
use super::{missing, said};
use crate::answer::json_answer;
use crate::model::{SimItem, SimOrder};
use crate::pictures;
use crate::platform::World;
use crate::wire::WireRequest;

const SORT_KEYS: [&str; 6] =
    ["created_at", "order_number", "status", "total_amount", "payment_method", "invoice_id"];
const STATUSES: [&str; 9] = [
    "on_hold",
    "payment_received",
    "paid",
    "completed",
    "cancelled",
    "refunding",
    "refunded",
    "pending",
    "failed",
];
const PAGE_MAX: u64 = 100;

pub(super) fn list(world: &World, wire: &WireRequest) -> Response {
    let (Some(state), Some(config)) = (&world.state.wemasy, &world.config.wemasy) else {
        return missing("Not Found.");
    };
    let mut body = Body::of(wire);
    let sort = body.one_of("sortKey", false, &SORT_KEYS);
    let order = body.one_of("sortOrder", false, &["asc", "desc"]);
    let per_page = body.integer("per_page", false, PAGE_MAX).unwrap_or(config.page_size.max(1) as u64);
    let status = body.one_of("status", false, &STATUSES);
    let kind = body.text("type", false);
    let search = body.text("search_query", false).map(|text| text.to_lowercase());
    // A paginator of this kind takes the page from the body or from the query.
    let asked = wire.first("page").and_then(|page| page.parse().ok());
    let page = body.integer("page", false, u64::MAX).or(asked).unwrap_or(1).max(1);
    if let Err(response) = body.done() {
        return response;
    }
    let takes = |order: &&WemasyOrder| {
        status.as_ref().is_none_or(|status| *status == order.status)
            && kind.as_ref().is_none_or(|kind| kind == kind_of(order))
            && search.as_ref().is_none_or(|text| mentions(order, text))
    };
    let mut rows: Vec<&WemasyOrder> = state.orders.iter().filter(takes).collect();
    rows.sort_by_key(|order| key(order, sort.as_deref().unwrap_or("created_at")));
    if order.as_deref() != Some("asc") {
        rows.reverse();
    }
    json_answer(200, &json!({"error": false, "data": paginator(wire, &rows, page, per_page)}))
}

fn paginator(wire: &WireRequest, rows: &[&WemasyOrder], page: u64, per_page: u64) -> Value {
    let total = rows.len() as u64;
    let last = total.div_ceil(per_page).max(1);
    let start = page.saturating_sub(1).saturating_mul(per_page);
    let skip = usize::try_from(start).unwrap_or(usize::MAX);
    let take = usize::try_from(per_page).unwrap_or(usize::MAX);
    let data: Vec<Value> = rows.iter().skip(skip).take(take).map(|order| row(order)).collect();
    let path = format!("{}{}", wire.base, wire.path);
    let link = |page: u64| json!(format!("{path}?page={page}"));
    let shown = |number: u64| if data.is_empty() { Value::Null } else { json!(number) };
    json!({
        "current_page": page,
        "from": shown(start.saturating_add(1)),
        "to": shown(start.saturating_add(data.len() as u64)),
        "data": data,
        "first_page_url": link(1),
        "last_page": last,
        "last_page_url": link(last),
        "links": [],
        "next_page_url": if page < last { link(page + 1) } else { Value::Null },
        "path": path,
        "per_page": per_page,
        "prev_page_url": if page > 1 { link(page - 1) } else { Value::Null },
        "total": total,
    })
}

fn key(order: &WemasyOrder, name: &str) -> (String, String) {
    let created = order.order.shop_created_at.to_string();
    let first = match name {
        "order_number" => order.order.order_number.clone(),
        "status" => order.status.clone(),
        "total_amount" => format!("{:>12}", order.order.total),
        "payment_method" => order.payment_method.clone(),
        "invoice_id" => format!("{:>12}", order.invoice_id.unwrap_or(0)),
        _ => created.clone(),
    };
    (first, created)
}

fn mentions(order: &WemasyOrder, text: &str) -> bool {
    let invoice = order.invoice_id.map(invoice_text).unwrap_or_default();
    let places =
        [&order.order.order_number, &order.order.name, &order.order.company, &order.order.email, &invoice];
    places.into_iter().any(|place| place.to_lowercase().contains(text))
}

fn kind_of(order: &WemasyOrder) -> &'static str {
    if order.quote { "quote" } else { "checkout" }
}

fn invoice_text(id: u64) -> String {
    format!("INV-{id}")
}

/// No schema of a row is documented; this one is made up. The odd one has other types and lacks what others have.
fn row(order: &WemasyOrder) -> Value {
    let sim = &order.order;
    if order.odd {
        return json!({
            "id": order.id.to_string(),
            "order_number": sim.order_number,
            "status": order.status,
            "payment_status": null,
            "type": kind_of(order),
            "total_amount": sim.total.parse::<f64>().unwrap_or_default(),
            "payment_method": {"code": order.payment_method},
            "invoice_id": order.invoice_id,
            "created_at": sim.shop_created_at.to_string(),
            "customer": users(sim).to_string(),
            "order_metadata": [],
        });
    }
    json!({
        "id": order.id,
        "order_number": sim.order_number,
        "status": order.status,
        "payment_status": order.payment_status,
        "type": kind_of(order),
        "total_amount": sim.total,
        "payment_method": order.payment_method,
        "invoice_id": order.invoice_id.map(invoice_text),
        "created_at": sim.shop_created_at.strftime("%Y-%m-%d %H:%M:%S").to_string(),
        "customer": person(sim),
        "order_metadata": metadata(order),
    })
}

/// Numbers as texts, flags as numbers: the table is documented as "string" and "mixed".
pub(super) fn metadata(order: &WemasyOrder) -> Value {
    let shipping = &order.shipping;
    json!({
        "sendcloud_shipping_method_id": shipping.method.map(|id| id.to_string()),
        "sendcloud_no_parcels": shipping.parcels,
        "sendcloud_weight": shipping.weight,
        "sendcloud_labels_created": u8::from(shipping.shipment.is_some()),
        "sendcloud_shipment_created": u8::from(shipping.imported_as.is_some()),
    })
}

fn person(order: &SimOrder) -> Value {
    let (first, last) = order.name.split_once(' ').unwrap_or(("", order.name.as_str()));
    json!({
        "account_type": if order.company.is_empty() { "private" } else { "business" },
        "firstname": first,
        "lastname": last,
        "company": order.company,
        "email": order.email,
        "phone": order.telephone,
        "street": order.address,
        "number": order.house_number,
        "postcode": order.postal_code,
        "city": order.city,
        "country": order.country,
    })
}

fn users(order: &SimOrder) -> Value {
    json!({"billing": person(order), "shipping": person(order)})
}

pub(super) fn detail(world: &World, wire: &WireRequest) -> Response {
    let Some(state) = &world.state.wemasy else { return missing("Not Found.") };
    let mut body = Body::of(wire);
    let number = body.text("order_number", true);
    if let Err(response) = body.done() {
        return response;
    }
    let found = state.orders.iter().find(|order| Some(&order.order.order_number) == number.as_ref());
    let Some(order) = found else { return said(404, true, "Order not found.") };
    json_answer(200, &json!({"error": false, "data": whole(world, state, order, &wire.base)}))
}

fn whole(world: &World, state: &WemasyState, order: &WemasyOrder, base: &str) -> Value {
    let sim = &order.order;
    let lines: Vec<Value> = sim.items.iter().map(|item| line(item, base)).collect();
    let pieces: u32 = sim.items.iter().map(|item| item.quantity).sum();
    let inside = json!({
        "order": {"products": lines, "total_quantity": pieces, "total_price_with_tax": sim.total,
            "show_price_tax_included": true},
        "shipment": shipment(world, order),
        "payment": {"selected": order.payment_method},
    });
    let (checkout, quote) = if order.quote { (json!({}), inside) } else { (inside, json!({})) };
    json!({
        "order_id": order.id.to_string(),
        "order_number": sim.order_number,
        "vendor_comment": order.vendor_comment,
        "type": kind_of(order),
        "integration_id": state.integration,
        "order_metadata": metadata(order),
        "quote": quote,
        "checkout": checkout,
        "users": users(sim),
    })
}

/// The record of the shipment that Wemasy made; the tracking number once the carrier gave one.
pub(super) fn shipment(world: &World, order: &WemasyOrder) -> Value {
    let id = order.shipping.shipment.as_deref();
    let made = id.and_then(|id| world.state.shipments.get(world.index.shipment(id)?));
    let Some(made) = made else { return Value::Null };
    let parcel = made.parcels.first();
    let announced = parcel.filter(|parcel| parcel.announced_at.is_some());
    json!({
        "id": order.id.to_string(),
        "status": if announced.is_some() { "label_created" } else { "processing" },
        "external_shipment_id": made.id,
        "service_name": made.option_code,
        "tracking_number": announced.map(|parcel| parcel.tracking_number.clone()).unwrap_or_default(),
    })
}

fn line(item: &SimItem, base: &str) -> Value {
    json!({
        "title": item.name,
        "quantity": item.quantity,
        "price": item.price,
        "weight": item.weight,
        "ean": if item.ean.is_empty() { Value::Null } else { json!(item.ean) },
        "main_image": pictures::url(base, &item.sku),
        "options": {},
    })
}
