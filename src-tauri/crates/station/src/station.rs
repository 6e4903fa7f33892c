//! The station: one engine at a time, live or practice, and the switch between them.

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use api_client::{Api, Secret};
use engine::clock::SystemClock;
use engine::store::{Access, OpenError, Store};
use engine::wire::{
    ConnectionTest, EnterPin, Event, KeyPair, Mode, Nothing, Notice, NoticeCode, OneWemasyShop, SetPin,
    Settings, StationInfo, UseMode, WemasyShop, WemasyTest, WemasyToken,
};
use engine::{AppError, Code, Engine, Parts, Tuning, WemasyPart};
use serde_json::Value;
use tokio::sync::{RwLock, broadcast};
use tokio::task::JoinHandle;

use crate::lock::{self, Lock};
use crate::pin::{self, Guard};
use crate::{choice, commands, environment, live, paths, practice, secrets};

/// Pause between syncs in the background.
const SYNC_EVERY: Duration = Duration::from_secs(60);
/// How long closing waits for answers to purchases that are under way.
const CLOSE_PATIENCE: Duration = Duration::from_secs(8);
const BACKLOG: usize = 256;

/// What this process wants to do with the data.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Wants {
    /// Buy where no other process does; read otherwise.
    #[default]
    BuyOrRead,
    /// Only read; the lock is left alone.
    Read,
}

/// How a station is opened.
#[derive(Debug, Clone, Default)]
pub struct Options {
    pub data_dir: Option<PathBuf>,
    /// `None`: as chosen last; live when the environment holds keys.
    pub mode: Option<Mode>,
    pub wants: Wants,
    /// Sync now and then without being asked (the window does).
    pub background_sync: bool,
}

/// Shell, command line and test host hold one of these.
pub struct Station {
    data_dir: PathBuf,
    options: Options,
    current: RwLock<Current>,
    guard: Guard,
    events: broadcast::Sender<Event>,
}

/// What is open now.
#[derive(Default)]
struct Current {
    mode: Option<Mode>,
    engine: Option<Engine>,
    forwarder: Option<JoinHandle<()>>,
    buying_blocked: Option<String>,
    notices: Vec<Notice>,
    lock: Option<Lock>,
}

impl Station {
    /// # Errors
    /// When the data folder cannot be used, or holds another platform's or a newer Packbench's data.
    pub async fn open(options: Options) -> Result<Self, AppError> {
        let data_dir = paths::data_dir(options.data_dir.as_deref());
        std::fs::create_dir_all(&data_dir).map_err(|error| {
            AppError::new(Code::Storage)
                .message(format!("The data folder {} cannot be used: {error}", data_dir.display()))
                .hint("Check the folder's permissions and the disk")
        })?;
        let from_environment = environment::sendcloud_keys().map(|_| Mode::Live);
        let mode = options.mode.or(from_environment).or_else(|| choice::read(&paths::choice(&data_dir)));
        let station = Self {
            data_dir,
            options,
            current: RwLock::new(Current::default()),
            guard: Guard::default(),
            events: broadcast::channel(BACKLOG).0,
        };
        station.switch(mode).await?;
        Ok(station)
    }

    pub fn data_dir(&self) -> &Path {
        &self.data_dir
    }

    pub fn events(&self) -> broadcast::Receiver<Event> {
        self.events.subscribe()
    }

    /// The engine of the current mode.
    ///
    /// # Errors
    /// [`Code::NotConnected`] before the first choice.
    pub async fn engine(&self) -> Result<Engine, AppError> {
        self.current.read().await.engine.clone().ok_or_else(|| {
            AppError::new(Code::NotConnected)
                .message("This station has not been set up")
                .hint("Connect Sendcloud or use practice mode")
        })
    }

