//! Nothing is bought before its intent would survive a power cut. The real binary ships under strace; at the first byte
//! of every create call the disk is put together again from what was synced by then and nothing else, and the journal
//! on that disk must already say that these very orders are being bought.
//!
//! strace stops a thread before each system call and after it, and writes both down in that order; so a sync that it
//! saw end before it saw a send begin really ended before.
#![cfg(target_os = "linux")]
#![expect(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test's helpers may")]

mod common;

use std::collections::{BTreeMap, HashMap};
use std::path::Path;
use std::process::Command;

use common::{BINARY, Simulated, lines, words};
use serde_json::Value;

const ORDERS: usize = 45;
const FILES: [&str; 2] = ["packbench.sqlite", "packbench.sqlite-wal"];
const CALLS: &str =
    "trace=fdatasync,fsync,ftruncate,pwrite64,connect,sendto,sendmsg,write,writev,?pwritev,?sync_file_range";
/// Longer than any single write of the station.
const TEXT_MAX: &str = "1000000";

#[test]
fn every_purchase_is_on_the_disk_before_its_first_byte_is_sent() {
    if let Err(why) = strace_works() {
        assert!(std::env::var_os("CI_REQUIRES_STRACE").is_none_or(|set| set != "1"), "{why}");
        println!("skipped: {why}");
        return;
    }
    let platform = Simulated::start(ORDERS, 11, 100);
    let folder = tempfile::tempdir().unwrap();
    let synced = platform.cli(folder.path(), &["sync"]);
    assert!(synced.status.success(), "{}", words(&synced));
    let before = FILES.map(|name| (name, std::fs::read(folder.path().join(name)).unwrap_or_default()));
    let orders = orders_by_id(&platform);

    let trace = folder.path().join("trace");
    let mut strace = Command::new("strace");
    strace.args(["-f", "-y", "-s", TEXT_MAX, "-e", CALLS, "-o"]).arg(&trace).arg(BINARY);
    strace.args(["--json", "ship", "--all", "--status", "open", "--yes"]);
    let shipped = platform.equip(&mut strace, folder.path()).output().unwrap();
    let summary = lines(&shipped).pop().expect("a summary");
    assert_eq!(summary["labelled"], ORDERS, "{}", words(&shipped));

    let mut disk = Disk::new(before);
    let (mut calls, mut bought) = (0, Vec::new());
    for line in std::fs::read_to_string(&trace).unwrap().lines() {
        if let Some(ids) = disk.follow(line) {
            calls += 1;
            let asked: Vec<String> = ids.iter().map(|id| orders[id].clone()).collect();
            let journal = states_after_power_cut(&platform, &disk);
            for number in &asked {
                let state = journal.get(number).map(String::as_str);
                assert_eq!(
                    state,
                    Some("sent"),
                    "call {calls}, order {number}: on the disk when its call leaves"
                );
            }
            bought.extend(asked);
        }
    }
    assert!(calls >= 3, "{calls} calls of three shops were seen");
    bought.sort();
    let mut all: Vec<String> = orders.into_values().collect();
    all.sort();
    assert_eq!(bought, all, "every order was in one call that was seen");
}

fn strace_works() -> Result<(), String> {
    let output = Command::new("strace").args(["-f", "-o", "/dev/null", "true"]).output();
    match output {
        Err(error) => Err(format!("strace cannot be run: {error}")),
        Ok(output) if output.status.success() => Ok(()),
        Ok(output) => Err(format!("strace may not trace: {}", words(&output))),
    }
}

/// Order numbers by the ids that create calls name.
fn orders_by_id(platform: &Simulated) -> HashMap<String, String> {
    let text = |order: &Value, name: &str| order[name].as_str().unwrap().to_owned();
    let listed = platform.list("/api/v3/orders");
    let orders: HashMap<String, String> =
        listed.iter().map(|order| (text(order, "order_id"), text(order, "order_number"))).collect();
    assert_eq!(orders.len(), ORDERS, "every order has an id of its own");
    orders
}

/// The states of all orders, read by the binary itself from what a power cut at this moment would have left.
fn states_after_power_cut(platform: &Simulated, disk: &Disk) -> BTreeMap<String, String> {
    let folder = tempfile::tempdir().unwrap();
    disk.write_durable(folder.path());
    let batches = platform.cli(folder.path(), &["--json", "batches"]);
    assert!(batches.status.success(), "the database is whole after a power cut: {}", words(&batches));
    let mut states = BTreeMap::new();
    for batch in lines(&batches) {
        let shown = platform.cli(folder.path(), &["--json", "batch", &batch["id"].to_string()]);
        for order in lines(&shown)[0]["orders"].as_array().unwrap() {
            let text = |name: &str| order[name].as_str().unwrap().to_owned();
            states.insert(text("order_number"), text("state"));
        }
    }
    states
}

