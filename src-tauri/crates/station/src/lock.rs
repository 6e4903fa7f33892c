//! One buyer per database: an advisory lock on a file beside it, held while the process lives.

use std::fs::{File, TryLockError};
use std::path::Path;

/// The lock is let go when this is dropped, or when the process ends in whatever way.
#[derive(Debug)]
pub struct Lock {
    _file: File,
}

/// `None`: another process holds it.
///
/// # Errors
/// When the file cannot be made.
pub fn take(path: &Path) -> std::io::Result<Option<Lock>> {
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder)?;
    }
    let file = File::options().create(true).truncate(false).write(true).open(path)?;
    match file.try_lock() {
        Ok(()) => Ok(Some(Lock { _file: file })),
        Err(TryLockError::WouldBlock) => Ok(None),
        Err(TryLockError::Error(error)) => Err(error),
    }
}
