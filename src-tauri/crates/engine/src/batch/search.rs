//! Searching for lost answers: looks at the times that [`super::reconcile`] names, and adopting what they find. Free.

use std::collections::HashMap;
use std::sync::{Arc, PoisonError};
use std::time::Duration;

use tokio::time::Instant;

use super::reconcile::{Verdict, verdict};
use crate::engine::{Engine, Shared};
use crate::error::AppError;
use crate::look;
use crate::store::history::{self, SearchTimes};
use crate::store::waiting::{self, UnknownAttempt};
use crate::wire::{BatchDetail, OneBatch};

/// Pause after a look that could not be made.
const TROUBLE_PAUSE: Duration = Duration::from_secs(10);
/// Longest sleep; a new unknown order wakes the search anyway.
const PAUSE_MAX: Duration = Duration::from_secs(60);

pub(crate) async fn searcher(shared: Arc<Shared>) {
    loop {
        let pause = match round(&shared).await {
            Ok(pause) => pause,
            Err(error) => {
                tracing::warn!(%error, "the search for lost answers has to wait");
                shared.tell_disk_trouble(&error);
                Some(TROUBLE_PAUSE)
            }
        };
        match pause {
            None => shared.wake_search.notified().await,
            Some(pause) => {
                tokio::select! {
                    () = tokio::time::sleep(pause) => {}
                    () = shared.wake_search.notified() => {}
                }
            }
        }
    }
}

impl Shared {
    /// Orders that became unknown while this process runs are searched from now on; what an earlier process searched for
    /// is due at once.
    fn search_begun(&self, unknowns: &[UnknownAttempt]) {
        let now = Instant::now();
        let mut searched = self.searched.lock().unwrap_or_else(PoisonError::into_inner);
        for unknown in unknowns.iter().filter(|unknown| unknown.looks == 0) {
            searched.entry(unknown.attempt_id).or_insert(now);
        }
    }

    /// A look has just been made. Answers the time since the one before it, where this process made that too.
    fn looked_for(&self, unknowns: &[UnknownAttempt]) -> HashMap<i64, Duration> {
        let now = Instant::now();
        let mut searched = self.searched.lock().unwrap_or_else(PoisonError::into_inner);
        unknowns
            .iter()
            .filter_map(|unknown| Some((unknown.attempt_id, searched.insert(unknown.attempt_id, now)?)))
            .map(|(attempt, before)| (attempt, now.duration_since(before)))
            .collect()
    }

    pub fn search_times(&self) -> SearchTimes {
        let searched = self.searched.lock().unwrap_or_else(PoisonError::into_inner);
        let idle = searched.iter().map(|(attempt, at)| (*attempt, at.elapsed())).collect();
        SearchTimes { now: self.now(), idle }
    }
}

impl Engine {
    /// Looks now, by delta and by order number, for every unknown order of a batch.
    ///
    /// # Errors
    /// No network, a failing database.
    pub async fn unknown_check(&self, one: OneBatch) -> Result<BatchDetail, AppError> {
        let account = self.shared.account().await?;
        let unknowns = self.shared.store.read(move |db| waiting::unknowns(db, &account)).await?;
        let of_batch: Vec<UnknownAttempt> =
            unknowns.into_iter().filter(|unknown| unknown.batch_id == one.batch_id.0).collect();
        look_for(&self.shared, of_batch, true).await?;
        judge(&self.shared).await?;
        self.batch_detail(one).await
    }
}

/// Judges every unknown order, looks for those that are due. Answers how long to sleep; `None`: nothing to wait for.
async fn round(shared: &Arc<Shared>) -> Result<Option<Duration>, AppError> {
    let due = judge(shared).await?;
    let (now_due, later): (Vec<_>, Vec<_>) = due.into_iter().partition(|due| due.wait.is_zero());
    if now_due.is_empty() {
        return Ok(later.iter().map(|due| due.wait.min(PAUSE_MAX)).min());
    }
    let (numbered, plain): (Vec<_>, Vec<_>) = now_due.into_iter().partition(|due| due.by_number);
    look_for(shared, plain.into_iter().map(|due| due.unknown).collect(), false).await?;
    look_for(shared, numbered.into_iter().map(|due| due.unknown).collect(), true).await?;
    Ok(Some(Duration::ZERO))
}

struct Due {
    unknown: UnknownAttempt,
    wait: Duration,
    by_number: bool,
}

/// Adopts what was found; answers what has to be looked for again.
async fn judge(shared: &Arc<Shared>) -> Result<Vec<Due>, AppError> {
    let Ok(account) = shared.stored_account().await else { return Ok(Vec::new()) };
    loop {
        let (due, adopted) = judge_once(shared, account.clone()).await?;
        if adopted.is_empty() {
            return Ok(due);
        }
        for (batch, order) in adopted {
            shared.hub.batch(batch, [order]);
        }
        shared.wake_settler.notify_one();
        // What was found begins the search for the rest of its call anew: they are judged again.
    }
}

type Adopted = Vec<(i64, i64)>;

async fn judge_once(shared: &Arc<Shared>, account: String) -> Result<(Vec<Due>, Adopted), AppError> {
    let key = account.clone();
    let unknowns = shared.store.read(move |db| waiting::unknowns(db, &key)).await?;
    shared.search_begun(&unknowns);
    let times = shared.search_times();
    shared
        .store
        .write(move |tx| {
            let (mut due, mut adopted) = (Vec::new(), Vec::new());
            for unknown in waiting::unknowns(tx, &account)? {
                match verdict(&history::lost_facts(tx, &account, &unknown, &times)?) {
                    Verdict::Adopt { shipment_id } => {
                        waiting::adopt(tx, &unknown, &shipment_id)?;
                        adopted.push((unknown.batch_id, unknown.batch_order_id));
                    }
                    Verdict::LookAgain { wait, by_number } => due.push(Due { unknown, wait, by_number }),
                    // A person decides.
                    Verdict::AskPerson { .. } | Verdict::NotFound => {}
                }
            }
            Ok((due, adopted))
        })
        .await
}

async fn look_for(
    shared: &Arc<Shared>,
    unknowns: Vec<UnknownAttempt>,
    by_number: bool,
) -> Result<(), AppError> {
    if unknowns.is_empty() {
        return Ok(());
    }
    look::look(shared, Instant::now()).await?;
    if by_number {
        let numbers: Vec<String> = unknowns.iter().map(|unknown| unknown.order_number.clone()).collect();
        look::by_numbers(shared, &numbers).await?;
    }
    let idle = shared.looked_for(&unknowns);
    let changed: Vec<(i64, i64)> =
        unknowns.iter().map(|unknown| (unknown.batch_id, unknown.batch_order_id)).collect();
    shared
        .store
        .write(move |tx| {
            unknowns.iter().try_for_each(|unknown| {
                let idle = idle.get(&unknown.attempt_id).copied().unwrap_or_default();
                let idle_ms = u64::try_from(idle.as_millis()).unwrap_or(u64::MAX);
                waiting::note_look(tx, unknown.attempt_id, idle_ms, by_number)
            })
        })
        .await?;
    for (batch, order) in changed {
        shared.hub.batch(batch, [order]);
    }
    Ok(())
}
