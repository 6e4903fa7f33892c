//! Printing: a ledger in which every paper waits for its turn at its printer, and the work on it.
//!
//! A job is a row before anything is handed over. Each printer's queue goes strictly in order, a few jobs at a time; what
//! may have come out is never handed over again by itself; a job that may be missing stops those behind it until a person
//! has said something. Purchases know nothing of all this.

mod abilities;
mod auto;
mod job;
mod paper;
mod queue;
mod report;
mod route;
mod run;

use std::collections::BTreeSet;

use printing::{JobId, JobState, PrintError, PrintErrorKind, PrinterState};

use crate::engine::Engine;
use crate::error::{AppError, Code};
use crate::papers::whole;
use crate::store::prints::{self, Known, NewPrint, PrintRow};
use crate::store::{Tx, labels, meta, orders};
use crate::wire::{
    CancelPrints, MovePrints, Nothing, OneBatch, OneOrder, OnePrinter, PrintAnswer, PrintAsks, PrintJobInfo,
    PrintJobs, PrintJobsQuery, PrintQueue, PrintRequest, PrintState, PrintWord, PrinterInfo, PrinterStatus,
    RowId, Settings,
};

pub use self::paper::Paper;
pub(crate) use self::route::asked_for;
pub(crate) use self::run::{Queues, work};

/// Print jobs that the window is given at a time.
const JOBS_PER_PAGE: u32 = 200;

impl Engine {
    /// The system's printers, and those that the settings name by their address.
    ///
    /// # Errors
    /// No print service on this machine, and no printer of the settings' own.
    pub async fn printers_list(&self, _: Nothing) -> Result<Vec<PrinterInfo>, AppError> {
        let own = self.shared.store.read(meta::settings).await?.printing.own;
        let mut found = match self.shared.spooler.printers().await {
            Ok(printers) => printers.into_iter().map(info).collect(),
            Err(error) if own.is_empty() => return Err(trouble(error, None)),
            Err(_) => Vec::new(),
        };
        for address in own {
            found.push(match self.shared.spooler.look(&address).await {
                Ok(printer) => info(printer),
                Err(error) => PrinterInfo {
                    description: address.clone(),
                    name: address,
                    state: PrinterStatus::Stopped,
                    accepts_jobs: false,
                    is_default: false,
                    message: Some(error.words),
                },
            });
        }
        Ok(found)
    }

    /// Puts papers of a batch into the queues of their printers, in the batch's order.
    ///
    /// # Errors
    /// [`Code::NoPrinter`], [`Code::NoLabels`], [`Code::LabelDamaged`].
    pub async fn print(&self, request: PrintRequest) -> Result<Vec<PrintJobInfo>, AppError> {
        let settings = self.settings_get(Nothing {}).await?;
        let batch = request.batch_id.0;
        if settings.slip_with_label && self.shared.store.can_write() {
            auto::attach_slips(&self.shared, batch).await?;
        }
        let mut files = self.shared.store.read(move |db| labels::labels_of_batch(db, batch)).await?;
        if let Some(wanted) = &request.labels {
            files.retain(|file| wanted.contains(&RowId(file.id)));
        }
        if files.is_empty() {
            return Err(AppError::new(Code::NoLabels).message("There is no stored label to print"));
        }
        let files = files.into_iter().map(whole).collect::<Result<Vec<_>, _>>()?;
        let printer = request.printer.as_deref();
        let jobs: Option<Vec<NewPrint>> = match request.sheet {
            None => files.iter().map(|file| job::of_label(file, &settings, printer)).collect(),
            Some(choice) => job::of_sheet(&files, choice, &settings, printer),
        };
        self.enqueue(jobs.ok_or_else(no_printer)?).await
    }

    /// A packing slip of an order, made here.
    ///
    /// # Errors
    /// [`Code::NoPrinter`], [`Code::NotFound`].
    pub async fn print_slip(&self, one: OneOrder) -> Result<Vec<PrintJobInfo>, AppError> {
        let settings = self.settings_get(Nothing {}).await?;
        let id = one.order_id.0;
        let found = self.shared.store.read(move |db| orders::with_shop(db, id)).await?;
        let (order, _) =
            found.ok_or_else(|| AppError::new(Code::NotFound).message("This order is not known"))?;
        let job = job::of_slip(None, id, &order.number, &settings).ok_or_else(no_printer)?;
        self.enqueue(vec![job]).await
    }

