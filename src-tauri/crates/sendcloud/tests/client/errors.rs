//! Answers that are no answers: named, in words, without raw HTML.

use std::time::Duration;

use api_client::{ApiError, Kind};
use sendcloud::parcel_documents::{DocumentKind, DocumentOptions, document};
use sendcloud::{account, shipments};
use serde_json::json;

use crate::fake::{Outcome, api, json as answer, with_headers};

async fn error_for(reply: Outcome) -> ApiError {
    // Reads are tried again after a 5xx and a 429; the last answer counts.
    let (_, api) = api((0..4).map(|_| reply.clone()));
    shipments::get(&api, "511").await.unwrap_err()
}

#[tokio::test(start_paused = true)]
async fn kinds_follow_the_status_and_the_envelope() {
    let own = json!({"errors": [{"code": "not_found", "status": "404", "detail": "No Parcel matches.",
        "source": {"pointer": "/data"}}]});
    let v2 = json!({"error": {"code": 404, "request": "api/v2/integrations/1/shipments/", "message": "No Parcel matches."}});
    for (status, with, without) in [
        (400, Kind::Refused, Kind::Unreadable),
        (401, Kind::Unauthorized, Kind::Unauthorized),
        (402, Kind::PaymentRequired, Kind::PaymentRequired),
        (403, Kind::Forbidden, Kind::Forbidden),
        (404, Kind::NotFound, Kind::Unreadable),
        (409, Kind::Refused, Kind::Unreadable),
        (422, Kind::Refused, Kind::Unreadable),
        (429, Kind::Throttled, Kind::Throttled),
        (500, Kind::ServerError, Kind::ServerError),
        (502, Kind::ServerError, Kind::ServerError),
        (302, Kind::Unreadable, Kind::Unreadable),
    ] {
        for body in [&own, &v2] {
            let error = error_for(answer(status, body)).await;
            assert_eq!((error.kind, error.status), (with, Some(status)), "{status} {body}");
            assert_eq!(error.words(), "No Parcel matches.", "{status} {body}");
            assert_eq!(error.endpoint, "GET /api/v3/shipments/{id}", "the endpoint is named, without ids");
        }
        let bare = error_for(with_headers(status, &[], "")).await;
        assert_eq!((bare.kind, bare.status), (without, Some(status)), "{status} without an envelope");
    }
}

#[tokio::test]
async fn code_pointer_request_and_pause_are_kept() {
    let body = json!({"errors": [
        {"code": "invalid_choice", "detail": "Not yours.", "source": {"parameter": "integration"}},
        {"code": null, "detail": "Also  \n this.", "title": "T"},
        {"code": "x", "detail": "Not yours."},
    ]});
    let error =
        error_for(with_headers(400, &[("x-request-id", "r-1"), ("retry-after", "3")], body.to_string()))
            .await;
    assert_eq!(error.code.as_deref(), Some("invalid_choice"));
    assert_eq!(error.pointer.as_deref(), Some("integration"), "a query parameter is a place too");
    assert_eq!(error.words(), "Not yours. · Also this.", "all words, each once, on one line");
    assert_eq!(error.request_id.as_deref(), Some("r-1"));
    assert_eq!(error.retry_after, Some(Duration::from_secs(3)));
}

#[tokio::test(start_paused = true)]
async fn pages_for_people_are_never_shown_raw() {
    for (status, body) in [
        (200, "<!DOCTYPE html><html><h1>Maintenance</h1></html>"),
        (200, "\u{feff}  <html>"),
        (503, "<html><body>Down</body></html>"),
        (404, "nginx <HTML> not found"),
    ] {
        let error = error_for(with_headers(status, &[], body)).await;
        let words = error.words();
        assert!(words.contains("a web page, not data"), "{status} {body}: {words}");
        assert!(!words.contains('<'), "{words}");
    }
    let inside = json!({"errors": [{"code": "x", "detail": "<html><b>no</b></html>"}]});
    assert!(!error_for(answer(400, &inside)).await.words().contains('<'), "not inside an envelope either");
}

