//! Scenarios: a shop, a simulated platform that charges for every label, and a station that can crash. Time is tokio's
//! paused clock, so ten minutes of waiting pass in a moment and every run is the same.

pub mod audit;
pub mod dice;
pub mod moments;
pub mod panics;
pub mod rounds;
pub mod simulation;
pub mod window;
pub mod wires;

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use api_client::{Api, Limiter};
use engine::batch::plan::Intent;
use engine::clock::RuntimeClock;
use engine::store::{Access, Store};
use engine::wire::{
    BatchDetail, BatchOrder, BatchState, Counts, Nothing, OneBatch, OrderRow, OrderState, RowId, ShipOptions,
    ShipRequest,
};
use engine::{AppError, Engine, Parts, Tuning, WemasyPart, sendcloud_limits};
use simulator::{Config, Fault, Platform, PracticePictures, PracticePrinter, WemasyInProcess, clock_from};
use tempfile::TempDir;
use tokio::sync::Mutex;

use crate::window::Window;
use crate::wires::{Plain, StationClock, Wires};

/// The platform's clock at the start. The station's clock is a different one, on purpose.
const PLATFORM_START: &str = "2026-11-02T08:00:00Z";
const STATION_START: &str = "2026-11-02T09:17:00Z";
/// Nothing in a scenario takes longer.
const PATIENCE: Duration = Duration::from_secs(1800);

/// A platform and the data folder of one station.
pub struct Shop {
    pub platform: Platform,
    pub printer: Arc<PracticePrinter>,
    folder: TempDir,
    engine: Option<Engine>,
    clock: RuntimeClock,
    wires: Arc<dyn Wires>,
    /// Opened with the first reading after each start: what it shows must stay what the station has.
    window: Mutex<Option<Window>>,
}

/// Panics with the scenario's error: a test has nothing better to do.
#[track_caller]
pub fn must<T>(result: Result<T, AppError>) -> T {
    match result {
        Ok(value) => value,
        Err(error) => fail(&error.to_string()),
    }
}

#[track_caller]
#[expect(clippy::panic, reason = "the way in which a test says that it failed")]
pub(crate) fn fail(words: &str) -> ! {
    panic!("{words}")
}

impl Shop {
    /// A shop with plain orders and a station that has synced and chosen its open statuses.
    pub async fn with_orders(orders: usize) -> Self {
        Self::new(Config { orders, ..Config::test() }).await
    }

    pub async fn new(config: Config) -> Self {
        Self::wired(config, Arc::new(Plain)).await
    }

    /// A station whose disk and network are watched or cut.
    pub async fn wired(config: Config, wires: Arc<dyn Wires>) -> Self {
        let start = |text: &str| text.parse().unwrap_or_else(|_| fail("a start time"));
        let mut shop = Self {
            platform: Platform::new(config, clock_from(start(PLATFORM_START))),
            printer: Arc::new(PracticePrinter::new()),
            folder: folder().unwrap_or_else(|error| fail(&error.to_string())),
            engine: None,
            wires,
            window: Mutex::default(),
            clock: RuntimeClock::starting_at(start(STATION_START)),
        };
        shop.start().await;
        shop.sync().await;
        must(shop.engine().choose_preselected_statuses().await);
        shop
    }

    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    pub fn database(&self) -> PathBuf {
        self.folder().join("packbench.sqlite")
    }

    pub fn engine(&self) -> &Engine {
        match &self.engine {
            Some(engine) => engine,
            None => fail("the station is not running"),
        }
    }

    /// Starts the station (again) on what is on the disk.
    pub async fn start(&mut self) {
        let (store, _) = match Store::open(&self.database(), Access::Write) {
            Ok(opened) => opened,
            Err(error) => fail(&error.to_string()),
        };
        let store = match self.wires.watch() {
            Some(watch) => store.watched(watch),
            None => store,
        };
        let transport = self.wires.transport(&self.platform);
        let parts = Parts {
            account: None,
            store,
            api: Some(Api::new(transport, Arc::new(Limiter::new(sendcloud_limits())))),
            wemasy: wemasy_part(&self.platform).into_iter().collect(),
            spooler: Arc::<PracticePrinter>::clone(&self.printer),
            pictures: Arc::new(PracticePictures),
            clock: Arc::new(StationClock { steady: self.clock, wires: Arc::clone(&self.wires) }),
            host: "practice".to_owned(),
            export_dir: self.folder().join("exports"),
            tuning: Tuning::default(),
        };
        self.engine = Some(must(Engine::start(parts).await));
    }

    /// Ends the station in the middle of whatever it does.
    pub async fn crash(&mut self) {
        self.window = Mutex::default();
        if let Some(engine) = self.engine.take() {
            engine.abort().await;
        }
    }

    pub async fn restart(&mut self) {
        self.crash().await;
        self.start().await;
    }

    pub async fn sync(&self) {
        must(self.engine().sync().await);
        self.assert_the_window_follows().await;
    }

    /// A window that is open all the time and only follows the events shows what the station has.
    pub async fn assert_the_window_follows(&self) {
        let mut window = self.window.lock().await;
        match &mut *window {
            Some(open) => {
                let wrong = open.wrong(self).await;
                assert!(wrong.is_empty(), "{}", wrong.join("\n"));
            }
            None => *window = Some(Window::open(self).await),
        }
    }

