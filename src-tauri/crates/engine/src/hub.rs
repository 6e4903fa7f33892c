//! Events for the window and the command line, coalesced: what changes several times within a tenth of a second is told
//! once, as it is then. Only ids are collected; the rows are read when they are sent.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use tokio::sync::{Notify, broadcast};

use crate::orders;
use crate::store::history::{self, SearchTimes};
use crate::store::orders::Touched;
use crate::store::{Store, prints};
use crate::wire::{Event, Notice, PrintState, SyncState};

/// One message per entity in this time at most.
const COALESCE: Duration = Duration::from_millis(100);
/// A flush that takes long is followed by a pause of this many times its length, at most this long.
const TELLING_SHARE: u32 = 12;
const COALESCE_MAX: Duration = Duration::from_millis(500);
/// More orders than these are told by "read them again": that is no longer than they are.
const TOUCHED_MAX: usize = 3_000;
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
            self.flush(&store, times()).await;
            // Telling about a batch of thousands must not cost more than the batch itself.
            pause = (began.elapsed() * TELLING_SHARE).clamp(COALESCE, COALESCE_MAX);
        }
    }

    /// Sends what was collected so far.
    pub(crate) async fn flush(&self, store: &Store, times: SearchTimes) {
        let pending = std::mem::take(&mut *self.pending.lock().unwrap_or_else(PoisonError::into_inner));
        let mut events = Vec::new();
        let touched = pending.orders;
        let stale = pending.orders_stale || touched.len() > TOUCHED_MAX;
        if stale {
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
                if !stale && touched.len() > 0 {
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
    }
}
