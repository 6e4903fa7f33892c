//! Everything that a stored PDF goes through.

#![no_main]

mod calm;

use libfuzzer_sys::fuzz_target;
use printing::documents::{Place, Sheet, draw, impose, inspect, merge, page_sizes};

fuzz_target!(|bytes: &[u8]| {
    calm::down();
    let readable = inspect(bytes).is_ok();
    let merged = merge(&[bytes]);
    assert_eq!(readable, merged.is_ok(), "what was let in can be put into a PDF");
    if let Ok(merged) = merged {
        assert!(inspect(&merged).is_ok(), "and be read again");
        let _ = page_sizes(bytes);
        let _ = impose(&[bytes], Sheet::FourA6, Place::FIRST);
        let _ = draw(bytes, 0, 36);
    }
});
