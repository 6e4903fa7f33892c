//! What the simulator answers is checked against the platform's published OpenAPI documents. Where they are not there,
//! the test says so (set PACKBENCH_OPENAPI to their folder).
#![expect(clippy::unwrap_used, clippy::print_stderr, reason = "a test fails by panicking")]

mod common;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use common::{Got, get, platform, post, send, ship, text};
use serde_json::{Value, json};
use simulator::{Config, Limits, Platform, WireRequest};

fn folder() -> Option<PathBuf> {
    if let Some(folder) = std::env::var_os("PACKBENCH_OPENAPI") {
        return Some(PathBuf::from(folder));
    }
    let found = |folder: &Path| Some(folder.join("shared/api/openapi")).filter(|path| path.is_dir());
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().find_map(found);
    if folder.is_none() {
        assert!(
            std::env::var("CI_REQUIRES_CONTRACTS").as_deref() != Ok("1"),
            "the OpenAPI documents are missing (shared/api/openapi beside the checkout, or PACKBENCH_OPENAPI)"
        );
        eprintln!("skipped: no OpenAPI documents");
    }
    folder
}

/// Violations of the answer's documented schema.
fn complaints(folder: &Path, file: &str, path: &str, method: &str, got: &Got) -> Vec<String> {
    let text = std::fs::read_to_string(folder.join(file)).unwrap();
    let mut document: Value = serde_norway::from_str(&text).unwrap();
    let status = got.status.to_string();
    let response = &document["paths"][path][method]["responses"][&status];
    let response = match response.get("$ref").and_then(Value::as_str) {
        Some(reference) => document.pointer(reference.trim_start_matches('#')).unwrap(),
        None if response.is_null() => return vec![format!("{method} {path} has no documented {status}")],
        None => response,
    };
    if response.get("content").is_none() && got.status == 204 {
        return got.bytes.iter().take(1).map(|_| format!("{method} {path}: a 204 with a body")).collect();
    }
    let schema = response["content"]["application/json"]["schema"].clone();
    assert!(schema.is_object(), "{method} {path} documents no body for {status}");
    document["allOf"] = json!([schema]);
    let validator = jsonschema::draft202012::options().build(&document).unwrap();
    validator
        .iter_errors(&got.json)
        .map(|error| format!("{path} {}: {error}", error.instance_path()))
        .collect()
}

/// Deviations that are meant: (part of the complaint, why).
const MEANT: &[(&str, &str)] = &[
    ("/postal_code: \"\" is shorter", "real shops send orders without a postal code; practice has one"),
    ("\"postal_code\":\"\"", "as above, seen through v3"),
    ("/country_of_origin: \"\" is shorter", "shops send items without customs data; practice has some"),
    ("/next: null", "the first and the last page have no neighbour"),
    ("/previous: null", "the first and the last page have no neighbour"),
    ("/origin_country: null", "shops send items without customs data; practice has some"),
    ("is valid under more than one of the schemas", "the published item schemas do not exclude each other"),
    (
        "is not of type \"array\"",
        "the schema of errors is a list, every published example an object with that list",
    ),
    ("/brand_id: null", "read as null from real accounts"),
    ("/customs_information: null", "null in the published example"),
    ("/delivery_dates: null", "read as null from real accounts"),
    ("/to_service_point: null", "read as null from real accounts"),
    ("/customs_shipment_type: null", "typed as nullable, only the list of values forgets it"),
];

fn is_meant(complaint: &str) -> bool {
    MEANT.iter().any(|(part, _)| complaint.contains(part))
}

/// One of each kind: positions in lists do not matter.
fn kinds(complaints: &[String]) -> BTreeSet<String> {
    complaints
        .iter()
        .map(|text| text.split('/').filter(|part| part.parse::<u32>().is_err()).collect::<Vec<_>>().join("/"))
        .collect()
}

