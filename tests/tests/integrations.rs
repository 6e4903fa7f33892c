//! The Integrations API by the typed client and the practice platform: shops are changed and disconnected, orders deleted
//! and handed in, logs read and written, and accounts without v2 are read through v3.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use api_client::{Api, Effect, Kind, Limiter, Method, Request};
use jiff::Timestamp;
use sendcloud::Grams;
use sendcloud::incoming_orders::{self, IncomingOrder, OrdersQuery, Status};
use sendcloud::integrations::logs::{self, LogToCreate};
use sendcloud::integrations::shipments::{self, OrderToDelete};
use sendcloud::integrations::update::{self, Change, ServicePoints, Settings, ShopName};
use sendcloud::integrations::upsert::{
    Currency, ItemToUpsert, OrderToUpsert, UpsertOutcome, UpsertRequest, upsert,
};
use sendcloud::integrations::{self, WebAddress};
use serde_json::{Value, json};
use simulator::{Config, InProcess, Limits, Platform};

/// A clock that stands still until it is set.
#[derive(Clone)]
struct Clock(Arc<AtomicI64>);

impl Clock {
    fn new() -> Self {
        let start: Timestamp = "2026-11-21T08:00:00Z".parse().unwrap();
        Self(Arc::new(AtomicI64::new(start.as_millisecond())))
    }

    fn pass_ms(&self, ms: i64) {
        self.0.fetch_add(ms, Ordering::SeqCst);
    }

    fn now(&self) -> Timestamp {
        Timestamp::from_millisecond(self.0.load(Ordering::SeqCst)).unwrap()
    }

    fn reader(&self) -> impl Fn() -> Timestamp + Send + Sync + 'static {
        let clock = self.clone();
        move || clock.now()
    }
}

fn platform(config: Config) -> (Platform, Clock) {
    let clock = Clock::new();
    (Platform::new(config, clock.reader()), clock)
}

/// Asks for a label, by the shop's own id; gives the answer.
async fn ship(api: &Api, order_id: &str) -> Value {
    let body = json!({"integration_id": 70, "orders": [{"order_id": order_id}]});
    let endpoint = "/api/v3/orders/create-labels-async";
    let request = Request::json(Method::Post, Effect::Buys, endpoint, &[], &body).unwrap();
    serde_json::from_slice(&api.send(&request).await.unwrap().body).unwrap()
}

fn api(platform: &Platform) -> Api {
    Api::new(Arc::new(InProcess::new(platform.clone())), Arc::new(Limiter::new([])))
}

async fn open_orders(api: &Api, shop: i64) -> Vec<IncomingOrder> {
    incoming_orders::pages(shop, &OrdersQuery::default()).all(api).await.unwrap().rows
}

fn address(text: &str) -> WebAddress {
    WebAddress::new(text).unwrap()
}

fn settings() -> Settings {
    Settings {
        shop_name: ShopName::new("Tulpenhof 2").unwrap(),
        shop_url: address("https://tulpen.example.com"),
        service_points: ServicePoints::on(vec!["postnl".to_owned()]).unwrap(),
        webhook_active: true,
        webhook_url: address("https://tulpen.example.com/hook"),
    }
}

fn new_order(id: &str, updated_at: &str) -> OrderToUpsert {
    let status = |id: &str| Some(Status { id: id.to_owned(), message: id.to_owned() });
    OrderToUpsert {
        external_order_id: id.to_owned(),
        external_shipment_id: None,
        order_number: format!("N-{id}"),
        order_status: status("unfulfilled"),
        payment_status: status("paid"),
        name: "Jan Jansen".to_owned(),
        company_name: String::new(),
        address: "Dam".to_owned(),
        house_number: "1".to_owned(),
        address_2: String::new(),
        postal_code: "1012 JS".to_owned(),
        city: "Amsterdam".to_owned(),
        to_state: None,
        country: "NL".to_owned(),
        email: "jan@example.com".to_owned(),
        telephone: String::new(),
        to_service_point: None,
        to_post_number: String::new(),
        shipping_method: None,
        shipping_method_checkout_name: "Standaard".to_owned(),
        weight: Some(Grams(1320)),
        width: Some("10.5".to_owned()),
        height: None,
        length: None,
        total_order_value: Some("7.00".to_owned()),
        currency: Some(Currency::Eur),
        parcel_items: vec![ItemToUpsert {
            description: "Candle".to_owned(),
            quantity: 2,
            value: "3.50".to_owned(),
            properties: vec![("colour".to_owned(), "red".to_owned())],
            ..ItemToUpsert::default()
        }],
        customs_invoice_nr: String::new(),
        customs_shipment_type: None,
        customs_details: None,
        checkout_payload: None,
        created_at: "2026-11-20T10:00:00Z".parse().unwrap(),
        updated_at: updated_at.parse().unwrap(),
    }
}

