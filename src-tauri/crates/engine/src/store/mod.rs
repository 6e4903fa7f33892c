//! The station's memory: one SQLite file per profile, one writer, readers that are never refused. The only place that
//! knows SQL. Every function here takes a connection or a transaction and does one thing; when it is called decides the
//! rest of the engine.

pub(crate) mod accounts;
pub(crate) mod bookings;
pub(crate) mod documents;
pub(crate) mod duplicates;
pub(crate) mod facts;
pub(crate) mod history;
pub(crate) mod journal;
pub(crate) mod labels;
pub(crate) mod meta;
pub(crate) mod mirror;
mod open;
pub(crate) mod orders;
pub(crate) mod prints;
pub(crate) mod shipped;
pub(crate) mod waiting;
mod watch;
pub(crate) mod wemasy;

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use rusqlite::{Connection, ErrorCode, Transaction, TransactionBehavior};

use crate::error::{AppError, Code};

/// A writing transaction, for code that composes store functions.
pub(crate) type Tx<'a> = Transaction<'a>;
pub(crate) type Db = Connection;

pub use open::{Access, OpenError, Opened};
pub use watch::{Disk, Moment, Watch};

/// What a store function may answer besides its result.
pub type Result<T> = std::result::Result<T, StoreError>;

#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    #[error(transparent)]
    Sql(#[from] rusqlite::Error),
    #[error("a stored text is not what this version writes: {0}")]
    Json(#[from] serde_json::Error),
    /// A rule of ours, in the words for the person.
    #[error(transparent)]
    App(#[from] AppError),
}

impl From<StoreError> for AppError {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::App(error) => error,
            StoreError::Json(error) => Self::new(Code::Storage)
                .message(format!("The station's database holds something unreadable ({error})"))
                .hint("Copy the details for support"),
            StoreError::Sql(error) => match error.sqlite_error_code() {
                Some(ErrorCode::DiskFull) => Self::new(Code::DiskFull)
                    .message("The disk is full, nothing can be stored")
                    .hint("Free some space; nothing is bought until then"),
                Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase) => {
                    Self::new(Code::DatabaseDamaged)
                        .message("The station's database is damaged")
                        .hint("Restart Packbench: it sets the file aside and tells where")
                }
                Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => Self::new(Code::Storage)
                    .message("The station's database is locked by another program")
                    .hint("Close backup or virus programs that hold it, then try again"),
                _ => Self::new(Code::Storage).message(format!("The station's database failed: {error}")),
            },
        }
    }
}

/// Cheap to clone; clones share the connections.
#[derive(Clone)]
pub struct Store {
    inner: Arc<Inner>,
    watch: Option<Watch>,
}

struct Inner {
    path: PathBuf,
    writer: Option<Mutex<Connection>>,
    readers: Mutex<Vec<Connection>>,
    /// How many transactions this process committed: the age of a snapshot. Held only while one is committed or begun.
    commits: Mutex<u64>,
}

impl Store {
    /// Opens the file, makes or migrates it where `access` allows writing, sets a damaged one aside.
    ///
    /// # Errors
    /// [`OpenError`], in words.
    pub fn open(path: &Path, access: Access) -> std::result::Result<(Self, Opened), OpenError> {
        let (connection, opened) = open::open(path, access)?;
        let (writer, readers) = match access {
            Access::Write => (Some(Mutex::new(connection)), Vec::new()),
            Access::ReadOnly => (None, vec![connection]),
        };
        let inner =
            Inner { path: path.to_owned(), writer, readers: Mutex::new(readers), commits: Mutex::new(0) };
        Ok((Self { inner: Arc::new(inner), watch: None }, opened))
    }

    /// The same store, with every write watched.
    #[must_use]
    pub fn watched(mut self, watch: Watch) -> Self {
        self.watch = Some(watch);
        self
    }

    pub fn can_write(&self) -> bool {
        self.inner.writer.is_some()
    }

    /// Runs `work` in one immediate transaction on the one writing connection; it is on the disk when this returns.
    ///
    /// # Errors
    /// What `work` answers (then nothing is stored), a read-only store, a failing disk.
    pub async fn write<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Transaction<'_>) -> Result<T> + Send + 'static,
    ) -> std::result::Result<T, AppError> {
        let (inner, watch) = (Arc::clone(&self.inner), self.watch.clone());
        on_blocking_thread(move || {
            let Some(writer) = &inner.writer else {
                return Err(AppError::new(Code::BuyingBlocked)
                    .message("Another Packbench works with this data")
                    .hint("Close the other one first")
                    .into());
            };
            let mut connection = writer.lock().unwrap_or_else(PoisonError::into_inner);
            let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
            let result = work(&transaction)?;
            watch::ask(watch.as_ref(), Moment::BeforeCommit)?;
            {
                let mut commits = inner.commits.lock().unwrap_or_else(PoisonError::into_inner);
                transaction.commit()?;
                *commits += 1;
            }
            watch::ask(watch.as_ref(), Moment::AfterCommit)?;
            Ok(result)
        })
        .await
    }

    /// Gives the pages of what was removed back to the disk.
    ///
    /// # Errors
    /// A failing disk.
    pub async fn give_space_back(&self) -> std::result::Result<(), AppError> {
        let inner = Arc::clone(&self.inner);
        on_blocking_thread(move || {
            let Some(writer) = &inner.writer else { return Ok(()) };
            let connection = writer.lock().unwrap_or_else(PoisonError::into_inner);
            // Each step gives one page back.
            let mut statement = connection.prepare("PRAGMA incremental_vacuum")?;
            let mut rows = statement.query([])?;
            while rows.next()?.is_some() {}
            Ok(())
        })
        .await
    }

    /// Runs `work` on a reading connection, inside one snapshot.
    ///
    /// # Errors
    /// What `work` answers, a failing disk.
    pub async fn read<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Connection) -> Result<T> + Send + 'static,
    ) -> std::result::Result<T, AppError> {
        self.read_at(|db, _| work(db)).await
    }

    /// As [`Store::read`]; `work` is told the snapshot's age: of two snapshots the one with the higher number is the later
    /// one, and the same number means the same data.
    ///
    /// # Errors
    /// As [`Store::read`].
    pub async fn read_at<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Connection, u64) -> Result<T> + Send + 'static,
    ) -> std::result::Result<T, AppError> {
        let inner = Arc::clone(&self.inner);
        on_blocking_thread(move || {
            let taken = inner.readers.lock().unwrap_or_else(PoisonError::into_inner).pop();
            let mut connection = match taken {
                Some(connection) => connection,
                None => open::reader(&inner.path)?,
            };
            let transaction = connection.transaction()?;
            let at = {
                let commits = inner.commits.lock().unwrap_or_else(PoisonError::into_inner);
                // SQLite takes the snapshot with the first read, not with BEGIN.
                transaction.query_row("SELECT count(*) FROM meta", [], |_| Ok(()))?;
                *commits
            };
            let result = work(&transaction, at);
            drop(transaction);
            inner.readers.lock().unwrap_or_else(PoisonError::into_inner).push(connection);
            result
        })
        .await
    }
}

async fn on_blocking_thread<T: Send + 'static>(
    work: impl FnOnce() -> Result<T> + Send + 'static,
) -> std::result::Result<T, AppError> {
    match tokio::task::spawn_blocking(work).await {
        Ok(result) => result.map_err(AppError::from),
        Err(error) => {
            Err(AppError::new(Code::Internal).message(format!("A database task ended early: {error}")))
        }
    }
}
