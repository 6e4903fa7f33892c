//! A fence around the libraries that read documents: what makes one of them panic is refused like any damaged file.

use std::panic::{AssertUnwindSafe, catch_unwind};

use super::{DocumentError, refuse};

/// Most bytes of one document. An A4 scan at 600 dpi is about 4 MB; Sendcloud's labels are 20 to 200 kB.
const BYTES_MAX: usize = 64 * 1024 * 1024;

/// Stack for reading one document: nested objects are read by functions that call themselves, and the threads that
/// call us have 2 MB.
pub(super) const STACK_BYTES: usize = 16 * 1024 * 1024;

/// Runs `work` on a thread of its own, and turns its panic into words.
///
/// This needs unwinding: in a build with `panic = "abort"` a panic still ends the program.
pub(crate) fn calm<T: Send>(
    work: impl FnOnce() -> Result<T, DocumentError> + Send,
) -> Result<T, DocumentError> {
    std::thread::scope(|scope| {
        let reader = std::thread::Builder::new().name("documents".to_owned()).stack_size(STACK_BYTES);
        match reader.spawn_scoped(scope, || caught(work)) {
            Ok(thread) => thread.join().unwrap_or_else(|_| refuse(UNREADABLE)),
            Err(error) => refuse(format!("The document cannot be opened now: {error}")),
        }
    })
}

/// As [`calm`], on this thread.
pub(super) fn caught<T>(work: impl FnOnce() -> Result<T, DocumentError>) -> Result<T, DocumentError> {
    // What `work` was changing is dropped with it, so nobody sees it half done.
    catch_unwind(AssertUnwindSafe(work)).unwrap_or_else(|_| refuse(UNREADABLE))
}

const UNREADABLE: &str = "The document is damaged in a way that cannot be handled; it was left alone";

/// Refuses what no label is as large as.
pub(super) fn size(bytes: &[u8]) -> Result<(), DocumentError> {
    if bytes.len() > BYTES_MAX {
        return refuse(format!("The document has {} MB, too many for a label", bytes.len() / 1_000_000));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_of_a_reader_becomes_words() {
        let nothing: [u8; 0] = [];
        let at = std::hint::black_box(3);
        let error = calm(|| Ok(nothing[at])).expect_err("there is nothing at 3");
        assert!(
            error.0.contains("damaged"),
            "the user reads about the document, not about an index: {error}"
        );
        assert_eq!(calm(|| Ok(7)), Ok(7), "the next document is read as if nothing had been");
    }

    #[test]
    fn words_pass_through() {
        assert_eq!(calm(|| refuse::<()>("a web page")), refuse("a web page"), "they name the reason");
    }

    #[test]
    fn deep_recursion_has_room() {
        fn deep(levels: u32) -> u64 {
            let room = std::hint::black_box([u64::from(levels); 64]);
            if levels == 0 { 0 } else { 1 + deep(levels - 1) + room[63] - u64::from(levels) }
        }
        assert_eq!(
            calm(|| Ok(deep(8_000))),
            Ok(8_000),
            "about 5 MB of stack: more than a caller's thread has"
        );
    }

    #[test]
    fn an_oversized_document_is_refused_unread() {
        let error = size(&vec![0; BYTES_MAX + 1]).expect_err("no label has 64 MB");
        assert!(error.0.contains("MB"), "the size is the reason: {error}");
    }
}
