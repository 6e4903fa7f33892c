//! Platforms without printing yet: every question is answered with that sentence.

use crate::{Abilities, BoxFuture, JobId, JobState, PrintError, PrintErrorKind, PrintJob, Printer, Spooler};

/// Stands in where this program cannot print yet.
#[derive(Debug, Clone, Copy, Default)]
pub struct UnsupportedSpooler;

impl UnsupportedSpooler {
    pub fn new() -> Self {
        Self
    }
}

fn not_yet() -> PrintError {
    PrintError::new(
        PrintErrorKind::Unsupported,
        "Printing from this program is not available on this system yet; save the labels as PDF and print that",
    )
}

impl Spooler for UnsupportedSpooler {
    fn printers(&self) -> BoxFuture<'_, Result<Vec<Printer>, PrintError>> {
        Box::pin(async { Err(not_yet()) })
    }

    fn look<'a>(&'a self, _printer: &'a str) -> BoxFuture<'a, Result<Printer, PrintError>> {
        Box::pin(async { Err(not_yet()) })
    }

    fn abilities<'a>(&'a self, _printer: &'a str) -> BoxFuture<'a, Result<Abilities, PrintError>> {
        Box::pin(async { Err(not_yet()) })
    }

    fn submit<'a>(&'a self, _job: PrintJob<'a>) -> BoxFuture<'a, Result<JobId, PrintError>> {
        Box::pin(async { Err(not_yet()) })
    }

    fn state<'a>(
        &'a self,
        _printer: &'a str,
        _job: &'a JobId,
    ) -> BoxFuture<'a, Result<JobState, PrintError>> {
        Box::pin(async { Err(not_yet()) })
    }
    fn find<'a>(
        &'a self,
        _printer: &'a str,
        _title: &'a str,
    ) -> BoxFuture<'a, Result<Option<JobId>, PrintError>> {
        Box::pin(async { Err(not_yet()) })
    }

    fn cancel<'a>(&'a self, _printer: &'a str, _job: &'a JobId) -> BoxFuture<'a, Result<(), PrintError>> {
        Box::pin(async { Err(not_yet()) })
    }
}
