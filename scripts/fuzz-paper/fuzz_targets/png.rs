//! Everything that a stored picture goes through.

#![no_main]

mod calm;

use libfuzzer_sys::fuzz_target;
use printing::documents::{Dpi, bitmap, inspect, merge, page_sizes};

fuzz_target!(|bytes: &[u8]| {
    calm::down();
    // Other kinds have their own target.
    if !bytes.starts_with(b"\x89PNG") {
        return;
    }
    let readable = inspect(bytes).is_ok();
    assert_eq!(readable, merge(&[bytes]).is_ok(), "what was let in can be put into a PDF");
    assert_eq!(readable, page_sizes(bytes).is_ok(), "and has a size");
    let _ = bitmap(bytes, 0, Dpi::D203);
});