    /// What became of a batch, for the file of papers.
    ///
    /// # Errors
    /// [`Code::NoPrinter`].
    pub async fn print_report(&self, one: OneBatch) -> Result<Vec<PrintJobInfo>, AppError> {
        let settings = self.settings_get(Nothing {}).await?;
        let job = job::of_report(one.batch_id.0, &settings).ok_or_else(no_printer)?;
        self.enqueue(vec![job]).await
    }

    /// A label that shows what a printer does, before anything is bought.
    ///
    /// # Errors
    /// [`Code::NoPrinter`] when there is no such printer.
    pub async fn print_test(&self, one: OnePrinter) -> Result<Vec<PrintJobInfo>, AppError> {
        let title = "Packbench test label".to_owned();
        let (labels, paper) = (Vec::new(), Paper::Test);
        self.enqueue(vec![NewPrint { batch_id: None, labels, paper, title, printer: one.printer, copies: 1 }])
            .await
    }

    /// What a printer that does not exist is given would wait for ever: that is said at once. Any other trouble of a
    /// printer may pass, and is shown at its queue.
    async fn enqueue(&self, jobs: Vec<NewPrint>) -> Result<Vec<PrintJobInfo>, AppError> {
        let printers: BTreeSet<&str> = jobs.iter().map(|job| job.printer.as_str()).collect();
        for printer in printers {
            if let Err(error) = self.shared.spooler.look(printer).await
                && matches!(error.kind, PrintErrorKind::NoSuchPrinter | PrintErrorKind::Unsupported)
            {
                return Err(trouble(error, Some(printer)));
            }
        }
        let now = self.shared.now_text();
        let infos = self
            .shared
            .store
            .write(move |tx| {
                let ids = jobs.iter().map(|job| prints::insert_print(tx, job, &now));
                let ids = ids.collect::<Result<Vec<_>, _>>()?;
                Ok(rows(tx, ids)?.into_iter().map(|row| row.info).collect::<Vec<_>>())
            })
            .await?;
        self.prints_changed(infos.iter().map(|info| info.id.0));
        Ok(infos)
    }

    fn prints_changed(&self, ids: impl IntoIterator<Item = i64>) {
        ids.into_iter().for_each(|id| self.shared.hub.print(id));
        self.shared.wake_printer.notify_one();
    }

    /// # Errors
    /// A failing database.
    pub async fn print_jobs(&self, query: PrintJobsQuery) -> Result<PrintJobs, AppError> {
        self.shared.store.read(move |db| prints::prints(db, query.before, JOBS_PER_PAGE)).await
    }

    /// Queues that are not empty, and why they stand still where they do.
    ///
    /// # Errors
    /// A failing database.
    pub async fn print_queues(&self, _: Nothing) -> Result<Vec<PrintQueue>, AppError> {
        let mut queues = self.shared.store.read(prints::queues).await?;
        let standing = self.shared.queues.standing();
        for queue in &mut queues {
            queue.stands = standing.get(&queue.printer).cloned();
        }
        Ok(queues)
    }

    /// What the person at the printer says about a job that the spooler could not follow.
    ///
    /// # Errors
    /// [`Code::NotFound`] when nothing is asked about this job any more.
    pub async fn print_answer(&self, given: PrintAnswer) -> Result<Vec<PrintQueue>, AppError> {
        let (id, now) = (given.job_id.0, self.shared.now_text());
        let ids = self
            .shared
            .store
            .write(move |tx| {
                let row = prints::print_row(tx, id)?.filter(|row| row.info.asks.is_some());
                let row = row.ok_or_else(|| {
                    AppError::new(Code::NotFound).message("Nothing is asked about this print job any more")
                })?;
                let state = match given.answer {
                    PrintWord::CameOut => PrintState::Done,
                    // It may have come out twice, and stays so.
                    PrintWord::Leave if row.info.asks == Some(PrintAsks::Twice) => row.info.state,
                    PrintWord::Leave | PrintWord::Again if row.info.state == PrintState::Cancelled => {
                        PrintState::Cancelled
                    }
                    PrintWord::Leave | PrintWord::Again => PrintState::Failed,
                };
                let message = row.info.message.clone();
                prints::update_print(tx, id, &Known { state, asks: None, message, spooler_job: None })?;
                let mut ids = vec![id];
                if given.answer == PrintWord::Again {
                    ids.push(prints::repeat(tx, &row, &row.info.printer, &now)?);
                }
                Ok(ids)
            })
            .await?;
        self.prints_changed(ids);
        self.print_queues(Nothing {}).await
    }

