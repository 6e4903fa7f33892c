//! What a job prints, and how it is made ready for its printer.

use std::sync::Arc;

use printing::documents::{self, Dpi, Lie, Mm, PageSize, Place, Sheet};
use printing::papers::{self, PackingSlip, SlipItem, SlipPaper, SlipWords, TestLabel};
use printing::{Format, PrintError, PrintErrorKind};
use serde::{Deserialize, Serialize};

use super::{job, report};
use crate::engine::Shared;
use crate::error::{AppError, Code};
use crate::model::Order;
use crate::papers::{blocking, whole};
use crate::store::labels::{self, LabelFile};
use crate::store::prints::{self, PrintRow};
use crate::store::{history, meta, orders};
use crate::wire::{Language, PrintKind, PrinterLanguage, PrinterSetup, SheetKind};

/// What a print job is of. Papers that are made here are made when they are handed over: the ledger keeps no copies.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "is", rename_all = "snake_case")]
pub enum Paper {
    /// A stored paper, as it was delivered.
    Stored,
    /// Several stored labels on office paper.
    Sheet { sheet: SheetKind, start: u32 },
    /// A packing slip made here.
    Slip {
        order_id: i64,
        /// Earlier versions did not keep it.
        #[serde(default)]
        number: String,
    },
    /// Stands before a batch.
    Separator,
    /// Shows what a printer does.
    Test,
    /// What became of the job's batch.
    Report,
}

impl Paper {
    /// `stored`: what the platform calls the stored paper.
    pub fn kind(&self, stored: Option<&str>) -> PrintKind {
        match self {
            Self::Stored => match stored {
                None | Some(job::LABEL) => PrintKind::Label,
                Some(job::SLIP) => PrintKind::Slip,
                Some(_) => PrintKind::Customs,
            },
            Self::Sheet { .. } => PrintKind::Sheet,
            Self::Slip { .. } => PrintKind::Slip,
            Self::Separator => PrintKind::Separator,
            Self::Test => PrintKind::Test,
            Self::Report => PrintKind::Report,
        }
    }
}

/// A document that its printer understands.
pub(super) struct Ready {
    pub format: Format,
    pub data: Vec<u8>,
}

/// # Errors
/// In words, why this paper cannot be printed: it is gone, damaged, or in a language that its printer does not speak.
pub(super) async fn ready(
    shared: &Arc<Shared>,
    row: &PrintRow,
    setup: PrinterSetup,
) -> Result<Ready, AppError> {
    let made = match row.paper.clone() {
        Paper::Stored | Paper::Sheet { .. } => {
            let job = row.info.id.0;
            let files = shared
                .store
                .read(move |db| {
                    let ids = prints::labels_of(db, job)?;
                    ids.into_iter().filter_map(|id| labels::label(db, id).transpose()).collect()
                })
                .await?;
            Made::Stored(files)
        }
        Paper::Slip { order_id, .. } => Made::Slip(Box::new(slip(shared, order_id, &setup).await?)),
        Paper::Separator => {
            let batch_id = row.info.batch_id.map_or(0, |id| id.0);
            let batch = shared.store.read(move |db| history::batch_row(db, batch_id)).await?;
            let lines = batch.map(|batch| vec![batch.shops.join(", "), batch.created_at]);
            Made::Separator(row.info.title.clone(), lines.unwrap_or_default())
        }
        Paper::Test => Made::Test,
        Paper::Report => Made::Whole(report::made(shared, row.info.batch_id.map_or(0, |id| id.0)).await?),
    };
    let paper = row.paper.clone();
    blocking(move || fitted(document(made, &paper, &setup)?, &setup)).await
}

enum Made {
    Stored(Vec<LabelFile>),
    Slip(Box<PackingSlip>),
    Separator(String, Vec<String>),
    Test,
    /// A PDF.
    Whole(Vec<u8>),
}

