//! The Windows program of `examples/spool.rs` under Wine, whose spooler hands everything to a CUPS of the test's own:
//! `scripts/check-windows.sh` builds it and runs these tests.
//!
//! Wine shows that the calls are right and that bytes and dots arrive. It does not show: the state of a queue (always
//! ready, also when it is paused or rejects), a job after its end was handed over (it is gone at once, so it counts as
//! printed), pages as the spooler counts them (`StartPagePrinter` does nothing), a driver that refuses.

#![cfg(unix)]
#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::print_stdout,
    reason = "helpers of tests stop at the first surprise and say what was skipped"
)]

mod cupsd;
mod programs;

use std::path::Path;
use std::process::{Command, Stdio};

use cupsd::{Cupsd, Sink, skip, with_cups};
use printing::documents::{self, Dpi, PageSize};
use printing::papers::TestLabel;

/// Every byte that there is, and more than one write takes.
fn zpl() -> Vec<u8> {
    let all: Vec<u8> = (0..=255).collect();
    [b"^XA^FDorder 1001^FS^XZ\r\n".to_vec(), all.repeat(800)].concat()
}

/// What the Windows program says, line by line.
fn spool(cups: &Cupsd, arguments: &[&str]) -> Vec<String> {
    let from = |name: &str| std::env::var(name).expect("scripts/check-windows.sh says where it is");
    // Into a file: Wine's own services live a little longer than the program and would keep a pipe open.
    let told = tempfile::NamedTempFile::new().unwrap();
    let output = told.reopen().unwrap();
    let status = Command::new("timeout")
        .args(["120", &from("WINE_RUNNER"), &from("WINDOWS_SPOOL")])
        .args(arguments)
        .env("CUPS_SERVER", cups.address())
        .stdin(Stdio::null())
        .stdout(output.try_clone().unwrap())
        .stderr(output)
        .status()
        .unwrap();
    let told = std::fs::read_to_string(told.path()).unwrap().replace('\r', "");
    assert!(status.success(), "{arguments:?} ran: {told}");
    told.lines().map(str::to_owned).collect()
}

/// As Windows programs see a file of this machine.
fn windows_path(path: &Path) -> String {
    format!("Z:{}", path.display())
}

fn file(folder: &tempfile::TempDir, name: &str, bytes: &[u8]) -> String {
    let path = folder.path().join(name);
    std::fs::write(&path, bytes).unwrap();
    windows_path(&path)
}

