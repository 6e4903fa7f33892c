//! Our own limits, kept before the platform has to: sliding windows per second and per minute for each class of call.
//! One limiter serves every caller of an account. A person's calls go before those of a running batch.
//!
//! Waiting uses tokio's clock (monotonic, pausable in tests). A platform's `Retry-After` closes the whole class.

mod window;

use std::collections::HashMap;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use tokio::time::Instant;

pub use window::{Limits, PAUSE_MAX};
use window::{MINUTE, Window};

/// Calls that share a limit where a platform tells reads from writes (Sendcloud).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Class {
    Reads,
    Writes,
}

/// Calls that share a limit at the platform.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Bucket {
    Class(Class),
    /// Reads and writes alike (Wemasy).
    Everything,
    /// Bookings in the shop's accounts, which are few a minute (Wemasy's SnelStart).
    Accounting,
}

impl From<Class> for Bucket {
    fn from(class: Class) -> Self {
        Self::Class(class)
    }
}

/// Who waits for a turn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Caller {
    /// Somebody looks at the screen.
    #[default]
    Person,
    /// A running batch: purchases, polls, papers. It leaves the class's reserve free.
    Batch,
}

/// A batch that was overtaken asks again after this.
const OVERTAKEN: Duration = Duration::from_millis(20);

/// Hands out turns. One per account: every caller of that account shares it.
#[derive(Debug)]
pub struct Limiter {
    windows: Mutex<HashMap<Bucket, Window>>,
    reads: Queue,
    writes: Queue,
    everything: Queue,
    accounting: Queue,
}

/// A turn that is held until its call goes out. Until then it counts as a call of this very moment; dropped unused, it
/// never was one.
#[derive(Debug)]
pub struct Turn {
    limiter: Arc<Limiter>,
    bucket: Bucket,
}

impl Turn {
    /// The call goes out right after this.
    pub fn goes_out(self) {
        self.limiter.with(self.bucket, |window| window.calls.push_back(Instant::now()));
    }
}

impl Drop for Turn {
    fn drop(&mut self) {
        self.limiter.with(self.bucket, |window| window.held = window.held.saturating_sub(1));
    }
}

/// Who waits, first come first served. (tokio's mutex is fair.)
#[derive(Debug, Default)]
struct Queue {
    person: tokio::sync::Mutex<()>,
    batch: tokio::sync::Mutex<()>,
    persons: AtomicUsize,
}

/// Counts a waiting person for as long as it waits, also when it gives up.
struct Waiting<'a>(&'a AtomicUsize);

impl<'a> Waiting<'a> {
    fn new(count: &'a AtomicUsize) -> Self {
        count.fetch_add(1, Ordering::Relaxed);
        Self(count)
    }
}

impl Drop for Waiting<'_> {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::Relaxed);
    }
}

impl Limiter {
    pub fn new(limits: impl IntoIterator<Item = (Class, Limits)>) -> Self {
        Self::of_buckets(limits.into_iter().map(|(class, limits)| (class.into(), limits)))
    }

    /// For a platform that counts otherwise than by method.
    pub fn of_buckets(limits: impl IntoIterator<Item = (Bucket, Limits)>) -> Self {
        let limiter = Self {
            windows: Mutex::default(),
            reads: Queue::default(),
            writes: Queue::default(),
            everything: Queue::default(),
            accounting: Queue::default(),
        };
        for (bucket, limits) in limits {
            limiter.set_limits(bucket, limits);
        }
        limiter
    }

    /// New limits from now on; calls that were made count under them.
    pub fn set_limits(&self, bucket: impl Into<Bucket>, limits: Limits) {
        self.with(bucket.into(), |window| window.limits = Some(limits));
    }

    /// Calls of a minute that a batch leaves free for people.
    pub fn reserve(&self, bucket: impl Into<Bucket>, per_minute: usize) {
        self.with(bucket.into(), |window| window.reserved = per_minute);
    }

    /// Counts calls made before this process started (the journal knows them), given as ages.
    pub fn seed(&self, bucket: impl Into<Bucket>, ages: impl IntoIterator<Item = Duration>) {
        let now = Instant::now();
        self.with(bucket.into(), |window| {
            let known = ages.into_iter().filter(|age| *age < MINUTE).filter_map(|age| now.checked_sub(age));
            window.calls.extend(known);
            window.calls.make_contiguous().sort_unstable();
        });
    }

