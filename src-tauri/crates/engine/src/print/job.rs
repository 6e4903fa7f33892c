//! Stored papers as jobs of the ledger: title, printer, copies.

use super::{Paper, route};
use crate::store::labels::LabelFile;
use crate::store::prints::NewPrint;
use crate::wire::{Language, PaperKind, Settings, SheetChoice};

/// As the platform names the paper.
pub(super) const SLIP: &str = "packing-slip";

/// A stored paper for its printer, or for the one that was asked for. `None`: no printer was chosen.
pub(super) fn of_label(file: &LabelFile, settings: &Settings, printer: Option<&str>) -> Option<NewPrint> {
    let kind = route::kind_of(&file.kind, &file.bytes);
    let printer = printer.map(str::to_owned).or_else(|| route::printer_for(settings, kind))?;
    Some(NewPrint {
        batch_id: Some(file.batch_id),
        labels: vec![file.id],
        paper: Paper::Stored,
        title: title(&file.order_number, &file.kind),
        copies: route::setup_for(settings, &printer).copies.clamp(1, 9),
        printer,
    })
}

/// Several labels on sheets, as one job: a sheet cannot come out in parts.
pub(super) fn of_sheet(
    files: &[LabelFile],
    choice: SheetChoice,
    settings: &Settings,
    printer: Option<&str>,
) -> Option<NewPrint> {
    let first = files.first()?;
    let printer =
        printer.map(str::to_owned).or_else(|| route::printer_for(settings, PaperKind::LargeLabel))?;
    Some(NewPrint {
        batch_id: Some(first.batch_id),
        labels: files.iter().map(|file| file.id).collect(),
        paper: Paper::Sheet { sheet: choice.sheet, start: choice.start },
        title: batch_words(settings.language, first.batch_id),
        copies: 1,
        printer,
    })
}

/// A packing slip that is made here; `None`: no printer was chosen.
pub(super) fn of_slip(
    batch_id: Option<i64>,
    order_id: i64,
    order_number: &str,
    settings: &Settings,
) -> Option<NewPrint> {
    let printer = route::printer_for(settings, PaperKind::Slip)?;
    Some(NewPrint {
        batch_id,
        labels: Vec::new(),
        paper: Paper::Slip { order_id },
        title: title(order_number, SLIP),
        copies: route::setup_for(settings, &printer).copies.clamp(1, 9),
        printer,
    })
}

fn title(order_number: &str, kind: &str) -> String {
    match kind {
        "label" => format!("Order {order_number}"),
        kind => format!("Order {order_number} {kind}"),
    }
}

pub(super) fn batch_words(language: Language, batch: i64) -> String {
    match language {
        Language::Nl | Language::En | Language::De => format!("Batch {batch}"),
        Language::Fr => format!("Lot {batch}"),
    }
}
