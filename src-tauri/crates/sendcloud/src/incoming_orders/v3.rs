//! `GET /api/v3/orders`: the open orders of accounts that have no v2, as the same [`IncomingOrder`].
//!
//! Source: https://sendcloud.dev/api/v3/orders/retrieve-a-list-of-orders. v3's `order_id` is v2's `external_order_id`; the
//! rest of v2's ids has no counterpart and stays empty: `external_shipment_id`, `shipment_uuid`, shipping methods.

use api_client::Request;
use jiff::civil::Date;
use serde_json::Value;

use super::{IncomingOrder, ParcelItem, Status, key, properties};
use crate::Grams;
use crate::pages::{Pages, RowReader, Style};
use api_client::lenient::Fields;

/// Orders per page ("maximum: 200").
pub const PAGE_SIZE: usize = 200;

/// Filters; all of them optional. Without dates the platform lists everything, not one year as in v2.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct OrdersQuery {
    /// Without regard to case, as the next two.
    pub order_number: Option<String>,
    pub order_id: Option<String>,
    /// The code of the shop's status.
    pub status: Option<String>,
    /// When the shop created it; both days are included.
    pub created_from: Option<Date>,
    pub created_to: Option<Date>,
    /// When the shop changed it; both days are included.
    pub updated_from: Option<Date>,
    pub updated_to: Option<Date>,
}

/// The orders of one integration, newest first.
pub fn pages(integration_id: i64, query: &OrdersQuery) -> Pages<IncomingOrder> {
    Pages::new(request(integration_id, query), Style::V3, RowReader { read, key })
}

fn request(integration_id: i64, query: &OrdersQuery) -> Request {
    Request::get("/api/v3/orders", &[])
        .query("integration", integration_id)
        .query_opt("order_number", query.order_number.as_ref())
        .query_opt("order_id", query.order_id.as_ref())
        .query_opt("status", query.status.as_ref())
        .query_opt("order_created_at_min", query.created_from)
        .query_opt("order_created_at_max", query.created_to)
        .query_opt("order_updated_at_min", query.updated_from)
        .query_opt("order_updated_at_max", query.updated_to)
        .query("page_size", PAGE_SIZE)
}

fn read(row: &Value) -> Result<IncomingOrder, &'static str> {
    let fields = Fields::of(row).ok_or("not an object")?;
    let external_order_id = fields.word("order_id");
    let order_number = fields.text("order_number").unwrap_or_default();
    if external_order_id.is_none() && order_number.trim().is_empty() {
        return Err("neither an order id nor an order number");
    }
    let details = fields.object("order_details");
    let payment = fields.object("payment_details");
    let customer = fields.object("customer_details");
    let to = fields.object("shipping_address");
    let shipping = fields.object("shipping_details");
    let point = fields.object("service_point_details");
    let customs = fields.object("customs_details");
    let measurement = shipping.and_then(|shipping| shipping.object("measurement"));
    let dimension = measurement.and_then(|measurement| measurement.object("dimension"));
    let total = payment.and_then(|payment| payment.object("total_price"));
    let text = |of: Option<Fields<'_>>, name: &str| of.and_then(|of| of.text(name));
    let word = |of: Option<Fields<'_>>, name: &str| of.and_then(|of| of.word(name));
    Ok(IncomingOrder {
        external_order_id,
        order_number,
        v3_id: fields.word("id"),
        order_status: details.and_then(status),
        payment_status: payment.and_then(status),
        integration: details
            .and_then(|details| details.object("integration"))
            .and_then(|integration| integration.integer("id")),
        name: text(to, "name"),
        company_name: text(to, "company_name"),
        address: text(to, "address_line_1"),
        house_number: text(to, "house_number"),
        address_2: text(to, "address_line_2"),
        postal_code: text(to, "postal_code"),
        city: text(to, "city"),
        to_state: text(to, "state_province_code"),
        country: text(to, "country_code"),
        email: text(to, "email").or_else(|| text(customer, "email")),
        telephone: text(to, "phone_number").or_else(|| text(customer, "phone_number")),
        // `carrier_service_point_id` is the carrier's own name for it and would be taken for the platform's.
        to_service_point: word(point, "id"),
        to_post_number: word(point, "post_number"),
        shipping_method_checkout_name: word(shipping, "delivery_indicator"),
        weight: weight(measurement),
        width: dimension.and_then(|dimension| centimetres(dimension, "width")),
        height: dimension.and_then(|dimension| centimetres(dimension, "height")),
        length: dimension.and_then(|dimension| centimetres(dimension, "length")),
        total_order_value: word(total, "value"),
        currency: word(total, "currency"),
        parcel_items: details
            .map(|details| details.objects("order_items"))
            .unwrap_or_default()
            .into_iter()
            .map(item)
            .collect(),
        customs_invoice_nr: word(customs, "commercial_invoice_number"),
        customs_shipment_type: word(customs, "shipment_type"),
        customs_details: fields.value("customs_details").cloned(),
        created_at: fields.word("created_at"),
        updated_at: fields.word("modified_at"),
        shipment_created_at: word(details, "order_created_at"),
        shipment_updated_at: word(details, "order_updated_at"),
        ..IncomingOrder::default()
    })
}

