//! What became of a call, whoever it was sent to: the same for Sendcloud's two calls and for Wemasy's.

use api_client::ApiError;
use sendcloud::ship_an_order::{CallOutcome, LabelOutcome, OrderAnswer};

use crate::store::journal::Outcome;

/// What became of a call, whoever it was sent to.
pub(super) enum Sent {
    Answered(SentAnswer),
    /// Provably nothing was done.
    NotSent {
        error: ApiError,
        throttled: bool,
    },
}

pub(super) struct SentAnswer {
    pub status: Option<u16>,
    pub request_id: Option<String>,
    pub notes: Vec<String>,
    /// Keys or billing: nothing goes out any more.
    pub stop: Option<ApiError>,
    /// One for each order, in the order of the call.
    pub orders: Vec<Outcome>,
    /// Labels that came with the answer: parcel, bytes.
    pub labels: Vec<(u64, Vec<u8>)>,
    /// Where Wemasy says how its labels are coming along: shop, URL.
    pub follow: Option<(i64, String)>,
}

pub(super) fn sent(outcome: CallOutcome) -> Sent {
    match outcome {
        CallOutcome::Answered(answer) => Sent::Answered(SentAnswer {
            status: answer.status,
            request_id: answer.request_id,
            notes: answer.notes,
            stop: answer.stop,
            orders: answer.orders.into_iter().map(outcome_of).collect(),
            labels: Vec::new(),
            follow: None,
        }),
        CallOutcome::NotSent(error) => Sent::NotSent { error, throttled: false },
        CallOutcome::Throttled { error } => Sent::NotSent { error, throttled: true },
    }
}

pub(super) fn sent_one(outcome: LabelOutcome) -> Sent {
    match outcome {
        LabelOutcome::Answered(answer) => {
            let labels = answer.parcels.into_iter();
            Sent::Answered(SentAnswer {
                status: answer.status,
                request_id: answer.request_id,
                notes: answer.notes,
                stop: answer.stop,
                orders: vec![outcome_of(answer.order)],
                labels: labels.filter_map(|parcel| Some((parcel.parcel_id?, parcel.label?.bytes))).collect(),
                follow: None,
            })
        }
        LabelOutcome::NotSent(error) => Sent::NotSent { error, throttled: false },
        LabelOutcome::Throttled { error } => Sent::NotSent { error, throttled: true },
    }
}

fn outcome_of(order: OrderAnswer) -> Outcome {
    match order {
        OrderAnswer::Accepted { shipment_id, parcel_ids, also, .. } => {
            let words = (!also.is_empty())
                .then(|| format!("The platform made more than one shipment: also {}", also.join(", ")));
            Outcome::Accepted { shipment_id, parcel_ids, words }
        }
        OrderAnswer::Refused(error) => {
            Outcome::Refused { words: error.words(), code: error.code, pointer: error.pointer }
        }
        OrderAnswer::Unknown(error) => Outcome::Unknown { words: error.words() },
    }
}
