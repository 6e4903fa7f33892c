//! The client against the platform's published documents: every request that can be built is valid, and every documented
//! response example is understood.
//!
//! The documents are not part of this repository; without them these tests say so and pass, unless
//! `CI_REQUIRES_CONTRACTS=1`.
#![expect(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

#[path = "../fake/mod.rs"]
mod fake;
mod integrations;
#[path = "../openapi/mod.rs"]
mod openapi;

use api_client::{ApiError, Request};
use fake::{api, block_on, json as answer};
use openapi::{Document, Example, documents, operation};
use proptest::prelude::*;
use sendcloud::incoming_orders::{self, OrdersQuery};
use sendcloud::parcel_documents::{self, DocumentKind, DocumentOptions, Dpi, Format, PaperSize};
use sendcloud::ship_an_order::{
    CallOptions, CallOutcome, Dimensions, ItemToShip, LabelsRequest, OrderAnswer, OrderReference,
    OrderToShip, ParcelToShip, create_labels,
};
use sendcloud::shipments::{self, ShipmentsQuery};
use sendcloud::{Grams, ShipWith, account};
use serde_json::{Value, json};

fn assert_documented(documents: &[Document], request: &Request) {
    let complaints = operation(documents, request).complaints(request);
    assert_eq!(complaints, [""; 0], "{} {}", request.name(), request.target());
}

fn reference() -> impl Strategy<Value = OrderReference> {
    prop_oneof![
        "[^\\s]\\PC{0,63}".prop_map(OrderReference::Id),
        "[^\\s]\\PC{0,254}".prop_map(OrderReference::Number),
    ]
}

fn parcel() -> impl Strategy<Value = ParcelToShip> {
    let item = ("[^\\s]\\PC{0,20}", 1_u32..).prop_map(|(item_id, quantity)| ItemToShip { item_id, quantity });
    let side = || 1_u32..100_000;
    let dimensions = (side(), side(), side()).prop_map(|(length_mm, width_mm, height_mm)| Dimensions {
        length_mm,
        width_mm,
        height_mm,
    });
    let weight = (1_u32..).prop_map(Grams);
    (prop::collection::vec(item, 0..4), prop::option::of(dimensions), prop::option::of(weight))
        .prop_map(|(items, dimensions, weight)| ParcelToShip { items, dimensions, weight })
}

fn order() -> impl Strategy<Value = OrderToShip> {
    let parcels = prop_oneof![3 => Just(Vec::new()), 1 => prop::collection::vec(parcel(), 1..4)];
    (reference(), any::<bool>(), parcels).prop_map(|(reference, apply_shipping_rules, parcels)| OrderToShip {
        reference,
        number: None,
        apply_shipping_rules,
        parcels,
    })
}

fn options() -> impl Strategy<Value = CallOptions> {
    let id = || prop::option::of(1_u64..1_000_000_000);
    let ship_with = (prop::option::of("[a-z_]{1,12}:[a-z]{1,12}(/insured=[0-9]{1,4})?"), id()).prop_map(
        |(code, contract)| {
            let contract_id = contract.filter(|_| code.is_some());
            ShipWith { shipping_option_code: code, contract_id }
        },
    );
    (id(), id(), prop::option::of(ship_with)).prop_map(|(sender_address_id, brand_id, ship_with)| {
        CallOptions { sender_address_id, brand_id, ship_with }
    })
}

#[test]
fn every_call_that_can_be_built_is_valid() {
    let Some(documents) = documents() else { return };
    let calls = (1_i64..1_000_000, prop::collection::vec(order(), 1..=20), options());
    let mut runner = proptest::test_runner::TestRunner::new(ProptestConfig::with_cases(96));
    runner
        .run(&calls, |(integration, orders, options)| {
            let Ok(request) = LabelsRequest::new(integration, orders, options) else {
                return Err(TestCaseError::reject("the same order twice"));
            };
            let request = request.to_request().unwrap();
            let complaints = operation(&documents, &request).complaints(&request);
            prop_assert!(complaints.is_empty(), "{:?}", complaints);
            Ok(())
        })
        .unwrap();
}

