//! The promise: never a second label, never a lost one, whatever the network, the platform or the power does.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::Duration;

use engine::Code;
use engine::wire::{BatchOrder, BatchState, BuyAgain, OneBatch, OrderState, ProblemKind};
use scenarios::wires::Wires;
use scenarios::{Shop, must};
use simulator::{BodyKind, Config, Endpoint, Fault, FaultKind, NotPdf, Trouble};

fn on_create(nth: u64, what: FaultKind) -> Fault {
    Fault::nth(Endpoint::Create, nth, what)
}

fn refusal() -> Trouble {
    Trouble::Refused {
        code: "validation_error".to_owned(),
        title: None,
        detail: "The postal code does not match the city.".to_owned(),
        field: None,
    }
}

#[tokio::test(start_paused = true)]
async fn every_order_gets_one_label_and_one_only() {
    let shop = Shop::with_orders(45).await;
    let batch = shop.ship_all().await;
    let detail = shop.done(batch).await;
    assert_eq!(detail.batch.counts.labelled, 45, "{:?}", detail.batch);
    assert_eq!((shop.platform.labels_charged(), shop.creates()), (45, 12), "twelve calls of two to four");
    assert!(shop.open_orders().await.is_empty(), "nothing is open any more");
    let pdf = must(shop.engine().labels_pdf(OneBatch { batch_id: batch }).await);
    assert_eq!((pdf.labels, pdf.pages), (45, 45), "every label is in the PDF");
    shop.sync().await;
    assert!(shop.open_orders().await.is_empty(), "nor after a sync, though the shop may still list them");
}

#[tokio::test(start_paused = true)]
async fn a_lost_reply_never_buys_twice() {
    let shop = Shop::with_orders(30).await;
    shop.fault(on_create(1, FaultKind::LoseReply));
    let batch = shop.ship_all().await;
    shop.done(batch).await;
    assert_eq!(shop.counts(batch).await.labelled, 30, "the lost call's labels were found again");
    assert_eq!((shop.platform.labels_charged(), shop.creates()), (30, 15), "and not bought again");
    shop.assert_no_second_label();
}

#[tokio::test(start_paused = true)]
async fn work_done_minutes_after_the_connection_broke_is_found() {
    let shop = Shop::with_orders(5).await;
    shop.fault(Fault::always(Endpoint::Create, FaultKind::LoseReplyLate { ms: 120_000 }));
    let batch = shop.ship_all().await;
    let waiting = shop.settled(batch).await;
    assert_eq!(waiting.batch.counts.unknown, 5, "nobody knows yet");
    assert!(shop.open_orders().await.is_empty(), "unknown orders cannot be selected");
    let ids = waiting.orders.iter().map(|order| order.id.0).collect::<Vec<_>>();
    assert_eq!(ids.len(), 5);
    shop.done(batch).await;
    assert_eq!(shop.counts(batch).await.labelled, 5);
    assert_eq!((shop.platform.labels_charged(), shop.creates()), (5, 4));
}

/// A station whose clock a test sets.
struct WrongClock(AtomicI64);

impl Wires for WrongClock {
    fn clock_skew_s(&self) -> i64 {
        self.0.load(Ordering::Relaxed)
    }
}

/// Jumps the clock right after an answer was lost. The work is done two minutes later: a search that ended with the jump
/// would call the order not found.
async fn search_over_a_jump(jump_s: i64) {
    let clock = Arc::new(WrongClock(AtomicI64::new(0)));
    let shop = Shop::wired(Config { orders: 3, ..Config::test() }, clock.clone()).await;
    shop.fault(Fault::always(Endpoint::Create, FaultKind::LoseReplyLate { ms: 120_000 }));
    let batch = shop.ship_all().await;
    shop.settled(batch).await;
    clock.0.store(jump_s, Ordering::Relaxed);
    for _ in 0..11 {
        tokio::time::sleep(Duration::from_secs(10)).await;
        let orders = shop.batch(batch).await.orders;
        let given_up = orders.iter().filter(|order| order.look.as_ref().is_some_and(|look| look.not_found));
        assert_eq!(given_up.count(), 0, "a jump of {jump_s} s does not end the search: {orders:?}");
    }
    shop.done(batch).await;
    assert_eq!((shop.platform.labels_charged(), shop.counts(batch).await.labelled), (3, 3));
    shop.assert_no_second_label();
}

#[tokio::test(start_paused = true)]
async fn a_clock_that_jumps_does_not_shorten_the_search() {
    for hours in [-10, -1, 1, 10] {
        search_over_a_jump(hours * 3600).await;
    }
}

