//! Wemasy's orders at the packing table: read, joined with Sendcloud's, handed over, shipped by both routes.
#![expect(clippy::panic, reason = "a test's helper may")]

use std::time::Duration;

use engine::Code;
use engine::wire::{
    BuyAgain, HandOver, HandOverState, HandedOver, ItemOfOrder, Nothing, OneOrder, OneWemasyShop, OrderRow,
    OrderState, ParcelSplit, ProblemKind, RowId, Settings, ShipOptions, ShipRequest, SplitItem, UpdateWemasy,
    WemasyRoute, WemasyShop,
};
use scenarios::window::Window;
use scenarios::{Shop, must};
use simulator::{Config, Endpoint, Fault, FaultKind, Origin, Profile, WemasyConfig};

async fn shop_with(wemasy: WemasyConfig) -> Shop {
    let mut config = Config { orders: 6, wemasy: Some(wemasy), ..Config::test() };
    config.listed_after_ms = 0..=0;
    let shop = Shop::new(config).await;
    // The second reading joins what the first one has listed.
    shop.sync().await;
    shop
}

async fn shop() -> Shop {
    shop_with(WemasyConfig { orders: 10, joined: 2, ..WemasyConfig::test() }).await
}

/// Rows that only Wemasy has.
async fn alone(shop: &Shop) -> Vec<OrderRow> {
    shop.open_orders().await.into_iter().filter(|row| row.integration_id < 0).collect()
}

async fn wait_for_addresses(shop: &Shop) {
    for _ in 0..600 {
        let unread =
            |row: &OrderRow| row.problems.iter().any(|problem| problem.kind == ProblemKind::AddressUnread);
        if !alone(shop).await.iter().any(unread) {
            return;
        }
        tokio::time::sleep(Duration::from_secs(1)).await;
    }
    panic!(
        "addresses are never read: {:?}",
        alone(shop).await.iter().map(|row| &row.problems).collect::<Vec<_>>()
    );
}

async fn the_shop(shop: &Shop) -> WemasyShop {
    must(shop.engine().wemasy_shops(Nothing {}).await).remove(0)
}

async fn by_wemasy(shop: &Shop) {
    let own = WemasyShop { route: WemasyRoute::ByWemasy, ..the_shop(shop).await };
    must(shop.engine().wemasy_change(own).await);
}

#[tokio::test(start_paused = true)]
async fn open_orders_are_read_page_by_page_without_quotes_and_joined_once() {
    let shop = shop().await;
    let at_wemasy = shop.platform.wemasy().expect("the account has one").orders();
    let open: Vec<_> = at_wemasy
        .iter()
        .filter(|order| !order.quote && ["paid", "payment_received"].contains(&order.status.as_str()))
        .collect();
    let rows = shop.open_orders().await;
    for order in &open {
        let of_number: Vec<_> = rows.iter().filter(|row| row.number == order.order.order_number).collect();
        assert!(of_number.len() <= 1, "one order, one row: {of_number:?}");
    }
    let twins: Vec<_> = rows.iter().filter(|row| row.integration_id > 0 && row.wemasy.is_some()).collect();
    assert!(
        !twins.is_empty()
            && twins.iter().all(|row| row.wemasy.as_ref().is_some_and(|w| w.hand_over.is_none()))
    );
    let repeated =
        |row: &&OrderRow| row.problems.iter().any(|problem| problem.kind == ProblemKind::RepeatedNumber);
    assert!(!twins.iter().any(repeated), "an order is not its own double: {twins:?}");
    assert!(!alone(&shop).await.is_empty(), "and some stand at Wemasy only");
    let linked = the_shop(&shop).await;
    let integration = shop.platform.wemasy().expect("it is there").integration();
    assert_eq!(linked.integration_id, i64::try_from(integration).ok(), "found by number and id");
    assert!(linked.connected && linked.trouble.is_none());
}