    /// Runs a command by its name: the station's own, else the engine's.
    ///
    /// # Errors
    /// What the command answers; [`Code::BadRequest`] for an unknown one.
    pub async fn dispatch(&self, name: &str, payload: Value) -> Result<Value, AppError> {
        if pin::guards(name) && self.is_guarded().await? && !self.guard.is_open(Instant::now()) {
            return Err(AppError::new(Code::PinNeeded)
                .message("This needs the owner's PIN")
                .hint("Ask the owner, or enter it"));
        }
        if let Some(result) = commands::dispatch(self, name, payload.clone()).await {
            return result;
        }
        let engine = match self.engine().await {
            Ok(engine) => engine,
            // The window needs a language before anything is chosen.
            Err(_) if name == "settings_get" => return engine::commands::write(&Settings::default()),
            Err(error) => return Err(error),
        };
        if name == "settings_set" {
            return self.change_settings(&engine, payload).await;
        }
        engine::commands::dispatch(&engine, name, payload).await.unwrap_or_else(|| {
            Err(AppError::new(Code::BadRequest).message(format!("There is no command \"{name}\"")))
        })
    }

    /// The partner's id is part of the connection: a new one needs a new connection.
    async fn change_settings(&self, engine: &Engine, payload: Value) -> Result<Value, AppError> {
        let before = engine.settings_get(Nothing {}).await?.partner_id;
        let after = engine.settings_set(engine::commands::read(payload)?).await?;
        if after.partner_id != before {
            let mode = self.current.read().await.mode;
            self.switch(mode).await?;
        }
        engine::commands::write(&after)
    }

    /// Ends the engine; purchases under way get a moment for their answers.
    pub async fn close(&self) {
        let current = std::mem::take(&mut *self.current.write().await);
        end(current).await;
    }

    /// Why this process cannot buy, in words.
    pub async fn buying_blocked(&self) -> Option<String> {
        self.current.read().await.buying_blocked.clone()
    }

    async fn switch(&self, mode: Option<Mode>) -> Result<(), AppError> {
        let mut current = self.current.write().await;
        end(std::mem::take(&mut *current)).await;
        if let Some(mode) = mode {
            *current = self.begin(mode).await?;
        }
        drop(current);
        let _ = self.events.send(Event::StationChanged);
        Ok(())
    }

    async fn begin(&self, mode: Mode) -> Result<Current, AppError> {
        let mut current = Current { mode: Some(mode), ..Current::default() };
        let path = paths::database(&self.data_dir, mode);
        let lock = match self.options.wants {
            Wants::BuyOrRead => lock::take(&paths::lock(&self.data_dir, mode)).map_err(|error| {
                AppError::new(Code::Storage).message(format!("The data folder cannot be locked: {error}"))
            })?,
            // Nothing to read yet, and nobody there: begin.
            Wants::Read if !path.exists() => {
                lock::take(&paths::lock(&self.data_dir, mode)).unwrap_or_default()
            }
            Wants::Read => None,
        };
        let access = match lock {
            Some(_) => Access::Write,
            None => Access::ReadOnly,
        };
        if lock.is_none() {
            current.buying_blocked = Some(
                "Another Packbench on this computer works with this data; this one only shows it".to_owned(),
            );
        }
        current.lock = lock;
        let (store, opened) = Store::open(&path, access).map_err(|error| unopened(&error))?;
        if let Some(aside) = opened.set_aside {
            current.notices.push(Notice {
                code: NoticeCode::DatabaseSetAside,
                message: format!("The database was damaged. It was set aside as {}", aside.display()),
                hint: Some(
                    "Labels that were bought are found again at Sendcloud; ask support about the history"
                        .to_owned(),
                ),
            });
        }
        let engine = self.build(mode, store, &mut current.notices).await?;
        current.forwarder = Some(self.forward(&engine));
        if mode == Mode::Practice && engine.can_buy() {
            self.first_practice_sync(&engine).await?;
        }
        current.engine = Some(engine);
        Ok(current)
    }

    async fn build(&self, mode: Mode, store: Store, notices: &mut Vec<Notice>) -> Result<Engine, AppError> {
        let custom = paths::is_custom(self.options.data_dir.as_deref());
        let writes = store.can_write();
        let (api, wemasy, host, spooler) = match mode {
            Mode::Practice => {
                let state = paths::practice_platform(&self.data_dir);
                // Two processes must not both play the platform.
                let (api, wemasy) = if writes { Some(practice::platform(&state)?) } else { None }.unzip();
                (api, Vec::from_iter(wemasy), practice::HOST.to_owned(), practice::spooler())
            }
            Mode::Live => {
                let api = self.live_api(&store, notices).await?;
                let wemasy = live_wemasy(&store, notices).await?;
                (api, wemasy, live::host(), live::spooler())
            }
        };
        let sync_every = self.options.background_sync.then_some(SYNC_EVERY);
        Engine::start(Parts {
            store,
            api,
            wemasy,
            spooler,
            clock: std::sync::Arc::new(SystemClock),
            host,
            export_dir: paths::export_dir(&self.data_dir, custom),
            tuning: Tuning { sync_every, ..Tuning::default() },
        })
        .await
    }

