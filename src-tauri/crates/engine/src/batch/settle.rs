//! Settling: accepted shipments are polled, 100 per request, until they are announced or failed; their papers are
//! fetched, checked and stored. Free, and safe to repeat.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;
use std::time::Duration;

use api_client::{ApiError, Kind};
use futures_util::{StreamExt as _, stream};
use printing::documents;
use sendcloud::parcel_documents::{DocumentKind, DocumentOptions, document};
use sendcloud::shipments;
use sha2::{Digest as _, Sha256};
use tokio::time::Instant;

use super::step::{AttemptStep, next_attempt_step};
use crate::convert;
use crate::engine::Shared;
use crate::error::AppError;
use crate::look::store_rows;
use crate::model::{AttemptState, Parcel, Shipment, ShipmentState};
use crate::store::labels::{self, NewLabel};
use crate::store::waiting::{self, Waiting};
use crate::store::{StoreError, journal};

/// Pauses between polls; the last one repeats. Anything new starts them again.
const PAUSES_MS: [u64; 8] = [300, 500, 800, 1_200, 2_000, 3_000, 5_000, 10_000];
/// Pause before a paper that could not be fetched or used is tried again, times the number of tries.
const PAPER_PAUSE: Duration = Duration::from_secs(3);
const PAPER_PAUSE_MAX: Duration = Duration::from_secs(120);
const PAPERS_AT_ONCE: usize = 6;

