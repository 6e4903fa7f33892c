//! CUPS through IPP: the printers of a Linux or macOS station.
//!
//! Every decision is made by IPP status codes, enum values and keywords; the sentences of CUPS are only passed on.
//! Deliberately not here: what travels over the socket ([`server`]), how an IPP message is put together ([`message`]) and
//! what its keywords say ([`reasons`]).

mod message;
mod reasons;
mod server;

use std::time::Duration;

use ipp::model::{DelimiterTag, Operation, StatusCode};

use self::message::{Group, Reply, Request, job_name};
use self::server::{Exchange, Server};
use crate::abilities::{each_size_once, media_of};
use crate::ticket::Ticket;
use crate::{
    Abilities, BoxFuture, Format, JobId, JobState, PrintError, PrintErrorKind, PrintJob, Printer,
    PrinterState, Spooler,
};

/// Time for a question about printers or jobs; CUPS answers those in milliseconds.
const ASK_TIMEOUT: Duration = Duration::from_secs(10);

/// Time for handing over one document (1,000 labels are about 16 MB, over loopback well under a second).
const SUBMIT_TIMEOUT: Duration = Duration::from_secs(60);

/// What the printer list needs; CUPS would send some 100 attributes per queue otherwise.
const PRINTER_ATTRIBUTES: [&str; 7] = [
    "printer-name",
    "printer-info",
    "printer-location",
    "printer-state",
    "printer-state-reasons",
    "printer-state-message",
    "printer-is-accepting-jobs",
];

const ABILITY_ATTRIBUTES: [&str; 6] = [
    "media-supported",
    "media-default",
    "media-ready",
    "printer-resolution-supported",
    "printer-resolution-default",
    "document-format-supported",
];

const JOB_ATTRIBUTES: [&str; 5] =
    ["job-name", "job-state", "job-state-reasons", "job-printer-state-message", "time-at-processing"];

// RFC 8011 section 5.4.11, `printer-state`; 5 is stopped, and what is unknown is not taken for ready.
const PRINTER_IDLE: i32 = 3;
const PRINTER_PROCESSING: i32 = 4;

// RFC 8011 section 5.3.7, `job-state`.
const JOB_PENDING: i32 = 3;
const JOB_HELD: i32 = 4;
const JOB_PROCESSING: i32 = 5;
const JOB_STOPPED: i32 = 6;
const JOB_CANCELED: i32 = 7;
const JOB_ABORTED: i32 = 8;
const JOB_COMPLETED: i32 = 9;

/// RFC 8011 section 5.3.8, `job-state-reasons`.
const COMPLETED_WITH_ERRORS: &str = "job-completed-with-errors";

/// The CUPS of this machine.
#[derive(Debug, Clone)]
pub struct CupsSpooler {
    server: Server,
}

impl Default for CupsSpooler {
    fn default() -> Self {
        Self::new()
    }
}

impl CupsSpooler {
    /// The server that `CUPS_SERVER` names, else the local one.
    pub fn new() -> Self {
        Self { server: Server::from_environment() }
    }

    /// A server by its address: `http://127.0.0.1:6310`, `host:port` or the path of a socket.
    pub fn at(base_uri: &str) -> Self {
        Self { server: Server::at(base_uri) }
    }

    /// Asks a question that changes nothing, so that every failure means: no printing service.
    async fn ask(&self, request: Request<'_>) -> Result<Reply, PrintError> {
        match self.server.exchange(request.path(), request.encode()?, ASK_TIMEOUT).await {
            Exchange::Answered(body) => Reply::parse(body).ok_or_else(|| {
                let words = format!("{} answered something that is not from a print service", self.server);
                PrintError::new(PrintErrorKind::SpoolerDown, words)
            }),
            Exchange::Refused(status) => Err(turned_away(status)),
            Exchange::Unreachable(why) => Err(self.down(&why)),
            Exchange::Broken(why) => Err(self.down(&why)),
        }
    }

    fn down(&self, why: &str) -> PrintError {
        let words = format!("The print service (CUPS) does not answer at {}: {why}", self.server);
        PrintError::new(PrintErrorKind::SpoolerDown, words)
    }

    async fn list(&self) -> Result<Vec<Printer>, PrintError> {
        let request = Request::new(Operation::CupsGetPrinters, "/").wanting(&PRINTER_ATTRIBUTES);
        let reply = self.ask(request).await?;
        match reply.status {
            status if status.is_success() => {}
            // CUPS says "not found" where no queue exists at all.
            StatusCode::ClientErrorNotFound => return Ok(Vec::new()),
            _ => return Err(refusal(&reply, PrintErrorKind::Other)),
        }
        let default = self.default_printer().await?;
        let mut printers: Vec<Printer> = reply
            .groups(DelimiterTag::PrinterAttributes)
            .filter_map(|group| printer(&group))
            .map(|printer| Printer { is_default: default.as_ref() == Some(&printer.name), ..printer })
            .collect();
        printers.sort_by(|a, b| a.name.cmp(&b.name));
        Ok(printers)
    }

