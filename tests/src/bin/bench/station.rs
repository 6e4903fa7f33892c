//! `bench station`: one batch by the real engine, in a process of its own, over loopback HTTP, with the journal on a
//! disk. Prints its figures as one line of JSON.
//!
//! As in the product: logs are written, purchases use a fresh connection each, and somebody listens to the events. The
//! times are taken from the click (the call of `Engine::ship`). A label counts as stored when the engine itself says so
//! (its batch counts it as labelled); it is asked every two milliseconds, and only after the document was delivered.

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use api_client::{Api, HttpTransport, Limiter, Secret};
use engine::clock::SystemClock;
use engine::store::{Access, Store};
use engine::wire::{BatchState, Event, Nothing, OneBatch, OrderState, RowId, ShipOptions, ShipRequest};
use engine::{Engine, Parts, Tuning, sendcloud_limits};
use serde::{Deserialize, Serialize};
use simulator::{PracticePictures, PracticePrinter};
use tokio::sync::broadcast::Receiver;
use tokio::sync::broadcast::error::RecvError;
use tokio::time::Instant;

use crate::probe::{Exchange, Kind, Probe};
use crate::{BenchResult, Server, measure, print_line};

/// Between two questions whether the label is stored.
const ASK_EVERY: Duration = Duration::from_millis(2);
/// No batch takes longer.
const PATIENCE: Duration = Duration::from_secs(600);

/// One run. Times in milliseconds since the click unless said otherwise.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Sample {
    pub orders: usize,
    /// Orders whose label is stored, as the batch says in the end.
    pub labelled: usize,
    /// Until `Engine::ship` came back: the batch is in the journal.
    pub written_ms: f64,
    /// Click to the first byte of the look.
    pub look_ms: f64,
    /// The look's answer to the first byte of the first create.
    pub look_to_create_ms: f64,
    /// The last create's answer.
    pub bought_ms: f64,
    pub first_ms: f64,
    pub last_ms: f64,
    /// CPU time of the process from the click to the end of the batch.
    pub cpu_ms: f64,
    /// Most memory of the process, start and sync included, in 10^6 bytes.
    pub peak_mb: f64,
    /// Orders of each create, in the order of sending.
    pub calls: Vec<usize>,
    /// When each of them left.
    pub calls_left_ms: Vec<f64>,
    pub lists: usize,
    pub documents: usize,
    pub events: usize,
    /// Answers that said "too many".
    pub throttled: usize,
}

