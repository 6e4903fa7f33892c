//! The simulated account: one lock around its world, the steps of an exchange, and what tests may look at and change.

use std::collections::VecDeque;
use std::io;
use std::path::Path;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use api_client::Response;
use jiff::fmt::rfc2822::DateTimePrinter;
use jiff::{SignedDuration, Timestamp};

use crate::answer;
use crate::config::{Config, RetryAfter};
use crate::endpoints::{self, Work};
use crate::fault::{BodyKind, Endpoint, Fault, FaultKind, FaultReport};
use crate::imports;
use crate::limits::Windows;
use crate::model::{Origin, ParcelStatus, SimLog, SimOrder, SimShipment, SimShop};
use crate::rng::Rng;
use crate::ship;
use crate::state::{Index, State, StateFile};
use crate::twist;
use crate::wemasy;
use crate::wire::{Delivery, WireRequest};

/// Requests kept for looking at; the oldest go first.
const SEEN_MAX: usize = 20_000;

/// A simulated Sendcloud account. A clone is the same account.
#[derive(Clone)]
pub struct Platform(Arc<Inner>);

struct Inner {
    clock: Box<dyn Fn() -> Timestamp + Send + Sync>,
    world: Mutex<World>,
    file: Option<StateFile>,
}

/// What the account consists of.
pub(crate) struct World {
    pub(crate) config: Config,
    pub(crate) state: State,
    pub(crate) index: Index,
    /// Shipments that will change by themselves.
    pub(crate) pending: Vec<usize>,
    /// When the request under way is answered: carriers hear of its shipments then.
    pub(crate) answers_at: Timestamp,
    /// Words for the next announcements, which fail.
    pub(crate) fail_next: VecDeque<String>,
    /// Counts changes that must be on disk before an answer goes out.
    pub(crate) changes: u64,
    pub(crate) wemasy_counts: wemasy::Counts,
    windows: Windows,
    faults: Vec<FaultReport>,
    seen: VecDeque<SeenRequest>,
}

/// A request as the platform saw it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SeenRequest {
    pub method: String,
    pub path: String,
    pub query: Vec<(String, String)>,
    pub body: Option<Vec<u8>>,
    pub at: Timestamp,
    pub authorised: bool,
    pub endpoint: Endpoint,
}

/// One exchange, decided: what the client gets, after which wait.
struct Step {
    outcome: Outcome,
    wait: Duration,
    faults: Vec<FaultKind>,
    answered: u64,
    /// This change must be on disk first.
    change: Option<u64>,
}

/// What happens without a request.
enum Event {
    LateWork(WireRequest),
    /// Somebody makes a label in the panel, for [`SimOrder::id`].
    PanelLabel(u64),
    /// The job of Wemasy's queue at this place.
    WemasyJob(usize),
}

enum Outcome {
    Work(Work),
    NotSent,
    Lost,
}

impl Platform {
    /// An account with made-up orders, relative to the clock's time now. Nothing is kept.
    pub fn new(config: Config, clock: impl Fn() -> Timestamp + Send + Sync + 'static) -> Self {
        let state = State::fresh(&config, clock());
        Self::with(config, state, Box::new(clock), None)
    }

    /// An account whose state is kept in `state_file`; a damaged file is set aside. The seed and data of an existing
    /// file win over the configuration's.
    ///
    /// # Errors
    /// When the file cannot be read, set aside or written.
    pub fn open(
        config: Config,
        state_file: &Path,
        clock: impl Fn() -> Timestamp + Send + Sync + 'static,
    ) -> io::Result<Self> {
        let (file, found) = StateFile::open(state_file)?;
        let fresh = found.is_none();
        let mut state = found.unwrap_or_else(|| State::fresh(&config, clock()));
        state.open_shop(&config, clock());
        let platform = Self::with(config, state, Box::new(clock), Some(file));
        if fresh {
            let change = platform.changed();
            platform.persist(change)?;
        }
        Ok(platform)
    }

