//! The last line: what became of the orders, and the exit code that says the same.

use std::time::Instant;

use engine::wire::{Counts, RowId};
use serde::Serialize;

/// orders = labelled + refused + waiting + unknown.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Summary {
    pub batch: Option<RowId>,
    pub orders: u32,
    pub labelled: u32,
    /// By the platform, by the carrier, or left out by the plan.
    pub refused: u32,
    /// Accepted and no label yet, or not sent yet.
    pub waiting: u32,
    pub unknown: u32,
    /// Since the process began.
    pub seconds: f64,
}

impl Summary {
    pub fn new(batch: Option<RowId>, counts: Counts, started: Instant) -> Self {
        Self {
            batch,
            orders: counts.orders,
            labelled: counts.labelled,
            refused: counts.refused + counts.left_out,
            waiting: counts.waiting + counts.planned + counts.sent,
            unknown: counts.unknown,
            seconds: (started.elapsed().as_secs_f64() * 1000.0).round() / 1000.0,
        }
    }

    pub fn exit_code(&self) -> u8 {
        match self {
            Self { unknown: 1.., .. } => 3,
            Self { refused: 1.., .. } | Self { waiting: 1.., .. } => 1,
            _ => 0,
        }
    }

    pub fn words(&self) -> String {
        format!(
            "{} orders: {} labelled, {} refused or left out, {} waiting, {} unknown ({:.1} s)",
            self.orders, self.labelled, self.refused, self.waiting, self.unknown, self.seconds
        )
    }
}

pub fn add(a: Counts, b: Counts) -> Counts {
    Counts {
        orders: a.orders + b.orders,
        planned: a.planned + b.planned,
        sent: a.sent + b.sent,
        waiting: a.waiting + b.waiting,
        labelled: a.labelled + b.labelled,
        printed: a.printed + b.printed,
        refused: a.refused + b.refused,
        left_out: a.left_out + b.left_out,
        unknown: a.unknown + b.unknown,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn unknown_outcomes_are_louder_than_refusals() {
        let of = |counts| Summary::new(None, counts, Instant::now()).exit_code();
        assert_eq!(of(Counts { orders: 1, labelled: 1, ..Counts::default() }), 0);
        assert_eq!(of(Counts { orders: 1, left_out: 1, ..Counts::default() }), 1);
        assert_eq!(of(Counts { orders: 1, planned: 1, ..Counts::default() }), 1);
        assert_eq!(of(Counts { orders: 2, refused: 1, unknown: 1, ..Counts::default() }), 3);
    }
}
