//! `POST /api/v2/integrations/{id}/shipments/delete`: takes an order out of "Incoming orders". Labels that it has stay, and
//! so does what they cost.
//!
//! Source: https://sendcloud.dev/api/v2/integrations/delete-a-shipment. An order that its shop still calls open may be
//! imported again.

use api_client::{Api, ApiError, Effect, Method, Request, is_uuid};
use serde_json::{Value, json};

use crate::errors;
use crate::incoming_orders::IncomingOrder;

const DELETE: &str = "/api/v2/integrations/{id}/shipments/delete";

/// The platform's id of an order in a list.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct ShipmentUuid(String);

/// A text that is no UUID ("Must be a valid UUID.").
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("that is not the platform's id of an order (a UUID)")]
pub struct NotAShipmentUuid;

impl ShipmentUuid {
    /// # Errors
    /// [`NotAShipmentUuid`].
    pub fn new(text: &str) -> Result<Self, NotAShipmentUuid> {
        match is_uuid(text) {
            true => Ok(Self(text.to_owned())),
            false => Err(NotAShipmentUuid),
        }
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// How an order is named for deleting: exactly one of the two ways, and the second only whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum OrderToDelete {
    Uuid(ShipmentUuid),
    /// The shop's own ids. An order without a shipment id (null) cannot be named like this; `""` is an id.
    External {
        external_order_id: String,
        external_shipment_id: String,
    },
}

impl OrderToDelete {
    /// How a listed order is named; `None` for one that has neither a UUID nor both ids of its shop.
    pub fn of(order: &IncomingOrder) -> Option<Self> {
        let uuid = order.shipment_uuid.as_deref().and_then(|uuid| ShipmentUuid::new(uuid).ok());
        uuid.map(Self::Uuid).or_else(|| {
            Some(Self::External {
                external_order_id: order.external_order_id.clone()?,
                external_shipment_id: order.external_shipment_id.clone()?,
            })
        })
    }

    fn body(&self) -> Value {
        match self {
            Self::Uuid(uuid) => json!({"shipment_uuid": uuid.as_str()}),
            Self::External { external_order_id, external_shipment_id } => json!({
                "external_order_id": external_order_id,
                "external_shipment_id": external_shipment_id,
            }),
        }
    }
}

/// # Errors
/// Never in practice: when JSON cannot be written.
pub fn delete_request(integration_id: i64, order: &OrderToDelete) -> Result<Request, serde_json::Error> {
    Request::json(Method::Post, Effect::Write, DELETE, &[&integration_id.to_string()], &order.body())
}

/// Deletes an order of a shop from the platform ("Delete a shipment"), not from the shop.
///
/// # Errors
/// `NotFound` when the integration or the order is not there (any more); else as for any write.
pub async fn delete(api: &Api, integration_id: i64, order: &OrderToDelete) -> Result<(), ApiError> {
    let request = delete_request(integration_id, order)
        .map_err(|error| errors::not_sent(&format!("POST {DELETE}"), &error.to_string()))?;
    let response = api.send(&request).await?;
    errors::nothing(&request, &response)
}
