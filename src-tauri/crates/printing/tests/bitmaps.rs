//! Labels as a label printer gets them: dots that a scanner reads, the right size, ZPL that says the same.

#![expect(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "helpers of tests stop at the first surprise and say what was skipped"
)]

mod label;
mod programs;

use label::{inheriting, pdf, png};
use lopdf::{Document, Object, Stream, dictionary};
use printing::documents::{
    Bitmap, Dpi, Mm, Orientation, PageSize, Place, Sheet, bitmap, bitmaps_to_zpl, draw, impose, inspect,
    inspect_zpl, merge, page_sizes,
};
use printing::papers::{PackingSlip, SlipPaper, SlipWords, TestLabel, packing_slip};
use programs::{assert_clean, drawn_grey, qpdf, scanned};

const CODE: &str = "3SPACK0000007919";

/// A label with bars as vectors and text in embedded fonts.
fn vector_label() -> Vec<u8> {
    let slip = PackingSlip {
        paper: SlipPaper::A6,
        shop: "Blumen & Garten Müller".to_owned(),
        sender: vec!["Industriestraße 12".to_owned()],
        recipient: ["Erika Mustermann", "Hauptstraße 5", "50667 Köln"].map(str::to_owned).to_vec(),
        order_number: "100234".to_owned(),
        date: "2026-11-21".to_owned(),
        order_barcode: CODE.to_owned(),
        items: Vec::new(),
        notes: String::new(),
        words: SlipWords::default(),
    };
    packing_slip(&slip).unwrap().pdf
}

/// The label at 300 dpi as PNG, as a platform offers it.
fn picture_label() -> Vec<u8> {
    bitmap(&vector_label(), 0, Dpi::D300).unwrap().png().unwrap()
}

/// Each kind of file that carriers send, with the same label.
fn test_set() -> Vec<(&'static str, Vec<u8>)> {
    let plain = vector_label();
    let made = [
        ("turned by /Rotate", qpdf(&["--rotate=+90"], &plain)),
        ("on its head", qpdf(&["--rotate=+180"], &plain)),
        ("object streams", qpdf(&["--object-streams=generate"], &plain)),
        ("owner password", qpdf(&["--encrypt", "", "owner", "256", "--"], &plain)),
        ("one bitmap at 203 dpi", bitmap(&plain, 0, Dpi::D203).unwrap().pdf().ok()),
        ("PNG at 300 dpi", Some(picture_label())),
        ("PNG in a PDF", merge(&[&picture_label()]).ok()),
    ];
    let made = made.into_iter().filter_map(|(name, bytes)| Some((name, bytes?)));
    [("plain", plain)].into_iter().chain(made).collect()
}

#[test]
fn every_label_can_be_scanned_and_looks_as_another_renderer_draws_it() {
    for (name, label) in test_set() {
        let drawn = bitmap(&label, 0, Dpi::D203).unwrap_or_else(|error| panic!("{name}: {error}"));
        assert!(drawn.size().is_same_paper(PageSize::A6), "{name} is as large as it was: {:?}", drawn.size());
        assert_scanned(name, &drawn);
        if label.starts_with(b"%PDF")
            && let Some((width, grey)) = drawn_grey(&label)
        {
            assert_alike(name, &drawn, width, &grey);
        }
    }
}

fn assert_scanned(name: &str, drawn: &Bitmap) {
    if let Some(codes) = scanned(&drawn.png().unwrap()) {
        assert_eq!(codes, [CODE], "{name} is read by a scanner");
    }
}

fn assert_alike(name: &str, drawn: &Bitmap, width: usize, grey: &[u8]) {
    let size = (drawn.width_dots() as usize, drawn.height_dots() as usize);
    assert_eq!(size, (width, grey.len() / width), "{name}: both take the page as large");
    let number = |number: usize| u32::try_from(number).unwrap();
    let is_black = |at: usize| drawn.is_black(number(at % width), number(at / width));
    let differing = (0..grey.len()).filter(|at| is_black(*at) != (grey[*at] < 128)).count();
    assert!(differing * 100 < grey.len(), "{name}: {differing} of {} dots differ", grey.len());
}

#[test]
fn finer_heads_print_the_same_label() {
    for dpi in [Dpi::D300, Dpi::D600] {
        let drawn = bitmap(&vector_label(), 0, dpi).unwrap();
        assert!(drawn.size().is_same_paper(PageSize::A6), "{dpi:?}: only the dots are smaller");
        assert_scanned("the label", &drawn);
    }
}

