//! The engine: parts passed in, background tasks owned, nothing global.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use api_client::{Api, Class, Pictures};
use jiff::{SignedDuration, Timestamp};
use printing::Spooler;
use tokio::sync::{Notify, watch};
use tokio::task::JoinSet;
use tokio::time::Instant;

use crate::accounts::Whose;
use crate::batch;
use crate::choices;
use crate::clock::Clock;
use crate::error::{AppError, Code};
use crate::hub::Hub;
use crate::limits::Others;
use crate::look::Looker;
use crate::store::{Store, bookings, journal, meta};
use crate::wemasy::{DocumentKey, Making, Outbox, WemasyPart};
use crate::wire::{Event, Notice, NoticeCode, SyncState};

/// What an engine is made of.
pub struct Parts {
    pub store: Store,
    /// The organisation that `api` holds the keys of; `None`: the platform will say so.
    pub account: Option<String>,
    /// None: no keys yet; everything that is stored still works.
    pub api: Option<Api>,
    /// Wemasy's shops whose tokens the station has.
    pub wemasy: Vec<WemasyPart>,
    pub spooler: Arc<dyn Spooler>,
    /// Where pictures of products come from.
    pub pictures: Arc<dyn Pictures>,
    pub clock: Arc<dyn Clock>,
    /// Which platform this database belongs to.
    pub host: String,
    /// Where "Save as PDF" puts files.
    pub export_dir: PathBuf,
    pub tuning: Tuning,
}

/// Numbers that tests change.
#[derive(Debug, Clone, Copy)]
pub struct Tuning {
    /// Create calls under way at once. The platform limits their starts (15 a second, 100 a minute), and a full call takes
    /// some seconds.
    pub calls_at_once: usize,
    /// A purchase needs a look that began at most this long before.
    pub look_age_max: Duration,
    /// Pause between syncs in the background; `None`: only when asked.
    pub sync_every: Option<Duration>,
}

impl Default for Tuning {
    fn default() -> Self {
        Self { calls_at_once: 45, look_age_max: Duration::from_secs(10), sync_every: None }
    }
}

/// What the engines of one station have together.
struct Common {
    hub: Arc<Hub>,
    begun: Arc<Mutex<HashMap<i64, Instant>>>,
    searched: Arc<Mutex<HashMap<i64, Instant>>>,
    wake_printer: Arc<Notify>,
    queues: Arc<crate::print::Queues>,
}

impl Default for Common {
    fn default() -> Self {
        Self {
            hub: Arc::new(Hub::new()),
            begun: Arc::default(),
            searched: Arc::default(),
            wake_printer: Arc::default(),
            queues: Arc::default(),
        }
    }
}

/// Cheap to clone. [`Engine::close`] ends its tasks.
#[derive(Clone)]
pub struct Engine {
    pub(crate) shared: Arc<Shared>,
    tasks: Arc<Mutex<JoinSet<()>>>,
}

pub(crate) struct Shared {
    pub store: Store,
    pub account: Whose,
    /// The window shows this account now.
    shown: AtomicBool,
    pub api: Option<Api>,
    background_api: Option<Api>,
    pub wemasy: Vec<Arc<WemasyPart>>,
    pub others: Mutex<Others>,
    pub spooler: Arc<dyn Spooler>,
    pub pictures: Arc<dyn Pictures>,
    pub clock: Arc<dyn Clock>,
    pub host: String,
    pub export_dir: PathBuf,
    pub tuning: Tuning,
    pub hub: Arc<Hub>,
    pub looker: Looker,
    /// Calls that a lane of this process holds.
    pub in_flight: Mutex<HashSet<i64>>,
    /// When a batch was shipped or continued by this process: its first look must be younger.
    pub begun: Arc<Mutex<HashMap<i64, Instant>>>,
    /// When each unknown order was last looked for, or became unknown, in this process.
    pub searched: Arc<Mutex<HashMap<i64, Instant>>>,
    pub sync_state: Mutex<SyncState>,
    /// What the account can ship with, as last told.
    pub choices: Mutex<choices::Known>,
    pub syncing: tokio::sync::Mutex<()>,
    /// Second labels that this process has told about: (ours, the other).
    pub told_duplicates: Mutex<BTreeSet<(String, String)>>,
    /// A click wants a look that begins after it, as soon as the buyer is awake.
    pub look_wanted: Mutex<Option<Instant>>,
    pub wake_buyer: Notify,
    pub wake_settler: Notify,
    pub wake_search: Notify,
    pub wake_printer: Arc<Notify>,
    pub queues: Arc<crate::print::Queues>,
    pub wake_wemasy: Notify,
    pub wake_bookings: Notify,
    pub outbox: Mutex<Outbox>,
    /// Documents that are being made, or that could not be.
    pub documents: Mutex<HashMap<DocumentKey, Making>>,
    stop: watch::Sender<bool>,
}