#[test]
fn every_answer_keeps_to_the_published_schemas() {
    let Some(folder) = folder() else { return };
    let (platform, clock) = platform(Config { limits: Limits::unlimited(), ..Config::practice() });
    let orders = platform.orders();
    let mut wrong = Vec::new();
    let mut check = |file: &str, path: &str, method: &str, got: &Got| {
        wrong.extend(complaints(&folder, file, path, method, got));
    };
    let create = "/orders/create-labels-async";
    for shop in [70, 71, 72, 73] {
        let of_shop: Vec<_> = orders.iter().filter(|o| o.integration == shop).collect();
        for part in of_shop.chunks(20) {
            check("v3/ship-an-order.yaml", create, "post", &ship(&platform, part));
        }
        let list = get(&platform, &format!("/api/v2/integrations/{shop}/shipments"));
        check("v2/integrations.yaml", "/integrations/{id}/shipments", "get", &list);
    }
    check("v3/ship-an-order.yaml", create, "post", &post(&platform, common::CREATE, &json!({"orders": 5})));
    let one = json!({"integration_id": 70, "order": {"order_id": orders[0].order_id}});
    for call in [one, json!({"order": 5}), json!({"integration_id": 70, "order": {"order_id": "nobody"}})] {
        let got = post(&platform, common::CREATE_SYNC, &call);
        check("v3/ship-an-order.yaml", "/orders/create-label-sync", "post", &got);
    }
    let announcing = get(&platform, "/api/v3/shipments?page_size=100");
    clock.pass_ms(10_000);
    let ready = get(&platform, "/api/v3/shipments?page_size=100");
    for got in [
        &ready,
        &get(&platform, "/api/v3/shipments?updated_after=x"),
        &get(&platform, "/api/v3/shipments?cursor=x"),
    ] {
        check("v3/shipments.yaml", "/shipments", "get", got);
    }
    assert!(announcing.data().len() < ready.data().len(), "lists lag behind");
    let id = text(&ready.data()[0]["id"]);
    check("v3/shipments.yaml", "/shipments/{id}", "get", &get(&platform, &format!("/api/v3/shipments/{id}")));
    for id in [id, id, "nobody"] {
        let got = send(&platform, &WireRequest::new("POST", &format!("/api/v3/shipments/{id}/cancel")));
        check("v3/shipments.yaml", "/shipments/{id}/cancel", "post", &got);
    }
    for target in ["/api/v3/parcels/1/documents/label", "/api/v3/parcels/1/documents/nothing"] {
        check("v3/parcel-documents.yaml", "/parcels/{id}/documents/{type}", "get", &get(&platform, target));
    }
    check("v2/integrations.yaml", "/integrations", "get", &get(&platform, "/api/v2/integrations"));
    let unknown = get(&platform, "/api/v2/integrations/9/shipments");
    check("v2/integrations.yaml", "/integrations/{id}/shipments", "get", &unknown);
    check("v3/orders.yaml", "/orders", "get", &get(&platform, "/api/v3/orders"));
    check("v3/orders.yaml", "/orders", "get", &get(&platform, "/api/v3/orders?integration=9"));
    check("v3/user.yaml", "/user/auth/metadata", "get", &get(&platform, "/api/v3/user/auth/metadata"));
    check("v3/organization.yaml", "/organization", "get", &get(&platform, "/api/v3/organization"));
    for (file, path) in [
        ("v3/sender-addresses.yaml", "/addresses/sender-addresses"),
        ("v3/brands.yaml", "/brands"),
        ("v3/contracts.yaml", "/contracts"),
        ("v3/parcel-statuses.yaml", "/parcels/statuses"),
    ] {
        check(file, path, "get", &get(&platform, &format!("/api/v3{path}")));
    }
    check("v3/contracts.yaml", "/contracts", "get", &get(&platform, "/api/v3/contracts?carrier_code=x"));
    let options = "/shipping-options";
    for body in [
        json!({}),
        json!({"parcels": []}),
        json!({"contract_id": 518}),
        from_nl_to("NL"),
        from_nl_to("US"),
        from_nl_to("XX"),
    ] {
        let got = post(&platform, "/api/v3/shipping-options", &body);
        check("v3/shipping-options.yaml", options, "post", &got);
    }
    let tracking = "/parcels/tracking/{tracking_number}";
    let numbers: Vec<String> =
        platform.shipments().iter().map(|shipment| shipment.parcels[0].tracking_number.clone()).collect();
    let others = ["nobody".to_owned(), "3".repeat(256)];
    for number in numbers.iter().take(40).chain(&others) {
        let got = get(&platform, &format!("/api/v3/parcels/tracking/{number}"));
        check("v3/parcel-tracking.yaml", tracking, "get", &got);
    }
    integrations(&platform, &mut check);
    wrong.retain(|complaint| !is_meant(complaint));
    assert!(wrong.is_empty(), "{} complaints:\n{:#?}", wrong.len(), kinds(&wrong));
}