#[test]
fn a_bitmap_comes_back_from_its_picture_and_its_page() {
    let drawn = bitmap(&vector_label(), 0, Dpi::D300).unwrap();
    assert_eq!(bitmap(&drawn.png().unwrap(), 0, Dpi::D300), Ok(drawn.clone()), "the PNG says its fineness");
    let page = drawn.pdf().unwrap();
    assert_clean(&page);
    assert_eq!(
        bitmap(&page, 0, Dpi::D300),
        Ok(drawn),
        "dot for dot, so nothing is lost on the way to a printer"
    );
}

#[test]
fn zpl_of_bitmaps_is_whole_and_small() {
    let drawn = bitmap(&vector_label(), 0, Dpi::D203).unwrap();
    let zpl = bitmaps_to_zpl(&[drawn.clone(), drawn.clone()]);
    let read = inspect_zpl(&zpl).unwrap();
    let sizes: Vec<_> = read.labels.iter().map(|label| (label.width_dots, label.height_dots)).collect();
    let size = (Some(drawn.width_dots()), Some(drawn.height_dots()));
    assert_eq!(sizes, [size, size], "two labels that say their size");
    assert!(zpl.len() < drawn.bits().len(), "packed below one of the bitmaps: {} bytes", zpl.len());
    assert_eq!(inspect(&zpl).unwrap().pages, 2, "it is stored and counted as any ZPL");
}

#[test]
fn pages_say_their_size_and_how_they_lie() {
    let sizes = |bytes: &[u8]| page_sizes(bytes).unwrap();
    let plain = sizes(&pdf(&["one", "two"]));
    assert_eq!(plain.len(), 2, "a size for each page");
    assert!(plain[0].is_same_paper(PageSize::A6), "298 x 420 points are A6: {:?}", plain[0]);
    assert_eq!(plain[0].orientation(), Orientation::Portrait, "it stands");
    let turned = sizes(&inheriting(&["one"], dictionary! { "Rotate" => -90 }));
    assert_eq!(turned[0].orientation(), Orientation::Landscape, "as it is looked at");
    let box_of = |numbers: [i64; 4]| Object::Array(numbers.map(Object::from).to_vec());
    let cropped = sizes(&inheriting(&["one"], dictionary! { "CropBox" => box_of([288, 72, 144, 216]) }));
    assert_eq!(cropped[0], PageSize { width: Mm(50.8), height: Mm(50.8) }, "two inches are shown");
    assert_eq!(sizes(&picture_label()).len(), 1, "a picture is one page");
    assert!(page_sizes(b"^XA^XZ").is_err(), "the printer decides");
    let nothing = inheriting(&["one"], dictionary! { "CropBox" => box_of([600, 600, 700, 700]) });
    assert!(page_sizes(&nothing).is_err(), "nothing of that page can be seen");
}

#[test]
fn a_cropped_page_is_drawn_at_its_corner() {
    // The label helper fills 20 20 100 50.
    let crop = Object::Array([20, 20, 92, 92].map(Object::from).to_vec());
    let drawn = bitmap(&inheriting(&["x"], dictionary! { "CropBox" => crop }), 0, Dpi::D203).unwrap();
    assert_eq!((drawn.width_dots(), drawn.height_dots()), (203, 203), "one inch by one");
    assert!(drawn.is_black(0, 202) && drawn.is_black(202, 202), "the box begins in the lower corner");
    assert!(!drawn.is_black(0, 20), "above it there is paper");
}

#[test]
fn pictures_keep_the_size_they_are_meant_for() {
    let black = [0, 0, 0, 255];
    let dots = |bytes: &[u8]| {
        let drawn = bitmap(bytes, 0, Dpi::D203).unwrap();
        (drawn.width_dots(), drawn.height_dots())
    };
    assert_eq!(dots(&png(812, 1218, black)), (812, 1218), "4 x 6 inches at 203 dpi: not one dot is touched");
    assert_eq!(dots(&png(1218, 812, black)), (1218, 812), "also lying");
    assert_eq!(dots(&png(620, 874, black)), (839, 1183), "A6 at 150 dpi");
    assert_eq!(dots(&png(80, 120, black)), (789, 1183), "unknown: as large as A6 lets it be");
    assert!(bitmap(&png(2, 2, black), 1, Dpi::D203).is_err(), "a picture has one page");
}

#[test]
fn what_asks_for_too_much_is_refused_before_it_is_drawn() {
    let mut document = Document::load_mem(&pdf(&["x"])).unwrap();
    let picture = dictionary! { "Subtype" => "Image", "Width" => 100_000, "Height" => 100_000 };
    document.add_object(Stream::new(picture, vec![0]));
    let mut bytes = Vec::new();
    document.save_to(&mut bytes).unwrap();
    let side = Object::Array([0, 0, 3_000, 3_000].map(Object::from).to_vec());
    let poster = inheriting(&["x"], dictionary! { "MediaBox" => side });
    for (bytes, words) in [(&bytes, "picture that is too large"), (&poster, "cannot be drawn at 203 dpi")] {
        let error = bitmap(bytes, 0, Dpi::D203).expect_err("memory would run out");
        assert!(error.0.contains(words), "{words:?}: {error}");
    }
}

