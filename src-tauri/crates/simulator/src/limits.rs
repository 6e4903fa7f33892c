//! The platform's rate limits: sliding windows.

use std::collections::VecDeque;

use jiff::{SignedDuration, Timestamp};

use crate::config::Limits;

const MINUTE: SignedDuration = SignedDuration::from_secs(60);
const SECOND: SignedDuration = SignedDuration::from_secs(1);

#[derive(Debug, Default)]
pub(crate) struct Windows {
    reads: VecDeque<Timestamp>,
    writes: VecDeque<Timestamp>,
}

impl Windows {
    /// Counts a request; or says how long to wait, when there were too many.
    pub(crate) fn admit(
        &mut self,
        limits: &Limits,
        read: bool,
        now: Timestamp,
    ) -> Result<(), SignedDuration> {
        let (seen, rules) = match read {
            true => (&mut self.reads, vec![(limits.reads_per_minute, MINUTE)]),
            false => (
                &mut self.writes,
                vec![(limits.writes_per_minute, MINUTE), (limits.writes_per_second, SECOND)],
            ),
        };
        while seen.front().is_some_and(|at| now.duration_since(*at) >= MINUTE) {
            seen.pop_front();
        }
        for (limit, window) in rules {
            let inside = seen.iter().filter(|at| now.duration_since(**at) < window).count();
            if limit.is_some_and(|limit| inside >= limit) {
                let oldest = seen.iter().find(|at| now.duration_since(**at) < window);
                return Err(oldest.map_or(window, |at| window - now.duration_since(*at)));
            }
        }
        seen.push_back(now);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_window_slides() {
        let limits = Limits { writes_per_second: Some(2), writes_per_minute: Some(3), ..Limits::unlimited() };
        let at = |ms: i64| Timestamp::from_millisecond(1_700_000_000_000 + ms).unwrap();
        let mut windows = Windows::default();
        assert!(windows.admit(&limits, false, at(0)).is_ok());
        assert!(windows.admit(&limits, false, at(10)).is_ok());
        let wait = windows.admit(&limits, false, at(400)).unwrap_err();
        assert_eq!(wait.as_millis(), 600, "the burst limit frees up a second after the first");
        assert!(windows.admit(&limits, false, at(1000)).is_ok(), "a refused request does not count");
        assert_eq!(
            windows.admit(&limits, false, at(30_000)).unwrap_err().as_secs(),
            30,
            "the minute is full"
        );
        assert!(
            windows.admit(&limits, true, at(30_000)).is_ok(),
            "reads have their own window, here unlimited"
        );
    }
}