#[test]
fn calls_at_their_limits_are_valid() {
    let Some(documents) = documents() else { return };
    let plain = |reference: OrderReference| OrderToShip {
        reference,
        number: None,
        apply_shipping_rules: true,
        parcels: Vec::new(),
    };
    let item = |n: usize| ItemToShip { item_id: format!("i{n}"), quantity: u32::MAX };
    let full = ParcelToShip {
        items: (0..1000).map(item).collect(),
        dimensions: None,
        weight: Some(Grams(u32::MAX)),
    };
    let split = OrderToShip { parcels: vec![full; 50], ..plain(OrderReference::Id("x".to_owned())) };
    for orders in [
        (0..20).map(|n| plain(OrderReference::Number(n.to_string()))).collect(),
        vec![plain(OrderReference::Id("é".repeat(64)))],
        vec![plain(OrderReference::Number("é".repeat(255)))],
        vec![split],
    ] {
        let request = LabelsRequest::new(1, orders, CallOptions::default()).unwrap();
        assert_documented(&documents, &request.to_request().unwrap());
    }
}

#[test]
fn the_schema_would_notice_what_the_client_refuses() {
    let Some(documents) = documents() else { return };
    let request = LabelsRequest::new(
        70,
        vec![OrderToShip {
            reference: OrderReference::Id("a".to_owned()),
            number: None,
            apply_shipping_rules: false,
            parcels: Vec::new(),
        }],
        CallOptions::default(),
    );
    let request = request.unwrap().to_request().unwrap();
    let operation = operation(&documents, &request);
    let call = |orders: Value| json!({"integration_id": 70, "orders": orders});
    let numbered =
        |count: usize| (0..count).map(|n| json!({"order_number": n.to_string()})).collect::<Value>();
    assert_eq!(operation.body_complaints(&call(numbered(20))), [""; 0], "the control of the controls");
    for (what, body) in [
        ("both ids", call(json!([{"order_id": "a", "order_number": "1"}]))),
        ("no id", call(json!([{"apply_shipping_rules": true}]))),
        ("21 orders", call(numbered(21))),
        ("no orders", call(json!([]))),
        ("the same item twice", call(json!([{"order_id": "a"}, {"order_id": "a"}]))),
        ("a number for an id", call(json!([{"order_id": 7}]))),
        ("an id of 65 characters", call(json!([{"order_id": "a".repeat(65)}]))),
        ("empty parcels", call(json!([{"order_id": "a", "parcels": []}]))),
        ("no items", call(json!([{"order_id": "a", "parcels": [{}]}]))),
        (
            "a quantity of 0",
            call(
                json!([{"order_id": "a", "parcels": [{"parcel_items": [{"item_id": "i", "quantity": 0}]}]}]),
            ),
        ),
        ("a brand of 0", json!({"integration_id": 70, "brand_id": 0, "orders": [{"order_id": "a"}]})),
        ("no integration", json!({"orders": [{"order_id": "a"}]})),
        (
            "ship_with without type",
            json!({"integration_id": 70, "ship_with": {"properties": {}}, "orders": [{"order_id": "a"}]}),
        ),
    ] {
        assert!(!operation.body_complaints(&body).is_empty(), "{what} must be invalid");
    }
    let odd = Request::get("/api/v3/shipments", &[]).query("page_size", 101).query("integration", 7);
    let complaints = self::operation(&documents, &odd).complaints(&odd);
    assert_eq!(complaints.len(), 2, "a page of 101 and an undocumented name: {complaints:?}");
}

