//! Changing, deleting and handing in: what is refused before it is sent, and what answers mean.

use api_client::{Effect, Kind, Method, SendFailure};
use sendcloud::Grams;
use sendcloud::incoming_orders::{self, IncomingOrder};
use sendcloud::integrations::shipments::{self, OrderToDelete, ShipmentUuid};
use sendcloud::integrations::update::{self, Change, InvalidSetting, ServicePoints, ShopName};
use sendcloud::integrations::upsert::{InvalidUpsert, OrderToUpsert, UpsertOutcome, UpsertRequest, upsert};
use sendcloud::integrations::{self, WebAddress};
use serde_json::json;

use crate::fake::{api, json as answer, with_headers};

fn order(id: &str, shipment: Option<&str>) -> OrderToUpsert {
    let at = "2026-11-21T08:00:00Z".parse().unwrap();
    OrderToUpsert {
        external_order_id: id.to_owned(),
        external_shipment_id: shipment.map(str::to_owned),
        order_number: "1".to_owned(),
        order_status: None,
        payment_status: None,
        name: "Jan".to_owned(),
        company_name: String::new(),
        address: "Dam".to_owned(),
        house_number: "1".to_owned(),
        address_2: String::new(),
        postal_code: "1012 JS".to_owned(),
        city: "Amsterdam".to_owned(),
        to_state: None,
        country: "NL".to_owned(),
        email: String::new(),
        telephone: String::new(),
        to_service_point: None,
        to_post_number: String::new(),
        shipping_method: None,
        shipping_method_checkout_name: String::new(),
        weight: Some(Grams(1)),
        width: None,
        height: None,
        length: None,
        total_order_value: None,
        currency: None,
        parcel_items: Vec::new(),
        customs_invoice_nr: String::new(),
        customs_shipment_type: None,
        customs_details: None,
        checkout_payload: None,
        created_at: at,
        updated_at: at,
    }
}

