//! Creating labels: what is documented, and what costs money.

mod common;

use std::collections::BTreeSet;
use std::time::Duration;

use common::{CREATE, CREATE_SYNC, call_for, get, platform, post, ship, text};
use serde_json::{Value, json};
use simulator::{Config, ParcelStatus, Platform, SimOrder, Trouble, WireRequest, clock_from};

#[test]
fn a_second_create_for_the_same_order_buys_a_second_label() {
    let (platform, _clock) = platform(Config::test());
    let order = platform.orders().remove(0);
    let (first, second) = (ship(&platform, &[&order]), ship(&platform, &[&order]));
    assert_eq!((first.status, second.status), (202, 202), "the platform has no idempotency");
    assert_ne!(first.data()[0]["shipment_id"], second.data()[0]["shipment_id"]);
    assert_eq!(platform.labels_charged(), 2, "and charges twice");
    assert_eq!(platform.shipments_of(&order.order_number).len(), 2);
}

#[test]
fn good_and_bad_orders_of_one_call_are_answered_together() {
    let (platform, _clock) = platform(Config::test());
    let orders = platform.orders();
    platform.set_order(&orders[1].order_number, |o| o.postal_code.clear());
    let detail = "The postal code does not match the city.".to_owned();
    let refused = Trouble::Refused { code: "validation_error".into(), title: None, detail, field: None };
    platform.set_order(&orders[3].order_number, |o| o.trouble = refused.clone());
    let mut call = call_for(&orders[..4].iter().collect::<Vec<_>>());
    call["orders"].as_array_mut().unwrap().push(json!({"order_number": "nobody knows"}));
    let got = post(&platform, CREATE, &call);
    assert_eq!(got.status, 202, "a partial success is a 202");
    let shipped: BTreeSet<&str> = got.data().iter().map(|entry| text(&entry["order_id"])).collect();
    assert_eq!(shipped, BTreeSet::from([orders[0].order_id.as_str(), orders[2].order_id.as_str()]));
    let places: Vec<usize> = got.errors().iter().map(|error| place(error).unwrap()).collect();
    assert_eq!(places, [1, 3, 4], "each refusal points at its order: {}", got.json);
    assert_eq!(text(&got.errors()[0]["detail"]), "The order has no valid shipping address.");
    assert_eq!(text(&got.errors()[2]["code"]), "not_found");
    assert_eq!(platform.labels_charged(), 2, "refused orders cost nothing");
}

/// The index in `/data/attributes/orders/[1]/...` or `/data/attributes/orders/1/...`.
fn place(error: &Value) -> Option<usize> {
    let pointer = error["source"]["pointer"].as_str()?;
    let segment = pointer.split('/').skip_while(|part| *part != "orders").nth(1)?;
    segment.trim_matches(['[', ']']).parse().ok()
}

#[test]
fn both_pointer_spellings_occur_and_data_is_not_in_the_orders_order() {
    let (platform, _clock) = platform(Config::test());
    let orders = platform.orders();
    let (mut spellings, mut in_order, mut without_ids) = (BTreeSet::new(), true, 0);
    for part in orders.chunks(10) {
        let mut call = call_for(&part.iter().collect::<Vec<_>>());
        call["orders"].as_array_mut().unwrap().push(json!({"order_id": "missing"}));
        let got = post(&platform, CREATE, &call);
        spellings.extend(got.errors().iter().map(|e| text(&e["source"]["pointer"]).contains('[')));
        let ids: Vec<&str> = got.data().iter().map(|entry| text(&entry["order_id"])).collect();
        in_order &= ids.iter().eq(part.iter().map(|o| &o.order_id).collect::<Vec<_>>().iter());
        without_ids += got.data().iter().filter(|entry| entry.get("parcels_ids").is_none()).count();
        assert!(got.data().iter().all(|entry| entry["parcel_id"].is_u64()), "one of both is always there");
    }
    assert_eq!(spellings.len(), 2, "bracketed and plain");
    assert!(!in_order, "entries must be matched by id");
    assert!((1..20).contains(&without_ids), "parcels_ids is missing sometimes: {without_ids} of 40");
}

