//! Panics of tasks and of blocking work: tokio catches them, a scenario must not miss them.

use std::sync::{Mutex, Once, PoisonError};

static SEEN: Mutex<Vec<(String, String)>> = Mutex::new(Vec::new());

/// Notes every panic of the process from now on, besides what happens to it anyway.
pub fn watch() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let before = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |info| {
            let mut seen = SEEN.lock().unwrap_or_else(PoisonError::into_inner);
            seen.push((this_thread(), info.to_string()));
            drop(seen);
            before(info);
        }));
    });
}

/// The panics since the last call on this thread and on the threads of its blocking work.
pub fn take() -> Vec<String> {
    let me = this_thread();
    let mut seen = SEEN.lock().unwrap_or_else(PoisonError::into_inner);
    let (mine, others) = seen.drain(..).partition(|(thread, _)| *thread == me);
    *seen = others;
    mine.into_iter().map(|(_, words)| words).collect()
}

/// The thread's name, without what [`crate::rounds`] appends for blocking work.
pub(crate) fn this_thread() -> String {
    let thread = std::thread::current();
    let name = thread.name().unwrap_or_default();
    name.strip_suffix("/blocking").unwrap_or(name).to_owned()
}
