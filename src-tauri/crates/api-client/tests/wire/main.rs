//! What really goes over the wire, counted at a socket: a purchase is one request on a connection of its own, keys go to
//! one host only, and answers that are too big, too slow or cut off are told apart.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod loopback;
mod pictures;
mod secrecy;

use std::sync::Arc;
use std::time::{Duration, Instant};

use api_client::{
    Api, Auth, Effect, HttpTransport, Kind, Limiter, Method, PartnerId, Request, Secret, SendFailure,
    Timeouts, Transport, TransportConfigError,
};
use loopback::{Reply, Server, answer, nobody};

const SHORT: Timeouts = Timeouts { buys: Duration::from_millis(400), others: Duration::from_millis(400) };
/// Longer than any retry on a broken connection would take to show up.
const AFTERMATH: Duration = Duration::from_millis(250);

fn transport(base: &str, timeouts: Timeouts) -> HttpTransport {
    HttpTransport::with_timeouts(base, &Secret::new("public"), &Secret::new("secret"), timeouts).unwrap()
}

fn api(base: &str, timeouts: Timeouts) -> Api {
    Api::new(Arc::new(transport(base, timeouts)), Arc::new(Limiter::new([])))
}

fn purchase() -> Request {
    let body = serde_json::json!({"orders": [{"order_id": "1"}]});
    Request::json(Method::Post, Effect::Buys, "/api/buy", &[], &body).unwrap()
}

fn read(path: &'static str) -> Request {
    Request::get(path, &[])
}

#[tokio::test]
async fn a_purchase_is_one_request_on_one_connection_whatever_comes_back() {
    let elsewhere = Server::always(Reply::json("200 OK", "{}")).await;
    let foreign = format!("{}/api/buy", elsewhere.base);
    for (what, reply, expected) in [
        ("accepted", Reply::json("202 Accepted", "{}"), Ok(202)),
        ("307 to the same host", Reply::redirect("307 Temporary Redirect", "/api/again"), Ok(307)),
        ("308 to the same host", Reply::redirect("308 Permanent Redirect", "/api/again"), Ok(308)),
        ("302 to another host", Reply::redirect("302 Found", &foreign), Ok(302)),
        ("the connection closes without an answer", Reply::HangUp, Err(Kind::Lost)),
        ("500", Reply::json("500 Internal Server Error", "{}"), Ok(500)),
        ("503", Reply::Say(answer("503 Service Unavailable", "Retry-After: 0\r\n", "")), Ok(503)),
        ("429", Reply::Say(answer("429 Too Many Requests", "Retry-After: 0\r\n", "")), Ok(429)),
        ("no answer in time", Reply::Wait(Duration::from_secs(5)), Err(Kind::Lost)),
        ("half an answer", Reply::SayAndClose("HTTP/1.1 202 Acc".to_owned()), Err(Kind::Lost)),
    ] {
        let server = Server::always(reply).await;
        let result = api(&server.base, SHORT).send(&purchase()).await;
        assert_eq!(result.map(|answer| answer.status).map_err(|error| error.kind), expected, "{what}");
        tokio::time::sleep(AFTERMATH).await;
        assert_eq!(server.requests().len(), 1, "{what}: every request is a label that costs money");
        assert_eq!(server.connections(), 1, "{what}");
    }
    assert_eq!(elsewhere.connections(), 0, "no purchase went to another host");
}

#[tokio::test]
async fn each_purchase_has_a_connection_of_its_own() {
    let server = Server::always(Reply::json("202 Accepted", "{}")).await;
    let api = api(&server.base, SHORT);
    api.send(&read("/api/list")).await.unwrap();
    for _ in 0..2 {
        api.send(&purchase()).await.unwrap();
    }
    assert_eq!(
        (server.requests().len(), server.connections()),
        (3, 3),
        "a connection kept open may be dead already"
    );
}