/// Everything else that the Integrations API answers, the good and the bad.
fn integrations(platform: &Platform, check: &mut impl FnMut(&str, &str, &str, &Got)) {
    let mut v2 = |path: &str, method: &str, target: &str, body: Option<Value>| {
        let wire = WireRequest::new(&method.to_uppercase(), &format!("/api/v2/integrations{target}"));
        let wire = match body {
            Some(body) => wire.body(body.to_string()),
            None => wire,
        };
        let got = send(platform, &wire);
        check("v2/integrations.yaml", &format!("/integrations{path}"), method, &got);
        got.status
    };
    assert_eq!(v2("/{id}", "get", "/70", None), 200);
    assert_eq!(v2("/{id}", "get", "/9", None), 404);
    let settings = json!({"shop_name": "Shop", "shop_url": "https://shop.example.com", "service_point_enabled": true,
        "service_point_carriers": ["postnl"], "webhook_active": false, "webhook_url": "https://shop.example.com/hook"});
    assert_eq!(v2("/{id}", "put", "/70", Some(settings)), 200);
    assert_eq!(v2("/{id}", "put", "/70", Some(json!({}))), 400);
    assert_eq!(v2("/{id}", "put", "/9", Some(json!({}))), 404);
    assert_eq!(v2("/{id}", "patch", "/73", Some(json!({"shop_name": "API"}))), 200);
    assert_eq!(v2("/{id}", "patch", "/73", Some(json!({"shop_name": null}))), 400);
    assert_eq!(v2("/logs", "get", "/logs", None), 200);
    assert_eq!(v2("/{id}/logs", "get", "/72/logs", None), 200);
    assert_eq!(v2("/{id}/logs", "get", "/9/logs", None), 404);
    let log = json!({"base_url": "https://shop.example.com", "exception": "No answer"});
    assert_eq!(v2("/{id}/logs", "post", "/70/logs", Some(log)), 201);
    assert_eq!(v2("/{id}/logs", "post", "/70/logs", Some(json!({}))), 400);
    let order = json!({"external_order_id": "new", "external_shipment_id": null, "order_number": "N", "order_status": null,
        "payment_status": {"id": "paid", "message": "Paid"}, "name": "Jan", "company_name": "", "address": "Dam",
        "house_number": "1", "address_2": "", "postal_code": "1012 JS", "city": "Amsterdam", "to_state": null,
        "country": "NL", "email": "jan@example.com", "telephone": "", "to_service_point": null, "to_post_number": "",
        "shipping_method_checkout_name": "", "currency": "EUR", "parcel_items": null, "customs_invoice_nr": "",
        "customs_shipment_type": null, "created_at": "2026-11-20T10:00:00Z", "updated_at": "2026-11-20T10:00:00Z"});
    let rows = json!([order, {"external_order_id": "bad"}, 5]);
    assert_eq!(v2("/{id}/shipments", "post", "/70/shipments", Some(rows)), 200);
    assert_eq!(v2("/{id}/shipments", "post", "/9/shipments", Some(json!([]))), 404);
    assert_eq!(v2("/{id}/shipments", "get", "/70/shipments?external_order_ids=new", None), 200);
    let delete = |body: Value| Some(body);
    let uuid = platform.orders().iter().find(|order| order.order_id == "new").unwrap().uuid.clone();
    let named = json!({"shipment_uuid": uuid});
    assert_eq!(v2("/{id}/shipments/delete", "post", "/70/shipments/delete", delete(named.clone())), 204);
    assert_eq!(v2("/{id}/shipments/delete", "post", "/70/shipments/delete", delete(named)), 404);
    assert_eq!(v2("/{id}/shipments/delete", "post", "/70/shipments/delete", delete(json!({}))), 400);
    assert_eq!(v2("/{id}", "delete", "/73", None), 204);
    assert_eq!(v2("/{id}", "delete", "/73", None), 404);
    check("v3/integrations.yaml", "/integrations", "get", &get(platform, "/api/v3/integrations"));
}

fn from_nl_to(country: &str) -> Value {
    json!({
        "from_address": {"country_code": "NL"}, "to_address": {"country_code": country},
        "parcels": [{"weight": {"value": "1.320", "unit": "kg"}}], "calculate_quotes": true,
    })
}
