//! The answer to `~HS` of Zebra's ZPL II programming guide ("Host Status Return"): three lines of numbers, each between
//! STX and ETX.

const STX: u8 = 2;
const ETX: u8 = 3;

const LINES: usize = 3;

/// What a label printer says of itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct HostStatus {
    pub(super) paper_out: bool,
    pub(super) paused: bool,
    pub(super) head_open: bool,
    pub(super) ribbon_out: bool,
    pub(super) buffer_full: bool,
    /// A label whose bytes are still coming.
    pub(super) partial: bool,
    /// Labels in the buffer that were not begun yet.
    pub(super) formats: u64,
    /// Copies to come of the label that is being printed.
    pub(super) labels: u64,
}

/// Whether all three lines are there, so that nothing more is to be waited for.
pub(super) fn is_whole(answer: &[u8]) -> bool {
    lines(answer).count() >= LINES
}

/// What stands between each STX and the ETX that ends it.
fn lines(answer: &[u8]) -> impl Iterator<Item = &[u8]> {
    answer.split(|byte| *byte == STX).skip(1).filter_map(|after| {
        let end = after.iter().position(|byte| *byte == ETX)?;
        after.get(..end)
    })
}

/// Numbers between commas; `None` when one of them is none.
fn numbers(line: &[u8]) -> Option<Vec<u64>> {
    let line = std::str::from_utf8(line).ok()?;
    line.split(',').map(|number| number.trim().parse().ok()).collect()
}

impl HostStatus {
    /// `None`: not the answer of such a printer, or not all of it. The third line (password, memory) says nothing here.
    pub(super) fn read(answer: &[u8]) -> Option<Self> {
        let mut lines = lines(answer).map(numbers);
        let (first, second) = (lines.next()??, lines.next()??);
        // Newer printers append fields.
        let [_, paper_out, paused, _, formats, buffer_full, _, partial, ..] = first.as_slice() else {
            return None;
        };
        let [_, _, head_open, ribbon_out, _, _, _, _, labels, ..] = second.as_slice() else { return None };
        Some(Self {
            paper_out: *paper_out != 0,
            paused: *paused != 0,
            head_open: *head_open != 0,
            ribbon_out: *ribbon_out != 0,
            buffer_full: *buffer_full != 0,
            partial: *partial != 0,
            formats: *formats,
            labels: *labels,
        })
    }

    /// Labels that are not out yet, those that are just being printed as one.
    pub(super) fn formats_left(&self) -> u64 {
        let begun = self.labels > 0 || self.partial;
        self.formats.saturating_add(begun.into())
    }

    fn troubles(&self) -> impl Iterator<Item = (&'static str, &'static str)> {
        [
            (self.head_open, "cover-open-error", "the print head is open"),
            (self.paper_out, "media-empty-error", "out of labels"),
            (self.ribbon_out, "marker-supply-empty-error", "out of ribbon"),
            (self.paused, "paused", "the printer is paused"),
        ]
        .into_iter()
        .filter_map(|(is_set, reason, words)| is_set.then_some((reason, words)))
    }

    /// Why it prints nothing until a person comes; `None`: it prints. A full buffer empties itself.
    pub(super) fn trouble(&self) -> Option<String> {
        let words: Vec<&str> = self.troubles().map(|(_, words)| words).collect();
        (!words.is_empty()).then(|| words.join(", "))
    }

    /// As IPP names them.
    pub(super) fn reasons(&self) -> Vec<String> {
        self.troubles().map(|(reason, _)| reason.to_owned()).collect()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// As the printer writes it.
    fn answer(status: &HostStatus) -> String {
        let bit = u8::from;
        let HostStatus { paper_out, paused, head_open, ribbon_out, buffer_full, partial, formats, labels } =
            *status;
        format!(
            "\u{2}030,{},{},1245,{formats:03},{},0,{},000,0,0,0\u{3}\r\n\u{2}000,0,{},{},0,2,4,0,{labels:08},1,000\u{3}\r\n\u{2}1234,0\u{3}\r\n",
            bit(paper_out),
            bit(paused),
            bit(buffer_full),
            bit(partial),
            bit(head_open),
            bit(ribbon_out),
        )
    }

    #[test]
    fn the_guides_example_is_read() {
        let idle = b"\x02030,0,0,1245,000,0,0,0,000,0,0,0\x03\r\n\x02000,0,0,0,0,2,4,0,00000000,1,000\x03\r\n\x021234,0\x03\r\n";
        let status = HostStatus::read(idle).expect("three lines");
        assert_eq!(status, HostStatus::default());
        assert_eq!((status.trouble(), status.formats_left()), (None, 0));
        assert!(
            is_whole(idle) && !is_whole(&idle[..idle.len() - 4]),
            "the end of the third line is waited for"
        );
    }

    #[test]
    fn every_trouble_is_told() {
        let status = HostStatus { head_open: true, paper_out: true, ..HostStatus::default() };
        assert_eq!(status.trouble().as_deref(), Some("the print head is open, out of labels"));
        assert_eq!(status.reasons(), ["cover-open-error", "media-empty-error"]);
        assert_eq!(HostStatus { buffer_full: true, ..HostStatus::default() }.trouble(), None, "it goes on");
        let half = HostStatus { formats: 2, labels: 7, ..HostStatus::default() };
        assert_eq!(half.formats_left(), 3, "two wait, one is being printed");
        assert_eq!(HostStatus { partial: true, ..HostStatus::default() }.formats_left(), 1, "one is coming");
    }

    proptest! {
        #[test]
        fn what_a_printer_writes_is_read_back(
            flags in any::<[bool; 6]>(), formats in 0_u64..1000, labels in 0_u64..100_000_000,
        ) {
            let [paper_out, paused, head_open, ribbon_out, buffer_full, partial] = flags;
            let status =
                HostStatus { paper_out, paused, head_open, ribbon_out, buffer_full, partial, formats, labels };
            let answer = answer(&status);
            prop_assert_eq!(HostStatus::read(answer.as_bytes()), Some(status));
        }

        #[test]
        fn any_beginning_of_an_answer_is_no_wrong_answer(cut in 0_usize..100) {
            let status = HostStatus { paper_out: true, formats: 3, ..HostStatus::default() };
            let answer = answer(&status);
            let cut = &answer.as_bytes()[..cut.min(answer.len())];
            let read = HostStatus::read(cut);
            prop_assert!(read.is_none() || read == Some(status), "cut to {} bytes: {:?}", cut.len(), read);
        }

        #[test]
        fn noise_is_read_without_a_panic(noise in proptest::collection::vec(prop_oneof![Just(2_u8), Just(3), Just(b','), b'0'..=b'9', any::<u8>()], 0..200)) {
            let _ = is_whole(&noise);
            if let Some(status) = HostStatus::read(&noise) {
                prop_assert!(status.formats_left() >= status.formats);
            }
        }
    }
}
