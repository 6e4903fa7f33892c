//! Everything that crosses to the UI, and nothing else does. TypeScript types are generated from these files
//! (`ui/src/ipc/generated.ts`, by a test of the crate `station`), so names and comments here are the UI's documentation.
//!
//! Times are RFC 3339 UTC texts, weights whole grams, money decimal text with a currency.

use serde::{Deserialize, Serialize};

macro_rules! wire {
    ($($(#[$meta:meta])* pub $kind:ident $name:ident $body:tt)*) => {
        $(
            #[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
            #[cfg_attr(feature = "ts", derive(ts_rs::TS))]
            #[serde(rename_all = "snake_case")]
            $(#[$meta])*
            pub $kind $name $body
        )*

        /// Every type of this list as TypeScript.
        #[cfg(feature = "ts")]
        fn declarations() -> Vec<String> {
            use ts_rs::TS as _;
            let config = ts_rs::Config::default();
            vec![$($name::decl(&config)),*]
        }
    };
}

mod accounts;
mod bookings;
mod choices;
mod integrations;
mod parcels;
mod printing;
mod ship;
mod wemasy;

pub use accounts::*;
pub use bookings::*;
pub use choices::*;
pub use integrations::*;
pub use parcels::*;
pub use printing::*;
pub use ship::*;
pub use wemasy::*;

/// Every type that crosses, as TypeScript.
#[cfg(feature = "ts")]
pub fn typescript() -> Vec<String> {
    use ts_rs::TS as _;
    let config = ts_rs::Config::default();
    let mut all = vec![RowId::decl(&config), KeyPair::decl(&config)];
    all.extend(declarations());
    all.extend(accounts::typescript());
    all.extend(parcels::typescript());
    all.extend(printing::typescript());
    all.extend(ship::typescript());
    all.extend(choices::typescript());
    all.extend(integrations::typescript());
    all.extend(wemasy::typescript());
    all.extend(bookings::typescript());
    all
}

/// A row's id in this station's database.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(transparent)]
pub struct RowId(#[cfg_attr(feature = "ts", ts(type = "number"))] pub i64);

impl std::fmt::Display for RowId {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}

/// A key pair as typed in. It goes in, it never comes back: not `Serialize`, and `Debug` shows stars.
#[derive(Clone, PartialEq, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct KeyPair {
    pub public_key: String,
    pub secret_key: String,
}

impl std::fmt::Debug for KeyPair {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("KeyPair(***)")
    }
}

wire! {
    // ---- the station ------------------------------------------------------------------------------------------

    /// Which of the two worlds the station works in. Practice has its own database, opens no socket, prints on no paper.
    #[derive(Copy, Eq)]
    pub enum Mode { Practice, Live }

    /// What the window needs before it shows anything.
    pub struct StationInfo {
        pub version: String,
        /// `null` at the first start: connect or practise.
        pub mode: Option<Mode>,
        pub data_dir: String,
        pub account: Option<Account>,
        /// Why nothing can be bought from this process (another one holds the database), in words; `null`: it can.
        pub buying_blocked: Option<String>,
        /// Things the person should know: a database set aside, a keychain missing.
        pub notices: Vec<Notice>,
        /// Settings, shops and "buy anyway" are guarded by the owner's PIN.
        pub guarded: bool,
    }

    /// `null`: no PIN any more. Needs the old one, where there is one, to have been entered.
    pub struct SetPin { pub pin: Option<String> }

    pub struct EnterPin { pub pin: String }

    /// Settings as a file: no secret is in it.
    pub struct SettingsFile { pub text: String }

    pub struct Account { pub organisation_id: String, pub name: String, pub host: String }

    /// The connection test's answer.
    pub struct ConnectionTest { pub organisation_id: String, pub organisation_name: String, pub shops: u32, pub orders_api: OrdersApi }

    pub struct Notice { pub code: NoticeCode, pub message: String, pub hint: Option<String> }

    #[derive(Copy, Eq)]
    pub enum NoticeCode { DatabaseSetAside, KeychainMissing, LockHeld, ShopSync, PossibleDuplicate, Billing, Credentials }

    #[serde(default)]
    pub struct Settings {
        pub language: Language,
        pub theme: Theme,
        /// The queue that labels go to.
        pub label_printer: Option<String>,
        /// Labels print by themselves as they are stored.
        pub auto_print: bool,
        pub ship: ShipOptions,
        /// Reads a minute that the platform allows; 420 is an older figure for the shipping part, 1000 today's.
        pub reads_per_minute: u32,
        /// Share of the minute's writes that this station takes once others are seen making labels.
        pub shared_writes_percent: u32,
        /// How long a lost answer is searched for before *not found* may be said; never less than 10.
        pub search_minutes: u32,
        /// An official partner's id, a UUID: sent with the calls that take one, else never.
        pub partner_id: Option<String>,
        /// Failures to read a shop are written into the platform's log of that shop.
        pub report_failures: bool,
        /// How long an order that was handed to Sendcloud through Wemasy is awaited.
        pub wemasy_wait_minutes: u32,
        /// Wemasy's packing slip prints behind the label of its order.
        pub slip_with_label: bool,
        pub printing: PrintSettings,
        /// Stored papers are removed after so many days, their rows never; `null`: kept for ever.
        pub keep_labels_days: Option<u32>,
    }

    #[derive(Copy, Eq)]
    pub enum Language { Nl, En, De, Fr }

    #[derive(Copy, Eq)]
    pub enum Theme { System, Light, Dark, HighContrast }

    /// How orders are shipped. Everything may stay empty: the platform then decides by its own defaults.
    #[derive(Default)]
    #[serde(default)]
    pub struct ShipOptions {
        #[cfg_attr(feature = "ts", ts(type = "number | null"))]
        pub sender_address_id: Option<u64>,
        #[cfg_attr(feature = "ts", ts(type = "number | null"))]
        pub brand_id: Option<u64>,
        pub shipping_option_code: Option<String>,
        #[cfg_attr(feature = "ts", ts(type = "number | null"))]
        pub contract_id: Option<u64>,
        /// Sendcloud's shipping rules may choose the option, above `shipping_option_code`.
        pub apply_shipping_rules: bool,
        /// Orders without a weight are shipped with the platform's default weight instead of left out.
        pub ship_without_weight: bool,
    }

    // ---- orders -----------------------------------------------------------------------------------------------

    pub struct OrdersView {
        /// Whose orders they are; `null` before an account was added.
        pub account: Option<String>,
        /// How old the list is: of two, the one with the higher number was read later.
        #[cfg_attr(feature = "ts", ts(type = "number"))]
        pub at: u64,
        pub orders: Vec<OrderRow>,
        pub shops: Vec<Shop>,
        pub sync: SyncState,
    }

    pub struct Shop {
        #[cfg_attr(feature = "ts", ts(type = "number"))]
        pub integration_id: i64,
        pub name: String,
        /// The shop system, as the platform names it: `shopify`, `api`.
        pub system: String,
        pub enabled: bool,
        /// Open statuses were chosen for this shop; until then it shows no open orders.
        pub statuses_chosen: bool,
        pub open_orders: u32,
        /// The last sync of this shop failed: why.
        pub trouble: Option<String>,
    }

    /// An open order in the list.
    pub struct OrderRow {
        pub id: RowId,
        #[cfg_attr(feature = "ts", ts(type = "number"))]
        pub integration_id: i64,
        pub shop: String,
        pub number: String,
        pub name: String,
        pub company: Option<String>,
        pub postal_code: String,
        pub city: String,
        /// ISO 3166-1 alpha-2.
        pub country: String,
        pub email: Option<String>,
        /// When the customer ordered (the shop's time where known).
        pub ordered_at: Option<String>,
        /// The shop's own words.
        pub status: Option<String>,
        pub shipping_method: Option<String>,
        pub items: Vec<Item>,
        pub weight_grams: Option<u32>,
        pub value: Option<Money>,
        pub service_point: bool,
        pub customs: bool,
        /// Seen through Wemasy, alone or besides Sendcloud.
        pub wemasy: Option<WemasySource>,
        /// What the plan would say about it now.
        pub problems: Vec<Problem>,
    }

    pub struct Item {
        pub sku: Option<String>,
        /// EAN. Sendcloud tells it where orders come by its v3, Wemasy with an order's details.
        pub barcode: Option<String>,
        pub description: String,
        pub quantity: u32,
        pub weight_grams: Option<u32>,
        pub value: Option<String>,
        pub hs_code: Option<String>,
        pub origin_country: Option<String>,
        /// The shop gives one; see `item_picture`.
        pub picture: bool,
    }

    /// An item of an order, counted from 0 as [`OrderRow::items`] has them.
    #[derive(Copy, Eq)]
    pub struct ItemOfOrder { pub order_id: RowId, pub item: u32 }

    /// As the shop has it: PNG, JPEG, GIF or WebP.
    pub struct ItemPicture { pub mime: String, pub base64: String }

    pub struct Money { pub amount: String, pub currency: String }

    /// Something that keeps an order from being shipped, or that a person should know before.
    pub struct Problem { pub kind: ProblemKind, /** Leaves the order out of the batch. */ pub blocks: bool, pub message: String, pub hint: Option<String> }

    #[derive(Copy, Eq)]
    pub enum ProblemKind {
        AddressIncomplete, CountryUnknown, NoWeight, CustomsIncomplete, LabelElsewhere, LabelElsewherePossible, RepeatedNumber, OutcomeUnknown,
        InBatch, SplitOrder, NoOrderId, NotOpen, RefusedBefore, AddressUnread, NotAtSendcloud, WithoutLabel,
        OptionUnfit, ContractInactive,
    }

    pub struct OrderDetail {
        pub order: OrderRow,
        /// Address lines as they will stand on the label.
        pub address: Vec<String>,
        pub phone: Option<String>,
        /// What this station did for this order, newest first.
        pub attempts: Vec<BatchOrder>,
        /// Shipments that the platform lists for this order number.
        pub shipments: Vec<Shipment>,
    }

    /// A shipment as the platform last listed it.
    pub struct Shipment {
        pub id: String,
        /// Of its first parcel that has one; without a code where it was stored by a version that kept none.
        pub status: ParcelStatus,
        pub active: bool,
        pub carrier: Option<String>,
        pub shipping_option_code: Option<String>,
        pub tracking_numbers: Vec<String>,
        pub tracking_url: Option<String>,
        pub created_at: Option<String>,
        /// Made by this station.
        pub ours: bool,
        /// A person asked for its cancellation.
        pub cancellation: Option<Cancellation>,
    }

    /// What became of a cancellation. Carriers may take days over it; while it is queued the label still counts.
    pub struct Cancellation {
        pub state: CancellationState,
        /// The platform's words.
        pub message: Option<String>,
        pub asked_at: String,
    }

    #[derive(Copy, Eq)]
    pub enum CancellationState {
        Queued,
        Cancelled,
        /// The platform or the carrier does not cancel it.
        Refused,
        /// The answer was lost; asking again is safe.
        Unknown,
    }

    /// Two active labels for one order: one of this station, one that appeared afterwards.
    pub struct Duplicate {
        pub order_number: String,
        pub shop: String,
        pub name: String,
        pub batch_id: RowId,
        pub batch_order_id: RowId,
        pub ours: Shipment,
        pub other: Shipment,
    }

    pub struct CancelShipment { pub shipment_id: String }

    /// A person says that both labels are wanted. Logged; `reason` is the person's own words.
    pub struct NotDuplicate { pub ours: String, pub other: String, pub reason: String }

    pub struct SyncState {
        pub running: bool,
        /// When the list was last read completely; `null`: never.
        pub last_complete_at: Option<String>,
        /// Why the last try failed, in words.
        pub trouble: Option<AppErrorWire>,
        pub orders_read: u32,
    }

    /// A status that was seen at a shop, and whether orders in it count as open.
    pub struct StatusChoice {
        #[cfg_attr(feature = "ts", ts(type = "number"))]
        pub integration_id: i64,
        pub kind: StatusKind,
        /// The shop's code.
        pub code: String,
        pub label: String,
        /// Orders that have it now.
        pub orders: u32,
        /// `null`: nobody has chosen yet (counts as not open).
        pub open: Option<bool>,
        /// Fulfilled, cancelled, unpaid and the like: never preselected.
        pub never_preselected: bool,
    }

    #[derive(Copy, Eq, Hash)]
    pub enum StatusKind { Order, Payment }

    pub struct ChooseStatuses {
        #[cfg_attr(feature = "ts", ts(type = "number"))]
        pub integration_id: i64,
        /// Every status of the shop that counts as open; all others seen so far do not.
        pub open: Vec<StatusRef>,
    }

    pub struct StatusRef { pub kind: StatusKind, pub code: String }

    pub struct EnableShop {
        #[cfg_attr(feature = "ts", ts(type = "number"))]
        pub integration_id: i64,
        pub enabled: bool,
    }

    // ---- batches ----------------------------------------------------------------------------------------------

    pub struct BatchesQuery {
        pub text: Option<String>,
        pub before: Option<RowId>,
        pub limit: Option<u32>,
        /// Batches with a parcel of this status code.
        #[serde(default)]
        pub parcel_status: Option<String>,
    }

    pub struct Batch {
        pub id: RowId,
        pub created_at: String,
        pub state: BatchState,
        pub counts: Counts,
        pub shops: Vec<String>,
        /// A sentence when the batch waits for a person.
        pub trouble: Option<AppErrorWire>,
    }

    #[derive(Copy, Eq)]
    pub enum BatchState {
        /// Calls are being sent or labels are awaited.
        Running,
        /// Planned calls wait for *Continue* (after a restart, no network, keys refused).
        Paused,
        /// Nothing left to send or to await, but some outcomes are unknown.
        Waiting,
        Done,
    }

    pub struct RetryRefused {
        pub batch_id: RowId,
        /// Ids of [`BatchOrder`]; `null`: all that were refused.
        #[serde(default)]
        pub orders: Option<Vec<RowId>>,
    }

    /// Always: orders = planned + sent + waiting + labelled + refused + left_out + unknown.
    #[derive(Copy, Eq, Default)]
    pub struct Counts {
        pub orders: u32, pub planned: u32, pub sent: u32,
        /// Accepted by the platform, label not stored yet.
        pub waiting: u32,
        pub labelled: u32,
        /// Of the labelled: all their labels came out of a printer.
        pub printed: u32,
        /// Refused by the platform, by the carrier, or cancelled.
        pub refused: u32,
        /// The plan left them out, or somebody else made their label meanwhile.
        pub left_out: u32,
        pub unknown: u32,
    }

    pub struct BatchDetail { pub batch: Batch, pub orders: Vec<BatchOrder> }

    pub struct BatchOrder {
        pub id: RowId,
        pub batch_id: RowId,
        pub order_number: String,
        pub name: String,
        pub city: String,
        pub country: String,
        pub shop: String,
        pub state: OrderState,
        /// Why the plan left it out; `message` says the same in English.
        pub problem: Option<ProblemKind>,
        /// Refused, unknown, left out: what happened, in the platform's or the carrier's own words.
        pub message: Option<String>,
        pub hint: Option<String>,
        pub carrier: Option<String>,
        /// The option really used.
        pub shipping_option_code: Option<String>,
        /// Nobody chose `sendcloud:letter` but it was used: no valid label.
        pub unstamped_letter: bool,
        pub tracking_number: Option<String>,
        pub tracking_url: Option<String>,
        /// Where its parcel is, as last seen.
        pub parcel_status: Option<ParcelStatus>,
        /// What it became at the platform.
        pub shipment_id: Option<String>,
        /// A person asked for its cancellation.
        pub cancellation: Option<Cancellation>,
        pub labels: Vec<LabelInfo>,
        pub at: String,
        /// For unknown outcomes.
        pub look: Option<UnknownLook>,
    }

    #[derive(Copy, Eq)]
    pub enum OrderState { Planned, Sent, Waiting, Labelled, Refused, LeftOut, Unknown, Failed, Cancelled, LabelElsewhere, Withdrawn }

    /// How far the search for a lost answer is.
    pub struct UnknownLook {
        pub looks: u32,
        /// When the station looks again by itself.
        pub next_look_at: Option<String>,
        /// After this time, and enough looks, buying again may be offered.
        pub settled_after: Option<String>,
        /// Looked often and long enough, never found. Never a proof.
        pub not_found: bool,
        /// Shipments that could be it; a person decides.
        pub candidates: Vec<Shipment>,
    }

    pub struct LabelInfo {
        pub id: RowId,
        /// `label`, `customs-declaration`, `air-waybill`, `packing-slip`.
        pub kind: String,
        pub mime: String,
        pub pages: u32,
        pub printed: u32,
        /// Its file was removed, as the settings ask for.
        pub removed: bool,
    }

    pub struct PreviewRequest { pub label_id: RowId, pub page: u32, /** 72 to 600. */ pub dpi: u32 }

    pub struct Preview { pub png_base64: String, pub width_px: u32, pub height_px: u32, pub pages: u32 }

    pub struct SavedFile { pub path: String, pub labels: u32, pub pages: u32 }

    /// Frees an order whose outcome is unknown so that it can be bought again. Logged; `reason` is the person's own words.
    pub struct BuyAgain { pub batch_order_id: RowId, pub reason: String }

    /// A person says which shipment is the lost one.
    pub struct AdoptShipment { pub batch_order_id: RowId, pub shipment_id: String }

    /// What would be interrupted by closing now. Closing is safe: what is under way is looked up at the next start.
    #[derive(Copy, Eq)]
    pub struct UnderWay {
        /// Orders still to be sent; they would wait for *Continue*.
        pub planned: u32,
        /// Orders whose answer is awaited.
        pub sent: u32,
        /// Bought orders whose label is not stored yet.
        pub waiting: u32,
    }

    // ---- events and errors ------------------------------------------------------------------------------------

    /// What changed. At most about ten messages a second, whatever happens inside.
    #[serde(tag = "type")]
    pub enum Event {
        /// Some orders of the open list changed. What happened before the list's own `at` is in it already.
        OrdersChanged {
            account: String,
            #[cfg_attr(feature = "ts", ts(type = "number"))]
            at: u64,
            /// As they stand in the list now, new ones too.
            rows: Vec<OrderRow>,
            /// No longer in the list; it may not have had them.
            gone: Vec<RowId>,
        },
        /// Read the orders again.
        OrdersStale,
        Sync { sync: SyncState },
        Batch { batch: Batch, /** The orders that changed. */ orders: Vec<BatchOrder> },
        Print { jobs: Vec<PrintJobInfo> },
        Notice { notice: Notice },
        /// Read the second labels again.
        DuplicatesChanged,
        /// Read the bookings again.
        BookingsChanged,
        /// The station changed (mode, account): read it again.
        StationChanged,
    }

    /// An error as it crosses. The UI branches on `code` only.
    pub struct AppErrorWire { pub code: Code, pub message: String, pub hint: Option<String>, /** The order, shop or printer it is about. */ pub subject: Option<String> }

    #[derive(Copy, Eq)]
    pub enum Code {
        BadRequest, NotFound, NotConnected, Credentials, Billing, Forbidden, Offline, Throttled, PlatformTrouble, PlatformRefused, Unreadable,
        NothingToShip, BuyingBlocked, StatusesNotChosen, OutcomeUnknown, Storage, DiskFull, DatabaseDamaged, WrongDatabase, Keychain,
        NoLabels, LabelDamaged, NoPrinter, PrinterTrouble, PrintingUnsupported, PinNeeded, Internal,
    }

    /// For commands without a payload.
    #[derive(Default)]
    pub struct Nothing {}
    #[derive(Copy, Eq)]
    pub struct OneBatch { pub batch_id: RowId }
    #[derive(Copy, Eq)]
    pub struct OneOrder { pub order_id: RowId }
    #[derive(Copy, Eq)]
    pub struct UseMode { pub mode: Mode }
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            language: Language::Nl,
            theme: Theme::System,
            label_printer: None,
            auto_print: false,
            ship: ShipOptions::default(),
            reads_per_minute: 1000,
            shared_writes_percent: 50,
            search_minutes: 10,
            partner_id: None,
            report_failures: false,
            wemasy_wait_minutes: 15,
            slip_with_label: false,
            printing: PrintSettings::default(),
            keep_labels_days: None,
        }
    }
}