#[tokio::test(start_paused = true)]
async fn a_reading_without_news_tells_nothing_and_an_order_comes_back_when_only_wemasy_lists_it() {
    let shop = shop().await;
    wait_for_addresses(&shop).await;
    // The last address is told a moment after it was written down.
    tokio::time::sleep(Duration::from_secs(5)).await;
    shop.engine().flush_events().await;
    let mut window = Window::open(&shop).await;
    shop.sync().await;
    assert_eq!(window.wrong(&shop).await, Vec::<String>::new());
    assert_eq!((window.read_again, window.messages), (0, 0), "joined orders are no news each time");

    let rows = shop.open_orders().await;
    let twin =
        rows.iter().find(|row| row.integration_id > 0 && row.wemasy.is_some()).expect("some are joined");
    shop.platform.edit_orders(|orders| orders.retain(|order| order.order_number != twin.number));
    shop.sync().await;
    assert_eq!(window.wrong(&shop).await, Vec::<String>::new());
    assert!(
        alone(&shop).await.iter().any(|row| row.number == twin.number),
        "Wemasy lists it still, as an order of its own"
    );
}

#[tokio::test(start_paused = true)]
async fn addresses_come_one_by_one_and_an_opened_orders_at_once() {
    let shop = shop().await;
    let rows = alone(&shop).await;
    let unread =
        |row: &OrderRow| row.problems.iter().any(|p| p.kind == ProblemKind::AddressUnread && p.blocks);
    let row = rows.iter().find(|row| unread(row)).expect("not all are read in the first moment");
    let missed = |p: &&engine::wire::Problem| {
        matches!(
            p.kind,
            ProblemKind::NoWeight | ProblemKind::CustomsIncomplete | ProblemKind::AddressIncomplete
        )
    };
    assert_eq!(row.problems.iter().find(missed), None, "what nobody has read is not missing");
    let opened = must(shop.engine().wemasy_read(OneOrder { order_id: row.id }).await);
    assert!(!opened.order.city.is_empty() && !opened.order.items.is_empty() && !unread(&opened.order));
    let details =
        || shop.platform.requests().iter().filter(|seen| seen.endpoint == Endpoint::WemasyOrder).count();
    let before = details();
    tokio::time::sleep(Duration::from_secs(60)).await;
    assert!(details() - before <= 31, "no more than 30 a minute: {}", details() - before);
    wait_for_addresses(&shop).await;
}

#[tokio::test(start_paused = true)]
async fn an_item_is_seen_where_its_shop_gives_a_picture() {
    let shop = shop().await;
    wait_for_addresses(&shop).await;
    let row = alone(&shop).await.remove(0);
    assert!(row.items[0].picture, "{:?}", row.items);
    let picture = |order_id: RowId, item: u32| shop.engine().item_picture(ItemOfOrder { order_id, item });
    let got = must(picture(row.id, 0).await);
    assert_eq!(got.mime, "image/png");
    assert!(got.base64.starts_with("iVBORw0KGgo"), "the bytes of a PNG: {}", &got.base64[..20]);
    assert_eq!(picture(row.id, 99).await.unwrap_err().code, Code::NotFound, "there is no such item");

    let of_sendcloud = shop.open_orders().await.into_iter().find(|row| row.integration_id > 0).unwrap();
    assert!(of_sendcloud.items.iter().all(|item| !item.picture), "v2 of Sendcloud tells none");
    assert_eq!(picture(of_sendcloud.id, 0).await.unwrap_err().code, Code::NotFound);
}

fn waits(handed: &[HandedOver]) -> bool {
    handed.iter().all(|order| order.state == HandOverState::Waiting && order.at.is_some())
}

