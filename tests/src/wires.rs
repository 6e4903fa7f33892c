//! What connects a scenario's station to its disk and to the platform.

use std::sync::Arc;

use api_client::Transport;
use engine::clock::{Clock, RuntimeClock};
use engine::store::Watch;
use jiff::{SignedDuration, Timestamp};
use simulator::{InProcess, Platform};

/// Asked at every start of the station, the watch first.
pub trait Wires: Send + Sync {
    /// What watches the writes.
    fn watch(&self) -> Option<Watch> {
        None
    }

    fn transport(&self, platform: &Platform) -> Arc<dyn Transport> {
        Arc::new(InProcess::new(platform.clone()))
    }

    /// How far the station's clock has jumped, asked at every look at it.
    fn clock_skew_s(&self) -> i64 {
        0
    }
}

/// The station's clock: it goes with the scenario's time, and jumps when the wires say so.
#[derive(Clone)]
pub(crate) struct StationClock {
    pub steady: RuntimeClock,
    pub wires: Arc<dyn Wires>,
}

impl Clock for StationClock {
    fn now(&self) -> Timestamp {
        let steady = self.steady.now();
        steady.checked_add(SignedDuration::from_secs(self.wires.clock_skew_s())).unwrap_or(steady)
    }
}

/// Nothing in between.
pub struct Plain;

impl Wires for Plain {}
