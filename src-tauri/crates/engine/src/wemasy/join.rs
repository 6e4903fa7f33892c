//! Which of Sendcloud's rows is the same order as one of Wemasy's. Pure.

use crate::store::wemasy::Pairing;

/// What is known about an order that both platforms may have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Join {
    /// Sendcloud does not list it.
    Alone,
    /// One row carries its number and its id.
    Same(i64),
    /// Rows carry its number, and none of them surely is it: shown, never guessed; one claim holds them all.
    Perhaps,
}

/// The number, and the id under which Wemasy hands an order over: only both together are proof.
pub fn join(pairing: &Pairing) -> Join {
    let id = pairing.wemasy_id.to_string();
    let mut same = pairing.candidates.iter().filter(|(_, external)| external.as_deref() == Some(id.as_str()));
    match (same.next(), same.next(), pairing.candidates.is_empty()) {
        (Some((row, _)), None, _) => Join::Same(*row),
        (None, _, true) => Join::Alone,
        _ => Join::Perhaps,
    }
}

/// The integration that a shop hands its orders to: the only one in which its orders stand under their own ids.
pub fn linked(matches: &[(i64, i64)]) -> Option<i64> {
    match matches {
        [(integration, count)] if *count > 0 => Some(*integration),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pairing(candidates: &[(i64, Option<&str>)]) -> Pairing {
        let candidates = candidates.iter().map(|(row, id)| (*row, id.map(str::to_owned))).collect();
        Pairing { wemasy_id: 42, order_id: 1, candidates }
    }

    #[test]
    fn only_number_and_id_together_are_proof() {
        assert_eq!(join(&pairing(&[])), Join::Alone);
        assert_eq!(join(&pairing(&[(7, Some("42"))])), Join::Same(7));
        assert_eq!(join(&pairing(&[(7, Some("42")), (8, Some("43"))])), Join::Same(7));
        for unsure in [&[(7, None)][..], &[(7, Some("042"))], &[(7, Some("42")), (8, Some("42"))]] {
            assert_eq!(join(&pairing(unsure)), Join::Perhaps, "{unsure:?}");
        }
    }

    #[test]
    fn a_shop_is_linked_only_where_there_is_no_choice() {
        assert_eq!(linked(&[(73, 4)]), Some(73));
        assert_eq!(linked(&[]), None);
        assert_eq!(linked(&[(73, 4), (70, 1)]), None, "two could be it");
    }
}
