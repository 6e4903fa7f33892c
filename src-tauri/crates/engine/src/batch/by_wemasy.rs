//! A call whose labels Wemasy makes. A 200 promises nothing: its orders are unknown until their shipments appear at
//! Sendcloud, and are searched for as every lost answer is. Wemasy's queue may act late.

use std::sync::Arc;

use api_client::{ApiError, Kind, Turn};
use wemasy::push::{self, Label, Push};
use wemasy::{OrderIds, Outcome as Wire};

use super::run::{Sent, SentAnswer};
use crate::store::journal::Outcome;
use crate::wemasy::WemasyPart;

/// What an accepted order is told while nobody knows more.
pub(crate) const QUEUED: &str = "Wemasy has taken it on and makes the label; it is awaited at Sendcloud";

/// Waits for the shop's own turn, before the look.
pub(super) async fn turn(part: &Arc<WemasyPart>) -> Turn {
    part.api.turn_for(&any_purchase()).await
}

/// Every call of a shop counts in the same limit.
fn any_purchase() -> api_client::Request {
    wemasy::orders::OrdersQuery::default().request(1)
}

pub(super) async fn send(part: &Arc<WemasyPart>, orders: &OrderIds) -> Sent {
    let count = orders.ids().len();
    let all = |outcome: &dyn Fn() -> Outcome| (0..count).map(|_| outcome()).collect();
    let push = Push { orders: orders.clone(), label: Label::With };
    match push::push(&part.api, &push).await {
        Wire::Accepted(pushed) => {
            let ids = orders.ids().iter();
            let skipped = |id: String| pushed.skipped_orders.contains(&id);
            let told = ids.map(|id| match skipped(id.to_string()) {
                true => "Wemasy skipped it: a label is there already, or it is not eligible",
                false => QUEUED,
            });
            Sent::Answered(SentAnswer {
                status: Some(200),
                request_id: None,
                notes: pushed.message.into_iter().collect(),
                stop: None,
                orders: told.map(|words| Outcome::Unknown { words: words.to_owned() }).collect(),
            })
        }
        Wire::NotSent(error) => Sent::NotSent { error, throttled: false },
        Wire::Throttled(error) => Sent::NotSent { error, throttled: true },
        Wire::Refused(error) => {
            let refused = || Outcome::Refused { words: error.words(), code: None, pointer: None };
            Sent::Answered(answered(&error, all(&refused)))
        }
        Wire::Unknown(error) => {
            let unknown = || Outcome::Unknown { words: error.words() };
            Sent::Answered(answered(&error, all(&unknown)))
        }
    }
}

/// A revoked token refuses these orders and concerns no other shop: the queue goes on.
fn answered(error: &ApiError, orders: Vec<Outcome>) -> SentAnswer {
    let notes = match error.kind {
        Kind::Unauthorized => vec!["the shop's token is no longer valid".to_owned()],
        _ => Vec::new(),
    };
    SentAnswer { status: error.status, request_id: error.request_id.clone(), notes, stop: None, orders }
}