    /// Keys from the environment, else from the keychain of the organisation that the database knows.
    async fn live_api(&self, store: &Store, notices: &mut Vec<Notice>) -> Result<Option<Api>, AppError> {
        if let Some((public, secret)) = environment::sendcloud_keys() {
            return live::api(&public, &secret, engine::known_partner(store).await?).map(Some);
        }
        let Some(organisation) = engine::known_organisation(store).await? else { return Ok(None) };
        match secrets::read(&organisation).await {
            Ok(Some((public, secret))) => {
                live::api(&public, &secret, engine::known_partner(store).await?).map(Some)
            }
            Ok(None) => Ok(None),
            Err(error) => {
                notices.push(Notice {
                    code: NoticeCode::KeychainMissing,
                    message: error.message,
                    hint: error.hint,
                });
                Ok(None)
            }
        }
    }

    /// Practice has orders and open statuses from the first moment.
    async fn first_practice_sync(&self, engine: &Engine) -> Result<(), AppError> {
        if engine.sync_state().last_complete_at.is_none() {
            engine.sync().await?;
            engine.choose_preselected_statuses().await?;
        }
        Ok(())
    }

    fn forward(&self, engine: &Engine) -> JoinHandle<()> {
        let (mut events, out) = (engine.events(), self.events.clone());
        tokio::spawn(async move {
            loop {
                let event = match events.recv().await {
                    Ok(event) => event,
                    // Too slow: whoever listens reads everything anew.
                    Err(broadcast::error::RecvError::Lagged(_)) => Event::StationChanged,
                    Err(broadcast::error::RecvError::Closed) => return,
                };
                let _ = out.send(event);
            }
        })
    }

    fn remember(&self, mode: Option<Mode>) -> Result<(), AppError> {
        choice::write(&paths::choice(&self.data_dir), mode).map_err(|error| {
            AppError::new(Code::Storage).message(format!("The choice cannot be stored: {error}"))
        })
    }
}

/// The commands about the station itself; called by name through [`Station::dispatch`].
impl Station {
    /// # Errors
    /// A failing database.
    pub async fn station_info(&self, _: Nothing) -> Result<StationInfo, AppError> {
        let current = self.current.read().await;
        let account = match &current.engine {
            Some(engine) => engine.account().await?,
            None => None,
        };
        Ok(StationInfo {
            version: env!("CARGO_PKG_VERSION").to_owned(),
            mode: current.mode,
            data_dir: self.data_dir.display().to_string(),
            account,
            buying_blocked: current.buying_blocked.clone(),
            notices: current.notices.clone(),
            guarded: match &current.engine {
                Some(engine) => engine.pin_hash().await?.is_some(),
                None => false,
            },
        })
    }

    pub(crate) async fn use_mode(&self, wanted: UseMode) -> Result<StationInfo, AppError> {
        self.switch(Some(wanted.mode)).await?;
        self.remember(Some(wanted.mode))?;
        self.station_info(Nothing {}).await
    }

    /// Tests a key pair. Stores nothing.
    ///
    /// # Errors
    /// Wrong keys, no network.
    pub async fn connection_test(&self, pair: KeyPair) -> Result<ConnectionTest, AppError> {
        live::test(&pair).await
    }

    pub(crate) async fn connection_save(&self, pair: KeyPair) -> Result<StationInfo, AppError> {
        let tested = live::test(&pair).await?;
        let (public, secret) = (Secret::new(pair.public_key.trim()), Secret::new(pair.secret_key.trim()));
        secrets::write(&tested.organisation_id, public, secret).await?;
        // The database learns its organisation while nothing else uses it.
        let mut current = self.current.write().await;
        end(std::mem::take(&mut *current)).await;
        drop(current);
        self.know_organisation(&tested).await?;
        self.switch(Some(Mode::Live)).await?;
        self.remember(Some(Mode::Live))?;
        self.station_info(Nothing {}).await
    }

