//! `PUT` and `PATCH /api/v2/integrations/{id}`: name, address, service points and webhook of a connected shop.
//!
//! Source: https://sendcloud.dev/api/v2/integrations/update-an-integration and .../partially-update-an-integration, schema
//! `IntegrationUpdate`. What it calls invalid cannot be said: null is nowhere allowed.

use api_client::{Api, ApiError, Effect, Method, Request};
use serde_json::{Map, Value, json};

use super::{ONE, WebAddress};
use crate::errors;
use api_client::lenient::Fields;

/// Characters of a shop's name (schema `IntegrationUpdate`, 1 to 250).
pub const SHOP_NAME_CHARS_MAX: usize = 250;

/// What the platform would refuse.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum InvalidSetting {
    #[error("a shop's name has 1 to 250 characters")]
    ShopName,
    #[error("delivery to service points needs at least one carrier")]
    NoCarrier,
    #[error("a carrier's code is empty")]
    EmptyCarrier,
}

/// A name of 1 to 250 characters.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ShopName(String);

impl ShopName {
    /// # Errors
    /// [`InvalidSetting::ShopName`]; blanks around the text do not count.
    pub fn new(text: &str) -> Result<Self, InvalidSetting> {
        let text = text.trim();
        match (1..=SHOP_NAME_CHARS_MAX).contains(&text.chars().count()) {
            true => Ok(Self(text.to_owned())),
            false => Err(InvalidSetting::ShopName),
        }
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Delivery to service points: "At least one carrier must be provided if the service point delivery is enabled."
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ServicePoints {
    enabled: bool,
    carriers: Vec<String>,
}

impl ServicePoints {
    /// Offered, with these carriers (codes such as `ups`).
    ///
    /// # Errors
    /// Without a carrier, and for an empty code.
    pub fn on(carriers: Vec<String>) -> Result<Self, InvalidSetting> {
        match carriers.is_empty() {
            true => Err(InvalidSetting::NoCarrier),
            false => Self::new(true, carriers),
        }
    }

    /// Not offered; the carriers are kept for later.
    ///
    /// # Errors
    /// For an empty code.
    pub fn off(carriers: Vec<String>) -> Result<Self, InvalidSetting> {
        Self::new(false, carriers)
    }

    fn new(enabled: bool, carriers: Vec<String>) -> Result<Self, InvalidSetting> {
        match carriers.iter().any(|code| code.trim().is_empty()) {
            true => Err(InvalidSetting::EmptyCarrier),
            false => Ok(Self { enabled, carriers }),
        }
    }
}

/// All settings: PUT. "You must send all fields, even those you don't want to change."
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settings {
    pub shop_name: ShopName,
    pub shop_url: WebAddress,
    pub service_points: ServicePoints,
    pub webhook_active: bool,
    /// Required even when the webhook is off.
    pub webhook_url: WebAddress,
}

/// Some settings: PATCH. `None` leaves a setting as it is.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Change {
    pub shop_name: Option<ShopName>,
    pub shop_url: Option<WebAddress>,
    pub service_points: Option<ServicePoints>,
    pub webhook_active: Option<bool>,
    pub webhook_url: Option<WebAddress>,
}

impl From<Settings> for Change {
    fn from(all: Settings) -> Self {
        Self {
            shop_name: Some(all.shop_name),
            shop_url: Some(all.shop_url),
            service_points: Some(all.service_points),
            webhook_active: Some(all.webhook_active),
            webhook_url: Some(all.webhook_url),
        }
    }
}

/// The settings as the platform has them now, as far as its answer names them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Updated {
    pub shop_name: Option<String>,
    pub shop_url: Option<String>,
    pub last_updated_at: Option<String>,
    pub service_point_enabled: Option<bool>,
    pub service_point_carriers: Vec<String>,
    pub webhook_active: Option<bool>,
    pub webhook_url: Option<String>,
}

/// # Errors
/// Never in practice: when JSON cannot be written.
pub fn replace_request(integration_id: i64, settings: &Settings) -> Result<Request, serde_json::Error> {
    let all = Change::from(settings.clone());
    Request::json(Method::Put, Effect::Write, ONE, &[&integration_id.to_string()], &body(&all))
}

/// # Errors
/// Never in practice: when JSON cannot be written.
pub fn change_request(integration_id: i64, change: &Change) -> Result<Request, serde_json::Error> {
    Request::json(Method::Patch, Effect::Write, ONE, &[&integration_id.to_string()], &body(change))
}

/// Sets all settings of an integration ("Update an integration").
///
/// # Errors
/// `Refused` with the platform's words, `NotFound`; else as for any write. Saying it twice does no harm.
pub async fn replace(api: &Api, integration_id: i64, settings: &Settings) -> Result<Updated, ApiError> {
    send(api, replace_request(integration_id, settings), "PUT").await
}

/// Sets some settings of an integration ("Partially update an integration").
///
/// # Errors
/// As [`replace`].
pub async fn change(api: &Api, integration_id: i64, change: &Change) -> Result<Updated, ApiError> {
    send(api, change_request(integration_id, change), "PATCH").await
}

async fn send(
    api: &Api,
    request: Result<Request, serde_json::Error>,
    method: &str,
) -> Result<Updated, ApiError> {
    let request =
        request.map_err(|error| errors::not_sent(&format!("{method} {ONE}"), &error.to_string()))?;
    let response = api.send(&request).await?;
    let body = errors::json(&request, &response)?;
    match Fields::of(&body) {
        Some(fields) => Ok(read(fields)),
        None => Err(errors::unreadable(&request, &response, "the answer holds no settings")),
    }
}

fn read(fields: Fields<'_>) -> Updated {
    Updated {
        shop_name: fields.text("shop_name"),
        shop_url: fields.word("shop_url"),
        last_updated_at: fields.word("last_updated_at"),
        service_point_enabled: fields.boolean("service_point_enabled"),
        service_point_carriers: fields.texts("service_point_carriers"),
        webhook_active: fields.boolean("webhook_active"),
        webhook_url: fields.word("webhook_url"),
    }
}

fn body(change: &Change) -> Value {
    let points = change.service_points.as_ref();
    let fields = [
        ("shop_name", change.shop_name.as_ref().map(|name| json!(name.0))),
        ("shop_url", change.shop_url.as_ref().map(|url| json!(url.as_str()))),
        ("service_point_enabled", points.map(|points| json!(points.enabled))),
        ("service_point_carriers", points.map(|points| json!(points.carriers))),
        ("webhook_active", change.webhook_active.map(Value::from)),
        ("webhook_url", change.webhook_url.as_ref().map(|url| json!(url.as_str()))),
    ];
    let said = fields.into_iter().filter_map(|(name, value)| Some((name.to_owned(), value?)));
    Value::Object(said.collect::<Map<_, _>>())
}
