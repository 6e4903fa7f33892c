//! What stands on a slip and where, as rows.

use super::super::barcode::{self, QUIET_MODULES};
use super::super::flow::{Body, Mark, Row, height};
use super::super::text::{Fonts, Type};
use super::{PackingSlip, SlipItem, SlipPaper, Untold};
use crate::documents::Mm;

/// Widths of a barcode's finest bar, in mm: whole dots of a 203-dpi head, 2 to 4 of them. Below, scanners fail.
const MODULES_MM: [f32; 3] = [0.5, 0.375, 0.25];

/// Sizes on a kind of paper.
struct Look {
    margin: Mm,
    shop: Type,
    title: Type,
    strong: Type,
    text: Type,
    small: Type,
    order_bars: Mm,
    item_bars: Mm,
}

const A6: Look = Look {
    margin: Mm(6.0),
    shop: Type::bold(12.0),
    title: Type::bold(10.0),
    strong: Type::bold(9.0),
    text: Type::regular(9.0),
    small: Type::regular(7.0),
    order_bars: Mm(11.0),
    item_bars: Mm(6.0),
};

const A4: Look = Look {
    margin: Mm(16.0),
    shop: Type::bold(16.0),
    title: Type::bold(13.0),
    strong: Type::bold(10.0),
    text: Type::regular(10.0),
    small: Type::regular(8.0),
    order_bars: Mm(14.0),
    item_bars: Mm(7.0),
};

/// Between the columns, and for the numbers of pieces.
const GAP: Mm = Mm(4.0);

/// Part of a page's width.
#[derive(Clone, Copy)]
struct Column {
    x: Mm,
    width: Mm,
}

/// Everything of a slip as rows.
pub(super) fn of(slip: &PackingSlip, fonts: &'static Fonts, untold: &mut Untold) -> Body {
    let look = match slip.paper {
        SlipPaper::A6 => A6,
        SlipPaper::A4 => A4,
    };
    let page = Column { x: look.margin, width: Mm(slip.paper.size().width.0 - 2.0 * look.margin.0) };
    let mut rows = Rows { fonts, untold };
    let mut groups = rows.head(slip, &look, page);
    groups.push(vec![space(3.0)]);
    let (quantity, item) = rows.columns(slip, &look, page);
    if !slip.items.is_empty() {
        let mut table = vec![Vec::new()];
        table[0].extend(rows.side_by_side(
            quantity,
            &slip.words.quantity,
            item,
            &slip.words.item,
            look.small,
        ));
        table[0].push(rule(page));
        groups.append(&mut table);
    }
    for entry in &slip.items {
        groups.push(rows.item(entry, &look, quantity, item, page));
    }
    if !slip.notes.trim().is_empty() {
        let mut notes = vec![space(2.0)];
        notes.extend(rows.paragraph(page, look.small, &slip.words.notes));
        for line in slip.notes.lines() {
            notes.extend(rows.paragraph(page, look.text, line));
        }
        groups.push(notes);
    }
    let order = format!("{} {}", slip.words.order, slip.order_number);
    let mut repeated = rows.paragraph(page, look.strong, &order);
    repeated.push(rule(page));
    let foot = rows.foot(slip, &look, page);
    Body { margin: look.margin, groups, repeated, foot }
}

struct Rows<'a> {
    fonts: &'static Fonts,
    untold: &'a mut Untold,
}

