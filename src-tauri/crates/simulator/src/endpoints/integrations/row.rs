//! One row of an upsert: what the schema `ShipmentBlobOrderCreate` allows, and the documented form of what it does not.

use jiff::Timestamp;
use serde_json::{Map, Value, json};

use crate::model::{SimItem, Status};

/// Required, and not empty.
const FILLED: [&str; 6] = ["external_order_id", "order_number", "name", "address", "postal_code", "city"];
/// Required, and may be empty.
const TEXTS: [&str; 7] = [
    "address_2",
    "company_name",
    "customs_invoice_nr",
    "house_number",
    "shipping_method_checkout_name",
    "telephone",
    "to_post_number",
];
/// Required, and may be null.
const NULLABLE: [&str; 8] = [
    "currency",
    "customs_shipment_type",
    "external_shipment_id",
    "order_status",
    "parcel_items",
    "payment_status",
    "to_service_point",
    "to_state",
];
/// Kept as they come and handed back in the list.
const EXTRAS: [&str; 6] =
    ["shipping_method", "width", "height", "length", "checkout_payload", "customs_details"];
const REQUIRED: &str = "This field is required.";
const NULL: &str = "This field may not be null.";
const BLANK: &str = "This field may not be blank.";

/// A row that keeps to the schema.
pub(super) struct Row {
    pub(super) order_id: String,
    pub(super) shipment_id: Option<String>,
    pub(super) order_number: String,
    pub(super) status: Status,
    pub(super) payment: Status,
    pub(super) name: String,
    pub(super) company: String,
    pub(super) address: String,
    pub(super) house_number: String,
    pub(super) address_2: String,
    pub(super) postal_code: String,
    pub(super) city: String,
    pub(super) state: Option<String>,
    pub(super) country: String,
    pub(super) email: String,
    pub(super) telephone: String,
    pub(super) service_point: Option<u64>,
    pub(super) post_number: String,
    pub(super) checkout_method: String,
    pub(super) weight: Option<String>,
    pub(super) total: String,
    pub(super) currency: String,
    pub(super) items: Vec<SimItem>,
    pub(super) customs_invoice_nr: String,
    pub(super) customs_shipment_type: Option<u8>,
    pub(super) created_at: Timestamp,
    pub(super) updated_at: Timestamp,
    pub(super) extras: Map<String, Value>,
}

