//! The other resources: detail, methods, shipping data, papers, the status of a batch.

use std::num::{NonZeroU32, NonZeroU64};

use api_client::{Accept, Effect, Kind};
use serde_json::json;
use wemasy::generate_pdf::{PdfType, fetch, generate};
use wemasy::update_order::{UpdateOrder, update};
use wemasy::{Grams, Host, OrderId, create_label, order_detail, shipping_methods};

use crate::fake::{api, json, with_headers};

fn host() -> Host {
    Host::new("https://api.wemasy.nl").unwrap()
}

#[tokio::test]
async fn an_order_is_read_in_the_shapes_that_are_likely() {
    let line = json!({"title": "Tulpenbollen", "quantity": "2", "price": 4.95, "product": {"ean": 8712345678906_u64, "weight": "0.25"}});
    let shipping = json!({"firstname": "Jan", "lastname": "de Vries", "street": "Dam", "number": 1, "postcode": "1012 JS", "city": "Amsterdam", "country": "NL"});
    let data = json!({"order_id": "42", "order_number": "ORD-1", "type": "checkout", "vendor_comment": "",
        "quote": {}, "checkout": {"order": {"products": [line]}, "shipment": {"tracking_number": "3S1"}},
        "users": {"shipping": shipping, "billing": {"email": "jan@example.nl"}}});
    let (fake, api1) = api([json(200, &json!({"error": false, "data": data}))]);
    let order = order_detail::get(&api1, "ORD-1").await.unwrap();
    assert_eq!(fake.bodies(), [json!({"order_number": "ORD-1"})]);
    assert_eq!(order.id, Some(OrderId(42)));
    let recipient = order.recipient.unwrap();
    assert_eq!(
        (recipient.name.as_deref(), recipient.house_number.as_deref()),
        (Some("Jan de Vries"), Some("1"))
    );
    assert_eq!(order.billing.unwrap().email.as_deref(), Some("jan@example.nl"));
    let line = &order.lines[0];
    assert_eq!(
        (line.quantity, line.weight, line.ean.as_deref()),
        (Some(2), Some(Grams(250)), Some("8712345678906"))
    );
    assert_eq!(order.shipment.unwrap().tracking_number.as_deref(), Some("3S1"));

    let documented = json!({"order_id": "42", "order_number": "ORD-1", "vendor_comment": "", "type": "checkout", "quote": {}, "checkout": {}, "users": ""});
    let (_, api2) = api([json(200, &json!({"error": false, "data": documented}))]);
    let bare = order_detail::get(&api2, "ORD-1").await.unwrap();
    assert_eq!((bare.recipient, bare.lines.len()), (None, 0), "the documented example is read too");

    let (_, api3) = api([json(200, &json!({"error": false, "data": documented}))]);
    let other = order_detail::get(&api3, "ORD-2").await.unwrap_err();
    assert_eq!(other.kind, Kind::Unreadable, "it is about another order");
}

#[tokio::test]
async fn shipping_methods_are_found_where_they_may_be() {
    let rows = json!([{"id": "8", "name": "Unstamped letter", "min_weight": "0.001"}, {"name": "no id"}]);
    for body in [
        json!({"error": false, "shipping_methods": rows}),
        json!({"error": false, "data": rows}),
        json!({"data": {"shipping_methods": rows}}),
        json!({"data": {"data": rows}}),
        rows.clone(),
    ] {
        let (_, api) = api([json(200, &body)]);
        let listed = shipping_methods::list(&api).await.unwrap();
        assert_eq!((listed.rows.len(), listed.unreadable.len()), (1, 1), "{body}");
        assert_eq!((listed.rows[0].id, listed.rows[0].min_weight), (8, Some(Grams(1))));
    }
    let (_, by_id) = api([json(200, &json!({"data": {"8": "Letter", "9": {"name": "Parcel"}}}))]);
    let names: Vec<_> =
        shipping_methods::list(&by_id).await.unwrap().rows.into_iter().map(|m| (m.id, m.name)).collect();
    assert_eq!(names, [(8, "Letter".to_owned()), (9, "Parcel".to_owned())]);
    let (_, none) = api([json(200, &json!({"error": false}))]);
    assert_eq!(shipping_methods::list(&none).await.unwrap_err().kind, Kind::Unreadable);
}

