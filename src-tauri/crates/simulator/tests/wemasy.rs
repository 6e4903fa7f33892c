//! The Wemasy shop through its typed client and the in-process transport: orders, the queue into Sendcloud, labels, papers,
//! bookings, limits, faults.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod common;

use std::num::{NonZeroU32, NonZeroU64};
use std::sync::Arc;

use api_client::{Api, Kind, Limiter, Request, Transport as _};
use common::{Clock, get, platform};
use proptest::prelude::*;
use serde_json::{Value, json};
use simulator::{
    BodyKind, Config, Delivery, Endpoint, Fault, FaultKind, Origin, Platform, WemasyConfig, WemasyInProcess,
    WemasyOrder, WemasyShop, WireRequest,
};
use wemasy::generate_pdf::PdfType;
use wemasy::orders::{OrderStatus, OrdersQuery, SortKey, SortOrder};
use wemasy::push::{Label, Push};
use wemasy::update_order::UpdateOrder;
use wemasy::{Grams, Host, OrderId, OrderIds, Outcome};

const PREFIX: &str = "/api/services/webshop/v1/";

fn config(wanted: WemasyConfig) -> Config {
    Config { wemasy: Some(wanted), ..Config::test() }
}

/// Without limits of our own: those of the platform are what is tried.
fn client(platform: &Platform) -> Api {
    Api::new(Arc::new(WemasyInProcess::new(platform.clone())), Arc::new(Limiter::new([])))
}

fn start(wanted: WemasyConfig) -> (Platform, WemasyShop, Api, Clock) {
    let (platform, clock) = platform(config(wanted));
    let shop = platform.wemasy().unwrap();
    let api = client(&platform);
    (platform, shop, api, clock)
}

fn new_paid(shop: &WemasyShop) -> Vec<WemasyOrder> {
    let fits =
        |order: &WemasyOrder| order.status == "paid" && !order.quote && order.shipping.imported_as.is_none();
    shop.orders().into_iter().filter(fits).collect()
}

fn ids(orders: &[&WemasyOrder]) -> OrderIds {
    OrderIds::new(orders.iter().map(|order| OrderId(order.id))).unwrap()
}

/// Order number and external id of the shop's orders in Sendcloud's list.
fn listed(platform: &Platform, shop: &WemasyShop) -> Vec<(String, String)> {
    let list = get(platform, &format!("/api/v2/integrations/{}/shipments", shop.integration())).json;
    let text = |row: &Value, name: &str| row[name].as_str().unwrap_or_default().to_owned();
    let rows = list["results"].as_array().unwrap();
    rows.iter().map(|row| (text(row, "order_number"), text(row, "external_order_id"))).collect()
}

fn name(order: &WemasyOrder) -> (String, String) {
    (order.order.order_number.clone(), order.id.to_string())
}

fn push_of(orders: &[&WemasyOrder], label: Label) -> Push {
    Push { orders: ids(orders), label }
}

#[tokio::test]
async fn the_list_holds_all_statuses_quotes_and_an_odd_row() {
    let (_platform, shop, api, _) = start(WemasyConfig::test());
    let sort = Some((SortKey::CreatedAt, SortOrder::Ascending));
    let mut pages = wemasy::orders::pages(OrdersQuery { sort, per_page: Some(5), ..OrdersQuery::default() });
    let all = pages.all(&api).await.unwrap();
    assert!(all.unreadable.is_empty(), "{:?}", all.unreadable);
    let expected: Vec<_> = shop.orders().iter().map(|order| Some(OrderId(order.id))).collect();
    assert_eq!(all.rows.iter().map(|row| row.id).collect::<Vec<_>>(), expected, "every page, oldest first");
    assert_eq!(pages.total(), Some(28), "24 new ones and 4 that Sendcloud has too");
    assert_eq!(all.rows.iter().filter(|row| row.is_quote()).count(), 2);
    assert_eq!(all.rows.iter().filter(|row| row.raw["id"].is_string()).count(), 1, "the odd row");
    assert!(all.rows.iter().all(|row| row.created().is_some() && row.contact.is_some()), "odd types or not");
    for status in [
        OrderStatus::Paid,
        OrderStatus::PaymentReceived,
        OrderStatus::OnHold,
        OrderStatus::Completed,
        OrderStatus::Cancelled,
    ] {
        let some = wemasy::orders::pages(OrdersQuery::of_status(status)).all(&api).await.unwrap();
        assert!(!some.rows.is_empty(), "{status:?}");
        assert!(some.rows.iter().all(|row| row.status.as_deref() == Some(status.as_str())));
    }
    let wanted = &shop.orders()[3].order.order_number;
    let found = OrdersQuery { search: Some(wanted.clone()), ..OrdersQuery::default() };
    assert_eq!(wemasy::orders::pages(found).all(&api).await.unwrap().rows.len(), 1);
    wemasy::orders::check(&api).await.unwrap();
}

