//! The best that any program could do within the platform's documented limits, found by a small discrete-event program.
//! `make bench` compares Packbench with it. All latencies and limits are those of `assets/bench/latency.json`.
//!
//! Time 0 is the click. The rules of a schedule:
//!
//! 1. One look at the platform's shipments (a list) is answered before the first create: a station that never buys
//!    twice has to look.
//! 2. Creates: at most 15 start within any second, at most 100 within any minute; a call holds 1 to 20 orders and is
//!    answered after its fixed time plus its time per order. Any number may be under way at once.
//! 3. Shipments are announced a fixed time after the answer of their call.
//! 4. A status list tells of at most 100 shipments that they are announced. The schedule knows the future: it asks in
//!    the very moment of an announcement (or, where that gives a better end, once a hundred are announced), never twice.
//! 5. After that list's answer each document is fetched by itself, any number at once.
//! 6. All reads together (look, lists, documents): at most 1000 start within any minute.
//! 7. A label counts at the answer of its document: storing takes no time, nor does anything else on our side.
//!
//! The search tries every number of calls and, for each, several shapes: equal calls (the larger ones first or last),
//! calls that all end at the same moment (later ones hold less), and a first second of small calls before those. The
//! earliest end of all of them is the schedule. `tests` compare the search with every possible way of cutting for small
//! limits.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BinaryHeap};

use simulator::Config;

pub type Ms = u64;

const SECOND: Ms = 1_000;
const MINUTE: Ms = 60_000;
/// "Required array length: 1 - 20 elements".
const ORDERS_PER_CALL_MAX: usize = 20;
/// "ids: at most 100".
const SHIPMENTS_PER_LIST_MAX: usize = 100;
/// More calls than the first minute takes by this number are tried too.
const CALLS_BEYOND: usize = 30;

/// What the platform takes and allows.
#[derive(Debug, Clone, Copy)]
pub struct Rules {
    pub list: Ms,
    pub create: Ms,
    pub order: Ms,
    pub announce: Ms,
    pub document: Ms,
    pub reads_per_minute: usize,
    pub writes_per_minute: usize,
    pub writes_per_second: usize,
    pub orders_per_call: usize,
    pub shipments_per_list: usize,
}

impl Rules {
    /// A missing limit is no limit.
    pub fn of(config: &Config) -> Self {
        let limits = config.limits;
        Self {
            list: *config.read_ms.start(),
            create: *config.answer_ms.start(),
            order: config.order_ms,
            announce: *config.announce_ms.start(),
            document: *config.document_ms.as_ref().unwrap_or(&config.read_ms).start(),
            reads_per_minute: limits.reads_per_minute.unwrap_or(usize::MAX),
            writes_per_minute: limits.writes_per_minute.unwrap_or(usize::MAX),
            writes_per_second: limits.writes_per_second.unwrap_or(usize::MAX),
            orders_per_call: ORDERS_PER_CALL_MAX,
            shipments_per_list: SHIPMENTS_PER_LIST_MAX,
        }
    }

    /// The shortest possible chain to one label: look, create of one order, announcement, list, document.
    pub fn shortest_chain(&self) -> Ms {
        self.list + self.create + self.order + self.announce + self.list + self.document
    }

    /// When each of `calls` creates may start.
    fn starts(&self, calls: usize) -> Vec<Ms> {
        let mut starts: Vec<Ms> = Vec::with_capacity(calls);
        for n in 0..calls {
            let after = |limit: usize, span| {
                n.checked_sub(limit).and_then(|n| starts.get(n)).map_or(0, |start| start + span)
            };
            let of_second = after(self.writes_per_second, SECOND);
            let of_minute = after(self.writes_per_minute, MINUTE);
            starts.push(self.list.max(of_second).max(of_minute));
        }
        starts
    }
}

/// A schedule with its ends.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Schedule {
    /// Orders of each call, in the order of sending.
    pub calls: Vec<usize>,
    pub first_label: Ms,
    pub last_label: Ms,
    pub reads: usize,
}

/// The earliest end that the search finds for this number of orders (at least one).
pub fn best(rules: &Rules, orders: usize) -> Option<Schedule> {
    let least = orders.div_ceil(rules.orders_per_call);
    let most = orders.min(least.max(rules.writes_per_minute.min(orders)) + CALLS_BEYOND);
    let better = |one: &Schedule| (one.last_label, one.first_label, one.calls.len());
    (least..=most)
        .flat_map(|calls| shapes(rules, orders, calls))
        .flat_map(|calls| [Lists::AtOnce, Lists::Full].map(|lists| run(rules, &calls, lists)))
        .min_by_key(better)
}

