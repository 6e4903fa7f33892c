//! The body of a call. What the documents call invalid cannot be built.

use std::collections::HashSet;

use api_client::{Effect, Method, Request};
use serde_json::{Map, Value, json};

use crate::{Grams, ShipWith};

const ENDPOINT: &str = "/api/v3/orders/create-labels-async";
/// How errors name this call.
pub(super) const NAME: &str = "POST /api/v3/orders/create-labels-async";

/// Orders per call ("Required array length: 1 - 20 elements").
pub const ORDERS_PER_CALL_MAX: usize = 20;
/// Parcels per order (schema `create-labels-parcels`).
pub const PARCELS_PER_ORDER_MAX: usize = 50;
/// Items per parcel (schema `CreateLabelParcel`).
pub const ITEMS_PER_PARCEL_MAX: usize = 1000;
/// Characters of an order id (schema `OrderSelectorOrderIdRequired`).
pub const ORDER_ID_CHARS_MAX: usize = 64;
/// Characters of an order number (schema `OrderSelectorOrderNumberRequired`).
pub const ORDER_NUMBER_CHARS_MAX: usize = 255;

/// By what the platform finds the order: exactly one of the two.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum OrderReference {
    /// The shop's own order id (v2 `external_order_id`); the safe way.
    Id(String),
    /// The human number, "often unique".
    Number(String),
}

/// One order of a call.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OrderToShip {
    pub reference: OrderReference,
    /// The order's number where it is known; used only to match the answer, never sent beside an id.
    pub number: Option<String>,
    pub apply_shipping_rules: bool,
    /// Empty: one parcel for the whole order.
    pub parcels: Vec<ParcelToShip>,
}

impl OrderToShip {
    /// The number by which an answer may name the order.
    pub(super) fn known_number(&self) -> Option<&str> {
        match &self.reference {
            OrderReference::Number(number) => Some(number),
            OrderReference::Id(_) => self.number.as_deref(),
        }
    }
}

/// One parcel of a split order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ParcelToShip {
    pub items: Vec<ItemToShip>,
    pub dimensions: Option<Dimensions>,
    pub weight: Option<Grams>,
}

/// An order line, or a part of it, by the shop's id of the line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ItemToShip {
    pub item_id: String,
    pub quantity: u32,
}

/// Outer size of a parcel.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Dimensions {
    pub length_mm: u32,
    pub width_mm: u32,
    pub height_mm: u32,
}

/// What holds for all orders of a call.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct CallOptions {
    /// None: the account's default sender address.
    pub sender_address_id: Option<u64>,
    pub brand_id: Option<u64>,
    /// Shipping rules, where applied, go first.
    pub ship_with: Option<ShipWith>,
}

/// Why a call cannot be built. Places count from 1.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum InvalidRequest {
    #[error("a call holds 1 to {ORDERS_PER_CALL_MAX} orders, not {0}")]
    OrderCount(usize),
    #[error("{0} is not an integration")]
    Integration(i64),
    #[error("order {0}: the id must have 1 to {ORDER_ID_CHARS_MAX} characters")]
    OrderId(usize),
    #[error("order {0}: the number must have 1 to {ORDER_NUMBER_CHARS_MAX} characters")]
    OrderNumber(usize),
    #[error("order {0} is in the call twice")]
    Repeated(usize),
    #[error("order {order}: at most {PARCELS_PER_ORDER_MAX} parcels, not {parcels}")]
    ParcelCount { order: usize, parcels: usize },
    #[error("order {order}, parcel {parcel}: at most {ITEMS_PER_PARCEL_MAX} items, not {items}")]
    ItemCount { order: usize, parcel: usize, items: usize },
    #[error("order {order}, parcel {parcel}, item {item}: it needs an id and a quantity of at least 1")]
    Item { order: usize, parcel: usize, item: usize },
    #[error("order {order}, parcel {parcel}: weight and size must be above zero")]
    Measure { order: usize, parcel: usize },
    #[error("the {0} must be at least 1")]
    Zero(&'static str),
    #[error("a contract needs a shipping option")]
    ContractWithoutOption,
    #[error("the shipping option is empty")]
    EmptyOption,
}