#[tokio::test]
async fn settings_of_a_shop_are_changed_and_kept() {
    let dir = tempfile::tempdir().unwrap();
    let (file, clock) = (dir.path().join("practice.json"), Clock::new());
    let platform = Platform::open(Config::test(), &file, clock.reader()).unwrap();
    let api_first = api(&platform);
    let before = integrations::get(&api_first, 70).await.unwrap();
    clock.pass_ms(1000);
    let told = update::replace(&api_first, 70, &settings()).await.unwrap();
    assert_eq!((told.shop_name.as_deref(), told.webhook_active), (Some("Tulpenhof 2"), Some(true)));
    let points = ServicePoints::off(Vec::new()).unwrap();
    let change = Change { service_points: Some(points), ..Change::default() };
    update::change(&api_first, 70, &change).await.unwrap();
    drop(platform);

    let again = Platform::open(Config::test(), &file, clock.reader()).unwrap();
    let after = integrations::get(&api(&again), 70).await.unwrap();
    assert_eq!((after.shop_name.as_str(), after.system.as_str()), ("Tulpenhof 2", before.system.as_str()));
    assert_eq!(
        after.shop_url.as_deref(),
        Some("https://tulpen.example.com"),
        "a part that PATCH did not name"
    );
    assert_eq!((after.service_point_enabled, after.service_point_carriers.len()), (Some(false), 0));
    assert!(after.last_updated_at > before.last_updated_at, "the change has a time");
    let unknown = update::change(&api(&again), 9, &Change::default()).await.unwrap_err();
    assert_eq!(
        (unknown.kind, unknown.words().as_str()),
        (Kind::NotFound, "No Integration matches the given query.")
    );
}

#[tokio::test]
async fn a_disconnected_shop_is_gone_with_its_orders_and_logs() {
    let (platform, _clock) = platform(Config { limits: Limits::unlimited(), ..Config::practice() });
    let api = api(&platform);
    integrations::delete(&api, 72).await.unwrap();
    let shops = integrations::list(&api).await.unwrap().rows;
    assert_eq!(shops.iter().map(|shop| shop.id).collect::<Vec<_>>(), [70, 71, 73]);
    let orders = incoming_orders::pages(72, &OrdersQuery::default()).all(&api).await;
    assert_eq!(orders.unwrap_err().kind, Kind::NotFound);
    assert!(logs::pages().all(&api).await.unwrap().rows.is_empty(), "its logs went too");
    let unknown = incoming_orders::v3::pages(72, &Default::default()).all(&api).await.unwrap_err();
    assert_eq!(unknown.kind, Kind::Refused, "v3 does not know the shop either");
    assert_eq!(integrations::delete(&api, 72).await.unwrap_err().kind, Kind::NotFound, "twice");
}

#[tokio::test]
async fn a_deleted_order_comes_back_only_while_its_shop_calls_it_open() {
    let (platform, clock) = platform(Config { import_again_ms: Some(60_000), ..Config::test() });
    let api = api(&platform);
    let listed = open_orders(&api, 70).await;
    let (open, cancelled) = (&listed[0], &listed[1]);
    for order in [open, cancelled] {
        shipments::delete(&api, 70, &OrderToDelete::of(order).unwrap()).await.unwrap();
    }
    platform
        .set_order(&cancelled.order_number, |o| o.status = simulator::Status::new("cancelled", "Cancelled"));
    assert_eq!(open_orders(&api, 70).await.len(), listed.len() - 2);
    let again = shipments::delete(&api, 70, &OrderToDelete::of(open).unwrap()).await.unwrap_err();
    assert_eq!(
        (again.kind, again.words().as_str()),
        (Kind::NotFound, "No ShipmentBlob matches the given query.")
    );
    let order_id = open.external_order_id.clone().unwrap();
    let by_id = incoming_orders::v3::OrdersQuery { order_id: Some(order_id.clone()), ..Default::default() };
    let found = incoming_orders::v3::pages(70, &by_id).all(&api).await.unwrap().rows;
    assert!(found.is_empty(), "v3 does not know it either");
    let refused = ship(&api, &order_id).await;
    assert_eq!((&refused["data"], &refused["errors"][0]["code"]), (&Value::Null, &json!("not_found")));

    clock.pass_ms(60_000);
    let after = open_orders(&api, 70).await;
    assert!(!after.iter().any(|order| order.order_number == cancelled.order_number), "cancelled in the shop");
    let back = after.iter().find(|order| order.order_number == open.order_number).unwrap();
    assert_eq!(back.external_order_id, open.external_order_id, "the shop's id is the same");
    assert_ne!(back.shipment_uuid, open.shipment_uuid, "the platform's is new");
}

