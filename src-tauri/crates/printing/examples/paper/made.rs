//! Labels and papers to measure with and to look at.

use std::fs;
use std::path::Path;

use printing::documents::{Dpi, PageSize, Place, Sheet, bitmap, bitmaps_to_zpl, impose};
use printing::papers::{PackingSlip, SlipItem, SlipPaper, SlipWords, TestLabel, packing_slip};

use super::Done;

/// What real labels are like inside: embedded subsets of two fonts, some text, vector bars.
fn label(number: usize) -> PackingSlip {
    PackingSlip {
        paper: SlipPaper::A6,
        shop: "Blumen & Garten Müller".to_owned(),
        sender: vec!["Industriestraße 12".to_owned(), "80331 München".to_owned()],
        recipient: vec![
            format!("Empfänger {number}"),
            format!("Hauptstraße {}", number % 200 + 1),
            format!("{:05} Köln", 50_000 + number % 1_000),
            "DEUTSCHLAND".to_owned(),
        ],
        order_number: format!("{}", 100_000 + number),
        date: "2026-11-21".to_owned(),
        order_barcode: format!("3SPACK{:010}", number * 7_919),
        items: vec![SlipItem {
            quantity: 1,
            name: "Parcel up to 5 kg, signature on delivery".to_owned(),
            sku: String::new(),
            barcode: String::new(),
        }],
        notes: String::new(),
        words: SlipWords::default(),
    }
}

pub(super) fn labels(folder: &Path, count: usize) -> Done {
    fs::create_dir_all(folder)?;
    for number in 0..count {
        fs::write(folder.join(format!("{number:04}.pdf")), packing_slip(&label(number))?.pdf)?;
    }
    Ok(())
}

fn order(paper: SlipPaper, items: usize) -> PackingSlip {
    let names = [
        ("Σετ κεραμικών «Αθήνα», 6 τεμάχια", "GR-CER-006", "5201234567890"),
        ("Чашка «Київ» з блюдцем", "UA-CUP-11", "4820000000017"),
        (
            "Kubek ceramiczny „Łódź”, żółty, z długą nazwą, która nie mieści się w jednym wierszu",
            "PL-KUB-7",
            "",
        ),
        ("Tëa towel, organic cotton", "NL-TOW-003", "8712345678906"),
    ];
    let item = |number: usize| {
        let (name, sku, barcode) = names[number % names.len()];
        let quantity = u32::try_from(number % 3 + 1).unwrap_or(1);
        SlipItem { quantity, name: name.to_owned(), sku: sku.to_owned(), barcode: barcode.to_owned() }
    };
    PackingSlip {
        paper,
        shop: "Keramik & Co.".to_owned(),
        sender: ["Oudegracht 100", "3511 AX Utrecht", "Nederland"].map(str::to_owned).to_vec(),
        recipient: ["Γιώργος Παπαδόπουλος", "Οδός Ερμού 25", "105 63 Αθήνα", "Ελλάδα"]
            .map(str::to_owned)
            .to_vec(),
        order_number: "#W-100234".to_owned(),
        date: "21 November 2026".to_owned(),
        order_barcode: "W-100234".to_owned(),
        items: (0..items).map(item).collect(),
        notes: "Please ring twice.\nГеть від дощу — поставте під дах.".to_owned(),
        words: SlipWords::default(),
    }
}

/// Files whose names say what they are; PDFs are to be turned into pictures by another program.
pub(super) fn samples(folder: &Path) -> Done {
    fs::create_dir_all(folder)?;
    let save = |name: &str, bytes: &[u8]| fs::write(folder.join(name), bytes);
    let labels: Vec<Vec<u8>> =
        (1..=6).map(|number| Ok(packing_slip(&label(number))?.pdf)).collect::<Result<_, super::Failed>>()?;
    let drawn = bitmap(&labels[0], 0, Dpi::D203)?;
    save("label.pdf", &labels[0])?;
    save("label-203dpi.png", &drawn.png()?)?;
    save("label-203dpi.zpl", &bitmaps_to_zpl(std::slice::from_ref(&drawn)))?;
    save("label-203dpi.pdf", &drawn.pdf()?)?;
    let parts: Vec<&[u8]> = labels.iter().map(Vec::as_slice).collect();
    save("sheet-four-a6.pdf", &impose(&parts, Sheet::FourA6, Place::new(Sheet::FourA6, 1)?)?.pdf)?;
    save("sheet-two-a5.pdf", &impose(&parts, Sheet::TwoA5, Place::FIRST)?.pdf)?;
    save("slip-a4.pdf", &packing_slip(&order(SlipPaper::A4, 4))?.pdf)?;
    save("slip-a6.pdf", &packing_slip(&order(SlipPaper::A6, 4))?.pdf)?;
    save("slip-a6-long.pdf", &packing_slip(&order(SlipPaper::A6, 40))?.pdf)?;
    for dpi in Dpi::ALL {
        let test = TestLabel::new(PageSize::A6, dpi)?;
        save(&format!("test-label-{}.pdf", dpi.per_inch()), &test.pdf()?)?;
        save(&format!("test-label-{}.zpl", dpi.per_inch()), &test.zpl())?;
    }
    Ok(())
}
