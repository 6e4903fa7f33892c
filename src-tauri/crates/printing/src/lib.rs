//! Paper: the [`Spooler`] seam to the printers of this machine, label documents (check, merge, render), and papers made here
//! (packing slips, test labels).
//!
//! Deliberately not here: what was printed when and for which order (crate `engine`).

mod abilities;
pub mod documents;
mod folder;
mod network;
pub mod papers;
mod printers;
mod spooler;
#[cfg(any(unix, windows))]
mod ticket;
#[cfg(any(unix, windows))]
mod troubles;

#[cfg(unix)]
mod cups;
#[cfg(not(any(unix, windows)))]
mod unsupported;
// Its decisions are tested everywhere.
#[cfg(any(windows, test))]
mod windows;

pub use abilities::{Abilities, Media};
#[cfg(unix)]
pub use cups::CupsSpooler as SystemSpooler;
pub use network::Place as NetworkPlace;
pub use printers::{Address, Printers};
pub use spooler::{
    BoxFuture, Format, JobId, JobState, PrintError, PrintErrorKind, PrintJob, Printer, PrinterState, Spooler,
};
#[cfg(not(any(unix, windows)))]
pub use unsupported::UnsupportedSpooler as SystemSpooler;
#[cfg(windows)]
pub use windows::WindowsSpooler as SystemSpooler;
