//! Shop systems: their status words and their ways of numbering orders.

use std::collections::HashMap;

use jiff::{SignedDuration, Timestamp};

use crate::config::ShopProfile;
use crate::model::{SimShop, Status, usual_carriers};
use crate::rng::Rng;

pub(super) fn shop(profile: &ShopProfile, now: Timestamp) -> SimShop {
    let connected = now.checked_sub(SignedDuration::from_hours(400 * 24)).unwrap_or(now);
    let host: String = profile.name.to_lowercase().chars().filter(char::is_ascii_alphabetic).collect();
    SimShop {
        id: profile.id,
        name: profile.name.clone(),
        system: profile.system.clone(),
        url: (profile.system != "api").then(|| format!("https://{host}.example.com")),
        connected_at: connected,
        updated_at: None,
        failing_since: None,
        service_point_enabled: profile.system != "api",
        service_point_carriers: usual_carriers(),
        webhook_active: false,
        webhook_url: None,
    }
}

/// Whether a shop still waits for this order to be shipped.
pub(crate) fn is_open(order: &Status, payment: &Status) -> bool {
    ["unfulfilled", "processing", "unshipped"].contains(&order.id.as_str()) && payment.id == "paid"
}

/// Order status and payment status of an open order, or of one that must not be shipped.
pub(super) fn status(system: &str, open: bool, rng: &mut Rng) -> (Status, Status) {
    let paid = ("paid", "Paid");
    let (order, payment) = match (system, open, rng.below(4)) {
        ("shopify", true, _) => (("unfulfilled", "Unfulfilled"), paid),
        ("shopify", false, 0) => (("unfulfilled", "Unfulfilled"), ("pending", "Pending")),
        ("shopify", false, 1) => (("on_hold", "On hold"), paid),
        ("shopify", false, 2) => (("cancelled", "Cancelled"), ("refunded", "Refunded")),
        ("shopify", false, _) => (("fulfilled", "Fulfilled"), paid),
        ("woocommerce", true, _) => (("processing", "Processing"), paid),
        ("woocommerce", false, 0) => (("on-hold", "On hold"), ("pending", "Pending")),
        ("woocommerce", false, 1) => (("cancelled", "Cancelled"), ("refunded", "Refunded")),
        ("woocommerce", false, 2) => (("pending", "Pending payment"), ("pending", "Pending")),
        ("woocommerce", false, _) => (("completed", "Completed"), paid),
        ("magento", true, _) => (("processing", "Processing"), paid),
        ("magento", false, 0) => (("holded", "On Hold"), paid),
        ("magento", false, 1) => (("canceled", "Canceled"), ("refunded", "Refunded")),
        ("magento", false, 2) => (("pending_payment", "Pending Payment"), ("pending", "Pending")),
        ("magento", false, _) => (("complete", "Complete"), paid),
        (_, true, _) => (("unshipped", "Unshipped"), paid),
        (_, false, 0 | 1) => (("on_hold", "On hold"), paid),
        (_, false, _) => (("shipped", "Shipped"), paid),
    };
    (Status::new(order.0, order.1), Status::new(payment.0, payment.1))
}

/// As the shop's checkout calls it.
pub(super) fn checkout_method(system: &str, country: &str) -> &'static str {
    match (system, country) {
        ("shopify", "NL" | "BE") => "Standaard verzending",
        ("shopify", _) => "International shipping",
        ("woocommerce", "NL") => "Verzendkosten",
        ("woocommerce", _) => "Flat rate",
        ("magento", _) => "Flat Rate - Fixed",
        _ => "",
    }
}

/// The method that a shop's plugin has set on the order, by the id of the old interface.
pub(super) fn own_method(system: &str, country: &str) -> serde_json::Map<String, serde_json::Value> {
    let method = match (system, country) {
        ("woocommerce", "NL") => 39,
        ("woocommerce", "BE") => 550,
        _ => return serde_json::Map::new(),
    };
    serde_json::Map::from_iter([("shipping_method".to_owned(), method.into())])
}

/// Running numbers per shop.
#[derive(Debug, Default)]
pub(super) struct Numbers(HashMap<u64, u64>);

impl Numbers {
    /// The shop's own id and the number that people use.
    pub(super) fn next(&mut self, shop: &ShopProfile, rng: &mut Rng) -> (String, String) {
        let first = match shop.system.as_str() {
            "shopify" => 1042,
            "woocommerce" => 20_417,
            "magento" => 347,
            _ => 51,
        };
        let number = self.0.entry(shop.id).and_modify(|n| *n += 1).or_insert(first);
        let number = *number;
        match shop.system.as_str() {
            "shopify" => (format!("57{}{number}", rng.digits(7)), format!("#{number}")),
            "woocommerce" => (number.to_string(), number.to_string()),
            "magento" => (number.to_string(), format!("{number:09}")),
            _ => (rng.uuid(), format!("KA-2026-{number:04}")),
        }
    }
}
