//! How a shipment fares, by the status of its parcels and its errors. Documents and tracking numbers say nothing: failed
//! and cancelled parcels have them too.

use super::{Parcel, Shipment};

/// How a shipment fares.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum ShipmentState {
    /// Bought, and the carrier has not confirmed yet: there is no label.
    Announcing,
    /// The carrier has it (announced or already moving): the label can be fetched.
    Ready,
    /// The announcement failed.
    Failed,
    /// A cancellation was asked for; it may take days and may fail.
    Cancelling,
    Cancelled,
    /// Made without a label: nothing was bought.
    NoLabel,
    /// A status code that is not on the list (or none): neither success nor failure.
    Other(String),
}

/// Statuses of announced parcels, as read from the platform's list; all of them have a label.
const READY: [&str; 26] = [
    "READY_TO_SEND",
    "ANNOUNCED",
    "TO_SORTING",
    "SORTING",
    "SORTED",
    "UNSORTED",
    "AT_SORTING_CENTRE",
    "SHIPMENT_ON_ROUTE",
    "DRIVER_ON_ROUTE",
    "PICKED_UP_BY_DRIVER",
    "DELAYED",
    "DELIVERY_FAILED",
    "DELIVERED",
    "AWAITING_CUSTOMER_PICKUP",
    "COLLECTED_BY_CUSTOMER",
    "ANNOUNCED_UNCOLLECTED",
    "COLLECT_ERROR",
    "UNDELIVERABLE",
    "AT_CUSTOMS",
    "REFUSED_BY_RECIPIENT",
    "RETURNED_TO_SENDER",
    "DELIVERY_METHOD_CHANGED",
    "DELIVERY_DATE_CHANGED",
    "DELIVERY_ADDRESS_CHANGED",
    "EXCEPTION",
    "ADDRESS_INVALID",
];

impl Shipment {
    /// The state of the whole: of several parcels the one that needs attention most decides.
    pub fn state(&self) -> ShipmentState {
        use ShipmentState::{Announcing, Cancelled, Cancelling, Failed, NoLabel, Other, Ready};
        let states: Vec<ShipmentState> =
            self.parcels.iter().map(|parcel| state_of(&parcel.status_code)).collect();
        let all = |state: &ShipmentState| !states.is_empty() && states.iter().all(|other| other == state);
        let any = |state: &ShipmentState| states.contains(state);
        if all(&Cancelled) {
            Cancelled
        } else if all(&NoLabel) {
            NoLabel
        } else if any(&Cancelling) {
            Cancelling
        } else if any(&Failed) || !self.errors.is_empty() {
            Failed
        } else if any(&Announcing) {
            Announcing
        } else if all(&Ready) {
            Ready
        } else {
            let odd = self.parcels.iter().find(|parcel| state_of(&parcel.status_code) != Ready);
            Other(odd.map(|parcel| parcel.status_code.clone()).unwrap_or_default())
        }
    }

    /// Whether a bought label may stand behind it: then its order must not be bought again. Decided by the status of the
    /// parcels, one of which is enough: a shipment can be [`ShipmentState::Failed`] (it failed in part, or its errors
    /// contradict its status) and active at once. Ask this, not the state, before money is spent.
    pub fn is_active(&self) -> bool {
        match self.parcels.is_empty() {
            true => self.errors.is_empty(),
            false => self.parcels.iter().any(|parcel| match state_of(&parcel.status_code) {
                ShipmentState::Announcing
                | ShipmentState::Ready
                | ShipmentState::Cancelling
                | ShipmentState::Other(_) => true,
                ShipmentState::Failed | ShipmentState::Cancelled | ShipmentState::NoLabel => false,
            }),
        }
    }

    /// Why it failed, in the platform's words; `None` when nothing failed.
    pub fn failure_words(&self) -> Option<String> {
        let said: Vec<String> = self.errors.iter().map(crate::ErrorItem::words).collect();
        let failed =
            self.parcels.iter().find(|parcel| state_of(&parcel.status_code) == ShipmentState::Failed);
        match said.is_empty() {
            false => Some(said.join(" · ")),
            true => failed.map(|parcel| parcel.status_message.clone()),
        }
    }
}

impl Parcel {
    /// It failed, was cancelled, or never got a label.
    pub fn is_dead(&self) -> bool {
        match state_of(&self.status_code) {
            ShipmentState::Failed | ShipmentState::Cancelled | ShipmentState::NoLabel => true,
            ShipmentState::Announcing
            | ShipmentState::Ready
            | ShipmentState::Cancelling
            | ShipmentState::Other(_) => false,
        }
    }
}

fn state_of(code: &str) -> ShipmentState {
    let upper = code.to_ascii_uppercase();
    match upper.as_str() {
        "ANNOUNCING" => ShipmentState::Announcing,
        "ANNOUNCEMENT_FAILED" => ShipmentState::Failed,
        "CANCELLING" | "CANCELLING_UPSTREAM" | "CANCELLATION_REQUESTED" => ShipmentState::Cancelling,
        "CANCELLED" | "CANCELLED_UPSTREAM" => ShipmentState::Cancelled,
        "NO_LABEL" => ShipmentState::NoLabel,
        known if READY.contains(&known) => ShipmentState::Ready,
        // CANCELLATION_FAILED too: the label is still bought, and a person must look.
        _ => ShipmentState::Other(code.to_owned()),
    }
}
