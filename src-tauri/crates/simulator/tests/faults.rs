//! Faults, through the in-process transport.
#![expect(clippy::unwrap_used, clippy::expect_used, reason = "a test fails by panicking")]

mod common;

use std::time::Duration;

use api_client::{Accept, Effect, Method, Request, Response, SendFailure, Transport as _};
use common::{call_for, text};
use serde_json::Value;
use simulator::{
    BodyKind, Config, Endpoint, Fault, FaultKind, Habits, InProcess, NotPdf, Origin, Platform,
    PointerSpelling, Profile, RetryAfter, SimOrder, Trouble, clock_from,
};
use tokio::time::Instant;

fn start(config: Config) -> InProcess {
    let began = "2026-11-21T08:00:00Z".parse().unwrap();
    InProcess::new(Platform::new(config, clock_from(began)))
}

fn create(orders: &[&SimOrder]) -> Request {
    let endpoint = "/api/v3/orders/create-labels-async";
    Request::json(Method::Post, Effect::Buys, endpoint, &[], &call_for(orders)).unwrap()
}

fn shipments() -> Request {
    Request::get("/api/v3/shipments", &[]).query("page_size", 100)
}

async fn with_fault(fault: FaultKind) -> (Result<Response, SendFailure>, usize) {
    let transport = start(Config::test());
    let orders = transport.platform().orders();
    transport.platform().add_fault(Fault::nth(Endpoint::Create, 1, fault));
    let answer = transport.send(&create(&[&orders[0], &orders[1]])).await;
    assert_eq!(transport.platform().faults()[0].struck, 1, "the fault was met");
    (answer, transport.platform().labels_charged())
}

fn json(answer: &Result<Response, SendFailure>) -> Value {
    serde_json::from_slice(&answer.as_ref().unwrap().body).unwrap()
}

#[tokio::test]
async fn lost_replies_cost_money_and_refused_connections_do_not() {
    let (answer, charged) = with_fault(FaultKind::LoseReply).await;
    assert!(matches!(answer, Err(SendFailure::Lost(_))));
    assert_eq!(charged, 2, "the labels were made, though nobody heard of them");
    let (answer, charged) = with_fault(FaultKind::ResetBefore).await;
    assert!(matches!(answer, Err(SendFailure::Lost(_))), "the same for the client");
    assert_eq!(charged, 0, "and nothing was bought");
    let (answer, charged) = with_fault(FaultKind::RefuseConnection).await;
    assert!(matches!(answer, Err(SendFailure::NotSent(_))));
    assert_eq!(charged, 0);
}

#[tokio::test(start_paused = true)]
async fn a_late_reply_works_after_the_connection_is_gone() {
    let (answer, charged) = with_fault(FaultKind::LoseReplyLate { ms: 0 }).await;
    assert!(matches!(answer, Err(SendFailure::Lost(_))));
    assert_eq!(charged, 2);
    let transport = start(Config::test());
    let order = transport.platform().orders().remove(0);
    transport.platform().add_fault(Fault::nth(Endpoint::Create, 1, FaultKind::LoseReplyLate { ms: 60_000 }));
    assert!(transport.send(&create(&[&order])).await.is_err());
    tokio::time::advance(Duration::from_millis(59_999)).await;
    assert_eq!(transport.platform().labels_charged(), 0, "three looks in a minute find nothing");
    tokio::time::advance(Duration::from_millis(1)).await;
    let made = transport.platform().shipments_of(&order.order_number);
    assert_eq!(made.len(), 1, "and then it is there");
    assert_eq!(made[0].created_at.to_string(), "2026-11-21T08:01:00Z");
}

#[tokio::test(start_paused = true)]
async fn a_slow_answer_has_done_its_work_already() {
    let transport = start(Config::test());
    let order = transport.platform().orders().remove(0);
    transport.platform().add_fault(Fault::always(Endpoint::Create, FaultKind::Slow { ms: 120_000 }));
    let answer = transport.send(&create(&[&order])).await;
    assert!(matches!(answer, Err(SendFailure::Lost(_))), "the client gave up: {answer:?}");
    assert_eq!(transport.platform().labels_charged(), 1);
}

#[tokio::test]
async fn statuses_come_with_the_body_that_was_asked_for() {
    for (body, mime, charged_after) in [
        (BodyKind::Json, Some("application/json"), false),
        (BodyKind::Html, Some("text/html; charset=utf-8"), true),
        (BodyKind::Empty, None, false),
    ] {
        let retry_after = Some("7".to_owned());
        let fault = FaultKind::Status { status: 503, body, retry_after, after_work: charged_after };
        let (answer, charged) = with_fault(fault).await;
        let answer = answer.unwrap();
        assert_eq!((answer.status, answer.header("content-type")), (503, mime));
        assert_eq!(answer.header("retry-after"), Some("7"));
        assert_eq!(charged, if charged_after { 2 } else { 0 }, "{body:?}");
    }
}

