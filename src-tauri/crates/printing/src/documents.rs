//! Label documents: what they are, merging them in order, drawing a page.

use crate::Format;

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
    let _ = bytes;
    Err(DocumentError("not built yet".to_owned()))
}

/// All pages of all PDFs, in order, as one PDF.
///
/// # Errors
/// When one of them is not a readable PDF; the message says which (from 1).
pub fn merge(documents: &[&[u8]]) -> Result<Vec<u8>, DocumentError> {
    let _ = documents;
    Err(DocumentError("not built yet".to_owned()))
}

/// Draws a page (from 0) of a PDF, or gives a PNG back as it is.
///
/// # Errors
/// When the page does not exist or cannot be drawn (ZPL cannot).
pub fn draw(bytes: &[u8], page: u32, dpi: u32) -> Result<Drawn, DocumentError> {
    let _ = (bytes, page, dpi);
    Err(DocumentError("not built yet".to_owned()))
}
