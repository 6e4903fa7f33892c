//! Packing slips: everything is on them, in every script, however long the list is.

#![expect(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "helpers of tests stop at the first surprise and say what was skipped"
)]

mod programs;

use printing::documents::{Dpi, PageSize, bitmap, page_sizes};
use printing::papers::{
    self, PackingSlip, Report, ReportColumn, ReportRow, Slip, SlipItem, SlipPaper, SlipWords, packing_slip,
    separator,
};
use programs::{assert_clean, scanned, words};

fn texts<const N: usize>(lines: [&str; N]) -> Vec<String> {
    lines.map(str::to_owned).to_vec()
}

fn order(paper: SlipPaper) -> PackingSlip {
    PackingSlip {
        paper,
        shop: "Keramik & Co.".to_owned(),
        sender: texts(["Oudegracht 100", "3511 AX Utrecht"]),
        recipient: texts(["Γιώργος Παπαδόπουλος", "вулиця Хрещатик 22", "90-001 Łódź"]),
        order_number: "#W-100234".to_owned(),
        date: "21 November 2026".to_owned(),
        order_barcode: "W-100234".to_owned(),
        items: vec![item(2, "Große Vase", "VASE-1", "5201234567890")],
        notes: "Please ring twice.".to_owned(),
        words: SlipWords::default(),
    }
}

fn item(quantity: u32, name: &str, sku: &str, barcode: &str) -> SlipItem {
    SlipItem { quantity, name: name.to_owned(), sku: sku.to_owned(), barcode: barcode.to_owned() }
}

fn made(slip: &PackingSlip) -> Slip {
    let made = packing_slip(slip).unwrap();
    assert_clean(&made.pdf);
    let sizes = page_sizes(&made.pdf).unwrap();
    assert_eq!(u32::try_from(sizes.len()), Ok(made.pages), "it says how many pages it has");
    assert!(sizes.iter().all(|size| size.is_same_paper(slip.paper.size())), "on the chosen paper");
    made
}

#[test]
fn everything_is_on_the_slip_in_three_scripts() {
    for paper in [SlipPaper::A6, SlipPaper::A4] {
        let slip = order(paper);
        let made = made(&slip);
        assert_eq!((made.pages, made.replaced.len(), made.without_bars.len()), (1, 0, 0), "nothing was lost");
        let Some(pages) = words(&made.pdf) else { return };
        let expected =
            [&slip.sender[..], &slip.recipient, &texts(["Große Vase", "VASE-1", "#W-100234"])].concat();
        for text in expected.iter().chain([&slip.shop, &slip.date, &slip.notes]) {
            assert!(pages[0].contains(text.as_str()), "{paper:?}: {text:?} can be read in {:?}", pages[0]);
        }
        let Some(codes) = scanned(&bitmap(&made.pdf, 0, Dpi::D203).unwrap().png().unwrap()) else { return };
        assert_eq!(codes, ["5201234567890", "W-100234"], "{paper:?}: order and article are scanned");
    }
}

#[test]
fn a_report_has_every_row_once_and_its_head_on_every_page() {
    let column = |title: &str, share| ReportColumn { title: title.to_owned(), share };
    let long = "Weihnachtsbaumkugelgroßhandelsgesellschaft mit beschränkter Haftung";
    let row = |n: usize| ReportRow {
        cells: texts([&format!("R-{n:03}"), if n == 3 { long } else { "Łukasz" }, "NL"]),
        below: if n == 5 { "The address was refused: no house number".to_owned() } else { String::new() },
    };
    let report = Report {
        title: "Batch 12 \u{2013} Report".to_owned(),
        facts: vec![("Shops".to_owned(), "Keramik & Co.".to_owned())],
        columns: vec![column("Order", 2), column("Name", 3), column("Country", 1)],
        rows: (0..90).map(row).collect(),
        page: "Page".to_owned(),
    };
    let pdf = papers::report(&report).unwrap();
    assert_clean(&pdf);
    let sizes = page_sizes(&pdf).unwrap();
    assert!(sizes.len() > 1 && sizes.iter().all(|size| size.is_same_paper(PageSize::A4)), "{sizes:?}");
    let Some(pages) = words(&pdf) else { return };
    let rows: Vec<&str> =
        pages.iter().flat_map(|page| page.split_whitespace()).filter(|word| word.starts_with("R-")).collect();
    let expected: Vec<String> = (0..90).map(|n| format!("R-{n:03}")).collect();
    assert_eq!(rows, expected, "each once, in order");
    for page in &pages {
        assert!(page.contains("Order") && page.contains("Country"), "the head is on every page");
    }
    let all = pages.concat();
    for part in ["Keramik & Co.", "beschränkter", "The address was refused", "Page 2"] {
        assert!(all.contains(part), "{part:?} can be read");
    }
    assert!(papers::report(&Report { rows: vec![row(1); 20_001], ..report }).is_err(), "there is an end");
}

