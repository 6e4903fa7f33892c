//! The journal: every batch, call and attempt, committed before the first byte is sent. What may follow what is drawn in
//! [`crate::batch`]; each change below names the state it starts from, so that a second one finds nothing to change.

use rusqlite::{Connection, OptionalExtension as _, Transaction, params};

use super::{Result, StoreError};
use crate::batch::anyway::Anyway;
use crate::batch::plan::Intent;
use crate::error::{AppError, Code};
use crate::model::{ClaimKey, Order};
use crate::wire::{Problem, RowId};

/// A batch about to be written down.
#[derive(Debug, Clone)]
pub struct NewBatch {
    pub account: String,
    pub request_id: String,
    pub now: String,
    pub intent: Intent,
    pub orders: Vec<NewBatchOrder>,
}

#[derive(Debug, Clone)]
pub struct NewBatchOrder {
    pub order_id: i64,
    pub order: Order,
    pub shop: String,
    /// Why the plan leaves it out.
    pub left_out: Option<Problem>,
}

/// Writes batch and orders; answers the batch id and the row ids of its orders, in order.
pub fn insert_batch(tx: &Transaction<'_>, batch: &NewBatch) -> Result<(i64, Vec<i64>)> {
    tx.execute(
        "INSERT INTO batch (account_id, request_id, created_at, options) VALUES (?1, ?2, ?3, ?4)",
        params![batch.account, batch.request_id, batch.now, serde_json::to_string(&batch.intent)?],
    )?;
    let batch_id = tx.last_insert_rowid();
    let mut ids = Vec::with_capacity(batch.orders.len());
    for (position, new) in batch.orders.iter().enumerate() {
        let ClaimKey { integration_id, key } = new.order.claim_key();
        let to = &new.order.address;
        let name = to.company.as_deref().filter(|_| to.name.is_empty()).unwrap_or(&to.name);
        let (left_out, hint, kind) = reason(new.left_out.as_ref())?;
        tx.prepare_cached(
            "INSERT INTO batch_order (batch_id, position, order_id, integration_id, claim_key, order_number, shop, name,
                                      city, postal_code, country, left_out, left_out_hint, left_out_kind)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)",
        )?
        .execute(params![
            batch_id,
            i64::try_from(position).unwrap_or(i64::MAX),
            new.order_id,
            integration_id,
            key,
            new.order.number,
            new.shop,
            name,
            to.city,
            to.postal_code,
            to.country,
            left_out,
            hint,
            kind
        ])?;
        let id = tx.last_insert_rowid();
        index(
            tx,
            id,
            &new.order.number,
            name,
            &format!("{} {} {}", to.postal_code, to.city, to.country),
            "",
        )?;
        ids.push(id);
    }
    Ok((batch_id, ids))
}

fn index(tx: &Connection, id: i64, number: &str, name: &str, place: &str, tracking: &str) -> Result<()> {
    tx.prepare_cached(
        "INSERT INTO history_fts (rowid, order_number, name, place, tracking) VALUES (?1, ?2, ?3, ?4, ?5)",
    )?
    .execute(params![id, number, name, place, tracking])?;
    Ok(())
}

/// An order to put into a call: its batch row and its order.
#[derive(Debug, Clone)]
pub struct CallMember {
    pub batch_order_id: i64,
    pub key: ClaimKey,
    pub order_number: String,
}

/// Plans one call. The partial unique index refuses an order that another attempt claims.
pub fn insert_call(
    tx: &Transaction<'_>,
    account: &str,
    batch_id: i64,
    integration_id: i64,
    members: &[CallMember],
) -> Result<i64> {
    tx.execute(
        "INSERT INTO call (batch_id, integration_id, state) VALUES (?1, ?2, 'planned')",
        params![batch_id, integration_id],
    )?;
    let call_id = tx.last_insert_rowid();
    for (position, member) in members.iter().enumerate() {
        tx.prepare_cached(
            "INSERT INTO attempt (call_id, batch_order_id, account_id, integration_id, claim_key, order_number, position,
                                  state) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, 'planned')",
        )?
        .execute(params![
            call_id,
            member.batch_order_id,
            account,
            member.key.integration_id,
            member.key.key,
            member.order_number,
            i64::try_from(position).unwrap_or(i64::MAX)
        ])?;
    }
    Ok(call_id)
}

