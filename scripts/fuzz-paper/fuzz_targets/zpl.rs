//! Reading ZPL.

#![no_main]

mod calm;

use libfuzzer_sys::fuzz_target;
use printing::documents::{inspect, inspect_zpl};

fuzz_target!(|bytes: &[u8]| {
    calm::down();
    if let Ok(zpl) = inspect_zpl(bytes) {
        assert!(!zpl.labels.is_empty(), "something comes out of the printer");
        let mut end = 0;
        for label in &zpl.labels {
            assert!(label.bytes.start >= end && label.bytes.end <= bytes.len(), "labels stand one after the other");
            end = label.bytes.end;
        }
    }
    if bytes.starts_with(b"^XA") {
        assert_eq!(inspect(bytes).is_ok(), inspect_zpl(bytes).is_ok(), "both readings agree");
    }
});
