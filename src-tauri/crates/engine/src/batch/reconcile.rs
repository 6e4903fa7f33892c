//! What became of an order whose answer was lost. Pure: facts in, verdict out.
//!
//! Any shipment with its number that the mirror did not know before the request is a candidate. One candidate that fits
//! is adopted; several, or one that may belong to another order, are shown to a person. *Not found* takes three looks,
//! the last one by order number, spread over ten minutes after the end of the attempt, and proves nothing even then.

use jiff::{SignedDuration, Timestamp};

use super::join::{Belongs, Seen, belongs};
use crate::model::{Address, ClaimKey};

/// Looks before *not found* may be said.
pub const LOOKS_MIN: u32 = 3;
/// How long after the attempt's end a shipment may still appear in lists.
pub const SETTLE_TIME: SignedDuration = SignedDuration::from_mins(10);
/// Pauses between looks, from the attempt's end on; the last one repeats.
const PAUSES_S: [i64; 7] = [2, 5, 15, 45, 120, 240, 300];

/// What is known about a lost answer.
#[derive(Debug, Clone, PartialEq)]
pub struct Lost {
    pub key: ClaimKey,
    pub address: Address,
    /// Addresses of other orders with the same number.
    pub others: Vec<Address>,
    /// Active shipments with its number that were first seen after the look before the request.
    pub appeared: Vec<Seen>,
    /// Complete looks since the attempt ended.
    pub looks: u32,
    pub looked_at: Option<Timestamp>,
    /// The last look by order number.
    pub numbered_at: Option<Timestamp>,
    /// The attempt's end, or later: when another order of the same call appeared.
    pub search_from: Timestamp,
}

#[derive(Debug, Clone, PartialEq)]
pub enum Verdict {
    /// Found: this shipment is the lost one.
    Adopt { shipment_id: String },
    /// Candidates that only a person can tell apart.
    AskPerson { candidates: Vec<Seen> },
    /// Look again at this time; by order number when the delta alone has not found it.
    LookAgain { at: Timestamp, by_number: bool },
    /// Looked often and long enough. Never a proof: buying again is a person's decision.
    NotFound,
}

pub fn verdict(lost: &Lost, now: Timestamp) -> Verdict {
    let of = |wanted| {
        lost.appeared
            .iter()
            // What an answer of ours named already is not the lost one.
            .filter(move |seen| seen.owner.is_none())
            .filter(move |seen| belongs(&lost.key, &lost.address, seen, &lost.others) == wanted)
            .collect::<Vec<_>>()
    };
    match of(Belongs::Yes).as_slice() {
        [one] => return Verdict::Adopt { shipment_id: one.shipment.id.clone() },
        [] => {}
        several => return Verdict::AskPerson { candidates: several.iter().copied().cloned().collect() },
    }
    let maybe = of(Belongs::Maybe);
    if !maybe.is_empty() {
        return Verdict::AskPerson { candidates: maybe.into_iter().cloned().collect() };
    }
    let settled = lost.search_from.saturating_add(SETTLE_TIME).unwrap_or(Timestamp::MAX);
    let numbered_late = lost.numbered_at.is_some_and(|at| at >= settled);
    if lost.looks >= LOOKS_MIN && numbered_late {
        return Verdict::NotFound;
    }
    let pause = PAUSES_S[usize::try_from(lost.looks).unwrap_or(usize::MAX).min(PAUSES_S.len() - 1)];
    let at = lost
        .looked_at
        .unwrap_or(lost.search_from)
        .saturating_add(SignedDuration::from_secs(pause))
        .unwrap_or(Timestamp::MAX);
    // A clock that was set back must not put the next look hours away.
    let at = at.min(now.saturating_add(SignedDuration::from_secs(pause)).unwrap_or(Timestamp::MAX));
    Verdict::LookAgain { at, by_number: lost.looks > 0 || now >= settled }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Shipment, ShipmentState};

    fn address(postal: &str) -> Address {
        Address { postal_code: postal.into(), country: "NL".into(), ..Address::default() }
    }

    fn shipment(id: &str, postal: &str) -> Seen {
        let shipment = Shipment {
            id: id.into(),
            order_number: Some("1".into()),
            state: ShipmentState::Ready,
            active: true,
            status: String::new(),
            failure: None,
            carrier: None,
            shipping_option_code: None,
            to: address(postal),
            parcels: Vec::new(),
            created_at: None,
            updated_at: None,
        };
        Seen { shipment, owner: None }
    }

    fn lost(appeared: Vec<Seen>) -> Lost {
        Lost {
            key: ClaimKey { integration_id: 1, key: "a".into() },
            address: address("3511 AA"),
            others: Vec::new(),
            appeared,
            looks: 0,
            looked_at: None,
            numbered_at: None,
            search_from: Timestamp::UNIX_EPOCH,
        }
    }

    fn minutes(n: i64) -> Timestamp {
        Timestamp::UNIX_EPOCH + SignedDuration::from_mins(n)
    }

    #[test]
    fn one_fitting_shipment_is_the_lost_one() {
        let found = verdict(&lost(vec![shipment("s1", "3511AA")]), minutes(0));
        assert_eq!(found, Verdict::Adopt { shipment_id: "s1".into() });
    }

    #[test]
    fn two_fitting_shipments_are_a_persons_business() {
        let found = verdict(&lost(vec![shipment("s1", "3511AA"), shipment("s2", "3511AA")]), minutes(0));
        assert!(matches!(found, Verdict::AskPerson { candidates } if candidates.len() == 2));
    }

    #[test]
    fn not_found_takes_three_looks_and_ten_minutes_and_a_look_by_number() {
        let at = |looks, looked: i64, numbered: Option<i64>, now| {
            let lost = Lost {
                looks,
                looked_at: Some(minutes(looked)),
                numbered_at: numbered.map(minutes),
                ..lost(Vec::new())
            };
            verdict(&lost, minutes(now))
        };
        assert!(matches!(at(2, 11, Some(11), 12), Verdict::LookAgain { .. }), "two looks are too few");
        assert!(matches!(at(9, 9, Some(9), 12), Verdict::LookAgain { .. }), "nine minutes are too short");
        assert!(
            matches!(at(9, 11, None, 12), Verdict::LookAgain { by_number: true, .. }),
            "not without the number"
        );
        assert_eq!(at(3, 11, Some(11), 11), Verdict::NotFound);
    }

    #[test]
    fn a_clock_that_was_set_back_does_not_stop_the_search() {
        let lost = Lost { looks: 1, looked_at: Some(minutes(600)), ..lost(Vec::new()) };
        match verdict(&lost, minutes(0)) {
            Verdict::LookAgain { at, .. } => {
                assert!(at <= minutes(1), "looks again soon, not in ten hours: {at}")
            }
            other => panic!("{other:?}"),
        }
    }
}
