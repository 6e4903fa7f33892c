//! The spooler against real CUPS, with a printer that shows which bytes arrived.

#![cfg(unix)]
#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::print_stdout,
    reason = "helpers of tests stop at the first surprise and say what was skipped"
)]

#[path = "cupsd/asked.rs"]
mod asked;
mod cupsd;
mod label;

use std::io::Read as _;

use cupsd::{Sink, skip, with_cups};
use printing::documents::{self, PageSize};
use printing::{Format, JobId, JobState, PrintErrorKind, PrintJob, PrinterState, Spooler as _};

const ZPL: &[u8] = b"^XA^FO50,50^FDorder 1001^FS^XZ\r\n\x00\xff";

/// A label printer of two papers and two finenesses, as its maker describes it to CUPS.
const LABEL_PPD: &str = include_str!("cupsd/label.ppd");

fn zpl<'a>(printer: &'a str, title: &'a str, data: &'a [u8]) -> PrintJob<'a> {
    PrintJob { printer, title, format: Format::Zpl, data, copies: 1, media: None }
}

/// As the programs of CUPS name a job.
fn number(job: &JobId) -> &str {
    job.0.split(' ').next().unwrap()
}

fn is_done(state: &JobState) -> bool {
    *state == JobState::Done
}

#[test]
fn queues_are_listed_with_their_state() {
    with_cups(async |cups| {
        let spooler = cups.spooler();
        assert_eq!(spooler.printers().await, Ok(Vec::new()), "a station without printers has an empty list");

        let sink = Sink::new();
        cups.raw_queue("zebra", &sink.device, &["-D", "Label printer 1", "-L", "Packing table"]);
        cups.raw_queue("paused", &sink.device, &[]);
        cups.raw_queue("shut", &sink.device, &[]);
        assert!(cups.tool("cupsdisable", &["-r", "Roll is empty", "paused"]), "the queue is paused");
        assert!(cups.tool("cupsreject", &["shut"]), "the queue rejects jobs");
        assert!(cups.tool("lpadmin", &["-d", "zebra"]), "there is a default");

        let printers = spooler.printers().await.unwrap();
        let [paused, shut, zebra] = printers.as_slice() else {
            panic!("three queues, by name: {printers:?}")
        };
        assert_eq!(
            (paused.name.as_str(), shut.name.as_str(), zebra.name.as_str()),
            ("paused", "shut", "zebra")
        );
        assert_eq!(zebra.description, "Label printer 1", "the name that people gave it");
        assert_eq!(zebra.location.as_deref(), Some("Packing table"), "where it stands");
        assert_eq!((zebra.state, zebra.accepts_jobs, zebra.is_default), (PrinterState::Idle, true, true));
        assert_eq!(zebra.reasons, Vec::<String>::new(), "\"none\" is no reason");
        assert_eq!(
            (paused.state, paused.accepts_jobs, paused.is_default),
            (PrinterState::Stopped, true, false)
        );
        assert_eq!(paused.reasons, ["paused"], "why it stands still");
        assert_eq!(paused.message.as_deref(), Some("Roll is empty"), "in the words of who paused it");
        assert_eq!((shut.state, shut.accepts_jobs), (PrinterState::Idle, false), "it takes no jobs");
        assert_eq!(cups.socket_spooler().printers().await, Ok(printers), "the local socket says the same");
    });
}

