//! What ever happened, as people read it: batches, their orders, search. Reads only, offline, for ever.

use std::collections::HashMap;
use std::time::Duration;

use rusqlite::{Connection, OptionalExtension as _, params};

use super::{Result, duplicates, facts, meta, mirror, waiting};
use crate::batch::reconcile::{self, Lost, Verdict};
use crate::model::{AttemptState, Shipment};
use crate::wire::{
    self, Batch, BatchDetail, BatchOrder, BatchState, Counts, LabelInfo, OrderState, RowId, UnknownLook,
};

/// Batches shown when nobody asks for more.
const BATCHES_LIMIT: u32 = 50;
/// Batches that one query gives at most.
const BATCHES_MAX: u32 = 500;
/// Shortest text that the trigram index can find.
const TRIGRAM_CHARS: usize = 3;

/// What Sendcloud falls back to without any method: looks like success, is no valid label.
pub const UNSTAMPED_LETTER: &str = "sendcloud:letter";

/// What only the running process knows about the search for lost answers.
#[derive(Debug, Clone)]
pub struct SearchTimes {
    pub now: jiff::Timestamp,
    /// By attempt: since its last look, or since it became unknown.
    pub idle: HashMap<i64, Duration>,
}

impl SearchTimes {
    fn after(&self, wait: Duration) -> Option<String> {
        Some(self.now.checked_add(wait).ok()?.to_string())
    }
}

/// The newest batches, those with a matching order when there is a text.
pub fn batches(db: &Connection, query: &wire::BatchesQuery) -> Result<Vec<Batch>> {
    let text = query.text.as_deref().map(str::trim).filter(|text| !text.is_empty());
    let before = query.before.map_or(i64::MAX, |id| id.0);
    let limit = query.limit.unwrap_or(BATCHES_LIMIT).min(BATCHES_MAX);
    let status = query.parcel_status.as_deref();
    let ids: Vec<i64> = match text {
        None => {
            let mut statement = db.prepare_cached(&format!(
                "SELECT id FROM batch b WHERE id < ?1 AND {} ORDER BY id DESC LIMIT ?2",
                with_status("b.id", "?3")
            ))?;
            statement
                .query_map(params![before, limit, status], |row| row.get(0))?
                .collect::<rusqlite::Result<_>>()?
        }
        Some(text) if text.chars().count() >= TRIGRAM_CHARS => {
            let phrase = format!("\"{}\"", text.replace('"', "\"\""));
            let mut statement = db.prepare_cached(&format!(
                "SELECT DISTINCT b.batch_id FROM history_fts f JOIN batch_order b ON b.id = f.rowid
                 WHERE history_fts MATCH ?3 AND b.batch_id < ?1 AND {} ORDER BY b.batch_id DESC LIMIT ?2",
                with_status("b.batch_id", "?4")
            ))?;
            statement
                .query_map(params![before, limit, phrase, status], |row| row.get(0))?
                .collect::<rusqlite::Result<_>>()?
        }
        Some(text) => {
            let mut statement = db.prepare_cached(&format!(
                "SELECT DISTINCT batch_id FROM batch_order b WHERE instr(lower(order_number), lower(?3)) > 0
                 AND batch_id < ?1 AND {} ORDER BY batch_id DESC LIMIT ?2",
                with_status("b.batch_id", "?4")
            ))?;
            statement
                .query_map(params![before, limit, text, status], |row| row.get(0))?
                .collect::<rusqlite::Result<_>>()?
        }
    };
    ids.into_iter().filter_map(|id| batch_row(db, id).transpose()).collect()
}

/// A batch (an expression) has a parcel with the status that a parameter names; any batch when it names none.
fn with_status(batch: &str, parameter: &str) -> String {
    format!(
        "({parameter} IS NULL OR EXISTS (
             SELECT 1 FROM batch_order w JOIN attempt x ON x.batch_order_id = w.id AND x.shipment_id IS NOT NULL
             JOIN shipment s ON s.account_id = x.account_id AND s.id = x.shipment_id
             JOIN json_each(s.body, '$.parcels') p
             WHERE w.batch_id = {batch} AND json_extract(p.value, '$.status_code') = {parameter}))"
    )
}

