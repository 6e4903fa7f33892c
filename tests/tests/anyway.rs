//! Ship anyway: a person knows of another label with the order's number and wants one more. Exactly one more is bought, for
//! the orders that were ticked, past the labels that were shown, and it is written down.

#![expect(clippy::unwrap_used, reason = "helpers of tests")]

use std::time::Duration;

use engine::Code;
use engine::wire::{
    KnownLabels, OrderRow, OrderState, Plan, PlanRequest, ProblemKind, RetryRefused, RowId, ShipAnyway,
    ShipOptions, ShipRequest,
};
use scenarios::{Shop, must};
use simulator::{AfterLabel, Endpoint, Fault, FaultKind};

/// Two orders whose customers moved after somebody had made a label for each, and two plain ones.
async fn two_have_labels_to_another_address() -> (Shop, Vec<OrderRow>) {
    let shop = Shop::with_orders(5).await;
    let rows = shop.open_orders().await;
    let (moved, other) = (&rows[..2], &rows[4]);
    for row in moved {
        shop.platform.set_order(&row.number, |order| order.after_label = AfterLabel::Stays);
        shop.platform.make_label_elsewhere(&row.number).unwrap();
    }
    shop.sync().await;
    // The simulated platform shows a shipment with its order's address of today, so it must not be read again: a later
    // one of somebody else moves the mirror on.
    tokio::time::sleep(Duration::from_secs(20 * 60)).await;
    shop.platform.make_label_elsewhere(&other.number).unwrap();
    shop.sync().await;
    for row in moved {
        shop.platform.set_order(&row.number, |order| order.postal_code = "9999 ZZ".to_owned());
    }
    shop.sync().await;
    let rows = shop.open_orders().await;
    assert_eq!(rows.iter().filter(|row| row.problems.iter().any(|p| p.blocks)).count(), 2);
    (shop, rows)
}

async fn plan(shop: &Shop, rows: &[OrderRow], anyway: Vec<KnownLabels>) -> Plan {
    let orders = rows.iter().map(|row| row.id).collect();
    must(shop.engine().plan(PlanRequest { orders, options: ShipOptions::default(), anyway }).await)
}

/// The labels that the confirm sheet showed for the first order.
async fn shown_for_the_first(shop: &Shop, rows: &[OrderRow]) -> Vec<KnownLabels> {
    let plan = plan(shop, rows, Vec::new()).await;
    let line = plan.lines.iter().find(|line| line.order_id == rows[0].id).unwrap();
    assert_eq!((line.left_out, line.problems[0].kind), (true, ProblemKind::LabelElsewherePossible));
    let shipments: Vec<String> = line.labels.iter().map(|label| label.id.clone()).collect();
    assert_eq!(shipments.len(), 1, "what was made already is shown: {:?}", line.labels);
    vec![KnownLabels { order_id: line.order_id, shipments }]
}

fn wanted(rows: &[OrderRow], anyway: Vec<KnownLabels>, reason: &str) -> ShipAnyway {
    ShipAnyway {
        request: ShipRequest {
            orders: rows.iter().map(|row| row.id).collect(),
            options: ShipOptions::default(),
            request_id: "one sheet".to_owned(),
            at_once: false,
            parcels: Vec::new(),
        },
        anyway,
        reason: reason.to_owned(),
    }
}

fn bought(shop: &Shop, row: &OrderRow) -> usize {
    shop.platform.shipments_of(&row.number).len()
}

async fn state(shop: &Shop, batch_id: RowId, row: &OrderRow) -> OrderState {
    let orders = shop.batch(batch_id).await.orders;
    orders.into_iter().find(|order| order.order_number == row.number).unwrap().state
}

async fn written_down(shop: &Shop) -> Vec<(String, String)> {
    let sql = "SELECT a.order_number, l.what || ': ' || l.reason FROM override_log l JOIN attempt a ON a.id = l.attempt_id";
    let read = shop.engine().store().read(move |db| {
        let mut statement = db.prepare(sql)?;
        let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
        rows.map(|row| Ok(row?)).collect()
    });
    must(read.await)
}

