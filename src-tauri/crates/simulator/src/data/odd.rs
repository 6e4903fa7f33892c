//! Orders that something is wrong with, or odd about. Each open order gets at most one oddity.

use std::sync::LazyLock;

use serde::Deserialize;

use super::people;
use crate::carriers;
use crate::config::Profile;
use crate::model::{SimOrder, Trouble};
use crate::rng::Rng;

#[derive(Debug, Default, Deserialize)]
struct Words {
    refused: Vec<Refused>,
    announcement_fails: Vec<String>,
}

#[derive(Debug, Deserialize)]
struct Refused {
    code: String,
    title: Option<String>,
    detail: String,
    field: Option<String>,
}

static WORDS: LazyLock<Words> = LazyLock::new(|| {
    let text = include_str!("../../../../../assets/practice/troubles.json");
    serde_json::from_str(text).unwrap_or_default()
});

/// Open orders that have no oddity yet, in random order.
struct Pool<'a> {
    orders: &'a mut [SimOrder],
    places: Vec<usize>,
}

impl Pool<'_> {
    /// Gives `count` orders, for which `fits` holds, to `edit` with their running number.
    fn take(
        &mut self,
        count: usize,
        fits: impl Fn(&SimOrder) -> bool,
        mut edit: impl FnMut(&mut SimOrder, usize),
    ) {
        for n in 0..count {
            let found = self.places.iter().position(|place| self.orders.get(*place).is_some_and(&fits));
            let Some(place) = found.map(|at| self.places.swap_remove(at)) else { return };
            if let Some(order) = self.orders.get_mut(place) {
                edit(order, n);
            }
        }
    }
}

pub(super) fn add(profile: &Profile, orders: &mut [SimOrder], mut places: Vec<usize>, rng: &mut Rng) {
    rng.shuffle(&mut places);
    let mut pool = Pool { orders, places };
    let domestic = |order: &SimOrder| order.country == "NL";
    let abroad = |order: &SimOrder| carriers::needs_customs(&order.country);
    pool.take(profile.without_customs_data, abroad, |order, _| {
        for item in &mut order.items {
            item.hs_code.clear();
            item.origin.clear();
        }
    });
    pool.take(profile.service_points, domestic, |order, n| {
        order.service_point = Some(10_874_211 + n as u64);
        order.checkout_method = "Afhalen bij een PostNL-punt".to_owned();
    });
    if profile.oddities {
        odd_numbers(&mut pool);
        split(&mut pool);
    }
    let any = |_: &SimOrder| true;
    pool.take(profile.without_house_number, domestic, |order, _| order.house_number.clear());
    pool.take(profile.without_postal_code, domestic, |order, _| order.postal_code.clear());
    pool.take(profile.without_weight, any, |order, _| {
        order.weight = None;
        for item in &mut order.items {
            item.weight = None;
        }
    });
    pool.take(profile.refused, any, |order, n| {
        let words = WORDS.refused.get(n % WORDS.refused.len().max(1));
        order.trouble = words.map_or(Trouble::None, |w| Trouble::Refused {
            code: w.code.clone(),
            title: w.title.clone(),
            detail: w.detail.clone(),
            field: w.field.clone(),
        });
    });
    pool.take(profile.announcement_fails, any, |order, n| {
        let words = WORDS.announcement_fails.get(n % WORDS.announcement_fails.len().max(1));
        order.trouble = words.map_or(Trouble::None, |w| Trouble::AnnouncementFails { detail: w.clone() });
    });
    if profile.oddities {
        namesakes(&mut pool, rng);
    }
}

/// Numbers that break careless programs, and one that two shops share.
fn odd_numbers(pool: &mut Pool<'_>) {
    let numbers = ["ORD 12/3", "TULP-77 🌷", "A&B-100%"];
    pool.take(numbers.len(), |_| true, |order, n| order.order_number = numbers[n % numbers.len()].to_owned());
    let mut first: Option<(u64, String)> = None;
    pool.take(1, |_| true, |order, _| first = Some((order.integration, order.order_number.clone())));
    if let Some((shop, number)) = first {
        pool.take(1, |order| order.integration != shop, |order, _| order.order_number = number.clone());
    }
}

/// One order that the shop sends in two shipments.
fn split(pool: &mut Pool<'_>) {
    let mut first: Option<SimOrder> = None;
    pool.take(
        1,
        |order| order.items.len() > 1,
        |order, _| {
            order.external_shipment_id = Some(format!("{}-1", order.order_id));
            first = Some(order.clone());
        },
    );
    let Some(first) = first else { return };
    let shop = first.integration;
    pool.take(
        1,
        |order| order.integration == shop,
        |order, _| {
            *order = SimOrder {
                id: order.id,
                uuid: order.uuid.clone(),
                external_shipment_id: Some(format!("{}-2", first.order_id)),
                items: first.items.iter().skip(1).cloned().collect(),
                ..first.clone()
            };
        },
    );
}

/// The same customer ordered twice.
fn namesakes(pool: &mut Pool<'_>, rng: &mut Rng) {
    let person = people::person("NL", rng);
    pool.take(
        2,
        |order| order.country == "NL" && order.company.is_empty(),
        |order, _| {
            order.name.clone_from(&person.name);
            order.address.clone_from(&person.street);
            order.house_number.clone_from(&person.house_number);
            order.postal_code.clone_from(&person.postal_code);
            order.city.clone_from(&person.city);
            order.email.clone_from(&person.email);
        },
    );
}
