//! Rows that run down pages: groups stay together where a page can hold them.

use super::canvas::Canvas;
use super::text::Type;
use super::{PaperError, refuse};
use crate::documents::{Mm, PageSize};

/// Most pages of one paper; 5,000 items with barcodes on A6 would be about 1,000.
const PAGES_MAX: usize = 1_200;

/// What is drawn from a point; `y` counts from the top of its row.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Mark {
    Text {
        x: Mm,
        font: Type,
        text: String,
    },
    /// Bars with their left edges and widths.
    Bars {
        height: Mm,
        bars: Vec<(Mm, Mm)>,
    },
    Rule {
        x: Mm,
        width: Mm,
    },
}

/// Something that is never parted.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Row {
    pub(super) height: Mm,
    pub(super) marks: Vec<Mark>,
}

/// Everything of a paper, in order.
pub(super) struct Body {
    pub(super) margin: Mm,
    /// Rows that belong together: an item, an address.
    pub(super) groups: Vec<Vec<Row>>,
    /// At the top of every page but the first.
    pub(super) repeated: Vec<Row>,
    /// The text at the foot of page n of m.
    pub(super) foot: Box<dyn Fn(usize, usize) -> Row>,
}

/// The pages.
///
/// # Errors
/// More pages than anybody prints.
pub(super) fn pages(size: PageSize, body: &Body) -> Result<Vec<Canvas>, PaperError> {
    let foot_height = (body.foot)(1, 1).height;
    let bottom = Mm(size.height.0 - body.margin.0 - foot_height.0);
    let head = height(&body.repeated);
    let room = bottom.0 - body.margin.0 - head.0;
    let mut canvases = vec![Canvas::new(size)];
    let mut y = body.margin;
    for group in &body.groups {
        // What no page can hold is parted between its rows.
        let whole = height(group).0 <= room;
        if whole && y.0 + height(group).0 > bottom.0 {
            y = turn_over(size, body, &mut canvases);
        }
        for row in group {
            if y.0 + row.height.0 > bottom.0 && y.0 > body.margin.0 + head.0 {
                y = turn_over(size, body, &mut canvases);
            }
            if let Some(canvas) = canvases.last_mut() {
                draw(canvas, row, y);
            }
            y.0 += row.height.0;
        }
        if canvases.len() > PAGES_MAX {
            return refuse(format!("The paper would have more than {PAGES_MAX} pages"));
        }
    }
    let count = canvases.len();
    for (index, canvas) in canvases.iter_mut().enumerate() {
        draw(canvas, &(body.foot)(index + 1, count), bottom);
    }
    Ok(canvases)
}

pub(super) fn height(rows: &[Row]) -> Mm {
    Mm(rows.iter().map(|row| row.height.0).sum())
}

/// Begins a page and gives where it is free.
fn turn_over(size: PageSize, body: &Body, canvases: &mut Vec<Canvas>) -> Mm {
    let mut canvas = Canvas::new(size);
    let mut y = body.margin;
    for row in &body.repeated {
        draw(&mut canvas, row, y);
        y.0 += row.height.0;
    }
    canvases.push(canvas);
    y
}

fn draw(canvas: &mut Canvas, row: &Row, y: Mm) {
    for mark in &row.marks {
        match mark {
            // Inter's ascenders take 97 % of the em; four fifths of the line is where its baseline looks right.
            Mark::Text { x, font, text } => {
                canvas.text(*x, Mm(y.0 + font.line_height().0 * 0.8), *font, text);
            }
            Mark::Bars { height, bars } => {
                bars.iter().for_each(|(x, width)| canvas.filled(*x, y, *width, *height));
            }
            Mark::Rule { x, width } => canvas.filled(*x, Mm(y.0 + row.height.0 / 2.0), *width, Mm(0.2)),
        }
    }
}
