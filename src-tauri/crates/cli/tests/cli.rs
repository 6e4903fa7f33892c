//! The real binary against the simulated platform over real HTTP on this machine.
#![expect(clippy::unwrap_used, clippy::expect_used, reason = "a test's helpers may")]

use std::io::{BufRead as _, BufReader};
use std::path::Path;
use std::process::{Child, Command, Output, Stdio};

use serde_json::Value;

const BINARY: &str = env!("CARGO_BIN_EXE_packbench-cli");

/// A running `simulate`; ends with the test.
struct Simulated {
    process: Child,
    line: Value,
}

impl Simulated {
    fn start(arguments: &[&str]) -> Self {
        let mut process = Command::new(BINARY)
            .arg("simulate")
            .args(arguments)
            .stdout(Stdio::piped())
            .spawn()
            .expect("simulate starts");
        let mut line = String::new();
        BufReader::new(process.stdout.as_mut().unwrap()).read_line(&mut line).unwrap();
        Self { process, line: serde_json::from_str(&line).expect("the first line is JSON") }
    }

    fn text(&self, name: &str) -> &str {
        self.line[name].as_str().unwrap()
    }
}

impl Drop for Simulated {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// The binary with a data folder and, for a live station, the simulator's keys.
fn cli(folder: &Path, platform: Option<&Simulated>, arguments: &[&str]) -> Output {
    let mut command = Command::new(BINARY);
    command.env("PACKBENCH_DATA_DIR", folder).args(arguments);
    for name in [
        "PACKBENCH_SENDCLOUD_URL",
        "PACKBENCH_SENDCLOUD_PUBLIC_KEY",
        "PACKBENCH_SENDCLOUD_SECRET_KEY",
        "PACKBENCH_WEMASY_URL",
        "PACKBENCH_WEMASY_TOKEN",
    ] {
        command.env_remove(name);
    }
    if let Some(platform) = platform {
        command
            .env("PACKBENCH_SENDCLOUD_URL", platform.text("url"))
            .env("PACKBENCH_SENDCLOUD_PUBLIC_KEY", platform.text("public_key"))
            .env("PACKBENCH_SENDCLOUD_SECRET_KEY", platform.text("secret_key"));
    }
    command.output().expect("the binary runs")
}

fn code(output: &Output) -> i32 {
    output.status.code().unwrap()
}

fn words(output: &Output) -> String {
    format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr))
}

/// The last line: `{"batch","orders",...}`.
fn summary(output: &Output) -> Value {
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    serde_json::from_str(text.lines().last().expect("a last line")).expect("it is JSON")
}

fn number(summary: &Value, name: &str) -> u64 {
    summary[name].as_u64().expect(name)
}

/// As [`cli`], with the token of the simulated Wemasy shop.
fn with_wemasy(folder: &Path, platform: &Simulated, arguments: &[&str]) -> Output {
    let mut command = Command::new(BINARY);
    command
        .args(arguments)
        .env("PACKBENCH_DATA_DIR", folder)
        .env("PACKBENCH_SENDCLOUD_URL", platform.text("url"))
        .env("PACKBENCH_SENDCLOUD_PUBLIC_KEY", platform.text("public_key"))
        .env("PACKBENCH_SENDCLOUD_SECRET_KEY", platform.text("secret_key"))
        .env("PACKBENCH_WEMASY_URL", platform.text("wemasy_url"))
        .env("PACKBENCH_WEMASY_TOKEN", platform.text("wemasy_token"));
    command.output().expect("the binary runs")
}

#[test]
fn ships_wemasys_orders_by_the_environments_token() {
    let platform = Simulated::start(&["--orders", "12", "--seed", "5"]);
    let folder = tempfile::tempdir().unwrap();
    let synced = with_wemasy(folder.path(), &platform, &["sync"]);
    assert_eq!(code(&synced), 0, "{}", words(&synced));
    let listed = with_wemasy(folder.path(), &platform, &["--json", "orders"]);
    let text = String::from_utf8_lossy(&listed.stdout).into_owned();
    let rows = text.lines().filter_map(|line| serde_json::from_str::<Value>(line).ok());
    let alone: Vec<String> = rows
        .filter(|row| row["wemasy"]["hand_over"].is_object())
        .filter_map(|row| row["number"].as_str().map(str::to_owned))
        .collect();
    assert!(alone.len() >= 2, "orders that only Wemasy has: {text}");
    let mut wanted = vec!["--json", "ship"];
    wanted.extend(alone.iter().take(2).map(String::as_str));
    wanted.extend(["--yes", "--status", "open"]);
    let shipped = with_wemasy(folder.path(), &platform, &wanted);
    assert_eq!(code(&shipped), 0, "{}", words(&shipped));
    let told = summary(&shipped);
    assert_eq!(number(&told, "labelled"), 2, "{}", words(&shipped));
    let shown = words(&shipped);
    assert!(!shown.contains(platform.text("wemasy_token")), "the token is shown nowhere");
}

