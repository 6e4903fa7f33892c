//! `GET /api/v3/orders`: is an order there that ship-an-order can be asked for? Orders are saved asynchronously, so one that
//! was just made or corrected may not be found for a while ("retrieve the order and retry", ship-an-order guide).
//!
//! Deliberately not here: the order's contents. The list of open orders is [`crate::incoming_orders`].

use api_client::lenient::Fields;
use api_client::{Api, ApiError, Request};
use serde_json::Value;

use crate::pages::{Pages, RowReader, Style};

/// More pages than this for one order mean that the filter was ignored.
const PAGES_MAX: usize = 3;

/// How an order is named in its shop.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OrderName {
    /// The shop's own id, what ship-an-order calls `order_id`.
    pub order_id: Option<String>,
    pub order_number: Option<String>,
}

/// Orders of a shop with this id.
pub fn with_id(integration_id: i64, order_id: &str) -> Request {
    request(integration_id).query("order_id", order_id)
}

/// Orders of a shop with this number.
pub fn with_number(integration_id: i64, order_number: &str) -> Request {
    request(integration_id).query("order_number", order_number)
}

// The parameter is `integration` here and `integration_id` elsewhere.
fn request(integration_id: i64) -> Request {
    Request::get("/api/v3/orders", &[]).query("integration", integration_id)
}

/// What the platform lists for [`with_id`] or [`with_number`]. Compare the names: unknown filters may be ignored.
///
/// # Errors
/// As for any read.
pub async fn names(api: &Api, request: Request) -> Result<Vec<OrderName>, ApiError> {
    let reader = RowReader { read, key: |name: &OrderName| format!("{name:?}") };
    Ok(Pages::new(request, Style::V3, reader).pages_max(PAGES_MAX).all(api).await?.rows)
}

fn read(row: &Value) -> Result<OrderName, &'static str> {
    let fields = Fields::of(row).ok_or("not an object")?;
    Ok(OrderName { order_id: fields.word("order_id"), order_number: fields.word("order_number") })
}
