//! `make bench`: how fast Packbench ships, how fast anybody could within the platform's limits ([`schedule`]), and how
//! fast simple scripts are ([`scripts`]), all over loopback HTTP against the simulator with the latencies of
//! `assets/bench/latency.json`.
//!
//! `bench [--orders 20,100,500,2000] [--once] [--only-station]` does everything and starts itself again for each part:
//! the platform, the station and the scripts are processes of their own. Their modes (`simulate`, `station`, `script`)
//! also work alone, for profiling: see `scripts/bench.sh`.

mod measure;
mod probe;
mod processes;
mod report;
mod runs;
mod schedule;
mod scripts;
mod simulate;
mod station;

use std::collections::HashMap;
use std::io::Write as _;
use std::path::PathBuf;
use std::process::ExitCode;

use serde::Deserialize;

type BenchResult<T> = Result<T, Box<dyn std::error::Error>>;

/// The first line of `simulate`.
#[derive(Debug, Clone, Deserialize)]
struct Server {
    url: String,
    public_key: String,
    secret_key: String,
}

#[tokio::main]
async fn main() -> ExitCode {
    match run(std::env::args().skip(1).collect()).await {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            let _ = writeln!(std::io::stderr(), "bench: {error}");
            ExitCode::FAILURE
        }
    }
}

/// False: it ran, and something is wrong.
async fn run(words: Vec<String>) -> BenchResult<bool> {
    let (mode, words) = match words.split_first() {
        Some((first, rest)) if !first.starts_with("--") => (first.as_str(), rest),
        _ => ("all", words.as_slice()),
    };
    let args = Args::read(words)?;
    match mode {
        "simulate" => simulate::simulate(&args.path("--profile")?, args.number("--orders")?).await?,
        "station" => {
            station::station(&args.server()?, &args.path("--folder")?, args.number("--orders")?).await?;
        }
        "script" => {
            let name = args.text("--name")?;
            let script = scripts::Script::named(name).ok_or_else(|| format!("no script {name}"))?;
            scripts::run(script, &args.server()?).await?;
        }
        "all" => {
            let wanted = runs::Wanted {
                orders: args.0.get("--orders").map_or(Ok(runs::ORDERS.to_vec()), |list| numbers(list))?,
                once: args.0.contains_key("--once"),
                only_station: args.0.contains_key("--only-station"),
            };
            return runs::all(&wanted).await;
        }
        other => return Err(format!("no mode {other}").into()),
    }
    Ok(true)
}

const FLAGS: [&str; 2] = ["--once", "--only-station"];
const VALUES: [&str; 7] =
    ["--orders", "--profile", "--folder", "--url", "--public-key", "--secret-key", "--name"];

struct Args(HashMap<String, String>);

impl Args {
    fn read(words: &[String]) -> Result<Self, String> {
        let (mut args, mut words) = (HashMap::new(), words.iter());
        while let Some(name) = words.next() {
            let value = match (FLAGS.contains(&name.as_str()), VALUES.contains(&name.as_str())) {
                (true, _) => String::new(),
                (_, true) => words.next().ok_or_else(|| format!("{name} needs a value"))?.clone(),
                (false, false) => return Err(format!("unknown argument {name}")),
            };
            args.insert(name.clone(), value);
        }
        Ok(Self(args))
    }

    fn text(&self, name: &str) -> Result<&str, String> {
        self.0.get(name).map(String::as_str).ok_or_else(|| format!("{name} is missing"))
    }

    fn path(&self, name: &str) -> Result<PathBuf, String> {
        self.text(name).map(PathBuf::from)
    }

    fn number(&self, name: &str) -> Result<usize, String> {
        self.text(name)?.parse().map_err(|error| format!("{name}: {error}"))
    }

    fn server(&self) -> Result<Server, String> {
        Ok(Server {
            url: self.text("--url")?.to_owned(),
            public_key: self.text("--public-key")?.to_owned(),
            secret_key: self.text("--secret-key")?.to_owned(),
        })
    }
}

fn numbers(list: &str) -> Result<Vec<usize>, String> {
    list.split(',').map(|text| text.trim().parse().map_err(|error| format!("--orders: {error}"))).collect()
}

fn print_line(value: &serde_json::Value) -> BenchResult<()> {
    let mut out = std::io::stdout().lock();
    writeln!(out, "{value}")?;
    Ok(out.flush()?)
}
