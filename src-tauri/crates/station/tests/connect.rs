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
use simulator::{Config, Credentials, Organization, Platform, Served, serve, serve_all};
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
    let id = station.station_info(Nothing {}).await.unwrap().account.unwrap().organisation_id;
    station.dispatch("account_forget", json!({ "organisation_id": id, "anyway": false })).await.unwrap();
    station.dispatch("use_mode", json!({ "mode": "live" })).await.unwrap();
    let forgotten = station.dispatch("sync_now", Value::Null).await.unwrap_err();
    assert_eq!(forgotten.code, Code::NotConnected, "{forgotten}");
    station.close().await;
}

fn second_keys() -> Credentials {
    Credentials::new("second-public-key", "second-secret-key")
}

/// Two organisations behind one address; their integrations and order numbers are the same.
async fn two_organisations() -> Served {
    let platform = |orders, id, name: &str| {
        let organization = Organization { id, name: name.to_owned() };
        Platform::new(Config { orders, organization, ..Config::test() }, || SystemClock.now())
    };
    let accounts =
        vec![(platform(8, 1, "First"), Credentials::default()), (platform(5, 2, "Second"), second_keys())];
    serve_all(accounts, 0).await.unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn two_accounts_are_worked_for_at_once_and_never_mixed() {
    if !has("dbus-run-session") || !has("gnome-keyring-daemon") {
        assert!(std::env::var_os("CI_REQUIRES_KEYCHAIN").is_none(), "a Secret Service is needed here");
        println!("skipped: no dbus-run-session or gnome-keyring-daemon on this machine");
        return;
    }
    let (served, folder) = (two_organisations().await, tempfile::tempdir().unwrap());
    let (url, path) = (served.url(), folder.path().to_owned());
    tokio::task::spawn_blocking(move || run_inner("inner_has_two_accounts", &url, &path, true))
        .await
        .unwrap();
}

/// Ships every open order of the account in use; answers the batch.
async fn ship_all(station: &Station, request: &str) -> i64 {
    let view = station.dispatch("orders_list", Value::Null).await.unwrap();
    let ids: Vec<Value> =
        view["orders"].as_array().unwrap().iter().map(|order| order["id"].clone()).collect();
    let options = json!({ "ship_without_weight": true });
    let ship = json!({ "orders": ids, "options": options, "request_id": request });
    station.dispatch("ship", ship).await.unwrap()["batch_id"].as_i64().unwrap()
}

/// Waits for a batch's end; answers its labels.
async fn labels_of(station: &Station, batch: i64) -> i64 {
    for _ in 0..600 {
        let detail = station.dispatch("batch_detail", json!({ "batch_id": batch })).await.unwrap();
        if detail["batch"]["state"] == "done" {
            return detail["batch"]["counts"]["labelled"].as_i64().unwrap();
        }
        tokio::time::sleep(std::time::Duration::from_millis(50)).await;
    }
    unreachable!("batch {batch} does not end");
}

#[tokio::test]
#[ignore = "started by its outer test"]
async fn inner_has_two_accounts() {
    let station = open().await;
    let save = |keys: &Credentials| json!({ "public_key": keys.public_key, "secret_key": keys.secret_key });
    for keys in [Credentials::default(), second_keys()] {
        station.dispatch("connection_save", save(&keys)).await.unwrap();
        station.dispatch("sync_now", Value::Null).await.unwrap();
        station.engine().await.unwrap().choose_preselected_statuses().await.unwrap();
    }
    let accounts = station.dispatch("accounts_list", Value::Null).await.unwrap();
    let told: Vec<_> =
        accounts.as_array().unwrap().iter().map(|a| (a["name"].clone(), a["in_use"].clone())).collect();
    assert_eq!(
        told,
        [(json!("First"), json!(false)), (json!("Second"), json!(true))],
        "the new one is in use"
    );

    // A batch of the second goes on while the window shows the first.
    let second = ship_all(&station, "second").await;
    let shown = station.dispatch("account_use", json!({ "organisation_id": "1" })).await.unwrap();
    assert_eq!(shown["account"]["name"], "First");
    let orders = station.dispatch("orders_list", Value::Null).await.unwrap();
    assert!(orders["orders"].as_array().unwrap().len() > 5, "the first account's orders, not the second's");
    let first = ship_all(&station, "first").await;
    let (of_first, of_second) = (labels_of(&station, first).await, labels_of(&station, second).await);
    assert!(of_first > 0 && of_second > 0, "both end, whichever is shown: {of_first} and {of_second}");

    // What is done with a row is done with its own account's keys.
    let detail = station.dispatch("batch_detail", json!({ "batch_id": second })).await.unwrap();
    let order = detail["orders"].as_array().unwrap().iter().find(|o| o["state"] == "labelled").unwrap();
    let cancel = json!({ "shipment_id": order["shipment_id"] });
    let cancelled = station.dispatch("shipment_cancel", cancel).await.unwrap();
    assert_ne!(
        cancelled["state"], "refused",
        "the second account's shipment is cancelled with its keys: {cancelled}"
    );

    let renamed = json!({ "organisation_id": "2", "name": "Pop-up" });
    let accounts = station.dispatch("account_rename", renamed).await.unwrap();
    assert_eq!((&accounts[1]["name"], &accounts[1]["platform_name"]), (&json!("Pop-up"), &json!("Second")));
    let test = json!({ "organisation_id": "2" });
    assert_eq!(station.dispatch("account_test", test).await.unwrap()["organisation_name"], "Second");

    // Switched off: nothing is asked with its keys, and they stay.
    let enable = |enabled| json!({ "organisation_id": "2", "enabled": enabled, "anyway": true });
    let accounts = station.dispatch("account_enable", enable(false)).await.unwrap();
    assert_eq!((&accounts[1]["enabled"], &accounts[1]["connected"]), (&json!(false), &json!(false)));
    station.dispatch("account_use", json!({ "organisation_id": "2" })).await.unwrap();
    let error = station.dispatch("sync_now", Value::Null).await.unwrap_err();
    assert_eq!(error.code, Code::NotConnected, "{error}");
    let accounts = station.dispatch("account_enable", enable(true)).await.unwrap();
    assert_eq!(accounts[1]["connected"], true, "the keys were still there");
    station.dispatch("sync_now", Value::Null).await.unwrap();
    station.close().await;

    // After a restart the same account is shown; forgetting one leaves the other, and the history of both.
    let station = open().await;
    let info = station.station_info(Nothing {}).await.unwrap();
    assert_eq!(info.account.unwrap().name, "Pop-up");
    let forget = json!({ "organisation_id": "2", "anyway": true });
    let left = station.dispatch("account_forget", forget).await.unwrap();
    assert_eq!(left["account"]["name"], "First");
    let batches = station.dispatch("batches_list", json!({})).await.unwrap();
    assert_eq!(batches.as_array().unwrap().len(), 2, "history is for ever");
    station.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn keys_of_an_organisation_that_nobody_added_are_refused() {
    let (served, folder) = (two_organisations().await, tempfile::tempdir().unwrap());
    let (url, path) = (served.url(), folder.path().to_owned());
    for (keys, refused) in
        [(Credentials::default(), false), (second_keys(), true), (Credentials::default(), false)]
    {
        let (url, path) = (url.clone(), path.clone());
        tokio::task::spawn_blocking(move || {
            let output = Command::new(std::env::current_exe().unwrap())
                .args(["--exact", "inner_takes_keys_from_the_environment", "--ignored", "--nocapture"])
                .env(FOLDER, path.join("station"))
                .env("PACKBENCH_SENDCLOUD_URL", &url)
                .env("PACKBENCH_SENDCLOUD_PUBLIC_KEY", keys.public_key)
                .env("PACKBENCH_SENDCLOUD_SECRET_KEY", keys.secret_key)
                .env("EXPECT_REFUSED", refused.to_string())
                .output()
                .unwrap();
            let text = String::from_utf8_lossy(&output.stdout).into_owned();
            assert!(output.status.success() && text.contains("1 passed"), "{text}");
        })
        .await
        .unwrap();
    }
}

#[tokio::test]
#[ignore = "started by its outer test"]
async fn inner_takes_keys_from_the_environment() {
    let station = open().await;
    let synced = station.dispatch("sync_now", Value::Null).await;
    match std::env::var("EXPECT_REFUSED").as_deref() {
        Ok("true") => {
            let error = synced.unwrap_err();
            assert_eq!(error.code, Code::WrongDatabase, "{error}");
            let info = station.station_info(Nothing {}).await.unwrap();
            assert_eq!(info.account.unwrap().name, "First", "the stranger's keys changed nothing");
        }
        _ => assert_eq!(synced.unwrap()["orders_read"], 8, "the first that it meets is adopted"),
    }
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
