//! Events for the window and the command line, coalesced: what changes several times within a tenth of a second is told
//! once, as it is then. Only ids are collected; the rows are read when they are sent.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use tokio::sync::{Notify, broadcast};

use crate::orders;
use crate::store::history::{self, SearchTimes};
use crate::store::orders::{Touched, split_off};
use crate::store::{Store, prints};
use crate::wire::{Event, Notice, PrintState, SyncState};

/// One message per entity in this time at most.
const COALESCE: Duration = Duration::from_millis(100);
/// A flush that takes long is followed by a pause of this many times its length, at most this long.
const TELLING_SHARE: u32 = 12;
const COALESCE_MAX: Duration = Duration::from_millis(500);
/// More orders than these are told by "read them again": that is no longer than they are.
const TOUCHED_MAX: usize = 3_000;
/// Orders or print jobs in one message; the others follow in the next. A window takes in and draws as many between two keys.
const TOLD_AT_ONCE: usize = 100;
/// Events that a slow listener may lag behind before it is told to read anew.
const BACKLOG: usize = 256;

#[derive(Debug, Default)]
struct Pending {
    /// The list of open orders has to be read again.
    orders_stale: bool,
    orders: Touched,
    sync: Option<SyncState>,
    /// Batch id to the batch orders that changed.
    batches: BTreeMap<i64, BTreeSet<i64>>,
    prints: BTreeSet<i64>,
    duplicates: bool,
    bookings: bool,
    notices: Vec<Notice>,
}

impl Pending {
    /// What is told next, and the rest.
    fn split(mut self) -> (Self, Self) {
        self.orders_stale |= self.orders.len() > TOUCHED_MAX;
        let mut rest = Self::default();
        match self.orders_stale {
            true => self.orders = Touched::default(),
            false => rest.orders = self.orders.split_off(TOLD_AT_ONCE),
        }
        rest.prints = split_off(&mut self.prints, TOLD_AT_ONCE);
        let mut room = TOLD_AT_ONCE;
        for (batch, orders) in &mut self.batches {
            let later = split_off(orders, room);
            room -= orders.len();
            if !later.is_empty() {
                rest.batches.insert(*batch, later);
            }
        }
        self.batches.retain(|batch, orders| !orders.is_empty() || !rest.batches.contains_key(batch));
        (self, rest)
    }

    fn is_empty(&self) -> bool {
        self.orders.len() == 0 && self.prints.is_empty() && self.batches.is_empty()
    }
}

/// Collects what changed and tells it.
pub struct Hub {
    pending: Mutex<Pending>,
    wake: Notify,
    events: broadcast::Sender<Event>,
}

impl Hub {
    pub(crate) fn new() -> Self {
        Self { pending: Mutex::default(), wake: Notify::new(), events: broadcast::channel(BACKLOG).0 }
    }

    pub fn subscribe(&self) -> broadcast::Receiver<Event> {
        self.events.subscribe()
    }

    fn note(&self, change: impl FnOnce(&mut Pending)) {
        change(&mut self.pending.lock().unwrap_or_else(PoisonError::into_inner));
        self.wake.notify_one();
    }

    /// Something that many orders depend on changed (statuses, shops, settings, a whole reading): the list is read again.
    pub(crate) fn orders_changed(&self) {
        self.note(|pending| pending.orders_stale = true);
    }

    /// Orders of a batch entered or left the open list.
    pub(crate) fn orders_of(&self, batch_orders: impl IntoIterator<Item = i64>) {
        self.note(|pending| pending.orders.batch_orders.extend(batch_orders));
    }

    pub(crate) fn order_rows(&self, rows: impl IntoIterator<Item = i64>) {
        self.note(|pending| pending.orders.rows.extend(rows));
    }

    /// Something became known about these order numbers.
    pub(crate) fn orders_numbered(&self, account: &str, numbers: impl IntoIterator<Item = String>) {
        let numbers = numbers.into_iter().map(|number| (account.to_owned(), number));
        self.note(|pending| pending.orders.numbers.extend(numbers));
    }

    pub(crate) fn sync(&self, state: SyncState) {
        self.note(|pending| pending.sync = Some(state));
    }

    pub(crate) fn batch(&self, batch_id: i64, orders: impl IntoIterator<Item = i64>) {
        self.note(|pending| pending.batches.entry(batch_id).or_default().extend(orders));
    }

    /// A print job changed; the orders whose papers it printed are told with it.
    pub(crate) fn print(&self, id: i64) {
        self.note(|pending| {
            pending.prints.insert(id);
        });
    }

    pub(crate) fn duplicates_changed(&self) {
        self.note(|pending| pending.duplicates = true);
    }

    pub(crate) fn bookings_changed(&self) {
        self.note(|pending| pending.bookings = true);
    }

    pub(crate) fn notice(&self, notice: Notice) {
        self.note(|pending| {
            if !pending.notices.contains(&notice) {
                pending.notices.push(notice);
            }
        });
    }

