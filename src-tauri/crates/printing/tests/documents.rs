//! Labels as they arrive: good ones, odd ones, and what is no label at all.

#![expect(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "helpers of tests stop at the first surprise and say what was skipped"
)]

mod label;
mod programs;

use std::time::{Duration, Instant};

use label::{A6, inheriting, pdf, png};
use lopdf::{Dictionary, Document, dictionary};
use printing::Format;
use printing::documents::{Inspected, draw, inspect, merge};
use programs::{assert_clean, qpdf, words};
use proptest::prelude::*;

fn boxes(pdf: &[u8]) -> Vec<(bool, bool, Option<i64>)> {
    let document = Document::load_mem(pdf).unwrap();
    let page = |id| document.get_dictionary(id).unwrap();
    let facts = |id| {
        let page = page(id);
        (
            page.has(b"MediaBox"),
            page.has(b"Resources"),
            page.get(b"Rotate").and_then(lopdf::Object::as_i64).ok(),
        )
    };
    document.page_iter().map(facts).collect()
}

#[test]
fn each_kind_is_known_by_its_first_bytes() {
    let two = pdf(&["one", "two"]);
    let with_junk = [&b"\xef\xbb\xbf\r\n"[..], &[b'x'; 900], &two].concat();
    let padded = [&two[..], &[0; 500]].concat();
    for (bytes, format, pages) in [
        (two.clone(), Format::Pdf, 2),
        (with_junk, Format::Pdf, 2),
        (padded, Format::Pdf, 2),
        (png(4, 6, [0, 0, 0, 255]), Format::Png, 1),
        (b"^XA^FO50,50^FDhello^FS^XZ".to_vec(), Format::Zpl, 1),
        (b"\xef\xbb\xbf\n ^xa^xz^xa^xz\n".to_vec(), Format::Zpl, 2),
        (b"~DGR:LOGO.GRF,8,1,FF\n^XA^XGR:LOGO.GRF^FS^XZ".to_vec(), Format::Zpl, 1),
        (b"CT~~CD,~CC^~CT~\n^XA^XZ".to_vec(), Format::Zpl, 1),
    ] {
        let seen = inspect(&bytes);
        assert_eq!(seen, Ok(Inspected { format, pages }), "{:?}", String::from_utf8_lossy(&bytes[..20]));
    }
}

#[test]
fn what_is_no_label_is_refused_in_words() {
    let no_page = inheriting(&[], Dictionary::new());
    for (bytes, words) in [
        (&b""[..], "empty"),
        (b" \r\n", "empty"),
        (b"<!DOCTYPE html><html>Maintenance</html>", "web page"),
        (b"{\"errors\":[]}", "JSON"),
        (b"[1]", "JSON"),
        (b"hello", "neither"),
        (b"\x00\x01\x02\x03", "neither"),
        (b"%PDF-1.4 hello", "incomplete"),
        (b"%PDF-1.4 hello %%EOF", "damaged"),
        (&no_page, "no page"),
        (b"\x89PNG\r\n\x1a\nhello", "PNG is damaged"),
        (b"^XA^FDcut off", "incomplete"),
        (b"~HS", "no label"),
    ] {
        let error = inspect(bytes).expect_err("this is no label");
        assert!(error.0.contains(words), "{words:?} tells what it is: {error}");
    }
}

#[test]
fn a_cut_off_file_is_never_taken_for_a_label() {
    let whole = pdf(&["one", "two"]);
    let end = whole.windows(5).rposition(|window| window == b"%%EOF").unwrap() + 5;
    for cut in (0..end).step_by(7) {
        assert!(
            inspect(&whole[..cut]).is_err(),
            "cut after {cut} of {end} bytes, something would be missing"
        );
    }
    let picture = png(40, 60, [0, 0, 0, 255]);
    for cut in 0..picture.len() {
        assert!(inspect(&picture[..cut]).is_err(), "a PNG of {cut} bytes has lost its end");
    }
}

#[test]
fn merging_keeps_order_and_what_pages_inherit() {
    let first = pdf(&["A-1", "A-2"]);
    let second = inheriting(&["B-1"], dictionary! { "Rotate" => 90 });
    let third =
        inheriting(&["C-1"], dictionary! { "CropBox" => vec![0.into(), 0.into(), 290.into(), 400.into()] });
    let merged = merge(&[&first, &second, &first, &third]).unwrap();
    assert_clean(&merged);
    let expected = [None, None, Some(90), None, None, None].map(|rotate| (true, true, rotate));
    assert_eq!(boxes(&merged), expected, "each page carries its own size, fonts and turn");
    if let Some(words) = words(&merged) {
        assert_eq!(
            words,
            ["A-1", "A-2", "B-1", "A-1", "A-2", "C-1"],
            "another program reads the labels in order"
        );
    }
}

