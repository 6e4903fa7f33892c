//! What a printer's queue does next, and what an answer of the spooler means. Pure: the effects are in `run`.

use printing::{JobState, PrintError, PrintErrorKind, Printer, PrinterState};

use crate::store::prints::{Known, PrintRow};
use crate::wire::{PrintAsks, PrintState};

/// Jobs of one printer that the spooler has at a time: enough for it never to wait, few enough that a queue can still be
/// stopped, moved and asked about.
const SPOOLED_MAX: usize = 3;

impl PrintState {
    /// The spooler has it, and it is not over.
    pub(crate) fn is_spooled(self) -> bool {
        match self {
            Self::Queued | Self::Held | Self::Printing => true,
            Self::Waiting | Self::Handing | Self::Done | Self::Failed | Self::Cancelled | Self::Unknown => {
                false
            }
        }
    }
}

impl PrintAsks {
    /// Whether the jobs behind it wait for the answer: a label that is missing would be missed in the stack.
    fn stops_the_queue(self) -> bool {
        match self {
            Self::Failed | Self::Missing => true,
            Self::Twice => false,
        }
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Step {
    /// Nothing waits.
    Rest,
    /// The spooler has enough.
    Full,
    /// A person is to say something about this job first.
    Asks { job: i64 },
    /// This one next, if the printer can.
    HandOver { job: i64 },
}

/// `rows`: the printer's queue in its order.
pub(super) fn next(rows: &[PrintRow]) -> Step {
    if let Some(row) = rows.iter().find(|row| row.info.asks.is_some_and(PrintAsks::stops_the_queue)) {
        return Step::Asks { job: row.info.id.0 };
    }
    let Some(first) = rows.iter().find(|row| row.info.state == PrintState::Waiting) else {
        return Step::Rest;
    };
    match rows.iter().filter(|row| row.info.state.is_spooled()).count() {
        SPOOLED_MAX.. => Step::Full,
        _ => Step::HandOver { job: first.info.id.0 },
    }
}

/// Why a printer gets nothing now, in words.
pub(super) fn obstacle(look: Result<Printer, PrintError>) -> Option<String> {
    let printer = match look {
        Ok(printer) => printer,
        Err(error) => return Some(error.words),
    };
    let why = || printer.message.clone().unwrap_or_else(|| printer.reasons.join(", "));
    match (printer.state, printer.accepts_jobs) {
        (PrinterState::Stopped, _) => Some(match why() {
            words if words.is_empty() => format!("{} is stopped", printer.name),
            words => words,
        }),
        (_, false) => Some(format!("{} takes no jobs", printer.name)),
        (PrinterState::Idle | PrinterState::Printing, true) => None,
    }
}

/// What a job is after it was handed over, or was not.
pub(super) fn after_hand_over(taken: Result<printing::JobId, PrintError>) -> Known {
    let known = |state, asks, message| Known { state, asks, message, spooler_job: None };
    match taken {
        Ok(job) => Known { spooler_job: Some(job.0), ..known(PrintState::Queued, None, None) },
        Err(error) => match error.kind {
            PrintErrorKind::Lost => known(PrintState::Unknown, Some(PrintAsks::Missing), Some(error.words)),
            PrintErrorKind::BadFormat => {
                known(PrintState::Failed, Some(PrintAsks::Failed), Some(error.words))
            }
            // Nothing was printed, and nothing is wrong with the paper: it keeps its place.
            PrintErrorKind::SpoolerDown
            | PrintErrorKind::NoSuchPrinter
            | PrintErrorKind::NoSuchJob
            | PrintErrorKind::NotAccepting
            | PrintErrorKind::Unsupported
            | PrintErrorKind::Other => known(PrintState::Waiting, None, Some(error.words)),
        },
    }
}

/// What a job is that was being handed over when this program ended. `None`: cannot be said yet.
pub(super) fn after_crash(found: Result<Option<printing::JobId>, PrintError>) -> Option<Known> {
    let missing = |words: String| Known {
        state: PrintState::Unknown,
        asks: Some(PrintAsks::Missing),
        message: Some(words),
        spooler_job: None,
    };
    match found {
        Ok(Some(job)) => Some(after_hand_over(Ok(job))),
        Ok(None) => Some(missing("Packbench ended while handing it over: did it come out?".to_owned())),
        Err(error) => match error.kind {
            PrintErrorKind::SpoolerDown => None,
            _ => Some(missing(error.words)),
        },
    }
}

/// What a job is after the spooler was asked about it. `foremost`: the spooler has none before it.
pub(super) fn after_look(row: &PrintRow, foremost: bool, state: Result<JobState, PrintError>) -> Known {
    let was = row.info.state;
    // Once it may have come out twice, only a person can say that it did not.
    let twice = |again: bool| row.info.asks.or(again.then_some(PrintAsks::Twice));
    let known = |state, asks, message| Known { state, asks, message, spooler_job: None };
    match state {
        // What was printing and waits again is printed from its beginning.
        Ok(JobState::Queued) => known(PrintState::Queued, twice(was == PrintState::Printing), None),
        Ok(JobState::Held { words }) => known(PrintState::Held, twice(was == PrintState::Printing), words),
        Ok(JobState::Begun { words }) => known(PrintState::Held, twice(true), words),
        Ok(JobState::Printing { words }) => known(PrintState::Printing, twice(false), words),
        Ok(JobState::Done) => {
            known(PrintState::Done, twice(false), twice(false).and(row.info.message.clone()))
        }
        Ok(JobState::Failed { words }) => known(PrintState::Failed, Some(PrintAsks::Failed), Some(words)),
        // Not by this station: what it takes back itself is written down as such.
        Ok(JobState::Cancelled) => known(
            PrintState::Cancelled,
            Some(PrintAsks::Failed),
            Some("It was cancelled at the printer".to_owned()),
        ),
        Err(error) => match error.kind {
            PrintErrorKind::NoSuchJob => known(
                PrintState::Unknown,
                Some(PrintAsks::Missing),
                Some("The print service has forgotten this job: did it come out?".to_owned()),
            ),
            // A print service that starts again prints the job that it was at from its beginning. That may be one which
            // nobody saw printing: a label takes less time than passes between two looks.
            PrintErrorKind::SpoolerDown => {
                let at_it = was == PrintState::Printing || foremost && was == PrintState::Queued;
                known(was, twice(at_it), Some(error.words))
            }
            PrintErrorKind::NoSuchPrinter
            | PrintErrorKind::NotAccepting
            | PrintErrorKind::BadFormat
            | PrintErrorKind::Lost
            | PrintErrorKind::Unsupported
            | PrintErrorKind::Other => known(was, row.info.asks, Some(error.words)),
        },
    }
}

#[cfg(test)]
mod tests {
    use printing::JobId;

    use super::*;
    use crate::print::Paper;
    use crate::wire::{PrintJobInfo, PrintKind, RowId};

    fn row(id: i64, state: PrintState, asks: Option<PrintAsks>) -> PrintRow {
        let info = PrintJobInfo {
            id: RowId(id),
            batch_id: None,
            title: String::new(),
            prints: PrintKind::Test,
            order_number: None,
            label: None,
            printer: "zebra".to_owned(),
            state,
            asks,
            message: None,
            at: String::new(),
        };
        PrintRow::for_tests(info, Paper::Test)
    }

    fn spooled(count: i64) -> Vec<PrintRow> {
        (0..count).map(|id| row(id, PrintState::Queued, None)).collect()
    }

    #[test]
    fn what_somebody_cancels_at_the_printer_is_asked_about() {
        let known = after_look(&row(1, PrintState::Queued, None), true, Ok(JobState::Cancelled));
        assert_eq!((known.state, known.asks), (PrintState::Cancelled, Some(PrintAsks::Failed)));
    }

    #[test]
    fn one_after_the_other_a_few_at_a_time() {
        let waiting = || row(9, PrintState::Waiting, None);
        assert_eq!(next(&[]), Step::Rest);
        for (ahead, step) in
            [(0, Step::HandOver { job: 9 }), (2, Step::HandOver { job: 9 }), (3, Step::Full), (7, Step::Full)]
        {
            let mut rows = spooled(ahead);
            rows.push(waiting());
            assert_eq!(next(&rows), step, "{ahead} before it");
        }
        assert_eq!(next(&spooled(2)), Step::Rest, "nothing waits");
        assert_eq!(next(&[row(1, PrintState::Waiting, None), waiting()]), Step::HandOver { job: 1 });
    }

    #[test]
    fn a_missing_label_stops_what_is_behind_it_and_a_doubled_one_does_not() {
        for asks in [PrintAsks::Failed, PrintAsks::Missing] {
            let rows = [row(1, PrintState::Unknown, Some(asks)), row(2, PrintState::Waiting, None)];
            assert_eq!(next(&rows), Step::Asks { job: 1 }, "{asks:?}");
        }
        let rows = [row(1, PrintState::Done, Some(PrintAsks::Twice)), row(2, PrintState::Waiting, None)];
        assert_eq!(next(&rows), Step::HandOver { job: 2 });
    }

    #[test]
    fn only_what_may_have_come_out_is_never_handed_over_again() {
        let after = |kind| after_hand_over(Err(PrintError::new(kind, "words")));
        for kind in [
            PrintErrorKind::SpoolerDown,
            PrintErrorKind::NoSuchPrinter,
            PrintErrorKind::NotAccepting,
            PrintErrorKind::Unsupported,
            PrintErrorKind::Other,
        ] {
            assert_eq!((after(kind).state, after(kind).asks), (PrintState::Waiting, None), "{kind:?}");
        }
        assert_eq!(after(PrintErrorKind::Lost).asks, Some(PrintAsks::Missing), "a person is asked");
        assert_eq!(
            after(PrintErrorKind::BadFormat).state,
            PrintState::Failed,
            "the next try would fail as well"
        );
    }

    #[test]
    fn after_a_crash_the_spooler_is_asked_and_then_the_person() {
        let found = after_crash(Ok(Some(JobId("7".to_owned())))).unwrap();
        assert_eq!((found.state, found.spooler_job.as_deref()), (PrintState::Queued, Some("7")));
        assert_eq!(after_crash(Ok(None)).unwrap().asks, Some(PrintAsks::Missing), "nobody can tell");
        let down = PrintError::new(PrintErrorKind::SpoolerDown, "words");
        assert_eq!(after_crash(Err(down)), None, "asked again when the print service is back");
    }

    #[test]
    fn a_print_service_that_starts_again_may_have_printed_twice() {
        let down = || Err(PrintError::new(PrintErrorKind::SpoolerDown, "words"));
        let (printing, queued) = (row(1, PrintState::Printing, None), row(1, PrintState::Queued, None));
        assert_eq!(after_look(&printing, true, down()).asks, Some(PrintAsks::Twice));
        assert_eq!(after_look(&queued, true, down()).asks, Some(PrintAsks::Twice), "it may have been at it");
        assert_eq!(after_look(&queued, false, down()).asks, None, "another was before it");
        let held = row(1, PrintState::Held, None);
        assert_eq!(after_look(&held, true, down()).asks, None, "the printer stood still");
        let again = after_look(&printing, true, Ok(JobState::Queued));
        assert_eq!(again.asks, Some(PrintAsks::Twice), "it begins again");
        let begun = after_look(&queued, false, Ok(JobState::Begun { words: None }));
        assert_eq!((begun.state, begun.asks), (PrintState::Held, Some(PrintAsks::Twice)));
        let doubted = row(1, PrintState::Printing, Some(PrintAsks::Twice));
        let done = after_look(&doubted, true, Ok(JobState::Done));
        assert_eq!(
            (done.state, done.asks),
            (PrintState::Done, Some(PrintAsks::Twice)),
            "it stays to be checked"
        );
    }
}
