//! The whole benchmark: every size with its repetitions, the scripts, the report.

use std::io::Write as _;
use std::path::{Path, PathBuf};

use crate::processes::{Simulator, against};
use crate::report::{self, Report, Size};
use crate::schedule::{self, Rules};
use crate::scripts::{Ran, Script};
use crate::simulate::{self, Seen};
use crate::station::Sample;
use crate::{BenchResult, measure};

pub const ORDERS: [usize; 4] = [20, 100, 500, 2_000];
/// Scripts are run for these sizes and computed for larger ones.
const SCRIPTS_MEASURED: [usize; 2] = [20, 100];
const PROFILE: &str = "assets/bench/latency.json";
const OUT: &str = "target/bench";

pub struct Wanted {
    pub orders: Vec<usize>,
    /// No repetitions.
    pub once: bool,
    /// Without the scripts.
    pub only_station: bool,
}

/// False: labels are missing, were bought twice, or a limit was exceeded.
pub async fn all(wanted: &Wanted) -> BenchResult<bool> {
    let (profile, out) = (Path::new(PROFILE), PathBuf::from(OUT));
    std::fs::create_dir_all(&out)?;
    let disk = measure::file_system(&out)?;
    if ["tmpfs", "ramfs", "overlay-tmpfs"].contains(&disk.as_str()) {
        return Err(format!("{OUT} is on {disk}: the journal has to be on a disk").into());
    }
    let rules = Rules::of(&simulate::profile(profile)?);
    let mut scripts = Vec::new();
    if !wanted.only_station {
        say("scripts ...");
        scripts = both_scripts(profile).await?;
    }
    let mut report = Report::new(&rules, disk, scripts);
    for orders in &wanted.orders {
        let mut size = Size::new(*orders, schedule::best(&rules, *orders).ok_or("no orders")?);
        for n in 0..if wanted.once { 1 } else { repetitions(*orders) } {
            let (sample, seen) = batch(profile, &out, *orders, n).await?;
            say(&format!(
                "{orders} orders: first label {:.2} s, last {:.2} s, {:.2} ms CPU an order",
                sample.first_ms / 1e3,
                sample.last_ms / 1e3,
                sample.cpu_ms / sample_orders(&sample)
            ));
            size.add(sample, &seen);
        }
        report.sizes.push(size);
    }
    std::fs::write(out.join("bench.json"), serde_json::to_vec_pretty(&report.json())?)?;
    writeln!(std::io::stdout(), "{}", report::text(&report))?;
    Ok(report.wrong().is_empty())
}

fn sample_orders(sample: &Sample) -> f64 {
    sample.orders as f64
}

fn repetitions(orders: usize) -> usize {
    match orders {
        0..=20 => 5,
        21..=999 => 3,
        _ => 1,
    }
}

/// One batch by a fresh station at a fresh account.
async fn batch(profile: &Path, out: &Path, orders: usize, n: usize) -> BenchResult<(Sample, Seen)> {
    let folder = out.join(format!("station-{orders}-{n}"));
    match std::fs::remove_dir_all(&folder) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => return Err(error.into()),
        _ => std::fs::create_dir_all(&folder)?,
    }
    let simulator = Simulator::start(profile, orders).await?;
    let folder_text = folder.to_str().ok_or("an odd path")?;
    let args = ["--folder", folder_text, "--orders", &orders.to_string()];
    let sample = against(&simulator.server, "station", &args).await?;
    let seen = simulator.end().await?;
    std::fs::remove_dir_all(&folder)?;
    Ok((sample, seen))
}

/// They mostly wait, so they run beside each other.
async fn both_scripts(profile: &Path) -> BenchResult<Vec<(Script, usize, Ran)>> {
    let one = |script: Script, orders: usize| async move {
        let simulator = Simulator::start(profile, orders).await?;
        let ran: Ran = against(&simulator.server, "script", &["--name", script.name()]).await?;
        let seen = simulator.end().await?;
        match (ran.labels, seen.labels_charged) == (orders, orders) {
            true => Ok::<_, Box<dyn std::error::Error>>((script, orders, ran)),
            false => Err(format!("{}: {ran:?}, {seen:?}", script.name()).into()),
        }
    };
    let [small, large] = SCRIPTS_MEASURED;
    let (a, b, c, d) = tokio::try_join!(
        one(Script::OneByOne, small),
        one(Script::OneByOne, large),
        one(Script::Twenties, small),
        one(Script::Twenties, large),
    )?;
    Ok(vec![a, b, c, d])
}

/// Progress, apart from the table.
fn say(words: &str) {
    let _ = writeln!(std::io::stderr(), "{words}");
}
