//! ZPL: reading enough of it to know what comes out of the printer, and writing a bitmap as ZPL.
//!
//! Deliberately not here: drawing ZPL. A label that arrives as ZPL is sent to its printer as it is.

mod graphic;
mod reader;

use super::{Bitmap, DocumentError, guard};

pub(super) use self::reader::read;
pub use self::reader::{Zpl, ZplLabel};

/// What a ZPL document holds, after checking that it is whole.
///
/// # Errors
/// Labels that are not closed, graphics that are cut off, no label at all.
pub fn inspect_zpl(bytes: &[u8]) -> Result<Zpl, DocumentError> {
    guard::size(bytes)?;
    read(bytes)
}

/// Bitmaps as ZPL, a label each, in order.
pub fn bitmaps_to_zpl(bitmaps: &[Bitmap]) -> Vec<u8> {
    bitmaps.iter().flat_map(graphic::label).collect()
}
