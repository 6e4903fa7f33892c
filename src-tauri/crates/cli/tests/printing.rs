//! A hundred labels to a real CUPS queue: once each, in order, byte for byte, whatever happens in between.
//! `PACKBENCH_PRINT_SEED=N` replays the moments.
#![cfg(unix)]
#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "a test's helpers may"
)]

#[expect(dead_code, reason = "the crash tests use all of it")]
mod common;
#[path = "../../printing/tests/cupsd/mod.rs"]
mod cupsd;
#[path = "../../printing/tests/cupsd/relay.rs"]
mod relay;

use std::cell::Cell;
use std::process::{Command, Output, Stdio};
use std::time::{Duration, Instant};

use common::{BINARY, Simulated, lines, words};
use cupsd::{Cupsd, PATIENCE, Sink, with_cups};
use relay::Relay;
use serde_json::Value;

const LABELS: usize = 100;
const PRINTER: &str = "zebra";

/// A station with a batch of stored labels, a printer, and what comes out when nothing happens.
struct Station {
    server: String,
    platform: Simulated,
    folder: tempfile::TempDir,
    sink: Sink,
    expected: Vec<Vec<u8>>,
    /// Labels that the person asked for again.
    again: Cell<usize>,
    /// Labels that the person was asked about.
    asked: Cell<usize>,
}

impl Station {
    fn new(cups: &Cupsd, labels: usize) -> Self {
        let (platform, folder) = (Simulated::start(labels, 7, 100), tempfile::tempdir().unwrap());
        let shipped = platform.cli(folder.path(), &["ship", "--all", "--status", "open", "--yes"]);
        assert_eq!(shipped.status.code(), Some(0), "all are shipped: {}", words(&shipped));
        let (calm, sink) = (Sink::new(), Sink::new());
        cups.raw_queue("calm", &calm.device, &[]);
        cups.raw_queue(PRINTER, &sink.device, &[]);
        let mut station = Self {
            server: cups.address(),
            platform,
            folder,
            sink,
            expected: Vec::new(),
            again: Cell::default(),
            asked: Cell::default(),
        };
        let printed = station.run(&["print", "1", "--printer", "calm"]);
        assert_eq!(printed.status.code(), Some(0), "all came out: {}", words(&printed));
        station.expected = (0..labels).map(|_| calm.next()).collect();
        calm.assert_quiet();
        let mut different = station.expected.clone();
        different.sort();
        different.dedup();
        assert_eq!(different.len(), labels, "no two labels are alike, so that their order can be seen");
        station
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(BINARY);
        self.platform.equip(&mut command, self.folder.path());
        command.env("CUPS_SERVER", &self.server).arg("--json").args(arguments);
        command
    }

    fn run(&self, arguments: &[&str]) -> Output {
        self.command(arguments).output().expect("the binary runs")
    }

    /// Starts printing and ends the program, as a power cut would, when so many labels are out and a moment has passed;
    /// or it ends by itself, because somebody has to look at a label first.
    fn killed_after(&self, arguments: &[&str], labels: usize, moment: Duration) -> Vec<Vec<u8>> {
        let mut process = self.command(arguments).stdout(Stdio::null()).spawn().unwrap();
        let mut out = Vec::new();
        while out.len() < labels && process.try_wait().unwrap().is_none() {
            out.extend(self.sink.soon());
        }
        std::thread::sleep(moment);
        process.kill().unwrap();
        process.wait().unwrap();
        out
    }

    /// Goes on until the queue is empty, from where a run ended; what a person is asked is answered by what lies on the
    /// table.
    fn go_on(&self, mut ended: Output, mut out: Vec<Vec<u8>>) -> Vec<Vec<u8>> {
        let started = Instant::now();
        loop {
            while let Some(label) = self.sink.soon() {
                out.push(label);
            }
            let mut arguments = vec!["queue".to_owned()];
            match ended.status.code() {
                Some(0) => return out,
                // The printer stood still for a while.
                Some(1) => {}
                Some(3) => {
                    let asked = asking(&ended);
                    println!("asked about {asked:?}");
                    self.asked.set(self.asked.get() + asked.len());
                    for (job, order, asks) in asked {
                        let word = match asks.as_str() {
                            "missing" if !self.lies_in(&out, &order) => {
                                self.again.set(self.again.get() + 1);
                                "--again"
                            }
                            _ => "--came-out",
                        };
                        arguments.extend([word.to_owned(), job]);
                    }
                }
                other => panic!("it ended with {other:?}: {}", words(&ended)),
            }
            assert!(started.elapsed() < 3 * PATIENCE, "it comes to an end: {}", words(&ended));
            let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
            ended = self.run(&arguments);
        }
    }

    /// Whether the label of this order is on the table.
    fn lies_in(&self, out: &[Vec<u8>], title: &str) -> bool {
        let batch = self.run(&["batch", "1"]);
        let orders = lines(&batch)[0]["orders"].as_array().unwrap().clone();
        let titled = |order: &Value| format!("Order {}", order["order_number"].as_str().unwrap()) == title;
        let place = orders.iter().position(titled).expect("the title names an order");
        out.contains(&self.expected[place])
    }
}

/// The jobs that a person is to say something about: number, title and what is asked.
fn asking(output: &Output) -> Vec<(String, String, String)> {
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    lines(output)
        .iter()
        .flat_map(|queue| queue["asking"].as_array().unwrap())
        .map(|job: &Value| (job["id"].to_string(), text(&job["title"]), text(&job["asks"])))
        .collect()
}

