//! `POST /orders/create-labels-async`. Not idempotent: a repeated call makes, and charges for, another shipment.

use api_client::Response;
use jiff::Timestamp;
use serde_json::{Value, json};

use super::validate::{self, Call, ShipWith, Wanted, Which};
use crate::answer::{self, error_item, json_answer};
use crate::carriers;
use crate::contracts;
use crate::model::{Origin, SimOrder, SimShipment, Trouble};
use crate::platform::World;
use crate::rng::Rng;
use crate::ship::{self, Choice, ParcelSpec};
use crate::wire::WireRequest;

pub(super) fn create(world: &mut World, wire: &WireRequest, now: Timestamp) -> Response {
    let call = match validate::call(wire.body.as_deref()) {
        Ok(call) => call,
        Err(items) => return answer::errors(400, items),
    };
    // Even a mistake of the whole call is a 202.
    if let Some(item) = call_error(world, &call) {
        return answer::errors(202, vec![item]);
    }
    let (mut data, mut errors) = (Vec::new(), Vec::new());
    for (place, wanted) in call.orders.iter().enumerate() {
        match order_of(world, &call, wanted).and_then(|at| ship_one(world, &call, wanted, at, now)) {
            Ok(made) => {
                data.extend(world.state.shipments.get(made).map(|shipment| entry(world, &call, shipment)))
            }
            Err(refusal) => errors.push(refusal.item(place, world.state.answered)),
        }
    }
    Rng::keyed(world.config.seed, "order of data", world.state.answered).shuffle(&mut data);
    let mut body = serde_json::Map::new();
    // Either list may be missing.
    if !data.is_empty() || errors.is_empty() {
        body.insert("data".to_owned(), Value::Array(data));
    }
    if !errors.is_empty() {
        body.insert("errors".to_owned(), Value::Array(errors));
    }
    json_answer(202, &Value::Object(body))
}

/// How many orders the call holds; a body that cannot be read holds none.
pub(super) fn orders_in(wire: &WireRequest) -> u64 {
    let body = wire.body.as_deref().and_then(|body| serde_json::from_slice::<Value>(body).ok());
    let orders = body.as_ref().and_then(|body| body.get("orders")?.as_array());
    orders.map_or(0, |orders| orders.len() as u64)
}

/// What is wrong with the call as a whole.
pub(super) fn call_error(world: &World, call: &Call) -> Option<Value> {
    let item = |field: &str, status, code, detail: &str| {
        Some(error_item(status, code, detail, Some(&format!("/data/attributes/{field}"))))
    };
    if !world.state.shops.iter().any(|shop| shop.id == call.integration) {
        return item("integration_id", 404, "not_found", "Integration not found.");
    }
    if call.sender_address.is_some_and(|id| carriers::sender(id).is_none()) {
        return item("sender_address_id", 404, "invalid", "Does not exist.");
    }
    if call.brand.is_some_and(|id| !carriers::BRANDS.iter().any(|brand| brand.id == id)) {
        return item("brand_id", 404, "invalid", "Does not exist.");
    }
    let ship_with = call.ship_with.as_ref()?;
    if ship_with.option.as_deref().is_some_and(|code| carriers::option_named(code).is_none()) {
        let field = "ship_with/properties/shipping_option_code";
        return item(field, 400, "invalid_choice", "The shipping option is not available for this account.");
    }
    let field = "ship_with/properties/contract_id";
    match ship_with.contract.map(contracts::contract) {
        Some(None) => item(field, 404, "invalid", "Does not exist."),
        Some(Some(contract)) if !contract.is_active() => item(field, 400, "invalid", "Invalid contract."),
        Some(Some(_)) | None => None,
    }
}

/// Why one order is refused.
pub(super) struct Refusal {
    pub(super) status: u16,
    code: String,
    title: Option<String>,
    detail: String,
    /// The field below the order; absent: the order itself.
    field: Option<String>,
}

impl Refusal {
    fn new(code: &str, detail: &str, field: Option<&str>) -> Self {
        let (code, detail, field) = (code.to_owned(), detail.to_owned(), field.map(str::to_owned));
        Self { status: 400, code, title: None, detail, field }
    }

    /// Pointers come in several spellings.
    pub(super) fn item(&self, place: usize, answered: u64) -> Value {
        let index = match (answered + place as u64).is_multiple_of(2) {
            true => format!("[{place}]"),
            false => place.to_string(),
        };
        let field = self.field.as_deref().map(|field| format!("/{field}")).unwrap_or_default();
        let pointer = format!("/data/attributes/orders/{index}{field}");
        let mut item = error_item(self.status, &self.code, &self.detail, Some(&pointer));
        if let (Some(title), Some(fields)) = (&self.title, item.as_object_mut()) {
            fields.insert("title".to_owned(), json!(title));
        }
        item
    }
}

