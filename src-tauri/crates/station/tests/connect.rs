//! Connecting a real account: key pair, connection test, keychain, restart. The platform is the simulator over HTTP, the
//! keychain is a real Secret Service in a session of its own.
//!
//! Environment and keychain belong to a process, so each scenario is an inner test that its outer one starts as a child.
#![expect(clippy::unwrap_used, clippy::expect_used, reason = "a test's helpers may")]

use std::path::{Path, PathBuf};
use std::process::Command;

use engine::Code;
use engine::clock::{Clock as _, SystemClock};
use engine::wire::{KeyPair, Mode, Nothing, StationInfo};
use serde_json::{Value, json};
use simulator::{Config, Credentials, Platform, Served, serve};
use station::{Options, Station};

const FOLDER: &str = "PACKBENCH_DATA_DIR";

async fn simulated() -> Served {
    let platform = Platform::new(Config { orders: 8, ..Config::test() }, || SystemClock.now());
    serve(platform, 0, Credentials::default()).await.unwrap()
}

/// Runs an inner test of this file as a child process; answers its output.
fn run_inner(name: &str, url: &str, folder: &Path, keychain: bool) -> String {
    let exe = std::env::current_exe().unwrap();
    let arguments = ["--exact", name, "--ignored", "--nocapture", "--test-threads=1"];
    let mut command = match keychain {
        false => Command::new(&exe),
        true => {
            let mut command = Command::new("dbus-run-session");
            let unlock = r#"printf "test\n" | gnome-keyring-daemon --unlock --components=secrets --daemonize >/dev/null 2>&1; "$@""#;
            command.args(["--", "bash", "-c", unlock, "_"]).arg(&exe);
            for (name, part) in
                [("XDG_DATA_HOME", "data"), ("XDG_RUNTIME_DIR", "run"), ("XDG_CACHE_HOME", "cache")]
            {
                let place = folder.join(part);
                std::fs::create_dir_all(&place).unwrap();
                command.env(name, place);
            }
            command.env("HOME", folder);
            command
        }
    };
    if !keychain {
        // No session bus: there is no keychain.
        command.env("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent").env("XDG_RUNTIME_DIR", folder);
    }
    for variable in ["PACKBENCH_SENDCLOUD_PUBLIC_KEY", "PACKBENCH_SENDCLOUD_SECRET_KEY"] {
        command.env_remove(variable);
    }
    let output = command
        .args(arguments)
        .env(FOLDER, folder.join("station"))
        .env("PACKBENCH_SENDCLOUD_URL", url)
        .output()
        .expect("the inner test starts");
    let text =
        format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    assert!(output.status.success() && text.contains("1 passed"), "{text}");
    text
}

fn has(program: &str) -> bool {
    std::env::split_paths(&std::env::var_os("PATH").unwrap_or_default())
        .any(|folder| folder.join(program).exists())
}

fn pair(secret: &str) -> KeyPair {
    KeyPair { public_key: Credentials::default().public_key, secret_key: secret.to_owned() }
}

async fn open() -> Station {
    Station::open(Options::default()).await.unwrap()
}

fn payload(secret: &str) -> Value {
    json!({ "public_key": Credentials::default().public_key, "secret_key": secret })
}

#[tokio::test(flavor = "multi_thread")]
async fn keys_are_tested_kept_in_the_keychain_and_forgotten() {
    if !has("dbus-run-session") || !has("gnome-keyring-daemon") {
        assert!(std::env::var_os("CI_REQUIRES_KEYCHAIN").is_none(), "a Secret Service is needed here");
        println!("skipped: no dbus-run-session or gnome-keyring-daemon on this machine");
        return;
    }
    let (served, folder) = (simulated().await, tempfile::tempdir().unwrap());
    let (url, path) = (served.url(), folder.path().to_owned());
    tokio::task::spawn_blocking(move || run_inner("inner_connects", &url, &path, true)).await.unwrap();
    let secret = Credentials::default().secret_key;
    for file in walk(&folder.path().join("station")) {
        let bytes = std::fs::read(&file).unwrap();
        let found = bytes.windows(secret.len()).any(|part| part == secret.as_bytes());
        assert!(!found, "the secret key stands in {}", file.display());
    }
}

