//! Label printers on the network that take ZPL on a plain TCP port (9100), without any print service between.
//!
//! The printer is the queue: it takes bytes into its buffer and says with `~HS` how many labels are still in there. What
//! it cannot do is name a job, so jobs are told apart by the order in which this process handed them over ([`jobs`]);
//! what an earlier process handed over is not known here.
//!
//! A printer that does not answer `~HS` is used all the same: its jobs count as printed when it took them whole.

mod jobs;
mod status;

use std::io::ErrorKind;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;
use tokio::time::{Instant, timeout, timeout_at};

use self::jobs::{Fate, Jobs};
use self::status::HostStatus;
use crate::documents;
use crate::{Format, JobId, JobState, PrintError, PrintErrorKind, PrintJob, Printer, PrinterState};

/// A printer beside the table connects within milliseconds, one that is off never does.
const CONNECT_TIMEOUT: Duration = Duration::from_secs(3);

/// Time for `~HS`; a printer that is drawing a label answers a little later.
const ANSWER_TIMEOUT: Duration = Duration::from_millis(1_500);

/// Longest answer that is read; the three lines are about 80 bytes.
const ANSWER_BYTES_MAX: usize = 1_024;

/// Time for handing over one document. A printer with a full buffer takes bytes as fast as it prints.
const SUBMIT_TIMEOUT: Duration = Duration::from_secs(60);

/// Time for a printer to close the connection after the last byte; a broken one is noticed by then.
const CLOSE_TIMEOUT: Duration = Duration::from_millis(500);

/// Where a printer listens.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Place {
    /// A name or an IP address, IPv6 without brackets.
    pub host: String,
    pub port: u16,
}

/// Printers on the network and what this process sent them.
#[derive(Debug, Default)]
pub(crate) struct Network {
    jobs: Mutex<Jobs>,
}

/// What a printer said to `~HS`.
enum Answer {
    Told(HostStatus),
    /// It was reached, but speaks another language, or did not finish.
    NotTold,
    Unreachable(String),
}

impl Network {
    pub(crate) async fn look(&self, name: &str, place: &Place) -> Printer {
        let stopped = |reasons: Vec<String>, words: String| (PrinterState::Stopped, reasons, Some(words));
        let (state, reasons, message) = match ask(place).await {
            Answer::Unreachable(why) => stopped(vec!["offline-error".to_owned()], unreachable(place, &why)),
            Answer::NotTold => {
                let words = "The printer does not tell its state (no answer to ~HS)".to_owned();
                (PrinterState::Idle, Vec::new(), Some(words))
            }
            Answer::Told(status) => match (status.trouble(), status.formats_left()) {
                (Some(words), _) => stopped(status.reasons(), words),
                (None, 0) => (PrinterState::Idle, Vec::new(), None),
                (None, _) => {
                    let full = status.buffer_full.then(|| "The printer's buffer is full".to_owned());
                    (PrinterState::Printing, Vec::new(), full)
                }
            },
        };
        Printer {
            name: name.to_owned(),
            description: name.to_owned(),
            location: None,
            state,
            accepts_jobs: true,
            is_default: false,
            reasons,
            message,
        }
    }

    pub(crate) async fn submit(&self, place: &Place, job: PrintJob<'_>) -> Result<JobId, PrintError> {
        if job.format != Format::Zpl {
            let words = format!("The printer at {place} takes ZPL only");
            return Err(PrintError::new(PrintErrorKind::BadFormat, words));
        }
        let copies = job.copies.clamp(1, 99);
        // What cannot be counted is one label: then its end is seen too early at most.
        let formats = documents::inspect(job.data).map_or(1, |inspected| inspected.pages.max(1));
        let stream = connect(place)
            .await
            .map_err(|why| PrintError::new(PrintErrorKind::Other, unreachable(place, &why)))?;
        let mut taken = 0;
        let handed = timeout(SUBMIT_TIMEOUT, hand_over(stream, job.data, copies, &mut taken)).await;
        let why = match handed {
            Ok(Ok(())) => {
                let formats = u64::from(formats) * u64::from(copies);
                return Ok(self.jobs().sent(place, formats, Instant::now()));
            }
            Ok(Err(why)) => why,
            Err(_) => format!("it did not take everything within {} s", SUBMIT_TIMEOUT.as_secs()),
        };
        Err(match taken {
            0 => PrintError::new(PrintErrorKind::Other, unreachable(place, &why)),
            _ => {
                let words =
                    format!("The label may have been printed: the printer was given a part of it, but {why}");
                PrintError::new(PrintErrorKind::Lost, words)
            }
        })
    }

