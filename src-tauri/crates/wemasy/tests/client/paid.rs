//! Calls that cost money: sent once, and sorted into exactly one outcome.

use api_client::{Bucket, Effect, SendFailure};
use serde_json::{Value, json};
use wemasy::push::{Label, Push, push};
use wemasy::{InvalidOrders, OrderId, OrderIds, Outcome, create_label, sync_snelstart};

use crate::fake::{self, api, json, with_headers};

fn orders() -> OrderIds {
    OrderIds::new([OrderId(42), OrderId(43)]).unwrap()
}

fn pushed() -> Value {
    json!({"error": false, "message": "Queued", "summary": {"total_orders": 2, "new_orders": 1, "retry_orders": 0,
        "skipped_orders": 1, "queued_orders": 1}, "details": {"new_orders": ["42"], "retry_orders": [],
        "skipped_orders": ["43"], "queued_orders": [42]}, "total_chunks": 1, "labels_will_be_created": "yes"})
}

fn queued() -> Value {
    json!({"error": false, "message": "Queued", "batch_name": "labels-7", "total_orders": 2, "new_orders": 2,
        "retried_orders": 0, "skipped_orders": 0, "total_chunks": 1, "estimated_completion_minutes": 1.5,
        "status_check_url": "https://api.wemasy.nl/api/batches/7"})
}

/// Name of the outcome, and how often each call went out.
async fn outcomes(answer: fake::Outcome) -> ([&'static str; 3], usize) {
    let (fake, api) = api([answer.clone(), answer.clone(), answer]);
    let pushing = Push { orders: orders(), label: Label::With };
    let names = [
        name(&push(&api, &pushing).await),
        name(&create_label::create(&api, &orders()).await),
        name(&sync_snelstart::sync(&api, OrderId(42)).await),
    ];
    (names, fake.sent().len())
}

fn name<T>(outcome: &Outcome<T>) -> &'static str {
    match outcome {
        Outcome::NotSent(_) => "not sent",
        Outcome::Throttled(_) => "throttled",
        Outcome::Accepted(_) => "accepted",
        Outcome::Refused(_) => "refused",
        Outcome::Unknown(_) => "unknown",
    }
}

#[tokio::test(start_paused = true)]
async fn every_answer_has_one_outcome_and_nothing_is_sent_twice() {
    let said = json!({"error": true, "message": "No Sendcloud integration."});
    let foreign = json!({"message": "Forbidden"});
    let fields = json!({"message": "Wrong", "errors": {"order_ids": ["Wrong"]}});
    let html = "<html>502</html>";
    for (what, answer, expected) in [
        ("400 in its form", json(400, &said), "refused"),
        ("401 in its form", json(401, &said), "refused"),
        ("422", json(422, &fields), "refused"),
        ("200 that is an error", json(200, &said), "refused"),
        ("403 of a gateway", json(403, &foreign), "unknown"),
        ("404 page", with_headers(404, &[], html), "unknown"),
        ("500 in its form", json(500, &said), "unknown"),
        ("502 page", with_headers(502, &[], html), "unknown"),
        ("302", with_headers(302, &[], ""), "unknown"),
        ("200 page", with_headers(200, &[], html), "unknown"),
        ("200 and half of it", with_headers(200, &[], "{\"error\": fal"), "unknown"),
        ("200 that says nothing", json(200, &json!({})), "unknown"),
        ("200 of another kind", json(200, &json!([])), "unknown"),
        ("429", json(429, &foreign), "throttled"),
        ("429 page", with_headers(429, &[], html), "throttled"),
        ("lost", Err(SendFailure::Lost("reset".to_owned())), "unknown"),
        ("too big", Err(SendFailure::TooBig { limit_bytes: 1 }), "unknown"),
        ("not sent", Err(SendFailure::NotSent("refused".to_owned())), "not sent"),
        ("200", json(200, &json!({"error": false})), "accepted"),
    ] {
        assert_eq!(outcomes(answer).await, ([expected; 3], 3), "{what}");
    }
}

#[tokio::test]
async fn an_error_that_names_work_is_no_refusal() {
    for mut body in [pushed(), queued()] {
        body["error"] = json!(true);
        let ([pushing, labels, _], _) = outcomes(json(200, &body)).await;
        let contradictory = if body.get("summary").is_some() { pushing } else { labels };
        assert_eq!(contradictory, "unknown", "{body}");
    }
}

#[tokio::test]
async fn a_push_says_what_it_costs_and_what_was_queued() {
    let (fake, api) = api([json(200, &pushed()), json(200, &pushed())]);
    let with = Push { orders: orders(), label: Label::With };
    let got = push(&api, &with).await.accepted().unwrap();
    assert_eq!(
        (got.total, got.new, got.retried, got.skipped, got.queued),
        (Some(2), Some(1), Some(0), Some(1), Some(1))
    );
    assert_eq!((got.skipped_orders, got.queued_orders), (vec!["43".to_owned()], vec!["42".to_owned()]));
    assert_eq!(got.labels_will_be_created.as_deref(), Some("yes"));
    push(&api, &Push { label: Label::Without, ..with }).await.accepted().unwrap();
    assert_eq!(
        fake.bodies(),
        [
            json!({"create_label": true, "order_ids": [42, 43]}),
            json!({"create_label": false, "order_ids": [42, 43]})
        ]
    );
    let effects: Vec<Effect> = fake.sent().iter().map(|request| request.effect).collect();
    assert_eq!(effects, [Effect::Buys, Effect::Write]);
}

#[tokio::test(start_paused = true)]
async fn a_push_without_labels_is_repeated_when_it_did_not_arrive() {
    let (fake, api) = api([json(429, &json!({"message": "Too many"})), json(200, &pushed())]);
    let outcome = push(&api, &Push { orders: orders(), label: Label::Without }).await;
    assert_eq!((name(&outcome), fake.sent().len()), ("accepted", 2));
}

#[tokio::test]
async fn labels_and_bookings_are_purchases_in_their_buckets() {
    let labels = create_label::request(&orders());
    assert_eq!((labels.effect, labels.bucket), (Effect::Buys, Some(Bucket::Everything)));
    let booking = sync_snelstart::request(OrderId(42));
    assert_eq!((booking.effect, booking.bucket), (Effect::Buys, Some(Bucket::Accounting)));
    let (fake, api) =
        api([json(200, &queued()), json(200, &json!({"error": false, "message": "Done", "data": ["a"]}))]);
    let got = create_label::create(&api, &orders()).await.accepted().unwrap();
    assert_eq!(
        (got.batch_name.as_deref(), got.estimated_minutes.as_deref()),
        (Some("labels-7"), Some("1.5"))
    );
    let booked = sync_snelstart::sync(&api, OrderId(42)).await.accepted().unwrap();
    assert_eq!((booked.message.as_deref(), booked.data), (Some("Done"), vec!["a".to_owned()]));
    assert_eq!(fake.bodies(), [json!({"order_ids": [42, 43]}), json!({"order_id": 42})]);
}

#[test]
fn a_call_names_each_order_once() {
    assert_eq!(OrderIds::new([]), Err(InvalidOrders::None));
    assert_eq!(OrderIds::new([OrderId(1), OrderId(1)]), Err(InvalidOrders::Twice(OrderId(1))));
    assert_eq!(OrderIds::new([OrderId(0)]), Err(InvalidOrders::Zero));
}
