//! Paper: what is printed comes out in order and once, and where nobody can tell, the person at the printer is asked.

use std::collections::BTreeSet;
use std::sync::Arc;
use std::time::Duration;

use engine::Code;
use engine::wire::{
    AbilitiesQuery, CancelPrints, LabelFormat, Language, MovePrints, Nothing, OneBatch, OneOrder, OnePrinter,
    PaperKind, PrintAnswer, PrintAsks, PrintJobInfo, PrintJobsQuery, PrintKind, PrintQueue, PrintRequest,
    PrintState, PrintWord, PrinterLanguage, PrinterRoute, PrinterSetup, RowId, Settings, SheetChoice,
    SheetKind, SlipChoice,
};
use scenarios::moments::{Switch, Trouble};
use scenarios::wires::Wires;
use scenarios::{Shop, must};
use simulator::{Config, Profile, printer_names};

async fn queues(shop: &Shop) -> Vec<PrintQueue> {
    must(shop.engine().print_queues(Nothing {}).await)
}

/// Waits until nothing moves in the queues any more.
async fn rested(shop: &Shop) -> Vec<PrintQueue> {
    let mut before = queues(shop).await;
    loop {
        tokio::time::sleep(Duration::from_secs(20)).await;
        let now = queues(shop).await;
        if now == before {
            return now;
        }
        before = now;
    }
}

async fn change(shop: &Shop, change: impl FnOnce(&mut Settings)) {
    let mut settings = must(shop.engine().settings_get(Nothing {}).await);
    settings.label_printer = Some(printer_names::LABEL.to_owned());
    change(&mut settings);
    must(shop.engine().settings_set(settings).await);
}

fn all_of(batch_id: RowId, printer: &str) -> PrintRequest {
    PrintRequest { batch_id, labels: None, printer: Some(printer.to_owned()), sheet: None }
}

async fn job_list(shop: &Shop) -> Vec<PrintJobInfo> {
    must(shop.engine().print_jobs(PrintJobsQuery::default()).await).jobs
}

async fn shipped(orders: usize) -> (Shop, RowId, Vec<String>) {
    let shop = Shop::with_orders(orders).await;
    let batch = shop.ship_all().await;
    let detail = shop.done(batch).await;
    let titles = detail.orders.iter().map(|order| format!("Order {}", order.order_number)).collect();
    (shop, batch, titles)
}

#[tokio::test(start_paused = true)]
async fn a_paused_printer_holds_its_queue_and_the_rest_goes_to_another_in_order() {
    let (shop, batch, titles) = shipped(8).await;
    must(shop.engine().print(all_of(batch, printer_names::PAUSED)).await);
    let stands = rested(&shop).await;
    let [queue] = stands.as_slice() else { unreachable!("one printer has a queue: {stands:?}") };
    assert_eq!((queue.waiting, queue.spooled), (8, 0), "a printer that stands still is given nothing");
    assert!(queue.stands.as_deref().is_some_and(|why| why.contains("aused")), "and it is said: {queue:?}");
    assert!(shop.printed().is_empty());

    let (from, to) = (printer_names::PAUSED.to_owned(), printer_names::LABEL.to_owned());
    must(shop.engine().print_move(MovePrints { from, to, jobs: None }).await);
    assert_eq!(rested(&shop).await, [], "everything came out");
    assert_eq!(shop.printed(), titles, "in the batch's order, each once");
    assert_eq!(shop.batch(batch).await.batch.counts.printed, 8);
    let (from, to) = (printer_names::LABEL.to_owned(), "Nowhere".to_owned());
    let error = shop.engine().print_move(MovePrints { from, to, jobs: None }).await.unwrap_err();
    assert_eq!(error.code, Code::NoPrinter, "{error}");
}

#[tokio::test(start_paused = true)]
async fn no_paper_is_lost_between_two_printers_whenever_the_power_fails() {
    for at in 1.. {
        let switch = Switch::new();
        let wires: Arc<dyn Wires> = Arc::<Switch>::clone(&switch);
        let mut shop = Shop::wired(Config { orders: 5, ..Config::test() }, wires).await;
        let batch = shop.ship_all().await;
        shop.done(batch).await;
        must(shop.engine().print(all_of(batch, printer_names::PAUSED)).await);
        rested(&shop).await;
        let all = || MovePrints {
            from: printer_names::PAUSED.to_owned(),
            to: printer_names::LABEL.to_owned(),
            jobs: None,
        };
        switch.arm(Trouble::Death { at });
        tokio::select! {
            moved = shop.engine().print_move(all()) => drop(moved),
            () = switch.died() => {}
        }
        let moments = switch.count();
        shop.crash().await;
        switch.disarm();
        shop.start().await;
        must(shop.engine().print_move(all()).await);
        for queue in rested(&shop).await {
            for job in queue.asking {
                let again = PrintAnswer { job_id: job.id, answer: PrintWord::Again };
                must(shop.engine().print_answer(again).await);
            }
        }
        assert_eq!(rested(&shop).await, [], "the power failed at moment {at}");
        let printed: BTreeSet<String> = shop.printed().into_iter().collect();
        assert_eq!((printed.len(), shop.printed().len()), (5, 5), "at moment {at}: {:?}", shop.printed());
        if moments < at {
            assert!(at > 2, "a move is at least one write: {at}");
            return;
        }
    }
}

