//! What crosses about the station's accounts.

use serde::{Deserialize, Serialize};

use super::OrdersApi;

#[cfg(feature = "ts")]
pub(super) fn typescript() -> Vec<String> {
    declarations()
}

wire! {
    /// An account that the station knows.
    pub struct KnownAccount {
        pub organisation_id: String,
        /// The station's own word for it; else the platform's.
        pub name: String,
        /// The platform's.
        pub platform_name: String,
        /// The station works for it: reads its orders, follows its labels.
        pub enabled: bool,
        /// Its keys are there.
        pub connected: bool,
        /// The window shows it.
        pub in_use: bool,
        pub orders_api: OrdersApi,
        /// Orders whose purchase has not ended: to be sent, asked for, awaited or unknown.
        pub unfinished: u32,
    }

    pub struct OneAccount { pub organisation_id: String }
    /// An empty name takes the platform's again.
    pub struct RenameAccount { pub organisation_id: String, pub name: String }
    /// `anyway`: also while purchases have not ended; they are followed again once the account is enabled.
    pub struct EnableAccount { pub organisation_id: String, pub enabled: bool, pub anyway: bool }
    /// `anyway`: also while purchases have not ended; they are followed again once the account is connected again.
    pub struct ForgetAccount { pub organisation_id: String, pub anyway: bool }
}