#[test]
fn settings_that_the_platform_would_refuse_cannot_be_said() {
    for (text, fits) in
        [("", false), ("  ", false), (&"é".repeat(250)[..], true), (&"x".repeat(251)[..], false)]
    {
        assert_eq!(ShopName::new(text).is_ok(), fits, "{} characters", text.chars().count());
    }
    assert_eq!(ServicePoints::on(Vec::new()), Err(InvalidSetting::NoCarrier));
    assert_eq!(ServicePoints::off(vec![" ".to_owned()]), Err(InvalidSetting::EmptyCarrier));
    let change = Change { webhook_active: Some(false), ..Change::default() };
    let request = update::change_request(7, &change).unwrap();
    assert_eq!(request.body.as_deref(), Some(&br#"{"webhook_active":false}"#[..]), "only what changes");
    assert_eq!((request.method, request.effect), (Method::Patch, Effect::Write));
}

#[test]
fn orders_that_the_platform_would_refuse_cannot_be_handed_in() {
    let refused = |orders: Vec<OrderToUpsert>| UpsertRequest::new(7, orders).unwrap_err();
    assert_eq!(refused(Vec::new()), InvalidUpsert::OrderCount(0));
    let many = (0..101).map(|n| order(&n.to_string(), None)).collect();
    assert_eq!(refused(many), InvalidUpsert::OrderCount(101));
    assert_eq!(refused(vec![order("a", None), order("a", None)]), InvalidUpsert::Repeated(2));
    let field = |order| match refused(vec![order]) {
        InvalidUpsert::Field { order: 1, field } => field,
        other => panic!("a field of the first order: {other}"),
    };
    let good = || order("a", None);
    assert_eq!(
        field(order("a", Some(""))),
        "external_shipment_id",
        "an empty id would become a second order"
    );
    assert_eq!(field(OrderToUpsert { country: "UK".to_owned(), ..good() }), "country");
    assert_eq!(field(OrderToUpsert { weight: Some(Grams(0)), ..good() }), "weight");
    assert_eq!(field(OrderToUpsert { weight: Some(Grams(u32::MAX)), ..good() }), "weight");
    assert_eq!(field(OrderToUpsert { width: Some("1,5".to_owned()), ..good() }), "width");
    let split = vec![order("a", None), order("a", Some("1"))];
    assert!(UpsertRequest::new(7, split).is_ok(), "parts of one order are two orders");
}

#[test]
fn a_listed_order_is_named_by_its_uuid_else_by_both_ids_of_its_shop() {
    let listed = IncomingOrder {
        external_order_id: Some("a".to_owned()),
        external_shipment_id: Some(String::new()),
        shipment_uuid: Some("6b436cb2-65a4-482c-9d25-38be7868ff00".to_owned()),
        ..IncomingOrder::default()
    };
    let uuid = ShipmentUuid::new("6b436cb2-65a4-482c-9d25-38be7868ff00").unwrap();
    assert_eq!(OrderToDelete::of(&listed), Some(OrderToDelete::Uuid(uuid)));
    let without = IncomingOrder { shipment_uuid: Some("odd".to_owned()), ..listed };
    let ids =
        OrderToDelete::External { external_order_id: "a".to_owned(), external_shipment_id: String::new() };
    assert_eq!(OrderToDelete::of(&without), Some(ids), "an empty id is sent back as it is");
    let null = IncomingOrder { external_shipment_id: None, ..without };
    assert_eq!(OrderToDelete::of(&null), None, "null cannot be said");
}

#[tokio::test]
async fn outcomes_find_their_orders_whatever_their_order() {
    let rows = json!([
        {"external_order_id": "b", "status": "updated", "shipment_uuid": "u2"},
        {"external_order_id": "a", "external_shipment_id": "1", "status": "created"},
        {"external_order_id": "a", "external_shipment_id": "", "status": "error",
            "error": {"parcel_items": [{}, {"value": ["Not a number."]}], "name": "Too short."}},
        {"external_order_id": "d", "status": "unchanged"},
        {"external_order_id": "z", "status": "created"},
        {"external_order_id": "b", "status": "created"},
        "junk",
    ]);
    let (_, api) = api([answer(200, &rows)]);
    let orders =
        vec![order("a", None), order("a", Some("1")), order("b", None), order("c", None), order("d", None)];
    let told = upsert(&api, &UpsertRequest::new(7, orders).unwrap()).await.unwrap();
    let UpsertOutcome::Refused(errors) = &told.orders[0] else { panic!("{told:?}") };
    let mut said: Vec<_> = errors.iter().map(|error| format!("{}: {}", error.path, error.words)).collect();
    said.sort();
    assert_eq!(said, ["name: Too short.", "parcel_items.1.value: Not a number."]);
    assert_eq!(told.orders[1], UpsertOutcome::Created { shipment_uuid: None });
    assert_eq!(told.orders[2], UpsertOutcome::Updated { shipment_uuid: Some("u2".to_owned()) });
    assert_eq!(told.orders[3], UpsertOutcome::Unmentioned, "no word is not a success");
    assert_eq!(told.orders[4], UpsertOutcome::Other("unchanged".to_owned()));
    assert_eq!(told.notes.len(), 3, "{:?}", told.notes);
}

#[tokio::test]
async fn a_write_that_got_lost_is_not_repeated() {
    let lost = || Err(SendFailure::Lost("reset".to_owned()));
    let (fake, api_lost) = api([lost(), lost()]);
    assert_eq!(integrations::delete(&api_lost, 7).await.unwrap_err().kind, Kind::Lost);
    assert_eq!(fake.sent().len(), 1, "it may have arrived");
    let envelope = |code: u16| json!({"error": {"code": code, "request": "x", "message": "No."}});
    for (status, body, kind) in [
        (403, envelope(403).to_string(), Kind::Forbidden),
        (404, envelope(404).to_string(), Kind::NotFound),
        (404, "<html>".to_owned(), Kind::Unreadable),
        (200, "<html>".to_owned(), Kind::Unreadable),
        (200, envelope(400).to_string(), Kind::Refused),
    ] {
        let (_, api) = api([with_headers(status, &[], body.clone())]);
        let order = OrderToDelete::External {
            external_order_id: "a".to_owned(),
            external_shipment_id: "b".to_owned(),
        };
        assert_eq!(shipments::delete(&api, 7, &order).await.unwrap_err().kind, kind, "{status} {body}");
    }
    let (_, api_done) = api([with_headers(204, &[], "")]);
    assert_eq!(integrations::delete(&api_done, 7).await, Ok(()));
    let url = WebAddress::new("https://example.com").unwrap();
    let (_, api_list) = api([answer(200, &json!([1]))]);
    let change = Change { shop_url: Some(url), ..Change::default() };
    assert_eq!(update::change(&api_list, 7, &change).await.unwrap_err().kind, Kind::Unreadable);
}

#[tokio::test]
async fn orders_of_v3_are_read_however_their_fields_are_typed() {
    let rows = json!({"data": [
        {"order_id": 5, "order_number": null, "order_details": {"status": "open", "integration": {"id": "70"},
            "order_items": [{"description": "x", "quantity": "2", "unit_price": {"value": 3.5}, "country_of_origin": "NL",
                "measurement": {"weight": {"value": "250", "unit": "g"}}, "properties": {"size": 42}}, "junk"]},
         "shipping_details": {"measurement": {"weight": {"value": 1.5, "unit": "lbs"},
            "dimension": {"length": 100, "width": 2.5, "height": 1, "unit": "mm"}}},
         "customer_details": {"email": "a@example.com"}, "service_point_details": {"id": 7}, "payment_details": null},
        {"order_number": "1", "shipping_details": {"measurement": {"weight": {"value": 1, "unit": "stone"}}}},
        {"id": "9"},
        null,
    ]});
    let (_, api) = api([answer(200, &rows)]);
    let listed = incoming_orders::v3::pages(70, &Default::default()).all(&api).await.unwrap();
    let [first, second] = listed.rows.as_slice() else { panic!("two rows: {listed:?}") };
    assert_eq!((first.external_order_id.as_deref(), first.integration), (Some("5"), Some(70)));
    assert_eq!(first.order_status.as_ref().map(|status| status.message.as_str()), Some("open"));
    assert_eq!(first.parcel_items.len(), 1);
    let item = &first.parcel_items[0];
    assert_eq!((item.quantity, item.weight, item.value.as_deref()), (2, Some(Grams(250)), Some("3.5")));
    assert_eq!(first.weight, Some(Grams(680)), "1.5 pounds");
    assert_eq!(first.length.as_deref(), Some("10.00"), "centimetres, as in v2");
    assert_eq!(
        (first.email.as_deref(), first.to_service_point.as_deref()),
        (Some("a@example.com"), Some("7"))
    );
    assert_eq!((second.weight, second.external_shipment_id.as_deref()), (None, None));
    assert_eq!(listed.unreadable.len(), 2, "{:?}", listed.unreadable);
}

#[tokio::test]
async fn parts_of_a_split_order_are_two_rows_in_v3_too() {
    let row = |id: &str| json!({"id": id, "order_id": "a", "order_number": "1"});
    let (_, api) = api([answer(200, &json!({"data": [row("1"), row("2"), row("2")]}))]);
    let listed = incoming_orders::v3::pages(70, &Default::default()).all(&api).await.unwrap();
    assert_eq!(listed.rows.len(), 2, "told apart by the platform's id, and by nothing else");
}
