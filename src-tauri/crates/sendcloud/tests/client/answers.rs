//! One call, one answer: each order ends in exactly one of accepted, refused and unknown.

use api_client::{ApiError, Kind, SendFailure};
use sendcloud::ShipWith;
use sendcloud::ship_an_order::{Answer, CallOutcome, LabelsRequest, OrderAnswer, create_labels};
use serde_json::{Value, json};

use crate::fake::{Outcome, api, json as answer, with_headers};
use crate::requests::{by_id, by_number, call};

/// Orders a (1001), b (1002) by id and 1003 by number.
pub fn three() -> LabelsRequest {
    call(vec![by_id("a", "1001"), by_id("b", "1002"), by_number("1003")])
}

async fn outcome_of(reply: Outcome) -> CallOutcome {
    let (fake, api) = api([reply]);
    let outcome = create_labels(&api, &three()).await;
    assert_eq!(fake.sent().len(), 1, "one call is one request");
    outcome
}

async fn answered(reply: Outcome) -> Answer {
    match outcome_of(reply).await {
        CallOutcome::Answered(answer) => answer,
        other => panic!("expected an answer, got {other:?}"),
    }
}

fn entry(order_id: &str, shipment: &str, parcel: u64) -> Value {
    json!({"order_id": order_id, "shipment_id": shipment, "parcels_ids": [parcel], "parcel_id": parcel})
}

fn error(detail: &str, pointer: &str) -> Value {
    json!({"status": "400", "code": "validation_error", "detail": detail, "source": {"pointer": pointer}})
}

fn accepted(shipment: &str, parcels: &[u64]) -> OrderAnswer {
    OrderAnswer::Accepted {
        shipment_id: shipment.to_owned(),
        parcel_ids: parcels.to_vec(),
        ship_with: None,
        also: Vec::new(),
    }
}

/// "accepted 511", "refused: words" or "unknown", for each order.
pub fn told(answer: &Answer) -> Vec<String> {
    let one = |order: &OrderAnswer| match order {
        OrderAnswer::Accepted { shipment_id, .. } => format!("accepted {shipment_id}"),
        OrderAnswer::Refused(error) => format!("refused: {}", error.words()),
        OrderAnswer::Unknown(_) => "unknown".to_owned(),
    };
    answer.orders.iter().map(one).collect()
}

fn errors_of(answer: &Answer) -> Vec<&ApiError> {
    answer
        .orders
        .iter()
        .filter_map(|order| match order {
            OrderAnswer::Accepted { .. } => None,
            OrderAnswer::Refused(error) | OrderAnswer::Unknown(error) => Some(error),
        })
        .collect()
}

#[tokio::test]
async fn entries_are_matched_by_id_and_number_and_never_by_place() {
    let body = json!({"data": [
        {"order_number": "1003", "shipment_id": "513", "parcels_ids": [3]},
        {"order_id": "b", "order_number": "other", "shipment_id": "512", "parcel_id": 2},
        {"order_number": "1001", "shipment_id": 511, "parcels_ids": ["1", 10], "parcel_id": 1},
    ]});
    let answer = answered(answer(202, &body)).await;
    assert_eq!(answer.orders, [accepted("511", &[1, 10]), accepted("512", &[2]), accepted("513", &[3])]);
    assert_eq!((answer.status, answer.stop, answer.notes), (Some(202), None, Vec::new()));
}

#[tokio::test]
async fn a_mixed_answer_gives_each_order_its_own() {
    let body = json!({
        "data": [entry("a", "511", 1)],
        "errors": [error("No valid address.", "/data/attributes/orders/[1]"), error("Unknown order", "/data/attributes/orders/2/order_number")],
    });
    let answer = answered(with_headers(202, &[("x-request-id", "r-9")], body.to_string())).await;
    assert_eq!(told(&answer), ["accepted 511", "refused: No valid address.", "refused: Unknown order"]);
    assert_eq!(answer.request_id.as_deref(), Some("r-9"));
    let OrderAnswer::Refused(error) = &answer.orders[1] else { panic!("refused") };
    assert_eq!(error.kind, Kind::Refused);
    assert_eq!(error.code.as_deref(), Some("validation_error"));
    assert_eq!(error.pointer.as_deref(), Some("/data/attributes/orders/[1]"));
    assert_eq!(error.request_id.as_deref(), Some("r-9"), "support can find the exchange");
}