/// Attempts that are planned although a person knows of another label.
pub fn log_anyway(tx: &Transaction<'_>, batch_id: i64, anyway: &Anyway, now: &str) -> Result<()> {
    for (order_id, shipments) in &anyway.labels {
        let shipments: Vec<&str> = shipments.iter().map(String::as_str).collect();
        tx.execute(
            "INSERT INTO override_log (at, attempt_id, what, reason)
             SELECT ?3, a.id, 'ship anyway, past ' || ?4, ?5 FROM batch_order b
             JOIN attempt a ON a.batch_order_id = b.id AND a.state = 'planned'
             WHERE b.batch_id = ?1 AND b.order_id = ?2",
            params![batch_id, order_id, now, shipments.join(", "), anyway.reason],
        )?;
    }
    Ok(())
}

pub fn batch_by_request(db: &Connection, request_id: &str) -> Result<Option<RowId>> {
    let sql = "SELECT id FROM batch WHERE request_id = ?1";
    Ok(db.query_row(sql, [request_id], |row| row.get(0).map(RowId)).optional()?)
}

pub fn batch_intent(db: &Connection, batch_id: i64) -> Result<Option<Intent>> {
    let text: Option<String> =
        db.query_row("SELECT options FROM batch WHERE id = ?1", [batch_id], |row| row.get(0)).optional()?;
    Ok(text.map(|text| serde_json::from_str(&text)).transpose()?)
}

/// Planned calls of batches that are not paused, oldest first: (call, batch).
pub fn calls_to_send(db: &Connection, account: &str) -> Result<Vec<(i64, i64)>> {
    let mut statement = db.prepare_cached(
        "SELECT c.id, c.batch_id FROM call c JOIN batch b ON b.id = c.batch_id
         WHERE c.state = 'planned' AND b.paused = 0 AND b.account_id = ?1 ORDER BY c.id",
    )?;
    let rows = statement.query_map([account], |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// A planned order of a call.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlannedAttempt {
    pub id: i64,
    pub batch_order_id: i64,
    pub order_id: i64,
    pub position: i64,
    pub order_number: String,
}

/// What a planned call would send: batch, integration, orders. `None` when it is not planned any more or its batch waits.
pub fn planned_call(db: &Connection, call_id: i64) -> Result<Option<(i64, i64, Vec<PlannedAttempt>)>> {
    let sql = "SELECT c.batch_id, c.integration_id FROM call c JOIN batch b ON b.id = c.batch_id
               WHERE c.id = ?1 AND c.state = 'planned' AND b.paused = 0";
    let Some((batch_id, integration_id)) =
        db.query_row(sql, [call_id], |row| Ok((row.get(0)?, row.get(1)?))).optional()?
    else {
        return Ok(None);
    };
    let mut statement = db.prepare_cached(
        "SELECT a.id, a.batch_order_id, b.order_id, a.position, a.order_number FROM attempt a
         JOIN batch_order b ON b.id = a.batch_order_id
         WHERE a.call_id = ?1 AND a.state = 'planned' ORDER BY a.position",
    )?;
    let rows = statement.query_map([call_id], |row| {
        Ok(PlannedAttempt {
            id: row.get(0)?,
            batch_order_id: row.get(1)?,
            order_id: row.get(2)?,
            position: row.get(3)?,
            order_number: row.get(4)?,
        })
    })?;
    Ok(Some((batch_id, integration_id, rows.collect::<rusqlite::Result<_>>()?)))
}

/// planned -> elsewhere: somebody else made a label meanwhile, or the order may not be shipped any more.
pub fn set_elsewhere(tx: &Transaction<'_>, attempt_id: i64, words: &str, now: &str) -> Result<()> {
    tx.execute(
        "UPDATE attempt SET state = 'elsewhere', words = ?2, ended_at = ?3 WHERE id = ?1 AND state = 'planned'",
        params![attempt_id, words, now],
    )?;
    Ok(())
}

/// planned -> requested, for the call and its remaining orders. Must be committed before the first byte is sent.
pub fn set_requested(tx: &Transaction<'_>, call_id: i64, now: &str) -> Result<()> {
    let calls = tx.execute(
        "UPDATE call SET state = 'requested', tries = tries + 1, requested_at = ?2, ended_at = NULL
         WHERE id = ?1 AND state = 'planned'",
        params![call_id, now],
    )?;
    if calls != 1 {
        return Err(StoreError::App(
            AppError::new(Code::Internal).message("A call was about to be sent twice"),
        ));
    }
    tx.execute(
        "UPDATE attempt SET state = 'requested', seen_up_to = ?2, requested_at = ?3, ended_at = NULL
         WHERE call_id = ?1 AND state = 'planned'",
        params![call_id, super::mirror::seen_up_to(tx)?, now],
    )?;
    Ok(())
}

/// A planned call without orders left to send.
pub fn withdraw_call(tx: &Transaction<'_>, call_id: i64, now: &str) -> Result<()> {
    tx.execute(
        "UPDATE call SET state = 'withdrawn', ended_at = ?2 WHERE id = ?1 AND state = 'planned'",
        params![call_id, now],
    )?;
    Ok(())
}

/// planned -> refused: the platform does not have the order (yet), so it is not asked to ship it.
pub fn set_unlisted(tx: &Transaction<'_>, attempt_id: i64, words: &str, now: &str) -> Result<()> {
    tx.execute(
        "UPDATE attempt SET state = 'refused', words = ?2, code = 'not_found', ended_at = ?3
         WHERE id = ?1 AND state = 'planned'",
        params![attempt_id, words, now],
    )?;
    Ok(())
}

/// requested -> planned: provably nothing was bought (429, no connection).
pub fn put_back(tx: &Transaction<'_>, call_id: i64, words: &str, now: &str) -> Result<u32> {
    tx.execute(
        "UPDATE call SET state = 'planned', words = ?2, ended_at = ?3 WHERE id = ?1 AND state = 'requested'",
        params![call_id, words, now],
    )?;
    tx.execute(
        "UPDATE attempt SET state = 'planned', ended_at = ?2 WHERE call_id = ?1 AND state = 'requested'",
        params![call_id, now],
    )?;
    Ok(tx.query_row("SELECT tries FROM call WHERE id = ?1", [call_id], |row| row.get(0))?)
}

/// How one order of an answered call ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    Accepted { shipment_id: String, parcel_ids: Vec<u64>, words: Option<String> },
    Refused { words: String, code: Option<String>, pointer: Option<String> },
    Unknown { words: String },
}