    fn with(
        mut config: Config,
        state: State,
        clock: Box<dyn Fn() -> Timestamp + Send + Sync>,
        file: Option<StateFile>,
    ) -> Self {
        config.seed = state.seed;
        let index = Index::of(&state);
        let changing = |s: &SimShipment| s.parcels.iter().any(|p| p.due.is_some());
        let pending =
            (0..state.shipments.len()).filter(|at| state.shipments.get(*at).is_some_and(changing)).collect();
        let world = World {
            config,
            state,
            index,
            pending,
            answers_at: Timestamp::MIN,
            fail_next: VecDeque::new(),
            changes: 0,
            wemasy_counts: wemasy::Counts::default(),
            windows: Windows::default(),
            faults: Vec::new(),
            seen: VecDeque::new(),
        };
        Self(Arc::new(Inner { clock, world: Mutex::new(world), file }))
    }

    /// One exchange without any waiting.
    pub fn handle(&self, wire: &WireRequest) -> Delivery {
        let step = self.step(wire);
        match step.change.map_or(Ok(()), |change| self.persist(change)) {
            Ok(()) => self.deliver(wire, step),
            Err(error) => unsaved(&error),
        }
    }

    /// One exchange with its latency. What it costs is done when this is first polled, whether or not the client waits.
    pub async fn answer(&self, wire: WireRequest) -> Delivery {
        let step = self.step(&wire);
        if let Some(change) = step.change.filter(|_| self.0.file.is_some()) {
            let platform = self.clone();
            let saved = tokio::task::spawn_blocking(move || platform.persist(change)).await;
            match saved.map_err(io::Error::other) {
                Ok(Ok(())) => {}
                Ok(Err(error)) | Err(error) => return unsaved(&error),
            }
        }
        tokio::time::sleep(step.wait).await;
        match step.outcome {
            Outcome::Work(Work::Render(_) | Work::Inline(_)) => {
                let platform = self.clone();
                let rendered = tokio::task::spawn_blocking(move || platform.deliver(&wire, step)).await;
                rendered.unwrap_or_else(|error| Delivery::Lost(error.to_string()))
            }
            Outcome::Work(_) | Outcome::NotSent | Outcome::Lost => self.deliver(&wire, step),
        }
    }

    fn step(&self, wire: &WireRequest) -> Step {
        let now = self.now();
        let mut world = self.lock();
        let changes = world.changes;
        world.advance(now);
        world.step(wire, now, changes)
    }

    fn deliver(&self, wire: &WireRequest, step: Step) -> Delivery {
        let mut response = match step.outcome {
            Outcome::NotSent => return Delivery::NotSent("connection refused".to_owned()),
            Outcome::Lost => return Delivery::Lost("connection reset by peer".to_owned()),
            Outcome::Work(work) => work.into_response(),
        };
        for fault in &step.faults {
            twist::apply(fault, wire, step.answered, &mut response);
        }
        let id = Rng::keyed(step.answered, "request", 0).uuid();
        response.headers.push(("x-request-id".to_owned(), id));
        response.headers.push(("date".to_owned(), http_date(self.now())));
        match step.faults.contains(&FaultKind::BreakMidway) {
            true => Delivery::CutShort(response),
            false => Delivery::Answer(response),
        }
    }

    fn persist(&self, change: u64) -> io::Result<()> {
        let Some(file) = &self.0.file else { return Ok(()) };
        file.save(change, || {
            let world = self.lock();
            (serde_json::to_vec(&world.state).unwrap_or_default(), world.changes)
        })
    }

    fn changed(&self) -> u64 {
        let mut world = self.lock();
        world.changes += 1;
        world.changes
    }

    fn now(&self) -> Timestamp {
        (self.0.clock)()
    }

    fn lock(&self) -> MutexGuard<'_, World> {
        self.0.world.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The world as it is now.
    pub(crate) fn current(&self) -> MutexGuard<'_, World> {
        let now = self.now();
        let mut world = self.lock();
        world.advance(now);
        world
    }
}

