//! Labels are read by other programs: poppler, zbar, qpdf.

use std::io::Write as _;
use std::process::{Command, Stdio};
use std::time::Instant;

use super::*;

fn data() -> LabelData {
    LabelData {
        carrier: "PostNL".to_owned(),
        service: "Standard".to_owned(),
        shop: "Bergkaas & Co".to_owned(),
        sender: vec!["Distributieweg 12".to_owned(), "8938 AB Leeuwarden".to_owned()],
        recipient: vec![
            "Jürgen Großmann-Ångström".to_owned(),
            "Žižek & Søn, Łódź".to_owned(),
            "Rue de l'Église 7".to_owned(),
            "1012 AB  Amsterdam".to_owned(),
        ],
        country: "NL".to_owned(),
        telephone: "+441632960001".to_owned(),
        order_number: "#1042".to_owned(),
        weight_kg: "1.320".to_owned(),
        date: "2026-11-21".to_owned(),
        tracking: "3SSMPL123456789".to_owned(),
        place: 1,
        of: 1,
        items: vec![SimItem {
            id: "1".to_owned(),
            product_id: "1".to_owned(),
            sku: "KAAS-01".to_owned(),
            ean: "8719326402107".to_owned(),
            name: "Bergkäse, 500 g".to_owned(),
            quantity: 2,
            price: "12.50".to_owned(),
            weight: Some("0.500".to_owned()),
            hs_code: "040690".to_owned(),
            origin: "NL".to_owned(),
            properties: Vec::new(),
        }],
        currency: "EUR".to_owned(),
        invoice: "F-1042".to_owned(),
    }
}

fn job(kind: Kind, format: Format) -> Job {
    Job { kind, format, dpi: 150, paper: PaperSize::Own, labels: vec![data()] }
}

/// The program's output for the given input; `None` where the program is not installed.
fn piped(program: &str, arguments: &[&str], input: &[u8]) -> Option<Vec<u8>> {
    let child = Command::new(program).args(arguments).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn();
    let Ok(mut child) = child else {
        eprintln!("skipped: {program} is not installed");
        return None;
    };
    let mut stdin = child.stdin.take().unwrap();
    let input = input.to_vec();
    let writer = std::thread::spawn(move || stdin.write_all(&input));
    let output = child.wait_with_output().unwrap();
    writer.join().unwrap().unwrap();
    assert!(output.status.success(), "{program} failed");
    Some(output.stdout)
}

#[test]
fn the_label_is_an_a6_page_whose_words_can_be_read() {
    let (mime, pdf) = job(Kind::Label, Format::Pdf).draw().unwrap();
    assert_eq!(mime, "application/pdf");
    assert!((8_000..60_000).contains(&pdf.len()), "a label has {} bytes", pdf.len());
    let Some(text) = piped("pdftotext", &["-layout", "-", "-"], &pdf) else { return };
    let text = String::from_utf8(text).unwrap();
    for words in [
        "Order #1042",
        "SAMPLE",
        "Jürgen Großmann-Ångström",
        "Žižek & Søn, Łódź",
        "l'Église",
        "3SSMPL123456789",
    ] {
        assert!(text.contains(words), "{words:?} is missing in:\n{text}");
    }
    let dir = tempfile::tempdir().unwrap();
    let file = dir.path().join("label.pdf");
    std::fs::write(&file, &pdf).unwrap();
    let info = Command::new("pdfinfo").arg(&file).output().unwrap();
    let info = String::from_utf8_lossy(&info.stdout).into_owned();
    assert!(info.contains("Pages:           1") && info.contains("297.6"), "A6 is 105 mm wide:\n{info}");
}

#[test]
fn the_barcodes_of_every_carrier_can_be_scanned() {
    let mut rng = crate::rng::Rng::new(7);
    for option in carriers::OPTIONS.iter().filter(|o| o.code != carriers::LETTER) {
        let tracking = carriers::tracking_number(option.carrier, "NL", &mut rng);
        let labels = vec![LabelData { tracking: tracking.clone(), ..data() }];
        let pdf = Job { labels, ..job(Kind::Label, Format::Pdf) }.draw().unwrap().1;
        let Some(picture) = piped("pdftoppm", &["-r", "203", "-gray"], &pdf) else { return };
        let Some(found) = piped("zbarimg", &["-q", "--raw", "-"], &picture) else { return };
        assert_eq!(String::from_utf8_lossy(&found).trim(), tracking, "{} at 203 dpi", option.carrier_name);
    }
}

#[test]
fn a_label_is_the_same_at_every_download() {
    let draw = || job(Kind::Label, Format::Pdf).draw().unwrap().1;
    assert!(draw() == draw(), "the same bytes, or hashes of stored labels would not match");
}

#[test]
fn drawing_is_quick() {
    let job = job(Kind::Label, Format::Pdf);
    job.draw().unwrap();
    let began = Instant::now();
    for _ in 0..20 {
        job.draw().unwrap();
    }
    let each = began.elapsed() / 20;
    // 240 labels of a practice batch must not be what people wait for; unoptimised builds are several times slower.
    assert!(each.as_millis() < 250, "a label took {each:?}");
}

#[test]
fn customs_papers_are_a_page_of_their_own() {
    let pdf = job(Kind::Customs, Format::Pdf).draw().unwrap().1;
    let Some(text) = piped("pdftotext", &["-layout", "-", "-"], &pdf) else { return };
    let text = String::from_utf8(text).unwrap();
    for words in ["CN23", "SAMPLE", "Order #1042", "Bergkäse, 500 g", "040690", "25.00 EUR"] {
        assert!(text.contains(words), "{words:?} is missing in:\n{text}");
    }
    assert!(job(Kind::Customs, Format::Zpl).draw().is_err(), "there is no such thing");
}

#[test]
fn zpl_is_a_label_with_a_barcode() {
    let mut shown = data();
    shown.order_number = "A^B_1".to_owned();
    let zpl = Job { labels: vec![shown], ..job(Kind::Label, Format::Zpl) }.draw().unwrap().1;
    let zpl = String::from_utf8(zpl).unwrap();
    assert!(zpl.starts_with("^XA") && zpl.ends_with("^XZ\n"), "{zpl}");
    assert!(zpl.contains("^BCN") && zpl.contains("^FD3SSMPL123456789^FS"), "{zpl}");
    assert!(zpl.contains("Order A_5EB_5F1"), "an order number cannot inject commands: {zpl}");
}

#[test]
fn signs_that_the_font_has_not_do_not_spoil_the_label() {
    let labels = vec![LabelData { order_number: "TULP-77 🌷".to_owned(), ..data() }];
    let pdf = Job { labels, ..job(Kind::Label, Format::Pdf) }.draw().unwrap().1;
    let Some(text) = piped("pdftotext", &["-layout", "-", "-"], &pdf) else { return };
    assert!(String::from_utf8_lossy(&text).contains("Order TULP-77"), "the rest can still be read");
}

#[test]
fn one_page_for_each_parcel() {
    let labels = vec![data(), LabelData { order_number: "#1043".to_owned(), ..data() }];
    let pdf = Job { labels, ..job(Kind::Label, Format::Pdf) }.draw().unwrap().1;
    let Some(text) = piped("pdftotext", &["-", "-"], &pdf) else { return };
    assert_eq!(String::from_utf8_lossy(&text).matches('\u{c}').count(), 2, "two pages");
}