impl Engine {
    /// Recovers the journal, then starts the free work (settling, searching) in the background.
    ///
    /// # Errors
    /// When the database cannot be read or written, or belongs to another platform.
    pub async fn start(parts: Parts) -> Result<Self, AppError> {
        let now = parts.clock.now();
        let host = parts.host.clone();
        if parts.store.can_write() {
            parts
                .store
                .write(move |tx| {
                    meta::bind_host(tx, &host)?;
                    journal::recover(tx, None, &now.to_string())?;
                    bookings::recover(tx, None, &now.to_string())
                })
                .await?;
        }
        let known = parts.store.read(|db| meta::get_meta(db, "host")).await?;
        if let (false, Some(known)) = (parts.store.can_write(), known)
            && known != parts.host
        {
            return Err(AppError::new(Code::WrongDatabase)
                .message(format!("This data folder belongs to {known}, not to {}", parts.host)));
        }
        let engine = Self::of(parts, Common::default());
        engine.show(true);
        engine.spawn_common();
        engine.begin_work().await?;
        Ok(engine)
    }

    /// Another account of the same station: the same database, printers and events, keys and work of its own. The window
    /// shows it when it is told to. No other engine may work for this account.
    ///
    /// # Errors
    /// When the database cannot be read or written.
    pub async fn beside(
        &self,
        account: String,
        api: Option<Api>,
        wemasy: Vec<WemasyPart>,
    ) -> Result<Self, AppError> {
        let first = &self.shared;
        let parts = Parts {
            store: first.store.clone(),
            account: Some(account),
            api,
            wemasy,
            spooler: Arc::clone(&first.spooler),
            pictures: Arc::clone(&first.pictures),
            clock: Arc::clone(&first.clock),
            host: first.host.clone(),
            export_dir: first.export_dir.clone(),
            tuning: first.tuning,
        };
        let common = Common {
            hub: Arc::clone(&first.hub),
            begun: Arc::clone(&first.begun),
            searched: Arc::clone(&first.searched),
            wake_printer: Arc::clone(&first.wake_printer),
            queues: Arc::clone(&first.queues),
        };
        if parts.store.can_write() {
            let (key, now) = (parts.account.clone(), first.now_text());
            parts
                .store
                .write(move |tx| {
                    journal::recover(tx, key.as_deref(), &now)?;
                    bookings::recover(tx, key.as_deref(), &now)
                })
                .await?;
        }
        let engine = Self::of(parts, common);
        engine.begin_work().await?;
        Ok(engine)
    }

