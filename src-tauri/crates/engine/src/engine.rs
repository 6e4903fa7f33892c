//! The engine: parts passed in, background tasks owned, nothing global.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use api_client::{Api, Class, PartnerId};
use jiff::{SignedDuration, Timestamp};
use printing::Spooler;
use sendcloud::account;
use tokio::sync::{Notify, watch};
use tokio::task::JoinSet;
use tokio::time::Instant;

use crate::batch;
use crate::choices;
use crate::clock::Clock;
use crate::error::{AppError, Code};
use crate::hub::Hub;
use crate::limits::Others;
use crate::look::Looker;
use crate::store::{Store, bookings, journal, meta, prints};
use crate::wemasy::{DocumentKey, Making, Outbox, WemasyPart};
use crate::wire::{Account, Event, Notice, NoticeCode, OrdersApi, PrintState, SyncState};

/// What an engine is made of.
pub struct Parts {
    pub store: Store,
    /// None: no keys yet; everything that is stored still works.
    pub api: Option<Api>,
    /// Wemasy's shops whose tokens the station has.
    pub wemasy: Vec<WemasyPart>,
    pub spooler: Arc<dyn Spooler>,
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

/// The organisation that a database was last used with; its keys are the ones to open it with.
///
/// # Errors
/// A failing database.
pub async fn known_organisation(store: &Store) -> Result<Option<String>, AppError> {
    Ok(store.read(meta::account).await?.map(|(id, _)| id))
}

/// The Wemasy shops that a database knows.
///
/// # Errors
/// A failing database.
pub async fn known_wemasy_shops(store: &Store) -> Result<Vec<i64>, AppError> {
    let Some((account, _)) = store.read(meta::account).await? else { return Ok(Vec::new()) };
    let shops = store.read(move |db| crate::store::wemasy::shops(db, &account)).await?;
    Ok(shops.into_iter().map(|shop| shop.shop_id).collect())
}

/// The official partner that the settings name.
///
/// # Errors
/// A failing database.
pub async fn known_partner(store: &Store) -> Result<Option<PartnerId>, AppError> {
    let settings = store.read(meta::settings).await?;
    Ok(settings.partner_id.and_then(|text| PartnerId::new(&text).ok()))
}

/// Ties a database to a host and makes an organisation its current one.
///
/// # Errors
/// [`Code::WrongDatabase`] when it belongs to another host.
pub async fn know_organisation(
    store: &Store,
    host: &str,
    id: &str,
    name: &str,
    orders_api: OrdersApi,
) -> Result<(), AppError> {
    let (host, id, name, now) =
        (host.to_owned(), id.to_owned(), name.to_owned(), Timestamp::now().to_string());
    store
        .write(move |tx| {
            meta::bind_host(tx, &host)?;
            meta::set_orders_api(tx, orders_api)?;
            meta::save_account(tx, &id, &name, &now)
        })
        .await
}

/// Cheap to clone. [`Engine::close`] ends its tasks.
#[derive(Clone)]
pub struct Engine {
    pub(crate) shared: Arc<Shared>,
    tasks: Arc<Mutex<JoinSet<()>>>,
}

pub(crate) struct Shared {
    pub store: Store,
    pub api: Option<Api>,
    background_api: Option<Api>,
    pub wemasy: Vec<Arc<WemasyPart>>,
    pub others: Mutex<Others>,
    pub spooler: Arc<dyn Spooler>,
    pub clock: Arc<dyn Clock>,
    pub host: String,
    pub export_dir: PathBuf,
    pub tuning: Tuning,
    pub hub: Hub,
    pub looker: Looker,
    /// Calls that a lane of this process holds.
    pub in_flight: Mutex<HashSet<i64>>,
    /// When a batch was shipped or continued by this process: its first look must be younger.
    pub begun: Mutex<HashMap<i64, Instant>>,
    /// When each unknown order was last looked for, or became unknown, in this process.
    pub searched: Mutex<HashMap<i64, Instant>>,
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
    pub wake_printer: Notify,
    pub wake_wemasy: Notify,
    pub wake_bookings: Notify,
    pub outbox: Mutex<Outbox>,
    /// Documents that are being made, or that could not be.
    pub documents: Mutex<HashMap<DocumentKey, Making>>,
    /// The organisation that the keys belong to, once the platform said so.
    account: tokio::sync::Mutex<Option<String>>,
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
                    journal::recover(tx, &now.to_string())?;
                    bookings::recover(tx, &now.to_string())?;
                    for job in prints::live_prints(tx)?.into_iter().filter(|job| job.spooler_job.is_none()) {
                        let words = "Packbench ended while handing it over: did it come out?";
                        prints::update_print(tx, job.info.id.0, None, PrintState::Unknown, Some(words))?;
                    }
                    Ok(())
                })
                .await?;
        }
        let (last_complete_at, known) = parts
            .store
            .read(|db| Ok((meta::get_meta(db, "synced_at")?, meta::get_meta(db, "host")?)))
            .await?;
        if let (false, Some(known)) = (parts.store.can_write(), known)
            && known != parts.host
        {
            return Err(AppError::new(Code::WrongDatabase)
                .message(format!("This data folder belongs to {known}, not to {}", parts.host)));
        }
        let engine = Self {
            shared: Arc::new(Shared {
                store: parts.store,
                background_api: parts.api.as_ref().map(Api::in_background),
                api: parts.api,
                wemasy: parts.wemasy.into_iter().map(Arc::new).collect(),
                others: Mutex::default(),
                spooler: parts.spooler,
                clock: parts.clock,
                host: parts.host,
                export_dir: parts.export_dir,
                tuning: parts.tuning,
                hub: Hub::new(),
                looker: Looker::default(),
                in_flight: Mutex::default(),
                begun: Mutex::default(),
                searched: Mutex::default(),
                sync_state: Mutex::new(SyncState {
                    running: false,
                    last_complete_at,
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
                wake_printer: Notify::new(),
                wake_wemasy: Notify::new(),
                wake_bookings: Notify::new(),
                outbox: Mutex::default(),
                documents: Mutex::default(),
                account: tokio::sync::Mutex::default(),
                stop: watch::channel(false).0,
            }),
            tasks: Arc::default(),
        };
        engine.seed_limiter().await?;
        engine.shared.apply_limits(&engine.shared.store.read(meta::settings).await?);
        engine.spawn_tasks();
        Ok(engine)
    }

    /// Purchases of the last minute count against the limits of this process too.
    async fn seed_limiter(&self) -> Result<(), AppError> {
        let Some(api) = &self.shared.api else { return Ok(()) };
        let now = self.shared.now();
        let since = now.saturating_sub(SignedDuration::from_mins(1)).unwrap_or(now).to_string();
        let sent = self.shared.store.read(move |db| journal::requested_since(db, &since)).await?;
        let ages = sent
            .iter()
            .filter_map(|at| at.parse::<Timestamp>().ok())
            .map(|at| Duration::try_from(now.duration_since(at)).unwrap_or_default());
        api.limiter().seed(Class::Writes, ages);
        Ok(())
    }

    fn spawn_tasks(&self) {
        let mut tasks = self.tasks.lock().unwrap_or_else(PoisonError::into_inner);
        let shared = Arc::clone(&self.shared);
        tasks.spawn(async move {
            let times = Arc::clone(&shared);
            shared.hub.run(shared.store.clone(), move || times.search_times()).await;
        });
        if !self.shared.store.can_write() {
            return;
        }
        tasks.spawn(crate::print::follow(Arc::clone(&self.shared)));
        if self.shared.api.is_some() {
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
        self.shared.hub.flush(&self.shared.store, self.shared.search_times()).await;
    }

    pub fn can_buy(&self) -> bool {
        self.shared.store.can_write() && self.shared.api.is_some()
    }

    /// The organisation whose keys are in use, as last known; needs no network.
    pub async fn account(&self) -> Result<Option<Account>, AppError> {
        let host = self.shared.host.clone();
        let known = self.shared.store.read(meta::account).await?;
        Ok(known.map(|(organisation_id, name)| Account { organisation_id, name, host }))
    }

    /// Asks the platform who the keys belong to.
    ///
    /// # Errors
    /// No keys, wrong keys, no network.
    pub async fn check(&self) -> Result<Account, AppError> {
        let organisation = account::organization(self.shared.api()?).await?;
        let host = self.shared.host.clone();
        Ok(Account { organisation_id: organisation.id, name: organisation.name, host })
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

    /// The organisation of the keys, asked once per process: the database must know it before anything is stored for it.
    ///
    /// # Errors
    /// No keys, no network, wrong keys, a database that cannot be written.
    pub async fn account(&self) -> Result<String, AppError> {
        let mut known = self.account.lock().await;
        if let Some(account) = &*known {
            return Ok(account.clone());
        }
        let organisation = account::organization(self.api()?).await?;
        let (id, now) = (organisation.id.clone(), self.now_text());
        self.store
            .write(move |tx| meta::save_account(tx, &organisation.id, &organisation.name, &now))
            .await?;
        *known = Some(id.clone());
        Ok(id)
    }

    /// The organisation as stored; for everything that needs no network.
    ///
    /// # Errors
    /// [`Code::NotConnected`] before the first connection.
    pub async fn stored_account(&self) -> Result<String, AppError> {
        self.store.read(meta::account).await?.map(|(id, _)| id).ok_or_else(|| {
            AppError::new(Code::NotConnected)
                .message("This station has not been connected yet")
                .hint("Connect Sendcloud or use practice mode")
        })
    }

    /// Which of the platform's interfaces lists this account's shops and orders.
    ///
    /// # Errors
    /// A failing database.
    pub async fn orders_api(&self) -> Result<OrdersApi, AppError> {
        self.store.read(meta::orders_api).await
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
