//! Settling: accepted shipments are polled, up to 100 per request, until they are announced or failed; their papers are
//! fetched, checked and stored. Free, and safe to repeat.
//!
//! One task owns everything that is known about waiting orders. Requests run beside it; what they bring is written down
//! in as few transactions as come up by themselves: while one is synced to the disk, the next answers gather.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::Arc;
use std::time::Duration;

use sendcloud::parcel_documents::DocumentKind;
use sendcloud::shipments;
use tokio::sync::Semaphore;
use tokio::task::{JoinError, JoinSet};
use tokio::time::Instant;

use super::fetch::{Paper, Paperless, complete, dead_words, fetch, papers_of};
use super::step::{AttemptStep, next_attempt_step};
use crate::convert;
use crate::engine::Shared;
use crate::error::AppError;
use crate::look::store_rows;
use crate::model::{AttemptState, Shipment, ShipmentState};
use crate::store::labels::{self, NewLabel};
use crate::store::waiting::{self, Waiting};
use crate::store::{StoreError, journal};

/// A parcel is asked about again after this, or after an eighth of the time that it has taken so far.
const POLL_MIN: Duration = Duration::from_millis(100);
/// As [`POLL_MIN`], where one request cannot ask about all of them.
const POLL_MIN_MANY: Duration = Duration::from_millis(150);
const POLL_MAX: Duration = Duration::from_secs(10);
/// Orders whose poll is due within this go along with those that are due now.
const POLL_TOGETHER: Duration = Duration::from_millis(80);
/// Pause before a paper that could not be fetched or used is tried again, times the number of tries.
const PAPER_PAUSE: Duration = Duration::from_secs(3);
const PAPER_PAUSE_MAX: Duration = Duration::from_secs(120);
/// Documents under way at once. The platform limits reads per minute, not at once; this is what a small PC handles well.
const PAPERS_AT_ONCE: usize = 200;
/// Answers that are written down in one transaction.
const TOGETHER_MAX: usize = 64;
/// Pause after keys, network or disk failed, times the failures in a row.
const TROUBLE_PAUSE: Duration = Duration::from_secs(2);
const TROUBLE_PAUSE_MAX: Duration = Duration::from_secs(30);

pub(crate) async fn settler(shared: Arc<Shared>) {
    let mut settler = Settler::new(shared);
    loop {
        settler.begin_what_is_due().await;
        let due = settler.next_due();
        tokio::select! {
            Some(first) = settler.jobs.join_next() => settler.take(first).await,
            () = tokio::time::sleep_until(due.unwrap_or_else(Instant::now)), if due.is_some() => {}
            () = settler.shared.wake_settler.notified() => settler.refresh_at = Some(Instant::now()),
        }
    }
}

struct Settler {
    shared: Arc<Shared>,
    /// Waiting orders by attempt, which is the batch's order.
    tracks: BTreeMap<i64, Track>,
    jobs: JoinSet<Done>,
    papers_at_once: Arc<Semaphore>,
    /// When the journal is read again; `None`: when somebody wakes us.
    refresh_at: Option<Instant>,
    /// Nothing new is asked before this.
    closed_until: Option<Instant>,
    failures: u32,
}

struct Track {
    order: Waiting,
    since: Instant,
    /// When the last poll began.
    polled_at: Instant,
    poll_at: Instant,
    polling: bool,
    /// Papers under way.
    papers: HashSet<(u64, DocumentKind)>,
    /// Papers that failed in a row.
    tries: u32,
    shipment: Option<Shipment>,
}

enum Done {
    Polled { attempts: Vec<i64>, result: Result<HashMap<String, Shipment>, AppError> },
    Fetched { paper: Paper, result: Result<NewLabel, Paperless> },
}

/// What is to be written down.
#[derive(Default)]
struct Notes {
    labels: Vec<NewLabel>,
    /// Attempts that may have come to their end.
    touched: HashSet<i64>,
    dead: Vec<(i64, Shipment)>,
    words: Vec<(i64, String)>,
}

impl Settler {
    fn new(shared: Arc<Shared>) -> Self {
        Self {
            shared,
            tracks: BTreeMap::new(),
            jobs: JoinSet::new(),
            papers_at_once: Arc::new(Semaphore::new(PAPERS_AT_ONCE)),
            refresh_at: Some(Instant::now()),
            closed_until: None,
            failures: 0,
        }
    }

