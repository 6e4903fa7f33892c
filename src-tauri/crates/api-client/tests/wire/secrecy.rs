//! The keys appear in no error and in no log line, at any level.

use std::io;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use crate::loopback::{Reply, Server, answer, nobody};
use api_client::{
    Api, Auth, Effect, HttpTransport, Limiter, Method, Request, Secret, Timeouts, Transport as _,
};

const PUBLIC: &str = "pk-0d9f0c1e2b7a";
const PRIVATE: &str = "sk-77aa1f0c9e55";
/// Base64 of "PUBLIC:PRIVATE", without its last signs.
const PAIR: &str = "cGstMGQ5ZjBjMWUyYjdhOnNrLTc3YWExZjBjOWU1";

#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl io::Write for Log {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[tokio::test]
async fn no_error_and_no_log_line_shows_the_keys() {
    let log = Log::default();
    let writer = log.clone();
    let subscriber = tracing_subscriber::fmt()
        .with_max_level(tracing_subscriber::filter::LevelFilter::TRACE)
        .with_writer(move || writer.clone())
        .finish();
    let _guard = tracing::subscriber::set_default(subscriber);

    let (public, private) = (Secret::new(PUBLIC), Secret::new(PRIVATE));
    let mut shown = format!("{public:?} {private:?}");
    let body = serde_json::json!({});
    let buy = Request::json(Method::Post, Effect::Buys, "/api/buy", &[], &body).unwrap();
    let timeouts = Timeouts { buys: Duration::from_millis(300), others: Duration::from_millis(300) };
    let cut = "HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n{".to_owned();
    let mut bases = vec![nobody().await];
    let mut servers = Vec::new();
    let replies = [
        Reply::HangUp,
        Reply::Wait(Duration::from_secs(5)),
        Reply::SayAndClose(cut),
        Reply::SayAndClose("no HTTP at all\r\n\r\n".to_owned()),
        Reply::Say(answer("401 Unauthorized", "", "wrong keys")),
        Reply::redirect("302 Found", "http://[not-a-host"),
    ];
    for reply in replies {
        let server = Server::always(reply).await;
        bases.push(server.base.clone());
        servers.push(server);
    }
    for base in &bases {
        let transport = Arc::new(HttpTransport::with_timeouts(base, &public, &private, timeouts).unwrap());
        let read = Request::get("/api/list", &[]).query("order_number", "1042");
        shown.push_str(&format!("{:?}", transport.send(&read).await));
        match Api::new(transport, Arc::new(Limiter::new([]))).send(&buy).await {
            Ok(response) => shown.push_str(&format!("{response:?}")),
            Err(error) => shown.push_str(&format!("{error:?} {error}")),
        }
    }
    for base in &bases {
        let auth = Auth::Bearer(private.clone());
        let transport = HttpTransport::with_auth(base, &auth, timeouts).unwrap();
        shown.push_str(&format!("{auth:?} {:?}", transport.send(&buy).await));
    }
    let sent = servers.iter().flat_map(Server::requests).collect::<String>();
    assert!(sent.contains(PAIR), "the keys were really sent, so they could have been shown");

    let logged = String::from_utf8(log.0.lock().unwrap().clone()).unwrap();
    assert!(logged.contains("GET /api/list"), "the log was really caught: {logged}");
    for (what, text) in [("errors", &shown), ("the log", &logged)] {
        for key in [PUBLIC, PRIVATE, PAIR] {
            assert!(!text.contains(key), "{what} show a key: {text}");
        }
    }
    for (what, text) in [("errors", &shown), ("the log", &logged)] {
        let ours: Vec<&str> = text.lines().filter(|line| !line.contains("TRACE")).collect();
        assert!(!ours.concat().contains("order_number=1042"), "{what} hold no order numbers: {ours:?}");
    }
}
