//! What a person does to a running batch, and to labels that came twice.

use std::time::Duration;

use engine::Code;
use engine::wire::{
    BatchState, BuyAgain, CancelShipment, CancellationState, NotDuplicate, Nothing, OneBatch, OrderState,
    RetryRefused, RowId,
};
use scenarios::{Shop, must};
use simulator::{Config, Endpoint, Fault, FaultKind, Trouble};

fn refused_of(batch_id: RowId) -> RetryRefused {
    RetryRefused { batch_id, orders: None }
}

fn one(batch_id: RowId) -> OneBatch {
    OneBatch { batch_id }
}

fn refusal() -> Trouble {
    Trouble::Refused {
        code: "validation_error".to_owned(),
        title: None,
        detail: "The postal code does not match the city.".to_owned(),
        field: None,
    }
}

/// A batch of 320 orders takes two bursts of calls: there is time to change one's mind.
async fn in_the_middle() -> (Shop, RowId) {
    let shop = Shop::new(Config { orders: 320, answer_ms: 400..=400, ..Config::test() }).await;
    let batch = shop.ship_all().await;
    shop.until(batch, "the first calls are out", |detail| detail.batch.counts.sent > 0).await;
    (shop, batch)
}

#[tokio::test(start_paused = true)]
async fn a_paused_batch_sends_nothing_until_somebody_continues() {
    let (shop, batch) = in_the_middle().await;
    must(shop.engine().batch_pause(one(batch)).await);
    let paused = shop
        .until(batch, "paused", |detail| {
            detail.batch.state == BatchState::Paused && detail.batch.counts.waiting == 0
        })
        .await;
    let (sent, counts) = (shop.creates(), paused.batch.counts);
    assert!(counts.planned > 0 && counts.labelled > 0, "what was sent ran to its end: {counts:?}");
    assert_eq!(paused.batch.trouble, None, "a person paused it, nothing is wrong");
    tokio::time::sleep(Duration::from_secs(600)).await;
    assert_eq!(shop.creates(), sent, "nothing goes out by itself");
    must(shop.engine().batch_continue(one(batch)).await);
    shop.done(batch).await;
    assert_eq!((shop.counts(batch).await.labelled, shop.platform.labels_charged()), (320, 320));
    shop.assert_no_second_label();
}

#[tokio::test(start_paused = true)]
async fn a_stopped_batch_gives_its_unsent_orders_back() {
    let (shop, batch) = in_the_middle().await;
    let stopped = must(shop.engine().batch_stop(one(batch)).await);
    let back = stopped.orders.iter().filter(|order| order.state == OrderState::Withdrawn).count();
    assert!(back > 0, "{:?}", stopped.batch);
    let done = shop.done(batch).await;
    assert_eq!(done.batch.counts.labelled as usize + back, 320, "what was sent ran to its end");
    assert_eq!(shop.open_orders().await.len(), back, "the others are open again");
    let second = shop.ship_all().await;
    shop.done(second).await;
    assert_eq!(shop.platform.labels_charged(), 320);
    shop.assert_no_second_label();
}

#[tokio::test(start_paused = true)]
async fn refused_orders_are_tried_again_in_their_batch() {
    let shop = Shop::with_orders(4).await;
    let number = shop.open_orders().await[1].number.clone();
    shop.platform.set_order(&number, |order| order.trouble = refusal());
    let batch = shop.ship_all().await;
    assert_eq!(shop.done(batch).await.batch.counts.refused, 1);
    shop.platform.set_order(&number, |order| order.trouble = Trouble::None);
    must(shop.engine().batch_retry(refused_of(batch)).await);
    let done = shop.done(batch).await;
    assert_eq!((done.batch.counts.labelled, done.batch.counts.refused), (4, 0), "{:?}", done.batch);
    assert_eq!(shop.platform.labels_charged(), 4);
    let again = shop.engine().batch_retry(refused_of(batch)).await.unwrap_err();
    assert_eq!(again.code, Code::NothingToShip, "nothing refused is left");
}

#[tokio::test(start_paused = true)]
async fn only_the_chosen_of_the_refused_orders_are_tried_again() {
    let shop = Shop::with_orders(4).await;
    let numbers: Vec<_> = shop.open_orders().await.into_iter().take(2).map(|order| order.number).collect();
    for number in &numbers {
        shop.platform.set_order(number, |order| order.trouble = refusal());
    }
    let batch = shop.ship_all().await;
    assert_eq!(shop.done(batch).await.batch.counts.refused, 2);
    for number in &numbers {
        shop.platform.set_order(number, |order| order.trouble = Trouble::None);
    }
    let refused = shop.orders_in(batch, OrderState::Refused).await;
    let chosen = refused.iter().find(|order| order.order_number == numbers[1]).map(|order| order.id);
    let these = RetryRefused { batch_id: batch, orders: Some(chosen.into_iter().collect()) };
    must(shop.engine().batch_retry(these.clone()).await);
    let done = shop.done(batch).await;
    assert_eq!((done.batch.counts.labelled, done.batch.counts.refused), (3, 1), "{:?}", done.batch);
    assert_eq!(shop.orders_in(batch, OrderState::Refused).await[0].order_number, numbers[0]);
    let again = shop.engine().batch_retry(these).await.unwrap_err();
    assert_eq!(again.code, Code::NothingToShip, "what has its label is not tried again");
    assert_eq!(shop.platform.labels_charged(), 3);
    shop.assert_no_second_label();
}

