//! The promise with real processes: stations that are killed with SIGKILL at random moments and resumed buy no order
//! twice and lose no label. `PACKBENCH_CRASH_SEED=N PACKBENCH_CRASH_ROUNDS=1` replays the draws of one round.
#![cfg(unix)]
#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "a test's helpers may"
)]

mod common;

use std::collections::{BTreeMap, BTreeSet};
use std::io::{BufRead as _, BufReader};
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use common::{BINARY, Simulated, lines, words};
use serde_json::Value;

/// Rounds in CI (`PACKBENCH_CRASH_ROUNDS` for more).
const ROUNDS: u64 = 60;
/// Rounds at once: they mostly wait.
const LANES: u64 = 6;
const ORDERS: usize = 30;
/// When every shipment that was made is listed (the profile's `listed_after_ms`, and some).
const LISTED: Duration = Duration::from_millis(350);
/// Seconds without progress after which `resume` gives up, to be run again.
const WAIT: &str = "4";
/// How long an announcement takes, in milliseconds: shorter than the next call's answer, so that labels are stored while
/// calls are out; or long enough that all calls are answered before the first label comes.
const ANNOUNCE_MS: [u64; 2] = [100, 700];
/// Resumes without a kill until all is done.
const RESUMES_MAX: usize = 12;

/// Where the kills struck, over all rounds, as the journal shows it.
type Struck = Mutex<BTreeMap<&'static str, u64>>;

#[test]
fn killed_at_random_moments_it_buys_nothing_twice_and_loses_nothing() {
    let number =
        |name: &str| std::env::var(name).ok().map(|text| text.parse::<u64>().expect("a whole number"));
    let now = || std::time::UNIX_EPOCH.elapsed().unwrap().as_secs() % 1_000_000 * 1000;
    let first = number("PACKBENCH_CRASH_SEED").unwrap_or_else(now);
    let rounds = number("PACKBENCH_CRASH_ROUNDS").unwrap_or(ROUNDS);
    println!("PACKBENCH_CRASH_SEED={first} PACKBENCH_CRASH_ROUNDS={rounds}");
    let (next, struck, started) = (AtomicU64::new(0), Struck::default(), Instant::now());
    std::thread::scope(|scope| {
        for _ in 0..LANES.min(rounds) {
            scope.spawn(|| {
                while let Some(seed) =
                    Some(next.fetch_add(1, Ordering::Relaxed)).filter(|n| *n < rounds).map(|n| first + n)
                {
                    let _named = Named(seed);
                    Round::new(seed).run(&struck);
                }
            });
        }
    });
    let struck = struck.into_inner().unwrap();
    println!("{rounds} rounds in {:.1} s, kills: {struck:?}", started.elapsed().as_secs_f64());
    if rounds >= ROUNDS {
        for phase in [BEFORE, SENT, SETTLING, STORING] {
            assert!(struck.contains_key(phase), "some kill strikes {phase}: {struck:?}");
        }
    }
}

const BEFORE: &str = "before a call is sent";
const SENT: &str = "between commit and answer";
const SETTLING: &str = "while settling";
const STORING: &str = "while storing labels";
const AFTER: &str = "after all was done";

/// The phases of a batch that kills are aimed at.
const AIMS: [&str; 3] = [SENT, SETTLING, STORING];

fn phase(batches: &[Value]) -> &'static str {
    let count = |name: &str| -> u64 { batches.iter().map(|b| b["counts"][name].as_u64().unwrap()).sum() };
    match (count("planned"), count("sent"), count("waiting"), count("labelled")) {
        (_, 1.., _, _) => SENT,
        (_, 0, 1.., 0) => SETTLING,
        (_, 0, 1.., 1..) => STORING,
        (1.., 0, 0, _) => BEFORE,
        (0, 0, 0, 0) => BEFORE,
        (0, 0, 0, 1..) => AFTER,
    }
}

/// The phase that a line of the station's output tells of.
fn phase_told(line: &str) -> Option<&'static str> {
    let event: Value = serde_json::from_str(line).ok()?;
    (event["type"] == "batch").then(|| phase(std::slice::from_ref(&event["batch"])))
}

