//! `simulate`: the simulated platform over loopback HTTP, until it is told to stop.

use std::path::Path;

use engine::clock::{Clock as _, SystemClock};
use engine::{AppError, Code};
use simulator::{
    Config, Credentials, Fault, Limits, Organization, Platform, Profile, serve_all, stdout_line,
};

use crate::args::Simulate;
use crate::out::Out;

pub async fn run(wanted: Simulate, _: &Out) -> Result<u8, AppError> {
    let mut accounts = Vec::new();
    for number in 0..wanted.accounts {
        let (config, keys) = account(config(&wanted)?, number);
        let platform = Platform::new(config, || SystemClock.now());
        if let Some(file) = &wanted.faults {
            for fault in read::<Vec<Fault>>(file)? {
                platform.add_fault(fault);
            }
        }
        accounts.push((platform, keys));
    }
    let served = serve_all(accounts, wanted.port).await.map_err(|error| {
        AppError::new(Code::BadRequest).message(format!("Port {} cannot be opened: {error}", wanted.port))
    })?;
    // Always JSON: scripts read the first line.
    Out::new(true).object(&stdout_line(&served));
    stopped().await;
    served.stop().await;
    Ok(0)
}

/// Further organisations have orders, a name and keys of their own; only the first has a Wemasy shop.
fn account(config: Config, number: u8) -> (Config, Credentials) {
    if number == 0 {
        return (config, Credentials::default());
    }
    let nth = number + 1;
    let organization = Organization {
        id: config.organization.id + u64::from(number),
        name: format!("{} {nth}", config.organization.name),
    };
    let keys =
        Credentials::new(&format!("simulator-public-key-{nth}"), &format!("simulator-secret-key-{nth}"));
    (Config { seed: config.seed + u64::from(number), organization, wemasy: None, ..config }, keys)
}

fn config(wanted: &Simulate) -> Result<Config, AppError> {
    let mut config = Config::practice();
    if let Some(file) = &wanted.profile {
        match read::<Config>(file) {
            Ok(whole) => config = whole,
            Err(whole) => config.profile = read::<Profile>(file).map_err(|_| whole)?,
        }
    }
    config.seed = wanted.seed;
    config.orders = wanted.orders.unwrap_or(config.orders);
    config.limits = match wanted.limits.as_deref() {
        None => config.limits,
        Some("documented") => Limits::documented(),
        Some("none") => Limits::unlimited(),
        Some(text) => serde_json::from_str(text).map_err(|error| {
            AppError::new(Code::BadRequest).message(format!("--limits is not valid: {error}"))
        })?,
    };
    Ok(config)
}

fn read<T: serde::de::DeserializeOwned>(file: &Path) -> Result<T, AppError> {
    let text = std::fs::read(file).map_err(|error| {
        AppError::new(Code::BadRequest).message(format!("{} cannot be read: {error}", file.display()))
    })?;
    serde_json::from_slice(&text).map_err(|error| {
        AppError::new(Code::BadRequest).message(format!("{} is not valid: {error}", file.display()))
    })
}

#[cfg(unix)]
async fn stopped() {
    use tokio::signal::unix::{SignalKind, signal};
    match signal(SignalKind::terminate()) {
        Ok(mut terminate) => {
            tokio::select! {
                _ = terminate.recv() => {}
                _ = tokio::signal::ctrl_c() => {}
            }
        }
        Err(_) => {
            let _ = tokio::signal::ctrl_c().await;
        }
    }
}

#[cfg(not(unix))]
async fn stopped() {
    let _ = tokio::signal::ctrl_c().await;
}