#[tokio::test]
async fn a_deleted_order_stays_deleted_and_survives_a_restart_so() {
    let dir = tempfile::tempdir().unwrap();
    let (file, clock) = (dir.path().join("practice.json"), Clock::new());
    let platform = Platform::open(Config::test(), &file, clock.reader()).unwrap();
    platform.edit_orders(|orders| orders[5].external_shipment_id = Some("s-1".to_owned()));
    let order = platform.orders().remove(5);
    let by_ids = OrderToDelete::External {
        external_order_id: order.order_id.clone(),
        external_shipment_id: "s-1".to_owned(),
    };
    shipments::delete(&api(&platform), 70, &by_ids).await.unwrap();
    clock.pass_ms(86_400_000);
    let again = Platform::open(Config::test(), &file, clock.reader()).unwrap();
    let listed = open_orders(&api(&again), 70).await;
    assert_eq!(listed.len(), 39);
    assert!(listed.iter().all(|listed| listed.order_number != order.order_number));
}

#[tokio::test]
async fn orders_that_are_handed_in_appear_in_the_lists() {
    let (platform, clock) = platform(Config::test());
    let api = api(&platform);
    let call = |orders| UpsertRequest::new(70, orders).unwrap();
    let (early, late) = ("2026-11-20T10:00:00Z", "2026-11-20T11:00:00Z");
    let told = upsert(&api, &call(vec![new_order("a", early), new_order("b", early)])).await.unwrap();
    let UpsertOutcome::Created { shipment_uuid: Some(uuid) } = &told.orders[0] else { panic!("{told:?}") };
    let listed = open_orders(&api, 70).await;
    assert_eq!(listed.len(), 42);
    let order = listed.iter().find(|order| order.external_order_id.as_deref() == Some("a")).unwrap();
    assert_eq!(order.shipment_uuid.as_ref(), Some(uuid));
    assert_eq!((order.weight, order.width.as_deref()), (Some(Grams(1320)), Some("10.5")));
    assert_eq!((order.parcel_items[0].quantity, order.currency.as_deref()), (2, Some("EUR")));
    assert_eq!(order.shipment_updated_at.as_deref(), Some("2026-11-20T10:00:00.000000Z"), "the shop's time");

    clock.pass_ms(1000);
    let moved = OrderToUpsert { city: "Utrecht".to_owned(), ..new_order("a", late) };
    let same_time = OrderToUpsert { city: "Utrecht".to_owned(), ..new_order("b", early) };
    let part = OrderToUpsert { external_shipment_id: Some("1".to_owned()), ..new_order("a", early) };
    let told = upsert(&api, &call(vec![moved, same_time, part])).await.unwrap();
    assert_eq!(told.orders[0], UpsertOutcome::Updated { shipment_uuid: Some(uuid.clone()) });
    assert_eq!(told.orders[1], UpsertOutcome::Unmentioned, "its updated_at did not change");
    assert!(matches!(told.orders[2], UpsertOutcome::Created { .. }), "null is another id: {told:?}");
    let listed = open_orders(&api, 70).await;
    let city = |id: &str| {
        let found = listed
            .iter()
            .find(|o| o.external_order_id.as_deref() == Some(id) && o.external_shipment_id.is_none());
        found.and_then(|order| order.city.clone())
    };
    assert_eq!(
        (listed.len(), city("a").as_deref(), city("b").as_deref()),
        (43, Some("Utrecht"), Some("Amsterdam"))
    );
    let shipped = ship(&api, "b").await;
    assert!(shipped["data"][0]["parcel_id"].is_u64(), "and it can be shipped: {shipped}");
    shipments::delete(&api, 70, &OrderToDelete::of(order).unwrap()).await.unwrap();
    let told = upsert(&api, &call(vec![new_order("a", late)])).await.unwrap();
    assert!(
        matches!(told.orders[0], UpsertOutcome::Created { .. }),
        "a deleted order is made anew: {told:?}"
    );
}