/// An answered call: every order of it has exactly one outcome.
#[derive(Debug, Clone)]
pub struct CallAnswer {
    pub now: String,
    pub http_status: Option<u16>,
    pub platform_id: Option<String>,
    pub words: Option<String>,
    /// By attempt id.
    pub outcomes: Vec<(i64, Outcome)>,
}

/// requested -> answered, and each order to accepted, refused or unknown.
pub fn answer_call(tx: &Transaction<'_>, call_id: i64, answer: &CallAnswer) -> Result<()> {
    tx.execute(
        "UPDATE call SET state = 'answered', ended_at = ?2, http_status = ?3, platform_id = ?4, words = ?5
         WHERE id = ?1 AND state = 'requested'",
        params![call_id, answer.now, answer.http_status, answer.platform_id, answer.words],
    )?;
    for (attempt_id, outcome) in &answer.outcomes {
        match outcome {
            Outcome::Accepted { shipment_id, parcel_ids, words }
                if free_shipment(tx, *attempt_id, shipment_id)? =>
            {
                let parcels = serde_json::to_string(parcel_ids)?;
                tx.execute(
                    "UPDATE attempt SET state = 'accepted', shipment_id = ?2, parcel_ids = ?3, words = ?4, ended_at = ?5
                     WHERE id = ?1 AND state = 'requested'",
                    params![attempt_id, shipment_id, parcels, words, answer.now],
                )?;
            }
            Outcome::Accepted { shipment_id, .. } => {
                let words =
                    format!("The platform named shipment {shipment_id}, which belongs to another order");
                set_unknown(tx, *attempt_id, &words, &answer.now)?;
            }
            Outcome::Refused { words, code, pointer } => {
                tx.execute(
                    "UPDATE attempt SET state = 'refused', words = ?2, code = ?3, pointer = ?4, ended_at = ?5
                     WHERE id = ?1 AND state = 'requested'",
                    params![attempt_id, words, code, pointer, answer.now],
                )?;
            }
            Outcome::Unknown { words } => set_unknown(tx, *attempt_id, words, &answer.now)?,
        }
    }
    Ok(())
}

