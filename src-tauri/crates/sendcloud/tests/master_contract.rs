//! The reads of master data and the call for one label against the platform's published documents, as in `contract.rs`.
//! The translation of old shipping methods is in none of them.
#![expect(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

mod fake;
mod openapi;

use api_client::{ApiError, Effect, Kind, Request};
use fake::{api, block_on, json as answer};
use openapi::{Document, Example, documents, operation};
use sendcloud::contracts::ContractKind;
use sendcloud::parcel_documents::Dpi;
use sendcloud::ship_an_order::{
    CallOptions, LabelFormat, LabelOutcome, LabelRequest, OrderAnswer, OrderReference, OrderToLabel,
    create_label,
};
use sendcloud::shipping_options::{self, ChargingType, Place, ShippingOptionsQuery};
use sendcloud::{Grams, ShipWith, brands, contracts, parcel_statuses, parcel_tracking, sender_addresses};
use serde_json::{Value, json};

fn complaints(documents: &[Document], request: &Request) -> Vec<String> {
    operation(documents, request).complaints(request)
}

fn examples(documents: &[Document], request: &Request) -> Vec<Example> {
    let examples = operation(documents, request).examples();
    assert!(!examples.is_empty(), "{} has no examples", request.name());
    examples
}

fn query() -> ShippingOptionsQuery {
    let place = |country: &str| Place { country_code: country.to_owned(), postal_code: None };
    ShippingOptionsQuery { from: place("nl"), to: place("BE"), ..ShippingOptionsQuery::default() }
}

fn full_query() -> ShippingOptionsQuery {
    let place = |code: &str| Place { country_code: "NL".to_owned(), postal_code: Some(code.to_owned()) };
    ShippingOptionsQuery {
        from: place("8938 AB"),
        to: place("1012AB"),
        weight: Some(Grams(1320)),
        carrier_code: Some("postnl".to_owned()),
        contract_id: Some(517),
        shipping_option_code: Some("postnl:standard".to_owned()),
        calculate_quotes: true,
    }
}

fn label_request(reference: OrderReference, options: CallOptions, format: LabelFormat) -> LabelRequest {
    let order = OrderToLabel { reference, number: None, apply_shipping_rules: true };
    LabelRequest::new(70, order, options, format).unwrap()
}

#[test]
fn every_read_is_documented() {
    let Some(documents) = documents() else { return };
    let requests = [
        sender_addresses::pages().request().unwrap().clone(),
        brands::pages().request().unwrap().clone(),
        contracts::pages().request().unwrap().clone(),
        shipping_options::find_request(&query()).unwrap(),
        shipping_options::find_request(&full_query()).unwrap(),
        parcel_statuses::list_request(),
        parcel_tracking::get_request("3SSMPL/1 2").unwrap(),
    ];
    for request in requests {
        assert_eq!(complaints(&documents, &request), [""; 0], "{}", request.name());
        assert_eq!(request.effect, Effect::Read, "{}", request.name());
    }
    let request = shipping_options::find_request(&full_query()).unwrap();
    let operation = operation(&documents, &request);
    // That parcels may not be empty is said by an example alone.
    for wrong in [
        json!({"to_address": {"postal_code": "1"}}),
        json!({"parcels": [{"weight": {"value": 1, "unit": "stone"}}]}),
    ] {
        assert!(!operation.body_complaints(&wrong).is_empty(), "the schema must refuse {wrong}");
    }
}

#[test]
fn every_call_for_one_label_is_documented() {
    let Some(documents) = documents() else { return };
    let ship_with =
        ShipWith { shipping_option_code: Some("postnl:standard".to_owned()), contract_id: Some(517) };
    let full = CallOptions { sender_address_id: Some(17), brand_id: Some(42), ship_with: Some(ship_with) };
    let formats =
        [LabelFormat::Pdf, LabelFormat::Png(Dpi::Dpi150), LabelFormat::Png(Dpi::Dpi300), LabelFormat::Zpl];
    for format in formats {
        for options in [CallOptions::default(), full.clone()] {
            for reference in [OrderReference::Id("a".repeat(64)), OrderReference::Number("1".repeat(255))] {
                let request = label_request(reference, options.clone(), format).to_request().unwrap();
                assert_eq!(complaints(&documents, &request), [""; 0], "{format:?}");
                assert_eq!(request.effect, Effect::Buys, "it costs money");
            }
        }
    }
    let request = label_request(OrderReference::Id("a".into()), full, LabelFormat::Pdf).to_request().unwrap();
    let operation = operation(&documents, &request);
    for wrong in [
        json!({"integration_id": 70, "order": [{"order_id": "a"}]}),
        json!({"integration_id": 70, "orders": [{"order_id": "a"}]}),
        json!({"integration_id": 70, "order": {"order_id": "a"}, "label_details": {"dpi": 200}}),
    ] {
        assert!(!operation.body_complaints(&wrong).is_empty(), "the schema must refuse {wrong}");
    }
}

