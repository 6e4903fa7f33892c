//! Every moment at which a station can die: before and after each commit, before each request leaves, and before each
//! answer is read. A [`Switch`] counts them, and ends the station, or troubles its disk, at one of them.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use api_client::{BoxFuture, Request, Response, SendFailure, Transport};
use engine::store::{Disk, Moment, Watch};
use simulator::{InProcess, Platform};
use tokio::sync::Notify;

use crate::wires::Wires;

/// What happens at a moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Trouble {
    /// Moments are only counted.
    None,
    /// At this moment (from 1) the power fails: no later write is kept, no later request leaves, no answer arrives.
    Death { at: u64 },
    /// This write and the `writes` - 1 ones after it find the disk like this.
    Disk { at: u64, writes: u64, like: Disk },
}

/// Cut or watched wires. Armed anew for every part of a scenario that counts.
pub struct Switch(Arc<Inner>);

struct Inner {
    state: Mutex<State>,
    died: Notify,
}

struct State {
    trouble: Trouble,
    armed: bool,
    /// Moments, or writes where the trouble is the disk's, since it was armed.
    count: u64,
    dead: bool,
    /// Starts of the station so far, and up to which of them whatever is left of it stays dead.
    starts: u64,
    dead_up_to: u64,
    /// What the trouble struck.
    struck: Vec<String>,
}

impl Switch {
    pub fn new() -> Arc<Self> {
        let state = State {
            trouble: Trouble::None,
            armed: false,
            count: 0,
            dead: false,
            starts: 0,
            dead_up_to: 0,
            struck: Vec::new(),
        };
        Arc::new(Self(Arc::new(Inner { state: Mutex::new(state), died: Notify::new() })))
    }

    /// Counts from now on, and troubles.
    pub fn arm(&self, trouble: Trouble) {
        let mut state = self.0.lock();
        (state.trouble, state.armed, state.count, state.dead) = (trouble, true, 0, false);
        state.struck.clear();
    }

    /// A living disk and network from the next start on, or from now on where the station still lives.
    pub fn disarm(&self) {
        let mut state = self.0.lock();
        state.armed = false;
        if state.dead {
            state.dead_up_to = state.starts;
        }
    }

    pub fn count(&self) -> u64 {
        self.0.lock().count
    }

    pub fn struck(&self) -> Vec<String> {
        self.0.lock().struck.clone()
    }

    /// Waits until the station is dead.
    pub async fn died(&self) {
        loop {
            let died = self.0.died.notified();
            if self.0.lock().dead {
                return;
            }
            died.await;
        }
    }
}

impl Wires for Switch {
    fn watch(&self) -> Option<Watch> {
        let inner = Arc::clone(&self.0);
        let mut state = self.0.lock();
        state.starts += 1;
        let start = state.starts;
        Some(Arc::new(move |moment| inner.write(start, moment)))
    }

    fn transport(&self, platform: &Platform) -> Arc<dyn Transport> {
        let start = self.0.lock().starts;
        Arc::new(Cut { through: InProcess::new(platform.clone()), inner: Arc::clone(&self.0), start })
    }
}

impl Inner {
    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn write(&self, start: u64, moment: Moment) -> Disk {
        let mut state = self.lock();
        if start <= state.dead_up_to {
            return Disk::Full;
        }
        if !state.armed {
            return Disk::Works;
        }
        match (state.trouble, moment) {
            (Trouble::Disk { at, writes, like }, Moment::BeforeCommit) => {
                state.count += 1;
                if (at..at + writes).contains(&state.count) {
                    let words = format!("write {}", state.count);
                    state.struck.push(words);
                    return like;
                }
                Disk::Works
            }
            (Trouble::Disk { .. }, Moment::AfterCommit) => Disk::Works,
            (Trouble::None | Trouble::Death { .. }, _) => {
                drop(state);
                match self.moment(start, &format!("{moment:?}")) {
                    Alive::Yes => Disk::Works,
                    Alive::No => Disk::Full,
                }
            }
        }
    }

    fn moment(&self, start: u64, what: &str) -> Alive {
        let mut state = self.lock();
        if start <= state.dead_up_to {
            return Alive::No;
        }
        if !state.armed || matches!(state.trouble, Trouble::Disk { .. }) {
            return Alive::Yes;
        }
        if state.dead {
            return Alive::No;
        }
        state.count += 1;
        if state.trouble != (Trouble::Death { at: state.count }) {
            return Alive::Yes;
        }
        state.dead = true;
        state.struck.push(what.to_owned());
        self.died.notify_waiters();
        Alive::No
    }
}

enum Alive {
    Yes,
    No,
}

struct Cut {
    through: InProcess,
    inner: Arc<Inner>,
    start: u64,
}

impl Cut {
    async fn pass(&self, what: &str, request: &Request) {
        if let Alive::No = self.inner.moment(self.start, &format!("{what} {}", request.name())) {
            std::future::pending::<()>().await;
        }
    }
}

impl Transport for Cut {
    fn send<'a>(&'a self, request: &'a Request) -> BoxFuture<'a, Result<Response, SendFailure>> {
        Box::pin(async move {
            self.pass("before", request).await;
            let answer = self.through.send(request).await;
            self.pass("after", request).await;
            answer
        })
    }
}
