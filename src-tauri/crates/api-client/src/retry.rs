//! The one retry rule: whether to send again is a property of the call, not only of the failure.

use std::time::Duration;

use crate::{Effect, Kind};

/// What may happen after a failure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Next {
    /// Send the same request again after the pause.
    Retry(Duration),
    /// Read back what the platform has, then decide (the caller's business).
    ReadBack,
    /// Money may be spent: only a look at the platform can tell (the engine's business).
    LookFirst,
    /// Sending again would not help.
    Stop,
}

/// Tries of one request, the first included.
pub const TRIES_MAX: u32 = 4;

/// Pauses before the second, third, ... try where the platform names none.
const PAUSES: [Duration; 3] = [Duration::from_millis(500), Duration::from_secs(2), Duration::from_secs(5)];

/// The longest `Retry-After` that is waited for inside one call; longer ones end the call as throttled.
pub const RETRY_AFTER_MAX: Duration = Duration::from_secs(120);

/// Decides from the failure, the effect and how many tries were made (1 after the first).
pub fn next(kind: Kind, effect: Effect, tries: u32, retry_after: Option<Duration>) -> Next {
    let again = || {
        let pause = retry_after.unwrap_or_else(|| PAUSES[(tries.max(1) as usize - 1).min(PAUSES.len() - 1)]);
        match tries < TRIES_MAX && pause <= RETRY_AFTER_MAX {
            true => Next::Retry(pause),
            false => Next::Stop,
        }
    };
    match (kind, effect) {
        (Kind::NotSent | Kind::Throttled, Effect::Buys) => Next::LookFirst,
        (Kind::NotSent | Kind::Throttled, Effect::Read | Effect::Write) => again(),
        (Kind::Lost | Kind::ServerError, Effect::Read) => again(),
        (Kind::Lost | Kind::ServerError | Kind::Unreadable | Kind::TooBig, Effect::Write) => Next::ReadBack,
        (Kind::Lost | Kind::ServerError | Kind::Unreadable | Kind::TooBig, Effect::Buys) => Next::LookFirst,
        (Kind::Unreadable | Kind::TooBig, Effect::Read) => Next::Stop,
        (
            Kind::Unauthorized | Kind::Forbidden | Kind::PaymentRequired | Kind::NotFound | Kind::Refused,
            Effect::Read | Effect::Write | Effect::Buys,
        ) => Next::Stop,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const KINDS: [Kind; 11] = [
        Kind::NotSent,
        Kind::Lost,
        Kind::Throttled,
        Kind::Unauthorized,
        Kind::Forbidden,
        Kind::PaymentRequired,
        Kind::NotFound,
        Kind::Refused,
        Kind::ServerError,
        Kind::Unreadable,
        Kind::TooBig,
    ];

    #[test]
    fn a_purchase_is_never_sent_again_by_this_crate() {
        for kind in KINDS {
            for tries in 1..=TRIES_MAX {
                let next = next(kind, Effect::Buys, tries, Some(Duration::from_secs(1)));
                assert!(!matches!(next, Next::Retry(_)), "{kind:?} after {tries} tries gave {next:?}");
            }
        }
    }

    #[test]
    fn a_read_that_fails_in_passing_is_tried_again_a_few_times() {
        assert!(matches!(next(Kind::ServerError, Effect::Read, 1, None), Next::Retry(_)));
        assert_eq!(next(Kind::ServerError, Effect::Read, TRIES_MAX, None), Next::Stop, "it ends");
        assert_eq!(
            next(Kind::ServerError, Effect::Write, 1, None),
            Next::ReadBack,
            "a write may have worked"
        );
    }

    #[test]
    fn the_platforms_own_pause_wins() {
        let pause = Duration::from_secs(9);
        assert_eq!(next(Kind::Throttled, Effect::Read, 1, Some(pause)), Next::Retry(pause));
        assert_eq!(next(Kind::Throttled, Effect::Read, 1, Some(Duration::from_secs(3600))), Next::Stop);
    }
}
