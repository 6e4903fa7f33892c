//! Which printer takes a paper, and how it is fed.

use printing::documents::{self, Dpi, PageSize};

use crate::error::{AppError, Code};
use crate::wire::{LabelFormat, PaperKind, PrintSettings, PrinterLanguage, PrinterSetup, Settings};

/// What a stored paper is, for choosing its printer. `kind` as the platform names it.
pub(super) fn kind_of(kind: &str, bytes: &[u8]) -> PaperKind {
    match kind {
        "label" => match larger_than_a6(bytes) {
            true => PaperKind::LargeLabel,
            false => PaperKind::Label,
        },
        "packing-slip" => PaperKind::Slip,
        _ => PaperKind::Customs,
    }
}

/// ZPL and what has no size is for a label printer.
fn larger_than_a6(bytes: &[u8]) -> bool {
    // Labels of 4 x 6 inches and of 102 x 210 mm come out of the same rolls.
    const ROLL: (f32, f32) = (110.0, 215.0);
    let fits = |size: &PageSize| {
        let (short, long) = (size.width.0.min(size.height.0), size.width.0.max(size.height.0));
        short <= ROLL.0 && long <= ROLL.1
    };
    documents::page_sizes(bytes).is_ok_and(|sizes| !sizes.iter().all(fits))
}

/// The printer of the settings for this kind of paper; `None`: nobody chose one.
pub(super) fn printer_for(settings: &Settings, kind: PaperKind) -> Option<String> {
    let routed = |kind| {
        let route = settings.printing.routes.iter().find(|route| route.kind == kind);
        route.map(|route| route.printer.clone())
    };
    let own = match kind {
        // A page of office paper: with the customs papers rather than on a roll of labels.
        PaperKind::Report => routed(kind).or_else(|| routed(PaperKind::Customs)),
        PaperKind::Label | PaperKind::LargeLabel | PaperKind::Customs | PaperKind::Slip => routed(kind),
    };
    own.or_else(|| settings.label_printer.clone())
}

/// How a printer is set up; as the system's driver does where nobody said anything.
pub(super) fn setup_for(settings: &Settings, printer: &str) -> PrinterSetup {
    let known = settings.printing.setups.iter().find(|setup| setup.printer == printer);
    known.cloned().unwrap_or_else(|| PrinterSetup { printer: printer.to_owned(), ..PrinterSetup::default() })
}

/// What no printer can be, before it is kept.
///
/// # Errors
/// [`Code::BadRequest`] in words, with the printer as its subject.
pub(super) fn check(settings: &PrintSettings) -> Result<(), AppError> {
    const SIDES_MM: std::ops::RangeInclusive<f32> = 20.0..=1000.0;
    const OFFSET_MM_MAX: f32 = 100.0;
    for setup in &settings.setups {
        let refuse =
            |words: &str| Err(AppError::new(Code::BadRequest).message(words).subject(setup.printer.clone()));
        let paper = setup.paper_mm.is_none_or(|(w, h)| SIDES_MM.contains(&w) && SIDES_MM.contains(&h));
        let (right, down) = setup.offset_mm;
        if setup.asks_for == LabelFormat::Zpl && setup.language != PrinterLanguage::Zpl {
            return refuse("Labels in ZPL need a printer that speaks ZPL");
        }
        if !Dpi::ALL.iter().any(|dpi| dpi.per_inch() == u32::from(setup.dpi)) {
            return refuse("A label printer has 203, 300 or 600 dpi");
        }
        if !paper {
            return refuse("Paper has sides of 20 to 1,000 mm");
        }
        if !(right.abs() <= OFFSET_MM_MAX && down.abs() <= OFFSET_MM_MAX) {
            return refuse("An offset is 100 mm at most");
        }
        if !(1..=9).contains(&setup.copies) {
            return refuse("1 to 9 copies can be printed");
        }
    }
    Ok(())
}

/// The format that labels are asked for in: as their printer is set up.
pub(crate) fn asked_for(settings: &Settings) -> LabelFormat {
    match printer_for(settings, PaperKind::Label) {
        Some(printer) => setup_for(settings, &printer).asks_for,
        None => LabelFormat::Pdf,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::wire::PrinterRoute;

    #[test]
    fn papers_go_to_the_printer_of_their_kind() {
        let mut settings = Settings { label_printer: Some("zebra".to_owned()), ..Settings::default() };
        settings.printing.routes =
            vec![PrinterRoute { kind: PaperKind::Customs, printer: "office".to_owned() }];
        assert_eq!(printer_for(&settings, PaperKind::Customs).as_deref(), Some("office"));
        assert_eq!(printer_for(&settings, PaperKind::Slip).as_deref(), Some("zebra"), "no other was named");
        let report = printer_for(&settings, PaperKind::Report);
        assert_eq!(report.as_deref(), Some("office"), "on office paper where there is some");
        assert_eq!(printer_for(&Settings::default(), PaperKind::Label), None);
    }

    #[test]
    fn a_printer_that_cannot_be_is_refused_in_words() {
        let with = |setup| check(&PrintSettings { setups: vec![setup], ..PrintSettings::default() });
        let setup = PrinterSetup::default;
        assert!(with(setup()).is_ok());
        assert!(
            with(PrinterSetup { language: PrinterLanguage::Zpl, asks_for: LabelFormat::Zpl, ..setup() })
                .is_ok()
        );
        for wrong in [
            PrinterSetup { asks_for: LabelFormat::Zpl, ..setup() },
            PrinterSetup { dpi: 204, ..setup() },
            PrinterSetup { paper_mm: Some((105.0, 0.0)), ..setup() },
            PrinterSetup { offset_mm: (f32::NAN, 0.0), ..setup() },
            PrinterSetup { copies: 0, ..setup() },
        ] {
            assert_eq!(with(wrong.clone()).map_err(|error| error.code), Err(Code::BadRequest), "{wrong:?}");
        }
    }

    #[test]
    fn the_size_of_a_label_is_read_from_the_file() {
        let a6 = printing::papers::separator("x", &[]).unwrap();
        assert_eq!(kind_of("label", &a6), PaperKind::Label);
        let lie = documents::Lie {
            paper: Some(PageSize::A5),
            turns: 0,
            offset: (documents::Mm(0.0), documents::Mm(0.0)),
        };
        assert_eq!(kind_of("label", &documents::lay(&a6, lie).unwrap()), PaperKind::LargeLabel);
        assert_eq!(kind_of("label", b"^XA^XZ"), PaperKind::Label, "ZPL has no size of its own");
        assert_eq!(kind_of("air-waybill", &a6), PaperKind::Customs);
    }
}