#[tokio::test]
async fn an_order_that_the_answer_forgets_is_unknown() {
    let forgot =
        json!({"data": [entry("a", "511", 1)], "errors": [error("No", "/data/attributes/orders/1")]});
    assert_eq!(told(&answered(answer(202, &forgot)).await), ["accepted 511", "refused: No", "unknown"]);
    for nothing in [json!({"data": []}), json!({"data": [], "errors": []}), json!({}), json!({"data": null})]
    {
        assert_eq!(told(&answered(answer(202, &nothing)).await), ["unknown"; 3], "{nothing}");
    }
}

#[tokio::test]
async fn an_error_of_the_whole_call_covers_those_without_an_answer_of_their_own() {
    let sender = error("Does not exist.", "/data/attributes/sender_address_id");
    let alone = json!({"errors": [sender]});
    assert_eq!(told(&answered(answer(202, &alone)).await), ["refused: Does not exist."; 3]);

    let mixed =
        json!({"data": [entry("b", "512", 2)], "errors": [sender, error("No", "/data/attributes/orders/0")]});
    assert_eq!(
        told(&answered(answer(202, &mixed)).await),
        ["refused: No", "accepted 512", "refused: Does not exist."],
        "money spent stays accepted, own words stay own words"
    );

    let beyond = json!({"errors": [error("Odd", "/data/attributes/orders/[3]")]});
    assert_eq!(
        told(&answered(answer(202, &beyond)).await),
        ["refused: Odd"; 3],
        "an index that was not sent is none"
    );
}

#[tokio::test]
async fn errors_are_understood_as_array_object_and_single() {
    let own = error("No", "/data/attributes/orders/0");
    let sender = error("Does not exist.", "/data/attributes/sender_address_id");
    for errors in
        [json!([own, sender]), json!({"0": own, "1": [sender]}), json!({"orders": [own], "call": sender})]
    {
        let answer = answered(answer(202, &json!({"errors": errors}))).await;
        let expected = ["refused: No", "refused: Does not exist.", "refused: Does not exist."];
        assert_eq!(told(&answer), expected, "{errors}");
    }
    let single = answered(answer(202, &json!({"errors": sender}))).await;
    assert_eq!(told(&single), ["refused: Does not exist."; 3]);
}

#[tokio::test]
async fn money_spent_is_never_called_refused() {
    let both = json!({"data": [entry("a", "511", 1)], "errors": [error("Odd", "/data/attributes/orders/0")]});
    let answer = answered(answer(202, &both)).await;
    assert_eq!(told(&answer), ["accepted 511", "unknown", "unknown"]);
    assert!(
        answer.notes.iter().any(|note| note.contains("Odd")),
        "the contradiction is kept: {:?}",
        answer.notes
    );
}

#[tokio::test]
async fn an_entry_with_ids_counts_even_in_a_refusal() {
    let body = json!({"data": [entry("a", "511", 1)], "errors": [error("Bad call", "/data")]});
    assert_eq!(
        told(&answered(answer(400, &body)).await),
        ["accepted 511", "refused: Bad call", "refused: Bad call"]
    );
}

#[tokio::test]
async fn an_entry_without_a_shipment_id_is_unknown() {
    let body = json!({"data": [
        {"order_id": "a"},
        {"order_id": "b", "parcels_ids": [7]},
        {"order_number": "1003", "shipment_id": "513"},
    ], "errors": [error("Everything is bad", "/data")]});
    let answer = answered(answer(202, &body)).await;
    assert_eq!(
        told(&answer),
        ["unknown", "unknown", "accepted 513"],
        "a shipment id is enough to follow it up"
    );
    assert!(answer.notes.iter().any(|note| note.contains('7')), "the parcel id is kept: {:?}", answer.notes);
}

