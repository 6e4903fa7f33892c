//! Booking labelled orders in the shops' accounts: one per 12 seconds, by hand or by itself, never twice.
#![expect(clippy::panic, clippy::expect_used, reason = "a test's helpers may")]

use std::time::Duration;

use engine::Code;
use engine::wire::{
    Booking, BookingState, BookingsQuery, BookingsView, EnableShop, HeldWhy, Nothing, OneBooking, OrderRow,
    QueueBookings, RetryBooking, RowId, WemasyBookings, WemasyShop,
};
use jiff::Timestamp;
use scenarios::{Shop, must};
use simulator::{Config, Endpoint, Fault, FaultKind, RetryAfter, WemasyConfig};
use tokio::time::Instant;

/// A shop whose joined orders can be shipped and booked; the limit of the accounts is the documented one.
async fn shop(joined: usize) -> Shop {
    let wemasy = WemasyConfig { orders: 4, joined, bookings_per_minute: Some(5), ..WemasyConfig::test() };
    let shop = Shop::new(Config { orders: 12 * joined, wemasy: Some(wemasy), ..Config::test() }).await;
    shop.sync().await;
    for order in wemasy_of(&shop).orders() {
        wemasy_of(&shop).set_order(order.id, |order| order.can_be_booked = true);
    }
    shop
}

fn wemasy_of(shop: &Shop) -> simulator::WemasyShop {
    shop.platform.wemasy().expect("the account has one")
}

/// Sendcloud's rows of Wemasy's orders that can be shipped.
async fn joined(shop: &Shop) -> Vec<OrderRow> {
    let ready = |row: &OrderRow| row.problems.iter().all(|problem| !problem.blocks);
    let rows = shop.open_orders().await;
    rows.into_iter().filter(|row| row.integration_id > 0 && row.wemasy.is_some() && ready(row)).collect()
}

/// Labels for all of them; the batch.
async fn ship(shop: &Shop) -> (RowId, Vec<OrderRow>) {
    let rows = joined(shop).await;
    assert!(rows.len() >= 2, "there is something to book: {}", rows.len());
    let batch = must(shop.try_ship(rows.iter().map(|row| row.id.0).collect()).await);
    assert_eq!(shop.done(batch).await.batch.counts.labelled as usize, rows.len());
    (batch, rows)
}

async fn queue(shop: &Shop, batch: RowId) -> engine::wire::QueuedBookings {
    let wanted = QueueBookings { orders: Vec::new(), batch_id: Some(batch) };
    must(shop.engine().booking_queue(wanted).await)
}

async fn view(shop: &Shop) -> BookingsView {
    must(shop.engine().bookings_list(BookingsQuery { text: None, state: None }).await)
}

async fn until(shop: &Shop, what: &str, stands: impl Fn(&BookingsView) -> bool) -> BookingsView {
    let started = Instant::now();
    loop {
        let view = view(shop).await;
        if stands(&view) {
            return view;
        }
        if started.elapsed() > Duration::from_secs(3_600) {
            panic!("never: {what}; it stands at {view:?}");
        }
        tokio::time::sleep(Duration::from_millis(250)).await;
    }
}

async fn empty(shop: &Shop) -> BookingsView {
    until(shop, "all are sent", |view| view.counts.queued + view.counts.requested == 0).await
}

/// When bookings arrived at the platform.
fn arrivals(shop: &Shop) -> Vec<Timestamp> {
    let requests = shop.platform.requests();
    requests.iter().filter(|seen| seen.endpoint == Endpoint::WemasyBooking).map(|seen| seen.at).collect()
}

#[track_caller]
fn assert_pace(shop: &Shop) {
    let at = arrivals(shop);
    for pair in at.windows(2) {
        let gap = pair[1].duration_since(pair[0]).as_secs_f64();
        assert!(gap >= 11.9, "one per 12 seconds: {gap} s between {at:?}");
    }
}

#[track_caller]
fn assert_booked_once(shop: &Shop) {
    assert_eq!(wemasy_of(shop).double_bookings(), 0, "nothing stands in the accounts twice");
}

fn entries(shop: &Shop) -> u32 {
    wemasy_of(shop).orders().iter().map(|order| order.bookings).sum()
}

fn fault(shop: &Shop, nth: u64, what: FaultKind) {
    shop.fault(Fault::nth(Endpoint::WemasyBooking, nth, what));
}