/// `{"status": {"code", "message"}}`; a missing message is the code.
fn status(fields: Fields<'_>) -> Option<Status> {
    let (id, message) = match fields.object("status") {
        Some(status) => (status.word("code"), status.word("message")),
        None => (fields.word("status"), None),
    };
    let id = id.or_else(|| message.clone())?;
    Some(Status { message: message.unwrap_or_else(|| id.clone()), id })
}

fn item(fields: Fields<'_>) -> ParcelItem {
    let price = fields.object("unit_price");
    ParcelItem {
        item_id: fields.word("item_id"),
        description: fields.text("name").or_else(|| fields.text("description")).unwrap_or_default(),
        quantity: fields
            .integer("quantity")
            .and_then(|quantity| u32::try_from(quantity).ok())
            .unwrap_or_default(),
        value: price.and_then(|price| price.word("value")),
        weight: weight(fields.object("measurement")),
        sku: fields.word("sku"),
        ean: fields.word("ean"),
        product_id: fields.word("product_id"),
        image_url: fields.word("image_url"),
        hs_code: fields.word("hs_code"),
        origin_country: fields.word("country_of_origin"),
        mid_code: fields.word("mid_code"),
        material_content: fields.word("material_content"),
        intended_use: fields.word("intended_use"),
        properties: properties(fields),
    }
}

/// `{"weight": {"value": 1.32, "unit": "kg"}}`, in whole grams.
fn weight(measurement: Option<Fields<'_>>) -> Option<Grams> {
    let weight = measurement?.object("weight")?;
    let value = weight.word("value")?;
    match weight.word("unit").as_deref() {
        // Grams are thousandths of the same decimals.
        Some("g") => Grams::from_kg(&format!("{value}e-3")).or_else(|| scaled_grams(&value, 1.0)),
        Some("lbs" | "lb") => scaled_grams(&value, 453.592_37),
        Some("oz") => scaled_grams(&value, 28.349_523),
        Some("kg") | None => Grams::from_kg(&value),
        Some(_) => None,
    }
}

fn scaled_grams(value: &str, factor: f64) -> Option<Grams> {
    let grams: f64 = value.parse().ok()?;
    (grams.is_finite() && grams >= 0.0)
        .then(|| Grams::from_kg(&format!("{:.9}", grams * factor / 1000.0)))
        .flatten()
}

/// A side as v2 has it: centimetres, though v2 does not say so.
fn centimetres(dimension: Fields<'_>, side: &str) -> Option<String> {
    let value = dimension.word(side)?;
    let factor = match dimension.word("unit").as_deref() {
        Some("cm") | None => return Some(value),
        Some("mm") => 0.1,
        Some("m") => 100.0,
        Some("in") => 2.54,
        Some("ft") => 30.48,
        Some("yd") => 91.44,
        Some(_) => return None,
    };
    value.parse::<f64>().ok().filter(|side| side.is_finite()).map(|side| format!("{:.2}", side * factor))
}
