//! The wires of a simulated day: they note what goes over them, and can be given a bad disk and a wrong clock.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use api_client::{BoxFuture, Effect, Request, Response, SendFailure, Transport};
use engine::store::{Disk, Moment, Watch};
use simulator::{Endpoint, FaultReport, InProcess, Platform};
use tokio::time::Instant;

use crate::wires::Wires;

/// The words of a 429 that the platform's limits gave, not a fault.
const OWN_THROTTLE: &[u8] = b"Expected available in";

/// Clones write into the same diary.
#[derive(Clone)]
pub struct Diary(Arc<Mutex<Pages>>);

struct Pages {
    began: Option<Instant>,
    events: Vec<String>,
    /// Requests that went over the limits of the platform.
    over_limit: Vec<String>,
    disk: Disk,
    clock_skew_s: i64,
}

impl Diary {
    pub fn new() -> Self {
        let pages = Pages {
            began: None,
            events: Vec::new(),
            over_limit: Vec::new(),
            disk: Disk::Works,
            clock_skew_s: 0,
        };
        Self(Arc::new(Mutex::new(pages)))
    }

    fn lock(&self) -> MutexGuard<'_, Pages> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub fn note(&self, words: impl AsRef<str>) {
        let mut pages = self.lock();
        let began = *pages.began.get_or_insert_with(Instant::now);
        let line = format!("{:>9.3} s  {}", began.elapsed().as_secs_f64(), words.as_ref());
        pages.events.push(line);
    }

    pub fn events(&self) -> Vec<String> {
        self.lock().events.clone()
    }

    pub fn over_limit(&self) -> Vec<String> {
        self.lock().over_limit.clone()
    }

    pub fn set_disk(&self, disk: Disk) {
        self.lock().disk = disk;
    }

    pub fn disk(&self) -> Disk {
        self.lock().disk
    }

    pub fn set_clock(&self, skew_s: i64) {
        self.lock().clock_skew_s = skew_s;
    }
}

impl Wires for Diary {
    fn watch(&self) -> Option<Watch> {
        let diary = self.clone();
        Some(Arc::new(move |moment| match moment {
            Moment::BeforeCommit => diary.disk(),
            Moment::AfterCommit => Disk::Works,
        }))
    }

    fn transport(&self, platform: &Platform) -> Arc<dyn Transport> {
        let through = InProcess::new(platform.clone());
        Arc::new(Noted { through, platform: platform.clone(), diary: self.clone() })
    }

    fn clock_skew_s(&self) -> i64 {
        self.lock().clock_skew_s
    }
}

struct Noted {
    through: InProcess,
    platform: Platform,
    diary: Diary,
}

impl Transport for Noted {
    fn send<'a>(&'a self, request: &'a Request) -> BoxFuture<'a, Result<Response, SendFailure>> {
        Box::pin(async move {
            let (before, sent) = (self.platform.faults(), Instant::now());
            let mut answer = self.through.send(request);
            // The platform does its work when it is first asked: what struck then is this request's.
            let first = futures_util::poll!(&mut answer);
            let struck = struck(&before, &self.platform.faults());
            let answer = match first {
                std::task::Poll::Ready(answer) => answer,
                std::task::Poll::Pending => answer.await,
            };
            self.write(request, sent, &struck, &answer);
            answer
        })
    }
}

impl Noted {
    fn write(&self, request: &Request, sent: Instant, struck: &str, answer: &Result<Response, SendFailure>) {
        let over = matches!(answer, Ok(response) if response.status == 429
            && response.body.windows(OWN_THROTTLE.len()).any(|words| words == OWN_THROTTLE));
        let plain = struck.is_empty() && matches!(answer, Ok(response) if response.is_success());
        if request.effect != Effect::Buys && plain {
            return;
        }
        let outcome = match answer {
            Ok(response) => response.status.to_string(),
            Err(failure) => format!("{failure:?}"),
        };
        let orders = if request.effect == Effect::Buys { orders_of(request) } else { String::new() };
        let took = sent.elapsed().as_millis();
        let line = format!("{}{orders} -> {outcome} after {took} ms{struck}", request.name());
        if over {
            self.diary.lock().over_limit.push(line.clone());
        }
        self.diary.note(line);
    }
}

fn struck(before: &[FaultReport], after: &[FaultReport]) -> String {
    before
        .iter()
        .zip(after)
        .filter(|(before, after)| after.struck > before.struck)
        .map(|(_, after)| format!(" [fault: {:?}]", after.fault.what))
        .collect()
}

/// The order numbers of a create call.
fn orders_of(request: &Request) -> String {
    let body =
        request.body.as_deref().and_then(|body| serde_json::from_slice::<serde_json::Value>(body).ok());
    let orders = body.as_ref().and_then(|body| body.get("orders")?.as_array());
    let name = |order: &serde_json::Value| {
        let names = ["order_number", "order_id"].into_iter().find_map(|name| order.get(name)?.as_str());
        names.unwrap_or("?").to_owned()
    };
    let names = orders.map(|orders| orders.iter().map(name).collect::<Vec<_>>().join(", "));
    format!(" [{}]", names.unwrap_or_default())
}

/// How often each endpoint was asked, for the summary.
pub fn asked(platform: &Platform) -> String {
    let requests = platform.requests();
    let count = |endpoint| requests.iter().filter(|seen| seen.endpoint == endpoint).count();
    format!(
        "{} creates, {} lists, {} documents, {} requests",
        count(Endpoint::Create),
        count(Endpoint::Shipments),
        count(Endpoint::Document),
        requests.len()
    )
}