#[tokio::test(start_paused = true)]
async fn killed_between_request_and_answer_it_buys_nothing_again() {
    let mut shop = Shop::with_orders(50).await;
    shop.fault(Fault::always(Endpoint::Create, FaultKind::Slow { ms: 5_000 }));
    let batch = shop.ship_all().await;
    shop.until(batch, "all calls are out", |detail| detail.batch.counts.sent == 50).await;
    tokio::time::sleep(Duration::from_secs(1)).await;
    assert_eq!(shop.platform.labels_charged(), 50, "the money is spent");
    shop.restart().await;
    assert_eq!(shop.counts(batch).await.unknown, 50, "and the station does not know it");
    shop.done(batch).await;
    assert_eq!(shop.counts(batch).await.labelled, 50, "every bought label is found and stored");
    assert_eq!((shop.platform.labels_charged(), shop.creates()), (50, 13));
}

#[tokio::test(start_paused = true)]
async fn killed_before_sending_it_waits_for_a_person_and_then_buys_once() {
    let mut shop = Shop::with_orders(25).await;
    // The look before the purchase hangs; nothing was sent.
    shop.fault(Fault::always(Endpoint::Shipments, FaultKind::Slow { ms: 20_000 }));
    let batch = shop.ship_all().await;
    tokio::time::sleep(Duration::from_secs(2)).await;
    shop.restart().await;
    shop.platform.clear_faults();
    let paused = shop.settled(batch).await;
    assert_eq!((paused.batch.state, paused.batch.counts.planned), (BatchState::Paused, 25));
    tokio::time::sleep(Duration::from_secs(600)).await;
    assert_eq!(shop.platform.labels_charged(), 0, "planned calls are never sent by themselves after a start");
    must(shop.engine().batch_continue(OneBatch { batch_id: batch }).await);
    shop.done(batch).await;
    assert_eq!((shop.counts(batch).await.labelled, shop.platform.labels_charged()), (25, 25));
}

#[tokio::test(start_paused = true)]
async fn a_label_made_elsewhere_meanwhile_is_not_bought() {
    let shop = Shop::with_orders(3).await;
    let open = shop.open_orders().await;
    shop.platform.make_label_elsewhere(&open[1].number).unwrap();
    let batch = shop.ship_all().await;
    let detail = shop.done(batch).await;
    assert_eq!((detail.batch.counts.labelled, detail.batch.counts.left_out), (2, 1));
    let elsewhere = &shop.orders_in(batch, OrderState::LabelElsewhere).await[0];
    assert!(elsewhere.message.as_deref().unwrap().contains("Label made elsewhere"), "{elsewhere:?}");
    assert_eq!(shop.platform.shipments_of(&open[1].number).len(), 1, "the other's label is the only one");
}

#[tokio::test(start_paused = true)]
async fn a_label_made_elsewhere_while_throttled_is_not_bought() {
    let shop = Shop::with_orders(1).await;
    let number = shop.open_orders().await[0].number.clone();
    let throttled = FaultKind::Status {
        status: 429,
        body: BodyKind::Json,
        retry_after: Some("2".to_owned()),
        after_work: false,
    };
    shop.fault(Fault::always(Endpoint::Create, throttled));
    let batch = shop.ship_all().await;
    // Twice: on the paused clock the first look begins with the click itself.
    shop.until(batch, "throttled twice", |detail| shop.creates() == 2 && detail.batch.counts.planned == 1)
        .await;
    shop.platform.make_label_elsewhere(&number).unwrap();
    shop.platform.clear_faults();
    let detail = shop.done(batch).await;
    assert_eq!((detail.batch.counts.labelled, detail.batch.counts.left_out), (0, 1));
    assert_eq!(shop.platform.shipments_of(&number).len(), 1, "the look before the 429 was not trusted again");
}

#[tokio::test(start_paused = true)]
async fn a_label_made_elsewhere_while_calls_wait_for_their_turn_is_not_bought() {
    // More calls than may be under way at once, each longer than a look may be old. Nothing is announced: this is about
    // buying.
    let day = 86_400_000;
    let shop = Shop::new(Config { orders: 1_000, announce_ms: day..=day, ..Config::test() }).await;
    shop.fault(Fault::always(Endpoint::Create, FaultKind::Slow { ms: 15_000 }));
    let batch = shop.ship_all().await;
    tokio::time::sleep(Duration::from_secs(12)).await;
    let planned = shop.orders_in(batch, OrderState::Planned).await;
    let number = &planned.last().expect("some calls wait for their turn").order_number;
    shop.platform.make_label_elsewhere(number).unwrap();
    shop.until(batch, "all calls are answered", |detail| {
        detail.batch.counts.planned == 0 && detail.batch.counts.sent == 0
    })
    .await;
    assert_eq!(
        shop.platform.shipments_of(number).len(),
        1,
        "the look of the first calls was too old for the last"
    );
}

