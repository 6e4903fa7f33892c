//! What this process saw of its jobs. Windows takes a job out of the queue when it is printed, as it does when a person
//! deletes it, so what became of one that is gone is told by how it was seen last.

use std::collections::BTreeMap;

use crate::{JobId, JobState};

/// Jobs that are remembered; a station prints a few thousand a day.
const JOBS_MAX: usize = 20_000;

#[derive(Debug, Default)]
pub(super) struct Followed {
    /// By queue and job.
    last: BTreeMap<(String, String), JobState>,
}

impl Followed {
    pub(super) fn saw(&mut self, printer: &str, job: &JobId, state: JobState) {
        let key = (printer.to_owned(), job.0.clone());
        if self.last.len() >= JOBS_MAX && !self.last.contains_key(&key) {
            let is_over = |state: &JobState| *state == JobState::Done || *state == JobState::Cancelled;
            self.last.retain(|_, state| !is_over(state));
        }
        self.last.insert(key, state);
    }

    /// What became of a job that is no longer in the queue; `None` where that cannot be told.
    ///
    /// A job that was on its way has been printed. One that stood still was either let go and printed, or deleted by the
    /// person who came: that has to be asked.
    pub(super) fn gone(&self, printer: &str, job: &JobId) -> Option<JobState> {
        match self.last.get(&(printer.to_owned(), job.0.clone()))? {
            JobState::Queued | JobState::Printing { .. } | JobState::Done => Some(JobState::Done),
            JobState::Cancelled => Some(JobState::Cancelled),
            JobState::Failed { words } => Some(JobState::Failed { words: words.clone() }),
            JobState::Held { .. } | JobState::Begun { .. } => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ticket::Ticket;

    #[test]
    fn a_job_that_is_gone_is_told_by_how_it_was_seen_last() {
        let job = Ticket::new(3, "#1").id();
        let gone_after = |states: &[JobState]| {
            let mut followed = Followed::default();
            states.iter().for_each(|state| followed.saw("Zebra", &job, state.clone()));
            followed.gone("Zebra", &job)
        };
        let held = JobState::Held { words: None };
        let printing = JobState::Printing { words: None };
        assert_eq!(gone_after(&[]), None, "an earlier process handed it over: nobody knows");
        assert_eq!(gone_after(&[JobState::Queued]), Some(JobState::Done), "small labels are quick");
        assert_eq!(gone_after(&[held.clone(), printing]), Some(JobState::Done), "it went on");
        assert_eq!(gone_after(&[JobState::Queued, held]), None, "printed or deleted: a person has to say");
        assert_eq!(gone_after(&[JobState::Cancelled]), Some(JobState::Cancelled));
        let mut followed = Followed::default();
        followed.saw("Zebra", &job, JobState::Done);
        assert_eq!(followed.gone("Dymo", &job), None, "each queue counts by itself");
    }

    #[test]
    fn memory_has_an_end() {
        let mut followed = Followed::default();
        for number in 0..=u32::try_from(JOBS_MAX).unwrap() {
            followed.saw("Zebra", &Ticket::new(number, "").id(), JobState::Done);
        }
        assert_eq!(followed.last.len(), 1, "what is over is forgotten when there is too much");
    }
}