#[test]
fn a_queue_says_what_its_driver_can() {
    with_cups(async |cups| {
        let (spooler, sink) = (cups.spooler(), Sink::new());
        let ppd = tempfile::Builder::new().suffix(".ppd").tempfile().unwrap();
        std::fs::write(ppd.path(), LABEL_PPD).unwrap();
        let file = ppd.path().display().to_string();
        let made = cups.tool("lpadmin", &["-p", "zebra", "-E", "-v", &sink.device, "-P", &file]);
        assert!(made, "a queue with a driver: {}", cups.log());
        let able = spooler.abilities("zebra").await.unwrap();
        let sizes: Vec<(f32, f32)> = able
            .media
            .iter()
            .map(|paper| (paper.size.width.0.round(), paper.size.height.0.round()))
            .collect();
        assert_eq!(sizes, [(102.0, 152.0), (105.0, 148.0)], "{:?}", able.media);
        assert!(able.default_media.is_some_and(|size| size.is_same_paper(PageSize::A6)), "as it is set");
        assert_eq!((able.dpi, able.default_dpi), (vec![203, 300], Some(203)));
        for format in [Format::Pdf, Format::Png] {
            assert!(able.formats.iter().any(|mime| mime == format.mime()), "{:?}", able.formats);
        }

        cups.raw_queue("raw", &sink.device, &[]);
        assert_eq!(spooler.abilities("raw").await.unwrap().dpi, Vec::<u32>::new(), "no driver, nothing said");
        let error = spooler.abilities("nowhere").await.expect_err("there is none");
        assert_eq!(error.kind, PrintErrorKind::NoSuchPrinter, "{error}");
    });
}

#[test]
fn bytes_arrive_unchanged_and_once() {
    with_cups(async |cups| {
        let (spooler, sink) = (cups.spooler(), Sink::new());
        cups.raw_queue("zebra", &sink.device, &[]);
        let pdf = label::pdf(&["order 1001"]);
        let big = [b"^XA", &vec![b'x'; 3_000_000][..], b"^XZ"].concat();
        let long = "📦 é ".repeat(100);
        for (format, data, title) in [
            (Format::Zpl, ZPL, "#1001"),
            (Format::Pdf, &pdf, "📦📦 Ünïcode\n#1002"),
            (Format::Png, &label::png(4, 6, [0, 0, 0, 255]), ""),
            (Format::Zpl, &big, &long),
        ] {
            let job = spooler
                .submit(PrintJob { printer: "zebra", title, format, data, copies: 1, media: None })
                .await
                .unwrap();
            assert!(sink.next() == data, "{format:?} arrives as it was handed over");
            cups.wait_for("zebra", &job, is_done).await;
        }
        sink.assert_quiet();
        let job = cups.socket_spooler().submit(zpl("zebra", "over the socket", ZPL)).await.unwrap();
        assert!(sink.next() == ZPL, "the local socket is as good");
        cups.wait_for("zebra", &job, is_done).await;

        let job = spooler.submit(PrintJob { copies: 2, ..zpl("zebra", "twice", ZPL) }).await.unwrap();
        cups.wait_for("zebra", &job, is_done).await;
        assert!(sink.next() == [ZPL, ZPL].concat(), "two copies are two labels");
        sink.assert_quiet();
    });
}

#[test]
fn labels_come_out_in_the_order_they_were_handed_over() {
    with_cups(async |cups| {
        let (spooler, sink) = (cups.spooler(), Sink::new());
        cups.raw_queue("zebra", &sink.device, &[]);
        let labels: Vec<String> = (1..=5).map(|n| format!("^XA^FDlabel {n}^FS^XZ")).collect();
        for label in &labels {
            spooler.submit(zpl("zebra", label, label.as_bytes())).await.unwrap();
        }
        let printed: Vec<String> = labels.iter().map(|_| String::from_utf8(sink.next()).unwrap()).collect();
        assert_eq!(printed, labels, "the packer sticks them on in this order");
        sink.assert_quiet();
    });
}

#[test]
fn a_paused_queue_keeps_the_job_until_it_goes_on() {
    with_cups(async |cups| {
        let (spooler, sink) = (cups.spooler(), Sink::new());
        cups.raw_queue("zebra", &sink.device, &[]);
        assert!(cups.tool("cupsdisable", &["-r", "Roll is empty", "zebra"]), "the queue is paused");
        let waiting = spooler.submit(zpl("zebra", "#1", ZPL)).await.unwrap();
        let cancelled = spooler.submit(zpl("zebra", "#2", ZPL)).await.unwrap();
        let held = JobState::Held { words: Some("Roll is empty".to_owned()) };
        assert_eq!(spooler.state("zebra", &waiting).await, Ok(held), "it waits, with the printer's reason");

        assert!(cups.tool("cancel", &[number(&cancelled)]), "a person cancels the other one");
        assert_eq!(
            spooler.state("zebra", &cancelled).await,
            Ok(JobState::Cancelled),
            "it will not be printed"
        );
        sink.assert_quiet();

        assert!(cups.tool("cupsenable", &["zebra"]), "the printer goes on");
        cups.wait_for("zebra", &waiting, is_done).await;
        assert!(sink.next() == ZPL, "what waited is printed");
        sink.assert_quiet();
    });
}

