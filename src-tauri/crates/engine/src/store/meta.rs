//! Single values: which platform and account this database belongs to, counters, settings.

use rusqlite::{Connection, OptionalExtension, params};

use super::Result;
use crate::error::{AppError, Code};
use crate::wire::{OrdersApi, Settings};

pub fn get_meta(db: &Connection, key: &str) -> Result<Option<String>> {
    Ok(db
        .prepare_cached("SELECT value FROM meta WHERE key = ?1")?
        .query_row([key], |row| row.get(0))
        .optional()?)
}

pub fn set_meta(db: &Connection, key: &str, value: &str) -> Result<()> {
    db.prepare_cached(
        "INSERT INTO meta (key, value) VALUES (?1, ?2) ON CONFLICT (key) DO UPDATE SET value = ?2",
    )?
    .execute([key, value])?;
    Ok(())
}

/// Ties a new database to its platform host; another host's orders never mix in.
///
/// # Errors
/// [`Code::WrongDatabase`] when it belongs to another host.
pub fn bind_host(db: &Connection, host: &str) -> Result<()> {
    match get_meta(db, "host")? {
        None => set_meta(db, "host", host),
        Some(known) if known == host => Ok(()),
        Some(known) => Err(AppError::new(Code::WrongDatabase)
            .message(format!("This data folder belongs to {known}, not to {host}"))
            .hint("Use another data folder for the other platform")
            .into()),
    }
}

/// Id and name of the organisation whose keys are in use.
pub fn account(db: &Connection) -> Result<Option<(String, String)>> {
    let sql = "SELECT organisation_id, name FROM account
               WHERE organisation_id = (SELECT value FROM meta WHERE key = 'account')";
    Ok(db.query_row(sql, [], |row| Ok((row.get(0)?, row.get(1)?))).optional()?)
}

/// Notes the organisation that the keys belong to and makes it the current one.
pub fn save_account(db: &Connection, organisation_id: &str, name: &str, now: &str) -> Result<()> {
    db.execute(
        "INSERT INTO account (organisation_id, name, added_at) VALUES (?1, ?2, ?3)
         ON CONFLICT (organisation_id) DO UPDATE SET name = ?2",
        params![organisation_id, name, now],
    )?;
    set_meta(db, "account", organisation_id)
}

pub fn settings(db: &Connection) -> Result<Settings> {
    match get_meta(db, "settings")? {
        Some(text) => Ok(serde_json::from_str(&text).unwrap_or_default()),
        None => Ok(Settings::default()),
    }
}

pub fn settings_save(db: &Connection, settings: &Settings) -> Result<()> {
    set_meta(db, "settings", &serde_json::to_string(settings)?)
}

/// Which interface serves this database's account; v2 until the connection test or a sync said otherwise.
pub fn orders_api(db: &Connection) -> Result<OrdersApi> {
    Ok(match get_meta(db, "orders_api")?.as_deref() {
        Some("v3") => OrdersApi::V3,
        _ => OrdersApi::V2,
    })
}

pub fn set_orders_api(db: &Connection, api: OrdersApi) -> Result<()> {
    let word = match api {
        OrdersApi::V2 => "v2",
        OrdersApi::V3 => "v3",
    };
    set_meta(db, "orders_api", word)
}
