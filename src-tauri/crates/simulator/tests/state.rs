//! The state file of practice mode.

mod common;

use common::{Clock, get, send, ship, text};
use simulator::{BodyKind, Config, Delivery, Endpoint, Fault, FaultKind, Platform, WireRequest};

#[test]
fn shipments_and_their_age_survive_a_restart() {
    let dir = tempfile::tempdir().unwrap();
    let file = dir.path().join("practice.json");
    let clock = Clock::new();
    let config = || Config { announce_ms: 5000..=5000, ..Config::test() };
    let first = Platform::open(config(), &file, clock.reader()).unwrap();
    let order = first.orders().remove(0);
    let id = text(&ship(&first, &[&order]).data()[0]["shipment_id"]).to_owned();
    // No goodbye: what was answered is on disk.
    std::mem::forget(first);
    clock.pass_ms(5000);
    let again = Platform::open(Config { seed: 99, ..config() }, &file, clock.reader()).unwrap();
    assert_eq!(again.labels_charged(), 1);
    let shipment = get(&again, &format!("/api/v3/shipments/{id}")).json["data"].clone();
    assert_eq!(shipment["parcels"][0]["status"]["code"], "READY_TO_SEND", "time passed meanwhile");
    assert_eq!(again.orders().remove(0), order, "the orders are those of the file, not of another seed");
    let cancelled = send(&again, &WireRequest::new("POST", &format!("/api/v3/shipments/{id}/cancel")));
    assert_eq!(cancelled.status, 202);
    let third = Platform::open(config(), &file, clock.reader()).unwrap();
    assert!(!third.shipments()[0].is_active(), "a cancellation is kept too");
}

#[test]
fn a_damaged_file_is_set_aside_not_overwritten() {
    let dir = tempfile::tempdir().unwrap();
    let file = dir.path().join("practice.json");
    std::fs::write(&file, "{\"version\": 1, \"orders\": [").unwrap();
    let platform = Platform::open(Config::test(), &file, Clock::new().reader()).unwrap();
    assert_eq!(platform.orders().len(), 40, "practice starts afresh");
    let aside = std::fs::read_to_string(dir.path().join("practice.damaged.json")).unwrap();
    assert!(aside.ends_with("\"orders\": ["), "what was there can still be looked at");
}

#[test]
fn an_unwritable_folder_is_an_error_at_once() {
    let dir = tempfile::tempdir().unwrap();
    let file = dir.path().join("missing/practice.json");
    assert!(Platform::open(Config::test(), &file, Clock::new().reader()).is_err());
}

#[tokio::test]
async fn a_create_is_on_disk_before_it_is_answered() {
    let dir = tempfile::tempdir().unwrap();
    let file = dir.path().join("practice.json");
    let clock = Clock::new();
    let platform = Platform::open(Config::test(), &file, clock.reader()).unwrap();
    let orders = platform.orders();
    let calls = orders.chunks(4).map(|part| {
        let body = common::call_for(&part.iter().collect::<Vec<_>>()).to_string();
        platform.answer(WireRequest::new("POST", common::CREATE).body(body))
    });
    futures_util::future::join_all(calls.collect::<Vec<_>>()).await;
    let kept = Platform::open(Config::test(), &file, clock.reader()).unwrap();
    assert_eq!(kept.labels_charged(), 40, "ten calls at once, all of them kept");
}

#[tokio::test]
async fn work_that_is_still_to_be_done_survives_the_simulator() {
    let dir = tempfile::tempdir().unwrap();
    let file = dir.path().join("practice.json");
    let clock = Clock::new();
    let platform = Platform::open(Config::test(), &file, clock.reader()).unwrap();
    let late = FaultKind::StatusThenWork { status: 504, body: BodyKind::Html, ms: 60_000 };
    platform.add_fault(Fault::nth(Endpoint::Create, 1, late));
    let body = common::call_for(&platform.orders().iter().take(3).collect::<Vec<_>>()).to_string();
    let answer = platform.answer(WireRequest::new("POST", common::CREATE).body(body)).await;
    assert!(matches!(answer, Delivery::Answer(response) if response.status == 504), "the gateway gave up");
    drop(platform);
    let again = Platform::open(Config::test(), &file, clock.reader()).unwrap();
    assert_eq!(again.labels_charged(), 0, "not yet");
    clock.pass_ms(61_000);
    assert_eq!(again.labels_charged(), 3, "it is done all the same");
}
