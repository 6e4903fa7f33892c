//! Shipments: how they fare, and whether a bought label may stand behind them.

use api_client::Kind;
use sendcloud::shipments::{self, Shipment, ShipmentState};
use serde_json::{Value, json};

use crate::fake::{api, json as answer};

async fn shipment(parcels: Value, errors: Value) -> Shipment {
    let (_, api) = api([answer(200, &json!({"data": {"id": "511", "parcels": parcels, "errors": errors}}))]);
    shipments::get(&api, "511").await.unwrap()
}

async fn fares(codes: &[&str], errors: &[&str]) -> (ShipmentState, bool) {
    let parcels: Vec<_> = codes.iter().map(|code| json!({"id": 1, "status": {"code": code}})).collect();
    let errors: Vec<_> =
        errors.iter().map(|detail| json!({"code": "parcel_announcement_error", "detail": detail})).collect();
    let read = shipment(json!(parcels), json!(errors)).await;
    (read.state(), read.is_active())
}

#[tokio::test]
async fn the_status_and_the_errors_decide() {
    use ShipmentState::{Announcing, Cancelled, Cancelling, Failed, NoLabel, Other, Ready};
    let other = |code: &str| Other(code.to_owned());
    let no: &[&str] = &[];
    let carrier: &[&str] = &["Service error"];
    for (codes, errors, state, active) in [
        (&["ANNOUNCING"] as &[&str], no, Announcing, true),
        (&["READY_TO_SEND"], no, Ready, true),
        (&["ready_to_send"], no, Ready, true),
        (&["ANNOUNCED"], no, Ready, true),
        (&["DELIVERED"], no, Ready, true),
        (&["DELIVERY_FAILED"], no, Ready, true),
        (&["ANNOUNCEMENT_FAILED"], no, Failed, false),
        (&["ANNOUNCEMENT_FAILED"], carrier, Failed, false),
        (&["CANCELLING"], no, Cancelling, true),
        (&["CANCELLING_UPSTREAM"], no, Cancelling, true),
        (&["CANCELLED"], no, Cancelled, false),
        (&["CANCELLED_UPSTREAM"], carrier, Cancelled, false),
        (&["CANCELLATION_FAILED"], no, other("CANCELLATION_FAILED"), true),
        (&["NO_LABEL"], no, NoLabel, false),
        (&["UNKNOWN"], no, other("UNKNOWN"), true),
        (&["SOMETHING_NEW_FAILED"], no, other("SOMETHING_NEW_FAILED"), true),
        (&[""], no, other(""), true),
        (no, no, other(""), true),
        (no, carrier, Failed, false),
        // Errors beside a good status: not trusted to print, not trusted to buy again either.
        (&["ANNOUNCING"], carrier, Failed, true),
        (&["READY_TO_SEND"], carrier, Failed, true),
        // Several parcels: the one that needs attention decides, one active parcel blocks a second purchase.
        (&["READY_TO_SEND", "READY_TO_SEND"], no, Ready, true),
        (&["READY_TO_SEND", "ANNOUNCING"], no, Announcing, true),
        (&["READY_TO_SEND", "ANNOUNCEMENT_FAILED"], carrier, Failed, true),
        (&["ANNOUNCEMENT_FAILED", "CANCELLED"], no, Failed, false),
        (&["READY_TO_SEND", "CANCELLED"], no, other("CANCELLED"), true),
        (&["READY_TO_SEND", "NEW"], no, other("NEW"), true),
        (&["CANCELLED", "CANCELLED"], no, Cancelled, false),
    ] {
        assert_eq!(fares(codes, errors).await, (state, active), "{codes:?} with {errors:?}");
    }
}

#[tokio::test]
async fn papers_and_tracking_numbers_prove_nothing() {
    let papers = json!([{"type": "label", "size": "a6", "link": "https://x"}]);
    let parcel = |code: &str| {
        json!([{"id": 1, "status": {"code": code}, "documents": papers, "tracking_number": "3SYZXG",
            "announced_at": "2024-06-07T09:02:19Z"}])
    };
    assert_eq!(shipment(parcel("CANCELLED"), json!([])).await.state(), ShipmentState::Cancelled);
    assert_eq!(shipment(parcel("ANNOUNCEMENT_FAILED"), json!([])).await.state(), ShipmentState::Failed);
    assert_eq!(shipment(parcel("ANNOUNCING"), json!([])).await.state(), ShipmentState::Announcing);
}