fn document(made: Made, paper: &Paper, setup: &PrinterSetup) -> Result<Vec<u8>, AppError> {
    let unmade = |error: &dyn std::fmt::Display| AppError::new(Code::LabelDamaged).message(error.to_string());
    match made {
        Made::Stored(files) => {
            let files = files.into_iter().map(whole).collect::<Result<Vec<_>, _>>()?;
            match (paper, files.as_slice()) {
                (_, []) => Err(AppError::new(Code::NoLabels).message("The paper is not stored any more")),
                (Paper::Sheet { sheet, start }, files) => {
                    sheet_of(files, *sheet, *start).map_err(|error| unmade(&error))
                }
                (_, [one]) => Ok(one.bytes.clone()),
                (_, several) => {
                    let bytes: Vec<&[u8]> = several.iter().map(|file| file.bytes.as_slice()).collect();
                    documents::merge(&bytes).map_err(|error| unmade(&error))
                }
            }
        }
        Made::Slip(slip) => Ok(papers::packing_slip(&slip).map_err(|error| unmade(&error))?.pdf),
        Made::Whole(pdf) => Ok(pdf),
        Made::Separator(title, lines) => papers::separator(&title, &lines).map_err(|error| unmade(&error)),
        Made::Test => {
            let size = paper_size(setup).unwrap_or(PageSize::A6);
            let test = TestLabel::new(size, dpi(setup.dpi)).map_err(|error| unmade(&error))?;
            match setup.language {
                PrinterLanguage::Driver => test.pdf().map_err(|error| unmade(&error)),
                PrinterLanguage::Zpl => Ok(test.zpl()),
            }
        }
    }
}

/// # Errors
/// As [`documents::impose`].
pub(crate) fn sheet_of(
    files: &[LabelFile],
    sheet: SheetKind,
    start: u32,
) -> Result<Vec<u8>, documents::DocumentError> {
    let sheet = match sheet {
        SheetKind::FourA6 => Sheet::FourA6,
        SheetKind::TwoA5 => Sheet::TwoA5,
    };
    let bytes: Vec<&[u8]> = files.iter().map(|file| file.bytes.as_slice()).collect();
    Ok(documents::impose(&bytes, sheet, Place::new(sheet, start)?)?.pdf)
}

/// In the printer's language, lying as it was set up.
fn fitted(bytes: Vec<u8>, setup: &PrinterSetup) -> Result<Ready, AppError> {
    let unusable =
        |error: documents::DocumentError| AppError::new(Code::LabelDamaged).message(error.to_string());
    let inspected = documents::inspect(&bytes).map_err(unusable)?;
    let lie = Lie {
        paper: paper_size(setup),
        turns: setup.turns % 4,
        offset: (Mm(setup.offset_mm.0), Mm(setup.offset_mm.1)),
    };
    match (inspected.format, setup.language) {
        (Format::Zpl, PrinterLanguage::Zpl) => Ok(Ready { format: Format::Zpl, data: bytes }),
        (Format::Zpl, PrinterLanguage::Driver) => Err(AppError::new(Code::PrinterTrouble)
            .message("This label is in ZPL, the language of Zebra printers, and its printer is not set up for that")
            .hint("Say in the settings that the printer speaks ZPL, or print on another one")),
        (format @ (Format::Pdf | Format::Png), PrinterLanguage::Driver) => match lie.is_plain() {
            true => Ok(Ready { format, data: bytes }),
            false => {
                Ok(Ready { format: Format::Pdf, data: documents::lay(&bytes, lie).map_err(unusable)? })
            }
        },
        (Format::Pdf | Format::Png, PrinterLanguage::Zpl) => {
            let laid = match lie.is_plain() {
                true => bytes,
                false => documents::lay(&bytes, lie).map_err(unusable)?,
            };
            let bitmaps: Result<Vec<_>, _> = (0..inspected.pages)
                .map(|page| documents::bitmap(&laid, page, dpi(setup.dpi)))
                .collect();
            let data = documents::bitmaps_to_zpl(&bitmaps.map_err(unusable)?);
            Ok(Ready { format: Format::Zpl, data })
        }
    }
}

pub(super) fn paper_size(setup: &PrinterSetup) -> Option<PageSize> {
    setup.paper_mm.map(|(width, height)| PageSize { width: Mm(width), height: Mm(height) })
}

fn dpi(number: u16) -> Dpi {
    Dpi::ALL.into_iter().find(|dpi| dpi.per_inch() == u32::from(number)).unwrap_or(Dpi::D203)
}

