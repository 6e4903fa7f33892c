//! The seam to printers. Implementations: CUPS through IPP, the spooler of Windows, both behind [`crate::Printers`] beside
//! printers on the network and folders, and the practice printer of the simulator.

use crate::Abilities;
use crate::documents::PageSize;

/// A boxed future, so that the seam can be an object.
pub type BoxFuture<'a, T> = std::pin::Pin<Box<dyn Future<Output = T> + Send + 'a>>;

/// Lists printers, takes print jobs, tells what became of them.
pub trait Spooler: Send + Sync {
    /// # Errors
    /// [`PrintErrorKind::SpoolerDown`] and [`PrintErrorKind::Unsupported`].
    fn printers(&self) -> BoxFuture<'_, Result<Vec<Printer>, PrintError>>;

    /// One printer as it is now; quicker than the list, and asked before each document.
    ///
    /// # Errors
    /// As [`Spooler::printers`], and [`PrintErrorKind::NoSuchPrinter`].
    fn look<'a>(&'a self, printer: &'a str) -> BoxFuture<'a, Result<Printer, PrintError>>;

    /// What a printer can do. Slow with some drivers: asked for a person who sets a printer up, never while printing.
    ///
    /// # Errors
    /// As [`Spooler::look`].
    fn abilities<'a>(&'a self, printer: &'a str) -> BoxFuture<'a, Result<Abilities, PrintError>>;

    /// Hands a document over. Once this returns `Ok` the spooler has it: handing it over again prints it twice.
    ///
    /// # Errors
    /// [`PrintError`]; nothing was printed, except [`PrintErrorKind::Lost`], where it may have been.
    fn submit<'a>(&'a self, job: PrintJob<'a>) -> BoxFuture<'a, Result<JobId, PrintError>>;

    /// # Errors
    /// [`PrintErrorKind::NoSuchJob`] when the spooler has forgotten the job.
    fn state<'a>(&'a self, printer: &'a str, job: &'a JobId) -> BoxFuture<'a, Result<JobState, PrintError>>;

    /// The newest job with this title, finished ones too where the spooler keeps them: what became of a document whose
    /// job number was lost. `None` proves nothing.
    ///
    /// # Errors
    /// As [`Spooler::printers`].
    fn find<'a>(
        &'a self,
        printer: &'a str,
        title: &'a str,
    ) -> BoxFuture<'a, Result<Option<JobId>, PrintError>>;

    /// Takes a job back. `Ok` says that the spooler was told: how far the printer was, [`Spooler::state`] says.
    ///
    /// # Errors
    /// [`PrintErrorKind::NoSuchJob`] when it is over or forgotten.
    fn cancel<'a>(&'a self, printer: &'a str, job: &'a JobId) -> BoxFuture<'a, Result<(), PrintError>>;
}

/// A print queue as the operating system knows it.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Printer {
    /// The queue's name or its [`crate::Address`], by which it is addressed.
    pub name: String,
    /// The text that people gave it; the name when there is none.
    pub description: String,
    pub location: Option<String>,
    pub state: PrinterState,
    /// False when the queue refuses new jobs.
    pub accepts_jobs: bool,
    pub is_default: bool,
    /// The spooler's machine-readable reasons, without "none": `paused`, `media-empty-error`.
    pub reasons: Vec<String>,
    /// What the reasons say in words, or the spooler's own sentence.
    pub message: Option<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
pub enum PrinterState {
    Idle,
    Printing,
    /// Paused or in trouble: jobs are taken and wait.
    Stopped,
}

/// What the bytes of a document are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
pub enum Format {
    Pdf,
    Png,
    Zpl,
}

impl Format {
    /// MIME type as stored and as handed to the spooler.
    pub fn mime(self) -> &'static str {
        match self {
            Self::Pdf => "application/pdf",
            Self::Png => "image/png",
            Self::Zpl => "application/zpl",
        }
    }
}

/// One document for one printer.
#[derive(Debug, Clone, Copy)]
pub struct PrintJob<'a> {
    /// The queue's name, or an [`crate::Address`].
    pub printer: &'a str,
    /// Shown in the spooler's own list: the order number.
    pub title: &'a str,
    pub format: Format,
    pub data: &'a [u8],
    /// 1 to 99.
    pub copies: u8,
    /// The paper to print on; `None`: what the queue has set. The document is never scaled to it.
    pub media: Option<PageSize>,
}

/// The spooler's id of a job it took.
#[derive(Debug, Clone, PartialEq, Eq, Hash, serde::Serialize)]
pub struct JobId(pub String);

/// Where a job is.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub enum JobState {
    Queued,
    /// Held by a person or waiting behind a stopped printer.
    Held {
        words: Option<String>,
    },
    Printing {
        words: Option<String>,
    },
    /// It was at the printer and waits again: it will be printed from its beginning, so it may come out twice.
    Begun {
        words: Option<String>,
    },
    Done,
    Failed {
        words: String,
    },
    Cancelled,
}

/// What went wrong, as far as the next step is concerned.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PrintErrorKind {
    /// No print service answers on this machine.
    SpoolerDown,
    NoSuchPrinter,
    NoSuchJob,
    /// The queue rejects new jobs.
    NotAccepting,
    /// The document's format cannot be printed here.
    BadFormat,
    /// The job may have been taken: the connection broke while handing it over.
    Lost,
    /// This platform has no printing yet.
    Unsupported,
    Other,
}

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{words}")]
pub struct PrintError {
    pub kind: PrintErrorKind,
    /// The spooler's words, else ours.
    pub words: String,
}

impl PrintError {
    pub fn new(kind: PrintErrorKind, words: impl Into<String>) -> Self {
        Self { kind, words: words.into() }
    }
}
