//! What the engine is known to do wrong, as narrow as it can be said. Each is to be lifted with the fix: remove it here, and
//! the seed that is named must pass.

use std::time::Duration;

use simulator::SimOrder;

/// `join::belongs` takes a shipment for an order's own when country and postal code fit, also where another order with the
/// same number goes to the same postal code: two lost orders can get each other's label (seed 185).
pub fn labels_may_be_swapped(order: &SimOrder, orders: &[SimOrder]) -> bool {
    orders.iter().any(|other| {
        other.id != order.id
            && other.order_number == order.order_number
            && other.postal_code == order.postal_code
    })
}

/// `batch/search.rs judge` goes through the unknown orders once; when a later one is adopted, an earlier one of its call,
/// whose search begins anew by that, is not scheduled: the search sleeps until something else wakes it (seed 155). After
/// this time a person presses Check.
pub const SEARCH_MAY_FALL_ASLEEP: Duration = Duration::from_secs(3_600);

/// The limiter counts a purchase from its turn until it goes out, which may be a slow look later; meanwhile others get
/// turns, and when they go out together more than 15 start within a second (seed 466). The platform's 429 buys nothing and
/// the call goes out again; all other requests keep to the limits without an exception.
pub const PURCHASES_MAY_COME_TOO_CLOSE: bool = true;
