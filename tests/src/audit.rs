//! Comparing what the platform did and charged for with what the station has written down. The platform's own books are
//! the truth here; nothing is taken from the engine's word alone.

use std::collections::HashMap;

use engine::wire::{
    BatchDetail, BatchOrder, BatchState, BatchesQuery, Nothing, OneBatch, OneOrder, OrderDetail, OrderState,
};
use simulator::{Origin, SimOrder, SimShipment, Trouble};

use crate::{Shop, must};

/// Orders by shop and number, with the ids of their rows at the station.
pub type Rows = HashMap<(u64, String), engine::wire::RowId>;

/// What people did that may cost a second label, or make one of somebody else's.
#[derive(Debug, Clone, Default)]
pub struct Decisions {
    /// Logged overrides, by the platform's order.
    pub overrides: HashMap<u64, usize>,
}

/// The rows of the open orders. To be read before anything is shipped.
pub async fn rows(shop: &Shop) -> Rows {
    let row = |order: engine::wire::OrderRow| {
        ((u64::try_from(order.integration_id).unwrap_or_default(), order.number), order.id)
    };
    shop.open_orders().await.into_iter().map(row).collect()
}

/// What is wrong between the platform's books and the station's, in words. Meant for the end: whatever the platform still
/// did on its own has become visible, and the station has synced.
pub async fn violations(shop: &Shop, rows: &Rows, decisions: &Decisions) -> Vec<String> {
    let mut found = Vec::new();
    let books = Books::of(shop);
    found.extend(books.bought_twice(decisions));
    let written = written(shop).await;
    found.extend(counts(shop).await);
    let pairs = must(shop.engine().duplicates_list(Nothing {}).await);
    for order in books.orders.iter().filter(|order| books.is_first_piece(order)) {
        let Some(row) = rows.get(&(order.integration, order.order_number.clone())) else { continue };
        let detail = must(shop.engine().order_detail(OneOrder { order_id: *row }).await);
        let mine: Vec<&BatchOrder> = written
            .iter()
            .filter(|line| detail.attempts.iter().any(|attempt| attempt.id == line.id))
            .collect();
        found.extend(shipped_wrongly(&books, order, &mine));
        for shipment in books.of_order(order).filter(|shipment| charged_to_us(shipment)) {
            let paired = pairs.iter().any(|pair| pair.ours.id == shipment.id || pair.other.id == shipment.id);
            let overridden = books.overrides(order, decisions) > 0;
            found.extend(unexplained(shipment, &detail, &mine, paired || overridden));
        }
        found.extend(books.unshown_pair(order, &mine, &pairs));
    }
    found
}

/// The counts of every batch add up, and every order that has no label says why.
pub async fn counts(shop: &Shop) -> Vec<String> {
    let mut found = Vec::new();
    for batch in must(shop.engine().batches_list(everything()).await) {
        found.extend(counts_of(&must(shop.engine().batch_detail(OneBatch { batch_id: batch.id }).await)));
    }
    found
}

/// As [`counts`], for one batch.
pub fn counts_of(detail: &BatchDetail) -> Vec<String> {
    let mut found = Vec::new();
    let (id, counts) = (detail.batch.id, detail.batch.counts);
    let sum = counts.planned
        + counts.sent
        + counts.waiting
        + counts.labelled
        + counts.refused
        + counts.left_out
        + counts.unknown;
    if sum != counts.orders || counts.orders as usize != detail.orders.len() {
        found.push(format!("the counts of batch {id} do not add up: {counts:?} of {}", detail.orders.len()));
    }
    for order in &detail.orders {
        let owes_words = matches!(
            order.state,
            OrderState::Refused
                | OrderState::Failed
                | OrderState::Cancelled
                | OrderState::LeftOut
                | OrderState::LabelElsewhere
                | OrderState::Unknown
        );
        if owes_words && order.message.as_deref().is_none_or(|words| words.trim().is_empty()) {
            found.push(format!("order {} is {:?} without a word", order.order_number, order.state));
        }
        if order.state == OrderState::Labelled && order.labels.is_empty() {
            found.push(format!("order {} is labelled without a label", order.order_number));
        }
        if order.state == OrderState::Unknown && order.look.is_none() {
            found.push(format!("order {} does not say how far its search is", order.order_number));
        }
    }
    found
}

/// Whether a batch is at its end, or waits for something that only a person can do, and says so.
pub fn ended(detail: &BatchDetail) -> bool {
    match detail.batch.state {
        BatchState::Done => true,
        BatchState::Waiting => {
            detail.orders.iter().filter(|order| order.state == OrderState::Unknown).all(|order| {
                order.look.as_ref().is_some_and(|look| look.not_found || !look.candidates.is_empty())
            })
        }
        BatchState::Running | BatchState::Paused => false,
    }
}

/// Every batch.
pub fn everything() -> BatchesQuery {
    BatchesQuery { text: None, before: None, limit: Some(500), parcel_status: None }
}

async fn written(shop: &Shop) -> Vec<BatchOrder> {
    let mut lines = Vec::new();
    for batch in must(shop.engine().batches_list(everything()).await) {
        lines.extend(shop.batch(batch.id).await.orders);
    }
    lines
}

/// The platform's books.
struct Books {
    orders: Vec<SimOrder>,
    shipments: Vec<SimShipment>,
}