#[tokio::test]
async fn odd_fields_are_read() {
    let read = shipment(
        json!([
            {"id": "383707309", "status": "READY_TO_SEND", "tracking_number": "", "documents": [
                {"type": "label", "document_type": "air-waybill"}, {"type": "label"}, {"size": "a6"}],
             "weight": {"value": 1.32, "unit": "kg"}, "created_at": "2024-06-07T09:00:00Z", "updated_at": "2024-06-07T09:32:22.804278Z"},
            {"status": null, "updated_at": "2024-06-07T10:00:00+02:00", "created_at": "2024-06-06T09:00:00Z", "documents": null},
        ]),
        Value::Null,
    )
    .await;
    let first = &read.parcels[0];
    assert_eq!(
        (first.id, first.status_code.as_str(), first.status_message.as_str()),
        (Some(383_707_309), "READY_TO_SEND", "READY_TO_SEND")
    );
    assert_eq!(first.tracking_number, None, "an empty tracking number is none");
    assert_eq!(
        first.documents.iter().map(|paper| paper.kind.as_str()).collect::<Vec<_>>(),
        ["air-waybill", "label"]
    );
    assert_eq!(first.weight, Some(sendcloud::Grams(1320)));
    assert_eq!(read.updated_at(), "2024-06-07T09:32:22.804278Z".parse().ok(), "the highest of its parcels");
    assert_eq!(read.created_at(), "2024-06-06T09:00:00Z".parse().ok(), "the lowest of its parcels");
    assert_eq!(read.parcel_ids(), [383_707_309]);
}

#[tokio::test]
async fn failures_have_words() {
    let failed =
        json!([{"id": 1, "status": {"code": "ANNOUNCEMENT_FAILED", "message": "Announcement Failed"}}]);
    let carrier = json!([{"status": "500", "code": "parcel_announcement_error", "detail": "Service error: the carrier."}]);
    let with = shipment(failed.clone(), carrier).await;
    assert_eq!(with.failure_words().as_deref(), Some("Service error: the carrier."));
    let without = shipment(failed, json!([])).await;
    assert_eq!(without.failure_words().as_deref(), Some("Announcement Failed"));
    let fine = shipment(json!([{"id": 1, "status": {"code": "ANNOUNCED"}}]), json!([])).await;
    assert_eq!(fine.failure_words(), None);
}

#[tokio::test]
async fn many_are_asked_for_at_once_and_only_those_come_back() {
    let ids: Vec<String> = ["a", "b"].map(str::to_owned).to_vec();
    let body =
        json!({"data": [{"id": "a"}, {"id": "someone-elses"}, {"order_number": "no id"}, {"id": "b"}]});
    let (fake, api) = api([answer(200, &body)]);
    let listed = shipments::by_ids(&api, &ids).await.unwrap();
    assert_eq!(listed.rows.iter().map(|row| row.id.as_str()).collect::<Vec<_>>(), ["a", "b"]);
    assert_eq!(listed.unreadable, ["row 3: no id"]);
    assert_eq!(fake.sent()[0].target(), "/api/v3/shipments?shipment_uuids=a%2Cb&page_size=100");

    assert!(shipments::by_ids(&api, &[]).await.unwrap().rows.is_empty());
    assert_eq!(fake.sent().len(), 1, "no ids would mean no filter: the whole account");
    let many: Vec<String> = (0..101).map(|n| n.to_string()).collect();
    for bad in [many, vec!["a,b".to_owned()], vec![String::new()]] {
        assert_eq!(shipments::by_ids(&api, &bad).await.unwrap_err().kind, Kind::NotSent);
    }
    for bad in ["", ".", ".."] {
        assert_eq!(
            shipments::get(&api, bad).await.unwrap_err().kind,
            Kind::NotSent,
            "{bad:?} would be the list"
        );
    }
    assert_eq!(fake.sent().len(), 1);
}