#[tokio::test]
async fn answers_can_be_unreadable() {
    let (answer, charged) = with_fault(FaultKind::TruncatedJson).await;
    assert!(serde_json::from_slice::<Value>(&answer.unwrap().body).is_err());
    assert_eq!(charged, 2, "the work was done");
    let (answer, charged) = with_fault(FaultKind::NotJson).await;
    assert!(answer.unwrap().body.starts_with(b"<!DOCTYPE html>"));
    assert_eq!(charged, 0);
    let (answer, _) = with_fault(FaultKind::WrongContentType).await;
    assert_eq!(answer.as_ref().unwrap().header("content-type"), Some("text/plain; charset=utf-8"));
    assert!(json(&answer)["data"].is_array(), "still JSON");
    let (answer, charged) = with_fault(FaultKind::HugeBody { bytes: 50 * 1024 * 1024 }).await;
    assert!(matches!(answer, Err(SendFailure::TooBig { .. })), "50 MB are not read");
    assert_eq!(charged, 2);
    let (answer, charged) = with_fault(FaultKind::Redirect307 { location: None }).await;
    let answer = answer.unwrap();
    assert_eq!((answer.status, charged), (307, 0));
    assert!(answer.header("location").is_some_and(|to| to.ends_with("/create-labels-async")));
}

#[tokio::test]
async fn create_answers_can_contradict_themselves() {
    let (answer, charged) = with_fault(FaultKind::CallError).await;
    assert_eq!((json(&answer).get("data"), charged), (None, 0));
    let (answer, _) = with_fault(FaultKind::ErrorsAsObject).await;
    assert!(json(&answer)["errors"].is_object());
    let (answer, charged) = with_fault(FaultKind::OrderMissing).await;
    assert_eq!((json(&answer)["data"].as_array().unwrap().len(), charged), (1, 2), "bought, not mentioned");
    let (answer, _) = with_fault(FaultKind::OrderInBoth).await;
    let both = json(&answer);
    assert_eq!((both["data"].as_array().unwrap().len(), both["errors"].as_array().unwrap().len()), (2, 1));
    let (answer, charged) = with_fault(FaultKind::DuplicateEntry).await;
    assert_eq!((json(&answer)["data"].as_array().unwrap().len(), charged), (3, 2));
    let (answer, _) = with_fault(FaultKind::EntryWithoutIds).await;
    let first = json(&answer)["data"][0].clone();
    assert!(
        first.get("shipment_id").is_none()
            && first.get("parcel_id").is_none()
            && first["order_id"].is_string()
    );
    let (answer, _) = with_fault(FaultKind::EntryWithoutOrder).await;
    assert!(json(&answer)["data"][0].get("order_id").is_none());
}

#[tokio::test]
async fn order_in_both_points_at_the_entry_that_was_accepted() {
    let (answer, _) = with_fault(FaultKind::OrderInBoth).await;
    let both = json(&answer);
    let transport = start(Config::test());
    let orders = transport.platform().orders();
    let place = orders.iter().position(|o| o.order_id == text(&both["data"][0]["order_id"])).unwrap();
    assert_eq!(both["errors"][0]["source"]["pointer"], format!("/data/attributes/orders/[{place}]"));
}

#[tokio::test]
async fn documents_can_be_something_else() {
    let transport = start(Config::test());
    let order = transport.platform().orders().remove(0);
    transport.send(&create(&[&order])).await.unwrap();
    let parcel = transport.platform().shipments()[0].parcels[0].id.to_string();
    let request =
        Request::get("/api/v3/parcels/{id}/documents/{type}", &[&parcel, "label"]).accept(Accept::Pdf);
    let whole = transport.send(&request).await.unwrap().body;
    assert!(whole.starts_with(b"%PDF-"));
    for gives in [
        NotPdf::Zpl,
        NotPdf::Html,
        NotPdf::TruncatedPdf,
        NotPdf::CorruptPdf,
        NotPdf::PdfWithoutPages,
        NotPdf::Empty,
    ] {
        transport.platform().clear_faults();
        transport
            .platform()
            .add_fault(Fault::always(Endpoint::Document, FaultKind::DocumentNotPdf { gives }));
        let got = transport.send(&request).await.unwrap();
        let right = match gives {
            NotPdf::Zpl => {
                got.body.starts_with(b"^XA") && got.header("content-type") == Some("application/zpl")
            }
            NotPdf::Html => {
                got.body.starts_with(b"<!DOCTYPE") && got.header("content-type") == Some("application/pdf")
            }
            NotPdf::TruncatedPdf => got.body.starts_with(b"%PDF-") && got.body.len() < whole.len() / 2,
            NotPdf::CorruptPdf => {
                got.body.len() == whole.len() && got.body.starts_with(b"%PDF-") && got.body != whole
            }
            NotPdf::PdfWithoutPages => {
                got.body.starts_with(b"%PDF-") && got.body.windows(8).any(|w| w == b"/Count 0")
            }
            NotPdf::Empty => got.body.is_empty(),
        };
        assert!(right && got.status == 200, "{gives:?}");
    }
}

