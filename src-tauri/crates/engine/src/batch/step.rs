//! What comes next for a call and for an attempt: pure functions from the journal to the next step. No `_ =>` here: a
//! new state has to be thought about.

use jiff::{SignedDuration, Timestamp};

use crate::model::AttemptState;

/// A call as the journal has it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CallState {
    Planned,
    Requested { at: Timestamp },
    Answered,
    Withdrawn,
}

/// What to do with a call.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CallStep {
    /// Take a turn, look, commit, send.
    Request,
    /// Planned calls of a paused batch wait for a person.
    WaitForPerson,
    /// Somebody of this process is sending it right now.
    WaitForAnswer,
    /// Asked and never answered (the process ended in between): money may be spent, its orders are unknown.
    AskPlatform {
        since: Timestamp,
    },
    Nothing,
}

/// `in_flight`: a task of this process holds the call.
pub fn next_call_step(state: CallState, paused: bool, in_flight: bool) -> CallStep {
    match state {
        CallState::Planned if in_flight => CallStep::WaitForAnswer,
        CallState::Planned if paused => CallStep::WaitForPerson,
        CallState::Planned => CallStep::Request,
        CallState::Requested { .. } if in_flight => CallStep::WaitForAnswer,
        CallState::Requested { at } => CallStep::AskPlatform { since: at },
        CallState::Answered => CallStep::Nothing,
        CallState::Withdrawn => CallStep::Nothing,
    }
}

/// What to do with an attempt once its call is answered. All of it is free.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AttemptStep {
    /// Its call decides.
    WaitForCall,
    /// Poll the shipment, fetch its papers.
    Settle,
    /// Look for the shipment that a lost answer may have left.
    Search,
    Nothing,
}

pub fn next_attempt_step(state: AttemptState) -> AttemptStep {
    match state {
        AttemptState::Planned => AttemptStep::WaitForCall,
        AttemptState::Requested => AttemptStep::WaitForCall,
        AttemptState::Accepted => AttemptStep::Settle,
        AttemptState::Unknown => AttemptStep::Search,
        AttemptState::Labelled => AttemptStep::Nothing,
        AttemptState::Refused => AttemptStep::Nothing,
        AttemptState::Failed => AttemptStep::Nothing,
        AttemptState::Cancelled => AttemptStep::Nothing,
        AttemptState::Elsewhere => AttemptStep::Nothing,
        AttemptState::Withdrawn => AttemptStep::Nothing,
        AttemptState::Overridden => AttemptStep::Nothing,
    }
}

/// Pauses before a call that provably bought nothing is tried again by itself: after a look, never twice in a row
/// without one. `None`: it waits for a person.
pub fn pause_before_resend(
    tries: u32,
    throttled: bool,
    retry_after: Option<SignedDuration>,
) -> Option<SignedDuration> {
    /// Throttled calls come through in the end; the limiter already spaces them.
    const THROTTLED_TRIES_MAX: u32 = 12;
    /// No connection: nothing is sent by itself when the network returns later.
    const NOT_SENT_TRIES_MAX: u32 = 3;
    let (tries_max, base) = match throttled {
        true => (THROTTLED_TRIES_MAX, retry_after.unwrap_or(SignedDuration::from_secs(2))),
        false => (NOT_SENT_TRIES_MAX, SignedDuration::from_secs(1)),
    };
    let factor = i32::try_from(tries.clamp(1, 5)).unwrap_or(5);
    let pause = match (throttled, retry_after) {
        (true, Some(asked)) => asked,
        (true, None) | (false, Some(_) | None) => base.saturating_mul(factor),
    };
    (tries < tries_max).then_some(pause)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_call_that_was_sent_is_never_sent_again_from_its_state() {
        let at = Timestamp::UNIX_EPOCH;
        for (paused, in_flight) in [(false, false), (false, true), (true, false), (true, true)] {
            for state in [CallState::Requested { at }, CallState::Answered, CallState::Withdrawn] {
                let step = next_call_step(state, paused, in_flight);
                assert_ne!(step, CallStep::Request, "{state:?} paused {paused} in flight {in_flight}");
            }
        }
        assert_eq!(next_call_step(CallState::Planned, true, false), CallStep::WaitForPerson);
        assert_eq!(next_call_step(CallState::Planned, false, false), CallStep::Request);
    }

    #[test]
    fn only_waiting_and_lost_attempts_ask_the_platform() {
        for state in AttemptState::ALL {
            let asks = matches!(next_attempt_step(state), AttemptStep::Settle | AttemptStep::Search);
            assert_eq!(asks, matches!(state, AttemptState::Accepted | AttemptState::Unknown), "{state:?}");
        }
    }

    #[test]
    fn a_station_without_network_stops_asking_after_a_few_tries() {
        assert!(pause_before_resend(1, false, None).is_some());
        assert_eq!(pause_before_resend(3, false, None), None, "a person continues when the network is back");
        let asked = SignedDuration::from_secs(9);
        assert_eq!(pause_before_resend(5, true, Some(asked)), Some(asked));
    }
}
