//! What the shell keeps while it runs: the station (opened once, by whoever needs it first), the task that forwards its
//! events, and the wish to come back after closing.

use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use engine::wire::AppErrorWire;
use serde_json::{Value, json};
use station::{Options, Station};
use tauri::async_runtime::JoinHandle;
use tauri::{AppHandle, Emitter, Manager};
use tokio::sync::OnceCell;

use crate::{events, window};

/// How long closing may take. The station itself waits less than that for answers to purchases that are under way.
const CLOSE_LIMIT: Duration = Duration::from_secs(20);

/// How long the station may take to say what closing would interrupt.
const ASK_LIMIT: Duration = Duration::from_secs(1);
/// Under this name the window is told that somebody wants to close it (`ui/src/ipc`).
const CLOSE_CHANNEL: &str = "packbench-close";

#[derive(Default)]
pub struct Desk {
    station: OnceCell<Result<Station, AppErrorWire>>,
    forwarder: Mutex<Option<JoinHandle<()>>>,
    /// Somebody was asked whether the window may close.
    asked: AtomicBool,
    closing: AtomicBool,
    come_back: AtomicBool,
}

impl Desk {
    /// The station, or the words why it could not be opened: every command then answers with them, and the window shows
    /// them instead of its pages.
    pub async fn station(&self) -> Result<&Station, AppErrorWire> {
        let options = Options { background_sync: true, ..Options::default() };
        self.station.get_or_init(|| Station::open(options)).await.as_ref().map_err(AppErrorWire::clone)
    }

    /// Opens the station beside the window and forwards its events.
    pub fn start(&self, app: &AppHandle) {
        // Before anything is opened: what goes wrong then is what support asks for.
        station::logs::init(&station::data_dir(None));
        let app = app.clone();
        let task = tauri::async_runtime::spawn(async move {
            match app.state::<Self>().station().await {
                Ok(station) => events::forward(station.events(), |event| emit(&app, event)).await,
                Err(error) => tracing::error!(?error, "the station could not be opened"),
            }
        });
        *self.forwarder.lock().unwrap_or_else(std::sync::PoisonError::into_inner) = Some(task);
    }

    /// A second start: the window comes to the front, or, while Packbench is closing, it starts again afterwards.
    pub fn started_again(&self, app: &AppHandle) {
        if !window::bring_to_front(app) {
            self.come_back.store(true, Ordering::SeqCst);
        }
    }

    /// Somebody closes the window. True: it stays open until the station was asked what that would interrupt, and, when
    /// there is something, until a person answered. A second try closes it, whatever the window's pages do.
    pub fn asks_before_close(&self, app: &AppHandle) -> bool {
        if self.asked.swap(true, Ordering::SeqCst) {
            return false;
        }
        let app = app.clone();
        tauri::async_runtime::spawn(async move {
            let under_way = tokio::time::timeout(ASK_LIMIT, app.state::<Self>().under_way()).await;
            let asked = match under_way {
                Ok(Some(under_way)) if interrupts(&under_way) => {
                    app.emit_to(window::MAIN, CLOSE_CHANNEL, under_way).is_ok()
                }
                Ok(_) | Err(_) => false,
            };
            if !asked {
                window::close(&app);
            }
        });
        true
    }

    /// The person stays: the next try asks again.
    pub fn stay(&self) {
        self.asked.store(false, Ordering::SeqCst);
    }

    async fn under_way(&self) -> Option<Value> {
        self.station().await.ok()?.dispatch("under_way", json!({})).await.ok()
    }

    /// The last window is gone: finish what is under way, then end the process.
    pub fn begin_close(&self, app: &AppHandle) {
        if self.closing.swap(true, Ordering::SeqCst) {
            return;
        }
        let app = app.clone();
        tauri::async_runtime::spawn(async move {
            let desk = app.state::<Self>();
            if tokio::time::timeout(CLOSE_LIMIT, desk.close()).await.is_err() {
                tracing::error!("closing took too long; what was under way is looked up at the next start");
            }
            if desk.come_back.load(Ordering::SeqCst) {
                app.request_restart();
            } else {
                app.exit(0);
            }
        });
    }

    async fn close(&self) {
        // Opening may still be under way: it is waited for, then closed.
        if let Ok(station) = self.station().await {
            station.close().await;
        }
        let forwarder = self.forwarder.lock().unwrap_or_else(std::sync::PoisonError::into_inner).take();
        if let Some(task) = forwarder {
            task.abort();
            let _ended = task.await;
        }
    }
}

fn emit(app: &AppHandle, event: &engine::wire::Event) {
    if let Err(error) = app.emit_to(window::MAIN, events::CHANNEL, event) {
        tracing::warn!(%error, "an event did not reach the window");
    }
}

/// Orders that are still to be sent, whose answer is awaited, or whose label is.
fn interrupts(under_way: &Value) -> bool {
    ["planned", "sent", "waiting"]
        .into_iter()
        .any(|name| under_way.get(name).and_then(Value::as_u64).is_some_and(|n| n > 0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn closing_asks_only_when_something_is_under_way() {
        assert!(!interrupts(&json!({"planned": 0, "sent": 0, "waiting": 0})));
        for name in ["planned", "sent", "waiting"] {
            assert!(interrupts(&json!({name: 1})), "{name}");
        }
        assert!(!interrupts(&Value::Null), "a station that says nothing must not keep the window open");
    }
}
