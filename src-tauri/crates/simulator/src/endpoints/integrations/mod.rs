//! `GET /integrations` of v2 and v3, and v2's `GET` and `DELETE /integrations/{id}`.

pub(super) mod logs;
mod row;
pub(super) mod update;
pub(super) mod upsert;

use api_client::Response;
use jiff::Timestamp;
use serde_json::{Value, json};

use super::time;
use crate::answer::{json_answer, no_content, v2_error};
use crate::imports;
use crate::model::SimShop;
use crate::platform::World;
use crate::wire::WireRequest;

pub(super) fn list(world: &World, now: Timestamp) -> Response {
    let shops: Vec<Value> = world.state.shops.iter().map(|shop| shop_json(shop, now)).collect();
    json_answer(200, &Value::Array(shops))
}

pub(super) fn list_v3(world: &World, now: Timestamp) -> Response {
    let shops: Vec<Value> = world.state.shops.iter().map(|shop| shop_json_v3(shop, now)).collect();
    json_answer(200, &json!({"data": shops}))
}

pub(super) fn one(world: &World, wire: &WireRequest, id: &str, now: Timestamp) -> Response {
    shop(world, wire, id).map_or_else(|gone| gone, |shop| json_answer(200, &shop_json(shop, now)))
}

/// The shop goes with its orders and logs; shipments stay.
pub(super) fn delete(world: &mut World, wire: &WireRequest, id: &str) -> Response {
    let id = match shop(world, wire, id) {
        Ok(shop) => shop.id,
        Err(gone) => return gone,
    };
    world.state.shops.retain(|shop| shop.id != id);
    world.state.logs.retain(|log| log.integration != id);
    for order in world.state.orders.iter_mut().filter(|order| order.integration == id) {
        order.listed = false;
    }
    imports::changed(world);
    no_content()
}

/// The shop with this id, or the documented 404.
pub(super) fn shop<'a>(world: &'a World, wire: &WireRequest, id: &str) -> Result<&'a SimShop, Response> {
    let found = world.state.shops.iter().find(|shop| shop.id.to_string() == id);
    found.ok_or_else(|| v2_error(wire, 404, "No Integration matches the given query."))
}

fn fetched(now: Timestamp) -> String {
    // Shops are asked for new orders every ten minutes.
    time(Timestamp::from_second(now.as_second() - now.as_second().rem_euclid(600)).unwrap_or(now))
}

fn shop_json(shop: &SimShop, now: Timestamp) -> Value {
    json!({
        "id": shop.id,
        "shop_name": shop.name,
        "shop_url": shop.url,
        "system": shop.system,
        "failing_since": shop.failing_since.map(time),
        "last_fetch": fetched(now),
        "last_updated_at": time(shop.updated_at.unwrap_or(shop.connected_at)),
        "service_point_enabled": shop.service_point_enabled,
        "service_point_carriers": shop.service_point_carriers,
        "webhook_active": shop.webhook_active,
        "webhook_url": shop.webhook_url,
    })
}

fn shop_json_v3(shop: &SimShop, now: Timestamp) -> Value {
    json!({
        "id": shop.id,
        "shop_name": shop.name,
        "shop_url": shop.url.as_deref().unwrap_or_default(),
        "type": shop.system,
        "started_failing_at": shop.failing_since.map(time),
        "last_fetched_at": fetched(now),
        "created_at": time(shop.connected_at),
        "updated_at": time(shop.updated_at.unwrap_or(shop.connected_at)),
        "service_point_enabled": shop.service_point_enabled,
        "service_point_carriers": shop.service_point_carriers,
        "webhook_active": shop.webhook_active,
        "webhook_url": shop.webhook_url,
        "feedback_type": "eager",
    })
}
