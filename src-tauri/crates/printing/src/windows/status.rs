//! What the spooler's numbers mean (winspool.h, winerror.h). States are bits, and several are set at once.

use crate::troubles::{FULL, JAMMED, NO_PAPER, OFFLINE, OPEN, PAUSED, RUNS_LOW, USED_UP};
use crate::{JobState, PrintErrorKind, Printer, PrinterState};

/// A queue as the spooler lists it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct QueueRow {
    pub(super) name: String,
    pub(super) comment: String,
    pub(super) location: String,
    /// `PRINTER_STATUS_*`
    pub(super) status: u32,
    /// `PRINTER_ATTRIBUTE_*`
    pub(super) attributes: u32,
}

/// A job as the spooler lists it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct JobRow {
    pub(super) id: u32,
    pub(super) document: String,
    /// `JOB_STATUS_*`
    pub(super) status: u32,
    /// The driver's own words for the status; most often none.
    pub(super) words: String,
}

const PENDING_DELETION: u32 = 0x4;
const WORK_OFFLINE: u32 = 0x400;

/// Bits of a printer that is at work: IO active, busy, printing, processing.
const AT_WORK: u32 = 0x100 | 0x200 | 0x400 | 0x4000;

/// Bits of a printer that prints nothing until a person comes, with the reason as IPP names it and in words.
const STOPS: [(u32, &str, &str); 16] = [
    (0x1, "paused", PAUSED),
    (0x2, "other-error", "the printer reports an error"),
    (PENDING_DELETION, "deleted", "the queue is being removed"),
    (0x8, "media-jam-error", JAMMED),
    (0x10, "media-empty-error", NO_PAPER),
    (0x20, "media-needed-error", "waits for paper to be fed by hand"),
    (0x40, "media-error", "there is a problem with the paper"),
    (0x80, "offline-error", OFFLINE),
    (0x800, "output-area-full-error", FULL),
    (0x1000, "not-available-error", "the printer is not available"),
    (0x4_0000, "marker-supply-empty-error", USED_UP),
    (0x10_0000, "attention-error", "the printer needs somebody"),
    (0x20_0000, "memory-error", "the printer is out of memory"),
    (0x40_0000, "cover-open-error", OPEN),
    (0x80_0000, "server-unknown-error", "the print server cannot be told"),
    (0x200_0000, "server-offline-error", "the print server is offline"),
];

/// Bits that a person should know of while it prints.
const WARNINGS: [(u32, &str, &str); 3] = [
    (0x2_0000, "marker-supply-low-warning", RUNS_LOW),
    (0x8_0000, "page-left-out-warning", "a page could not be printed"),
    (0x400_0000, "driver-update-warning", "the driver needs an update"),
];

/// `JOB_STATUS_*` of a job that waits for a person.
const JOB_STOPS: [(u32, &str); 6] = [
    (0x1, "the job is paused"),
    (0x2, "the job has an error"),
    (0x20, OFFLINE),
    (0x40, NO_PAPER),
    (0x200, "the driver cannot print the job"),
    (0x400, "the printer needs somebody"),
];
const JOB_DELETING: u32 = 0x4;
const JOB_PRINTING: u32 = 0x10;
const JOB_PRINTED: u32 = 0x80;
const JOB_DELETED: u32 = 0x100;
const JOB_COMPLETE: u32 = 0x1000;

pub(super) fn printer(row: QueueRow, default: Option<&str>) -> Printer {
    // What a person set with "use printer offline" is no status bit.
    let offline = if row.attributes & WORK_OFFLINE == 0 { 0 } else { 0x80 };
    let status = row.status | offline;
    let set = |bits: &'static [(u32, &str, &str)]| bits.iter().filter(move |(bit, ..)| status & bit != 0);
    let told: Vec<_> = set(&STOPS).chain(set(&WARNINGS)).collect();
    let state = match (set(&STOPS).next(), status & AT_WORK) {
        (Some(_), _) => PrinterState::Stopped,
        (None, 0) => PrinterState::Idle,
        (None, _) => PrinterState::Printing,
    };
    Printer {
        description: if row.comment.is_empty() { row.name.clone() } else { row.comment },
        location: Some(row.location).filter(|place| !place.is_empty()),
        state,
        accepts_jobs: row.status & PENDING_DELETION == 0,
        is_default: default == Some(row.name.as_str()),
        reasons: told.iter().map(|(_, reason, _)| (*reason).to_owned()).collect(),
        message: sentence(told.iter().map(|(_, _, words)| *words)),
        name: row.name,
    }
}