    async fn know_organisation(&self, tested: &ConnectionTest) -> Result<(), AppError> {
        let path = paths::database(&self.data_dir, Mode::Live);
        let held = lock::take(&paths::lock(&self.data_dir, Mode::Live)).unwrap_or_default();
        if held.is_none() {
            return Err(AppError::new(Code::BuyingBlocked)
                .message("Another Packbench works with this data")
                .hint("Close the other one first"));
        }
        let (store, _) = Store::open(&path, Access::Write).map_err(|error| unopened(&error))?;
        engine::know_organisation(
            &store,
            &live::host(),
            &tested.organisation_id,
            &tested.organisation_name,
            tested.orders_api,
        )
        .await
    }

    async fn is_guarded(&self) -> Result<bool, AppError> {
        match &self.current.read().await.engine {
            Some(engine) => Ok(engine.pin_hash().await?.is_some()),
            None => Ok(false),
        }
    }

    /// Sets, changes or removes the owner's PIN; the old one has to have been entered.
    ///
    /// # Errors
    /// [`Code::PinNeeded`], [`Code::BadRequest`] for a PIN that is none.
    pub(crate) async fn pin_set(&self, wanted: SetPin) -> Result<StationInfo, AppError> {
        if self.is_guarded().await? && !self.guard.is_open(Instant::now()) {
            return Err(AppError::new(Code::PinNeeded).message("Enter the old PIN first"));
        }
        let hash = wanted.pin.map(|pin| pin::hash(pin.trim())).transpose()?;
        self.engine().await?.set_pin_hash(hash).await?;
        self.guard.close();
        self.station_info(Nothing {}).await
    }

    /// Opens what the PIN guards for ten minutes.
    ///
    /// # Errors
    /// [`Code::PinNeeded`] for a wrong one.
    pub(crate) async fn pin_enter(&self, entered: EnterPin) -> Result<StationInfo, AppError> {
        if let Some(hash) = self.engine().await?.pin_hash().await? {
            self.guard.open(entered.pin.trim(), &hash, Instant::now())?;
        }
        self.station_info(Nothing {}).await
    }

    /// Tests a token. Stores nothing.
    ///
    /// # Errors
    /// A wrong token, no network.
    pub async fn wemasy_test(&self, token: WemasyToken) -> Result<WemasyTest, AppError> {
        live::test_wemasy(&Secret::new(token.token.trim())).await
    }

    /// Adds a shop, or gives one a new token: tested, stored in the keychain, then in use.
    ///
    /// # Errors
    /// As [`Station::wemasy_test`]; [`Code::Keychain`]; [`Code::BadRequest`] while practising.
    pub(crate) async fn wemasy_connect(&self, token: WemasyToken) -> Result<Vec<WemasyShop>, AppError> {
        if self.current.read().await.mode != Some(Mode::Live) {
            return Err(AppError::new(Code::BadRequest)
                .message("Practice has its own Wemasy shop")
                .hint("Work live to connect a real one"));
        }
        let secret = Secret::new(token.token.trim());
        live::test_wemasy(&secret).await?;
        let engine = self.engine().await?;
        let shop = match token.shop_id {
            Some(shop) => shop,
            None => engine.wemasy_add(&token.name, &token.colour).await?,
        };
        let organisation = self.organisation(&engine).await?;
        if let Err(error) = secrets::write_token(&organisation, shop, secret).await {
            if token.shop_id.is_none() {
                engine.wemasy_remove(OneWemasyShop { shop_id: shop }).await?;
            }
            return Err(error);
        }
        self.switch(Some(Mode::Live)).await?;
        self.engine().await?.wemasy_shops(Nothing {}).await
    }

    /// Forgets a shop: its token leaves the keychain, its orders the list; what was shipped stays.
    ///
    /// # Errors
    /// [`Code::NotFound`], [`Code::Keychain`].
    pub(crate) async fn wemasy_forget(&self, one: OneWemasyShop) -> Result<Vec<WemasyShop>, AppError> {
        let engine = self.engine().await?;
        if self.current.read().await.mode == Some(Mode::Live) {
            secrets::delete_token(&self.organisation(&engine).await?, one.shop_id).await?;
        }
        engine.wemasy_remove(one).await?;
        let mode = self.current.read().await.mode;
        self.switch(mode).await?;
        self.engine().await?.wemasy_shops(Nothing {}).await
    }