/// The database's files, change by change.
struct Disk {
    files: [(&'static str, File); 2],
    /// What threads have begun and not ended.
    under_way: HashMap<String, (usize, Begun)>,
}

struct File {
    before: Vec<u8>,
    changes: Vec<Change>,
    /// How many of the changes a sync has confirmed.
    synced: usize,
}

enum Change {
    Bytes { at: usize, bytes: Vec<u8> },
    Length(usize),
}

enum Begun {
    Change(Change),
    /// Confirms what had been written when it began.
    Sync {
        changes: usize,
    },
}

impl Disk {
    fn new(before: [(&'static str, Vec<u8>); 2]) -> Self {
        let file = |before| File { before, changes: Vec::new(), synced: 0 };
        Self { files: before.map(|(name, bytes)| (name, file(bytes))), under_way: HashMap::new() }
    }

    /// Takes in one line of the trace. Answers the order ids when it is the beginning of a create call.
    fn follow(&mut self, line: &str) -> Option<Vec<String>> {
        let (thread, rest) = line.split_once(' ').expect("a thread and what it did");
        let rest = rest.trim_start();
        if rest.starts_with("<... ") {
            self.end(thread, rest);
            return None;
        }
        let (name, arguments) = rest.split_once('(').filter(|_| !rest.starts_with(['+', '-']))?;
        let target =
            arguments.split_once('<').and_then(|(_, tail)| tail.split_once('>')).map(|(path, _)| path);
        let file = target.and_then(|target| {
            let base = target.rsplit('/').next();
            self.files.iter().position(|(name, _)| base == Some(*name))
        });
        match (name, file) {
            ("sendto" | "sendmsg" | "write" | "writev", None) => {
                let socket =
                    target.is_some_and(|path| path.starts_with("socket:") || path.starts_with("TCP"));
                return socket.then(|| ordered(arguments)).flatten();
            }
            ("pwrite64", Some(at)) => {
                self.under_way.insert(thread.to_owned(), (at, Begun::Change(written(arguments))));
            }
            ("ftruncate", Some(at)) => {
                let length = arguments.split_once(">, ").unwrap().1;
                let length = length.split([')', ' ']).next().unwrap().parse().unwrap();
                self.under_way.insert(thread.to_owned(), (at, Begun::Change(Change::Length(length))));
            }
            ("fsync" | "fdatasync", Some(at)) => {
                let changes = self.files[at].1.changes.len();
                self.under_way.insert(thread.to_owned(), (at, Begun::Sync { changes }));
            }
            (_, Some(_)) => panic!("an unexpected change of the database: {name}"),
            (_, None) => {}
        }
        if !rest.ends_with("<unfinished ...>") {
            self.end(thread, rest);
        }
        None
    }

    fn end(&mut self, thread: &str, rest: &str) {
        let Some((at, begun)) = self.under_way.remove(thread) else { return };
        let result: i64 = rest.rsplit_once(" = ").unwrap().1.split(' ').next().unwrap().parse().unwrap();
        let file = &mut self.files[at].1;
        match begun {
            Begun::Change(change) => {
                if let Change::Bytes { bytes, .. } = &change {
                    assert_eq!(i64::try_from(bytes.len()).unwrap(), result, "written as a whole");
                }
                file.changes.push(change);
            }
            Begun::Sync { changes } => {
                assert_eq!(result, 0, "the sync succeeded");
                file.synced = file.synced.max(changes);
            }
        }
    }

    /// The files as a power cut would leave them, when it spares nothing that was not synced.
    fn write_durable(&self, folder: &Path) {
        for (name, file) in &self.files {
            let mut image = file.before.clone();
            for change in &file.changes[..file.synced] {
                match change {
                    Change::Length(length) => image.resize(*length, 0),
                    Change::Bytes { at, bytes } => {
                        image.resize(image.len().max(at + bytes.len()), 0);
                        image[*at..at + bytes.len()].copy_from_slice(bytes);
                    }
                }
            }
            std::fs::write(folder.join(name), image).unwrap();
        }
    }
}

/// The order ids of a create call; `None` for any other message.
fn ordered(arguments: &str) -> Option<Vec<String>> {
    let (_, tail) = arguments.split_once("\"POST /api/v3/orders/create-labels-async ")?;
    let (_, body) = tail.split_once("\"{").expect("head and body leave together");
    let (body, _) = unescaped(&format!("{{{body}"));
    let body: Value = serde_json::from_slice(&body).expect("the body is JSON");
    let orders = body["orders"].as_array().expect("orders");
    Some(orders.iter().map(|order| order["order_id"].as_str().expect("an id").to_owned()).collect())
}

/// `FD<PATH>, "BYTES", LENGTH, OFFSET`
fn written(arguments: &str) -> Change {
    let (_, text) = arguments.split_once(">, \"").expect("bytes");
    let (bytes, tail) = unescaped(text);
    let mut numbers = tail.split([',', ')', ' ']).filter(|word| !word.is_empty());
    let mut number = || numbers.next().and_then(|word| word.parse::<usize>().ok()).expect("a number");
    let (length, at) = (number(), number());
    assert_eq!(bytes.len(), length, "strace showed all of it");
    Change::Bytes { at, bytes }
}

/// The bytes of a C string up to its closing quote, and what follows it.
fn unescaped(text: &str) -> (Vec<u8>, &str) {
    let source = text.as_bytes();
    let (mut bytes, mut at) = (Vec::new(), 0);
    loop {
        let byte = source[at];
        at += 1;
        match byte {
            b'"' => return (bytes, &text[at..]),
            b'\\' => {
                let digits =
                    source[at..].iter().take(3).take_while(|digit| (b'0'..=b'7').contains(digit)).count();
                let (value, length) = match digits {
                    0 => (sign(source[at]), 1),
                    _ => (u8::from_str_radix(&text[at..at + digits], 8).unwrap(), digits),
                };
                bytes.push(value);
                at += length;
            }
            plain => bytes.push(plain),
        }
    }
}

fn sign(letter: u8) -> u8 {
    match letter {
        b'n' => b'\n',
        b't' => b'\t',
        b'r' => b'\r',
        b'v' => 0x0b,
        b'f' => 0x0c,
        other => other,
    }
}