#[tokio::test]
async fn long_words_are_cut_between_characters() {
    let body = json!({"errors": [{"code": "x", "detail": "é".repeat(5000)}]});
    let words = error_for(answer(400, &body)).await.words();
    assert_eq!(words.chars().count(), 501, "500 characters and an ellipsis");

    let many: Vec<_> = (0..50).map(|n| json!({"code": "x", "detail": format!("error {n}")})).collect();
    let words = error_for(answer(400, &json!({"errors": many}))).await.words();
    assert_eq!(words, "error 0 · error 1 · error 2 (and 47 more)");
}

#[tokio::test]
async fn junk_with_status_200_names_its_endpoint() {
    let cases: [(&[u8], &str); 6] = [
        (b"", "empty"),
        (b"{\"data\": {\"id\": \"5", "broken JSON"),
        (b"\xff\xfe\x00", "broken JSON"),
        (b"[]", "no shipment"),
        (b"{\"data\": []}", "not an object"),
        (b"{\"data\": {\"id\": \"512\"}}", "another shipment"),
    ];
    for (body, words) in cases {
        let error = error_for(with_headers(200, &[], body)).await;
        assert_eq!(error.kind, Kind::Unreadable, "{words}");
        assert!(error.to_string().contains(words), "{error} should say {words}");
        assert!(error.to_string().starts_with("GET /api/v3/shipments/{id}: "), "{error}");
    }
    let deep = "[".repeat(100_000);
    assert_eq!(
        error_for(with_headers(200, &[], deep)).await.kind,
        Kind::Unreadable,
        "and no stack overflows"
    );
}

#[tokio::test]
async fn a_success_that_holds_only_errors_is_a_refusal() {
    let body = json!({"errors": [{"code": "invalid", "detail": "No."}]});
    let error = error_for(answer(200, &body)).await;
    assert_eq!((error.kind, error.words().as_str()), (Kind::Refused, "No."));
}

#[tokio::test]
async fn documents_are_handed_on_as_bytes() {
    let page = "<html>not a label</html>";
    let pdf = with_headers(200, &[("content-type", "application/pdf")], "%PDF-1.4");
    let (_, api) = api([
        pdf,
        with_headers(200, &[("content-type", "text/html")], page),
        answer(
            404,
            &json!({"errors": [{"code": "not_found", "detail": "No Parcel matches the given query."}]}),
        ),
        with_headers(202, &[], ""),
    ]);
    let fetch = || document(&api, 420, DocumentKind::Label, DocumentOptions::default());
    let label = fetch().await.unwrap();
    assert_eq!(
        (label.bytes.as_slice(), label.content_type.as_deref()),
        (&b"%PDF-1.4"[..], Some("application/pdf"))
    );
    assert_eq!(fetch().await.unwrap().bytes, page.as_bytes(), "what the bytes are is judged elsewhere");
    assert_eq!(fetch().await.unwrap_err().kind, Kind::NotFound);
    assert_eq!(fetch().await.unwrap_err().kind, Kind::Unreadable, "202 is not a document");
}

#[tokio::test]
async fn the_account_is_read_from_numbers_and_texts() {
    let (_, api) = api([
        answer(200, &json!({"data": {"user_id": "1", "integration_id": 7}})),
        answer(200, &json!({"data": {"id": 12345, "name": "Acme", "registered": "2020-03-15T10:30:00Z"}})),
        answer(200, &json!({"data": {"name": "Acme"}})),
    ]);
    let metadata = account::metadata(&api).await.unwrap();
    assert_eq!((metadata.user_id, metadata.integration_id), (Some(1), Some(7)));
    let organization = account::organization(&api).await.unwrap();
    assert_eq!((organization.id.as_str(), organization.name.as_str()), ("12345", "Acme"));
    assert_eq!(
        account::organization(&api).await.unwrap_err().kind,
        Kind::Unreadable,
        "an account needs an id"
    );
}