/// For tests: looking at the account and preparing it.
impl Platform {
    /// Labels that cost money: every parcel of every shipment ever made, cancelled ones included, failed announcements
    /// and the free unstamped letter not.
    pub fn labels_charged(&self) -> usize {
        let world = self.current();
        let paid = |s: &&SimShipment| s.option_code != crate::carriers::LETTER;
        world.state.shipments.iter().filter(paid).map(SimShipment::charged_parcels).sum()
    }

    /// Every shipment with this order number, oldest first, of any shop.
    pub fn shipments_of(&self, order_number: &str) -> Vec<SimShipment> {
        let world = self.current();
        let found = world.index.with_number(order_number);
        found.iter().filter_map(|at| world.state.shipments.get(*at)).cloned().collect()
    }

    pub fn shipments(&self) -> Vec<SimShipment> {
        self.current().state.shipments.clone()
    }

    /// Every order that the platform ever had, deleted ones included.
    pub fn orders(&self) -> Vec<SimOrder> {
        self.current().state.orders.clone()
    }

    /// The connected shops.
    pub fn shops(&self) -> Vec<SimShop> {
        self.current().state.shops.clone()
    }

    /// What went wrong with shops, oldest first.
    pub fn logs(&self) -> Vec<SimLog> {
        self.current().state.logs.clone()
    }

    pub fn organization(&self) -> (u64, String) {
        let world = self.lock();
        (world.config.organization.id, world.config.organization.name.clone())
    }

    /// The requests that arrived, oldest first.
    pub fn requests(&self) -> Vec<SeenRequest> {
        self.lock().seen.iter().cloned().collect()
    }

    pub fn faults(&self) -> Vec<FaultReport> {
        self.lock().faults.clone()
    }

    pub fn add_fault(&self, fault: Fault) {
        self.lock().faults.push(FaultReport::new(fault));
    }

    pub fn clear_faults(&self) {
        self.lock().faults.clear();
    }

    /// Changes the account's latencies, limits and habits from now on.
    pub fn configure(&self, change: impl FnOnce(&mut Config)) {
        change(&mut self.lock().config);
    }

    /// The next shipment is accepted and then refused by the carrier, in these words.
    pub fn announce_fail_next(&self, words: &str) {
        self.lock().fail_next.push_back(words.to_owned());
    }

    /// A label made by a person in the platform's own panel: announced and listed at once. Gives the shipment's id, or
    /// `None` when no order has this number.
    pub fn make_label_elsewhere(&self, order_number: &str) -> Option<String> {
        let now = self.now();
        let mut world = self.current();
        let at = world.state.orders.iter().position(|o| o.order_number == order_number)?;
        let made = ship::make(&mut world, at, &ship::Choice::default(), Origin::Panel, now)?;
        world.advance(now);
        world.state.shipments.get(made).map(|s| s.id.clone())
    }

    /// Edits the orders in any way.
    pub fn edit_orders(&self, edit: impl FnOnce(&mut Vec<SimOrder>)) {
        let mut world = self.current();
        edit(&mut world.state.orders);
        world.index = Index::of(&world.state);
        world.changes += 1;
    }

    /// Edits the orders with this number; false when there is none.
    pub fn set_order(&self, order_number: &str, mut edit: impl FnMut(&mut SimOrder)) -> bool {
        let mut found = false;
        self.edit_orders(|orders| {
            for order in orders.iter_mut().filter(|o| o.order_number == order_number) {
                edit(order);
                found = true;
            }
        });
        found
    }

    /// Somebody corrects a failed shipment in the panel and announces it: it has a label now, and costs.
    pub fn announce_after_all(&self, shipment_id: &str) -> bool {
        let now = self.now();
        let mut world = self.current();
        let Some(at) = world.index.shipment(shipment_id) else { return false };
        if let Some(shipment) = world.state.shipments.get_mut(at) {
            ship::announce_later(shipment, now);
        }
        world.changes += 1;
        true
    }

    /// Puts a shipment's parcels into a state, as the carrier would.
    pub fn set_status(&self, shipment_id: &str, status: ParcelStatus) -> bool {
        let now = self.now();
        let mut world = self.current();
        let Some(at) = world.index.shipment(shipment_id) else { return false };
        if let Some(shipment) = world.state.shipments.get_mut(at) {
            for parcel in &mut shipment.parcels {
                (parcel.status, parcel.updated_at, parcel.due) = (status, now, None);
            }
        }
        world.changes += 1;
        true
    }
}

