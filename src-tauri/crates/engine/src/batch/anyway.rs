//! Labels that a person knows of and ships an order in spite of. Only the labels that were shown are looked past: one that
//! appears after the person looked keeps the order out as ever, and so does everything else that stands in its way. Pure.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::plan::Facts;
use crate::wire::{KnownLabels, Problem, ProblemKind};

#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Anyway {
    /// The person's own words.
    pub reason: String,
    /// The shipments that are looked past, by the order's row.
    pub labels: BTreeMap<i64, BTreeSet<String>>,
}

impl Anyway {
    pub fn new(known: Vec<KnownLabels>, reason: &str) -> Self {
        let labels = known.into_iter().map(|order| (order.order_id.0, order.shipments.into_iter().collect()));
        Self { reason: reason.to_owned(), labels: labels.collect() }
    }

    pub fn is_empty(&self) -> bool {
        self.labels.is_empty()
    }

    /// What stands in the way of an order, by a rule that judges facts. What was looked past is only said.
    pub fn judge(
        &self,
        order_id: i64,
        facts: &mut Facts,
        rule: impl Fn(&Facts) -> Vec<Problem>,
    ) -> Vec<Problem> {
        let before = rule(facts);
        let Some(known) = self.labels.get(&order_id) else { return before };
        facts.shipments.retain(|seen| !known.contains(&seen.shipment.id));
        let mut left = rule(facts);
        let passed: Vec<Problem> = before
            .into_iter()
            .filter(|problem| is_label(problem) && !left.iter().any(is_label))
            .map(|problem| Problem { blocks: false, hint: None, ..problem })
            .collect();
        left.extend(passed);
        left
    }
}

/// Another label stands in the way.
pub fn is_label(problem: &Problem) -> bool {
    matches!(problem.kind, ProblemKind::LabelElsewhere | ProblemKind::LabelElsewherePossible)
}