fn set_unknown(tx: &Transaction<'_>, attempt_id: i64, words: &str, now: &str) -> Result<()> {
    tx.execute(
        "UPDATE attempt SET state = 'unknown', words = ?2, ended_at = ?3
         WHERE id = ?1 AND state = 'requested'",
        params![attempt_id, words, now],
    )?;
    Ok(())
}

/// No other attempt has this shipment.
fn free_shipment(db: &Connection, attempt_id: i64, shipment_id: &str) -> Result<bool> {
    let sql = "SELECT NOT EXISTS (SELECT 1 FROM attempt WHERE shipment_id = ?2 AND id <> ?1
               AND account_id = (SELECT account_id FROM attempt WHERE id = ?1))";
    Ok(db.query_row(sql, params![attempt_id, shipment_id], |row| row.get(0))?)
}

/// After a start: calls that were asked and never answered. Their orders become unknown; batches with planned calls wait
/// for a person. `account`: only this one's, when only its engine begins anew.
pub fn recover(tx: &Transaction<'_>, account: Option<&str>, now: &str) -> Result<()> {
    const MINE: &str = "batch_id IN (SELECT id FROM batch WHERE ?1 IS NULL OR account_id = ?1)";
    tx.execute(
        "UPDATE attempt SET state = 'unknown', ended_at = ?2,
                words = 'Packbench ended before the answer came'
         WHERE state = 'requested' AND (?1 IS NULL OR account_id = ?1)",
        params![account, now],
    )?;
    tx.execute(
        &format!(
            "UPDATE call SET state = 'answered', ended_at = ?2, words = 'never answered'
             WHERE state = 'requested' AND {MINE}"
        ),
        params![account, now],
    )?;
    tx.execute(
        &format!(
            "UPDATE batch SET paused = 1
             WHERE id IN (SELECT batch_id FROM call WHERE state = 'planned' AND {MINE})"
        ),
        [account],
    )?;
    Ok(())
}

/// Planned calls wait for a person. `trouble`: why, when it was not a person who paused it.
pub fn pause_batch(tx: &Transaction<'_>, batch_id: i64, trouble: Option<&AppError>) -> Result<()> {
    let trouble = trouble.map(serde_json::to_string).transpose()?;
    tx.execute("UPDATE batch SET paused = 1, trouble = ?2 WHERE id = ?1", params![batch_id, trouble])?;
    Ok(())
}

pub fn unpause_batch(tx: &Transaction<'_>, batch_id: i64) -> Result<()> {
    tx.execute("UPDATE batch SET paused = 0, trouble = NULL WHERE id = ?1", [batch_id])?;
    Ok(())
}

/// An order of a batch that may be planned again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reopened {
    pub batch_order_id: i64,
    pub order_id: i64,
}

