//! Everything the plan wants to know about many orders, in a handful of queries.

use std::collections::HashMap;

use rusqlite::{Connection, params};

use super::orders::{self, StoredOrder};
use super::{Result, StoreError, wemasy};
use crate::batch::join::Seen;
use crate::batch::plan::{Claim, Ended, Facts, OnlyAtWemasy};
use crate::error::{AppError, Code};
use crate::model::{AttemptState, ClaimKey, Order};
use crate::statuses::{SeenStatuses, StatusRule};

/// Which orders a query is about: all listed ones (`?2` is NULL), or those of a JSON array of row ids. Two texts, so that a
/// few rows are looked up instead of searched for.
fn about_sql(about: Option<&str>) -> &'static str {
    match about {
        None => "o.account_id = ?1 AND ?2 IS NULL AND o.listed = 1",
        Some(_) => "o.account_id = ?1 AND o.id IN (SELECT value FROM json_each(?2))",
    }
}

/// The orders with these ids (all listed orders of enabled shops when `None`), each with its facts.
pub fn orders_with_facts(
    db: &Connection,
    account: &str,
    ids: Option<&[i64]>,
    rule: &StatusRule,
) -> Result<Vec<(StoredOrder, Facts)>> {
    let about = ids.map(serde_json::to_string).transpose()?;
    let orders = match ids {
        Some(ids) => orders::orders_by_ids(db, account, ids)?,
        None => orders::listed_orders(db, account)?,
    };
    let statuses = SeenStatuses::new(&orders::chosen_statuses(db, account)?);
    let mut claims = claims(db, account, about.as_deref())?;
    let mut twin_claims = twin_claims(db, account, about.as_deref())?;
    let mut ends = ends(db, account, about.as_deref())?;
    let mut shipments = shipments(db, account, about.as_deref())?;
    let mut twins = twins(db, account, about.as_deref())?;
    let alone: HashMap<i64, OnlyAtWemasy> = wemasy::alone(db, account, about.as_deref())?
        .into_iter()
        .map(|alone| (alone.row, alone.ships))
        .collect();
    Ok(orders
        .into_iter()
        .map(|stored| {
            let twins = twins.remove(&stored.id).unwrap_or_default();
            let facts = Facts {
                listed: stored.listed,
                status_open: rule.is_open(&statuses, &stored.order),
                claim: claims.remove(&stored.id),
                twin_claim: twin_claims.remove(&stored.id),
                last_end: ends.remove(&stored.id),
                shipments: shipments.remove(&stored.id).unwrap_or_default(),
                pieces: 1 + twins.iter().filter(|twin| twin.piece).count(),
                wemasy: alone.get(&stored.id).copied(),
                others: twins.into_iter().filter(|twin| !twin.piece).map(|twin| twin.order.address).collect(),
            };
            (stored, facts)
        })
        .collect())
}

/// Attempts at a shop (one order number of it) whose outcome is not settled.
pub fn under_way(db: &Connection, account: &str, integration_id: i64, number: Option<&str>) -> Result<u32> {
    let sql = "SELECT count(*) FROM attempt WHERE account_id = ?1 AND integration_id = ?2
               AND (?3 IS NULL OR order_number = ?3) AND state IN ('planned', 'requested', 'unknown', 'accepted')";
    Ok(db.prepare_cached(sql)?.query_row(params![account, integration_id, number], |row| row.get(0))?)
}

fn attempt_state(text: &str) -> Result<AttemptState> {
    AttemptState::parse(text).ok_or_else(|| {
        StoreError::App(
            AppError::new(Code::Storage).message(format!("The journal holds an unknown state \"{text}\"")),
        )
    })
}

