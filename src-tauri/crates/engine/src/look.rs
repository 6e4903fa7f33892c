//! A look at the platform's shipments: the delta since the last complete one, into the mirror. Looks are shared: whoever
//! needs one that began late enough takes the running or the last one.

use std::collections::BTreeSet;
use std::sync::{Arc, PoisonError};
use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use sendcloud::shipments::{self, ShipmentsQuery};
use tokio::time::Instant;

use crate::convert;
use crate::engine::Shared;
use crate::error::{AppError, Code};
use crate::model::Shipment;
use crate::store::duplicates::{self, Pair};
use crate::store::{meta, mirror, waiting};
use crate::wire::NoticeCode;

/// The delta overlaps the last look by this much of the platform's time.
const OVERLAP: SignedDuration = SignedDuration::from_mins(10);
/// How far back the first look goes. Older orders are looked up by their number.
const REACH: SignedDuration = SignedDuration::from_hours(14 * 24);

/// The last complete look. The lock is held while looking, so that all who wait share one look.
#[derive(Debug, Default)]
pub(crate) struct Looker {
    last: tokio::sync::Mutex<Option<Looked>>,
}

/// When a look began.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Looked {
    pub began: Instant,
    /// By the station's clock: a computer that slept counts no time in `began`.
    wall: Timestamp,
}

impl Looked {
    fn now(shared: &Shared) -> Self {
        Self { began: Instant::now(), wall: shared.now() }
    }

    /// The older of what both clocks say. A clock that was set forward costs one more look, nothing else.
    pub fn age(&self, shared: &Shared) -> Duration {
        let wall = Duration::try_from(shared.now().duration_since(self.wall)).unwrap_or_default();
        self.began.elapsed().max(wall)
    }
}

/// A look that both clocks agree about, more or less, is as old as it seems.
const SLEPT: Duration = Duration::from_secs(5);

/// Makes sure of a complete look that began after `after`; answers when it began.
///
/// # Errors
/// When any page of it cannot be read: an incomplete look is no look.
pub(crate) async fn look(shared: &Arc<Shared>, after: Instant) -> Result<Looked, AppError> {
    let mut last = shared.looker.last.lock().await;
    let slept = |look: &Looked| look.age(shared) > look.began.elapsed() + SLEPT;
    if let Some(look) = last.filter(|look| look.began > after && !slept(look)) {
        return Ok(look);
    }
    let look = Looked::now(shared);
    delta(shared).await?;
    *last = Some(look);
    drop(last);
    after_look(shared).await?;
    Ok(look)
}

async fn delta(shared: &Arc<Shared>) -> Result<(), AppError> {
    let account = shared.account().await?;
    let reach = reach(shared, &account).await?;
    let key = format!("mirror_seen:{account}");
    let seen: Option<Timestamp> = {
        let key = key.clone();
        shared.store.read(move |db| meta::get_meta(db, &key)).await?.and_then(|text| text.parse().ok())
    };
    let updated_after = seen.and_then(|seen| seen.checked_sub(OVERLAP).ok()).or(reach);
    let mut highest = seen;
    let mut pages = shipments::pages(ShipmentsQuery { updated_after, ..ShipmentsQuery::default() });
    while let Some(page) = pages.next(shared.api()?).await? {
        complete(&page.unreadable)?;
        let rows: Vec<Shipment> = page.rows.into_iter().map(convert::shipment).collect();
        highest = rows.iter().filter_map(|shipment| shipment.updated_at).chain(highest).max();
        store_rows(shared, &account, rows).await?;
    }
    if let Some(highest) = highest.filter(|highest| Some(*highest) != seen) {
        shared.store.write(move |tx| meta::set_meta(tx, &key, &highest.to_string())).await?;
    }
    Ok(())
}

/// Looks up order numbers one by one, whatever the delta knows.
pub(crate) async fn by_numbers(shared: &Arc<Shared>, numbers: &[String]) -> Result<(), AppError> {
    let account = shared.account().await?;
    for number in numbers {
        let query = ShipmentsQuery { order_number: Some(number.clone()), ..ShipmentsQuery::default() };
        let listed = shipments::pages(query).all(shared.api()?).await?;
        complete(&listed.unreadable)?;
        let rows = listed.rows.into_iter().map(convert::shipment).collect();
        store_rows(shared, &account, rows).await?;
    }
    Ok(())
}

/// Reads shipments by their ids.
pub(crate) async fn by_ids(shared: &Arc<Shared>, ids: &[String]) -> Result<(), AppError> {
    let account = shared.account().await?;
    let listed = shipments::by_ids(shared.api()?, ids).await?;
    store_rows(shared, &account, listed.rows.into_iter().map(convert::shipment).collect()).await
}

