//! The order list: pages, rows of odd shapes, and lists that do not end.

use api_client::{Bucket, Effect, Kind, Method};
use serde_json::{Value, json};
use wemasy::orders::{OrderStatus, OrderType, OrdersQuery, SortKey, SortOrder, check, pages};
use wemasy::{Grams, OrderId};

use crate::fake::{Outcome, api, json, with_headers};

fn page(number: u64, last: u64, next: Value, rows: Value) -> Outcome {
    let answer = json!({"error": false, "data": {"current_page": number, "last_page": last, "per_page": 2,
        "total": 3, "data": rows, "next_page_url": next, "links": [], "path": "x"}});
    json(200, &answer)
}

fn row(id: u64) -> Value {
    json!({"id": id, "order_number": format!("ORD-{id}"), "status": "paid", "type": "checkout"})
}

#[tokio::test]
async fn pages_are_asked_for_in_the_body_and_the_links_host_is_ignored() {
    let (fake, api) = api([
        page(1, 2, json!("https://evil.example/orders/all?page=2&x=1"), json!([row(1), row(2)])),
        page(2, 2, json!(null), json!([row(2), row(3)])),
    ]);
    let query = OrdersQuery {
        sort: Some((SortKey::CreatedAt, SortOrder::Descending)),
        per_page: Some(2),
        status: Some(OrderStatus::PaymentReceived),
        order_type: Some(OrderType::Checkout),
        search: Some("Jansen".to_owned()),
    };
    let mut list = pages(query);
    let all = list.all(&api).await.unwrap();
    let ids: Vec<_> = all.rows.iter().map(|row| row.id.unwrap().0).collect();
    assert_eq!(ids, [1, 2, 3], "a row that slid to the next page comes once");
    assert_eq!(list.total(), Some(3));
    let first = json!({"sortKey": "created_at", "sortOrder": "desc", "per_page": 2, "status": "payment_received",
        "type": "checkout", "search_query": "Jansen"});
    let mut second = first.clone();
    second["page"] = json!(2);
    assert_eq!(fake.bodies(), [first, second]);
    for request in fake.sent() {
        assert_eq!((request.method, request.effect), (Method::Post, Effect::Read));
        assert_eq!(request.target(), "/api/services/webshop/v1/orders/all");
        assert_eq!(request.bucket, Some(Bucket::Everything), "60 a minute for everything together");
    }
}

#[tokio::test]
async fn lists_that_repeat_themselves_or_do_not_end_are_errors() {
    let link = |page: u64| json!(format!("/orders/all?page={page}"));
    for (what, answers) in [
        (
            "the same page named twice",
            vec![page(1, 9, link(2), json!([row(1)])), page(2, 9, link(2), json!([row(2)]))],
        ),
        (
            "back to the first",
            vec![page(1, 9, link(2), json!([row(1)])), page(2, 9, link(1), json!([row(2)]))],
        ),
        ("no page number", vec![page(1, 9, json!("/orders/all?cursor=x"), json!([row(1)]))]),
        ("more pages without a link", vec![page(1, 9, json!(null), json!([row(1)]))]),
        (
            "another page than asked for",
            vec![page(1, 9, link(2), json!([row(1)])), page(1, 9, link(3), json!([]))],
        ),
        ("endless", (1..=9).map(|n| page(n, 99, link(n + 1), json!([row(n)]))).collect()),
        ("no list", vec![json(200, &json!({"error": false, "data": {}}))]),
    ] {
        let (fake, api) = api(answers);
        let error = pages(OrdersQuery::default()).pages_max(5).all(&api).await.unwrap_err();
        assert_eq!(error.kind, Kind::Unreadable, "{what}: {error}");
        assert!(fake.sent().len() <= 5, "{what}");
    }
}

#[tokio::test]
async fn one_bad_row_fails_nobody_and_odd_shapes_are_read() {
    let (_, api) = api([page(
        1,
        1,
        json!(null),
        json!([
            null,
            {"status": "paid"},
            {"order_id": "42", "order_number": 1007, "total_amount": 12.5, "invoice_id": 5, "type": "quote",
             "created_at": "2026-11-20 10:00:00", "order_metadata": {"sendcloud_weight": "1.5",
             "sendcloud_no_parcels": "2", "sendcloud_labels_created": 1, "sendcloud_shipment_created": "0"},
             "customer": "{\"firstname\": \"Jan\", \"lastname\": \"de Vries\", \"postcode\": \"1011 AB\"}"},
            {"order_number": "ORD-9", "status": {"odd": true}, "total_amount": null},
            "ORD-10",
        ]),
    )]);
    let listed = pages(OrdersQuery::default()).all(&api).await.unwrap();
    assert_eq!(listed.unreadable.len(), 3, "{:?}", listed.unreadable);
    let odd = &listed.rows[0];
    assert_eq!((odd.id, odd.order_number.as_str(), odd.is_quote()), (Some(OrderId(42)), "1007", true));
    assert_eq!((odd.total_amount.as_deref(), odd.invoice_id.as_deref()), (Some("12.5"), Some("5")));
    assert_eq!(odd.shipping.weight, Some(Grams(1500)));
    assert_eq!(odd.shipping.parcels, Some(2));
    assert_eq!((odd.shipping.labels_created, odd.shipping.shipment_created), (Some(true), Some(false)));
    assert_eq!(
        odd.contact.as_ref().unwrap().name.as_deref(),
        Some("Jan de Vries"),
        "a text that is an object"
    );
    assert_eq!(odd.created().unwrap().to_string(), "2026-11-20T10:00:00Z");
    assert_eq!(odd.raw["order_number"], 1007, "nothing is lost");
    let bare = &listed.rows[1];
    assert_eq!((bare.id, bare.status.as_deref()), (None, None), "shown, though it cannot be pushed");
}

#[tokio::test]
async fn the_connection_is_checked_by_the_smallest_list() {
    let (fake, api) = api([page(1, 9, json!("/x?page=2"), json!([row(1)]))]);
    check(&api).await.unwrap();
    assert_eq!(fake.bodies(), [json!({"per_page": 1})]);
}

#[tokio::test(start_paused = true)]
async fn a_page_that_was_lost_is_asked_for_again() {
    let (fake, api) = api([with_headers(502, &[], "<html>"), page(1, 1, json!(null), json!([row(1)]))]);
    assert_eq!(pages(OrdersQuery::default()).all(&api).await.unwrap().rows.len(), 1);
    assert_eq!(fake.sent().len(), 2, "the list is a read, although it is a POST");
}
