//! The queues at work: one task per printer that has something to do, so that a slow one holds up no other.

use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use printing::{JobId, PrintErrorKind, PrintJob};
use tokio::sync::Notify;
use tokio::task::JoinSet;

use super::queue::{self, Step};
use super::{auto, paper, route};
use crate::engine::Shared;
use crate::error::AppError;
use crate::store::meta;
use crate::store::prints::{self, Known, PrintRow};
use crate::wire::{PrintState, PrinterAbilities};

/// Between two looks while jobs are printing.
const FOLLOW_PAUSE: Duration = Duration::from_millis(150);
/// A queue that stands still is looked at less and less often, up to this.
const STANDING_PAUSE_MAX: Duration = Duration::from_secs(5);

/// The queues of this process.
#[derive(Default)]
pub(crate) struct Queues {
    /// Why a printer's queue stands still, in words.
    stands: Mutex<BTreeMap<String, String>>,
    wakes: Mutex<HashMap<String, Arc<Notify>>>,
    /// Printers that are given nothing for the moment: what they have is being taken back.
    held: Mutex<BTreeMap<String, usize>>,
    /// What printers said of themselves when a person asked.
    abilities: Mutex<BTreeMap<String, PrinterAbilities>>,
}

impl Queues {
    pub(super) fn standing(&self) -> BTreeMap<String, String> {
        self.stands.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// True when that is news.
    fn stand(&self, printer: &str, why: Option<String>) -> bool {
        let mut stands = self.stands.lock().unwrap_or_else(PoisonError::into_inner);
        match why {
            Some(why) => stands.insert(printer.to_owned(), why.clone()) != Some(why),
            None => stands.remove(printer).is_some(),
        }
    }

    /// Gives a printer nothing until the guard is dropped.
    pub(super) fn hold(&self, printer: &str) -> Held<'_> {
        *self.holds().entry(printer.to_owned()).or_default() += 1;
        Held { queues: self, printer: printer.to_owned() }
    }

    fn is_held(&self, printer: &str) -> bool {
        self.holds().contains_key(printer)
    }

    fn holds(&self) -> MutexGuard<'_, BTreeMap<String, usize>> {
        self.held.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(super) fn abilities_of(&self, printer: &str) -> Option<PrinterAbilities> {
        self.abilities.lock().unwrap_or_else(PoisonError::into_inner).get(printer).cloned()
    }

    pub(super) fn keep_abilities(&self, printer: &str, told: PrinterAbilities) {
        self.abilities.lock().unwrap_or_else(PoisonError::into_inner).insert(printer.to_owned(), told);
    }

    fn wake_of(&self, printer: &str) -> Arc<Notify> {
        let mut wakes = self.wakes.lock().unwrap_or_else(PoisonError::into_inner);
        Arc::clone(wakes.entry(printer.to_owned()).or_default())
    }

    fn wake_all(&self) {
        for wake in self.wakes.lock().unwrap_or_else(PoisonError::into_inner).values() {
            wake.notify_one();
        }
    }
}

pub(super) struct Held<'a> {
    queues: &'a Queues,
    printer: String,
}

impl Drop for Held<'_> {
    fn drop(&mut self) {
        let mut holds = self.queues.holds();
        if let Some(count) = holds.get_mut(&self.printer) {
            *count -= 1;
            if *count == 0 {
                holds.remove(&self.printer);
            }
        }
    }
}

/// Fills the queues with what prints by itself and works through them, until it is dropped.
pub(crate) async fn work(shared: Arc<Shared>) {
    let mut tasks = JoinSet::new();
    let mut running: HashMap<tokio::task::Id, String> = HashMap::new();
    loop {
        let busy = match auto::fill(&shared).await {
            Ok(()) => shared.store.read(prints::busy_printers).await,
            Err(error) => Err(error),
        };
        match busy {
            Ok(printers) => {
                for printer in printers {
                    if !running.values().any(|known| *known == printer) {
                        let task = tasks.spawn(one(Arc::clone(&shared), printer.clone()));
                        running.insert(task.id(), printer);
                    }
                }
            }
            Err(error) => tracing::warn!(%error, "the print queues could not be read"),
        }
        tokio::select! {
            () = shared.wake_printer.notified() => shared.queues.wake_all(),
            Some(ended) = tasks.join_next_with_id() => {
                match ended {
                    Ok((id, ())) => drop(running.remove(&id)),
                    Err(error) => {
                        tracing::error!(%error, "a print queue ended early");
                        running.remove(&error.id());
                        tokio::time::sleep(STANDING_PAUSE_MAX).await;
                    }
                }
            }
        }
    }
}

/// One printer's queue until it is empty.
async fn one(shared: Arc<Shared>, printer: String) {
    let wake = shared.queues.wake_of(&printer);
    let mut standing = FOLLOW_PAUSE;
    loop {
        let pause = match round(&shared, &printer).await {
            Ok(Round::Over) => break,
            Ok(Round::Moving) => {
                standing = FOLLOW_PAUSE;
                FOLLOW_PAUSE
            }
            Ok(Round::Standing) => {
                standing = (standing * 2).min(STANDING_PAUSE_MAX);
                standing
            }
            Err(error) => {
                tracing::warn!(%error, printer, "a print queue could not be worked on");
                STANDING_PAUSE_MAX
            }
        };
        tokio::select! {
            () = tokio::time::sleep(pause) => {}
            () = wake.notified() => standing = FOLLOW_PAUSE,
        }
    }
    say_standing(&shared, &printer, None, None);
}