    /// Takes back what waits, and asks the spooler to take back what it has.
    ///
    /// # Errors
    /// A failing database. What the spooler cannot take back any more prints.
    pub async fn print_cancel(&self, wanted: CancelPrints) -> Result<Vec<PrintQueue>, AppError> {
        let ids = self.take_back(&wanted.printer, wanted.jobs.as_deref(), None).await?;
        self.prints_changed(ids);
        self.print_queues(Nothing {}).await
    }

    /// Gives what has not been printed at one printer to another, in the same order. What the old printer is at, or what
    /// may have come out there and nobody named, stays.
    ///
    /// # Errors
    /// [`Code::NoPrinter`] when there is no such printer; a failing database.
    pub async fn print_move(&self, way: MovePrints) -> Result<Vec<PrintQueue>, AppError> {
        if let Err(error) = self.shared.spooler.look(&way.to).await {
            return Err(trouble(error, Some(&way.to)));
        }
        let ids = self.take_back(&way.from, way.jobs.as_deref(), Some(way.to)).await?;
        self.prints_changed(ids);
        self.print_queues(Nothing {}).await
    }

    /// A printer's queue in its order, or what was named of it.
    async fn queue_of(&self, printer: &str, named: Option<&[RowId]>) -> Result<Vec<PrintRow>, AppError> {
        let printer = printer.to_owned();
        let mut queue = self.shared.store.read(move |db| prints::queue(db, &printer)).await?;
        if let Some(named) = named {
            queue.retain(|row| named.contains(&row.info.id));
        }
        Ok(queue)
    }

    /// Takes a printer's queue back, or what was named of it; with `to` it stands in that printer's queue from the same
    /// write on, so that no crash leaves it out of both. Answers the jobs that changed.
    async fn take_back(
        &self,
        printer: &str,
        named: Option<&[RowId]>,
        to: Option<String>,
    ) -> Result<Vec<i64>, AppError> {
        // What is taken back must not make room for what is about to be.
        let held = self.shared.queues.hold(printer);
        let mut ways = Vec::new();
        for row in self.queue_of(printer, named).await?.into_iter().rev() {
            let way = match (row.info.asks, row.info.state) {
                (Some(PrintAsks::Failed), _) if named.is_some() || to.is_some() => Way::Asked,
                (Some(PrintAsks::Missing), _) if named.is_some() => Way::Asked,
                (_, PrintState::Waiting) => Way::Waiting,
                _ => self.cancel_at_spooler(&row).await,
            };
            ways.push((row, way));
        }
        let now = self.shared.now_text();
        let written = move |tx: &Tx<'_>| {
            let mut ids = Vec::new();
            for (row, way) in ways.iter().rev() {
                let id = row.info.id.0;
                // Some of it may be on the paper: a person says whether it is enough before it goes elsewhere.
                let partly = *way == Way::Partly && to.is_some();
                let missing = || Known { state: PrintState::Unknown, ..cancelled(Some(PrintAsks::Missing)) };
                let back = match way {
                    Way::No => false,
                    Way::Waiting => prints::withdraw(tx, id)?,
                    Way::Asked => prints::withdraw_asked(tx, id)?,
                    Way::Partly if partly => prints::update_print(tx, id, &missing())?,
                    Way::Partly | Way::Whole => prints::update_print(tx, id, &cancelled(None))?,
                };
                ids.push(id);
                if let (true, false, Some(to)) = (back, partly, &to) {
                    ids.push(prints::repeat(tx, row, to, &now)?);
                }
            }
            Ok(ids)
        };
        let ids = self.shared.store.write(written).await;
        drop(held);
        ids
    }

    async fn cancel_at_spooler(&self, row: &PrintRow) -> Way {
        let printer = row.info.printer.as_str();
        let Some(job) = row.spooler_job.clone().filter(|_| row.info.state.is_spooled()).map(JobId) else {
            return Way::No;
        };
        let before = self.shared.spooler.state(printer, &job).await;
        let _ = self.shared.spooler.cancel(printer, &job).await;
        match (self.shared.spooler.state(printer, &job).await, before) {
            (Ok(JobState::Cancelled), Ok(JobState::Queued | JobState::Held { .. })) => Way::Whole,
            (Ok(JobState::Cancelled), _) => Way::Partly,
            _ => Way::No,
        }
    }

    /// # Errors
    /// A failing database.
    pub async fn settings_get(&self, _: Nothing) -> Result<Settings, AppError> {
        match self.shared.stored_account().await {
            Ok(account) => self.shared.store.read(move |db| meta::settings_for(db, &account)).await,
            Err(_) => self.shared.store.read(meta::settings).await,
        }
    }

    /// # Errors
    /// A failing database.
    pub async fn settings_set(&self, settings: Settings) -> Result<Settings, AppError> {
        if let Some(partner) = &settings.partner_id {
            api_client::PartnerId::new(partner).map_err(|error| {
                AppError::new(Code::BadRequest).message(error.to_string()).subject("partner_id")
            })?;
        }
        route::check(&settings.printing)?;
        let saved = settings.clone();
        let account = self.shared.stored_account().await.ok();
        self.shared.store.write(move |tx| meta::settings_save(tx, account.as_deref(), &saved)).await?;
        self.shared.apply_limits(&settings);
        self.shared.hub.orders_changed();
        self.shared.wake_printer.notify_one();
        Ok(settings)
    }
}