/// The row, or its errors: "a path to each field containing errors, listing the error(s) it contains".
pub(super) fn read(value: &Value) -> Result<Row, Value> {
    let Some(fields) = value.as_object() else {
        return Err(json!({"non_field_errors": ["Invalid data. Expected a dictionary."]}));
    };
    let mut errors = Map::new();
    let mut wrong = |name: &str, error: Value| {
        errors.entry(name.to_owned()).or_insert(error);
    };
    for name in FILLED.iter().chain(&TEXTS).chain(&["country", "email", "created_at", "updated_at"]) {
        match fields.get(*name) {
            None => wrong(name, json!([REQUIRED])),
            Some(Value::Null) => wrong(name, json!([NULL])),
            Some(Value::String(text)) if text.is_empty() && FILLED.contains(name) => {
                wrong(name, json!([BLANK]))
            }
            Some(Value::String(_)) => {}
            Some(_) => wrong(name, json!(["Not a valid string."])),
        }
    }
    for name in NULLABLE.iter().filter(|name| !fields.contains_key(**name)) {
        wrong(name, json!([REQUIRED]));
    }
    for name in ["external_shipment_id", "to_state"] {
        match fields.get(name) {
            Some(Value::String(text)) if text.is_empty() => wrong(name, json!([BLANK])),
            None | Some(Value::Null | Value::String(_)) => {}
            Some(_) => wrong(name, json!(["Not a valid string."])),
        }
    }
    let text = |name: &str| fields.get(name).and_then(Value::as_str).unwrap_or_default().to_owned();
    let country = text("country");
    if country.len() != 2 || !country.bytes().all(|byte| byte.is_ascii_uppercase()) {
        wrong("country", json!([format!("\"{country}\" is not a valid choice.")]));
    }
    let email = text("email");
    if !email.is_empty()
        && email.split_once('@').is_none_or(|(user, host)| user.is_empty() || !host.contains('.'))
    {
        wrong("email", json!(["Enter a valid email address."]));
    }
    if text("shipping_method_checkout_name").chars().count() > 100 {
        let words = "Ensure this field has no more than 100 characters.";
        wrong("shipping_method_checkout_name", json!([words]));
    }
    let currency = text("currency");
    let null = |name: &str| fields.get(name).is_none_or(Value::is_null);
    if !null("currency") && !["EUR", "USD", "GBP"].contains(&currency.as_str()) {
        wrong("currency", json!([format!("\"{currency}\" is not a valid choice.")]));
    }
    for name in ["total_order_value", "weight", "width", "height", "length"] {
        if !null(name) && !is_decimal(fields.get(name), name != "total_order_value") {
            wrong(name, json!(["A valid number is required."]));
        }
    }
    if text("weight").parse::<f64>().is_ok_and(|kg| kg < 0.001) {
        wrong("weight", json!(["Ensure this value is greater than or equal to 0.001."]));
    }
    let customs = fields.get("customs_shipment_type").and_then(Value::as_u64);
    if !null("customs_shipment_type") && customs.is_none_or(|kind| kind > 4) {
        wrong("customs_shipment_type", json!(["Not a valid choice."]));
    }
    for name in ["to_service_point", "shipping_method"] {
        if !null(name) && fields.get(name).and_then(Value::as_u64).is_none() {
            wrong(name, json!(["A valid integer is required."]));
        }
    }
    for name in ["order_status", "payment_status"] {
        if let Some(error) = fields.get(name).filter(|value| !value.is_null()).and_then(status_error) {
            wrong(name, error);
        }
    }
    let items = items(fields.get("parcel_items"), &text("external_order_id"));
    if let Err(error) = &items {
        wrong("parcel_items", error.clone());
    }
    if let Some(error) = fields.get("checkout_payload").and_then(checkout_error) {
        wrong("checkout_payload", error);
    }
    let time = |name: &str| text(name).parse::<Timestamp>().ok();
    for name in ["created_at", "updated_at"] {
        if time(name).is_none() {
            wrong(name, json!(["Datetime has wrong format."]));
        }
    }
    let (Ok(items), Some(created_at), Some(updated_at), true) =
        (items, time("created_at"), time("updated_at"), errors.is_empty())
    else {
        return Err(Value::Object(errors));
    };
    let status = |name: &str| {
        let part = |part: &str| {
            fields.get(name).and_then(|s| s.get(part)).and_then(Value::as_str).unwrap_or_default()
        };
        Status::new(part("id"), part("message"))
    };
    let some = |name: &str| Some(text(name)).filter(|_| !null(name));
    let extras = EXTRAS.iter().filter_map(|name| Some(((*name).to_owned(), fields.get(*name)?.clone())));
    Ok(Row {
        order_id: text("external_order_id"),
        shipment_id: some("external_shipment_id"),
        order_number: text("order_number"),
        status: status("order_status"),
        payment: status("payment_status"),
        name: text("name"),
        company: text("company_name"),
        address: text("address"),
        house_number: text("house_number"),
        address_2: text("address_2"),
        postal_code: text("postal_code"),
        city: text("city"),
        state: some("to_state"),
        country,
        email,
        telephone: text("telephone"),
        service_point: fields.get("to_service_point").and_then(Value::as_u64),
        post_number: text("to_post_number"),
        checkout_method: text("shipping_method_checkout_name"),
        weight: some("weight"),
        total: text("total_order_value"),
        currency,
        items,
        customs_invoice_nr: text("customs_invoice_nr"),
        customs_shipment_type: customs.and_then(|kind| u8::try_from(kind).ok()),
        created_at,
        updated_at,
        extras: extras.collect(),
    })
}

