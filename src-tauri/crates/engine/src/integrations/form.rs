//! An order as a form, and back: what a person may correct changes, everything else goes back exactly as it was read. Pure.

use jiff::Timestamp;
use sendcloud::Grams;
use sendcloud::incoming_orders::{IncomingOrder, ParcelItem};
use sendcloud::integrations::upsert::{
    Currency, CustomsShipmentType, InvalidUpsert, ItemToUpsert, OrderToUpsert,
};

use crate::error::{AppError, Code};
use crate::wire::{FormItem, OrderAtPlatform, OrderForm};

pub fn of(at: OrderAtPlatform, order: &IncomingOrder) -> OrderForm {
    let text = |text: &Option<String>| text.clone().unwrap_or_default();
    OrderForm {
        at,
        version: version(order),
        name: text(&order.name),
        company: text(&order.company_name),
        street: text(&order.address),
        house_number: text(&order.house_number),
        line_2: text(&order.address_2),
        postal_code: text(&order.postal_code),
        city: text(&order.city),
        state: text(&order.to_state),
        country: text(&order.country),
        email: text(&order.email),
        phone: text(&order.telephone),
        weight_grams: order.weight.map(|grams| grams.0),
        length: text(&order.length),
        width: text(&order.width),
        height: text(&order.height),
        items: order.parcel_items.iter().map(item).collect(),
    }
}

/// What tells two versions of an order apart.
pub fn version(order: &IncomingOrder) -> String {
    format!(
        "{} {}",
        order.updated_at.as_deref().unwrap_or_default(),
        order.shipment_updated_at.as_deref().unwrap_or_default()
    )
}

fn item(item: &ParcelItem) -> FormItem {
    FormItem {
        description: item.description.clone(),
        quantity: item.quantity,
        value: item.value.clone().unwrap_or_default(),
        weight_grams: item.weight.map(|grams| grams.0),
        sku: item.sku.clone().unwrap_or_default(),
        hs_code: item.hs_code.clone().unwrap_or_default(),
        origin_country: item.origin_country.clone().unwrap_or_default(),
    }
}

/// Puts the form's values into the order as it was read. An empty field means: none.
///
/// # Errors
/// [`Code::BadRequest`] when items were added or taken away: their other fields would be made up.
pub fn apply(form: &OrderForm, order: &mut IncomingOrder) -> Result<(), AppError> {
    if form.items.len() != order.parcel_items.len() {
        return Err(AppError::new(Code::BadRequest)
            .message("Items can be corrected, not added or taken away")
            .hint("Change the order in the shop")
            .subject("items"));
    }
    let word = |text: &str| Some(text.trim().to_owned()).filter(|text| !text.is_empty());
    order.name = word(&form.name);
    order.company_name = word(&form.company);
    order.address = word(&form.street);
    order.house_number = word(&form.house_number);
    order.address_2 = word(&form.line_2);
    order.postal_code = word(&form.postal_code);
    order.city = word(&form.city);
    order.to_state = word(&form.state);
    order.country = word(&form.country).map(|code| code.to_uppercase());
    order.email = word(&form.email);
    order.telephone = word(&form.phone);
    order.weight = form.weight_grams.map(Grams);
    order.length = decimal("length", &form.length)?;
    order.width = decimal("width", &form.width)?;
    order.height = decimal("height", &form.height)?;
    for (there, wanted) in order.parcel_items.iter_mut().zip(&form.items) {
        there.description = wanted.description.trim().to_owned();
        there.quantity = wanted.quantity;
        there.value = decimal("value", &wanted.value)?;
        there.weight = wanted.weight_grams.map(Grams);
        there.sku = word(&wanted.sku);
        there.hs_code = word(&wanted.hs_code);
        there.origin_country = word(&wanted.origin_country).map(|code| code.to_uppercase());
    }
    Ok(())
}

/// "12,5" is 12.5 here.
fn decimal(field: &str, text: &str) -> Result<Option<String>, AppError> {
    let text = text.trim().replace(',', ".");
    let is_number = text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.')
        && text.matches('.').count() <= 1
        && !text.starts_with('.')
        && !text.ends_with('.');
    match (text.is_empty(), is_number) {
        (true, _) => Ok(None),
        (false, true) => Ok(Some(text)),
        (false, false) => Err(super::invalid(field, format!("\"{text}\" is no number"))),
    }
}

