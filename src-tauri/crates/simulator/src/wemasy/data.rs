//! The shop's orders: made up like those of any shop, of all statuses, with quotes, an odd row, and a few that are in
//! Sendcloud already.

use jiff::Timestamp;

use super::config::WemasyConfig;
use super::state::{WemasyOrder, WemasyShipping, WemasyState};
use crate::config::Config;
use crate::data;
use crate::model::{AfterLabel, SimOrder, SimShop, Trouble};
use crate::rng::Rng;

const FIRST_ID: u64 = 2_501;
/// A number of its own keeps the orders apart from those that Sendcloud knows.
const FIRST_NUMBER: u64 = 901;
const FIRST_INVOICE: u64 = 118;
/// Most orders can be shipped.
const STATUSES: [(&str, &str); 12] = [
    ("paid", "paid"),
    ("paid", "paid"),
    ("payment_received", "paid"),
    ("paid", "paid"),
    ("on_hold", "open"),
    ("paid", "paid"),
    ("completed", "paid"),
    ("paid", "paid"),
    ("payment_received", "paid"),
    ("cancelled", "canceled"),
    ("paid", "paid"),
    ("pending", "open"),
];
const METHODS: [&str; 3] = ["ideal", "bancontact", "wire"];
/// The third order's row has odd types.
const ODD: usize = 2;
const QUOTES: usize = 2;
/// Every so many-th order is refused by the accounts.
const UNBOOKABLE: u64 = 5;

/// The shop and its orders. `orders` are the account's: with `join` some of them become known to both platforms, under
/// the shop's own ids.
pub(crate) fn make(
    config: &Config,
    shops: &[SimShop],
    orders: &mut [SimOrder],
    join: bool,
    now: Timestamp,
) -> Option<WemasyState> {
    let wanted = config.wemasy.as_ref()?;
    let shop = match wanted.integration {
        Some(id) => shops.iter().find(|shop| shop.id == id)?,
        None => shops.last()?,
    };
    let mut state = WemasyState { integration: shop.id, ..WemasyState::default() };
    let mut ids = FIRST_ID..;
    if join {
        let joined = joinable(orders, shop.id).into_iter().take(wanted.joined);
        for (place, id) in joined.zip(&mut ids) {
            if let Some(order) = orders.get_mut(place) {
                order.order_id = id.to_string();
                let imported_as = Some(order.id);
                state.orders.push(WemasyOrder {
                    shipping: WemasyShipping { imported_as, ..WemasyShipping::default() },
                    ..new_order(id, order.clone(), ("paid", "paid"))
                });
            }
        }
    }
    let made = data::of_shop(config, shop, wanted.orders, now);
    for ((n, mut order), id) in made.into_iter().enumerate().zip(&mut ids) {
        let prefix = if shop.system == "api" { "KA" } else { "ORD" };
        order.order_id = id.to_string();
        order.order_number = format!("{prefix}-2026-{:04}", FIRST_NUMBER + n as u64);
        order.trouble = Trouble::None;
        order.after_label = AfterLabel::Stays;
        let status = STATUSES.get(n % STATUSES.len()).copied().unwrap_or(("paid", "paid"));
        state.orders.push(WemasyOrder { odd: n == ODD, ..new_order(id, order, status) });
    }
    quotes(wanted, &mut state);
    state.orders.sort_by_key(|order| (order.order.shop_created_at, order.id));
    Some(state)
}

/// Open orders with a number of their own that are no part of a split one.
fn joinable(orders: &[SimOrder], shop: u64) -> Vec<usize> {
    let same_number =
        |order: &SimOrder| orders.iter().filter(|o| o.order_number == order.order_number).count();
    let fits = |order: &SimOrder| {
        order.integration == shop
            && order.listed
            && order.payment.id == "paid"
            && order.external_shipment_id.is_none()
            && order.trouble == Trouble::None
            && same_number(order) == 1
    };
    orders.iter().enumerate().filter(|(_, order)| fits(order)).map(|(place, _)| place).collect()
}

fn new_order(id: u64, order: SimOrder, (status, payment): (&str, &str)) -> WemasyOrder {
    let mut rng = Rng::keyed(id, "wemasy order", 0);
    let is_paid = payment == "paid";
    WemasyOrder {
        id,
        status: status.to_owned(),
        payment_status: payment.to_owned(),
        payment_method: rng.pick(&METHODS).copied().unwrap_or("ideal").to_owned(),
        invoice_id: is_paid.then(|| FIRST_INVOICE + (id - FIRST_ID)),
        quote: false,
        odd: false,
        vendor_comment: if rng.percent(20) {
            "Graag zonder factuur in de doos".to_owned()
        } else {
            String::new()
        },
        order,
        shipping: WemasyShipping::default(),
        can_be_booked: !id.is_multiple_of(UNBOOKABLE),
        bookings: 0,
    }
}

/// The newest orders are quotes.
fn quotes(wanted: &WemasyConfig, state: &mut WemasyState) {
    let count = QUOTES.min(wanted.orders.saturating_sub(ODD + 1));
    for order in state.orders.iter_mut().rev().take(count) {
        order.quote = true;
        "pending".clone_into(&mut order.status);
        "open".clone_into(&mut order.payment_status);
        order.invoice_id = None;
    }
}
