//! Printing stored papers: a row before anything is handed over, the spooler's job id behind it, followed to its end.

use std::sync::Arc;
use std::time::Duration;

use printing::{Format, JobId, JobState, PrintError, PrintErrorKind, PrintJob, PrinterState};

use crate::engine::{Engine, Shared};
use crate::error::{AppError, Code};
use crate::papers::whole;
use crate::store::labels::{self, LabelFile};
use crate::store::{meta, prints};
use crate::wire::{
    Nothing, PrintJobInfo, PrintRequest, PrintState, PrinterInfo, PrinterStatus, RowId, Settings,
};

const FOLLOW_PAUSE: Duration = Duration::from_millis(400);
/// Print jobs that the window lists.
const JOBS_SHOWN: u32 = 200;

impl Engine {
    /// # Errors
    /// No print service on this machine.
    pub async fn printers_list(&self, _: Nothing) -> Result<Vec<PrinterInfo>, AppError> {
        let printers = self.shared.spooler.printers().await.map_err(|error| trouble(error, None))?;
        Ok(printers
            .into_iter()
            .map(|printer| PrinterInfo {
                message: printer
                    .message
                    .or_else(|| (!printer.reasons.is_empty()).then(|| printer.reasons.join(", "))),
                name: printer.name,
                description: printer.description,
                state: match printer.state {
                    PrinterState::Idle => PrinterStatus::Idle,
                    PrinterState::Printing => PrinterStatus::Printing,
                    PrinterState::Stopped => PrinterStatus::Stopped,
                },
                accepts_jobs: printer.accepts_jobs,
                is_default: printer.is_default,
            })
            .collect())
    }

    /// Hands papers of a batch to a printer, in the batch's order.
    ///
    /// # Errors
    /// [`Code::NoPrinter`], [`Code::NoLabels`], [`Code::PrinterTrouble`] for the first paper that was not taken: those
    /// before it were, those after it were not handed over.
    pub async fn print(&self, request: PrintRequest) -> Result<Vec<PrintJobInfo>, AppError> {
        let settings = self.settings_get(Nothing {}).await?;
        let printer = request.printer.or(settings.label_printer).ok_or_else(|| {
            AppError::new(Code::NoPrinter)
                .message("No printer is chosen")
                .hint("Choose the label printer in the settings")
        })?;
        let batch = request.batch_id.0;
        if settings.slip_with_label && self.shared.store.can_write() {
            attach_slips(&self.shared, batch).await?;
        }
        let mut files = self.shared.store.read(move |db| labels::labels_of_batch(db, batch)).await?;
        if let Some(wanted) = &request.labels {
            files.retain(|file| wanted.contains(&RowId(file.id)));
        }
        if files.is_empty() {
            return Err(AppError::new(Code::NoLabels).message("There is no stored label to print"));
        }
        let mut jobs = Vec::new();
        for file in files {
            jobs.push(hand_over(&self.shared, file, &printer).await?);
        }
        self.shared.wake_printer.notify_one();
        Ok(jobs)
    }

    /// # Errors
    /// A failing database.
    pub async fn print_jobs(&self, _: Nothing) -> Result<Vec<PrintJobInfo>, AppError> {
        self.shared.store.read(|db| prints::prints(db, JOBS_SHOWN)).await
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
        let saved = settings.clone();
        let account = self.shared.stored_account().await.ok();
        self.shared.store.write(move |tx| meta::settings_save(tx, account.as_deref(), &saved)).await?;
        self.shared.apply_limits(&settings);
        self.shared.hub.orders_changed();
        self.shared.wake_printer.notify_one();
        Ok(settings)
    }
}

/// Looks before it writes: this is asked several times a second, and purchases need the one writer.
async fn attach_slips(shared: &Shared, batch: i64) -> Result<(), AppError> {
    if !shared.store.read(move |db| labels::has_loose_slips(db, batch)).await? {
        return Ok(());
    }
    let now = shared.now_text();
    shared.store.write(move |tx| labels::attach_slips(tx, batch, &now)).await.map(drop)
}

