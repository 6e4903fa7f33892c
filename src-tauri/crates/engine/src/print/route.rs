//! Which printer takes a paper, and how it is fed.

use printing::documents::{self, PageSize};

use crate::wire::{PaperKind, PrinterSetup, Settings};

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
    let route = settings.printing.routes.iter().find(|route| route.kind == kind);
    route.map(|route| route.printer.clone()).or_else(|| settings.label_printer.clone())
}

/// How a printer is set up; as the system's driver does where nobody said anything.
pub(super) fn setup_for(settings: &Settings, printer: &str) -> PrinterSetup {
    let known = settings.printing.setups.iter().find(|setup| setup.printer == printer);
    known.cloned().unwrap_or_else(|| PrinterSetup { printer: printer.to_owned(), ..PrinterSetup::default() })
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
        assert_eq!(printer_for(&Settings::default(), PaperKind::Label), None);
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
