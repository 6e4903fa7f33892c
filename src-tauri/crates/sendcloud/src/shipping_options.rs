//! `POST /api/v3/shipping-options`: what can be booked between two places, and what it costs; and the translation of old
//! v2 shipping methods (`POST /api/v3/compat/shipping-options`).
//!
//! Both are reads although they are POSTs: they change nothing and may be repeated. They count as unsafe calls in the
//! platform's rate limits all the same.

use std::collections::HashMap;

use api_client::{Api, ApiError, Effect, Method, Request};
use serde_json::{Map, Value, json};

use crate::pages::{Listed, fetch, read_rows};
use crate::{Grams, errors};
use api_client::lenient::{Fields, id, text};

const ENDPOINT: &str = "/api/v3/shipping-options";
const METHODS_ENDPOINT: &str = "/api/v3/compat/shipping-options";
/// Methods that one request takes ("Maximum array length: 100").
pub const METHODS_MAX: usize = 100;

/// What is asked for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ShippingOptionsQuery {
    pub from: Place,
    pub to: Place,
    /// One parcel of this weight. None or zero: no parcel is named, and the options are for any weight.
    pub weight: Option<Grams>,
    pub carrier_code: Option<String>,
    pub contract_id: Option<u64>,
    pub shipping_option_code: Option<String>,
    /// Quotes are left out unless they are asked for.
    pub calculate_quotes: bool,
}

/// One end of the way.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Place {
    /// ISO 3166 alpha-2.
    pub country_code: String,
    /// Makes quotes more accurate.
    pub postal_code: Option<String>,
}

/// What the platform found.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Found {
    pub options: Listed<ShippingOption>,
    /// The platform's words, mostly about why there is nothing.
    pub message: Option<String>,
}

/// A carrier's product with a set of functions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ShippingOption {
    /// `postnl:standard/insured=3000`
    pub code: String,
    /// The product's name, or the code, where the platform has no name.
    pub name: String,
    pub carrier_code: Option<String>,
    pub carrier_name: Option<String>,
    pub product_code: Option<String>,
    pub product_name: Option<String>,
    pub weight: WeightRange,
    /// None: without a contract of its own (the unstamped letter).
    pub contract_id: Option<u64>,
    pub contract_name: Option<String>,
    pub needs_service_point: bool,
    pub needs_export_documents: bool,
    /// A code for the phone in place of a label: no label document ever appears.
    pub is_labelless: bool,
    pub charging_type: Option<ChargingType>,
    pub quotes: Vec<Quote>,
}

/// From `min` on, below `max`.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct WeightRange {
    pub min: Option<Grams>,
    pub max: Option<Grams>,
}

/// When the label is charged.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ChargingType {
    /// A label made twice costs twice, at once.
    LabelCreation,
    FirstScan,
    /// A word that the documents do not have.
    Other(String),
}

/// What it costs for a range of weights.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quote {
    pub weight: WeightRange,
    pub price: Price,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Price {
    /// Decimal text, as the platform wrote it: "17.50".
    pub value: String,
    /// `EUR`
    pub currency: String,
}

/// What a v2 shipping method is called in v3.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MethodOption {
    pub method_id: u64,
    /// None: the method is unknown, or nothing in v3 is like it.
    pub shipping_option_code: Option<String>,
}

impl ShippingOption {
    /// The total for a parcel of this weight; without a weight only where there is one price for all.
    pub fn price(&self, weight: Option<Grams>) -> Option<&Price> {
        let quote = match weight {
            None => None,
            // The upper end belongs to the next range, where there is one.
            Some(grams) => self
                .quotes
                .iter()
                .find(|quote| quote.weight.holds(grams))
                .or_else(|| self.quotes.iter().find(|quote| quote.weight.max == Some(grams))),
        };
        match (quote, self.quotes.as_slice()) {
            (Some(quote), _) => Some(&quote.price),
            (None, [only]) if weight.is_none() => Some(&only.price),
            (None, _) => None,
        }
    }
}

impl WeightRange {
    pub fn holds(self, grams: Grams) -> bool {
        self.min.is_none_or(|min| min <= grams) && self.max.is_none_or(|max| grams < max)
    }

    fn read(fields: Fields<'_>) -> Self {
        let range = fields.object("weight");
        let end = |name: &str| range.and_then(|range| range.weight(name));
        Self { min: end("min"), max: end("max") }
    }
}

/// The request behind [`find`].
///
/// # Errors
/// `NotSent` for countries that are no codes.
pub fn find_request(query: &ShippingOptionsQuery) -> Result<Request, ApiError> {
    let refused = |words: &str| errors::not_sent(&format!("POST {ENDPOINT}"), words);
    let is_code = |code: &str| code.len() == 2 && code.bytes().all(|byte| byte.is_ascii_alphabetic());
    if !is_code(&query.from.country_code) || !is_code(&query.to.country_code) {
        return Err(refused("a country is a code of two letters"));
    }
    let mut body = Map::new();
    let mut put = |name: &str, value: Value| body.insert(name.to_owned(), value);
    put("from_address", place_body(&query.from));
    put("to_address", place_body(&query.to));
    if let Some(weight) = query.weight.filter(|weight| weight.0 > 0) {
        put("parcels", json!([{"weight": {"value": weight.to_kg(), "unit": "kg"}}]));
    }
    if let Some(code) = &query.carrier_code {
        put("carrier_code", json!(code));
    }
    if let Some(contract) = query.contract_id {
        put("contract_id", json!(contract));
    }
    if let Some(code) = &query.shipping_option_code {
        put("shipping_option_code", json!(code));
    }
    put("calculate_quotes", json!(query.calculate_quotes));
    Request::json(Method::Post, Effect::Read, ENDPOINT, &[], &body)
        .map_err(|error| refused(&error.to_string()))
}