fn is_decimal(value: Option<&Value>, short: bool) -> bool {
    let text = value.and_then(Value::as_str).unwrap_or_default();
    let digits = text.strip_prefix('-').unwrap_or(text);
    !digits.is_empty()
        && digits.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.')
        && text.parse::<f64>().is_ok()
        && (!short || text.len() <= 10)
}

fn status_error(value: &Value) -> Option<Value> {
    let mut errors = Map::new();
    for name in ["id", "message"] {
        match value.get(name).map(Value::as_str) {
            None => errors.insert(name.to_owned(), json!([REQUIRED])),
            Some(None) => errors.insert(name.to_owned(), json!(["Not a valid string."])),
            Some(Some("")) => errors.insert(name.to_owned(), json!([BLANK])),
            Some(Some(_)) => None,
        };
    }
    (!errors.is_empty()).then_some(Value::Object(errors))
}

/// `{"delivery_method_data": {"delivery_date": ["This field is required."]}}`
fn checkout_error(value: &Value) -> Option<Value> {
    let missing = |of: &Value, names: &[&str]| {
        let missing = names.iter().filter(|name| of.get(**name).is_none());
        missing.map(|name| ((*name).to_owned(), json!([REQUIRED]))).collect::<Map<_, _>>()
    };
    let mut errors = missing(value, &["sender_address_id", "shipping_product", "delivery_method_type"]);
    if let Some(data) = value.get("delivery_method_data") {
        let inner = missing(data, &["delivery_date", "formatted_delivery_date", "parcel_handover_date"]);
        if !inner.is_empty() {
            errors.insert("delivery_method_data".to_owned(), Value::Object(inner));
        }
    }
    (!errors.is_empty()).then_some(Value::Object(errors))
}

fn items(value: Option<&Value>, order: &str) -> Result<Vec<SimItem>, Value> {
    let list = match value {
        None | Some(Value::Null) => return Ok(Vec::new()),
        Some(Value::Array(list)) => list,
        Some(_) => return Err(json!(["Expected a list of items."])),
    };
    let read = list.iter().zip(1..).map(|(value, nth)| item(value, &format!("{order}-{nth}")));
    let read: Vec<Result<SimItem, Value>> = read.collect();
    if read.iter().all(Result::is_ok) {
        return Ok(read.into_iter().filter_map(Result::ok).collect());
    }
    Err(Value::Array(read.into_iter().map(|item| item.err().unwrap_or_else(|| json!({}))).collect()))
}

fn item(value: &Value, id: &str) -> Result<SimItem, Value> {
    let text = |name: &str| value.get(name).and_then(Value::as_str).unwrap_or_default().to_owned();
    let quantity = value.get("quantity").and_then(Value::as_u64).and_then(|n| u32::try_from(n).ok());
    let mut errors = Map::new();
    if text("description").is_empty() {
        errors.insert("description".to_owned(), json!([REQUIRED]));
    }
    if quantity.is_none_or(|quantity| quantity == 0) {
        errors.insert("quantity".to_owned(), json!(["Ensure this value is greater than or equal to 1."]));
    }
    if !is_decimal(value.get("value"), false) {
        errors.insert("value".to_owned(), json!(["A valid number is required."]));
    }
    if text("hs_code").chars().count() > 12 {
        errors.insert("hs_code".to_owned(), json!(["Ensure this field has no more than 12 characters."]));
    }
    if !errors.is_empty() {
        return Err(Value::Object(errors));
    }
    let properties = value.get("properties").and_then(Value::as_object).into_iter().flatten();
    Ok(SimItem {
        id: id.to_owned(),
        product_id: text("product_id"),
        sku: text("sku"),
        ean: String::new(),
        name: text("description"),
        quantity: quantity.unwrap_or(1),
        price: text("value"),
        weight: value.get("weight").and_then(Value::as_str).map(str::to_owned),
        hs_code: text("hs_code"),
        origin: text("origin_country"),
        properties: properties
            .filter_map(|(name, value)| Some((name.clone(), value.as_str()?.to_owned())))
            .collect(),
    })
}
