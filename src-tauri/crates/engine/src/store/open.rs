//! Opening the database file: pragmas, migrations with a backup before, a damaged or foreign file set aside.

use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::{Connection, OpenFlags};
use rusqlite_migration::{M, Migrations};

/// In their order; never changed once released.
const MIGRATIONS: [&str; 8] = [
    include_str!("migrations/0001_first.sql"),
    include_str!("migrations/0002_batch_engine.sql"),
    include_str!("migrations/0003_revived.sql"),
    include_str!("migrations/0004_wemasy.sql"),
    include_str!("migrations/0005_bookings_documents.sql"),
    include_str!("migrations/0006_accounts.sql"),
    include_str!("migrations/0007_wemasy_labels.sql"),
    include_str!("migrations/0008_print_ledger.sql"),
];

fn migrations() -> Migrations<'static> {
    Migrations::new(MIGRATIONS.into_iter().map(M::up).collect())
}

/// "PkBn": marks the file as ours (`PRAGMA application_id`).
const APPLICATION_ID: i32 = 0x506b_426e;
const BUSY_TIMEOUT: Duration = Duration::from_secs(5);

/// Who opens: the one process with the lock writes, everybody may read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Access {
    Write,
    ReadOnly,
}

/// How the opening went.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Opened {
    /// A damaged or foreign file was moved here and a new one begun.
    pub set_aside: Option<PathBuf>,
}

