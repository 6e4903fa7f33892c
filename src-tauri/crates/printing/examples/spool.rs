//! Printers from a terminal: what they say, and one document through them. `tests/wine.rs` drives the Windows program of
//! it; for support it shows what the app sees. PRINTER is a queue's name, `tcp://HOST:PORT` or `folder:///PATH`.
//!
//!   spool printers
//!   spool look PRINTER
//!   spool print PRINTER pdf|png|zpl FILE TITLE [COPIES [a6|a4|4x6]]   follows the job to its end, 20 s at most
//!   spool find PRINTER TITLE
//!   spool state PRINTER JOB
//!   spool cancel PRINTER JOB

#![expect(clippy::print_stdout, reason = "a program for the terminal")]

use std::error::Error;
use std::time::{Duration, Instant};

use printing::documents::PageSize;
use printing::{Format, JobId, JobState, PrintError, PrintJob, Printers, Spooler, SystemSpooler};

const FOLLOW_FOR: Duration = Duration::from_secs(20);

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let spooler = Printers::new(SystemSpooler::new());
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match words.as_slice() {
        ["printers"] => match spooler.printers().await {
            Ok(printers) => printers.iter().for_each(|printer| println!("{printer:?}")),
            Err(error) => failed(&error),
        },
        ["look", printer] => tell(spooler.look(printer).await),
        ["abilities", printer] => tell(spooler.abilities(printer).await),
        ["print", printer, format, file, title, more @ ..] => {
            let copies = more.first().map_or(Ok(1), |copies| copies.parse())?;
            let media = more.get(1).map(|name| paper(name)).transpose()?;
            let (format, data) = (format_named(format)?, std::fs::read(file)?);
            let job = PrintJob { printer, title, format, data: &data, copies, media };
            match spooler.submit(job).await {
                Ok(job) => follow(&spooler, printer, &job).await,
                Err(error) => failed(&error),
            }
        }
        ["find", printer, title] => tell(spooler.find(printer, title).await),
        ["state", printer, job] => tell(spooler.state(printer, &JobId((*job).to_owned())).await),
        ["cancel", printer, job] => tell(spooler.cancel(printer, &JobId((*job).to_owned())).await),
        _ => return Err("see the head of examples/spool.rs".into()),
    }
    Ok(())
}

/// Prints each new state.
async fn follow(spooler: &dyn Spooler, printer: &str, job: &JobId) {
    println!("{job:?}");
    let (start, mut last) = (Instant::now(), None);
    while start.elapsed() < FOLLOW_FOR {
        let state = match spooler.state(printer, job).await {
            Ok(state) => state,
            Err(error) => return failed(&error),
        };
        let is_over = matches!(state, JobState::Done | JobState::Cancelled | JobState::Failed { .. });
        if last.as_ref() != Some(&state) {
            println!("{state:?}");
        }
        if is_over {
            return;
        }
        last = Some(state);
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
}

fn tell<T: std::fmt::Debug>(outcome: Result<T, PrintError>) {
    match outcome {
        Ok(value) => println!("{value:?}"),
        Err(error) => failed(&error),
    }
}

fn failed(error: &PrintError) {
    println!("{:?}: {error}", error.kind);
}

fn format_named(name: &str) -> Result<Format, String> {
    match name {
        "pdf" => Ok(Format::Pdf),
        "png" => Ok(Format::Png),
        "zpl" => Ok(Format::Zpl),
        _ => Err(format!("{name} is no format: pdf, png or zpl")),
    }
}

fn paper(name: &str) -> Result<PageSize, String> {
    match name {
        "a6" => Ok(PageSize::A6),
        "a4" => Ok(PageSize::A4),
        "4x6" => Ok(PageSize::FOUR_BY_SIX),
        _ => Err(format!("{name} is no paper: a6, a4 or 4x6")),
    }
}
