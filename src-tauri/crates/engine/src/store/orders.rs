//! Shops, their statuses and their orders as last listed.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use rusqlite::{Connection, OptionalExtension, Row, params};

use super::Result;
use crate::model::{ClaimKey, Order};
use crate::wire::{StatusChoice, StatusKind, StatusRef};

/// A shop as stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ShopRow {
    pub id: i64,
    pub name: String,
    pub system: String,
    pub enabled: bool,
    pub trouble: Option<String>,
    /// Somebody chose which statuses are open.
    pub statuses_chosen: bool,
}

/// An order with its row id.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredOrder {
    pub id: i64,
    /// In the platform's list at the last complete reading.
    pub listed: bool,
    pub order: Order,
}

pub fn upsert_shop(db: &Connection, account: &str, id: i64, name: &str, system: &str) -> Result<()> {
    db.execute(
        "INSERT INTO integration (account_id, id, name, system) VALUES (?1, ?2, ?3, ?4)
         ON CONFLICT (account_id, id) DO UPDATE SET name = ?3, system = ?4, listed = 1",
        params![account, id, name, system],
    )?;
    Ok(())
}

/// Shops that the platform no longer lists are kept for the history, but not asked again. Wemasy's shops (below 0) are the
/// station's own.
pub fn shops_listed(db: &Connection, account: &str, ids: &[i64]) -> Result<()> {
    db.execute(
        "UPDATE integration SET listed = id IN (SELECT value FROM json_each(?2)) WHERE account_id = ?1 AND id > 0",
        params![account, serde_json::to_string(ids)?],
    )?;
    Ok(())
}

pub fn shop_trouble(db: &Connection, account: &str, id: i64, trouble: Option<&str>) -> Result<()> {
    db.execute(
        "UPDATE integration SET trouble = ?3 WHERE account_id = ?1 AND id = ?2",
        params![account, id, trouble],
    )?;
    Ok(())
}

pub fn enable_shop(db: &Connection, account: &str, id: i64, enabled: bool) -> Result<usize> {
    Ok(db.execute(
        "UPDATE integration SET enabled = ?3 WHERE account_id = ?1 AND id = ?2",
        params![account, id, enabled],
    )?)
}