/// Papers that failed, with their tries and when they may be asked for again. Not stored: a restart tries at once.
type Backoff = HashMap<(i64, u64, &'static str), (u32, Instant)>;

pub(crate) async fn settler(shared: Arc<Shared>) {
    let (mut rounds, mut backoff) = (0, Backoff::new());
    loop {
        rounds = match round(&shared, &mut backoff).await {
            Ok(Progress::Idle) => {
                shared.wake_settler.notified().await;
                0
            }
            Ok(Progress::Some) => 0,
            Ok(Progress::None) => rounds + 1,
            Err(error) => {
                tracing::warn!(%error, "labels have to wait");
                rounds + 1
            }
        };
        let pause = Duration::from_millis(PAUSES_MS[rounds.min(PAUSES_MS.len() - 1)]);
        tokio::select! {
            () = tokio::time::sleep(pause) => {}
            () = shared.wake_settler.notified() => rounds = 0,
        }
    }
}

enum Progress {
    /// Nothing waits.
    Idle,
    Some,
    None,
}

async fn round(shared: &Arc<Shared>, backoff: &mut Backoff) -> Result<Progress, AppError> {
    let Ok(account) = shared.stored_account().await else { return Ok(Progress::Idle) };
    let key = account.clone();
    let waiting = shared.store.read(move |db| waiting::waiting(db, &key)).await?;
    if waiting.is_empty() || next_attempt_step(AttemptState::Accepted) != AttemptStep::Settle {
        backoff.clear();
        return Ok(Progress::Idle);
    }
    // Keys of another organisation must not be asked for these.
    shared.account().await?;
    let mut progress = Progress::None;
    for chunk in waiting.chunks(shipments::IDS_MAX) {
        let ids: Vec<String> = chunk.iter().map(|order| order.shipment_id.clone()).collect();
        let listed = shipments::by_ids(shared.api()?, &ids).await?;
        let found: HashMap<String, Shipment> = listed
            .rows
            .into_iter()
            .map(convert::shipment)
            .map(|shipment| (shipment.id.clone(), shipment))
            .collect();
        store_rows(shared, &account, found.values().cloned().collect()).await?;
        if settle(shared, chunk, &found, backoff).await? {
            progress = Progress::Some;
        }
    }
    Ok(progress)
}

/// Brings each order of a chunk as far as its shipment is. Answers whether any order came to its end.
async fn settle(
    shared: &Arc<Shared>,
    chunk: &[Waiting],
    found: &HashMap<String, Shipment>,
    backoff: &mut Backoff,
) -> Result<bool, AppError> {
    let mut ended = false;
    let mut wanted = Vec::new();
    for order in chunk {
        let Some(shipment) = found.get(&order.shipment_id) else {
            say(shared, order, "The platform does not list the shipment yet").await?;
            continue;
        };
        match shipment.state {
            ShipmentState::Announcing => {}
            ShipmentState::Ready => wanted.extend(missing(shared, order, shipment).await?),
            ShipmentState::Other => {
                let words = shipment.failure.as_deref().unwrap_or(&shipment.status);
                say(shared, order, &format!("The platform says: {words}")).await?;
                wanted.extend(missing(shared, order, shipment).await?);
            }
            ShipmentState::Failed | ShipmentState::Cancelled | ShipmentState::NoLabel => {
                end_dead(shared, order, shipment).await?;
                ended = true;
            }
        }
    }
    let now = Instant::now();
    wanted.retain(|paper| backoff.get(&paper.key()).is_none_or(|(_, at)| *at <= now));
    let mut fetched = stream::iter(wanted).map(|paper| fetch(shared, paper)).buffer_unordered(PAPERS_AT_ONCE);
    let mut touched = HashSet::new();
    while let Some((paper, result)) = fetched.next().await {
        match result {
            Ok(label) => {
                shared.store.write(move |tx| labels::insert_label(tx, &label)).await?;
                touched.insert(paper.attempt_id);
                // The first labels must not wait for the slowest paper of the round.
                ended |= end_labelled(shared, chunk, paper.attempt_id, found).await?;
            }
            Err(Paperless::Stop(error)) => return Err(error),
            Err(Paperless::Later(words)) => {
                let entry = backoff.entry(paper.key()).or_insert((0, now));
                entry.0 += 1;
                entry.1 = Instant::now() + (PAPER_PAUSE * entry.0).min(PAPER_PAUSE_MAX);
                if let Some(order) = chunk.iter().find(|order| order.attempt_id == paper.attempt_id) {
                    say(shared, order, &words).await?;
                }
            }
        }
    }
    // An order whose papers were all stored before (a crash in between) has nothing left to fetch.
    for order in chunk.iter().filter(|order| !touched.contains(&order.attempt_id)) {
        ended |= end_labelled(shared, chunk, order.attempt_id, found).await?;
    }
    Ok(ended)
}

/// One paper of one parcel that is not stored yet.
struct Paper {
    attempt_id: i64,
    batch_order_id: i64,
    parcel_id: u64,
    kind: DocumentKind,
}

impl Paper {
    fn key(&self) -> (i64, u64, &'static str) {
        (self.attempt_id, self.parcel_id, self.kind.as_str())
    }
}

/// The papers that a parcel has: what is listed, and nothing while no label is listed.
fn papers_of(parcel: &Parcel) -> Vec<DocumentKind> {
    let listed = |kind: DocumentKind| parcel.documents.iter().any(|document| document == kind.as_str());
    [DocumentKind::Label, DocumentKind::CustomsDeclaration, DocumentKind::AirWaybill]
        .into_iter()
        .filter(|kind| listed(*kind))
        .collect()
}

async fn missing(shared: &Arc<Shared>, order: &Waiting, shipment: &Shipment) -> Result<Vec<Paper>, AppError> {
    let attempt_id = order.attempt_id;
    let stored = shared.store.read(move |db| labels::stored_papers(db, attempt_id)).await?;
    let wanted: Vec<Paper> = shipment
        .parcels
        .iter()
        .flat_map(|parcel| papers_of(parcel).into_iter().map(|kind| (parcel.id, kind)))
        .filter(|(parcel, kind)| !stored.iter().any(|(p, k)| p == parcel && k == kind.as_str()))
        .map(|(parcel_id, kind)| Paper { attempt_id, batch_order_id: order.batch_order_id, parcel_id, kind })
        .collect();
    if wanted.is_empty() && !complete(shipment, &stored) {
        say(shared, order, "The carrier has the parcel; its label is not listed yet").await?;
    }
    Ok(wanted)
}

/// Every parcel has its label, and every listed paper is stored.
fn complete(shipment: &Shipment, stored: &[(u64, String)]) -> bool {
    let has = |parcel: u64, kind: &str| stored.iter().any(|(p, k)| *p == parcel && k == kind);
    !shipment.parcels.is_empty()
        && shipment.parcels.iter().all(|parcel| {
            has(parcel.id, DocumentKind::Label.as_str())
                && papers_of(parcel).iter().all(|kind| has(parcel.id, kind.as_str()))
        })
}

enum Paperless {
    /// This paper only.
    Later(String),
    /// Nothing can be fetched now.
    Stop(AppError),
}

async fn fetch(shared: &Arc<Shared>, paper: Paper) -> (Paper, Result<NewLabel, Paperless>) {
    let result = fetch_checked(shared, &paper).await;
    (paper, result)
}

async fn fetch_checked(shared: &Arc<Shared>, paper: &Paper) -> Result<NewLabel, Paperless> {
    let api = shared.api().map_err(Paperless::Stop)?;
    let body =
        document(api, paper.parcel_id, paper.kind, DocumentOptions::default()).await.map_err(unfetched)?;
    let checked = tokio::task::spawn_blocking(move || (documents::inspect(&body.bytes), body.bytes)).await;
    let (inspected, bytes) = checked.map_err(|error| Paperless::Later(error.to_string()))?;
    let inspected = inspected.map_err(|error| {
        Paperless::Later(format!("The document is not usable ({error}); it is asked for again"))
    })?;
    Ok(NewLabel {
        attempt_id: paper.attempt_id,
        batch_order_id: paper.batch_order_id,
        parcel_id: paper.parcel_id,
        kind: paper.kind.as_str().to_owned(),
        mime: inspected.format.mime().to_owned(),
        pages: inspected.pages,
        sha256: Sha256::digest(&bytes).to_vec(),
        bytes,
        now: shared.now_text(),
    })
}

fn unfetched(error: ApiError) -> Paperless {
    match error.kind {
        Kind::NotFound | Kind::Refused | Kind::Unreadable | Kind::TooBig | Kind::ServerError | Kind::Lost => {
            Paperless::Later(format!("The label could not be fetched yet: {}", error.words()))
        }
        Kind::NotSent | Kind::Throttled | Kind::Unauthorized | Kind::Forbidden | Kind::PaymentRequired => {
            Paperless::Stop(error.into())
        }
    }
}

async fn end_labelled(
    shared: &Arc<Shared>,
    chunk: &[Waiting],
    attempt_id: i64,
    found: &HashMap<String, Shipment>,
) -> Result<bool, AppError> {
    let Some(order) = chunk.iter().find(|order| order.attempt_id == attempt_id) else { return Ok(false) };
    let Some(shipment) = found.get(&order.shipment_id) else { return Ok(false) };
    let usable = matches!(shipment.state, ShipmentState::Ready | ShipmentState::Other);
    let (shipment, batch_order) = (shipment.clone(), order.batch_order_id);
    let done = shared
        .store
        .write(move |tx| {
            let done = usable && complete(&shipment, &labels::stored_papers(tx, attempt_id)?);
            if done {
                waiting::set_labelled(tx, attempt_id)?;
                journal::set_tracking(tx, batch_order, &shipment.tracking_numbers().join(" "))?;
            }
            Ok::<_, StoreError>(done)
        })
        .await?;
    if done {
        shared.hub.batch(order.batch_id, [order.batch_order_id]);
        shared.wake_printer.notify_one();
    }
    Ok(done)
}

async fn end_dead(shared: &Arc<Shared>, order: &Waiting, shipment: &Shipment) -> Result<(), AppError> {
    let cancelled = shipment.state == ShipmentState::Cancelled;
    let words = shipment.failure.clone().unwrap_or_else(|| shipment.status.clone());
    let attempt = order.attempt_id;
    shared.store.write(move |tx| waiting::set_dead(tx, attempt, cancelled, &words)).await?;
    shared.hub.batch(order.batch_id, [order.batch_order_id]);
    shared.hub.orders_changed();
    Ok(())
}

async fn say(shared: &Arc<Shared>, order: &Waiting, words: &str) -> Result<(), AppError> {
    if order.words.as_deref() == Some(words) {
        return Ok(());
    }
    let (attempt, text) = (order.attempt_id, words.to_owned());
    if shared.store.write(move |tx| waiting::set_words(tx, attempt, &text)).await? {
        shared.hub.batch(order.batch_id, [order.batch_order_id]);
    }
    Ok(())
}