#[tokio::test]
async fn an_update_sends_all_four_fields_and_weights_in_kilograms() {
    let answer = json!({"error": false, "message": "Updated", "order_metadata": {"sendcloud_shipping_method_id": "123",
        "sendcloud_no_parcels": 2, "sendcloud_weight": "1.5", "sendcloud_labels_created": null},
        "shipment": {"id": "9", "tracking_number": ""}, "updated_fields": {}, "sendcloud_response": []});
    let (fake, api) = api([json(200, &answer)]);
    let wanted = UpdateOrder {
        order_id: OrderId(42),
        shipping_method_id: NonZeroU64::new(123).unwrap(),
        weight: Grams(1500),
        parcels: NonZeroU32::new(2).unwrap(),
    };
    let updated = update(&api, &wanted).await.unwrap();
    assert_eq!(
        fake.bodies(),
        [json!({"order_id": 42, "shipping_method_id": 123, "weight": 1.5, "no_parcels": 2})]
    );
    assert_eq!(fake.sent()[0].effect, Effect::Write);
    assert_eq!((updated.shipping.weight, updated.shipping.parcels), (Some(Grams(1500)), Some(2)));
    assert_eq!(updated.shipment.unwrap().tracking_number, None, "an empty text is no number");
}

#[tokio::test]
async fn papers_are_fetched_from_the_own_host_only() {
    let pending = json!({"error": false, "message": "Started", "data": {"generation_id": 7, "status": "pending", "pdf_url": null}});
    let there = json!({"error": false, "data": {"generation_id": 7, "status": "done", "pdf_url": "https://api.wemasy.nl/storage/7.pdf?signature=1f"}});
    let (fake, api1) = api([json(200, &pending), json(200, &there), with_headers(200, &[], "%PDF-1.7 ...")]);
    let first = generate(&api1, OrderId(42), PdfType::PackageSlip).await.unwrap();
    assert_eq!((first.id, first.pdf_url), (Some(7), None), "not yet");
    let url = generate(&api1, OrderId(42), PdfType::PackageSlip).await.unwrap().pdf_url.unwrap();
    assert!(fetch(&api1, &host(), &url).await.unwrap().starts_with(b"%PDF-"));
    let sent = fake.sent();
    assert_eq!(sent[2].target(), "/storage/7.pdf?signature=1f");
    assert_eq!(sent[2].accept, Accept::Pdf);

    let (fake, api2) = api([]);
    for url in [
        "https://cdn.example.com/7.pdf",
        "//cdn.example.com/7.pdf",
        "http://api.wemasy.nl/7.pdf",
        "7.pdf",
        "",
    ] {
        let error = fetch(&api2, &host(), url).await.unwrap_err();
        assert_eq!(error.kind, Kind::NotSent, "{url}");
        assert!(error.words().contains("not fetched"), "{error}");
    }
    assert!(fake.sent().is_empty(), "the token went nowhere");

    for body in ["<html>Log in</html>", "", "{\"error\": false}"] {
        let (_, api) = api([with_headers(200, &[], body)]);
        assert_eq!(fetch(&api, &host(), "/7.pdf").await.unwrap_err().kind, Kind::Unreadable, "{body}");
    }
}

#[tokio::test]
async fn the_status_of_a_batch_is_asked_for_on_the_own_host_only() {
    let (fake, api) =
        api([json(200, &json!({"error": false, "data": {"status": "finished", "pending": 0}}))]);
    let status =
        create_label::status(&api, &host(), "https://api.wemasy.nl/api/batches/7?x=1").await.unwrap();
    assert_eq!(status.status.as_deref(), Some("finished"));
    assert_eq!(fake.sent()[0].target(), "/api/batches/7?x=1");
    let foreign = create_label::status(&api, &host(), "https://example.com/batches/7").await.unwrap_err();
    assert_eq!(foreign.kind, Kind::NotSent);
    assert!(foreign.words().contains("example.com"), "{foreign}");
    assert_eq!(fake.sent().len(), 1);
}

#[tokio::test(start_paused = true)]
async fn limits_follow_the_answers_headers() {
    let page = json!({"error": false, "data": {"data": [], "current_page": 1, "last_page": 1, "next_page_url": null}});
    let answer = |headers: &[(&str, &str)]| with_headers(200, headers, page.to_string());
    let (_, client) = api([
        answer(&[("x-ratelimit-limit", "3"), ("x-ratelimit-remaining", "2")]),
        answer(&[]),
        answer(&[]),
        answer(&[("x-ratelimit-limit", "3"), ("x-ratelimit-remaining", "0")]),
        answer(&[]),
    ]);
    let start = tokio::time::Instant::now();
    let mut at = Vec::new();
    for _ in 0..5 {
        wemasy::orders::check(&client).await.unwrap();
        at.push(start.elapsed().as_secs());
    }
    assert_eq!(&at[..3], &[0, 0, 0], "three of a minute");
    assert!(at[3] >= 60, "the fourth waits: {at:?}");
    assert!(at[4] >= at[3] + 59, "nothing remained: {at:?}");
}