fn reply(example: &Example) -> api_client::Api {
    api([answer(example.status, &example.value)]).1
}

fn refusal(example: &Example, error: &ApiError) {
    let words = example.value["errors"][0]["detail"].as_str().or(example.value["detail"].as_str()).unwrap();
    assert_eq!((error.words().as_str(), error.status), (words, Some(example.status)), "{}", example.name);
    let expected = if example.status == 404 { Kind::NotFound } else { Kind::Refused };
    assert_eq!(error.kind, expected, "{}: the platform's own words", example.name);
}

#[test]
fn every_documented_answer_is_understood() {
    let Some(documents) = documents() else { return };
    for example in examples(&documents, sender_addresses::pages().request().unwrap()) {
        let page = block_on(sender_addresses::pages().all(&reply(&example))).unwrap();
        let cities: Vec<_> = page.rows.iter().filter_map(|row| row.address.city.as_deref()).collect();
        assert_eq!(cities, ["Eindhoven", "Antwerp"], "{}", example.name);
    }
    for example in examples(&documents, brands::pages().request().unwrap()) {
        let page = block_on(brands::pages().all(&reply(&example))).unwrap();
        assert_eq!((page.rows[0].id, page.rows[0].name.as_str()), (1, "Sendcloud B.V"), "{}", example.name);
    }
    for example in examples(&documents, contracts::pages().request().unwrap()) {
        match block_on(contracts::pages().all(&reply(&example))) {
            Ok(page) => {
                assert_eq!((page.rows.len(), page.unreadable.len()), (2, 0), "{}", example.name);
                let contract = &page.rows[0];
                assert!(contract.is_active() && contract.kind == ContractKind::Direct, "{contract:?}");
                assert_eq!(contract.country_code.as_deref(), Some("FR"), "named `country` in the example");
            }
            Err(error) => refusal(&example, &error),
        }
    }
    for example in examples(&documents, &parcel_statuses::list_request()) {
        let listed = block_on(parcel_statuses::list(&reply(&example))).unwrap();
        assert_eq!(listed.rows[0].message, "Ready to send", "{}", example.name);
    }
    let mut seen = 0;
    for example in examples(&documents, &shipping_options::find_request(&full_query()).unwrap()) {
        match block_on(shipping_options::find(&reply(&example), &full_query())) {
            Ok(found) if found.options.rows.is_empty() => {
                assert!(found.message.is_some_and(|words| words.contains("any shipping options")));
            }
            Ok(found) => {
                let option = &found.options.rows[0];
                assert_eq!(option.code, "postnl:standard/signature", "{}", example.name);
                assert_eq!((option.weight.min, option.weight.max), (Some(Grams(1)), Some(Grams(23_001))));
                assert_eq!(option.charging_type, Some(ChargingType::LabelCreation));
                let price = option.price(Some(Grams(2000))).unwrap();
                assert_eq!((price.value.as_str(), price.currency.as_str()), ("17.50", "EUR"));
            }
            Err(error) => refusal(&example, &error),
        }
        seen += 1;
    }
    assert_eq!(seen, 4, "options, nothing, a wrong contract, no parcels");
    let mut seen = 0;
    for example in examples(&documents, &parcel_tracking::get_request("123456789").unwrap()) {
        match block_on(parcel_tracking::get(&reply(&example), "123456789")) {
            Ok(tracking) => {
                assert_eq!(tracking.numbers[0].carrier_code.as_deref(), Some("postnl"));
                assert_eq!(tracking.latest().map(|event| event.status_code.as_str()), Some("accepted"));
                assert_eq!(tracking.integration_id, Some(456), "{}", example.name);
            }
            Err(error) => refusal(&example, &error),
        }
        seen += 1;
    }
    assert_eq!(seen, 2, "a parcel and none");
}

