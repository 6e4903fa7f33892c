//! One order at a time: its label in the answer when it was scanned, and several parcels when it does not fit into one.

use std::time::Duration;

use engine::Code;
use engine::wire::{
    Batch, BatchesQuery, Nothing, OneOrder, OrderState, ParcelSplit, RowId, ShipOptions, ShipRequest,
    SplitItem,
};
use scenarios::{Shop, must};
use simulator::{Config, Endpoint, Fault, FaultKind, ParcelStatus};

fn request(order: i64, request_id: &str) -> ShipRequest {
    ShipRequest {
        orders: vec![RowId(order)],
        options: ShipOptions::default(),
        request_id: request_id.to_owned(),
        at_once: false,
        parcels: Vec::new(),
    }
}

fn scanned(order: i64) -> ShipRequest {
    ShipRequest { at_once: true, ..request(order, "scan") }
}

fn seen(shop: &Shop, part: &str) -> usize {
    shop.platform.requests().iter().filter(|request| request.path.contains(part)).count()
}

#[tokio::test(start_paused = true)]
async fn a_scanned_order_gets_its_label_with_the_answer() {
    let shop = Shop::with_orders(3).await;
    let order = shop.open_orders().await.remove(0);
    let batch = must(shop.engine().ship(scanned(order.id.0)).await).batch_id;
    let done = shop.done(batch).await;
    let [shipped] = done.orders.as_slice() else { panic!("{done:?}") };
    assert_eq!((shipped.state, shipped.labels.len()), (OrderState::Labelled, 1), "{shipped:?}");
    assert!(shipped.tracking_number.is_some(), "the shipment is known too");
    assert_eq!((seen(&shop, "create-label-sync"), shop.creates()), (1, 0));
    assert_eq!(seen(&shop, "/documents/"), 0, "the label is not fetched a second time");
    let again = must(shop.engine().ship(scanned(order.id.0)).await).batch_id;
    assert_eq!(again, batch, "a second scan of the same click makes no second batch");
    assert_eq!(shop.platform.labels_charged(), 1);
}

#[tokio::test(start_paused = true)]
async fn a_lost_answer_of_a_scan_is_searched_for_like_any_other() {
    let mut shop = Shop::with_orders(2).await;
    shop.fault(Fault::nth(Endpoint::Create, 1, FaultKind::LoseReply));
    let order = shop.open_orders().await.remove(0);
    let batch = must(shop.engine().ship(scanned(order.id.0)).await).batch_id;
    let waiting = shop.settled(batch).await;
    assert_eq!(waiting.batch.counts.unknown, 1, "nobody knows yet: {:?}", waiting.batch);
    let done = shop.done(batch).await;
    assert_eq!(done.batch.counts.labelled, 1, "the lost label was found");
    shop.restart().await;
    shop.sync().await;
    assert_eq!(shop.platform.labels_charged(), 1, "and never bought again");
    shop.assert_no_second_label();
}

#[tokio::test(start_paused = true)]
async fn a_refused_scan_says_why_and_buys_nothing() {
    let shop = Shop::with_orders(2).await;
    let order = shop.open_orders().await.remove(0);
    shop.platform.set_order(&order.number, |order| {
        order.trouble = simulator::Trouble::Refused {
            code: "validation_error".to_owned(),
            title: None,
            detail: "The postal code does not match the city.".to_owned(),
            field: None,
        };
    });
    let batch = must(shop.engine().ship(scanned(order.id.0)).await).batch_id;
    let done = shop.done(batch).await;
    assert_eq!(done.batch.counts.refused, 1);
    let words = done.orders[0].message.as_deref().unwrap_or_default();
    assert!(words.contains("postal code"), "{words}");
    assert_eq!(shop.platform.labels_charged(), 0);
}

fn halves(lines: &[engine::wire::OrderLine]) -> Vec<ParcelSplit> {
    let parcel = |items: Vec<SplitItem>| ParcelSplit {
        items,
        weight_grams: Some(1_500),
        length_mm: Some(400),
        width_mm: Some(300),
        height_mm: Some(200),
    };
    let item =
        |line: &engine::wire::OrderLine, quantity| SplitItem { item_id: line.item_id.clone(), quantity };
    match lines {
        [one] => vec![parcel(vec![item(one, 1)]), parcel(vec![item(one, one.quantity - 1)])],
        [first, rest @ ..] => vec![
            parcel(vec![item(first, first.quantity)]),
            parcel(rest.iter().map(|line| item(line, line.quantity)).collect()),
        ],
        [] => Vec::new(),
    }
}

