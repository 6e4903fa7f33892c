//! `GET /api/v2/integrations`: the shops that are connected to the account.

use api_client::{Api, ApiError, Request};
use serde_json::Value;

use crate::errors;
use crate::lenient::Fields;
use crate::pages::{Listed, fetch, read_rows};

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
        service_point_carriers: fields
            .items("service_point_carriers")
            .into_iter()
            .filter_map(crate::lenient::text)
            .collect(),
        webhook_active: fields.boolean("webhook_active"),
        webhook_url: fields.word("webhook_url"),
    })
}
