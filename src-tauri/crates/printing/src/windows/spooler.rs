//! The seam on Windows: who is asked what, on threads that may wait.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::time::timeout;

use super::calls::{self, Canvas, Failure, Queue};
use super::follow::Followed;
use super::page::{self, Paper};
use super::status;
use crate::documents::{self, PageSize};
use crate::ticket::Ticket;
use crate::{
    Abilities, BoxFuture, Format, JobId, JobState, PrintError, PrintErrorKind, PrintJob, Printer,
    PrinterState, Spooler,
};

/// Time for a question; the spooler answers in milliseconds, but asks a print server that is gone for minutes.
const ASK_TIMEOUT: Duration = Duration::from_secs(10);

/// Time for handing over one document. Drivers that ask in a window of their own ("print to a file") wait for ever.
const SUBMIT_TIMEOUT: Duration = Duration::from_secs(60);

/// `GetJobW` for a number that the queue does not have: ERROR_INVALID_PARAMETER; Wine gives no reason.
const NO_SUCH_JOB: [u32; 2] = [87, 0];

/// The spooler of this Windows.
///
/// It forgets a job when it is printed as when it is deleted, so [`Spooler::state`] is [`JobState::Done`] for a job that
/// this process saw waiting or printing and that is gone now, and [`PrintErrorKind::NoSuchJob`] for one that stood
/// still or that only an earlier process saw: that label has to be looked for. "Done" is what the driver knows: most
/// drivers know when the printer took the last byte, not when the paper came out.
#[derive(Debug, Clone, Default)]
pub struct WindowsSpooler {
    memory: Arc<Memory>,
}

#[derive(Debug, Default)]
struct Memory {
    followed: Mutex<Followed>,
    /// By queue; drivers take their time to list them.
    papers: Mutex<BTreeMap<String, Arc<[Paper]>>>,
}

impl WindowsSpooler {
    pub fn new() -> Self {
        Self::default()
    }

    async fn ask<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Memory) -> Result<T, PrintError> + Send + 'static,
    ) -> Result<T, PrintError> {
        let slow = PrintErrorKind::SpoolerDown;
        self.within(ASK_TIMEOUT, (slow, "The print spooler of Windows does not answer"), work).await
    }

    /// The calls wait for drivers and for the network, so they get a thread of their own.
    async fn within<T: Send + 'static>(
        &self,
        limit: Duration,
        (slow, words): (PrintErrorKind, &str),
        work: impl FnOnce(&Memory) -> Result<T, PrintError> + Send + 'static,
    ) -> Result<T, PrintError> {
        let memory = Arc::clone(&self.memory);
        match timeout(limit, tokio::task::spawn_blocking(move || work(&memory))).await {
            Ok(Ok(outcome)) => outcome,
            // A panic in a driver's neighbourhood: how far it came is not known.
            Ok(Err(_)) => Err(PrintError::new(slow, "Printing broke off inside this program")),
            Err(_) => Err(PrintError::new(slow, words)),
        }
    }
}