    async fn begin_what_is_due(&mut self) {
        let now = Instant::now();
        if self.refresh_at.is_some_and(|at| at <= now) {
            match self.refresh().await {
                Ok(()) => self.refresh_at = None,
                Err(error) => {
                    self.trouble(&error);
                    self.refresh_at = self.closed_until;
                }
            }
        }
        if self.closed_until.is_some_and(|until| until > now) {
            return;
        }
        self.closed_until = None;
        self.poll_due(now);
    }

    /// When something has to be done although nothing happens.
    fn next_due(&self) -> Option<Instant> {
        let polls = self.tracks.values().filter(|track| track.idle()).map(|track| track.poll_at).min();
        let next = [polls, self.refresh_at].into_iter().flatten().min()?;
        Some(self.closed_until.map_or(next, |until| until.max(next)))
    }

    /// Reads from the journal what waits.
    async fn refresh(&mut self) -> Result<(), AppError> {
        let waiting = match self.shared.stored_account().await {
            Ok(account) if next_attempt_step(AttemptState::Accepted) == AttemptStep::Settle => {
                self.shared.store.read(move |db| waiting::waiting(db, &account)).await?
            }
            Ok(_) | Err(_) => Vec::new(),
        };
        let now = Instant::now();
        let known: HashSet<i64> = waiting.iter().map(|order| order.attempt_id).collect();
        self.tracks.retain(|attempt, _| known.contains(attempt));
        for order in waiting {
            self.tracks.entry(order.attempt_id).or_insert_with(|| Track {
                since: now,
                polled_at: now,
                poll_at: if order.has_label { now } else { now + POLL_MIN_MANY },
                order,
                polling: false,
                papers: HashSet::new(),
                tries: 0,
                shipment: None,
            });
        }
        Ok(())
    }

    fn poll_due(&mut self, now: Instant) {
        let idle = || self.tracks.iter().filter(|(_, track)| track.idle());
        if !idle().any(|(_, track)| track.poll_at <= now) {
            return;
        }
        let due: Vec<(i64, String)> = idle()
            .filter(|(_, track)| track.poll_at <= now + POLL_TOGETHER)
            .map(|(attempt, track)| (*attempt, track.order.shipment_id.clone()))
            .collect();
        for chunk in due.chunks(shipments::IDS_MAX) {
            let (attempts, ids): (Vec<i64>, Vec<String>) = chunk.iter().cloned().unzip();
            for attempt in &attempts {
                if let Some(track) = self.tracks.get_mut(attempt) {
                    (track.polling, track.polled_at) = (true, now);
                }
            }
            let shared = Arc::clone(&self.shared);
            self.jobs.spawn(async move { Done::Polled { attempts, result: poll(&shared, &ids).await } });
        }
    }

    /// Takes what jobs have brought, and writes it down together.
    async fn take(&mut self, first: Result<Done, JoinError>) {
        let mut notes = Notes::default();
        let mut wanted = Vec::new();
        let mut next = Some(first);
        let mut taken = 0;
        while let Some(done) = next {
            match done {
                Ok(Done::Polled { attempts, result: Ok(found) }) => {
                    self.failures = 0;
                    self.polled(&attempts, &found, &mut notes, &mut wanted);
                }
                Ok(Done::Polled { attempts, result: Err(error) }) => {
                    for attempt in attempts {
                        self.rest(attempt);
                    }
                    self.trouble(&error);
                }
                Ok(Done::Fetched { paper, result }) => self.fetched(paper, result, &mut notes),
                Err(error) => {
                    tracing::error!(%error, "a job ended early; what waits is read again");
                    self.tracks.clear();
                    self.refresh_at = Some(Instant::now());
                }
            }
            taken += 1;
            next = if taken < TOGETHER_MAX { self.jobs.try_join_next() } else { None };
        }
        let ready: Vec<i64> = wanted.iter().map(|(attempt, _)| *attempt).collect();
        match self.stored_papers(ready).await {
            Ok(stored) => self.ask_for_papers(wanted, &stored, &mut notes),
            Err(error) => self.trouble(&error),
        }
        self.write(notes).await;
    }