/// A job that is still in the queue. [`JobState::Queued`] says only that it waits: the printer may be why.
///
/// An error is no end: the spooler keeps the job and tries again when somebody lets it.
pub(super) fn job(row: &JobRow) -> JobState {
    let is = |bits: u32| row.status & bits != 0;
    let told = Some(row.words.clone()).filter(|words| !words.is_empty());
    // The spooler removes what it printed, so "printed" stands beside "deleting".
    if is(JOB_PRINTED | JOB_COMPLETE) {
        return JobState::Done;
    }
    if is(JOB_DELETING | JOB_DELETED) {
        return JobState::Cancelled;
    }
    let stops = JOB_STOPS.iter().filter(|(bit, _)| is(*bit)).map(|(_, words)| *words);
    match (sentence(stops), is(JOB_PRINTING)) {
        (Some(words), _) => JobState::Held { words: told.or(Some(words)) },
        (None, true) => JobState::Printing { words: told },
        (None, false) => JobState::Queued,
    }
}

/// What a failed call means where nothing was handed over.
pub(super) fn failure(code: u32) -> PrintErrorKind {
    match code {
        // ERROR_INVALID_PRINTER_NAME, ERROR_PRINTER_NOT_FOUND, ERROR_PRINTER_DELETED
        1801 | 3012 | 1905 => PrintErrorKind::NoSuchPrinter,
        // RPC_S_SERVER_UNAVAILABLE, RPC_S_CALL_FAILED, RPC_S_CALL_FAILED_DNE, EPT_S_NOT_REGISTERED
        1722 | 1726 | 1727 | 1753 => PrintErrorKind::SpoolerDown,
        // ERROR_INVALID_DATATYPE
        1804 => PrintErrorKind::BadFormat,
        _ => PrintErrorKind::Other,
    }
}

fn sentence<'a>(words: impl Iterator<Item = &'a str>) -> Option<String> {
    let words: Vec<&str> = words.collect();
    (!words.is_empty()).then(|| words.join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn queue(status: u32, attributes: u32) -> Printer {
        let row = QueueRow {
            name: "Zebra".to_owned(),
            comment: String::new(),
            location: String::new(),
            status,
            attributes,
        };
        printer(row, Some("Zebra"))
    }

    #[test]
    fn a_printer_is_told_by_all_its_bits() {
        let ready = queue(0, 0x40);
        assert_eq!((ready.state, ready.accepts_jobs, ready.message), (PrinterState::Idle, true, None));
        assert_eq!((ready.description.as_str(), ready.location), ("Zebra", None), "no comment, no place");
        assert!(ready.is_default);

        let empty = queue(0x10 | 0x400 | 0x2_0000, 0);
        assert_eq!(empty.state, PrinterState::Stopped, "out of paper wins over printing");
        assert_eq!(empty.reasons, ["media-empty-error", "marker-supply-low-warning"]);
        assert_eq!(empty.message.as_deref(), Some("out of paper, toner or ribbon runs low"));

        assert_eq!(queue(0x400 | 0x4000, 0).state, PrinterState::Printing);
        assert_eq!(queue(0x2_0000, 0).state, PrinterState::Idle, "little toner stops nothing");
        assert_eq!(queue(0x100_0000 | 0x1_0000, 0).state, PrinterState::Idle, "asleep or warming up");
        let offline = queue(0, 0x400);
        assert_eq!(
            (offline.state, offline.reasons),
            (PrinterState::Stopped, vec!["offline-error".to_owned()])
        );
        assert!(!queue(0x4, 0).accepts_jobs, "a queue that is being removed takes nothing");
    }

    #[test]
    fn no_bit_stands_for_two_things() {
        let bits = STOPS.iter().chain(&WARNINGS).map(|(bit, ..)| *bit).chain([AT_WORK]);
        assert_eq!(bits.clone().fold(0, |all, bit| all | bit), bits.sum::<u32>(), "each bit is used once");
    }

    #[test]
    fn a_job_is_told_by_all_its_bits() {
        let held = |words: &str| JobState::Held { words: Some(words.to_owned()) };
        for (status, state) in [
            (0, JobState::Queued),
            (0x8, JobState::Queued),
            (0x8 | 0x10, JobState::Printing { words: None }),
            (0x10 | 0x40, held("out of paper")),
            (0x2 | 0x20 | 0x10, held("the job has an error, the printer is offline")),
            (0x1, held("the job is paused")),
            (0x10 | 0x80, JobState::Done),
            (0x80 | 0x4, JobState::Done),
            (0x80 | 0x2000, JobState::Done),
            (0x1000, JobState::Done),
            (0x4, JobState::Cancelled),
            (0x10 | 0x4, JobState::Cancelled),
            (0x104, JobState::Cancelled),
        ] {
            let row = JobRow { id: 1, document: String::new(), status, words: String::new() };
            assert_eq!(job(&row), state, "status {status:#x}");
        }
        let row = JobRow { id: 1, document: String::new(), status: 0x42, words: "Load labels".to_owned() };
        assert_eq!(job(&row), held("Load labels"), "the driver's words are better than ours");
    }

    #[test]
    fn codes_decide_what_to_do_next() {
        assert_eq!(failure(1801), PrintErrorKind::NoSuchPrinter);
        assert_eq!(failure(1722), PrintErrorKind::SpoolerDown);
        assert_eq!(failure(1804), PrintErrorKind::BadFormat);
        assert_eq!(failure(5), PrintErrorKind::Other, "access denied");
    }
}
