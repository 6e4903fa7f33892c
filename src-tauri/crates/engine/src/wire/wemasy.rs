//! What crosses about Wemasy: its shops, handing orders over, bookings.

use serde::{Deserialize, Serialize};

use super::RowId;

#[cfg(feature = "ts")]
pub(super) fn typescript() -> Vec<String> {
    use ts_rs::TS as _;
    let mut all = vec![WemasyToken::decl(&ts_rs::Config::default())];
    all.extend(declarations());
    all
}

/// A shop's token as typed in. It goes in, it never comes back: not `Serialize`, and `Debug` shows stars.
#[derive(Clone, PartialEq, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct WemasyToken {
    /// A new token for a shop that is there already; `null`: a new shop.
    #[cfg_attr(feature = "ts", ts(type = "number | null"))]
    pub shop_id: Option<i64>,
    /// What the station calls the shop.
    pub name: String,
    /// `#rrggbb`
    pub colour: String,
    pub token: String,
}

impl std::fmt::Debug for WemasyToken {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "WemasyToken({}, ***)", self.name)
    }
}

wire! {
    /// A Wemasy shop of this station.
    pub struct WemasyShop {
        #[cfg_attr(feature = "ts", ts(type = "number"))]
        pub shop_id: i64,
        pub name: String,
        /// `#rrggbb`
        pub colour: String,
        /// Sendcloud's integration that the shop hands its orders to; `null`: not known yet.
        #[cfg_attr(feature = "ts", ts(type = "number | null"))]
        pub integration_id: Option<i64>,
        pub route: WemasyRoute,
        pub bookings: WemasyBookings,
        /// Its orders are read.
        pub enabled: bool,
        /// Why its last sync failed.
        pub trouble: Option<String>,
        /// The station holds its token.
        pub connected: bool,
    }

    #[derive(Copy, Eq)]
    pub enum WemasyRoute {
        /// Handed to Sendcloud without a label, then shipped as any order there: fast, an error per order.
        Direct,
        /// Wemasy makes the label; the station waits until it appears at Sendcloud.
        ByWemasy,
    }

    /// When labelled orders are booked in SnelStart.
    #[derive(Copy, Eq)]
    pub enum WemasyBookings { ByHand, ByItself }

    pub struct WemasyTest {
        /// Orders of the shop, as far as it says.
        #[cfg_attr(feature = "ts", ts(type = "number | null"))]
        pub orders: Option<u64>,
        /// Wemasy says that its own Sendcloud integration works.
        pub sendcloud_connected: bool,
    }

    #[derive(Copy, Eq)]
    pub struct OneWemasyShop {
        #[cfg_attr(feature = "ts", ts(type = "number"))]
        pub shop_id: i64,
    }

    /// Orders to be handed to Sendcloud, without labels.
    pub struct HandOver { pub orders: Vec<RowId> }

    /// What became of handing an order over. A 200 of Wemasy promises nothing: it is found, or it is not.
    pub struct HandedOver {
        pub order_id: RowId,
        pub state: HandOverState,
        /// Since when it is awaited.
        pub at: Option<String>,
        pub message: Option<String>,
    }

    #[derive(Copy, Eq)]
    pub enum HandOverState {
        /// Accepted, or perhaps accepted: it should appear at Sendcloud.
        Waiting,
        /// It is there; it can be shipped.
        Found,
        Refused,
        /// Nothing was handed over: try again.
        NotSent,
        /// It did not appear within the limit.
        Unknown,
    }

    /// How a row's order is seen beside Sendcloud.
    pub struct WemasySource {
        /// The Wemasy shop's name.
        pub shop: String,
        /// It is not at Sendcloud yet; how far the handing over is, if it was begun.
        pub hand_over: Option<HandedOver>,
    }
}
