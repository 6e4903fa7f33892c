//! Labels on A4: every one is there, as large as it was, from the chosen place on.

#![expect(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "helpers of tests stop at the first surprise and say what was skipped"
)]

mod label;
mod programs;

use label::{inheriting, pdf, png};
use lopdf::{Document, Object, dictionary};
use printing::documents::{
    Dpi, Imposed, Lie, Mm, PageSize, Place, Sheet, bitmap, impose, inspect, lay, page_sizes,
};
use printing::papers::{PackingSlip, SlipPaper, SlipWords, packing_slip};
use programs::{assert_clean, qpdf, scanned, words};

const FOUR: Sheet = Sheet::FourA6;

fn on_sheets(documents: &[&[u8]], sheet: Sheet, start: u32) -> Imposed {
    let imposed = impose(documents, sheet, Place::new(sheet, start).unwrap()).unwrap();
    assert_clean(&imposed.pdf);
    let sizes = page_sizes(&imposed.pdf).unwrap();
    assert_eq!(u32::try_from(sizes.len()), Ok(imposed.sheets), "a page for each sheet");
    assert!(sizes.iter().all(|size| size.is_same_paper(PageSize::A4)), "all are A4: {sizes:?}");
    imposed
}

/// The words of each sheet, which stand in the order of the places.
fn order(imposed: &Imposed) -> Option<Vec<String>> {
    Some(
        words(&imposed.pdf)?
            .iter()
            .map(|page| page.split_whitespace().collect::<Vec<_>>().join(" "))
            .collect(),
    )
}

#[test]
fn labels_fill_sheets_from_the_chosen_place() {
    let labels: Vec<Vec<u8>> = (1..=6).map(|n| pdf(&[&format!("L{n}")])).collect();
    let parts: Vec<&[u8]> = labels.iter().map(Vec::as_slice).collect();
    let imposed = on_sheets(&parts, FOUR, 3);
    assert_eq!((imposed.sheets, imposed.next.get()), (3, 1), "one, four, one: the second place is free next");
    assert!(imposed.shrunk.is_empty(), "A6 fits as it is");
    if let Some(order) = order(&imposed) {
        assert_eq!(order, ["L1", "L2 L3 L4 L5", "L6"], "in order, from the last place of the first sheet");
    }
    let full = on_sheets(&parts[..4], FOUR, 0);
    assert_eq!((full.sheets, full.next), (1, Place::FIRST), "the sheet is full: a new one is next");
    let halves = on_sheets(&parts[..3], Sheet::TwoA5, 1);
    assert_eq!((halves.sheets, halves.next), (2, Place::FIRST), "one on the half sheet, two on the next");
}

#[test]
fn a_label_with_several_pages_stays_on_one_sheet() {
    let (one, two, six) = (pdf(&["A"]), pdf(&["B1", "B2"]), pdf(&["C1", "C2", "C3", "C4", "C5", "C6"]));
    let imposed = on_sheets(&[&one, &one, &one, &two, &one, &six], FOUR, 0);
    if let Some(order) = order(&imposed) {
        assert_eq!(
            order,
            ["A A A", "B1 B2 A C1", "C2 C3 C4 C5", "C6"],
            "B is not parted; C cannot be helped"
        );
    }
}

#[test]
fn only_labels_that_are_too_large_are_made_smaller_and_it_is_said() {
    let six_inches = Object::Array([0, 0, 288, 432].map(Object::from).to_vec());
    let large = inheriting(&["one", "two"], dictionary! { "MediaBox" => six_inches });
    let imposed = on_sheets(&[&pdf(&["A"]), &large], FOUR, 0);
    let shrunk: Vec<_> = imposed.shrunk.iter().map(|s| (s.document, s.page, s.percent.round())).collect();
    assert_eq!(shrunk, [(1, 0, 97.0), (1, 1, 97.0)], "4 x 6 inches are 4 mm longer than a quarter of A4");
    assert!(on_sheets(&[&large], Sheet::TwoA5, 0).shrunk.is_empty(), "on half a sheet they fit, turned");
}

/// A label whose bars say `code`.
fn with_bars(code: &str) -> Vec<u8> {
    let slip = PackingSlip {
        paper: SlipPaper::A6,
        shop: "Shop".to_owned(),
        sender: Vec::new(),
        recipient: Vec::new(),
        order_number: code.to_owned(),
        date: String::new(),
        order_barcode: code.to_owned(),
        items: Vec::new(),
        notes: String::new(),
        words: SlipWords::default(),
    };
    packing_slip(&slip).unwrap().pdf
}

#[test]
fn a_scanner_reads_every_label_of_a_sheet() {
    let Some(turned) = qpdf(&["--rotate=+270"], &with_bars("TURNED-1")) else { return };
    let Some(flipped) = qpdf(&["--rotate=+180", "--object-streams=generate"], &with_bars("FLIPPED-2")) else {
        return;
    };
    let picture = bitmap(&with_bars("PICTURE-3"), 0, Dpi::D203).unwrap().png().unwrap();
    for sheet in [FOUR, Sheet::TwoA5] {
        let imposed = on_sheets(&[&turned, &flipped, &picture, &with_bars("PLAIN-4")], sheet, 0);
        assert!(imposed.shrunk.is_empty(), "{sheet:?}: all are A6, lying or standing");
        let mut codes = Vec::new();
        for page in 0..imposed.sheets {
            let drawn = bitmap(&imposed.pdf, page, Dpi::D203).unwrap();
            let Some(read) = scanned(&drawn.png().unwrap()) else { return };
            codes.extend(read);
        }
        codes.sort();
        assert_eq!(codes, ["FLIPPED-2", "PICTURE-3", "PLAIN-4", "TURNED-1"], "{sheet:?}: all can be scanned");
    }
}