#[tokio::test]
async fn logs_tell_why_a_shop_cannot_be_reached() {
    let dir = tempfile::tempdir().unwrap();
    let (file, clock) = (dir.path().join("practice.json"), Clock::new());
    let config = || Config { limits: Limits::unlimited(), v2_page_size: 3, ..Config::practice() };
    let platform = Platform::open(config(), &file, clock.reader()).unwrap();
    let api_first = api(&platform);
    let failing = integrations::get(&api_first, 72).await.unwrap();
    assert!(failing.failing_since.is_some());
    let seeded = logs::pages_of(72).all(&api_first).await.unwrap().rows;
    assert!(
        seeded.len() > 3 && seeded.is_sorted_by_key(|log| std::cmp::Reverse(log.id)),
        "several pages, newest first"
    );
    assert!(seeded.iter().all(|log| log.exception.is_some() && log.request.is_some()));
    assert!(logs::pages_of(70).all(&api_first).await.unwrap().rows.is_empty(), "the others are well");

    let log = LogToCreate {
        response_code: Some(503),
        ..LogToCreate::new(address("https://x.example.com"), "No answer")
    };
    let made = logs::create(&api_first, 70, &log).await.unwrap();
    assert_eq!((made.integration_id, made.exception.as_deref()), (Some(70), Some("No answer")));
    assert_eq!(
        made.created_at.and_then(|at| at.parse::<Timestamp>().ok()),
        Some(clock.now()),
        "now, as none was said"
    );
    let again = Platform::open(config(), &file, clock.reader()).unwrap();
    let all = logs::pages().all(&api(&again)).await.unwrap().rows;
    assert_eq!((all.len(), all[0].id), (seeded.len() + 1, made.id), "kept, and the newest first");
    assert_eq!(logs::create(&api(&again), 9, &log).await.unwrap_err().kind, Kind::NotFound);
}

#[tokio::test]
async fn an_account_without_v2_is_read_through_v3_as_the_same_shops_and_orders() {
    let (platform, _clock) = platform(Config { limits: Limits::unlimited(), ..Config::practice() });
    let api = api(&platform);
    let shops = integrations::list(&api).await.unwrap().rows;
    let mut orders = Vec::new();
    for shop in &shops {
        orders.push(open_orders(&api, shop.id).await);
    }
    platform.configure(|config| config.v2_available = false);
    let closed = incoming_orders::pages(70, &OrdersQuery::default()).all(&api).await.unwrap_err();
    assert_eq!((closed.kind, closed.code.as_deref()), (Kind::Forbidden, Some("403")), "in v2's own words");
    assert_eq!(integrations::list(&api).await.unwrap_err().kind, Kind::Forbidden);
    let shops_v3 = integrations::v3::list(&api).await.unwrap().rows;
    assert_eq!(shops_v3, shops);
    for (shop, v2) in shops.iter().zip(orders) {
        let v3 = incoming_orders::v3::pages(shop.id, &Default::default()).all(&api).await.unwrap().rows;
        assert_eq!(v3.len(), v2.len());
        for (new, old) in v3.iter().zip(&v2) {
            let same = |order: &IncomingOrder| {
                (
                    [
                        &order.external_order_id,
                        &order.name,
                        &order.address,
                        &order.house_number,
                        &order.postal_code,
                    ]
                    .map(Clone::clone),
                    [&order.city, &order.country, &order.email, &order.telephone, &order.to_service_point]
                        .map(Clone::clone),
                    (
                        order.order_status.clone(),
                        order.payment_status.clone(),
                        order.weight,
                        order.integration,
                    ),
                    [&order.shipping_method_checkout_name, &order.created_at, &order.updated_at]
                        .map(Clone::clone),
                    order
                        .parcel_items
                        .iter()
                        .map(|i| (i.description.clone(), i.quantity, i.weight, i.properties.clone()))
                        .collect::<Vec<_>>(),
                )
            };
            assert_eq!(same(new), same(old), "{} through v3", old.order_number);
        }
    }
    let day = "2026-11-20".parse().ok();
    let query = incoming_orders::v3::OrdersQuery { created_from: day, created_to: day, ..Default::default() };
    let some = incoming_orders::v3::pages(70, &query).all(&api).await.unwrap().rows;
    let of_day = |order: &IncomingOrder| {
        order.shipment_created_at.as_deref().is_some_and(|at| at.starts_with("2026-11-20"))
    };
    assert!(!some.is_empty() && some.iter().all(of_day), "one day, both ends included");
}
