//! The practice printer: queues that behave like printers and use no paper.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use printing::documents::{Mm, PageSize};
use printing::{
    Abilities, BoxFuture, Format, JobId, JobState, Media, PrintError, PrintErrorKind, PrintJob, Printer,
    PrinterState, Spooler,
};
use tokio::time::Instant;

/// The queues' names.
pub mod names {
    /// The default; for labels.
    pub const LABEL: &str = "Practice_label_printer";
    pub const OFFICE: &str = "Practice_office_printer";
    /// Takes jobs and holds them.
    pub const PAUSED: &str = "Practice_paused_printer";
}

const QUEUES: [(&str, &str, &str); 3] = [
    (names::LABEL, "Practice label printer", "Packing table 1"),
    (names::OFFICE, "Practice office printer", "Office"),
    (names::PAUSED, "Practice printer (paused)", "Packing table 2"),
];
/// Real label printers take about 0.7 s; practice is not there for waiting.
const JOB_TIME: Duration = Duration::from_millis(150);
/// The oldest finished documents are let go beyond this.
const KEPT_MAX: usize = 2000;

/// Three queues: a label printer (default), an A4 office printer and a paused one. Jobs print one after the other per
/// queue.
#[derive(Clone)]
pub struct PracticePrinter {
    jobs: Arc<Mutex<Jobs>>,
    job_time: Duration,
}

#[derive(Default)]
struct Jobs {
    next: u64,
    kept: Vec<PrintedJob>,
    abilities_asked: usize,
}

/// A job that was handed over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PrintedJob {
    pub id: JobId,
    pub printer: String,
    pub title: String,
    pub format: Format,
    pub data: Vec<u8>,
    pub copies: u8,
    /// `None` on the paused queue.
    starts: Option<Instant>,
    takes: Duration,
    cancelled: bool,
}

impl PrintedJob {
    /// `None`: never, as things are.
    fn ends(&self) -> Option<Instant> {
        self.starts.filter(|_| !self.cancelled).map(|starts| starts + self.takes)
    }

    fn state(&self, now: Instant) -> JobState {
        if self.cancelled {
            return JobState::Cancelled;
        }
        match (self.starts, self.ends()) {
            (Some(_), Some(ends)) if now >= ends => JobState::Done,
            (Some(starts), _) if now >= starts => JobState::Printing { words: None },
            (Some(_), _) => JobState::Queued,
            (None, _) => JobState::Held { words: Some("The printer is paused.".to_owned()) },
        }
    }
}

impl Default for PracticePrinter {
    fn default() -> Self {
        Self::new()
    }
}

impl PracticePrinter {
    pub fn new() -> Self {
        Self::with_job_time(JOB_TIME)
    }

    pub fn with_job_time(job_time: Duration) -> Self {
        Self { jobs: Arc::default(), job_time }
    }

    /// Everything handed over so far, in order.
    pub fn printed(&self) -> Vec<PrintedJob> {
        self.lock().kept.clone()
    }

    /// How often somebody asked what a printer can do.
    pub fn abilities_asked(&self) -> usize {
        self.lock().abilities_asked
    }

    fn lock(&self) -> MutexGuard<'_, Jobs> {
        self.jobs.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn take(&self, job: PrintJob<'_>) -> Result<JobId, PrintError> {
        if !QUEUES.iter().any(|(name, _, _)| *name == job.printer) {
            return Err(no_such_printer(job.printer));
        }
        if job.data.is_empty() {
            return Err(PrintError::new(PrintErrorKind::BadFormat, "The document is empty."));
        }
        let now = Instant::now();
        let mut jobs = self.lock();
        let busy_until =
            jobs.kept.iter().filter(|j| j.printer == job.printer).filter_map(PrintedJob::ends).max();
        jobs.next += 1;
        let id = JobId(jobs.next.to_string());
        let printed = PrintedJob {
            id: id.clone(),
            printer: job.printer.to_owned(),
            title: job.title.to_owned(),
            format: job.format,
            data: job.data.to_vec(),
            copies: job.copies,
            starts: (job.printer != names::PAUSED).then(|| busy_until.map_or(now, |busy| busy.max(now))),
            takes: self.job_time * u32::from(job.copies.max(1)),
            cancelled: false,
        };
        jobs.kept.push(printed);
        if jobs.kept.len() > KEPT_MAX {
            jobs.kept.remove(0);
        }
        Ok(id)
    }
}

