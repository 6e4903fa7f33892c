//! `POST orders/update-order`: shipping method, weight and number of parcels of an order, all of them at once. It does not
//! change the order's status, whatever its name says.

use std::num::{NonZeroU32, NonZeroU64};

use api_client::lenient::{Fields, Grams};
use api_client::{Api, ApiError, Effect, Request};
use serde_json::{Value, json};

use crate::errors;
use crate::orders::post;
use crate::parts::{OrderId, ShipmentRecord, ShippingData};

const ENDPOINT: &str = "/api/services/webshop/v1/orders/update-order";

/// There is no partial update.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct UpdateOrder {
    pub order_id: OrderId,
    pub shipping_method_id: NonZeroU64,
    /// Sent in kilograms; the unit is not documented.
    pub weight: Grams,
    pub parcels: NonZeroU32,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Updated {
    pub message: Option<String>,
    /// As it is kept now.
    pub shipping: ShippingData,
    /// An order that was pushed before has one.
    pub shipment: Option<ShipmentRecord>,
    pub raw: Value,
}

impl UpdateOrder {
    pub fn request(&self) -> Request {
        let kg: Value = serde_json::from_str(&self.weight.to_kg()).unwrap_or_default();
        let body = json!({
            "order_id": self.order_id.0,
            "shipping_method_id": self.shipping_method_id,
            "weight": kg,
            "no_parcels": self.parcels,
        });
        post(ENDPOINT, Effect::Write, &body)
    }
}

/// Sets an order's shipping data.
///
/// # Errors
/// The platform's refusals with [`ApiError::fields`]; without an answer it may have been done and can be read back.
pub async fn update(api: &Api, update: &UpdateOrder) -> Result<Updated, ApiError> {
    let request = update.request();
    let response = api.send(&request).await?;
    let body = errors::json(&request, &response)?;
    let Some(fields) = Fields::of(&body) else {
        return Err(errors::unreadable(&request, &response, "the answer does not say what was changed"));
    };
    Ok(Updated {
        message: fields.word("message"),
        shipping: ShippingData::of_row(fields),
        shipment: fields.object("shipment").and_then(ShipmentRecord::read),
        raw: body.clone(),
    })
}
