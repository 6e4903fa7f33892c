//! What connects a scenario's station to its disk and to the platform.

use std::sync::Arc;

use api_client::Transport;
use engine::store::Watch;
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
}

/// Nothing in between.
pub struct Plain;

impl Wires for Plain {}
