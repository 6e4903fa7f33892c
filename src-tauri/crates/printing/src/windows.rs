//! The spooler of Windows: ZPL goes to the printer byte by byte (RAW), pages are drawn by GDI at the printer's own
//! fineness.
//!
//! What a bit or a dot means is decided in [`status`], [`follow`] and [`page`], which are tested on every system;
//! [`calls`] is the only unsafe code of the program.
//!
//! What Wine cannot show, so that only a real Windows with a real driver does: stops of the device (no paper, offline,
//! jam), a driver's margins and papers, drivers of the XPS kind, jobs that stay in the queue long enough to be found.

#[cfg(windows)]
mod calls;
mod follow;
mod page;
#[cfg(windows)]
mod spooler;
mod status;

#[cfg(windows)]
pub use spooler::WindowsSpooler;