    /// What a poll says about each of its orders.
    fn polled(
        &mut self,
        attempts: &[i64],
        found: &HashMap<String, Shipment>,
        notes: &mut Notes,
        wanted: &mut Vec<(i64, Shipment)>,
    ) {
        for attempt in attempts {
            self.rest(*attempt);
            let Some(track) = self.tracks.get_mut(attempt) else { continue };
            let Some(shipment) = found.get(&track.order.shipment_id) else {
                notes.words.push((*attempt, "The platform does not list the shipment yet".to_owned()));
                continue;
            };
            track.shipment = Some(shipment.clone());
            match shipment.state {
                ShipmentState::Announcing => {}
                ShipmentState::Ready => wanted.push((*attempt, shipment.clone())),
                ShipmentState::Other => {
                    let words = shipment.failure.as_deref().unwrap_or(&shipment.status);
                    notes.words.push((*attempt, format!("The platform says: {words}")));
                    wanted.push((*attempt, shipment.clone()));
                }
                ShipmentState::Failed | ShipmentState::Cancelled | ShipmentState::NoLabel => {
                    notes.dead.push((*attempt, shipment.clone()));
                }
            }
        }
    }

    /// The order's next poll.
    fn rest(&mut self, attempt: i64) {
        let least = if self.tracks.len() > 2 * shipments::IDS_MAX { POLL_MIN_MANY } else { POLL_MIN };
        if let Some(track) = self.tracks.get_mut(&attempt) {
            let age = track.polled_at.duration_since(track.since);
            track.polling = false;
            track.poll_at = track.polled_at + (age / 8).clamp(least, POLL_MAX);
        }
    }

    async fn stored_papers(&self, attempts: Vec<i64>) -> Result<HashMap<i64, Vec<(u64, String)>>, AppError> {
        if attempts.is_empty() {
            return Ok(HashMap::new());
        }
        let read = self.shared.store.read(move |db| {
            attempts.into_iter().map(|attempt| Ok((attempt, labels::stored_papers(db, attempt)?))).collect()
        });
        read.await
    }

    fn ask_for_papers(
        &mut self,
        wanted: Vec<(i64, Shipment)>,
        stored: &HashMap<i64, Vec<(u64, String)>>,
        notes: &mut Notes,
    ) {
        for (attempt, shipment) in wanted {
            let Some(track) = self.tracks.get_mut(&attempt) else { continue };
            let have = stored.get(&attempt).map_or(&[][..], Vec::as_slice);
            if complete(&shipment, have) {
                notes.touched.insert(attempt);
                continue;
            }
            let missing: Vec<(u64, DocumentKind)> = shipment
                .parcels
                .iter()
                .flat_map(|parcel| papers_of(parcel).into_iter().map(|kind| (parcel.id, kind)))
                .filter(|(parcel, kind)| !have.iter().any(|(p, k)| p == parcel && k == kind.as_str()))
                .collect();
            if missing.is_empty() {
                let words = "The carrier has the parcel; its label is not listed yet";
                notes.words.push((attempt, words.to_owned()));
            }
            for (parcel_id, kind) in missing {
                if !track.papers.insert((parcel_id, kind)) {
                    continue;
                }
                let batch_order_id = track.order.batch_order_id;
                let paper = Paper { attempt_id: attempt, batch_order_id, parcel_id, kind };
                let (shared, gate) = (Arc::clone(&self.shared), Arc::clone(&self.papers_at_once));
                self.jobs.spawn(async move {
                    let _turn = gate.acquire_owned().await;
                    let result = fetch(&shared, &paper).await;
                    Done::Fetched { paper, result }
                });
            }
        }
    }

    fn fetched(&mut self, paper: Paper, result: Result<NewLabel, Paperless>, notes: &mut Notes) {
        let Some(track) = self.tracks.get_mut(&paper.attempt_id) else { return };
        track.papers.remove(&(paper.parcel_id, paper.kind));
        match result {
            Ok(label) => {
                track.tries = 0;
                notes.touched.insert(paper.attempt_id);
                notes.labels.push(label);
            }
            Err(Paperless::Later(words)) => {
                track.tries += 1;
                track.poll_at = Instant::now() + (PAPER_PAUSE * track.tries).min(PAPER_PAUSE_MAX);
                notes.words.push((paper.attempt_id, words));
            }
            Err(Paperless::Stop(error)) => self.trouble(&error),
        }
    }