#[test]
fn every_read_is_documented() {
    let Some(documents) = documents() else { return };
    let time = || "2026-11-20T10:00:00.123456Z".parse().ok();
    let all_orders = OrdersQuery {
        start_date: "2026-01-02".parse().ok(),
        end_date: "2026-11-21".parse().ok(),
        external_order_ids: vec!["a".to_owned(), "b,c".to_owned()],
        external_shipment_ids: vec![String::new()],
        order_number: Some("#1".to_owned()),
        shipping_rules: Some(false),
        sender_address: Some(17),
    };
    let all_shipments = ShipmentsQuery {
        updated_after: time(),
        updated_before: time(),
        announced_after: time(),
        announced_before: time(),
        order_number: Some("#1".to_owned()),
        integration_id: Some(70),
        external_reference_id: Some("r".to_owned()),
        tracking_number: Some("3S".to_owned()),
        parcel_status: Some("ANNOUNCED".to_owned()),
        parcel_ids: vec![1, 2],
    };
    let ids: Vec<String> = (0..100).map(|n| format!("4df31240-daef-40bf-81fc-7a8318407{n:03}")).collect();
    let mut requests = vec![
        incoming_orders::pages(7, &OrdersQuery::default()).request().unwrap().clone(),
        incoming_orders::pages(7, &all_orders).request().unwrap().clone(),
        shipments::pages(ShipmentsQuery::default()).request().unwrap().clone(),
        shipments::pages(all_shipments).request().unwrap().clone(),
        shipments::by_ids_request(&ids).unwrap(),
        shipments::get_request("XXX-Shipment-id").unwrap(),
        account::metadata_request(),
        account::organization_request(),
    ];
    for kind in [DocumentKind::Label, DocumentKind::CustomsDeclaration, DocumentKind::AirWaybill] {
        for paper_size in [None, Some(PaperSize::A4), Some(PaperSize::A5), Some(PaperSize::A6)] {
            for accept in [Format::Pdf, Format::Png, Format::Zpl] {
                for dpi in [Dpi::Dpi150, Dpi::Dpi300] {
                    let options = DocumentOptions { paper_size, accept, dpi };
                    let request = parcel_documents::request(420, kind, options);
                    let sent = request.query.iter().any(|(name, _)| name == "dpi");
                    assert_eq!(sent, accept == Format::Png, "a resolution goes with PNG only: {options:?}");
                    requests.push(request);
                }
            }
        }
    }
    for request in requests {
        assert_documented(&documents, &request);
    }
}

#[test]
fn the_next_page_is_documented_too() {
    let Some(documents) = documents() else { return };
    let page = json!({"next": "https://x/?cursor=cD0y", "results": []});
    let (fake, api) = api([answer(200, &page), answer(200, &json!({"next": null, "results": []}))]);
    block_on(incoming_orders::pages(7, &OrdersQuery::default()).all(&api)).unwrap();
    assert_eq!(fake.sent().len(), 2);
    for request in fake.sent() {
        assert_documented(&documents, &request);
    }
}

/// The examples of the operation behind a request; there is at least one.
fn examples(documents: &[Document], request: &Request) -> Vec<Example> {
    let examples = operation(documents, request).examples();
    assert!(!examples.is_empty(), "{} has no examples", request.name());
    examples
}

/// An error example must give its own code (or status) and words.
fn assert_understood(example: &Example, error: &ApiError) {
    let (name, said) = (&example.name, &example.value);
    let expected = match said.get("error") {
        Some(v2) => (v2["code"].to_string(), v2["message"].as_str().unwrap()),
        None => (
            said["errors"][0]["code"].as_str().unwrap().to_owned(),
            said["errors"][0]["detail"].as_str().unwrap(),
        ),
    };
    assert_eq!((error.code.clone().unwrap(), error.words().as_str()), expected, "{name}");
    assert_eq!(error.status, Some(example.status), "{name}");
}