#[tokio::test(start_paused = true)]
async fn what_waits_can_be_taken_back_and_survives_a_crash() {
    let (mut shop, batch, titles) = shipped(6).await;
    let jobs = must(shop.engine().print(all_of(batch, printer_names::PAUSED)).await);
    rested(&shop).await;
    shop.restart().await;
    let taken = Some(vec![jobs[1].id, jobs[4].id]);
    must(
        shop.engine()
            .print_cancel(CancelPrints { printer: printer_names::PAUSED.to_owned(), jobs: taken })
            .await,
    );
    assert_eq!(rested(&shop).await[0].waiting, 4, "the queue is still there");
    let (from, to) = (printer_names::PAUSED.to_owned(), printer_names::LABEL.to_owned());
    must(shop.engine().print_move(MovePrints { from, to, jobs: None }).await);
    rested(&shop).await;
    let expected: Vec<String> = [0, 2, 3, 5].map(|place: usize| titles[place].clone()).to_vec();
    assert_eq!(shop.printed(), expected, "without the two that were taken back");
    let all = CancelPrints { printer: printer_names::LABEL.to_owned(), jobs: None };
    assert_eq!(must(shop.engine().print_cancel(all).await), [], "what is over cannot be taken back");
}

#[tokio::test(start_paused = true)]
async fn a_station_that_crashes_while_printing_prints_each_label_once() {
    let (mut shop, batch, titles) = shipped(12).await;
    must(shop.engine().print(all_of(batch, printer_names::LABEL)).await);
    // The practice printer remembers its jobs, as a print service does.
    for pause_ms in [0, 10, 150, 310, 40] {
        tokio::time::sleep(Duration::from_millis(pause_ms)).await;
        shop.restart().await;
    }
    for queue in rested(&shop).await {
        for job in queue.asking {
            assert_eq!(job.asks, Some(PrintAsks::Missing), "the crash came before the printer had it");
            assert!(shop.printed().iter().all(|title| *title != job.title), "it is not on the table");
            let again = PrintAnswer { job_id: job.id, answer: PrintWord::Again };
            must(shop.engine().print_answer(again.clone()).await);
            let twice = shop.engine().print_answer(again).await.unwrap_err();
            assert_eq!(twice.code, Code::NotFound, "a question is answered once");
        }
    }
    assert_eq!(rested(&shop).await, []);
    assert_eq!(shop.printed(), titles, "in order, each once");
}

#[tokio::test(start_paused = true)]
async fn slips_separators_and_the_stack_face_up() {
    let shop = Shop::new(Config { orders: 4, announce_ms: 100..=4_000, ..Config::test() }).await;
    change(&shop, |settings| {
        settings.auto_print = true;
        settings.printing.reverse = true;
        settings.printing.separator = true;
        settings.printing.slips = SlipChoice::Behind;
    })
    .await;
    let batch = shop.ship_all().await;
    let detail = shop.until(batch, "all printed", |detail| detail.batch.counts.printed == 4).await;
    rested(&shop).await;
    let mut expected = vec![format!("Batch {batch}")];
    for order in detail.orders.iter().rev() {
        expected.push(format!("Order {}", order.order_number));
        expected.push(format!("Order {} packing-slip", order.order_number));
    }
    assert_eq!(shop.printed(), expected, "the separator, then the last order first, each with its slip");
    let printed = shop.printer.printed();
    assert!(printed.iter().all(|job| job.data.starts_with(b"%PDF")), "all are papers");
}

