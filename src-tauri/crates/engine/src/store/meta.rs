//! Single values: which platform this database belongs to, counters, settings.

use rusqlite::{Connection, OptionalExtension as _};

use super::Result;
use crate::error::{AppError, Code};
use crate::wire::{Settings, ShipOptions};

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

pub fn settings(db: &Connection) -> Result<Settings> {
    match get_meta(db, "settings")? {
        Some(text) => Ok(serde_json::from_str(&text).unwrap_or_default()),
        None => Ok(Settings::default()),
    }
}

/// The settings, with the shipping choices that were made for this account: its senders are no other account's.
pub fn settings_for(db: &Connection, account: &str) -> Result<Settings> {
    let settings = settings(db)?;
    let ship = match get_meta(db, &ship_key(account))? {
        Some(text) => serde_json::from_str(&text).unwrap_or_default(),
        // Chosen before the platform said whose keys these are.
        None if super::accounts::ever(db)? < 2 => settings.ship,
        None => ShipOptions::default(),
    };
    Ok(Settings { ship, ..settings })
}

pub fn settings_save(db: &Connection, account: Option<&str>, settings: &Settings) -> Result<()> {
    if let Some(account) = account {
        set_meta(db, &ship_key(account), &serde_json::to_string(&settings.ship)?)?;
    }
    set_meta(db, "settings", &serde_json::to_string(settings)?)
}

fn ship_key(account: &str) -> String {
    format!("ship:{account}")
}
