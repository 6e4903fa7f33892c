//! Making shipments, and what happens to them as time passes.

use jiff::Timestamp;

use crate::carriers;
use crate::config::LinksShops;
use crate::model::{AfterLabel, Origin, ParcelStatus, SimOrder, SimParcel, SimShipment, Status, Trouble};
use crate::platform::{World, later};
use crate::rng::Rng;

/// What a create call decides for an order.
#[derive(Debug, Default)]
pub(crate) struct Choice {
    /// Absent: the account's defaults.
    pub(crate) option_code: Option<String>,
    pub(crate) contract_id: Option<u64>,
    pub(crate) sender_address_id: Option<u64>,
    pub(crate) brand_id: Option<u64>,
    /// Empty: one parcel with everything.
    pub(crate) parcels: Vec<ParcelSpec>,
}

#[derive(Debug, Default, Clone)]
pub(crate) struct ParcelSpec {
    /// Decimal kg; absent: the order's, else the account's default.
    pub(crate) weight_kg: Option<String>,
    pub(crate) items: Vec<(String, u32)>,
}

/// The account's default for orders without a weight.
const DEFAULT_KG: &str = "1.000";

/// Makes a shipment for the order at this position and charges for it; gives the shipment's position. Doing it again
/// makes another one.
pub(crate) fn make(
    world: &mut World,
    at: usize,
    choice: &Choice,
    origin: Origin,
    now: Timestamp,
) -> Option<usize> {
    let order = world.state.orders.get(at)?.clone();
    let same_number =
        world.index.with_number(&order.order_number).iter().filter_map(|at| world.state.shipments.get(*at));
    let earlier = same_number.filter(|s| s.order == order.id).count() as u64;
    let mut rng = Rng::keyed(world.config.seed, "shipment", (order.id << 12) ^ earlier);
    let code = choice
        .option_code
        .clone()
        .unwrap_or_else(|| carriers::default_for(&order.country, order.service_point.is_some()).to_owned());
    let option = carriers::option_named(&code);
    let will_fail = world.fail_next.pop_front().or_else(|| match &order.trouble {
        Trouble::AnnouncementFails { detail } => Some(detail.clone()),
        Trouble::None | Trouble::Refused { .. } => None,
    });
    let by_hand = matches!(origin, Origin::Panel);
    let announcing_from = world.answers_at.max(now);
    let id = rng.uuid();
    let linked = match world.config.links_shops {
        LinksShops::Always => true,
        LinksShops::Never => false,
        LinksShops::Mixed => rng.percent(50),
    };
    let listed_ms = rng.within(&world.config.listed_after_ms);
    let whole = [ParcelSpec { weight_kg: None, items: all_items(&order) }];
    let specs = if choice.parcels.is_empty() { &whole[..] } else { &choice.parcels[..] };
    let mut parcels = Vec::new();
    for spec in specs {
        let weight = spec.weight_kg.clone().or_else(|| order.weight.clone());
        let announce_ms = rng.within(&world.config.announce_ms);
        parcels.push(SimParcel {
            id: world.state.next_parcel,
            status: ParcelStatus::Announcing,
            tracking_number: carriers::tracking_number(
                option.map_or("", |o| o.carrier),
                &order.country,
                &mut rng,
            ),
            weight: weight.unwrap_or_else(|| DEFAULT_KG.to_owned()),
            items: spec.items.clone(),
            created_at: now,
            updated_at: now,
            announced_at: None,
            due: Some(if by_hand { now } else { later(announcing_from, announce_ms) }),
        });
        world.state.next_parcel += 1 + rng.below(7);
    }
    let shipment = SimShipment {
        id,
        order: order.id,
        order_number: order.order_number,
        integration: order.integration,
        linked,
        contract_id: choice.contract_id.or(option.and_then(|o| o.contract)),
        option_code: code,
        sender_address_id: choice.sender_address_id.unwrap_or_else(carriers::default_sender),
        brand_id: choice.brand_id,
        origin,
        created_at: now,
        listed_at: if by_hand { now } else { later(now, listed_ms) },
        parcels,
        errors: Vec::new(),
        will_fail,
    };
    world.state.shipments.push(shipment);
    let place = world.state.shipments.len() - 1;
    world.index.add_shipment(&world.state, place);
    world.pending.push(place);
    world.changes += 1;
    Some(place)
}

fn all_items(order: &SimOrder) -> Vec<(String, u32)> {
    order.items.iter().map(|i| (i.id.clone(), i.quantity)).collect()
}

/// Brings every shipment to the state that it has at `now`.
pub(crate) fn pass_time(world: &mut World, now: Timestamp) {
    let mut ready = Vec::new();
    let World { pending, state, .. } = world;
    pending.retain(|place| {
        let Some(shipment) = state.shipments.get_mut(*place) else { return false };
        for parcel in &mut shipment.parcels {
            let Some(due) = parcel.due.filter(|due| *due <= now) else { continue };
            parcel.due = None;
            parcel.updated_at = due;
            match (parcel.status, &shipment.will_fail) {
                (ParcelStatus::Announcing, Some(words)) => {
                    parcel.status = ParcelStatus::AnnouncementFailed;
                    shipment.errors = vec![words.clone()];
                }
                (ParcelStatus::Announcing, None) => {
                    parcel.status = ParcelStatus::ReadyToSend;
                    parcel.announced_at = Some(due);
                    ready.push((shipment.order, due));
                }
                (ParcelStatus::Cancelling, _) => parcel.status = ParcelStatus::Cancelled,
                (
                    ParcelStatus::ReadyToSend | ParcelStatus::AnnouncementFailed | ParcelStatus::Cancelled,
                    _,
                ) => {}
            }
        }
        shipment.parcels.iter().any(|p| p.due.is_some())
    });
    for (order, at) in ready {
        let place = world.index.order(order);
        if let Some(order) = place.and_then(|place| world.state.orders.get_mut(place)) {
            tell_shop(order, at);
        }
    }
}

/// The shop learns of the label: some shops set the order to fulfilled, and some of those leave the list.
fn tell_shop(order: &mut SimOrder, at: Timestamp) {
    match order.after_label {
        AfterLabel::Stays => return,
        AfterLabel::StaysFulfilled => {}
        AfterLabel::LeavesFulfilled => order.listed = false,
    }
    order.status = Status::new("fulfilled", "Fulfilled");
    order.updated_at = at;
}