impl Spooler for WindowsSpooler {
    fn printers(&self) -> BoxFuture<'_, Result<Vec<Printer>, PrintError>> {
        Box::pin(self.ask(|_| {
            let default = calls::default_queue();
            let rows = calls::queues().map_err(untouched)?;
            let mut printers: Vec<Printer> =
                rows.into_iter().map(|row| status::printer(row, default.as_deref())).collect();
            printers.sort_by(|a, b| a.name.cmp(&b.name));
            Ok(printers)
        }))
    }

    fn look<'a>(&'a self, printer: &'a str) -> BoxFuture<'a, Result<Printer, PrintError>> {
        let printer = printer.to_owned();
        Box::pin(self.ask(move |_| look(&open(&printer)?)))
    }

    fn abilities<'a>(&'a self, printer: &'a str) -> BoxFuture<'a, Result<Abilities, PrintError>> {
        let printer = printer.to_owned();
        Box::pin(self.ask(move |memory| {
            let queue = open(&printer)?;
            memory.keep_papers(&printer, queue.papers());
            let settings = queue.settings(None).map_err(untouched)?;
            let sheet = Canvas::on(&queue, &settings).map_err(untouched)?.sheet();
            Ok(page::abilities(queue.named_papers(), &queue.resolutions(), &sheet))
        }))
    }

    fn submit<'a>(&'a self, job: PrintJob<'a>) -> BoxFuture<'a, Result<JobId, PrintError>> {
        let (printer, title, data) = (job.printer.to_owned(), job.title.to_owned(), job.data.to_vec());
        let (format, copies, media) = (job.format, job.copies.clamp(1, 99), job.media);
        let slow = (PrintErrorKind::Lost, "The printer's driver did not come back: the label may be printed");
        Box::pin(self.within(SUBMIT_TIMEOUT, slow, move |memory| {
            let queue = open(&printer)?;
            let number = match format {
                Format::Zpl => hand_over_raw(&queue, &title, &data, copies)?,
                Format::Pdf | Format::Png => {
                    let paper = media.map(|media| (memory.paper_of(&queue, &printer, media), media));
                    draw_all(&queue, &title, &data, copies, paper)?
                }
            };
            let job = Ticket::new(number, &title).id();
            memory.followed().saw(&printer, &job, JobState::Queued);
            Ok(job)
        }))
    }

    fn state<'a>(&'a self, printer: &'a str, job: &'a JobId) -> BoxFuture<'a, Result<JobState, PrintError>> {
        let (printer, job) = (printer.to_owned(), job.clone());
        Box::pin(self.ask(move |memory| {
            let ticket = Ticket::read(&job).ok_or_else(|| no_such_job(&job))?;
            let queue = open(&printer)?;
            let Some(row) = row_of(&queue, &ticket)? else {
                return memory.followed().gone(&printer, &job).ok_or_else(|| no_such_job(&job));
            };
            let state = match status::job(&row) {
                JobState::Queued => stopped_because(&look(&queue)?),
                state => state,
            };
            memory.followed().saw(&printer, &job, state.clone());
            Ok(state)
        }))
    }

    fn find<'a>(
        &'a self,
        printer: &'a str,
        title: &'a str,
    ) -> BoxFuture<'a, Result<Option<JobId>, PrintError>> {
        let (printer, title) = (printer.to_owned(), title.to_owned());
        Box::pin(self.ask(move |_| {
            let queue = match open(&printer) {
                Err(error) if error.kind == PrintErrorKind::NoSuchPrinter => return Ok(None),
                queue => queue?,
            };
            let jobs = match queue.jobs() {
                // Wine lists no jobs and gives no reason.
                Err(Failure(0)) => return Ok(None),
                jobs => jobs.map_err(untouched)?,
            };
            let titled = jobs.iter().filter(|row| row.document == title);
            Ok(titled.map(|row| row.id).max().map(|number| Ticket::new(number, &title).id()))
        }))
    }

    fn cancel<'a>(&'a self, printer: &'a str, job: &'a JobId) -> BoxFuture<'a, Result<(), PrintError>> {
        let (printer, job) = (printer.to_owned(), job.clone());
        Box::pin(self.ask(move |memory| {
            let ticket = Ticket::read(&job).ok_or_else(|| no_such_job(&job))?;
            let queue = open(&printer)?;
            let row = row_of(&queue, &ticket)?.ok_or_else(|| no_such_job(&job))?;
            if matches!(status::job(&row), JobState::Done | JobState::Cancelled) {
                return Err(no_such_job(&job));
            }
            queue.delete(row.id).map_err(untouched)?;
            memory.followed().saw(&printer, &job, JobState::Cancelled);
            Ok(())
        }))
    }
}

impl Memory {
    fn followed(&self) -> MutexGuard<'_, Followed> {
        self.followed.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn paper_of(&self, queue: &Queue, name: &str, media: PageSize) -> Option<i16> {
        let known =
            |papers: &Self| papers.papers.lock().unwrap_or_else(PoisonError::into_inner).get(name).cloned();
        let papers = known(self).unwrap_or_else(|| self.keep_papers(name, queue.papers()));
        page::paper_of(&papers, media)
    }

    fn keep_papers(&self, name: &str, papers: Vec<Paper>) -> Arc<[Paper]> {
        let papers: Arc<[Paper]> = papers.into();
        let mut all = self.papers.lock().unwrap_or_else(PoisonError::into_inner);
        all.insert(name.to_owned(), Arc::clone(&papers));
        papers
    }
}

fn open(printer: &str) -> Result<Queue, PrintError> {
    // An empty name opens the print server itself.
    if printer.is_empty() {
        return Err(PrintError::new(PrintErrorKind::NoSuchPrinter, "No printer is chosen"));
    }
    Queue::open(printer).map_err(untouched)
}

