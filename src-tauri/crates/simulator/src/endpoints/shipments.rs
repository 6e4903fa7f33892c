//! v3: `GET /shipments`, `GET /shipments/{id}`, `POST /shipments/{id}/cancel`.

use std::collections::HashSet;

use api_client::Response;
use jiff::{SignedDuration, Timestamp};
use serde_json::{Value, json};

use super::{page, time};
use crate::answer::{self, json_answer};
use crate::carriers;
use crate::model::{ParcelStatus, SimOrder, SimParcel, SimShipment};
use crate::platform::{World, later};
use crate::rng::Rng;
use crate::wire::WireRequest;

const PAGE_SIZE: usize = 40;
const PAGE_SIZE_MAX: usize = 100;
const IDS_MAX: usize = 100;
/// "already cancelled, delivered, or older than 42 days".
const CANCEL_WITHIN: SignedDuration = SignedDuration::from_hours(42 * 24);

pub(super) fn list(world: &World, wire: &WireRequest, now: Timestamp) -> Response {
    let filter = match Filter::of(wire) {
        Ok(filter) => filter,
        Err(detail) => {
            // The documented example says status "404" in the body of a 400.
            let item = answer::error_item(404, "validation_error", &detail, Some("/list_shipments/filters"));
            return answer::errors(400, vec![item]);
        }
    };
    let Some(cursor) = page::cursor(wire) else {
        return answer::error(404, "not_found", "Invalid cursor", Some("/data"));
    };
    let all: Vec<&SimShipment> = match filter.candidates(world) {
        Some(places) => places.iter().rev().filter_map(|place| world.state.shipments.get(*place)).collect(),
        None => world.state.shipments.iter().rev().collect(),
    };
    let all = all.into_iter().filter(|shipment| filter.takes(shipment, now)).collect();
    let size = page::size(wire, PAGE_SIZE, PAGE_SIZE_MAX);
    let got = page::page(all, |s| s.parcels.first().map_or(0, |p| p.id), cursor, size);
    let data: Vec<Value> = got.items.iter().map(|shipment| shipment_json(world, wire, shipment)).collect();
    let mut response = json_answer(200, &json!({"data": data}));
    response.headers.extend(page::link(wire, &got).map(|link| ("link".to_owned(), link)));
    response
}

struct Filter<'a> {
    order_number: Option<&'a str>,
    integration: Option<&'a str>,
    reference: Option<&'a str>,
    tracking: Option<&'a str>,
    status: Option<&'a str>,
    updated_after: Option<Timestamp>,
    updated_before: Option<Timestamp>,
    announced_after: Option<Timestamp>,
    announced_before: Option<Timestamp>,
    parcels: Option<HashSet<u64>>,
    shipments: Option<HashSet<&'a str>>,
}

impl<'a> Filter<'a> {
    fn of(wire: &'a WireRequest) -> Result<Self, String> {
        let text = |name: &str| wire.first(name).filter(|text| !text.is_empty());
        let moment = |name: &str| match text(name).map(str::parse::<Timestamp>) {
            None => Ok(None),
            Some(Ok(at)) => Ok(Some(at)),
            Some(Err(_)) => Err(format!("Validation failed, {name} is not a datetime")),
        };
        let list = |name: &str| match wire
            .first(name)
            .map(|text| text.split(',').map(str::trim).collect::<Vec<_>>())
        {
            Some(list) if list.len() > IDS_MAX => {
                Err(format!("Validation failed, {name} has more than 100 values"))
            }
            list => Ok(list),
        };
        let parcels =
            list("ids")?.map(|ids| ids.iter().map(|id| id.parse::<u64>()).collect::<Result<_, _>>());
        Ok(Self {
            order_number: text("order_number"),
            integration: text("integration_id"),
            reference: text("external_reference_id"),
            tracking: text("tracking_number"),
            status: text("parcel_status"),
            updated_after: moment("updated_after")?,
            updated_before: moment("updated_before")?,
            announced_after: moment("announced_after")?,
            announced_before: moment("announced_before")?,
            parcels: parcels
                .transpose()
                .map_err(|_| "Validation failed, ids is not a list of integers".to_owned())?,
            shipments: list("shipment_uuids")?.map(|ids| ids.into_iter().collect()),
        })
    }

    /// Where to look, when the filter says it.
    fn candidates(&self, world: &World) -> Option<Vec<usize>> {
        let mut places: Vec<usize> = match (&self.shipments, &self.parcels, self.order_number) {
            (Some(ids), _, _) => ids.iter().filter_map(|id| world.index.shipment(id)).collect(),
            (None, Some(ids), _) => ids.iter().filter_map(|id| world.index.with_parcel(*id)).collect(),
            (None, None, Some(number)) => world.index.with_number(number).to_vec(),
            (None, None, None) => return None,
        };
        places.sort_unstable();
        places.dedup();
        Some(places)
    }