pub async fn station(server: &Server, folder: &Path, orders: usize) -> BenchResult<()> {
    station::logs::init(folder);
    let (public, secret) = (Secret::new(server.public_key.as_str()), Secret::new(server.secret_key.as_str()));
    let probe = Arc::new(Probe::new(Arc::new(HttpTransport::new(&server.url, &public, &secret)?)));
    let (store, _) = Store::open(&folder.join("packbench.sqlite"), Access::Write)?;
    let engine = Engine::start(Parts {
        account: None,
        store,
        api: Some(Api::new(Arc::<Probe>::clone(&probe), Arc::new(Limiter::new(sendcloud_limits())))),
        wemasy: Vec::new(),
        spooler: Arc::new(PracticePrinter::new()),
        pictures: Arc::new(PracticePictures),
        clock: Arc::new(SystemClock),
        host: "localhost".to_owned(),
        export_dir: folder.join("exports"),
        tuning: Tuning::default(),
    })
    .await?;
    let heard = Arc::new(AtomicUsize::new(0));
    let (done, batch_done) = tokio::sync::oneshot::channel();
    let listener = tokio::spawn(listen(engine.events(), Arc::clone(&heard), done));
    engine.sync().await?;
    engine.choose_preselected_statuses().await?;
    let open: Vec<RowId> =
        engine.orders_list(Nothing {}).await?.orders.iter().map(|order| order.id).collect();
    if open.len() != orders {
        return Err(format!("{} orders are open, not {orders}", open.len()).into());
    }
    // What the sync wakes up is over by then.
    tokio::time::sleep(Duration::from_secs(1)).await;
    let (before, heard_before) = (probe.seen().len(), heard.load(Ordering::Relaxed));

    let (click, cpu_before) = (Instant::now(), measure::cpu_ms()?);
    let request = ShipRequest {
        orders: open,
        options: ShipOptions::default(),
        request_id: "bench".to_owned(),
        at_once: false,
        parcels: Vec::new(),
    };
    let batch = engine.ship(request).await?;
    let written = Instant::now();
    let followed = async {
        let first = labelled(&engine, &probe, batch, 1).await?;
        let last = labelled(&engine, &probe, batch, orders).await?;
        Ok::<_, Box<dyn std::error::Error>>((first, last))
    };
    let (first, last) =
        tokio::time::timeout(PATIENCE, followed).await.map_err(|_| "the batch does not end")??;
    let _ = tokio::time::timeout(Duration::from_secs(2), batch_done).await;
    let cpu_ms = measure::cpu_ms()? - cpu_before;

    let seen = probe.seen().split_off(before);
    let since = |at: Instant| at.duration_since(click).as_secs_f64() * 1_000.0;
    let of = |kind: Kind| seen.iter().filter(move |exchange| exchange.kind == kind);
    let mut creates: Vec<&Exchange> = of(Kind::Create).collect();
    creates.sort_by_key(|create| create.left);
    let bought_from = creates.first().ok_or("nothing was bought")?.left;
    let look = of(Kind::Look).map(|look| look.left).min().ok_or("nobody looked")?;
    let looked = of(Kind::Look).map(|look| look.answered).filter(|at| *at <= bought_from).max();
    let detail = engine.batch_detail(batch).await?;
    let stored = detail.orders.iter().filter(|o| o.state == OrderState::Labelled && !o.labels.is_empty());
    let sample = Sample {
        orders,
        labelled: stored.count(),
        written_ms: since(written),
        look_ms: since(look),
        look_to_create_ms: since(bought_from) - since(looked.ok_or("bought without a look")?),
        bought_ms: creates.iter().map(|create| since(create.answered)).fold(0.0, f64::max),
        first_ms: since(first),
        last_ms: since(last),
        cpu_ms,
        peak_mb: measure::peak_mb()?,
        calls: creates.iter().map(|create| create.orders).collect(),
        calls_left_ms: creates.iter().map(|create| since(create.left)).collect(),
        lists: of(Kind::Look).count() + of(Kind::Status).count(),
        documents: seen.iter().filter(|exchange| matches!(exchange.kind, Kind::Documents(_))).count(),
        events: heard.load(Ordering::Relaxed) - heard_before,
        throttled: seen.iter().filter(|exchange| exchange.status == Some(429)).count(),
    };
    engine.close(Duration::from_secs(2)).await;
    drop(engine);
    listener.abort();
    print_line(&serde_json::to_value(sample)?)
}

/// What the window does with an event before it shows anything: it is written as JSON and handed over.
async fn listen(
    mut events: Receiver<Event>,
    heard: Arc<AtomicUsize>,
    done: tokio::sync::oneshot::Sender<()>,
) {
    let mut done = Some(done);
    loop {
        match events.recv().await {
            Ok(event) => {
                heard.fetch_add(1, Ordering::Relaxed);
                std::hint::black_box(serde_json::to_vec(&event).map(|json| json.len()).unwrap_or_default());
                if matches!(&event, Event::Batch { batch, .. } if batch.state == BatchState::Done)
                    && let Some(done) = done.take()
                {
                    let _ = done.send(());
                }
            }
            Err(RecvError::Lagged(_)) => {}
            Err(RecvError::Closed) => return,
        }
    }
}

/// When the batch counts this many labels. It is asked once so many documents were delivered.
async fn labelled(engine: &Engine, probe: &Probe, batch: OneBatch, wanted: usize) -> BenchResult<Instant> {
    while probe.documents() < wanted {
        probe.document_came.notified().await;
    }
    loop {
        let counts = engine.batch(batch).await?.counts;
        if usize::try_from(counts.labelled)? >= wanted {
            return Ok(Instant::now());
        }
        tokio::time::sleep(ASK_EVERY).await;
    }
}