/// A call that the platform's documents call valid.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LabelsRequest {
    integration_id: i64,
    orders: Vec<OrderToShip>,
    options: CallOptions,
}

impl LabelsRequest {
    /// # Errors
    /// [`InvalidRequest`]: what the platform would refuse, and the same order twice (which it might not).
    pub fn new(
        integration_id: i64,
        orders: Vec<OrderToShip>,
        options: CallOptions,
    ) -> Result<Self, InvalidRequest> {
        if integration_id < 1 {
            return Err(InvalidRequest::Integration(integration_id));
        }
        if !(1..=ORDERS_PER_CALL_MAX).contains(&orders.len()) {
            return Err(InvalidRequest::OrderCount(orders.len()));
        }
        for (at, order) in orders.iter().enumerate() {
            check_order(at + 1, order)?;
        }
        check_unique(&orders)?;
        check_options(&options)?;
        Ok(Self { integration_id, orders, options })
    }

    pub fn integration_id(&self) -> i64 {
        self.integration_id
    }

    pub fn orders(&self) -> &[OrderToShip] {
        &self.orders
    }

    pub fn options(&self) -> &CallOptions {
        &self.options
    }

    /// The call as it is sent.
    ///
    /// # Errors
    /// Never in practice: the body is plain JSON.
    pub fn to_request(&self) -> Result<Request, serde_json::Error> {
        Ok(Request::json(Method::Post, Effect::Buys, ENDPOINT, &[], &self.body())?.takes_partner_id())
    }

    fn body(&self) -> Value {
        let mut body = self.common();
        body.insert("orders".to_owned(), self.orders.iter().map(order_body).collect());
        Value::Object(body)
    }

    /// What both calls have in common: everything but the orders.
    pub(super) fn common(&self) -> Map<String, Value> {
        let mut body = Map::new();
        body.insert("integration_id".to_owned(), json!(self.integration_id));
        if let Some(id) = self.options.sender_address_id {
            body.insert("sender_address_id".to_owned(), json!(id));
        }
        if let Some(id) = self.options.brand_id {
            body.insert("brand_id".to_owned(), json!(id));
        }
        if let Some(ship_with) = self.options.ship_with.as_ref().filter(|ship_with| !ship_with.is_empty()) {
            body.insert("ship_with".to_owned(), ship_with_body(ship_with));
        }
        body
    }
}

fn check_order(at: usize, order: &OrderToShip) -> Result<(), InvalidRequest> {
    match &order.reference {
        OrderReference::Id(id) if !fits(id, ORDER_ID_CHARS_MAX) => return Err(InvalidRequest::OrderId(at)),
        OrderReference::Number(number) if !fits(number, ORDER_NUMBER_CHARS_MAX) => {
            return Err(InvalidRequest::OrderNumber(at));
        }
        OrderReference::Id(_) | OrderReference::Number(_) => {}
    }
    if order.parcels.len() > PARCELS_PER_ORDER_MAX {
        return Err(InvalidRequest::ParcelCount { order: at, parcels: order.parcels.len() });
    }
    for (nth, parcel) in order.parcels.iter().enumerate() {
        check_parcel(at, nth + 1, parcel)?;
    }
    Ok(())
}

fn check_parcel(order: usize, nth: usize, parcel: &ParcelToShip) -> Result<(), InvalidRequest> {
    if parcel.items.len() > ITEMS_PER_PARCEL_MAX {
        return Err(InvalidRequest::ItemCount { order, parcel: nth, items: parcel.items.len() });
    }
    if let Some(at) = parcel.items.iter().position(|item| item.item_id.is_empty() || item.quantity == 0) {
        return Err(InvalidRequest::Item { order, parcel: nth, item: at + 1 });
    }
    let sides = parcel.dimensions.map_or([1; 3], |size| [size.length_mm, size.width_mm, size.height_mm]);
    match parcel.weight == Some(Grams(0)) || sides.contains(&0) {
        true => Err(InvalidRequest::Measure { order, parcel: nth }),
        false => Ok(()),
    }
}

