//! Which of a shop's own statuses are open. The words are the shop's, so the choice is a person's; this only keeps the
//! statuses that surely are not open from being offered as chosen.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};

use crate::model::Order;
use crate::wire::{StatusChoice, StatusKind};

/// Words that end an order, compared without case and separators.
const NEVER: [&str; 30] = [
    "fulfilled",
    "shipped",
    "delivered",
    "complete",
    "completed",
    "closed",
    "archived",
    "done",
    "cancelled",
    "canceled",
    "cancellation",
    "refunded",
    "partiallyrefunded",
    "returned",
    "onhold",
    "holded",
    "hold",
    "unpaid",
    "voided",
    "failed",
    "expired",
    "draft",
    "rejected",
    "declined",
    "pendingpayment",
    "awaitingpayment",
    "waitingforpayment",
    "notpaid",
    "trash",
    "chargeback",
];

/// Payment words that mean "no money yet".
const NEVER_PAYMENT: [&str; 5] = ["pending", "open", "awaiting", "partiallypaid", "authorizationfailed"];

/// Fulfilled, shipped, delivered, completed, cancelled, refunded, on hold, unpaid and the like.
pub fn never_preselected(kind: StatusKind, code: &str, label: &str) -> bool {
    [code, label].into_iter().map(squeeze).any(|word| {
        NEVER.contains(&word.as_str())
            || word.starts_with("cancel")
            || word.starts_with("refund")
            || (kind == StatusKind::Payment && NEVER_PAYMENT.contains(&word.as_str()))
    })
}

/// Which statuses count as open for one list or one batch.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum StatusRule {
    /// What was chosen per shop.
    #[default]
    Chosen,
    /// Everything that is not on the never-preselected list.
    AllButClosed,
    /// These order statuses; payment statuses as chosen, else those not on the list.
    Codes(Vec<String>),
}

/// What is known of every shop's statuses.
#[derive(Debug, Clone, Default)]
pub struct SeenStatuses(HashMap<(i64, StatusKind, String), Seen>);

#[derive(Debug, Clone, Copy)]
struct Seen {
    open: Option<bool>,
    never: bool,
}

impl SeenStatuses {
    pub fn new(seen: &[StatusChoice]) -> Self {
        let entry = |status: &StatusChoice| {
            let key = (status.integration_id, status.kind, status.code.clone());
            (key, Seen { open: status.open, never: status.never_preselected })
        };
        Self(seen.iter().map(entry).collect())
    }

    fn of(&self, order: &Order, kind: StatusKind) -> Seen {
        let code = match kind {
            StatusKind::Order => &order.order_status.code,
            StatusKind::Payment => &order.payment_status.code,
        };
        let key = (order.integration_id, kind, code.clone());
        self.0.get(&key).copied().unwrap_or(Seen { open: None, never: true })
    }
}

impl StatusRule {
    /// Both of the order's statuses count as open.
    pub fn is_open(&self, seen: &SeenStatuses, order: &Order) -> bool {
        let (status, payment) = (seen.of(order, StatusKind::Order), seen.of(order, StatusKind::Payment));
        match self {
            Self::Chosen => status.open == Some(true) && payment.open == Some(true),
            Self::AllButClosed => !status.never && !payment.never,
            Self::Codes(codes) => {
                codes.contains(&order.order_status.code) && payment.open.unwrap_or(!payment.never)
            }
        }
    }
}

fn squeeze(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finished_and_unpaid_orders_are_never_offered_as_open() {
        for code in
            ["fulfilled", "Shipped", "on-hold", "on_hold", "CANCELLED", "canceled", "refunded", "completed"]
        {
            assert!(never_preselected(StatusKind::Order, code, ""), "{code}");
        }
        for code in
            ["unfulfilled", "unshipped", "processing", "partially_fulfilled", "paid", "new", "pending", ""]
        {
            assert!(!never_preselected(StatusKind::Order, code, ""), "{code}");
        }
        assert!(
            never_preselected(StatusKind::Order, "7", "Fulfilled"),
            "the label counts where the code is a number"
        );
        assert!(never_preselected(StatusKind::Payment, "pending", "Pending"));
        assert!(!never_preselected(StatusKind::Payment, "paid", "Paid"));
    }
}