#[tokio::test]
async fn an_answer_that_breaks_midway_has_done_its_work() {
    let (answer, charged) = with_fault(FaultKind::BreakMidway).await;
    assert!(matches!(answer, Err(SendFailure::Lost(_))), "{answer:?}");
    assert_eq!(charged, 2, "the labels were made");
}

#[tokio::test]
async fn a_429_says_how_long_to_wait_in_several_ways_or_not_at_all() {
    for (says, like) in [
        (RetryAfter::None, None),
        (RetryAfter::Seconds, Some("7")),
        (RetryAfter::Date, Some("Sat, 21 Nov 2026 08:00:07 GMT")),
        (RetryAfter::Nonsense, Some("a moment")),
    ] {
        let (answer, charged) = with_fault(FaultKind::Throttled { wait_s: 7, says }).await;
        let answer = answer.unwrap();
        assert_eq!((answer.status, charged), (429, 0), "{says:?}");
        assert_eq!(answer.header("retry-after"), like, "{says:?}");
    }
}

#[tokio::test]
async fn errors_name_their_order_in_every_spelling() {
    for (spelling, pointer) in [
        (PointerSpelling::Brackets, "/data/attributes/orders/[1]"),
        (PointerSpelling::Slash, "/data/attributes/orders/1"),
        (PointerSpelling::Field, "/data/attributes/orders/1/order_id"),
        (PointerSpelling::BracketsField, "/data/attributes/orders/[1]/parcels/0/parcel_items"),
        (PointerSpelling::List, "/data/attributes/orders"),
        (PointerSpelling::Call, "/data/attributes/sender_address_id"),
        (PointerSpelling::Data, "/data"),
        (PointerSpelling::Sync, "/data/attributes/order/order_id"),
        (PointerSpelling::Outside, "/data/attributes/orders/[2]"),
    ] {
        let transport = start(Config::test());
        let mut orders = transport.platform().orders();
        orders[1].order_id = "nobody-knows-it".to_owned();
        transport
            .platform()
            .add_fault(Fault::always(Endpoint::Create, FaultKind::ErrorPointers { spelling }));
        let answer = transport.send(&create(&[&orders[0], &orders[1]])).await;
        assert_eq!(json(&answer)["errors"][0]["source"]["pointer"], pointer, "{spelling:?}");
        assert_eq!(transport.platform().labels_charged(), 1);
    }
}

fn status_of(got: &Response) -> String {
    let body: Value = serde_json::from_slice(&got.body).unwrap();
    text(&body["data"][0]["parcels"][0]["status"]["code"]).to_owned()
}

#[tokio::test(start_paused = true)]
async fn shipments_can_have_a_status_that_nobody_knows_until_it_passes() {
    let transport = start(Config { announce_ms: 0..=0, listed_after_ms: 0..=0, ..Config::test() });
    let order = transport.platform().orders().remove(0);
    let strange = FaultKind::UnknownStatus { ms: Some(30_000) };
    transport.platform().add_fault(Fault::nth(Endpoint::Create, 1, strange));
    transport.send(&create(&[&order])).await.unwrap();
    tokio::time::advance(Duration::from_secs(1)).await;
    assert_eq!(status_of(&transport.send(&shipments()).await.unwrap()), "TELEPORTED");
    assert_eq!(transport.platform().labels_charged(), 1, "it costs money all the same");
    tokio::time::advance(Duration::from_secs(30)).await;
    assert_eq!(status_of(&transport.send(&shipments()).await.unwrap()), "READY_TO_SEND");
}