#[test]
fn a_lost_job_number_is_found_by_its_title() {
    with_cups(async |cups| {
        let (spooler, sink) = (cups.spooler(), Sink::new());
        cups.raw_queue("zebra", &sink.device, &[]);
        assert_eq!(spooler.find("zebra", "#1 · 7").await, Ok(None), "nothing was handed over");
        let first = spooler.submit(zpl("zebra", "#1 · 7", ZPL)).await.unwrap();
        spooler.submit(zpl("zebra", "#1 · 8", ZPL)).await.unwrap();
        cups.wait_for("zebra", &first, is_done).await;
        assert_eq!(spooler.find("zebra", "#1 · 7").await, Ok(Some(first)), "finished jobs are known as well");
        let again = spooler.submit(zpl("zebra", "#1 · 7", ZPL)).await.unwrap();
        assert_eq!(spooler.find("zebra", "#1 · 7").await, Ok(Some(again)), "the newest counts");
        assert_eq!(spooler.find("nowhere", "#1 · 7").await, Ok(None), "a printer that is gone has no jobs");
    });
}

#[test]
fn a_job_is_taken_back_while_it_waits() {
    with_cups(async |cups| {
        let (spooler, sink) = (cups.spooler(), Sink::new());
        cups.raw_queue("zebra", &sink.device, &[]);
        assert!(cups.tool("cupsdisable", &["-r", "Roll is empty", "zebra"]), "the queue is paused");
        let looked = spooler.look("zebra").await.unwrap();
        assert_eq!((looked.state, looked.message.as_deref()), (PrinterState::Stopped, Some("Roll is empty")));
        let job = spooler.submit(zpl("zebra", "#1", ZPL)).await.unwrap();
        assert_eq!(spooler.cancel("zebra", &job).await, Ok(()), "it waits, so it can be taken back");
        assert_eq!(spooler.state("zebra", &job).await, Ok(JobState::Cancelled));
        let again = spooler.cancel("zebra", &job).await.map_err(|error| error.kind);
        assert_eq!(again, Err(PrintErrorKind::NoSuchJob), "what is over cannot be taken back");
        assert!(cups.tool("cupsenable", &["zebra"]), "the printer goes on");
        let next = spooler.submit(zpl("zebra", "#2", b"^XA2^XZ")).await.unwrap();
        cups.wait_for("zebra", &next, is_done).await;
        assert!(sink.next() == b"^XA2^XZ", "only the next one comes out");
        sink.assert_quiet();
        let gone = spooler.look("nowhere").await.map_err(|error| error.kind);
        assert_eq!(gone, Err(PrintErrorKind::NoSuchPrinter));
    });
}

#[test]
fn a_printer_that_is_paused_in_the_middle_of_a_job_begins_it_again() {
    with_cups(async |cups| {
        // A device that takes the connection and not a byte: the job is at the printer for as long as we like.
        let device = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        let address = format!("socket://{}", device.local_addr().unwrap());
        cups.raw_queue("zebra", &address, &[]);
        let spooler = cups.spooler();
        let first = spooler.submit(zpl("zebra", "#1", &vec![b'x'; 8_000_000])).await.unwrap();
        let second = spooler.submit(zpl("zebra", "#2", ZPL)).await.unwrap();
        cups.wait_for("zebra", &first, |state| matches!(state, JobState::Printing { .. })).await;
        assert!(cups.tool("cupsdisable", &["-r", "Lid is open", "zebra"]));
        cups.wait_for("zebra", &first, |state| matches!(state, JobState::Begun { .. })).await;
        let waiting = spooler.state("zebra", &second).await.unwrap();
        assert!(matches!(waiting, JobState::Held { words: Some(_) }), "this one was not there: {waiting:?}");
        for job in [&first, &second] {
            assert_eq!(spooler.cancel("zebra", job).await, Ok(()));
        }
    });
}