    fn takes(&self, shipment: &SimShipment, now: Timestamp) -> bool {
        let by_id = self.parcels.is_some() || self.shipments.is_some();
        let any = |test: &dyn Fn(&SimParcel) -> bool| shipment.parcels.iter().any(test);
        let announced = |test: &dyn Fn(Timestamp) -> bool| any(&|p| p.announced_at.is_some_and(test));
        (by_id || shipment.listed_at <= now)
            && self.order_number.is_none_or(|number| number == shipment.order_number)
            && self.integration.is_none_or(|id| shipment.linked && id == shipment.integration.to_string())
            && self.reference.is_none()
            && self.tracking.is_none_or(|number| any(&|p| shown_tracking(p) == number))
            && self.status.is_none_or(|status| any(&|p| is_status(p.status, status)))
            && self.updated_after.is_none_or(|after| any(&|p| p.updated_at > after))
            && self.updated_before.is_none_or(|before| any(&|p| p.updated_at < before))
            && self.announced_after.is_none_or(|after| announced(&|at| at > after))
            && self.announced_before.is_none_or(|before| announced(&|at| at < before))
            && self.parcels.as_ref().is_none_or(|ids| any(&|p| ids.contains(&p.id)))
            && self.shipments.as_ref().is_none_or(|ids| ids.contains(shipment.id.as_str()))
    }
}

fn is_status(status: ParcelStatus, asked: &str) -> bool {
    asked == status.words().0 || asked == status.number().to_string()
}

pub(super) fn one(world: &World, wire: &WireRequest, id: &str) -> Response {
    match world.index.shipment(id).and_then(|place| world.state.shipments.get(place)) {
        Some(shipment) => json_answer(200, &json!({"data": shipment_json(world, wire, shipment)})),
        // No body is documented.
        None => Response { status: 404, headers: Vec::new(), body: Vec::new() },
    }
}

pub(super) fn cancel(world: &mut World, id: &str, now: Timestamp) -> Response {
    let place = world.index.shipment(id);
    let Some((place, shipment)) = place.and_then(|at| world.state.shipments.get_mut(at).map(|s| (at, s)))
    else {
        return answer::error(404, "not_found", "Not found", None);
    };
    let refuse = |detail| answer::error(409, "invalid", detail, None);
    let statuses: Vec<ParcelStatus> = shipment.parcels.iter().map(|p| p.status).collect();
    if statuses.contains(&ParcelStatus::Cancelling) {
        return refuse("This shipment is already being cancelled.");
    }
    if statuses.contains(&ParcelStatus::Cancelled) {
        return refuse("This shipment has already been cancelled.");
    }
    if now.duration_since(shipment.created_at) > CANCEL_WITHIN {
        return refuse("This shipment is too old to be cancelled.");
    }
    // Nobody but us knows of a failed announcement: done at once. Anything else waits for the carrier.
    let at_once = statuses.iter().all(|s| *s == ParcelStatus::AnnouncementFailed);
    let mut rng = Rng::keyed(world.config.seed, "cancel", place as u64);
    let due = later(now, rng.within(&world.config.cancel_ms));
    for parcel in &mut shipment.parcels {
        parcel.updated_at = now;
        parcel.due = (!at_once).then_some(due);
        parcel.status = if at_once { ParcelStatus::Cancelled } else { ParcelStatus::Cancelling };
    }
    if !world.pending.contains(&place) {
        world.pending.push(place);
    }
    world.changes += 1;
    match at_once {
        true => json_answer(
            200,
            &json!({"data": {"status": "cancelled", "message": "Shipment has been cancelled"}}),
        ),
        false => {
            let message = "Shipment cancellation has been queued";
            json_answer(202, &json!({"data": {"status": "queued", "message": message}}))
        }
    }
}

/// Hidden until the carrier has said it.
pub(super) fn shown_tracking(parcel: &SimParcel) -> &str {
    match (parcel.status, parcel.announced_at) {
        (ParcelStatus::Announcing | ParcelStatus::NoLabel, _)
        | (ParcelStatus::Cancelling | ParcelStatus::Cancelled, None) => "",
        _ => &parcel.tracking_number,
    }
}

fn shipment_json(world: &World, wire: &WireRequest, shipment: &SimShipment) -> Value {
    let order = world.index.order(shipment.order).and_then(|place| world.state.orders.get(place));
    let option = carriers::option_named(&shipment.option_code);
    let parcels: Vec<Value> =
        shipment.parcels.iter().map(|p| parcel_json(wire, shipment, order, p)).collect();
    let errors: Vec<Value> = shipment
        .errors
        .iter()
        .map(|detail| answer::error_item(500, "parcel_announcement_error", detail, None))
        .collect();
    json!({
        "id": shipment.id,
        "order_number": shipment.order_number,
        "reference": null,
        "external_reference_id": null,
        "brand_id": shipment.brand_id,
        "ship_with": {
            "type": "shipping_option_code",
            "properties": {"shipping_option_code": shipment.option_code, "contract_id": shipment.contract_id},
        },
        "carrier": option.map(|o| json!({"code": o.carrier, "name": o.carrier_name})),
        "from_address": from_json(shipment),
        "to_address": order.map(to_json),
        "to_service_point": order.and_then(|o| o.service_point).map(|id| json!({"id": id.to_string(), "carrier_service_point_id": id.to_string()})),
        "total_order_price": order.map(|o| json!({"value": o.total, "currency": o.currency})),
        "customs_information": null,
        "delivery_dates": null,
        "errors": errors,
        "parcels": parcels,
    })
}