/// The shops that the platform lists, by name.
pub fn shops(db: &Connection, account: &str) -> Result<Vec<ShopRow>> {
    let sql = "SELECT i.id, i.name, i.system, i.enabled, i.trouble,
                      EXISTS (SELECT 1 FROM seen_status s WHERE s.account_id = i.account_id
                              AND s.integration_id = i.id AND s.open IS NOT NULL)
               FROM integration i WHERE i.account_id = ?1 AND i.listed = 1 ORDER BY i.name, i.id";
    let mut statement = db.prepare_cached(sql)?;
    let rows = statement.query_map([account], |row| {
        Ok(ShopRow {
            id: row.get(0)?,
            name: row.get(1)?,
            system: row.get(2)?,
            enabled: row.get(3)?,
            trouble: row.get(4)?,
            statuses_chosen: row.get(5)?,
        })
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// The external order and shipment ids of the orders that a shop lists.
pub fn external_ids(
    db: &Connection,
    account: &str,
    integration_id: i64,
) -> Result<Vec<(Option<String>, Option<String>)>> {
    let sql = "SELECT body FROM orders WHERE account_id = ?1 AND integration_id = ?2 AND listed = 1";
    let mut statement = db.prepare_cached(sql)?;
    let rows = statement.query_map(params![account, integration_id], |row| row.get::<_, String>(0))?;
    rows.map(|body| {
        let order: Order = serde_json::from_str(&body?)?;
        Ok((order.external_order_id, order.external_shipment_id))
    })
    .collect()
}

/// Stores an order as read, as one of the open ones or (`listed: false`) behind another row; answers its row id and whether
/// anything about it is new.
pub fn upsert_order(db: &Connection, account: &str, order: &Order, listed: bool) -> Result<(i64, bool)> {
    let body = serde_json::to_string(order)?;
    let ClaimKey { integration_id, key } = order.claim_key();
    let split = order.external_shipment_id.as_ref().map(|id| format!("={id}")).unwrap_or_default();
    let known: Option<(i64, bool, String)> = db
        .prepare_cached(
            "SELECT id, listed, body FROM orders WHERE account_id = ?1 AND integration_id = ?2 AND claim_key = ?3
             AND coalesce('=' || external_shipment_id, '') = ?4",
        )?
        .query_row(params![account, integration_id, key, split], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))
        .optional()?;
    match known {
        Some((id, was, old)) if was == listed && old == body => Ok((id, false)),
        Some((id, _, _)) => {
            update_order(db, account, id, order)?;
            list_order(db, id, listed)?;
            Ok((id, true))
        }
        None => {
            db.prepare_cached(
                "INSERT INTO orders (account_id, integration_id, claim_key, external_shipment_id, order_number,
                                     order_status, payment_status, listed, body)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
            )?
            .execute(params![
                account,
                integration_id,
                key,
                order.external_shipment_id,
                order.number,
                order.order_status.code,
                order.payment_status.code,
                listed,
                body
            ])?;
            let id = db.last_insert_rowid();
            see_statuses(db, account, order)?;
            Ok((id, true))
        }
    }
}

/// What is known of a stored order now; whether it is listed stays as it is.
pub fn update_order(db: &Connection, account: &str, id: i64, order: &Order) -> Result<()> {
    let body = serde_json::to_string(order)?;
    db.prepare_cached(
        "UPDATE orders SET order_number = ?2, order_status = ?3, payment_status = ?4, body = ?5 WHERE id = ?1",
    )?
    .execute(params![id, order.number, order.order_status.code, order.payment_status.code, body])?;
    see_statuses(db, account, order)
}

/// Puts a row among the open orders or takes it out; answers whether that is new.
pub fn list_order(db: &Connection, id: i64, listed: bool) -> Result<bool> {
    let mut statement = db.prepare_cached("UPDATE orders SET listed = ?2 WHERE id = ?1 AND listed <> ?2")?;
    Ok(statement.execute(params![id, listed])? > 0)
}

/// A complete reading ended: orders of the shop that were not in it are no longer listed. Answers which.
pub fn finish_list(
    db: &Connection,
    account: &str,
    integration_id: i64,
    seen: &HashSet<i64>,
) -> Result<Vec<i64>> {
    let mut statement = db.prepare_cached(
        "SELECT id FROM orders WHERE account_id = ?1 AND integration_id = ?2 AND listed = 1",
    )?;
    let mut gone: Vec<i64> = statement
        .query_map(params![account, integration_id], |row| row.get(0))?
        .collect::<rusqlite::Result<_>>()?;
    gone.retain(|id| !seen.contains(id));
    for id in &gone {
        list_order(db, *id, false)?;
    }
    Ok(gone)
}

fn see_statuses(db: &Connection, account: &str, order: &Order) -> Result<()> {
    for (kind, status) in [("order", &order.order_status), ("payment", &order.payment_status)] {
        db.prepare_cached(
            "INSERT INTO seen_status (account_id, integration_id, kind, code, label) VALUES (?1, ?2, ?3, ?4, ?5)
             ON CONFLICT DO NOTHING",
        )?
        .execute(params![account, order.integration_id, kind, status.code, status.label])?;
    }
    Ok(())
}

/// Every status seen, with the number of listed orders that have it.
pub fn seen_statuses(db: &Connection, account: &str) -> Result<Vec<StatusChoice>> {
    let count = "(SELECT count(*) FROM orders o WHERE o.account_id = s.account_id AND o.integration_id = s.integration_id
         AND o.listed = 1 AND CASE s.kind WHEN 'order' THEN o.order_status ELSE o.payment_status END = s.code)";
    statuses(db, account, count)
}

/// As [`seen_statuses`], without counting orders.
pub fn chosen_statuses(db: &Connection, account: &str) -> Result<Vec<StatusChoice>> {
    statuses(db, account, "0")
}

