//! What the simulated account is like: size, latencies, limits, and the data to make up.

use std::ops::RangeInclusive;

use serde::{Deserialize, Serialize};

use crate::wemasy::WemasyConfig;

/// The simulated account. Ranges are in milliseconds of the platform's clock; each draw comes from the seed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Config {
    pub seed: u64,
    /// Open orders (others that must not count as open come on top, see [`Profile`]).
    pub orders: usize,
    /// How long a parcel stays `ANNOUNCING`, from the answer of its create call on.
    pub announce_ms: RangeInclusive<u64>,
    /// Latency of a create or cancel call.
    pub answer_ms: RangeInclusive<u64>,
    /// Latency of create-label-sync.
    pub sync_ms: RangeInclusive<u64>,
    /// On top of both, for each order of a create call.
    pub order_ms: u64,
    /// Latency of a read.
    pub read_ms: RangeInclusive<u64>,
    /// Latency of a document; absent: as any read.
    pub document_ms: Option<RangeInclusive<u64>>,
    /// A new shipment appears in filtered lists only after this; reads by id see it at once.
    pub listed_after_ms: RangeInclusive<u64>,
    /// How long a cancellation stays queued (`CANCELLING`).
    pub cancel_ms: RangeInclusive<u64>,
    /// Whether `integration_id` finds shipments that ship-an-order made (undocumented).
    pub links_shops: LinksShops,
    pub limits: Limits,
    /// What a 429 says about waiting (undocumented).
    pub retry_after: RetryAfter,
    /// Orders per page of the v2 list (undocumented).
    pub v2_page_size: usize,
    /// False: an account that v2 is closed to; every v2 path is a 403.
    pub v2_available: bool,
    /// False: an account that may not hand in orders ("for partners"); its upserts are a 403.
    pub upsert_allowed: bool,
    /// Partners that the platform knows; any other `Sendcloud-Partner-Id` is a 400.
    pub partner_ids: Vec<String>,
    /// A deleted order that its shop still calls open is imported again so long after it was deleted; absent: never.
    pub import_again_ms: Option<u64>,
    pub organization: Organization,
    pub profile: Profile,
    pub habits: Habits,
    /// The Wemasy shop beside the account; absent: there is none.
    pub wemasy: Option<WemasyConfig>,
}

/// What people and the platform do unasked; nothing by default. Ranges are in milliseconds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Habits {
    /// Failed announcements of 100 that somebody corrects and announces in the panel.
    pub announced_later_percent: u64,
    /// How long after the failure.
    pub announced_later_ms: RangeInclusive<u64>,
    /// Open orders of 100 that somebody makes a label for in the panel, whether or not they have one.
    pub panel_label_percent: u64,
    /// How long after the account's beginning.
    pub panel_label_ms: RangeInclusive<u64>,
    /// Shipments of 100 that the platform splits into parcels by itself (those of several pieces).
    pub multicollo_percent: u64,
    /// Of these: shipments of 100 of which the carrier refuses one parcel.
    pub parcel_fails_percent: u64,
}

impl Default for Habits {
    fn default() -> Self {
        Self {
            announced_later_percent: 0,
            announced_later_ms: 0..=0,
            panel_label_percent: 0,
            panel_label_ms: 0..=0,
            multicollo_percent: 0,
            parcel_fails_percent: 0,
        }
    }
}

/// Whether shipments made by ship-an-order carry the shop's integration.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LinksShops {
    Always,
    Never,
    /// Each shipment by the seed.
    Mixed,
}

/// Requests per sliding window; `None` is unlimited.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Limits {
    pub reads_per_minute: Option<usize>,
    pub writes_per_minute: Option<usize>,
    pub writes_per_second: Option<usize>,
}

impl Limits {
    /// "100 writes/min with burst 15/s, 1000 GET/min".
    pub fn documented() -> Self {
        Self { reads_per_minute: Some(1000), writes_per_minute: Some(100), writes_per_second: Some(15) }
    }

    pub fn unlimited() -> Self {
        Self::default()
    }
}

/// The `Retry-After` header of a 429.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RetryAfter {
    None,
    Seconds,
    Date,
    /// Neither of both.
    Nonsense,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Organization {
    pub id: u64,
    pub name: String,
}