#[tokio::test(start_paused = true)]
async fn a_double_click_makes_one_batch() {
    let shop = Shop::with_orders(20).await;
    let (first, second) = shop.ship_twice().await;
    assert_eq!(first, second);
    shop.done(first).await;
    assert_eq!((shop.platform.labels_charged(), shop.creates()), (20, 10));
}

#[tokio::test(start_paused = true)]
async fn an_order_in_a_running_batch_cannot_be_shipped_again() {
    let shop = Shop::with_orders(4).await;
    let ids: Vec<i64> = shop.open_orders().await.iter().map(|order| order.id.0).collect();
    shop.fault(on_create(1, FaultKind::Slow { ms: 30_000 }));
    let batch = must(shop.try_ship(ids.clone()).await);
    let refused = shop.try_ship(ids).await.unwrap_err();
    assert_eq!(refused.code, Code::NothingToShip, "{refused}");
    shop.done(batch).await;
    assert_eq!(shop.platform.labels_charged(), 4);
}

#[tokio::test(start_paused = true)]
async fn too_many_requests_are_waited_out() {
    let shop = Shop::with_orders(10).await;
    let throttled = |after: Option<&str>| FaultKind::Status {
        status: 429,
        body: BodyKind::Json,
        retry_after: after.map(str::to_owned),
        after_work: false,
    };
    shop.fault(on_create(1, throttled(Some("30"))));
    shop.fault(on_create(2, throttled(None)));
    let started = tokio::time::Instant::now();
    let batch = shop.ship_all().await;
    shop.done(batch).await;
    assert!(started.elapsed() >= Duration::from_secs(30), "Retry-After was obeyed: {:?}", started.elapsed());
    assert_eq!((shop.platform.labels_charged(), shop.creates()), (10, 11), "nine calls, two of them twice");
}

#[tokio::test(start_paused = true)]
async fn without_network_nothing_is_sent_later_by_itself() {
    let shop = Shop::with_orders(10).await;
    shop.fault(Fault::always(Endpoint::Create, FaultKind::RefuseConnection));
    let batch = shop.ship_all().await;
    let paused = shop.until(batch, "paused", |detail| detail.batch.state == BatchState::Paused).await;
    assert_eq!(paused.batch.trouble.unwrap().code, Code::Offline);
    shop.platform.clear_faults();
    tokio::time::sleep(Duration::from_secs(3600)).await;
    assert_eq!(shop.platform.labels_charged(), 0, "the network is back, a person is not");
    must(shop.engine().batch_continue(OneBatch { batch_id: batch }).await);
    shop.done(batch).await;
    assert_eq!(shop.platform.labels_charged(), 10);
}

#[tokio::test(start_paused = true)]
async fn revoked_keys_midway_stop_the_queue() {
    let shop = Shop::with_orders(320).await;
    let revoked =
        FaultKind::Status { status: 401, body: BodyKind::Json, retry_after: None, after_work: false };
    let mut fault = Fault::always(Endpoint::Create, revoked);
    fault.when.from = Some(3);
    shop.fault(fault);
    let batch = shop.ship_all().await;
    let stopped = |detail: &engine::wire::BatchDetail| {
        detail.batch.state == BatchState::Paused && detail.batch.counts.waiting == 0
    };
    let paused = shop.until(batch, "stopped", stopped).await;
    assert_eq!(paused.batch.trouble.as_ref().unwrap().code, Code::Credentials, "{:?}", paused.batch);
    assert!(shop.creates() <= 15, "the second burst was never sent: {}", shop.creates());
    assert_eq!(
        paused.batch.counts.labelled as usize,
        shop.platform.labels_charged(),
        "nothing bought is lost"
    );
    shop.platform.clear_faults();
    must(shop.engine().batch_continue(OneBatch { batch_id: batch }).await);
    shop.done(batch).await;
    shop.assert_no_second_label();
}