/// The spooler itself may print the label again that it was at: then that is said, and it is no work of ours.
fn once_each_or_said(cups: &Cupsd, station: &Station, out: Vec<Vec<u8>>, ended: Output) {
    let out = station.go_on(ended, out);
    let mut once = out.clone();
    once.dedup();
    same(&once, &station.expected);
    let (twice, asked) = (out.len() - once.len(), station.asked.get());
    println!("{twice} came out twice, asked about {asked}");
    assert!(twice <= 1, "only the label that was printing may come out twice, not {twice}");
    assert!(twice <= asked, "a label that came out twice is said");
    let wanted = station.expected.len() + station.again.get();
    let seen = cups.handed_over(PRINTER);
    assert!(seen <= wanted, "nothing is handed over twice that nobody asked for: {seen} of {wanted}");
}

fn seed() -> u64 {
    let given = std::env::var("PACKBENCH_PRINT_SEED").ok().map(|text| text.parse().expect("a whole number"));
    let seed = given.unwrap_or_else(|| std::time::UNIX_EPOCH.elapsed().unwrap().subsec_micros().into());
    println!("PACKBENCH_PRINT_SEED={seed}");
    seed
}

fn same(out: &[Vec<u8>], expected: &[Vec<u8>]) {
    let order: Vec<Option<usize>> =
        out.iter().map(|label| expected.iter().position(|known| known == label)).collect();
    let wanted: Vec<Option<usize>> = (0..expected.len()).map(Some).collect();
    assert_eq!(order, wanted, "once each, in order, byte for byte");
}

#[test]
fn a_hundred_labels_come_out_once_each_though_the_program_is_killed() {
    with_cups(async |cups| {
        let (station, seed) = (Station::new(&cups, LABELS), seed());
        let moment = |n: u64| {
            Duration::from_micros(seed.wrapping_mul(2_654_435_761).rotate_left(7 * n as u32) % 60_000)
        };
        let print = ["print", "1", "--printer", PRINTER];
        let mut out = station.killed_after(&print, 9, moment(1));
        for (n, labels) in [(2, 20), (3, 0), (4, 31)] {
            out.extend(station.killed_after(&["queue"], labels, moment(n)));
        }
        let out = station.go_on(station.run(&["queue"]), out);
        station.sink.assert_quiet();
        same(&out, &station.expected);
        let wanted = LABELS + station.again.get();
        let seen = cups.handed_over(PRINTER);
        assert!(seen <= wanted, "nothing is handed over twice that nobody asked for: {seen} of {wanted}");
    });
}

#[test]
fn twenty_labels_ask_no_printer_what_it_can_do() {
    // RFC 8011 section 5.4.15, and CUPS' own.
    const PRINT_JOB: u16 = 0x0002;
    const GET_PRINTER_ATTRIBUTES: u16 = 0x000B;
    const CUPS_GET_PRINTERS: u16 = 0x4002;
    with_cups(async |cups| {
        let mut station = Station::new(&cups, 20);
        let relay = Relay::to(&cups.address());
        station.server = relay.address.clone();
        let printed = station.run(&["print", "1", "--printer", PRINTER]);
        assert_eq!(printed.status.code(), Some(0), "all came out: {}", words(&printed));
        let asked = |operation| relay.asked(operation, "attributes-charset");
        assert_eq!(asked(PRINT_JOB), 20, "a job for each label");
        assert!(asked(GET_PRINTER_ATTRIBUTES) >= 20, "its state is looked at before each");
        assert_eq!(asked(CUPS_GET_PRINTERS), 0, "no printers are searched");
        for ability in
            ["media-supported", "media-ready", "printer-resolution-supported", "document-format-supported"]
        {
            assert_eq!(relay.asked(GET_PRINTER_ATTRIBUTES, ability), 0, "{ability} is asked by people alone");
        }
        let able = relay.asked(GET_PRINTER_ATTRIBUTES, "printer-state");
        assert_eq!(able, asked(GET_PRINTER_ATTRIBUTES), "the relay reads what is asked for");
    });
}

#[test]
fn a_paused_printer_goes_on_where_it_was() {
    with_cups(async |cups| {
        let station = Station::new(&cups, 30);
        let mut process =
            station.command(&["print", "1", "--printer", PRINTER]).stdout(Stdio::piped()).spawn().unwrap();
        let mut out: Vec<Vec<u8>> = (0..7).map(|_| station.sink.next()).collect();
        assert!(cups.tool("cupsdisable", &["-r", "Roll is empty", PRINTER]), "the roll is empty");
        // One label may be on its way.
        while let Some(label) = station.sink.soon() {
            out.push(label);
        }
        assert!(out.len() < 30, "it stands in the middle");
        std::thread::sleep(Duration::from_secs(1));
        assert!(process.try_wait().unwrap().is_none(), "the program waits for the printer");
        assert!(cups.tool("cupsenable", &[PRINTER]), "a new roll");
        let ended = process.wait_with_output().unwrap();
        once_each_or_said(&cups, &station, out, ended);
    });
}

#[test]
fn a_print_service_that_starts_again_repeats_one_label_at_most_and_it_is_said() {
    with_cups(async |mut cups| {
        let station = Station::new(&cups, 30);
        let print = ["print", "1", "--printer", PRINTER];
        let process = station.command(&print).stdout(Stdio::piped()).spawn().unwrap();
        let out: Vec<Vec<u8>> = (0..6).map(|_| station.sink.next()).collect();
        cups.stop();
        std::thread::sleep(Duration::from_millis(500));
        cups.start_again();
        let ended = process.wait_with_output().unwrap();
        once_each_or_said(&cups, &station, out, ended);
    });
}
