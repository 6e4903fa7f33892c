//! Whatever an answer holds: nothing panics, no order is left out, and no id of a shipment is lost.

use proptest::prelude::*;
use sendcloud::ship_an_order::{
    Answer, CallOptions, CallOutcome, LabelAnswer, LabelFormat, LabelOutcome, LabelRequest, OrderAnswer,
    OrderReference, OrderToLabel, create_label, create_labels,
};
use serde_json::{Value, json};

use crate::answers::three;
use crate::fake::{api, block_on, with_headers};

fn answered(status: u16, body: impl Into<Vec<u8>>) -> Answer {
    let (_, api) = api([with_headers(status, &[], body)]);
    match block_on(create_labels(&api, &three())) {
        CallOutcome::Answered(answer) => answer,
        other => panic!("expected an answer, got {other:?}"),
    }
}

/// The answer to a call for one label, of order a.
fn one_label(status: u16, body: String) -> LabelAnswer {
    let reference = OrderReference::Id("a".to_owned());
    let order = OrderToLabel { reference, number: Some("1001".to_owned()), apply_shipping_rules: false };
    let request = LabelRequest::new(70, order, CallOptions::default(), LabelFormat::Pdf).unwrap();
    let (_, api) = api([with_headers(status, &[], body)]);
    match block_on(create_label(&api, &request)) {
        LabelOutcome::Answered(answer) => *answer,
        other => panic!("expected an answer, got {other:?}"),
    }
}

fn status() -> impl Strategy<Value = u16> {
    prop_oneof![
        Just(202_u16),
        Just(200),
        Just(400),
        Just(401),
        Just(404),
        Just(422),
        Just(500),
        Just(302),
        200_u16..=428
    ]
}

fn any_json() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        prop_oneof!["a", "1003", "511", "/data/attributes/orders/[1]", "\\PC{0,12}"].prop_map(Value::from),
    ];
    let name = prop_oneof![
        Just("data"),
        Just("errors"),
        Just("error"),
        Just("order_id"),
        Just("order_number"),
        Just("shipment_id"),
        Just("parcels_ids"),
        Just("parcel_id"),
        Just("source"),
        Just("pointer"),
        Just("detail"),
        Just("code"),
        Just("message"),
        Just("status"),
        Just("ship_with"),
        Just("properties"),
        Just("results"),
        Just("id"),
    ];
    leaf.prop_recursive(5, 64, 6, move |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..6).prop_map(Value::from),
            prop::collection::hash_map(name.clone().prop_map(str::to_owned), inner, 0..6)
                .prop_map(|fields| Value::Object(fields.into_iter().collect())),
        ]
    })
}

/// An entry for order 0, 1, 2 or for none of them, with or without a shipment id.
fn entry() -> impl Strategy<Value = Value> {
    let name = prop_oneof![
        Just(json!({"order_id": "a"})),
        Just(json!({"order_id": "b", "order_number": "1002"})),
        Just(json!({"order_number": "1003"})),
        Just(json!({"order_id": "stranger"})),
        Just(json!({})),
    ];
    (name, prop::option::of(0_u32..5)).prop_map(|(mut entry, shipment)| {
        if let Some(shipment) = shipment {
            entry["shipment_id"] = json!(format!("S{shipment}"));
            entry["parcels_ids"] = json!([shipment + 1]);
        }
        entry
    })
}

fn error() -> impl Strategy<Value = Value> {
    let pointer = prop_oneof![
        (0_usize..4).prop_map(|at| format!("/data/attributes/orders/[{at}]")),
        (0_usize..4).prop_map(|at| format!("/data/attributes/orders/{at}/order_id")),
        Just("/data".to_owned()),
    ];
    pointer.prop_map(|pointer| json!({"code": "invalid", "detail": "No", "source": {"pointer": pointer}}))
}

