//! Lists: rows of every odd kind, pages, and ends that are ends.

use api_client::{Kind, SendFailure};
use jiff::civil::date;
use sendcloud::incoming_orders::{self, IncomingOrder, OrdersQuery, Status};
use sendcloud::shipments::{self, ShipmentsQuery};
use sendcloud::{Grams, integrations};
use serde_json::{Value, json};

use crate::fake::{api, json as answer, with_headers};

async fn orders(rows: Value) -> sendcloud::Listed<IncomingOrder> {
    let (_, api) = api([answer(200, &json!({"next": null, "previous": null, "results": rows}))]);
    incoming_orders::pages(7, &OrdersQuery::default()).all(&api).await.unwrap()
}

#[tokio::test]
async fn one_bad_row_never_fails_the_list() {
    let rows = json!([
        {"id": "12", "shop_name": null, "system": "magento", "extra": {"x": 1}},
        {"shop_name": "no id"},
        "junk",
        null,
        {"id": 13, "shop_name": "Shop", "shop_url": "", "failing_since": "2019-08-24T14:15:22Z", "service_point_carriers": ["ups", null]},
    ]);
    let (_, api) = api([answer(200, &rows)]);
    let listed = integrations::list(&api).await.unwrap();
    assert_eq!(listed.rows.iter().map(|shop| shop.id).collect::<Vec<_>>(), [12, 13]);
    assert_eq!(listed.unreadable, ["row 2: no id", "row 3: not an object", "row 4: not an object"]);
    assert_eq!(listed.rows[0].shop_name, "");
    assert_eq!((listed.rows[1].shop_url.as_deref(), listed.rows[1].service_point_carriers.len()), (None, 1));
}

#[tokio::test]
async fn orders_are_read_however_their_fields_are_typed() {
    let listed = orders(json!([
        {"external_order_id": 555413, "external_shipment_id": "", "order_number": 1001, "order_status": {"id": 3, "message": null},
         "payment_status": "paid", "weight": "1.320", "total_order_value": 12.5, "parcel_items": [
            {"description": null, "quantity": "2", "value": 3.5, "weight": 0.25, "sku": 7, "properties": {"size": 42, "x": null}},
            {"description": "odd", "quantity": -1}, "junk"],
         "to_service_point": 0, "allowed_shipping_methods": [1, "2", null], "unknown": []},
        {"external_order_id": "e2", "external_shipment_id": null, "order_number": null, "parcel_items": null, "weight": "heavy"},
        {"order_number": "1003"},
        {"external_order_id": "", "order_number": " ", "name": "Jan"},
    ]))
    .await;
    let [first, second, third] = listed.rows.as_slice() else { panic!("three rows: {listed:?}") };
    assert_eq!(first.external_order_id.as_deref(), Some("555413"));
    assert_eq!(first.external_shipment_id.as_deref(), Some(""), "an empty text is not null");
    assert_eq!(first.order_number, "1001");
    assert_eq!(first.order_status, Some(Status { id: "3".to_owned(), message: "3".to_owned() }));
    assert_eq!(first.payment_status, Some(Status { id: "paid".to_owned(), message: "paid".to_owned() }));
    assert_eq!(first.weight, Some(Grams(1320)));
    assert_eq!(first.total_order_value.as_deref(), Some("12.5"));
    assert_eq!(first.allowed_shipping_methods, [1, 2]);
    let items: Vec<_> = first.parcel_items.iter().map(|item| (item.quantity, item.weight)).collect();
    assert_eq!(items, [(2, Some(Grams(250))), (0, None)]);
    assert_eq!(first.parcel_items[0].properties, [("size".to_owned(), "42".to_owned())]);
    assert_eq!((second.external_shipment_id.as_deref(), second.order_number.as_str()), (None, ""));
    assert_eq!(second.weight, None);
    assert_eq!(third.external_order_id, None, "an order without an id is a row: a person must see it");
    assert_eq!(listed.unreadable, ["row 4: neither an order id nor an order number"]);
}

#[tokio::test]
async fn pages_follow_the_cursor_only_and_leave_out_what_was_seen() {
    let page = |next: Option<&str>, ids: &[&str]| {
        let rows: Vec<_> =
            ids.iter().map(|id| json!({"external_order_id": id, "shipment_uuid": id})).collect();
        with_headers(
            200,
            &[("date", "Sat, 21 Nov 2026 10:00:00 GMT")],
            json!({"next": next, "results": rows}).to_string(),
        )
    };
    let (fake, api) = api([
        page(Some("https://evil.example/steal?cursor=p%3D2"), &["a", "b"]),
        page(Some("/v2/x?a=1&cursor=p3"), &["b", "c"]),
        page(None, &["c", "d"]),
    ]);
    let query = OrdersQuery {
        start_date: Some(date(2026, 1, 2)),
        end_date: Some(date(2026, 11, 21)),
        external_order_ids: vec!["x".to_owned(), "y,z".to_owned()],
        shipping_rules: Some(true),
        ..OrdersQuery::default()
    };
    let mut pages = incoming_orders::pages(7, &query);
    assert_eq!(pages.platform_time(), None);
    let listed = pages.all(&api).await.unwrap();
    let ids: Vec<_> = listed.rows.iter().filter_map(|order| order.external_order_id.as_deref()).collect();
    assert_eq!(ids, ["a", "b", "c", "d"], "rows that shift to the next page are not doubled");
    assert_eq!(pages.platform_time(), "2026-11-21T10:00:00Z".parse().ok());

    let base = "/api/v2/integrations/7/shipments?start_date=2026-01-02&end_date=2026-11-21\
                &external_order_ids=x&external_order_ids=y%2Cz&shipping_rules=true";
    let targets: Vec<_> = fake.sent().iter().map(api_client::Request::target).collect();
    assert_eq!(targets, [base.to_owned(), format!("{base}&cursor=p%3D2"), format!("{base}&cursor=p3")]);
}

