//! Label documents: what they are, merging them in order, drawing a page for the screen or for a printer's head.
//!
//! Bytes come from the network, so nothing here trusts them: every function gives words back, none panics.

mod bitmap;
mod copy;
mod draw;
pub(crate) mod guard;
mod lay;
mod leaf;
mod limits;
mod merge;
mod parts;
mod pdf;
mod picture;
mod quick;
mod raster;
mod render;
mod repair;
mod sheet;
pub(crate) mod size;
mod sniff;
mod write;
mod zpl;

use self::sniff::Kind;
use crate::Format;

pub use self::bitmap::Bitmap;
pub use self::draw::draw;
pub use self::lay::{Lie, lay};
pub use self::merge::merge;
pub use self::raster::bitmap;
pub use self::sheet::{Imposed, Place, Sheet, Shrunk, impose};
pub use self::size::{Dpi, Mm, Orientation, PageSize, Points};
pub use self::zpl::{Zpl, ZplLabel, bitmaps_to_zpl, inspect_zpl};

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
    guard::size(bytes)?;
    guard::calm(|| match sniff::kind(bytes)? {
        Kind::Pdf => Ok(Inspected { format: Format::Pdf, pages: pdf::open(bytes)?.page_count() }),
        Kind::Png => picture::read(bytes).map(|_| Inspected { format: Format::Png, pages: 1 }),
        Kind::Zpl { labels } => Ok(Inspected { format: Format::Zpl, pages: labels }),
    })
}

/// The size of each page as it is looked at: cropped and turned. A PNG has the paper that it is meant for.
///
/// # Errors
/// As [`inspect`]; ZPL, whose size is the printer's affair (see [`inspect_zpl`]); pages that are no paper.
pub fn page_sizes(bytes: &[u8]) -> Result<Vec<PageSize>, DocumentError> {
    guard::size(bytes)?;
    guard::calm(|| match sniff::kind(bytes)? {
        Kind::Pdf => {
            let opened = pdf::open(bytes)?;
            let size = |page: &lopdf::ObjectId| Ok(leaf::of(&opened.document, *page)?.size());
            opened.pages.iter().map(size).collect()
        }
        Kind::Png => Ok(vec![picture::read(bytes)?.meant_for().0]),
        Kind::Zpl { .. } => refuse("ZPL has no size of its own: the printer gives it one"),
    })
}

fn refuse<T>(words: impl Into<String>) -> Result<T, DocumentError> {
    Err(DocumentError(words.into()))
}