enum Round {
    /// The queue is empty.
    Over,
    Moving,
    Standing,
}

async fn round(shared: &Arc<Shared>, printer: &str) -> Result<Round, AppError> {
    let read = || {
        let printer = printer.to_owned();
        shared.store.read(move |db| prints::queue(db, &printer))
    };
    let mut foremost = true;
    for row in read().await? {
        follow(shared, &row, foremost).await?;
        foremost &= !row.info.state.is_spooled();
    }
    loop {
        let rows = read().await?;
        let Some(first) = rows.first() else { return Ok(Round::Over) };
        let job = match queue::next(&rows) {
            Step::HandOver { job } => job,
            Step::Asks { job } => {
                say_standing(shared, printer, Some("A label is to be checked first".to_owned()), Some(job));
                return Ok(Round::Standing);
            }
            Step::Full => return Ok(Round::Moving),
            Step::Rest => {
                let under_way = rows.iter().any(|row| row.info.asks.is_none());
                let held =
                    rows.iter().all(|row| row.info.state == PrintState::Held || row.info.asks.is_some());
                if !held {
                    say_standing(shared, printer, None, Some(first.info.id.0));
                }
                return Ok(if under_way && !held { Round::Moving } else { Round::Standing });
            }
        };
        if shared.queues.is_held(printer) {
            return Ok(Round::Moving);
        }
        if let Some(why) = queue::obstacle(shared.spooler.look(printer).await) {
            say_standing(shared, printer, Some(why), Some(job));
            return Ok(Round::Standing);
        }
        let Some(row) = rows.into_iter().find(|row| row.info.id.0 == job) else { continue };
        let known = hand_over(shared, &row).await?;
        let back = known.as_ref().filter(|known| known.state == PrintState::Waiting);
        if let Some(why) = back.map(|known| known.message.clone().unwrap_or_default()) {
            say_standing(shared, printer, Some(why), Some(job));
            return Ok(Round::Standing);
        }
        say_standing(shared, printer, None, Some(job));
    }
}

/// Tells it when a queue begins or ceases to stand still.
fn say_standing(shared: &Shared, printer: &str, why: Option<String>, job: Option<i64>) {
    if shared.queues.stand(printer, why)
        && let Some(job) = job
    {
        shared.hub.print(job);
    }
}

/// Asks the spooler about a job that it has, or may have.
async fn follow(shared: &Arc<Shared>, row: &PrintRow, foremost: bool) -> Result<(), AppError> {
    let printer = row.info.printer.as_str();
    let known = match (row.info.state, &row.spooler_job) {
        // This task hands over one job at a time, so this one was left by a program that ended.
        (PrintState::Handing, _) => {
            queue::after_crash(shared.spooler.find(printer, &spooler_title(row)).await)
        }
        (state, Some(job)) if state.is_spooled() => {
            let answer = shared.spooler.state(printer, &JobId(job.clone())).await;
            Some(queue::after_look(row, foremost, answer))
        }
        _ => None,
    };
    match known {
        // What is cancelled at the spooler because it is taken back is nothing to ask a person about.
        Some(known) if !shared.queues.is_held(printer) => keep(shared, row, known).await,
        _ => Ok(()),
    }
}

/// `None`: the job was taken back meanwhile.
async fn hand_over(shared: &Arc<Shared>, row: &PrintRow) -> Result<Option<Known>, AppError> {
    let printer = row.info.printer.as_str();
    let settings = shared.store.read(meta::settings).await?;
    let setup = route::setup_for(&settings, printer);
    let media = paper::paper_size(&setup);
    // Drawn before it is claimed: what cannot be printed was never in the spooler's hands.
    let ready = paper::ready(shared, row, setup).await;
    let id = row.info.id.0;
    if !shared.store.write(move |tx| prints::claim(tx, id)).await? {
        return Ok(None);
    }
    let taken = match &ready {
        Ok(ready) => {
            let title = spooler_title(row);
            let (format, data) = (ready.format, ready.data.as_slice());
            let job = PrintJob { printer, title: &title, format, data, copies: row.copies, media };
            shared.spooler.submit(job).await
        }
        Err(error) => Err(paper::unprintable(error)),
    };
    if let Err(error) = &taken
        && error.kind == PrintErrorKind::Lost
    {
        tracing::warn!(%error, printer, "a paper may or may not have been taken");
    }
    let known = queue::after_hand_over(taken);
    keep(shared, row, known.clone()).await?;
    Ok(Some(known))
}

/// What the spooler lists it as: the job's number finds it again after a crash.
pub(super) fn spooler_title(row: &PrintRow) -> String {
    format!("{} [{}]", row.info.title, row.info.id)
}

async fn keep(shared: &Arc<Shared>, row: &PrintRow, known: Known) -> Result<(), AppError> {
    let before = (row.info.state, row.info.asks, row.info.message.as_deref());
    if before == (known.state, known.asks, known.message.as_deref()) {
        return Ok(());
    }
    let id = row.info.id.0;
    shared.store.write(move |tx| prints::update_print(tx, id, &known)).await?;
    shared.hub.print(id);
    Ok(())
}
