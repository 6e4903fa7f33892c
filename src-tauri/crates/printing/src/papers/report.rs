//! Reports: a heading, facts, and a table that goes on on the next pages, on A4.

use super::canvas;
use super::flow::{self, Body, Mark, Row};
use super::text::{Fonts, Type};
use super::{PaperError, refuse};
use crate::documents::{Mm, PageSize};

/// Most rows of one report; a batch has some hundreds, a busy day some thousands.
const ROWS_MAX: usize = 20_000;

const SIZE: PageSize = PageSize::A4;
const MARGIN: Mm = Mm(16.0);
/// Between columns.
const GAP: Mm = Mm(3.0);

const TITLE: Type = Type::bold(20.0);
const HEAD: Type = Type::bold(8.0);
const TEXT: Type = Type::regular(9.0);
const SMALL: Type = Type::regular(8.0);

/// What stands on a report. Nothing is cut: long texts are wrapped within their column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Report {
    pub title: String,
    /// Name and value, a line each.
    pub facts: Vec<(String, String)>,
    pub columns: Vec<ReportColumn>,
    pub rows: Vec<ReportRow>,
    /// The word before a page's number.
    pub page: String,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReportColumn {
    pub title: String,
    /// Its part of the width, beside the other columns' parts.
    pub share: u16,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReportRow {
    /// As many as there are columns.
    pub cells: Vec<String>,
    /// Below the cells; may be empty.
    pub below: String,
}

/// # Errors
/// More than 20,000 rows, or the PDF cannot be written.
pub fn report(report: &Report) -> Result<Vec<u8>, PaperError> {
    if report.rows.len() > ROWS_MAX {
        return refuse(format!("A report has at most {ROWS_MAX} rows; this one has {}", report.rows.len()));
    }
    let table = Table { fonts: Fonts::get()?, columns: places(&report.columns) };
    let page = Column { x: MARGIN, width: Mm(SIZE.width.0 - 2.0 * MARGIN.0) };
    // Below the second cell, so that the first column can be run through.
    let below = table
        .columns
        .get(1)
        .map_or(page, |second| Column { x: second.x, width: Mm(page.x.0 + page.width.0 - second.x.0) });
    let titles: Vec<&str> = report.columns.iter().map(|column| column.title.as_str()).collect();
    let mut head = table.row(&titles, HEAD);
    head.push(rule(page));

    let mut first = table.paragraph(page, TITLE, &report.title);
    first.push(space(2.0));
    first.extend(table.facts(&report.facts, page));
    first.push(space(5.0));
    first.extend(head.clone());
    let mut groups = vec![first];
    groups.extend(report.rows.iter().map(|row| {
        let cells: Vec<&str> = row.cells.iter().map(String::as_str).collect();
        let mut rows = vec![space(0.8)];
        rows.extend(table.row(&cells, TEXT));
        rows.extend(table.paragraph(below, SMALL, &row.below));
        rows.push(rule(page));
        rows
    }));
    let mut repeated = table.paragraph(page, HEAD, &report.title);
    repeated.push(space(3.0));
    repeated.extend(head);

    let (fonts, word) = (table.fonts, table.known(&report.page));
    let foot = Box::new(move |number, count| {
        let text = format!("{word} {number} / {count}");
        let x = Mm(page.x.0 + page.width.0 - fonts.width(SMALL, &text).0);
        Row { height: SMALL.line_height(), marks: vec![Mark::Text { x, font: SMALL, text }] }
    });
    let canvases = flow::pages(SIZE, &Body { margin: MARGIN, groups, repeated, foot })?;
    canvas::save(&report.title, canvases)
}

#[derive(Clone, Copy)]
struct Column {
    x: Mm,
    width: Mm,
}

struct Table {
    fonts: &'static Fonts,
    columns: Vec<Column>,
}

impl Table {
    /// As many lines as the longest cell needs.
    fn row(&self, cells: &[&str], font: Type) -> Vec<Row> {
        let mut rows: Vec<Row> = Vec::new();
        for (column, text) in self.columns.iter().zip(cells) {
            for (line, mut row) in self.paragraph(*column, font, text).into_iter().enumerate() {
                match rows.get_mut(line) {
                    Some(known) => known.marks.append(&mut row.marks),
                    None => rows.push(row),
                }
            }
        }
        rows
    }

    /// The names in a column as wide as the longest of them.
    fn facts(&self, facts: &[(String, String)], page: Column) -> Vec<Row> {
        let widest = facts.iter().map(|(name, _)| self.fonts.width(TEXT, name).0).fold(0.0, f32::max);
        let names = Column { x: page.x, width: Mm(widest.min(page.width.0 / 3.0) + 0.1) };
        let left = names.width.0 + GAP.0;
        let values = Column { x: Mm(page.x.0 + left), width: Mm(page.width.0 - left) };
        let pair = Table { fonts: self.fonts, columns: vec![names, values] };
        facts.iter().flat_map(|(name, value)| pair.row(&[name, value], TEXT)).collect()
    }

    /// A row per line; none for an empty text.
    fn paragraph(&self, column: Column, font: Type, text: &str) -> Vec<Row> {
        let row =
            |text| Row { height: font.line_height(), marks: vec![Mark::Text { x: column.x, font, text }] };
        self.fonts.lines(font, column.width, &self.known(text)).into_iter().map(row).collect()
    }

    /// A box stands for what the font has not.
    fn known(&self, text: &str) -> String {
        self.fonts.known(text, &mut std::collections::BTreeSet::new())
    }
}

fn places(columns: &[ReportColumn]) -> Vec<Column> {
    let gaps = GAP.0 * columns.len().saturating_sub(1) as f32;
    let shares: f32 = columns.iter().map(|column| f32::from(column.share)).sum();
    let room = SIZE.width.0 - 2.0 * MARGIN.0 - gaps;
    let mut x = MARGIN.0;
    let mut place = |column: &ReportColumn| {
        let width = room * f32::from(column.share) / shares.max(1.0);
        let place = Column { x: Mm(x), width: Mm(width) };
        x += width + GAP.0;
        place
    };
    columns.iter().map(&mut place).collect()
}

fn space(mm: f32) -> Row {
    Row { height: Mm(mm), marks: Vec::new() }
}

fn rule(page: Column) -> Row {
    Row { height: Mm(1.6), marks: vec![Mark::Rule { x: page.x, width: page.width }] }
}
