//! What the shops sell.

use std::collections::HashMap;
use std::sync::LazyLock;

use serde::Deserialize;

use crate::model::SimItem;
use crate::rng::Rng;

#[derive(Debug, Deserialize)]
struct Product {
    sku: String,
    ean: String,
    name: String,
    cents: u64,
    grams: u64,
    hs: String,
    origin: String,
}

static PRODUCTS: LazyLock<HashMap<String, Vec<Product>>> = LazyLock::new(|| {
    let text = include_str!("../../../../../assets/practice/products.json");
    serde_json::from_str(text).unwrap_or_default()
});

const LINES_MAX: u64 = 4;

/// One to four lines of a shop's products; a shop without a list of its own sells the first one's.
pub(super) fn items(shop: &str, rng: &mut Rng) -> Vec<SimItem> {
    let Some(list) = PRODUCTS.get(shop).or_else(|| PRODUCTS.get("Tulpenhof")) else { return Vec::new() };
    let lines = 1 + rng.below(LINES_MAX).min(rng.below(LINES_MAX));
    let mut places: Vec<usize> = (0..list.len()).collect();
    rng.shuffle(&mut places);
    let chosen = places.into_iter().filter_map(|place| list.get(place).zip(Some(place)));
    chosen
        .take(usize::try_from(lines).unwrap_or(1))
        .map(|(product, place)| item(product, place, rng))
        .collect()
}

fn item(product: &Product, place: usize, rng: &mut Rng) -> SimItem {
    let quantity = if rng.percent(75) { 1 } else { 2 + rng.below(3) as u32 };
    SimItem {
        id: format!("{}", 981_200 + rng.below(9_000) * 10 + place as u64),
        product_id: format!("{}", 145_800 + place),
        sku: product.sku.clone(),
        ean: product.ean.clone(),
        name: product.name.clone(),
        quantity,
        price: decimal(product.cents, 2),
        weight: Some(decimal(product.grams, 3)),
        hs_code: product.hs.clone(),
        origin: product.origin.clone(),
        properties: Vec::new(),
    }
}

/// A whole number of small units as decimal text: 1320 with 3 places is "1.320".
pub(super) fn decimal(small: u64, places: u32) -> String {
    let unit = 10u64.pow(places);
    format!("{}.{:0width$}", small / unit, small % unit, width = places as usize)
}

fn units(text: &str, factor: f64) -> u64 {
    (text.parse::<f64>().unwrap_or_default() * factor).round().max(0.0) as u64
}

pub(super) fn grams(item: &SimItem) -> u64 {
    item.weight.as_deref().map_or(0, |kg| units(kg, 1000.0)) * u64::from(item.quantity)
}

pub(super) fn cents(item: &SimItem) -> u64 {
    units(&item.price, 100.0) * u64::from(item.quantity)
}