impl World {
    /// Lets time pass: late work, people in the panel, and what shipments do by themselves.
    fn advance(&mut self, now: Timestamp) {
        while let Some((due, event)) = self.next_event(now) {
            ship::pass_time(self, due);
            self.answers_at = due;
            match event {
                Event::LateWork(wire) => drop(endpoints::work(self, &wire, due)),
                Event::PanelLabel(order) => {
                    let place = self.index.order(order);
                    let choice = ship::Choice::default();
                    place.and_then(|at| ship::make(self, at, &choice, Origin::Panel, due));
                }
                Event::WemasyJob(place) => wemasy::queue_work(self, place),
            }
        }
        ship::pass_time(self, now);
        imports::pass_time(self, now);
    }

    /// The earliest thing that is due.
    fn next_event(&mut self, now: Timestamp) -> Option<(Timestamp, Event)> {
        let places = self.state.late.iter().enumerate();
        let late = places.map(|(place, (due, _))| (*due, place)).min();
        let panel = self.state.panel.last().map(|(due, _)| *due);
        let queue = wemasy::queue_due(self);
        let dues = [late.map(|(due, _)| due), panel, queue.map(|(due, _)| due)];
        let due = dues.into_iter().flatten().min().filter(|due| *due <= now)?;
        if let Some((_, place)) = late.filter(|(at, _)| *at == due) {
            return Some((due, Event::LateWork(self.state.late.remove(place).1)));
        }
        if let Some((_, place)) = queue.filter(|(at, _)| *at == due) {
            return Some((due, Event::WemasyJob(place)));
        }
        self.state.panel.pop().map(|(due, order)| (due, Event::PanelLabel(order)))
    }

    /// `changes`: the count before time passed.
    fn step(&mut self, wire: &WireRequest, now: Timestamp, changes: u64) -> Step {
        let endpoint = endpoints::classify(wire);
        let faults = self.struck(wire, endpoint);
        self.state.answered += 1;
        let answered = self.state.answered;
        if faults.iter().any(|f| matches!(f, FaultKind::RefuseConnection)) {
            return Step { outcome: Outcome::NotSent, wait: Duration::ZERO, faults, answered, change: None };
        }
        self.note(wire, endpoint, now);
        let usual_ms = self.usual_ms(wire, answered);
        self.answers_at = later(now, usual_ms);
        let outcome = self.outcome(wire, &faults, now);
        let wait = latency(usual_ms, &faults);
        let change = (self.changes > changes).then_some(self.changes);
        Step { outcome, wait, faults, answered, change }
    }

    fn outcome(&mut self, wire: &WireRequest, faults: &[FaultKind], now: Timestamp) -> Outcome {
        if let Some(response) = self.refused(wire, now) {
            return Outcome::Work(Work::Done(response));
        }
        for fault in faults {
            match fault {
                FaultKind::ResetBefore => return Outcome::Lost,
                FaultKind::LoseReplyLate { ms } => {
                    self.do_later(now, *ms, wire);
                    return Outcome::Lost;
                }
                FaultKind::LoseReply => {
                    let _ = endpoints::work(self, wire, now);
                    return Outcome::Lost;
                }
                FaultKind::Throttled { wait_s, says } => {
                    let mut response = twist::status_answer(wire, 429, BodyKind::Json, None);
                    response.headers.extend(retry_after(*wait_s, *says, now));
                    return Outcome::Work(Work::Done(response));
                }
                FaultKind::DocumentPending { ms } => {
                    if let Some(response) = endpoints::document_pending(self, wire, *ms, now) {
                        return Outcome::Work(Work::Done(response));
                    }
                }
                other => {
                    if let FaultKind::StatusThenWork { ms, .. } = other {
                        self.do_later(now, *ms, wire);
                    }
                    if let Some(response) = twist::instead(other, wire) {
                        return Outcome::Work(Work::Done(response));
                    }
                }
            }
        }
        let made = self.state.shipments.len();
        let work = endpoints::work(self, wire, now);
        let strange = faults
            .iter()
            .find_map(|f| if let FaultKind::UnknownStatus { ms } = f { Some(*ms) } else { None });
        if let Some(ms) = strange {
            let new = self.state.shipments.iter_mut().skip(made);
            new.for_each(|shipment| shipment.strange_for_ms = Some(ms.unwrap_or(u64::MAX)));
        }
        Outcome::Work(work)
    }