/// Names the seed of the round that fails.
struct Named(u64);

impl Drop for Named {
    fn drop(&mut self) {
        if std::thread::panicking() {
            println!("failed; again with PACKBENCH_CRASH_SEED={} PACKBENCH_CRASH_ROUNDS=1", self.0);
        }
    }
}

/// One platform, one data folder, one batch of several calls, one to three kills.
struct Round {
    platform: Simulated,
    folder: tempfile::TempDir,
    /// Of all orders; bought ones may leave the platform's list.
    numbers: BTreeSet<String>,
    draws: Draws,
}

/// What the journal says about an order, over all batches.
#[derive(Debug, Default)]
struct Journalled {
    states: BTreeSet<String>,
    tracking: Vec<String>,
    labels: usize,
}

impl Round {
    fn new(seed: u64) -> Self {
        let mut draws = Draws(seed);
        let platform = Simulated::start(ORDERS, seed, ANNOUNCE_MS[draws.pick(ANNOUNCE_MS.len())]);
        let numbers: BTreeSet<String> = platform
            .list("/api/v3/orders")
            .iter()
            .map(|order| order["order_number"].as_str().unwrap().to_owned())
            .collect();
        assert_eq!(numbers.len(), ORDERS, "every order has a number of its own");
        Self { platform, folder: tempfile::tempdir().unwrap(), numbers, draws }
    }

    fn run(&mut self, struck: &Struck) {
        self.killed(&["--json", "ship", "--all", "--status", "open", "--yes"], struck);
        for _ in 0..self.draws.below(3) {
            self.killed(&["--json", "resume"], struck);
        }
        self.finish();
        self.compare();
    }

    /// Runs a command, kills it at a random moment, and checks what must hold at any moment.
    fn killed(&mut self, arguments: &[&str], struck: &Struck) {
        let mut command = Command::new(BINARY);
        self.platform.equip(&mut command, self.folder.path()).args(arguments);
        let mut station = command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
        let output = BufReader::new(station.stdout.take().unwrap());
        // Early, at any time after the first news of the batch, or when the station tells that it came to a phase: no
        // kind of moment depends on how fast this machine is.
        let mut news = output.lines().map_while(Result::ok).filter_map(|line| phase_told(&line));
        let pause = match self.draws.below(4) {
            0 => self.draws.below(900),
            1 => {
                news.next();
                self.draws.below(1600)
            }
            _ => {
                let aim = AIMS[self.draws.pick(AIMS.len())];
                news.any(|phase| phase == aim);
                self.draws.below(60)
            }
        };
        std::thread::sleep(Duration::from_millis(pause));
        station.kill().unwrap();
        station.wait().unwrap();
        *struck.lock().unwrap().entry(self.phase()).or_default() += 1;
        // A resume may come before the platform lists what was just made, or after.
        if self.draws.below(2) == 0 {
            std::thread::sleep(LISTED);
        }
        self.check_money();
    }

    fn batches(&self) -> Vec<Value> {
        let output = self.platform.cli(self.folder.path(), &["--json", "batches"]);
        match output.status.code() {
            Some(0) => lines(&output),
            // Killed before there was a whole database: then no money may be spent either.
            _ => {
                assert_eq!(self.charged().len(), 0, "money without a journal: {}", words(&output));
                Vec::new()
            }
        }
    }

