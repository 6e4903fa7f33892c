//! The mirror: what the platform lists as shipments, whoever made them.

use rusqlite::{Connection, params};

use super::Result;
use crate::model::Shipment;

/// Stores a shipment as read. Answers whether anything changed.
pub fn upsert_shipment(db: &Connection, account: &str, shipment: &Shipment) -> Result<bool> {
    let changed = db
        .prepare_cached(
            "INSERT INTO shipment (account_id, id, order_number, active, body) VALUES (?1, ?2, ?3, ?4, ?5)
             ON CONFLICT (account_id, id) DO UPDATE SET order_number = ?3, active = ?4, body = ?5,
                 revived_after = CASE WHEN active = 0 AND ?4 = 1 THEN (SELECT max(seq) FROM shipment)
                                      ELSE revived_after END
             WHERE body <> ?5",
        )?
        .execute(params![
            account,
            shipment.id,
            shipment.order_number,
            shipment.active,
            serde_json::to_string(shipment)?
        ])?;
    Ok(changed > 0)
}

/// Orders of batches that show this shipment: as theirs, or as one that may be (batch, order of the batch).
pub fn shown_by(db: &Connection, account: &str, shipment: &Shipment) -> Result<Vec<(i64, i64)>> {
    let mut statement = db.prepare_cached(
        "SELECT b.batch_id, b.id FROM attempt a JOIN batch_order b ON b.id = a.batch_order_id
         WHERE a.account_id = ?1 AND a.shipment_id = ?2
         UNION SELECT b.batch_id, b.id FROM attempt a JOIN batch_order b ON b.id = a.batch_order_id
         WHERE a.account_id = ?1 AND a.order_number = ?3 AND a.state = 'unknown'",
    )?;
    let rows = statement.query_map(params![account, shipment.id, shipment.order_number], |row| {
        Ok((row.get(0)?, row.get(1)?))
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// The newest shipment's number in the order of their appearance. A shipment that a request of ours makes can only be
/// stored after the request was committed, so it gets a higher one.
pub fn seen_up_to(db: &Connection) -> Result<i64> {
    Ok(db.query_row("SELECT coalesce(max(seq), 0) FROM shipment", [], |row| row.get(0))?)
}

/// Every known shipment with this order number.
pub fn by_number(db: &Connection, account: &str, number: &str) -> Result<Vec<Shipment>> {
    let mut statement = db.prepare_cached(
        "SELECT body FROM shipment WHERE account_id = ?1 AND order_number = ?2 ORDER BY seq",
    )?;
    let rows = statement.query_map([account, number], |row| row.get::<_, String>(0))?;
    rows.map(|row| Ok(serde_json::from_str(&row?)?)).collect()
}

/// Whether anybody else made an active label that this station first saw after `judged_up_to`. What a request of ours that
/// is under way, or whose answer was lost, may have made does not count.
pub fn made_by_others(db: &Connection, account: &str, judged_up_to: i64) -> Result<bool> {
    let sql = "SELECT EXISTS (
                 SELECT 1 FROM shipment s WHERE s.account_id = ?1 AND s.seq > ?2 AND s.active = 1
                 AND NOT EXISTS (SELECT 1 FROM attempt a WHERE a.account_id = s.account_id AND a.shipment_id = s.id)
                 AND NOT EXISTS (SELECT 1 FROM attempt a WHERE a.account_id = s.account_id
                                 AND a.order_number = s.order_number AND a.state IN ('requested', 'unknown')))";
    Ok(db.prepare_cached(sql)?.query_row(params![account, judged_up_to], |row| row.get(0))?)
}