    pub(crate) async fn state(&self, place: &Place, job: &JobId) -> Result<JobState, PrintError> {
        // (The lock must not be held while the printer is asked.)
        let fate = self.jobs().fate(place, job);
        match fate {
            None => return Err(no_such_job(job)),
            Some(Fate::Printed) => return Ok(JobState::Done),
            Some(Fate::InBuffer | Fate::Doubtful) => {}
        }
        let (left, trouble) = match ask(place).await {
            Answer::Unreachable(why) => {
                self.jobs().doubt(place);
                return Ok(JobState::Held { words: Some(unreachable(place, &why)) });
            }
            Answer::NotTold => (0, None),
            Answer::Told(status) => (status.formats_left(), status.trouble()),
        };
        let mut jobs = self.jobs();
        jobs.left(place, left, Instant::now());
        match (jobs.fate(place, job), trouble) {
            (Some(Fate::Printed), _) => Ok(JobState::Done),
            (Some(Fate::InBuffer), Some(words)) => Ok(JobState::Held { words: Some(words) }),
            (Some(Fate::InBuffer), None) => Ok(JobState::Printing { words: None }),
            (Some(Fate::Doubtful) | None, _) => Err(no_such_job(job)),
        }
    }

    fn jobs(&self) -> MutexGuard<'_, Jobs> {
        self.jobs.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// What a printer has in its buffer can only be thrown away whole (`~JA`), with the labels of others.
pub(crate) fn cannot_take_back(job: &JobId) -> PrintError {
    let words = format!("A printer on the network gives nothing back: job {} is in its buffer", job.0);
    PrintError::new(PrintErrorKind::NoSuchJob, words)
}

impl std::fmt::Display for Place {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self.host.contains(':') {
            true => write!(f, "[{}]:{}", self.host, self.port),
            false => write!(f, "{}:{}", self.host, self.port),
        }
    }
}

async fn connect(place: &Place) -> Result<TcpStream, String> {
    match timeout(CONNECT_TIMEOUT, TcpStream::connect((place.host.as_str(), place.port))).await {
        Ok(Ok(stream)) => Ok(stream),
        Ok(Err(error)) => Err(error.to_string()),
        Err(_) => Err(format!("no connection within {} s", CONNECT_TIMEOUT.as_secs())),
    }
}

async fn ask(place: &Place) -> Answer {
    let mut stream = match connect(place).await {
        Ok(stream) => stream,
        Err(why) => return Answer::Unreachable(why),
    };
    let (end, mut answer) = (Instant::now() + ANSWER_TIMEOUT, Vec::new());
    if !matches!(timeout_at(end, stream.write_all(b"~HS\r\n")).await, Ok(Ok(()))) {
        return Answer::NotTold;
    }
    while !status::is_whole(&answer) && answer.len() < ANSWER_BYTES_MAX {
        match timeout_at(end, stream.read_buf(&mut answer)).await {
            Ok(Ok(1..)) => {}
            Ok(Ok(0) | Err(_)) | Err(_) => break,
        }
    }
    HostStatus::read(&answer).map_or(Answer::NotTold, Answer::Told)
}

/// Writes all copies and counts in `taken` what the connection took, also when this is given up.
async fn hand_over(mut stream: TcpStream, data: &[u8], copies: u8, taken: &mut usize) -> Result<(), String> {
    for _ in 0..copies {
        let mut rest = data;
        while !rest.is_empty() {
            match stream.write(rest).await {
                Ok(0) => return Err("the connection took no more".to_owned()),
                Ok(written) => (rest, *taken) = (&rest[written..], *taken + written),
                Err(error) => return Err(error.to_string()),
            }
        }
    }
    stream.shutdown().await.map_err(|error| error.to_string())?;
    // What the printer says now is of no interest; that the connection broke is.
    let mut unread = [0; 256];
    let closed = async {
        loop {
            match stream.read(&mut unread).await {
                Ok(0) => return Ok(()),
                Ok(_) => {}
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                Err(error) => return Err(error.to_string()),
            }
        }
    };
    timeout(CLOSE_TIMEOUT, closed).await.unwrap_or(Ok(()))
}

fn unreachable(place: &Place, why: &str) -> String {
    format!("The printer at {place} cannot be reached: {why}")
}

fn no_such_job(job: &JobId) -> PrintError {
    let words = format!("It cannot be told what became of job {}: look whether the label came out", job.0);
    PrintError::new(PrintErrorKind::NoSuchJob, words)
}

#[cfg(test)]
mod tests;
