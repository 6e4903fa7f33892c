//! `POST orders/sendcloud/shipments/create-label`: labels for orders that were pushed before. It costs money and only
//! queues the work. The answer names a URL for looking after it, of which nothing is documented.

use api_client::lenient::{Fields, flag};
use api_client::{Api, ApiError, Bucket, Effect, Request};
use serde_json::{Value, json};

use crate::errors;
use crate::host::{Host, place_of};
use crate::orders::post;
use crate::outcome::{self, Outcome, Reading};
use crate::parts::OrderIds;
use crate::push::counter;

const ENDPOINT: &str = "/api/services/webshop/v1/orders/sendcloud/shipments/create-label";
const STATUS: &str = "/{status_check_url}";

/// What was queued.
#[derive(Debug, Clone, PartialEq)]
pub struct LabelsQueued {
    pub message: Option<String>,
    pub batch_name: Option<String>,
    pub total: Option<u64>,
    pub new: Option<u64>,
    pub retried: Option<u64>,
    pub skipped: Option<u64>,
    pub total_chunks: Option<u64>,
    /// About one and a half for each chunk; decimal text.
    pub estimated_minutes: Option<String>,
    pub status_check_url: Option<String>,
    pub raw: Value,
}

impl LabelsQueued {
    fn read(body: &Value) -> Option<Self> {
        let fields = Fields::of(body)?;
        let says_so = fields.value("error").and_then(flag) == Some(false);
        (says_so || fields.word("batch_name").is_some()).then_some(())?;
        Some(Self {
            message: fields.word("message"),
            batch_name: fields.word("batch_name"),
            total: counter(fields, "total_orders"),
            new: counter(fields, "new_orders"),
            retried: counter(fields, "retried_orders"),
            skipped: counter(fields, "skipped_orders"),
            total_chunks: counter(fields, "total_chunks"),
            estimated_minutes: fields.word("estimated_completion_minutes"),
            status_check_url: fields.word("status_check_url"),
            raw: body.clone(),
        })
    }
}

fn names_work(body: &Value) -> bool {
    let some =
        |name: &str| Fields::of(body).and_then(|body| counter(body, name)).is_some_and(|count| count > 0);
    ["new_orders", "retried_orders"].into_iter().any(some)
}

pub fn request(orders: &OrderIds) -> Request {
    post(ENDPOINT, Effect::Buys, &json!({"order_ids": orders.numbers()}))
}

/// Asks for labels, once; nothing here or below it sends it again.
pub async fn create(api: &Api, orders: &OrderIds) -> Outcome<LabelsQueued> {
    outcome::send(api, &request(orders), &Reading { accepted: LabelsQueued::read, names_work }).await
}

/// The request that looks after a batch.
///
/// # Errors
/// `Kind::NotSent` for a URL on another host (see [`Host::owns`]): the token goes nowhere else.
pub fn status_request(host: &Host, status_check_url: &str) -> Result<Request, ApiError> {
    let request = host.target(status_check_url).and_then(|target| Request::at(STATUS, target));
    let request = request.map(|request| request.counts_in(Bucket::Everything));
    request.ok_or_else(|| {
        let words = format!(
            "the status of the labels stands at {} and is not asked for there",
            place_of(status_check_url)
        );
        errors::not_sent(&format!("GET {STATUS}"), &words)
    })
}

/// What the status URL says. No member of it is documented.
#[derive(Debug, Clone, PartialEq)]
pub struct BatchStatus {
    pub status: Option<String>,
    pub message: Option<String>,
    pub raw: Value,
}

/// Looks after a batch of labels.
///
/// # Errors
/// As [`status_request`] and for any read.
pub async fn status(api: &Api, host: &Host, status_check_url: &str) -> Result<BatchStatus, ApiError> {
    let request = status_request(host, status_check_url)?;
    let response = api.send(&request).await?;
    let body = errors::json(&request, &response)?;
    let data = body.get("data").unwrap_or(&body);
    let word =
        |name: &str| [data, &body].into_iter().filter_map(Fields::of).find_map(|fields| fields.word(name));
    Ok(BatchStatus { status: word("status"), message: word("message"), raw: body.clone() })
}