#[tokio::test]
async fn some_orders_are_known_to_both_platforms() {
    let (platform, shop, _, _) = start(WemasyConfig::test());
    let there = listed(&platform, &shop);
    let (both, only): (Vec<_>, Vec<_>) =
        shop.orders().iter().map(name).partition(|name| there.contains(name));
    assert_eq!((both.len(), only.len()), (4, 24), "joined by number and external id");
}

#[test]
fn practice_has_a_wemasy_shop_whatever_the_seed() {
    for seed in 1..=5 {
        let (platform, _clock) = platform(Config { seed, ..Config::practice() });
        let shop = platform.wemasy().unwrap();
        let orders = shop.orders();
        let joined: Vec<_> = orders.iter().filter_map(|order| order.shipping.imported_as).collect();
        assert_eq!((orders.len(), joined.len()), (28, 4), "seed {seed}");
        for order in platform.orders().iter().filter(|order| joined.contains(&order.id)) {
            assert_eq!(order.integration, shop.integration(), "in the shop's own integration");
        }
        let dutch = orders.iter().filter(|order| order.order.country == "NL").count();
        assert!(dutch > 10, "most are Dutch: {dutch}, seed {seed}");
        let numbers: std::collections::BTreeSet<_> =
            orders.iter().map(|order| &order.order.order_number).collect();
        assert_eq!(numbers.len(), 28, "numbers are unique, seed {seed}");
    }
}

#[tokio::test]
async fn an_order_can_be_looked_at() {
    let (_platform, shop, api, _) = start(WemasyConfig::test());
    for order in shop.orders().iter().filter(|order| !order.quote) {
        let detail = wemasy::order_detail::get(&api, &order.order.order_number).await.unwrap();
        assert_eq!((detail.id, detail.lines.len()), (Some(OrderId(order.id)), order.order.items.len()));
        let recipient = detail.recipient.unwrap();
        assert_eq!(recipient.name.as_deref(), Some(order.order.name.as_str()));
        assert_eq!(recipient.postal_code.as_deref(), Some(order.order.postal_code.as_str()));
    }
    let missing = wemasy::order_detail::get(&api, "ORD-0").await.unwrap_err();
    assert_eq!(missing.kind, Kind::NotFound, "{missing}");
}

#[tokio::test]
async fn a_push_without_a_label_brings_the_order_to_sendcloud_after_a_while() {
    let wanted = WemasyConfig { import_ms: 5_000..=5_000, ..WemasyConfig::test() };
    let (platform, shop, api, clock) = start(wanted);
    let orders = new_paid(&shop);
    let pushed = wemasy::push::push(&api, &push_of(&[&orders[0], &orders[1]], Label::Without))
        .await
        .accepted()
        .unwrap();
    assert_eq!(
        (pushed.total, pushed.new, pushed.queued, pushed.makes_labels()),
        (Some(2), Some(2), Some(2), Some(false))
    );
    assert!(!listed(&platform, &shop).contains(&name(&orders[0])), "only queued");
    let again = wemasy::push::push(&api, &push_of(&[&orders[0]], Label::Without)).await.accepted().unwrap();
    assert_eq!((again.new, again.queued), (Some(0), Some(1)), "it waits already");
    clock.pass_ms(5_000);
    let there = listed(&platform, &shop);
    assert_eq!(there.iter().filter(|found| **found == name(&orders[0])).count(), 1, "once");
    assert!(there.contains(&name(&orders[1])));
    assert_eq!((platform.labels_charged(), shop.queued()), (0, 0), "no label was asked for");
    let skipped = wemasy::push::push(&api, &push_of(&[&orders[0]], Label::Without)).await.accepted().unwrap();
    assert_eq!(skipped.skipped_orders, [orders[0].id.to_string()], "done already");
    let call =
        json!({"integration_id": shop.integration(), "orders": [{"order_id": orders[0].id.to_string()}]});
    assert_eq!(common::post(&platform, common::CREATE, &call).status, 202, "it ships as any order");
}