fn claims(db: &Connection, account: &str, about: Option<&str>) -> Result<HashMap<i64, Claim>> {
    let about_sql = about_sql(about);
    let mut statement = db.prepare_cached(&format!(
        "SELECT o.id, a.state, c.batch_id FROM orders o
         JOIN attempt a ON a.account_id = o.account_id AND a.integration_id = o.integration_id
              AND a.claim_key = o.claim_key
              AND a.state IN ('planned', 'requested', 'unknown', 'accepted', 'labelled')
         JOIN call c ON c.id = a.call_id
         WHERE {about_sql}"
    ))?;
    let rows = statement
        .query_map(params![account, about], |row| Ok((row.get(0)?, row.get::<_, String>(1)?, row.get(2)?)))?
        .collect::<rusqlite::Result<Vec<_>>>()?;
    rows.into_iter()
        .map(|(order, state, batch_id)| Ok((order, Claim { state: attempt_state(&state)?, batch_id })))
        .collect()
}

/// An order that is seen through Wemasy and through Sendcloud, or may be the same, has one claim: what holds one of its rows
/// locks the others. Rows under the same number and id are one order wherever they stand; under the same number alone they
/// may be one within the linked integration, and anywhere while it is not known.
fn twin_claims(db: &Connection, account: &str, about: Option<&str>) -> Result<HashMap<i64, Claim>> {
    let about_sql = about_sql(about);
    let mut statement = db.prepare_cached(&format!(
        "SELECT o.id, a.state, c.batch_id FROM wemasy_shop w
         JOIN orders o ON o.account_id = w.account_id AND (o.integration_id = -w.id OR o.integration_id > 0)
         JOIN attempt a ON a.account_id = o.account_id AND a.order_number = o.order_number
              AND CASE WHEN o.integration_id < 0 THEN a.integration_id > 0 ELSE a.integration_id = -w.id END
              AND (w.integration_id IS NULL OR a.claim_key = o.claim_key
                   OR w.integration_id = max(o.integration_id, a.integration_id))
              AND a.state IN ('planned', 'requested', 'unknown', 'accepted', 'labelled')
         JOIN call c ON c.id = a.call_id
         WHERE {about_sql} ORDER BY a.state = 'planned' DESC"
    ))?;
    let rows = statement
        .query_map(params![account, about], |row| Ok((row.get(0)?, row.get::<_, String>(1)?, row.get(2)?)))?
        .collect::<rusqlite::Result<Vec<_>>>()?;
    rows.into_iter()
        .map(|(order, state, batch_id)| Ok((order, Claim { state: attempt_state(&state)?, batch_id })))
        .collect()
}

fn ends(db: &Connection, account: &str, about: Option<&str>) -> Result<HashMap<i64, Ended>> {
    let about_sql = about_sql(about);
    let mut statement = db.prepare_cached(&format!(
        "SELECT o.id, a.state, a.words, max(a.id) FROM orders o
         JOIN batch_order b ON b.integration_id = o.integration_id AND b.claim_key = o.claim_key
         JOIN attempt a ON a.batch_order_id = b.id AND a.account_id = o.account_id
              AND a.state IN ('refused', 'failed', 'cancelled')
         WHERE {about_sql} GROUP BY o.id"
    ))?;
    let rows = statement
        .query_map(params![account, about], |row| Ok((row.get(0)?, row.get::<_, String>(1)?, row.get(2)?)))?
        .collect::<rusqlite::Result<Vec<_>>>()?;
    rows.into_iter()
        .map(|(order, state, words)| Ok((order, Ended { state: attempt_state(&state)?, words })))
        .collect()
}

fn shipments(db: &Connection, account: &str, about: Option<&str>) -> Result<HashMap<i64, Vec<Seen>>> {
    let about_sql = about_sql(about);
    let mut statement = db.prepare_cached(&format!(
        "SELECT o.id, s.body, a.integration_id, a.claim_key FROM orders o
         JOIN shipment s ON s.account_id = o.account_id AND s.order_number = o.order_number AND s.active = 1
         LEFT JOIN attempt a ON a.account_id = s.account_id AND a.shipment_id = s.id
         WHERE {about_sql}"
    ))?;
    let rows = statement
        .query_map(params![account, about], |row| {
            let owner = match (row.get(2)?, row.get(3)?) {
                (Some(integration_id), Some(key)) => Some(ClaimKey { integration_id, key }),
                _ => None,
            };
            Ok((row.get::<_, i64>(0)?, row.get::<_, String>(1)?, owner))
        })?
        .collect::<rusqlite::Result<Vec<_>>>()?;
    let mut found: HashMap<i64, Vec<Seen>> = HashMap::new();
    for (order, body, owner) in rows {
        found.entry(order).or_default().push(Seen { shipment: serde_json::from_str(&body)?, owner });
    }
    Ok(found)
}

