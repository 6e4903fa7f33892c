//! The station: one engine at a time, live or practice, and the switch between them.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

use api_client::{Pictures, Secret};
use engine::clock::SystemClock;
use engine::store::{Access, OpenError, Store};
use engine::wire::{
    ConnectionTest, EnterPin, Event, KeyPair, Mode, Nothing, Notice, NoticeCode, OneWemasyShop, SetPin,
    Settings, StationInfo, UseMode, WemasyShop, WemasyTest, WemasyToken,
};
use engine::{AppError, Code, Engine, Parts, Tuning};
use serde_json::Value;
use tokio::sync::{RwLock, broadcast};
use tokio::task::JoinHandle;

use crate::accounts::{self, Opening};
use crate::engines::{Engines, Keys};
use crate::lock::{self, Lock};
use crate::pin::{self, Guard};
use crate::{choice, commands, environment, live, paths, practice, secrets};

/// Pause between syncs in the background.
const SYNC_EVERY: Duration = Duration::from_secs(60);
/// How long closing waits for answers to purchases that are under way.
pub(crate) const CLOSE_PATIENCE: Duration = Duration::from_secs(8);
const BACKLOG: usize = 256;
/// The shop that a token from the environment is for.
pub(crate) const FIRST_SHOP: i64 = 1;

/// Commands that change something at one account.
const OF_AN_ACCOUNT: [&str; 11] = [
    "ship",
    "ship_anyway",
    "batch_continue",
    "batch_pause",
    "batch_stop",
    "batch_retry",
    "shipment_cancel",
    "shipment_adopt",
    "duplicate_dismiss",
    "unknown_check",
    "buy_again",
];

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
    pub(crate) current: RwLock<Current>,
    guard: Guard,
    /// Accounts, tokens and worlds change one after the other.
    pub(crate) changing: tokio::sync::Mutex<()>,
    events: broadcast::Sender<Event>,
}

/// What is open now.
#[derive(Default)]
pub(crate) struct Current {
    pub mode: Option<Mode>,
    pub engines: Engines,
    forwarder: Option<JoinHandle<()>>,
    buying_blocked: Option<String>,
    pub notices: Vec<Notice>,
    lock: Option<Lock>,
}

