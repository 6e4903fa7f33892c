//! Code 128, by the `barcoders` crate, as bars.

use barcoders::sym::code128::Code128;

/// Character sets in the spelling of `barcoders`.
const SET_B: char = '\u{181}';
const SET_C: char = '\u{106}';

/// A run of digits worth the change to set C (two digits per symbol).
const DIGITS_MIN: usize = 4;

/// Light modules that a scanner needs on either side.
pub(super) const QUIET_MODULES: u32 = 10;

/// More modules than fit on A4 at the finest width.
const TEXT_MAX: usize = 80;

/// Bars from the left, each with its first module and its width in modules.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Barcode {
    pub(super) bars: Vec<(u32, u32)>,
    /// Without the quiet zones.
    pub(super) modules: u32,
}

/// `None` when Code 128 has no sign for a character (it has ASCII), or the text is empty or much too long.
pub(super) fn code128(text: &str) -> Option<Barcode> {
    let sayable = |c: char| c.is_ascii_graphic() || c == ' ';
    if text.is_empty() || text.len() > TEXT_MAX || !text.chars().all(sayable) {
        return None;
    }
    let modules = Code128::new(with_sets(text)).ok()?.encode();
    let mut bars: Vec<(u32, u32)> = Vec::new();
    for (at, _) in (0..).zip(&modules).filter(|(_, module)| **module == 1) {
        match bars.last_mut() {
            Some((start, width)) if *start + *width == at => *width += 1,
            _ => bars.push((at, 1)),
        }
    }
    Some(Barcode { bars, modules: u32::try_from(modules.len()).ok()? })
}

/// Set B, and set C for an even run of digits at the end.
fn with_sets(text: &str) -> String {
    let digits = text.chars().rev().take_while(char::is_ascii_digit).count();
    let even = digits - digits % 2;
    if even < DIGITS_MIN {
        return format!("{SET_B}{text}");
    }
    let (head, tail) = text.split_at(text.len() - even);
    if head.is_empty() { format!("{SET_C}{tail}") } else { format!("{SET_B}{head}{SET_C}{tail}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_at_the_end_take_half_the_room() {
        let modules = |text| code128(text).map(|code| code.modules);
        assert_eq!(modules("AB"), Some(11 * 4 + 13), "start, two letters, check digit, stop");
        assert_eq!(modules("12345678"), Some(11 * 6 + 13), "two digits a sign");
        assert_eq!(modules("A12345"), Some(11 * 7 + 13), "set C for 2345, after A and 1 in set B");
        let bars = code128("AB").unwrap().bars;
        assert_eq!(bars.first(), Some(&(0, 2)), "start B begins with two dark modules");
        assert_eq!(bars.last().map(|(at, width)| at + width), Some(57), "and the stop sign ends dark");
    }

    #[test]
    fn what_has_no_sign_gets_no_bars() {
        for text in ["", "Bestellung-Ü", "a\nb", &"1".repeat(81)] {
            assert_eq!(code128(text), None, "{text:?}");
        }
    }
}