#[tokio::test]
async fn shipments_follow_the_link_header() {
    let page = |link: &str, id: &str| {
        with_headers(200, &[("link", link)], json!({"data": [{"id": id, "parcels": []}]}).to_string())
    };
    let (fake, api) = api([
        page(r#"<https://panel.sendcloud.sc/v3/shipments?cursor=cD0y>; rel="next""#, "1"),
        page(r#"<https://panel.sendcloud.sc/v3/shipments?cursor=cD0x>; rel="prev""#, "2"),
    ]);
    let query = ShipmentsQuery {
        updated_after: "2026-11-20T10:00:00Z".parse().ok(),
        order_number: Some("#10 01".to_owned()),
        ..ShipmentsQuery::default()
    };
    let listed = shipments::pages(query).all(&api).await.unwrap();
    assert_eq!(listed.rows.len(), 2);
    let base =
        "/api/v3/shipments?updated_after=2026-11-20T10%3A00%3A00Z&order_number=%2310%2001&page_size=100"
            .to_owned();
    let targets: Vec<_> = fake.sent().iter().map(api_client::Request::target).collect();
    assert_eq!(targets, [base.clone(), format!("{base}&cursor=cD0y")]);
}

#[tokio::test]
async fn half_a_list_is_never_taken_for_a_whole_one() {
    let v2 = |next: &str| answer(200, &json!({"next": next, "results": [{"order_number": "1"}]}));
    let v3 = |link: &str| with_headers(200, &[("link", link)], json!({"data": [{"id": "1"}]}).to_string());

    let (_, api_v2) = api([v2("https://example.com")]);
    let mut pages = incoming_orders::pages(7, &OrdersQuery::default());
    assert_eq!(pages.next(&api_v2).await.unwrap().unwrap().rows.len(), 1, "what was read is handed out");
    for _ in 0..2 {
        let error = pages.next(&api_v2).await.unwrap_err();
        assert_eq!(error.kind, Kind::Unreadable, "and then the list is broken, for good: {error}");
    }

    for link in ["<https://x/api/v3/shipments?page=2>; rel=next", "<https://x/?cursor=>; rel=\"next\""] {
        let (_, api_v3) = api([v3(link)]);
        let all = shipments::pages(ShipmentsQuery::default()).all(&api_v3).await;
        assert_eq!(all.unwrap_err().kind, Kind::Unreadable, "{link}");
    }

    let circle = "<https://x/?cursor=c>; rel=next";
    let (fake, api_circle) = api((0..9).map(|_| v3(circle)));
    let all = shipments::pages(ShipmentsQuery::default()).all(&api_circle).await;
    assert_eq!(all.unwrap_err().kind, Kind::Unreadable, "a circle is no end");
    assert_eq!(fake.sent().len(), 2);

    for body in
        [json!({}), json!({"data": null}), json!({"data": {"id": "1"}}), json!([]), json!({"results": []})]
    {
        let (_, api) = api([answer(200, &body)]);
        let all = shipments::pages(ShipmentsQuery::default()).all(&api).await;
        assert_eq!(all.unwrap_err().kind, Kind::Unreadable, "{body} is not an empty list");
    }
    let (_, api_empty) = api([answer(200, &json!({"data": []}))]);
    let all = shipments::pages(ShipmentsQuery::default()).all(&api_empty).await.unwrap();
    assert!(all.rows.is_empty(), "this is");
}

#[tokio::test(start_paused = true)]
async fn a_page_that_was_lost_can_be_asked_for_again() {
    let lost = || Err(SendFailure::Lost("reset".to_owned()));
    let page = answer(200, &json!({"next": "https://x/?cursor=2", "results": [{"order_number": "1"}]}));
    let last = answer(200, &json!({"next": null, "results": [{"order_number": "2"}]}));
    let (_, api) = api([page, lost(), lost(), lost(), lost(), last]);
    let mut pages = incoming_orders::pages(7, &OrdersQuery::default());
    assert!(pages.next(&api).await.unwrap().is_some());
    assert_eq!(pages.next(&api).await.unwrap_err().kind, Kind::Lost);
    assert_eq!(pages.next(&api).await.unwrap().unwrap().rows[0].order_number, "2");
    assert_eq!(pages.next(&api).await.unwrap(), None);
}

#[tokio::test]
async fn a_row_that_changed_while_paging_is_handed_out_again() {
    let row = |code: &str| json!({"id": "1", "parcels": [{"id": 1, "status": {"code": code}}]});
    let link = "<https://x/?cursor=2>; rel=next";
    let (_, api) = api([
        with_headers(200, &[("link", link)], json!({"data": [row("ANNOUNCING")]}).to_string()),
        answer(200, &json!({"data": [row("READY_TO_SEND")]})),
    ]);
    let listed = shipments::pages(ShipmentsQuery::default()).all(&api).await.unwrap();
    assert_eq!(listed.rows.len(), 2, "the newer state must not be lost");
}
