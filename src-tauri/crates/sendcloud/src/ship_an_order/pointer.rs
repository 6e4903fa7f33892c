//! Which order of a call an error points at.

/// The index in `/data/attributes/orders/[1]`, `/data/attributes/orders/0/order_id` and the like; `None` means the whole
/// call. Indexes count from 0.
pub(super) fn order_index(pointer: &str, orders: usize) -> Option<usize> {
    let mut segments = pointer.split('/');
    segments.find(|segment| *segment == "orders")?;
    let segment = segments.next()?;
    let digits = segment.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')).unwrap_or(segment);
    let is_number = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    is_number.then(|| digits.parse().ok()).flatten().filter(|index| *index < orders)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::order_index;

    #[test]
    fn every_spelling_finds_its_order() {
        for (pointer, index) in [
            ("/data/attributes/orders/[1]", Some(1)),
            ("/data/attributes/orders/0/order_id", Some(0)),
            ("/data/attributes/orders/[2]/parcels/0/weight", Some(2)),
            ("/data/attributes/orders/2/parcels/[1]", Some(2)),
            ("orders/1", Some(1)),
            ("/orders/[0]/", Some(0)),
            ("/data/attributes/orders", None),
            ("/data/attributes/orders/", None),
            ("/data/attributes/orders/[3]", None),
            ("/data/attributes/orders/[]", None),
            ("/data/attributes/orders/+1", None),
            ("/data/attributes/orders/-1", None),
            ("/data/attributes/orders/[1", None),
            ("/data/attributes/orders/99999999999999999999999", None),
            ("/data/attributes/orders/order_id/1", None),
            ("/data/attributes/sender_address_id", None),
            ("/data/attributes/ship_with/properties/contract_id", None),
            ("/data/attributes/order/order_id", None),
            ("/data", None),
            ("", None),
        ] {
            assert_eq!(order_index(pointer, 3), index, "{pointer:?} of three orders");
        }
    }

    proptest! {
        #[test]
        fn both_spellings_mean_the_same_order(index in 0usize..40, orders in 1usize..=20, field in "(/[a-z_]{1,12})?") {
            let expected = (index < orders).then_some(index);
            for spelled in [format!("{index}"), format!("[{index}]")] {
                let pointer = format!("/data/attributes/orders/{spelled}{field}");
                prop_assert_eq!(order_index(&pointer, orders), expected);
            }
        }

        #[test]
        fn no_pointer_can_name_an_order_that_was_not_sent(pointer in "[/a-z\\[\\]0-9]{0,30}", orders in 0usize..=20) {
            let found = order_index(&format!("orders{pointer}"), orders);
            prop_assert!(found.is_none_or(|index| index < orders));
        }
    }
}
