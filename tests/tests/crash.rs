//! The power fails, or the disk does, at every single moment of a batch: before and after each commit, before each request
//! leaves and before each answer is read. Afterwards the station is started again, a person continues, and the platform's
//! books are compared with the station's. Moments run on several threads; each run is the same every time.
#![expect(
    clippy::panic,
    clippy::print_stdout,
    reason = "helpers of tests: how a run fails, and how many moments were tried"
)]

use std::collections::BTreeSet;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use engine::store::Disk;
use engine::wire::{
    BatchDetail, BatchState, BuyAgain, Event, Nothing, OneBatch, OrderState, RowId, Settings,
};
use scenarios::audit::{self, Decisions, Rows};
use scenarios::moments::{Switch, Trouble};
use scenarios::{Shop, must, panics, rounds};
use simulator::{Config, Origin, Profile, ShopProfile, SimShipment, Trouble as OrderTrouble};

/// Open orders of two shops.
const ORDERS: usize = 11;

fn config() -> Config {
    let shop = |id, name: &str, system: &str, share| ShopProfile {
        id,
        name: name.to_owned(),
        system: system.to_owned(),
        share,
    };
    let profile = Profile {
        shops: vec![shop(70, "Tulpenhof", "shopify", 4), shop(71, "Fietskoets", "woocommerce", 3)],
        ..Profile::plain()
    };
    Config {
        seed: 3,
        orders: ORDERS,
        profile,
        answer_ms: 200..=900,
        read_ms: 20..=120,
        announce_ms: 300..=1_500,
        listed_after_ms: 0..=4_000,
        ..Config::test()
    }
}

/// A station on wires that can be cut. The platform refuses one order, the carrier another, and a third got its label
/// elsewhere: others work in this account, so little room is left and the rest go out in calls of several orders.
async fn station(switch: &Arc<Switch>) -> (Shop, Rows) {
    let shop = Shop::wired(config(), Arc::<Switch>::clone(switch)).await;
    let settings = must(shop.engine().settings_get(Nothing {}).await);
    must(shop.engine().settings_set(Settings { shared_writes_percent: 10, ..settings }).await);
    let open = shop.open_orders().await;
    assert_eq!(open.len(), ORDERS);
    let set = |place: usize, trouble: OrderTrouble| {
        shop.platform.set_order(&open[place].number, |order| order.trouble = trouble.clone());
    };
    let detail = "The postal code does not match the city.".to_owned();
    let code = "validation_error".to_owned();
    set(1, OrderTrouble::Refused { code, title: None, detail, field: None });
    set(4, OrderTrouble::AnnouncementFails { detail: "The carrier is closed.".to_owned() });
    assert!(shop.platform.make_label_elsewhere(&open[6].number).is_some());
    let rows = audit::rows(&shop).await;
    shop.sync().await;
    (shop, rows)
}

async fn ship(shop: &Shop) -> Result<Option<RowId>, engine::AppError> {
    let ids: Vec<i64> = shop.open_orders().await.iter().map(|order| order.id.0).collect();
    if ids.is_empty() {
        return Ok(None);
    }
    shop.try_ship(ids).await.map(Some)
}

/// Somebody at the station: tries again what fails, and remembers what was said.
#[derive(Default)]
struct Person {
    decisions: Decisions,
    /// Errors of what was clicked, and what batches say.
    heard: Vec<String>,
    /// The power failed: planned calls wait, and everybody knows why.
    restarted: bool,
}

/// Clicks until it works.
macro_rules! insist {
    ($person:ident, $click:expr) => {{
        let mut tries = 0;
        loop {
            match $click.await {
                Ok(done) => break done,
                Err(error) => {
                    $person.heard.push(error.to_string());
                    tries += 1;
                    assert!(tries < 40, "it never works: {error}");
                    tokio::time::sleep(Duration::from_secs(5)).await;
                }
            }
        }
    }};
}

impl Person {
    /// Ships what is open, continues what is paused, decides about what is never found, until nothing is left to ship.
    async fn finish(&mut self, shop: &Shop) {
        for _ in 0..5 {
            insist!(self, shop.engine().sync());
            if shop.open_orders().await.iter().any(|order| !is_refused(shop, &order.number)) {
                insist!(self, ship(shop));
            }
            let mut left: BTreeSet<RowId> =
                insist!(self, shop.engine().unfinished_batches()).into_iter().collect();
            left.extend(insist!(self, shop.engine().paused_batches()));
            if left.is_empty() {
                return;
            }
            for batch in left {
                let detail = self.see_through(shop, batch).await;
                self.override_lost(shop, &detail).await;
            }
        }
        panic!("there is always something left to ship: {:?}", shop.open_orders().await);
    }