    /// Waits for a turn and takes it: the call goes out now.
    pub async fn turn(&self, bucket: impl Into<Bucket>, caller: Caller) {
        self.wait(bucket.into(), caller, |window| window.calls.push_back(Instant::now())).await;
    }

    /// Waits for a turn and holds it: something has to be done before the call goes out.
    pub async fn hold(self: &Arc<Self>, bucket: impl Into<Bucket>, caller: Caller) -> Turn {
        let bucket = bucket.into();
        self.wait(bucket, caller, |window| window.held += 1).await;
        Turn { limiter: Arc::clone(self), bucket }
    }

    async fn wait(&self, bucket: Bucket, caller: Caller, take: impl Fn(&mut Window) + Send + Sync) {
        let queue = self.queue(bucket);
        let (line, _waiting) = match caller {
            Caller::Person => (&queue.person, Some(Waiting::new(&queue.persons))),
            Caller::Batch => (&queue.batch, None),
        };
        let _first_in_line = line.lock().await;
        while let Some(wait) = self.take(bucket, caller, &take) {
            tokio::time::sleep(wait).await;
        }
    }

    /// The platform asked for a pause: nothing of this class goes out for `pause` (at most [`PAUSE_MAX`]).
    pub fn pause(&self, bucket: impl Into<Bucket>, pause: Duration) {
        self.with(bucket.into(), |window| window.pause(pause, Instant::now()));
    }

    /// Others used up what this process did not: nothing goes out until the oldest call of its own is a minute old, or for
    /// a minute where it made none.
    pub fn wait_for_room(&self, bucket: impl Into<Bucket>) {
        self.with(bucket.into(), |window| window.wait_for_room(Instant::now()));
    }

    /// The platform said "too many": the class pauses, then goes on at half its speed and recovers step by step.
    pub fn throttled(&self, bucket: impl Into<Bucket>, retry_after: Option<Duration>) {
        self.with(bucket.into(), |window| window.throttled(retry_after, Instant::now()));
    }

    /// The platform answered something else.
    pub fn answered(&self, bucket: impl Into<Bucket>) {
        self.with(bucket.into(), Window::answered);
    }

    /// Calls that the minute still has room for; `None`: the class has no limit.
    pub fn room(&self, bucket: impl Into<Bucket>) -> Option<usize> {
        self.with(bucket.into(), |window| window.room(Instant::now()))
    }

    /// Takes a turn and answers `None`, or answers how long to wait before asking again.
    fn take(&self, bucket: Bucket, caller: Caller, take: impl Fn(&mut Window)) -> Option<Duration> {
        let now = Instant::now();
        let background = caller == Caller::Batch;
        let overtaken = background && self.queue(bucket).persons.load(Ordering::Relaxed) > 0;
        self.with(bucket, |window| {
            let wait = window.wait(background, now);
            let wait = match overtaken {
                true => Some(wait.unwrap_or_default().max(OVERTAKEN)),
                false => wait,
            };
            // Without limits nothing is counted, but a turn that is held gives itself back.
            if wait.is_none() {
                take(window);
            }
            wait
        })
    }

    fn queue(&self, bucket: Bucket) -> &Queue {
        match bucket {
            Bucket::Class(Class::Reads) => &self.reads,
            Bucket::Class(Class::Writes) => &self.writes,
            Bucket::Everything => &self.everything,
            Bucket::Accounting => &self.accounting,
        }
    }

    fn with<T>(&self, bucket: Bucket, work: impl FnOnce(&mut Window) -> T) -> T {
        let mut windows = self.windows.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        work(windows.entry(bucket).or_default())
    }
}