    async fn default_printer(&self) -> Result<Option<String>, PrintError> {
        let reply = self.ask(Request::new(Operation::CupsGetDefault, "/").wanting(&["printer-name"])).await?;
        Ok(reply.groups(DelimiterTag::PrinterAttributes).find_map(|group| group.text("printer-name")))
    }

    async fn hand_over(&self, job: PrintJob<'_>) -> Result<JobId, PrintError> {
        if job.printer.is_empty() {
            return Err(PrintError::new(PrintErrorKind::NoSuchPrinter, "No printer is chosen"));
        }
        // CUPS takes no slash in a name, and would take it for a part of the path.
        if job.printer.contains('/') {
            return Err(no_such_printer(job.printer));
        }
        let request = Request::new(Operation::PrintJob, "/printers/")
            .printer(job.printer)
            .title(job.title)
            .document(document_format(job.format), job.data)
            .copies(job.copies)
            .media(job.media);
        match self.server.exchange(request.path(), request.encode()?, SUBMIT_TIMEOUT).await {
            Exchange::Answered(body) => match Reply::parse(body) {
                Some(reply) => taken_or_refused(&reply, job.title),
                None => Err(lost("the answer was not readable")),
            },
            Exchange::Refused(status) if status < 500 => Err(turned_away(status)),
            Exchange::Refused(status) => Err(lost(&format!("it answered with HTTP {status}"))),
            Exchange::Unreachable(why) => Err(self.down(&why)),
            Exchange::Broken(why) => Err(lost(&why)),
        }
    }

    /// What CUPS knows of a job, and its number there.
    async fn known(&self, job: &JobId) -> Result<(Reply, i32), PrintError> {
        let ticket = Ticket::read(job).ok_or_else(|| no_such_job(job))?;
        let number = i32::try_from(ticket.number).map_err(|_| no_such_job(job))?;
        let request =
            Request::new(Operation::GetJobAttributes, "/jobs/").job(number).wanting(&JOB_ATTRIBUTES);
        let reply = self.ask(request).await?;
        match reply.status {
            status if status.is_success() => {}
            StatusCode::ClientErrorNotFound | StatusCode::ClientErrorGone => return Err(no_such_job(job)),
            _ => return Err(refusal(&reply, PrintErrorKind::Other)),
        }
        let name = reply.groups(DelimiterTag::JobAttributes).find_map(|group| group.text("job-name"));
        match name.is_some_and(|name| name != ticket.title) {
            true => Err(no_such_job(job)),
            false => Ok((reply, number)),
        }
    }

    async fn job_state(&self, printer: &str, job: &JobId) -> Result<JobState, PrintError> {
        let (reply, _) = self.known(job).await?;
        let group = reply.groups(DelimiterTag::JobAttributes).next().ok_or_else(|| no_such_job(job))?;
        let message = group.text("job-printer-state-message");
        let keywords = reasons(&group.texts("job-state-reasons"));
        let why = keywords.join(", ");
        let words = message.clone().or_else(|| Some(why).filter(|why| !why.is_empty()));
        // RFC 8011 section 5.3.14.2: no value before the job was first at the printer.
        let begun = group.number("time-at-processing").is_some();
        match group.number("job-state") {
            Some(JOB_PENDING | JOB_HELD | JOB_STOPPED) if begun => Ok(JobState::Begun { words }),
            Some(JOB_PENDING) => Ok(match self.stopped_because(printer).await? {
                Some(words) => JobState::Held { words: Some(words) },
                None => JobState::Queued,
            }),
            Some(JOB_HELD | JOB_STOPPED) => Ok(JobState::Held { words }),
            Some(JOB_PROCESSING) => Ok(JobState::Printing { words: message }),
            Some(JOB_CANCELED) => Ok(JobState::Cancelled),
            Some(JOB_ABORTED) => Ok(JobState::Failed {
                words: words
                    .unwrap_or_else(|| "The print service gave the job up without saying why".to_owned()),
            }),
            // The driver failed, but the device took what it made: most often nothing.
            Some(JOB_COMPLETED) if keywords.iter().any(|keyword| keyword == COMPLETED_WITH_ERRORS) => {
                Ok(JobState::Failed { words: words.unwrap_or_default() })
            }
            Some(JOB_COMPLETED) => Ok(JobState::Done),
            _ => {
                Err(PrintError::new(PrintErrorKind::Other, "The print service did not say where the job is"))
            }
        }
    }

