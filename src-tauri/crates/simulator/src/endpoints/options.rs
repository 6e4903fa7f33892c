//! `POST /shipping-options`: what can be booked, with prices when asked; `POST /compat/shipping-options`: what old
//! shipping methods are called now. Neither changes anything.

use api_client::Response;
use serde_json::{Map, Value, json};

use super::validate;
use crate::answer::{self, error_item, json_answer};
use crate::carriers::{self, OPTIONS, ShippingOption};
use crate::contracts::{self, Tariff};
use crate::wire::WireRequest;

/// "Maximum array length: 100".
const METHODS_MAX: usize = 100;
const NOTHING: &str = "We couldn't find any shipping options for this request. Make sure your account has active \
    shipping options that match the selected filters.";
const TOO_LITTLE: &str = "Provide the origin and the destination to see shipping options.";

pub(super) fn find(wire: &WireRequest) -> Response {
    let body = body(wire);
    match body.as_object().ok_or_else(no_body).and_then(options) {
        Ok(None) => json_answer(200, &json!({"data": null, "message": TOO_LITTLE})),
        Ok(Some(data)) => {
            let message = data.is_empty().then_some(NOTHING);
            json_answer(200, &json!({"data": data, "message": message}))
        }
        Err(item) => answer::errors(400, vec![item]),
    }
}

pub(super) fn of_methods(wire: &WireRequest) -> Response {
    let body = body(wire);
    let wrong =
        |code: &str, detail: &str| answer::error(400, code, detail, Some("/data/shipping_method_ids"));
    let Some(asked) = body.get("shipping_method_ids") else { return wrong("required", "Field required") };
    let Some(asked) = asked.as_array() else { return wrong("not_a_list", "Input should be a valid list") };
    if asked.len() > METHODS_MAX {
        return wrong("invalid", "List should have at most 100 items");
    }
    let mut data = Map::new();
    for id in asked {
        let Some(id) = id.as_u64() else { return wrong("invalid", "Input should be a valid integer") };
        let known = OPTIONS.iter().find(|option| contracts::tariff(option.code).v2_method == id);
        match known {
            Some(option) => drop(data.insert(id.to_string(), json!(option.code))),
            // Methods that v3 has nothing like; others that do not exist are left out.
            None if RETIRED.contains(&id) => drop(data.insert(id.to_string(), Value::Null)),
            None => {}
        }
    }
    json_answer(200, &json!({"data": data}))
}

const RETIRED: [u64; 2] = [1, 2];

/// `None`: too little was asked for.
fn options(body: &Map<String, Value>) -> Result<Option<Vec<Value>>, Value> {
    let from = country(body, "from")?;
    let to = country(body, "to")?;
    let weights = weights(body)?;
    let contract = body.get("contract_id").and_then(Value::as_u64);
    if contract.is_some_and(|id| !contracts::contract(id).is_some_and(contracts::Contract::is_active)) {
        return Err(error_item(400, "invalid", "Invalid contract.", None));
    }
    let (Some(from), Some(to)) = (from, to) else { return Ok(None) };
    let asked =
        |name: &str, value: &str| body.get(name).and_then(Value::as_str).is_none_or(|asked| asked == value);
    let quotes = body.get("calculate_quotes").and_then(Value::as_bool).unwrap_or(false);
    let fits = |option: &&ShippingOption| {
        let tariff = contracts::tariff(option.code);
        from == "NL"
            && option.serves(&to)
            && weights.iter().all(|grams| tariff.carries(*grams))
            && contract.is_none_or(|id| option.contract == Some(id))
            && asked("carrier_code", option.carrier)
            && asked("shipping_option_code", option.code)
            && asked("shipping_product_code", product(option.code))
    };
    let row = |option| option_json(option, &to, weights.len() as u64, quotes);
    Ok(Some(OPTIONS.iter().filter(fits).map(row).collect()))
}

/// From the address, or from the deprecated field; both at once are an error.
fn country(body: &Map<String, Value>, end: &str) -> Result<Option<String>, Value> {
    let present = |name: &str| body.get(name).filter(|value| !value.is_null());
    let (address, old) = (format!("{end}_address"), format!("{end}_country_code"));
    let code = match (present(&address), present(&old)) {
        (Some(_), Some(_)) => {
            let detail = format!("{address} cannot be combined with {old}.");
            return Err(error_item(400, "invalid", &detail, Some(&format!("/data/{address}"))));
        }
        (Some(fields), None) => match fields.get("country_code") {
            Some(code) => code,
            None => {
                let at = format!("/data/{address}/country_code");
                return Err(error_item(400, "required", "Field required", Some(&at)));
            }
        },
        (None, Some(code)) => code,
        (None, None) => return Ok(None),
    };
    match code.as_str() {
        Some(code) => Ok(Some(code.to_owned())),
        None => {
            let at = format!("/data/{address}/country_code");
            Err(error_item(400, "invalid", "Input should be a valid string", Some(&at)))
        }
    }
}