    /// What keeps the platform from looking at the request: wrong keys, or too many requests.
    fn refused(&mut self, wire: &WireRequest, now: Timestamp) -> Option<Response> {
        if wemasy::is_path(&wire.path) {
            return wemasy::refused(self, wire, now);
        }
        if !wire.authorised {
            return Some(answer::unauthorised(wire));
        }
        let wait = self.windows.admit(&self.config.limits, wire.is_read(), now).err()?;
        let (wait_s, says) = (wait.as_secs() + 1, self.config.retry_after);
        let mut response = answer::throttled(wait_s);
        response.headers.extend(retry_after(wait_s.unsigned_abs(), says, now));
        Some(response)
    }

    /// The connection broke or a gateway gave up; the work is still done.
    fn do_later(&mut self, now: Timestamp, ms: u64, wire: &WireRequest) {
        self.state.late.push((later(now, ms), wire.clone()));
        self.changes += 1;
    }

    fn struck(&mut self, wire: &WireRequest, endpoint: Endpoint) -> Vec<FaultKind> {
        let seed = self.config.seed;
        let places = self.faults.iter_mut().zip(0..);
        places
            .filter_map(|(f, place)| f.strikes(wire, endpoint, seed, place).then(|| f.fault.what.clone()))
            .collect()
    }

    fn note(&mut self, wire: &WireRequest, endpoint: Endpoint, at: Timestamp) {
        if self.seen.len() >= SEEN_MAX {
            self.seen.pop_front();
        }
        self.seen.push_back(SeenRequest {
            method: wire.method.clone(),
            path: wire.path.clone(),
            query: wire.query.clone(),
            body: wire.body.clone(),
            at,
            authorised: wire.authorised,
            endpoint,
        });
    }

    fn usual_ms(&self, wire: &WireRequest, answered: u64) -> u64 {
        let (range, orders) = endpoints::latency(&self.config, wire);
        let fixed = Rng::keyed(self.config.seed, "latency", answered).within(range);
        fixed.saturating_add(self.config.order_ms.saturating_mul(orders))
    }
}

fn latency(usual_ms: u64, faults: &[FaultKind]) -> Duration {
    let slow = faults.iter().map(|f| if let FaultKind::Slow { ms } = f { *ms } else { 0 }).sum::<u64>();
    Duration::from_millis(usual_ms.saturating_add(slow))
}

pub(crate) fn later(now: Timestamp, ms: u64) -> Timestamp {
    let wait = SignedDuration::from_millis(i64::try_from(ms).unwrap_or(i64::MAX));
    now.checked_add(wait).unwrap_or(Timestamp::MAX)
}

/// The header in the words that this account uses.
fn retry_after(wait_s: u64, says: RetryAfter, now: Timestamp) -> Option<(String, String)> {
    let value = match says {
        RetryAfter::None => return None,
        RetryAfter::Seconds => wait_s.to_string(),
        RetryAfter::Date => http_date(later(now, wait_s.saturating_mul(1000))),
        RetryAfter::Nonsense => "a moment".to_owned(),
    };
    Some(("retry-after".to_owned(), value))
}

fn http_date(at: Timestamp) -> String {
    DateTimePrinter::new().timestamp_to_rfc9110_string(&at).unwrap_or_default()
}

/// The platform keeps its word: what is not on disk is not answered.
fn unsaved(error: &io::Error) -> Delivery {
    tracing::error!(%error, "the practice data could not be saved");
    Delivery::Lost("the practice data could not be saved".to_owned())
}