impl Spooler for PracticePrinter {
    fn printers(&self) -> BoxFuture<'_, Result<Vec<Printer>, PrintError>> {
        let now = Instant::now();
        let jobs = self.lock();
        let printers = QUEUES.map(|(name, description, location)| {
            let paused = name == names::PAUSED;
            let busy = jobs.kept.iter().any(|j| j.printer == name && j.ends().is_some_and(|ends| ends > now));
            Printer {
                name: name.to_owned(),
                description: description.to_owned(),
                location: Some(location.to_owned()),
                state: match (paused, busy) {
                    (true, _) => PrinterState::Stopped,
                    (false, true) => PrinterState::Printing,
                    (false, false) => PrinterState::Idle,
                },
                accepts_jobs: true,
                is_default: name == names::LABEL,
                reasons: if paused { vec!["paused".to_owned()] } else { Vec::new() },
                message: paused.then(|| "the queue is paused".to_owned()),
            }
        });
        Box::pin(std::future::ready(Ok(printers.to_vec())))
    }

    fn look<'a>(&'a self, printer: &'a str) -> BoxFuture<'a, Result<Printer, PrintError>> {
        Box::pin(async move {
            let known = self.printers().await?.into_iter().find(|known| known.name == printer);
            known.ok_or_else(|| no_such_printer(printer))
        })
    }

    fn abilities<'a>(&'a self, printer: &'a str) -> BoxFuture<'a, Result<Abilities, PrintError>> {
        self.lock().abilities_asked += 1;
        let able = match printer {
            names::OFFICE => Ok(able(&[("A4", PageSize::A4), ("A5", PageSize::A5)], &[300, 600])),
            names::LABEL | names::PAUSED => {
                let small = PageSize { width: Mm(57.0), height: Mm(32.0) };
                let papers =
                    [("A6", PageSize::A6), ("4 x 6 inch", PageSize::FOUR_BY_SIX), ("Roll 57 x 32", small)];
                Ok(able(&papers, &[203]))
            }
            unknown => Err(no_such_printer(unknown)),
        };
        Box::pin(std::future::ready(able))
    }

    fn submit<'a>(&'a self, job: PrintJob<'a>) -> BoxFuture<'a, Result<JobId, PrintError>> {
        Box::pin(async move { self.take(job) })
    }

    fn state<'a>(&'a self, printer: &'a str, job: &'a JobId) -> BoxFuture<'a, Result<JobState, PrintError>> {
        let found = self
            .lock()
            .kept
            .iter()
            .find(|j| j.id == *job && j.printer == printer)
            .map(|j| j.state(Instant::now()));
        Box::pin(std::future::ready(found.ok_or_else(|| no_such_job(printer, job))))
    }

    fn find<'a>(
        &'a self,
        printer: &'a str,
        title: &'a str,
    ) -> BoxFuture<'a, Result<Option<JobId>, PrintError>> {
        let jobs = self.lock();
        let newest = jobs.kept.iter().rev().find(|job| job.printer == printer && job.title == title);
        Box::pin(std::future::ready(Ok(newest.map(|job| job.id.clone()))))
    }

    fn cancel<'a>(&'a self, printer: &'a str, job: &'a JobId) -> BoxFuture<'a, Result<(), PrintError>> {
        let now = Instant::now();
        let mut jobs = self.lock();
        let found = jobs.kept.iter_mut().find(|kept| kept.id == *job && kept.printer == printer);
        let open = found.filter(|kept| !matches!(kept.state(now), JobState::Done | JobState::Cancelled));
        let taken_back = open.map(|kept| kept.cancelled = true);
        Box::pin(std::future::ready(taken_back.ok_or_else(|| no_such_job(printer, job))))
    }
}

/// The first paper and the first fineness are those that it is set to.
fn able(media: &[(&str, PageSize)], dpi: &[u32]) -> Abilities {
    let media = media.iter().map(|(name, size)| Media { name: (*name).to_owned(), size: *size });
    let media: Vec<Media> = media.collect();
    Abilities {
        default_media: media.first().map(|paper| paper.size),
        ready_media: media.first().map(|paper| paper.size).into_iter().collect(),
        media,
        default_dpi: dpi.first().copied(),
        dpi: dpi.to_vec(),
        formats: [Format::Pdf, Format::Png, Format::Zpl].map(|format| format.mime().to_owned()).to_vec(),
    }
}

fn no_such_printer(printer: &str) -> PrintError {
    PrintError::new(PrintErrorKind::NoSuchPrinter, format!("There is no printer named {printer}."))
}

fn no_such_job(printer: &str, job: &JobId) -> PrintError {
    PrintError::new(PrintErrorKind::NoSuchJob, format!("{printer} does not know job {}.", job.0))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn job<'a>(printer: &'a str, title: &'a str) -> PrintJob<'a> {
        PrintJob { printer, title, format: Format::Pdf, data: b"%PDF-", copies: 1, media: None }
    }

    #[tokio::test(start_paused = true)]
    async fn jobs_print_one_after_the_other() {
        let printer = PracticePrinter::new();
        let first = printer.submit(job(names::LABEL, "1001")).await.unwrap();
        let second = printer.submit(job(names::LABEL, "1002")).await.unwrap();
        let state = async |id| printer.state(names::LABEL, id).await.unwrap();
        assert_eq!(state(&first).await, JobState::Printing { words: None });
        assert_eq!(state(&second).await, JobState::Queued, "one label at a time");
        tokio::time::advance(JOB_TIME).await;
        assert_eq!(state(&first).await, JobState::Done);
        assert_eq!(state(&second).await, JobState::Printing { words: None });
        tokio::time::advance(JOB_TIME).await;
        assert_eq!(state(&second).await, JobState::Done);
        let titles: Vec<_> = printer.printed().into_iter().map(|j| j.title).collect();
        assert_eq!(titles, ["1001", "1002"], "what was handed over can be looked at");
    }

    #[tokio::test(start_paused = true)]
    async fn the_paused_printer_holds_its_jobs() {
        let printer = PracticePrinter::new();
        let id = printer.submit(job(names::PAUSED, "1001")).await.unwrap();
        tokio::time::advance(Duration::from_secs(3600)).await;
        let state = printer.state(names::PAUSED, &id).await.unwrap();
        assert!(matches!(state, JobState::Held { .. }), "nothing comes out: {state:?}");
        let list = printer.printers().await.unwrap();
        assert_eq!(list.iter().map(|p| p.is_default).collect::<Vec<_>>(), [true, false, false]);
        assert_eq!(list[2].state, PrinterState::Stopped, "it can be seen before printing");
    }

    #[tokio::test]
    async fn a_wrong_printer_is_named() {
        let error = PracticePrinter::new().submit(job("Nowhere", "1")).await.unwrap_err();
        assert_eq!(error.kind, PrintErrorKind::NoSuchPrinter);
        assert!(error.words.contains("Nowhere"), "the message says which: {error}");
    }
}
