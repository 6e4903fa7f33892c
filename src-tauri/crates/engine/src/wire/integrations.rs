//! What crosses to the screen of the person who runs the shops: integrations, their orders at the platform, imports, logs.

use serde::{Deserialize, Serialize};

#[cfg(feature = "ts")]
pub(super) fn typescript() -> Vec<String> {
    declarations()
}

wire! {
    /// A shop as the platform runs it.
    pub struct Integration {
        #[cfg_attr(feature = "ts", ts(type = "number"))]
        pub integration_id: i64,
        /// May be empty.
        pub name: String,
        pub url: Option<String>,
        /// `shopify`, `api`: an open list.
        pub system: String,
        /// The platform cannot reach the shop since then.
        pub failing_since: Option<String>,
        pub last_fetch: Option<String>,
        pub last_updated_at: Option<String>,
        pub service_points: bool,
        pub service_point_carriers: Vec<String>,
        pub webhook_active: bool,
        pub webhook_url: Option<String>,
    }

    pub struct IntegrationsView {
        pub integrations: Vec<Integration>,
        /// Which of the platform's interfaces serves this account.
        pub orders_api: OrdersApi,
    }

    /// Newer accounts may lack v2: then orders are listed by v3, and integrations can be looked at but not changed.
    #[derive(Copy, Eq)]
    pub enum OrdersApi { V2, V3 }

    #[derive(Copy, Eq)]
    pub struct OneIntegration {
        #[cfg_attr(feature = "ts", ts(type = "number"))]
        pub integration_id: i64,
    }

    /// All settings of an integration: PUT wants every field.
    pub struct ReplaceIntegration {
        #[cfg_attr(feature = "ts", ts(type = "number"))]
        pub integration_id: i64,
        pub name: String,
        pub url: String,
        pub service_points: bool,
        /// At least one while service points are on.
        pub service_point_carriers: Vec<String>,
        pub webhook_active: bool,
        /// Needed even while the webhook is off.
        pub webhook_url: String,
    }

    /// Some settings of an integration: PATCH. `null` leaves a setting as it is.
    pub struct ChangeIntegration {
        #[cfg_attr(feature = "ts", ts(type = "number"))]
        pub integration_id: i64,
        pub name: Option<String>,
        pub url: Option<String>,
        pub service_points: Option<ServicePoints>,
        pub webhook_active: Option<bool>,
        pub webhook_url: Option<String>,
    }

    pub struct ServicePoints { pub enabled: bool, pub carriers: Vec<String> }

    /// `typed_name`: the shop's name as the person typed it; it must be the right one.
    pub struct DeleteIntegration {
        #[cfg_attr(feature = "ts", ts(type = "number"))]
        pub integration_id: i64,
        pub typed_name: String,
    }

    /// Which orders of an integration to list. Days are `2026-11-21`; both are included.
    pub struct ShopOrdersQuery {
        #[cfg_attr(feature = "ts", ts(type = "number"))]
        pub integration_id: i64,
        pub from: Option<String>,
        pub to: Option<String>,
        pub order_number: Option<String>,
        pub external_order_id: Option<String>,
        pub external_shipment_id: Option<String>,
        /// Work out the allowed shipping methods by the account's rules.
        pub shipping_rules: bool,
        /// Sender address that the allowed shipping methods are worked out for.
        #[cfg_attr(feature = "ts", ts(type = "number | null"))]
        pub sender_address_id: Option<u64>,
    }

    pub struct ShopOrders {
        pub orders: Vec<ShopOrder>,
        /// There are more than these: narrow the days.
        pub more: bool,
        /// Rows that could not be read.
        pub unreadable: u32,
    }

    /// An order as the platform has it from the shop, whatever its status.
    pub struct ShopOrder {
        pub at: OrderAtPlatform,
        pub name: String,
        pub city: String,
        pub country: String,
        pub order_status: Option<String>,
        pub payment_status: Option<String>,
        /// The shop's time.
        pub ordered_at: Option<String>,
        pub updated_at: Option<String>,
        pub weight_grams: Option<u32>,
        pub items: u32,
        pub shipping_method: Option<String>,
        #[cfg_attr(feature = "ts", ts(type = "number[]"))]
        pub allowed_shipping_methods: Vec<u64>,
    }

    /// How an order is found at the platform. The external ids are exactly as read: `null` is not `""`.
    #[derive(Eq)]
    pub struct OrderAtPlatform {
        #[cfg_attr(feature = "ts", ts(type = "number"))]
        pub integration_id: i64,
        pub order_number: String,
        pub external_order_id: Option<String>,
        pub external_shipment_id: Option<String>,
    }

    /// What can be corrected in an order, as it is now.
    pub struct OrderForm {
        pub at: OrderAtPlatform,
        /// The platform's mark of this version: a form that is older than the order is refused.
        pub version: String,
        pub name: String,
        pub company: String,
        pub street: String,
        pub house_number: String,
        pub line_2: String,
        pub postal_code: String,
        pub city: String,
        pub state: String,
        pub country: String,
        pub email: String,
        pub phone: String,
        pub weight_grams: Option<u32>,
        /// Centimetres, decimal text.
        pub length: String,
        pub width: String,
        pub height: String,
        pub items: Vec<FormItem>,
    }

    pub struct FormItem {
        pub description: String,
        pub quantity: u32,
        /// Per piece, decimal text.
        pub value: String,
        pub weight_grams: Option<u32>,
        pub sku: String,
        pub hs_code: String,
        pub origin_country: String,
    }

    /// What became of an order that was handed in.
    pub struct HandedIn {
        /// The line of the file, where it came from one.
        pub line: Option<u32>,
        pub order_number: String,
        pub outcome: HandedInOutcome,
        /// What is wrong, field by field, in the platform's words.
        pub errors: Vec<FieldTrouble>,
    }

    #[derive(Copy, Eq)]
    pub enum HandedInOutcome {
        Created,
        Updated,
        /// The platform has the same version already.
        Ignored,
        Refused,
        /// The answer was lost: handing it in again is safe.
        Unknown,
        /// Not sent, because an earlier call failed.
        NotSent,
    }

    pub struct FieldTrouble { /** `parcel_items.0.value` */ pub field: String, pub message: String }

    /// A CSV file, as the browser reads it.
    pub struct OrdersFile {
        #[cfg_attr(feature = "ts", ts(type = "number"))]
        pub integration_id: i64,
        pub file_base64: String,
    }

    /// What importing a file would do.
    pub struct ImportPreview { pub orders: Vec<ImportOrder>, pub troubles: Vec<LineTrouble>, /** Calls of at most 100 orders. */ pub calls: u32 }

    pub struct ImportOrder {
        pub line: u32,
        pub order_number: String,
        pub name: String,
        pub city: String,
        pub country: String,
        pub items: u32,
        pub weight_grams: Option<u32>,
        /// The station knows an order of this shop with the same ids: it would be changed.
        pub known: bool,
    }

    pub struct LineTrouble { pub line: u32, pub column: Option<String>, pub message: String }

    pub struct ImportResult { pub orders: Vec<HandedIn>, /** Why it stopped before the end. */ pub trouble: Option<super::AppErrorWire> }

    /// `integration_id: null`: of all shops.
    pub struct LogsQuery {
        #[cfg_attr(feature = "ts", ts(type = "number | null"))]
        pub integration_id: Option<i64>,
        /// Only logs in which this text stands.
        pub text: Option<String>,
        /// Newest so many that are read; at most 1,000.
        pub limit: u32,
    }

    pub struct Logs { pub rows: Vec<ExceptionLog>, /** Older ones are there. */ pub more: bool }

    /// An exchange between the platform and a shop that failed. Secrets are masked.
    pub struct ExceptionLog {
        pub id: String,
        pub at: Option<String>,
        #[cfg_attr(feature = "ts", ts(type = "number | null"))]
        pub integration_id: Option<i64>,
        pub shop: Option<String>,
        pub method: Option<String>,
        pub url: Option<String>,
        pub response_code: Option<u16>,
        /// For people.
        pub message: Option<String>,
        pub kind: Option<String>,
        /// The platform made request and response unreadable.
        pub protected: bool,
        pub request: Option<String>,
        pub response: Option<String>,
    }

    /// A failure that this station noticed, written into the platform's log of the shop.
    pub struct ReportFailure {
        #[cfg_attr(feature = "ts", ts(type = "number"))]
        pub integration_id: i64,
        pub message: String,
    }
}
