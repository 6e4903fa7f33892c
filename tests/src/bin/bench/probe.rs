//! A transport that notes when each request leaves and when its answer is there. It changes nothing.

use std::sync::{Arc, Mutex, PoisonError};

use api_client::{BoxFuture, Method, Request, Response, SendFailure, Transport};
use tokio::sync::Notify;
use tokio::time::Instant;

/// What a request is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// `GET /shipments` by update time: the look.
    Look,
    /// Any other `GET /shipments`.
    Status,
    Create,
    /// Labels asked for.
    Documents(usize),
    Other,
}

#[derive(Debug, Clone, Copy)]
pub struct Exchange {
    pub kind: Kind,
    /// Orders of a create.
    pub orders: usize,
    pub left: Instant,
    pub answered: Instant,
    /// `None`: no answer.
    pub status: Option<u16>,
}

pub struct Probe {
    inner: Arc<dyn Transport>,
    seen: Mutex<Vec<Exchange>>,
    /// Told after every answered document.
    pub document_came: Notify,
}

impl Probe {
    pub fn new(inner: Arc<dyn Transport>) -> Self {
        Self { inner, seen: Mutex::default(), document_came: Notify::new() }
    }

    /// Every exchange that is over, in the order of the answers.
    pub fn seen(&self) -> Vec<Exchange> {
        self.seen.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Labels that were delivered so far.
    pub fn documents(&self) -> usize {
        let seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
        let delivered = seen.iter().filter(|exchange| exchange.status == Some(200));
        delivered.map(|exchange| if let Kind::Documents(count) = exchange.kind { count } else { 0 }).sum()
    }
}

impl Transport for Probe {
    fn send<'a>(&'a self, request: &'a Request) -> BoxFuture<'a, Result<Response, SendFailure>> {
        Box::pin(async move {
            let (kind, left) = (kind(request), Instant::now());
            let result = self.inner.send(request).await;
            let orders = if kind == Kind::Create { orders(request) } else { 0 };
            let status = result.as_ref().ok().map(|response| response.status);
            let exchange = Exchange { kind, orders, left, answered: Instant::now(), status };
            self.seen.lock().unwrap_or_else(PoisonError::into_inner).push(exchange);
            if matches!(kind, Kind::Documents(_)) {
                self.document_came.notify_one();
            }
            result
        })
    }
}

fn kind(request: &Request) -> Kind {
    let asks = |name: &str| request.query.iter().filter(|(asked, _)| asked == name).count();
    match (request.method, request.endpoint) {
        (Method::Post, "/api/v3/orders/create-labels-async") => Kind::Create,
        (Method::Get, "/api/v3/shipments") if asks("updated_after") > 0 => Kind::Look,
        (Method::Get, "/api/v3/shipments") => Kind::Status,
        (Method::Get, "/api/v3/parcels/{id}/documents/{type}") => Kind::Documents(1),
        (Method::Get, "/api/v3/parcel-documents/{type}") => Kind::Documents(asks("parcels")),
        _ => Kind::Other,
    }
}

fn orders(request: &Request) -> usize {
    let body =
        request.body.as_deref().and_then(|body| serde_json::from_slice::<serde_json::Value>(body).ok());
    body.and_then(|body| Some(body.get("orders")?.as_array()?.len())).unwrap_or_default()
}