#[test]
fn a_thousand_labels_are_one_pdf_in_seconds() {
    let labels: Vec<Vec<u8>> = (0..1000).map(|n| pdf(&[&format!("Order-{n}")])).collect();
    let parts: Vec<&[u8]> = labels.iter().map(Vec::as_slice).collect();
    let start = Instant::now();
    let merged = merge(&parts).unwrap();
    let took = start.elapsed();
    assert_eq!(inspect(&merged).map(|seen| seen.pages), Ok(1000), "no label is left out");
    assert!(took < Duration::from_secs(20), "even unoptimised it is quick: {took:?}");
    assert_clean(&merged);
    if let Some(words) = words(&merged) {
        let expected: Vec<String> = (0..1000).map(|n| format!("Order-{n}")).collect();
        assert_eq!(words, expected, "the tree of pages keeps the order");
    }
}

#[test]
fn a_merge_says_which_document_cannot_be_used() {
    let good = pdf(&["one"]);
    for (bad, words) in
        [(&b"<html>"[..], "web page"), (b"^XA^XZ", "cannot be put into a PDF"), (b"%PDF-", "incomplete")]
    {
        let error = merge(&[&good, bad]).expect_err("the second is no PDF");
        assert!(error.0.contains("2 of 2") && error.0.contains(words), "which and why: {error}");
    }
    assert!(merge(&[]).is_err(), "nothing is no PDF");
}

#[test]
fn pictures_become_pages() {
    let (tall, wide) = (png(80, 120, [0, 0, 0, 255]), png(120, 80, [0, 0, 0, 0]));
    let merged = merge(&[&tall, &pdf(&["between"]), &wide]).unwrap();
    assert_clean(&merged);
    let [first, second, third] = [0, 1, 2].map(|page| draw(&merged, page, 72).unwrap());
    assert_eq!((first.width_px, first.height_px), (297, 419), "A6 upright");
    assert_eq!((second.width_px, second.height_px), (298, 420), "the PDF keeps its own size");
    assert_eq!((third.width_px, third.height_px), (419, 297), "A6 lying");
    assert_eq!(grey_at_centre(&first.png), 0, "the black picture is on the page");
    assert_eq!(grey_at_centre(&third.png), 255, "transparent is white paper");
}

fn grey_at_centre(bytes: &[u8]) -> u8 {
    let mut reader = png::Decoder::new(std::io::Cursor::new(bytes)).read_info().unwrap();
    let mut pixels = vec![0; reader.output_buffer_size().unwrap()];
    let info = reader.next_frame(&mut pixels).unwrap();
    let middle = usize::try_from(info.height / 2).unwrap() * info.line_size + info.line_size / 2;
    pixels[middle]
}

#[test]
fn pages_are_drawn_turned_and_at_the_asked_fineness() {
    let (width, height) = (u32::try_from(A6.0).unwrap(), u32::try_from(A6.1).unwrap());
    let upright = draw(&pdf(&["one"]), 0, 144).unwrap();
    assert_eq!(
        (upright.width_px, upright.height_px),
        (2 * width, 2 * height),
        "144 dpi is two pixels per point"
    );
    assert_eq!(inspect(&upright.png).map(|seen| seen.format), Ok(Format::Png), "the picture is a PNG");
    let turned = draw(&inheriting(&["one"], dictionary! { "Rotate" => 90 }), 0, 72).unwrap();
    assert_eq!((turned.width_px, turned.height_px), (height, width), "a turned page lies on its side");
    let picture = png(4, 6, [1, 2, 3, 255]);
    let drawn = draw(&picture, 0, 203).unwrap();
    assert_eq!((drawn.png, drawn.width_px, drawn.height_px), (picture, 4, 6), "a PNG comes back as it is");
}

#[test]
fn what_cannot_be_drawn_is_said() {
    let one = pdf(&["one"]);
    let huge = inheriting(
        &["x"],
        dictionary! { "MediaBox" => vec![0.into(), 0.into(), 14400.into(), 14400.into()] },
    );
    for (bytes, page, dpi, words) in [
        (&one[..], 1, 72, "no page 2"),
        (&one, u32::MAX, 72, "no page"),
        (&one, 0, 35, "36 to 600"),
        (&one, 0, 601, "36 to 600"),
        (&huge, 0, 300, "cannot be drawn"),
        (b"^XA^XZ", 0, 72, "ZPL"),
        (b"<html>", 0, 72, "web page"),
    ] {
        let error = draw(bytes, page, dpi).map(drop).expect_err("it cannot be drawn");
        assert!(error.0.contains(words), "{words:?}: {error}");
    }
}