#[tokio::test]
async fn a_push_with_a_label_makes_a_shipment_of_wemasys() {
    let wanted = WemasyConfig { import_ms: 5_000..=5_000, label_ms: 7_000..=7_000, ..WemasyConfig::test() };
    let (platform, shop, api, clock) = start(wanted);
    let order = new_paid(&shop).remove(0);
    let pushed = wemasy::push::push(&api, &push_of(&[&order], Label::With)).await.accepted().unwrap();
    assert_eq!(pushed.makes_labels(), Some(true));
    clock.pass_ms(5_000);
    assert!(listed(&platform, &shop).contains(&name(&order)));
    assert_eq!(platform.labels_charged(), 0, "the label takes longer");
    clock.pass_ms(7_000);
    let made = platform.shipments_of(&order.order.order_number);
    assert_eq!((made.len(), made[0].origin, platform.labels_charged()), (1, Origin::Wemasy, 1));
    let again = wemasy::push::push(&api, &push_of(&[&order], Label::With)).await.accepted().unwrap();
    assert_eq!((again.skipped, platform.labels_charged()), (Some(1), 1), "it knows its own labels");
    platform.configure(|config| config.wemasy.as_mut().unwrap().labels_again = true);
    wemasy::push::push(&api, &push_of(&[&order], Label::With)).await.accepted().unwrap();
    clock.pass_ms(60_000);
    assert_eq!(platform.labels_charged(), 2, "idempotency is not promised");
}

#[tokio::test]
async fn labels_of_pushed_orders_follow_their_shipping_data_and_can_be_looked_after() {
    let wanted = WemasyConfig { label_ms: 7_000..=7_000, ..WemasyConfig::test() };
    let (platform, shop, api, clock) = start(wanted);
    let order = new_paid(&shop).remove(0);
    let methods = wemasy::shipping_methods::list(&api).await.unwrap().rows;
    let method = methods.iter().find(|method| method.name.contains("Signature")).unwrap();
    let update = UpdateOrder {
        order_id: OrderId(order.id),
        shipping_method_id: NonZeroU64::new(method.id).unwrap(),
        weight: Grams(3_000),
        parcels: NonZeroU32::new(2).unwrap(),
    };
    let updated = wemasy::update_order::update(&api, &update).await.unwrap();
    assert_eq!((updated.shipping.weight, updated.shipping.parcels), (Some(Grams(3_000)), Some(2)));
    assert_eq!(updated.shipment, None, "nothing was pushed yet");
    let queued = wemasy::create_label::create(&api, &ids(&[&order])).await.accepted().unwrap();
    assert_eq!(
        (queued.new, queued.total_chunks, queued.estimated_minutes.as_deref()),
        (Some(1), Some(1), Some("1.5"))
    );
    let (host, url) = (Host::new("https://api.wemasy.nl").unwrap(), queued.status_check_url.unwrap());
    assert!(host.owns(&url), "{url}");
    let status = async || wemasy::create_label::status(&api, &host, &url).await.unwrap().status.unwrap();
    assert_eq!(status().await, "processing");
    clock.pass_ms(7_000);
    assert_eq!(status().await, "finished");
    let made = platform.shipments_of(&order.order.order_number).remove(0);
    let weights: Vec<_> = made.parcels.iter().map(|parcel| parcel.weight.as_str()).collect();
    assert_eq!((made.option_code.as_str(), weights), ("postnl:standard/signature", vec!["1.500", "1.500"]));
    let detail = wemasy::order_detail::get(&api, &order.order.order_number).await.unwrap();
    let record = detail.shipment.unwrap();
    assert_eq!(record.external_shipment_id.as_deref(), Some(made.id.as_str()));
    assert!(record.tracking_number.is_some(), "the carrier gave one");
    assert_eq!(detail.shipping.labels_created, Some(true));
}

