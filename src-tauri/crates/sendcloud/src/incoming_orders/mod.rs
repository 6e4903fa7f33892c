//! `GET /api/v2/integrations/{id}/shipments`: the orders of one shop as the panel's "Incoming orders" shows them. The API
//! calls them shipments; nothing has been shipped.
//!
//! [`v3`] reads the same orders from accounts without v2.
//!
//! Whether an order is open is not in here: the statuses are the shop's own words, and finished orders can be in the list.

pub mod v3;

use api_client::Request;
use api_client::lenient::{Fields, Grams, id};
use jiff::civil::Date;
use serde_json::Value;

use crate::pages::{Pages, RowReader, Style};

/// Filters; all of them optional.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct OrdersQuery {
    /// Included. The platform's default is one year ago.
    pub start_date: Option<Date>,
    /// Included. The platform's default is today.
    pub end_date: Option<Date>,
    pub external_order_ids: Vec<String>,
    pub external_shipment_ids: Vec<String>,
    pub order_number: Option<String>,
    /// Apply the shipping rules to `allowed_shipping_methods`.
    pub shipping_rules: Option<bool>,
    /// Sender address that `allowed_shipping_methods` is worked out for.
    pub sender_address: Option<u64>,
}

/// A status in the shop's own words.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Status {
    pub id: String,
    pub message: String,
}

/// One order, as the platform has it from the shop. All times are the platform's own texts.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct IncomingOrder {
    /// The shop's own id: what create-labels calls `order_id`.
    pub external_order_id: Option<String>,
    /// Null is not `""`: both must be sent back exactly as read.
    pub external_shipment_id: Option<String>,
    /// Often unique, not always; empty when the platform gives none.
    pub order_number: String,
    /// The platform's id of this row in v2.
    pub shipment_uuid: Option<String>,
    /// The platform's id of this row in v3, where the parts of a split order differ in nothing else.
    pub v3_id: Option<String>,
    pub order_status: Option<Status>,
    pub payment_status: Option<Status>,
    pub integration: Option<i64>,
    pub name: Option<String>,
    pub company_name: Option<String>,
    pub address: Option<String>,
    pub house_number: Option<String>,
    pub address_2: Option<String>,
    pub postal_code: Option<String>,
    pub city: Option<String>,
    pub to_state: Option<String>,
    /// ISO 3166-1 alpha-2.
    pub country: Option<String>,
    pub email: Option<String>,
    pub telephone: Option<String>,
    pub to_service_point: Option<String>,
    pub to_post_number: Option<String>,
    pub shipping_method: Option<i64>,
    pub shipping_method_checkout_name: Option<String>,
    pub allowed_shipping_methods: Vec<u64>,
    pub sender_address: Option<u64>,
    /// Decimal kilograms on the wire.
    pub weight: Option<Grams>,
    pub width: Option<String>,
    pub height: Option<String>,
    pub length: Option<String>,
    pub total_order_value: Option<String>,
    pub currency: Option<String>,
    pub parcel_items: Vec<ParcelItem>,
    pub customs_invoice_nr: Option<String>,
    /// A number of the platform's list (0 gift, 1 documents, 2 commercial goods, ...), or a word.
    pub customs_shipment_type: Option<String>,
    /// Customs costs and tax numbers as they came.
    pub customs_details: Option<Value>,
    /// What the shop's checkout chose, as it came.
    pub checkout_payload: Option<Value>,
    pub barcode: Option<String>,
    /// When the platform stored and changed it.
    pub created_at: Option<String>,
    pub updated_at: Option<String>,
    /// When the shop created and changed it.
    pub shipment_created_at: Option<String>,
    pub shipment_updated_at: Option<String>,
}

/// One line of an order.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ParcelItem {
    /// The shop's id of the line, by which ship-an-order takes it; v2 does not tell it.
    pub item_id: Option<String>,
    pub description: String,
    /// 0 when the platform gives none that can be read.
    pub quantity: u32,
    /// Per piece, decimal text in the order's currency.
    pub value: Option<String>,
    /// Per piece.
    pub weight: Option<Grams>,
    pub sku: Option<String>,
    /// EAN-13. v2 has no field for it.
    pub ean: Option<String>,
    pub product_id: Option<String>,
    /// Where the shop keeps a picture of the product. v2 has no field for it.
    pub image_url: Option<String>,
    pub hs_code: Option<String>,
    pub origin_country: Option<String>,
    pub mid_code: Option<String>,
    pub material_content: Option<String>,
    pub intended_use: Option<String>,
    /// Size, colour and the like, in the shop's order.
    pub properties: Vec<(String, String)>,
}

/// The orders of one integration. The page size is the platform's; it is not documented.
pub fn pages(integration_id: i64, query: &OrdersQuery) -> Pages<IncomingOrder> {
    Pages::new(request(integration_id, query), Style::V2, RowReader { read, key })
}