#[tokio::test]
async fn a_purchase_arrives_whole_and_signed() {
    let server = Server::always(Reply::json("202 Accepted", "{}")).await;
    api(&server.base, SHORT).send(&purchase()).await.unwrap();
    let request = server.requests().remove(0);
    let (head, body) = request.split_once("\r\n\r\n").unwrap();
    let head = head.to_ascii_lowercase();
    assert!(head.starts_with("post /api/buy http/1.1\r\n"), "{head}");
    // "public:secret"
    assert!(head.contains("authorization: basic chvibgljonnly3jlda=="), "the keys are sent as Basic");
    assert!(head.contains("content-type: application/json"), "{head}");
    assert_eq!(body, r#"{"orders":[{"order_id":"1"}]}"#);
}

#[tokio::test]
async fn a_token_is_sent_as_bearer() {
    let server = Server::always(Reply::json("200 OK", "{}")).await;
    let auth = Auth::Bearer(Secret::new(" 12|tok-en\n"));
    let transport = HttpTransport::with_auth(&server.base, &auth, SHORT).unwrap();
    transport.send(&read("/api/list")).await.unwrap();
    let request = server.requests().remove(0);
    assert!(
        request.lines().any(|line| line.eq_ignore_ascii_case("authorization: Bearer 12|tok-en")),
        "{request}"
    );
    assert!(!format!("{auth:?}").contains("tok-en"), "printing it shows no key");
    let broken = HttpTransport::with_token(&server.base, &Secret::new("tok\nen")).map(|_| ());
    assert_eq!(broken, Err(TransportConfigError::BadCredentials), "a line break inside cannot be sent");
}

#[tokio::test]
async fn a_read_follows_its_own_host_and_no_other() {
    let elsewhere = Server::always(Reply::json("200 OK", "{}")).await;
    let foreign = format!("{}/api/list", elsewhere.base);
    let server = Server::by_path(move |path| match path {
        "/api/moved" => Reply::redirect("302 Found", "/api/list"),
        "/api/foreign" => Reply::redirect("302 Found", &foreign),
        "/api/circle" => Reply::redirect("302 Found", "/api/circle"),
        _ => Reply::json("200 OK", r#"{"data":[]}"#),
    })
    .await;
    let api = api(&server.base, SHORT);

    assert_eq!(api.send(&read("/api/moved")).await.unwrap().status, 200, "the same host is followed");
    assert!(
        server.requests()[1].to_ascii_lowercase().contains("authorization:"),
        "with the keys, it is the same host"
    );
    assert_eq!(api.send(&read("/api/foreign")).await.unwrap().status, 302, "another host is not");
    assert_eq!(api.send(&read("/api/circle")).await.unwrap().status, 302, "a circle ends");
    assert_eq!(elsewhere.connections(), 0, "no connection and no key went to another host");
    assert!(
        server.requests().len() < 12,
        "the circle was left after a few turns: {}",
        server.requests().len()
    );
}

#[tokio::test]
async fn a_write_is_not_redirected() {
    let server = Server::always(Reply::redirect("302 Found", "/api/list")).await;
    let write = Request { effect: Effect::Write, ..purchase() };
    assert_eq!(api(&server.base, SHORT).send(&write).await.unwrap().status, 302);
    assert_eq!(server.requests().len(), 1, "a redirected write would become a read that looks like success");
}

#[tokio::test]
async fn the_partner_is_named_only_where_it_is_set_and_documented() {
    let id = PartnerId::new("550e8400-e29b-41d4-a716-446655440000").ok();
    for (partner_id, request, expected) in [
        (id.clone(), purchase().takes_partner_id(), true),
        (id, purchase(), false),
        (None, purchase().takes_partner_id(), false),
    ] {
        let server = Server::always(Reply::json("202 Accepted", "{}")).await;
        transport(&server.base, SHORT).partner_id(partner_id).send(&request).await.unwrap();
        let sent = server.requests().remove(0).to_ascii_lowercase();
        let header = "sendcloud-partner-id: 550e8400-e29b-41d4-a716-446655440000\r\n";
        assert_eq!(sent.contains(header), expected, "{sent}");
        assert_eq!(sent.contains("partner-id"), expected, "an empty header would be refused: {sent}");
    }
}

#[test]
fn keys_go_over_https_only_unless_to_this_machine() {
    let keys = Secret::new("k");
    let new = |base: &str| HttpTransport::new(base, &keys, &keys).map(|_| ());
    for base in
        ["https://panel.sendcloud.sc", "http://127.0.0.1:9", "http://localhost:9", "http://[::1]:9/prefix"]
    {
        assert_eq!(new(base), Ok(()), "{base}");
    }
    for base in [
        "http://panel.sendcloud.sc",
        "http://127.0.0.1.example.com",
        "http://localhost.example.com",
        "http://10.0.0.1",
        "http://0.0.0.0:9",
    ] {
        assert_eq!(new(base), Err(TransportConfigError::NotHttps(base.to_owned())), "{base}");
    }
    for base in ["", "panel.sendcloud.sc", "ftp://panel.sendcloud.sc", "file:///etc/hosts", "https://"] {
        assert_eq!(new(base), Err(TransportConfigError::NotAnAddress(base.to_owned())), "{base}");
    }
    for base in ["https://me:hunter2@panel.sendcloud.sc", "http://127.0.0.1@example.com"] {
        let error = new(base).unwrap_err();
        assert_eq!(error, TransportConfigError::HoldsCredentials, "{base}");
        assert!(!error.to_string().contains("hunter2"), "and the password is not repeated");
    }
}

#[tokio::test]
async fn fifty_megabytes_are_refused_and_not_taken_in() {
    const MIB: usize = 1024 * 1024;
    let named = format!("HTTP/1.1 200 OK\r\nContent-Length: {}\r\n\r\n", 50 * MIB);
    let unnamed = "HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n".to_owned();
    for (what, head, taken_max) in [("named", named, 16 * MIB), ("unnamed", unnamed, 45 * MIB)] {
        let server = Server::always(Reply::Pour { head, bytes: 50 * MIB }).await;
        let failure =
            transport(&server.base, Timeouts::default()).send(&read("/api/list")).await.unwrap_err();
        assert_eq!(failure, SendFailure::TooBig { limit_bytes: api_client::BODY_BYTES_MAX }, "{what}");
        tokio::time::sleep(AFTERMATH).await;
        let written = server.bytes_written();
        assert!(written <= taken_max, "{what}: {written} bytes left the server, so the client kept reading");
        let error = api(&server.base, Timeouts::default()).send(&read("/api/list")).await.unwrap_err();
        assert_eq!((error.kind, error.words().as_str()), (Kind::TooBig, "the answer is larger than 32 MiB"));
        assert_eq!(server.requests().len(), 2, "{what}: asking again would not make it smaller");
    }
}

#[tokio::test]
async fn an_answer_of_exactly_the_cap_is_read() {
    let bytes = api_client::BODY_BYTES_MAX;
    let head = format!("HTTP/1.1 200 OK\r\nContent-Length: {bytes}\r\n\r\n");
    let server = Server::always(Reply::Pour { head, bytes }).await;
    let answer = transport(&server.base, Timeouts::default()).send(&read("/api/list")).await.unwrap();
    assert_eq!(answer.body.len(), bytes);
}

#[tokio::test]
async fn slow_refused_and_cut_off_are_told_apart() {
    let slow = Server::always(Reply::Wait(Duration::from_secs(20))).await;
    let started = Instant::now();
    for request in [read("/api/list"), purchase()] {
        let failure = transport(&slow.base, SHORT).send(&request).await.unwrap_err();
        assert_eq!(failure, SendFailure::Lost("no answer in time".to_owned()), "it may have arrived");
    }
    assert!(started.elapsed() < Duration::from_secs(5), "both timeouts are ours: {:?}", started.elapsed());

    let refused = transport(&nobody().await, SHORT).send(&purchase()).await.unwrap_err();
    assert!(matches!(refused, SendFailure::NotSent(_)), "no connection, so nothing was sent: {refused:?}");

    let cut = "HTTP/1.1 202 Accepted\r\nContent-Length: 1000\r\n\r\n{\"data\":".to_owned();
    let cut = Server::always(Reply::SayAndClose(cut)).await;
    let failure = transport(&cut.base, SHORT).send(&purchase()).await.unwrap_err();
    assert!(matches!(failure, SendFailure::Lost(_)), "half an answer is no answer: {failure:?}");

    let stalled = "HTTP/1.1 202 Accepted\r\nContent-Length: 1000\r\n\r\n{\"data\":".to_owned();
    let stalled = Server::always(Reply::Say(stalled)).await;
    let failure = transport(&stalled.base, SHORT).send(&purchase()).await.unwrap_err();
    assert!(matches!(failure, SendFailure::Lost(_)), "the timeout covers the body too: {failure:?}");
}

#[tokio::test]
async fn an_id_cannot_make_it_another_request() {
    let server = Server::always(Reply::json("200 OK", "{}")).await;
    let transport = transport(&format!("{}/prefix/", server.base), SHORT);
    for id in ["..", "."] {
        let failure = transport.send(&Request::get("/api/v3/shipments/{id}", &[id])).await.unwrap_err();
        assert!(matches!(failure, SendFailure::NotSent(_)), "{id}: {failure:?}");
    }
    assert_eq!(server.connections(), 0);
    transport.send(&Request::get("/api/v3/shipments/{id}", &["../a?b"]).query("x", "#1 ü")).await.unwrap();
    let line = server.requests()[0].lines().next().unwrap().to_owned();
    assert_eq!(line, "GET /prefix/api/v3/shipments/..%2Fa%3Fb?x=%231%20%C3%BC HTTP/1.1");
}

/// Run by [`this_machine_is_reached_without_a_proxy`] in a process of its own: the proxy is a matter of the environment.
#[tokio::test]
#[ignore = "needs its parent test"]
async fn inside_a_proxied_environment() {
    let server = Server::always(Reply::json("200 OK", "{}")).await;
    assert_eq!(api(&server.base, SHORT).send(&read("/api/list")).await.unwrap().status, 200);
    assert_eq!(server.connections(), 1, "straight to the server");
}

#[tokio::test]
async fn this_machine_is_reached_without_a_proxy() {
    let proxy = Server::always(Reply::json("502 Bad Gateway", "")).await;
    let child = tokio::process::Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "--ignored", "inside_a_proxied_environment"])
        .envs([("http_proxy", &proxy.base), ("HTTP_PROXY", &proxy.base), ("ALL_PROXY", &proxy.base)])
        .env_remove("NO_PROXY")
        .env_remove("no_proxy")
        .output()
        .await
        .unwrap();
    let said = String::from_utf8_lossy(&child.stdout);
    assert!(child.status.success() && said.contains("1 passed"), "{said}");
    assert_eq!(proxy.connections(), 0, "the keys would have gone to the proxy in plain text");
}