impl Rows<'_> {
    /// Shop and order, then the recipient: beside each other on A4, below each other on A6.
    fn head(&mut self, slip: &PackingSlip, look: &Look, page: Column) -> Vec<Vec<Row>> {
        let half = Mm((page.width.0 - GAP.0) / 2.0);
        let (left, right) = match slip.paper {
            SlipPaper::A6 => (page, page),
            SlipPaper::A4 => {
                (Column { x: page.x, width: half }, Column { x: Mm(page.x.0 + half.0 + GAP.0), width: half })
            }
        };
        let mut shop = self.paragraph(left, look.shop, &slip.shop);
        for line in &slip.sender {
            shop.extend(self.paragraph(left, look.small, line));
        }
        let mut recipient = self.paragraph(left, look.small, &slip.words.ship_to);
        for (number, line) in slip.recipient.iter().enumerate() {
            let font = if number == 0 { look.strong } else { look.text };
            recipient.extend(self.paragraph(left, font, line));
        }
        let mut order = self.paragraph(right, look.small, &slip.words.title);
        let number = format!("{} {}", slip.words.order, slip.order_number);
        order.extend(self.paragraph(right, look.title, &number));
        order.extend(self.paragraph(right, look.text, &slip.date));
        order.push(space(1.5));
        order.extend(self.bars(right, look.order_bars, look.small, &slip.order_barcode));
        match slip.paper {
            SlipPaper::A6 => vec![shop, vec![rule(page)], order, vec![rule(page)], recipient],
            SlipPaper::A4 => {
                shop.push(space(8.0));
                shop.extend(recipient);
                beside(shop, order)
            }
        }
    }

    fn columns(&self, slip: &PackingSlip, look: &Look, page: Column) -> (Column, Column) {
        let widest = slip.items.iter().map(|item| self.fonts.width(look.strong, &pieces(item)).0);
        let title = self.fonts.width(look.small, &slip.words.quantity).0;
        // A word longer than that is wrapped.
        let width = Mm(widest.fold(title, f32::max).min(page.width.0 / 4.0));
        let x = Mm(page.x.0 + width.0 + GAP.0);
        let rest = Mm(page.width.0 - width.0 - GAP.0);
        (Column { x: page.x, width }, Column { x, width: rest })
    }

    fn item(
        &mut self,
        entry: &SlipItem,
        look: &Look,
        quantity: Column,
        item: Column,
        page: Column,
    ) -> Vec<Row> {
        let mut rows = vec![space(0.8)];
        let name = if entry.name.trim().is_empty() { &entry.sku } else { &entry.name };
        rows.extend(self.side_by_side(quantity, &pieces(entry), item, name, look.strong));
        if !entry.name.trim().is_empty() {
            rows.extend(self.paragraph(item, look.small, &entry.sku));
        }
        if !entry.barcode.trim().is_empty() {
            rows.push(space(0.8));
            rows.extend(self.bars(item, look.item_bars, look.small, &entry.barcode));
        }
        rows.push(rule(page));
        rows
    }

    /// A row per line; none for an empty text.
    fn paragraph(&mut self, column: Column, font: Type, text: &str) -> Vec<Row> {
        let text = self.fonts.known(text, &mut self.untold.characters);
        let lines = self.fonts.lines(font, column.width, &text);
        let row =
            |text| Row { height: font.line_height(), marks: vec![Mark::Text { x: column.x, font, text }] };
        lines.into_iter().map(row).collect()
    }

    fn side_by_side(
        &mut self,
        left: Column,
        first: &str,
        right: Column,
        second: &str,
        font: Type,
    ) -> Vec<Row> {
        let (first, second) = (self.paragraph(left, font, first), self.paragraph(right, font, second));
        let count = first.len().max(second.len());
        let (mut first, mut second) = (first.into_iter(), second.into_iter());
        let mut row = || {
            let marks = [first.next(), second.next()].into_iter().flatten().flat_map(|row| row.marks);
            Row { height: font.line_height(), marks: marks.collect() }
        };
        (0..count).map(|_| row()).collect()
    }

    /// The bars as wide as is good for them, and the text below; only the text, and a note of it, where no bars are
    /// possible.
    fn bars(&mut self, column: Column, height: Mm, font: Type, text: &str) -> Vec<Row> {
        let text = text.trim();
        let mut rows = Vec::new();
        let fits = |code: &barcode::Barcode| {
            let width = |module: f32| (code.modules + 2 * QUIET_MODULES) as f32 * module;
            MODULES_MM.into_iter().find(|module| width(*module) <= column.width.0)
        };
        let code = barcode::code128(text);
        match code.as_ref().and_then(|code| Some((code, fits(code)?))) {
            Some((code, module)) => {
                let bar = |(at, width): &(u32, u32)| {
                    let x = column.x.0 + (QUIET_MODULES + at) as f32 * module;
                    (Mm(x), Mm(*width as f32 * module))
                };
                let bars = code.bars.iter().map(bar).collect();
                rows.push(Row { height, marks: vec![Mark::Bars { height, bars }] });
                rows.push(space(0.5));
            }
            None if text.is_empty() => {}
            None => {
                self.untold.barcodes.insert(text.to_owned());
            }
        }
        rows.extend(self.paragraph(column, font, text));
        rows
    }

    fn foot(&mut self, slip: &PackingSlip, look: &Look, page: Column) -> Box<dyn Fn(usize, usize) -> Row> {
        let (fonts, font) = (self.fonts, look.small);
        let word = fonts.known(&slip.words.page, &mut self.untold.characters);
        Box::new(move |number, count| {
            let text = format!("{word} {number} / {count}");
            let x = Mm(page.x.0 + page.width.0 - fonts.width(font, &text).0);
            Row { height: font.line_height(), marks: vec![Mark::Text { x, font, text }] }
        })
    }
}

fn pieces(item: &SlipItem) -> String {
    format!("{} \u{d7}", item.quantity)
}

fn space(mm: f32) -> Row {
    Row { height: Mm(mm), marks: Vec::new() }
}

fn rule(page: Column) -> Row {
    Row { height: Mm(2.0), marks: vec![Mark::Rule { x: page.x, width: page.width }] }
}

/// Two lists of rows as one: rows of different heights are laid on a fine grid, so that neither column pushes the other.
fn beside(left: Vec<Row>, right: Vec<Row>) -> Vec<Vec<Row>> {
    let starts = |rows: Vec<Row>| {
        let mut y = 0.0;
        let placed = rows.into_iter().map(move |row| {
            let start = y;
            y += row.height.0;
            (start, row)
        });
        placed.collect::<Vec<_>>()
    };
    let whole = height(&left).0.max(height(&right).0);
    let mut placed = starts(left);
    placed.extend(starts(right));
    placed.sort_by(|a, b| a.0.total_cmp(&b.0));
    let ends: Vec<f32> = placed.iter().skip(1).map(|(start, _)| *start).chain([whole]).collect();
    let row = |((start, row), end): ((f32, Row), f32)| Row { height: Mm(end - start), marks: row.marks };
    vec![placed.into_iter().zip(ends).map(row).collect()]
}