    /// Why a queue stands still; `None` when it does not (or is gone: then its jobs go with it).
    async fn stopped_because(&self, printer: &str) -> Result<Option<String>, PrintError> {
        let printer = match self.one(printer).await {
            Ok(printer) => printer,
            Err(error) if error.kind == PrintErrorKind::NoSuchPrinter => return Ok(None),
            Err(error) => return Err(error),
        };
        Ok(match printer.state {
            PrinterState::Idle | PrinterState::Printing => None,
            PrinterState::Stopped => {
                let why = printer.message.unwrap_or_else(|| printer.reasons.join(", "));
                Some(if why.is_empty() { "The printer is stopped".to_owned() } else { why })
            }
        })
    }

    async fn attributes(&self, name: &str, wanted: &'static [&'static str]) -> Result<Reply, PrintError> {
        let request =
            Request::new(Operation::GetPrinterAttributes, "/printers/").printer(name).wanting(wanted);
        let reply = self.ask(request).await?;
        match reply.status {
            status if status.is_success() => Ok(reply),
            StatusCode::ClientErrorNotFound | StatusCode::ClientErrorGone => Err(no_such_printer(name)),
            _ => Err(refusal(&reply, PrintErrorKind::Other)),
        }
    }

    async fn able(&self, name: &str) -> Result<Abilities, PrintError> {
        let reply = self.attributes(name, &ABILITY_ATTRIBUTES).await?;
        let group = reply.groups(DelimiterTag::PrinterAttributes).next();
        Ok(group.map(|group| abilities(&group)).unwrap_or_default())
    }

    async fn one(&self, name: &str) -> Result<Printer, PrintError> {
        let reply = self.attributes(name, &PRINTER_ATTRIBUTES).await?;
        let found = reply.groups(DelimiterTag::PrinterAttributes).find_map(|group| printer(&group));
        found.ok_or_else(|| no_such_printer(name))
    }

    async fn newest_titled(&self, printer: &str, title: &str) -> Result<Option<JobId>, PrintError> {
        let request = Request::new(Operation::GetJobs, "/printers/")
            .printer(printer)
            .all_jobs()
            .wanting(&["job-id", "job-name"]);
        let reply = self.ask(request).await?;
        match reply.status {
            status if status.is_success() => {}
            StatusCode::ClientErrorNotFound | StatusCode::ClientErrorGone => return Ok(None),
            _ => return Err(refusal(&reply, PrintErrorKind::Other)),
        }
        let title = job_name(title);
        let titled = reply
            .groups(DelimiterTag::JobAttributes)
            .filter(|group| group.text("job-name").is_some_and(|name| name == title))
            .filter_map(|group| group.number("job-id"));
        Ok(titled.max().and_then(|id| id_of(id, &title)))
    }

    async fn take_back(&self, job: &JobId) -> Result<(), PrintError> {
        let (_, number) = self.known(job).await?;
        let request = Request::new(Operation::CancelJob, "/jobs/").job(number);
        let reply = self.ask(request).await?;
        match reply.status {
            status if status.is_success() => Ok(()),
            StatusCode::ClientErrorNotFound
            | StatusCode::ClientErrorGone
            | StatusCode::ClientErrorNotPossible => Err(no_such_job(job)),
            _ => Err(refusal(&reply, PrintErrorKind::Other)),
        }
    }
}

impl Spooler for CupsSpooler {
    fn printers(&self) -> BoxFuture<'_, Result<Vec<Printer>, PrintError>> {
        Box::pin(self.list())
    }

    fn submit<'a>(&'a self, job: PrintJob<'a>) -> BoxFuture<'a, Result<JobId, PrintError>> {
        Box::pin(self.hand_over(job))
    }

    fn look<'a>(&'a self, printer: &'a str) -> BoxFuture<'a, Result<Printer, PrintError>> {
        Box::pin(self.one(printer))
    }

    fn abilities<'a>(&'a self, printer: &'a str) -> BoxFuture<'a, Result<Abilities, PrintError>> {
        Box::pin(self.able(printer))
    }

    fn state<'a>(&'a self, printer: &'a str, job: &'a JobId) -> BoxFuture<'a, Result<JobState, PrintError>> {
        Box::pin(self.job_state(printer, job))
    }

    fn find<'a>(
        &'a self,
        printer: &'a str,
        title: &'a str,
    ) -> BoxFuture<'a, Result<Option<JobId>, PrintError>> {
        Box::pin(self.newest_titled(printer, title))
    }

    fn cancel<'a>(&'a self, _printer: &'a str, job: &'a JobId) -> BoxFuture<'a, Result<(), PrintError>> {
        Box::pin(self.take_back(job))
    }
}

