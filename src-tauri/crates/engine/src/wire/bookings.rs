//! What crosses about bookings in the shops' accounts and about Wemasy's documents.

use serde::{Deserialize, Serialize};

use super::RowId;

#[cfg(feature = "ts")]
pub(super) fn typescript() -> Vec<String> {
    declarations()
}

wire! {
    pub struct BookingsQuery {
        /// Part of an order number; `null`: all.
        pub text: Option<String>,
        /// `null`: all.
        pub state: Option<BookingState>,
    }

    /// The outbox of the shops' accounts.
    pub struct BookingsView {
        /// What needs a person first, then the newest; not more than some hundreds.
        pub rows: Vec<Booking>,
        /// Of everything, whatever was asked for.
        pub counts: BookingCounts,
        /// When the next one is sent; `null`: none can be.
        pub next_at: Option<String>,
        /// When the last one of those that can be sent is sent.
        pub ends_at: Option<String>,
        /// Shops whose queue waits for something.
        pub held: Vec<HeldShop>,
    }

    #[derive(Copy, Eq, Default)]
    pub struct BookingCounts {
        pub queued: u32,
        pub requested: u32,
        pub done: u32,
        pub refused: u32,
        pub unknown: u32,
        pub withdrawn: u32,
    }

    /// One order, sent to the accounts once.
    pub struct Booking {
        pub id: RowId,
        #[cfg_attr(feature = "ts", ts(type = "number"))]
        pub shop_id: i64,
        /// The shop's name.
        pub shop: String,
        pub order_number: String,
        pub state: BookingState,
        pub queued_at: String,
        /// When it was last sent.
        pub requested_at: Option<String>,
        pub ended_at: Option<String>,
        /// The platform's words, ours, and the reason for sending it again.
        pub words: Option<String>,
        /// A person may send it again, with a reason.
        pub again: bool,
    }

    #[derive(Copy, Eq)]
    pub enum BookingState {
        Queued,
        /// Sent; the answer is awaited.
        Requested,
        Done,
        /// In the platform's own words: nothing was booked.
        Refused,
        /// It may have been booked: look into the accounts.
        Unknown,
        /// Taken out by a person, or replaced by a later one.
        Withdrawn,
    }

    pub struct HeldShop {
        #[cfg_attr(feature = "ts", ts(type = "number"))]
        pub shop_id: i64,
        pub shop: String,
        pub why: HeldWhy,
        /// How many wait.
        pub queued: u32,
        /// The platform's words.
        pub message: Option<String>,
    }

    #[derive(Copy, Eq)]
    pub enum HeldWhy {
        /// The shop is switched off.
        Disabled,
        /// The station has no token of the shop.
        NoToken,
        /// The platform does not accept the token.
        TokenRefused,
        /// The platform asked for a pause, or cannot be reached; it goes on by itself.
        Paused,
    }

    /// Orders with a label of this station, named one by one or as a batch.
    pub struct QueueBookings { pub orders: Vec<RowId>, pub batch_id: Option<RowId> }

    #[derive(Copy, Eq, Default)]
    pub struct QueuedBookings {
        pub queued: u32,
        /// Booked, queued, or sent before: those are sent again one by one, with a reason.
        pub already: u32,
        /// This station has no label of it.
        pub no_label: u32,
        /// No Wemasy shop knows the order.
        pub not_wemasy: u32,
    }

    /// Sends an order again that is refused, unknown or withdrawn. `reason` is the person's own words; they are kept.
    pub struct RetryBooking { pub id: RowId, pub reason: String }

    #[derive(Copy, Eq)]
    pub struct OneBooking { pub id: RowId }

    // ---- documents --------------------------------------------------------------------------------------------

    #[derive(Copy, Eq)]
    pub struct DocumentRequest { pub order_id: RowId, pub kind: DocumentKind }

    #[derive(Copy, Eq)]
    pub enum DocumentKind { PackageSlip, Invoice }

    /// How far a document is. Ask again while it is being made.
    pub struct DocumentState {
        pub progress: DocumentProgress,
        /// Where it was saved.
        pub path: Option<String>,
        pub pages: u32,
        /// Why there is none.
        pub message: Option<String>,
    }

    #[derive(Copy, Eq)]
    pub enum DocumentProgress {
        Making,
        Ready,
        /// Said once; asking again begins anew.
        Failed,
    }
}
