//! How much of the platform's limits this station uses. They are per account: shop plugins and other stations share them.

use std::sync::PoisonError;
use std::time::Duration;

use api_client::{Class, Limits};
use tokio::time::Instant;

use crate::engine::Shared;
use crate::wire::Settings;

/// Sendcloud's documented limits: 1000 reads and 100 writes a minute, writes in bursts of 15 a second. Reads have no limit
/// per second of their own.
pub fn sendcloud_limits() -> [(Class, Limits); 2] {
    [
        (Class::Reads, Limits { per_second: 1000, per_minute: 1000 }),
        (Class::Writes, Limits { per_second: 15, per_minute: 100 }),
    ]
}

/// Calls of a minute that a running batch leaves for people: lists and searches, cancellations.
const READS_FOR_PEOPLE: usize = 60;
const WRITES_FOR_PEOPLE: usize = 3;
/// Another station that made no label for this long is thought to be gone.
const OTHERS_GONE: Duration = Duration::from_secs(15 * 60);
/// Nobody gains by a station that hardly moves.
const SHARE_MIN: u32 = 10;
const READS_MIN: u32 = 60;

/// What is known about others who make labels in this account.
#[derive(Debug, Default)]
pub(crate) struct Others {
    /// The newest shipment that was judged; `None`: this process has not looked yet.
    pub judged_up_to: Option<i64>,
    pub last_seen: Option<Instant>,
}

impl Shared {
    /// Uses the limits as the settings and the others leave them.
    pub fn apply_limits(&self, settings: &Settings) {
        let Some(api) = &self.api else { return };
        let others = self.others.lock().unwrap_or_else(PoisonError::into_inner);
        let shared_account = others.last_seen.is_some_and(|at| at.elapsed() < OTHERS_GONE);
        drop(others);
        for (class, limits) in sendcloud_limits() {
            api.limiter().set_limits(class, adjusted(class, limits, settings, shared_account));
        }
        api.limiter().reserve(Class::Reads, READS_FOR_PEOPLE);
        api.limiter().reserve(Class::Writes, WRITES_FOR_PEOPLE);
    }

    /// Create calls that this minute still has room for.
    pub fn calls_room(&self) -> usize {
        let room = self.api.as_ref().and_then(|api| api.limiter().room(Class::Writes));
        room.unwrap_or(usize::MAX).saturating_sub(WRITES_FOR_PEOPLE).max(1)
    }
}

fn adjusted(class: Class, limits: Limits, settings: &Settings, shared_account: bool) -> Limits {
    let at_most =
        |documented: usize, wanted: u32| documented.min(usize::try_from(wanted).unwrap_or(documented));
    match class {
        Class::Reads => Limits {
            per_minute: at_most(limits.per_minute, settings.reads_per_minute.max(READS_MIN)),
            ..limits
        },
        Class::Writes if shared_account => {
            let percent =
                usize::try_from(settings.shared_writes_percent.clamp(SHARE_MIN, 100)).unwrap_or(100);
            Limits { per_minute: limits.per_minute * percent / 100, ..limits }
        }
        Class::Writes => limits,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn settings_and_others_lower_the_limits_and_nothing_raises_them() {
        let [(reads, read_limits), (writes, write_limits)] = sendcloud_limits();
        let with = |reads_per_minute, shared_writes_percent| Settings {
            reads_per_minute,
            shared_writes_percent,
            ..Settings::default()
        };
        let minute =
            |class, limits, settings: &Settings, others| adjusted(class, limits, settings, others).per_minute;
        assert_eq!(minute(reads, read_limits, &with(420, 50), false), 420);
        assert_eq!(minute(reads, read_limits, &with(50_000, 50), false), 1000, "never above the documented");
        assert_eq!(minute(reads, read_limits, &with(0, 50), false), 60, "a slip of the hand stops nothing");
        assert_eq!(minute(writes, write_limits, &with(1000, 50), true), 50);
        assert_eq!(minute(writes, write_limits, &with(1000, 50), false), 100, "alone: all of them");
        assert_eq!(minute(writes, write_limits, &with(1000, 0), true), 10);
    }
}