    /// Sends what was collected, at most every [`COALESCE`], until the task is dropped.
    pub(crate) async fn run(&self, store: Store, times: impl Fn() -> SearchTimes + Send) {
        let mut pause = COALESCE;
        loop {
            self.wake.notified().await;
            tokio::time::sleep(pause).await;
            let began = tokio::time::Instant::now();
            if self.tell(&store, times()).await {
                self.wake.notify_one();
            }
            // Telling about a batch of thousands must not cost more than the batch itself.
            pause = (began.elapsed() * TELLING_SHARE).clamp(COALESCE, COALESCE_MAX);
        }
    }

    /// Sends what was collected so far.
    pub(crate) async fn flush(&self, store: &Store, times: impl Fn() -> SearchTimes) {
        while self.tell(store, times()).await {}
    }

    /// Sends a portion of what was collected; true: there is more.
    async fn tell(&self, store: &Store, times: SearchTimes) -> bool {
        let (pending, more) = {
            let mut waiting = self.pending.lock().unwrap_or_else(PoisonError::into_inner);
            let (now, later) = std::mem::take(&mut *waiting).split();
            *waiting = later;
            (now, !waiting.is_empty())
        };
        let mut events = Vec::new();
        let touched = pending.orders;
        if pending.orders_stale {
            events.push(Event::OrdersStale);
        }
        if pending.duplicates {
            events.push(Event::DuplicatesChanged);
        }
        if pending.bookings {
            events.push(Event::BookingsChanged);
        }
        events.extend(pending.sync.map(|sync| Event::Sync { sync }));
        let (mut batches, prints) = (pending.batches, pending.prints);
        let rows = store
            .read_at(move |db, at| {
                let mut found = Vec::new();
                if touched.len() > 0 {
                    found.extend(orders::changes(db, at, &touched)?);
                }
                let jobs = prints
                    .into_iter()
                    .filter_map(|id| prints::print_row(db, id).transpose())
                    .map(|row| row.map(|row| row.info))
                    .collect::<Result<Vec<_>, _>>()?;
                for job in jobs.iter().filter(|job| job.state == PrintState::Done) {
                    for (batch_id, order) in prints::orders_of(db, job.id.0)? {
                        batches.entry(batch_id).or_default().insert(order);
                    }
                }
                for (batch_id, orders) in batches {
                    let Some(batch) = history::batch_row(db, batch_id)? else { continue };
                    let orders = orders
                        .into_iter()
                        .filter_map(|id| history::batch_order(db, id, &times).transpose())
                        .collect::<Result<_, _>>()?;
                    found.push(Event::Batch { batch, orders });
                }
                if !jobs.is_empty() {
                    found.push(Event::Print { jobs });
                }
                Ok(found)
            })
            .await;
        match rows {
            Ok(rows) => events.extend(rows),
            Err(error) => {
                tracing::warn!(%error, "events could not be read");
                // What is told another time may be told again; what nobody told would be missing for ever.
                events.push(Event::StationChanged);
            }
        }
        events.extend(pending.notices.into_iter().map(|notice| Event::Notice { notice }));
        for event in events {
            // Nobody listening is fine.
            let _ = self.events.send(event);
        }
        more
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_lot_is_told_in_portions_each_row_once_and_no_batch_is_forgotten() {
        let mut waiting = Pending::default();
        waiting.batches.extend([(1, (0..150).collect()), (2, BTreeSet::new()), (3, (150..600).collect())]);
        waiting.prints.extend(0..450);
        waiting.orders.rows.extend(0..500);
        let (mut orders, mut prints, mut rows, mut heads, mut portions) =
            (vec![], vec![], vec![], BTreeSet::new(), 0);
        while !waiting.is_empty() {
            let (now, later) = waiting.split();
            assert!(now.batches.values().map(BTreeSet::len).sum::<usize>() <= TOLD_AT_ONCE);
            assert!(now.prints.len() <= TOLD_AT_ONCE && now.orders.len() <= TOLD_AT_ONCE);
            heads.extend(now.batches.keys().copied());
            orders.extend(now.batches.into_values().flatten());
            prints.extend(now.prints);
            rows.extend(now.orders.rows);
            portions += 1;
            waiting = later;
        }
        assert_eq!((orders, prints, rows), ((0..600).collect(), (0..450).collect(), (0..500).collect()));
        assert_eq!((heads, portions), (BTreeSet::from([1, 2, 3]), 6));
    }

    #[test]
    fn more_orders_than_can_be_told_are_read_again_and_not_told_as_well() {
        let mut waiting = Pending::default();
        waiting.orders.rows.extend(0..=i64::try_from(TOUCHED_MAX).unwrap());
        let (now, later) = waiting.split();
        assert!(now.orders_stale && now.orders.len() == 0 && later.is_empty());
    }
}