/// The options of the account that fit. An empty list is an answer too: nothing that is enabled fits.
///
/// # Errors
/// `Refused` for an unknown contract; else as for any read.
pub async fn find(api: &Api, query: &ShippingOptionsQuery) -> Result<Found, ApiError> {
    let request = find_request(query)?;
    let (body, response) = fetch(api, &request).await?;
    let unreadable =
        || errors::unreadable(&request, &response, "the answer holds no list of shipping options");
    let fields = Fields::of(&body).ok_or_else(unreadable)?;
    let message = fields.word("message");
    match body.get("data") {
        Some(Value::Array(rows)) => Ok(Found { options: read_rows(rows, read), message }),
        // Documented: null where too little was asked for.
        Some(Value::Null) => Ok(Found { options: Listed::default(), message }),
        Some(_) | None => Err(unreadable()),
    }
}

/// The request behind [`of_methods`].
///
/// # Errors
/// As [`of_methods`].
pub fn of_methods_request(method_ids: &[u64]) -> Result<Request, ApiError> {
    let refused = |words: &str| errors::not_sent(&format!("POST {METHODS_ENDPOINT}"), words);
    if !(1..=METHODS_MAX).contains(&method_ids.len()) {
        return Err(refused("1 to 100 shipping methods can be asked for at once"));
    }
    let body = json!({"shipping_method_ids": method_ids});
    Request::json(Method::Post, Effect::Read, METHODS_ENDPOINT, &[], &body)
        .map_err(|error| refused(&error.to_string()))
}

/// The shipping options of up to 100 old methods, each method once, in the order asked for. The platform calls the
/// endpoint deprecated.
///
/// # Errors
/// `NotSent` for more than 100 methods; else as for any read.
pub async fn of_methods(api: &Api, method_ids: &[u64]) -> Result<Vec<MethodOption>, ApiError> {
    if method_ids.is_empty() {
        return Ok(Vec::new());
    }
    let request = of_methods_request(method_ids)?;
    let (body, response) = fetch(api, &request).await?;
    let codes = body.get("data").and_then(codes).ok_or_else(|| {
        errors::unreadable(&request, &response, "the answer holds no translation of shipping methods")
    })?;
    let mut told: Vec<MethodOption> = Vec::new();
    for &method_id in method_ids {
        if !told.iter().any(|known| known.method_id == method_id) {
            told.push(MethodOption { method_id, shipping_option_code: codes.get(&method_id).cloned() });
        }
    }
    Ok(told)
}

/// Documented as `{"1": "postnl:standard", "2": null}` (once with the text "null"); a list of rows is understood too.
fn codes(data: &Value) -> Option<HashMap<u64, String>> {
    let word = |value: &Value| text(value).filter(|code| !code.trim().is_empty() && code != "null");
    match data {
        Value::Object(codes) => {
            Some(codes.iter().filter_map(|(id, code)| Some((id.trim().parse().ok()?, word(code)?))).collect())
        }
        Value::Array(rows) => Some(
            rows.iter()
                .filter_map(|row| {
                    Some((id(row.get("shipping_method_id")?)?, word(row.get("shipping_option_code")?)?))
                })
                .collect(),
        ),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => None,
    }
}

fn place_body(place: &Place) -> Value {
    let mut body = Map::new();
    body.insert("country_code".to_owned(), json!(place.country_code.to_ascii_uppercase()));
    if let Some(postal_code) = place.postal_code.as_deref().map(str::trim).filter(|code| !code.is_empty()) {
        body.insert("postal_code".to_owned(), json!(postal_code));
    }
    Value::Object(body)
}

fn read(row: &Value) -> Result<ShippingOption, &'static str> {
    let fields = Fields::of(row).ok_or("not an object")?;
    let code = fields.word("code").ok_or("no code")?;
    let word = |object: &str, name: &str| fields.object(object).and_then(|object| object.word(name));
    let is = |object: &str, name: &str| {
        fields.object(object).and_then(|object| object.boolean(name)).unwrap_or(false)
    };
    Ok(ShippingOption {
        name: fields.word("name").or_else(|| word("product", "name")).unwrap_or_else(|| code.clone()),
        code,
        carrier_code: word("carrier", "code"),
        carrier_name: word("carrier", "name"),
        product_code: word("product", "code"),
        product_name: word("product", "name"),
        weight: WeightRange::read(fields),
        contract_id: fields.object("contract").and_then(|contract| contract.id("id")),
        contract_name: word("contract", "name"),
        needs_service_point: is("requirements", "is_service_point_required"),
        needs_export_documents: is("requirements", "export_documents"),
        is_labelless: is("functionalities", "labelless"),
        charging_type: fields.word("charging_type").map(charging_type),
        quotes: fields.objects("quotes").into_iter().filter_map(quote).collect(),
    })
}

fn charging_type(word: String) -> ChargingType {
    match word.as_str() {
        "label_creation" => ChargingType::LabelCreation,
        "first_scan" => ChargingType::FirstScan,
        _ => ChargingType::Other(word),
    }
}

fn quote(fields: Fields<'_>) -> Option<Quote> {
    let total = fields.object("price")?.object("total")?;
    let price = Price { value: total.amount("value")?, currency: total.word("currency")? };
    Some(Quote { weight: WeightRange::read(fields), price })
}
