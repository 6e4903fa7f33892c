//! What the Integrations API says to bodies that are wrong. Whole lives of shops and orders, by the typed client, are among
//! the scenarios.

mod common;

use common::{Got, get, platform, send, text};
use serde_json::{Value, json};
use simulator::{Config, Platform, WireRequest};

fn with_body(platform: &Platform, method: &str, target: &str, body: &Value) -> Got {
    send(platform, &WireRequest::new(method, target).body(body.to_string()))
}

/// A row with nothing wrong in it.
fn row(id: &str) -> Value {
    json!({"external_order_id": id, "external_shipment_id": null, "order_number": "N", "order_status": null,
        "payment_status": {"id": "paid", "message": "Paid"}, "name": "Jan", "company_name": "", "address": "Dam",
        "house_number": "1", "address_2": "", "postal_code": "1012 JS", "city": "Amsterdam", "to_state": null,
        "country": "NL", "email": "", "telephone": "", "to_service_point": null, "to_post_number": "",
        "shipping_method_checkout_name": "", "currency": "EUR", "parcel_items": null, "customs_invoice_nr": "",
        "customs_shipment_type": null, "created_at": "2026-11-20T10:00:00Z", "updated_at": "2026-11-20T10:00:00Z"})
}

#[test]
fn settings_that_are_invalid_are_refused_in_documented_words() {
    let (platform, _clock) = platform(Config::test());
    let shops = platform.shops();
    let one = "/api/v2/integrations/70";
    let nulls = with_body(&platform, "PATCH", one, &json!({"webhook_active": null, "webhook_url": null}));
    let words = "{'settings': ['webhook_active: This field may not be null.', 'webhook_url: This field may not be null.']}";
    assert_eq!(
        nulls.json,
        json!({"error": {"code": 400, "request": "api/v2/integrations/70", "message": words}}),
        "as in the published example"
    );
    for (method, body) in [
        ("PUT", json!({"shop_name": "only a name"})),
        ("PATCH", json!({"shop_name": ""})),
        ("PATCH", json!({"shop_name": "x".repeat(251)})),
        ("PATCH", json!({"shop_url": "not an address"})),
        ("PATCH", json!({"service_point_enabled": true, "service_point_carriers": []})),
        ("PATCH", json!({"service_point_enabled": "yes"})),
        ("PATCH", json!([])),
    ] {
        let got = with_body(&platform, method, one, &body);
        assert_eq!((got.status, &got.json["error"]["code"]), (400, &json!(400)), "{method} {body}");
    }
    assert_eq!(platform.shops(), shops, "nothing of it was done");
    assert_eq!(with_body(&platform, "POST", one, &json!({})).status, 405);
}

#[test]
fn an_order_that_is_named_badly_is_not_deleted() {
    let (platform, _clock) = platform(Config::test());
    let target = "/api/v2/integrations/70/shipments/delete";
    let missing = "Missing shipment_uuid or the pair external_order_id and external_shipment_id";
    let order = platform.orders().remove(0);
    for (body, status, words) in [
        (json!({}), 400, missing),
        (json!({"external_order_id": order.order_id}), 400, missing),
        (json!({"external_order_id": order.order_id, "external_shipment_id": null}), 400, missing),
        (json!({"shipment_uuid": "x"}), 400, "Must be a valid UUID."),
        (
            json!({"external_order_id": order.order_id, "external_shipment_id": ""}),
            404,
            "No ShipmentBlob matches the given query.",
        ),
    ] {
        let got = with_body(&platform, "POST", target, &body);
        assert_eq!((got.status, text(&got.json["error"]["message"])), (status, words), "{body}");
    }
    assert_eq!(platform.orders().iter().filter(|order| order.listed).count(), 40);
}

#[test]
fn a_log_that_is_invalid_is_refused() {
    let (platform, _clock) = platform(Config::test());
    let target = "/api/v2/integrations/70/logs";
    let base = "https://x.example.com";
    let null = with_body(&platform, "POST", target, &json!({"base_url": base, "exception": null}));
    assert_eq!(text(&null.json["error"]["message"]), "{'exception': ['This field may not be null.']}");
    for body in [
        json!({}),
        json!({"base_url": ""}),
        json!({"base_url": base, "response_code": -1}),
        json!({"base_url": base, "response": "text"}),
        json!({"base_url": base, "response": {"headers": "text"}}),
        json!({"base_url": base, "created_at": "yesterday"}),
        json!([]),
    ] {
        let got = with_body(&platform, "POST", target, &body);
        assert_eq!((got.status, &got.json["error"]["code"]), (400, &json!(400)), "{body}");
    }
    assert!(platform.logs().is_empty());
}

#[test]
fn an_unknown_partner_is_refused_before_anything_is_bought() {
    let (platform, _clock) = platform(Config::test());
    let order = platform.orders().remove(0);
    let body = common::call_for(&[&order]).to_string();
    let partner = "550e8400-e29b-41d4-a716-446655440000";
    let mut wire = WireRequest::new("POST", common::CREATE).body(body);
    wire.partner_id = Some(partner.to_owned());
    assert_eq!(send(&platform, &wire).status, 400);
    assert_eq!(platform.labels_charged(), 0, "nothing was bought");
    platform.configure(|config| config.partner_ids = vec![partner.to_owned()]);
    assert_eq!(send(&platform, &wire).data().len(), 1);
}

#[test]
fn a_bad_row_fails_alone_and_strangers_may_hand_in_nothing() {
    let (platform, _clock) = platform(Config::test());
    let target = "/api/v2/integrations/70/shipments";
    let good = row("a");
    let mut bad = good.clone();
    bad["external_order_id"] = json!("bad");
    bad["external_shipment_id"] = json!("");
    bad["country"] = json!("Nederland");
    bad["checkout_payload"] = json!({"sender_address_id": 1, "shipping_product": {}, "delivery_method_type": "x",
        "delivery_method_data": {"formatted_delivery_date": "x", "parcel_handover_date": "x"}});
    bad["parcel_items"] = json!([{"description": "x", "quantity": 0, "value": "1"}]);
    bad.as_object_mut().unwrap().remove("name");
    let got = with_body(&platform, "POST", target, &json!([bad, good]));
    let rows = got.json.as_array().unwrap();
    assert_eq!((text(&rows[0]["status"]), text(&rows[1]["status"])), ("error", "created"));
    let error = &rows[0]["error"];
    assert_eq!(
        error["checkout_payload"]["delivery_method_data"]["delivery_date"],
        json!(["This field is required."])
    );
    assert!(
        error["name"].is_array() && error["country"].is_array() && error["external_shipment_id"].is_array()
    );
    assert!(error["parcel_items"][0]["quantity"].is_array(), "{error}");
    let many = Value::Array(vec![good.clone(); 101]);
    assert_eq!(with_body(&platform, "POST", target, &many).status, 400, "at most 100");
    assert_eq!(with_body(&platform, "POST", target, &json!({})).json["error"]["code"], 400);
    platform.configure(|config| config.upsert_allowed = false);
    let refused = with_body(&platform, "POST", target, &json!([good]));
    assert_eq!((refused.status, &refused.json["error"]["code"]), (403, &json!(403)), "for partners only");
    assert_eq!(
        get(&platform, target).json["results"].as_array().map(Vec::len),
        Some(41),
        "only the good row"
    );
}