#[tokio::test(start_paused = true)]
async fn each_kind_of_paper_has_its_printer() {
    let shop = Shop::with_orders(2).await;
    change(&shop, |settings| {
        settings.auto_print = true;
        settings.printing.slips = SlipChoice::Before;
        settings.printing.routes =
            vec![PrinterRoute { kind: PaperKind::Slip, printer: printer_names::OFFICE.to_owned() }];
    })
    .await;
    let batch = shop.ship_all().await;
    shop.until(batch, "all printed", |detail| detail.batch.counts.printed == 2).await;
    rested(&shop).await;
    for job in shop.printer.printed() {
        let wanted =
            if job.title.contains("packing-slip") { printer_names::OFFICE } else { printer_names::LABEL };
        assert_eq!(job.printer, wanted, "{}", job.title);
    }
}

#[tokio::test(start_paused = true)]
async fn a_label_printer_gets_zpl_from_the_platform_or_made_here() {
    for (asks_for, why) in [
        (LabelFormat::Zpl, "asked of the platform"),
        (LabelFormat::Png, "a picture, drawn here"),
        (LabelFormat::Pdf, "a page, drawn here"),
    ] {
        let shop = Shop::with_orders(1).await;
        change(&shop, |settings| {
            settings.auto_print = true;
            settings.printing.setups = vec![PrinterSetup {
                printer: printer_names::LABEL.to_owned(),
                language: PrinterLanguage::Zpl,
                asks_for,
                ..PrinterSetup::default()
            }];
        })
        .await;
        let batch = shop.ship_all().await;
        let detail = shop.until(batch, "all printed", |detail| detail.batch.counts.printed == 1).await;
        let stored = match asks_for {
            LabelFormat::Zpl => "application/zpl",
            LabelFormat::Png => "image/png",
            LabelFormat::Pdf => "application/pdf",
        };
        for order in &detail.orders {
            assert_eq!(order.labels[0].mime, stored, "stored as it was delivered");
        }
        for job in shop.printer.printed() {
            assert!(job.data.starts_with(b"^XA"), "{why}: {}", String::from_utf8_lossy(&job.data[..20]));
        }
    }
}

#[tokio::test(start_paused = true)]
async fn sheets_tests_and_slips_by_hand() {
    let shop = Shop::with_orders(5).await;
    change(&shop, |_| {}).await;
    let order = shop.open_orders().await[0].id;
    let batch = shop.ship_all().await;
    shop.done(batch).await;
    let sheet = Some(SheetChoice { sheet: SheetKind::FourA6, start: 2 });
    let office = Some(printer_names::OFFICE.to_owned());
    let request = PrintRequest { batch_id: batch, labels: None, printer: office, sheet };
    let jobs = must(shop.engine().print(request).await);
    assert_eq!(jobs.len(), 1, "sheets are one job");
    must(shop.engine().print_slip(OneOrder { order_id: order }).await);
    must(shop.engine().print_test(OnePrinter { printer: printer_names::LABEL.to_owned() }).await);
    assert_eq!(rested(&shop).await, []);
    assert_eq!(shop.batch(batch).await.batch.counts.printed, 5, "a sheet prints all its labels");
    assert_eq!(shop.printer.printed().len(), 3);
    let error = shop.engine().print_test(OnePrinter { printer: "Nowhere".to_owned() }).await.unwrap_err();
    assert_eq!(error.code, Code::NoPrinter, "at once, not in a queue that never moves: {error}");
    let states: Vec<PrintState> = job_list(&shop).await.iter().map(|job| job.state).collect();
    assert_eq!(states, [PrintState::Done; 3]);
}

#[tokio::test(start_paused = true)]
async fn sheets_carry_labels_only_and_customs_papers_follow_on_their_own_printer() {
    let profile = Profile { countries: vec![("NL".to_owned(), 1), ("CH".to_owned(), 1)], ..Profile::plain() };
    let shop = Shop::new(Config { orders: 8, profile, ..Config::test() }).await;
    let batch = shop.ship_all().await;
    let detail = shop.done(batch).await;
    let customs: Vec<String> = detail
        .orders
        .iter()
        .filter(|order| order.labels.len() > 1)
        .map(|order| format!("Order {} customs-declaration", order.order_number))
        .collect();
    assert!((1..8).contains(&customs.len()), "some orders leave the customs union: {customs:?}");
    let sheets = |printer: &str| PrintRequest {
        batch_id: batch,
        labels: None,
        printer: Some(printer.to_owned()),
        sheet: Some(SheetChoice { sheet: SheetKind::FourA6, start: 1 }),
    };

    must(shop.engine().print(sheets(printer_names::OFFICE)).await);
    rested(&shop).await;
    let (all, behind) = (shop.printer.printed(), shop.printed().split_off(1));
    assert_eq!(behind, customs, "behind the sheets, in the batch's order");
    assert!(
        all.iter().all(|job| job.printer == printer_names::OFFICE),
        "where the sheets are: none other is named"
    );
    let pages = printing::documents::inspect(&all[0].data).unwrap().pages;
    assert_eq!(pages, 3, "8 labels from the second place on, and nothing else, fill three sheets");

    change(&shop, |settings| {
        settings.printing.routes =
            vec![PrinterRoute { kind: PaperKind::Customs, printer: printer_names::LABEL.to_owned() }];
    })
    .await;
    must(shop.engine().print(sheets(printer_names::OFFICE)).await);
    rested(&shop).await;
    let again = shop.printer.printed().split_off(all.len());
    let on = |printer: &str| again.iter().filter(|job| job.printer == printer).count();
    assert_eq!(
        (on(printer_names::OFFICE), on(printer_names::LABEL)),
        (1, customs.len()),
        "each kind at its printer"
    );
    let kinds: Vec<PrintKind> = job_list(&shop).await.iter().rev().map(|job| job.prints).collect();
    assert_eq!(kinds[0], PrintKind::Sheet, "the ledger says what each job is of");
    assert!(kinds[1..=customs.len()].iter().all(|kind| *kind == PrintKind::Customs), "{kinds:?}");
}