    async fn see_through(&mut self, shop: &Shop, batch: RowId) -> BatchDetail {
        for _ in 0..20 {
            let stands =
                |detail: &BatchDetail| detail.batch.state == BatchState::Paused || audit::ended(detail);
            let detail = shop.in_the_end(batch, Duration::from_secs(3 * 3600), stands).await;
            let detail = detail.unwrap_or_else(|detail| panic!("it never ends: {detail:?}"));
            self.heard.extend(detail.batch.trouble.iter().map(ToString::to_string));
            if detail.batch.state != BatchState::Paused {
                return detail;
            }
            assert!(detail.batch.trouble.is_some() || self.restarted, "it is paused and does not say why");
            insist!(self, shop.engine().batch_continue(OneBatch { batch_id: batch }));
        }
        panic!("batch {batch} is paused again and again: {:?}", self.heard);
    }

    async fn override_lost(&mut self, shop: &Shop, detail: &BatchDetail) {
        for order in detail.orders.iter().filter(|order| order.state == OrderState::Unknown) {
            let buy = || BuyAgain { batch_order_id: order.id, reason: "nothing in the panel".to_owned() };
            insist!(self, shop.engine().buy_again(buy()));
            let orders = shop.platform.orders();
            let id = orders.into_iter().find(|o| o.order_number == order.order_number).map(|order| order.id);
            *self.decisions.overrides.entry(id.unwrap_or_default()).or_default() += 1;
        }
    }
}

/// By the platform or by the carrier: it stays open.
fn is_refused(shop: &Shop, number: &str) -> bool {
    shop.platform.orders().iter().any(|o| o.order_number == number && o.trouble != OrderTrouble::None)
}

/// Money and labels at the end, after everything that was still under way has shown itself.
async fn compare(shop: &Shop, rows: &Rows, decisions: &Decisions) -> Result<(), String> {
    tokio::time::sleep(Duration::from_secs(30)).await;
    shop.sync().await;
    let mut wrong = audit::violations(shop, rows, decisions).await;
    for order in shop.platform.orders() {
        let shipments = shop.platform.shipments_of(&order.order_number);
        let elsewhere = shipments.iter().any(|shipment| shipment.origin == Origin::Panel);
        let paid = shipments.iter().filter(|shipment| by_us(shipment)).count();
        let expected = usize::from(order.trouble == OrderTrouble::None && !elsewhere);
        if paid != expected {
            wrong.push(format!("order {} was paid {paid} times instead of {expected}", order.order_number));
        }
    }
    let mut labels = 0;
    for batch in must(shop.engine().batches_list(audit::everything()).await) {
        let detail = shop.batch(batch.id).await;
        labels += detail.orders.iter().filter(|order| order.state == OrderState::Labelled).count();
    }
    let charged = shop.platform.shipments().iter().filter(|shipment| by_us(shipment)).count();
    if labels != charged {
        wrong.push(format!("{charged} labels were charged, {labels} are stored"));
    }
    if wrong.is_empty() { Ok(()) } else { Err(wrong.join("\n")) }
}

fn by_us(shipment: &SimShipment) -> bool {
    shipment.origin == Origin::ShipAnOrder && shipment.will_fail.is_none()
}

/// The moments, or writes, of an undisturbed batch.
fn count(counting: Trouble) -> u64 {
    rounds::run(async {
        let switch = Switch::new();
        let (shop, rows) = station(&switch).await;
        switch.arm(counting);
        let mut person = Person::default();
        person.finish(&shop).await;
        let moments = switch.count();
        switch.disarm();
        let compared = compare(&shop, &rows, &person.decisions).await;
        compared.unwrap_or_else(|words| panic!("undisturbed: {words}"));
        assert_eq!(person.heard, Vec::<String>::new(), "nothing was wrong");
        assert!((2..ORDERS - 2).contains(&shop.creates()), "calls of several orders: {}", shop.creates());
        moments
    })
}

/// Dies at a moment, perhaps again at a moment of the next life, and is then left to live.
async fn die(first: u64, second: Option<u64>) -> Result<(), String> {
    let switch = Switch::new();
    let (mut shop, rows) = station(&switch).await;
    for at in [Some(first), second].into_iter().flatten() {
        switch.arm(Trouble::Death { at });
        tokio::select! {
            biased;
            () = switch.died() => {}
            () = live(&shop) => {}
        }
        shop.crash().await;
        switch.disarm();
        shop.start().await;
    }
    let mut person = Person { restarted: true, ..Person::default() };
    person.finish(&shop).await;
    compare(&shop, &rows, &person.decisions).await
}