#[test]
fn every_documented_answer_to_a_call_for_one_label_is_understood() {
    let Some(documents) = documents() else { return };
    let id = OrderReference::Id("593c853e-ca90-4ab4-953c-fd2f47dd8dc3".to_owned());
    let request = label_request(id, CallOptions::default(), LabelFormat::Pdf);
    let mut seen = Vec::new();
    for example in examples(&documents, &request.to_request().unwrap()) {
        let LabelOutcome::Answered(told) = block_on(create_label(&reply(&example), &request)) else {
            panic!("{}: answered", example.name)
        };
        match &told.order {
            OrderAnswer::Accepted { shipment_id, parcel_ids, ship_with, .. } => {
                assert_eq!((shipment_id.as_str(), parcel_ids.as_slice()), ("511", &[420][..]));
                assert_eq!(ship_with.as_ref().and_then(|with| with.contract_id), Some(517));
                assert_eq!(told.parcels[0].tracking_number.as_deref(), Some("ABCD1234567890"));
                assert_eq!(told.parcels[0].documents[0].kind, "label");
                assert_eq!(told.parcels[0].label, None, "the example's file is a placeholder");
                let unreadable = told.notes.iter().any(|note| note.contains("cannot be read"));
                assert!(unreadable && told.notes.iter().any(|note| note.contains("512")), "{:?}", told.notes);
            }
            OrderAnswer::Refused(error) => refusal(&example, error),
            OrderAnswer::Unknown(error) => panic!("{}: {error}", example.name),
        }
        seen.push(example.status);
    }
    assert_eq!(seen, [201, 400, 404], "all documented statuses");
}

#[test]
fn a_label_is_found_under_both_of_its_documented_names() {
    let request = label_request(OrderReference::Id("a".into()), CallOptions::default(), LabelFormat::Zpl);
    let label = json!({"file": "XlhBXlha\n", "mime_type": "application/zpl", "dpi": 203});
    let entry = |name: &str| json!({"order_id": "a", "shipment_id": "s", "parcel_id": 7, name: label});
    for data in [entry("label"), entry("label_details"), json!([entry("label")])] {
        let api = api([answer(201, &json!({"data": data}))]).1;
        let LabelOutcome::Answered(told) = block_on(create_label(&api, &request)) else { panic!("answered") };
        let found = told.parcels[0].label.as_ref().unwrap();
        assert_eq!((found.bytes.as_slice(), found.dpi), (&b"^XA^XZ"[..], Some(203)), "{data}");
        assert_eq!(found.mime_type.as_deref(), Some("application/zpl"));
        assert_eq!(told.notes, [""; 0]);
    }
}

/// "accepted", "refused" or "unknown", and how many notes.
fn told(status: u16, body: &Value) -> (&'static str, usize) {
    let request = label_request(OrderReference::Id("a".into()), CallOptions::default(), LabelFormat::Pdf);
    let (fake, api) = api([answer(status, body)]);
    let LabelOutcome::Answered(told) = block_on(create_label(&api, &request)) else { panic!("answered") };
    assert_eq!(fake.sent().len(), 1, "never sent twice");
    let what = match told.order {
        OrderAnswer::Accepted { .. } => "accepted",
        OrderAnswer::Refused(_) => "refused",
        OrderAnswer::Unknown(_) => "unknown",
    };
    (what, told.notes.len())
}

#[test]
fn one_label_is_accepted_refused_or_unknown_and_never_two_of_them() {
    let item = json!({"status": "400", "code": "parcel_announcement_error", "detail": "No.",
        "source": {"pointer": "/data/attributes/order"}});
    let data = json!({"order_id": "a", "shipment_id": "s", "parcel_id": 7});
    let mut with_errors = data.clone();
    with_errors["errors"] = json!([item]);
    for (status, body, expected) in [
        (201, json!({"data": data}), ("accepted", 0)),
        (201, json!({"data": {"shipment_id": "s"}}), ("accepted", 0)),
        (201, json!({"data": data, "errors": [item]}), ("accepted", 1)),
        (201, json!({"data": with_errors}), ("accepted", 1)),
        (201, json!({"data": {"order_id": "b", "shipment_id": "s"}}), ("unknown", 1)),
        (201, json!({"data": {"order_id": "a", "parcel_id": 7}}), ("unknown", 1)),
        (201, json!({"data": []}), ("unknown", 0)),
        (201, json!({"errors": [item]}), ("refused", 0)),
        (400, json!({"errors": [item]}), ("refused", 0)),
        (404, json!({"detail": "not ours"}), ("unknown", 0)),
        (500, json!({"errors": [item]}), ("unknown", 0)),
        (502, Value::Null, ("unknown", 0)),
    ] {
        assert_eq!(told(status, &body), expected, "{status} {body}");
    }
}

#[test]
fn a_call_for_one_label_that_is_lost_is_unknown_and_one_that_never_left_is_not() {
    let request = label_request(OrderReference::Id("a".into()), CallOptions::default(), LabelFormat::Pdf);
    let outcome = |reply| block_on(create_label(&api([reply]).1, &request));
    let lost = outcome(Err(api_client::SendFailure::Lost("reset".to_owned())));
    assert!(matches!(lost, LabelOutcome::Answered(told) if matches!(told.order, OrderAnswer::Unknown(_))));
    let unsent = outcome(Err(api_client::SendFailure::NotSent("refused".to_owned())));
    assert!(matches!(unsent, LabelOutcome::NotSent(_)), "nothing left this machine");
    let throttled = outcome(answer(429, &json!({"errors": []})));
    assert!(matches!(throttled, LabelOutcome::Throttled { .. }), "the platform did not work on it");
    let LabelOutcome::Answered(told) = outcome(answer(402, &json!({"errors": []}))) else {
        panic!("answered")
    };
    assert!(told.stop.is_some(), "the account cannot pay: the next call would fail too");
}