#[tokio::test]
async fn the_same_order_twice_is_one_purchase_or_a_loud_note() {
    let same = json!({"data": [entry("a", "511", 1), entry("a", "511", 2)]});
    let answer_same = answered(answer(202, &same)).await;
    assert_eq!(answer_same.orders[0], accepted("511", &[1, 2]), "one shipment, all of its parcels");
    assert_eq!(answer_same.notes, [""; 0]);

    let twice = json!({"data": [entry("a", "511", 1), entry("a", "599", 9), entry("a", "599", 9)]});
    let answer_twice = answered(answer(202, &twice)).await;
    let OrderAnswer::Accepted { shipment_id, also, .. } = &answer_twice.orders[0] else { panic!("accepted") };
    assert_eq!(
        (shipment_id.as_str(), also.as_slice()),
        ("511", ["599".to_owned()].as_slice()),
        "both ids are kept"
    );
    assert!(answer_twice.notes[0].contains("MORE THAN ONCE"), "{:?}", answer_twice.notes);
}

#[tokio::test]
async fn a_shipment_that_matches_no_order_makes_the_unaccounted_unknown() {
    let body = json!({
        "data": [entry("stranger", "777", 7)],
        "errors": [error("Does not exist.", "/data/attributes/brand_id"), error("No", "/data/attributes/orders/1")],
    });
    let answer = answered(answer(202, &body)).await;
    assert_eq!(told(&answer), ["unknown", "refused: No", "unknown"], "it may belong to either of them");
    assert!(answer.notes.iter().any(|note| note.contains("777")), "its id is kept: {:?}", answer.notes);
}

#[tokio::test]
async fn a_refusal_beside_a_nameless_shipment_is_doubted_where_nobody_else_can_own_it() {
    let body = json!({
        "data": [entry("a", "1", 1), entry("b", "2", 2), {"shipment_id": "777", "parcels_ids": [7]}],
        "errors": [error("The shop could not be told.", "/data/attributes/orders/2")],
    });
    let answer = answered(answer(202, &body)).await;
    assert_eq!(told(&answer)[2], "unknown", "its label may have been bought: {:?}", told(&answer));
}

#[tokio::test]
async fn a_number_that_two_orders_share_matches_neither() {
    let request = call(vec![by_id("a", "1001"), by_id("b", "1001")]);
    let body = json!({"data": [{"order_number": "1001", "shipment_id": "511", "parcels_ids": [1]}]});
    let (_, api) = api([answer(202, &body)]);
    let CallOutcome::Answered(answer) = create_labels(&api, &request).await else { panic!("answered") };
    assert_eq!(told(&answer), ["unknown", "unknown"], "a guess would mark the wrong order as shipped");
}

#[tokio::test]
async fn what_was_used_to_ship_is_kept() {
    let ship_with = json!({"type": "shipping_option_code", "properties": {"shipping_option_code": "sendcloud:letter", "contract_id": null}});
    let body =
        json!({"data": [{"order_id": "a", "shipment_id": "511", "parcel_id": 1, "ship_with": ship_with}]});
    let answer = answered(answer(202, &body)).await;
    let OrderAnswer::Accepted { ship_with: Some(used), .. } = &answer.orders[0] else { panic!("accepted") };
    let letter = ShipWith { shipping_option_code: Some("sendcloud:letter".to_owned()), contract_id: None };
    assert_eq!(*used, letter);
    assert!(used.is_unstamped_letter(), "the fallback that is no valid label is recognised");
}

#[tokio::test]
async fn only_the_platforms_own_words_are_a_refusal() {
    let own = json!({"errors": [{"detail": "Input should be a valid string", "status": "400", "code": "invalid",
        "source": {"pointer": "/data/attributes/orders/0/order_id"}}]});
    let all = "refused: Input should be a valid string";
    for status in [400, 404, 409, 422] {
        assert_eq!(
            told(&answered(answer(status, &own)).await),
            [all; 3],
            "{status}: the whole call was refused"
        );
    }
    let v2 = json!({"error": {"code": 404, "message": "No such thing", "request": "api/v2/x"}});
    assert_eq!(told(&answered(answer(404, &v2)).await), ["refused: No such thing"; 3]);

    let foreign: [&[u8]; 9] = [
        b"",
        b"<html><body>blocked</body></html>",
        b"{\"message\": \"forbidden by gateway\"}",
        b"{\"error\": \"Bad Request\", \"status\": 400}",
        b"{\"errors\": []}",
        b"{\"errors\": [{\"title\": \"?\"}]}",
        b"{\"errors\": [\"no\"]}",
        b"{\"errors\": [{\"detail\": \"cut o",
        b"[1, 2]",
    ];
    for body in foreign {
        for status in [200, 202, 204, 400, 404, 408, 422, 499] {
            let answer = answered(with_headers(status, &[], body)).await;
            let shown = String::from_utf8_lossy(body);
            assert_eq!(told(&answer), ["unknown"; 3], "{status} {shown}");
            assert_eq!(answer.stop, None, "{status} {shown}");
            assert!(errors_of(&answer).iter().all(|error| !error.words().contains('<')), "never raw HTML");
        }
    }
}