#[test]
fn every_documented_answer_to_a_call_is_understood() {
    let Some(documents) = documents() else { return };
    let order =
        |reference| OrderToShip { reference, number: None, apply_shipping_rules: false, parcels: Vec::new() };
    let filler = |number: &str| order(OrderReference::Number(number.to_owned()));
    let request = LabelsRequest::new(70, vec![filler("x")], CallOptions::default()).unwrap();
    let mut seen = (0, 0);
    for example in examples(&documents, &request.to_request().unwrap()) {
        let entries = example.value["data"].as_array().cloned().unwrap_or_default();
        let errors = example.value["errors"].as_array().cloned().unwrap_or_default();
        let mut orders: Vec<OrderToShip> = entries
            .iter()
            .map(|entry| order(OrderReference::Id(entry["order_id"].as_str().unwrap().to_owned())))
            .collect();
        orders.extend((0..errors.len()).map(|n| filler(&format!("filler {n}"))));
        let request = LabelsRequest::new(70, orders, CallOptions::default()).unwrap();
        let (_, api) = api([answer(example.status, &example.value)]);
        let CallOutcome::Answered(answer) = block_on(create_labels(&api, &request)) else {
            panic!("{}: answered", example.name)
        };
        assert_eq!(answer.notes, [""; 0], "{}", example.name);
        for (at, told) in answer.orders.iter().enumerate() {
            match (told, entries.get(at)) {
                (OrderAnswer::Accepted { shipment_id, parcel_ids, .. }, Some(entry)) => {
                    assert_eq!(json!(shipment_id), entry["shipment_id"], "{}", example.name);
                    assert_eq!(json!(parcel_ids[0]), entry["parcel_id"], "{}", example.name);
                    seen.0 += 1;
                }
                (OrderAnswer::Refused(error), None) => {
                    let words = errors[at - entries.len()]["detail"].as_str().unwrap();
                    assert_eq!(error.words(), words, "{}", example.name);
                    seen.1 += 1;
                }
                (told, _) => panic!("{}: order {at} is {told:?}", example.name),
            }
        }
    }
    assert!(seen.0 >= 2 && seen.1 >= 3, "successes and refusals were among the examples: {seen:?}");
}

#[test]
fn every_documented_answer_to_a_read_is_understood() {
    let Some(documents) = documents() else { return };
    let reply = |example: &Example| api([answer(example.status, &example.value)]).1;

    let orders = || incoming_orders::pages(1, &OrdersQuery::default());
    for example in examples(&documents, orders().request().unwrap()) {
        match (example.status, block_on(orders().next(&reply(&example)))) {
            (200, Ok(Some(page))) => {
                assert_eq!((page.rows.len(), page.unreadable.len()), (1, 0), "{}", example.name);
                let order = &page.rows[0];
                assert_eq!(order.external_order_id.as_deref(), Some("555413"));
                assert_eq!(order.order_status.as_ref().map(|status| status.id.as_str()), Some("fulfilled"));
                assert_eq!(order.parcel_items[0].weight, Some(Grams(1000)));
                assert!(order.customs_details.is_some() && order.checkout_payload.is_some());
            }
            (404, Err(error)) => assert_understood(&example, &error),
            (status, other) => panic!("{} ({status}): {other:?}", example.name),
        }
    }
    let list = || shipments::pages(ShipmentsQuery::default());
    for example in examples(&documents, list().request().unwrap()) {
        match (example.status, block_on(list().next(&reply(&example)))) {
            (200, Ok(Some(page))) => {
                assert_eq!((page.rows.len(), page.unreadable.len()), (1, 0), "{}", example.name);
                assert!(!page.rows[0].is_active(), "the example was cancelled");
                assert_eq!(page.rows[0].parcels[0].documents[0].kind, "label");
            }
            (400 | 404, Err(error)) => assert_understood(&example, &error),
            (status, other) => panic!("{} ({status}): {other:?}", example.name),
        }
    }
    for example in examples(&documents, &shipments::get_request("XXX-Shipment-id").unwrap()) {
        let shipment = block_on(shipments::get(&reply(&example), "XXX-Shipment-id")).unwrap();
        assert_eq!(shipment.to.house_number.as_deref(), Some("115"), "{}", example.name);
        assert_eq!(shipment.ship_with.and_then(|ship_with| ship_with.contract_id), Some(4195));
        assert!(shipment.parcels[0].updated_at > shipment.parcels[0].created_at, "{}", example.name);
    }
    let label = (DocumentKind::Label, DocumentOptions::default());
    for example in examples(&documents, &parcel_documents::request(1, label.0, label.1)) {
        let error = block_on(parcel_documents::document(&reply(&example), 1, label.0, label.1)).unwrap_err();
        assert_understood(&example, &error);
    }
    for example in examples(&documents, &account::metadata_request()) {
        assert_eq!(block_on(account::metadata(&reply(&example))).unwrap().integration_id, Some(1));
    }
    for example in examples(&documents, &account::organization_request()) {
        assert_eq!(block_on(account::organization(&reply(&example))).unwrap().name, "Acme Corporation");
    }
}
