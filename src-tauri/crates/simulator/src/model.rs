//! What the platform knows: shops, orders, shipments, parcels. Wire shapes are made from these in `endpoints`.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// A connected shop ("integration").
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SimShop {
    pub id: u64,
    pub name: String,
    pub system: String,
    pub url: Option<String>,
    pub connected_at: Timestamp,
    /// The last change of its settings.
    #[serde(default)]
    pub updated_at: Option<Timestamp>,
    /// The platform cannot tell the shop about its orders.
    #[serde(default)]
    pub failing_since: Option<Timestamp>,
    #[serde(default = "enabled")]
    pub service_point_enabled: bool,
    #[serde(default = "usual_carriers")]
    pub service_point_carriers: Vec<String>,
    #[serde(default)]
    pub webhook_active: bool,
    #[serde(default)]
    pub webhook_url: Option<String>,
}

fn enabled() -> bool {
    true
}

pub(crate) fn usual_carriers() -> Vec<String> {
    vec!["postnl".to_owned(), "dhl_parcel".to_owned()]
}

/// One exchange between the platform and a shop that failed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct SimLog {
    pub id: u64,
    pub integration: u64,
    /// The fields of `IntegrationLog` that are the caller's, as they were given.
    pub said: serde_json::Map<String, serde_json::Value>,
    pub created_at: Timestamp,
}

/// A shop's own word for a state; Sendcloud passes it through unmapped.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Status {
    pub id: String,
    pub message: String,
}

impl Status {
    pub fn new(id: &str, message: &str) -> Self {
        Self { id: id.to_owned(), message: message.to_owned() }
    }
}

/// An imported order ("shipment" in v2, "order" in v3).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct SimOrder {
    /// Sendcloud's internal id.
    pub id: u64,
    /// v2 `shipment_uuid`.
    pub uuid: String,
    pub integration: u64,
    /// The shop's own id: v2 `external_order_id`, v3 `order_id`.
    pub order_id: String,
    /// Several for one `order_id`: the shop split the order.
    pub external_shipment_id: Option<String>,
    pub order_number: String,
    pub status: Status,
    pub payment: Status,
    pub name: String,
    pub company: String,
    pub address: String,
    pub house_number: String,
    pub address_2: String,
    pub postal_code: String,
    pub city: String,
    pub state: Option<String>,
    /// ISO 3166 alpha-2.
    pub country: String,
    pub email: String,
    pub telephone: String,
    pub service_point: Option<u64>,
    pub post_number: String,
    /// The method's name in the shop's checkout.
    pub checkout_method: String,
    /// Decimal kg.
    pub weight: Option<String>,
    pub total: String,
    pub currency: String,
    pub items: Vec<SimItem>,
    pub customs_invoice_nr: String,
    pub customs_shipment_type: Option<u8>,
    pub created_at: Timestamp,
    pub updated_at: Timestamp,
    pub shop_created_at: Timestamp,
    pub shop_updated_at: Timestamp,
    /// In the v2 and v3 lists.
    pub listed: bool,
    pub trouble: Trouble,
    pub after_label: AfterLabel,
    /// What an upsert said that is only handed back: `width`, `checkout_payload`, ...
    #[serde(default)]
    pub extras: serde_json::Map<String, serde_json::Value>,
}

/// One line of an order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SimItem {
    pub id: String,
    pub product_id: String,
    pub sku: String,
    /// v2 of the platform has no field for it; v3 and Wemasy have.
    #[serde(default)]
    pub ean: String,
    pub name: String,
    pub quantity: u32,
    /// Decimal text, per piece.
    pub price: String,
    /// Decimal kg per piece.
    pub weight: Option<String>,
    pub hs_code: String,
    pub origin: String,
    pub properties: Vec<(String, String)>,
}

/// What the platform or the carrier will say about an order that looks fine.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Trouble {
    None,
    /// The create call refuses it; nothing is charged.
    Refused {
        code: String,
        title: Option<String>,
        detail: String,
        field: Option<String>,
    },
    /// The create call accepts it, the carrier does not.
    AnnouncementFails {
        detail: String,
    },
}

/// What becomes of the order in the lists once a label is ready (undocumented; real shops differ).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum AfterLabel {
    Stays,
    StaysFulfilled,
    LeavesFulfilled,
}

