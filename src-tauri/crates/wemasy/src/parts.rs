//! Parts of an order that several resources name: ids, shipping data, people and lines.

use std::collections::HashSet;

use api_client::lenient::{Fields, Grams, flag, text};
use serde_json::Value;

/// The platform's own id of an order: what push, labels, papers and bookings take. Not the order number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct OrderId(pub u64);

impl std::fmt::Display for OrderId {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}

/// Orders of one call: at least one, none twice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OrderIds(Vec<OrderId>);

/// Orders that cannot be one call.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum InvalidOrders {
    #[error("the call names no order")]
    None,
    #[error("order {0} is named twice in one call")]
    Twice(OrderId),
    #[error("0 is not the id of an order")]
    Zero,
}

impl OrderIds {
    /// # Errors
    /// [`InvalidOrders`]
    pub fn new(orders: impl IntoIterator<Item = OrderId>) -> Result<Self, InvalidOrders> {
        let orders: Vec<OrderId> = orders.into_iter().collect();
        let mut seen = HashSet::new();
        for order in &orders {
            if order.0 == 0 {
                return Err(InvalidOrders::Zero);
            }
            if !seen.insert(*order) {
                return Err(InvalidOrders::Twice(*order));
            }
        }
        match orders.is_empty() {
            true => Err(InvalidOrders::None),
            false => Ok(Self(orders)),
        }
    }

    pub fn ids(&self) -> &[OrderId] {
        &self.0
    }

    pub(crate) fn numbers(&self) -> Vec<u64> {
        self.0.iter().map(|order| order.0).collect()
    }
}

/// What Wemasy keeps about shipping an order (`sendcloud_...`). The types are documented as "mixed".
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ShippingData {
    pub shipping_method_id: Option<u64>,
    pub parcels: Option<u64>,
    /// Kilograms on the wire, as far as can be told.
    pub weight: Option<Grams>,
    pub labels_created: Option<bool>,
    pub shipment_created: Option<bool>,
}

impl ShippingData {
    pub(crate) fn read(fields: Fields<'_>) -> Self {
        Self {
            shipping_method_id: fields.id("sendcloud_shipping_method_id"),
            parcels: fields.id("sendcloud_no_parcels"),
            weight: fields.kg("sendcloud_weight"),
            labels_created: fields.value("sendcloud_labels_created").and_then(flag),
            shipment_created: fields.value("sendcloud_shipment_created").and_then(flag),
        }
    }

    /// Of a row: beside its other fields or in one of the objects that hold them.
    pub(crate) fn of_row(row: Fields<'_>) -> Self {
        let inside = ["order_metadata", "metadata", "meta"].into_iter().filter_map(|name| row.object(name));
        [row]
            .into_iter()
            .chain(inside)
            .map(Self::read)
            .find(|data| *data != Self::default())
            .unwrap_or_default()
    }
}

/// A shipment as Wemasy records it. All of it may be missing before and after a push.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ShipmentRecord {
    pub id: Option<String>,
    pub status: Option<String>,
    pub external_shipment_id: Option<String>,
    pub service_name: Option<String>,
    pub tracking_number: Option<String>,
}

impl ShipmentRecord {
    pub(crate) fn read(fields: Fields<'_>) -> Option<Self> {
        let record = Self {
            id: fields.word("id"),
            status: fields.word("status"),
            external_shipment_id: fields.word("external_shipment_id"),
            service_name: fields.word("service_name"),
            tracking_number: fields.word("tracking_number"),
        };
        (record != Self::default()).then_some(record)
    }
}

/// A person and an address.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Contact {
    pub name: Option<String>,
    pub company: Option<String>,
    pub email: Option<String>,
    pub phone: Option<String>,
    pub street: Option<String>,
    pub house_number: Option<String>,
    pub postal_code: Option<String>,
    pub city: Option<String>,
    /// As it came, mostly ISO 3166-1 alpha-2.
    pub country: Option<String>,
}

impl Contact {
    /// From an object, or from a text that is one, or from the address inside; `None` when nothing in it is known.
    pub(crate) fn read(value: &Value) -> Option<Self> {
        let parsed;
        let value = match value {
            Value::String(text) => {
                parsed = serde_json::from_str::<Value>(text).ok()?;
                &parsed
            }
            other => other,
        };
        let fields = Fields::of(value)?;
        let any = |names: &[&str]| names.iter().find_map(|name| fields.word(name));
        let first_and_last = || {
            let parts = [any(&["firstname", "first_name"]), any(&["lastname", "last_name"])];
            let name = parts.into_iter().flatten().collect::<Vec<_>>().join(" ");
            (!name.is_empty()).then_some(name)
        };
        let contact = Self {
            name: any(&["name", "full_name", "customer_name"]).or_else(first_and_last),
            company: any(&["company", "company_name"]),
            email: any(&["email", "customer_email"]),
            phone: any(&["phone", "telephone", "phone_number"]),
            street: any(&["street", "address"]),
            house_number: any(&["number", "house_number"]),
            postal_code: any(&["postcode", "postal_code", "zip"]),
            city: any(&["city"]),
            country: any(&["country", "country_code"]),
        };
        match contact == Self::default() {
            true => Self::within(fields, &["shipping", "shipping_address", "billing", "billing_address"]),
            false => Some(contact),
        }
    }

    /// The first of these members that is a contact.
    pub(crate) fn within(fields: Fields<'_>, names: &[&str]) -> Option<Self> {
        names.iter().find_map(|name| fields.value(name).and_then(Self::read))
    }
}

/// One line of an order.
#[derive(Debug, Clone, PartialEq)]
pub struct Line {
    pub title: String,
    pub quantity: Option<u64>,
    /// As it came; whether tax is in it is not documented.
    pub price: Option<String>,
    /// Per piece, taken as kilograms.
    pub weight: Option<Grams>,
    /// The only code that can be scanned; no SKU is documented.
    pub ean: Option<String>,
    /// The product's picture; in which form is not documented.
    pub main_image: Option<String>,
    pub raw: Value,
}

impl Line {
    pub(crate) fn read(value: &Value) -> Option<Self> {
        let fields = Fields::of(value)?;
        let product = fields.object("product");
        let word = |name: &str| fields.word(name).or_else(|| product.and_then(|product| product.word(name)));
        Some(Self {
            title: word("title").or_else(|| word("name")).unwrap_or_default(),
            quantity: fields.id("quantity").or_else(|| fields.id("qty")),
            price: word("price"),
            weight: word("weight").and_then(|kg| Grams::from_kg(&kg)),
            ean: word("ean"),
            main_image: word("main_image"),
            raw: value.clone(),
        })
    }
}

/// Texts of a list whose items may be texts, numbers or objects with an id.
pub(crate) fn names(value: Option<&Value>) -> Vec<String> {
    let name = |item: &Value| {
        let fields = Fields::of(item);
        let named = || {
            let fields = fields?;
            ["id", "order_id", "order_number", "message"].into_iter().find_map(|name| fields.word(name))
        };
        text(item).or_else(named)
    };
    match value {
        Some(Value::Array(items)) => items.iter().filter_map(name).collect(),
        Some(Value::Object(items)) => items.values().filter_map(name).collect(),
        Some(single) => name(single).into_iter().collect(),
        None => Vec::new(),
    }
}