#[test]
fn a_job_that_a_person_holds_is_held() {
    with_cups(async |cups| {
        let (spooler, sink) = (cups.spooler(), Sink::new());
        cups.raw_queue("zebra", &sink.device, &["-o", "job-hold-until-default=indefinite"]);
        let job = spooler.submit(zpl("zebra", "#1", ZPL)).await.unwrap();
        let state = spooler.state("zebra", &job).await;
        assert!(
            matches!(state, Ok(JobState::Held { words: Some(_) })),
            "the queue holds new jobs: {state:?}"
        );
        assert!(cups.tool("lp", &["-i", number(&job), "-H", "resume"]), "a person lets it go");
        cups.wait_for("zebra", &job, is_done).await;
        assert!(sink.next() == ZPL, "it is printed then");
    });
}

#[test]
fn a_printer_that_is_off_is_told_by_words_while_the_job_waits() {
    with_cups(async |cups| {
        let spooler = cups.spooler();
        let closed = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
        cups.raw_queue("off", &format!("socket://{closed}"), &[]);
        let job = spooler.submit(zpl("off", "#1", ZPL)).await.unwrap();
        let state =
            cups.wait_for("off", &job, |state| matches!(state, JobState::Printing { words: Some(_) })).await;
        assert_ne!(state, JobState::Done, "nothing was printed");
        let printers = spooler.printers().await.unwrap();
        assert_eq!(printers[0].state, PrinterState::Printing, "CUPS goes on trying");
        assert!(cups.tool("cancel", &[number(&job)]), "nobody wants to wait");
        cups.wait_for("off", &job, |state| *state == JobState::Cancelled).await;
    });
}

#[test]
fn what_a_driver_cannot_read_stands_still_with_a_reason() {
    with_cups(async |cups| {
        let (spooler, sink) = (cups.spooler(), Sink::new());
        let model = "lsb/usr/cups-pdf/CUPS-PDF_opt.ppd";
        let options = ["-o", "printer-error-policy=abort-job"];
        let queue = [&["-p", "office", "-E", "-v", &sink.device, "-m", model], &options[..]].concat();
        if !cups.tool("lpadmin", &queue) {
            return skip("the driver of cups-pdf is not installed");
        }
        let pdf = label::pdf(&["order 1001"]);
        let good = PrintJob {
            printer: "office",
            title: "#1",
            format: Format::Pdf,
            data: &pdf,
            copies: 1,
            media: None,
        };
        let job = spooler.submit(good).await.unwrap();
        assert!(sink.next().starts_with(b"%!PS"), "the driver makes what the printer understands");
        cups.wait_for("office", &job, is_done).await;

        let job = spooler.submit(PrintJob { data: b"%PDF-1.4 junk", ..good }).await.unwrap();
        let told = |state: &JobState| match state {
            JobState::Held { words } | JobState::Begun { words } => words.is_some(),
            JobState::Failed { words } => !words.is_empty(),
            JobState::Queued | JobState::Printing { .. } | JobState::Done | JobState::Cancelled => false,
        };
        cups.wait_for("office", &job, told).await;
    });
}

#[test]
fn a_printer_that_comes_back_prints_what_waited_once() {
    with_cups(async |cups| {
        let spooler = cups.spooler();
        let off = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
        cups.raw_queue("zebra", &format!("socket://{off}"), &[]);
        let job = spooler.submit(zpl("zebra", "#1", ZPL)).await.unwrap();
        let told = |state: &JobState| matches!(state, JobState::Printing { words: Some(_) });
        cups.wait_for("zebra", &job, told).await;
        let sink = Sink::at(off);
        cups.wait_for("zebra", &job, is_done).await;
        assert!(sink.next() == ZPL, "it was switched on");
        sink.assert_quiet();
    });
}