/// As [`Person::finish`], until the station dies under it.
async fn live(shop: &Shop) {
    if ship(shop).await.is_err() {
        std::future::pending::<()>().await;
    }
    for batch in shop.engine().unfinished_batches().await.unwrap_or_default() {
        if shop.batch(batch).await.batch.state == BatchState::Paused {
            let _ = shop.engine().batch_continue(OneBatch { batch_id: batch }).await;
        }
        let _ = shop.in_the_end(batch, Duration::from_secs(3600), audit::ended).await;
    }
}

/// The disk fails for some writes in a row.
async fn fill_disk(at: u64, writes: u64, like: Disk) -> Result<(), String> {
    let switch = Switch::new();
    let (shop, rows) = station(&switch).await;
    let mut events = shop.engine().events();
    let notices = tokio::spawn(async move {
        let mut notices = Vec::new();
        while let Ok(event) = events.recv().await {
            if let Event::Notice { notice } = event {
                notices.push(notice.message);
            }
        }
        notices
    });
    switch.arm(Trouble::Disk { at, writes, like });
    let mut person = Person::default();
    person.finish(&shop).await;
    let struck = switch.struck();
    switch.disarm();
    compare(&shop, &rows, &person.decisions).await?;
    let mut shop = shop;
    shop.crash().await;
    let told = notices.await.unwrap_or_default();
    let silent = person.heard.is_empty() && told.is_empty();
    match !struck.is_empty() && silent {
        true => Err(format!("the disk failed at {struck:?} and nobody was told")),
        false => Ok(()),
    }
}

/// Runs every number on a few threads; fails with the smallest one that fails.
fn each<F>(what: &str, numbers: Vec<u64>, run: F)
where
    F: Fn(u64) -> Result<(), String> + Sync,
{
    panics::watch();
    let (next, tried) = (AtomicU64::new(0), numbers.len());
    let failed = std::sync::Mutex::new(Vec::new());
    let worker = || {
        loop {
            let place = next.fetch_add(1, Ordering::Relaxed);
            let Some(number) = usize::try_from(place).ok().and_then(|place| numbers.get(place)) else {
                return;
            };
            let mut words = match catch_unwind(AssertUnwindSafe(|| run(*number))) {
                Ok(Ok(())) => Vec::new(),
                Ok(Err(words)) => vec![words],
                Err(_) => vec!["it panicked".to_owned()],
            };
            words.extend(panics::take());
            if !words.is_empty() {
                failed
                    .lock()
                    .unwrap_or_else(std::sync::PoisonError::into_inner)
                    .push((*number, words.join("\n")));
            }
        }
    };
    std::thread::scope(|scope| {
        for n in 0..std::thread::available_parallelism().map_or(1, usize::from) {
            let started = std::thread::Builder::new().name(format!("worker {n}")).spawn_scoped(scope, worker);
            assert!(started.is_ok(), "a thread to work on: {started:?}");
        }
    });
    println!("{what}: {tried} moments tried");
    let mut failed = failed.into_inner().unwrap_or_else(std::sync::PoisonError::into_inner);
    failed.sort();
    if let Some((number, words)) = failed.first() {
        panic!("{what}: {} of {tried} went wrong, the first at {number}:\n{words}", failed.len());
    }
}

#[test]
fn a_station_that_dies_at_any_moment_loses_and_repeats_nothing() {
    let moments = count(Trouble::None);
    each("death", (1..=moments).collect(), |at| rounds::run(die(at, None)));
}

#[test]
fn one_that_dies_again_while_it_recovers_loses_and_repeats_nothing() {
    let moments = count(Trouble::None);
    let firsts = (1..=moments).step_by(3).collect();
    each("second death", firsts, |first| rounds::run(die(first, Some(1 + first * 7 % 29))));
}

#[test]
fn a_write_that_finds_the_disk_full_costs_no_label() {
    let writes = count(Trouble::Disk { at: 0, writes: 0, like: Disk::Full });
    each("disk full", (1..=writes).collect(), |at| rounds::run(fill_disk(at, 1, Disk::Full)));
}

#[test]
fn a_disk_that_stays_full_for_a_while_costs_no_label() {
    let writes = count(Trouble::Disk { at: 0, writes: 0, like: Disk::Full });
    each("disk full for a while", (1..=writes).collect(), |at| rounds::run(fill_disk(at, 9, Disk::Full)));
}

#[test]
fn a_locked_database_costs_no_label() {
    let writes = count(Trouble::Disk { at: 0, writes: 0, like: Disk::Locked });
    each("database locked", (1..=writes).collect(), |at| {
        rounds::run(fill_disk(at, 1 + at % 4, Disk::Locked))
    });
}
