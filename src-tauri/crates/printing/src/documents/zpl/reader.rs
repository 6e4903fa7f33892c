//! Walking over the commands of a ZPL document.
//!
//! Commands begin with `^` or `~` (unless the document changes that), and data of graphics may hold any byte: only a
//! walk that knows the two tells labels from bytes that look like them.

use std::ops::Range;

use crate::documents::{DocumentError, refuse};

/// Most labels of one document; a batch is at most a few thousand.
const LABELS_MAX: usize = 20_000;

/// A ZPL document whose labels are all closed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Zpl {
    pub labels: Vec<ZplLabel>,
}

/// One label of a ZPL document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ZplLabel {
    /// Its bytes, from `^XA` to the end of `^XZ`. Commands before the first label belong to the document.
    pub bytes: Range<usize>,
    /// `^PW`, when it says so; the printer's own width otherwise.
    pub width_dots: Option<u32>,
    /// `^LL`, likewise.
    pub height_dots: Option<u32>,
    /// `^PQ`: how often the printer prints it.
    pub copies: u32,
}

/// Reads all labels. What is stored in the printer for later (`^DF`) is no label.
///
/// # Errors
/// Labels that are not closed, data that is cut off, no label at all.
pub(in crate::documents) fn read(bytes: &[u8]) -> Result<Zpl, DocumentError> {
    let mut walk = Walk { bytes, at: 0, caret: b'^', tilde: b'~', delimiter: b',' };
    let mut labels = Vec::new();
    let mut open: Option<(ZplLabel, bool)> = None;
    while let Some(command) = walk.next()? {
        match (&command.name, &mut open) {
            (b"XA", None) => {
                let bytes = command.start..command.start;
                let label = ZplLabel { bytes, width_dots: None, height_dots: None, copies: 1 };
                open = Some((label, true));
            }
            (b"XZ", Some(_)) => {
                if let Some((mut label, true)) = open.take() {
                    label.bytes.end = walk.at;
                    labels.push(label);
                }
            }
            (b"XA" | b"XZ", _) => return refuse(INCOMPLETE),
            (b"PW", Some((label, _))) => label.width_dots = command.number.or(label.width_dots),
            (b"LL", Some((label, _))) => label.height_dots = command.number.or(label.height_dots),
            (b"PQ", Some((label, _))) => label.copies = command.number.unwrap_or(1),
            (b"DF", Some((_, prints))) => *prints = false,
            _ => {}
        }
        if labels.len() > LABELS_MAX {
            return refuse(format!("This ZPL document has more than {LABELS_MAX} labels"));
        }
    }
    match open {
        Some(_) => refuse(INCOMPLETE),
        None if labels.is_empty() => refuse("This ZPL document holds no label (no ^XA)"),
        None => Ok(Zpl { labels }),
    }
}

const INCOMPLETE: &str = "This ZPL document is incomplete: its labels are not all closed (^XA without ^XZ)";

struct Command {
    /// In capitals.
    name: [u8; 2],
    start: usize,
    /// Its first parameter, when that is a number.
    number: Option<u32>,
}

struct Walk<'a> {
    bytes: &'a [u8],
    at: usize,
    caret: u8,
    tilde: u8,
    delimiter: u8,
}

impl Walk<'_> {
    /// The next command; afterwards `at` is behind its name, or behind its data when that may hold any byte.
    fn next(&mut self) -> Result<Option<Command>, DocumentError> {
        let rest = self.bytes.get(self.at..).unwrap_or_default();
        let Some(skipped) = rest.iter().position(|byte| *byte == self.caret || *byte == self.tilde) else {
            return Ok(None);
        };
        let start = self.at + skipped;
        let [first, second] = match self.bytes.get(start + 1..start + 3) {
            Some(&[first, second]) => [first, second],
            _ => return Ok(None),
        };
        // `^A0N` names a font, `^^XA` is a stray mark: the next mark begins the next command.
        if [first, second].iter().any(|byte| *byte == self.caret || *byte == self.tilde) {
            self.at = start + 1;
            return Ok(Some(Command { name: *b"  ", start, number: None }));
        }
        self.at = start + 3;
        let name = [first.to_ascii_uppercase(), second.to_ascii_uppercase()];
        let number = number(self.bytes.get(self.at..).unwrap_or_default());
        match &name {
            b"CC" => self.change(|walk| &mut walk.caret),
            b"CT" => self.change(|walk| &mut walk.tilde),
            b"CD" => self.change(|walk| &mut walk.delimiter),
            // ^GFa,b,c,d,data: b bytes of data follow when a is B (binary) or C (compressed).
            b"GF" if self.kind(0).is_some_and(|kind| matches!(kind, b'B' | b'C')) => self.skip_data(1, 4)?,
            // ~DYd:f,b,x,t,w,data: t bytes of data follow when b is B or C.
            b"DY" if self.kind(1).is_some_and(|kind| matches!(kind, b'B' | b'C')) => self.skip_data(3, 5)?,
            _ => {}
        }
        Ok(Some(Command { name, start, number }))
    }

    fn change(&mut self, mark: impl Fn(&mut Self) -> &mut u8) {
        if let Some(byte) = self.bytes.get(self.at).copied().filter(u8::is_ascii_graphic) {
            *mark(self) = byte;
            self.at += 1;
        }
    }

    /// Where parameter `index` (from 0) begins.
    fn parameter(&self, index: usize) -> Option<usize> {
        (0..index).try_fold(self.at, |at, _| {
            let ends = |byte: &u8| [self.delimiter, self.caret, self.tilde].contains(byte);
            let end = at + self.bytes.get(at..)?.iter().position(ends)?;
            (self.bytes.get(end) == Some(&self.delimiter)).then_some(end + 1)
        })
    }

    fn kind(&self, index: usize) -> Option<u8> {
        Some(self.bytes.get(self.parameter(index)?)?.to_ascii_uppercase())
    }

    fn skip_data(&mut self, length: usize, data: usize) -> Result<(), DocumentError> {
        let length = self.parameter(length).and_then(|at| number(self.bytes.get(at..)?));
        let end = self.parameter(data).zip(length).and_then(|(at, length)| {
            at.checked_add(usize::try_from(length).ok()?).filter(|end| *end <= self.bytes.len())
        });
        match end {
            Some(end) => self.at = end,
            None => return refuse("This ZPL document is incomplete: a graphic in it is cut off"),
        }
        Ok(())
    }
}