    fn phase(&self) -> &'static str {
        phase(&self.batches())
    }

    fn journal(&self) -> BTreeMap<String, Journalled> {
        let mut orders: BTreeMap<String, Journalled> = BTreeMap::new();
        for batch in self.batches() {
            let id = batch["id"].to_string();
            let detail = lines(&self.platform.cli(self.folder.path(), &["--json", "batch", &id])).remove(0);
            for order in detail["orders"].as_array().unwrap() {
                let known = orders.entry(order["order_number"].as_str().unwrap().to_owned()).or_default();
                known.states.insert(order["state"].as_str().unwrap().to_owned());
                known.tracking.extend(order["tracking_number"].as_str().map(str::to_owned));
                known.labels += order["labels"].as_array().unwrap().len();
            }
        }
        orders
    }

    /// What the platform charged and lists: order numbers with the tracking numbers of their shipments.
    fn charged(&self) -> BTreeMap<String, Vec<String>> {
        let mut charged: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for shipment in self.platform.list("/api/v3/shipments") {
            let tracking = shipment["parcels"][0]["tracking_number"].as_str().unwrap_or_default();
            let number = shipment["order_number"].as_str().unwrap().to_owned();
            charged.entry(number).or_default().push(tracking.to_owned());
        }
        charged
    }

    /// No order was bought twice, and none was bought before the journal said that it is being bought.
    fn check_money(&self) {
        let (charged, journal) = (self.charged(), self.journal());
        for (number, shipments) in &charged {
            assert_eq!(shipments.len(), 1, "order {number} has one active label, not {shipments:?}");
            let states = &journal.get(number).expect("a bought order is in the journal").states;
            let asked =
                states.iter().any(|state| !matches!(state.as_str(), "planned" | "withdrawn" | "left_out"));
            assert!(asked, "order {number} was bought before its call was committed: {states:?}");
        }
    }

    /// Resumes, and ships what was in no batch yet, until nothing more can come.
    fn finish(&self) {
        for _ in 0..RESUMES_MAX {
            self.cli(&["--json", "resume", "--wait", WAIT]);
            self.cli(&["--json", "ship", "--all", "--status", "open", "--yes", "--wait", WAIT]);
            std::thread::sleep(LISTED);
            if self.unfinished().is_empty() {
                return;
            }
        }
        panic!("never finished: {:?}", self.unfinished());
    }

    fn cli(&self, arguments: &[&str]) -> Vec<Value> {
        let output = self.platform.cli(self.folder.path(), arguments);
        // 2: nothing could be sent.
        assert_ne!(output.status.code(), Some(2), "{arguments:?}: {}", words(&output));
        lines(&output)
    }

    /// Orders that are neither labelled nor lost on the way out (killed between the commit and the first byte: the
    /// journal cannot know that nothing arrived, and keeps them unknown).
    fn unfinished(&self) -> Vec<String> {
        let (charged, journal) = (self.charged(), self.journal());
        let done = |number: &String| {
            journal.get(number).is_some_and(|order| {
                order.states.contains("labelled")
                    || (order.states.contains("unknown") && !charged.contains_key(number))
            })
        };
        self.numbers.iter().filter(|number| !done(number)).cloned().collect()
    }

    /// Money and labels, order by order.
    fn compare(&self) {
        self.check_money();
        let (charged, journal) = (self.charged(), self.journal());
        for number in &self.numbers {
            let order = &journal[number];
            match charged.get(number) {
                Some(tracking) => {
                    assert!(order.states.contains("labelled"), "{number} is paid for: {order:?}");
                    assert_eq!((&order.tracking, order.labels), (tracking, 1), "{number}: its own label");
                }
                None => assert!(order.states.contains("unknown") && order.labels == 0, "{number}: {order:?}"),
            }
        }
        let stored: usize = self.batches().iter().map(|batch| self.pages_of(batch)).sum();
        assert_eq!(stored, charged.len(), "every label that was charged is a page");
    }

    fn pages_of(&self, batch: &Value) -> usize {
        if batch["counts"]["labelled"] == 0 {
            return 0;
        }
        let file = self.folder.path().join("labels.pdf");
        let path: &Path = &file;
        let saved =
            self.cli(&["--json", "labels", &batch["id"].to_string(), "--out", path.to_str().unwrap()]);
        assert_eq!(saved[0]["labels"], saved[0]["pages"], "{saved:?}");
        usize::try_from(saved[0]["pages"].as_u64().unwrap()).unwrap()
    }
}

/// Splitmix64.
struct Draws(u64);

impl Draws {
    fn pick(&mut self, choices: usize) -> usize {
        usize::try_from(self.below(u64::try_from(choices).unwrap())).unwrap()
    }

    fn below(&mut self, end: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (mixed ^ (mixed >> 31)) % end
    }
}