/// The data to make up. Also a file of the CLI's `simulate --profile` (JSON; every field has a default).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Profile {
    pub shops: Vec<ShopProfile>,
    /// ISO country codes with their shares: NL, BE, DE, FR, GB, CH, AT, NO are known.
    pub countries: Vec<(String, u32)>,
    /// Orders per 100 open ones that are fulfilled, cancelled, unpaid or on hold in the shop.
    pub closed_percent: usize,
    pub without_weight: usize,
    pub without_house_number: usize,
    pub without_postal_code: usize,
    /// Orders to GB or CH whose items have no customs data.
    pub without_customs_data: usize,
    /// Orders that look fine and are refused by the platform.
    pub refused: usize,
    /// Orders whose announcement fails at the carrier.
    pub announcement_fails: usize,
    pub service_points: usize,
    /// One order number in two shops, one split order, numbers with signs.
    pub oddities: bool,
    /// Orders of 100 that leave the v2 list once they have a label; the same share again stays as fulfilled.
    pub leaves_list_percent: u64,
    /// The shop that cannot be told about its orders, with logs that say why.
    pub failing_shop: Option<u64>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ShopProfile {
    pub id: u64,
    pub name: String,
    /// `shopify`, `woocommerce`, `magento`, `api`: decides status words and order numbers.
    pub system: String,
    pub share: u32,
}

impl ShopProfile {
    fn new(id: u64, name: &str, system: &str, share: u32) -> Self {
        Self { id, name: name.to_owned(), system: system.to_owned(), share }
    }
}

impl Profile {
    /// Four shops with everything that a packing station meets in a week.
    pub fn practice() -> Self {
        Self {
            shops: vec![
                ShopProfile::new(70, "Tulpenhof", "shopify", 50),
                ShopProfile::new(71, "Fietskoets", "woocommerce", 30),
                ShopProfile::new(72, "Bergkaas & Co", "magento", 15),
                ShopProfile::new(73, "Kantoor-API", "api", 5),
            ],
            countries: [("NL", 62), ("BE", 13), ("DE", 11), ("FR", 6), ("GB", 5), ("CH", 3)]
                .map(|(code, share)| (code.to_owned(), share))
                .to_vec(),
            closed_percent: 12,
            without_weight: 9,
            without_house_number: 2,
            without_postal_code: 1,
            without_customs_data: 3,
            refused: 4,
            announcement_fails: 1,
            service_points: 2,
            oddities: true,
            leaves_list_percent: 40,
            failing_shop: Some(72),
        }
    }

    /// One shop, Dutch addresses, nothing odd: every order can be shipped.
    pub fn plain() -> Self {
        Self {
            shops: vec![ShopProfile::new(70, "Tulpenhof", "shopify", 1)],
            countries: vec![("NL".to_owned(), 1)],
            closed_percent: 0,
            without_weight: 0,
            without_house_number: 0,
            without_postal_code: 0,
            without_customs_data: 0,
            refused: 0,
            announcement_fails: 0,
            service_points: 0,
            oddities: false,
            leaves_list_percent: 0,
            failing_shop: None,
        }
    }
}

impl Default for Profile {
    fn default() -> Self {
        Self::practice()
    }
}

impl Config {
    /// Practice mode: lively but quick; a batch of all orders takes well under a minute.
    pub fn practice() -> Self {
        Self {
            seed: 1,
            orders: 240,
            announce_ms: 900..=4000,
            answer_ms: 350..=1100,
            sync_ms: 900..=2600,
            order_ms: 0,
            read_ms: 20..=90,
            document_ms: None,
            listed_after_ms: 300..=1500,
            cancel_ms: 1500..=4000,
            links_shops: LinksShops::Mixed,
            limits: Limits::documented(),
            retry_after: RetryAfter::None,
            v2_page_size: 100,
            v2_available: true,
            upsert_allowed: true,
            partner_ids: Vec::new(),
            // Shops are asked for their orders every ten minutes.
            import_again_ms: Some(600_000),
            organization: Organization { id: 41_207, name: "Packbench practice shop".to_owned() },
            profile: Profile::practice(),
            habits: Habits::default(),
            wemasy: Some(WemasyConfig::practice()),
        }
    }

    /// Tests: no latency, no limits, everything announced and listed at once, nothing odd.
    pub fn test() -> Self {
        Self {
            seed: 1,
            orders: 40,
            announce_ms: 0..=0,
            answer_ms: 0..=0,
            sync_ms: 0..=0,
            order_ms: 0,
            read_ms: 0..=0,
            document_ms: None,
            listed_after_ms: 0..=0,
            cancel_ms: 0..=0,
            links_shops: LinksShops::Always,
            limits: Limits::unlimited(),
            retry_after: RetryAfter::Seconds,
            v2_page_size: 100,
            v2_available: true,
            upsert_allowed: true,
            partner_ids: Vec::new(),
            import_again_ms: None,
            organization: Organization { id: 41_207, name: "Acme Corporation".to_owned() },
            profile: Profile::plain(),
            habits: Habits::default(),
            wemasy: None,
        }
    }
}

impl Default for Config {
    fn default() -> Self {
        Self::practice()
    }
}
