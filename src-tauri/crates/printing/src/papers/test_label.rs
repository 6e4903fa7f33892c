//! A label that shows what a printer does: whether millimetres are millimetres, lines of single dots, a barcode, text.
//!
//! Laid out once in dots and written two ways: as PDF, which goes the way of most labels, and as ZPL in the printer's own
//! commands, which shows that it understands them.

use std::fmt::Write as _;

use super::canvas::{self, Canvas};
use super::text::Type;
use super::{PaperError, barcode, refuse};
use crate::documents::{Dpi, Mm, PageSize};

/// Smallest and largest label: what a ruler, a barcode and the text need, and A4.
const SIDE_MM: std::ops::RangeInclusive<f32> = 60.0..=297.0;

/// Widths of lines and gaps in the pattern, in dots.
const PATTERN_DOTS: [u32; 4] = [1, 2, 3, 4];

/// Cell height of ZPL's font 0 to the height of capitals, as Inter's em to its capitals: about the same.
const POINTS_PER_MM: f32 = 72.0 / 25.4;

/// A label that tests a printer.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct TestLabel {
    size: PageSize,
    dpi: Dpi,
}

/// All in dots from the top left.
enum Mark {
    Box {
        x: u32,
        y: u32,
        width: u32,
        height: u32,
    },
    /// `y` is the top of its line.
    Text {
        x: u32,
        y: u32,
        height: u32,
        text: String,
    },
    Code128 {
        x: u32,
        y: u32,
        module: u32,
        height: u32,
        text: String,
    },
}

impl TestLabel {
    /// # Errors
    /// A side below 60 or above 297 mm.
    pub fn new(size: PageSize, dpi: Dpi) -> Result<Self, PaperError> {
        if !SIDE_MM.contains(&size.width.0) || !SIDE_MM.contains(&size.height.0) {
            return refuse(format!(
                "A test label has sides of {} to {} mm, not {:.0} x {:.0}",
                SIDE_MM.start(),
                SIDE_MM.end(),
                size.width.0,
                size.height.0
            ));
        }
        Ok(Self { size, dpi })
    }

    /// What the label's barcode says.
    pub fn barcode(self) -> String {
        format!("PACKBENCH{}", self.dpi.per_inch())
    }

    /// # Errors
    /// When the PDF cannot be written.
    pub fn pdf(self) -> Result<Vec<u8>, PaperError> {
        let mut canvas = Canvas::new(self.size);
        let mm = |dots: u32| self.dpi.length(dots);
        for mark in self.marks() {
            match mark {
                Mark::Box { x, y, width, height } => canvas.filled(mm(x), mm(y), mm(width), mm(height)),
                Mark::Text { x, y, height, text } => {
                    let font = Type::regular(mm(height).0 * POINTS_PER_MM);
                    // Capitals stand at three quarters of the line.
                    canvas.text(mm(x), mm(y + height * 3 / 4), font, &text);
                }
                Mark::Code128 { x, y, module, height, text } => {
                    let code = barcode::code128(&text).map(|code| code.bars).unwrap_or_default();
                    for (at, width) in code {
                        canvas.filled(mm(x + at * module), mm(y), mm(width * module), mm(height));
                    }
                }
            }
        }
        canvas::save("Packbench test label", vec![canvas])
    }

    /// In the printer's own commands.
    pub fn zpl(self) -> Vec<u8> {
        let (width, height) = (self.dpi.dots(self.size.width), self.dpi.dots(self.size.height));
        let mut zpl = format!("^XA\n^CI28\n^PW{width}\n^LL{height}\n^LH0,0\n");
        for mark in self.marks() {
            // Writing into a string cannot fail.
            let _ = match mark {
                Mark::Box { x, y, width, height } => {
                    writeln!(zpl, "^FO{x},{y}^GB{width},{height},{}^FS", width.min(height))
                }
                Mark::Text { x, y, height, text } => {
                    writeln!(zpl, "^FO{x},{y}^A0N,{height},{height}^FD{text}^FS")
                }
                Mark::Code128 { x, y, module, height, text } => {
                    writeln!(zpl, "^FO{x},{y}^BY{module}^BCN,{height},N,N,N,A^FD{text}^FS")
                }
            };
        }
        zpl.push_str("^XZ\n");
        zpl.into_bytes()
    }