    async fn organisation(&self, engine: &Engine) -> Result<String, AppError> {
        engine.account().await?.map(|account| account.organisation_id).ok_or_else(|| {
            AppError::new(Code::NotConnected)
                .message("Sendcloud is not connected")
                .hint("Connect Sendcloud first: labels come from there")
        })
    }

    pub(crate) async fn connection_forget(&self, _: Nothing) -> Result<StationInfo, AppError> {
        if let (Some(Mode::Live), Some(account)) = {
            let info = self.station_info(Nothing {}).await?;
            (info.mode, info.account)
        } {
            secrets::delete(&account.organisation_id).await?;
        }
        self.switch(None).await?;
        self.remember(None)?;
        self.station_info(Nothing {}).await
    }

    /// Throws the practice world away and makes a new one.
    ///
    /// # Errors
    /// When another process practises, or the files cannot be removed.
    pub async fn practice_reset(&self, _: Nothing) -> Result<StationInfo, AppError> {
        let before = self.current.read().await.mode;
        let mut current = self.current.write().await;
        end(std::mem::take(&mut *current)).await;
        drop(current);
        let held = lock::take(&paths::lock(&self.data_dir, Mode::Practice)).unwrap_or_default();
        let removed = match held {
            Some(_) => remove_practice(&self.data_dir),
            None => Err(AppError::new(Code::BuyingBlocked)
                .message("Another Packbench practises with this data")
                .hint("Close the other one first")),
        };
        drop(held);
        self.switch(before).await?;
        removed?;
        self.station_info(Nothing {}).await
    }
}

/// The Wemasy shops that the database knows, with their tokens: the first one's from the environment where it is set.
async fn live_wemasy(store: &Store, notices: &mut Vec<Notice>) -> Result<Vec<WemasyPart>, AppError> {
    let shops = engine::known_wemasy_shops(store).await?;
    let from_environment = environment::wemasy_token();
    let Some(organisation) = engine::known_organisation(store).await? else {
        // The first sync makes the first shop; its token has to be there by then.
        return from_environment.map(|token| live::wemasy_part(1, &token)).into_iter().collect();
    };
    let mut parts = Vec::new();
    let first = shops.first().copied().unwrap_or(1);
    if let Some(token) = &from_environment {
        parts.push(live::wemasy_part(first, token)?);
    }
    for shop in shops.into_iter().filter(|shop| from_environment.is_none() || *shop != first) {
        match secrets::read_token(&organisation, shop).await {
            Ok(Some(token)) => parts.push(live::wemasy_part(shop, &token)?),
            Ok(None) => {}
            Err(error) => notices.push(Notice {
                code: NoticeCode::KeychainMissing,
                message: error.message,
                hint: error.hint,
            }),
        }
    }
    Ok(parts)
}

fn remove_practice(data_dir: &Path) -> Result<(), AppError> {
    let database = paths::database(data_dir, Mode::Practice);
    let beside = |suffix: &str| {
        let mut name = database.clone().into_os_string();
        name.push(suffix);
        PathBuf::from(name)
    };
    for path in [beside(""), beside("-wal"), beside("-shm"), paths::practice_platform(data_dir)] {
        match std::fs::remove_file(&path) {
            Ok(()) => {}
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {}
            Err(error) => {
                return Err(AppError::new(Code::Storage)
                    .message(format!("{} cannot be removed: {error}", path.display())));
            }
        }
    }
    Ok(())
}

async fn end(current: Current) {
    if let Some(forwarder) = current.forwarder {
        forwarder.abort();
    }
    if let Some(engine) = current.engine {
        engine.close(CLOSE_PATIENCE).await;
    }
    // Last: another process may take over only when nothing here works any more.
    drop(current.lock);
}

fn unopened(error: &OpenError) -> AppError {
    let code = match error {
        OpenError::Missing => Code::NotConnected,
        OpenError::Newer | OpenError::Older => Code::WrongDatabase,
        OpenError::Sql(_) | OpenError::Io(_) | OpenError::Migration(_) => Code::Storage,
    };
    AppError::new(code).message(format!("The station's data: {error}"))
}