    pub fn fault(&self, fault: Fault) {
        self.platform.add_fault(fault);
    }

    pub async fn open_orders(&self) -> Vec<OrderRow> {
        must(self.engine().orders_list(Nothing {}).await).orders
    }

    /// Selects every open order and clicks *Ship*.
    pub async fn ship_all(&self) -> RowId {
        let ids = self.open_orders().await.iter().map(|order| order.id.0).collect();
        must(self.try_ship(ids).await)
    }

    pub async fn try_ship(&self, ids: Vec<i64>) -> Result<RowId, AppError> {
        static CLICKS: AtomicU64 = AtomicU64::new(0);
        let request = format!("click {}", CLICKS.fetch_add(1, Ordering::Relaxed));
        Ok(self.engine().ship_with(ids, Intent::default(), request).await?.batch_id)
    }

    /// The same click twice.
    pub async fn ship_twice(&self) -> (RowId, RowId) {
        let orders: Vec<RowId> = self.open_orders().await.iter().map(|order| order.id).collect();
        let request = || ShipRequest {
            orders: orders.clone(),
            options: ShipOptions::default(),
            request_id: "one sheet".to_owned(),
            at_once: false,
            parcels: Vec::new(),
        };
        let (first, second) = tokio::join!(self.engine().ship(request()), self.engine().ship(request()));
        (must(first).batch_id, must(second).batch_id)
    }

    pub async fn batch(&self, batch_id: RowId) -> BatchDetail {
        must(self.engine().batch_detail(OneBatch { batch_id }).await)
    }

    pub async fn counts(&self, batch_id: RowId) -> Counts {
        self.batch(batch_id).await.batch.counts
    }

    pub async fn orders_in(&self, batch_id: RowId, state: OrderState) -> Vec<BatchOrder> {
        self.batch(batch_id).await.orders.into_iter().filter(|order| order.state == state).collect()
    }

    /// Waits until the batch stands as asked.
    pub async fn until(
        &self,
        batch_id: RowId,
        what: &str,
        stands: impl Fn(&BatchDetail) -> bool,
    ) -> BatchDetail {
        let started = tokio::time::Instant::now();
        loop {
            let detail = self.batch(batch_id).await;
            if stands(&detail) {
                return detail;
            }
            if started.elapsed() > PATIENCE {
                fail(&format!("never: {what}; it stands at {:?}", detail.batch));
            }
            tokio::time::sleep(Duration::from_millis(200)).await;
        }
    }

    /// As [`Shop::until`], for what may take hours of the scenario's time: it looks less and less often.
    pub async fn in_the_end(
        &self,
        batch_id: RowId,
        patience: Duration,
        stands: impl Fn(&BatchDetail) -> bool,
    ) -> Result<BatchDetail, BatchDetail> {
        let started = tokio::time::Instant::now();
        let mut pause = Duration::from_millis(200);
        loop {
            let detail = self.batch(batch_id).await;
            if stands(&detail) {
                return Ok(detail);
            }
            if started.elapsed() > patience {
                return Err(detail);
            }
            tokio::time::sleep(pause).await;
            pause = (pause * 3 / 2).min(Duration::from_secs(20));
        }
    }

    /// Waits until nothing is under way; unknown orders may be left.
    pub async fn settled(&self, batch_id: RowId) -> BatchDetail {
        self.until(batch_id, "settled", |detail| {
            matches!(detail.batch.state, BatchState::Done | BatchState::Waiting | BatchState::Paused)
        })
        .await
    }

    pub async fn done(&self, batch_id: RowId) -> BatchDetail {
        let done = self.until(batch_id, "done", |detail| detail.batch.state == BatchState::Done).await;
        self.assert_the_window_follows().await;
        done
    }

    /// What the practice printer got, in order, without the job's number behind the title.
    pub fn printed(&self) -> Vec<String> {
        let title = |title: &str| title.rsplit_once(" [").map_or(title, |(title, _)| title).to_owned();
        self.printer.printed().iter().map(|job| title(&job.title)).collect()
    }

    /// Create calls that arrived at the platform.
    pub fn creates(&self) -> usize {
        self.platform.requests().iter().filter(|seen| seen.path.ends_with("/create-labels-async")).count()
    }

    /// Every order has at most one label, and as many are charged as are stored.
    #[track_caller]
    pub fn assert_no_second_label(&self) {
        for order in self.platform.orders() {
            let bought = self.platform.shipments_of(&order.order_number).len();
            assert!(bought <= 1, "order {} was bought {bought} times", order.order_number);
        }
    }
}

/// The platform's Wemasy shop, where it has one.
fn wemasy_part(platform: &Platform) -> Option<WemasyPart> {
    platform.wemasy()?;
    let host = wemasy::Host::new("https://api.wemasy.nl")?;
    let api = wemasy::api(Arc::new(WemasyInProcess::new(platform.clone())));
    Some(WemasyPart { shop_id: 1, api, host })
}

/// In memory where there is such a place: a scenario's power never fails for real, and its time is not the disk's.
fn folder() -> std::io::Result<TempDir> {
    tempfile::tempdir_in("/dev/shm").or_else(|_| tempfile::tempdir())
}