fn reopened(db: &Connection, batch_id: i64, states: &str) -> Result<Vec<Reopened>> {
    let mut statement = db.prepare_cached(&format!(
        "SELECT b.id, b.order_id FROM batch_order b
         JOIN attempt a ON a.id = (SELECT max(x.id) FROM attempt x WHERE x.batch_order_id = b.id)
         WHERE b.batch_id = ?1 AND a.state IN ({states}) ORDER BY b.position"
    ))?;
    let rows = statement
        .query_map([batch_id], |row| Ok(Reopened { batch_order_id: row.get(0)?, order_id: row.get(1)? }))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// Orders whose call was never sent.
pub fn unsent(db: &Connection, batch_id: i64) -> Result<Vec<Reopened>> {
    reopened(db, batch_id, "'planned'")
}

/// Orders that the platform or the carrier refused.
pub fn refused(db: &Connection, batch_id: i64) -> Result<Vec<Reopened>> {
    reopened(db, batch_id, "'refused', 'failed'")
}

/// planned -> withdrawn, so that the batch can be planned afresh.
pub fn withdraw_planned(tx: &Transaction<'_>, batch_id: i64, now: &str) -> Result<()> {
    tx.execute(
        "UPDATE attempt SET state = 'withdrawn', ended_at = ?2 WHERE state = 'planned'
         AND call_id IN (SELECT id FROM call WHERE batch_id = ?1)",
        params![batch_id, now],
    )?;
    tx.execute(
        "UPDATE call SET state = 'withdrawn', ended_at = ?2 WHERE batch_id = ?1 AND state = 'planned'",
        params![batch_id, now],
    )?;
    Ok(())
}

pub fn leave_out(tx: &Transaction<'_>, batch_order_id: i64, problem: &Problem) -> Result<()> {
    let (words, hint, kind) = reason(Some(problem))?;
    tx.execute(
        "UPDATE batch_order SET left_out = ?2, left_out_hint = ?3, left_out_kind = ?4 WHERE id = ?1",
        params![batch_order_id, words, hint, kind],
    )?;
    Ok(())
}

/// Nothing is in the way any more.
pub fn take_in(tx: &Transaction<'_>, batch_order_id: i64) -> Result<()> {
    tx.execute(
        "UPDATE batch_order SET left_out = NULL, left_out_hint = NULL, left_out_kind = NULL WHERE id = ?1",
        [batch_order_id],
    )?;
    Ok(())
}

/// Words, hint and kind as they are stored.
fn reason(problem: Option<&Problem>) -> Result<(Option<&str>, Option<&str>, Option<String>)> {
    let kind = problem.map(|problem| serde_json::to_string(&problem.kind)).transpose()?;
    Ok((problem.map(|p| p.message.as_str()), problem.and_then(|p| p.hint.as_deref()), kind))
}

/// Batches that wait for *Continue*, oldest first.
pub fn paused_batches(db: &Connection, account: &str) -> Result<Vec<i64>> {
    let mut statement = db.prepare_cached(
        "SELECT DISTINCT b.id FROM batch b JOIN call c ON c.batch_id = b.id AND c.state = 'planned'
         WHERE b.paused = 1 AND b.account_id = ?1 ORDER BY b.id",
    )?;
    let rows = statement.query_map([account], |row| row.get(0))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// Batches with anything planned, asked, awaited or unknown, oldest first.
pub fn unfinished_batches(db: &Connection, account: &str) -> Result<Vec<i64>> {
    let mut statement = db.prepare_cached(
        "SELECT DISTINCT c.batch_id FROM attempt a JOIN call c ON c.id = a.call_id
         WHERE a.state IN ('planned', 'requested', 'unknown', 'accepted') AND a.account_id = ?1 ORDER BY c.batch_id",
    )?;
    let rows = statement.query_map([account], |row| row.get(0))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// When purchases of the last minutes were sent (station clock), for seeding the limiter.
pub fn requested_since(db: &Connection, account: &str, since: &str) -> Result<Vec<String>> {
    let mut statement = db.prepare_cached(
        "SELECT c.requested_at FROM call c JOIN batch b ON b.id = c.batch_id
         WHERE c.requested_at >= ?2 AND b.account_id = ?1",
    )?;
    Ok(statement.query_map([account, since], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?)
}

/// Tracking numbers become searchable once they are known.
pub fn set_tracking(tx: &Transaction<'_>, batch_order_id: i64, tracking: &str) -> Result<()> {
    let changed = tx.execute(
        "UPDATE batch_order SET tracking = ?2 WHERE id = ?1 AND tracking <> ?2",
        params![batch_order_id, tracking],
    )?;
    if changed == 0 {
        return Ok(());
    }
    let sql = "SELECT order_number, name, postal_code || ' ' || city || ' ' || country FROM batch_order WHERE id = ?1";
    let (number, name, place): (String, String, String) =
        tx.query_row(sql, [batch_order_id], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
    tx.execute("DELETE FROM history_fts WHERE rowid = ?1", [batch_order_id])?;
    index(tx, batch_order_id, &number, &name, &place, tracking)
}

#[cfg(test)]
mod tests {
    use super::super::open::{Access, open};
    use super::*;

    #[test]
    fn a_second_claim_cannot_be_written() {
        let folder = tempfile::tempdir().unwrap();
        let (mut db, _) = open(&folder.path().join("x.sqlite"), Access::Write).unwrap();
        db.pragma_update(None, "foreign_keys", false).unwrap();
        let tx = db.transaction().unwrap();
        let key = ClaimKey { integration_id: 70, key: "5711".to_owned() };
        let claim = |batch| {
            let member = CallMember { batch_order_id: batch, key: key.clone(), order_number: "1".to_owned() };
            insert_call(&tx, "41207", batch, 70, &[member])
        };
        let first = claim(1).unwrap();
        assert!(claim(2).is_err(), "whatever the plan overlooked, the database refuses the second purchase");
        withdraw_planned(&tx, 1, "2026-11-02T08:00:00Z").unwrap();
        assert!(claim(2).unwrap() > first, "what was never sent gives its order back");
    }
}