#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    #[error("there is no database yet")]
    Missing,
    #[error("the database was written by a newer Packbench")]
    Newer,
    #[error("the database has to be brought up to date by the Packbench that holds it")]
    Older,
    #[error("the database cannot be opened: {0}")]
    Sql(#[from] rusqlite::Error),
    #[error("the database folder cannot be used: {0}")]
    Io(#[from] std::io::Error),
    #[error("the database cannot be brought up to date: {0}")]
    Migration(#[from] rusqlite_migration::Error),
}

pub(super) fn open(path: &Path, access: Access) -> Result<(Connection, Opened), OpenError> {
    match access {
        Access::ReadOnly if !path.exists() => Err(OpenError::Missing),
        Access::ReadOnly => {
            let connection = reader(path)?;
            match version(&connection)?.cmp(&schema_version()) {
                std::cmp::Ordering::Less => Err(OpenError::Older),
                std::cmp::Ordering::Greater => Err(OpenError::Newer),
                std::cmp::Ordering::Equal => Ok((connection, Opened::default())),
            }
        }
        Access::Write => {
            if let Some(folder) = path.parent() {
                std::fs::create_dir_all(folder)?;
            }
            let mut opened = Opened::default();
            if path.exists() && !looks_like_ours(path)? {
                opened.set_aside = Some(set_aside(path)?);
            }
            let mut connection = writer(path)?;
            if version(&connection)? > schema_version() {
                return Err(OpenError::Newer);
            }
            let before = version(&connection)?;
            if before > 0 && before < schema_version() {
                back_up(&connection, path, before)?;
            }
            migrations().to_latest(&mut connection)?;
            Ok((connection, opened))
        }
    }
}

/// A connection that cannot change anything.
pub(super) fn reader(path: &Path) -> rusqlite::Result<Connection> {
    let flags =
        OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX | OpenFlags::SQLITE_OPEN_URI;
    let connection = Connection::open_with_flags(path, flags)?;
    connection.busy_timeout(BUSY_TIMEOUT)?;
    Ok(connection)
}

fn writer(path: &Path) -> Result<Connection, OpenError> {
    let connection = Connection::open(path)?;
    connection.busy_timeout(BUSY_TIMEOUT)?;
    // Before the first table, else it has no effect.
    connection.pragma_update(None, "auto_vacuum", "INCREMENTAL")?;
    connection.pragma_update(None, "application_id", APPLICATION_ID)?;
    connection.pragma_update_and_check(None, "journal_mode", "WAL", |_| Ok(()))?;
    // A label is paid for once its intent is committed: a power cut must not take the intent back.
    connection.pragma_update(None, "synchronous", "FULL")?;
    connection.pragma_update(None, "fullfsync", true)?;
    connection.pragma_update(None, "checkpoint_fullfsync", true)?;
    connection.pragma_update(None, "foreign_keys", true)?;
    Ok(connection)
}

/// False for a file that is no database, is damaged in its header or schema, or belongs to another program.
fn looks_like_ours(path: &Path) -> Result<bool, OpenError> {
    if std::fs::metadata(path)?.len() == 0 {
        return Ok(true);
    }
    let checked = Connection::open(path).and_then(|connection| {
        connection.busy_timeout(BUSY_TIMEOUT)?;
        let id: i32 = connection.pragma_query_value(None, "application_id", |row| row.get(0))?;
        // Reading the schema opens the file's structures; a torn header or schema fails here.
        connection.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get::<_, i64>(0))?;
        let version: i64 = connection.pragma_query_value(None, "user_version", |row| row.get(0))?;
        Ok(id == APPLICATION_ID && (version == 0 || has_journal(&connection)?))
    });
    match checked {
        Ok(ours) => Ok(ours),
        Err(error) if is_damage(&error) => Ok(false),
        Err(error) => Err(error.into()),
    }
}

fn has_journal(connection: &Connection) -> rusqlite::Result<bool> {
    let sql = "SELECT count(*) FROM sqlite_schema WHERE name IN ('attempt', 'attempt_one_claim')";
    connection.query_row(sql, [], |row| Ok(row.get::<_, i64>(0)? == 2))
}

fn is_damage(error: &rusqlite::Error) -> bool {
    matches!(
        error.sqlite_error_code(),
        Some(rusqlite::ErrorCode::DatabaseCorrupt | rusqlite::ErrorCode::NotADatabase)
    )
}

/// Moves the file and what belongs to it to a free name beside it.
fn set_aside(path: &Path) -> std::io::Result<PathBuf> {
    let name = |n: u32| {
        let mut name = path.as_os_str().to_owned();
        name.push(format!(".set-aside-{n}"));
        PathBuf::from(name)
    };
    let target = (1..).map(name).find(|target| !target.exists()).unwrap_or_else(|| name(0));
    std::fs::rename(path, &target)?;
    for suffix in ["-wal", "-shm"] {
        let with = |path: &Path| {
            let mut name = path.as_os_str().to_owned();
            name.push(suffix);
            PathBuf::from(name)
        };
        if with(path).exists() {
            std::fs::rename(with(path), with(&target))?;
        }
    }
    Ok(target)
}

fn back_up(connection: &Connection, path: &Path, version: i64) -> Result<(), OpenError> {
    let mut name = path.as_os_str().to_owned();
    name.push(format!(".before-{}", version + 1));
    connection.backup("main", PathBuf::from(name), None)?;
    Ok(())
}

fn version(connection: &Connection) -> rusqlite::Result<i64> {
    connection.pragma_query_value(None, "user_version", |row| row.get(0))
}

fn schema_version() -> i64 {
    i64::try_from(MIGRATIONS.len()).unwrap_or(i64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_migrations_fit_together() {
        migrations().validate().unwrap();
        let mut connection = Connection::open_in_memory().unwrap();
        migrations().to_latest(&mut connection).unwrap();
        assert_eq!(
            version(&connection).unwrap(),
            schema_version(),
            "schema_version() names the newest migration"
        );
    }

    #[test]
    fn a_damaged_or_foreign_file_is_set_aside_and_kept() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("packbench.sqlite");
        std::fs::write(&path, b"this is no database, but somebody's file").unwrap();
        let (_, opened) = open(&path, Access::Write).unwrap();
        let aside = opened.set_aside.expect("the foreign file was moved");
        assert_eq!(
            std::fs::read(&aside).unwrap(),
            b"this is no database, but somebody's file",
            "and is whole"
        );

        let foreign = folder.path().join("other.sqlite");
        Connection::open(&foreign).unwrap().execute_batch("CREATE TABLE theirs (a)").unwrap();
        assert!(
            open(&foreign, Access::Write).unwrap().1.set_aside.is_some(),
            "another program's database too"
        );

        let (_, again) = open(&path, Access::Write).unwrap();
        assert_eq!(again.set_aside, None, "our own file stays where it is");
    }

    #[test]
    fn a_newer_file_is_refused_and_untouched() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("packbench.sqlite");
        let (connection, _) = open(&path, Access::Write).unwrap();
        connection.pragma_update(None, "user_version", 99).unwrap();
        drop(connection);
        assert!(matches!(open(&path, Access::Write), Err(OpenError::Newer)));
        assert!(matches!(open(&path, Access::ReadOnly), Err(OpenError::Newer)));
    }

    #[test]
    fn what_is_committed_is_synced() {
        let folder = tempfile::tempdir().unwrap();
        let (connection, _) = open(&folder.path().join("x.sqlite"), Access::Write).unwrap();
        let pragma =
            |name: &str| connection.pragma_query_value(None, name, |row| row.get::<_, i64>(0)).unwrap();
        assert_eq!((pragma("synchronous"), pragma("foreign_keys"), pragma("auto_vacuum")), (2, 1, 2));
    }

    #[test]
    fn a_station_with_one_account_keeps_what_was_chosen_for_it() {
        let mut db = Connection::open_in_memory().unwrap();
        migrations().to_version(&mut db, 5).unwrap();
        db.execute_batch(
            r#"INSERT INTO account VALUES ('7', 'Acme', '2026-01-01T00:00:00Z');
               INSERT INTO meta VALUES ('account', '7'), ('orders_api', 'v3'), ('synced_at', 'then'),
                   ('settings', '{"language":"nl","ship":{"sender_address_id":12}}');"#,
        )
        .unwrap();
        migrations().to_latest(&mut db).unwrap();
        let settings = super::super::meta::settings_for(&db, "7").unwrap();
        assert_eq!(settings.ship.sender_address_id, Some(12));
        assert_eq!(super::super::meta::settings_for(&db, "8").unwrap().ship.sender_address_id, Some(12));
        super::super::accounts::add(&db, "8", "Other", None, "now").unwrap();
        let other = super::super::meta::settings_for(&db, "8").unwrap();
        assert_eq!(other.ship.sender_address_id, None, "the sender of one account is none of another");
        let api = super::super::accounts::orders_api(&db, "7").unwrap();
        assert_eq!(api, crate::wire::OrdersApi::V3);
        assert_eq!(super::super::meta::get_meta(&db, "synced_at:7").unwrap().as_deref(), Some("then"));
    }
}