#[tokio::test]
async fn redirects_and_broken_platforms_leave_every_order_unknown() {
    let own = json!({"errors": [error("No", "/data")]}).to_string();
    for status in [100, 301, 302, 307, 500, 502, 503, 504, 599] {
        let answer = answered(with_headers(status, &[("location", "/x")], own.clone())).await;
        assert_eq!(told(&answer), ["unknown"; 3], "{status}");
        assert_eq!(answer.status, Some(status));
    }
}

#[tokio::test]
async fn keys_permission_and_billing_stop_the_queue() {
    for (status, kind) in [(401, Kind::Unauthorized), (402, Kind::PaymentRequired), (403, Kind::Forbidden)] {
        let own = json!({"errors": [{"detail": "Not like this.", "status": "401", "source": {"pointer": "/data"}}]});
        let refused = answered(answer(status, &own)).await;
        assert_eq!(told(&refused), ["refused: Not like this."; 3], "{status}");
        assert_eq!(
            refused.stop.as_ref().map(|stop| (stop.kind, stop.words())),
            Some((kind, "Not like this.".into()))
        );
        assert!(errors_of(&refused).iter().all(|error| error.kind == kind));

        let proxy = answered(with_headers(status, &[], "<html>login</html>")).await;
        assert_eq!(told(&proxy), ["unknown"; 3], "{status}: a proxy's page proves nothing");
        assert_eq!(proxy.stop.map(|stop| stop.kind), Some(kind), "but going on makes no sense");
    }
    let in_passing =
        json!({"errors": [{"detail": "Keys?", "status": "401", "code": "authentication_failed"}]});
    let passing = answered(answer(202, &in_passing)).await;
    assert_eq!(
        (told(&passing), passing.stop),
        (vec!["refused: Keys?".to_owned(); 3], None),
        "the HTTP status rules"
    );
}

#[tokio::test]
async fn throttled_means_the_status_429_and_nothing_else() {
    let throttled = outcome_of(with_headers(429, &[("retry-after", "9")], "")).await;
    let CallOutcome::Throttled { error } = throttled else { panic!("throttled: {throttled:?}") };
    assert_eq!((error.kind, error.retry_after), (Kind::Throttled, Some(std::time::Duration::from_secs(9))));

    let said = json!({"errors": [{"detail": "Too many", "status": "429", "code": "throttled"}]});
    assert_eq!(
        told(&answered(answer(202, &said)).await),
        ["refused: Too many"; 3],
        "a body does not make it a 429"
    );
}

#[tokio::test]
async fn without_an_answer_only_proof_counts_as_not_sent() {
    let refused = outcome_of(Err(SendFailure::NotSent("connection refused".to_owned()))).await;
    let CallOutcome::NotSent(error) = refused else { panic!("not sent: {refused:?}") };
    assert_eq!(error.kind, Kind::NotSent);

    let failures = [
        (SendFailure::Lost("no answer in time".to_owned()), Kind::Lost),
        (SendFailure::TooBig { limit_bytes: 9 }, Kind::TooBig),
    ];
    for (failure, kind) in failures {
        let answer = answered(Err(failure)).await;
        assert_eq!(told(&answer), ["unknown"; 3], "it may have arrived");
        assert!(errors_of(&answer).iter().all(|error| error.kind == kind));
        assert_eq!(answer.status, None);
    }
}
