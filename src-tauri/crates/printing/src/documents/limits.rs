//! Caps on what a PDF may ask for before it is drawn: running out of memory ends the program and cannot be caught.

use lopdf::{Dictionary, Document, Object, Stream};

use super::picture::PIXELS_MAX;
use super::{DocumentError, refuse};

/// Most bytes that one stream of a page may unpack to: an A4 picture at 600 dpi in RGB has 105 MB.
const UNPACKED_BYTES_MAX: usize = 128 * 1024 * 1024;

/// Packed streams below this cannot grow beyond the cap: deflate's best is about 1 : 1032.
const PACKED_BYTES_HARMLESS: usize = UNPACKED_BYTES_MAX / 1032;

/// Refuses a PDF with pictures or streams that no label has.
///
/// # Errors
/// In words, which cap was hit.
pub(super) fn check(document: &Document) -> Result<(), DocumentError> {
    document.objects.values().filter_map(|object| object.as_stream().ok()).try_for_each(|stream| {
        picture(document, &stream.dict)?;
        unpacked(stream)
    })
}

fn picture(document: &Document, dictionary: &Dictionary) -> Result<(), DocumentError> {
    let side = |key: &[u8]| {
        let (_, side) = document.dereference(dictionary.get(key).ok()?).ok()?;
        side.as_float().ok()
    };
    let (Some(width), Some(height)) = (side(b"Width"), side(b"Height")) else { return Ok(()) };
    if width.max(1.0) * height.max(1.0) > PIXELS_MAX as f32 {
        return refuse(format!(
            "The PDF holds a picture that is too large for a label: {width:.0} x {height:.0} pixels"
        ));
    }
    Ok(())
}

fn unpacked(stream: &Stream) -> Result<(), DocumentError> {
    let filters = match stream.dict.get(b"Filter") {
        Ok(Object::Array(filters)) => filters.len(),
        Ok(_) => 1,
        Err(_) => 0,
    };
    if filters == 0 || (filters == 1 && stream.content.len() <= PACKED_BYTES_HARMLESS) {
        return Ok(());
    }
    match stream.decompress_to_writer(&mut std::io::sink(), UNPACKED_BYTES_MAX) {
        Err(lopdf::Error::Decompress(lopdf::DecompressError::MemoryLimitExceeded { .. })) => {
            refuse("The PDF holds packed data that is too large for a label")
        }
        // What this library cannot unpack, the renderer may.
        Ok(_) | Err(_) => Ok(()),
    }
}