async fn hand_over(shared: &Arc<Shared>, file: LabelFile, printer: &str) -> Result<PrintJobInfo, AppError> {
    let file = whole(file)?;
    let format =
        [Format::Pdf, Format::Png, Format::Zpl].into_iter().find(|format| format.mime() == file.mime);
    let format = format.ok_or_else(|| {
        AppError::new(Code::LabelDamaged)
            .message(format!("Papers of the type {} cannot be printed", file.mime))
    })?;
    let title = match file.kind.as_str() {
        "label" => format!("Order {}", file.order_number),
        kind => format!("Order {} {kind}", file.order_number),
    };
    let (row, now) = ((file.batch_id, file.id, title.clone(), printer.to_owned()), shared.now_text());
    let id =
        shared.store.write(move |tx| prints::insert_print(tx, row.0, row.1, &row.2, &row.3, &now)).await?;
    let job = PrintJob { printer, title: &title, format, data: &file.bytes, copies: 1, media: None };
    let taken = shared.spooler.submit(job).await;
    let (spooler_job, state, message) = match &taken {
        Ok(job) => (Some(job.0.clone()), PrintState::Queued, None),
        Err(error) if error.kind == PrintErrorKind::Lost => {
            (None, PrintState::Unknown, Some(error.words.clone()))
        }
        Err(error) => (None, PrintState::Failed, Some(error.words.clone())),
    };
    let stored = shared
        .store
        .write(move |tx| {
            prints::update_print(tx, id, spooler_job.as_deref(), state, message.as_deref())?;
            prints::print_row(tx, id)
        })
        .await?;
    shared.hub.print(id);
    taken.map_err(|error| trouble(error, Some(printer)))?;
    stored
        .map(|row| row.info)
        .ok_or_else(|| AppError::new(Code::Internal).message("A print job vanished from the database"))
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

/// Follows print jobs to their end and prints by itself what the settings ask for, until it is dropped.
pub(crate) async fn follow(shared: Arc<Shared>) {
    loop {
        let busy = match round(&shared).await {
            Ok(busy) => busy,
            Err(error) => {
                tracing::warn!(%error, "print jobs could not be followed");
                true
            }
        };
        match busy {
            true => {
                tokio::select! {
                    () = tokio::time::sleep(FOLLOW_PAUSE) => {}
                    () = shared.wake_printer.notified() => {}
                }
            }
            false => shared.wake_printer.notified().await,
        }
    }
}

async fn round(shared: &Arc<Shared>) -> Result<bool, AppError> {
    auto_print(shared).await?;
    let live = shared.store.read(prints::live_prints).await?;
    for row in &live {
        let Some(job) = &row.spooler_job else { continue };
        let (state, message) = match shared.spooler.state(&row.info.printer, &JobId(job.clone())).await {
            Ok(JobState::Queued) => (PrintState::Queued, None),
            Ok(JobState::Held { words }) => (PrintState::Held, words),
            Ok(JobState::Printing { words }) => (PrintState::Printing, words),
            Ok(JobState::Done) => (PrintState::Done, None),
            Ok(JobState::Failed { words }) => (PrintState::Failed, Some(words)),
            Ok(JobState::Cancelled) => (PrintState::Cancelled, None),
            Err(error) if error.kind == PrintErrorKind::NoSuchJob => {
                (PrintState::Unknown, Some("The print service has forgotten this job".to_owned()))
            }
            Err(error) => (row.info.state, Some(error.words)),
        };
        if (state, &message) != (row.info.state, &row.info.message) {
            let (id, batch) = (row.info.id.0, row.info.batch_id.0);
            shared
                .store
                .write(move |tx| prints::update_print(tx, id, None, state, message.as_deref()))
                .await?;
            shared.hub.print(id);
            shared.hub.batch(batch, []);
        }
    }
    Ok(!live.is_empty())
}

/// Labels of batches that this process shipped go to the label printer as they are stored, in the batch's order: a label
/// waits for those before it. Each is handed over once by itself, whatever becomes of the job.
async fn auto_print(shared: &Arc<Shared>) -> Result<(), AppError> {
    let settings = shared.store.read(meta::settings).await?;
    let (true, Some(printer)) = (settings.auto_print, settings.label_printer) else { return Ok(()) };
    let batches: Vec<i64> = {
        let begun = shared.begun.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        begun.keys().copied().collect()
    };
    for batch in batches {
        if settings.slip_with_label {
            attach_slips(shared, batch).await?;
        }
        let ready = shared.store.read(move |db| prints::to_print(db, batch)).await?;
        for label in ready {
            let Some(file) = shared.store.read(move |db| labels::label(db, label)).await? else { continue };
            if let Err(error) = hand_over(shared, file, &printer).await {
                tracing::warn!(%error, "automatic printing stopped");
                shared.hub.batch(batch, []);
                return Ok(());
            }
        }
    }
    Ok(())
}
