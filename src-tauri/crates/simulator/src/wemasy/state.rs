//! What the shop knows, and the counters of its limits.

use std::collections::VecDeque;

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

use crate::model::SimOrder;

/// An order of the shop.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct WemasyOrder {
    /// What push, labels, papers and bookings take.
    pub id: u64,
    pub status: String,
    pub payment_status: String,
    pub payment_method: String,
    pub invoice_id: Option<u64>,
    /// A quote, not a checkout.
    pub quote: bool,
    /// Its row has other types than those of the rest.
    pub odd: bool,
    pub vendor_comment: String,
    /// Who ordered what: as it will be in Sendcloud.
    pub order: SimOrder,
    pub shipping: WemasyShipping,
    /// SnelStart takes it.
    pub can_be_booked: bool,
    /// Entries in the accounts: more than one is a double booking.
    pub bookings: u32,
}

/// What the shop keeps about shipping an order.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct WemasyShipping {
    pub method: Option<u64>,
    /// Decimal kg, as update-order set it.
    pub weight: Option<String>,
    pub parcels: Option<u64>,
    /// [`SimOrder::id`] in the Sendcloud account, once it is there.
    pub imported_as: Option<u64>,
    /// The newest shipment that Wemasy made.
    pub shipment: Option<String>,
    /// Waiting in the queue.
    pub push_queued: bool,
    pub label_queued: bool,
}

#[derive(Debug, Default, Serialize, Deserialize)]
pub(crate) struct WemasyState {
    pub(crate) integration: u64,
    /// Oldest first.
    pub(crate) orders: Vec<WemasyOrder>,
    pub(crate) jobs: Vec<Job>,
    pub(crate) batches: Vec<Batch>,
    pub(crate) papers: Vec<Paper>,
    /// The token was revoked in the panel.
    pub(crate) revoked: bool,
}

/// Work of the queue.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Job {
    pub(crate) due: Timestamp,
    /// [`WemasyOrder::id`]
    pub(crate) order: u64,
    pub(crate) task: Task,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Task {
    Import,
    /// Imports first where that is still to be done.
    Label,
}

/// What create-label gave a status URL for.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Batch {
    pub(crate) name: String,
    pub(crate) orders: Vec<u64>,
}

/// A generated document.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Paper {
    pub(crate) id: u64,
    pub(crate) order: u64,
    pub(crate) kind: String,
    pub(crate) asked_at: Timestamp,
    pub(crate) ready_at: Timestamp,
}

impl WemasyState {
    pub(crate) fn order(&self, id: u64) -> Option<&WemasyOrder> {
        self.orders.iter().find(|order| order.id == id)
    }

    pub(crate) fn order_mut(&mut self, id: u64) -> Option<&mut WemasyOrder> {
        self.orders.iter_mut().find(|order| order.id == id)
    }
}

/// Requests of the last minute.
#[derive(Debug, Default)]
pub(crate) struct Counts {
    pub(crate) everything: Count,
    pub(crate) bookings: Count,
}

#[derive(Debug, Default)]
pub(crate) struct Count(VecDeque<Timestamp>);

const MINUTE: SignedDuration = SignedDuration::from_secs(60);

impl Count {
    /// Counts a request; or says for how many seconds there is no room.
    pub(crate) fn admit(&mut self, limit: Option<usize>, now: Timestamp) -> Result<(), i64> {
        while self.0.front().is_some_and(|at| now.duration_since(*at) >= MINUTE) {
            self.0.pop_front();
        }
        if limit.is_some_and(|limit| self.0.len() >= limit) {
            let oldest = self.0.front().map_or(MINUTE, |at| MINUTE - now.duration_since(*at));
            return Err(oldest.as_secs() + i64::from(oldest.subsec_nanos() > 0));
        }
        self.0.push_back(now);
        Ok(())
    }

    pub(crate) fn remaining(&self, limit: Option<usize>) -> usize {
        limit.map_or(0, |limit| limit.saturating_sub(self.0.len()))
    }
}
