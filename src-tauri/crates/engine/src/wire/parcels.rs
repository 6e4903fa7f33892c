//! What crosses about the parcels of an order: how it is divided, and where they are.

use serde::{Deserialize, Serialize};

#[cfg(feature = "ts")]
pub(super) fn typescript() -> Vec<String> {
    declarations()
}

wire! {
    /// One parcel of an order that is sent in several.
    pub struct ParcelSplit {
        pub items: Vec<SplitItem>,
        pub weight_grams: Option<u32>,
        /// Outer size; all three or none.
        pub length_mm: Option<u32>,
        pub width_mm: Option<u32>,
        pub height_mm: Option<u32>,
    }

    /// A part of an order line, by the shop's id of the line.
    pub struct SplitItem { pub item_id: String, pub quantity: u32 }

    /// A line of an order as the platform has it now.
    pub struct OrderLine {
        pub item_id: String,
        pub description: String,
        pub sku: Option<String>,
        pub quantity: u32,
        /// Of one piece.
        pub weight_grams: Option<u32>,
    }

    /// What a scan can have meant, the likeliest first: an order number or a tracking number.
    pub struct FindShipped { pub texts: Vec<String> }

    /// Where a parcel is.
    pub struct ParcelStatus {
        /// The platform's: `DELIVERED`.
        pub code: String,
        /// The platform's words.
        pub message: String,
    }

    /// A status that parcels of this station have, and how many.
    pub struct ParcelsWithStatus { pub code: String, pub message: String, pub orders: u32 }
}