#[test]
fn a_call_that_breaks_the_schema_is_a_400_with_pointers() {
    let (platform, _clock) = platform(Config::test());
    let order = |fields: Value| json!({"integration_id": 70, "orders": [fields]});
    let many: Vec<Value> = (0..21).map(|n| json!({"order_id": n.to_string()})).collect();
    let parcel = |fields: Value| order(json!({"order_id": "a", "parcels": [fields]}));
    let cases = [
        (json!([]), ""),
        (json!({"orders": [{"order_id": "a"}]}), "/integration_id"),
        (json!({"integration_id": "70", "orders": [{"order_id": "a"}]}), "/integration_id"),
        (json!({"integration_id": 70}), "/orders"),
        (json!({"integration_id": 70, "orders": []}), "/orders"),
        (json!({"integration_id": 70, "orders": many}), "/orders"),
        (json!({"integration_id": 70, "orders": [{"order_id": "a"}, {"order_id": "a"}]}), "/orders"),
        (order(json!({"order_id": 5})), "/orders/0/order_id"),
        (order(json!({"order_id": "x".repeat(65)})), "/orders/0/order_id"),
        (order(json!({"order_id": "a", "order_number": "b"})), "/orders/0"),
        (order(json!({})), "/orders/0"),
        (order(json!({"order_id": "a", "parcels": []})), "/orders/0/parcels"),
        (parcel(json!({})), "/orders/0/parcels/0/parcel_items"),
        (
            parcel(json!({"parcel_items": [{"item_id": "1", "quantity": 0}]})),
            "/orders/0/parcels/0/parcel_items/0/quantity",
        ),
        (
            parcel(json!({"parcel_items": [], "weight": {"value": 1.5, "unit": "kg"}})),
            "/orders/0/parcels/0/weight/value",
        ),
        (
            json!({"integration_id": 70, "orders": [{"order_id": "a"}], "ship_with": {"type": "method"}}),
            "/ship_with/type",
        ),
    ];
    for (body, pointer) in cases {
        let got = post(&platform, CREATE, &body);
        let pointers: Vec<&str> = got.errors().iter().map(|e| text(&e["source"]["pointer"])).collect();
        assert_eq!(got.status, 400, "{body}");
        assert!(pointers.contains(&format!("/data/attributes{pointer}").as_str()), "{body}: {pointers:?}");
    }
    assert_eq!(platform.labels_charged(), 0, "nothing of a bad call is done");
}

#[test]
fn a_mistake_of_the_whole_call_is_a_202_without_data() {
    let (platform, _clock) = platform(Config::test());
    let order = platform.orders().remove(0);
    let option = |code: &str, contract: u64| {
        let properties = json!({"shipping_option_code": code, "contract_id": contract});
        json!({"type": "shipping_option_code", "properties": properties})
    };
    for (field, value) in [
        ("sender_address_id", json!(999)),
        ("brand_id", json!(999)),
        ("integration_id", json!(999)),
        ("ship_with", option("nobody:nothing", 517)),
        ("ship_with", option("postnl:standard", 99)),
    ] {
        let mut call = call_for(&[&order]);
        call[field] = value;
        let got = post(&platform, CREATE, &call);
        assert_eq!(got.status, 202, "{field}");
        assert!(got.json.get("data").is_none(), "{field}: {}", got.json);
        assert!(
            text(&got.errors()[0]["source"]["pointer"]).starts_with(&format!("/data/attributes/{field}"))
        );
    }
    assert_eq!(platform.labels_charged(), 0);
}

fn to(country: &str, order: &mut SimOrder) {
    country.clone_into(&mut order.country);
}

/// The option with which an order to this country is shipped.
fn option_used(country: &str, rules: bool, option: Option<&str>) -> Result<String, String> {
    let (platform, _clock) = platform(Config::test());
    let order = platform.orders().remove(0);
    platform.set_order(&order.order_number, |o| to(country, o));
    let mut call = call_for(&[&order]);
    call["orders"][0]["apply_shipping_rules"] = json!(rules);
    if let Some(code) = option {
        let properties = json!({"shipping_option_code": code, "contract_id": null});
        call["ship_with"] = json!({"type": "shipping_option_code", "properties": properties});
    }
    let got = post(&platform, CREATE, &call);
    match platform.shipments().first() {
        Some(shipment) => Ok(shipment.option_code.clone()),
        None => Err(text(&got.errors()[0]["detail"]).to_owned()),
    }
}

#[test]
fn the_method_comes_from_rules_then_the_call_then_the_defaults() {
    assert_eq!(option_used("DE", false, None).as_deref(), Ok("dpd:classic"), "the account's default");
    assert_eq!(option_used("DE", false, Some("postnl:eu")).as_deref(), Ok("postnl:eu"));
    assert_eq!(option_used("DE", true, Some("postnl:eu")).as_deref(), Ok("dhl_de:paket"), "rules overrule");
    assert_eq!(option_used("NL", true, None).as_deref(), Ok("postnl:standard"), "no rule for this country");
    let refused = option_used("NL", false, Some("ups:standard")).unwrap_err();
    assert!(refused.contains("NL"), "an option that does not serve the country: {refused}");
}