#[tokio::test(start_paused = true)]
async fn one_paper_is_taken_back_or_given_away_and_keeps_its_place() {
    let (shop, batch, titles) = shipped(5).await;
    let jobs = must(shop.engine().print(all_of(batch, printer_names::PAUSED)).await);
    let number = |nth: usize| titles[nth].strip_prefix("Order ").map(str::to_owned);
    for (nth, job) in jobs.iter().enumerate() {
        assert_eq!((job.prints, job.order_number.clone()), (PrintKind::Label, number(nth)));
        assert!(job.label.is_some(), "its picture can be shown");
    }
    rested(&shop).await;
    let (from, to) = (printer_names::PAUSED.to_owned(), printer_names::LABEL.to_owned());
    let two = Some(vec![jobs[3].id, jobs[1].id]);
    must(shop.engine().print_move(MovePrints { from: from.clone(), to: to.clone(), jobs: two }).await);
    let one = Some(vec![jobs[2].id]);
    must(shop.engine().print_cancel(CancelPrints { printer: from.clone(), jobs: one }).await);
    assert_eq!(rested(&shop).await[0].waiting, 2, "the others stay where they are");
    assert_eq!(shop.printed(), [titles[1].clone(), titles[3].clone()], "in the batch's order");
    must(shop.engine().print_move(MovePrints { from, to, jobs: None }).await);
    rested(&shop).await;
    let rest = shop.printed().split_off(2);
    assert_eq!(rest, [titles[0].clone(), titles[4].clone()], "without the one that was taken back");
}

#[tokio::test(start_paused = true)]
async fn a_paper_that_is_asked_about_can_be_named_too() {
    let (mut shop, batch, titles) = shipped(3).await;
    must(shop.engine().print(all_of(batch, printer_names::LABEL)).await);
    tokio::time::sleep(Duration::from_millis(10)).await;
    shop.printer = Arc::default();
    shop.restart().await;
    let asked = rested(&shop).await.remove(0).asking;
    assert!(asked.len() > 1, "the print service has forgotten what it had: {asked:?}");
    let (from, to) = (printer_names::LABEL.to_owned(), printer_names::OFFICE.to_owned());
    must(shop.engine().print_move(MovePrints { from: from.clone(), to: to.clone(), jobs: None }).await);
    rested(&shop).await;
    assert_eq!(shop.printed(), titles[asked.len()..], "what may be on the table goes nowhere by itself");
    let named = MovePrints { from: from.clone(), to, jobs: Some(vec![asked[0].id]) };
    must(shop.engine().print_move(named.clone()).await);
    must(shop.engine().print_move(named).await);
    let gone = CancelPrints { printer: from, jobs: Some(asked[1..].iter().map(|job| job.id).collect()) };
    must(shop.engine().print_cancel(gone).await);
    assert_eq!(rested(&shop).await, [], "whoever names a paper has answered");
    assert_eq!(shop.printed().last(), Some(&asked[0].title), "it came out there");
    let of_it = job_list(&shop).await.into_iter().filter(|job| job.title == asked[0].title);
    let states: Vec<PrintState> = of_it.map(|job| job.state).collect();
    assert_eq!(states, [PrintState::Done, PrintState::Cancelled], "once, however often it was asked for");
}

