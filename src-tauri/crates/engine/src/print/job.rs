//! Stored papers as jobs of the ledger: title, printer, copies.

use super::{Paper, report, route};
use crate::store::labels::LabelFile;
use crate::store::prints::NewPrint;
use crate::wire::{Language, PaperKind, Settings, SheetChoice};

/// As the platform names the papers.
pub(super) const LABEL: &str = "label";
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

/// The labels of a batch on sheets, as one job: a sheet cannot come out in parts. What is no label has a form of its own
/// and follows behind the sheets, each at the printer of its kind. `None`: no printer was chosen.
pub(super) fn of_sheet(
    files: &[LabelFile],
    choice: SheetChoice,
    settings: &Settings,
    printer: Option<&str>,
) -> Option<Vec<NewPrint>> {
    let (labels, others): (Vec<&LabelFile>, Vec<&LabelFile>) =
        files.iter().partition(|file| file.kind == LABEL);
    let printer =
        printer.map(str::to_owned).or_else(|| route::printer_for(settings, PaperKind::LargeLabel))?;
    let sheets = labels.first().map(|first| NewPrint {
        batch_id: Some(first.batch_id),
        labels: labels.iter().map(|file| file.id).collect(),
        paper: Paper::Sheet { sheet: choice.sheet, start: choice.start },
        title: batch_words(settings.language, first.batch_id),
        copies: 1,
        printer: printer.clone(),
    });
    // Where nobody named a printer, office paper is in the one that was chosen for the sheets.
    let behind = others.iter().filter_map(|file| {
        of_label(file, settings, None).or_else(|| of_label(file, settings, Some(&printer)))
    });
    Some(sheets.into_iter().chain(behind).collect())
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
        paper: Paper::Slip { order_id, number: order_number.to_owned() },
        title: title(order_number, SLIP),
        copies: route::setup_for(settings, &printer).copies.clamp(1, 9),
        printer,
    })
}

/// What became of a batch; `None`: no printer was chosen.
pub(super) fn of_report(batch: i64, settings: &Settings) -> Option<NewPrint> {
    let printer = route::printer_for(settings, PaperKind::Report)?;
    Some(NewPrint {
        batch_id: Some(batch),
        labels: Vec::new(),
        paper: Paper::Report,
        title: report::title(settings.language, batch),
        copies: route::setup_for(settings, &printer).copies.clamp(1, 9),
        printer,
    })
}

fn title(order_number: &str, kind: &str) -> String {
    match kind {
        LABEL => format!("Order {order_number}"),
        kind => format!("Order {order_number} {kind}"),
    }
}

pub(super) fn batch_words(language: Language, batch: i64) -> String {
    match language {
        Language::Nl | Language::En | Language::De => format!("Batch {batch}"),
        Language::Fr => format!("Lot {batch}"),
    }
}
