//! Making shipments, and what happens to them as time passes.

use jiff::Timestamp;

use crate::carriers;
use crate::config::{Config, LinksShops};
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
    let by_itself = if by_hand { None } else { split(world, &order, earlier) };
    let whole = match by_itself {
        Some(parcels) => parcels,
        None => vec![ParcelSpec { weight_kg: None, items: all_items(&order) }],
    };
    let specs = if choice.parcels.is_empty() { &whole[..] } else { &choice.parcels[..] };
    let fails_at = refused_parcel(world, &order, specs.len(), earlier);
    let mut parcels = Vec::new();
    for (nth, spec) in specs.iter().enumerate() {
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
            will_fail: (fails_at == Some(nth)).then(|| TOO_HEAVY.to_owned()),
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
        announced_later: false,
        strange_for_ms: None,
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

/// What the carrier says about one parcel of several.
const TOO_HEAVY: &str = "The parcel exceeds the maximum weight of the service.";

/// "parcels_ids may hold more than one id even without parcels in the request": the pieces of an order in two or three
/// parcels.
fn split(world: &World, order: &SimOrder, earlier: u64) -> Option<Vec<ParcelSpec>> {
    let mut rng = Rng::keyed(world.config.seed, "multicollo", (order.id << 12) ^ earlier);
    rng.percent(world.config.habits.multicollo_percent).then_some(())?;
    let pieces: Vec<(String, u32)> = match order.items.as_slice() {
        [one] => (0..one.quantity).map(|_| (one.id.clone(), 1)).collect(),
        _ => all_items(order),
    };
    let count = pieces.len().min(2 + rng.index(2));
    (count > 1).then_some(())?;
    let kg = order.weight.as_deref().and_then(|kg| kg.parse::<f64>().ok());
    let weight_kg = kg.map(|kg| format!("{:.3}", (kg / count as f64).max(0.001)));
    let mut parcels = vec![ParcelSpec { weight_kg, items: Vec::new() }; count];
    for (nth, (id, quantity)) in pieces.into_iter().enumerate() {
        let Some(parcel) = parcels.get_mut(nth % count) else { continue };
        match parcel.items.iter_mut().find(|(there, _)| *there == id) {
            Some((_, more)) => *more += quantity,
            None => parcel.items.push((id, quantity)),
        }
    }
    Some(parcels)
}

/// The one parcel of several that the carrier will refuse.
fn refused_parcel(world: &World, order: &SimOrder, count: usize, earlier: u64) -> Option<usize> {
    let mut rng = Rng::keyed(world.config.seed, "parcel fails", (order.id << 12) ^ earlier);
    let fails = count > 1 && rng.percent(world.config.habits.parcel_fails_percent);
    fails.then(|| rng.index(count))
}

/// Somebody corrects a failed shipment in the panel and announces it: it has a label now, and costs.
pub(crate) fn announce_later(shipment: &mut SimShipment, at: Timestamp) {
    (shipment.will_fail, shipment.errors, shipment.announced_later) = (None, Vec::new(), true);
    for parcel in &mut shipment.parcels {
        (parcel.status, parcel.updated_at, parcel.due) = (ParcelStatus::ReadyToSend, at, None);
        (parcel.announced_at, parcel.will_fail) = (parcel.announced_at.or(Some(at)), None);
    }
}

/// Takes the asking back: the shipment stands there, without a label and without cost.
pub(crate) fn ask_no_label(shipment: &mut SimShipment) {
    for parcel in &mut shipment.parcels {
        (parcel.status, parcel.due) = (ParcelStatus::NoLabel, None);
    }
}

/// Asks for the labels of a shipment that has none; gives whether there was anything to ask for.
pub(crate) fn ask_label(world: &mut World, at: usize, now: Timestamp) -> bool {
    let range = world.config.announce_ms.clone();
    let Some(shipment) = world.state.shipments.get_mut(at) else { return false };
    let mut asked = false;
    for parcel in shipment.parcels.iter_mut().filter(|parcel| parcel.status == ParcelStatus::NoLabel) {
        let announce_ms = Rng::keyed(world.config.seed, "label asked for", parcel.id).within(&range);
        (parcel.status, parcel.updated_at) = (ParcelStatus::Announcing, now);
        parcel.due = Some(later(now, announce_ms));
        asked = true;
    }
    if asked {
        world.pending.push(at);
        world.changes += 1;
    }
    asked
}

/// Brings every shipment to the state that it has at `now`.
pub(crate) fn pass_time(world: &mut World, now: Timestamp) {
    let mut ready = Vec::new();
    let World { pending, state, config, .. } = world;
    pending.retain(|place| {
        let Some(shipment) = state.shipments.get_mut(*place) else { return false };
        while let Some(due) = shipment.parcels.iter().filter_map(|p| p.due).min().filter(|due| *due <= now) {
            if change(config, shipment, due) {
                ready.push((shipment.order, due));
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

/// What happens to the parcels whose status ends at `due`; true when one of them was announced.
fn change(config: &Config, shipment: &mut SimShipment, due: Timestamp) -> bool {
    if shipment.parcels.iter().any(|p| p.due == Some(due) && p.status == ParcelStatus::AnnouncementFailed) {
        announce_later(shipment, due);
        return true;
    }
    let mut announced = false;
    let key = shipment.parcels.first().map_or(0, |p| p.id);
    let SimShipment { parcels, errors, will_fail, strange_for_ms, .. } = shipment;
    for parcel in parcels.iter_mut().filter(|parcel| parcel.due == Some(due)) {
        (parcel.due, parcel.updated_at) = (None, due);
        match (parcel.status, will_fail.as_ref().or(parcel.will_fail.as_ref())) {
            (ParcelStatus::Announcing, Some(words)) => {
                if !errors.contains(words) {
                    errors.push(words.clone());
                }
                parcel.status = ParcelStatus::AnnouncementFailed;
                let mut rng = Rng::keyed(config.seed, "announced later", key);
                let corrected = rng.percent(config.habits.announced_later_percent);
                parcel.due = corrected.then(|| later(due, rng.within(&config.habits.announced_later_ms)));
            }
            (ParcelStatus::Announcing, None) => {
                (parcel.announced_at, announced) = (Some(due), true);
                parcel.due = strange_for_ms.map(|ms| later(due, ms));
                parcel.status = match parcel.due {
                    Some(_) => ParcelStatus::Strange,
                    None => ParcelStatus::ReadyToSend,
                };
            }
            (ParcelStatus::Strange, _) => parcel.status = ParcelStatus::ReadyToSend,
            (ParcelStatus::Cancelling, _) => parcel.status = ParcelStatus::Cancelled,
            (
                ParcelStatus::ReadyToSend
                | ParcelStatus::AnnouncementFailed
                | ParcelStatus::Cancelled
                | ParcelStatus::NoLabel
                | ParcelStatus::OnRoute
                | ParcelStatus::Delivered,
                _,
            ) => {}
        }
    }
    announced
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
