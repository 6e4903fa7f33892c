//! `bench script`: what a shop's own script would do, for comparison. Both keep the documented limits, look at nothing
//! before buying and write nothing down.
//!
//! - *one by one*: create-label-sync for one order after the other.
//! - *twenties*: create-labels-async with 20 orders, status lists every half a second until all are announced, then the
//!   labels one by one; then the next 20.

use std::sync::Arc;
use std::time::Duration;

use api_client::{Api, Class, Effect, HttpTransport, Limiter, Limits, Method, Request, Secret};
use sendcloud::incoming_orders::{OrdersQuery, pages};
use sendcloud::parcel_documents::{DocumentKind, DocumentOptions, document};
use sendcloud::{integrations, shipments};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use tokio::time::Instant;

use crate::{BenchResult, Server, print_line};

const ORDERS_PER_CALL: usize = 20;
const POLL: Duration = Duration::from_millis(500);
/// "100 writes/min with burst 15/s, 1000 GET/min".
const DOCUMENTED: [(Class, Limits); 2] = [
    (Class::Reads, Limits { per_second: 1_000, per_minute: 1_000 }),
    (Class::Writes, Limits { per_second: 15, per_minute: 100 }),
];
/// How every PDF begins, as base64.
const PDF_BASE64: &str = "JVBERi0";

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Script {
    OneByOne,
    Twenties,
}

impl Script {
    pub fn named(name: &str) -> Option<Self> {
        [Self::OneByOne, Self::Twenties].into_iter().find(|script| script.name() == name)
    }

    pub fn name(self) -> &'static str {
        match self {
            Self::OneByOne => "one-by-one",
            Self::Twenties => "twenties",
        }
    }
}

/// Times in milliseconds since the start, after the orders were read.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
pub struct Ran {
    pub first_ms: f64,
    pub last_ms: f64,
    pub labels: usize,
}

pub async fn run(script: Script, server: &Server) -> BenchResult<()> {
    let (public, secret) = (Secret::new(server.public_key.as_str()), Secret::new(server.secret_key.as_str()));
    let transport = Arc::new(HttpTransport::new(&server.url, &public, &secret)?);
    let api = Api::new(transport, Arc::new(Limiter::new(DOCUMENTED)));
    let shop = integrations::list(&api).await?.rows.first().ok_or("no shop")?.id;
    let orders = pages(shop, &OrdersQuery::default()).all(&api).await?.rows;
    let ids: Vec<String> = orders.into_iter().filter_map(|order| order.external_order_id).collect();
    let started = Instant::now();
    let stored = match script {
        Script::OneByOne => one_by_one(&api, shop, &ids).await?,
        Script::Twenties => twenties(&api, shop, &ids).await?,
    };
    let since =
        |at: Option<&Instant>| at.map_or(0.0, |at| at.duration_since(started).as_secs_f64() * 1_000.0);
    let ran = Ran { first_ms: since(stored.first()), last_ms: since(stored.last()), labels: stored.len() };
    print_line(&serde_json::to_value(ran)?)
}

/// Buys, once.
async fn buy(api: &Api, endpoint: &'static str, call: &Value, expected: u16) -> BenchResult<Value> {
    api.turn_to_buy().await;
    let request = Request::json(Method::Post, Effect::Buys, endpoint, &[], call)?;
    let response = api.send(&request).await?;
    if response.status != expected {
        return Err(format!("{endpoint} answered {}", response.status).into());
    }
    Ok(serde_json::from_slice(&response.body)?)
}

async fn one_by_one(api: &Api, shop: i64, ids: &[String]) -> BenchResult<Vec<Instant>> {
    let mut stored = Vec::new();
    for id in ids {
        let call = json!({"integration_id": shop, "order": {"order_id": id}});
        let answer = buy(api, "/api/v3/orders/create-label-sync", &call, 201).await?;
        let label = answer.pointer("/data/label_details/file").and_then(Value::as_str).unwrap_or_default();
        if !label.starts_with(PDF_BASE64) {
            return Err("the answer holds no label".into());
        }
        stored.push(Instant::now());
    }
    Ok(stored)
}

async fn twenties(api: &Api, shop: i64, ids: &[String]) -> BenchResult<Vec<Instant>> {
    let mut stored = Vec::new();
    for part in ids.chunks(ORDERS_PER_CALL) {
        let orders: Vec<Value> = part.iter().map(|id| json!({"order_id": id})).collect();
        let call = json!({"integration_id": shop, "orders": orders});
        let answer = buy(api, "/api/v3/orders/create-labels-async", &call, 202).await?;
        let bought = answer.get("data").and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
        let bought: Vec<String> =
            bought.iter().filter_map(|entry| Some(entry.get("shipment_id")?.as_str()?.to_owned())).collect();
        for parcel in announced(api, &bought).await? {
            document(api, parcel, DocumentKind::Label, DocumentOptions::default()).await?;
            stored.push(Instant::now());
        }
    }
    Ok(stored)
}

/// The parcels of these shipments, once all have their documents.
async fn announced(api: &Api, shipments: &[String]) -> BenchResult<Vec<u64>> {
    loop {
        let listed = shipments::by_ids(api, shipments).await?.rows;
        let parcels = listed.iter().flat_map(|shipment| &shipment.parcels);
        let ready: Vec<u64> = parcels.filter(|p| !p.documents.is_empty()).filter_map(|p| p.id).collect();
        if ready.len() >= shipments.len() {
            return Ok(ready);
        }
        tokio::time::sleep(POLL).await;
    }
}