/// `None`: the attributes name no queue.
fn printer(group: &Group<'_>) -> Option<Printer> {
    let name = group.text("printer-name")?;
    let reasons = reasons(&group.texts("printer-state-reasons"));
    Some(Printer {
        description: group.text("printer-info").unwrap_or_else(|| name.clone()),
        location: group.text("printer-location"),
        state: printer_state(group.number("printer-state")),
        accepts_jobs: group.truth("printer-is-accepting-jobs").unwrap_or(true),
        is_default: false,
        message: reasons::message(&reasons, group.text("printer-state-message")),
        reasons,
        name,
    })
}

fn abilities(group: &Group<'_>) -> Abilities {
    let media = |name: &str| group.texts(name).into_iter().filter_map(|keyword| media_of(&keyword));
    let mut dpi = group.resolutions("printer-resolution-supported");
    dpi.sort_unstable();
    dpi.dedup();
    Abilities {
        media: each_size_once(media("media-supported")),
        default_media: media("media-default").next().map(|paper| paper.size),
        ready_media: media("media-ready").map(|paper| paper.size).collect(),
        dpi,
        default_dpi: group.resolutions("printer-resolution-default").first().copied(),
        formats: group.texts("document-format-supported"),
    }
}

/// `title` as CUPS keeps it. `None`: CUPS counts from 1.
fn id_of(number: i32, title: &str) -> Option<JobId> {
    let number = u32::try_from(number).ok().filter(|number| *number > 0)?;
    Some(Ticket::new(number, title).id())
}

/// The MIME type that CUPS prints by; ZPL goes to the printer byte by byte.
fn document_format(format: Format) -> &'static str {
    match format {
        Format::Pdf => "application/pdf",
        Format::Png => "image/png",
        Format::Zpl => "application/vnd.cups-raw",
    }
}

fn printer_state(number: Option<i32>) -> PrinterState {
    match number {
        Some(PRINTER_IDLE) => PrinterState::Idle,
        Some(PRINTER_PROCESSING) => PrinterState::Printing,
        _ => PrinterState::Stopped,
    }
}

fn reasons(keywords: &[String]) -> Vec<String> {
    keywords.iter().filter(|reason| reason.as_str() != "none").cloned().collect()
}

/// The answer to Print-Job. An error status means that no job was made.
fn taken_or_refused(reply: &Reply, title: &str) -> Result<JobId, PrintError> {
    if reply.status.is_success() {
        let number = reply.groups(DelimiterTag::JobAttributes).find_map(|group| group.number("job-id"));
        let id = number.and_then(|number| id_of(number, &job_name(title)));
        return id.ok_or_else(|| lost("it named no job number"));
    }
    let kind = match reply.status {
        StatusCode::ClientErrorNotFound | StatusCode::ClientErrorGone => PrintErrorKind::NoSuchPrinter,
        StatusCode::ServerErrorNotAcceptingJobs => PrintErrorKind::NotAccepting,
        StatusCode::ClientErrorDocumentFormatNotSupported
        | StatusCode::ClientErrorDocumentFormatError
        | StatusCode::ClientErrorCompressionNotSupported => PrintErrorKind::BadFormat,
        _ => PrintErrorKind::Other,
    };
    Err(refusal(reply, kind))
}

fn refusal(reply: &Reply, kind: PrintErrorKind) -> PrintError {
    PrintError::new(kind, reply.message.clone().unwrap_or_else(|| reply.status.to_string()))
}

/// An HTTP status outside 200 to 299, given before CUPS looked at the request.
fn turned_away(status: u16) -> PrintError {
    let words = match status {
        401 | 403 => "The print service does not let this user in".to_owned(),
        413 => "The document is larger than the print service accepts".to_owned(),
        426 => "The print service wants an encrypted connection, which this program does not make".to_owned(),
        _ => format!("The print service refused the request (HTTP {status})"),
    };
    PrintError::new(PrintErrorKind::Other, words)
}

fn lost(why: &str) -> PrintError {
    let words =
        format!("The label may have been printed: the print service was given the document, but {why}");
    PrintError::new(PrintErrorKind::Lost, words)
}

fn no_such_printer(name: &str) -> PrintError {
    PrintError::new(PrintErrorKind::NoSuchPrinter, format!("There is no printer named {name}"))
}

fn no_such_job(job: &JobId) -> PrintError {
    PrintError::new(PrintErrorKind::NoSuchJob, format!("The print service no longer knows job {}", job.0))
}

#[cfg(test)]
mod tests;
