//! A watch on every write of a store: tests stop the station, fill its disk or lock its file at any one of them. The
//! product watches nothing.

use std::sync::Arc;

use rusqlite::ffi;

use super::{Result, StoreError};

/// Where a write is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Moment {
    /// Everything of the transaction was done, nothing of it is on the disk.
    BeforeCommit,
    /// It is on the disk, and the engine does not know it yet.
    AfterCommit,
}

/// What the disk does then.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Disk {
    Works,
    Full,
    Locked,
}

/// Asked twice for every write, on the thread that writes.
pub type Watch = Arc<dyn Fn(Moment) -> Disk + Send + Sync>;

pub(super) fn ask(watch: Option<&Watch>, moment: Moment) -> Result<()> {
    let code = match watch.map_or(Disk::Works, |watch| watch(moment)) {
        Disk::Works => return Ok(()),
        Disk::Full => ffi::SQLITE_FULL,
        Disk::Locked => ffi::SQLITE_BUSY,
    };
    Err(StoreError::Sql(rusqlite::Error::SqliteFailure(ffi::Error::new(code), None)))
}
