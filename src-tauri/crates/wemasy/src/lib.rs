//! The Wemasy E-commerce API as a typed client: reading orders, handing them to Wemasy's own Sendcloud integration, papers
//! and bookings. One file per resource, named as the API names it.
//!
//! The documentation gives no schema for most of what matters (the rows of the order list, the inside of an order), so
//! reads are lenient throughout: numbers may be texts, anything may be null, missing or another shape, and every row keeps
//! the whole JSON it came from (`raw`). One bad row never fails a page. Writes are strict.
//!
//! A 200 of this API means "accepted", never "a label exists"; see [`push`] and [`create_label`]. What is sent without a
//! known outcome is an [`Outcome::Unknown`]: idempotency is promised nowhere.
//!
//! Deliberately not here: HTTP itself, retries and limits (crate `api-client`), every decision about money (crate
//! `engine`), and the endpoints whose answers hold payment secrets (settings, projects).

pub mod create_label;
mod errors;
pub mod generate_pdf;
mod host;
pub mod order_detail;
pub mod orders;
mod outcome;
mod parts;
pub mod push;
pub mod sendcloud_status;
pub mod shipping_methods;
pub mod sync_snelstart;
pub mod update_order;

use std::sync::Arc;

use api_client::{Api, Bucket, Limiter, Limits, Transport};

pub use api_client::lenient::Grams;
pub use api_client::pages::Listed;
pub use host::Host;
pub use outcome::Outcome;
pub use parts::{Contact, InvalidOrders, Line, OrderId, OrderIds, ShipmentRecord, ShippingData};

/// The documented limits: 60 requests a minute for everything together, and 5 bookings a minute. Nothing is said about
/// single seconds.
pub fn limits() -> [(Bucket, Limits); 2] {
    [
        (Bucket::Everything, Limits { per_second: 60, per_minute: 60 }),
        (Bucket::Accounting, Limits { per_second: 5, per_minute: 5 }),
    ]
}

/// One shop's API behind the documented limits. A token belongs to one shop, so several shops are several of these.
pub fn api(transport: Arc<dyn Transport>) -> Api {
    Api::new(transport, Arc::new(Limiter::of_buckets(limits())))
}