#[tokio::test(start_paused = true)]
async fn an_order_that_the_platform_does_not_have_is_retrieved_first() {
    let shop = Shop::with_orders(2).await;
    let number = shop.open_orders().await[0].number.clone();
    shop.platform.set_order(&number, |order| order.trouble = refusal());
    let batch = shop.ship_all().await;
    shop.done(batch).await;
    let sent = shop.creates();
    // The correction is still being saved: the order is not in the list for a while.
    shop.platform.set_order(&number, |order| (order.trouble, order.listed) = (Trouble::None, false));
    must(shop.engine().batch_retry(refused_of(batch)).await);
    let done = shop.done(batch).await;
    assert_eq!((done.batch.counts.refused, shop.creates()), (1, sent), "it was not asked for");
    let words = shop.orders_in(batch, OrderState::Refused).await[0].message.clone().unwrap_or_default();
    assert!(words.contains("does not have this order"), "{words}");
    shop.platform.set_order(&number, |order| order.listed = true);
    must(shop.engine().batch_retry(refused_of(batch)).await);
    assert_eq!(shop.done(batch).await.batch.counts.labelled, 2);
}

#[tokio::test(start_paused = true)]
async fn a_second_label_is_shown_with_both_shipments_and_cancelled() {
    let shop = Shop::with_orders(3).await;
    let number = shop.open_orders().await[0].number.clone();
    let batch = shop.ship_all().await;
    shop.done(batch).await;
    let other = shop.platform.make_label_elsewhere(&number).unwrap();
    shop.sync().await;
    let found = must(shop.engine().duplicates_list(Nothing {}).await);
    assert_eq!(found.len(), 1, "{found:?}");
    assert_eq!((&found[0].order_number, &found[0].other.id), (&number, &other));
    assert!(found[0].ours.ours && !found[0].other.ours);
    let cancel = CancelShipment { shipment_id: other.clone() };
    let answer = must(shop.engine().shipment_cancel(cancel.clone()).await);
    assert_eq!(answer.state, CancellationState::Queued, "mostly it is only queued: {answer:?}");
    tokio::time::sleep(Duration::from_secs(60)).await;
    shop.sync().await;
    assert!(must(shop.engine().duplicates_list(Nothing {}).await).is_empty(), "one label is left");
    let refused = must(shop.engine().shipment_cancel(cancel).await);
    assert_eq!(refused.state, CancellationState::Refused, "it is cancelled already: {refused:?}");
    assert_eq!(shop.counts(batch).await.labelled, 3, "ours is still the valid one");
}

#[tokio::test(start_paused = true)]
async fn a_bought_label_is_cancelled_and_followed_to_its_end() {
    let shop = Shop::new(Config { orders: 2, cancel_ms: 30_000..=30_000, ..Config::test() }).await;
    let batch = shop.ship_all().await;
    let order = shop.done(batch).await.orders.remove(0);
    let shipment_id = order.shipment_id.clone().unwrap();
    let asked = must(shop.engine().shipment_cancel(CancelShipment { shipment_id }).await);
    assert_eq!(asked.state, CancellationState::Queued, "the carrier decides: {asked:?}");
    let now = shop.batch(batch).await.orders.remove(0);
    assert_eq!(now.cancellation.map(|c| c.state), Some(CancellationState::Queued), "the batch says so");
    assert!(shop.open_orders().await.is_empty(), "it still counts");
    tokio::time::sleep(Duration::from_secs(60)).await;
    shop.sync().await;
    let end = shop.batch(batch).await.orders.remove(0);
    assert_eq!(
        (end.state, &end.message),
        (OrderState::Cancelled, &None),
        "the state says it, in the language of the window"
    );
    let told = end.cancellation.map(|asked| (asked.state, asked.message));
    assert_eq!(told, Some((CancellationState::Cancelled, None)), "nobody is told to wait any longer");
    assert_eq!(shop.open_orders().await.len(), 1, "and the order is open again");
}

