//! `POST orders/sync-snelstart-order`: book one order in the shop's accounts. Whether booking twice makes two entries is not
//! documented, so it is treated as a purchase: sent once, and never again without a person. Five a minute.

use api_client::lenient::{Fields, flag};
use api_client::{Api, Bucket, Effect, Request};
use serde_json::{Value, json};

use crate::orders::post;
use crate::outcome::{self, Outcome, Reading};
use crate::parts::{OrderId, names};

const ENDPOINT: &str = "/api/services/webshop/v1/orders/sync-snelstart-order";

#[derive(Debug, Clone, PartialEq)]
pub struct Booked {
    pub message: Option<String>,
    /// What it holds is not documented.
    pub data: Vec<String>,
    pub raw: Value,
}

impl Booked {
    fn read(body: &Value) -> Option<Self> {
        let fields = Fields::of(body)?;
        (fields.value("error").and_then(flag) == Some(false)).then_some(())?;
        Some(Self { message: fields.word("message"), data: names(fields.value("data")), raw: body.clone() })
    }
}

pub fn request(order: OrderId) -> Request {
    post(ENDPOINT, Effect::Buys, &json!({ "order_id": order.0 })).counts_in(Bucket::Accounting)
}

/// Books one order, once; nothing here or below it sends it again.
pub async fn sync(api: &Api, order: OrderId) -> Outcome<Booked> {
    outcome::send(api, &request(order), &Reading { accepted: Booked::read, names_work: |_| false }).await
}
