//! Second labels: pairs of active shipments for one order of which this station bought one, and what people did about
//! them.

use rusqlite::{Connection, OptionalExtension as _, Transaction, params};

use super::{Result, facts};
use crate::batch::join::{Belongs, Seen, belongs};
use crate::model::{Shipment, ShipmentState};
use crate::wire::{Cancellation, CancellationState};

/// An order of this station with two active labels.
#[derive(Debug, Clone, PartialEq)]
pub struct Pair {
    pub batch_id: i64,
    pub batch_order_id: i64,
    pub order_number: String,
    pub shop: String,
    pub name: String,
    pub ours: Shipment,
    pub other: Shipment,
}

/// Every pair that nobody has judged. The other shipment is either nobody's, first seen (or come alive again) after ours
/// was asked for, and does not surely belong to another order with that number; or an earlier purchase of ours for the
/// same order that was thought dead and came alive again.
pub fn duplicates(db: &Connection, account: &str) -> Result<Vec<Pair>> {
    let mut statement = db.prepare_cached(
        "SELECT b.batch_id, b.id, b.order_number, b.shop, b.name, mine.body, s.body, b.order_id,
                owner.id IS NOT NULL
         FROM (SELECT order_number FROM shipment WHERE account_id = ?1 AND active = 1
               GROUP BY order_number HAVING count(*) > 1) twice
         CROSS JOIN attempt a ON a.account_id = ?1 AND a.order_number = twice.order_number
         JOIN batch_order b ON b.id = a.batch_order_id
         JOIN shipment mine ON mine.account_id = a.account_id AND mine.id = a.shipment_id AND mine.active = 1
         JOIN shipment s ON s.account_id = a.account_id AND s.order_number = a.order_number AND s.active = 1
              AND s.id <> a.shipment_id
         LEFT JOIN attempt owner ON owner.account_id = s.account_id AND owner.shipment_id = s.id
         WHERE a.state IN ('accepted', 'labelled')
           AND CASE WHEN owner.id IS NULL
               THEN s.seq > coalesce(a.seen_up_to, 0) OR s.revived_after >= coalesce(a.seen_up_to, 0)
               ELSE owner.integration_id = a.integration_id AND owner.claim_key = a.claim_key END
           AND NOT EXISTS (SELECT 1 FROM not_duplicate n
                           WHERE n.account_id = a.account_id AND n.ours = a.shipment_id AND n.other = s.id)
         ORDER BY b.id",
    )?;
    let rows = statement
        .query_map([account], |row| {
            Ok((
                row.get::<_, i64>(0)?,
                row.get::<_, i64>(1)?,
                row.get::<_, String>(2)?,
                row.get::<_, String>(3)?,
                row.get::<_, String>(4)?,
                row.get::<_, String>(5)?,
                row.get::<_, String>(6)?,
                row.get::<_, i64>(7)?,
                row.get::<_, bool>(8)?,
            ))
        })?
        .collect::<rusqlite::Result<Vec<_>>>()?;
    let mut pairs = Vec::new();
    for (batch_id, batch_order_id, order_number, shop, name, ours, other, order_id, owned) in rows {
        let (ours, other): (Shipment, Shipment) =
            (serde_json::from_str(&ours)?, serde_json::from_str(&other)?);
        if owned || may_belong(db, account, order_id, &other)? {
            pairs.push(Pair { batch_id, batch_order_id, order_number, shop, name, ours, other });
        }
    }
    Ok(pairs)
}

/// False when the shipment surely went to another order with the same number.
fn may_belong(db: &Connection, account: &str, order_id: i64, other: &Shipment) -> Result<bool> {
    let Some((order, others)) = facts::order_and_others(db, account, order_id)? else { return Ok(true) };
    let seen = Seen { shipment: other.clone(), owner: None };
    Ok(belongs(&order.claim_key(), &order.address, &seen, &others) != Belongs::No)
}

pub fn dismiss(
    tx: &Transaction<'_>,
    account: &str,
    ours: &str,
    other: &str,
    reason: &str,
    now: &str,
) -> Result<()> {
    tx.execute(
        "INSERT INTO not_duplicate (account_id, ours, other, at, reason) VALUES (?1, ?2, ?3, ?4, ?5)
         ON CONFLICT (account_id, ours, other) DO NOTHING",
        params![account, ours, other, now, reason],
    )?;
    Ok(())
}

/// A person asked for it; what the platform says follows.
pub fn ask_cancel(tx: &Transaction<'_>, account: &str, shipment_id: &str, now: &str) -> Result<()> {
    tx.execute(
        "INSERT INTO cancellation (account_id, shipment_id, asked_at, state) VALUES (?1, ?2, ?3, 'asked')
         ON CONFLICT (account_id, shipment_id) DO UPDATE SET asked_at = ?3, state = 'asked', words = NULL",
        params![account, shipment_id, now],
    )?;
    Ok(())
}

pub fn answer_cancel(
    tx: &Transaction<'_>,
    account: &str,
    shipment_id: &str,
    state: CancellationState,
    words: Option<&str>,
) -> Result<()> {
    let state = match state {
        CancellationState::Queued => "queued",
        CancellationState::Cancelled => "cancelled",
        CancellationState::Refused => "refused",
        CancellationState::Unknown => "unknown",
    };
    tx.execute(
        "UPDATE cancellation SET state = ?3, words = ?4 WHERE account_id = ?1 AND shipment_id = ?2",
        params![account, shipment_id, state, words],
    )?;
    Ok(())
}

/// What became of a cancellation that a person asked for. What the shipment is by now counts more than the answer then.
pub fn cancellation(db: &Connection, account: &str, shipment: &Shipment) -> Result<Option<Cancellation>> {
    let answer = cancel_answer(db, account, &shipment.id)?;
    Ok(answer.map(|answer| match shipment.state {
        ShipmentState::Cancelled => {
            Cancellation { state: CancellationState::Cancelled, message: None, ..answer }
        }
        ShipmentState::Announcing
        | ShipmentState::Ready
        | ShipmentState::Failed
        | ShipmentState::NoLabel
        | ShipmentState::Other => answer,
    }))
}

/// What the platform answered. A cancellation that was never answered (the process ended) is unknown.
pub fn cancel_answer(db: &Connection, account: &str, shipment_id: &str) -> Result<Option<Cancellation>> {
    let mut statement = db.prepare_cached(
        "SELECT state, words, asked_at FROM cancellation WHERE account_id = ?1 AND shipment_id = ?2",
    )?;
    let found = statement.query_row([account, shipment_id], |row| {
        let state: String = row.get(0)?;
        let state = match state.as_str() {
            "queued" => CancellationState::Queued,
            "cancelled" => CancellationState::Cancelled,
            "refused" => CancellationState::Refused,
            _ => CancellationState::Unknown,
        };
        Ok(Cancellation { state, message: row.get(1)?, asked_at: row.get(2)? })
    });
    Ok(found.optional()?)
}