#[test]
fn ships_over_http_and_keeps_the_labels() {
    let folder = tempfile::tempdir().unwrap();
    let platform = Simulated::start(&["--orders", "60", "--seed", "7"]);
    let cli = |arguments: &[&str]| cli(folder.path(), Some(&platform), arguments);
    let checked = cli(&["check"]);
    assert_eq!(code(&checked), 0, "{}", words(&checked));
    assert!(words(&checked).contains("Packbench practice shop"), "{}", words(&checked));

    let unchosen = cli(&["--json", "ship", "--all", "--yes"]);
    assert_eq!(code(&unchosen), 2, "nobody has chosen open statuses: {}", words(&unchosen));
    let unsure = cli(&["ship", "--all", "--status", "open"]);
    assert_eq!(code(&unsure), 2, "without --yes nothing is bought: {}", words(&unsure));

    let shipped = cli(&["--json", "ship", "--all", "--status", "open", "--yes"]);
    let sum = summary(&shipped);
    assert_eq!(number(&sum, "orders"), 60, "{sum}");
    assert_eq!(
        number(&sum, "orders"),
        ["labelled", "refused", "waiting", "unknown"].into_iter().map(|name| number(&sum, name)).sum::<u64>(),
        "{sum}"
    );
    assert_eq!((number(&sum, "waiting"), number(&sum, "unknown")), (0, 0), "{}", words(&shipped));
    assert_eq!(code(&shipped), if number(&sum, "refused") > 0 { 1 } else { 0 });

    let file = folder.path().join("labels.pdf");
    let batch = number(&sum, "batch").to_string();
    assert_eq!(code(&cli(&["labels", &batch, "--out", file.to_str().unwrap()])), 0);
    assert!(std::fs::read(&file).unwrap().starts_with(b"%PDF"), "a real PDF");
    let shown = cli(&["batch", &batch]);
    assert_eq!(
        words(&shown).matches(" labelled ").count() as u64,
        number(&sum, "labelled"),
        "{}",
        words(&shown)
    );

    let again = summary(&cli(&["--json", "ship", "--all", "--status", "open", "--yes"]));
    assert_eq!(number(&again, "labelled"), 0, "what has a label is not bought again: {again}");
}

#[test]
fn wrong_keys_buy_nothing_and_say_so() {
    let folder = tempfile::tempdir().unwrap();
    let platform = Simulated::start(&["--orders", "5"]);
    let run = |arguments: &[&str]| {
        Command::new(BINARY)
            .env("PACKBENCH_DATA_DIR", folder.path())
            .env("PACKBENCH_SENDCLOUD_URL", platform.text("url"))
            .env("PACKBENCH_SENDCLOUD_PUBLIC_KEY", "wrong-public-key")
            .env("PACKBENCH_SENDCLOUD_SECRET_KEY", "wrong-secret-key")
            .args(arguments)
            .output()
            .unwrap()
    };
    for arguments in [&["check"][..], &["--json", "ship", "--all", "--status", "open", "--yes"]] {
        let output = run(arguments);
        assert_eq!(code(&output), 2, "{}", words(&output));
        assert!(!words(&output).contains("wrong-secret-key"), "no key in the output");
    }
    let logs = std::fs::read_dir(folder.path().join("logs")).into_iter().flatten().flatten();
    for log in logs {
        let text = std::fs::read_to_string(log.path()).unwrap();
        assert!(
            !text.contains("wrong-secret-key") && !text.contains("wrong-public-key"),
            "no key in the log"
        );
    }
}

#[test]
fn without_network_or_keys_nothing_can_be_sent() {
    let folder = tempfile::tempdir().unwrap();
    let unreachable = Command::new(BINARY)
        .env("PACKBENCH_DATA_DIR", folder.path())
        .env("PACKBENCH_SENDCLOUD_URL", "http://127.0.0.1:9")
        .env("PACKBENCH_SENDCLOUD_PUBLIC_KEY", "some-public-key")
        .env("PACKBENCH_SENDCLOUD_SECRET_KEY", "some-secret-key")
        .args(["ship", "--all", "--status", "open", "--yes"])
        .output()
        .unwrap();
    assert_eq!(code(&unreachable), 2, "{}", words(&unreachable));
    let keyless = cli(&folder.path().join("other"), None, &["ship", "--all", "--yes"]);
    assert_eq!(code(&keyless), 2, "{}", words(&keyless));
    assert_eq!(code(&cli(folder.path(), None, &["ship"])), 2, "neither --all nor a number");
}