#[cfg(test)]
mod tests {
    use super::window::SECOND;
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
            limiter.turn(Class::Writes, Caller::Batch).await;
            at.push(start.elapsed());
        }
        for (limit, span) in [(5, SECOND), (20, MINUTE)] {
            for pair in at.windows(limit + 1) {
                assert!(pair[limit] - pair[0] >= span, "{limit} calls per {span:?} at most: {pair:?}");
            }
        }
        assert!(start.elapsed() < MINUTE * 2 + SECOND * 4, "and no slower than the limits force: {at:?}");
    }

    #[tokio::test(start_paused = true)]
    async fn a_pause_asked_for_by_the_platform_holds_everything() {
        let limiter = limiter(5, 20);
        limiter.pause(Class::Writes, Duration::from_secs(7));
        let start = Instant::now();
        limiter.turn(Class::Writes, Caller::Batch).await;
        assert_eq!(start.elapsed(), Duration::from_secs(7));
    }

    #[tokio::test(start_paused = true)]
    async fn an_absurd_pause_is_cut_and_a_class_without_limits_obeys_too() {
        let limiter = limiter(5, 20);
        let start = Instant::now();
        limiter.pause(Class::Reads, Duration::MAX);
        limiter.turn(Class::Reads, Caller::Person).await;
        assert_eq!(start.elapsed(), PAUSE_MAX, "no overflow, no pause for ever");
    }

    #[tokio::test(start_paused = true)]
    async fn a_limit_of_zero_is_slow_and_not_unlimited() {
        let limiter = limiter(0, 0);
        let start = Instant::now();
        limiter.turn(Class::Writes, Caller::Batch).await;
        limiter.turn(Class::Writes, Caller::Batch).await;
        assert_eq!(start.elapsed(), MINUTE, "one a minute");
    }

    #[tokio::test(start_paused = true)]
    async fn calls_before_a_restart_count() {
        tokio::time::advance(MINUTE).await;
        let limiter = limiter(5, 20);
        limiter.seed(Class::Writes, (0..20).map(|n| Duration::from_secs(30 + n)));
        let start = Instant::now();
        limiter.turn(Class::Writes, Caller::Batch).await;
        assert_eq!(start.elapsed(), MINUTE - Duration::from_secs(49), "the oldest of twenty was 49 s old");
    }

    #[tokio::test(start_paused = true)]
    async fn people_go_before_a_batch_and_find_room() {
        let limiter = std::sync::Arc::new(limiter(100, 20));
        limiter.reserve(Class::Writes, 5);
        let batch = std::sync::Arc::clone(&limiter);
        let sent = std::sync::Arc::new(Mutex::new(Vec::new()));
        let (seen, start) = (std::sync::Arc::clone(&sent), Instant::now());
        let busy = tokio::spawn(async move {
            for _ in 0..60 {
                batch.turn(Class::Writes, Caller::Batch).await;
                seen.lock().unwrap().push(start.elapsed());
            }
        });
        tokio::time::sleep(Duration::from_secs(1)).await;
        assert_eq!(sent.lock().unwrap().len(), 15, "the batch leaves five calls free");
        for _ in 0..5 {
            limiter.turn(Class::Writes, Caller::Person).await;
        }
        assert_eq!(start.elapsed(), Duration::from_secs(1), "people do not wait");
        // Now both wait for the same room; people get it first.
        limiter.turn(Class::Writes, Caller::Person).await;
        assert!(start.elapsed() <= MINUTE + Duration::from_millis(1), "{:?}", start.elapsed());
        busy.await.unwrap();
        assert_eq!(sent.lock().unwrap().len(), 60, "and the batch comes to its end");
    }

    #[tokio::test(start_paused = true)]
    async fn a_class_slows_down_after_too_many_and_recovers() {
        let limiter = limiter(8, 80);
        let rate = async || {
            let start = Instant::now();
            let mut count = 0;
            while start.elapsed() < SECOND {
                limiter.turn(Class::Writes, Caller::Batch).await;
                count += 1;
            }
            count - 1
        };
        assert_eq!(rate().await, 8);
        let start = Instant::now();
        for _ in 0..3 {
            limiter.throttled(Class::Writes, None);
        }
        limiter.turn(Class::Writes, Caller::Batch).await;
        assert_eq!(
            start.elapsed(),
            Duration::from_secs(2),
            "answers that were under way together count once"
        );
        tokio::time::sleep(SECOND).await;
        assert!((3..=4).contains(&rate().await), "half the speed");
        limiter.throttled(Class::Writes, None);
        let again = Instant::now();
        limiter.turn(Class::Writes, Caller::Batch).await;
        assert_eq!(again.elapsed(), Duration::from_secs(4), "the second time in a row takes longer");
        tokio::time::sleep(Duration::from_secs(90)).await;
        assert_eq!(rate().await, 8, "and the full speed is back");
        limiter.answered(Class::Writes);
        limiter.throttled(Class::Writes, None);
        let reset = Instant::now();
        limiter.turn(Class::Writes, Caller::Batch).await;
        assert_eq!(reset.elapsed(), Duration::from_secs(2), "after a good answer it begins anew");
    }

    /// Calls that fit into the next minute.
    async fn of_a_minute(limiter: &Limiter) -> usize {
        tokio::time::sleep(MINUTE).await;
        let (start, mut count) = (Instant::now(), 0);
        while start.elapsed() < MINUTE {
            limiter.turn(Class::Writes, Caller::Batch).await;
            count += 1;
        }
        count - 1
    }

    #[tokio::test(start_paused = true)]
    async fn a_burst_of_too_many_counts_once_whatever_pause_it_names() {
        let limiter = limiter(8, 80);
        for _ in 0..5 {
            limiter.throttled(Class::Writes, Some(Duration::ZERO));
        }
        assert_eq!(limiter.room(Class::Writes), Some(40), "half of the speed, not an eighth");
    }

    #[tokio::test(start_paused = true)]
    async fn the_speed_does_not_come_back_during_the_pause() {
        let limiter = limiter(8, 80);
        limiter.throttled(Class::Writes, Some(Duration::from_secs(60)));
        tokio::time::sleep(Duration::from_secs(59)).await;
        assert_eq!(limiter.room(Class::Writes), Some(40));
        tokio::time::sleep(Duration::from_secs(12)).await;
        assert_eq!(limiter.room(Class::Writes), Some(50), "one part after ten seconds of work");
    }

    #[tokio::test(start_paused = true)]
    async fn a_slowed_class_still_serves_batches() {
        let limiter = limiter(100, 80);
        limiter.reserve(Class::Writes, 20);
        assert_eq!(of_a_minute(&limiter).await, 60);
        for _ in 0..6 {
            limiter.throttled(Class::Writes, Some(Duration::ZERO));
            tokio::time::sleep(SECOND).await;
        }
        let at_an_eighth = of_a_minute(&limiter).await;
        assert!(at_an_eighth >= 8, "the people's share shrinks with the class: {at_an_eighth}");
    }

    #[tokio::test(start_paused = true)]
    async fn turns_that_are_held_count_until_their_calls_are_out() {
        let limiter = Arc::new(limiter(2, 20));
        let start = Instant::now();
        let first = limiter.hold(Class::Writes, Caller::Batch).await;
        let second = limiter.hold(Class::Writes, Caller::Batch).await;
        let third = tokio::spawn({
            let limiter = Arc::clone(&limiter);
            async move {
                limiter.turn(Class::Writes, Caller::Batch).await;
                start.elapsed()
            }
        });
        // The look before these calls takes five seconds: nobody else may go out together with them.
        tokio::time::sleep(Duration::from_secs(5)).await;
        first.goes_out();
        second.goes_out();
        let third = third.await.unwrap();
        assert!(third >= Duration::from_secs(5) + SECOND, "{third:?}");
        assert!(third <= Duration::from_secs(5) + SECOND * 2, "{third:?}");
        tokio::time::sleep(MINUTE).await;
        drop(limiter.hold(Class::Writes, Caller::Batch).await);
        assert_eq!(limiter.room(Class::Writes), Some(20), "an unused turn is given back");
    }

    #[tokio::test(start_paused = true)]
    async fn limits_can_change_and_room_is_told() {
        let limiter = limiter(100, 20);
        assert_eq!(limiter.room(Class::Writes), Some(20));
        for _ in 0..6 {
            limiter.turn(Class::Writes, Caller::Batch).await;
        }
        assert_eq!(limiter.room(Class::Writes), Some(14));
        limiter.set_limits(Class::Writes, Limits { per_second: 100, per_minute: 8 });
        assert_eq!(limiter.room(Class::Writes), Some(2));
        assert_eq!(limiter.room(Class::Reads), None);
    }

    #[tokio::test(start_paused = true)]
    async fn bookings_wait_for_each_other_and_for_nobody_else() {
        let per = |per_minute| Limits { per_second: per_minute, per_minute };
        let limiter = Limiter::of_buckets([(Bucket::Everything, per(60)), (Bucket::Accounting, per(5))]);
        let start = Instant::now();
        for _ in 0..5 {
            limiter.turn(Bucket::Accounting, Caller::Batch).await;
        }
        assert_eq!((limiter.room(Bucket::Accounting), limiter.room(Bucket::Everything)), (Some(0), Some(60)));
        limiter.turn(Bucket::Everything, Caller::Batch).await;
        assert_eq!(start.elapsed(), Duration::ZERO, "orders can be listed while bookings wait");
        limiter.turn(Bucket::Accounting, Caller::Batch).await;
        assert_eq!(start.elapsed(), MINUTE, "the sixth booking waits for its minute");
    }
}
