//! What the simulated Wemasy shop is like.

use std::ops::RangeInclusive;

use serde::{Deserialize, Serialize};

/// Ranges are in milliseconds of the platform's clock; each draw comes from the seed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct WemasyConfig {
    /// The Sendcloud integration that is this shop; absent: the account's last one.
    pub integration: Option<u64>,
    /// Orders that Sendcloud does not know yet, of all statuses.
    pub orders: usize,
    /// Orders of the integration that are in Wemasy too, pushed earlier.
    pub joined: usize,
    /// Whether the shop's own Sendcloud integration is connected.
    pub connected: bool,
    /// From a push to the order's appearance in Sendcloud.
    pub import_ms: RangeInclusive<u64>,
    /// From then, or from create-label, to the shipment.
    pub label_ms: RangeInclusive<u64>,
    /// A push without labels makes a shipment without a label instead of an order (the documents do not say which).
    pub pushes_shipments: bool,
    /// Whether create-label and push make another label for an order that has one of Wemasy's (idempotency is not
    /// promised).
    pub labels_again: bool,
    /// How long a document is being made.
    pub pdf_ms: RangeInclusive<u64>,
    /// How long a document is kept; asking later makes another one.
    pub pdf_kept_ms: u64,
    /// Requests a minute; `None` is unlimited.
    pub per_minute: Option<usize>,
    /// Bookings a minute.
    pub bookings_per_minute: Option<usize>,
    /// Rows of a page when the request does not say (undocumented).
    pub page_size: usize,
    /// Orders of one chunk of the queue (undocumented).
    pub chunk_size: usize,
}

impl WemasyConfig {
    /// Lively but quick, with the documented limits.
    pub fn practice() -> Self {
        Self {
            integration: None,
            orders: 24,
            joined: 4,
            connected: true,
            import_ms: 2_000..=6_000,
            label_ms: 2_000..=8_000,
            pushes_shipments: false,
            labels_again: false,
            pdf_ms: 1_500..=4_000,
            pdf_kept_ms: 3_600_000,
            per_minute: Some(60),
            bookings_per_minute: Some(5),
            page_size: 10,
            chunk_size: 10,
        }
    }

    /// Everything is done at once, nothing is limited.
    pub fn test() -> Self {
        Self {
            import_ms: 0..=0,
            label_ms: 0..=0,
            pdf_ms: 0..=0,
            per_minute: None,
            bookings_per_minute: None,
            ..Self::practice()
        }
    }
}

impl Default for WemasyConfig {
    fn default() -> Self {
        Self::practice()
    }
}
