//! The organisations whose orders this database holds, and which of them the window shows.

use rusqlite::{Connection, OptionalExtension as _, params};

use super::Result;
use super::meta::{get_meta, set_meta};
use crate::error::{AppError, Code};
use crate::wire::OrdersApi;

const CURRENT: &str = "account";

/// An account that a person has not forgotten.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AccountRow {
    pub id: String,
    /// The platform's name for it.
    pub name: String,
    /// The station's own.
    pub own_name: Option<String>,
    pub enabled: bool,
    pub orders_api: OrdersApi,
    /// Orders whose purchase has not ended: to be sent, asked for, awaited or unknown.
    pub unfinished: u32,
}

/// Id and name of the account that is in use.
pub fn current(db: &Connection) -> Result<Option<(String, String)>> {
    let sql = "SELECT organisation_id, coalesce(own_name, name) FROM account
               WHERE organisation_id = (SELECT value FROM meta WHERE key = 'account')";
    Ok(db.query_row(sql, [], |row| Ok((row.get(0)?, row.get(1)?))).optional()?)
}

pub fn one(db: &Connection, id: &str) -> Result<Option<(String, String)>> {
    let sql = "SELECT organisation_id, coalesce(own_name, name) FROM account WHERE organisation_id = ?1";
    Ok(db.query_row(sql, [id], |row| Ok((row.get(0)?, row.get(1)?))).optional()?)
}

pub fn list(db: &Connection) -> Result<Vec<AccountRow>> {
    let mut statement = db.prepare_cached(
        "SELECT organisation_id, name, own_name, enabled, orders_api,
                (SELECT count(*) FROM attempt WHERE account_id = organisation_id
                 AND state IN ('planned', 'requested', 'unknown', 'accepted'))
         FROM account WHERE forgotten = 0 ORDER BY added_at, organisation_id",
    )?;
    let rows = statement.query_map([], |row| {
        Ok(AccountRow {
            id: row.get(0)?,
            name: row.get(1)?,
            own_name: row.get(2)?,
            enabled: row.get(3)?,
            orders_api: interface(row.get::<_, Option<String>>(4)?.as_deref()),
            unfinished: row.get(5)?,
        })
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// How many accounts were ever known, forgotten ones included.
pub fn ever(db: &Connection) -> Result<u32> {
    Ok(db.query_row("SELECT count(*) FROM account", [], |row| row.get(0))?)
}

/// The platform said whose keys are in use. An empty database adopts the first organisation that it meets; another one
/// that nobody added is refused, so that orders of strangers never mix in.
///
/// # Errors
/// [`Code::WrongDatabase`].
pub fn note(db: &Connection, id: &str, name: &str, now: &str) -> Result<()> {
    let known = db.execute("UPDATE account SET name = ?2 WHERE organisation_id = ?1", params![id, name])?;
    if known > 0 {
        return Ok(());
    }
    if db.query_row("SELECT EXISTS (SELECT 1 FROM account)", [], |row| row.get(0))? {
        return Err(AppError::new(Code::WrongDatabase)
            .message(format!("These keys belong to {name}, which this station does not know"))
            .hint("Add the account in the settings, or use a data folder of its own")
            .into());
    }
    add(db, id, name, None, now)
}

/// A person adds an account, or connects a known one again; it comes into use.
pub fn add(db: &Connection, id: &str, name: &str, orders_api: Option<OrdersApi>, now: &str) -> Result<()> {
    db.execute(
        "INSERT INTO account (organisation_id, name, added_at) VALUES (?1, ?2, ?3)
         ON CONFLICT (organisation_id) DO UPDATE SET name = ?2, enabled = 1, forgotten = 0",
        params![id, name, now],
    )?;
    if let Some(api) = orders_api {
        set_orders_api(db, id, api)?;
    }
    use_account(db, id)
}

pub fn use_account(db: &Connection, id: &str) -> Result<()> {
    set_meta(db, CURRENT, id)
}

/// Answers how many accounts changed: none for an unknown one.
pub fn rename(db: &Connection, id: &str, own_name: Option<&str>) -> Result<usize> {
    let sql = "UPDATE account SET own_name = ?2 WHERE organisation_id = ?1 AND forgotten = 0";
    Ok(db.execute(sql, params![id, own_name])?)
}

pub fn enable(db: &Connection, id: &str, enabled: bool) -> Result<usize> {
    let sql = "UPDATE account SET enabled = ?2 WHERE organisation_id = ?1 AND forgotten = 0";
    Ok(db.execute(sql, params![id, enabled])?)
}

/// The account leaves the station's lists; what was shipped for it stays. Another one comes into use, if there is one.
pub fn forget(db: &Connection, id: &str) -> Result<usize> {
    let sql = "UPDATE account SET forgotten = 1 WHERE organisation_id = ?1 AND forgotten = 0";
    let forgotten = db.execute(sql, [id])?;
    if get_meta(db, CURRENT)?.as_deref() == Some(id) {
        let next: Option<String> = db
            .query_row(
                "SELECT organisation_id FROM account WHERE forgotten = 0 ORDER BY enabled DESC, added_at LIMIT 1",
                [],
                |row| row.get(0),
            )
            .optional()?;
        if let Some(next) = next {
            use_account(db, &next)?;
        }
    }
    Ok(forgotten)
}

/// Which interface serves an account; v2 until the connection test or a sync said otherwise.
pub fn orders_api(db: &Connection, id: &str) -> Result<OrdersApi> {
    let sql = "SELECT orders_api FROM account WHERE organisation_id = ?1";
    let word: Option<Option<String>> = db.query_row(sql, [id], |row| row.get(0)).optional()?;
    Ok(interface(word.flatten().as_deref()))
}

fn interface(word: Option<&str>) -> OrdersApi {
    match word {
        Some("v3") => OrdersApi::V3,
        _ => OrdersApi::V2,
    }
}

pub fn set_orders_api(db: &Connection, id: &str, api: OrdersApi) -> Result<()> {
    let word = match api {
        OrdersApi::V2 => "v2",
        OrdersApi::V3 => "v3",
    };
    db.execute("UPDATE account SET orders_api = ?2 WHERE organisation_id = ?1", params![id, word])?;
    Ok(())
}

/// Whose a row is: history shows every account's, so that a command may name a row of one that is not in use.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Row {
    Batch(i64),
    BatchOrder(i64),
    Order(i64),
    Shipment(String),
    Tracking(String),
}

pub fn owner(db: &Connection, row: &Row) -> Result<Option<String>> {
    let ask = |sql: &str, id: &dyn rusqlite::ToSql| db.query_row(sql, [id], |row| row.get(0)).optional();
    Ok(match row {
        Row::Batch(id) => ask("SELECT account_id FROM batch WHERE id = ?1", id)?,
        Row::BatchOrder(id) => ask(
            "SELECT b.account_id FROM batch_order o JOIN batch b ON b.id = o.batch_id WHERE o.id = ?1",
            id,
        )?,
        Row::Order(id) => ask("SELECT account_id FROM orders WHERE id = ?1", id)?,
        Row::Shipment(id) => ask("SELECT account_id FROM shipment WHERE id = ?1", id)?,
        Row::Tracking(number) => ask(
            "SELECT b.account_id FROM batch_order o JOIN batch b ON b.id = o.batch_id
             WHERE instr(' ' || o.tracking || ' ', ' ' || ?1 || ' ') > 0 ORDER BY o.id DESC LIMIT 1",
            number,
        )?,
    })
}