#[test]
#[ignore = "run by scripts/check-windows.sh"]
fn the_queues_are_listed() {
    with_cups(async |cups| {
        let sink = Sink::new();
        cups.raw_queue("zebra", &sink.device, &["-D", "Label printer 1", "-L", "Packing table"]);
        cups.raw_queue("office", &sink.device, &[]);
        assert!(cups.tool("lpadmin", &["-d", "zebra"]), "there is a default");
        let zebra = r#"Printer { name: "zebra", description: "Label printer 1", location: Some("Packing table"), state: Idle, accepts_jobs: true, is_default: true, reasons: [], message: None }"#;
        let listed = spool(&cups, &["printers"]);
        assert_eq!(listed.len(), 2, "both queues: {listed:?}");
        assert!(listed[0].starts_with(r#"Printer { name: "office", description: "office", location: None"#));
        assert_eq!(listed[1], zebra);
        assert_eq!(spool(&cups, &["look", "zebra"]), [zebra], "one by its name says the same");
    });
}

#[test]
#[ignore = "run by scripts/check-windows.sh"]
fn a_driver_tells_its_papers_and_its_fineness() {
    with_cups(async |cups| {
        let sink = Sink::new();
        let ppd = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/cupsd/label.ppd");
        let made = cups.tool("lpadmin", &["-p", "zebra", "-E", "-v", &sink.device, "-P", ppd]);
        assert!(made, "a queue with a driver: {}", cups.log());
        let told = spool(&cups, &["abilities", "zebra"]).concat();
        // Wine's own driver takes the 203 dpi of the description for 3, and draws at 300.
        for part in [r#"name: "4x6""#, r#"name: "A6""#, "dpi: [300]", "default_dpi: Some(300)"] {
            assert!(told.contains(part), "{part} is in {told}");
        }
        let gone = spool(&cups, &["abilities", "nowhere"]);
        assert!(gone[0].starts_with("NoSuchPrinter: "), "{gone:?}");
    });
}

#[test]
#[ignore = "run by scripts/check-windows.sh"]
fn zpl_arrives_as_it_was_handed_over() {
    with_cups(async |cups| {
        let (sink, folder, zpl) = (Sink::new(), tempfile::tempdir().unwrap(), zpl());
        cups.raw_queue("zebra", &sink.device, &[]);
        let label = file(&folder, "label.zpl", &zpl);
        assert_eq!(
            spool(&cups, &["print", "zebra", "zpl", &label, "#1 · 7", "2"]),
            [r#"JobId("1 #1 · 7")"#, "Done"]
        );
        assert!(sink.next() == [&zpl[..], &zpl].concat(), "two labels, byte for byte");
        sink.assert_quiet();
        assert_eq!(spool(&cups, &["find", "zebra", "#1 · 7"]), ["None"], "what is printed is forgotten");
        let forgotten = spool(&cups, &["state", "zebra", "1 #1 · 7"]);
        assert!(forgotten[0].starts_with("NoSuchJob: "), "and only who printed it knows: {forgotten:?}");
    });
}

#[test]
#[ignore = "run by scripts/check-windows.sh"]
fn a_page_is_drawn_at_its_own_size() {
    with_cups(async |cups| {
        let (sink, folder) = (Sink::new(), tempfile::tempdir().unwrap());
        let model = "lsb/usr/cups-pdf/CUPS-PDF_opt.ppd";
        if !cups.tool("lpadmin", &["-p", "office", "-E", "-v", &sink.device, "-m", model]) {
            return skip("the driver of cups-pdf is not installed");
        }
        let test = TestLabel::new(PageSize::A6, Dpi::D203).unwrap();
        let label = test.pdf().unwrap();
        let path = file(&folder, "label.pdf", &label);
        let told = spool(&cups, &["print", "office", "pdf", &path, "#2", "1", "a6"]);
        assert_eq!(told, [r#"JobId("1 #2")"#, "Done"]);
        let postscript = sink.next();
        let text = String::from_utf8_lossy(&postscript);
        assert!(text.starts_with("%!PS") && text.contains("Wine PostScript Driver"), "Wine's driver drew it");
        // (CUPS puts its own default paper in front: Wine does not tell it which one the page is for.)
        assert!(text.contains("%%PageBoundingBox: 0 0 297 419"), "on the paper that was asked for");
        let ours = documents::bitmap(&label, 0, Dpi::D203).unwrap();
        let size = (ours.width_dots(), ours.height_dots());
        let Some(drawn) = programs::postscript_drawn(&postscript, size) else { return };
        if let Some(codes) = programs::scanned(&drawn) {
            assert_eq!(codes, [test.barcode()], "a scanner reads it");
        }
        let theirs = documents::bitmap(&drawn, 0, Dpi::D203).unwrap();
        assert_eq!((theirs.width_dots(), theirs.height_dots()), size, "dot by dot");
        let black = |x, y| (ours.is_black(x, y), theirs.is_black(x, y));
        let dots = (0..ours.height_dots()).flat_map(|y| (0..ours.width_dots()).map(move |x| (x, y)));
        let (marked, unlike) = dots.fold((0_u32, 0_u32), |(marked, unlike), (x, y)| {
            let (our, their) = black(x, y);
            (marked + u32::from(our), unlike + u32::from(our != their))
        });
        // The driver draws at 300 dpi and gs at 203, so edges differ; a page that is moved or scaled differs everywhere.
        assert!(unlike < marked / 10, "{unlike} dots unlike, of {marked} black ones");
        sink.assert_quiet();
    });
}

#[test]
#[ignore = "run by scripts/check-windows.sh"]
fn copies_and_pages_are_drawn_one_after_the_other() {
    with_cups(async |cups| {
        let (sink, folder) = (Sink::new(), tempfile::tempdir().unwrap());
        cups.raw_queue("office", &sink.device, &[]);
        let label = TestLabel::new(PageSize::A6, Dpi::D203).unwrap().pdf().unwrap();
        let two = documents::merge(&[&label, &label]).unwrap();
        let path = file(&folder, "labels.pdf", &two);
        assert_eq!(spool(&cups, &["print", "office", "pdf", &path, "#3", "2"])[1], "Done");
        let postscript = String::from_utf8_lossy(&sink.next()).into_owned();
        assert_eq!(postscript.matches("%%Page: ").count(), 4, "two pages, twice");

        let junk = file(&folder, "junk.pdf", b"%PDF-1.4 junk");
        let told = spool(&cups, &["print", "office", "pdf", &junk, "#4"]);
        assert!(told[0].starts_with("BadFormat: "), "it is refused before there is a job: {told:?}");
        sink.assert_quiet();
    });
}

#[test]
#[ignore = "run by scripts/check-windows.sh"]
fn a_wrong_name_is_no_printer() {
    with_cups(async |cups| {
        let (sink, folder) = (Sink::new(), tempfile::tempdir().unwrap());
        cups.raw_queue("zebra", &sink.device, &[]);
        let label = file(&folder, "label.zpl", &zpl());
        for question in [
            &["look", "nobody"][..],
            &["print", "nobody", "zpl", &label, "#1"],
            &["state", "nobody", "1 #1"],
            &["cancel", "nobody", "1 #1"],
        ] {
            let told = spool(&cups, question);
            assert!(told[0].starts_with("NoSuchPrinter: "), "{question:?}: {told:?}");
        }
        assert_eq!(spool(&cups, &["find", "nobody", "#1"]), ["None"]);
        sink.assert_quiet();
    });
}

#[test]
#[ignore = "run by scripts/check-windows.sh"]
fn a_paused_queue_keeps_what_windows_handed_over() {
    with_cups(async |cups| {
        let (sink, folder, zpl) = (Sink::new(), tempfile::tempdir().unwrap(), zpl());
        cups.raw_queue("zebra", &sink.device, &[]);
        assert!(cups.tool("cupsdisable", &["zebra"]), "the queue is paused");
        assert_eq!(
            spool(&cups, &["look", "zebra"]).len(),
            1,
            "it is there; that it is paused, Wine does not say"
        );
        let label = file(&folder, "label.zpl", &zpl);
        let told = spool(&cups, &["print", "zebra", "zpl", &label, "#1"]);
        assert_eq!(told[0], r#"JobId("1 #1")"#, "it is taken: {told:?}");
        sink.assert_quiet();
        assert!(cups.tool("cupsenable", &["zebra"]), "the queue goes on");
        assert!(sink.next() == zpl, "what waited comes out");
        sink.assert_quiet();
    });
}

#[test]
#[ignore = "run by scripts/check-windows.sh"]
fn printers_on_the_network_and_folders_work_on_windows() {
    with_cups(async |cups| {
        let (sink, folder, zpl) = (Sink::new(), tempfile::tempdir().unwrap(), zpl());
        let label = file(&folder, "label.zpl", &zpl);
        let network = sink.device.replace("socket://", "tcp://");
        let told = spool(&cups, &["print", &network, "zpl", &label, "#1"]);
        assert!(told[0].starts_with("JobId("), "{told:?}");
        assert!(sink.next() == zpl, "it arrives as it was");

        let saved = tempfile::tempdir().unwrap();
        let address = format!("folder:///{}", windows_path(saved.path()));
        for name in ["_CON.zpl", "_CON (2).zpl"] {
            let told = spool(&cups, &["print", &address, "zpl", &label, "CON"]);
            assert_eq!(told, [format!("JobId({name:?})"), "Done".to_owned()], "no device is written to");
            assert!(std::fs::read(saved.path().join(name)).unwrap() == zpl, "it is all there");
        }
        assert_eq!(spool(&cups, &["find", &address, "CON"]), [r#"Some(JobId("_CON (2).zpl"))"#]);
        let gone = spool(&cups, &["look", "folder:///Z:/nowhere/at/all"]);
        assert!(gone[0].starts_with("NoSuchPrinter: There is no folder"), "{gone:?}");
    });
}
