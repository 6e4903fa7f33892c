//! Our own limits, kept before the platform has to: sliding windows per second and per minute for each class of call.
//!
//! Waiting uses tokio's clock (monotonic, pausable in tests). A platform's `Retry-After` closes the whole class.

use std::collections::{HashMap, VecDeque};
use std::sync::Mutex;
use std::time::Duration;

use tokio::time::Instant;

/// Calls that share a limit at the platform.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Class {
    Reads,
    Writes,
}

/// How many calls of a class fit into a sliding second and a sliding minute; 0 counts as 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    pub per_second: usize,
    pub per_minute: usize,
}

const SECOND: Duration = Duration::from_secs(1);
const MINUTE: Duration = Duration::from_secs(60);

/// The longest pause a platform can impose; a larger `Retry-After` is a mistake or an attack.
pub const PAUSE_MAX: Duration = Duration::from_secs(3600);

#[derive(Debug, Default)]
struct Window {
    /// Starts of calls within the last minute, oldest first.
    calls: VecDeque<Instant>,
    closed_until: Option<Instant>,
}

/// Hands out turns. One per account: every caller of that account shares it.
#[derive(Debug)]
pub struct Limiter {
    limits: HashMap<Class, Limits>,
    windows: Mutex<HashMap<Class, Window>>,
}

impl Limiter {
    pub fn new(limits: impl IntoIterator<Item = (Class, Limits)>) -> Self {
        Self { limits: limits.into_iter().collect(), windows: Mutex::default() }
    }

    /// Counts calls made before this process started (the journal knows them), given as ages.
    pub fn seed(&self, class: Class, ages: impl IntoIterator<Item = Duration>) {
        let now = Instant::now();
        let mut windows = lock(&self.windows);
        let window = windows.entry(class).or_default();
        window
            .calls
            .extend(ages.into_iter().filter(|age| *age < MINUTE).filter_map(|age| now.checked_sub(age)));
        window.calls.make_contiguous().sort_unstable();
    }

    /// Waits for a turn and takes it.
    pub async fn turn(&self, class: Class) {
        while let Some(wait) = self.take(class, Instant::now()) {
            tokio::time::sleep(wait).await;
        }
    }

    /// The platform asked for a pause: nothing of this class goes out for `pause` (at most [`PAUSE_MAX`]).
    pub fn pause(&self, class: Class, pause: Duration) {
        let until = Instant::now() + pause.min(PAUSE_MAX);
        let mut windows = lock(&self.windows);
        let window = windows.entry(class).or_default();
        window.closed_until = Some(window.closed_until.map_or(until, |old| old.max(until)));
    }

    /// Takes a turn and answers `None`, or answers how long to wait before asking again.
    fn take(&self, class: Class, now: Instant) -> Option<Duration> {
        let limits = self.limits.get(&class);
        let mut windows = lock(&self.windows);
        let window = windows.entry(class).or_default();
        let wait = wait_for(window, limits.copied(), now);
        if wait.is_none() && limits.is_some() {
            window.calls.push_back(now);
        }
        wait
    }
}

/// The decision itself: how long until a call fits, `None` when it fits now. A class without limits still obeys pauses.
fn wait_for(window: &mut Window, limits: Option<Limits>, now: Instant) -> Option<Duration> {
    while window.calls.front().is_some_and(|at| now.duration_since(*at) >= MINUTE) {
        window.calls.pop_front();
    }
    let pause = window.closed_until.and_then(|until| until.checked_duration_since(now));
    let full = |count: usize, span: Duration| {
        let nth = window.calls.len().checked_sub(count.max(1))?;
        let free_at = *window.calls.get(nth)? + span;
        free_at.checked_duration_since(now)
    };
    let of_second = limits.and_then(|limits| full(limits.per_second, SECOND));
    let of_minute = limits.and_then(|limits| full(limits.per_minute, MINUTE));
    [pause, of_second, of_minute].into_iter().flatten().filter(|wait| !wait.is_zero()).max()
}

fn lock<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn limiter(per_second: usize, per_minute: usize) -> Limiter {
        Limiter::new([(Class::Writes, Limits { per_second, per_minute })])
    }

    #[tokio::test(start_paused = true)]
    async fn no_sliding_second_or_minute_holds_more_than_its_limit() {
        let limiter = limiter(5, 20);
        let start = Instant::now();
        let mut at = Vec::new();
        for _ in 0..50 {
            limiter.turn(Class::Writes).await;
            at.push(start.elapsed());
        }
        for (limit, span) in [(5, SECOND), (20, MINUTE)] {
            for pair in at.windows(limit + 1) {
                assert!(pair[limit] - pair[0] >= span, "{limit} calls per {span:?} at most: {pair:?}");
            }
        }
        assert!(start.elapsed() < Duration::from_secs(124), "and no slower than the limits force: {at:?}");
    }

    #[tokio::test(start_paused = true)]
    async fn a_pause_asked_for_by_the_platform_holds_everything() {
        let limiter = limiter(5, 20);
        limiter.pause(Class::Writes, Duration::from_secs(7));
        let start = Instant::now();
        limiter.turn(Class::Writes).await;
        assert_eq!(start.elapsed(), Duration::from_secs(7));
    }

    #[tokio::test(start_paused = true)]
    async fn an_absurd_pause_is_cut_and_a_class_without_limits_obeys_too() {
        let limiter = limiter(5, 20);
        let start = Instant::now();
        limiter.pause(Class::Reads, Duration::MAX);
        limiter.turn(Class::Reads).await;
        assert_eq!(start.elapsed(), PAUSE_MAX, "no overflow, no pause for ever");
    }

    #[tokio::test(start_paused = true)]
    async fn a_limit_of_zero_is_slow_and_not_unlimited() {
        let limiter = limiter(0, 0);
        let start = Instant::now();
        limiter.turn(Class::Writes).await;
        limiter.turn(Class::Writes).await;
        assert_eq!(start.elapsed(), MINUTE, "one a minute");
    }

    #[tokio::test(start_paused = true)]
    async fn calls_before_a_restart_count() {
        tokio::time::advance(MINUTE).await;
        let limiter = limiter(5, 20);
        limiter.seed(Class::Writes, (0..20).map(|n| Duration::from_secs(30 + n)));
        let start = Instant::now();
        limiter.turn(Class::Writes).await;
        assert_eq!(start.elapsed(), Duration::from_secs(11), "the oldest of twenty was 49 s old");
    }
}