/// The same order twice in one call is two labels: by its id, by its number, or once by each.
fn check_unique(orders: &[OrderToShip]) -> Result<(), InvalidRequest> {
    let mut seen = HashSet::new();
    if let Some(at) = orders.iter().position(|order| !seen.insert(&order.reference)) {
        return Err(InvalidRequest::Repeated(at + 1));
    }
    let by_id: HashSet<&str> = orders
        .iter()
        .filter(|order| matches!(order.reference, OrderReference::Id(_)))
        .filter_map(OrderToShip::known_number)
        .collect();
    let twice = |order: &OrderToShip| match &order.reference {
        OrderReference::Number(number) => by_id.contains(number.as_str()),
        OrderReference::Id(_) => false,
    };
    orders.iter().position(twice).map_or(Ok(()), |at| Err(InvalidRequest::Repeated(at + 1)))
}

fn check_options(options: &CallOptions) -> Result<(), InvalidRequest> {
    let ship_with = options.ship_with.as_ref();
    let contract = ship_with.and_then(|ship_with| ship_with.contract_id);
    for (name, id) in
        [("sender address", options.sender_address_id), ("brand", options.brand_id), ("contract", contract)]
    {
        if id == Some(0) {
            return Err(InvalidRequest::Zero(name));
        }
    }
    match (ship_with.and_then(|ship_with| ship_with.shipping_option_code.as_deref()), contract) {
        (None, Some(_)) => Err(InvalidRequest::ContractWithoutOption),
        (Some(code), _) if code.trim().is_empty() => Err(InvalidRequest::EmptyOption),
        (Some(_) | None, _) => Ok(()),
    }
}

fn fits(text: &str, chars_max: usize) -> bool {
    !text.trim().is_empty() && text.chars().count() <= chars_max
}

fn ship_with_body(ship_with: &ShipWith) -> Value {
    let mut properties = Map::new();
    if let Some(code) = &ship_with.shipping_option_code {
        properties.insert("shipping_option_code".to_owned(), json!(code));
    }
    if let Some(contract) = ship_with.contract_id {
        properties.insert("contract_id".to_owned(), json!(contract));
    }
    json!({"type": "shipping_option_code", "properties": properties})
}

pub(super) fn order_body(order: &OrderToShip) -> Value {
    let mut body = Map::new();
    match &order.reference {
        OrderReference::Id(id) => body.insert("order_id".to_owned(), json!(id)),
        OrderReference::Number(number) => body.insert("order_number".to_owned(), json!(number)),
    };
    body.insert("apply_shipping_rules".to_owned(), json!(order.apply_shipping_rules));
    // An empty array is invalid; left out means one parcel.
    if !order.parcels.is_empty() {
        body.insert("parcels".to_owned(), order.parcels.iter().map(parcel_body).collect());
    }
    Value::Object(body)
}

fn parcel_body(parcel: &ParcelToShip) -> Value {
    let item = |item: &ItemToShip| json!({"item_id": item.item_id, "quantity": item.quantity});
    let mut body = Map::new();
    body.insert("parcel_items".to_owned(), parcel.items.iter().map(item).collect());
    if let Some(size) = parcel.dimensions {
        let cm = |mm: u32| format!("{}.{}0", mm / 10, mm % 10);
        body.insert(
            "dimensions".to_owned(),
            json!({"length": cm(size.length_mm), "width": cm(size.width_mm), "height": cm(size.height_mm), "unit": "cm"}),
        );
    }
    if let Some(weight) = parcel.weight {
        body.insert("weight".to_owned(), json!({"value": weight.to_kg(), "unit": "kg"}));
    }
    Value::Object(body)
}