#[test]
fn files_as_carriers_send_them_are_read() {
    let plain = pdf(&["first", "second"]);
    let encrypted = |bits| ["--allow-weak-crypto", "--encrypt", "", "owner", bits, "--"];
    let variants = [
        ("owner password, AES-256", qpdf(&encrypted("256"), &plain)),
        ("owner password, RC4-128", qpdf(&encrypted("128"), &plain)),
        ("object streams", qpdf(&["--object-streams=generate"], &plain)),
        ("linearized", qpdf(&["--linearize"], &plain)),
        ("linearized with object streams", qpdf(&["--linearize", "--object-streams=generate"], &plain)),
        ("QDF", qpdf(&["--qdf"], &plain)),
    ];
    for (name, variant) in variants {
        let Some(variant) = variant else { continue };
        assert_eq!(inspect(&variant).map(|seen| seen.pages), Ok(2), "{name} can be read");
        let merged = merge(&[&variant, &plain]).unwrap_or_else(|error| panic!("{name}: {error}"));
        assert_clean(&merged);
        let drawn = draw(&merged, 0, 72).unwrap_or_else(|error| panic!("{name}: {error}"));
        assert!(drawn == draw(&plain, 0, 72).unwrap(), "{name} looks the same after merging");
        if let Some(words) = words(&merged) {
            assert_eq!(words, ["first", "second", "first", "second"], "{name} keeps its text");
        }
    }
}

#[test]
fn a_password_is_named_as_the_reason() {
    for bits in ["128", "256"] {
        let arguments = ["--allow-weak-crypto", "--encrypt", "secret", "owner", bits, "--"];
        let Some(locked) = qpdf(&arguments, &pdf(&["one"])) else { return };
        let errors =
            [inspect(&locked).map(drop), merge(&[&locked]).map(drop), draw(&locked, 0, 72).map(drop)];
        for error in errors.map(|result| result.expect_err("nobody knows the password")) {
            assert!(error.0.contains("password"), "{bits} bits: {error}");
        }
    }
}

#[test]
fn a_wrong_table_of_objects_is_made_anew() {
    let plain = pdf(&["first", "second"]);
    // A comment after the header moves everything: all offsets are wrong.
    let line = plain.iter().position(|byte| *byte == b'\n').unwrap() + 1;
    let shifted = [&plain[..line], b"% moved by a careless program\n", &plain[line..]].concat();
    let start = plain.windows(9).rposition(|window| window == b"startxref").unwrap();
    let lost = [&plain[..start], b"startxref\n999999\n%%EOF\n"].concat();
    let streams = qpdf(&["--object-streams=generate"], &plain).map(|pdf| {
        let start = pdf.windows(9).rposition(|window| window == b"startxref").unwrap();
        [&pdf[..start], b"startxref\n7\n%%EOF\n"].concat()
    });
    for broken in [Some(shifted), Some(lost), streams].into_iter().flatten() {
        assert_eq!(
            inspect(&broken).map(|seen| seen.pages),
            Ok(2),
            "the objects are found without their table"
        );
        let merged = merge(&[&broken]).unwrap();
        assert_clean(&merged);
        if let Some(words) = words(&merged) {
            assert_eq!(words, ["first", "second"], "nothing of it is lost");
        }
    }
}

/// Everything that a stored label goes through.
fn handle(bytes: &[u8]) -> (bool, bool, bool) {
    (inspect(bytes).is_ok(), merge(&[bytes]).is_ok(), draw(bytes, 0, 36).is_ok())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn damaged_files_never_bring_the_program_down(
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..12),
        cut in any::<prop::sample::Index>(),
        shorten in any::<bool>(),
    ) {
        let mut bytes = inheriting(&["first", "second"], dictionary! { "Rotate" => 90 });
        for (at, byte) in changes {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        if shorten {
            let (from, end) = (cut.index(bytes.len()), bytes.len());
            bytes.drain(from..(from + 20).min(end));
        }
        let (readable, mergeable, _) = handle(&bytes);
        prop_assert_eq!(readable, mergeable, "what was let in can be put into a PDF");
    }

    #[test]
    fn digits_gone_wrong_never_bring_the_program_down(changes in prop::collection::vec((any::<prop::sample::Index>(), b'0'..=b'9'), 1..6)) {
        let mut bytes = pdf(&["first", "second"]);
        let digits: Vec<usize> = (0..bytes.len()).filter(|at| bytes[*at].is_ascii_digit()).collect();
        for (at, digit) in changes {
            bytes[digits[at.index(digits.len())]] = digit;
        }
        let (readable, mergeable, _) = handle(&bytes);
        prop_assert_eq!(readable, mergeable, "what was let in can be put into a PDF");
    }

    #[test]
    fn random_bytes_are_no_label(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        let pdf = [&b"%PDF-1.7\n"[..], &bytes, b"\n%%EOF"].concat();
        prop_assert_eq!(handle(&pdf), (false, false, false), "there is no page in noise");
        let _ = handle(&bytes);
    }
}