/// The decimal number that the bytes begin with.
fn number(bytes: &[u8]) -> Option<u32> {
    let digits = bytes.iter().take_while(|byte| byte.is_ascii_digit()).count();
    std::str::from_utf8(bytes.get(..digits)?).ok()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn count(zpl: &[u8]) -> Result<usize, DocumentError> {
        read(zpl).map(|zpl| zpl.labels.len())
    }

    #[test]
    fn a_label_says_its_size_and_copies() {
        let zpl = read(b"~SD15^XA^MMT^PW812^LL1218^PQ2,0,1,Y^FO0,0^A0N,30^FDx^FS^XZ\n^xa^fdy^fs^xz").unwrap();
        let seen: Vec<_> = zpl.labels.iter().map(|l| (l.width_dots, l.height_dots, l.copies)).collect();
        assert_eq!(seen, [(Some(812), Some(1218), 2), (None, None, 1)], "what each label sets for itself");
        assert_eq!(zpl.labels[0].bytes, 5..58, "from ^XA to ^XZ");
    }

    #[test]
    fn data_of_graphics_is_no_command() {
        assert_eq!(
            count(b"^XA^GFB,6,6,1,^XA^XZ^FS^XZ"),
            Ok(1),
            "six bytes of picture that look like a label"
        );
        assert_eq!(count(b"~DYR:A,B,P,4,,^XA^^XA^XZ"), Ok(1), "four bytes of a stored file");
        assert_eq!(count(b"^XA^GFA,3,3,1,FFFFFF^FS^XZ"), Ok(1), "digits need no skipping");
        assert!(count(b"^XA^GFB,600,600,1,^XA^XZ^FS^XZ").is_err(), "the picture is cut off");
    }

    #[test]
    fn marks_can_be_changed() {
        assert_eq!(count(b"^XA^CC!!FDa^XA b!FS!XZ"), Ok(1), "after ^CC! a caret is text");
        assert_eq!(count(b"CT~~CD,~CC^~CT~\n^XA^XZ"), Ok(1), "Zebra's driver sets the usual ones");
    }

    #[test]
    fn what_is_stored_for_later_is_no_label() {
        assert_eq!(
            count(b"^XA^DFR:FORM.ZPL^FO1,1^FN1^FS^XZ^XA^XFR:FORM.ZPL^FN1^FDx^FS^XZ"),
            Ok(1),
            "one is printed"
        );
        assert!(count(b"^XA^DFR:FORM.ZPL^FS^XZ").is_err(), "nothing would come out");
    }

    #[test]
    fn labels_that_are_not_closed_are_refused() {
        for cut in [&b"^XA^FDx"[..], b"^XA^XA^XZ^XZ", b"^XZ^XA", b"^XA^XZ^XA", b"^XA^FDx^FS^X"] {
            assert!(count(cut).is_err(), "{}", String::from_utf8_lossy(cut));
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn any_commands_are_read_or_refused(
            words in prop::collection::vec(prop::sample::select(vec![
                &b"^XA"[..], b"^XZ", b"^GFB,", b"~DYR:A,B,P,", b"5,", b"99999999999,", b"^CC", b"^CT", b"^CD", b"~", b"^",
                b"^PW", b"^PQ", b"^DF", b"^FD", b"^FS", b"x", b"\xff", b",",
            ]), 0..40),
        ) {
            if let Ok(zpl) = read(&words.concat()) {
                let mut end = 0;
                for label in zpl.labels {
                    prop_assert!(label.bytes.start >= end && label.bytes.end > label.bytes.start, "in order, apart");
                    end = label.bytes.end;
                }
                prop_assert!(end <= words.concat().len(), "within the document");
            }
        }
    }
}
