//! Orders that were deleted at the platform, and their coming back: a shop that still calls an order open hands it over
//! again at its next import.

use jiff::Timestamp;

use crate::data::is_open;
use crate::platform::{World, later};
use crate::rng::Rng;
use crate::state::Index;

/// Nothing finds the order from now on. Its shipments stay, with what they cost.
pub(crate) fn delete(world: &mut World, order: u64, now: Timestamp) {
    let place = world.index.order(order);
    if let Some(order) = place.and_then(|place| world.state.orders.get_mut(place)) {
        order.listed = false;
        world.state.deleted.insert(order.id, now);
        changed(world);
    }
}

/// Puts a deleted order back as a new row of the lists.
pub(crate) fn restore(world: &mut World, order: u64, now: Timestamp) {
    let Some(deleted_at) = world.state.deleted.remove(&order) else { return };
    let place = world.index.order(order);
    if let Some(order) = place.and_then(|place| world.state.orders.get_mut(place)) {
        let key = order.id ^ deleted_at.as_millisecond().unsigned_abs();
        order.uuid = Rng::keyed(world.config.seed, "imported again", key).uuid();
        (order.listed, order.created_at, order.updated_at) = (true, now, now);
    }
    changed(world);
}

/// What shops hand over again by now. API shops are not asked: they hand in their orders themselves.
pub(crate) fn pass_time(world: &mut World, now: Timestamp) {
    let Some(after_ms) = world.config.import_again_ms else { return };
    let due = world.state.deleted.iter().map(|(order, at)| (*order, later(*at, after_ms)));
    let due: Vec<_> = due.filter(|(_, at)| *at <= now).collect();
    for (id, at) in due {
        let order = world.index.order(id).and_then(|place| world.state.orders.get(place));
        let comes_back = order.is_some_and(|order| {
            let fetches =
                |shop: &&crate::model::SimShop| shop.id == order.integration && shop.system != "api";
            is_open(&order.status, &order.payment) && world.state.shops.iter().any(|shop| fetches(&shop))
        });
        if comes_back {
            restore(world, id, at);
        }
    }
}

/// After orders came, went or got other ids.
pub(crate) fn changed(world: &mut World) {
    world.index = Index::of(&world.state);
    world.changes += 1;
}