#[test]
fn without_any_carrier_it_silently_becomes_an_unstamped_letter() {
    assert_eq!(option_used("IS", false, None).as_deref(), Ok("sendcloud:letter"));
}

#[test]
fn several_parcels_get_an_id_a_weight_and_a_label_each() {
    let (platform, _clock) = platform(Config::test());
    let order = platform.orders().into_iter().find(|o| o.items.len() > 1).unwrap();
    let parcel = |item: usize, value: &str, unit: &str| {
        let items = json!([{"item_id": order.items[item].id, "quantity": 1}]);
        json!({"parcel_items": items, "weight": {"value": value, "unit": unit}})
    };
    let mut call = call_for(&[&order]);
    call["orders"][0]["parcels"] = json!([parcel(0, "1.5", "kg"), parcel(1, "800", "g")]);
    let got = post(&platform, CREATE, &call);
    let ids = got.data()[0]["parcels_ids"].as_array().unwrap().clone();
    assert_eq!(ids.len(), 2);
    assert_eq!(got.data()[0]["parcel_id"], ids[0]);
    let weights: Vec<String> = platform.shipments()[0].parcels.iter().map(|p| p.weight.clone()).collect();
    assert_eq!(weights, ["1.500", "0.800"]);
    for id in ids {
        assert_eq!(get(&platform, &format!("/api/v3/parcels/{id}/documents/label")).status, 200);
    }
    call["orders"][0]["parcels"][1]["parcel_items"][0]["item_id"] = json!("not mine");
    let got = post(&platform, CREATE, &call);
    assert!(text(&got.errors()[0]["source"]["pointer"]).ends_with("/parcels/1/parcel_items/0/item_id"));
    assert_eq!(platform.labels_charged(), 2, "two labels, the bad call none");
}

#[test]
fn orders_without_customs_data_are_refused_outside_the_union_only() {
    let (platform, _clock) = platform(Config::test());
    let orders = platform.orders();
    for (order, country) in orders.iter().zip(["GB", "BE"]) {
        platform.set_order(&order.order_number, |o| {
            to(country, o);
            o.items[0].hs_code.clear();
        });
    }
    let got = ship(&platform, &[&orders[0], &orders[1]]);
    assert_eq!((got.data().len(), got.errors().len()), (1, 1), "{}", got.json);
    assert_eq!(got.data()[0]["order_id"], json!(orders[1].order_id));
}

#[test]
fn a_failed_announcement_is_an_accepted_order_first() {
    let (platform, clock) = platform(Config { announce_ms: 1000..=1000, ..Config::test() });
    let order = platform.orders().remove(0);
    platform.announce_fail_next("The carrier is not there.");
    let got = ship(&platform, &[&order]);
    let id = text(&got.data()[0]["shipment_id"]).to_owned();
    clock.pass_ms(1000);
    let shipment = get(&platform, &format!("/api/v3/shipments/{id}")).json["data"].clone();
    assert_eq!(shipment["parcels"][0]["status"]["code"], "ANNOUNCEMENT_FAILED");
    assert!(shipment["parcels"][0].get("documents").is_none(), "the key is absent after a failure");
    assert_eq!(shipment["errors"][0]["detail"], "The carrier is not there.");
    assert_eq!(platform.shipments()[0].parcels[0].status, ParcelStatus::AnnouncementFailed);
    assert_eq!(platform.labels_charged(), 0, "a label that never was is not paid");
    assert!(ship(&platform, &[&order]).data().len() == 1, "the next one is announced again");
    assert_eq!(platform.labels_charged(), 1);
}

#[test]
fn the_same_seed_ships_the_same_whatever_the_calls() {
    let run = |chunk: usize| {
        let (platform, _clock) = platform(Config { orders: 20, ..Config::test() });
        let orders = platform.orders();
        for part in orders.chunks(chunk) {
            ship(&platform, &part.iter().collect::<Vec<_>>());
        }
        let mut shipments = platform.shipments();
        shipments.sort_by_key(|s| s.order);
        shipments.into_iter().map(|s| (s.id, s.parcels[0].tracking_number.clone())).collect::<Vec<_>>()
    };
    assert_eq!(run(20), run(7), "ids and tracking numbers come from the seed and the order");
}