fn request(integration_id: i64, query: &OrdersQuery) -> Request {
    let mut request = Request::get("/api/v2/integrations/{id}/shipments", &[&integration_id.to_string()])
        .query_opt("start_date", query.start_date)
        .query_opt("end_date", query.end_date);
    // Arrays are written as repeated parameters (OpenAPI's default, `form` with `explode`).
    for id in &query.external_order_ids {
        request = request.query("external_order_ids", id);
    }
    for id in &query.external_shipment_ids {
        request = request.query("external_shipment_ids", id);
    }
    request
        .query_opt("order_number", query.order_number.as_ref())
        .query_opt("shipping_rules", query.shipping_rules)
        .query_opt("sender_address", query.sender_address)
}

/// A row that comes again unchanged is the same row; one that was changed in the meantime is handed out again.
fn key(order: &IncomingOrder) -> String {
    let id = match order.shipment_uuid.as_ref().or(order.v3_id.as_ref()) {
        Some(uuid) => format!("{uuid:?}"),
        None => {
            format!("{:?} {:?} {:?}", order.external_order_id, order.external_shipment_id, order.order_number)
        }
    };
    format!("{id} {:?}", order.updated_at)
}

fn read(row: &Value) -> Result<IncomingOrder, &'static str> {
    let fields = Fields::of(row).ok_or("not an object")?;
    let external_order_id = fields.word("external_order_id");
    let order_number = fields.text("order_number").unwrap_or_default();
    if external_order_id.is_none() && order_number.trim().is_empty() {
        return Err("neither an order id nor an order number");
    }
    Ok(IncomingOrder {
        external_order_id,
        external_shipment_id: fields.text("external_shipment_id"),
        order_number,
        shipment_uuid: fields.word("shipment_uuid"),
        v3_id: None,
        order_status: status(fields, "order_status"),
        payment_status: status(fields, "payment_status"),
        integration: fields.integer("integration"),
        name: fields.text("name"),
        company_name: fields.text("company_name"),
        address: fields.text("address"),
        house_number: fields.text("house_number"),
        address_2: fields.text("address_2"),
        postal_code: fields.text("postal_code"),
        city: fields.text("city"),
        to_state: fields.text("to_state"),
        country: fields.text("country"),
        email: fields.text("email"),
        telephone: fields.text("telephone"),
        to_service_point: fields.word("to_service_point"),
        to_post_number: fields.word("to_post_number"),
        shipping_method: fields.integer("shipping_method"),
        shipping_method_checkout_name: fields.word("shipping_method_checkout_name"),
        allowed_shipping_methods: fields
            .items("allowed_shipping_methods")
            .into_iter()
            .filter_map(id)
            .collect(),
        sender_address: fields.id("sender_address"),
        weight: fields.kg("weight"),
        width: fields.word("width"),
        height: fields.word("height"),
        length: fields.word("length"),
        total_order_value: fields.word("total_order_value"),
        currency: fields.word("currency"),
        parcel_items: fields.objects("parcel_items").into_iter().map(item).collect(),
        customs_invoice_nr: fields.word("customs_invoice_nr"),
        customs_shipment_type: fields.word("customs_shipment_type"),
        customs_details: fields.value("customs_details").cloned(),
        checkout_payload: fields.value("checkout_payload").cloned(),
        barcode: fields.word("barcode"),
        created_at: fields.word("created_at"),
        updated_at: fields.word("updated_at"),
        shipment_created_at: fields.word("shipment_created_at"),
        shipment_updated_at: fields.word("shipment_updated_at"),
    })
}

/// `{"id", "message"}`; a bare word is understood as both.
fn status(fields: Fields<'_>, name: &str) -> Option<Status> {
    let (id, message) = match fields.object(name) {
        Some(status) => (status.word("id"), status.word("message")),
        None => (fields.word(name), None),
    };
    let id = id.or_else(|| message.clone())?;
    Some(Status { message: message.unwrap_or_else(|| id.clone()), id })
}

fn item(fields: Fields<'_>) -> ParcelItem {
    ParcelItem {
        item_id: None,
        description: fields.text("description").unwrap_or_default(),
        quantity: fields
            .integer("quantity")
            .and_then(|quantity| u32::try_from(quantity).ok())
            .unwrap_or_default(),
        value: fields.word("value"),
        weight: fields.kg("weight"),
        sku: fields.word("sku"),
        ean: None,
        product_id: fields.word("product_id"),
        image_url: None,
        hs_code: fields.word("hs_code"),
        origin_country: fields.word("origin_country"),
        mid_code: fields.word("mid_code"),
        material_content: fields.word("material_content"),
        intended_use: fields.word("intended_use"),
        properties: properties(fields),
    }
}

/// Names and values; those that are no text are left out.
fn properties(fields: Fields<'_>) -> Vec<(String, String)> {
    let Some(Value::Object(properties)) = fields.value("properties") else { return Vec::new() };
    properties
        .iter()
        .filter_map(|(name, value)| Some((name.clone(), api_client::lenient::text(value)?)))
        .collect()
}
