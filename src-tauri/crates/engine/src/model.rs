//! Orders and shipments as the engine thinks of them: between the platform's wire types and the UI's.

use serde::{Deserialize, Serialize};

/// An order of a shop, as last listed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Order {
    pub integration_id: i64,
    /// The shop's own id; what ship-an-order addresses.
    pub external_order_id: Option<String>,
    /// Set for orders that the shop split into several shipments.
    pub external_shipment_id: Option<String>,
    pub number: String,
    pub order_status: Status,
    pub payment_status: Status,
    pub address: Address,
    pub email: Option<String>,
    pub phone: Option<String>,
    /// When the customer ordered: the shop's time, else the platform's.
    pub ordered_at: Option<String>,
    /// The checkout's words.
    pub shipping_method: Option<String>,
    /// What the old interface calls the order's own method.
    #[serde(default)]
    pub shipping_method_id: Option<i64>,
    pub service_point: bool,
    pub weight_grams: Option<u32>,
    pub items: Vec<Item>,
    pub value: Option<Money>,
    /// Wemasy's list says little about an order; its address and lines are read one by one.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub unread: bool,
}

/// A status in the shop's own words. An order without one has an empty code: still something to choose.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Status {
    pub code: String,
    pub label: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Address {
    pub name: String,
    pub company: Option<String>,
    pub street: String,
    pub house_number: String,
    pub line_2: Option<String>,
    pub postal_code: String,
    pub city: String,
    pub state: Option<String>,
    /// ISO 3166-1 alpha-2, upper case.
    pub country: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Item {
    pub sku: Option<String>,
    /// EAN, as far as the platform tells it: v2 of Sendcloud does not.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub barcode: Option<String>,
    pub description: String,
    pub quantity: u32,
    /// Of one piece.
    pub weight_grams: Option<u32>,
    /// Decimal text in the order's currency, of one piece.
    pub value: Option<String>,
    pub hs_code: Option<String>,
    pub origin_country: Option<String>,
    /// Where its picture is, as far as the platform tells it: v2 of Sendcloud does not.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub image_url: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Money {
    pub amount: String,
    pub currency: String,
}

/// What makes an order one order within its account: the shop and the shop's id, or its number where there is no id.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub struct ClaimKey {
    pub integration_id: i64,
    pub key: String,
}

impl Order {
    pub fn claim_key(&self) -> ClaimKey {
        let key = match self.external_order_id.as_deref().filter(|id| !id.is_empty()) {
            Some(id) => id.to_owned(),
            None => format!("number:{}", self.number),
        };
        ClaimKey { integration_id: self.integration_id, key }
    }

    /// The order's own weight, else the sum of its items where every item has one.
    pub fn total_weight_grams(&self) -> Option<u32> {
        self.weight_grams.filter(|grams| *grams > 0).or_else(|| {
            let sum = self
                .items
                .iter()
                .map(|item| item.weight_grams.filter(|g| *g > 0)?.checked_mul(item.quantity))
                .try_fold(0u32, |sum, grams| sum.checked_add(grams?))?;
            (sum > 0).then_some(sum)
        })
    }
}

impl Address {
    /// Same place, as far as two spellings of it can be compared: country and postal code.
    pub fn same_place(&self, other: &Self) -> bool {
        !self.postal_code.is_empty()
            && squeeze(&self.postal_code) == squeeze(&other.postal_code)
            && self.country.eq_ignore_ascii_case(&other.country)
    }

    /// Same person at the same door, as far as both name them.
    pub fn same_door(&self, other: &Self) -> bool {
        self.same_place(other)
            && !self.name.is_empty()
            && squeeze(&self.name) == squeeze(&other.name)
            && squeeze(&self.house_number) == squeeze(&other.house_number)
    }

    pub fn is_empty(&self) -> bool {
        self.postal_code.is_empty() && self.city.is_empty() && self.country.is_empty()
    }
}

fn squeeze(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_uppercase).collect()
}

/// A shipment of the account, made by anyone, as last listed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Shipment {
    pub id: String,
    pub order_number: Option<String>,
    pub state: ShipmentState,
    pub active: bool,
    /// The platform's words for the state.
    pub status: String,
    /// The carrier's words when it failed.
    pub failure: Option<String>,
    pub carrier: Option<String>,
    pub shipping_option_code: Option<String>,
    pub to: Address,
    pub parcels: Vec<Parcel>,
    /// The platform's clock.
    pub created_at: Option<String>,
    pub updated_at: Option<jiff::Timestamp>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Parcel {
    pub id: u64,
    pub tracking_number: Option<String>,
    pub tracking_url: Option<String>,
    /// Kinds of papers that the platform lists: `label`, `customs-declaration`, ...
    pub documents: Vec<String>,
    /// Failed or cancelled, while the shipment's other parcels may be fine.
    #[serde(default)]
    pub dead: bool,
    /// The platform's: `DELIVERED`.
    #[serde(default)]
    pub status_code: String,
    #[serde(default)]
    pub status: String,
}

/// A shipment's state, as far as the engine's next step is concerned.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ShipmentState {
    /// The carrier was asked.
    Announcing,
    /// There is a label, or the parcel is on its way.
    Ready,
    Failed,
    Cancelled,
    /// A shipment without a bought label.
    NoLabel,
    /// A code that this version does not know: neither success nor failure, but it may have cost money.
    Other,
}

impl Shipment {
    pub fn tracking_numbers(&self) -> Vec<String> {
        self.parcels.iter().filter_map(|parcel| parcel.tracking_number.clone()).collect()
    }
}

/// The states of an attempt: one order in one call. Drawn in [`crate::batch`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum AttemptState {
    Planned,
    Requested,
    Accepted,
    Labelled,
    Refused,
    Unknown,
    Failed,
    Cancelled,
    Elsewhere,
    Withdrawn,
    Overridden,
}

impl AttemptState {
    pub const ALL: [Self; 11] = [
        Self::Planned,
        Self::Requested,
        Self::Accepted,
        Self::Labelled,
        Self::Refused,
        Self::Unknown,
        Self::Failed,
        Self::Cancelled,
        Self::Elsewhere,
        Self::Withdrawn,
        Self::Overridden,
    ];

    /// As it stands in the journal.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Planned => "planned",
            Self::Requested => "requested",
            Self::Accepted => "accepted",
            Self::Labelled => "labelled",
            Self::Refused => "refused",
            Self::Unknown => "unknown",
            Self::Failed => "failed",
            Self::Cancelled => "cancelled",
            Self::Elsewhere => "elsewhere",
            Self::Withdrawn => "withdrawn",
            Self::Overridden => "overridden",
        }
    }

    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.as_str() == text)
    }

    /// The order is taken: no other attempt may exist beside it (the journal's partial unique index says the same).
    pub fn claims(self) -> bool {
        match self {
            Self::Planned | Self::Requested | Self::Unknown | Self::Accepted | Self::Labelled => true,
            Self::Refused
            | Self::Failed
            | Self::Cancelled
            | Self::Elsewhere
            | Self::Withdrawn
            | Self::Overridden => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn postal_codes_are_compared_without_their_spelling() {
        let place = |postal: &str, country: &str| Address {
            postal_code: postal.into(),
            country: country.into(),
            ..Address::default()
        };
        assert!(place("1012 AB", "NL").same_place(&place("1012ab", "nl")));
        assert!(!place("1012 AB", "NL").same_place(&place("1012 AC", "NL")));
        assert!(!place("", "NL").same_place(&place("", "NL")), "two unknown places are not the same place");
    }
}