#[tokio::test(start_paused = true)]
async fn a_listed_document_can_be_late() {
    let transport = start(Config { announce_ms: 0..=0, ..Config::test() });
    let order = transport.platform().orders().remove(0);
    transport
        .platform()
        .add_fault(Fault::always(Endpoint::Document, FaultKind::DocumentPending { ms: 10_000 }));
    transport.send(&create(&[&order])).await.unwrap();
    let parcel = transport.platform().shipments()[0].parcels[0].id.to_string();
    let request =
        Request::get("/api/v3/parcels/{id}/documents/{type}", &[&parcel, "label"]).accept(Accept::Pdf);
    tokio::time::advance(Duration::from_secs(1)).await;
    assert_eq!(transport.send(&request).await.unwrap().status, 404);
    tokio::time::advance(Duration::from_secs(10)).await;
    assert_eq!(transport.send(&request).await.unwrap().status, 200);
}

#[tokio::test(start_paused = true)]
async fn people_announce_failed_shipments_and_make_labels_in_the_panel() {
    let habits = Habits {
        announced_later_percent: 100,
        announced_later_ms: 60_000..=60_000,
        panel_label_percent: 100,
        panel_label_ms: 5_000..=5_000,
        ..Habits::default()
    };
    let profile = Profile { announcement_fails: 1, ..Profile::plain() };
    let transport = start(Config { announce_ms: 0..=0, habits, profile, ..Config::test() });
    let platform = transport.platform();
    let fails =
        platform.orders().into_iter().find(|o| matches!(o.trouble, Trouble::AnnouncementFails { .. }));
    let order = fails.expect("one fails");
    transport.send(&create(&[&order])).await.unwrap();
    tokio::time::advance(Duration::from_secs(1)).await;
    assert_eq!(platform.labels_charged(), 0, "the carrier refused");
    tokio::time::advance(Duration::from_secs(5)).await;
    let made = platform.shipments_of(&order.order_number);
    assert_eq!(made.iter().filter(|s| s.origin == Origin::Panel).count(), 1);
    tokio::time::advance(Duration::from_secs(60)).await;
    let ours = platform.shipments_of(&order.order_number).remove(0);
    assert!(ours.announced_later && ours.is_active() && ours.charged_parcels() == 1, "{ours:?}");
}

/// Follows v3 links `pages` times and gives the cursors.
async fn cursors(fault: FaultKind, pages: usize) -> Vec<String> {
    let transport = start(Config::test());
    transport.platform().add_fault(Fault::always(Endpoint::Shipments, fault));
    let mut cursors: Vec<String> = Vec::new();
    for _ in 0..pages {
        let request = shipments().query_opt("cursor", cursors.last());
        let got = transport.send(&request).await.unwrap();
        assert_eq!(got.status, 200);
        let link = got.header("link").expect("there is always a next page").to_owned();
        cursors.push(link.split("cursor=").nth(1).unwrap().split('>').next().unwrap().to_owned());
    }
    cursors
}

#[tokio::test]
async fn lists_can_run_in_circles_or_for_ever() {
    let repeated = cursors(FaultKind::RepeatedCursor, 3).await;
    assert!(repeated.iter().all(|cursor| *cursor == repeated[0]), "{repeated:?}");
    let mut endless = cursors(FaultKind::EndlessPages, 50).await;
    endless.dedup();
    assert_eq!(endless.len(), 50, "always another cursor");
    let transport = start(Config::test());
    transport.platform().add_fault(Fault::always(Endpoint::OrderList, FaultKind::ForeignNext));
    let got = transport.send(&Request::get("/api/v2/integrations/{id}/shipments", &["70"])).await;
    assert!(
        text(&json(&got)["next"]).starts_with("https://panel.example.org/"),
        "a host that must not get the keys"
    );
}

#[tokio::test(start_paused = true)]
async fn practice_mode_ships_240_orders_in_well_under_a_minute() {
    let transport = start(Config::practice());
    let orders = transport.platform().orders();
    let began = Instant::now();
    let mut accepted = 0;
    for shop in [70, 71, 72, 73] {
        let of_shop: Vec<_> = orders.iter().filter(|o| o.integration == shop).collect();
        for part in of_shop.chunks(20) {
            let answer = transport.send(&create(part)).await;
            accepted += json(&answer)["data"].as_array().map_or(0, Vec::len);
        }
    }
    tokio::time::sleep(Duration::from_secs(5)).await;
    assert!(began.elapsed() < Duration::from_secs(30), "took {:?}", began.elapsed());
    let refused = orders.len() - accepted;
    assert_eq!(refused, 4 + 3 + 3, "refused ones, incomplete addresses, no customs data");
    let ready =
        transport.platform().shipments().iter().filter(|s| s.parcels[0].announced_at.is_some()).count();
    assert_eq!(ready, accepted - 1, "all announced but the one that fails");
}
