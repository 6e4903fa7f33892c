//! Sendcloud as a typed client: the v2 Integrations API (shops, open orders, logs), its v3 counterparts for reading, and
//! the parts of v3 that shipping an order needs. One file per resource, named as the API names it.
//!
//! Reads are lenient: numbers may be texts, anything may be null or missing, unknown fields and codes are kept or
//! ignored, and one bad row never fails a page ([`Listed`]). Writes are strict: a request that the documents call
//! invalid cannot be built.
//!
//! Deliberately not here: HTTP itself, retries and limits (crate `api-client`), and every decision about money (crate
//! `engine`). This crate only says what the platform answered.

pub mod account;
pub mod brands;
pub mod contracts;
mod errors;
pub mod incoming_orders;
pub mod integrations;
pub mod orders;
mod pages;
pub mod parcel_documents;
pub mod parcel_statuses;
pub mod parcel_tracking;
pub mod sender_addresses;
pub mod ship_an_order;
mod ship_with;
pub mod shipments;
pub mod shipping_options;

pub use api_client::lenient::Grams;
pub use errors::ErrorItem;
pub use pages::{Listed, Pages};
pub use ship_with::ShipWith;