#[tokio::test]
async fn quotes_and_cancelled_orders_are_skipped_and_strangers_refused() {
    let (platform, shop, api, _) = start(WemasyConfig::test());
    let orders = shop.orders();
    let skipped: Vec<_> = orders.iter().filter(|order| order.quote || order.status == "cancelled").collect();
    let pushed = wemasy::push::push(&api, &push_of(&skipped, Label::With)).await.accepted().unwrap();
    assert_eq!(pushed.skipped, Some(skipped.len() as u64));
    let stranger = Push { orders: OrderIds::new([OrderId(1)]).unwrap(), label: Label::With };
    let refused = wemasy::push::push(&api, &stranger).await;
    assert!(matches!(&refused, Outcome::Refused(error) if error.kind == Kind::NotFound), "{refused:?}");
    platform.configure(|config| config.wemasy.as_mut().unwrap().connected = false);
    let unconnected = wemasy::push::push(&api, &push_of(&[&orders[0]], Label::With)).await;
    assert!(matches!(unconnected, Outcome::Refused(_)), "{unconnected:?}");
    assert!(!wemasy::sendcloud_status::get(&api).await.unwrap().is_usable());
    assert_eq!(platform.labels_charged(), 0);
}

#[tokio::test]
async fn papers_are_made_in_the_background_and_fetched() {
    let wanted = WemasyConfig { pdf_ms: 3_000..=3_000, pdf_kept_ms: 60_000, ..WemasyConfig::test() };
    let (platform, shop, api, clock) = start(wanted);
    let order = new_paid(&shop).remove(0);
    let host = Host::new("https://api.wemasy.nl").unwrap();
    for kind in [PdfType::PackageSlip, PdfType::Invoice] {
        let ask = async || wemasy::generate_pdf::generate(&api, OrderId(order.id), kind).await.unwrap();
        let first = ask().await;
        assert_eq!((first.pdf_url, ask().await.pdf_url), (None, None), "not yet");
        clock.pass_ms(3_000);
        let there = ask().await;
        assert_eq!(there.id, first.id, "the same generation");
        let url = there.pdf_url.unwrap();
        let pdf = wemasy::generate_pdf::fetch(&api, &host, &url).await.unwrap();
        assert!(pdf.starts_with(b"%PDF-") && pdf.len() < 200_000, "{} bytes", pdf.len());
        assert_eq!(
            printing::documents::draw(&pdf, 0, 72).map(|page| page.png.is_empty()).ok(),
            Some(false),
            "it can be drawn"
        );
        clock.pass_ms(60_000);
        assert_ne!(ask().await.id, first.id, "it is made again after a while");
    }
    let quote = shop.orders().into_iter().find(|order| order.quote).unwrap();
    let refused =
        wemasy::generate_pdf::generate(&api, OrderId(quote.id), PdfType::Invoice).await.unwrap_err();
    assert_eq!(refused.kind, Kind::Refused, "a quote has no invoice");
    platform.add_fault(Fault::nth(Endpoint::WemasyDocument, 1, FaultKind::NotJson));
    let page = wemasy::generate_pdf::fetch(&api, &host, "/storage/pdfs/x.pdf").await.unwrap_err();
    assert_eq!(page.kind, Kind::Unreadable);
}

#[tokio::test]
async fn bookings_are_counted_and_some_are_refused() {
    let (platform, shop, api, _) = start(WemasyConfig::test());
    let (can, cannot): (Vec<_>, Vec<_>) = shop.orders().into_iter().partition(|order| order.can_be_booked);
    let book = async |order: &WemasyOrder| wemasy::sync_snelstart::sync(&api, OrderId(order.id)).await;
    assert!(matches!(book(&can[0]).await, Outcome::Accepted(_)));
    assert!(matches!(book(&cannot[0]).await, Outcome::Refused(_)), "a 200 that is an error");
    platform.add_fault(Fault::nth(Endpoint::WemasyBooking, 1, FaultKind::LoseReply));
    assert!(matches!(book(&can[1]).await, Outcome::Unknown(_)));
    assert_eq!((shop.order(can[1].id).unwrap().bookings, shop.double_bookings()), (1, 0), "it was booked");
    book(&can[1]).await;
    assert_eq!(shop.double_bookings(), 1, "asking again books again");
}