/// Who made a shipment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Origin {
    ShipAnOrder,
    /// A person, in Sendcloud's own web panel.
    Panel,
    /// Wemasy's own Sendcloud integration.
    Wemasy,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SimShipment {
    /// A UUID; opaque to clients.
    pub id: String,
    /// Which order was shipped: [`SimOrder::id`].
    pub order: u64,
    pub order_number: String,
    pub integration: u64,
    /// Whether the `integration_id` filter finds it.
    pub linked: bool,
    pub option_code: String,
    pub contract_id: Option<u64>,
    pub sender_address_id: u64,
    pub brand_id: Option<u64>,
    pub origin: Origin,
    pub created_at: Timestamp,
    /// From here on it appears in filtered lists.
    pub listed_at: Timestamp,
    pub parcels: Vec<SimParcel>,
    /// The carrier's words when the announcement failed.
    pub errors: Vec<String>,
    /// What the carrier is going to say.
    pub will_fail: Option<String>,
    /// The announcement failed, and somebody announced it later.
    #[serde(default)]
    pub announced_later: bool,
    /// How long its parcels have a status that nobody knows, from their announcement on (`u64::MAX`: for ever).
    #[serde(default)]
    pub strange_for_ms: Option<u64>,
}

impl SimShipment {
    /// Parcels that the carrier took, or is going to take.
    pub fn charged_parcels(&self) -> usize {
        let asked = |parcel: &&SimParcel| parcel.status != ParcelStatus::NoLabel;
        match self.will_fail {
            Some(_) => 0,
            None => {
                let parcels = self.parcels.iter().filter(asked);
                parcels.filter(|parcel| parcel.will_fail.is_none()).count()
            }
        }
    }

    /// Neither cancelled nor failed: somebody pays for it.
    pub fn is_active(&self) -> bool {
        self.parcels.iter().any(|p| match p.status {
            ParcelStatus::Announcing
            | ParcelStatus::Strange
            | ParcelStatus::ReadyToSend
            | ParcelStatus::OnRoute
            | ParcelStatus::Delivered
            | ParcelStatus::Cancelling => true,
            ParcelStatus::AnnouncementFailed | ParcelStatus::Cancelled | ParcelStatus::NoLabel => false,
        })
    }
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SimParcel {
    pub id: u64,
    pub status: ParcelStatus,
    /// Assigned by the carrier; hidden while announcing.
    pub tracking_number: String,
    /// Decimal kg.
    pub weight: String,
    /// `item_id` and quantity.
    pub items: Vec<(String, u32)>,
    pub created_at: Timestamp,
    pub updated_at: Timestamp,
    pub announced_at: Option<Timestamp>,
    /// When the current status ends by itself.
    pub due: Option<Timestamp>,
    /// What the carrier is going to say about this parcel alone.
    #[serde(default)]
    pub will_fail: Option<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum ParcelStatus {
    Announcing,
    /// Announced, under a code that nobody documented.
    Strange,
    ReadyToSend,
    AnnouncementFailed,
    Cancelling,
    Cancelled,
    /// A shipment that somebody made without asking for a label.
    NoLabel,
    OnRoute,
    Delivered,
}

impl ParcelStatus {
    /// The platform's code and text.
    pub fn words(self) -> (&'static str, &'static str) {
        match self {
            Self::Announcing => ("ANNOUNCING", "Being announced"),
            Self::Strange => ("TELEPORTED", "Teleported"),
            Self::ReadyToSend => ("READY_TO_SEND", "Ready to send"),
            Self::AnnouncementFailed => ("ANNOUNCEMENT_FAILED", "Announcement Failed"),
            Self::Cancelling => ("CANCELLING", "Cancellation requested"),
            Self::Cancelled => ("CANCELLED", "Cancelled"),
            Self::NoLabel => ("NO_LABEL", "No label"),
            Self::OnRoute => ("SHIPMENT_ON_ROUTE", "Parcel en route"),
            Self::Delivered => ("DELIVERED", "Delivered"),
        }
    }

    /// The number that v2 uses for it, accepted by the `parcel_status` filter.
    pub fn number(self) -> u32 {
        match self {
            Self::Announcing => 1001,
            Self::Strange => 4711,
            Self::ReadyToSend => 1000,
            Self::AnnouncementFailed => 1002,
            Self::Cancelling => 1999,
            Self::Cancelled => 2000,
            Self::NoLabel => 999,
            Self::OnRoute => 3,
            Self::Delivered => 11,
        }
    }
}