/// The order's position. Several orders with one id (a split order) or one number: the newest, unasked.
pub(super) fn order_of(world: &World, call: &Call, wanted: &Wanted) -> Result<usize, Refusal> {
    let (found, field) = match &wanted.which {
        Which::Id(id) => (world.index.orders_by_id(call.integration, id), "order_id"),
        Which::Number(number) => (world.index.orders_by_number(call.integration, number), "order_number"),
    };
    found.last().copied().ok_or_else(|| Refusal {
        status: 404,
        ..Refusal::new(
            "not_found",
            "The order could not be found with the search criteria given.",
            Some(field),
        )
    })
}

pub(super) fn ship_one(
    world: &mut World,
    call: &Call,
    wanted: &Wanted,
    at: usize,
    now: Timestamp,
) -> Result<usize, Refusal> {
    let gone =
        || Refusal::new("not_found", "The order could not be found with the search criteria given.", None);
    let order = world.state.orders.get(at).ok_or_else(gone)?;
    check_order(order)?;
    let mut parcels = Vec::new();
    for (n, parcel) in wanted.parcels.iter().enumerate() {
        for (m, (id, _)) in parcel.items.iter().enumerate() {
            if !order.items.iter().any(|item| item.id == *id) {
                let field = format!("parcels/{n}/parcel_items/{m}/item_id");
                return Err(Refusal::new("invalid", "The item does not belong to this order.", Some(&field)));
            }
        }
        parcels.push(ParcelSpec { weight_kg: parcel.weight_kg.clone(), items: parcel.items.clone() });
    }
    let (option_code, contract_id) = method(order, call.ship_with.as_ref(), wanted.rules)?;
    let (sender_address_id, brand_id) = (call.sender_address, call.brand);
    let choice = Choice { option_code, contract_id, sender_address_id, brand_id, parcels };
    ship::make(world, at, &choice, Origin::ShipAnOrder, now).ok_or_else(gone)
}

/// Rules, then `ship_with`, then the account's defaults.
fn method(
    order: &SimOrder,
    ship_with: Option<&ShipWith>,
    rules: bool,
) -> Result<(Option<String>, Option<u64>), Refusal> {
    if let Some(code) = rules.then(|| carriers::rule_for(&order.country)).flatten() {
        return Ok((Some(code.to_owned()), None));
    }
    let Some(ship_with) = ship_with else { return Ok((None, None)) };
    let option = ship_with.option.as_deref().and_then(carriers::option_named);
    if option.is_some_and(|option| !option.serves(&order.country)) {
        let detail = format!("The shipping option cannot be used for shipments to {}.", order.country);
        return Err(Refusal::new("validation_error", &detail, None));
    }
    Ok((ship_with.option.clone(), ship_with.contract))
}

fn check_order(order: &SimOrder) -> Result<(), Refusal> {
    let titled = |mut refusal: Refusal| {
        refusal.title = Some("Invalid order".to_owned());
        refusal
    };
    let empty = |text: &str| text.trim().is_empty();
    if empty(&order.name) || empty(&order.address) || empty(&order.city) || empty(&order.postal_code) {
        return Err(titled(Refusal::new(
            "validation_error",
            "The order has no valid shipping address.",
            None,
        )));
    }
    if empty(&order.house_number) {
        let detail = "House number is required.";
        return Err(titled(Refusal::new("validation_error", detail, Some("shipping_address/house_number"))));
    }
    if carriers::needs_customs(&order.country)
        && order.items.iter().any(|item| empty(&item.hs_code) || empty(&item.origin))
    {
        let detail = "HS code and country of origin are required for shipments outside the EU.";
        return Err(Refusal::new("validation_error", detail, Some("order_items/0/hs_code")));
    }
    match &order.trouble {
        Trouble::None | Trouble::AnnouncementFails { .. } => Ok(()),
        Trouble::Refused { code, title, detail, field } => {
            let refusal = Refusal::new(code, detail, field.as_deref());
            Err(Refusal { title: title.clone(), ..refusal })
        }
    }
}

/// One accepted order. `parcels_ids` is missing in some answers, `ship_with` present in some, as in the examples.
fn entry(world: &World, call: &Call, shipment: &SimShipment) -> Value {
    let order = world.index.order(shipment.order).and_then(|place| world.state.orders.get(place));
    let ids: Vec<u64> = shipment.parcels.iter().map(|p| p.id).collect();
    let mut rng = Rng::keyed(world.config.seed, "entry", ids.first().copied().unwrap_or_default());
    let mut entry = json!({
        "parcel_id": ids.first(),
        "shipment_id": shipment.id,
        "order_id": order.map(|o| &o.order_id),
        "order_number": shipment.order_number,
    });
    if let Some(fields) = entry.as_object_mut() {
        if ids.len() > 1 || !rng.percent(12) {
            fields.insert("parcels_ids".to_owned(), json!(ids));
        }
        if call.ship_with.is_some() && rng.percent(50) {
            let properties =
                json!({"contract_id": shipment.contract_id, "shipping_option_code": shipment.option_code});
            fields.insert(
                "ship_with".to_owned(),
                json!({"type": "shipping_option_code", "properties": properties}),
            );
        }
    }
    entry
}
