//! `bench simulate`: the simulated platform over loopback HTTP, in a process of its own, so that its work is not counted
//! as the station's. It serves until its standard input ends, then says what it has seen.

use std::collections::BTreeMap;
use std::path::Path;

use serde::{Deserialize, Serialize};
use simulator::{Config, Credentials, Platform, serve, stdout_line};
use tokio::io::AsyncReadExt as _;

use crate::{BenchResult, print_line};

/// What the platform can tell when all is over.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Seen {
    pub labels_charged: usize,
    /// Orders with more than one shipment.
    pub bought_twice: usize,
    pub requests: usize,
}

pub fn profile(path: &Path) -> BenchResult<Config> {
    let text = std::fs::read(path).map_err(|error| format!("{}: {error}", path.display()))?;
    Ok(serde_json::from_slice(&text).map_err(|error| format!("{}: {error}", path.display()))?)
}

pub async fn simulate(profile_path: &Path, orders: usize) -> BenchResult<()> {
    let platform = Platform::new(Config { orders, ..profile(profile_path)? }, jiff::Timestamp::now);
    let served = serve(platform.clone(), 0, Credentials::default()).await?;
    print_line(&stdout_line(&served))?;
    tokio::io::stdin().read_to_end(&mut Vec::new()).await?;
    let mut shipments: BTreeMap<u64, usize> = BTreeMap::new();
    for shipment in platform.shipments() {
        *shipments.entry(shipment.order).or_default() += 1;
    }
    let seen = Seen {
        labels_charged: platform.labels_charged(),
        bought_twice: shipments.values().filter(|count| **count > 1).count(),
        requests: platform.requests().len(),
    };
    print_line(&serde_json::to_value(seen)?)?;
    served.stop().await;
    Ok(())
}
