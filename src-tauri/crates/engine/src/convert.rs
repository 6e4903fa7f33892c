//! From the platform's wire types to the model. Nothing of the wire gets past this file.

use sendcloud::incoming_orders::{IncomingOrder, ParcelItem, Status as WireStatus};
use sendcloud::shipments::{Shipment as WireShipment, ShipmentState as WireState};

use crate::model::{Address, Item, Money, Order, Parcel, Shipment, ShipmentState, Status};

fn clean(text: Option<String>) -> Option<String> {
    text.map(|text| text.trim().to_owned()).filter(|text| !text.is_empty())
}

fn text(text: Option<String>) -> String {
    clean(text).unwrap_or_default()
}

pub fn order(integration_id: i64, wire: IncomingOrder) -> Order {
    let customer_time = clean(wire.shipment_created_at).or(clean(wire.created_at));
    let value = clean(wire.total_order_value)
        .map(|amount| Money { amount, currency: clean(wire.currency.clone()).unwrap_or_default() });
    Order {
        integration_id,
        external_order_id: wire.external_order_id,
        external_shipment_id: wire.external_shipment_id,
        number: wire.order_number,
        order_status: status(wire.order_status),
        payment_status: status(wire.payment_status),
        address: Address {
            name: text(wire.name),
            company: clean(wire.company_name),
            street: text(wire.address),
            house_number: text(wire.house_number),
            line_2: clean(wire.address_2),
            postal_code: text(wire.postal_code),
            city: text(wire.city),
            state: clean(wire.to_state),
            country: text(wire.country).to_uppercase(),
        },
        email: clean(wire.email),
        phone: clean(wire.telephone),
        ordered_at: customer_time,
        shipping_method: clean(wire.shipping_method_checkout_name),
        shipping_method_id: wire.shipping_method.filter(|id| *id > 0),
        service_point: wire.to_service_point.is_some_and(|id| id != "0"),
        weight_grams: wire.weight.map(|grams| grams.0).filter(|grams| *grams > 0),
        items: wire.parcel_items.into_iter().map(item).collect(),
        value,
        unread: false,
    }
}

fn status(wire: Option<WireStatus>) -> Status {
    wire.map(|status| Status { code: status.id, label: status.message }).unwrap_or_default()
}

fn item(wire: ParcelItem) -> Item {
    Item {
        sku: clean(wire.sku),
        barcode: clean(wire.ean),
        description: wire.description,
        quantity: wire.quantity,
        weight_grams: wire.weight.map(|grams| grams.0),
        value: clean(wire.value),
        hs_code: clean(wire.hs_code),
        origin_country: clean(wire.origin_country),
        image_url: clean(wire.image_url),
    }
}

pub fn shipment(wire: WireShipment) -> Shipment {
    let state = match wire.state() {
        // Good parcels with errors beside them, or several parcels of which some failed: a label was bought all the same.
        WireState::Failed if wire.is_active() => ShipmentState::Other,
        WireState::Announcing => ShipmentState::Announcing,
        WireState::Ready => ShipmentState::Ready,
        WireState::Failed => ShipmentState::Failed,
        WireState::Cancelled => ShipmentState::Cancelled,
        WireState::NoLabel => ShipmentState::NoLabel,
        // A label was bought and may still be valid: active, but nothing to wait for.
        WireState::Cancelling | WireState::Other(_) => ShipmentState::Other,
    };
    let status = wire
        .parcels
        .first()
        .map(|parcel| match parcel.status_message.is_empty() {
            true => parcel.status_code.clone(),
            false => parcel.status_message.clone(),
        })
        .unwrap_or_default();
    let (active, failure, updated_at) = (wire.is_active(), wire.failure_words(), wire.updated_at());
    let created_at = wire.created_at().map(|at| at.to_string());
    let to = wire.to;
    Shipment {
        id: wire.id,
        order_number: wire.order_number,
        state,
        active,
        status,
        failure,
        carrier: wire.carrier_name.or(wire.carrier_code),
        shipping_option_code: wire.ship_with.and_then(|with| with.shipping_option_code),
        to: Address {
            name: text(to.name),
            company: clean(to.company),
            street: text(to.address_line_1),
            house_number: text(to.house_number),
            line_2: clean(to.address_line_2),
            postal_code: text(to.postal_code),
            city: text(to.city),
            state: None,
            country: text(to.country_code).to_uppercase(),
        },
        parcels: wire
            .parcels
            .into_iter()
            .filter_map(|parcel| {
                let dead = parcel.is_dead();
                Some(Parcel {
                    dead,
                    status_code: parcel.status_code,
                    status: parcel.status_message,
                    id: parcel.id?,
                    tracking_number: clean(parcel.tracking_number),
                    tracking_url: clean(parcel.tracking_url),
                    documents: parcel.documents.into_iter().map(|document| document.kind).collect(),
                })
            })
            .collect(),
        created_at,
        updated_at,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use sendcloud::ErrorItem;
    use sendcloud::shipments::Parcel as WireParcel;

    fn shipment_with(codes: &[&str], errors: usize) -> Shipment {
        let parcel = |code: &&str| WireParcel { status_code: (*code).to_owned(), ..WireParcel::default() };
        shipment(WireShipment {
            id: "s".into(),
            parcels: codes.iter().map(parcel).collect(),
            errors: vec![ErrorItem::default(); errors],
            ..WireShipment::default()
        })
    }

    #[test]
    fn a_shipment_with_a_bought_label_is_never_given_up() {
        for (codes, errors) in [(&["READY_TO_SEND"][..], 1), (&["READY_TO_SEND", "ANNOUNCEMENT_FAILED"], 1)] {
            let shipment = shipment_with(codes, errors);
            assert_eq!(
                (shipment.state, shipment.active),
                (ShipmentState::Other, true),
                "{codes:?}: its papers are fetched"
            );
        }
        let failed = shipment_with(&["ANNOUNCEMENT_FAILED"], 1);
        assert_eq!((failed.state, failed.active), (ShipmentState::Failed, false));
    }
}