#[tokio::test(start_paused = true)]
async fn handed_over_orders_are_awaited_found_and_shipped_like_any_other() {
    let shop =
        shop_with(WemasyConfig { orders: 10, joined: 2, import_ms: 20_000..=40_000, ..WemasyConfig::test() })
            .await;
    wait_for_addresses(&shop).await;
    let rows = alone(&shop).await;
    let ids: Vec<RowId> = rows.iter().map(|row| row.id).collect();
    let blocked = rows.iter().all(|row| row.problems.iter().any(|p| p.kind == ProblemKind::NotAtSendcloud));
    assert!(blocked, "nothing can be shipped that Sendcloud does not have");
    assert!(shop.try_ship(ids.iter().map(|id| id.0).collect()).await.is_err());
    let handed = must(shop.engine().wemasy_hand_over(HandOver { orders: ids.clone() }).await);
    assert!(waits(&handed), "{handed:?}");
    let again = shop.engine().wemasy_hand_over(HandOver { orders: ids }).await;
    assert_eq!(again.map_err(|error| error.code), Err(Code::BadRequest), "not twice");
    tokio::time::sleep(Duration::from_secs(90)).await;
    shop.sync().await;
    assert!(alone(&shop).await.is_empty(), "all of them are at Sendcloud");
    let now: Vec<_> = shop.open_orders().await.into_iter().filter(|row| row.wemasy.is_some()).collect();
    assert!(now.len() >= rows.len(), "{} of {}", now.len(), rows.len());
    let ids: Vec<i64> =
        now.iter().filter(|row| row.problems.iter().all(|p| !p.blocks)).map(|row| row.id.0).collect();
    let batch = must(shop.try_ship(ids.clone()).await);
    assert_eq!(shop.done(batch).await.batch.counts.labelled as usize, ids.len());
    assert_eq!(
        shop.platform
            .wemasy()
            .expect("it is there")
            .orders()
            .iter()
            .filter(|o| o.shipping.shipment.is_some())
            .count(),
        0
    );
    shop.assert_no_second_label();
}

#[tokio::test(start_paused = true)]
async fn what_never_appears_ends_as_unknown_and_can_be_handed_over_again() {
    let shop = shop_with(WemasyConfig {
        orders: 6,
        joined: 2,
        import_ms: 86_400_000..=86_400_000,
        ..WemasyConfig::test()
    })
    .await;
    must(shop.engine().settings_set(Settings { wemasy_wait_minutes: 2, ..Settings::default() }).await);
    let row = alone(&shop).await.remove(0);
    must(shop.engine().wemasy_hand_over(HandOver { orders: vec![row.id] }).await);
    tokio::time::sleep(Duration::from_secs(200)).await;
    let source = alone(&shop).await.into_iter().find(|r| r.id == row.id).and_then(|r| r.wemasy);
    let handed = source.and_then(|source| source.hand_over).expect("it says how far it is");
    assert_eq!(handed.state, HandOverState::Unknown);
    assert!(handed.message.is_some_and(|words| words.contains("2 minutes")));
    let again = must(shop.engine().wemasy_hand_over(HandOver { orders: vec![row.id] }).await);
    assert!(waits(&again));
}

#[tokio::test(start_paused = true)]
async fn lost_and_refused_pushes_say_so() {
    let shop = shop_with(WemasyConfig { orders: 8, joined: 2, ..WemasyConfig::test() }).await;
    let rows = alone(&shop).await;
    shop.fault(Fault::nth(Endpoint::WemasyPush, 1, FaultKind::LoseReply));
    let handed = must(shop.engine().wemasy_hand_over(HandOver { orders: vec![rows[0].id] }).await);
    assert!(waits(&handed) && handed[0].message.is_some(), "it may have arrived: {handed:?}");
    shop.platform.clear_faults();
    shop.fault(Fault::always(Endpoint::WemasyPush, FaultKind::RefuseConnection));
    let error = shop.engine().wemasy_hand_over(HandOver { orders: vec![rows[1].id] }).await;
    assert_eq!(error.map_err(|error| error.code), Err(Code::Offline));
    let source = alone(&shop).await.into_iter().find(|row| row.id == rows[1].id).and_then(|row| row.wemasy);
    assert_eq!(
        source.and_then(|s| s.hand_over).map(|h| h.state),
        Some(HandOverState::NotSent),
        "nothing left"
    );
}

