//! The platform over loopback HTTP.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod common;

use api_client::{Effect, HttpTransport, Method, Request, Secret, SendFailure, Transport as _};
use common::call_for;
use serde_json::{Value, json};
use simulator::{
    Config, Credentials, Endpoint, Fault, FaultKind, Platform, Served, WemasyConfig, serve, stdout_line,
};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;

async fn start() -> (Platform, Served) {
    let platform = Platform::new(Config::test(), jiff::Timestamp::now);
    let served = serve(platform.clone(), 0, Credentials::new("public", "secret")).await.unwrap();
    (platform, served)
}

fn client(served: &Served, secret: &str) -> HttpTransport {
    HttpTransport::new(&served.url(), &Secret::new("public"), &Secret::new(secret)).unwrap()
}

fn create(platform: &Platform) -> Request {
    let order = platform.orders().remove(0);
    let endpoint = "/api/v3/orders/create-labels-async";
    Request::json(Method::Post, Effect::Buys, endpoint, &[], &call_for(&[&order])).unwrap()
}

#[tokio::test]
async fn a_client_ships_an_order_over_http() {
    let (platform, served) = start().await;
    assert!(served.addr.ip().is_loopback(), "nobody else can reach it");
    let client = client(&served, "secret");
    let answer = client.send(&create(&platform)).await.unwrap();
    assert_eq!((answer.status, platform.labels_charged()), (202, 1));
    assert!(answer.header("date").is_some() && answer.header("x-request-id").is_some());
    let number = platform.orders()[0].order_number.clone();
    let found =
        client.send(&Request::get("/api/v3/shipments", &[]).query("order_number", &number)).await.unwrap();
    let found: Value = serde_json::from_slice(&found.body).unwrap();
    let link = found["data"][0]["parcels"][0]["documents"][0]["link"].as_str().unwrap().to_owned();
    assert!(link.starts_with(&served.url()), "links lead back here: {link}");
    let orders = client.send(&Request::get("/api/v2/integrations/{id}/shipments", &["70"])).await.unwrap();
    assert_eq!(orders.status, 200);
    assert!(platform.requests().iter().all(|seen| seen.authorised));
    served.stop().await;
    assert!(matches!(client.send(&create(&platform)).await, Err(SendFailure::NotSent(_))), "it has ended");
}

#[tokio::test]
async fn wrong_keys_are_refused_and_buy_nothing() {
    let (platform, served) = start().await;
    let answer = client(&served, "guessed").send(&create(&platform)).await.unwrap();
    let body: Value = serde_json::from_slice(&answer.body).unwrap();
    assert_eq!(answer.status, 401);
    assert_eq!(
        body,
        json!({"errors": [{"detail": "Invalid username/password.", "status": "401",
            "source": {"pointer": "/data"}, "code": "authentication_failed"}]})
    );
    assert_eq!(platform.labels_charged(), 0);
    assert!(!platform.requests()[0].authorised, "the attempt is noted");
}

#[tokio::test]
async fn a_lost_reply_closes_the_socket_after_the_work() {
    let (platform, served) = start().await;
    platform.add_fault(Fault::nth(Endpoint::Create, 1, FaultKind::LoseReply));
    let client = client(&served, "secret");
    let answer = client.send(&create(&platform)).await;
    assert!(matches!(answer, Err(SendFailure::Lost(_))), "{answer:?}");
    assert_eq!(platform.labels_charged(), 1, "the label was bought");
    assert_eq!(client.send(&create(&platform)).await.unwrap().status, 202, "the next connection works");
}

#[tokio::test]
async fn an_answer_that_breaks_midway_is_lost_and_not_half_an_answer() {
    let (platform, served) = start().await;
    platform.add_fault(Fault::nth(Endpoint::Create, 1, FaultKind::BreakMidway));
    let client = client(&served, "secret");
    let answer = client.send(&create(&platform)).await;
    assert!(matches!(answer, Err(SendFailure::Lost(_))), "{answer:?}");
    assert_eq!(platform.labels_charged(), 1, "the label was bought");
}

#[tokio::test]
async fn not_one_byte_of_a_lost_reply_is_sent() {
    let (platform, served) = start().await;
    platform.add_fault(Fault::always(Endpoint::Account, FaultKind::ResetBefore));
    let mut socket = TcpStream::connect(served.addr).await.unwrap();
    socket.write_all(b"GET /api/v3/organization HTTP/1.1\r\nHost: x\r\nAuthorization: Basic cHVibGljOnNlY3JldA==\r\n\r\n").await.unwrap();
    let mut answer = Vec::new();
    let _ = socket.read_to_end(&mut answer).await;
    assert_eq!(String::from_utf8_lossy(&answer), "", "closed without an answer");
}

#[tokio::test]
async fn the_first_line_tells_a_script_where_to_connect() {
    let (_platform, served) = start().await;
    let line = stdout_line(&served);
    assert_eq!(line["url"], json!(served.url()));
    assert_eq!((&line["public_key"], &line["secret_key"]), (&json!("public"), &json!("secret")));
    assert!(line["wemasy_url"].is_null() && line["wemasy_token"].is_null());
}

#[tokio::test]
async fn wemasy_is_served_beside_sendcloud_to_holders_of_its_token() {
    let config = Config { wemasy: Some(WemasyConfig::test()), ..Config::test() };
    let platform = Platform::new(config, jiff::Timestamp::now);
    let credentials = Credentials::new("public", "secret").wemasy_token("tok");
    let served = serve(platform.clone(), 0, credentials).await.unwrap();
    let line = stdout_line(&served);
    assert_eq!((&line["wemasy_url"], &line["wemasy_token"]), (&json!(served.url()), &json!("tok")));
    let host = wemasy::Host::new(&served.url()).unwrap();
    let with = |token: &str| {
        wemasy::api(std::sync::Arc::new(
            HttpTransport::with_token(&host.base(), &Secret::new(token)).unwrap(),
        ))
    };
    let api = with("tok");
    let query = wemasy::orders::OrdersQuery { per_page: Some(20), ..Default::default() };
    let all = wemasy::orders::pages(query).all(&api).await.unwrap();
    assert_eq!(all.rows.len(), 28);
    let order = all.rows.iter().find_map(|row| row.id.filter(|_| row.invoice_id.is_some())).unwrap();
    let slip = wemasy::generate_pdf::PdfType::PackageSlip;
    wemasy::generate_pdf::generate(&api, order, slip).await.unwrap();
    let url = wemasy::generate_pdf::generate(&api, order, slip).await.unwrap().pdf_url.unwrap();
    assert!(host.owns(&url), "links lead back here: {url}");
    assert!(wemasy::generate_pdf::fetch(&api, &host, &url).await.unwrap().starts_with(b"%PDF-"));

    let guessed = wemasy::orders::check(&with("guessed")).await.unwrap_err();
    assert_eq!(guessed.kind, api_client::Kind::Unauthorized);
    let keys = client(&served, "secret").send(&wemasy::sendcloud_status::request()).await.unwrap();
    assert_eq!(keys.status, 401, "Sendcloud's keys open nothing here");
    let token = HttpTransport::with_token(&served.url(), &Secret::new("tok")).unwrap();
    let answer = token.send(&Request::get("/api/v3/organization", &[])).await.unwrap();
    assert_eq!(answer.status, 401, "and the token nothing there");
}
