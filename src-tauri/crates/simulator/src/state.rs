//! Everything that must survive a restart, its indexes, and its file.

use std::collections::{BTreeMap, HashMap};
use std::fs::{self, File};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::config::Config;
use crate::data;
use crate::model::{SimLog, SimOrder, SimShipment, SimShop};
use crate::platform::later;
use crate::rng::Rng;
use crate::wemasy::{self, WemasyState};
use crate::wire::WireRequest;

/// Bumped when the file's shape changes; another version is set aside.
const VERSION: u32 = 1;

#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct State {
    version: u32,
    pub(crate) seed: u64,
    pub(crate) shops: Vec<SimShop>,
    pub(crate) orders: Vec<SimOrder>,
    pub(crate) shipments: Vec<SimShipment>,
    pub(crate) next_parcel: u64,
    /// Counts answers, for request ids.
    pub(crate) answered: u64,
    /// Work to be done later, though its connection broke.
    #[serde(default)]
    pub(crate) late: Vec<(Timestamp, WireRequest)>,
    /// Labels that will be made in the panel ([`SimOrder::id`]), the next one last.
    #[serde(default)]
    pub(crate) panel: Vec<(Timestamp, u64)>,
    /// Oldest first.
    #[serde(default)]
    pub(crate) logs: Vec<SimLog>,
    /// Orders that were deleted ([`SimOrder::id`]), and when. Nothing finds them; their shipments stay.
    #[serde(default)]
    pub(crate) deleted: BTreeMap<u64, Timestamp>,
    /// Absent in files from before there was one.
    #[serde(default)]
    pub(crate) wemasy: Option<WemasyState>,
}

const FIRST_PARCEL: u64 = 383_707_301;

impl State {
    pub(crate) fn fresh(config: &Config, now: Timestamp) -> Self {
        let data::Made { shops, mut orders, logs } = data::make(config, now);
        let wemasy = wemasy::new_shop(config, &shops, &mut orders, true, now);
        let (seed, next_parcel) = (config.seed, FIRST_PARCEL);
        let panel = panel_labels(config, &orders, now);
        Self {
            version: VERSION,
            seed,
            shops,
            orders,
            shipments: Vec::new(),
            next_parcel,
            answered: 0,
            late: Vec::new(),
            panel,
            logs,
            deleted: BTreeMap::new(),
            wemasy,
        }
    }

    /// A shop for an account that was kept from before there was one. Its orders are left alone: they are known by their
    /// ids elsewhere.
    pub(crate) fn open_shop(&mut self, config: &Config, now: Timestamp) {
        if self.wemasy.is_none() {
            self.wemasy = wemasy::new_shop(config, &self.shops, &mut self.orders, false, now);
        }
    }
}

fn panel_labels(config: &Config, orders: &[SimOrder], now: Timestamp) -> Vec<(Timestamp, u64)> {
    let habits = &config.habits;
    let made = orders.iter().filter(|order| order.listed).filter_map(|order| {
        let mut rng = Rng::keyed(config.seed, "panel label", order.id);
        let wanted = rng.percent(habits.panel_label_percent);
        wanted.then(|| (later(now, rng.within(&habits.panel_label_ms)), order.id))
    });
    let mut made: Vec<_> = made.collect();
    made.sort_unstable_by(|one, other| other.cmp(one));
    made
}

/// Positions by what requests ask for. Rebuilt after edits from outside.
#[derive(Debug, Default)]
pub(crate) struct Index {
    by_shipment: HashMap<String, usize>,
    by_parcel: HashMap<u64, usize>,
    by_number: HashMap<String, Vec<usize>>,
    orders_by_id: HashMap<(u64, String), Vec<usize>>,
    orders_by_number: HashMap<(u64, String), Vec<usize>>,
    order_by_internal: HashMap<u64, usize>,
}

impl Index {
    pub(crate) fn of(state: &State) -> Self {
        let mut index = Self::default();
        for at in 0..state.shipments.len() {
            index.add_shipment(state, at);
        }
        for (at, order) in state.orders.iter().enumerate() {
            index.order_by_internal.insert(order.id, at);
            if state.deleted.contains_key(&order.id) {
                continue;
            }
            let shop = order.integration;
            index.orders_by_id.entry((shop, order.order_id.clone())).or_default().push(at);
            index.orders_by_number.entry((shop, order.order_number.clone())).or_default().push(at);
        }
        index
    }

    pub(crate) fn add_shipment(&mut self, state: &State, at: usize) {
        if let Some(shipment) = state.shipments.get(at) {
            self.by_shipment.insert(shipment.id.clone(), at);
            self.by_parcel.extend(shipment.parcels.iter().map(|p| (p.id, at)));
            self.by_number.entry(shipment.order_number.clone()).or_default().push(at);
        }
    }

    pub(crate) fn shipment(&self, id: &str) -> Option<usize> {
        self.by_shipment.get(id).copied()
    }

    pub(crate) fn with_parcel(&self, id: u64) -> Option<usize> {
        self.by_parcel.get(&id).copied()
    }

    pub(crate) fn with_number(&self, number: &str) -> &[usize] {
        self.by_number.get(number).map_or(&[], Vec::as_slice)
    }

    pub(crate) fn orders_by_id(&self, shop: u64, id: &str) -> &[usize] {
        self.orders_by_id.get(&(shop, id.to_owned())).map_or(&[], Vec::as_slice)
    }

    pub(crate) fn orders_by_number(&self, shop: u64, number: &str) -> &[usize] {
        self.orders_by_number.get(&(shop, number.to_owned())).map_or(&[], Vec::as_slice)
    }

    pub(crate) fn order(&self, internal: u64) -> Option<usize> {
        self.order_by_internal.get(&internal).copied()
    }
}

/// Where the state is kept.
#[derive(Debug)]
pub(crate) struct StateFile {
    path: PathBuf,
    /// The newest change that is on disk; held while writing, so that writers queue up.
    saved: Mutex<u64>,
}

impl StateFile {
    /// The file and the state in it; a missing one gives `None`, a damaged one is set aside.
    pub(crate) fn open(path: &Path) -> io::Result<(Self, Option<State>)> {
        let file = Self { path: path.to_owned(), saved: Mutex::new(0) };
        let bytes = match fs::read(path) {
            Ok(bytes) => bytes,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok((file, None)),
            Err(error) => return Err(error),
        };
        match serde_json::from_slice::<State>(&bytes) {
            Ok(state) if state.version == VERSION => Ok((file, Some(state))),
            _ => {
                let aside = path.with_extension("damaged.json");
                tracing::warn!(?aside, "the practice data could not be read and was set aside");
                fs::rename(path, &aside)?;
                Ok((file, None))
            }
        }
    }

    /// Writes what `read` gives, unless change number `change` is on disk already. `read` returns the state as bytes and
    /// the number of its newest change.
    pub(crate) fn save(&self, change: u64, read: impl FnOnce() -> (Vec<u8>, u64)) -> io::Result<()> {
        let mut saved = self.saved.lock().unwrap_or_else(PoisonError::into_inner);
        if *saved >= change {
            return Ok(());
        }
        let (bytes, newest) = read();
        let partial = self.path.with_extension("partial.json");
        let mut out = File::create(&partial)?;
        out.write_all(&bytes)?;
        out.sync_all()?;
        fs::rename(&partial, &self.path)?;
        *saved = newest;
        Ok(())
    }
}
