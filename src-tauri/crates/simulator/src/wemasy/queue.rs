//! The queue behind push and create-label: orders appear in Sendcloud, labels are made, each some time after it was asked
//! for.

use jiff::Timestamp;

use super::shipping::option_of;
use super::state::Task;
use crate::model::{Origin, SimOrder};
use crate::platform::World;
use crate::rng::Rng;
use crate::ship::{self, Choice, ParcelSpec};
use crate::state::Index;

/// Internal ids of Sendcloud grow by this.
const ID_STEP: u64 = 3;

/// When the queue has something to do next, and its place.
pub(crate) fn due(world: &World) -> Option<(Timestamp, usize)> {
    let state = world.state.wemasy.as_ref()?;
    state.jobs.iter().enumerate().map(|(place, job)| (job.due, place)).min()
}

/// Does the job at this place.
pub(crate) fn work(world: &mut World, place: usize) {
    let Some(state) = &mut world.state.wemasy else { return };
    if place >= state.jobs.len() {
        return;
    }
    let job = state.jobs.remove(place);
    world.changes += 1;
    let imported = import(world, job.order, job.due);
    let pushes_shipments = world.config.wemasy.as_ref().is_some_and(|config| config.pushes_shipments);
    if let (Task::Import, Some(at), true) = (job.task, imported, pushes_shipments) {
        shipment_instead(world, job.order, at, job.due);
    }
    if job.task == Task::Label {
        imported.and_then(|at| label(world, job.order, at, job.due));
        let order = world.state.wemasy.as_mut().and_then(|state| state.order_mut(job.order));
        order.into_iter().for_each(|order| order.shipping.label_queued = false);
    }
}

/// The position of the order in the Sendcloud account, where it is put when it is not there yet.
fn import(world: &mut World, id: u64, now: Timestamp) -> Option<usize> {
    let state = world.state.wemasy.as_mut()?;
    let integration = state.integration;
    let order = state.order_mut(id)?;
    order.shipping.push_queued = false;
    if let Some(there) = order.shipping.imported_as {
        return world.index.order(there);
    }
    let internal = world.state.orders.iter().map(|order| order.id).max().unwrap_or_default() + ID_STEP;
    order.shipping.imported_as = Some(internal);
    let imported = SimOrder {
        id: internal,
        uuid: Rng::keyed(world.state.seed, "order", internal).uuid(),
        integration,
        weight: order.shipping.weight.clone().or_else(|| order.order.weight.clone()),
        created_at: now,
        updated_at: now,
        listed: true,
        ..order.order.clone()
    };
    world.state.orders.push(imported);
    world.index = Index::of(&world.state);
    Some(world.state.orders.len() - 1)
}

/// The order is a shipment without a label, and no order of any list.
fn shipment_instead(world: &mut World, id: u64, at: usize, now: Timestamp) -> Option<()> {
    let made = make(world, id, at, now)?;
    crate::ship::ask_no_label(world.state.shipments.get_mut(made)?);
    world.state.orders.get_mut(at)?.listed = false;
    Some(())
}

fn label(world: &mut World, id: u64, at: usize, now: Timestamp) -> Option<()> {
    let there = world.state.wemasy.as_ref()?.order(id)?.shipping.shipment.clone();
    let there = there.and_then(|shipment| world.index.shipment(&shipment));
    if there.is_some_and(|there| ship::ask_label(world, there, now)) {
        return Some(());
    }
    make(world, id, at, now).map(drop)
}

fn make(world: &mut World, id: u64, at: usize, now: Timestamp) -> Option<usize> {
    let shipping = world.state.wemasy.as_ref()?.order(id)?.shipping.clone();
    let order = world.state.orders.get(at)?;
    let count = shipping.parcels.unwrap_or(1).max(1);
    let kg = shipping.weight.as_deref().or(order.weight.as_deref()).and_then(|kg| kg.parse::<f64>().ok());
    let weight_kg = kg.map(|kg| format!("{:.3}", (kg / count as f64).max(0.001)));
    let items: Vec<(String, u32)> = order.items.iter().map(|item| (item.id.clone(), item.quantity)).collect();
    // What is in which parcel is not for update-order to say: the first one holds it all.
    let parcels = (0..count).map(|n| ParcelSpec {
        weight_kg: weight_kg.clone(),
        items: if n == 0 { items.clone() } else { Vec::new() },
    });
    let choice = Choice {
        option_code: shipping.method.and_then(option_of).map(str::to_owned),
        parcels: parcels.collect(),
        ..Choice::default()
    };
    let made = ship::make(world, at, &choice, Origin::Wemasy, now)?;
    let shipment = world.state.shipments.get(made)?.id.clone();
    world.state.wemasy.as_mut()?.order_mut(id)?.shipping.shipment = Some(shipment);
    Some(made)
}