/// Since when (platform's time) the mirror is complete; `None`: the platform tells no time, so the first look reads all.
pub(crate) async fn reach(shared: &Arc<Shared>, account: &str) -> Result<Option<Timestamp>, AppError> {
    let key = format!("mirror_reach:{account}");
    let known = {
        let key = key.clone();
        shared.store.read(move |db| meta::get_meta(db, &key)).await?
    };
    if let Some(known) = known {
        return Ok(known.parse().ok());
    }
    // Any read tells the platform's time; the station's clock may be wrong by days.
    let query = ShipmentsQuery { order_number: Some("-".to_owned()), ..ShipmentsQuery::default() };
    let mut pages = shipments::pages(query);
    pages.next(shared.api()?).await?;
    let reach = pages.platform_time().and_then(|now| now.checked_sub(REACH).ok());
    let text = reach.map(|reach| reach.to_string()).unwrap_or_default();
    shared.store.write(move |tx| meta::set_meta(tx, &key, &text)).await?;
    Ok(reach)
}

fn complete(unreadable: &[String]) -> Result<(), AppError> {
    match unreadable.first() {
        None => Ok(()),
        Some(why) => Err(AppError::new(Code::Unreadable)
            .message(format!("The list of shipments holds something unreadable ({why})"))
            .hint("Nothing is bought until the list can be read completely; try again later")),
    }
}

/// Stores shipments as read.
pub(crate) async fn store_rows(
    shared: &Arc<Shared>,
    account: &str,
    rows: Vec<Shipment>,
) -> Result<(), AppError> {
    if rows.is_empty() {
        return Ok(());
    }
    let key = account.to_owned();
    let (changed, ours) = shared
        .store
        .write(move |tx| {
            let (mut changed, mut ours) = (Vec::new(), Vec::new());
            for row in rows {
                if mirror::upsert_shipment(tx, &key, &row)? {
                    ours.extend(mirror::shown_by(tx, &key, &row)?);
                    changed.push(row.order_number);
                }
            }
            Ok((changed, ours))
        })
        .await?;
    if !changed.is_empty() {
        shared.hub.orders_numbered(account, changed.into_iter().flatten());
        for (batch, order) in ours {
            shared.hub.batch(batch, [order]);
        }
        shared.wake_search.notify_one();
    }
    Ok(())
}

/// What a look may reveal: labels of ours that were cancelled, dead ones that came alive again, and second labels.
async fn after_look(shared: &Arc<Shared>) -> Result<(), AppError> {
    let account = shared.account().await?;
    let judged = shared.others.lock().unwrap_or_else(PoisonError::into_inner).judged_up_to;
    let (changed, pairs, judged_up_to, others, settings) = shared
        .store
        .write(move |tx| {
            let dead = waiting::labelled_but_dead(tx, &account)?;
            for (attempt, _, _, body) in &dead {
                let shipment: Shipment = serde_json::from_str(body)?;
                waiting::set_dead(tx, *attempt, &shipment)?;
            }
            let mut changed: Vec<(i64, i64)> =
                dead.iter().map(|(_, order, batch, _)| (*batch, *order)).collect();
            changed.extend(waiting::revive(tx, &account)?);
            let others = match judged {
                Some(judged) => mirror::made_by_others(tx, &account, judged)?,
                None => false,
            };
            let pairs = duplicates::duplicates(tx, &account)?;
            Ok((changed, pairs, mirror::seen_up_to(tx)?, others, meta::settings(tx)?))
        })
        .await?;
    {
        let mut known = shared.others.lock().unwrap_or_else(PoisonError::into_inner);
        known.judged_up_to = Some(judged_up_to);
        if others {
            known.last_seen = Some(Instant::now());
        }
    }
    shared.apply_limits(&settings);
    if !changed.is_empty() {
        shared.wake_settler.notify_one();
        shared.hub.orders_of(changed.iter().map(|(_, order)| *order));
    }
    for (batch, order) in changed {
        shared.hub.batch(batch, [order]);
    }
    tell_duplicates(shared, pairs);
    Ok(())
}

/// Each pair is told once by a process; the list of them stays until somebody acts.
fn tell_duplicates(shared: &Shared, pairs: Vec<Pair>) {
    let mut told = shared.told_duplicates.lock().unwrap_or_else(PoisonError::into_inner);
    let now: BTreeSet<(String, String)> =
        pairs.iter().map(|pair| (pair.ours.id.clone(), pair.other.id.clone())).collect();
    if *told != now {
        shared.hub.duplicates_changed();
    }
    for pair in pairs.iter().filter(|pair| !told.contains(&(pair.ours.id.clone(), pair.other.id.clone()))) {
        shared.notice(
            NoticeCode::PossibleDuplicate,
            format!(
                "Order {} has two labels: shipment {} of this station and {}",
                pair.order_number, pair.ours.id, pair.other.id
            ),
            Some("Cancel one of them, or say that both are wanted".to_owned()),
        );
    }
    *told = now;
}