/// Statuses of the parcels that this station bought, most of them first: code, the platform's words, orders.
pub fn parcel_statuses(db: &Connection) -> Result<Vec<wire::ParcelsWithStatus>> {
    let mut statement = db.prepare_cached(
        "SELECT json_extract(p.value, '$.status_code') AS where_it_is, max(json_extract(p.value, '$.status')),
                count(DISTINCT x.batch_order_id) AS orders
         FROM attempt x JOIN shipment s ON s.account_id = x.account_id AND s.id = x.shipment_id
         JOIN json_each(s.body, '$.parcels') p
         WHERE where_it_is <> '' GROUP BY where_it_is ORDER BY orders DESC, where_it_is",
    )?;
    let rows = statement.query_map([], |row| {
        let code: String = row.get(0)?;
        let message = row.get::<_, Option<String>>(1)?.filter(|words| !words.is_empty());
        Ok(wire::ParcelsWithStatus {
            message: message.unwrap_or_else(|| code.clone()),
            code,
            orders: row.get(2)?,
        })
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// The state of an order in a batch: its newest attempt's, or left out.
const LAST_ATTEMPT: &str =
    "LEFT JOIN attempt a ON a.id = (SELECT max(x.id) FROM attempt x WHERE x.batch_order_id = b.id)";

/// Of a label `l`: jobs that printed it.
const PRINTED: &str = "SELECT 1 FROM print_paper y JOIN print_job p ON p.id = y.job_id
    WHERE y.label_id = l.id AND p.state = 'done'";

pub fn batch_row(db: &Connection, id: i64) -> Result<Option<Batch>> {
    let head = db
        .prepare_cached("SELECT created_at, paused, trouble FROM batch WHERE id = ?1")?
        .query_row([id], |row| {
            Ok((row.get::<_, String>(0)?, row.get::<_, bool>(1)?, row.get::<_, Option<String>>(2)?))
        })
        .optional()?;
    let Some((created_at, paused, trouble)) = head else { return Ok(None) };
    let counts = counts(db, id)?;
    let mut statement =
        db.prepare_cached("SELECT DISTINCT shop FROM batch_order WHERE batch_id = ?1 ORDER BY shop")?;
    let shops = statement.query_map([id], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
    let trouble = trouble.map(|text| serde_json::from_str(&text)).transpose()?;
    Ok(Some(Batch { id: RowId(id), created_at, state: state(&counts, paused), counts, shops, trouble }))
}

fn state(counts: &Counts, paused: bool) -> BatchState {
    match counts {
        Counts { planned: 1.., sent: 0, .. } if paused => BatchState::Paused,
        Counts { planned: 1.., .. } | Counts { sent: 1.., .. } | Counts { waiting: 1.., .. } => {
            BatchState::Running
        }
        Counts { unknown: 1.., .. } => BatchState::Waiting,
        _ => BatchState::Done,
    }
}

fn counts(db: &Connection, batch_id: i64) -> Result<Counts> {
    // It has labels, and every one was printed. Customs papers and slips do not count.
    let all_printed = format!(
        "SELECT coalesce(min(EXISTS ({PRINTED})), 0) FROM label l WHERE l.batch_order_id = b.id AND l.kind = 'label'"
    );
    let mut statement = db.prepare_cached(&format!(
        "SELECT b.left_out IS NOT NULL, a.state, count(*), sum(coalesce(a.state = 'labelled', 0) AND ({all_printed}))
         FROM batch_order b {LAST_ATTEMPT} WHERE b.batch_id = ?1 GROUP BY 1, 2"
    ))?;
    let rows = statement
        .query_map([batch_id], |row| {
            let state: (bool, Option<String>) = (row.get(0)?, row.get(1)?);
            Ok((state, row.get::<_, u32>(2)?, row.get::<_, u32>(3)?))
        })?
        .collect::<rusqlite::Result<Vec<_>>>()?;
    let mut counts = Counts::default();
    for ((left_out, attempt), n, printed) in rows {
        counts.orders += n;
        counts.printed += printed;
        let slot = match order_state(attempt.as_deref(), left_out) {
            OrderState::Planned => &mut counts.planned,
            OrderState::Sent => &mut counts.sent,
            OrderState::Waiting => &mut counts.waiting,
            OrderState::Labelled => &mut counts.labelled,
            OrderState::Refused | OrderState::Failed | OrderState::Cancelled => &mut counts.refused,
            OrderState::LeftOut | OrderState::LabelElsewhere | OrderState::Withdrawn => &mut counts.left_out,
            OrderState::Unknown => &mut counts.unknown,
        };
        *slot += n;
    }
    Ok(counts)
}

fn order_state(attempt: Option<&str>, left_out: bool) -> OrderState {
    match attempt.and_then(AttemptState::parse) {
        None => OrderState::LeftOut,
        Some(AttemptState::Planned) => OrderState::Planned,
        Some(AttemptState::Requested) => OrderState::Sent,
        Some(AttemptState::Accepted) => OrderState::Waiting,
        Some(AttemptState::Labelled) => OrderState::Labelled,
        Some(AttemptState::Refused) => OrderState::Refused,
        Some(AttemptState::Unknown) => OrderState::Unknown,
        Some(AttemptState::Failed) => OrderState::Failed,
        Some(AttemptState::Cancelled) => OrderState::Cancelled,
        Some(AttemptState::Elsewhere) => OrderState::LabelElsewhere,
        Some(AttemptState::Withdrawn) if left_out => OrderState::LeftOut,
        Some(AttemptState::Withdrawn | AttemptState::Overridden) => OrderState::Withdrawn,
    }
}

pub fn batch_detail(db: &Connection, id: i64, times: &SearchTimes) -> Result<Option<BatchDetail>> {
    let Some(batch) = batch_row(db, id)? else { return Ok(None) };
    let orders = rows(db, "b.batch_id = ?1 ORDER BY b.position", id, times)?;
    Ok(Some(BatchDetail { batch, orders }))
}

pub fn batch_order(db: &Connection, id: i64, times: &SearchTimes) -> Result<Option<BatchOrder>> {
    Ok(rows(db, "b.id = ?1", id, times)?.into_iter().next())
}

/// What this station did for an order, newest first.
pub fn order_attempts(db: &Connection, order_id: i64, times: &SearchTimes) -> Result<Vec<BatchOrder>> {
    rows(db, "b.order_id = ?1 ORDER BY b.id DESC", order_id, times)
}

fn rows(db: &Connection, condition: &str, id: i64, times: &SearchTimes) -> Result<Vec<BatchOrder>> {
    let mut labels = labels(db, condition, id)?;
    let mut statement = db.prepare_cached(&format!(
        "SELECT b.id, b.batch_id, b.order_number, b.name, b.city, b.country, b.shop, b.left_out, b.left_out_hint, a.state,
                a.words, a.ended_at, a.requested_at, t.created_at, s.body, t.options, a.account_id,
                b.left_out_kind
         FROM batch_order b JOIN batch t ON t.id = b.batch_id {LAST_ATTEMPT}
         LEFT JOIN shipment s ON s.account_id = a.account_id AND s.id = a.shipment_id
         WHERE {condition}"
    ))?;
    let found = statement
        .query_map([id], |row| {
            let left_out: Option<String> = row.get(7)?;
            let attempt: Option<String> = row.get(9)?;
            let kind: Option<String> = row.get(17)?;
            let (ended, asked): (Option<String>, Option<String>) = (row.get(11)?, row.get(12)?);
            let order = BatchOrder {
                id: RowId(row.get(0)?),
                batch_id: RowId(row.get(1)?),
                order_number: row.get(2)?,
                name: row.get(3)?,
                city: row.get(4)?,
                country: row.get(5)?,
                shop: row.get(6)?,
                state: order_state(attempt.as_deref(), left_out.is_some()),
                problem: kind.and_then(|kind| serde_json::from_str(&kind).ok()),
                message: left_out.or(row.get(10)?),
                hint: row.get(8)?,
                carrier: None,
                shipping_option_code: None,
                unstamped_letter: false,
                tracking_number: None,
                tracking_url: None,
                parcel_status: None,
                shipment_id: None,
                cancellation: None,
                labels: Vec::new(),
                at: match ended.or(asked) {
                    Some(at) => at,
                    None => row.get(13)?,
                },
                look: None,
            };
            Ok((
                order,
                row.get::<_, Option<String>>(14)?,
                row.get::<_, String>(15)?,
                row.get::<_, Option<String>>(16)?,
            ))
        })?
        .collect::<rusqlite::Result<Vec<_>>>()?;
    found
        .into_iter()
        .map(|(mut order, shipment, options, account)| {
            if let Some(body) = shipment {
                let shipment: Shipment = serde_json::from_str(&body)?;
                dress(&mut order, &shipment, &options);
                if let Some(account) = &account {
                    order.cancellation = duplicates::cancellation(db, account, &shipment)?;
                }
                order.shipment_id = Some(shipment.id);
            }
            order.labels = labels.remove(&order.id.0).unwrap_or_default();
            if let (OrderState::Unknown, Some(account)) = (order.state, account) {
                order.look = look(db, &account, order.id.0, times)?;
            }
            Ok(order)
        })
        .collect()
}

fn parcel_status(shipment: &Shipment) -> Option<wire::ParcelStatus> {
    shipment.parcels.iter().find(|parcel| !parcel.status_code.is_empty()).map(|parcel| {
        let words = if parcel.status.is_empty() { &parcel.status_code } else { &parcel.status };
        wire::ParcelStatus { code: parcel.status_code.clone(), message: words.clone() }
    })
}

fn dress(order: &mut BatchOrder, shipment: &Shipment, options: &str) {
    let used = shipment.shipping_option_code.as_deref();
    order.carrier.clone_from(&shipment.carrier);
    order.shipping_option_code.clone_from(&shipment.shipping_option_code);
    order.unstamped_letter = used == Some(UNSTAMPED_LETTER) && !options.contains(UNSTAMPED_LETTER);
    order.tracking_number = shipment.tracking_numbers().into_iter().next();
    order.parcel_status = parcel_status(shipment);
    order.tracking_url = shipment.parcels.iter().find_map(|parcel| parcel.tracking_url.clone());
}

fn labels(db: &Connection, condition: &str, id: i64) -> Result<HashMap<i64, Vec<LabelInfo>>> {
    let mut statement = db.prepare_cached(&format!(
        "SELECT l.batch_order_id, l.id, l.kind, l.mime, l.pages,
                (SELECT count(*) FROM ({PRINTED})), length(l.bytes) = 0
         FROM label l WHERE l.batch_order_id IN (SELECT b.id FROM batch_order b WHERE {condition})
         ORDER BY l.parcel_id, l.kind <> 'label', l.kind"
    ))?;
    let mut found: HashMap<i64, Vec<LabelInfo>> = HashMap::new();
    let rows = statement.query_map([id], |row| {
        let label = LabelInfo {
            id: RowId(row.get(1)?),
            kind: row.get(2)?,
            mime: row.get(3)?,
            pages: row.get(4)?,
            printed: row.get(5)?,
            removed: row.get(6)?,
        };
        Ok((row.get::<_, i64>(0)?, label))
    })?;
    for row in rows {
        let (order, label) = row?;
        found.entry(order).or_default().push(label);
    }
    Ok(found)
}

fn look(
    db: &Connection,
    account: &str,
    batch_order_id: i64,
    times: &SearchTimes,
) -> Result<Option<UnknownLook>> {
    let Some(lost) = waiting::unknown_of(db, batch_order_id)? else { return Ok(None) };
    let facts = lost_facts(db, account, &lost, times)?;
    let verdict = reconcile::verdict(&facts);
    let idle = facts.idle.unwrap_or_default();
    let settled = facts.settle.saturating_sub(facts.searched).saturating_sub(idle);
    let candidates = match &verdict {
        Verdict::AskPerson { candidates } => {
            let rows = candidates.iter().map(|seen| shipment_row(db, account, &seen.shipment, false));
            rows.collect::<Result<_>>()?
        }
        Verdict::Adopt { .. } | Verdict::LookAgain { .. } | Verdict::NotFound => Vec::new(),
    };
    let next_look_at = match &verdict {
        Verdict::LookAgain { wait, .. } => times.after(*wait),
        Verdict::AskPerson { .. } | Verdict::Adopt { .. } | Verdict::NotFound => None,
    };
    Ok(Some(UnknownLook {
        looks: lost.looks,
        next_look_at,
        settled_after: times.after(settled),
        not_found: verdict == Verdict::NotFound,
        candidates,
    }))
}

/// Everything that the verdict on a lost answer needs.
pub fn lost_facts(
    db: &Connection,
    account: &str,
    lost: &waiting::UnknownAttempt,
    times: &SearchTimes,
) -> Result<Lost> {
    let known = facts::order_and_others(db, account, lost.order_id)?;
    let at_wemasy = known.as_ref().is_some_and(|(order, _)| order.integration_id < 0);
    let (key, address, others) = match known {
        Some((order, others)) => (order.claim_key(), order.address, others),
        None => Default::default(),
    };
    let minutes = meta::settings(db)?.search_minutes;
    Ok(Lost {
        key,
        address,
        others,
        appeared: facts::appeared_after(db, account, &lost.order_number, lost.seen_up_to, at_wemasy)?,
        looks: lost.looks,
        searched: Duration::from_millis(lost.searched_ms),
        numbered: Duration::from_millis(lost.numbered_ms),
        idle: times.idle.get(&lost.attempt_id).copied(),
        settle: Duration::from_secs(u64::from(minutes) * 60).max(reconcile::SETTLE_TIME),
    })
}

/// Shipments with an order's number, as the window shows them.
pub fn shipments_of(db: &Connection, account: &str, number: &str) -> Result<Vec<wire::Shipment>> {
    mirror::by_number(db, account, number)?
        .into_iter()
        .map(|shipment| {
            let ours: bool = db.query_row(
                "SELECT EXISTS (SELECT 1 FROM attempt WHERE account_id = ?1 AND shipment_id = ?2)",
                [account, &shipment.id],
                |row| row.get(0),
            )?;
            shipment_row(db, account, &shipment, ours)
        })
        .collect()
}

pub fn shipment_row(
    db: &Connection,
    account: &str,
    shipment: &Shipment,
    ours: bool,
) -> Result<wire::Shipment> {
    Ok(wire::Shipment {
        id: shipment.id.clone(),
        status: parcel_status(shipment)
            .unwrap_or_else(|| wire::ParcelStatus { code: String::new(), message: shipment.status.clone() }),
        active: shipment.active,
        carrier: shipment.carrier.clone(),
        shipping_option_code: shipment.shipping_option_code.clone(),
        tracking_numbers: shipment.tracking_numbers(),
        tracking_url: shipment.parcels.iter().find_map(|parcel| parcel.tracking_url.clone()),
        created_at: shipment.created_at.clone(),
        ours,
        cancellation: duplicates::cancellation(db, account, shipment)?,
    })
}
