//! A panic that the crate catches is no crash; libFuzzer's own hook would make it one. Each place that panics is told
//! once, so that it can be reported to the library it is in.

use std::collections::BTreeSet;
use std::panic;
use std::sync::{LazyLock, Mutex, Once, PoisonError};

pub fn down() {
    static ONCE: Once = Once::new();
    static SEEN: LazyLock<Mutex<BTreeSet<String>>> = LazyLock::new(Mutex::default);
    ONCE.call_once(|| {
        panic::set_hook(Box::new(|panic| {
            let place = panic.location().map(ToString::to_string).unwrap_or_default();
            if SEEN.lock().unwrap_or_else(PoisonError::into_inner).insert(place.clone()) {
                eprintln!("CAUGHT {place}");
            }
        }));
    });
}