#[tokio::test(start_paused = true)]
async fn an_order_in_two_parcels_gets_two_labels_and_is_one_order_still() {
    let shop = Shop::new(Config { orders: 20, ..Config::test() }).await;
    let orders = shop.open_orders().await;
    let big = orders
        .iter()
        .find(|order| {
            order.items.iter().map(|item| item.quantity).sum::<u32>() > 1
                && order.problems.iter().all(|problem| !problem.blocks)
        })
        .expect("an order of several pieces");
    let lines = must(shop.engine().order_lines(OneOrder { order_id: big.id }).await);
    assert_eq!(lines.len(), big.items.len(), "every line, with the id that the platform knows it by");
    let request = ShipRequest { parcels: halves(&lines), ..request(big.id.0, "split") };
    let batch = must(shop.engine().ship(request).await).batch_id;
    let done = shop.done(batch).await;
    let labels = done.orders[0].labels.iter().filter(|label| label.kind == "label").count();
    assert_eq!((labels, shop.platform.labels_charged()), (2, 2), "two parcels, two labels");
    let made = shop.platform.shipments_of(&big.number);
    let weights: Vec<&str> = made[0].parcels.iter().map(|parcel| parcel.weight.as_str()).collect();
    assert_eq!((made.len(), weights), (1, vec!["1.500", "1.500"]), "one shipment, packed as the person said");
}

#[tokio::test(start_paused = true)]
async fn a_split_that_is_none_is_refused_before_anything_is_written() {
    let shop = Shop::with_orders(3).await;
    let order = shop.open_orders().await.remove(0);
    let lines = must(shop.engine().order_lines(OneOrder { order_id: order.id }).await);
    let one = |quantity, weight_grams, length_mm| ParcelSplit {
        items: vec![SplitItem { item_id: lines[0].item_id.clone(), quantity }],
        weight_grams,
        length_mm,
        width_mm: None,
        height_mm: None,
    };
    for (parcels, words) in [
        (vec![one(1, None, None)], "2 to 50"),
        (vec![one(1, None, None), one(0, None, None)], "Parcel 2 is empty"),
        (vec![one(1, Some(0), None), one(1, None, None)], "weighs nothing"),
        (vec![one(1, None, Some(100)), one(1, None, None)], "all three sides"),
    ] {
        let error = shop
            .engine()
            .ship(ShipRequest { parcels, ..request(order.id.0, words) })
            .await
            .expect_err("a split that is none");
        assert_eq!(error.code, Code::BadRequest);
        assert!(error.message.contains(words), "{error}");
    }
    let two = shop.open_orders().await.iter().take(2).map(|order| order.id).collect();
    let both = ShipRequest {
        orders: two,
        parcels: vec![one(1, None, None), one(1, None, None)],
        ..request(order.id.0, "two")
    };
    assert_eq!(shop.engine().ship(both).await.expect_err("two orders").code, Code::BadRequest);
    tokio::time::sleep(Duration::from_secs(5)).await;
    assert_eq!(shop.platform.labels_charged(), 0, "nothing was bought");
}

#[tokio::test(start_paused = true)]
async fn parcels_are_found_by_where_they_are() {
    let shop = Shop::with_orders(6).await;
    let ids: Vec<i64> = shop.open_orders().await.iter().map(|order| order.id.0).collect();
    let first = must(shop.try_ship(ids[..2].to_vec()).await);
    shop.done(first).await;
    let second = must(shop.engine().ship(request(ids[2], "second")).await).batch_id;
    shop.done(second).await;
    let delivered = shop.batch(first).await.orders.remove(0);
    assert!(shop.platform.set_status(&delivered.shipment_id.expect("a shipment"), ParcelStatus::Delivered));
    shop.sync().await;
    let order = shop.batch(first).await.orders.remove(0);
    assert_eq!(order.parcel_status.expect("a status").code, "DELIVERED");
    let told = must(shop.engine().parcel_statuses(Nothing {}).await);
    let told: Vec<_> = told.iter().map(|one| (one.code.as_str(), one.message.as_str(), one.orders)).collect();
    assert_eq!(told, [("READY_TO_SEND", "Ready to send", 2), ("DELIVERED", "Delivered", 1)]);
    let find = |code: &str, text: Option<&str>| BatchesQuery {
        text: text.map(str::to_owned),
        before: None,
        limit: None,
        parcel_status: Some(code.to_owned()),
    };
    let ids = |found: Vec<Batch>| found.into_iter().map(|batch| batch.id).collect::<Vec<_>>();
    let engine = shop.engine();
    assert_eq!(ids(must(engine.batches_list(find("DELIVERED", None)).await)), [first]);
    assert_eq!(ids(must(engine.batches_list(find("READY_TO_SEND", None)).await)), [second, first]);
    let both = find("READY_TO_SEND", Some(&order.order_number));
    assert_eq!(ids(must(engine.batches_list(both).await)), [first], "with the words of the search");
    assert!(must(engine.batches_list(find("AT_CUSTOMS", None)).await).is_empty());
}
