//! `POST integrations/sendcloud/shipping-methods`: what `update-order` takes as `shipping_method_id`, presumably. Neither
//! request nor answer is documented: the list is looked for in the usual places.

use api_client::lenient::{Fields, Grams};
use api_client::pages::{Listed, read_rows};
use api_client::{Api, ApiError, Effect, Request};
use serde_json::{Value, json};

use crate::errors;
use crate::orders::post;

const ENDPOINT: &str = "/api/services/webshop/v1/integrations/sendcloud/shipping-methods";

#[derive(Debug, Clone, PartialEq)]
pub struct ShippingMethod {
    pub id: u64,
    pub name: String,
    pub carrier: Option<String>,
    pub min_weight: Option<Grams>,
    pub max_weight: Option<Grams>,
    pub raw: Value,
}

pub fn request() -> Request {
    post(ENDPOINT, Effect::Read, &json!({}))
}

/// The methods of the shop's Sendcloud integration.
///
/// # Errors
/// As for any read.
pub async fn list(api: &Api) -> Result<Listed<ShippingMethod>, ApiError> {
    let request = request();
    let response = api.send(&request).await?;
    let body = errors::json(&request, &response)?;
    match rows(&body, DEPTH_MAX) {
        Some(rows) => Ok(read_rows(&rows, read)),
        None => Err(errors::unreadable(&request, &response, "the answer holds no list of shipping methods")),
    }
}

/// `data.shipping_methods.data` is the deepest place that is looked into.
const DEPTH_MAX: usize = 3;
const PLACES: [&str; 4] = ["shipping_methods", "data", "methods", "results"];

/// A list, or an object by id, under one of the usual names.
fn rows(value: &Value, depth: usize) -> Option<Vec<Value>> {
    match value {
        Value::Array(rows) => Some(rows.clone()),
        Value::Object(fields) if depth > 0 => {
            let inner = PLACES.iter().find_map(|name| rows(fields.get(*name)?, depth - 1));
            inner.or_else(|| {
                let by_id = fields.keys().all(|key| key.parse::<u64>().is_ok()) && !fields.is_empty();
                by_id.then(|| fields.iter().map(|(id, value)| with_id(id, value)).collect())
            })
        }
        _ => None,
    }
}

fn with_id(id: &str, value: &Value) -> Value {
    match value {
        Value::Object(fields) => {
            let mut fields = fields.clone();
            fields.entry("id").or_insert_with(|| json!(id));
            Value::Object(fields)
        }
        name => json!({"id": id, "name": name}),
    }
}

fn read(row: &Value) -> Result<ShippingMethod, &'static str> {
    let fields = Fields::of(row).ok_or("not an object")?;
    let id =
        ["id", "shipping_method_id", "value"].into_iter().find_map(|name| fields.id(name)).ok_or("no id")?;
    Ok(ShippingMethod {
        id,
        name: ["name", "title", "label"].into_iter().find_map(|name| fields.word(name)).unwrap_or_default(),
        carrier: fields.word("carrier"),
        min_weight: fields.kg("min_weight"),
        max_weight: fields.kg("max_weight"),
        raw: row.clone(),
    })
}
