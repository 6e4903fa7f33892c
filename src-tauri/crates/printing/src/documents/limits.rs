//! Caps on what a PDF may ask for before it is drawn: running out of memory ends the program and cannot be caught.

use lopdf::{Dictionary, Document, Object, Stream};

use super::picture::PIXELS_MAX;
use super::{DocumentError, refuse};

/// Most bytes that one stream of a page may unpack to: an A4 picture at 600 dpi in RGB has 105 MB.
const UNPACKED_BYTES_MAX: usize = 128 * 1024 * 1024;

/// Deflate's best ratio: packed streams below that part of the cap cannot grow beyond it.
const DEFLATE_RATIO_MAX: usize = 1032;

/// Refuses a PDF with pictures or streams that no label has.
///
/// # Errors
/// In words, which cap was hit.
pub(super) fn check(document: &Document) -> Result<(), DocumentError> {
    document.objects.values().filter_map(|object| object.as_stream().ok()).try_for_each(|stream| {
        picture(document, &stream.dict)?;
        unpacked(stream, UNPACKED_BYTES_MAX)
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

fn unpacked(stream: &Stream, bytes_max: usize) -> Result<(), DocumentError> {
    let filters = match stream.dict.get(b"Filter") {
        Ok(Object::Array(filters)) => filters.len(),
        Ok(_) => 1,
        Err(_) => 0,
    };
    if filters == 0 || (filters == 1 && stream.content.len() <= bytes_max / DEFLATE_RATIO_MAX) {
        return Ok(());
    }
    match stream.decompress_to_writer(&mut std::io::sink(), bytes_max) {
        Err(lopdf::Error::Decompress(lopdf::DecompressError::MemoryLimitExceeded { .. })) => {
            refuse("The PDF holds packed data that is too large for a label")
        }
        // What this library cannot unpack, the renderer may.
        Ok(_) | Err(_) => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn packed_data_is_measured_before_it_is_unpacked() {
        let mut stream = Stream::new(Dictionary::new(), vec![0; 1_000_000]);
        stream.compress().unwrap();
        assert!(stream.content.len() < 2_000, "a million zeros pack well: {} bytes", stream.content.len());
        assert_eq!(unpacked(&stream, 1_000_000), Ok(()), "as much as allowed");
        let error = unpacked(&stream, 999_999).expect_err("one byte too many");
        assert!(error.0.contains("packed data"), "it says what is too large: {error}");
        stream.dict.set(
            "Filter",
            vec![Object::Name(b"FlateDecode".to_vec()), Object::Name(b"FlateDecode".to_vec())],
        );
        assert_eq!(
            unpacked(&stream, 999_999),
            unpacked(&stream, 0),
            "packed twice is looked at however small it is"
        );
    }

    #[test]
    fn a_picture_says_its_size_before_it_is_drawn() {
        let picture = |side: i64| {
            let mut document = Document::with_version("1.7");
            let mut dictionary = Dictionary::new();
            dictionary.set("Width", side);
            dictionary.set("Height", side);
            document.add_object(Stream::new(dictionary, Vec::new()));
            check(&document)
        };
        assert_eq!(picture(6_000), Ok(()), "36 million pixels are an A4 page at 600 dpi");
        assert!(picture(7_000).is_err_and(|error| error.0.contains("picture")), "49 million are not");
    }
}
