//! What the tests share: a platform with a clock of their own, and short ways to ask it.
#![expect(dead_code, reason = "each test program uses a part of it")]
#![expect(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use jiff::Timestamp;
use serde_json::{Value, json};
use simulator::{Config, Delivery, Platform, SimOrder, WireRequest};

pub const CREATE: &str = "/api/v3/orders/create-labels-async";
pub const CREATE_SYNC: &str = "/api/v3/orders/create-label-sync";

/// A clock that stands still until it is set.
#[derive(Clone)]
pub struct Clock(Arc<AtomicI64>);

impl Clock {
    pub fn new() -> Self {
        let start: Timestamp = "2026-11-21T08:00:00Z".parse().unwrap();
        Self(Arc::new(AtomicI64::new(start.as_millisecond())))
    }

    pub fn pass_ms(&self, ms: i64) {
        self.0.fetch_add(ms, Ordering::SeqCst);
    }

    pub fn now(&self) -> Timestamp {
        Timestamp::from_millisecond(self.0.load(Ordering::SeqCst)).unwrap()
    }

    pub fn reader(&self) -> impl Fn() -> Timestamp + Send + Sync + 'static {
        let clock = self.clone();
        move || clock.now()
    }
}

pub fn platform(config: Config) -> (Platform, Clock) {
    let clock = Clock::new();
    (Platform::new(config, clock.reader()), clock)
}

/// Status, body as JSON (null when it is none), headers.
pub struct Got {
    pub status: u16,
    pub json: Value,
    pub bytes: Vec<u8>,
    pub headers: Vec<(String, String)>,
}

impl Got {
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(n, _)| n == name).map(|(_, v)| v.as_str())
    }

    pub fn data(&self) -> &[Value] {
        self.json["data"].as_array().map_or(&[], Vec::as_slice)
    }

    pub fn errors(&self) -> &[Value] {
        self.json["errors"].as_array().map_or(&[], Vec::as_slice)
    }
}

pub fn send(platform: &Platform, wire: &WireRequest) -> Got {
    match platform.handle(wire) {
        Delivery::Answer(answer) => Got {
            status: answer.status,
            json: serde_json::from_slice(&answer.body).unwrap_or_default(),
            bytes: answer.body,
            headers: answer.headers,
        },
        other => panic!("no answer to {} {}: {other:?}", wire.method, wire.path),
    }
}

pub fn get(platform: &Platform, target: &str) -> Got {
    send(platform, &WireRequest::new("GET", target))
}

pub fn post(platform: &Platform, target: &str, body: &Value) -> Got {
    send(platform, &WireRequest::new("POST", target).body(body.to_string()))
}

/// A create call for these orders, by order id.
pub fn call_for(orders: &[&SimOrder]) -> Value {
    let items: Vec<Value> = orders.iter().map(|order| json!({"order_id": order.order_id})).collect();
    json!({"integration_id": orders.first().map_or(70, |o| o.integration), "orders": items})
}

pub fn ship(platform: &Platform, orders: &[&SimOrder]) -> Got {
    post(platform, CREATE, &call_for(orders))
}

pub fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}
