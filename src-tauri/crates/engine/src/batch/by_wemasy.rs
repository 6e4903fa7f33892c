//! A call whose labels Wemasy makes. A 200 promises nothing: its orders are unknown until their shipments appear at
//! Sendcloud, and are searched for as every lost answer is. Wemasy's queue may act late.

use std::sync::Arc;

use api_client::{ApiError, Kind, Turn};
use wemasy::create_label;
use wemasy::push::{self, Fate, Label, Push};
use wemasy::{OrderIds, Outcome as Wire};

use super::sent::{Sent, SentAnswer};
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

/// How Wemasy is asked for labels.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Ask {
    /// Orders that were never handed over: `push` with labels.
    Push,
    /// Orders that were handed over before: `create-label`, which names a URL for looking after it.
    CreateLabel,
}

pub(super) async fn send(part: &Arc<WemasyPart>, ask: Ask, orders: &OrderIds) -> Sent {
    match ask {
        Ask::Push => {
            let push = Push { orders: orders.clone(), label: Label::With };
            let outcome = push::push(&part.api, &push).await;
            sorted(outcome, orders, |pushed| {
                let words = orders.ids().iter().map(|id| words_of(pushed.fate(*id)).to_owned()).collect();
                Taken { words, note: pushed.message, follow: None }
            })
        }
        Ask::CreateLabel => {
            let outcome = create_label::create(&part.api, orders).await;
            sorted(outcome, orders, |queued| Taken {
                words: vec![counted(&queued); orders.ids().len()],
                // Asked after on the token's own host only; another one is none of ours.
                follow: queued
                    .status_check_url
                    .filter(|url| part.host.owns(url))
                    .map(|url| (part.shop_id, url)),
                note: queued.message,
            })
        }
    }
}

/// What an answer that took the orders on says.
struct Taken {
    /// For each order.
    words: Vec<String>,
    note: Option<String>,
    follow: Option<(i64, String)>,
}

fn words_of(fate: Option<Fate>) -> &'static str {
    match fate {
        None | Some(Fate::New | Fate::Queued) => QUEUED,
        Some(Fate::Retried) => "Wemasy tries again to make the label; it is awaited at Sendcloud",
        Some(Fate::Skipped) => "Wemasy skipped it: a label is there already, or it is not eligible",
    }
}

/// Create-label names no orders, only how many of them it took on.
fn counted(queued: &create_label::LabelsQueued) -> String {
    let some = |count: Option<u64>| count.filter(|count| *count > 0);
    let parts: Vec<String> = [
        some(queued.new).map(|count| format!("{count} new")),
        some(queued.retried).map(|count| format!("{count} again")),
        some(queued.skipped).map(|count| format!("{count} skipped")),
    ]
    .into_iter()
    .flatten()
    .collect();
    match parts.is_empty() {
        true => QUEUED.to_owned(),
        false => format!("{QUEUED} (of this call: {})", parts.join(", ")),
    }
}

fn sorted<T>(outcome: Wire<T>, orders: &OrderIds, taken: impl FnOnce(T) -> Taken) -> Sent {
    let count = orders.ids().len();
    let all = |outcome: &dyn Fn() -> Outcome| (0..count).map(|_| outcome()).collect();
    match outcome {
        Wire::Accepted(answer) => {
            let Taken { words, note, follow } = taken(answer);
            Sent::Answered(SentAnswer {
                status: Some(200),
                request_id: None,
                notes: note.into_iter().collect(),
                stop: None,
                orders: words.into_iter().map(|words| Outcome::Unknown { words }).collect(),
                labels: Vec::new(),
                follow,
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
    let (status, request_id) = (error.status, error.request_id.clone());
    SentAnswer { status, request_id, notes, stop: None, orders, labels: Vec::new(), follow: None }
}