/// Another order row with the same number.
pub struct Twin {
    order: Order,
    /// It is a piece of the same order, split by the shop.
    piece: bool,
}

fn twins(db: &Connection, account: &str, about: Option<&str>) -> Result<HashMap<i64, Vec<Twin>>> {
    let about_sql = about_sql(about);
    let mut statement = db.prepare_cached(&format!(
        "SELECT o.id, t.body, t.integration_id = o.integration_id AND t.claim_key = o.claim_key AS piece, t.listed
         FROM orders o JOIN orders t ON t.account_id = o.account_id AND t.order_number = o.order_number AND t.id <> o.id
         WHERE {about_sql}
         -- The same order, seen through Wemasy and through Sendcloud, is no other order.
         AND NOT EXISTS (SELECT 1 FROM wemasy_order x
                         WHERE (x.order_id = o.id AND x.twin = t.id) OR (x.order_id = t.id AND x.twin = o.id))"
    ))?;
    let rows = statement
        .query_map(params![account, about], |row| {
            Ok((
                row.get::<_, i64>(0)?,
                row.get::<_, String>(1)?,
                row.get::<_, bool>(2)?,
                row.get::<_, bool>(3)?,
            ))
        })?
        .collect::<rusqlite::Result<Vec<_>>>()?;
    let mut found: HashMap<i64, Vec<Twin>> = HashMap::new();
    for (order, body, piece, listed) in rows {
        // A piece that left the list no longer splits the order; another order's address stays worth knowing.
        if !piece || listed {
            found.entry(order).or_default().push(Twin { order: serde_json::from_str(&body)?, piece });
        }
    }
    Ok(found)
}

/// Active shipments with a number that the mirror saw only after `seen_up_to`, with the orders this station bought them for.
/// `finished`: also one without a label that has got one since, as Wemasy's create-label does.
pub fn appeared_after(
    db: &Connection,
    account: &str,
    number: &str,
    seen_up_to: i64,
    finished: bool,
) -> Result<Vec<Seen>> {
    let mut statement = db.prepare_cached(
        "SELECT s.body, a.integration_id, a.claim_key FROM shipment s
         LEFT JOIN attempt a ON a.account_id = s.account_id AND a.shipment_id = s.id
              AND NOT (?4 AND a.state IN ('failed', 'cancelled'))
         WHERE s.account_id = ?1 AND s.order_number = ?2 AND s.active = 1
           AND (s.seq > ?3 OR (?4 AND s.revived_after >= ?3)) ORDER BY s.seq",
    )?;
    let rows = statement
        .query_map(params![account, number, seen_up_to, finished], |row| {
            let owner = match (row.get(1)?, row.get(2)?) {
                (Some(integration_id), Some(key)) => Some(ClaimKey { integration_id, key }),
                _ => None,
            };
            Ok((row.get::<_, String>(0)?, owner))
        })?
        .collect::<rusqlite::Result<Vec<_>>>()?;
    rows.into_iter().map(|(body, owner)| Ok(Seen { shipment: serde_json::from_str(&body)?, owner })).collect()
}

/// The order behind a batch row and the addresses of others with its number.
pub fn order_and_others(
    db: &Connection,
    account: &str,
    order_id: i64,
) -> Result<Option<(Order, Vec<crate::model::Address>)>> {
    let Some(stored) = orders::order(db, account, order_id)? else { return Ok(None) };
    let about = serde_json::to_string(&[order_id])?;
    let others = twins(db, account, Some(&about))?.remove(&order_id).unwrap_or_default();
    Ok(Some((
        stored.order,
        others.into_iter().filter(|twin| !twin.piece).map(|twin| twin.order.address).collect(),
    )))
}