fn statuses(db: &Connection, account: &str, count: &str) -> Result<Vec<StatusChoice>> {
    let mut statement = db.prepare_cached(&format!(
        "SELECT s.integration_id, s.kind, s.code, s.label, s.open, {count}
         FROM seen_status s WHERE s.account_id = ?1 ORDER BY s.integration_id, s.kind, s.label"
    ))?;
    let rows = statement.query_map([account], |row| {
        let (code, label): (String, String) = (row.get(2)?, row.get(3)?);
        let kind = match row.get_ref(1)?.as_str()? {
            "order" => StatusKind::Order,
            _ => StatusKind::Payment,
        };
        Ok(StatusChoice {
            integration_id: row.get(0)?,
            kind,
            orders: row.get(5)?,
            open: row.get(4)?,
            never_preselected: crate::statuses::never_preselected(kind, &code, &label),
            code,
            label,
        })
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// Every status of the shop seen so far is decided: open when named, else not.
pub fn choose_statuses(
    db: &Connection,
    account: &str,
    integration_id: i64,
    open: &[StatusRef],
) -> Result<()> {
    let sql = "UPDATE seen_status SET open = 0 WHERE account_id = ?1 AND integration_id = ?2";
    db.execute(sql, params![account, integration_id])?;
    for status in open {
        let kind = match status.kind {
            StatusKind::Order => "order",
            StatusKind::Payment => "payment",
        };
        db.execute(
            "UPDATE seen_status SET open = 1 WHERE account_id = ?1 AND integration_id = ?2 AND kind = ?3 AND code = ?4",
            params![account, integration_id, kind, status.code],
        )?;
    }
    Ok(())
}

fn stored(row: &Row<'_>) -> rusqlite::Result<(i64, bool, String)> {
    Ok((row.get(0)?, row.get(1)?, row.get(2)?))
}

fn collect(rows: impl Iterator<Item = rusqlite::Result<(i64, bool, String)>>) -> Result<Vec<StoredOrder>> {
    rows.map(|row| {
        let (id, listed, body) = row?;
        Ok(StoredOrder { id, listed, order: serde_json::from_str(&body)? })
    })
    .collect()
}

/// The listed orders of enabled shops, oldest row first.
pub fn listed_orders(db: &Connection, account: &str) -> Result<Vec<StoredOrder>> {
    let sql = "SELECT o.id, o.listed, o.body FROM orders o
               JOIN integration i ON i.account_id = o.account_id AND i.id = o.integration_id
               WHERE o.account_id = ?1 AND o.listed = 1 AND i.enabled = 1 AND i.listed = 1 ORDER BY o.id";
    collect(db.prepare_cached(sql)?.query_map([account], stored)?)
}

/// Orders by row id, in the order of `ids`; unknown ids are left out.
pub fn orders_by_ids(db: &Connection, account: &str, ids: &[i64]) -> Result<Vec<StoredOrder>> {
    let sql = "SELECT o.id, o.listed, o.body FROM json_each(?2) j JOIN orders o ON o.id = j.value
               WHERE o.account_id = ?1 ORDER BY j.key";
    collect(db.prepare_cached(sql)?.query_map(params![account, serde_json::to_string(ids)?], stored)?)
}

/// Rows, batch orders and order numbers of which something changed.
#[derive(Debug, Default)]
pub struct Touched {
    pub rows: BTreeSet<i64>,
    pub batch_orders: BTreeSet<i64>,
    /// Account and number.
    pub numbers: BTreeSet<(String, String)>,
}

impl Touched {
    pub fn len(&self) -> usize {
        self.rows.len() + self.batch_orders.len() + self.numbers.len()
    }

    /// Keeps so many of each kind and answers the others.
    pub fn split_off(&mut self, kept: usize) -> Self {
        Self {
            rows: split_off(&mut self.rows, kept),
            batch_orders: split_off(&mut self.batch_orders, kept),
            numbers: split_off(&mut self.numbers, kept),
        }
    }
}

/// Keeps the first so many and answers the others.
pub fn split_off<T: Ord + Clone>(set: &mut BTreeSet<T>, kept: usize) -> BTreeSet<T> {
    match set.iter().nth(kept).cloned() {
        Some(first) => set.split_off(&first),
        None => BTreeSet::new(),
    }
}

/// The accounts and rows that may look otherwise after that. Orders with one number are judged together, and so are the
/// pieces of an order that its shop split.
pub fn touched_rows(db: &Connection, touched: &Touched) -> Result<BTreeMap<String, Vec<i64>>> {
    let sql = "WITH one (account_id, integration_id, claim_key, order_number) AS (
                 SELECT account_id, integration_id, claim_key, order_number FROM orders
                 WHERE id IN (SELECT value FROM json_each(?1))
                    OR id IN (SELECT b.order_id FROM json_each(?2) j JOIN batch_order b ON b.id = j.value))
               SELECT o.account_id, o.id FROM one JOIN orders o
                 ON o.account_id = one.account_id AND o.order_number = one.order_number
               UNION
               SELECT o.account_id, o.id FROM one JOIN orders o
                 ON o.account_id = one.account_id AND o.integration_id = one.integration_id AND o.claim_key = one.claim_key
               UNION
               SELECT o.account_id, o.id FROM json_each(?3) j JOIN orders o
                 ON o.account_id = json_extract(j.value, '$[0]') AND o.order_number = json_extract(j.value, '$[1]')
               ORDER BY 2";
    let mut statement = db.prepare_cached(sql)?;
    let rows = statement.query_map(
        params![
            serde_json::to_string(&touched.rows)?,
            serde_json::to_string(&touched.batch_orders)?,
            serde_json::to_string(&touched.numbers)?
        ],
        |row| Ok((row.get::<_, String>(0)?, row.get::<_, i64>(1)?)),
    )?;
    let mut found: BTreeMap<String, Vec<i64>> = BTreeMap::new();
    for row in rows {
        let (account, id) = row?;
        found.entry(account).or_default().push(id);
    }
    Ok(found)
}

pub fn order(db: &Connection, account: &str, id: i64) -> Result<Option<StoredOrder>> {
    Ok(orders_by_ids(db, account, &[id])?.into_iter().next())
}

/// An order by its row, whoever's it is, with the name of its shop.
pub fn with_shop(db: &Connection, id: i64) -> Result<Option<(Order, String)>> {
    let sql = "SELECT o.body, coalesce(i.name, '') FROM orders o
               LEFT JOIN integration i ON i.account_id = o.account_id AND i.id = o.integration_id WHERE o.id = ?1";
    let row: Option<(String, String)> =
        db.prepare_cached(sql)?.query_row([id], |row| Ok((row.get(0)?, row.get(1)?))).optional()?;
    row.map(|(body, shop)| Ok((serde_json::from_str(&body)?, shop))).transpose()
}