async fn slip(shared: &Arc<Shared>, order_id: i64, setup: &PrinterSetup) -> Result<PackingSlip, AppError> {
    let found = shared
        .store
        .read(move |db| {
            let settings = meta::settings(db)?;
            Ok(orders::with_shop(db, order_id)?.map(|(order, shop)| (order, shop, settings.language)))
        })
        .await?;
    let (order, shop, language) =
        found.ok_or_else(|| AppError::new(Code::NotFound).message("This order is not known any more"))?;
    let office = paper_size(setup).is_some_and(|size| size.is_same_paper(PageSize::A4));
    let paper = if office { SlipPaper::A4 } else { SlipPaper::A6 };
    Ok(PackingSlip { paper, ..slip_of(&order, shop, language) })
}

fn slip_of(order: &Order, shop: String, language: Language) -> PackingSlip {
    let address = &order.address;
    let recipient = [
        address.name.clone(),
        address.company.clone().unwrap_or_default(),
        format!("{} {}", address.street, address.house_number),
        address.line_2.clone().unwrap_or_default(),
        format!("{} {}", address.postal_code, address.city),
        address.country.clone(),
    ];
    PackingSlip {
        paper: SlipPaper::A6,
        shop,
        sender: Vec::new(),
        recipient: recipient
            .into_iter()
            .map(|line| line.trim().to_owned())
            .filter(|line| !line.is_empty())
            .collect(),
        order_number: order.number.clone(),
        date: order.ordered_at.as_deref().and_then(|at| at.get(..10)).unwrap_or_default().to_owned(),
        order_barcode: order.number.clone(),
        items: order
            .items
            .iter()
            .map(|item| SlipItem {
                quantity: item.quantity,
                name: item.description.clone(),
                sku: item.sku.clone().unwrap_or_default(),
                barcode: String::new(),
            })
            .collect(),
        notes: String::new(),
        words: words(language),
    }
}

/// Title, order, ship to, quantity, item, notes, page.
fn words(language: Language) -> SlipWords {
    let [title, order, ship_to, quantity, item, notes, page] = match language {
        Language::Nl => ["Pakbon", "Order", "Verzenden naar", "Aantal", "Artikel", "Opmerkingen", "Pagina"],
        Language::En => ["Packing slip", "Order", "Ship to", "Qty", "Item", "Notes", "Page"],
        Language::De => {
            ["Lieferschein", "Bestellung", "Lieferung an", "Menge", "Artikel", "Hinweise", "Seite"]
        }
        Language::Fr => ["Bon de livraison", "Commande", "Livrer à", "Qté", "Article", "Remarques", "Page"],
    }
    .map(str::to_owned);
    SlipWords { title, order, ship_to, quantity, item, notes, page }
}

/// Why a document was not made, as the spooler would have said it.
pub(super) fn unprintable(error: &AppError) -> PrintError {
    PrintError::new(PrintErrorKind::BadFormat, error.message.clone())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn label() -> Vec<u8> {
        papers::separator("1042", &[]).unwrap()
    }

    #[test]
    fn a_printer_gets_what_it_understands() {
        let zebra = PrinterSetup { language: PrinterLanguage::Zpl, ..PrinterSetup::default() };
        let ready = fitted(label(), &zebra).unwrap();
        assert_eq!(ready.format, Format::Zpl, "drawn here");
        let zpl = documents::inspect_zpl(&ready.data).unwrap();
        assert_eq!(zpl.labels.len(), 1, "a label for the page");
        let again = fitted(ready.data.clone(), &zebra).unwrap();
        assert_eq!(again.data, ready.data, "a label that comes as ZPL stays as it is");
        let error = fitted(ready.data, &PrinterSetup::default()).map(|_| ()).unwrap_err();
        assert!(error.message.contains("ZPL"), "{error}");
    }

    #[test]
    fn an_ordinary_printer_gets_the_document_as_it_was_delivered() {
        let (plain, bytes) = (PrinterSetup::default(), label());
        assert_eq!(fitted(bytes.clone(), &plain).unwrap().data, bytes);
        let moved = PrinterSetup { offset_mm: (2.0, 0.0), paper_mm: Some((102.0, 210.0)), ..plain };
        let laid = fitted(bytes, &moved).unwrap();
        let size = documents::page_sizes(&laid.data).unwrap()[0];
        assert!((size.height.0 - 210.0).abs() < 0.5, "on the printer's own paper: {size:?}");
    }
}