#[test]
fn one_order_is_shipped_while_the_client_waits() {
    let (platform, _clock) = platform(Config { announce_ms: 60_000..=60_000, ..Config::test() });
    let order = platform.orders().remove(0);
    let call = json!({"integration_id": order.integration, "order": {"order_id": order.order_id}});
    let got = post(&platform, CREATE_SYNC, &call);
    assert_eq!((got.status, platform.labels_charged()), (201, 1), "{}", got.json);
    let data = &got.json["data"];
    assert!(text(&data["label_details"]["file"]).starts_with("JVBERi0"), "the PDF is inside, as base64");
    assert!(!text(&data["tracking_number"]).is_empty(), "the carrier has answered already");
    let shipment = platform.shipments_of(&order.order_number).remove(0);
    assert_eq!(
        (text(&data["shipment_id"]), text(&data["order_number"])),
        (&*shipment.id, &*order.order_number)
    );
    assert_eq!(shipment.parcels[0].status, ParcelStatus::ReadyToSend);
    post(&platform, CREATE_SYNC, &call);
    assert_eq!(platform.labels_charged(), 2, "it is no more idempotent than the other call");
}

#[test]
fn one_order_that_cannot_be_shipped_is_refused_at_once() {
    let (platform, _clock) = platform(Config::test());
    let order = platform.orders().remove(0);
    let call = |order: Value| json!({"integration_id": 70, "order": order});
    let pointer = |call: &Value| {
        let got = post(&platform, CREATE_SYNC, call);
        (got.status, text(&got.errors()[0]["source"]["pointer"]).to_owned())
    };
    let nobody = pointer(&call(json!({"order_id": "nobody"})));
    assert_eq!(nobody, (404, "/data/attributes/order/order_id".to_owned()));
    let number = pointer(&call(json!({"order_id": 5})));
    assert_eq!(number, (400, "/data/attributes/order/order_id".to_owned()), "as in the documented example");
    assert_eq!(pointer(&json!({"integration_id": 70})).1, "/data/attributes/order");
    let mut png = call(json!({"order_id": order.order_id}));
    png["label_details"] = json!({"mime_type": "image/png", "dpi": 72});
    assert_eq!(pointer(&png), (400, "/data/attributes/label_details/dpi".to_owned()));
    platform.announce_fail_next("Adresse unbekannt");
    let got = post(&platform, CREATE_SYNC, &call(json!({"order_id": order.order_id})));
    assert_eq!((got.status, text(&got.errors()[0]["detail"])), (400, "Adresse unbekannt"));
    assert_eq!(platform.labels_charged(), 0);
}

#[tokio::test(start_paused = true)]
async fn a_call_takes_longer_with_every_order_and_its_carriers_hear_of_it_after_its_answer() {
    let start: jiff::Timestamp = "2026-11-21T08:00:00Z".parse().unwrap();
    let config = Config {
        answer_ms: 400..=400,
        sync_ms: 550..=550,
        order_ms: 120,
        document_ms: Some(150..=150),
        read_ms: 200..=200,
        announce_ms: 1500..=1500,
        ..Config::test()
    };
    let platform = Platform::new(config, clock_from(start));
    let orders = platform.orders();
    let begun = tokio::time::Instant::now();
    let ms = || begun.elapsed().as_millis();
    let wire = |method, target: &str| WireRequest::new(method, target);
    let create = call_for(&orders[..3].iter().collect::<Vec<_>>()).to_string();
    platform.answer(wire("POST", CREATE).body(create)).await;
    assert_eq!(ms(), 760, "400 and three times 120");
    tokio::time::sleep(Duration::from_millis(1499)).await;
    let announced =
        || platform.shipments().iter().filter(|s| s.parcels[0].status == ParcelStatus::ReadyToSend).count();
    assert_eq!(announced(), 0);
    tokio::time::sleep(Duration::from_millis(1)).await;
    assert_eq!(announced(), 3, "1.5 s after the answer");
    let parcel = platform.shipments()[0].parcels[0].id;
    platform.answer(wire("GET", &format!("/api/v3/parcels/{parcel}/documents/label"))).await;
    assert_eq!(ms(), 2260 + 150);
    platform.answer(wire("GET", "/api/v3/shipments")).await;
    assert_eq!(ms(), 2410 + 200);
    let sync = json!({"integration_id": 70, "order": {"order_id": orders[5].order_id}}).to_string();
    platform.answer(wire("POST", CREATE_SYNC).body(sync)).await;
    assert_eq!(ms(), 2610 + 550 + 120);
}