#[test]
fn a_queue_that_rejects_prints_what_it_has() {
    with_cups(async |cups| {
        let (spooler, sink) = (cups.spooler(), Sink::new());
        cups.raw_queue("zebra", &sink.device, &[]);
        assert!(cups.tool("cupsdisable", &["zebra"]), "the queue is paused");
        let waiting = spooler.submit(zpl("zebra", "#1", ZPL)).await.unwrap();
        assert!(cups.tool("cupsreject", &["-r", "Moved to table 2", "zebra"]), "and takes nothing more");
        let looked = spooler.look("zebra").await.unwrap();
        assert_eq!((looked.accepts_jobs, looked.message.as_deref()), (false, Some("Moved to table 2")));
        let error = spooler.submit(zpl("zebra", "#2", ZPL)).await.expect_err("it takes nothing");
        assert_eq!(error.kind, PrintErrorKind::NotAccepting, "{error}");
        assert!(cups.tool("cupsenable", &["zebra"]), "the printer goes on");
        cups.wait_for("zebra", &waiting, is_done).await;
        assert!(sink.next() == ZPL, "what it had taken comes out");
        assert!(cups.tool("cupsaccept", &["zebra"]), "it takes jobs again");
        let next = spooler.submit(zpl("zebra", "#2", b"^XA2^XZ")).await.unwrap();
        cups.wait_for("zebra", &next, is_done).await;
        assert!(sink.next() == b"^XA2^XZ", "the refused one was never printed");
        sink.assert_quiet();
    });
}

#[test]
fn a_page_keeps_its_size_through_a_driver() {
    with_cups(async |cups| {
        let model = "lsb/usr/cups-pdf/CUPS-PDF_opt.ppd";
        if !cups.tool("lpadmin", &["-p", "pdf", "-E", "-v", "cups-pdf:/", "-m", model]) {
            return skip("cups-pdf is not installed");
        }
        let (spooler, pdf) = (cups.spooler(), label::pdf(&["order 1001"]));
        // cups-pdf writes where the machine's administrator says, under a name made of the title.
        let title = format!("packbench-{}-{}", std::process::id(), cups.address().replace([':', '.'], "-"));
        let media = Some(PageSize::A6);
        let job =
            PrintJob { printer: "pdf", title: &title, format: Format::Pdf, data: &pdf, copies: 1, media };
        let job = spooler.submit(job).await.unwrap();
        cups.wait_for("pdf", &job, is_done).await;
        let Some(printed) = taken_from_cups_pdf(&title) else {
            return skip("cups-pdf writes to an unusual folder");
        };
        let sizes = documents::page_sizes(&printed).unwrap();
        assert_eq!(sizes.len(), 1, "one page");
        assert!(sizes[0].is_same_paper(PageSize::A6), "as large as it was: {sizes:?}");
    });
}

/// The file that cups-pdf made of this title; it is taken away.
fn taken_from_cups_pdf(title: &str) -> Option<Vec<u8>> {
    let home = std::env::var_os("HOME").map(|home| std::path::Path::new(&home).join("PDF"));
    let folders = home.into_iter().chain(["/var/spool/cups-pdf/ANONYMOUS".into()]);
    let mut files = folders.filter_map(|folder| std::fs::read_dir(folder).ok()).flatten().flatten();
    let path = files.find(|file| file.file_name().to_string_lossy().contains(title))?.path();
    let bytes = std::fs::read(&path).unwrap();
    std::fs::remove_file(path).unwrap();
    Some(bytes)
}

/// The printer took a part of the job when CUPS ended: CUPS prints it again from its start, under its number.
#[test]
fn a_job_survives_a_restart_of_cups() {
    with_cups(async |mut cups| {
        let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        cups.raw_queue("zebra", &format!("socket://{}", listener.local_addr().unwrap()), &[]);
        let spooler = cups.spooler();
        let big = [b"^XA", &vec![b'x'; 20_000_000][..], b"^XZ"].concat();
        let job = spooler.submit(zpl("zebra", "#1", &big)).await.unwrap();
        let (mut first, _) = listener.accept().unwrap();
        first.read_exact(&mut [0; 1000]).unwrap();
        cups.wait_for("zebra", &job, |state| matches!(state, JobState::Printing { .. })).await;
        cups.stop();
        let error = spooler.state("zebra", &job).await.expect_err("nobody answers");
        assert_eq!(error.kind, PrintErrorKind::SpoolerDown, "which is no word about the job: {error}");
        cups.start_again();
        drop(first);

        let state = spooler.state("zebra", &job).await;
        let is_under_way = |state: &JobState| {
            matches!(state, JobState::Queued | JobState::Printing { .. } | JobState::Held { .. })
        };
        assert!(state.as_ref().is_ok_and(is_under_way), "its number is still good: {state:?}");
        assert_eq!(spooler.find("zebra", "#1").await, Ok(Some(job.clone())), "and it is the only one");
        let (mut second, _) = listener.accept().unwrap();
        let mut printed = Vec::new();
        second.read_to_end(&mut printed).unwrap();
        assert!(printed == big, "it is printed whole, {} bytes", printed.len());
        drop(second);
        cups.wait_for("zebra", &job, is_done).await;
        listener.set_nonblocking(true).unwrap();
        std::thread::sleep(std::time::Duration::from_millis(700));
        assert!(listener.accept().is_err(), "and only once more");
    });
}