#[tokio::test(start_paused = true)]
async fn the_ledger_is_read_page_by_page() {
    let (shop, _, _) = shipped(1).await;
    for _ in 0..205 {
        must(shop.engine().print_test(OnePrinter { printer: printer_names::PAUSED.to_owned() }).await);
    }
    let first = must(shop.engine().print_jobs(PrintJobsQuery::default()).await);
    assert_eq!((first.jobs.len(), first.more), (200, true));
    let before = first.jobs.last().map(|job| job.id);
    let second = must(shop.engine().print_jobs(PrintJobsQuery { before }).await);
    assert_eq!((second.jobs.len(), second.more), (5, false));
    let ids: Vec<RowId> = first.jobs.iter().chain(&second.jobs).map(|job| job.id).collect();
    assert!(ids.is_sorted_by(|a, b| a > b), "newest first, each once");
}

#[tokio::test(start_paused = true)]
async fn what_a_printer_can_do_is_asked_for_people_and_never_while_printing() {
    let shop = Shop::with_orders(20).await;
    change(&shop, |settings| settings.auto_print = true).await;
    let batch = shop.ship_all().await;
    shop.until(batch, "all printed", |detail| detail.batch.counts.printed == 20).await;
    rested(&shop).await;
    assert_eq!((shop.printed().len(), shop.printer.abilities_asked()), (20, 0), "20 labels ask nothing");

    let ask = |printer: &str, again| AbilitiesQuery { printer: printer.to_owned(), again };
    let told = must(shop.engine().printer_abilities(ask(printer_names::LABEL, false)).await);
    assert_eq!((told.dpi.clone(), told.default_dpi), (vec![203], Some(203)));
    assert_eq!(told.media[0].mm, (105.0, 148.0));
    assert_eq!(must(shop.engine().printer_abilities(ask(printer_names::LABEL, false)).await), told);
    assert_eq!(shop.printer.abilities_asked(), 1, "kept");
    must(shop.engine().printer_abilities(ask(printer_names::LABEL, true)).await);
    assert_eq!(shop.printer.abilities_asked(), 2, "asked once more when somebody wants it");
    let error = shop.engine().printer_abilities(ask("Nowhere", false)).await.unwrap_err();
    assert_eq!(error.code, Code::NoPrinter, "{error}");
}

#[tokio::test(start_paused = true)]
async fn a_batch_tells_on_office_paper_what_became_of_it() {
    let profile = Profile { refused: 2, ..Profile::plain() };
    let shop = Shop::new(Config { orders: 6, profile, ..Config::test() }).await;
    change(&shop, |settings| {
        settings.language = Language::Nl;
        settings.printing.routes =
            vec![PrinterRoute { kind: PaperKind::Report, printer: printer_names::OFFICE.to_owned() }];
    })
    .await;
    let batch = shop.ship_all().await;
    shop.settled(batch).await;
    let detail = shop.batch(batch).await;
    let jobs = must(shop.engine().print_report(OneBatch { batch_id: batch }).await);
    assert_eq!((jobs[0].prints, jobs[0].printer.as_str()), (PrintKind::Report, printer_names::OFFICE));
    rested(&shop).await;
    let printed = shop.printer.printed().remove(0).data;
    let saved = must(shop.engine().report_save(OneBatch { batch_id: batch }).await);
    assert_eq!(saved.pages, 1);
    let file = std::fs::read(&saved.path).unwrap();
    let pages = |pdf: &[u8]| printing::documents::page_sizes(pdf).unwrap();
    assert_eq!(pages(&file), pages(&printed), "the file is what was printed");
    if let Ok(folder) = std::env::var("PACKBENCH_KEEP_REPORT") {
        std::fs::write(folder, &file).unwrap();
    }
    let shown = std::process::Command::new("pdftotext").args(["-layout", &saved.path, "-"]).output();
    let Ok(shown) = shown else { return println!("skipped: pdftotext is not installed") };
    let text = String::from_utf8_lossy(&shown.stdout).into_owned();
    assert!(text.contains("Rapport") && text.contains("Vervoerder"), "in the station's language: {text}");
    for order in &detail.orders {
        assert!(text.contains(&order.order_number), "{} is on it: {text}", order.order_number);
        if let Some(number) = &order.tracking_number {
            assert!(text.contains(number), "with its number: {text}");
        }
    }
    let reason = detail.orders.iter().find_map(|order| order.message.as_deref()).unwrap();
    let first = reason.split_whitespace().next().unwrap();
    assert!(text.contains("Geweigerd") && text.contains(first), "{reason:?} is told: {text}");
    let error = shop.engine().report_save(OneBatch { batch_id: RowId(99) }).await.unwrap_err();
    assert_eq!(error.code, Code::NotFound, "{error}");
}
