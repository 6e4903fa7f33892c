//! What a newcomer sees in practice mode.

use std::collections::{BTreeMap, BTreeSet};

use super::*;

fn now() -> Timestamp {
    "2026-11-21T08:00:00Z".parse().unwrap()
}

fn practice(seed: u64) -> Vec<SimOrder> {
    make(&Config { seed, ..Config::practice() }, now()).orders
}

fn is_open(order: &SimOrder) -> bool {
    order.payment.id == "paid"
        && ["unfulfilled", "processing", "unshipped"].contains(&order.status.id.as_str())
}

#[test]
fn the_same_seed_makes_the_same_orders() {
    assert_eq!(practice(1), practice(1));
    assert_ne!(practice(1), practice(2), "another seed is another week");
}

#[test]
fn there_are_240_open_orders_and_some_that_must_not_be_shipped() {
    for seed in 1..=5 {
        let orders = practice(seed);
        assert_eq!(orders.iter().filter(|o| is_open(o)).count(), 240, "seed {seed}");
        assert_eq!(orders.len(), 240 + 28, "fulfilled, cancelled, unpaid and held ones are in the list too");
    }
}

#[test]
fn most_are_dutch_and_all_shops_have_some() {
    let orders = practice(1);
    let mut countries = BTreeMap::new();
    for order in &orders {
        *countries.entry(order.country.as_str()).or_insert(0) += 1;
    }
    assert!(countries["NL"] > 130, "most are Dutch: {countries:?}");
    assert_eq!(countries.keys().copied().collect::<Vec<_>>(), ["BE", "CH", "DE", "FR", "GB", "NL"]);
    let shops: BTreeSet<u64> = orders.iter().map(|o| o.integration).collect();
    assert_eq!(shops.len(), 4);
}

#[test]
fn the_planned_oddities_are_there() {
    for seed in 1..=5 {
        let orders = practice(seed);
        let open = || orders.iter().filter(|o| is_open(o));
        let count = |test: fn(&&SimOrder) -> bool| open().filter(test).count();
        assert_eq!(count(|o| o.weight.is_none()), 9, "without weight, seed {seed}");
        assert_eq!(count(|o| o.house_number.is_empty()), 2);
        assert_eq!(count(|o| o.postal_code.is_empty()), 1);
        assert_eq!(count(|o| o.service_point.is_some()), 2);
        assert_eq!(count(|o| o.items.iter().any(|i| i.hs_code.is_empty())), 3, "no customs data");
        assert_eq!(count(|o| matches!(o.trouble, Trouble::Refused { .. })), 4);
        assert_eq!(count(|o| matches!(o.trouble, Trouble::AnnouncementFails { .. })), 1);
        let split: Vec<_> = open().filter(|o| o.external_shipment_id.is_some()).collect();
        assert_eq!(split.len(), 2, "one order in two shipments");
        assert_eq!(split[0].order_id, split[1].order_id);
        assert_ne!(split[0].external_shipment_id, split[1].external_shipment_id);
        let mut shops_of: BTreeMap<&str, BTreeSet<u64>> = BTreeMap::new();
        for order in open() {
            shops_of.entry(&order.order_number).or_default().insert(order.integration);
        }
        let shared = shops_of.values().filter(|shops| shops.len() > 1).count();
        assert_eq!(shared, 1, "one number in two shops, seed {seed}");
    }
}

#[test]
fn nobody_real_can_be_reached() {
    for order in practice(1) {
        let domain = order.email.rsplit('@').next().unwrap();
        assert!(
            ["example.com", "example.org", "example.net", "example.nl"].contains(&domain),
            "{}",
            order.email
        );
        let fictional =
            ["+49302312", "+49221471490", "+491713920", "+33199001", "+3363998", "+441632960", "+447700900"];
        let phone = order.telephone.as_str();
        assert!(phone.is_empty() || fictional.iter().any(|range| phone.starts_with(range)), "{phone}");
        assert!(order.email.is_ascii(), "{}", order.email);
    }
}

#[test]
fn ages_run_from_minutes_to_six_days() {
    let orders = practice(1);
    let ages: Vec<i64> = orders.iter().map(|o| now().duration_since(o.shop_created_at).as_mins()).collect();
    assert!(ages.iter().all(|age| (0..=6 * 24 * 60).contains(age)), "nothing from the future");
    assert!(ages.iter().min().is_some_and(|age| *age < 60), "some came in just now");
    assert!(ages.iter().max().is_some_and(|age| *age > 5 * 24 * 60), "some wait for days");
    assert!(orders.iter().all(|o| o.created_at <= now()), "imported before now");
    assert!(orders.is_sorted_by_key(|o| o.id), "internal ids grow with time");
}

#[test]
fn postal_codes_have_their_countries_form() {
    for order in practice(1).iter().filter(|o| !o.postal_code.is_empty()) {
        let shape: String = order
            .postal_code
            .chars()
            .map(|c| {
                if c.is_ascii_digit() {
                    '9'
                } else if c.is_ascii_uppercase() {
                    'A'
                } else {
                    c
                }
            })
            .collect();
        let valid: &[&str] = match order.country.as_str() {
            "NL" => &["9999 AA"],
            "BE" | "CH" => &["9999"],
            "DE" | "FR" => &["99999"],
            _ => &["A9 9AA", "AA9 9AA", "AA99 9AA"],
        };
        assert!(valid.contains(&shape.as_str()), "{} in {}", order.postal_code, order.country);
    }
}

#[test]
fn a_plain_account_has_only_shippable_orders() {
    let Made { shops, orders, .. } = make(&Config { orders: 500, ..Config::test() }, now());
    assert_eq!((shops.len(), orders.len()), (1, 500));
    assert!(orders.iter().all(|o| is_open(o) && o.weight.is_some() && o.trouble == Trouble::None));
    let ids: BTreeSet<_> = orders.iter().map(|o| (&o.order_id, &o.order_number)).collect();
    assert_eq!(ids.len(), 500, "ids are unique");
}

#[test]
fn every_product_has_a_barcode_of_its_own_with_a_right_check_digit() {
    let items: Vec<_> = practice(1).into_iter().flat_map(|order| order.items).collect();
    let mut products = BTreeMap::new();
    for item in &items {
        let digits: Vec<u32> = item.ean.chars().filter_map(|digit| digit.to_digit(10)).collect();
        let sum: u32 =
            digits.iter().zip([1, 3].into_iter().cycle()).map(|(digit, weight)| digit * weight).sum();
        assert!(digits.len() == 13 && sum.is_multiple_of(10), "{}: {}", item.name, item.ean);
        assert_eq!(products.insert(item.ean.as_str(), &item.sku).unwrap_or(&item.sku), &item.sku);
    }
    assert!(products.len() > 20, "{} products", products.len());
}