pub(super) fn from_json(shipment: &SimShipment) -> Value {
    let sender = carriers::sender(shipment.sender_address_id);
    json!(sender.map(|s| {
        json!({
            "name": s.name, "company_name": "Magazijn Noord", "address_line_1": s.street, "address_line_2": "",
            "house_number": s.house_number, "postal_code": s.postal_code, "city": s.city, "country_code": "NL",
            "email": "magazijn@example.nl", "phone_number": "", "po_box": "",
        })
    }))
}

pub(super) fn to_json(order: &SimOrder) -> Value {
    json!({
        "name": order.name, "company_name": order.company, "address_line_1": order.address,
        "address_line_2": order.address_2, "house_number": order.house_number, "postal_code": order.postal_code,
        "city": order.city, "state_province_code": order.state.as_deref().unwrap_or_default(), "country_code": order.country,
        "email": order.email, "phone_number": order.telephone, "po_box": "",
    })
}

/// The documents that exist for a parcel: (type, size).
pub(super) fn documents(
    shipment: &SimShipment,
    country: &str,
    parcel: &SimParcel,
) -> Vec<(&'static str, &'static str)> {
    let failed = shipment.will_fail.is_some();
    match parcel.announced_at {
        Some(_)
            if !failed && carriers::needs_customs(country) && shipment.option_code != carriers::LETTER =>
        {
            vec![("label", "a6"), ("customs-declaration", "a4")]
        }
        Some(_) if !failed => vec![("label", "a6")],
        _ => Vec::new(),
    }
}

pub(super) fn parcel_json(
    wire: &WireRequest,
    shipment: &SimShipment,
    order: Option<&SimOrder>,
    parcel: &SimParcel,
) -> Value {
    let (code, message) = parcel.status.words();
    let country = order.map_or("NL", |o| o.country.as_str());
    let tracking = shown_tracking(parcel);
    let tracking_url =
        (!tracking.is_empty()).then(|| format!("https://tracking.example.com/forward?code={tracking}"));
    let items: Vec<Value> =
        parcel.items.iter().filter_map(|(id, quantity)| item_json(order?, id, *quantity)).collect();
    let mut json = json!({
        "id": parcel.id,
        "status": {"code": code, "message": message},
        "tracking_number": tracking,
        "tracking_url": tracking_url,
        "announced_at": parcel.announced_at.map(time),
        "created_at": time(parcel.created_at),
        "updated_at": time(parcel.updated_at),
        "weight": {"value": parcel.weight, "unit": "kg"},
        "dimensions": {"length": "30.00", "width": "20.00", "height": "12.00", "unit": "cm"},
        "parcel_items": items,
        "label_notes": [],
        "package_type": "package",
        "additional_carrier_data": {"awb_tracking_number": null, "box_number": null},
    });
    // "key absent after failure"
    if parcel.status != ParcelStatus::AnnouncementFailed
        && let Some(fields) = json.as_object_mut()
    {
        let links: Vec<Value> = documents(shipment, country, parcel)
            .into_iter()
            .map(|(kind, size)| document_json(wire, parcel, kind, size))
            .collect();
        fields.insert("documents".to_owned(), Value::Array(links));
    }
    json
}

/// The deprecated `type` is always there, `document_type` for every other parcel, as the published examples differ.
fn document_json(wire: &WireRequest, parcel: &SimParcel, kind: &str, size: &str) -> Value {
    let link = format!("{}/api/v3/parcels/{}/documents/{kind}", wire.base, parcel.id);
    let old = if kind == "customs-declaration" { "cn23" } else { kind };
    match parcel.id.is_multiple_of(2) {
        true => json!({"type": old, "document_type": kind, "size": size, "link": link}),
        false => json!({"type": old, "size": size, "link": link}),
    }
}

fn item_json(order: &SimOrder, id: &str, quantity: u32) -> Option<Value> {
    let item = order.items.iter().find(|item| item.id == id)?;
    // A number here, though a parcel's weight is text; it is required, so unknown weights are the smallest.
    let kg = item.weight.as_deref().and_then(|kg| kg.parse::<f64>().ok()).unwrap_or(0.001);
    Some(json!({
        "item_id": id,
        "description": item.name,
        "quantity": quantity,
        "weight": {"value": kg, "unit": "kg"},
        "price": {"value": item.price, "currency": order.currency},
        "hs_code": item.hs_code,
        "origin_country": item.origin,
        "sku": item.sku,
        "product_id": item.product_id,
    }))
}