#[tokio::test(start_paused = true)]
async fn by_wemasys_route_labels_are_found_at_sendcloud_and_stored() {
    let shop = shop_with(WemasyConfig {
        orders: 10,
        joined: 2,
        import_ms: 3_000..=9_000,
        label_ms: 3_000..=9_000,
        ..WemasyConfig::test()
    })
    .await;
    wait_for_addresses(&shop).await;
    by_wemasy(&shop).await;
    let rows = alone(&shop).await;
    let ready: Vec<i64> = rows
        .iter()
        .filter(|row| row.problems.iter().all(|problem| !problem.blocks))
        .map(|row| row.id.0)
        .collect();
    assert!(ready.len() >= 3, "{rows:?}");
    let batch = must(shop.try_ship(ready.clone()).await);
    let waiting = shop.settled(batch).await;
    assert_eq!(waiting.batch.counts.unknown as usize, ready.len(), "a 200 promises nothing");
    assert!(
        waiting
            .orders
            .iter()
            .all(|order| order.message.as_deref().is_some_and(|words| words.contains("awaited")))
    );
    shop.sync().await;
    let locked =
        shop.open_orders().await.into_iter().filter(|row| rows.iter().any(|r| r.number == row.number));
    assert!(
        locked.into_iter().all(|row| row.problems.iter().any(|p| p.blocks)),
        "Sendcloud's row of the same order is locked as well"
    );
    let done = shop.done(batch).await;
    assert_eq!(done.batch.counts.labelled as usize, ready.len());
    assert!(done.orders.iter().all(|order| order.labels.len() == 1), "the file comes from Sendcloud");
    let made = shop.platform.shipments();
    assert!(made.iter().all(|shipment| shipment.origin == Origin::Wemasy));
    assert_eq!(made.len(), ready.len());
    shop.assert_no_second_label();
}

/// How often an endpoint of Wemasy's was asked.
fn seen(shop: &Shop, end: &str) -> usize {
    shop.platform.requests().iter().filter(|request| request.path.ends_with(end)).count()
}

fn ready(rows: &[OrderRow]) -> Vec<i64> {
    let can_go = |row: &&OrderRow| row.problems.iter().all(|problem| !problem.blocks);
    rows.iter().filter(can_go).map(|row| row.id.0).collect()
}

#[tokio::test(start_paused = true)]
async fn handed_over_orders_get_their_labels_by_create_label_whose_status_is_told() {
    let shop = shop_with(WemasyConfig {
        orders: 10,
        joined: 2,
        import_ms: 60_000..=60_000,
        label_ms: 30_000..=60_000,
        ..WemasyConfig::test()
    })
    .await;
    wait_for_addresses(&shop).await;
    by_wemasy(&shop).await;
    let rows = ready(&alone(&shop).await);
    let orders = rows.iter().take(2).map(|id| RowId(*id)).collect();
    let handed = must(shop.engine().wemasy_hand_over(HandOver { orders }).await);
    let told = |one: &HandedOver| one.message.as_deref() == Some("Wemasy has taken it on");
    assert!(handed.iter().all(told), "the answer says what became of each order: {handed:?}");

    let batch = must(shop.try_ship(rows[..2].to_vec()).await);
    let waiting = shop.settled(batch).await;
    assert_eq!(waiting.batch.counts.unknown, 2, "a 200 promises nothing");
    let asked = (seen(&shop, "shipments/create-label"), seen(&shop, "shipments/push"));
    assert_eq!(asked, (1, 1), "what was handed over before is not pushed again");
    let mut told = false;
    for _ in 0..60 {
        tokio::time::sleep(Duration::from_secs(1)).await;
        let words = shop.batch(batch).await.orders.into_iter().filter_map(|order| order.message);
        told |= words.filter(|words| words.contains("Wemasy says: processing")).count() == 2;
    }
    assert!(told, "the status is followed");
    let done = shop.done(batch).await;
    assert_eq!(done.batch.counts.labelled, 2);
    shop.assert_no_second_label();
}

#[tokio::test(start_paused = true)]
async fn what_only_wemasy_has_is_not_packed_here() {
    let shop = shop().await;
    wait_for_addresses(&shop).await;
    by_wemasy(&shop).await;
    let row = ready(&alone(&shop).await)[0];
    let half = ParcelSplit {
        items: vec![SplitItem { item_id: "1".to_owned(), quantity: 1 }],
        weight_grams: None,
        length_mm: None,
        width_mm: None,
        height_mm: None,
    };
    let request = ShipRequest {
        orders: vec![RowId(row)],
        options: ShipOptions::default(),
        request_id: "split".to_owned(),
        at_once: false,
        parcels: vec![half.clone(), half],
    };
    let error = shop.engine().ship(request).await.expect_err("Wemasy takes no parcels");
    assert_eq!(error.code, Code::BadRequest, "{error}");
    assert_eq!(seen(&shop, "shipments/push"), 0, "and nothing was asked for");
}

