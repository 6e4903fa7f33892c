//! Made-up orders: believable, seeded, relative to the time of making. Word lists are in `assets/practice`.

mod logs;
mod odd;
mod people;
mod products;
mod shops;

pub(crate) use shops::is_open;

use jiff::{SignedDuration, Timestamp};

use crate::carriers;
use crate::config::{Config, ShopProfile};
use crate::model::{AfterLabel, SimLog, SimOrder, SimShop, Trouble};
use crate::rng::Rng;

/// Internal ids start somewhere, so that nobody takes them for positions.
const FIRST_ORDER: u64 = 2_535_401;
/// Ids of orders that are in no account yet.
const FIRST_ELSEWHERE: u64 = 1_000_001;
const OLDEST: SignedDuration = SignedDuration::from_hours(6 * 24);
const NEWEST: SignedDuration = SignedDuration::from_mins(4);
/// Packaging, added to the items' weight.
const PACKAGING_GRAMS: u64 = 120;

/// What an account begins with.
pub(crate) struct Made {
    pub(crate) shops: Vec<SimShop>,
    /// Oldest first.
    pub(crate) orders: Vec<SimOrder>,
    /// Oldest first.
    pub(crate) logs: Vec<SimLog>,
}

pub(crate) fn make(config: &Config, now: Timestamp) -> Made {
    let profile = &config.profile;
    let mut shops: Vec<SimShop> = profile.shops.iter().map(|shop| shops::shop(shop, now)).collect();
    let mut rng = Rng::keyed(config.seed, "orders", 0);
    let closed = config.orders * profile.closed_percent / 100;
    // Which of them are closed is spread over their ages.
    let mut open: Vec<bool> = (0..config.orders + closed).map(|n| n < config.orders).collect();
    rng.shuffle(&mut open);
    let mut orders = Vec::with_capacity(open.len());
    let mut numbers = shops::Numbers::default();
    for (place, open) in open.iter().enumerate() {
        let Some(shop) = weighted(&profile.shops, |shop| shop.share, &mut rng) else { break };
        let country = weighted(&profile.countries, |(_, share)| *share, &mut rng)
            .map_or("NL", |(code, _)| code.as_str());
        let at = age(place, orders.capacity(), now, &mut rng);
        let id = FIRST_ORDER + place as u64 * 3;
        orders.push(order(config, shop, country, (id, at, now), *open, &mut numbers, &mut rng));
    }
    let open_places = open.iter().enumerate().filter(|(_, open)| **open).map(|(place, _)| place).collect();
    odd::add(profile, &mut orders, open_places, &mut rng);
    let logs = logs::fail(profile.failing_shop, &mut shops, &orders, now);
    Made { shops, orders, logs }
}

/// Open orders of one shop that are not in the account, oldest first.
pub(crate) fn of_shop(config: &Config, shop: &SimShop, count: usize, now: Timestamp) -> Vec<SimOrder> {
    let Some(profile) = config.profile.shops.iter().find(|profile| profile.id == shop.id) else {
        return Vec::new();
    };
    let mut rng = Rng::keyed(config.seed, "orders of shop", shop.id);
    let mut numbers = shops::Numbers::default();
    let mut orders = Vec::with_capacity(count);
    for place in 0..count {
        let country = weighted(&config.profile.countries, |(_, share)| *share, &mut rng)
            .map_or("NL", |(code, _)| code.as_str());
        let at = age(place, count, now, &mut rng);
        let id = FIRST_ELSEWHERE + place as u64;
        orders.push(order(config, profile, country, (id, at, now), true, &mut numbers, &mut rng));
    }
    orders
}

/// Ages fall steadily from the oldest to the newest, with some jitter.
fn age(place: usize, count: usize, now: Timestamp, rng: &mut Rng) -> Timestamp {
    let span = (OLDEST - NEWEST).as_secs().unsigned_abs();
    let step = span / (count.max(1) as u64);
    let since_oldest = step * place as u64 + rng.below(step.max(1));
    let ago = OLDEST.as_secs() - i64::try_from(since_oldest).unwrap_or(0);
    now.checked_sub(SignedDuration::from_secs(ago)).unwrap_or(now)
}

fn weighted<'a, T>(list: &'a [T], share: impl Fn(&T) -> u32, rng: &mut Rng) -> Option<&'a T> {
    let total: u64 = list.iter().map(|item| u64::from(share(item))).sum();
    let mut ticket = rng.below(total);
    list.iter().find(|item| {
        let share = u64::from(share(item));
        let found = ticket < share;
        ticket = ticket.saturating_sub(share);
        found
    })
}

fn order(
    config: &Config,
    shop: &ShopProfile,
    country: &str,
    (id, at, now): (u64, Timestamp, Timestamp),
    open: bool,
    numbers: &mut shops::Numbers,
    rng: &mut Rng,
) -> SimOrder {
    let person = people::person(country, rng);
    let items = products::items(&shop.name, rng);
    let grams = items.iter().map(products::grams).sum::<u64>() + PACKAGING_GRAMS;
    let cents = items.iter().map(products::cents).sum::<u64>();
    let (order_id, order_number) = numbers.next(shop, rng);
    let (status, payment) = shops::status(&shop.system, open, rng);
    let imported = later(at, rng.within(&(20..=200))).min(now);
    let leaves = config.profile.leaves_list_percent;
    SimOrder {
        id,
        uuid: Rng::keyed(config.seed, "order", id).uuid(),
        integration: shop.id,
        order_id,
        external_shipment_id: None,
        order_number,
        status,
        payment,
        name: person.name,
        company: person.company,
        address: person.street,
        house_number: person.house_number,
        address_2: person.extra,
        postal_code: person.postal_code,
        city: person.city,
        state: None,
        country: country.to_owned(),
        email: person.email,
        telephone: person.telephone,
        service_point: None,
        post_number: String::new(),
        checkout_method: shops::checkout_method(&shop.system, country).to_owned(),
        weight: Some(products::decimal(grams, 3)),
        total: products::decimal(cents, 2),
        currency: "EUR".to_owned(),
        items,
        customs_invoice_nr: if carriers::needs_customs(country) { format!("F-{id}") } else { String::new() },
        customs_shipment_type: carriers::needs_customs(country).then_some(2),
        created_at: imported,
        updated_at: imported,
        shop_created_at: at,
        shop_updated_at: at,
        listed: true,
        trouble: Trouble::None,
        after_label: match (rng.percent(leaves), rng.percent(leaves)) {
            (true, _) => AfterLabel::LeavesFulfilled,
            (false, true) => AfterLabel::StaysFulfilled,
            (false, false) => AfterLabel::Stays,
        },
        extras: shops::own_method(&shop.system, country),
    }
}

fn later(at: Timestamp, seconds: u64) -> Timestamp {
    crate::platform::later(at, seconds * 1000)
}

#[cfg(test)]
mod tests;
