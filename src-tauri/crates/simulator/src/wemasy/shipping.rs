//! The shop's own Sendcloud integration: its status, its methods, shipping data of orders, and what is handed to the queue.

use api_client::Response;
use jiff::Timestamp;
use serde_json::{Value, json};

use super::checks::Body;
use super::state::{Batch, Job, Task, WemasyOrder};
use super::{HOST, PREFIX, missing, orders, said};
use crate::answer::json_answer;
use crate::config::Config;
use crate::platform::{World, later};
use crate::rng::Rng;
use crate::wire::WireRequest;

/// Below [`PREFIX`]; made up, as the form of the status URL is documented nowhere.
pub(super) const BATCHES: &str = "orders/sendcloud/shipments/batches/";
/// What `update-order` takes; the shop's methods are the same for every order.
const METHODS: [(u64, &str, &str); 4] = [
    (8, "Unstamped letter", "sendcloud:letter"),
    (39, "PostNL Standard", "postnl:standard"),
    (1066, "PostNL Signature on delivery", "postnl:standard/signature"),
    (117, "DHL For You", "dhl_parcel:for_you"),
];
const PARCELS_MAX: u64 = 20;
/// Statuses that may be sent.
const SENDABLE: [&str; 4] = ["paid", "payment_received", "on_hold", "completed"];

pub(super) fn status(world: &World) -> Response {
    let Some(config) = &world.config.wemasy else { return missing("Not Found.") };
    if !config.connected {
        return json_answer(200, &json!({"error": false, "integration": null}));
    }
    let integration = json!({
        "credentials": {"public_key": "shown-to-nobody", "secret_key": "shown-to-nobody"},
        "id": "12",
        "is_active": "1",
        "is_connected": "1",
        "created_at": "2026-03-01 09:00:00",
        "updated_at": null,
    });
    json_answer(200, &json!({"error": false, "integration": integration}))
}

pub(super) fn methods() -> Response {
    let methods: Vec<Value> = METHODS
        .iter()
        .map(|(id, name, _)| {
            let carrier = name.split(' ').next().unwrap_or_default().to_lowercase();
            json!({"id": id, "name": name, "carrier": carrier, "min_weight": "0.001", "max_weight": "23.001"})
        })
        .collect();
    json_answer(200, &json!({"error": false, "shipping_methods": methods}))
}

/// The shipping option behind a method.
pub(super) fn option_of(method: u64) -> Option<&'static str> {
    METHODS.iter().find(|(id, _, _)| *id == method).map(|(_, _, option)| *option)
}

fn unconnected(world: &World) -> Option<Response> {
    let connected = world.config.wemasy.as_ref().is_some_and(|config| config.connected);
    (!connected).then(|| said(400, true, "SendCloud integration is not connected."))
}

pub(super) fn update(world: &mut World, wire: &WireRequest) -> Response {
    let mut body = Body::of(wire);
    let id = body.integer("order_id", true, u64::MAX);
    let method = body.integer("shipping_method_id", true, u64::MAX);
    let weight = body.number("weight");
    let parcels = body.integer("no_parcels", true, PARCELS_MAX);
    if let Err(response) = body.done() {
        return response;
    }
    if let Some(response) = unconnected(world) {
        return response;
    }
    if method.and_then(option_of).is_none() {
        return said(400, true, "This shipping method does not exist.");
    }
    let state = world.state.wemasy.as_mut();
    let found = state.and_then(|state| state.order_mut(id.unwrap_or_default()));
    let Some(order) = found else { return said(404, true, "Order not found.") };
    let kg = weight.map(|kg| format!("{kg:.3}"));
    (order.shipping.method, order.shipping.weight, order.shipping.parcels) = (method, kg.clone(), parcels);
    let order = order.clone();
    world.changes += 1;
    let text = |number: Option<u64>| number.unwrap_or_default().to_string();
    let answer = json!({
        "error": false,
        "message": "Order updated.",
        "order_metadata": orders::metadata(&order),
        "shipment": orders::shipment(world, &order),
        "updated_fields": {"weight": kg, "quantity": text(parcels), "shipping_method_id": text(method)},
        "sendcloud_response": [],
    });
    json_answer(200, &answer)
}

/// What becomes of the orders of a call.
#[derive(Default)]
struct Sorted {
    new: Vec<u64>,
    retried: Vec<u64>,
    skipped: Vec<u64>,
    waiting: Vec<u64>,
}

impl Sorted {
    fn total(&self) -> usize {
        self.new.len() + self.retried.len() + self.skipped.len() + self.waiting.len()
    }

    fn taken(&self) -> impl Iterator<Item = u64> {
        self.new.iter().chain(&self.retried).copied()
    }
}

/// The orders of a call, each in one place; a 404 for an id that is no order.
fn sorted(world: &World, ids: &[u64], labels: bool) -> Result<Sorted, Response> {
    let mut sorted = Sorted::default();
    for id in ids {
        let order = world.state.wemasy.as_ref().and_then(|state| state.order(*id));
        let Some(order) = order else { return Err(said(404, true, "One or more orders were not found.")) };
        let again = world.config.wemasy.as_ref().is_some_and(|config| config.labels_again);
        let done = match labels {
            true => !again && has_label(world, order),
            false => order.shipping.imported_as.is_some(),
        };
        let waits = order.shipping.label_queued || (order.shipping.push_queued && !labels);
        let place = match (is_sendable(order) && !done, waits) {
            (false, _) => &mut sorted.skipped,
            (true, true) => &mut sorted.waiting,
            (true, false) if order.shipping.shipment.is_some() => &mut sorted.retried,
            (true, false) => &mut sorted.new,
        };
        place.push(*id);
    }
    Ok(sorted)
}