#[test]
fn a_label_keeps_its_place_and_size_on_the_sheet() {
    // The label helper fills the box 20 20 100 50 (points, from the lower left).
    let label = pdf(&["x"]);
    let imposed = on_sheets(&[&label], FOUR, 2);
    let drawn = bitmap(&imposed.pdf, 0, Dpi::D203).unwrap();
    let dots = |points: f32| (points / 72.0 * 203.0) as u32;
    let from_bottom = |points: f32| drawn.height_dots() - dots(points);
    // The place is 297.6 x 420.9 points, the label 298 x 420.
    assert!(drawn.is_black(dots(22.0), from_bottom(22.0)), "the lower left of the box");
    assert!(drawn.is_black(dots(118.0), from_bottom(68.0)), "its upper right, 98 x 46 points on");
    assert!(!drawn.is_black(dots(123.0), from_bottom(22.0)), "no further");
}

#[test]
fn drawings_in_parts_and_shared_drawings_are_whole() {
    let mut document = Document::load_mem(&pdf(&["one", "two"])).unwrap();
    let pages: Vec<_> = document.page_iter().collect();
    // Both pages show the first page's drawing, one of them cut into two parts.
    let contents = document.get_dictionary(pages[0]).unwrap().get(b"Contents").unwrap().clone();
    let rest = document
        .add_object(lopdf::Stream::new(dictionary! {}, b"BT /F1 24 Tf 20 100 Td (more) Tj ET".to_vec()));
    let parts = Object::Array(vec![contents.clone(), rest.into()]);
    document.get_object_mut(pages[1]).unwrap().as_dict_mut().unwrap().set("Contents", parts);
    let mut bytes = Vec::new();
    document.save_to(&mut bytes).unwrap();
    let imposed = on_sheets(&[&bytes], FOUR, 0);
    if let Some(words) = words(&imposed.pdf) {
        let mut seen: Vec<&str> = words.iter().flat_map(|page| page.split_whitespace()).collect();
        seen.sort_unstable();
        assert_eq!(seen, ["more", "one", "one"], "nothing of either page is missing");
    }
}

#[test]
fn pictures_go_on_sheets_and_zpl_does_not() {
    let imposed = on_sheets(&[&png(620, 874, [0, 0, 0, 255]), &pdf(&["x"])], FOUR, 0);
    assert_eq!(inspect(&imposed.pdf).map(|seen| seen.pages), Ok(1), "both on one sheet");
    let error = impose(&[&pdf(&["x"]), b"^XA^XZ"], FOUR, Place::FIRST).expect_err("nobody can draw it");
    assert!(error.0.contains("2 of 2") && error.0.contains("ZPL"), "which and why: {error}");
    assert!(impose(&[], FOUR, Place::FIRST).is_err(), "nothing is no sheet");
}

/// The dots that are black, as a box: left, top, right, bottom in millimetres.
fn black_box(pdf: &[u8]) -> [f32; 4] {
    let page = bitmap(pdf, 0, Dpi::D203).unwrap();
    let mut seen = [f32::MAX, f32::MAX, 0.0, 0.0];
    for y in 0..page.height_dots() {
        for x in (0..page.width_dots()).filter(|x| page.is_black(*x, y)) {
            let (x, y) = (page.dpi().length(x).0, page.dpi().length(y).0);
            seen = [seen[0].min(x), seen[1].min(y), seen[2].max(x), seen[3].max(y)];
        }
    }
    seen
}

#[test]
fn a_label_lies_on_the_printers_paper_as_it_was_set_up() {
    let label = with_bars("LAID");
    let plain = black_box(&label);
    let laid = |lie: Lie| {
        let pdf = lay(&label, lie).unwrap();
        assert_clean(&pdf);
        let size = page_sizes(&pdf).unwrap()[0];
        if let Some(codes) = scanned(&bitmap(&pdf, 0, Dpi::D203).unwrap().png().unwrap()) {
            assert_eq!(codes, ["LAID"], "it stays readable: {lie:?}");
        }
        (size, black_box(&pdf))
    };
    let near =
        |seen: [f32; 4], expected: [f32; 4]| seen.iter().zip(expected).all(|(a, b)| (a - b).abs() < 0.4);
    let none = Lie { paper: None, turns: 0, offset: (Mm(0.0), Mm(0.0)) };
    assert!(none.is_plain() && !Lie { turns: 1, ..none }.is_plain());

    let (size, seen) = laid(Lie { offset: (Mm(3.0), Mm(2.0)), ..none });
    assert!(size.is_same_paper(PageSize::A6), "the paper is as large as the label");
    let [left, top, right, bottom] = plain;
    assert!(
        near(seen, [left + 3.0, top + 2.0, right + 3.0, bottom + 2.0]),
        "right and down: {seen:?}, {plain:?}"
    );

    let (size, seen) = laid(Lie { turns: 1, ..none });
    assert!((size.width.0 - 148.0).abs() < 1.0, "it lies now: {size:?}");
    assert!(
        near(seen, [148.0 - bottom, left, 148.0 - top, right]),
        "what was at the foot is at the left: {seen:?}, {plain:?}"
    );

    let (size, seen) = laid(Lie { paper: Some(PageSize::A4), turns: 2, ..none });
    assert!(size.is_same_paper(PageSize::A4));
    let (right_margin, below) = ((210.0 - 105.0) / 2.0, (297.0 - 148.0) / 2.0);
    let expected = [105.0 - right, 148.0 - bottom, 105.0 - left, 148.0 - top];
    let expected =
        [expected[0] + right_margin, expected[1] + below, expected[2] + right_margin, expected[3] + below];
    assert!(near(seen, expected), "upside down in the middle, at its own size: {seen:?}, {expected:?}");
}
