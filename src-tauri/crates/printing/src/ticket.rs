//! Job ids of spoolers that number their jobs. CUPS forgets young jobs when the power fails and gives their numbers away
//! again, Windows counts from the start after a restart. So the document's name is a part of the id: another document
//! under the same number is another job.

use crate::JobId;

/// A job of a spooler, as its id says it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Ticket {
    pub(crate) number: u32,
    pub(crate) title: String,
}

impl Ticket {
    pub(crate) fn new(number: u32, title: &str) -> Self {
        Self { number, title: title.to_owned() }
    }

    /// `None`: the id is not from this spooler.
    pub(crate) fn read(job: &JobId) -> Option<Self> {
        let (number, title) = job.0.split_once(' ')?;
        Some(Self::new(number.parse().ok().filter(|number| *number > 0)?, title))
    }

    pub(crate) fn id(&self) -> JobId {
        JobId(format!("{} {}", self.number, self.title))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_job_keeps_its_name_through_its_id() {
        for title in ["#1042", "", "Order 7 · 12", "📦 a b"] {
            let ticket = Ticket::new(17, title);
            assert_eq!(Ticket::read(&ticket.id()), Some(ticket), "{title:?}");
        }
        for id in ["", "17", "0 #1", "-1 #1", "practice-7", "x 7"] {
            assert_eq!(Ticket::read(&JobId(id.to_owned())), None, "{id:?} is from elsewhere");
        }
    }
}
