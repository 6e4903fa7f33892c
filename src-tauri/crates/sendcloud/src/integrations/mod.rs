//! `/api/v2/integrations`: the shops that are connected to the account. Listing, reading and disconnecting them is here;
//! [`update`] changes their settings, [`shipments`] deletes single orders, [`upsert`] hands orders in, [`logs`] tells why
//! a shop could not be reached, [`v3`] lists shops for accounts without v2.
//!
//! Source: https://sendcloud.dev/api/v2/integrations. The orders of a shop are listed by [`crate::incoming_orders`].

mod country;
pub mod logs;
mod order;
pub mod shipments;
pub mod update;
pub mod upsert;
pub mod v3;
mod web_address;

use api_client::{Api, ApiError, Effect, Method, Request};
use serde_json::Value;

use crate::errors;
use crate::pages::{Listed, fetch, read_rows};
use api_client::lenient::Fields;

pub use web_address::{InvalidAddress, WebAddress};

const ONE: &str = "/api/v2/integrations/{id}";

/// One connected shop.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Integration {
    pub id: i64,
    /// May be empty.
    pub shop_name: String,
    pub shop_url: Option<String>,
    /// `magento`, `api`, ...: an open list.
    pub system: String,
    /// The platform cannot reach the shop since then.
    pub failing_since: Option<String>,
    pub last_fetch: Option<String>,
    pub last_updated_at: Option<String>,
    pub service_point_enabled: Option<bool>,
    pub service_point_carriers: Vec<String>,
    pub webhook_active: Option<bool>,
    pub webhook_url: Option<String>,
}

pub fn list_request() -> Request {
    Request::get("/api/v2/integrations", &[])
}

/// All integrations of the account. The answer is one bare array, without pages.
///
/// # Errors
/// As for any read.
pub async fn list(api: &Api) -> Result<Listed<Integration>, ApiError> {
    let request = list_request();
    let (body, response) = fetch(api, &request).await?;
    match body.as_array() {
        Some(rows) => Ok(read_rows(rows, read)),
        None => Err(errors::unreadable(&request, &response, "the answer holds no list of integrations")),
    }
}

pub fn get_request(integration_id: i64) -> Request {
    Request::get(ONE, &[&integration_id.to_string()])
}

/// One integration ("Retrieve an integration").
///
/// # Errors
/// `NotFound` for one that the account does not have; else as for any read.
pub async fn get(api: &Api, integration_id: i64) -> Result<Integration, ApiError> {
    let request = get_request(integration_id);
    let (body, response) = fetch(api, &request).await?;
    match read(&body) {
        Ok(integration) if integration.id == integration_id => Ok(integration),
        Ok(_) => Err(errors::unreadable(&request, &response, "the answer is about another integration")),
        Err(why) => Err(errors::unreadable(&request, &response, why)),
    }
}

pub fn delete_request(integration_id: i64) -> Request {
    Request { method: Method::Delete, effect: Effect::Write, ..get_request(integration_id) }
}

/// Disconnects a shop from the account, with all of its orders ("Delete an integration"). It cannot be taken back.
///
/// # Errors
/// `NotFound` for one that the account does not have (any more); else as for any write.
pub async fn delete(api: &Api, integration_id: i64) -> Result<(), ApiError> {
    let request = delete_request(integration_id);
    let response = api.send(&request).await?;
    errors::nothing(&request, &response)
}

fn read(row: &Value) -> Result<Integration, &'static str> {
    let fields = Fields::of(row).ok_or("not an object")?;
    Ok(Integration {
        id: fields.integer("id").ok_or("no id")?,
        shop_name: fields.text("shop_name").unwrap_or_default(),
        shop_url: fields.word("shop_url"),
        system: fields.text("system").unwrap_or_default(),
        failing_since: fields.word("failing_since"),
        last_fetch: fields.word("last_fetch"),
        last_updated_at: fields.word("last_updated_at"),
        service_point_enabled: fields.boolean("service_point_enabled"),
        service_point_carriers: fields.texts("service_point_carriers"),
        webhook_active: fields.boolean("webhook_active"),
        webhook_url: fields.word("webhook_url"),
    })
}
