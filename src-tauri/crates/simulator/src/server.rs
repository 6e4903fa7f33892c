//! The platform over loopback HTTP. Faults that break connections really close the socket.

use std::io;
use std::net::{Ipv4Addr, SocketAddr};
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::{Context, Poll};
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::extract::connect_info::Connected;
use axum::extract::{ConnectInfo, Request, State};
use axum::http::{HeaderName, StatusCode, header};
use axum::response::Response;
use axum::serve::{IncomingStream, Listener};
use base64::Engine as _;
use futures_util::{StreamExt as _, stream};
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::oneshot;
use tokio::task::JoinHandle;

use crate::pictures;
use crate::platform::Platform;
use crate::wemasy;
use crate::wire::{Delivery, WireRequest, parse_query};

/// A create call of 20 orders with 50 parcels of 1000 items is far below this.
const REQUEST_BYTES_MAX: usize = 16 * 1024 * 1024;

/// Keys that the simulator accepts. Made up; opens nothing but the simulator.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Credentials {
    pub public_key: String,
    pub secret_key: String,
    /// For the Wemasy shop.
    pub wemasy_token: String,
}

impl Credentials {
    pub fn new(public_key: &str, secret_key: &str) -> Self {
        Self {
            public_key: public_key.to_owned(),
            secret_key: secret_key.to_owned(),
            wemasy_token: "simulator-wemasy-token".to_owned(),
        }
    }

    #[must_use]
    pub fn wemasy_token(mut self, token: &str) -> Self {
        token.clone_into(&mut self.wemasy_token);
        self
    }

    fn bearer(&self) -> String {
        format!("Bearer {}", self.wemasy_token)
    }

    fn header(&self) -> String {
        let pair = format!("{}:{}", self.public_key, self.secret_key);
        format!("Basic {}", base64::engine::general_purpose::STANDARD.encode(pair))
    }
}

impl Default for Credentials {
    fn default() -> Self {
        Self::new("simulator-public-key", "simulator-secret-key")
    }
}

/// A running simulator. Dropping it stops it.
pub struct Served {
    pub addr: SocketAddr,
    credentials: Vec<Credentials>,
    has_wemasy: bool,
    stop: Option<oneshot::Sender<()>>,
    task: JoinHandle<io::Result<()>>,
}

impl Served {
    /// `http://127.0.0.1:PORT`
    pub fn url(&self) -> String {
        format!("http://{}", self.addr)
    }

    /// Takes no more connections and ends.
    pub async fn stop(mut self) {
        if let Some(stop) = self.stop.take() {
            let _ = stop.send(());
        }
        self.task.abort();
        let _ = (&mut self.task).await;
    }

    /// Waits until the server ends by itself.
    ///
    /// # Errors
    /// When listening fails.
    pub async fn wait(mut self) -> io::Result<()> {
        (&mut self.task).await.map_err(io::Error::other)?
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        self.task.abort();
    }
}

/// Serves the platform on 127.0.0.1 (port 0: any free one), Sendcloud to holders of the key pair only and Wemasy to holders
/// of its token.
///
/// # Errors
/// When the port cannot be opened.
pub async fn serve(platform: Platform, port: u16, credentials: Credentials) -> io::Result<Served> {
    serve_all(vec![(platform, credentials)], port).await
}

/// Several organisations behind one address, each with keys of its own; whoever brings no known ones is refused by the first.
///
/// # Errors
/// When the port cannot be opened, and without any organisation.
pub async fn serve_all(accounts: Vec<(Platform, Credentials)>, port: u16) -> io::Result<Served> {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port)).await?;
    let addr = listener.local_addr()?;
    let has_wemasy = accounts.iter().any(|(platform, _)| platform.wemasy().is_some());
    let credentials = accounts.iter().map(|(_, credentials)| credentials.clone()).collect();
    let mut doors = accounts.into_iter().map(|(platform, credentials)| Door {
        platform,
        basic: credentials.header(),
        bearer: credentials.bearer(),
    });
    let Some(first) = doors.next() else { return Err(io::Error::other("no organisation to serve")) };
    let shared = Arc::new(Shared { first, others: doors.collect(), base: format!("http://{addr}") });
    let app = Router::new().fallback(exchange).with_state(shared);
    let (stop, stopped) = oneshot::channel();
    let server = axum::serve(Loopback(listener), app.into_make_service_with_connect_info::<Cut>());
    let task = tokio::spawn(async move {
        tokio::select! {
            result = async { server.await } => result,
            _ = async { if stopped.await.is_err() { std::future::pending::<()>().await } } => Ok(()),
        }
    });
    Ok(Served { addr, credentials, has_wemasy, stop: Some(stop), task })
}

/// The first line that the CLI's `simulate` prints.
pub fn stdout_line(served: &Served) -> serde_json::Value {
    let first = served.credentials.first();
    let others = served.credentials.get(1..).unwrap_or_default();
    serde_json::json!({
        "url": served.url(),
        "public_key": first.map(|keys| keys.public_key.as_str()),
        "secret_key": first.map(|keys| keys.secret_key.as_str()),
        "wemasy_url": served.has_wemasy.then(|| served.url()),
        "wemasy_token": first.filter(|_| served.has_wemasy).map(|keys| keys.wemasy_token.as_str()),
        "more_accounts": others.iter().map(|keys| serde_json::json!({
            "public_key": keys.public_key,
            "secret_key": keys.secret_key,
        })).collect::<Vec<_>>(),
    })
}

