//! `packbench-cli`: the same engine without a window, for scripts, night runs, support and measuring.
//!
//! Exit codes: 0 all labelled or nothing to do; 1 some refused, failed or waiting; 2 usage, configuration, credentials or
//! no network so that nothing could be sent; 3 the outcome of some is unknown.

mod args;
mod hand_over;
mod out;
mod printing;
mod read;
mod ship;
mod simulate;
mod summary;

use std::process::ExitCode;
use std::time::Instant;

use clap::Parser as _;
use engine::AppError;
use engine::wire::{Mode, Nothing};
use station::{Options, Station, Wants};

use crate::args::{Args, Command, PracticeCommand};
use crate::out::Out;

fn main() -> ExitCode {
    let started = Instant::now();
    // clap ends with 2 for wrong usage by itself, and with 0 for --help.
    let args = Args::parse();
    let out = Out::new(args.json);
    let runtime = match tokio::runtime::Runtime::new() {
        Ok(runtime) => runtime,
        Err(error) => {
            out.error(&AppError::new(engine::Code::Internal).message(error.to_string()));
            return ExitCode::from(2);
        }
    };
    match runtime.block_on(run(args, &out, started)) {
        Ok(code) => ExitCode::from(code),
        Err(error) => {
            out.error(&error);
            ExitCode::from(2)
        }
    }
}

async fn run(args: Args, out: &Out, started: Instant) -> Result<u8, AppError> {
    if let Command::Simulate(simulate) = args.command {
        return simulate::run(simulate, out).await;
    }
    let options = Options {
        data_dir: args.data_dir.clone(),
        mode: Some(if args.practice { Mode::Practice } else { Mode::Live }),
        wants: if args.command.only_reads() { Wants::Read } else { Wants::BuyOrRead },
        background_sync: false,
    };
    station::logs::init(&station::data_dir(args.data_dir.as_deref()));
    if let Command::Check = args.command {
        return read::check(options, args.practice, out).await;
    }
    let station = Station::open(options).await?;
    let result = command(&station, args.command, out, started).await;
    station.close().await;
    result
}

async fn command(station: &Station, command: Command, out: &Out, started: Instant) -> Result<u8, AppError> {
    match command {
        Command::Check | Command::Simulate(_) => Ok(0),
        Command::Sync => read::sync(station, out).await,
        Command::Orders { query } => read::orders(station, query.as_deref(), out).await,
        Command::Ship(wanted) => ship::ship(station, wanted, out, started).await,
        Command::Resume { wait } => ship::resume(station, wait, out, started).await,
        Command::Batches => read::batches(station, out).await,
        Command::Batch { id } => read::batch(station, id, out).await,
        Command::Labels { id, out: file } => read::labels(station, id, &file, out).await,
        Command::Printers => read::printers(station, out).await,
        Command::Print { id, printer } => printing::print(station, id, printer, out).await,
        Command::Queue(answer) => printing::queue(station, answer, out).await,
        Command::Practice { command: PracticeCommand::Reset } => {
            station.practice_reset(Nothing {}).await?;
            out.line("Practice begins anew.");
            Ok(0)
        }
    }
}