    fn marks(self) -> Vec<Mark> {
        let mut marks = self.frame();
        self.rulers(&mut marks);
        let left = self.dots(15.0);
        let mut y = self.dots(14.0);
        let PageSize { width, height } = self.size;
        let size = format!("{:.0} x {:.0} mm, {} dpi", width.0, height.0, self.dpi.per_inch());
        for (mm, text) in
            [(5.0, "Packbench"), (3.5, &size), (2.5, "Numbers: mm from the edges. Frame: 2 mm inside.")]
        {
            let text = text.to_owned();
            marks.push(Mark::Text { x: left, y, height: self.dots(mm), text });
            y += self.dots(mm * 1.3);
        }
        y += self.dots(2.0);
        // 0.25 mm is what cheap scanners still read: two dots at 203 dpi, three at 300.
        let module = self.dots(0.25).max(2);
        let text = self.barcode();
        marks.push(Mark::Code128 { x: left, y, module, height: self.dots(8.0), text });
        y += self.dots(10.0);
        self.pattern(left, y, &mut marks);
        marks
    }

    fn dots(self, mm: f32) -> u32 {
        self.dpi.dots(Mm(mm))
    }

    /// Four lines, 2 mm from the edges: what is missing of it cannot be printed on.
    fn frame(self) -> Vec<Mark> {
        let (width, height) = (self.dpi.dots(self.size.width), self.dpi.dots(self.size.height));
        let (edge, line) = (self.dots(2.0), self.dots(0.25).max(2));
        let (across, down) = (width - 2 * edge, height - 2 * edge);
        vec![
            Mark::Box { x: edge, y: edge, width: across, height: line },
            Mark::Box { x: edge, y: height - edge - line, width: across, height: line },
            Mark::Box { x: edge, y: edge, width: line, height: down },
            Mark::Box { x: width - edge - line, y: edge, width: line, height: down },
        ]
    }

    /// A tick per millimetre from the label's edges, longer at 5 and 10, numbers at 10.
    fn rulers(self, marks: &mut Vec<Mark>) {
        let line = self.dots(0.125).max(1);
        let length = |mm: u32| match mm % 10 {
            0 => self.dots(3.0),
            5 => self.dots(2.2),
            _ => self.dots(1.4),
        };
        let from = self.dots(3.0);
        let last = |side: Mm| (side.0 as u32).saturating_sub(4);
        // A number stands behind its tick and must not run into the frame.
        let has_number = |mm: u32, side: Mm, room: u32| mm.is_multiple_of(10) && mm + room < last(side);
        let number = self.dots(2.5);
        for mm in 10..=last(self.size.width) {
            let x = self.dots(mm as f32);
            marks.push(Mark::Box { x, y: from, width: line, height: length(mm) });
            if has_number(mm, self.size.width, 5) {
                marks.push(Mark::Text {
                    x: x + 2 * line,
                    y: from + self.dots(2.4),
                    height: number,
                    text: mm.to_string(),
                });
            }
        }
        for mm in 10..=last(self.size.height) {
            let y = self.dots(mm as f32);
            marks.push(Mark::Box { x: from, y, width: length(mm), height: line });
            if has_number(mm, self.size.height, 2) {
                marks.push(Mark::Text {
                    x: from + self.dots(3.4),
                    y: y + line,
                    height: number,
                    text: mm.to_string(),
                });
            }
        }
    }

    /// Lines and gaps of one to four dots, upright and lying: a dead dot of the head or a driver that scales shows here.
    fn pattern(self, left: u32, top: u32, marks: &mut Vec<Mark>) {
        let side = self.dots(6.0);
        for (column, dots) in (0..).zip(PATTERN_DOTS) {
            let x = left + column * (side + self.dots(2.0));
            let lines = side / (2 * dots);
            for at in (0..lines).map(|line| line * 2 * dots) {
                marks.push(Mark::Box { x: x + at, y: top, width: dots, height: side });
                let y = top + side + self.dots(1.0) + at;
                marks.push(Mark::Box { x, y, width: side, height: dots });
            }
            let y = top + 2 * side + self.dots(1.5);
            marks.push(Mark::Text { x, y, height: self.dots(2.5), text: format!("{dots}") });
        }
    }
}