struct Shared {
    first: Door,
    others: Vec<Door>,
    base: String,
}

/// One organisation and what opens it.
struct Door {
    platform: Platform,
    basic: String,
    bearer: String,
}

impl Shared {
    /// The organisation that the header opens, and whether it does.
    fn door(&self, path: &str, header: Option<&str>) -> (&Door, bool) {
        let opens = |door: &&Door| {
            let expected = if wemasy::is_path(path) { &door.bearer } else { &door.basic };
            header == Some(expected.as_str())
        };
        match std::iter::once(&self.first).chain(&self.others).find(opens) {
            Some(door) => (door, true),
            None => (&self.first, false),
        }
    }
}

async fn exchange(
    State(shared): State<Arc<Shared>>,
    ConnectInfo(cut): ConnectInfo<Cut>,
    request: Request,
) -> Response {
    let (parts, body) = request.into_parts();
    let Ok(body) = axum::body::to_bytes(body, REQUEST_BYTES_MAX).await else {
        return plain(StatusCode::PAYLOAD_TOO_LARGE);
    };
    if let Some(picture) = pictures::at(parts.uri.path()) {
        return respond(
            200,
            &[(header::CONTENT_TYPE.to_string(), "image/png".to_owned())],
            Body::from(picture),
        );
    }
    let text =
        |name: HeaderName| parts.headers.get(name).and_then(|value| value.to_str().ok()).map(str::to_owned);
    let (door, authorised) = shared.door(parts.uri.path(), text(header::AUTHORIZATION).as_deref());
    let wire = WireRequest {
        method: parts.method.as_str().to_owned(),
        path: parts.uri.path().to_owned(),
        query: parse_query(parts.uri.query().unwrap_or_default()),
        accept: text(header::ACCEPT),
        body: (!body.is_empty()).then(|| body.to_vec()),
        authorised,
        base: shared.base.clone(),
        partner_id: text(HeaderName::from_static("sendcloud-partner-id")),
    };
    match door.platform.answer(wire).await {
        Delivery::Answer(answer) => {
            let body = Body::from(answer.body);
            respond(answer.status, &answer.headers, body)
        }
        Delivery::CutShort(mut answer) => {
            let whole = answer.body.len();
            answer.body.truncate(whole / 2);
            answer.headers.push((header::CONTENT_LENGTH.to_string(), whole.to_string()));
            respond(answer.status, &answer.headers, breaking(answer.body))
        }
        Delivery::NotSent(_) | Delivery::Lost(_) => {
            cut.0.store(true, Ordering::Release);
            plain(StatusCode::BAD_GATEWAY)
        }
    }
}

fn respond(status: u16, headers: &[(String, String)], body: Body) -> Response {
    let mut builder = Response::builder().status(status);
    for (name, value) in headers {
        builder = builder.header(name, value);
    }
    builder.body(body).unwrap_or_else(|_| plain(StatusCode::INTERNAL_SERVER_ERROR))
}

/// A body that ends in an error, which closes the connection. The pause lets its bytes out first.
fn breaking(bytes: Vec<u8>) -> Body {
    let rest = async {
        tokio::time::sleep(Duration::from_millis(20)).await;
        Err(io::Error::from(io::ErrorKind::ConnectionReset))
    };
    Body::from_stream(stream::iter([Ok(bytes)]).chain(stream::once(rest)))
}

fn plain(status: StatusCode) -> Response {
    let mut response = Response::new(Body::empty());
    *response.status_mut() = status;
    response
}

/// Set: nothing more is written to this connection.
#[derive(Clone, Default)]
struct Cut(Arc<AtomicBool>);

struct Loopback(TcpListener);

impl Listener for Loopback {
    type Io = Cuttable;
    type Addr = SocketAddr;

    async fn accept(&mut self) -> (Cuttable, SocketAddr) {
        let (stream, addr) = Listener::accept(&mut self.0).await;
        let _ = stream.set_nodelay(true);
        (Cuttable { stream, cut: Cut::default() }, addr)
    }

    fn local_addr(&self) -> io::Result<SocketAddr> {
        self.0.local_addr()
    }
}

impl Connected<IncomingStream<'_, Loopback>> for Cut {
    fn connect_info(stream: IncomingStream<'_, Loopback>) -> Self {
        stream.io().cut.clone()
    }
}

/// A connection that breaks at the first write after its cut was set.
struct Cuttable {
    stream: TcpStream,
    cut: Cut,
}

impl Cuttable {
    fn intact(&self) -> io::Result<()> {
        match self.cut.0.load(Ordering::Acquire) {
            true => Err(io::ErrorKind::ConnectionReset.into()),
            false => Ok(()),
        }
    }
}

impl AsyncRead for Cuttable {
    fn poll_read(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        buf: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_read(cx, buf)
    }
}

impl AsyncWrite for Cuttable {
    fn poll_write(mut self: Pin<&mut Self>, cx: &mut Context<'_>, buf: &[u8]) -> Poll<io::Result<usize>> {
        if let Err(error) = self.intact() {
            return Poll::Ready(Err(error));
        }
        Pin::new(&mut self.stream).poll_write(cx, buf)
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_flush(cx)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(cx)
    }
}
