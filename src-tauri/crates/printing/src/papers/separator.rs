//! A paper between two batches: a black band that is seen in the stack, and which batch begins behind it.

use std::collections::BTreeSet;

use super::PaperError;
use super::canvas::{self, Canvas};
use super::text::{Fonts, Type};
use crate::documents::{Mm, PageSize};

const MARGIN: Mm = Mm(6.0);
const BAND: Mm = Mm(14.0);

/// Large words above, a line each of smaller ones below, on the label printer's stock (A6).
///
/// # Errors
/// When the PDF cannot be written.
pub fn separator(title: &str, lines: &[String]) -> Result<Vec<u8>, PaperError> {
    let fonts = Fonts::get()?;
    let size = PageSize::A6;
    let mut canvas = Canvas::new(size);
    let across = Mm(size.width.0 - 2.0 * MARGIN.0);
    // Both ends of the paper: whichever looks out of the stack.
    for y in [MARGIN.0, size.height.0 - MARGIN.0 - BAND.0] {
        canvas.filled(MARGIN, Mm(y), across, BAND);
    }
    let mut y = 2.0 * MARGIN.0 + BAND.0;
    let (large, small) = (Type::bold(28.0), Type::regular(14.0));
    let mut replaced = BTreeSet::new();
    for (font, text) in std::iter::once((large, title)).chain(lines.iter().map(|line| (small, line.as_str())))
    {
        let known = fonts.known(text, &mut replaced);
        for line in fonts.lines(font, across, &known) {
            y += font.line_height().0;
            canvas.text(MARGIN, Mm(y), font, &line);
        }
    }
    canvas::save(title, vec![canvas])
}
