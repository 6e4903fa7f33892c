//! Papers that this program makes itself: packing slips, reports, separators, and labels that test a printer.
//!
//! They are made from plain texts; deliberately not here: which order they belong to and in which language they speak.

mod barcode;
mod canvas;
mod flow;
mod report;
mod separator;
mod slip;
mod test_label;
mod text;

pub use self::report::{Report, ReportColumn, ReportRow, report};
pub use self::separator::separator;
pub use self::slip::{PackingSlip, Slip, SlipItem, SlipPaper, SlipWords, packing_slip};
pub use self::test_label::TestLabel;

/// Why a paper cannot be made, in words.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct PaperError(pub String);

fn refuse<T>(words: impl Into<String>) -> Result<T, PaperError> {
    Err(PaperError(words.into()))
}
