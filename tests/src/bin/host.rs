//! The UI's test host: serves the built window and the engine's commands over loopback HTTP, so that the real UI runs
//! in a browser against the real engine.
//!
//! `host --dist DIR [--data-dir DIR] [--port N]` prints one JSON line `{"url"}` and runs until it is told to stop.
//! Not here: a simulator (practice mode brings its own) and the window (`src-tauri/src`).

use std::collections::HashMap;
use std::convert::Infallible;
use std::error::Error;
use std::io::Write as _;
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;

use axum::Router;
use axum::body::Bytes;
use axum::extract::{Path as UrlPath, State};
use axum::http::{StatusCode, Uri, header};
use axum::response::sse::{KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use engine::wire::{AppErrorWire, Code};
use futures_util::{Stream, stream};
use serde_json::Value;
use station::Station;
use tokio::net::TcpListener;
use tokio::sync::broadcast::error::RecvError;

/// The policy of the real window: what it would block is blocked here as well.
const CONTENT_SECURITY_POLICY: &str = "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; \
     object-src 'none'; frame-ancestors 'none'";

struct Host {
    station: Station,
    dist: PathBuf,
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let args = arguments(std::env::args().skip(1))?;
    let dist = args.get("--dist").map(PathBuf::from).ok_or("--dist DIR is missing")?;
    let options = station::Options {
        data_dir: args.get("--data-dir").map(PathBuf::from),
        background_sync: true,
        ..station::Options::default()
    };
    let station = Station::open(options).await.map_err(|error| error.message)?;
    let host = Arc::new(Host { station, dist });

    let port: u16 = args.get("--port").map_or(Ok(0), |port| port.parse())?;
    let listener = TcpListener::bind(("127.0.0.1", port)).await?;
    let url = format!("http://{}", listener.local_addr()?);
    writeln!(std::io::stdout(), "{}", serde_json::json!({ "url": url }))?;

    let routes = Router::new()
        .route("/rpc/{name}", post(rpc))
        .route("/events", get(events))
        .fallback(file)
        .with_state(Arc::clone(&host));
    // Event streams never end by themselves: stopping does not wait for them.
    tokio::select! {
        served = axum::serve(listener, routes) => served?,
        stopped = told_to_stop() => stopped?,
    }
    host.station.close().await;
    Ok(())
}

fn arguments(mut words: impl Iterator<Item = String>) -> Result<HashMap<String, String>, String> {
    let mut args = HashMap::new();
    while let Some(name) = words.next() {
        if !["--dist", "--data-dir", "--port"].contains(&name.as_str()) {
            return Err(format!("unknown argument {name}"));
        }
        let value = words.next().ok_or_else(|| format!("{name} needs a value"))?;
        args.insert(name, value);
    }
    Ok(args)
}

#[cfg(unix)]
async fn told_to_stop() -> std::io::Result<()> {
    use tokio::signal::unix::{SignalKind, signal};
    let mut terminate = signal(SignalKind::terminate())?;
    tokio::select! {
        _ = terminate.recv() => Ok(()),
        interrupted = tokio::signal::ctrl_c() => interrupted,
    }
}

#[cfg(not(unix))]
async fn told_to_stop() -> std::io::Result<()> {
    tokio::signal::ctrl_c().await
}

async fn rpc(State(host): State<Arc<Host>>, UrlPath(name): UrlPath<String>, body: Bytes) -> Response {
    let payload = match serde_json::from_slice::<Value>(&body) {
        Ok(payload) => payload,
        Err(error) => {
            return refused(AppErrorWire {
                code: Code::BadRequest,
                message: error.to_string(),
                hint: None,
                subject: None,
            });
        }
    };
    match host.station.dispatch(&name, payload).await {
        Ok(answer) => axum::Json(answer).into_response(),
        Err(error) => refused(error),
    }
}

fn refused(error: AppErrorWire) -> Response {
    (StatusCode::BAD_REQUEST, axum::Json(error)).into_response()
}

type SseEvent = axum::response::sse::Event;

async fn events(State(host): State<Arc<Host>>) -> Sse<impl Stream<Item = Result<SseEvent, Infallible>>> {
    let messages = stream::unfold(host.station.events(), |mut receiver| async move {
        loop {
            match receiver.recv().await {
                Ok(event) => {
                    let Ok(message) = SseEvent::default().json_data(&event) else { continue };
                    return Some((Ok(message), receiver));
                }
                Err(RecvError::Lagged(_)) => {}
                Err(RecvError::Closed) => return None,
            }
        }
    });
    Sse::new(messages).keep_alive(KeepAlive::default())
}

async fn file(State(host): State<Arc<Host>>, uri: Uri) -> Response {
    let path = Path::new(uri.path().trim_start_matches('/'));
    if path.components().any(|part| !matches!(part, Component::Normal(_))) {
        return StatusCode::NOT_FOUND.into_response();
    }
    let path = if path.as_os_str().is_empty() { Path::new("index.html") } else { path };
    match tokio::fs::read(host.dist.join(path)).await {
        Ok(bytes) => (
            [(header::CONTENT_TYPE, kind(path)), (header::CONTENT_SECURITY_POLICY, CONTENT_SECURITY_POLICY)],
            bytes,
        )
            .into_response(),
        Err(_) => StatusCode::NOT_FOUND.into_response(),
    }
}

fn kind(path: &Path) -> &'static str {
    match path.extension().and_then(|extension| extension.to_str()) {
        Some("html") => "text/html; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("woff2") => "font/woff2",
        Some("svg") => "image/svg+xml",
        Some("png") => "image/png",
        _ => "application/octet-stream",
    }
}