#[test]
fn rows_that_cannot_be_read_fail_no_list() {
    let rows = json!({"data": [7, {"name": "no id"}, {"id": "5", "code": "X", "name": null}, null]});
    let reply = || api([answer(200, &rows)]).1;
    let counts = |rows: usize, unreadable: &[String]| (rows, unreadable.len());
    let senders = block_on(sender_addresses::pages().all(&reply())).unwrap();
    let brands = block_on(brands::pages().all(&reply())).unwrap();
    let contracts = block_on(contracts::pages().all(&reply())).unwrap();
    let statuses = block_on(parcel_statuses::list(&reply())).unwrap();
    let options = block_on(shipping_options::find(&reply(), &query())).unwrap().options;
    assert_eq!(counts(senders.rows.len(), &senders.unreadable), (1, 3));
    assert_eq!(counts(brands.rows.len(), &brands.unreadable), (1, 3));
    assert_eq!(counts(contracts.rows.len(), &contracts.unreadable), (1, 3));
    assert!(!contracts.rows[0].is_active(), "a contract without a state is not offered");
    assert_eq!(counts(statuses.rows.len(), &statuses.unreadable), (1, 3));
    assert_eq!(counts(options.rows.len(), &options.unreadable), (1, 3));
    assert_eq!(options.rows[0].price(None), None, "no quotes, no price");
    let nothing = json!({"data": null, "message": "Too little"});
    let found = block_on(shipping_options::find(&api([answer(200, &nothing)]).1, &query())).unwrap();
    assert_eq!((found.options.rows.len(), found.message.as_deref()), (0, Some("Too little")));
}

#[test]
fn a_price_is_that_of_the_parcels_weight() {
    let kg = |value: &str| json!({"value": value, "unit": "kg"});
    let quote = |min: &str, max: &str, total: Value| json!({"weight": {"min": kg(min), "max": kg(max)}, "price": {"total": {"value": total, "currency": "EUR"}}});
    let quotes = json!([
        quote("0.001", "2.001", json!("5.00")),
        quote("2.001", "5.001", json!(7)),
        quote("5.001", "9.001", json!("on request"))
    ]);
    let page = json!({"data": [{"code": "x:y", "quotes": quotes}]});
    let found = block_on(shipping_options::find(&api([answer(200, &page)]).1, &query())).unwrap();
    let price = |grams| found.options.rows[0].price(grams).map(|price| price.value.as_str());
    assert_eq!(price(Some(Grams(2000))), Some("5.00"));
    assert_eq!(price(Some(Grams(2001))), Some("7"), "the upper end belongs to the next range");
    assert_eq!(price(Some(Grams(5001))), Some("7"), "where there is no next range, it is held");
    assert_eq!(price(Some(Grams(6000))), None, "words are no price");
    assert_eq!(price(None), None, "without a weight nobody knows");
}

#[test]
fn old_methods_are_told_in_the_order_asked_for() {
    let codes = json!({"3": "null", "1": "postnl:standard", "2": null});
    let rows = json!([{"shipping_method_id": "1", "shipping_option_code": "postnl:standard"}]);
    for data in [codes, rows] {
        let (fake, api) = api([answer(200, &json!({"data": data}))]);
        let told = block_on(shipping_options::of_methods(&api, &[9, 1, 2, 3, 1])).unwrap();
        let told: Vec<_> =
            told.iter().map(|told| (told.method_id, told.shipping_option_code.as_deref())).collect();
        assert_eq!(told, [(9, None), (1, Some("postnl:standard")), (2, None), (3, None)]);
        assert_eq!(fake.sent()[0].effect, Effect::Read);
    }
    let (fake, api) = api([]);
    assert_eq!(block_on(shipping_options::of_methods(&api, &[])).unwrap(), []);
    assert!(block_on(shipping_options::of_methods(&api, &[1; 101])).is_err(), "more than one request takes");
    assert_eq!(fake.sent().len(), 0);
}

#[test]
fn what_is_no_question_is_not_asked() {
    for number in ["", " ", ".", "..", &"3".repeat(256)] {
        assert_eq!(parcel_tracking::get_request(number).unwrap_err().kind, Kind::NotSent, "{number}");
    }
    let mut nowhere = query();
    nowhere.to.country_code = "Belgium".to_owned();
    assert_eq!(shipping_options::find_request(&nowhere).unwrap_err().kind, Kind::NotSent);
}
