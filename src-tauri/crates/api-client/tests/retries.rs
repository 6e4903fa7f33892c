//! The retry rule at work, on a paused clock: how often a request goes out and how long is waited.

#![expect(clippy::unwrap_used, clippy::expect_used, reason = "a test fails by panicking")]

use std::collections::VecDeque;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use api_client::{
    Api, BoxFuture, Bucket, Class, Effect, Kind, Limiter, Limits, Method, Request, Response, SendFailure,
    Transport,
};
use tokio::time::Instant;

type Outcome = Result<Response, SendFailure>;

/// Answers from a script and notes when each request came.
struct Scripted {
    answers: Mutex<VecDeque<Outcome>>,
    sent_at: Mutex<Vec<Instant>>,
}

impl Transport for Scripted {
    fn send<'a>(&'a self, _request: &'a Request) -> BoxFuture<'a, Outcome> {
        self.sent_at.lock().unwrap().push(Instant::now());
        let answer =
            self.answers.lock().unwrap().pop_front().expect("no more requests than the script has answers");
        Box::pin(async move { answer })
    }
}

fn scripted(answers: impl IntoIterator<Item = Outcome>) -> (Arc<Scripted>, Api) {
    let transport =
        Arc::new(Scripted { answers: Mutex::new(answers.into_iter().collect()), sent_at: Mutex::default() });
    let limits = Limits { per_second: 50, per_minute: 500 };
    let limiter = Limiter::new([(Class::Reads, limits), (Class::Writes, limits)]);
    (transport.clone(), Api::new(transport, Arc::new(limiter)))
}

fn answer(status: u16, headers: &[(&str, &str)]) -> Outcome {
    let headers = headers.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
    Ok(Response { status, headers, body: Vec::new() })
}

fn read() -> Request {
    Request::get("/list", &[])
}

fn post(effect: Effect) -> Request {
    Request::json(Method::Post, effect, "/buy", &[], &serde_json::json!({})).unwrap()
}

impl Scripted {
    fn sent(&self) -> usize {
        self.sent_at.lock().unwrap().len()
    }

    fn gaps(&self) -> Vec<Duration> {
        self.sent_at.lock().unwrap().windows(2).map(|pair| pair[1] - pair[0]).collect()
    }
}

#[tokio::test(start_paused = true)]
async fn a_read_that_failed_in_passing_is_asked_again() {
    for trouble in [
        answer(500, &[]),
        answer(502, &[]),
        Err(SendFailure::Lost("reset".to_owned())),
        Err(SendFailure::NotSent("refused".to_owned())),
    ] {
        let (transport, api) = scripted([trouble.clone(), answer(200, &[])]);
        assert_eq!(api.send(&read()).await.unwrap().status, 200, "{trouble:?}");
        assert_eq!(transport.sent(), 2);
    }
}

#[tokio::test(start_paused = true)]
async fn a_platform_that_stays_down_is_left_after_a_few_tries() {
    let (transport, api) = scripted((0..9).map(|_| answer(503, &[])));
    assert_eq!(api.send(&read()).await.unwrap().status, 503, "the last answer is handed on");
    assert_eq!(transport.sent(), 4);
    assert!(transport.gaps().is_sorted(), "with growing pauses: {:?}", transport.gaps());

    let (transport, api) = scripted((0..9).map(|_| Err(SendFailure::NotSent("refused".to_owned()))));
    assert_eq!(api.send(&read()).await.unwrap_err().kind, Kind::NotSent);
    assert_eq!(transport.sent(), 4);
}

#[tokio::test(start_paused = true)]
async fn a_pause_that_the_platform_asks_for_is_kept_by_everyone() {
    let (transport, api) =
        scripted([answer(429, &[("retry-after", "17")]), answer(200, &[]), answer(200, &[])]);
    let other = api.clone();
    let (first, second) = tokio::join!(async { api.send(&read()).await }, async {
        tokio::time::sleep(Duration::from_secs(1)).await;
        other.send(&read()).await
    });
    assert_eq!((first.unwrap().status, second.unwrap().status), (200, 200));
    let sent_at = transport.sent_at.lock().unwrap();
    for at in &sent_at[1..] {
        let pause = *at - sent_at[0];
        assert!(
            (Duration::from_secs(17)..Duration::from_secs(18)).contains(&pause),
            "17 s as told, for the waiting one and for the next: {pause:?}"
        );
    }
}