    /// Writes everything down in one transaction. What could not be written is asked for again.
    async fn write(&mut self, notes: Notes) {
        let Notes { labels, touched, dead, words } = notes;
        let words: Vec<(i64, String)> =
            words.into_iter().filter(|(attempt, words)| self.is_news(*attempt, words)).collect();
        if labels.is_empty() && touched.is_empty() && dead.is_empty() && words.is_empty() {
            return;
        }
        let about: Vec<(i64, i64, Option<Shipment>)> = touched
            .iter()
            .filter_map(|attempt| self.tracks.get(attempt).map(|track| (*attempt, track)))
            .map(|(attempt, track)| (attempt, track.order.batch_order_id, track.shipment.clone()))
            .collect();
        let (gone, said) = (dead.clone(), words.clone());
        let stored: Vec<i64> = labels.iter().map(|label| label.attempt_id).collect();
        let written = self
            .shared
            .store
            .write(move |tx| {
                for label in &labels {
                    labels::insert_label(tx, label)?;
                }
                for (attempt, shipment) in &dead {
                    waiting::set_dead(tx, *attempt, shipment)?;
                }
                for (attempt, words) in &words {
                    waiting::set_words(tx, *attempt, words)?;
                }
                let mut ended = Vec::new();
                for (attempt, batch_order, shipment) in &about {
                    let Some(shipment) = shipment else { continue };
                    if complete(shipment, &labels::stored_papers(tx, *attempt)?) {
                        waiting::set_labelled(tx, *attempt, dead_words(shipment).as_deref())?;
                        journal::set_tracking(tx, *batch_order, &shipment.tracking_numbers().join(" "))?;
                        ended.push(*attempt);
                    }
                }
                Ok::<_, StoreError>(ended)
            })
            .await;
        match written {
            Ok(ended) => {
                stored.into_iter().for_each(|attempt| self.changed(attempt));
                for (attempt, words) in said {
                    self.changed(attempt);
                    if let Some(track) = self.tracks.get_mut(&attempt) {
                        track.order.words = Some(words);
                    }
                }
                let open_again = gone.iter().filter_map(|(attempt, _)| self.tracks.get(attempt));
                self.shared.hub.orders_of(open_again.map(|track| track.order.batch_order_id));
                if !ended.is_empty() {
                    self.shared.wake_printer.notify_one();
                    self.shared.wake_bookings.notify_one();
                }
                for attempt in ended.into_iter().chain(gone.into_iter().map(|(attempt, _)| attempt)) {
                    self.changed(attempt);
                    self.tracks.remove(&attempt);
                }
            }
            Err(error) => {
                self.trouble(&error);
            }
        }
    }

    fn is_news(&self, attempt: i64, words: &str) -> bool {
        self.tracks.get(&attempt).is_some_and(|track| track.order.words.as_deref() != Some(words))
    }

    fn changed(&self, attempt: i64) {
        if let Some(track) = self.tracks.get(&attempt) {
            self.shared.hub.batch(track.order.batch_id, [track.order.batch_order_id]);
        }
    }

    fn trouble(&mut self, error: &AppError) {
        tracing::warn!(%error, "labels have to wait");
        self.shared.tell_disk_trouble(error);
        self.failures += 1;
        let pause = (TROUBLE_PAUSE * self.failures).min(TROUBLE_PAUSE_MAX);
        self.closed_until = Some(Instant::now() + pause);
    }
}

impl Track {
    fn idle(&self) -> bool {
        !self.polling && self.papers.is_empty()
    }
}

/// The shipments with these ids, mirrored too.
async fn poll(shared: &Arc<Shared>, ids: &[String]) -> Result<HashMap<String, Shipment>, AppError> {
    // Keys of another organisation must not be asked for these.
    let account = shared.account().await?;
    let listed = shipments::by_ids(shared.background_api()?, ids).await?;
    let rows: Vec<Shipment> = listed.rows.into_iter().map(convert::shipment).collect();
    store_rows(shared, &account, rows.clone()).await?;
    Ok(rows.into_iter().map(|shipment| (shipment.id.clone(), shipment)).collect())
}