/// What a station works with besides its keys.
struct World {
    host: String,
    spooler: Arc<dyn printing::Spooler>,
    pictures: Arc<dyn Pictures>,
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
            changing: tokio::sync::Mutex::default(),
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
        self.current.read().await.engines.shown().cloned().ok_or_else(|| {
            AppError::new(Code::NotConnected)
                .message("This station has not been set up")
                .hint("Connect Sendcloud or use practice mode")
        })
    }

    /// The engine that runs a command: of the account whose row it names, else of the one in use.
    async fn engine_for(&self, name: &str, payload: &Value) -> Result<Engine, AppError> {
        let shown = self.engine().await?;
        if !self.current.read().await.engines.are_by_account() {
            return Ok(shown);
        }
        let Some(owner) = shown.owner(payload).await? else { return Ok(shown) };
        match self.current.read().await.engines.of(&owner).cloned() {
            Some(own) => Ok(own),
            // What was shipped for a forgotten account can be looked at and printed, and no more.
            None if OF_AN_ACCOUNT.contains(&name) => Err(AppError::new(Code::NotConnected)
                .message("The account that this was shipped for is not connected")
                .hint("Connect it again in the settings")),
            None => Ok(shown),
        }
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
        let engine = match self.engine_for(name, &payload).await {
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
            let _one_at_a_time = self.changing.lock().await;
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

    pub(crate) async fn switch(&self, mode: Option<Mode>) -> Result<(), AppError> {
        self.take_up(mode).await?;
        self.changed();
        Ok(())
    }

    /// Without a word to the window: more is to come before it may look.
    pub(crate) async fn take_up(&self, mode: Option<Mode>) -> Result<(), AppError> {
        let mut current = self.current.write().await;
        end(std::mem::take(&mut *current)).await;
        if let Some(mode) = mode {
            *current = self.begin(mode).await?;
        }
        Ok(())
    }

    pub(crate) fn changed(&self) {
        // Nobody listening is fine.
        let _ = self.events.send(Event::StationChanged);
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
        let engines = self.build(mode, store, &mut current.notices).await?;
        if let Some(engine) = engines.shown() {
            current.forwarder = Some(self.forward(engine));
            if mode == Mode::Practice && engine.can_buy() {
                self.first_practice_sync(engine).await?;
            }
        }
        current.engines = engines;
        Ok(current)
    }

    async fn build(&self, mode: Mode, store: Store, notices: &mut Vec<Notice>) -> Result<Engines, AppError> {
        match mode {
            Mode::Practice => {
                let state = paths::practice_platform(&self.data_dir);
                // Two processes must not both play the platform.
                let (api, wemasy) =
                    if store.can_write() { Some(practice::platform(&state)?) } else { None }.unzip();
                let keys = Keys { account: None, api, wemasy: Vec::from_iter(wemasy) };
                let world = World {
                    host: practice::HOST.to_owned(),
                    spooler: practice::spooler(),
                    pictures: practice::pictures(),
                };
                let base = self.parts(store, world, keys);
                Engines::start(base, Vec::new(), None).await
            }
            Mode::Live => {
                let Opening { base, accounts, shown } = accounts::opening(&store, notices).await?;
                let world =
                    World { host: live::host(), spooler: live::spooler(), pictures: live::pictures()? };
                Engines::start(self.parts(store, world, base), accounts, shown).await
            }
        }
    }

    fn parts(&self, store: Store, world: World, keys: Keys) -> Parts {
        let custom = paths::is_custom(self.options.data_dir.as_deref());
        let sync_every = self.options.background_sync.then_some(SYNC_EVERY);
        Parts {
            store,
            account: keys.account,
            api: keys.api,
            wemasy: keys.wemasy,
            spooler: world.spooler,
            pictures: world.pictures,
            clock: Arc::new(SystemClock),
            host: world.host,
            export_dir: paths::export_dir(&self.data_dir, custom),
            tuning: Tuning { sync_every, ..Tuning::default() },
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

    pub(crate) fn remember(&self, mode: Option<Mode>) -> Result<(), AppError> {
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
        let account = match current.engines.shown() {
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
            guarded: match current.engines.shown() {
                Some(engine) => engine.pin_hash().await?.is_some(),
                None => false,
            },
        })
    }

    pub(crate) async fn use_mode(&self, wanted: UseMode) -> Result<StationInfo, AppError> {
        let _one_at_a_time = self.changing.lock().await;
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

    async fn is_guarded(&self) -> Result<bool, AppError> {
        match self.current.read().await.engines.shown() {
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

    /// Tests a token as typed, or a known shop's stored one. Stores nothing.
    ///
    /// # Errors
    /// A wrong token, no network.
    pub async fn wemasy_test(&self, token: WemasyToken) -> Result<WemasyTest, AppError> {
        let typed = token.token.trim();
        match token.shop_id.filter(|_| typed.is_empty()) {
            None => live::test_wemasy(&Secret::new(typed)).await,
            Some(shop) => {
                let organisation = self.organisation(&self.engine().await?).await?;
                let stored = match environment::wemasy_token() {
                    Some(token) if shop == FIRST_SHOP => Some(token),
                    Some(_) | None => secrets::read_token(&organisation, shop).await?,
                };
                let stored = stored.ok_or_else(|| {
                    AppError::new(Code::NotConnected)
                        .message("The keychain holds no token of this shop")
                        .hint("Enter its token again")
                })?;
                live::test_wemasy(&stored).await
            }
        }
    }

    /// Adds a shop, or gives one a new token: tested, stored in the keychain, then in use.
    ///
    /// # Errors
    /// As [`Station::wemasy_test`]; [`Code::Keychain`]; [`Code::BadRequest`] while practising.
    pub(crate) async fn wemasy_connect(&self, token: WemasyToken) -> Result<Vec<WemasyShop>, AppError> {
        let _one_at_a_time = self.changing.lock().await;
        if self.current.read().await.mode != Some(Mode::Live) {
            return Err(AppError::new(Code::BadRequest)
                .message("Practice has its own Wemasy shop")
                .hint("Work live to connect a real one"));
        }
        let secret = Secret::new(token.token.trim());
        live::test_wemasy(&secret).await?;
        self.unknown_token(&secret, token.shop_id).await?;
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
        self.renew_account(&organisation).await?;
        self.engine().await?.wemasy_shops(Nothing {}).await
    }

    /// Forgets a shop: its token leaves the keychain, its orders the list; what was shipped stays.
    ///
    /// # Errors
    /// [`Code::NotFound`], [`Code::Keychain`].
    pub(crate) async fn wemasy_forget(&self, one: OneWemasyShop) -> Result<Vec<WemasyShop>, AppError> {
        let _one_at_a_time = self.changing.lock().await;
        let engine = self.engine().await?;
        if self.current.read().await.mode == Some(Mode::Live) {
            secrets::delete_token(&self.organisation(&engine).await?, one.shop_id).await?;
        }
        engine.wemasy_remove(one).await?;
        let mode = self.current.read().await.mode;
        match mode {
            Some(Mode::Live) => self.renew_account(&self.organisation(&engine).await?).await?,
            _ => self.switch(mode).await?,
        }
        self.engine().await?.wemasy_shops(Nothing {}).await
    }

    /// The account with what the keychain holds now; where its keys come from the environment, all of the station.
    async fn renew_account(&self, id: &str) -> Result<(), AppError> {
        match environment::sendcloud_keys() {
            None => self.renew(id).await,
            Some(_) => self.switch(Some(Mode::Live)).await,
        }
    }

    async fn organisation(&self, engine: &Engine) -> Result<String, AppError> {
        engine.account().await?.map(|account| account.organisation_id).ok_or_else(|| {
            AppError::new(Code::NotConnected)
                .message("Sendcloud is not connected")
                .hint("Connect Sendcloud first: labels come from there")
        })
    }

    /// Throws the practice world away and makes a new one.
    ///
    /// # Errors
    /// When another process practises, or the files cannot be removed.
    pub async fn practice_reset(&self, _: Nothing) -> Result<StationInfo, AppError> {
        let _one_at_a_time = self.changing.lock().await;
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
    current.engines.close(CLOSE_PATIENCE).await;
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