#[tokio::test(start_paused = true)]
async fn a_pause_as_a_date_is_measured_by_the_platforms_clock() {
    let dated = [("date", "Sat, 21 Nov 2037 10:00:00 GMT"), ("retry-after", "Sat, 21 Nov 2037 10:00:09 GMT")];
    let (transport, api) = scripted([answer(429, &dated), answer(200, &[])]);
    api.send(&read()).await.unwrap();
    let gap = transport.gaps()[0];
    assert!((Duration::from_secs(9)..Duration::from_secs(10)).contains(&gap), "{gap:?}");
}

#[tokio::test(start_paused = true)]
async fn a_pause_of_hours_ends_the_call_as_throttled() {
    let (transport, api) = scripted([answer(429, &[("retry-after", "86400")])]);
    assert_eq!(api.send(&read()).await.unwrap().status, 429);
    assert_eq!(transport.sent(), 1);

    let (_, api) = scripted([answer(429, &[("retry-after", "18446744073709551615")])]);
    assert_eq!(api.send(&read()).await.unwrap().status, 429, "the largest number is no reason to fall over");
}

#[tokio::test(start_paused = true)]
async fn a_purchase_is_sent_once_whatever_happens() {
    for outcome in [
        answer(202, &[]),
        answer(429, &[("retry-after", "1")]),
        answer(429, &[]),
        answer(500, &[]),
        answer(503, &[("retry-after", "1")]),
        answer(302, &[]),
        Err(SendFailure::NotSent("refused".to_owned())),
        Err(SendFailure::Lost("no answer in time".to_owned())),
        Err(SendFailure::TooBig { limit_bytes: 1 }),
    ] {
        let (transport, api) = scripted([outcome.clone()]);
        let result = api.send(&post(Effect::Buys)).await;
        assert_eq!(result.is_ok(), outcome.is_ok(), "{outcome:?}");
        assert_eq!(transport.sent(), 1, "{outcome:?}: sending again is the engine's decision");
    }
}

#[tokio::test(start_paused = true)]
async fn a_throttled_purchase_holds_the_next_turn_back() {
    let (_, api) = scripted([answer(429, &[("retry-after", "30")])]);
    api.send(&post(Effect::Buys)).await.unwrap();
    let started = Instant::now();
    api.turn_to_buy().await;
    assert_eq!(
        started.elapsed(),
        Duration::from_secs(30),
        "the next one waits as long as the platform asked"
    );
}

#[tokio::test(start_paused = true)]
async fn a_write_is_repeated_only_when_it_did_not_arrive() {
    for (outcome, sent) in [
        (Err(SendFailure::NotSent("refused".to_owned())), 2),
        (answer(429, &[]), 2),
        (answer(500, &[]), 1),
        (Err(SendFailure::Lost("reset".to_owned())), 1),
        (answer(409, &[]), 1),
    ] {
        let (transport, api) = scripted([outcome.clone(), answer(200, &[])]);
        let _ = api.send(&post(Effect::Write)).await;
        assert_eq!(transport.sent(), sent, "{outcome:?}");
    }
}

#[tokio::test(start_paused = true)]
async fn a_read_that_is_a_post_is_repeated_and_counts_in_its_own_bucket() {
    let (transport, api) =
        scripted([answer(500, &[]), answer(429, &[("retry-after", "9")]), answer(200, &[])]);
    let list = post(Effect::Read).counts_in(Bucket::Everything);
    assert_eq!(api.send(&list).await.unwrap().status, 200);
    assert_eq!(transport.sent(), 3, "it changes nothing, so it may be asked again");
    assert_eq!(transport.gaps()[1], Duration::from_secs(9));
    assert_eq!(api.limiter().room(Class::Writes), Some(500), "Sendcloud's writes know nothing of it");
}

#[tokio::test(start_paused = true)]
async fn a_purchase_waits_for_its_own_bucket() {
    let (_, api) = scripted([answer(429, &[("retry-after", "30")])]);
    let booking = post(Effect::Buys).counts_in(Bucket::Accounting);
    api.send(&booking).await.unwrap();
    let started = Instant::now();
    api.turn_to_buy().await;
    assert_eq!(started.elapsed(), Duration::ZERO, "labels do not wait for bookings");
    api.turn_for(&booking).await;
    assert_eq!(started.elapsed(), Duration::from_secs(30), "the next booking does");
}