/// Grams of each parcel whose weight is given.
fn weights(body: &Map<String, Value>) -> Result<Vec<u64>, Value> {
    let Some(parcels) = body.get("parcels").and_then(Value::as_array) else { return Ok(Vec::new()) };
    if parcels.is_empty() {
        return Err(error_item(400, "invalid", "At least one parcel must be provided.", None));
    }
    let mut weights = Vec::new();
    for (place, parcel) in parcels.iter().enumerate() {
        let Some(weight) = parcel.get("weight") else { continue };
        let kg = validate::kilograms(weight).and_then(|kg| kg.parse::<f64>().ok()).filter(|kg| *kg > 0.0);
        let Some(kg) = kg else {
            let at = format!("/data/parcels/{place}/weight");
            return Err(error_item(400, "invalid", "Input should be a valid weight", Some(&at)));
        };
        weights.push((kg * 1000.0).round() as u64);
    }
    Ok(weights)
}

fn product(code: &str) -> &str {
    code.split('/').next().unwrap_or(code)
}

fn option_json(option: &ShippingOption, to: &str, parcels: u64, with_quotes: bool) -> Value {
    let tariff = contracts::tariff(option.code);
    let contract = option.contract.and_then(contracts::contract);
    let service_point = option.code.ends_with("service-point");
    let priced = with_quotes && contract.is_none_or(contracts::Contract::has_prices);
    let mut row = json!({
        "code": option.code,
        "name": format!("{} {}", option.carrier_name, option.service),
        "carrier": {"code": option.carrier, "name": option.carrier_name},
        "product": {"code": product(option.code), "name": format!("{} {}", option.carrier_name, option.service)},
        "functionalities": {
            "b2b": true, "b2c": true, "tracked": option.code != carriers::LETTER, "multicollo": true, "labelless": false,
            "signature": option.code.contains("signature"), "returns": false,
            "last_mile": if service_point { "service_point" } else { "home_delivery" },
            "service_area": if to == "NL" { "domestic" } else { "international" },
        },
        "weight": range(1, tariff.grams_max),
        "max_dimensions": {"length": "175.00", "width": "78.00", "height": "58.00", "unit": "cm"},
        "requirements": {
            "fields": [], "export_documents": carriers::needs_customs(to),
            "is_service_point_required": service_point,
        },
        "charging_type": "label_creation",
        "quotes": priced.then(|| quotes(&tariff, parcels.max(1))),
    });
    if let (Some(contract), Some(fields)) = (contract, row.as_object_mut()) {
        let client_id = contract.client_id().unwrap_or_default();
        let named = json!({"id": contract.id, "client_id": client_id, "carrier_code": contract.carrier, "name": contract.name});
        fields.insert("contract".to_owned(), named);
    }
    row
}

/// Prices are for the whole shipment.
fn quotes(tariff: &Tariff, parcels: u64) -> Vec<Value> {
    let quote = |(min, max, cents): (u64, u64, u64)| {
        let total = json!({"value": euros(cents * parcels), "currency": "EUR"});
        let label = json!({"type": "price_without_insurance", "label": "Label", "price": total});
        json!({"weight": range(min, max), "price": {"breakdown": [label], "total": total}, "lead_time": 24})
    };
    tariff.ranges().into_iter().map(quote).collect()
}

fn range(min: u64, max: u64) -> Value {
    let end = |grams: u64| json!({"value": format!("{}.{:03}", grams / 1000, grams % 1000), "unit": "kg"});
    json!({"min": end(min), "max": end(max)})
}

fn euros(cents: u64) -> String {
    format!("{}.{:02}", cents / 100, cents % 100)
}

fn body(wire: &WireRequest) -> Value {
    wire.body.as_deref().and_then(|body| serde_json::from_slice(body).ok()).unwrap_or_default()
}

fn no_body() -> Value {
    error_item(400, "invalid", "JSON parse error", Some("/data"))
}
