//! `GET /api/v3/integrations`: the connected shops of accounts that have no v2, as the same [`Integration`].
//!
//! Source: https://sendcloud.dev/api/v3/integrations/retrieve-a-list-of-integrations. `feedback_type` and `created_at` have
//! no place in v2 and are left out.

use api_client::{Api, ApiError, Request};
use serde_json::Value;

use super::Integration;
use crate::errors;
use crate::pages::{Listed, fetch, read_rows};
use api_client::lenient::Fields;

pub fn list_request() -> Request {
    Request::get("/api/v3/integrations", &[])
}

/// All integrations of the account; no pages are documented.
///
/// # Errors
/// As for any read.
pub async fn list(api: &Api) -> Result<Listed<Integration>, ApiError> {
    let request = list_request();
    let (body, response) = fetch(api, &request).await?;
    match body.get("data").and_then(Value::as_array) {
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
        system: fields.text("type").unwrap_or_default(),
        failing_since: fields.word("started_failing_at"),
        last_fetch: fields.word("last_fetched_at"),
        last_updated_at: fields.word("updated_at"),
        service_point_enabled: fields.boolean("service_point_enabled"),
        service_point_carriers: fields.texts("service_point_carriers"),
        webhook_active: fields.boolean("webhook_active"),
        webhook_url: fields.word("webhook_url"),
    })
}