    fn of(parts: Parts, common: Common) -> Self {
        Self {
            shared: Arc::new(Shared {
                store: parts.store,
                account: Whose::new(parts.account),
                shown: AtomicBool::new(false),
                background_api: parts.api.as_ref().map(Api::in_background),
                api: parts.api,
                wemasy: parts.wemasy.into_iter().map(Arc::new).collect(),
                others: Mutex::default(),
                spooler: parts.spooler,
                pictures: parts.pictures,
                clock: parts.clock,
                host: parts.host,
                export_dir: parts.export_dir,
                tuning: parts.tuning,
                hub: common.hub,
                looker: Looker::default(),
                in_flight: Mutex::default(),
                begun: common.begun,
                searched: common.searched,
                sync_state: Mutex::new(SyncState {
                    running: false,
                    last_complete_at: None,
                    trouble: None,
                    orders_read: 0,
                }),
                choices: Mutex::default(),
                syncing: tokio::sync::Mutex::default(),
                told_duplicates: Mutex::default(),
                look_wanted: Mutex::default(),
                wake_buyer: Notify::new(),
                wake_settler: Notify::new(),
                wake_search: Notify::new(),
                wake_printer: common.wake_printer,
                queues: common.queues,
                wake_wemasy: Notify::new(),
                wake_bookings: Notify::new(),
                outbox: Mutex::default(),
                documents: Mutex::default(),
                stop: watch::channel(false).0,
            }),
            tasks: Arc::default(),
        }
    }

    async fn begin_work(&self) -> Result<(), AppError> {
        let shared = &self.shared;
        let synced_at = shared.synced_at().await?;
        shared.sync_state.lock().unwrap_or_else(PoisonError::into_inner).last_complete_at = synced_at;
        self.seed_limiter().await?;
        shared.apply_limits(&shared.store.read(meta::settings).await?);
        self.spawn_tasks();
        Ok(())
    }

    /// Purchases of the last minute count against the limits of this process too.
    async fn seed_limiter(&self) -> Result<(), AppError> {
        let Some(api) = &self.shared.api else { return Ok(()) };
        let Ok(account) = self.shared.stored_account().await else { return Ok(()) };
        let now = self.shared.now();
        let since = now.saturating_sub(SignedDuration::from_mins(1)).unwrap_or(now).to_string();
        let sent = self.shared.store.read(move |db| journal::requested_since(db, &account, &since)).await?;
        let ages = sent
            .iter()
            .filter_map(|at| at.parse::<Timestamp>().ok())
            .map(|at| Duration::try_from(now.duration_since(at)).unwrap_or_default());
        api.limiter().seed(Class::Writes, ages);
        Ok(())
    }

    /// What all accounts of a station have together: its events and its printers.
    fn spawn_common(&self) {
        let mut tasks = self.tasks.lock().unwrap_or_else(PoisonError::into_inner);
        let shared = Arc::clone(&self.shared);
        tasks.spawn(async move {
            let times = Arc::clone(&shared);
            shared.hub.run(shared.store.clone(), move || times.search_times()).await;
        });
        if self.shared.store.can_write() {
            tasks.spawn(crate::print::work(Arc::clone(&self.shared)));
            tasks.spawn(crate::retention::tend(Arc::clone(&self.shared)));
        }
    }

    fn spawn_tasks(&self) {
        let mut tasks = self.tasks.lock().unwrap_or_else(PoisonError::into_inner);
        if self.shared.can_buy() {
            tasks.spawn(batch::run::buyer(Arc::clone(&self.shared)));
            tasks.spawn(batch::settle::settler(Arc::clone(&self.shared)));
            tasks.spawn(batch::search::searcher(Arc::clone(&self.shared)));
            if !self.shared.wemasy.is_empty() {
                tasks.spawn(crate::wemasy::in_background(Arc::clone(&self.shared)));
                tasks.spawn(crate::wemasy::outbox(Arc::clone(&self.shared)));
            }
            if let Some(every) = self.shared.tuning.sync_every {
                tasks.spawn(crate::sync::in_background(Arc::clone(&self.shared), every));
            }
        }
    }

    /// Runs beside everything else and ends with the engine.
    pub(crate) fn spawn(&self, work: impl Future<Output = ()> + Send + 'static) {
        let mut tasks = self.tasks.lock().unwrap_or_else(PoisonError::into_inner);
        while tasks.try_join_next().is_some() {}
        tasks.spawn(work);
    }

