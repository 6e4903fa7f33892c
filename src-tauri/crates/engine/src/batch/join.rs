//! Does this shipment belong to this order? Shipments carry no order id and no shop, only the order number: what our own
//! answers say wins, then the address, and where both leave it open the answer is *maybe*, never a guess.

use crate::model::{Address, ClaimKey, Shipment};

/// An active shipment with the order's number.
#[derive(Debug, Clone, PartialEq)]
pub struct Seen {
    pub shipment: Shipment,
    /// The order for which this station bought it, when it did.
    pub owner: Option<ClaimKey>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Belongs {
    Yes,
    Maybe,
    No,
}

/// `others`: addresses of other orders with the same number.
pub fn belongs(order: &ClaimKey, address: &Address, seen: &Seen, others: &[Address]) -> Belongs {
    match &seen.owner {
        Some(owner) if owner == order => return Belongs::Yes,
        Some(_) => return Belongs::No,
        None => {}
    }
    let to = &seen.shipment.to;
    let another = others.iter().any(|other| other.same_place(to));
    match (address.same_place(to), another) {
        (true, false) => Belongs::Yes,
        // Both go to that postal code: only the door can tell.
        (true, true) => match (address.same_door(to), others.iter().any(|other| other.same_door(to))) {
            (true, false) => Belongs::Yes,
            (false, true) => Belongs::No,
            (true, true) | (false, false) => Belongs::Maybe,
        },
        (false, true) => Belongs::No,
        (false, false) if to.is_empty() && others.is_empty() => Belongs::Yes,
        (false, false) => Belongs::Maybe,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::ShipmentState;

    fn place(postal: &str) -> Address {
        Address {
            postal_code: postal.into(),
            country: "NL".into(),
            city: "Utrecht".into(),
            ..Address::default()
        }
    }

    fn seen(to: Address, owner: Option<&str>) -> Seen {
        let shipment = Shipment {
            id: "s".into(),
            order_number: Some("1".into()),
            state: ShipmentState::Ready,
            active: true,
            status: String::new(),
            failure: None,
            carrier: None,
            shipping_option_code: None,
            to,
            parcels: Vec::new(),
            created_at: None,
            updated_at: None,
        };
        Seen { shipment, owner: owner.map(key) }
    }

    fn key(id: &str) -> ClaimKey {
        ClaimKey { integration_id: 1, key: id.into() }
    }

    #[test]
    fn our_own_answers_win_over_the_address() {
        let (here, there) = (place("3511 AA"), place("9999 ZZ"));
        assert_eq!(belongs(&key("a"), &here, &seen(there.clone(), Some("a")), &[]), Belongs::Yes);
        assert_eq!(belongs(&key("a"), &here, &seen(here.clone(), Some("b")), &[]), Belongs::No);
    }

    #[test]
    fn two_orders_with_one_number_in_one_street_are_told_apart_by_the_door_or_left_open() {
        let door = |name: &str, number: &str| Address {
            name: name.into(),
            house_number: number.into(),
            ..place("3511 AA")
        };
        let (mine, theirs) = (door("Jan Bakker", "7"), door("Mia de Wit", "9"));
        let belongs_to = |to: Address, other: &Address| {
            belongs(&key("a"), &mine, &seen(to, None), std::slice::from_ref(other))
        };
        assert_eq!(belongs_to(door("jan bakker", "7"), &theirs), Belongs::Yes);
        assert_eq!(belongs_to(theirs.clone(), &theirs), Belongs::No);
        assert_eq!(belongs_to(place("3511 AA"), &theirs), Belongs::Maybe, "the list names no door");
        assert_eq!(belongs_to(mine.clone(), &mine.clone()), Belongs::Maybe, "one customer ordered twice");
    }

    #[test]
    fn a_repeated_number_is_told_apart_by_address_or_left_open() {
        let (here, there) = (place("3511 AA"), place("9999 ZZ"));
        assert_eq!(
            belongs(&key("a"), &here, &seen(here.clone(), None), std::slice::from_ref(&there)),
            Belongs::Yes
        );
        assert_eq!(
            belongs(&key("a"), &here, &seen(there.clone(), None), std::slice::from_ref(&there)),
            Belongs::No
        );
        assert_eq!(belongs(&key("a"), &here, &seen(place("1000 AA"), None), &[there]), Belongs::Maybe);
        assert_eq!(
            belongs(&key("a"), &here, &seen(place("1000 AA"), None), &[]),
            Belongs::Maybe,
            "a corrected address, or last year's order with this number: a person looks"
        );
        assert_eq!(belongs(&key("a"), &here, &seen(Address::default(), None), &[]), Belongs::Yes);
    }
}