/// How a job is taken back.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Way {
    /// It cannot be.
    No,
    /// Nobody was given it.
    Waiting,
    /// A person has looked.
    Asked,
    /// The spooler gave it back, and nothing of it was printed.
    Whole,
    /// The printer was at it.
    Partly,
}

fn cancelled(asks: Option<PrintAsks>) -> Known {
    Known { state: PrintState::Cancelled, asks, message: None, spooler_job: None }
}

fn rows(tx: &Tx<'_>, ids: Vec<i64>) -> crate::store::Result<Vec<PrintRow>> {
    ids.into_iter().filter_map(|id| prints::print_row(tx, id).transpose()).collect()
}

fn info(printer: printing::Printer) -> PrinterInfo {
    let reasons = printer.reasons.join(", ");
    PrinterInfo {
        message: printer.message.or(Some(reasons).filter(|reasons| !reasons.is_empty())),
        name: printer.name,
        description: printer.description,
        state: match printer.state {
            PrinterState::Idle => PrinterStatus::Idle,
            PrinterState::Printing => PrinterStatus::Printing,
            PrinterState::Stopped => PrinterStatus::Stopped,
        },
        accepts_jobs: printer.accepts_jobs,
        is_default: printer.is_default,
    }
}

fn no_printer() -> AppError {
    AppError::new(Code::NoPrinter)
        .message("No printer is chosen")
        .hint("Choose the label printer in the settings")
}

fn trouble(error: PrintError, printer: Option<&str>) -> AppError {
    let (code, hint) = match error.kind {
        PrintErrorKind::SpoolerDown => (Code::PrinterTrouble, "Start the print service of this computer"),
        PrintErrorKind::NoSuchPrinter => (Code::NoPrinter, "Choose another printer in the settings"),
        PrintErrorKind::Unsupported => (Code::PrintingUnsupported, "Save the labels as PDF and print that"),
        PrintErrorKind::Lost => (Code::PrinterTrouble, "Look whether it came out before printing again"),
        PrintErrorKind::NotAccepting => (Code::PrinterTrouble, "Let the queue accept jobs again, then print"),
        PrintErrorKind::NoSuchJob | PrintErrorKind::BadFormat | PrintErrorKind::Other => {
            (Code::PrinterTrouble, "Look at the printer, then print again")
        }
    };
    let error = AppError::new(code).message(error.words).hint(hint);
    match printer {
        Some(printer) => error.subject(printer),
        None => error,
    }
}