#[tokio::test(start_paused = true)]
async fn answers_that_are_no_answers_leave_orders_unknown_until_found() {
    let status = |status, body, after_work| FaultKind::Status { status, body, retry_after: None, after_work };
    for (name, what) in [
        ("502 after the work", status(502, BodyKind::Html, true)),
        ("500 in JSON after the work", status(500, BodyKind::Json, true)),
        ("a proxy's 403 page after the work", status(403, BodyKind::Html, true)),
        ("an HTML page with 200", status(200, BodyKind::Html, true)),
        (
            "504, and the work done later",
            FaultKind::StatusThenWork { status: 504, body: BodyKind::Html, ms: 20_000 },
        ),
        ("truncated JSON", FaultKind::TruncatedJson),
        ("a huge body", FaultKind::HugeBody { bytes: 50 * 1024 * 1024 }),
        ("an order in neither list", FaultKind::OrderMissing),
        ("an entry without ids", FaultKind::EntryWithoutIds),
        ("an entry without an order", FaultKind::EntryWithoutOrder),
    ] {
        let shop = Shop::with_orders(30).await;
        shop.fault(on_create(1, what));
        let batch = shop.ship_all().await;
        // A proxy's 403 stops the queue, since every call may meet it: a person goes on.
        if shop.settled(batch).await.batch.state == BatchState::Paused {
            must(shop.engine().batch_continue(OneBatch { batch_id: batch }).await);
        }
        shop.until(batch, name, |detail| detail.batch.counts.labelled == 30).await;
        assert_eq!(
            (shop.platform.labels_charged(), shop.creates()),
            (30, 15),
            "{name}: found, not bought again"
        );
    }
}

#[tokio::test(start_paused = true)]
async fn odd_spellings_of_success_are_success() {
    for (name, what) in [
        ("errors as an object", FaultKind::ErrorsAsObject),
        ("an order in both lists", FaultKind::OrderInBoth),
        ("an entry twice", FaultKind::DuplicateEntry),
        ("a wrong content type", FaultKind::WrongContentType),
        ("numbers as texts", FaultKind::NumbersAsText),
        ("fields that nobody documented", FaultKind::StrangeWords),
        ("no parcel ids in the answer", FaultKind::ParcelsWithoutIds),
    ] {
        let shop = Shop::with_orders(30).await;
        shop.fault(on_create(1, what));
        let batch = shop.ship_all().await;
        shop.until(batch, name, |detail| detail.batch.counts.labelled == 30).await;
        assert_eq!((shop.platform.labels_charged(), shop.creates()), (30, 15), "{name}");
    }
}

#[tokio::test(start_paused = true)]
async fn odd_lists_of_shipments_hold_up_nobody() {
    for (name, what) in [
        ("numbers as texts", FaultKind::NumbersAsText),
        ("a status that nobody knows", FaultKind::StrangeWords),
        ("parcels without ids", FaultKind::ParcelsWithoutIds),
        ("a wrong content type", FaultKind::WrongContentType),
        ("an answer slower than anybody waits", FaultKind::Slow { ms: 200_000 }),
    ] {
        let shop = Shop::with_orders(6).await;
        let mut fault = Fault::always(Endpoint::Shipments, what);
        fault.when.times = Some(4);
        shop.fault(fault);
        let batch = shop.ship_all().await;
        if shop.settled(batch).await.batch.state == BatchState::Paused {
            must(shop.engine().batch_continue(OneBatch { batch_id: batch }).await);
        }
        shop.until(batch, name, |detail| detail.batch.counts.labelled == 6).await;
        assert_eq!(shop.platform.labels_charged(), 6, "{name}");
    }
}

#[tokio::test(start_paused = true)]
async fn never_found_is_bought_again_only_by_a_person() {
    let shop = Shop::with_orders(2).await;
    shop.fault(Fault::always(Endpoint::Create, FaultKind::ResetBefore));
    let batch = shop.ship_all().await;
    shop.until(batch, "all lost", |detail| detail.batch.counts.unknown == 2).await;
    shop.platform.clear_faults();
    let found = |detail: &engine::wire::BatchDetail| {
        detail.orders.iter().all(|order| order.look.as_ref().is_some_and(|look| look.not_found))
    };
    let started = tokio::time::Instant::now();
    let detail = shop.until(batch, "not found", found).await;
    assert!(started.elapsed() >= Duration::from_secs(600), "not before ten minutes: {:?}", started.elapsed());
    assert!(shop.open_orders().await.is_empty(), "it is still not open by itself");
    let id = detail.orders[0].id;
    let again = |reason: &str| BuyAgain { batch_order_id: id, reason: reason.to_owned() };
    assert_eq!(
        shop.engine().buy_again(again("  ")).await.unwrap_err().code,
        Code::BadRequest,
        "a reason is needed"
    );
    must(shop.engine().buy_again(again("looked in the panel, no label there")).await);
    let open = shop.open_orders().await;
    assert_eq!(open.len(), 1, "only the order that the person freed");
    let second = shop.ship_all().await;
    shop.done(second).await;
    assert_eq!(shop.platform.labels_charged(), 1);
}

