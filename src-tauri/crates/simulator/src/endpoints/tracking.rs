//! `GET /parcels/statuses`, and `GET /parcels/tracking/{tracking_number}` for the account's own parcels.

use api_client::Response;
use serde_json::{Value, json};

use super::{shipments, time};
use crate::answer::json_answer;
use crate::model::{SimParcel, SimShipment};
use crate::platform::World;
use crate::{carriers, wire::WireRequest};

/// Characters of a tracking number.
const NUMBER_CHARS_MAX: usize = 255;

/// As a real account lists them.
const STATUSES: &[(&str, &str)] = &[
    ("READY_TO_SEND", "Ready to send"),
    ("ANNOUNCED", "Announced"),
    ("ANNOUNCING", "Being announced"),
    ("TO_SORTING", "En route to sorting center"),
    ("SORTING", "Being sorted"),
    ("SORTED", "Sorted"),
    ("UNSORTED", "Not sorted"),
    ("AT_SORTING_CENTRE", "At sorting centre"),
    ("SHIPMENT_ON_ROUTE", "Parcel en route"),
    ("DRIVER_ON_ROUTE", "Driver en route"),
    ("PICKED_UP_BY_DRIVER", "Shipment picked up by driver"),
    ("DELAYED", "Delivery delayed"),
    ("DELIVERY_FAILED", "Delivery attempt failed"),
    ("DELIVERED", "Delivered"),
    ("AWAITING_CUSTOMER_PICKUP", "Awaiting customer pickup"),
    ("COLLECTED_BY_CUSTOMER", "Shipment collected by customer"),
    ("ANNOUNCED_UNCOLLECTED", "Announced: not collected"),
    ("COLLECT_ERROR", "Error collecting"),
    ("UNDELIVERABLE", "Unable to deliver"),
    ("NO_LABEL", "No label"),
    ("CANCELLING_UPSTREAM", "Submitting cancellation request"),
    ("CANCELLING", "Cancellation requested"),
    ("CANCELLED", "Cancelled"),
    ("CANCELLED_UPSTREAM", "Cancelled upstream"),
    ("CANCELLATION_FAILED", "Cancellation failed"),
    ("UNKNOWN", "Unknown status - check carrier track & trace page for more insights"),
    ("ANNOUNCEMENT_FAILED", "Announcement Failed"),
    ("AT_CUSTOMS", "At Customs"),
    ("REFUSED_BY_RECIPIENT", "Refused by recipient"),
    ("RETURNED_TO_SENDER", "Returned to sender"),
    ("DELIVERY_METHOD_CHANGED", "Delivery method changed"),
    ("DELIVERY_DATE_CHANGED", "Delivery date changed"),
    ("DELIVERY_ADDRESS_CHANGED", "Delivery address changed"),
    ("EXCEPTION", "Exception"),
    ("ADDRESS_INVALID", "Address invalid"),
];

pub(super) fn statuses() -> Response {
    let data: Vec<Value> =
        STATUSES.iter().map(|(code, message)| json!({"code": code, "message": message})).collect();
    json_answer(200, &json!({"data": data}))
}

/// This endpoint has an error form of its own.
pub(super) fn one(world: &World, wire: &WireRequest, number: &str) -> Response {
    if number.chars().count() > NUMBER_CHARS_MAX {
        let problem = json!({"loc": ["path", "tracking_number"], "msg": "String should have at most 255 characters",
            "type": "string_too_long"});
        return json_answer(422, &json!({"detail": [problem]}));
    }
    let with_number = |shipment: &&SimShipment| parcel_of(shipment, number).is_some();
    let found = world.state.shipments.iter().find(with_number);
    let told = found.and_then(|shipment| tracking_json(world, wire, shipment, parcel_of(shipment, number)?));
    told.map_or_else(
        || json_answer(404, &json!({"detail": "Parcel does not exist"})),
        |told| json_answer(200, &told),
    )
}

fn parcel_of<'a>(shipment: &'a SimShipment, number: &str) -> Option<&'a SimParcel> {
    // One without a number (still being announced) has an empty one.
    shipment.parcels.iter().find(|parcel| !number.is_empty() && shipments::shown_tracking(parcel) == number)
}

/// Not before the carrier has heard of the parcel.
fn tracking_json(
    world: &World,
    wire: &WireRequest,
    shipment: &SimShipment,
    parcel: &SimParcel,
) -> Option<Value> {
    let announced_at = parcel.announced_at?;
    let order = world.index.order(shipment.order).and_then(|place| world.state.orders.get(place))?;
    let option = carriers::option_named(&shipment.option_code);
    let event = |at, kind: &str, (code, words): (&str, &str)| {
        json!({"event_at": time(at), "event_type": kind, "status_code": code, "status_description": words,
            "status_type": "info", "sub_status_code": "none"})
    };
    let mut events = vec![event(announced_at, "internal", ("READY_TO_SEND", "Ready to send"))];
    if parcel.status.words().0 != "READY_TO_SEND" {
        events.push(event(parcel.updated_at, "carrier", parcel.status.words()));
    }
    let mut details = json!({
        "integration_id": shipment.integration, "is_mail_box": false, "is_return": false,
        "is_to_service_point": order.service_point.is_some(),
    });
    if let (Some(brand), Some(fields)) = (shipment.brand_id, details.as_object_mut()) {
        fields.insert("brand_id".to_owned(), json!(brand));
    }
    let shown = shipments::parcel_json(wire, shipment, Some(order), parcel);
    let mut told = json!({
        "source_id": parcel.id.to_string(),
        "announced_at": time(announced_at),
        "created_at": time(parcel.created_at),
        "updated_at": time(parcel.updated_at),
        "details": details,
        "events": events,
        "from_address": shipments::from_json(shipment),
        "to_address": shipments::to_json(order),
        "tracking_numbers": [{
            "carrier_code": option.map_or("", |option| option.carrier),
            "tracking_number": parcel.tracking_number,
            "tracking_url": shown["tracking_url"],
        }],
    });
    if let (Some(contract), Some(fields)) = (shipment.contract_id, told.as_object_mut()) {
        let properties = json!({"shipping_option_code": shipment.option_code, "contract_id": contract});
        fields.insert(
            "ship_with".to_owned(),
            json!({"type": "shipping_option_code", "properties": properties}),
        );
    }
    Some(told)
}