#[tokio::test]
async fn limits_are_kept_and_told() {
    let wanted = WemasyConfig { per_minute: Some(60), bookings_per_minute: Some(5), ..WemasyConfig::test() };
    let (platform, shop, _, clock) = start(wanted);
    let transport = WemasyInProcess::new(platform.clone());
    let status = wemasy::sendcloud_status::request();
    let order = shop.orders().into_iter().find(|order| order.can_be_booked).unwrap();
    let booking = wemasy::sync_snelstart::request(OrderId(order.id));
    for (request, limit) in [(&status, 60), (&booking, 5)] {
        for left in (0..limit).rev() {
            let answer = transport.send(request).await.unwrap();
            assert_eq!(answer.status, 200);
            assert_eq!(answer.header("x-ratelimit-limit"), Some(limit.to_string().as_str()));
            assert_eq!(answer.header("x-ratelimit-remaining"), Some(left.to_string().as_str()));
        }
        let answer = transport.send(request).await.unwrap();
        assert_eq!((answer.status, answer.header("retry-after")), (429, Some("60")));
    }
    assert_eq!(shop.order(order.id).unwrap().bookings, 5);
    assert_eq!(get(&platform, "/api/v3/organization").status, 200, "Sendcloud counts for itself");
    clock.pass_ms(60_000);
    assert_eq!(transport.send(&booking).await.unwrap().status, 200);
}

#[tokio::test]
async fn a_revoked_token_is_refused() {
    let (_platform, shop, api, _) = start(WemasyConfig::test());
    shop.revoke_token();
    let error = wemasy::orders::check(&api).await.unwrap_err();
    assert_eq!((error.kind, error.words().as_str()), (Kind::Unauthorized, "Unauthenticated."));
    let order = shop.orders().remove(0);
    let refused = wemasy::push::push(&api, &push_of(&[&order], Label::With)).await;
    assert!(matches!(refused, Outcome::Refused(_)), "in its documented form: {refused:?}");
}

#[tokio::test]
async fn bad_bodies_are_answered_with_their_fields() {
    let (platform, ..) = start(WemasyConfig::test());
    for (path, body, fields) in [
        (
            "orders/all",
            json!({"status": "shipped", "per_page": 0, "sortKey": 7}),
            vec!["per_page", "sortKey", "status"],
        ),
        ("orders/detail", json!({}), vec!["order_number"]),
        ("orders/update-order", json!({"order_id": 1}), vec!["no_parcels", "shipping_method_id", "weight"]),
        ("orders/sendcloud/shipments/push", json!({"order_ids": ["x"]}), vec!["create_label", "order_ids"]),
        ("orders/sendcloud/shipments/create-label", json!([]), vec!["order_ids"]),
        ("orders/generate-pdf", json!({"order_id": 1, "pdf_type": "label"}), vec!["pdf_type"]),
        ("orders/sync-snelstart-order", json!(null), vec!["order_id"]),
    ] {
        let got = common::post(&platform, &format!("{PREFIX}{path}"), &body);
        let mut named: Vec<_> = got.json["errors"].as_object().unwrap().keys().map(String::as_str).collect();
        named.sort_unstable();
        assert_eq!((got.status, named), (422, fields), "{path}");
        assert!(got.json.get("error").is_none() && got.json["message"].is_string(), "{path}: {}", got.json);
        assert_eq!(get(&platform, &format!("{PREFIX}{path}")).status, 405, "{path} is a POST");
    }
    assert_eq!(get(&platform, &format!("{PREFIX}orders/nothing")).status, 405);
    assert_eq!(common::post(&platform, &format!("{PREFIX}orders/nothing"), &json!({})).status, 404);
}

#[tokio::test]
async fn faults_strike_wemasy_too() {
    let (platform, shop, api, clock) = start(WemasyConfig::test());
    let orders = new_paid(&shop);
    let gateway =
        FaultKind::Status { status: 502, body: BodyKind::Html, retry_after: None, after_work: false };
    let own = FaultKind::Status { status: 500, body: BodyKind::Json, retry_after: None, after_work: true };
    let late = FaultKind::StatusThenWork { status: 504, body: BodyKind::Html, ms: 30_000 };
    let strikes = [
        (FaultKind::LoseReply, 1),
        (gateway, 1),
        (own, 2),
        (FaultKind::ResetBefore, 2),
        (FaultKind::NotJson, 2),
        (late, 2),
    ];
    for ((fault, charged), order) in strikes.into_iter().zip(&orders) {
        platform.clear_faults();
        platform.add_fault(Fault::nth(Endpoint::WemasyPush, 1, fault.clone()));
        let outcome = wemasy::push::push(&api, &push_of(&[order], Label::With)).await;
        assert!(matches!(outcome, Outcome::Unknown(_)), "{fault:?}: {outcome:?}");
        assert_eq!(platform.labels_charged(), charged, "{fault:?}");
    }
    clock.pass_ms(30_000);
    assert_eq!(platform.labels_charged(), 3, "the queue heard of it late");
    for fault in [FaultKind::EndlessPages, FaultKind::RepeatedCursor] {
        platform.clear_faults();
        platform.add_fault(Fault::always(Endpoint::WemasyOrders, fault.clone()));
        let error = wemasy::orders::pages(OrdersQuery::default()).pages_max(20).all(&api).await.unwrap_err();
        assert_eq!(error.kind, Kind::Unreadable, "{fault:?}");
    }
    platform.clear_faults();
    platform.add_fault(Fault::nth(Endpoint::WemasyOrders, 1, FaultKind::ForeignNext));
    platform.add_fault(Fault::always(Endpoint::WemasyOrders, FaultKind::NumbersAsText));
    let all = wemasy::orders::pages(OrdersQuery::default()).all(&api).await.unwrap();
    assert_eq!(
        (all.rows.len(), all.unreadable.len()),
        (28, 0),
        "the link's host does not matter, nor do texts"
    );
    let file = r#"[{"when": {"endpoint": "wemasy_push", "nth": 1}, "what": {"kind": "lose_reply"}}]"#;
    assert_eq!(serde_json::from_str::<Vec<Fault>>(file).unwrap()[0].when.endpoint, Endpoint::WemasyPush);
}

