//! The spooler under test, asking the test's own CUPS.

use std::time::{Duration, Instant};

use printing::{JobId, JobState, Spooler as _, SystemSpooler};

use crate::cupsd::{Cupsd, PATIENCE};

impl Cupsd {
    pub fn spooler(&self) -> SystemSpooler {
        SystemSpooler::at(&format!("http://{}", self.address()))
    }

    pub fn socket_spooler(&self) -> SystemSpooler {
        SystemSpooler::at(&self.socket())
    }

    /// Waits for a state of the job; fails with the log when it does not come.
    pub async fn wait_for(&self, printer: &str, job: &JobId, wanted: impl Fn(&JobState) -> bool) -> JobState {
        let start = Instant::now();
        loop {
            let state = self.spooler().state(printer, job).await.unwrap();
            if wanted(&state) {
                return state;
            }
            assert!(start.elapsed() < PATIENCE, "still {state:?}; CUPS says: {}", self.log());
            tokio::time::sleep(Duration::from_millis(30)).await;
        }
    }
}