/// Ways to cut the orders into at most so many calls.
fn shapes(rules: &Rules, orders: usize, calls: usize) -> Vec<Vec<usize>> {
    let starts = rules.starts(calls);
    let mut shapes = vec![equal(orders, calls)];
    shapes.push(equal(orders, calls).into_iter().rev().collect());
    shapes.extend(ending_together(rules, &starts, orders));
    for small in [1, 2, 4, 8].into_iter().filter(|small| *small <= rules.orders_per_call) {
        let first = rules.writes_per_second.min(calls);
        let Some(rest) = orders.checked_sub(first * small).filter(|rest| *rest > 0) else { continue };
        if let Some(later) = ending_together(rules, &starts[first..], rest) {
            shapes.push([vec![small; first], later].concat());
        }
    }
    shapes
}

fn equal(orders: usize, calls: usize) -> Vec<usize> {
    (0..calls).map(|n| orders / calls + usize::from(n < orders % calls)).collect()
}

/// Every call holds what it can until the earliest common end; what is too much is taken from the first ones, so that
/// the first label comes early. `None`: so few calls cannot hold all.
fn ending_together(rules: &Rules, starts: &[Ms], orders: usize) -> Option<Vec<usize>> {
    let held = |end: Ms| -> Vec<usize> {
        let fits = |start: &Ms| end.saturating_sub(start + rules.create).checked_div(rules.order);
        let fits = |start: &Ms| {
            fits(start).map_or(rules.orders_per_call, |fit| fit.try_into().unwrap_or(usize::MAX))
        };
        starts.iter().map(|start| fits(start).min(rules.orders_per_call)).collect()
    };
    let sum = |end: Ms| held(end).iter().sum::<usize>();
    let latest = starts.last()? + rules.create + rules.order * rules.orders_per_call as Ms;
    if sum(latest) < orders {
        return None;
    }
    let (mut too_early, mut enough) = (0, latest);
    while enough - too_early > 1 {
        let middle = too_early.midpoint(enough);
        if sum(middle) < orders { too_early = middle } else { enough = middle }
    }
    let mut calls = held(enough);
    let mut surplus = calls.iter().sum::<usize>() - orders;
    for call in &mut calls {
        let taken = surplus.min(call.saturating_sub(1));
        (*call, surplus) = (*call - taken, surplus - taken);
    }
    calls.retain(|call| *call > 0);
    (surplus == 0).then_some(calls)
}

/// When status lists are asked for.
#[derive(Debug, Clone, Copy)]
enum Lists {
    /// At every announcement.
    AtOnce,
    /// When they are full (and at the end).
    Full,
}

/// Ready times and shipments of the status lists.
fn lists(rules: &Rules, calls: &[usize], when: Lists) -> Vec<(Ms, usize)> {
    let mut announced: BTreeMap<Ms, usize> = BTreeMap::new();
    for (start, orders) in rules.starts(calls.len()).into_iter().zip(calls) {
        let answered = start + rules.create + rules.order * *orders as Ms;
        *announced.entry(answered + rules.announce).or_default() += orders;
    }
    let max = rules.shipments_per_list;
    let mut lists = Vec::new();
    let (mut waiting, mut last) = (0, 0);
    for (at, shipments) in announced {
        (waiting, last) = (waiting + shipments, at);
        while waiting >= max || (waiting > 0 && matches!(when, Lists::AtOnce)) {
            let told = waiting.min(max);
            lists.push((at, told));
            waiting -= told;
        }
    }
    lists.extend((waiting > 0).then_some((last, waiting)));
    lists
}

