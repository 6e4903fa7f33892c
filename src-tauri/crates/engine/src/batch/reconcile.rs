//! What became of an order whose answer was lost. Pure: facts in, verdict out.
//!
//! Any shipment with its number that the mirror did not know before the request is a candidate. One candidate that fits
//! is adopted; several, or one that may belong to another order, are shown to a person. *Not found* takes three looks,
//! the last one by order number, spread over ten minutes after the end of the attempt, and proves nothing even then. The
//! minutes are counted while the station runs and looks, never read from its clock.

use std::time::Duration;

use super::join::{Belongs, Seen, belongs};
use crate::model::{Address, ClaimKey};

/// Looks before *not found* may be said.
pub const LOOKS_MIN: u32 = 3;
/// How long after the attempt's end a shipment may still appear in lists.
pub const SETTLE_TIME: Duration = Duration::from_secs(600);
/// Pauses between looks, from the attempt's end on; the last one repeats.
const PAUSES_S: [u64; 7] = [2, 5, 15, 45, 120, 240, 300];

/// What is known about a lost answer.
#[derive(Debug, Clone, PartialEq)]
pub struct Lost {
    pub key: ClaimKey,
    pub address: Address,
    /// Addresses of other orders with the same number.
    pub others: Vec<Address>,
    /// Active shipments with its number that were first seen after the look before the request.
    pub appeared: Vec<Seen>,
    /// Complete looks since the attempt ended, or since another order of the same call appeared.
    pub looks: u32,
    /// From the first to the last of them.
    pub searched: Duration,
    /// As `searched`, at the last look by order number.
    pub numbered: Duration,
    /// Since the last look, or since the order became unknown; `None`: nobody knows (the station was off).
    pub idle: Option<Duration>,
    /// How long to search before *not found* is said, at least [`SETTLE_TIME`].
    pub settle: Duration,
}

#[derive(Debug, Clone, PartialEq)]
pub enum Verdict {
    /// Found: this shipment is the lost one.
    Adopt { shipment_id: String },
    /// Candidates that only a person can tell apart.
    AskPerson { candidates: Vec<Seen> },
    /// Look again after this; by order number when the delta alone has not found it.
    LookAgain { wait: Duration, by_number: bool },
    /// Looked often and long enough. Never a proof: buying again is a person's decision.
    NotFound,
}

pub fn verdict(lost: &Lost) -> Verdict {
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
    let settle = lost.settle.max(SETTLE_TIME);
    if lost.looks >= LOOKS_MIN && lost.numbered >= settle {
        return Verdict::NotFound;
    }
    let pause = PAUSES_S[usize::try_from(lost.looks).unwrap_or(usize::MAX).min(PAUSES_S.len() - 1)];
    let wait = lost.idle.map_or(Duration::ZERO, |idle| Duration::from_secs(pause).saturating_sub(idle));
    Verdict::LookAgain { wait, by_number: lost.looks > 0 }
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
            searched: Duration::ZERO,
            numbered: Duration::ZERO,
            idle: Some(Duration::ZERO),
            settle: SETTLE_TIME,
        }
    }

    fn minutes(n: u64) -> Duration {
        Duration::from_secs(n * 60)
    }

    #[test]
    fn one_fitting_shipment_is_the_lost_one() {
        let found = verdict(&lost(vec![shipment("s1", "3511AA")]));
        assert_eq!(found, Verdict::Adopt { shipment_id: "s1".into() });
    }

    #[test]
    fn two_fitting_shipments_are_a_persons_business() {
        let found = verdict(&lost(vec![shipment("s1", "3511AA"), shipment("s2", "3511AA")]));
        assert!(matches!(found, Verdict::AskPerson { candidates } if candidates.len() == 2));
    }

    #[test]
    fn not_found_takes_three_looks_and_ten_minutes_and_a_look_by_number() {
        let at = |looks, searched, numbered| {
            let (searched, numbered) = (minutes(searched), minutes(numbered));
            verdict(&Lost { looks, searched, numbered, ..lost(Vec::new()) })
        };
        assert!(matches!(at(2, 11, 11), Verdict::LookAgain { .. }), "two looks are too few");
        assert!(matches!(at(9, 9, 9), Verdict::LookAgain { .. }), "nine minutes are too short");
        assert!(matches!(at(9, 11, 2), Verdict::LookAgain { by_number: true, .. }), "not without the number");
        assert_eq!(at(3, 11, 11), Verdict::NotFound);
        let longer = Lost {
            looks: 3,
            searched: minutes(11),
            numbered: minutes(11),
            settle: minutes(30),
            ..lost(Vec::new())
        };
        assert!(matches!(verdict(&longer), Verdict::LookAgain { .. }), "the setting may ask for more");
        assert_eq!(
            verdict(&Lost { settle: minutes(1), ..longer }),
            Verdict::NotFound,
            "and never for less than ten"
        );
    }

    #[test]
    fn a_station_that_was_off_looks_at_once() {
        let off = Lost { looks: 5, idle: None, ..lost(Vec::new()) };
        assert_eq!(verdict(&off), Verdict::LookAgain { wait: Duration::ZERO, by_number: true });
    }
}