#[tokio::test(start_paused = true)]
async fn an_order_that_became_a_shipment_without_a_label_is_finished_by_wemasy() {
    let shop = shop_with(WemasyConfig {
        orders: 10,
        joined: 2,
        pushes_shipments: true,
        import_ms: 30_000..=30_000,
        label_ms: 5_000..=5_000,
        ..WemasyConfig::test()
    })
    .await;
    wait_for_addresses(&shop).await;
    let row = alone(&shop).await.remove(0);
    let id = row.id;
    must(shop.engine().wemasy_hand_over(HandOver { orders: vec![id] }).await);
    let mut found = None;
    for _ in 0..120 {
        tokio::time::sleep(Duration::from_secs(1)).await;
        let rows = alone(&shop).await;
        found = rows.into_iter().find(|row| {
            row.id == id && row.problems.iter().any(|problem| problem.kind == ProblemKind::WithoutLabel)
        });
        if found.is_some() {
            break;
        }
    }
    let found = found.expect("the app says that the label is missing");
    let handed = found.wemasy.and_then(|source| source.hand_over).expect("it was handed over");
    assert_eq!(handed.state, HandOverState::Found, "{handed:?}");
    assert!(shop.platform.labels_charged() == 0, "nothing was bought by handing it over");

    let batch = must(shop.try_ship(vec![id.0]).await);
    let done = shop.done(batch).await;
    assert_eq!(done.batch.counts.labelled, 1, "{done:?}");
    assert_eq!(seen(&shop, "shipments/create-label"), 1);
    let made = shop.platform.shipments();
    assert_eq!(made.len(), 1, "the same shipment, with its label now: {made:?}");
    shop.assert_no_second_label();
}

#[tokio::test(start_paused = true)]
async fn rows_that_may_be_one_order_are_never_both_bought_not_even_in_one_batch() {
    let shop = shop_with(WemasyConfig { orders: 10, joined: 2, ..WemasyConfig::test() }).await;
    wait_for_addresses(&shop).await;
    by_wemasy(&shop).await;
    let ready = |row: &OrderRow| row.problems.iter().all(|problem| !problem.blocks);
    let own = alone(&shop).await.into_iter().find(ready).expect("one is ready");
    let linked = the_shop(&shop).await.integration_id.expect("it is linked");
    // An order of the linked integration gets the same number, with an id of its own: nobody can tell.
    let there =
        shop.open_orders().await.into_iter().find(|row| row.integration_id == linked && row.wemasy.is_none());
    let there = there.expect("the integration has more orders");
    assert!(shop.platform.set_order(&there.number, |order| order.order_number.clone_from(&own.number)));
    shop.sync().await;
    let pair: Vec<i64> =
        shop.open_orders().await.iter().filter(|row| row.number == own.number).map(|row| row.id.0).collect();
    assert_eq!(pair.len(), 2, "shown, not guessed");
    let batch = must(shop.try_ship(pair).await);
    let done = shop.until(batch, "one is labelled", |detail| detail.batch.counts.labelled == 1).await;
    assert_eq!(done.batch.counts.orders, 2);
    shop.until(batch, "settled", |detail| detail.batch.counts.unknown + detail.batch.counts.waiting == 0)
        .await;
    assert_eq!(shop.platform.labels_charged(), 1, "{:?}", shop.batch(batch).await.orders);
    shop.sync().await;
    let left = shop.open_orders().await.into_iter().find(|row| row.number == own.number);
    assert!(left.is_none_or(|row| !ready(&row)), "and the other one stays locked");
}

