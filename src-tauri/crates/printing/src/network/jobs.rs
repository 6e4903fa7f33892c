//! Which jobs a printer still has in its buffer. It prints in order and says how many labels are left, so the newest ones
//! are those that are left.

use std::collections::{BTreeMap, HashMap};
use std::time::Duration;

use tokio::time::Instant;

use super::Place;
use crate::JobId;

/// A printer that was just given a label may not have counted it yet.
const COUNTED_AFTER: Duration = Duration::from_millis(400);

/// Jobs that are remembered per printer.
const JOBS_MAX: usize = 10_000;

#[derive(Debug, Default)]
pub(super) struct Jobs {
    /// Tells this process from earlier ones.
    process: Option<String>,
    last_number: u64,
    sent: HashMap<Place, BTreeMap<u64, Sent>>,
}

#[derive(Debug)]
struct Sent {
    labels: u64,
    at: Instant,
    fate: Fate,
}

/// Where a label is, as far as the printer told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fate {
    InBuffer,
    Printed,
    /// The printer was away while the label was in its buffer: switched off, it forgets it.
    Doubtful,
}

impl Jobs {
    /// A job that the printer took whole, of so many labels.
    pub(super) fn sent(&mut self, place: &Place, labels: u64, now: Instant) -> JobId {
        self.last_number += 1;
        let number = self.last_number;
        let sent = self.sent.entry(place.clone()).or_default();
        if sent.len() >= JOBS_MAX {
            sent.pop_first();
        }
        sent.insert(number, Sent { labels, at: now, fate: Fate::InBuffer });
        JobId(format!("{}-{number}", self.process()))
    }

    /// `None`: an earlier process handed it over.
    pub(super) fn fate(&mut self, place: &Place, job: &JobId) -> Option<Fate> {
        let (process, number) = job.0.rsplit_once('-')?;
        if process != self.process() {
            return None;
        }
        Some(self.sent.get(place)?.get(&number.parse().ok()?)?.fate)
    }

    /// The printer said how many labels are left.
    pub(super) fn left(&mut self, place: &Place, labels_left: u64, now: Instant) {
        let Some(sent) = self.sent.get_mut(place) else { return };
        let mut sent_later = 0_u64;
        for job in sent.values_mut().rev() {
            let is_left = sent_later < labels_left;
            let is_counted = now.duration_since(job.at) >= COUNTED_AFTER;
            job.fate = match job.fate {
                Fate::InBuffer if is_counted && !is_left => Fate::Printed,
                // It was only the network that was away.
                Fate::Doubtful if is_left => Fate::InBuffer,
                fate => fate,
            };
            sent_later = sent_later.saturating_add(job.labels);
        }
    }

    /// The printer cannot be reached: what is in its buffer may be lost.
    pub(super) fn doubt(&mut self, place: &Place) {
        let jobs = self.sent.get_mut(place).into_iter().flat_map(BTreeMap::values_mut);
        jobs.filter(|job| job.fate == Fate::InBuffer).for_each(|job| job.fate = Fate::Doubtful);
    }

    fn process(&mut self) -> &str {
        self.process.get_or_insert_with(|| {
            let since =
                std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap_or_default();
            format!("{:x}-{:x}", std::process::id(), since.as_micros())
        })
    }
}
