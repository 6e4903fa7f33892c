//! A transport that answers from a script and keeps what was sent.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex};

use api_client::{Api, BoxFuture, Request, Response, SendFailure, Transport};
use serde_json::Value;

pub type Outcome = Result<Response, SendFailure>;

/// Gives each answer once; afterwards every request stays unanswered.
pub struct Fake {
    answers: Mutex<VecDeque<Outcome>>,
    sent: Mutex<Vec<Request>>,
}

impl Transport for Fake {
    fn send<'a>(&'a self, request: &'a Request) -> BoxFuture<'a, Outcome> {
        self.sent.lock().unwrap().push(request.clone());
        let answer = self.answers.lock().unwrap().pop_front();
        Box::pin(async move { answer.unwrap_or(Err(SendFailure::TooBig { limit_bytes: 0 })) })
    }
}

impl Fake {
    pub fn sent(&self) -> Vec<Request> {
        self.sent.lock().unwrap().clone()
    }

    pub fn bodies(&self) -> Vec<Value> {
        let body = |request: Request| serde_json::from_slice(&request.body.unwrap_or_default()).unwrap();
        self.sent().into_iter().map(body).collect()
    }
}

pub fn api(answers: impl IntoIterator<Item = Outcome>) -> (Arc<Fake>, Api) {
    let fake = Arc::new(Fake { answers: Mutex::new(answers.into_iter().collect()), sent: Mutex::default() });
    (fake.clone(), wemasy::api(fake))
}

pub fn json(status: u16, body: &Value) -> Outcome {
    with_headers(status, &[("content-type", "application/json")], body.to_string().into_bytes())
}

pub fn with_headers(status: u16, headers: &[(&str, &str)], body: impl Into<Vec<u8>>) -> Outcome {
    let headers = headers.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
    Ok(Response { status, headers, body: body.into() })
}

/// Runs a future to its end on a clock that does not wait.
pub fn block_on<T>(future: impl Future<Output = T>) -> T {
    let runtime =
        tokio::runtime::Builder::new_current_thread().enable_time().start_paused(true).build().unwrap();
    runtime.block_on(future)
}
