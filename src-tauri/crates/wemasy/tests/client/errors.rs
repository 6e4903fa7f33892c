//! What the platform says when it refuses, and what others say in its place.

use std::time::Duration;

use api_client::{ApiError, Kind, SendFailure};
use serde_json::json;
use wemasy::orders::{OrdersQuery, pages};
use wemasy::sendcloud_status;

use crate::fake::{Outcome, api, json, with_headers};

async fn error(answer: Outcome) -> ApiError {
    let (_, api) = api([answer.clone(), answer.clone(), answer.clone(), answer]);
    pages(OrdersQuery::default()).next(&api).await.unwrap_err()
}

#[tokio::test(start_paused = true)]
async fn every_status_has_its_kind_and_words() {
    let said = json!({"error": true, "message": "Unauthenticated."});
    for (status, kind) in [
        (400, Kind::Refused),
        (401, Kind::Unauthorized),
        (403, Kind::Forbidden),
        (404, Kind::NotFound),
        (422, Kind::Refused),
        (500, Kind::ServerError),
        (200, Kind::Refused),
    ] {
        let error = error(json(status, &said)).await;
        assert_eq!((error.kind, error.words().as_str()), (kind, "Unauthenticated."), "{status}");
        assert_eq!(error.endpoint, "POST /api/services/webshop/v1/orders/all");
    }
    let page = "<!DOCTYPE html><html><body>Secret words</body></html>";
    for (status, kind) in [
        (403, Kind::Forbidden),
        (404, Kind::Unreadable),
        (200, Kind::Unreadable),
        (302, Kind::Unreadable),
        (503, Kind::ServerError),
    ] {
        let error = error(with_headers(status, &[], page)).await;
        assert_eq!(error.kind, kind, "{status}");
        assert!(!error.to_string().contains("Secret"), "a web page is not repeated: {error}");
    }
    let lost = error(Err(SendFailure::Lost("reset".to_owned()))).await;
    assert_eq!(lost.kind, Kind::Lost);
}

#[tokio::test]
async fn the_fields_of_a_refusal_are_handed_on() {
    let message = "The order_ids field is required.";
    let body = json!({"message": message, "errors": {
        "order_ids": [message], "weight": "Too heavy", "create_label": [1, null, "No"], "odd": {"a": 1}}});
    let error = error(json(422, &body)).await;
    let mut fields = error.fields().to_vec();
    fields.sort();
    let pair = |field: &str, words: &str| (field.to_owned(), words.to_owned());
    let expected = [
        pair("create_label", "1"),
        pair("create_label", "No"),
        pair("order_ids", message),
        pair("weight", "Too heavy"),
    ];
    assert_eq!(fields, expected);
    let words = error.words();
    assert!(words.starts_with(message) && words.matches(message).count() == 1, "said once: {words}");
    assert!(words.contains("Too heavy") || words.contains("No"), "{words}");
}

#[tokio::test(start_paused = true)]
async fn too_many_names_the_pause() {
    let body = json!({"message": "Too Many Attempts."}).to_string();
    let error = error(with_headers(429, &[("retry-after", "500")], body)).await;
    assert_eq!((error.kind, error.retry_after), (Kind::Throttled, Some(Duration::from_secs(500))));
    assert_eq!(error.words(), "Too Many Attempts.");
}

#[tokio::test(start_paused = true)]
async fn the_status_of_the_integration_is_never_repeated() {
    let integration = json!({"id": "7", "is_active": 1, "is_connected": "1", "created_at": null,
        "credentials": {"public_key": "pk-hidden", "secret_key": "sk-hidden"}});
    let body = json!({"error": false, "integration": integration});
    let (_, api1) = api([json(200, &body)]);
    let status = sendcloud_status::get(&api1).await.unwrap();
    assert!(status.is_usable());
    assert_eq!(status.id, Some(7));
    assert!(!format!("{status:?}").contains("hidden"), "the keys are not kept");

    let leak = json!({"error": true, "message": "sk-hidden", "errors": {"secret_key": ["sk-hidden"]}});
    for (status, body) in [(200, &leak), (400, &leak), (401, &leak), (500, &leak), (200, &json!("sk-hidden"))]
    {
        let answer = json(status, body);
        let (_, api) = api([answer.clone(), answer.clone(), answer.clone(), answer]);
        let error = sendcloud_status::get(&api).await.unwrap_err();
        assert!(!format!("{error:?} {error}").contains("hidden"), "{status}: {error:?}");
    }
    for nothing in [
        json!({"error": false}),
        json!({"error": false, "integration": null}),
        json!({"integration": {"is_active": 0}}),
    ] {
        let (_, api) = api([json(200, &nothing)]);
        assert!(!sendcloud_status::get(&api).await.unwrap().is_usable(), "{nothing}");
    }
}
