//! Simulated days at a packing station: a seed decides the shops and their orders, how slow the platform is, what goes
//! wrong, and what people do meanwhile. After each the platform's books are compared with the station's, see
//! [`crate::audit`]. A seed that fails is replayed with `make simulate SEED=n`.

mod day;
mod diary;
mod people;
mod scene;

use std::panic::{AssertUnwindSafe, catch_unwind};

pub use self::scene::Scene;
use crate::{panics, rounds};

/// How a day ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outcome {
    /// The day in one line: the same for the same seed.
    pub summary: String,
    /// What happened, oldest first.
    pub events: Vec<String>,
    /// Promises that were broken, in words.
    pub broken: Vec<String>,
}

/// Lives through one day.
pub fn live(seed: u64) -> Outcome {
    panics::watch();
    let diary = diary::Diary::new();
    let written = diary.clone();
    let lived = catch_unwind(AssertUnwindSafe(|| rounds::run(day::live(Scene::of(seed), written))));
    let (summary, mut broken) =
        lived.unwrap_or_else(|_| ("it did not come to its end".to_owned(), Vec::new()));
    broken.extend(panics::take().into_iter().map(|words| format!("panic: {words}")));
    Outcome { summary, events: diary.events(), broken }
}

/// The words for a seed that failed.
pub fn verdict(seed: u64, outcome: &Outcome) -> Option<String> {
    const EVENTS_SHOWN: usize = 30;
    if outcome.broken.is_empty() {
        return None;
    }
    let earlier = outcome.events.len().saturating_sub(EVENTS_SHOWN);
    Some(format!(
        "seed {seed} broke a promise:\n  {}\nit ended so (of {} events):\n  {}\n{}\nreplay it with: make simulate SEED={seed}",
        outcome.broken.join("\n  "),
        outcome.events.len(),
        outcome.events[earlier..].join("\n  "),
        outcome.summary,
    ))
}