async fn the_shop(shop: &Shop) -> WemasyShop {
    must(shop.engine().wemasy_shops(Nothing {}).await).remove(0)
}

async fn by_itself(shop: &Shop) {
    let own = WemasyShop { bookings: WemasyBookings::ByItself, ..the_shop(shop).await };
    must(shop.engine().wemasy_change(own).await);
}

#[tokio::test(start_paused = true)]
async fn a_batch_is_booked_by_hand_at_the_pace_of_the_accounts() {
    let shop = shop(9).await;
    let (batch, rows) = ship(&shop).await;
    tokio::time::sleep(Duration::from_secs(60)).await;
    assert_eq!(arrivals(&shop).len(), 0, "by hand: nothing happens by itself");
    let told = queue(&shop, batch).await;
    assert_eq!(told.queued as usize, rows.len());
    let begun = Instant::now();
    let view = view(&shop).await;
    assert!(view.next_at.is_some() && view.ends_at > view.next_at, "it says how long it takes: {view:?}");
    let again = queue(&shop, batch).await;
    assert_eq!((again.queued, again.already as usize), (0, rows.len()), "a second click queues nothing");
    let done = empty(&shop).await;
    assert_eq!(done.counts.done as usize, rows.len());
    let took = begun.elapsed().as_secs();
    let pauses = 12 * (rows.len() as u64 - 1);
    assert!((pauses..pauses + 8).contains(&took), "{} orders took {took} s", rows.len());
    assert_pace(&shop);
    assert_booked_once(&shop);
    assert_eq!(entries(&shop) as usize, rows.len());
    assert!(done.next_at.is_none() && done.rows.iter().all(|row| !row.again && row.words.is_some()));
}

#[tokio::test(start_paused = true)]
async fn orders_without_a_label_or_of_other_shops_are_not_queued() {
    let shop = shop(3).await;
    let rows = shop.open_orders().await;
    let of = |wemasy: bool| {
        let row = rows.iter().find(|row| row.wemasy.is_some() == wemasy);
        row.map(|row| row.id).expect("there is one")
    };
    let wanted = QueueBookings { orders: vec![of(true), of(false)], batch_id: None };
    let told = must(shop.engine().booking_queue(wanted).await);
    assert_eq!((told.queued, told.no_label, told.not_wemasy), (0, 1, 1));
    let nothing = shop.engine().booking_queue(QueueBookings { orders: Vec::new(), batch_id: None }).await;
    assert_eq!(nothing.map_err(|error| error.code), Err(Code::BadRequest));
}

#[tokio::test(start_paused = true)]
async fn by_itself_books_what_gets_its_label_from_then_on() {
    let shop = shop(6).await;
    let rows = joined(&shop).await;
    let (before, after) = rows.split_at(2);
    let old = must(shop.try_ship(before.iter().map(|row| row.id.0).collect()).await);
    shop.done(old).await;
    by_itself(&shop).await;
    let batch = must(shop.try_ship(after.iter().map(|row| row.id.0).collect()).await);
    shop.done(batch).await;
    let count = u32::try_from(after.len()).expect("a few");
    let done = until(&shop, "booked by itself", |view| view.counts.done == count).await;
    let numbers: Vec<&str> = done.rows.iter().map(|row| row.order_number.as_str()).collect();
    assert!(after.iter().all(|row| numbers.contains(&row.number.as_str())), "{numbers:?}");
    tokio::time::sleep(Duration::from_secs(120)).await;
    assert_eq!(view(&shop).await.rows.len(), after.len(), "what was labelled before may stand there already");
    assert_pace(&shop);
    assert_booked_once(&shop);
}

#[tokio::test(start_paused = true)]
async fn an_order_seen_through_both_platforms_is_booked_once() {
    let shop = shop(3).await;
    let (batch, rows) = ship(&shop).await;
    by_itself(&shop).await;
    let wanted = QueueBookings { orders: rows.iter().map(|row| row.id).collect(), batch_id: Some(batch) };
    let told = must(shop.engine().booking_queue(wanted).await);
    assert_eq!((told.queued as usize, told.already as usize), (rows.len(), rows.len()));
    shop.sync().await;
    empty(&shop).await;
    assert_eq!(entries(&shop) as usize, rows.len());
    assert_booked_once(&shop);
}

