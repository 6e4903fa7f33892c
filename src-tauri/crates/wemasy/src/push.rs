//! `POST orders/sendcloud/shipments/push`: hand orders to the shop's Sendcloud integration, with or without a label. With
//! one it costs money. Both only queue the work; the outcome shows in Sendcloud.

use api_client::lenient::{Fields, flag, text};
use api_client::{Api, Effect, Request};
use serde_json::{Value, json};

use crate::orders::post;
use crate::outcome::{self, Outcome, Reading};
use crate::parts::{OrderId, OrderIds, names};

const ENDPOINT: &str = "/api/services/webshop/v1/orders/sendcloud/shipments/push";

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Push {
    pub orders: OrderIds,
    pub label: Label,
}

/// Whether a label is made and paid.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Label {
    Without,
    With,
}

/// What was queued. The meaning of the counters is guessed from their names.
#[derive(Debug, Clone, PartialEq)]
pub struct Pushed {
    pub message: Option<String>,
    pub total: Option<u64>,
    /// Pushed for the first time.
    pub new: Option<u64>,
    /// Again, after an attempt that failed.
    pub retried: Option<u64>,
    /// Not eligible, or done already.
    pub skipped: Option<u64>,
    pub queued: Option<u64>,
    /// Ids, numbers or sentences: not documented.
    pub new_orders: Vec<String>,
    pub retried_orders: Vec<String>,
    pub skipped_orders: Vec<String>,
    pub queued_orders: Vec<String>,
    pub total_chunks: Option<u64>,
    /// Documented as a text.
    pub labels_will_be_created: Option<String>,
    pub raw: Value,
}

/// How the platform sorted an order of a push. The meaning is guessed from the names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fate {
    /// Pushed for the first time.
    New,
    /// Again, after an attempt that failed.
    Retried,
    /// In the queue, perhaps from an earlier push.
    Queued,
    /// Not eligible, or done already.
    Skipped,
}

impl Push {
    /// What this costs.
    pub fn effect(&self) -> Effect {
        match self.label {
            Label::With => Effect::Buys,
            Label::Without => Effect::Write,
        }
    }

    pub fn request(&self) -> Request {
        let create_label = self.label == Label::With;
        let body = json!({"create_label": create_label, "order_ids": self.orders.numbers()});
        post(ENDPOINT, self.effect(), &body)
    }
}

impl Pushed {
    /// Whether the platform says that labels will be made; `None` when it cannot be told.
    pub fn makes_labels(&self) -> Option<bool> {
        self.labels_will_be_created.as_deref().and_then(|text| flag(&json!(text)))
    }

    /// What the answer says of one order, where it names it. Skipped wins: nothing is promised of such an order.
    pub fn fate(&self, order: OrderId) -> Option<Fate> {
        let id = order.to_string();
        let named = |list: &[String]| list.contains(&id);
        [
            (Fate::Skipped, &self.skipped_orders),
            (Fate::Retried, &self.retried_orders),
            (Fate::New, &self.new_orders),
            (Fate::Queued, &self.queued_orders),
        ]
        .into_iter()
        .find_map(|(fate, list)| named(list).then_some(fate))
    }

    fn read(body: &Value) -> Option<Self> {
        let fields = Fields::of(body)?;
        let summary = fields.object("summary");
        let says_so = fields.value("error").and_then(flag) == Some(false);
        (says_so || summary.is_some()).then_some(())?;
        let count = |name: &str| summary.and_then(|summary| counter(summary, name));
        let details = fields.object("details");
        let listed = |name: &str| names(details.and_then(|details| details.value(name)));
        Some(Self {
            message: fields.word("message"),
            total: count("total_orders"),
            new: count("new_orders"),
            retried: count("retry_orders"),
            skipped: count("skipped_orders"),
            queued: count("queued_orders"),
            new_orders: listed("new_orders"),
            retried_orders: listed("retry_orders"),
            skipped_orders: listed("skipped_orders"),
            queued_orders: listed("queued_orders"),
            total_chunks: counter(fields, "total_chunks"),
            labels_will_be_created: fields.value("labels_will_be_created").and_then(text),
            raw: body.clone(),
        })
    }
}

/// A count, which may be 0.
pub(crate) fn counter(fields: Fields<'_>, name: &str) -> Option<u64> {
    fields.integer(name).and_then(|count| u64::try_from(count).ok())
}

fn names_work(body: &Value) -> bool {
    let summary = body.get("summary").and_then(Fields::of);
    let some = |name: &str| summary.and_then(|summary| counter(summary, name)).is_some_and(|count| count > 0);
    ["new_orders", "retry_orders", "queued_orders"].into_iter().any(some)
}

/// Hands the orders over. A push with labels is sent once; nothing here or below it sends it again.
pub async fn push(api: &Api, push: &Push) -> Outcome<Pushed> {
    outcome::send(api, &push.request(), &Reading { accepted: Pushed::read, names_work }).await
}