fn is_sendable(order: &WemasyOrder) -> bool {
    !order.quote && SENDABLE.contains(&order.status.as_str())
}

/// A label that Wemasy itself made and that is not cancelled. It knows of no others.
fn has_label(world: &World, order: &WemasyOrder) -> bool {
    let made = order.shipping.shipment.as_deref().and_then(|id| world.index.shipment(id));
    made.and_then(|at| world.state.shipments.get(at)).is_some_and(crate::model::SimShipment::is_active)
}

pub(super) fn push(world: &mut World, wire: &WireRequest, now: Timestamp) -> Response {
    let mut body = Body::of(wire);
    let labels = body.boolean("create_label");
    let ids = body.ids("order_ids");
    if let Err(response) = body.done() {
        return response;
    }
    if let Some(response) = unconnected(world) {
        return response;
    }
    let labels = labels == Some(true);
    let sorted = match sorted(world, &ids, labels) {
        Ok(sorted) => sorted,
        Err(response) => return response,
    };
    let chunks = enqueue(world, &sorted, labels, now);
    let texts = |ids: &[u64]| ids.iter().map(u64::to_string).collect::<Vec<_>>();
    let queued: Vec<u64> = sorted.taken().chain(sorted.waiting.iter().copied()).collect();
    let answer = json!({
        "error": false,
        "message": "Shipments are being created.",
        "summary": {
            "total_orders": sorted.total(),
            "new_orders": sorted.new.len(),
            "retry_orders": sorted.retried.len(),
            "skipped_orders": sorted.skipped.len(),
            "queued_orders": queued.len(),
        },
        "details": {
            "new_orders": texts(&sorted.new),
            "retry_orders": texts(&sorted.retried),
            "skipped_orders": texts(&sorted.skipped),
            "queued_orders": queued,
        },
        "total_chunks": chunks,
        "labels_will_be_created": if labels { "yes" } else { "no" },
    });
    json_answer(200, &answer)
}

pub(super) fn labels(world: &mut World, wire: &WireRequest, now: Timestamp) -> Response {
    let mut body = Body::of(wire);
    let ids = body.ids("order_ids");
    if let Err(response) = body.done() {
        return response;
    }
    if let Some(response) = unconnected(world) {
        return response;
    }
    let sorted = match sorted(world, &ids, true) {
        Ok(sorted) => sorted,
        Err(response) => return response,
    };
    let chunks = enqueue(world, &sorted, true, now);
    let name = batch_named(world, ids);
    let base = if wire.base.is_empty() { HOST } else { &wire.base };
    let answer = json!({
        "error": false,
        "message": "Labels are being created.",
        "batch_name": name,
        "total_orders": sorted.total(),
        "new_orders": sorted.new.len(),
        "retried_orders": sorted.retried.len(),
        "skipped_orders": sorted.skipped.len() + sorted.waiting.len(),
        "total_chunks": chunks,
        "estimated_completion_minutes": chunks as f64 * 1.5,
        "status_check_url": format!("{base}{PREFIX}{BATCHES}{name}"),
    });
    json_answer(200, &answer)
}

fn batch_named(world: &mut World, orders: Vec<u64>) -> String {
    let Some(state) = &mut world.state.wemasy else { return String::new() };
    let name = format!("sendcloud-labels-{}", state.batches.len() + 1);
    state.batches.push(Batch { name: name.clone(), orders });
    world.changes += 1;
    name
}

/// Puts the orders into the queue; gives the number of chunks.
fn enqueue(world: &mut World, sorted: &Sorted, labels: bool, now: Timestamp) -> usize {
    let World { state, config, changes, .. } = world;
    let (Some(state), Some(wanted)) = (&mut state.wemasy, &config.wemasy) else { return 0 };
    let taken: Vec<u64> = sorted.taken().collect();
    for id in &taken {
        let Some(order) = state.order_mut(*id) else { continue };
        let is_new = order.shipping.imported_as.is_none();
        let waits = std::mem::replace(&mut order.shipping.push_queued, is_new);
        order.shipping.label_queued |= labels;
        let import_ms = draw(config, "wemasy import", *id, &wanted.import_ms);
        let label_ms = draw(config, "wemasy label", *id, &wanted.label_ms);
        let imported_at = if is_new { later(now, import_ms) } else { now };
        if is_new && !waits {
            state.jobs.push(Job { due: imported_at, order: *id, task: Task::Import });
        }
        if labels {
            state.jobs.push(Job { due: later(imported_at, label_ms), order: *id, task: Task::Label });
        }
        *changes += 1;
    }
    taken.len().div_ceil(wanted.chunk_size.max(1))
}

fn draw(config: &Config, topic: &str, order: u64, range: &std::ops::RangeInclusive<u64>) -> u64 {
    Rng::keyed(config.seed, topic, order).within(range)
}

/// How a batch of labels is coming along.
pub(super) fn batch(world: &World, name: &str) -> Response {
    let state = world.state.wemasy.as_ref();
    let found = state.and_then(|state| Some((state, state.batches.iter().find(|batch| batch.name == name)?)));
    let Some((state, batch)) = found else { return missing("Batch not found.") };
    let waits = |id: &&u64| state.order(**id).is_some_and(|order| order.shipping.label_queued);
    let pending = batch.orders.iter().filter(waits).count();
    let data = json!({
        "batch_name": batch.name,
        "status": if pending == 0 { "finished" } else { "processing" },
        "total_orders": batch.orders.len(),
        "pending_orders": pending,
    });
    json_answer(200, &json!({"error": false, "message": "", "data": data}))
}