#[tokio::test(start_paused = true)]
async fn two_wanted_labels_are_not_shown_again() {
    let mut shop = Shop::with_orders(1).await;
    let number = shop.open_orders().await[0].number.clone();
    let batch = shop.ship_all().await;
    shop.done(batch).await;
    shop.platform.make_label_elsewhere(&number).unwrap();
    shop.sync().await;
    let pair = must(shop.engine().duplicates_list(Nothing {}).await).remove(0);
    let dismiss = |reason: &str| NotDuplicate {
        ours: pair.ours.id.clone(),
        other: pair.other.id.clone(),
        reason: reason.to_owned(),
    };
    assert_eq!(
        shop.engine().duplicate_dismiss(dismiss(" ")).await.unwrap_err().code,
        Code::BadRequest,
        "a reason is needed"
    );
    assert!(must(shop.engine().duplicate_dismiss(dismiss("a replacement part")).await).is_empty());
    shop.restart().await;
    shop.sync().await;
    assert!(must(shop.engine().duplicates_list(Nothing {}).await).is_empty(), "nor after a restart");
}

#[tokio::test(start_paused = true)]
async fn a_failed_shipment_that_somebody_announces_later_is_ours_again() {
    let shop = Shop::with_orders(2).await;
    let number = shop.open_orders().await[0].number.clone();
    shop.platform.set_order(&number, |order| {
        order.trouble = Trouble::AnnouncementFails { detail: "The carrier is closed.".to_owned() };
    });
    let batch = shop.ship_all().await;
    assert_eq!(shop.done(batch).await.batch.counts.refused, 1);
    let failed = shop.platform.shipments_of(&number)[0].id.clone();
    assert!(shop.platform.announce_after_all(&failed));
    shop.sync().await;
    let done = shop.until(batch, "labelled after all", |detail| detail.batch.counts.labelled == 2).await;
    assert!(done.orders.iter().all(|order| order.labels.len() == 1), "its label is stored");
    assert!(shop.open_orders().await.is_empty(), "and it cannot be bought a second time");
    assert_eq!(shop.platform.shipments_of(&number).len(), 1);
}

#[tokio::test(start_paused = true)]
async fn a_failed_shipment_announced_after_the_order_was_bought_again_is_a_second_label() {
    let shop = Shop::with_orders(1).await;
    let number = shop.open_orders().await[0].number.clone();
    shop.platform.announce_fail_next("The carrier is closed.");
    let batch = shop.ship_all().await;
    assert_eq!(shop.done(batch).await.batch.counts.refused, 1);
    let failed = shop.platform.shipments_of(&number)[0].id.clone();
    must(shop.engine().batch_retry(refused_of(batch)).await);
    assert_eq!(shop.done(batch).await.batch.counts.labelled, 1);
    assert!(shop.platform.announce_after_all(&failed));
    shop.sync().await;
    let pairs = must(shop.engine().duplicates_list(Nothing {}).await);
    assert_eq!(pairs.len(), 1, "{pairs:?}");
    assert_eq!(pairs[0].other.id, failed);
}

#[tokio::test(start_paused = true)]
async fn a_failed_shipment_of_the_panel_that_somebody_announces_later_is_a_second_label() {
    let shop = Shop::with_orders(1).await;
    let number = shop.open_orders().await[0].number.clone();
    shop.platform.announce_fail_next("The carrier is closed.");
    let failed = shop.platform.make_label_elsewhere(&number).unwrap();
    tokio::time::sleep(Duration::from_secs(30)).await;
    shop.sync().await;
    let batch = shop.ship_all().await;
    assert_eq!(shop.done(batch).await.batch.counts.labelled, 1, "nobody had a label for it");
    assert!(shop.platform.announce_after_all(&failed));
    shop.sync().await;
    let pairs = must(shop.engine().duplicates_list(Nothing {}).await);
    assert_eq!(pairs.iter().map(|pair| &pair.other.id).collect::<Vec<_>>(), [&failed]);
}

#[tokio::test(start_paused = true)]
async fn a_label_that_turns_up_after_the_override_is_a_second_label() {
    let shop = Shop::with_orders(1).await;
    shop.fault(Fault::nth(Endpoint::Create, 1, FaultKind::LoseReplyLate { ms: 300_000 }));
    let batch = shop.ship_all().await;
    let lost = shop.settled(batch).await;
    let id = lost.orders[0].id;
    let reason = "the customer waits at the desk".to_owned();
    must(shop.engine().buy_again(BuyAgain { batch_order_id: id, reason }).await);
    let second = shop.ship_all().await;
    shop.done(second).await;
    tokio::time::sleep(Duration::from_secs(400)).await;
    shop.sync().await;
    assert_eq!(shop.platform.labels_charged(), 2, "a person took that risk");
    assert_eq!(must(shop.engine().duplicates_list(Nothing {}).await).len(), 1, "and is told how it ended");
}