#[test]
fn what_is_no_label_is_refused_in_words_by_every_function() {
    let plain = vector_label();
    let cut = plain[..plain.len() - 400].to_vec();
    let locked = qpdf(&["--encrypt", "secret", "owner", "256", "--"], &plain);
    let refused = [
        (Some(b"<!DOCTYPE html><html>Maintenance</html>".to_vec()), "web page"),
        (Some(cut), "incomplete"),
        (Some(picture_label()[..500].to_vec()), "PNG is damaged"),
        (locked, "password"),
    ];
    for (bytes, words) in refused {
        let Some(bytes) = bytes else { continue };
        let errors = [
            inspect(&bytes).map(drop),
            page_sizes(&bytes).map(drop),
            merge(&[&bytes]).map(drop),
            impose(&[&bytes], Sheet::FourA6, Place::FIRST).map(drop),
            bitmap(&bytes, 0, Dpi::D203).map(drop),
            draw(&bytes, 0, 72).map(drop),
        ];
        for error in errors.map(|result| result.expect_err("it is no label")) {
            assert!(error.0.contains(words), "{words:?}: {error}");
        }
    }
}

#[test]
fn nested_objects_do_not_use_up_the_stack() {
    let deep = |open: &str, close: &str| {
        let nested = format!("{}1{}", open.repeat(50_000), close.repeat(50_000));
        let mut bytes = b"%PDF-1.4\n".to_vec();
        let mut offsets = Vec::new();
        for (number, body) in [
            "<< /Type /Catalog /Pages 2 0 R >>",
            "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            &format!("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 298 420] /X {nested} >>"),
        ]
        .iter()
        .enumerate()
        {
            offsets.push(bytes.len());
            bytes.extend(format!("{} 0 obj\n{body}\nendobj\n", number + 1).into_bytes());
        }
        let start = bytes.len();
        bytes.extend(b"xref\n0 4\n0000000000 65535 f \n");
        offsets.iter().for_each(|offset| bytes.extend(format!("{offset:010} 00000 n \n").into_bytes()));
        bytes.extend(format!("trailer << /Size 4 /Root 1 0 R >>\nstartxref\n{start}\n%%EOF").into_bytes());
        bytes
    };
    for bytes in [deep("[", "]"), deep("<< /A ", " >>"), deep("(", ")")] {
        // Read or refused: either way this program goes on.
        let _ = (inspect(&bytes), bitmap(&bytes, 0, Dpi::D203), merge(&[&bytes]));
    }
}

#[test]
fn a_test_label_is_read_by_scanners_and_printers() {
    let smallest = PageSize { width: Mm(60.0), height: Mm(60.0) };
    for dpi in Dpi::ALL {
        // Drawing without optimisation takes a second for a large label at 600 dpi.
        let sizes = if dpi == Dpi::D203 { &[PageSize::A6.turned(), smallest][..] } else { &[smallest] };
        for size in sizes.iter().copied() {
            let test = TestLabel::new(size, dpi).unwrap();
            let page = test.pdf().unwrap();
            assert_clean(&page);
            assert!(page_sizes(&page).unwrap()[0].is_same_paper(size), "as large as it says");
            let zpl = inspect_zpl(&test.zpl()).unwrap();
            assert_eq!(zpl.labels.len(), 1, "one label comes out");
            assert_eq!(zpl.labels[0].width_dots, Some(dpi.dots(size.width)), "as wide as the paper");
            let drawn = bitmap(&page, 0, dpi).unwrap();
            let line_of_one_dot = (0..drawn.height_dots()).any(|y| {
                (1..drawn.width_dots() - 4).any(|x| {
                    let dots: Vec<bool> = (x - 1..x + 4).map(|x| drawn.is_black(x, y)).collect();
                    dots == [false, true, false, true, false]
                })
            });
            assert!(line_of_one_dot, "{dpi:?}: lines of one dot stay lines of one dot");
            let Some(codes) = scanned(&drawn.png().unwrap()) else { return };
            assert_eq!(codes, [test.barcode()], "{size:?} at {dpi:?}");
        }
    }
    let tiny = PageSize { width: Mm(30.0), height: Mm(20.0) };
    assert!(TestLabel::new(tiny, Dpi::D203).is_err(), "nothing fits on a price tag");
}
