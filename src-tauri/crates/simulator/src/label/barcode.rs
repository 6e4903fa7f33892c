//! Code 128, by the `barcoders` crate, as bars that can be drawn as vectors.

use barcoders::sym::code128::Code128;

/// Character sets in the spelling of `barcoders`.
const SET_B: char = '\u{181}';
const SET_C: char = '\u{106}';
/// A run of digits worth the change to set C (two digits per symbol).
const DIGITS_MIN: usize = 4;

/// A bar: its first module and its width in modules.
pub(super) type Bar = (usize, usize);

/// The bars of `text` and the symbol's width in modules.
///
/// # Errors
/// In words, when the text holds characters that Code 128 has not.
pub(super) fn bars(text: &str) -> Result<(Vec<Bar>, usize), String> {
    let code = Code128::new(with_sets(text)).map_err(|error| format!("no barcode for {text:?}: {error}"))?;
    let modules = code.encode();
    let mut bars: Vec<Bar> = Vec::new();
    for (at, _) in modules.iter().enumerate().filter(|(_, dark)| **dark == 1) {
        match bars.last_mut() {
            Some((start, width)) if *start + *width == at => *width += 1,
            _ => bars.push((at, 1)),
        }
    }
    Ok((bars, modules.len()))
}

/// Set B, and set C for an even run of digits at the end.
fn with_sets(text: &str) -> String {
    let digits = text.chars().rev().take_while(char::is_ascii_digit).count();
    let even = digits - digits % 2;
    if even < DIGITS_MIN {
        return format!("{SET_B}{text}");
    }
    let (head, tail) = text.split_at(text.len() - even);
    match head.is_empty() {
        true => format!("{SET_C}{tail}"),
        false => format!("{SET_B}{head}{SET_C}{tail}"),
    }
}