#[tokio::test(start_paused = true)]
async fn exactly_one_more_label_for_the_orders_that_were_ticked() {
    let (shop, rows) = two_have_labels_to_another_address().await;
    let anyway = shown_for_the_first(&shop, &rows).await;
    let ticked = plan(&shop, &rows, anyway.clone()).await;
    assert_eq!((ticked.ready, ticked.orders), (3, 4), "the plan says what the click does");
    let request = wanted(&rows, anyway.clone(), "the customer moved");
    let batch = must(shop.engine().ship_anyway(request.clone()).await).batch_id;
    let again = must(shop.engine().ship_anyway(request).await).batch_id;
    assert_eq!(batch, again, "a double click is one batch");
    shop.done(batch).await;
    let labels: Vec<usize> = rows.iter().map(|row| bought(&shop, row)).collect();
    assert_eq!(labels, [2, 1, 1, 1], "one more for the first, none for the one that was not ticked");
    assert_eq!(state(&shop, batch, &rows[1]).await, OrderState::LeftOut);
    let [(number, words)] = &written_down(&shop).await[..] else { panic!("it is written down once") };
    assert_eq!(number, &rows[0].number);
    assert!(words.contains(&anyway[0].shipments[0]) && words.ends_with("the customer moved"), "{words}");
    // The person's word was for one label: the order is closed now, by every way.
    shop.sync().await;
    let once_more = ShipAnyway {
        request: ShipRequest { request_id: "next".into(), ..wanted(&rows[..1], vec![], "").request },
        anyway,
        reason: "again".into(),
    };
    assert_eq!(shop.engine().ship_anyway(once_more).await.unwrap_err().code, Code::NothingToShip);
    assert_eq!(bought(&shop, &rows[0]), 2);
}

#[tokio::test(start_paused = true)]
async fn a_label_that_appears_after_the_person_looked_is_not_looked_past() {
    let (shop, rows) = two_have_labels_to_another_address().await;
    let anyway = shown_for_the_first(&shop, &rows).await;
    shop.platform.make_label_elsewhere(&rows[0].number).unwrap();
    tokio::time::sleep(Duration::from_secs(5)).await;
    let batch = must(shop.engine().ship_anyway(wanted(&rows, anyway, "the customer moved")).await).batch_id;
    shop.done(batch).await;
    assert_eq!(bought(&shop, &rows[0]), 2, "a colleague has shipped it meanwhile: nothing is bought");
    assert_eq!(state(&shop, batch, &rows[0]).await, OrderState::LabelElsewhere);
}

#[tokio::test(start_paused = true)]
async fn a_lost_answer_is_found_again_beside_the_label_that_was_looked_past() {
    let (shop, rows) = two_have_labels_to_another_address().await;
    let anyway = shown_for_the_first(&shop, &rows).await;
    shop.fault(Fault::nth(Endpoint::Create, 1, FaultKind::LoseReply));
    let batch =
        must(shop.engine().ship_anyway(wanted(&rows[..1], anyway, "the customer moved")).await).batch_id;
    shop.done(batch).await;
    assert_eq!(bought(&shop, &rows[0]), 2, "found, not bought once more, and not taken for the old label");
    assert_eq!(state(&shop, batch, &rows[0]).await, OrderState::Labelled);
}

#[tokio::test(start_paused = true)]
async fn nothing_else_is_looked_past_and_a_reason_is_asked_for() {
    let (shop, rows) = two_have_labels_to_another_address().await;
    let anyway = shown_for_the_first(&shop, &rows).await;
    let silent = shop.engine().ship_anyway(wanted(&rows, anyway.clone(), "  ")).await.unwrap_err();
    assert_eq!(silent.code, Code::BadRequest);
    shop.platform.set_order(&rows[0].number, |order| order.house_number = String::new());
    shop.sync().await;
    let incomplete = shop.engine().ship_anyway(wanted(&rows[..1], anyway, "it is fine")).await.unwrap_err();
    assert_eq!(incomplete.code, Code::NothingToShip, "an address without a house number stays at home");
    assert_eq!(bought(&shop, &rows[0]), 1);
    assert_eq!(written_down(&shop).await, []);
}

#[tokio::test(start_paused = true)]
async fn a_refused_order_may_be_tried_again_by_the_same_word() {
    let (shop, rows) = two_have_labels_to_another_address().await;
    let anyway = shown_for_the_first(&shop, &rows).await;
    let trouble = simulator::Trouble::AnnouncementFails { detail: "The carrier is closed.".to_owned() };
    shop.platform.set_order(&rows[0].number, |order| order.trouble = trouble.clone());
    let batch =
        must(shop.engine().ship_anyway(wanted(&rows[..1], anyway, "the customer moved")).await).batch_id;
    shop.done(batch).await;
    assert_eq!(state(&shop, batch, &rows[0]).await, OrderState::Failed);
    shop.platform.set_order(&rows[0].number, |order| order.trouble = simulator::Trouble::None);
    must(shop.engine().batch_retry(RetryRefused { batch_id: batch, orders: None }).await);
    shop.done(batch).await;
    assert_eq!(state(&shop, batch, &rows[0]).await, OrderState::Labelled);
    assert_eq!(written_down(&shop).await.len(), 2, "each try is written down");
}