#[tokio::test]
#[ignore = "started by its outer test"]
async fn inner_connects() {
    let secret = Credentials::default().secret_key;
    let station = open().await;
    let wrong = station.connection_test(pair("wrong")).await.unwrap_err();
    assert_eq!(wrong.code, Code::Credentials, "{wrong}");
    let refused = station.dispatch("connection_save", payload("wrong")).await.unwrap_err();
    assert_eq!(refused.code, Code::Credentials, "{refused}");
    assert_eq!(station.station_info(Nothing {}).await.unwrap().mode, None, "wrong keys change nothing");

    let tested = station.connection_test(pair(&secret)).await.unwrap();
    assert_eq!(tested.organisation_name, "Acme Corporation");
    let saved = station.dispatch("connection_save", payload(&secret)).await.unwrap();
    let saved: StationInfo = serde_json::from_value(saved).unwrap();
    assert_eq!((saved.mode, saved.account.unwrap().name.as_str()), (Some(Mode::Live), "Acme Corporation"));
    station.close().await;

    let station = open().await;
    let synced = station.dispatch("sync_now", Value::Null).await.unwrap();
    assert_eq!(synced["orders_read"], 8, "the keys came back from the keychain: {synced}");
    station.dispatch("connection_forget", Value::Null).await.unwrap();
    station.dispatch("use_mode", json!({ "mode": "live" })).await.unwrap();
    let forgotten = station.dispatch("sync_now", Value::Null).await.unwrap_err();
    assert_eq!(forgotten.code, Code::NotConnected, "{forgotten}");
    station.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn without_a_keychain_nothing_is_stored_and_practice_still_works() {
    let (served, folder) = (simulated().await, tempfile::tempdir().unwrap());
    let (url, path) = (served.url(), folder.path().to_owned());
    tokio::task::spawn_blocking(move || run_inner("inner_has_no_keychain", &url, &path, false))
        .await
        .unwrap();
}

#[tokio::test]
#[ignore = "started by its outer test"]
async fn inner_has_no_keychain() {
    let station = open().await;
    if cfg!(target_os = "linux") {
        let error = station
            .dispatch("connection_save", payload(&Credentials::default().secret_key))
            .await
            .unwrap_err();
        assert_eq!(error.code, Code::Keychain, "{error}");
        assert_eq!(station.station_info(Nothing {}).await.unwrap().mode, None);
    }
    station.dispatch("use_mode", json!({ "mode": "practice" })).await.unwrap();
    let view = station.dispatch("orders_list", Value::Null).await.unwrap();
    assert!(view["orders"].as_array().unwrap().len() > 200, "practice needs no keychain");
    station.close().await;
}

#[tokio::test]
async fn a_second_station_reads_and_does_not_buy() {
    let folder = tempfile::tempdir().unwrap();
    let options = || Options {
        data_dir: Some(folder.path().to_owned()),
        mode: Some(Mode::Practice),
        ..Options::default()
    };
    let first = Station::open(options()).await.unwrap();
    let second = Station::open(options()).await.unwrap();
    assert!(second.buying_blocked().await.is_some_and(|words| words.contains("Another Packbench")));
    let view = second.dispatch("orders_list", Value::Null).await.unwrap();
    let ids: Vec<Value> =
        view["orders"].as_array().unwrap().iter().take(3).map(|order| order["id"].clone()).collect();
    let ship = json!({ "orders": ids, "options": {}, "request_id": "second" });
    let error = second.dispatch("ship", ship.clone()).await.unwrap_err();
    assert!(matches!(error.code, Code::BuyingBlocked | Code::NotConnected), "{error}");
    first.dispatch("ship", ship).await.unwrap();
    let unknown = first.dispatch("format_disk", Value::Null).await.unwrap_err();
    assert_eq!(unknown.code, Code::BadRequest);
    second.close().await;
    first.close().await;
    let third = Station::open(options()).await.unwrap();
    assert_eq!(third.buying_blocked().await, None, "the lock is free again");
    third.close().await;
}

fn walk(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    entries
        .flat_map(|entry| if entry.path().is_dir() { walk(&entry.path()) } else { vec![entry.path()] })
        .collect()
}
