//! Attempts that wait for something free: accepted ones for their label, unknown ones for their lost answer.

use rusqlite::{Connection, OptionalExtension as _, Transaction, params};

use super::{Result, StoreError};
use crate::error::{AppError, Code};
use crate::model::{Shipment, ShipmentState};
use crate::wire::{RowId, UnderWay};

/// An accepted order whose papers are not all stored yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Waiting {
    pub attempt_id: i64,
    pub batch_order_id: i64,
    pub batch_id: i64,
    pub shipment_id: String,
    /// As the create call answered them; the shipment may list more.
    pub parcel_ids: Vec<u64>,
    pub words: Option<String>,
    /// A label came with the answer: only the shipment is still to be seen.
    pub has_label: bool,
}

pub fn waiting(db: &Connection, account: &str) -> Result<Vec<Waiting>> {
    let mut statement = db.prepare_cached(
        "SELECT a.id, a.batch_order_id, b.batch_id, a.shipment_id, a.parcel_ids, a.words,
                EXISTS (SELECT 1 FROM label l WHERE l.attempt_id = a.id) FROM attempt a
         JOIN batch_order b ON b.id = a.batch_order_id
         WHERE a.state = 'accepted' AND a.account_id = ?1 AND a.shipment_id IS NOT NULL ORDER BY b.batch_id, b.position",
    )?;
    let rows = statement.query_map([account], |row| {
        let parcels: String = row.get(4)?;
        Ok(Waiting {
            attempt_id: row.get(0)?,
            batch_order_id: row.get(1)?,
            batch_id: row.get(2)?,
            shipment_id: row.get(3)?,
            parcel_ids: serde_json::from_str(&parcels).unwrap_or_default(),
            words: row.get(5)?,
            has_label: row.get(6)?,
        })
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// What this process would interrupt by ending now.
pub fn under_way(db: &Connection) -> Result<UnderWay> {
    let count = |state: &str| {
        db.query_row(
            "SELECT count(*) FROM attempt a JOIN call c ON c.id = a.call_id JOIN batch b ON b.id = c.batch_id
             WHERE a.state = ?1 AND (b.paused = 0 OR a.state <> 'planned')",
            [state],
            |row| row.get(0),
        )
    };
    Ok(UnderWay { planned: count("planned")?, sent: count("requested")?, waiting: count("accepted")? })
}

pub fn is_accepted(db: &Connection, attempt_id: i64) -> Result<bool> {
    let sql = "SELECT state = 'accepted' FROM attempt WHERE id = ?1";
    Ok(db.query_row(sql, [attempt_id], |row| row.get(0))?)
}

/// accepted -> labelled: every label of the shipment is stored. `words`: what is not as it should be.
pub fn set_labelled(tx: &Transaction<'_>, attempt_id: i64, words: Option<&str>) -> Result<()> {
    tx.execute(
        "UPDATE attempt SET state = 'labelled', words = ?2 WHERE id = ?1 AND state = 'accepted'",
        params![attempt_id, words],
    )?;
    Ok(())
}

/// accepted or labelled -> failed or cancelled: the platform says that there is no valid label. A cancellation is its
/// own reason.
pub fn set_dead(tx: &Transaction<'_>, attempt_id: i64, shipment: &Shipment) -> Result<()> {
    let (state, words) = match shipment.state {
        ShipmentState::Cancelled => ("cancelled", None),
        _ => ("failed", Some(&shipment.status)),
    };
    tx.execute(
        "UPDATE attempt SET state = ?2, words = ?3 WHERE id = ?1 AND state IN ('accepted', 'labelled')",
        params![attempt_id, state, shipment.failure.as_ref().or(words)],
    )?;
    Ok(())
}

/// Why an accepted order has no label yet, in words.
pub fn set_words(tx: &Transaction<'_>, attempt_id: i64, words: &str) -> Result<bool> {
    let sql =
        "UPDATE attempt SET words = ?2 WHERE id = ?1 AND state = 'accepted' AND coalesce(words, '') <> ?2";
    Ok(tx.execute(sql, params![attempt_id, words])? > 0)
}

/// Labelled attempts whose shipment is no longer active: it was cancelled or failed later, by anyone.
pub fn labelled_but_dead(db: &Connection, account: &str) -> Result<Vec<(i64, i64, i64, String)>> {
    let mut statement = db.prepare_cached(
        "SELECT a.id, a.batch_order_id, b.batch_id, s.body FROM shipment s
         CROSS JOIN attempt a ON a.account_id = s.account_id AND a.shipment_id = s.id AND a.state = 'labelled'
         JOIN batch_order b ON b.id = a.batch_order_id
         WHERE s.account_id = ?1 AND s.active = 0",
    )?;
    let rows =
        statement.query_map([account], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?)))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// failed or cancelled -> accepted: somebody announced the shipment after all, and nothing else claims its order. Answers
/// batch and batch order of each. One whose order was bought again stays as it is: that pair is a second label.
pub fn revive(tx: &Transaction<'_>, account: &str) -> Result<Vec<(i64, i64)>> {
    let mut statement = tx.prepare_cached(
        "SELECT a.id, b.batch_id, b.id FROM attempt a
         JOIN shipment s ON s.account_id = a.account_id AND s.id = a.shipment_id AND s.active = 1
         JOIN batch_order b ON b.id = a.batch_order_id
         WHERE a.account_id = ?1 AND a.state IN ('failed', 'cancelled')
           AND NOT EXISTS (SELECT 1 FROM attempt c WHERE c.account_id = a.account_id
                           AND c.integration_id = a.integration_id AND c.claim_key = a.claim_key
                           AND c.state IN ('planned', 'requested', 'unknown', 'accepted', 'labelled'))
         GROUP BY a.integration_id, a.claim_key",
    )?;
    let found = statement
        .query_map([account], |row| Ok((row.get::<_, i64>(0)?, row.get(1)?, row.get(2)?)))?
        .collect::<rusqlite::Result<Vec<(i64, i64, i64)>>>()?;
    for (attempt, _, _) in &found {
        tx.execute(
            "UPDATE attempt SET state = 'accepted', words = 'Announced after all' WHERE id = ?1
             AND state IN ('failed', 'cancelled')",
            [attempt],
        )?;
    }
    Ok(found.into_iter().map(|(_, batch, order)| (batch, order)).collect())
}

/// A lost answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnknownAttempt {
    pub attempt_id: i64,
    pub call_id: i64,
    pub batch_order_id: i64,
    pub batch_id: i64,
    pub order_id: i64,
    pub order_number: String,
    /// The newest shipment known when it was requested.
    pub seen_up_to: i64,
    pub looks: u32,
    pub searched_ms: u64,
    pub numbered_ms: u64,
}

const UNKNOWN: &str = "SELECT a.id, a.call_id, a.batch_order_id, b.batch_id, b.order_id, a.order_number, coalesce(a.seen_up_to, 0),
                              a.looks, a.searched_ms, a.numbered_ms
                       FROM attempt a JOIN batch_order b ON b.id = a.batch_order_id WHERE a.state = 'unknown'";

fn unknown_row(row: &rusqlite::Row<'_>) -> rusqlite::Result<UnknownAttempt> {
    Ok(UnknownAttempt {
        attempt_id: row.get(0)?,
        call_id: row.get(1)?,
        batch_order_id: row.get(2)?,
        batch_id: row.get(3)?,
        order_id: row.get(4)?,
        order_number: row.get(5)?,
        seen_up_to: row.get(6)?,
        looks: row.get(7)?,
        searched_ms: u64::try_from(row.get::<_, i64>(8)?).unwrap_or_default(),
        numbered_ms: u64::try_from(row.get::<_, i64>(9)?).unwrap_or_default(),
    })
}

pub fn unknowns(db: &Connection, account: &str) -> Result<Vec<UnknownAttempt>> {
    let mut statement = db.prepare_cached(&format!("{UNKNOWN} AND a.account_id = ?1 ORDER BY a.id"))?;
    Ok(statement.query_map([account], unknown_row)?.collect::<rusqlite::Result<_>>()?)
}

pub fn unknown_of(db: &Connection, batch_order_id: i64) -> Result<Option<UnknownAttempt>> {
    let mut statement = db.prepare_cached(&format!("{UNKNOWN} AND a.batch_order_id = ?1"))?;
    Ok(statement.query_row([batch_order_id], unknown_row).optional()?)
}

/// A complete look ended that began after the attempt. `idle_ms`: since the one before it, where this process knows.
pub fn note_look(tx: &Transaction<'_>, attempt_id: i64, idle_ms: u64, by_number: bool) -> Result<()> {
    tx.execute(
        "UPDATE attempt SET looks = looks + 1,
                searched_ms = CASE WHEN looks = 0 THEN 0 ELSE searched_ms + ?2 END
         WHERE id = ?1 AND state = 'unknown'",
        params![attempt_id, i64::try_from(idle_ms).unwrap_or(i64::MAX)],
    )?;
    if by_number {
        tx.execute(
            "UPDATE attempt SET numbered_ms = searched_ms WHERE id = ?1 AND state = 'unknown'",
            [attempt_id],
        )?;
    }
    Ok(())
}

/// unknown -> accepted: this shipment is the lost one. The other lost orders of its call are searched anew from now:
/// the platform is evidently still at work.
pub fn adopt(tx: &Transaction<'_>, unknown: &UnknownAttempt, shipment_id: &str) -> Result<()> {
    // Wemasy asks for the label of the same shipment again: an earlier attempt of this order that failed gives it up.
    tx.execute(
        "UPDATE attempt SET shipment_id = NULL WHERE shipment_id = ?2 AND state IN ('failed', 'cancelled')
           AND integration_id < 0 AND (account_id, integration_id, claim_key) =
               (SELECT account_id, integration_id, claim_key FROM attempt WHERE id = ?1)",
        params![unknown.attempt_id, shipment_id],
    )?;
    let taken: bool =
        tx.query_row("SELECT EXISTS (SELECT 1 FROM attempt WHERE shipment_id = ?1)", [shipment_id], |row| {
            row.get(0)
        })?;
    if taken {
        return Err(StoreError::App(
            AppError::new(Code::BadRequest)
                .message("That shipment belongs to another order of this station")
                .subject(shipment_id),
        ));
    }
    tx.execute(
        "UPDATE attempt SET state = 'accepted', shipment_id = ?2, words = 'The lost label was found' WHERE id = ?1
         AND state = 'unknown'",
        params![unknown.attempt_id, shipment_id],
    )?;
    tx.execute(
        "UPDATE attempt SET looks = 0, searched_ms = 0, numbered_ms = 0
         WHERE call_id = ?1 AND id <> ?2 AND state = 'unknown'",
        params![unknown.call_id, unknown.attempt_id],
    )?;
    Ok(())
}

/// unknown -> overridden: a person takes the risk, in their own words.
pub fn override_unknown(tx: &Transaction<'_>, batch_order_id: RowId, reason: &str, now: &str) -> Result<()> {
    let Some(unknown) = unknown_of(tx, batch_order_id.0)? else {
        return Err(StoreError::App(
            AppError::new(Code::NotFound).message("The outcome of this order is not unknown").hint("Refresh"),
        ));
    };
    tx.execute(
        "UPDATE attempt SET state = 'overridden' WHERE id = ?1 AND state = 'unknown'",
        [unknown.attempt_id],
    )?;
    tx.execute(
        "INSERT INTO override_log (at, attempt_id, what, reason) VALUES (?1, ?2, 'buy again', ?3)",
        params![now, unknown.attempt_id, reason],
    )?;
    Ok(())
}