fn look(queue: &Queue) -> Result<Printer, PrintError> {
    let row = queue.row().map_err(untouched)?;
    let row =
        row.ok_or_else(|| PrintError::new(PrintErrorKind::Other, "The printer tells nothing of itself"))?;
    Ok(status::printer(row, calls::default_queue().as_deref()))
}

/// The job, if it is still in the queue and the number was not given to another document.
fn row_of(queue: &Queue, ticket: &Ticket) -> Result<Option<status::JobRow>, PrintError> {
    match queue.job(ticket.number) {
        Ok(row) => Ok(row.filter(|row| row.document.is_empty() || row.document == ticket.title)),
        Err(Failure(code)) if NO_SUCH_JOB.contains(&code) => Ok(None),
        Err(failure) => Err(untouched(failure)),
    }
}

/// A job says nothing of a printer that stands still.
fn stopped_because(printer: &Printer) -> JobState {
    match printer.state {
        PrinterState::Idle | PrinterState::Printing => JobState::Queued,
        PrinterState::Stopped => JobState::Held { words: printer.message.clone() },
    }
}

fn hand_over_raw(queue: &Queue, title: &str, data: &[u8], copies: u8) -> Result<u32, PrintError> {
    let mut document = queue.begin_raw(title).map_err(untouched)?;
    let number = document.number;
    let mut taken = 0;
    for _ in 0..copies {
        let mut rest = data;
        while !rest.is_empty() {
            let written = document.write(rest).map_err(|failure| broken(taken > 0, failure))?;
            // A spooler that takes nothing and does not say why would be asked for ever.
            let rest_after = rest.get(written.min(rest.len())..).unwrap_or_default();
            if written == 0 {
                return Err(broken(taken > 0, Failure(0)));
            }
            (taken, rest) = (taken + written, rest_after);
        }
    }
    document.finish().map_err(|failure| broken(taken > 0, failure))?;
    Ok(number)
}

/// Draws page after page, so that only one is in memory; copies are drawn again, because few label drivers count them.
fn draw_all(
    queue: &Queue,
    title: &str,
    data: &[u8],
    copies: u8,
    paper: Option<(Option<i16>, PageSize)>,
) -> Result<u32, PrintError> {
    let unreadable = |error: documents::DocumentError| PrintError::new(PrintErrorKind::BadFormat, error.0);
    let pages = documents::inspect(data).map_err(unreadable)?.pages;
    let settings = queue.settings(paper).map_err(untouched)?;
    let mut canvas = Canvas::on(queue, &settings).map_err(untouched)?;
    let sheet = canvas.sheet();
    let drawn = |number| {
        let bitmap = documents::bitmap(data, number, page::fineness(&sheet))?;
        Ok(page::lay(&bitmap, &sheet))
    };
    // Whether it can be drawn at all is seen before there is a job.
    let mut next = Some(drawn(0).map_err(unreadable)?);
    let number = canvas.begin(title).map_err(untouched)?;
    let mut finished = 0_u32;
    for page in (0..copies).flat_map(|_| 0..pages) {
        let (dots, place) = match next.take() {
            Some(first) => first,
            None => drawn(page).map_err(|error| match finished {
                0 => unreadable(error),
                _ => {
                    PrintError::new(PrintErrorKind::Lost, format!("{finished} pages may be printed: {error}"))
                }
            })?,
        };
        canvas.page(&dots, place).map_err(|failure| broken(finished > 0, failure))?;
        finished += 1;
    }
    canvas.finish().map_err(|failure| broken(true, failure))?;
    Ok(number)
}

/// A failure before anything was handed over.
fn untouched(failure: Failure) -> PrintError {
    PrintError::new(status::failure(failure.0), failure.words())
}

/// A failure while handing over.
fn broken(something_went: bool, failure: Failure) -> PrintError {
    let words = match failure {
        Failure(0) => "the spooler takes no more".to_owned(),
        failure => failure.words(),
    };
    match something_went {
        true => PrintError::new(PrintErrorKind::Lost, format!("The label may have been printed: {words}")),
        false => PrintError::new(status::failure(failure.0), words),
    }
}

fn no_such_job(job: &JobId) -> PrintError {
    let words = format!("Windows no longer knows job {}: it was printed or deleted", job.0);
    PrintError::new(PrintErrorKind::NoSuchJob, words)
}