/// The order as it is handed in.
///
/// # Errors
/// [`Code::PlatformRefused`] for an order that cannot be handed back as it was read: it has values that would be lost.
pub fn to_upsert(order: &IncomingOrder, updated_at: Timestamp) -> Result<OrderToUpsert, AppError> {
    let text = |text: &Option<String>| text.clone().unwrap_or_default();
    let lost = |what: &str| {
        AppError::new(Code::PlatformRefused)
            .message(format!("Handing this order in would lose its {what}"))
            .hint("Correct it in the shop or in the Sendcloud panel")
            .subject(order.order_number.clone())
    };
    // What the checkout chose and customs data have shapes that differ between reading and writing.
    if order.checkout_payload.as_ref().is_some_and(|value| !is_nothing(value)) {
        return Err(lost("delivery choice of the checkout"));
    }
    if order.customs_details.as_ref().is_some_and(|value| !is_nothing(value)) {
        return Err(lost("customs costs and tax numbers"));
    }
    let currency = match order.currency.as_deref() {
        None => None,
        Some("EUR") => Some(Currency::Eur),
        Some("USD") => Some(Currency::Usd),
        Some("GBP") => Some(Currency::Gbp),
        Some(_) => return Err(lost("currency")),
    };
    let customs_shipment_type = match order.customs_shipment_type.as_deref() {
        None => None,
        Some("0") => Some(CustomsShipmentType::Gift),
        Some("1") => Some(CustomsShipmentType::Documents),
        Some("2") => Some(CustomsShipmentType::CommercialGoods),
        Some("3") => Some(CustomsShipmentType::CommercialSample),
        Some("4") => Some(CustomsShipmentType::ReturnedGoods),
        Some(_) => return Err(lost("kind of customs shipment")),
    };
    let to_service_point = match order.to_service_point.as_deref() {
        None => None,
        Some(text) => Some(text.parse::<i64>().map_err(|_| lost("service point"))?),
    };
    let created_at = order
        .shipment_created_at
        .as_deref()
        .or(order.created_at.as_deref())
        .and_then(|text| text.parse::<Timestamp>().ok())
        .unwrap_or(updated_at);
    Ok(OrderToUpsert {
        external_order_id: text(&order.external_order_id),
        external_shipment_id: order.external_shipment_id.clone(),
        order_number: order.order_number.clone(),
        order_status: order.order_status.clone(),
        payment_status: order.payment_status.clone(),
        name: text(&order.name),
        company_name: text(&order.company_name),
        address: text(&order.address),
        house_number: text(&order.house_number),
        address_2: text(&order.address_2),
        postal_code: text(&order.postal_code),
        city: text(&order.city),
        to_state: order.to_state.clone().filter(|state| !state.is_empty()),
        country: text(&order.country),
        email: text(&order.email),
        telephone: text(&order.telephone),
        to_service_point,
        to_post_number: text(&order.to_post_number),
        shipping_method: order.shipping_method,
        shipping_method_checkout_name: text(&order.shipping_method_checkout_name),
        weight: order.weight.filter(|grams| grams.0 > 0),
        width: order.width.clone(),
        height: order.height.clone(),
        length: order.length.clone(),
        total_order_value: order.total_order_value.clone(),
        currency,
        parcel_items: order.parcel_items.iter().map(item_to_upsert).collect(),
        customs_invoice_nr: text(&order.customs_invoice_nr),
        customs_shipment_type,
        customs_details: None,
        checkout_payload: None,
        created_at,
        updated_at,
    })
}

fn item_to_upsert(item: &ParcelItem) -> ItemToUpsert {
    ItemToUpsert {
        description: item.description.clone(),
        quantity: item.quantity,
        value: item.value.clone().unwrap_or_else(|| "0".to_owned()),
        weight: item.weight,
        sku: item.sku.clone(),
        product_id: item.product_id.clone(),
        hs_code: item.hs_code.clone(),
        origin_country: item.origin_country.clone(),
        mid_code: item.mid_code.clone(),
        material_content: item.material_content.clone(),
        intended_use: item.intended_use.clone(),
        properties: item.properties.clone(),
    }
}

/// Null, or an object or list in which nothing stands.
fn is_nothing(value: &serde_json::Value) -> bool {
    match value {
        serde_json::Value::Null => true,
        serde_json::Value::Object(fields) => fields.values().all(is_nothing),
        serde_json::Value::Array(items) => items.iter().all(is_nothing),
        serde_json::Value::String(text) => text.is_empty(),
        serde_json::Value::Bool(_) | serde_json::Value::Number(_) => false,
    }
}

/// What the specification does not allow, at the form's field.
pub fn not_valid(error: InvalidUpsert) -> AppError {
    let field = match &error {
        InvalidUpsert::Field { field, .. } => match *field {
            "company_name" => "company",
            "address" => "street",
            "address_2" => "line_2",
            "to_state" => "state",
            "telephone" => "phone",
            "weight" => "weight_grams",
            "parcel_items" => "items",
            field => field,
        },
        InvalidUpsert::OrderCount(_) | InvalidUpsert::Repeated(_) => "",
    };
    let words = match &error {
        InvalidUpsert::Field { .. } => "The platform does not take this value".to_owned(),
        InvalidUpsert::OrderCount(_) | InvalidUpsert::Repeated(_) => error.to_string(),
    };
    super::invalid(field, words)
}