#[tokio::test(start_paused = true)]
async fn refused_orders_are_open_again_with_the_reason() {
    let shop = Shop::with_orders(3).await;
    let number = shop.open_orders().await[0].number.clone();
    assert!(shop.platform.set_order(&number, |order| order.trouble = refusal()));
    let batch = shop.ship_all().await;
    let detail = shop.done(batch).await;
    assert_eq!((detail.batch.counts.labelled, detail.batch.counts.refused), (2, 1));
    let open = shop.open_orders().await;
    assert_eq!(open.len(), 1);
    assert!(
        open[0].problems.iter().any(|problem| problem.kind == ProblemKind::RefusedBefore),
        "{:?}",
        open[0].problems
    );
    shop.platform.set_order(&number, |order| order.trouble = Trouble::None);
    let again = shop.ship_all().await;
    shop.done(again).await;
    assert_eq!(shop.platform.labels_charged(), 3);
}

#[tokio::test(start_paused = true)]
async fn a_label_that_is_no_pdf_holds_up_nobody_and_is_fetched_again() {
    let shop = Shop::with_orders(8).await;
    let mut html = Fault::nth(Endpoint::Document, 1, FaultKind::DocumentNotPdf { gives: NotPdf::Html });
    html.when.times = Some(1);
    shop.fault(html);
    shop.fault(Fault::nth(Endpoint::Document, 2, FaultKind::DocumentNotPdf { gives: NotPdf::TruncatedPdf }));
    let batch = shop.ship_all().await;
    shop.until(batch, "the others are labelled", |detail| detail.batch.counts.labelled == 6).await;
    shop.until(batch, "all are labelled", |detail| detail.batch.counts.labelled == 8).await;
    let pdf = must(shop.engine().labels_pdf(OneBatch { batch_id: batch }).await);
    assert_eq!(pdf.pages, 8, "only whole labels are stored");
}

#[tokio::test(start_paused = true)]
async fn labels_come_although_the_carrier_takes_its_time() {
    let config = Config {
        orders: 60,
        announce_ms: 2_000..=60_000,
        listed_after_ms: 10_000..=60_000,
        answer_ms: 500..=2_000,
        ..Config::test()
    };
    let shop = Shop::new(config).await;
    let batch = shop.ship_all().await;
    shop.until(batch, "a first label", |detail| detail.batch.counts.labelled > 0).await;
    assert!(shop.counts(batch).await.waiting > 0, "the first label does not wait for the last");
    shop.done(batch).await;
    assert_eq!((shop.counts(batch).await.labelled, shop.platform.labels_charged()), (60, 60));
}

#[tokio::test(start_paused = true)]
async fn crashes_all_along_a_batch_lose_and_repeat_nothing() {
    for after_ms in (0..6_000).step_by(250) {
        let config = Config {
            orders: 50,
            answer_ms: 300..=900,
            announce_ms: 500..=2_000,
            listed_after_ms: 0..=3_000,
            ..Config::test()
        };
        let mut shop = Shop::new(config).await;
        let batch = shop.ship_all().await;
        tokio::time::sleep(Duration::from_millis(after_ms)).await;
        shop.restart().await;
        if shop.batch(batch).await.batch.state == BatchState::Paused {
            must(shop.engine().batch_continue(OneBatch { batch_id: batch }).await);
        }
        // A call that was committed and never left the station stays unknown: nothing can prove that.
        let ended = |detail: &engine::wire::BatchDetail| {
            let lost = |order: &&BatchOrder| order.look.as_ref().is_some_and(|look| look.not_found);
            let lost = detail.orders.iter().filter(lost).count();
            detail.batch.counts.labelled as usize + lost == 50
        };
        let detail = shop.until(batch, "all labelled, or searched for in vain", ended).await;
        let labelled = detail.batch.counts.labelled as usize;
        assert_eq!(shop.platform.labels_charged(), labelled, "crashed after {after_ms} ms");
        assert!(labelled >= 10, "most calls got through: {labelled}, crashed after {after_ms} ms");
        shop.assert_no_second_label();
    }
}