#[test]
fn a_long_list_goes_on_on_the_next_pages() {
    for (paper, items) in [(SlipPaper::A6, 60), (SlipPaper::A4, 120)] {
        let mut slip = order(paper);
        slip.items = (0..items)
            .map(|n| item(n + 1, &format!("Article number {n}"), &format!("SKU-{n:03}"), ""))
            .collect();
        let made = made(&slip);
        assert!(made.pages > 2, "{paper:?}: {items} items need several pages, not {}", made.pages);
        let Some(pages) = words(&made.pdf) else { return };
        let skus: Vec<&str> = pages
            .iter()
            .flat_map(|page| page.split_whitespace())
            .filter(|word| word.starts_with("SKU-"))
            .collect();
        let expected: Vec<String> = (0..items).map(|n| format!("SKU-{n:03}")).collect();
        assert_eq!(skus, expected, "{paper:?}: each once, in order");
        for (page, text) in pages.iter().enumerate() {
            let foot = format!("Page {} / {}", page + 1, pages.len());
            assert!(text.contains(&foot) && text.contains("#W-100234"), "loose sheets find together: {foot}");
        }
    }
}

#[test]
fn texts_that_are_too_long_are_wrapped_not_cut() {
    let mut slip = order(SlipPaper::A6);
    let name: String = (0..900).map(|n| format!("word{n} ")).collect();
    slip.items = vec![item(1, &name, &"S".repeat(200), "")];
    slip.shop = "A shop with a name that is longer than one line of a label can be".to_owned();
    slip.notes = "note ".repeat(300);
    let made = made(&slip);
    let Some(pages) = words(&made.pdf) else { return };
    let all = pages.join(" ");
    let count = |word: &str| all.split_whitespace().filter(|seen| *seen == word).count();
    for n in 0..900 {
        assert_eq!(count(&format!("word{n}")), 1, "word {n} is there, once");
    }
    assert_eq!(count("note"), 300, "the note is whole");
    let sku: usize = all.split_whitespace().filter(|word| word.chars().all(|c| c == 'S')).map(str::len).sum();
    assert_eq!(sku, 200, "an article number without spaces is broken into lines");
}

#[test]
fn what_cannot_be_printed_is_told() {
    let mut slip = order(SlipPaper::A6);
    slip.recipient = texts(["田中 太郎"]);
    slip.order_barcode = "Bestellung-Ü".to_owned();
    slip.items = vec![item(1, "x", "y", &"W".repeat(60))];
    let made = made(&slip);
    assert_eq!(made.replaced, ['中', '太', '田', '郎'], "boxes stand for them");
    assert_eq!(
        made.without_bars,
        ["Bestellung-Ü".to_owned(), "W".repeat(60)],
        "no sign for one, no room for the other"
    );
    let Some(pages) = words(&made.pdf) else { return };
    assert!(pages[0].contains("Bestellung-Ü"), "its text is there to be typed");
}

#[test]
fn an_empty_slip_is_a_page_and_a_flood_is_refused() {
    let empty = PackingSlip {
        paper: SlipPaper::A6,
        shop: String::new(),
        sender: Vec::new(),
        recipient: Vec::new(),
        order_number: String::new(),
        date: String::new(),
        order_barcode: String::new(),
        items: Vec::new(),
        notes: String::new(),
        words: SlipWords::default(),
    };
    assert_eq!(made(&empty).pages, 1, "nothing is required");
    let flood = PackingSlip { items: vec![item(1, "x", "", ""); 5_001], ..empty.clone() };
    assert!(packing_slip(&flood).is_err_and(|error| error.0.contains("5000")), "the cap is named");
    let novel = PackingSlip { notes: "x".repeat(3_000_000), ..empty };
    assert!(packing_slip(&novel).is_err(), "nobody prints a novel");
}

#[test]
fn the_same_order_gives_the_same_bytes() {
    let slip = order(SlipPaper::A4);
    assert_eq!(packing_slip(&slip), packing_slip(&slip), "a reprint is the same paper");
    assert!(packing_slip(&slip).unwrap().pdf.len() < 30_000, "fonts are cut down to what is used");
    assert_eq!(SlipPaper::A6.size(), PageSize::A6, "the label printer's stock");
}

#[test]
fn a_separator_is_seen_in_the_stack_and_says_what_follows() {
    let lines =
        texts(["12 labels", "Keramik & Co., Ещё один магазин с очень длинным названием для одной строки"]);
    let pdf = separator("Batch 1042", &lines).unwrap();
    assert_clean(&pdf);
    assert!(page_sizes(&pdf).unwrap()[0].is_same_paper(PageSize::A6), "on the label printer's stock");
    let page = bitmap(&pdf, 0, Dpi::D203).unwrap();
    let black = (0..page.height_dots()).filter(|y| page.is_black(page.width_dots() / 2, *y)).count();
    assert!(black > 200, "bands of 14 mm at both ends, {black} dots are black");
    let Some(pages) = words(&pdf) else { return };
    for text in ["Batch 1042", "12 labels", "магазин", "строки"] {
        assert!(pages[0].contains(text), "{text:?} in {:?}", pages[0]);
    }
}