#[test]
fn a_crash_of_cups_forgets_young_jobs_and_never_takes_another_for_them() {
    with_cups(async |mut cups| {
        let (spooler, sink) = (cups.spooler(), Sink::new());
        cups.raw_queue("zebra", &sink.device, &[]);
        assert!(cups.tool("cupsdisable", &["zebra"]), "the queue is paused");
        cups.stop();
        cups.start_again();
        let young = spooler.submit(zpl("zebra", "#1", ZPL)).await.unwrap();
        cups.crash();
        cups.start_again();
        assert_eq!(spooler.find("zebra", "#1").await, Ok(None), "CUPS writes jobs down after half a minute");
        let other = spooler.submit(zpl("zebra", "#2", ZPL)).await.unwrap();
        assert_eq!(number(&young), number(&other), "and gives its number away again");
        let taken = spooler.cancel("zebra", &young).await.map_err(|error| error.kind);
        assert_eq!(taken, Err(PrintErrorKind::NoSuchJob), "nobody else's label is taken back");
        let error = spooler.state("zebra", &young).await.expect_err("it is forgotten");
        assert_eq!(error.kind, PrintErrorKind::NoSuchJob, "so a person has to look: {error}");
        let held = spooler.state("zebra", &other).await;
        assert!(matches!(held, Ok(JobState::Held { .. })), "the other one waits: {held:?}");
    });
}

#[test]
fn what_cups_refuses_is_told_by_kind() {
    with_cups(async |cups| {
        let (spooler, sink) = (cups.spooler(), Sink::new());
        cups.raw_queue("shut", &sink.device, &[]);
        assert!(cups.tool("cupsreject", &["shut"]), "the queue rejects jobs");
        for (printer, kind) in [
            ("shut", PrintErrorKind::NotAccepting),
            ("nobody", PrintErrorKind::NoSuchPrinter),
            ("é ü/../shut", PrintErrorKind::NoSuchPrinter),
            ("", PrintErrorKind::NoSuchPrinter),
        ] {
            let error =
                spooler.submit(zpl(printer, "#1", ZPL)).await.expect_err("it cannot be printed there");
            assert_eq!(error.kind, kind, "{printer:?}: {error}");
            assert!(!error.words.is_empty(), "{printer:?} is refused in words");
        }
        let error =
            spooler.state("shut", &JobId("4711 #1".to_owned())).await.expect_err("there was no such job");
        assert_eq!(error.kind, PrintErrorKind::NoSuchJob, "{error}");
        sink.assert_quiet();
    });
}

#[test]
fn a_cups_that_went_away_is_told() {
    with_cups(async |mut cups| {
        let spooler = cups.spooler();
        assert_eq!(spooler.printers().await, Ok(Vec::new()), "it was there");
        cups.crash();
        for spooler in [spooler, cups.socket_spooler()] {
            let error = spooler.submit(zpl("zebra", "#1", ZPL)).await.expect_err("nobody listens");
            assert_eq!(error.kind, PrintErrorKind::SpoolerDown, "nothing was handed over: {error}");
            let error = spooler.printers().await.expect_err("nobody listens");
            assert_eq!(
                error.kind,
                PrintErrorKind::SpoolerDown,
                "no CUPS is not the same as no printers: {error}"
            );
        }
    });
}
