//! `POST orders/detail`: one order with its lines and addresses, by its number. The inside of it is not documented; what
//! can be recognised is read, the rest is in [`OrderDetail::raw`].

use api_client::lenient::Fields;
use api_client::{Api, ApiError, Effect, Request};
use serde_json::{Value, json};

use crate::errors;
use crate::orders::post;
use crate::parts::{Contact, Line, OrderId, ShipmentRecord, ShippingData};

const ENDPOINT: &str = "/api/services/webshop/v1/orders/detail";

#[derive(Debug, Clone, PartialEq)]
pub struct OrderDetail {
    pub id: Option<OrderId>,
    pub order_number: String,
    /// `checkout` or `quote`.
    pub order_type: Option<String>,
    pub vendor_comment: Option<String>,
    /// Where it goes, as far as it can be told.
    pub recipient: Option<Contact>,
    pub billing: Option<Contact>,
    pub lines: Vec<Line>,
    pub shipping: ShippingData,
    pub shipment: Option<ShipmentRecord>,
    /// The `data` of the answer.
    pub raw: Value,
}

pub fn request(order_number: &str) -> Request {
    post(ENDPOINT, Effect::Read, &json!({ "order_number": order_number }))
}

/// The order with this number.
///
/// # Errors
/// As for any read; `Kind::NotFound` when there is none, `Kind::Unreadable` when the answer is about another order.
pub async fn get(api: &Api, order_number: &str) -> Result<OrderDetail, ApiError> {
    let request = request(order_number);
    let response = api.send(&request).await?;
    let body = errors::json(&request, &response)?;
    let bad = |words: &str| errors::unreadable(&request, &response, words);
    let data = body.get("data").ok_or_else(|| bad("the answer holds no order"))?;
    let detail = OrderDetail::read(data).ok_or_else(|| bad("the answer holds no order"))?;
    match detail.order_number.is_empty() || detail.order_number == order_number {
        true => Ok(detail),
        false => Err(bad("the answer is about another order")),
    }
}

impl OrderDetail {
    fn read(data: &Value) -> Option<Self> {
        let fields = Fields::of(data)?;
        // A quote can come with a checkout order; the checkout is what is shipped.
        let parts: Vec<Fields<'_>> =
            ["checkout", "quote"].into_iter().filter_map(|p| fields.object(p)).collect();
        let users = fields.value("users").and_then(|users| match users {
            Value::String(text) => serde_json::from_str(text).ok(),
            other => Some(other.clone()),
        });
        let users_fields = users.as_ref().and_then(Fields::of);
        let shipments = || parts.iter().filter_map(|part| part.object("shipment"));
        let contact = |names: &[&str]| {
            users_fields
                .and_then(|users| Contact::within(users, names))
                .or_else(|| shipments().find_map(|shipment| Contact::within(shipment, names)))
        };
        let flat = || users.as_ref().and_then(Contact::read);
        Some(Self {
            id: fields.id("order_id").or_else(|| fields.id("id")).map(OrderId),
            order_number: fields.word("order_number").unwrap_or_default(),
            order_type: fields.word("type"),
            vendor_comment: fields.word("vendor_comment"),
            recipient: contact(&["shipping", "shipping_address", "delivery", "address"])
                .or_else(|| contact(&["billing", "billing_address"]))
                .or_else(flat),
            billing: contact(&["billing", "billing_address"]).or_else(flat),
            lines: lines(fields, &parts),
            shipping: [fields]
                .iter()
                .chain(&parts)
                .map(|p| ShippingData::of_row(*p))
                .find(|s| *s != ShippingData::default())
                .unwrap_or_default(),
            shipment: shipments().find_map(ShipmentRecord::read),
            raw: data.clone(),
        })
    }
}

/// `order.products` of a part, else its `products`, else those of the order itself.
fn lines(fields: Fields<'_>, parts: &[Fields<'_>]) -> Vec<Line> {
    let inner = parts.iter().filter_map(|part| part.object("order"));
    let places = inner.chain(parts.iter().copied()).chain([fields]);
    places
        .flat_map(|place| [place.items("products"), place.items("lines"), place.items("items")])
        .map(|items| items.into_iter().filter_map(Line::read).collect::<Vec<_>>())
        .find(|lines| !lines.is_empty())
        .unwrap_or_default()
}
