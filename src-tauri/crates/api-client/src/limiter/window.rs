//! One class of calls: what was sent within the last minute, what may be sent now, and how the class slows down after the
//! platform said "too many". Pure: the time is passed in.

use std::collections::VecDeque;
use std::time::Duration;

use tokio::time::Instant;

/// How many calls of a class fit into a sliding second and a sliding minute; 0 counts as 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    pub per_second: usize,
    pub per_minute: usize,
}

/// A second and a minute as the platform may see them: calls arrive a little closer together than they were sent, so the
/// windows are a little longer than the documented ones. With that, the documented figures can be used in full.
pub(super) const SECOND: Duration = Duration::from_millis(1_080);
pub(super) const MINUTE: Duration = Duration::from_millis(60_250);

/// The longest pause a platform can impose; a larger `Retry-After` is a mistake or an attack.
pub const PAUSE_MAX: Duration = Duration::from_secs(3600);
/// Pauses after "too many" where the platform names none; the last one repeats.
const BACK_OFF: [Duration; 5] = [
    Duration::from_secs(2),
    Duration::from_secs(4),
    Duration::from_secs(8),
    Duration::from_secs(16),
    Duration::from_secs(30),
];
/// The full speed of a class, in parts; "too many" halves what is left, down to one part.
const FULL: u32 = 8;
/// After this long at work without another "too many", one part comes back.
const RECOVERY: Duration = Duration::from_secs(10);

/// Every turn is held by somebody: asked again after this.
const ALL_HELD: Duration = Duration::from_millis(10);

#[derive(Debug, Default)]
pub(super) struct Window {
    /// Starts of calls within the last minute, oldest first.
    pub calls: VecDeque<Instant>,
    pub limits: Option<Limits>,
    /// Turns that were taken and whose calls may go out at any moment.
    pub held: usize,
    /// Calls of a minute that background callers leave free.
    pub reserved: usize,
    closed_until: Option<Instant>,
    slowed: Option<Slowed>,
}

#[derive(Debug, Clone, Copy)]
struct Slowed {
    parts: u32,
    at: Instant,
    /// How often in a row.
    times: usize,
}

impl Window {
    /// How long until a call fits, `None` when it fits now. A class without limits still obeys pauses.
    pub fn wait(&mut self, background: bool, now: Instant) -> Option<Duration> {
        while self.calls.front().is_some_and(|at| now.duration_since(*at) >= MINUTE) {
            self.calls.pop_front();
        }
        let pause = self.closed_until.and_then(|until| until.checked_duration_since(now));
        let limits = self.allowed(now);
        // A class that was slowed down keeps its people's share, not all that is left of it.
        let reserved = if background { self.reserved * self.parts(now) as usize / FULL as usize } else { 0 };
        let full = |count: usize, span: Duration| {
            let Some(count) = count.max(1).checked_sub(self.held).filter(|count| *count > 0) else {
                return Some(ALL_HELD);
            };
            let nth = self.calls.len().checked_sub(count)?;
            let free_at = *self.calls.get(nth)? + span;
            free_at.checked_duration_since(now)
        };
        let of_second = limits.and_then(|limits| full(limits.per_second, SECOND));
        let of_minute = limits.and_then(|limits| full(limits.per_minute.saturating_sub(reserved), MINUTE));
        [pause, of_second, of_minute].into_iter().flatten().filter(|wait| !wait.is_zero()).max()
    }

    /// Calls that this minute still has room for; `None`: no limit.
    pub fn room(&mut self, now: Instant) -> Option<usize> {
        self.wait(false, now);
        self.allowed(now).map(|limits| limits.per_minute.max(1).saturating_sub(self.calls.len() + self.held))
    }

    pub fn wait_for_room(&mut self, now: Instant) {
        let oldest = self.calls.front().map_or(now, |at| *at);
        self.pause(MINUTE.saturating_sub(now.duration_since(oldest)), now);
    }

    pub fn pause(&mut self, pause: Duration, now: Instant) {
        let until = now + pause.min(PAUSE_MAX);
        self.closed_until = Some(self.closed_until.map_or(until, |old| old.max(until)));
    }

    /// The platform said "too many". Answers of calls that were under way together count once, whatever pause they name.
    pub fn throttled(&mut self, retry_after: Option<Duration>, now: Instant) {
        let paused = self.closed_until.is_some_and(|until| until > now);
        let just_now = self.slowed.is_some_and(|slowed| now.duration_since(slowed.at) < SECOND);
        if !paused && !just_now {
            let times = self.slowed.map_or(0, |slowed| slowed.times);
            let parts = (self.parts(now) / 2).max(1);
            self.slowed = Some(Slowed { parts, at: now, times: times + 1 });
        }
        let times = self.slowed.map_or(1, |slowed| slowed.times.max(1));
        self.pause(retry_after.unwrap_or(BACK_OFF[(times - 1).min(BACK_OFF.len() - 1)]), now);
    }

    /// An answer that was not "too many": the next pause is a short one again. The speed comes back by time alone.
    pub fn answered(&mut self) {
        if let Some(slowed) = &mut self.slowed {
            slowed.times = 0;
        }
    }

    /// The limits as slowed down.
    fn allowed(&self, now: Instant) -> Option<Limits> {
        let parts = self.parts(now) as usize;
        let share = |count: usize| (count * parts / FULL as usize).max(1);
        self.limits.map(|limits| Limits {
            per_second: share(limits.per_second),
            per_minute: share(limits.per_minute),
        })
    }

    fn parts(&self, now: Instant) -> u32 {
        let Some(slowed) = self.slowed else { return FULL };
        // The pause is no proof that the platform takes more again.
        let from = self.closed_until.map_or(slowed.at, |until| until.max(slowed.at));
        let back = now.saturating_duration_since(from).as_millis() / RECOVERY.as_millis();
        slowed.parts.saturating_add(u32::try_from(back).unwrap_or(FULL)).min(FULL)
    }
}