#[tokio::test(start_paused = true)]
async fn a_wrong_link_opens_no_second_way_to_buy() {
    let profile =
        Profile { shops: Profile::practice().shops.into_iter().take(2).collect(), ..Profile::plain() };
    let wemasy = Some(WemasyConfig { orders: 10, joined: 2, ..WemasyConfig::test() });
    let shop = Shop::new(Config { orders: 8, profile, wemasy, ..Config::test() }).await;
    shop.sync().await;
    wait_for_addresses(&shop).await;
    by_wemasy(&shop).await;
    let ready = |row: &OrderRow| row.problems.iter().all(|problem| !problem.blocks);
    let own = alone(&shop).await.into_iter().find(ready).expect("one is ready");
    let batch = must(shop.try_ship(vec![own.id.0]).await);
    shop.done(batch).await;
    let linked = the_shop(&shop).await;
    let shops = must(shop.engine().orders_list(Nothing {}).await).shops;
    let other =
        shops.iter().map(|shop| shop.integration_id).find(|id| *id > 0 && Some(*id) != linked.integration_id);
    for integration_id in [other, None] {
        must(shop.engine().wemasy_change(WemasyShop { integration_id, ..linked.clone() }).await);
        let of_number =
            shop.open_orders().await.into_iter().find(|row| row.number == own.number && ready(row));
        assert!(of_number.is_none(), "linked to {integration_id:?}: {of_number:?}");
        shop.sync().await;
        let of_number =
            shop.open_orders().await.into_iter().find(|row| row.number == own.number && ready(row));
        assert!(of_number.is_none(), "linked to {integration_id:?}, after a sync: {of_number:?}");
    }
    assert_eq!(shop.platform.labels_charged(), 1);
}

#[tokio::test(start_paused = true)]
async fn a_lost_push_with_labels_is_searched_for_and_never_sent_again() {
    let shop = shop_with(WemasyConfig {
        orders: 10,
        joined: 2,
        import_ms: 60_000..=60_000,
        label_ms: 60_000..=60_000,
        ..WemasyConfig::test()
    })
    .await;
    wait_for_addresses(&shop).await;
    by_wemasy(&shop).await;
    shop.fault(Fault::nth(Endpoint::WemasyPush, 1, FaultKind::LoseReply));
    let ready = alone(&shop)
        .await
        .into_iter()
        .find(|row| row.problems.iter().all(|p| !p.blocks))
        .expect("one is ready");
    let batch = must(shop.try_ship(vec![ready.id.0]).await);
    shop.settled(batch).await;
    let done = shop.done(batch).await;
    assert_eq!(done.orders[0].state, OrderState::Labelled);
    let pushes = shop.platform.requests().iter().filter(|seen| seen.endpoint == Endpoint::WemasyPush).count();
    assert_eq!(pushes, 1);
}

#[tokio::test(start_paused = true)]
async fn killed_after_the_push_it_finds_the_labels_again() {
    let mut shop = shop_with(WemasyConfig {
        orders: 10,
        joined: 2,
        import_ms: 30_000..=30_000,
        label_ms: 30_000..=30_000,
        ..WemasyConfig::test()
    })
    .await;
    wait_for_addresses(&shop).await;
    by_wemasy(&shop).await;
    let ready: Vec<i64> = alone(&shop)
        .await
        .into_iter()
        .filter(|row| row.problems.iter().all(|p| !p.blocks))
        .map(|row| row.id.0)
        .collect();
    let batch = must(shop.try_ship(ready.clone()).await);
    tokio::time::sleep(Duration::from_secs(3)).await;
    shop.restart().await;
    let done = shop.done(batch).await;
    assert_eq!(done.batch.counts.labelled as usize, ready.len());
    assert_eq!(shop.platform.labels_charged(), ready.len());
    shop.assert_no_second_label();
}

