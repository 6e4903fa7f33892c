//! What crosses before money is spent: the plan of a batch, and the click that ships it.

use serde::{Deserialize, Serialize};

use super::{ParcelSplit, Problem, RowId, ShipOptions, Shipment};

#[cfg(feature = "ts")]
pub(super) fn typescript() -> Vec<String> {
    declarations()
}

wire! {
    pub struct PlanRequest {
        pub orders: Vec<RowId>,
        pub options: ShipOptions,
        /// As [`ShipAnyway`] would ship them.
        #[serde(default)]
        pub anyway: Vec<KnownLabels>,
    }

    /// What *Ship* would do, before any money is spent.
    pub struct Plan {
        pub orders: u32,
        /// Orders that would get a label.
        pub ready: u32,
        /// Calls of at most 20 orders.
        pub calls: u32,
        /// Orders with problems, blocking ones first; an order may be ready and have a warning.
        pub lines: Vec<PlanLine>,
        pub countries: Vec<CountryCount>,
        pub weight_grams: u32,
        pub options: ShipOptions,
    }

    pub struct PlanLine { pub order_id: RowId, pub number: String, pub shop: String, pub name: String, pub left_out: bool, pub problems: Vec<Problem>, /** Labels with its number that may be its own. */ pub labels: Vec<Shipment> }

    pub struct CountryCount { pub country: String, pub orders: u32 }

    /// `request_id` is made once per confirm sheet: the same id never makes a second batch (double click, two windows).
    pub struct ShipRequest {
        pub orders: Vec<RowId>,
        pub options: ShipOptions,
        pub request_id: String,
        /// One order, shipped by a scan: its label comes with the answer.
        #[serde(default)]
        pub at_once: bool,
        /// One order in several parcels; empty: as the platform packs it.
        #[serde(default)]
        pub parcels: Vec<ParcelSplit>,
    }

    /// A label that a person knows of and ships the order in spite of.
    pub struct KnownLabels { pub order_id: RowId, pub shipments: Vec<String> }

    /// As [`ShipRequest`], also orders that other labels keep out: exactly these labels, and nothing else, is looked past.
    /// Logged; `reason` is the person's own words.
    pub struct ShipAnyway {
        #[serde(flatten)]
        pub request: ShipRequest,
        pub anyway: Vec<KnownLabels>,
        pub reason: String,
    }
}