/// Plays a schedule through: reads go out in the order in which they can, as the limit lets them.
fn run(rules: &Rules, calls: &[usize], when: Lists) -> Schedule {
    // (ready at, shipments that a list tells of; 0: a document)
    let mut ready: BinaryHeap<Reverse<(Ms, usize)>> =
        lists(rules, calls, when).into_iter().map(Reverse).collect();
    // The look was the first read.
    let mut reads: Vec<Ms> = vec![0];
    let (mut first_label, mut last_label) = (Ms::MAX, 0);
    while let Some(Reverse((at, shipments))) = ready.pop() {
        let oldest = reads.len().checked_sub(rules.reads_per_minute).and_then(|n| reads.get(n));
        let start = at.max(oldest.map_or(0, |oldest| oldest + MINUTE));
        reads.push(start);
        if shipments == 0 {
            let stored = start + rules.document;
            (first_label, last_label) = (first_label.min(stored), last_label.max(stored));
        }
        ready.extend((0..shipments).map(|_| Reverse((start + rules.list, 0))));
    }
    Schedule { calls: calls.to_vec(), first_label, last_label, reads: reads.len() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rules() -> Rules {
        let profile = include_str!("../../../../assets/bench/latency.json");
        Rules::of(&serde_json::from_str(profile).unwrap())
    }

    #[test]
    fn the_profile_is_the_one_that_the_bars_were_set_for() {
        let profile = include_str!("../../../../assets/bench/latency.json");
        let config: Config = serde_json::from_str(profile).unwrap();
        let Rules { list, create, order, announce, document, .. } = Rules::of(&config);
        assert_eq!((list, create, order, announce, document), (200, 400, 120, 1_500, 150));
        assert_eq!(config.limits, simulator::Limits::documented());
        assert_eq!((config.sync_ms, config.listed_after_ms), (550..=550, 0..=0));
        assert_eq!(config.profile, simulator::Profile::plain(), "every order can be shipped");
    }

    #[test]
    fn the_chain_of_one_label_is_the_schedule_of_one_order() {
        let rules = rules();
        assert_eq!(rules.shortest_chain(), 200 + 520 + 1_500 + 200 + 150);
        assert_eq!(best(&rules, 1).unwrap().last_label, rules.shortest_chain());
    }

    #[test]
    fn small_batches_end_after_one_burst_of_small_calls() {
        let after_creates = 1_500 + 200 + 150;
        let twenty = best(&rules(), 20).unwrap();
        assert_eq!(
            twenty.last_label,
            200 + 400 + 2 * 120 + after_creates,
            "15 calls of one or two: {twenty:?}"
        );
        assert_eq!(twenty.first_label, rules().shortest_chain());
        let hundred = best(&rules(), 100).unwrap();
        assert_eq!(hundred.last_label, 200 + 400 + 7 * 120 + after_creates, "15 calls of at most seven");
        let many = best(&rules(), 500).unwrap();
        assert_eq!(
            many.last_label,
            200 + 400 + 20 * 120 + after_creates,
            "later calls are smaller: {many:?}"
        );
        assert_eq!(many.calls.iter().sum::<usize>(), 500);
    }

    #[test]
    fn two_thousand_labels_wait_for_the_third_minute_of_reads() {
        let plan = best(&rules(), 2_000).unwrap();
        assert!(plan.reads > 2_000, "{} reads", plan.reads);
        assert!((120_000..126_000).contains(&plan.last_label), "{}", plan.last_label);
    }

    /// Every way to cut orders into calls.
    fn cuts(orders: usize, max: usize) -> Vec<Vec<usize>> {
        if orders == 0 {
            return vec![Vec::new()];
        }
        (1..=max.min(orders))
            .flat_map(|first| {
                cuts(orders - first, max).into_iter().map(move |rest| [vec![first], rest].concat())
            })
            .collect()
    }

    #[test]
    fn no_way_of_cutting_ends_earlier() {
        for (writes_per_second, order) in [(1, 120), (2, 120), (2, 700), (3, 10)] {
            let rules =
                Rules { writes_per_second, order, orders_per_call: 4, shipments_per_list: 3, ..rules() };
            for orders in 1..=11 {
                let found = best(&rules, orders).unwrap();
                let ends =
                    cuts(orders, 4).into_iter().map(|calls| run(&rules, &calls, Lists::AtOnce).last_label);
                assert!(found.calls.iter().all(|call| (1..=4).contains(call)), "{found:?}");
                assert_eq!(Some(found.last_label), ends.min(), "{orders} orders, {rules:?}: {found:?}");
            }
        }
    }

    #[test]
    fn a_full_minute_holds_everything_back() {
        let rules = Rules { reads_per_minute: 4, ..rules() };
        // Look, list and two documents; the third document waits for the look to leave the minute.
        assert_eq!(best(&rules, 3).unwrap().last_label, 60_000 + 150);
        let rules = Rules { writes_per_minute: 1, reads_per_minute: 100, ..rules };
        assert_eq!(rules.starts(3), [200, 60_200, 120_200]);
    }
}