#[tokio::test(start_paused = true)]
async fn killed_between_request_and_answer_it_is_unknown_and_never_booked_again_by_itself() {
    let mut shop = shop(4).await;
    let (batch, rows) = ship(&shop).await;
    by_itself(&shop).await;
    fault(&shop, 1, FaultKind::Slow { ms: 60_000 });
    queue(&shop, batch).await;
    until(&shop, "one is on its way", |view| view.counts.requested == 1).await;
    tokio::time::sleep(Duration::from_secs(1)).await;
    shop.restart().await;
    let view = until(&shop, "the rest is sent", |view| view.counts.queued + view.counts.requested == 0).await;
    assert_eq!((view.counts.unknown, view.counts.done as usize), (1, rows.len() - 1));
    assert_eq!(view.rows[0].state, BookingState::Unknown, "what needs a person comes first");
    tokio::time::sleep(Duration::from_secs(300)).await;
    shop.restart().await;
    tokio::time::sleep(Duration::from_secs(300)).await;
    assert_eq!(arrivals(&shop).len(), rows.len(), "sent once each");
    assert_eq!(entries(&shop) as usize, rows.len(), "it was booked after all");
    assert_booked_once(&shop);
    let queued = queue(&shop, batch).await;
    assert_eq!(queued.queued, 0, "and no click queues it again without a reason");
}

#[tokio::test(start_paused = true)]
async fn a_restart_keeps_the_pace() {
    let mut shop = shop(6).await;
    let (batch, rows) = ship(&shop).await;
    queue(&shop, batch).await;
    for _ in 1..rows.len() {
        let sent = arrivals(&shop).len();
        until(&shop, "one more", |_| arrivals(&shop).len() > sent).await;
        until(&shop, "its answer", |view| view.counts.requested == 0).await;
        shop.restart().await;
    }
    empty(&shop).await;
    assert_eq!(view(&shop).await.counts.done as usize, rows.len());
    assert_pace(&shop);
    assert_booked_once(&shop);
}

#[tokio::test(start_paused = true)]
async fn a_lost_answer_needs_a_person_and_a_reason() {
    let shop = shop(3).await;
    let (batch, rows) = ship(&shop).await;
    fault(&shop, 1, FaultKind::ResetBefore);
    fault(&shop, 2, FaultKind::LoseReply);
    queue(&shop, batch).await;
    let view = empty(&shop).await;
    assert_eq!(view.counts.unknown, 2, "neither says whether it arrived: {view:?}");
    tokio::time::sleep(Duration::from_secs(600)).await;
    assert_eq!(arrivals(&shop).len(), rows.len(), "nothing is sent again by itself");
    let lost: Vec<Booking> = view.rows.into_iter().filter(|row| row.state == BookingState::Unknown).collect();
    let at_wemasy = wemasy_of(&shop).orders();
    let booked =
        |row: &Booking| at_wemasy.iter().any(|o| o.order.order_number == row.order_number && o.bookings > 0);
    let missing = lost.iter().find(|row| !booked(row)).expect("the first never arrived");
    let there = lost.iter().find(|row| booked(row)).expect("the second did");
    let no_reason =
        shop.engine().booking_retry(RetryBooking { id: missing.id, reason: " no ".to_owned() }).await;
    assert_eq!(no_reason.map_err(|error| error.subject), Err(Some("reason".to_owned())));
    let retry = || RetryBooking { id: missing.id, reason: "Staat niet in SnelStart".to_owned() };
    let (one, two) = tokio::join!(shop.engine().booking_retry(retry()), shop.engine().booking_retry(retry()));
    assert!(one.is_ok() != two.is_ok(), "two clicks are one: {one:?} {two:?}");
    must(shop.engine().booking_withdraw(OneBooking { id: there.id }).await);
    let done = empty(&shop).await;
    assert_eq!((done.counts.done as usize, done.counts.withdrawn), (rows.len() - 1, 2));
    let old = done.rows.iter().find(|row| row.id == missing.id).expect("it stays in the list");
    assert!(old.words.as_ref().is_some_and(|words| words.contains("Staat niet in SnelStart")), "{old:?}");
    assert_eq!(entries(&shop) as usize, rows.len());
    assert_booked_once(&shop);
    assert_eq!(queue(&shop, batch).await.queued, 0, "what was withdrawn after it was sent stays out");
}

