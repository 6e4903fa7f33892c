//! Label documents: what they are, merging them in order, drawing a page.
//!
//! Bytes come from the network, so nothing here trusts them: every function gives words back, none panics. Deliberately
//! not here: sheets with several labels, and turning pages into ZPL.

mod copy;
mod draw;
mod merge;
mod pdf;
mod picture;
mod repair;
mod sniff;

use self::sniff::Kind;
use crate::Format;

pub use self::draw::draw;
pub use self::merge::merge;

/// A document that was looked at and can be opened.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Inspected {
    pub format: Format,
    /// Pages (1 for PNG; number of `^XA` for ZPL).
    pub pages: u32,
}

/// Why a document cannot be used, in words.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct DocumentError(pub String);

/// One page drawn as PNG.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Drawn {
    pub png: Vec<u8>,
    pub width_px: u32,
    pub height_px: u32,
}

/// Looks at the first bytes and opens the document.
///
/// # Errors
/// HTML, junk, truncated and password-protected files, PDFs without a page.
pub fn inspect(bytes: &[u8]) -> Result<Inspected, DocumentError> {
    match sniff::kind(bytes)? {
        Kind::Pdf => Ok(Inspected { format: Format::Pdf, pages: pdf::open(bytes)?.page_count() }),
        Kind::Png => picture::read(bytes).map(|_| Inspected { format: Format::Png, pages: 1 }),
        Kind::Zpl { labels } => Ok(Inspected { format: Format::Zpl, pages: labels }),
    }
}

fn refuse<T>(words: impl Into<String>) -> Result<T, DocumentError> {
    Err(DocumentError(words.into()))
}