#[test]
fn practice_ships_named_orders_and_refuses_ambiguous_numbers() {
    let folder = tempfile::tempdir().unwrap();
    let cli = |arguments: &[&str]| cli(folder.path(), None, &[&["--practice", "--json"], arguments].concat());
    let listed = cli(&["orders"]);
    let orders: Vec<Value> = String::from_utf8_lossy(&listed.stdout)
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    assert!(orders.len() > 200, "{} open practice orders", orders.len());
    let number_of = |order: &Value| order["number"].as_str().unwrap().to_owned();
    let repeated = orders
        .iter()
        .find(|a| {
            let shops = |b: &&Value| b["number"] == a["number"] && b["integration_id"] != a["integration_id"];
            orders.iter().any(|b| shops(&b))
        })
        .expect("practice has a number in two shops");
    let ambiguous = cli(&["ship", &number_of(repeated), "--yes"]);
    assert_eq!(code(&ambiguous), 2, "{}", words(&ambiguous));
    assert_eq!(
        words(&ambiguous).matches(&format!("\"number\":\"{}\"", number_of(repeated))).count(),
        2,
        "both listed"
    );

    let shop = repeated["integration_id"].as_i64().unwrap().to_string();
    let one = cli(&["ship", &number_of(repeated), "--integration", &shop, "--yes"]);
    assert_eq!(number(&summary(&one), "orders"), 1, "{}", words(&one));
    let nobody = cli(&["ship", "no such order", "--yes"]);
    assert_eq!(code(&nobody), 2, "{}", words(&nobody));
    assert_eq!(code(&cli(&["practice", "reset"])), 0);
    let batches = cli(&["batches"]);
    assert!(batches.stdout.is_empty(), "nothing of the old practice is left: {}", words(&batches));
}

#[test]
#[cfg(unix)]
fn killed_in_the_middle_it_resumes_without_buying_twice() {
    let folder = tempfile::tempdir().unwrap();
    let profile = folder.path().join("profile.json");
    std::fs::write(
        &profile,
        r#"{"announce_ms":{"start":100,"end":400},"answer_ms":{"start":150,"end":400},"read_ms":{"start":0,"end":5},
            "listed_after_ms":{"start":0,"end":500},"profile":{"without_weight":0,"refused":0,"announcement_fails":0,
            "without_house_number":0,"without_postal_code":0,"without_customs_data":0,"oddities":false}}"#,
    )
    .unwrap();
    let platform =
        Simulated::start(&["--orders", "100", "--profile", profile.to_str().unwrap(), "--limits", "none"]);
    let mut ship = Command::new(BINARY)
        .env("PACKBENCH_DATA_DIR", folder.path())
        .env("PACKBENCH_SENDCLOUD_URL", platform.text("url"))
        .env("PACKBENCH_SENDCLOUD_PUBLIC_KEY", platform.text("public_key"))
        .env("PACKBENCH_SENDCLOUD_SECRET_KEY", platform.text("secret_key"))
        .args(["--json", "ship", "--all", "--status", "open", "--yes"])
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    // Killed as soon as the batch reports anything at all.
    let mut lines = BufReader::new(ship.stdout.as_mut().unwrap()).lines();
    lines
        .find(|line| line.as_ref().is_ok_and(|line| line.contains("\"batch\"")))
        .expect("the batch began")
        .unwrap();
    ship.kill().unwrap();
    ship.wait().unwrap();

    let mut last = Value::Null;
    for _ in 0..4 {
        let resumed = cli(folder.path(), Some(&platform), &["--json", "resume"]);
        last = summary(&resumed);
        if number(&last, "unknown") + number(&last, "waiting") == 0 {
            break;
        }
    }
    // A call that was killed before its bytes were read bought nothing; it stays unknown until a person decides.
    let unknown = number(&last, "unknown");
    assert_eq!(number(&last, "labelled") + unknown, 100, "{last}");
    if unknown == 0 {
        let idle = cli(folder.path(), Some(&platform), &["--json", "resume"]);
        assert_eq!((code(&idle), number(&summary(&idle), "orders")), (0, 0), "nothing is left to do");
    }
    let again = summary(&cli(
        folder.path(),
        Some(&platform),
        &["--json", "ship", "--all", "--status", "open", "--yes"],
    ));
    assert_eq!(number(&again, "orders"), 0, "and nothing is open any more: {again}");
}

#[test]
fn a_second_buyer_in_the_same_folder_is_refused_and_readers_are_not() {
    let folder = tempfile::tempdir().unwrap();
    let platform = Simulated::start(&["--orders", "60"]);
    let mut ship = Command::new(BINARY)
        .env("PACKBENCH_DATA_DIR", folder.path())
        .env("PACKBENCH_SENDCLOUD_URL", platform.text("url"))
        .env("PACKBENCH_SENDCLOUD_PUBLIC_KEY", platform.text("public_key"))
        .env("PACKBENCH_SENDCLOUD_SECRET_KEY", platform.text("secret_key"))
        .args(["--json", "ship", "--all", "--status", "open", "--yes"])
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut lines = BufReader::new(ship.stdout.take().unwrap()).lines();
    lines
        .find(|line| line.as_ref().is_ok_and(|line| line.contains("\"batch\"")))
        .expect("the batch began")
        .unwrap();
    let second = cli(folder.path(), Some(&platform), &["ship", "--all", "--status", "open", "--yes"]);
    assert_eq!(code(&second), 2, "{}", words(&second));
    assert!(words(&second).contains("Another Packbench"), "in words: {}", words(&second));
    assert_eq!(code(&cli(folder.path(), Some(&platform), &["batches"])), 0, "reading is never refused");
    lines.for_each(drop);
    ship.wait().unwrap();
}