proptest! {
    #[test]
    fn any_bytes_leave_every_order_with_one_outcome(status in status(), body in prop::collection::vec(any::<u8>(), 0..200)) {
        let answer = answered(status, body);
        prop_assert_eq!(answer.orders.len(), 3);
        prop_assert!(answer.orders.iter().all(|order| matches!(order, OrderAnswer::Unknown(_))), "junk proves nothing");
    }

    #[test]
    fn any_json_leaves_every_order_with_one_outcome(status in status(), body in any_json()) {
        prop_assert_eq!(answered(status, body.to_string()).orders.len(), 3);
    }

    #[test]
    fn no_shipment_is_lost_and_none_is_called_refused(
        status in prop_oneof![Just(202_u16), Just(400)],
        data in prop::collection::vec(entry(), 0..6),
        errors in prop::collection::vec(error(), 0..5),
    ) {
        let answer = answered(status, json!({"data": data, "errors": errors}).to_string());
        let all = format!("{:?} {:?}", answer.orders, answer.notes);
        for entry in &data {
            if let Some(id) = entry["shipment_id"].as_str() {
                prop_assert!(all.contains(id), "{} is lost in {}", id, all);
            }
        }
        let named = [
            json!({"order_id": "a"}), json!({"order_id": "b", "order_number": "1002"}), json!({"order_number": "1003"}),
        ];
        for (order, name) in answer.orders.iter().zip(&named) {
            let mine = |entry: &&Value| {
                name.as_object().into_iter().flatten().all(|(field, value)| entry.get(field) == Some(value))
            };
            let is_in_data = data.iter().any(|entry| mine(&entry));
            let is_bought = data.iter().filter(mine).any(|entry| entry.get("shipment_id").is_some());
            prop_assert_eq!(is_bought, matches!(order, OrderAnswer::Accepted { .. }), "{:?}", order);
            if is_in_data || errors.is_empty() {
                prop_assert!(!matches!(order, OrderAnswer::Refused(_)), "no words of the platform refuse {:?}", order);
            }
        }
    }

    #[test]
    fn any_json_leaves_one_label_with_one_outcome(status in status(), data in any_json(), label in any_json()) {
        one_label(status, data.to_string());
        let body = json!({"data": {"order_id": "a", "shipment_id": "s", "label": {"file": label}, "label_details": data}});
        let answer = one_label(201, body.to_string());
        prop_assert!(matches!(answer.order, OrderAnswer::Accepted { .. }), "whatever its label is: {:?}", answer.order);
    }

    #[test]
    fn no_shipment_of_one_label_is_lost_and_none_is_called_refused(
        status in prop_oneof![Just(201_u16), Just(400)],
        data in prop::collection::vec(entry(), 0..4),
        errors in prop::collection::vec(error(), 0..3),
    ) {
        let answer = one_label(status, json!({"data": data, "errors": errors}).to_string());
        let all = format!("{:?} {:?}", answer.order, answer.notes);
        for id in data.iter().filter_map(|entry| entry["shipment_id"].as_str()) {
            prop_assert!(all.contains(id), "{} is lost in {}", id, all);
        }
        if !data.is_empty() || errors.is_empty() {
            prop_assert!(!matches!(answer.order, OrderAnswer::Refused(_)), "something was made: {}", all);
        }
    }

    #[test]
    fn any_json_can_be_read_as_any_resource(body in any_json()) {
        use sendcloud::shipping_options::{Place, ShippingOptionsQuery, find, of_methods};
        use sendcloud::{account, brands, contracts, incoming_orders, integrations, parcel_statuses};
        use sendcloud::{parcel_tracking, sender_addresses, shipments};
        let place = || Place { country_code: "NL".to_owned(), postal_code: None };
        let query = ShippingOptionsQuery { from: place(), to: place(), ..ShippingOptionsQuery::default() };
        let reply = || with_headers(200, &[], body.to_string());
        block_on(async {
            let (_, api) = api((0..16).map(|_| reply()));
            let _ = integrations::list(&api).await;
            let _ = incoming_orders::pages(1, &Default::default()).next(&api).await;
            let _ = shipments::pages(Default::default()).next(&api).await;
            let _ = shipments::by_ids(&api, &["1".to_owned()]).await;
            let _ = shipments::get(&api, "1").await.map(|shipment| (shipment.state(), shipment.is_active()));
            let _ = account::metadata(&api).await;
            let _ = account::organization(&api).await;
            let _ = sender_addresses::pages().next(&api).await;
            let _ = brands::pages().next(&api).await;
            let _ = contracts::pages().next(&api).await;
            let _ = find(&api, &query).await;
            let _ = of_methods(&api, &[1]).await;
            let _ = parcel_statuses::list(&api).await;
            let _ = parcel_tracking::get(&api, "3S").await;
        });
    }
}