#[tokio::test]
async fn the_shop_and_its_queue_survive_a_restart() {
    let dir = tempfile::tempdir().unwrap();
    let (file, clock) = (dir.path().join("practice.json"), Clock::new());
    let wanted = || config(WemasyConfig { import_ms: 5_000..=5_000, ..WemasyConfig::test() });
    let first = Platform::open(wanted(), &file, clock.reader()).unwrap();
    let order = new_paid(&first.wemasy().unwrap()).remove(0);
    wemasy::push::push(&client(&first), &push_of(&[&order], Label::With)).await.accepted().unwrap();
    drop(first);
    clock.pass_ms(5_000);
    let again = Platform::open(Config { seed: 9, ..wanted() }, &file, clock.reader()).unwrap();
    let shop = again.wemasy().unwrap();
    assert_eq!((shop.orders().len(), again.labels_charged()), (28, 1));
    shop.revoke_token();
    wemasy::orders::check(&client(&again)).await.unwrap_err();
}

#[tokio::test]
async fn an_older_practice_file_gets_a_shop_and_keeps_its_orders() {
    let dir = tempfile::tempdir().unwrap();
    let (file, clock) = (dir.path().join("practice.json"), Clock::new());
    let before = Platform::open(Config::test(), &file, clock.reader()).unwrap().orders();
    let again = Platform::open(config(WemasyConfig::test()), &file, clock.reader()).unwrap();
    assert_eq!(again.orders(), before, "a station knows them by their ids");
    assert_eq!(again.wemasy().unwrap().orders().len(), 24);
    assert!(Platform::new(Config::test(), clock.reader()).wemasy().is_none(), "only where it is wanted");
}

#[tokio::test]
async fn the_other_platform_is_not_behind_this_door() {
    let (platform, ..) = start(WemasyConfig::test());
    let answer =
        WemasyInProcess::new(platform.clone()).send(&Request::get("/api/v3/organization", &[])).await;
    assert_eq!(answer.unwrap().status, 404);
    assert!(platform.requests().is_empty());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_body_is_answered(path in prop::sample::select(vec!["orders/all", "orders/detail", "orders/update-order",
        "orders/sendcloud/shipments/push", "orders/sendcloud/shipments/create-label", "orders/generate-pdf",
        "orders/sync-snelstart-order", "integrations/sendcloud/shipping-methods", "x"]),
        body in prop_oneof!["\\PC{0,40}", Just(json!({"order_ids": [2501, 2501, 0], "create_label": true}).to_string()),
            Just(json!({"page": u64::MAX, "per_page": 100}).to_string()),
            "\\{\"order_id\": [0-9]{1,20}, \"weight\": [0-9]{1,3}, \"no_parcels\": [0-9]{1,2}, \"shipping_method_id\": 39\\}"]) {
        let (platform, clock) = platform(config(WemasyConfig::test()));
        let wire = WireRequest::new("POST", &format!("{PREFIX}{path}")).body(body.clone());
        let answered = |platform: &Platform| matches!(platform.handle(&wire), Delivery::Answer(answer) if answer.status < 500);
        prop_assert!(answered(&platform), "{path} {body}");
        clock.pass_ms(1_000_000);
        prop_assert!(answered(&platform), "{path} {body}");
    }
}
