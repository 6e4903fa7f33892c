//! A runtime on which a scenario runs the same way every time: paused time, one thread, and blocking work (the database,
//! the drawing of labels) in rounds.
//!
//! Blocking work runs on another thread, and when it ends would depend on the machine. So it waits until the runtime has
//! nothing else to do, then all of it is done in the order in which it was asked for, and only then the runtime goes on.
//! What stays open to chance is inside the product: the branch that an unbiased `select!` takes when several are ready,
//! and the order of a `HashMap`.

use std::future::Future;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::runtime::Builder;
use tokio::time::Instant;

/// Rounds of blocking work without any time passing: something goes in circles.
const ROUNDS_AT_ONCE_MAX: u32 = 20_000;

/// Runs the scenario to its end. Threads of blocking work carry the name of the calling thread (see [`crate::panics`]).
///
/// # Panics
/// When work goes on and on without time passing.
pub fn run<T>(scenario: impl Future<Output = T>) -> T {
    let gate = Arc::new(Gate::default());
    let name = crate::panics::this_thread();
    let (asked, begins, ends, idle) =
        (Arc::clone(&gate), Arc::clone(&gate), Arc::clone(&gate), Arc::clone(&gate));
    let runtime = Builder::new_current_thread()
        .enable_time()
        .start_paused(true)
        .max_blocking_threads(1)
        // One thread for each round: it ends when its work is done.
        .thread_keep_alive(Duration::ZERO)
        .thread_name_fn(move || {
            asked.lock().asked += 1;
            format!("{name}/blocking")
        })
        .on_thread_start(move || begins.wait_until_open())
        .on_thread_stop(move || ends.ended())
        .on_thread_park(move || idle.round())
        .build();
    let runtime = match runtime {
        Ok(runtime) => runtime,
        Err(error) => crate::fail(&format!("no runtime: {error}")),
    };
    // Dropped before the runtime, which waits for its threads.
    let _open_in_the_end = LeaveOpen(gate);
    runtime.block_on(scenario)
}

#[derive(Default)]
struct Gate {
    state: Mutex<State>,
    changed: Condvar,
}

#[derive(Default)]
struct State {
    /// Threads that were asked for.
    asked: u64,
    ended: u64,
    open: bool,
    rounds: u32,
    rounds_at: Option<Instant>,
}

impl Gate {
    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn wait_until_open(&self) {
        let mut state = self.lock();
        while !state.open {
            state = self.changed.wait(state).unwrap_or_else(PoisonError::into_inner);
        }
    }

    fn ended(&self) {
        self.lock().ended += 1;
        self.changed.notify_all();
    }

    /// Does the blocking work that was asked for, while nothing else runs.
    fn round(&self) {
        let mut state = self.lock();
        if state.asked == state.ended {
            return;
        }
        let now = Instant::now();
        state.rounds = if state.rounds_at == Some(now) { state.rounds + 1 } else { 0 };
        state.rounds_at = Some(now);
        if state.rounds > ROUNDS_AT_ONCE_MAX {
            drop(state);
            crate::fail("the station goes in circles: no time passes, and it reads or writes on and on");
        }
        state.open = true;
        self.changed.notify_all();
        while state.asked != state.ended {
            state = self.changed.wait(state).unwrap_or_else(PoisonError::into_inner);
        }
        state.open = false;
    }
}

struct LeaveOpen(Arc<Gate>);

impl Drop for LeaveOpen {
    fn drop(&mut self) {
        // The thread that is waiting ends, and any that are asked for while the runtime ends.
        self.0.lock().open = true;
        self.0.changed.notify_all();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What several tasks do that wait for time and for blocking work in turn.
    fn order_of_events() -> Vec<(usize, u32)> {
        let events = Arc::new(Mutex::new(Vec::new()));
        let noted = Arc::clone(&events);
        run(async move {
            let tasks = (0..8).map(|task: usize| {
                let events = Arc::clone(&noted);
                tokio::spawn(async move {
                    for step in 0..6 {
                        let spin = (task * 7 + 3) % 5;
                        let _ = tokio::task::spawn_blocking(move || std::thread::sleep(micros(spin))).await;
                        events.lock().unwrap().push((task, step));
                        tokio::time::sleep(Duration::from_millis((task as u64 + 1) % 3)).await;
                    }
                })
            });
            for task in tasks.collect::<Vec<_>>() {
                task.await.unwrap();
            }
        });
        let events = events.lock().unwrap();
        events.clone()
    }

    fn micros(n: usize) -> Duration {
        Duration::from_micros(u64::try_from(n).unwrap() * 50)
    }

    #[test]
    fn blocking_work_ends_in_the_same_order_every_time() {
        let first = order_of_events();
        assert_eq!(first.len(), 48);
        for _ in 0..10 {
            assert_eq!(order_of_events(), first);
        }
    }

    #[test]
    #[should_panic(expected = "goes in circles")]
    fn work_without_end_is_noticed() {
        run(async {
            loop {
                let _ = tokio::task::spawn_blocking(|| ()).await;
            }
        });
    }
}