/// A call of this station made it and the platform takes money for it.
fn charged_to_us(shipment: &SimShipment) -> bool {
    shipment.origin == Origin::ShipAnOrder && shipment.charged_parcels() > 0
}

impl Books {
    fn of(shop: &Shop) -> Self {
        Self { orders: shop.platform.orders(), shipments: shop.platform.shipments() }
    }

    /// The rows of one order: several when the shop split it. They share one order id, so calls cannot tell them apart.
    fn pieces<'a>(&'a self, order: &'a SimOrder) -> impl Iterator<Item = &'a SimOrder> {
        self.orders
            .iter()
            .filter(move |piece| piece.integration == order.integration && piece.order_id == order.order_id)
    }

    fn is_first_piece(&self, order: &SimOrder) -> bool {
        self.pieces(order).next().is_some_and(|first| first.id == order.id)
    }

    fn overrides(&self, order: &SimOrder, decisions: &Decisions) -> usize {
        self.pieces(order).filter_map(|piece| decisions.overrides.get(&piece.id)).sum()
    }

    fn of_order<'a>(&'a self, order: &'a SimOrder) -> impl Iterator<Item = &'a SimShipment> {
        let pieces: Vec<u64> = self.pieces(order).map(|piece| piece.id).collect();
        self.shipments.iter().filter(move |shipment| pieces.contains(&shipment.order))
    }

    fn bought_twice(&self, decisions: &Decisions) -> Vec<String> {
        let twice = |order: &SimOrder| {
            let by_us = self.of_order(order).filter(|shipment| {
                shipment.origin == Origin::ShipAnOrder && shipment.is_active() && !shipment.announced_later
            });
            let allowed = 1 + self.overrides(order, decisions);
            let count = by_us.count();
            (count > allowed).then(|| {
                format!(
                    "order {} has {count} active labels of this station; {allowed} at most may be",
                    order.order_number
                )
            })
        };
        self.orders.iter().filter(|order| self.is_first_piece(order)).filter_map(twice).collect()
    }

    /// Two active labels, one of them this station's: a person must be told.
    fn unshown_pair(
        &self,
        order: &SimOrder,
        mine: &[&BatchOrder],
        pairs: &[engine::wire::Duplicate],
    ) -> Option<String> {
        let active: Vec<&SimShipment> =
            self.of_order(order).filter(|shipment| shipment.is_active()).collect();
        let labelled =
            mine.iter().any(|line| matches!(line.state, OrderState::Labelled | OrderState::Waiting));
        let shown = pairs.iter().any(|pair| pair.order_number == order.order_number);
        (active.len() > 1 && labelled && !shown).then(|| {
            format!(
                "order {} has {} active labels and nobody is told: {:?}",
                order.order_number,
                active.len(),
                active.iter().map(|shipment| (&shipment.id, shipment.origin)).collect::<Vec<_>>()
            )
        })
    }
}

/// A label that the platform charged is written down, and its file is there or its absence explained.
fn unexplained(
    shipment: &SimShipment,
    detail: &OrderDetail,
    mine: &[&BatchOrder],
    seen_by_person: bool,
) -> Option<String> {
    let number = &shipment.order_number;
    let known = detail.shipments.iter().find(|known| known.id == shipment.id);
    let says = |line: &&BatchOrder| line.message.as_deref().is_some_and(|words| !words.trim().is_empty());
    let searched = mine.iter().any(|line| line.state == OrderState::Unknown && says(line));
    match known {
        _ if searched => None,
        None => Some(format!("order {number}: shipment {} was charged and nobody knows it", shipment.id)),
        // Somebody saw both labels of a pair, and cancelled this one.
        Some(known) if seen_by_person || known.cancellation.is_some() => None,
        Some(known) if !known.ours => {
            let lines: Vec<_> = mine.iter().map(|line| (line.batch_id, line.state, &line.message)).collect();
            Some(format!(
                "order {number}: shipment {} was charged and is not in the journal; {lines:?} {:?}",
                shipment.id, detail.shipments
            ))
        }
        Some(_) => {
            let explained = mine.iter().any(|line| !line.labels.is_empty() || says(line));
            (!explained).then(|| format!("order {number}: the label of shipment {} is lost", shipment.id))
        }
    }
}

/// A refused order that looks shipped, or an order with somebody else's label.
fn shipped_wrongly(books: &Books, order: &SimOrder, mine: &[&BatchOrder]) -> Vec<String> {
    let mut found = Vec::new();
    let number = &order.order_number;
    for line in mine.iter().filter(|line| line.state == OrderState::Labelled || !line.labels.is_empty()) {
        if books.of_order(order).next().is_none() {
            found.push(format!("order {number} was never shipped and is {:?} with a label", line.state));
        }
        let tracking: Vec<&String> = books
            .of_order(order)
            .flat_map(|shipment| shipment.parcels.iter().map(|parcel| &parcel.tracking_number))
            .collect();
        let foreign = line.tracking_number.as_ref().is_some_and(|shown| !tracking.contains(&shown));
        if foreign {
            found.push(format!("order {number} has the label of another order: {line:?}"));
        }
        if matches!(order.trouble, Trouble::Refused { .. }) && books.of_order(order).next().is_none() {
            found.push(format!("order {number} is refused by the platform and appears as shipped"));
        }
    }
    found
}