    pub fn events(&self) -> tokio::sync::broadcast::Receiver<Event> {
        self.shared.hub.subscribe()
    }

    /// Sends the events that are still being collected.
    pub async fn flush_events(&self) {
        self.shared.hub.flush(&self.shared.store, || self.shared.search_times()).await;
    }

    pub fn can_buy(&self) -> bool {
        self.shared.can_buy()
    }

    /// Keys are there.
    pub fn is_connected(&self) -> bool {
        self.shared.api.is_some()
    }

    pub fn store(&self) -> &Store {
        &self.shared.store
    }

    /// Whether the window shows this account: how far its reading is, is told only then.
    pub fn show(&self, shown: bool) {
        self.shared.shown.store(shown, Ordering::Relaxed);
    }

    /// Stops buying, lets answers that are under way come in for up to `patience`, then ends every task. What is cut off
    /// here is unknown at the next start, never bought again by itself.
    pub async fn close(&self, patience: Duration) {
        self.shared.stop.send_replace(true);
        self.shared.wake_buyer.notify_one();
        self.shared.wake_bookings.notify_one();
        let waited = async {
            while !self.shared.in_flight().is_empty() || self.shared.outbox().sending {
                tokio::time::sleep(Duration::from_millis(20)).await;
            }
        };
        let _ = tokio::time::timeout(patience, waited).await;
        self.abort().await;
    }

    /// Ends every task where it stands, as a crash would.
    pub async fn abort(&self) {
        let mut tasks = std::mem::take(&mut *self.tasks.lock().unwrap_or_else(PoisonError::into_inner));
        tasks.shutdown().await;
    }
}

impl Shared {
    pub fn now(&self) -> Timestamp {
        self.clock.now()
    }

    pub fn now_text(&self) -> String {
        self.now().to_string()
    }

    pub fn stopping(&self) -> bool {
        *self.stop.borrow()
    }

    pub fn can_buy(&self) -> bool {
        self.store.can_write() && self.api.is_some()
    }

    pub fn shown(&self) -> bool {
        self.shown.load(Ordering::Relaxed)
    }

    /// Nothing is planned for an engine that was told to end: nobody would send it.
    ///
    /// # Errors
    /// [`Code::BuyingBlocked`]
    pub fn still_working(&self) -> Result<(), AppError> {
        match self.stopping() {
            false => Ok(()),
            true => Err(AppError::new(Code::BuyingBlocked)
                .message("The connection is being changed")
                .hint("Try again in a moment")),
        }
    }

    pub fn in_flight(&self) -> std::sync::MutexGuard<'_, HashSet<i64>> {
        self.in_flight.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// # Errors
    /// [`Code::NotConnected`] without keys.
    pub fn api(&self) -> Result<&Api, AppError> {
        self.api.as_ref().ok_or_else(|| {
            AppError::new(Code::NotConnected)
                .message("Sendcloud is not connected")
                .hint("Enter the key pair in the settings")
        })
    }

    /// The buyer looks at the platform while the click is still being written down.
    pub fn look_soon(&self, clicked: Instant) {
        *self.look_wanted.lock().unwrap_or_else(PoisonError::into_inner) = Some(clicked);
        self.wake_buyer.notify_one();
    }

    /// For polls and papers: they leave room for what a person waits for.
    ///
    /// # Errors
    /// [`Code::NotConnected`] without keys.
    pub fn background_api(&self) -> Result<&Api, AppError> {
        self.background_api.as_ref().map_or_else(|| self.api(), Ok)
    }

    /// A disk that takes nothing is a person's business; everything else that free work meets passes by itself.
    pub fn tell_disk_trouble(&self, error: &AppError) {
        if matches!(error.code, Code::DiskFull | Code::Storage) {
            self.notice(NoticeCode::LockHeld, error.message.clone(), error.hint.clone());
        }
    }

    pub fn notice(&self, code: NoticeCode, message: impl Into<String>, hint: Option<String>) {
        self.hub.notice(Notice { code, message: message.into(), hint });
    }
}
