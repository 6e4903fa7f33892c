//! What crosses to the form of shipping choices and to tracking: what the account can ship with, and how a parcel fares.

use serde::{Deserialize, Serialize};

use super::{AppErrorWire, CountryCount, Money, RowId};

#[cfg(feature = "ts")]
pub(super) fn typescript() -> Vec<String> {
    declarations()
}

wire! {
    /// What a batch may name. As last read: `trouble` says why it is not fresh.
    #[derive(Default)]
    pub struct ShipChoices {
        pub senders: Vec<Sender>,
        pub brands: Vec<BrandChoice>,
        pub contracts: Vec<ContractChoice>,
        /// When the platform last told all of it; `null`: never.
        pub at: Option<String>,
        /// Why the last try failed; what is listed is what was known before.
        pub trouble: Option<AppErrorWire>,
    }

    pub struct Sender {
        #[cfg_attr(feature = "ts", ts(type = "number"))]
        pub id: u64,
        /// May be empty.
        pub name: String,
        /// The address on one line.
        pub address: String,
        /// ISO 3166-1 alpha-2; may be empty.
        pub country: String,
        pub postal_code: String,
    }

    pub struct BrandChoice {
        #[cfg_attr(feature = "ts", ts(type = "number"))]
        pub id: u64,
        /// May be empty.
        pub name: String,
    }

    pub struct ContractChoice {
        #[cfg_attr(feature = "ts", ts(type = "number"))]
        pub id: u64,
        /// The account's name for it, else the carrier's for the customer; may be empty.
        pub name: String,
        pub carrier: Option<String>,
        pub country: Option<String>,
        pub state: ContractStatus,
        /// The shop's own contract; else one of the platform's.
        pub direct: bool,
        /// Goes first among the carrier's direct contracts when none is chosen.
        pub is_default: bool,
        /// Why the carrier does not accept it.
        pub error: Option<String>,
    }

    #[derive(Copy, Eq)]
    pub enum ContractStatus { Active, Inactive, Validating, ValidationFailed, Unknown }

    /// Which shipping options fit these orders.
    pub struct OptionsQuery {
        pub orders: Vec<RowId>,
        #[cfg_attr(feature = "ts", ts(type = "number | null"))]
        pub sender_address_id: Option<u64>,
        #[cfg_attr(feature = "ts", ts(type = "number | null"))]
        pub contract_id: Option<u64>,
    }

    /// The options for a selection, and how its orders would go by themselves.
    #[derive(Default)]
    pub struct OptionsFound {
        /// Those that serve every country that was asked about come first.
        pub options: Vec<FoundOption>,
        /// Most orders first.
        pub countries: Vec<AskedCountry>,
        /// Countries that nobody asked about, because there are more than ten, or no answer came.
        pub not_asked: Vec<CountryCount>,
        /// The orders' own methods, most orders first.
        pub methods: Vec<OwnMethod>,
        /// Orders that bring a service point: it is kept when they go by their own method.
        pub service_points: u32,
        /// When the oldest of these answers came; `null`: no answer.
        pub at: Option<String>,
        /// Why not everything is fresh.
        pub trouble: Option<AppErrorWire>,
    }

    pub struct AskedCountry {
        pub country: String,
        pub orders: u32,
        /// The middle order's weight, which was asked with; `null`: no order has a weight.
        pub weight_grams: Option<u32>,
        /// The platform's words, mostly about why there is nothing.
        pub message: Option<String>,
    }

    pub struct FoundOption {
        pub code: String,
        pub name: String,
        pub carrier: Option<String>,
        pub product: Option<String>,
        /// On whose contract, where it is the same for all countries.
        pub contract: Option<String>,
        pub charging_type: Option<Charging>,
        pub needs_service_point: bool,
        /// A code for the phone in place of a label: there is nothing to print.
        pub labelless: bool,
        pub weight_min_grams: Option<u32>,
        pub weight_max_grams: Option<u32>,
        /// The countries of the selection that it serves.
        pub countries: Vec<String>,
        /// It serves all countries that were asked about.
        pub everywhere: bool,
        /// Orders to these countries that weigh more than it carries.
        pub too_heavy: u32,
        /// For the middle order of each country, cheapest country to dearest; `null`: not told.
        pub price: Option<PriceRange>,
    }

    #[derive(Copy, Eq)]
    pub enum Charging {
        /// A label made twice costs twice, at once.
        LabelCreation,
        FirstScan,
        Other,
    }

    pub struct PriceRange { pub from: Money, pub to: Money }

    /// Orders that go by the same method of their own.
    pub struct OwnMethod {
        /// `null`: the platform's new interface has nothing like it, or did not say; or the orders bring no method.
        pub code: Option<String>,
        /// Ids of the old interface, and the checkout's words.
        #[cfg_attr(feature = "ts", ts(type = "Array<number>"))]
        pub method_ids: Vec<i64>,
        pub names: Vec<String>,
        pub orders: u32,
    }

    pub struct OneShipmentTracking { pub tracking_number: String }

    /// How a parcel fares, as the carrier told the platform.
    pub struct TrackingView {
        pub tracking_number: String,
        pub tracking_url: Option<String>,
        /// The carrier's code.
        pub carrier: Option<String>,
        /// A day, `2026-11-21`.
        pub expected_delivery: Option<String>,
        pub is_return: bool,
        pub to_service_point: bool,
        /// Newest first.
        pub events: Vec<TrackingEvent>,
        /// When the platform said so.
        pub at: String,
        /// Why it is not fresh.
        pub trouble: Option<AppErrorWire>,
    }

    pub struct TrackingEvent {
        pub at: Option<String>,
        /// `READY_TO_SEND`: an open list.
        pub code: String,
        /// The platform's words; the code where it has none.
        pub words: String,
    }
}