#[tokio::test(start_paused = true)]
async fn too_many_requests_are_waited_out_by_itself() {
    let shop = shop(4).await;
    let (batch, rows) = ship(&shop).await;
    fault(&shop, 1, FaultKind::Throttled { wait_s: 90, says: RetryAfter::Seconds });
    queue(&shop, batch).await;
    let held = until(&shop, "it waits", |view| !view.held.is_empty()).await;
    assert_eq!((held.held[0].why, held.counts.queued as usize), (HeldWhy::Paused, rows.len()));
    assert!(held.next_at.is_none(), "nothing can be sent now");
    let done = empty(&shop).await;
    assert_eq!(done.counts.done as usize, rows.len());
    let at = arrivals(&shop);
    assert!(at[1].duration_since(at[0]).as_secs() >= 90, "as long as the platform asked: {at:?}");
    assert_booked_once(&shop);
}

#[tokio::test(start_paused = true)]
async fn what_could_not_be_sent_is_sent_later() {
    let shop = shop(3).await;
    let (batch, rows) = ship(&shop).await;
    shop.fault(Fault::always(Endpoint::WemasyBooking, FaultKind::RefuseConnection).times(3));
    queue(&shop, batch).await;
    let done = empty(&shop).await;
    assert_eq!(done.counts.done as usize, rows.len());
    assert_booked_once(&shop);
}

#[tokio::test(start_paused = true)]
async fn a_refusal_comes_in_the_platforms_words_and_waits_for_a_person() {
    let shop = shop(3).await;
    let (batch, rows) = ship(&shop).await;
    let odd = rows[0].number.clone();
    let order = wemasy_of(&shop).orders().into_iter().find(|order| order.order.order_number == odd);
    let id = order.map(|order| order.id).expect("Wemasy has it");
    wemasy_of(&shop).set_order(id, |order| order.can_be_booked = false);
    queue(&shop, batch).await;
    let view = empty(&shop).await;
    let refused = view.rows.iter().find(|row| row.state == BookingState::Refused).expect("one is refused");
    assert_eq!(refused.order_number, odd);
    assert!(refused.words.as_ref().is_some_and(|words| words.contains("ledger account")), "{refused:?}");
    tokio::time::sleep(Duration::from_secs(300)).await;
    assert_eq!(arrivals(&shop).len(), rows.len(), "not again by itself");
    wemasy_of(&shop).set_order(id, |order| order.can_be_booked = true);
    let reason = "Grootboekrekening is toegevoegd".to_owned();
    must(shop.engine().booking_retry(RetryBooking { id: refused.id, reason }).await);
    assert_eq!(empty(&shop).await.counts.done as usize, rows.len());
    assert_booked_once(&shop);
}

#[tokio::test(start_paused = true)]
async fn a_revoked_token_or_a_disabled_shop_holds_its_queue_and_no_label() {
    let shop = shop(6).await;
    let rows = joined(&shop).await;
    let (first, rest) = rows.split_at(rows.len() / 2);
    let batch = must(shop.try_ship(first.iter().map(|row| row.id.0).collect()).await);
    shop.done(batch).await;
    let integration_id = -the_shop(&shop).await.shop_id;
    must(shop.engine().shop_enable(EnableShop { integration_id, enabled: false }).await);
    queue(&shop, batch).await;
    tokio::time::sleep(Duration::from_secs(60)).await;
    let off = view(&shop).await;
    assert_eq!((off.held[0].why, off.held[0].queued as usize), (HeldWhy::Disabled, first.len()));
    assert_eq!(arrivals(&shop).len(), 0);
    wemasy_of(&shop).revoke_token();
    must(shop.engine().shop_enable(EnableShop { integration_id, enabled: true }).await);
    let held = until(&shop, "the token is refused", |view| {
        // The one that was refused goes back into the queue a moment later.
        view.held.first().is_some_and(|held| held.why == HeldWhy::TokenRefused) && view.counts.requested == 0
    })
    .await;
    assert_eq!(held.counts.queued as usize, first.len(), "nothing was booked, nothing is lost");
    tokio::time::sleep(Duration::from_secs(600)).await;
    assert_eq!(arrivals(&shop).len(), 1, "it is not asked again and again");
    let second = must(shop.try_ship(rest.iter().map(|row| row.id.0).collect()).await);
    assert_eq!(shop.done(second).await.batch.counts.labelled as usize, rest.len(), "labels do not care");
    for row in view(&shop).await.rows {
        must(shop.engine().booking_withdraw(OneBooking { id: row.id }).await);
    }
    assert!(view(&shop).await.held.is_empty());
    assert_booked_once(&shop);
}
