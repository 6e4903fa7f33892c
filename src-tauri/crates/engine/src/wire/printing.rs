//! What crosses about printers and print jobs.

use serde::{Deserialize, Serialize};

use super::RowId;

#[cfg(feature = "ts")]
pub(super) fn typescript() -> Vec<String> {
    declarations()
}

wire! {
    pub struct PrinterInfo {
        pub name: String,
        pub description: String,
        pub state: PrinterStatus,
        pub accepts_jobs: bool,
        pub is_default: bool,
        /// Why it is stopped, in the spooler's words.
        pub message: Option<String>,
    }

    #[derive(Copy, Eq)]
    pub enum PrinterStatus { Idle, Printing, Stopped }

    /// Prints all labels of a batch, in its order, or the named ones.
    pub struct PrintRequest { pub batch_id: RowId, /** `null`: all. */ pub labels: Option<Vec<RowId>>, /** `null`: the label printer of the settings. */ pub printer: Option<String> }

    pub struct PrintJobInfo {
        pub id: RowId,
        pub batch_id: RowId,
        pub title: String,
        pub printer: String,
        pub state: PrintState,
        pub message: Option<String>,
        pub at: String,
    }

    #[derive(Copy, Eq)]
    pub enum PrintState { Queued, Held, Printing, Done, Failed, Cancelled, Unknown }
}