#[tokio::test(start_paused = true)]
async fn what_wemasy_never_makes_waits_for_a_person() {
    let shop = shop_with(WemasyConfig {
        orders: 10,
        joined: 2,
        import_ms: 1_000..=1_000,
        label_ms: 86_400_000..=86_400_000,
        ..WemasyConfig::test()
    })
    .await;
    wait_for_addresses(&shop).await;
    by_wemasy(&shop).await;
    let ready = alone(&shop)
        .await
        .into_iter()
        .find(|row| row.problems.iter().all(|p| !p.blocks))
        .expect("one is ready");
    let batch = must(shop.try_ship(vec![ready.id.0]).await);
    let lost = shop
        .until(batch, "not found", |detail| detail.orders[0].look.as_ref().is_some_and(|look| look.not_found))
        .await;
    shop.sync().await;
    let twin = shop.open_orders().await.into_iter().find(|row| row.number == ready.number);
    assert!(
        twin.is_none_or(|row| row.problems.iter().any(|p| p.kind == ProblemKind::OutcomeUnknown)),
        "the other route stays closed until somebody decides"
    );
    let reason = "Wemasy's queue was stopped by hand".to_owned();
    must(shop.engine().buy_again(BuyAgain { batch_order_id: lost.orders[0].id, reason }).await);
    shop.sync().await;
    let free = shop
        .open_orders()
        .await
        .into_iter()
        .find(|row| row.number == ready.number)
        .expect("it is open again");
    let second = must(shop.try_ship(vec![free.id.0]).await);
    assert_eq!(shop.done(second).await.batch.counts.labelled, 1);
}

#[tokio::test(start_paused = true)]
async fn method_weight_and_parcels_are_set_before_shipping() {
    let shop = shop().await;
    let row = alone(&shop).await.remove(0);
    let methods = must(shop.engine().wemasy_methods(OneWemasyShop { shop_id: 1 }).await);
    assert!(!methods.is_empty() && methods.iter().all(|method| !method.name.is_empty()));
    let update = |weight_grams, parcels, shipping_method_id| UpdateWemasy {
        order_id: row.id,
        shipping_method_id,
        weight_grams,
        parcels,
    };
    let method = methods[0].id;
    for (field, wrong) in [
        ("shipping_method_id", update(500, 1, 0)),
        ("weight_grams", update(0, 1, method)),
        ("parcels", update(500, 0, method)),
    ] {
        let error = shop.engine().wemasy_update(wrong).await.expect_err("it is refused");
        assert_eq!((error.code, error.subject.as_deref()), (Code::BadRequest, Some(field)));
    }
    let detail = must(shop.engine().wemasy_update(update(1_250, 2, method)).await);
    assert_eq!(detail.order.weight_grams, Some(1_250), "read back");
    let there = shop.platform.wemasy().expect("it is there").orders();
    let kept = there.iter().find(|order| order.order.order_number == row.number).expect("the same order");
    assert_eq!((kept.shipping.parcels, kept.shipping.method), (Some(2), Some(method)));
}

#[tokio::test(start_paused = true)]
async fn a_revoked_token_stops_that_shop_only() {
    let shop = shop().await;
    shop.platform.wemasy().expect("it is there").revoke_token();
    shop.sync().await;
    let own = the_shop(&shop).await;
    assert!(own.trouble.is_some_and(|words| words.contains("token")), "it says so");
    let plain: Vec<i64> = shop
        .open_orders()
        .await
        .into_iter()
        .filter(|row| row.integration_id > 0 && row.problems.iter().all(|p| !p.blocks))
        .map(|row| row.id.0)
        .collect();
    let batch = must(shop.try_ship(plain.clone()).await);
    assert_eq!(shop.done(batch).await.batch.counts.labelled as usize, plain.len(), "the rest keeps working");
}

#[tokio::test(start_paused = true)]
async fn a_wemasy_shop_is_renamed_and_bad_values_are_named() {
    let shop = shop().await;
    let own = the_shop(&shop).await;
    let changed = WemasyShop { name: "Bollenwinkel".to_owned(), colour: "#1f6feb".to_owned(), ..own.clone() };
    assert_eq!(must(shop.engine().wemasy_change(changed).await)[0].name, "Bollenwinkel");
    for (field, wrong) in [
        ("name", WemasyShop { name: " ".to_owned(), ..own.clone() }),
        ("colour", WemasyShop { colour: "red".to_owned(), ..own.clone() }),
        ("integration_id", WemasyShop { integration_id: Some(9), ..own.clone() }),
    ] {
        let error = shop.engine().wemasy_change(wrong).await.expect_err("it is refused");
        assert_eq!((error.code, error.subject.as_deref()), (Code::BadRequest, Some(field)));
    }
}
