//! Packing slips and invoices of Wemasy's orders: made in the background, checked, stored, saved as files.
#![expect(clippy::panic, clippy::expect_used, reason = "a test's helpers may")]

use std::time::Duration;

use engine::Code;
use engine::wire::{
    DocumentKind, DocumentProgress, DocumentRequest, DocumentState, Nothing, OneBatch, OrderRow,
    PreviewRequest, Settings,
};
use scenarios::{Shop, must};
use simulator::{Config, Endpoint, Fault, FaultKind, NotPdf, WemasyConfig, printer_names};
use tokio::time::Instant;

async fn shop(pdf_ms: u64) -> Shop {
    let wemasy = WemasyConfig { orders: 6, joined: 3, pdf_ms: pdf_ms..=pdf_ms, ..WemasyConfig::test() };
    let shop = Shop::new(Config { orders: 6, wemasy: Some(wemasy), ..Config::test() }).await;
    shop.sync().await;
    let wemasy = shop.platform.wemasy().expect("the account has one");
    for order in wemasy.orders() {
        wemasy.set_order(order.id, |order| order.invoice_id = Some(order.id));
    }
    shop
}

async fn order(shop: &Shop) -> OrderRow {
    let rows = shop.open_orders().await;
    rows.into_iter().find(|row| row.wemasy.is_some()).expect("there is one")
}

async fn ask(shop: &Shop, order: &OrderRow, kind: DocumentKind) -> DocumentState {
    must(shop.engine().wemasy_document(DocumentRequest { order_id: order.id, kind }).await)
}

/// Asks until there is a result; how long it took.
async fn wait(shop: &Shop, order: &OrderRow, kind: DocumentKind) -> (DocumentState, Duration) {
    let begun = Instant::now();
    loop {
        let state = ask(shop, order, kind).await;
        if state.progress != DocumentProgress::Making {
            return (state, begun.elapsed());
        }
        if begun.elapsed() > Duration::from_secs(600) {
            panic!("it never ends");
        }
        tokio::time::sleep(Duration::from_secs(1)).await;
    }
}

fn asked(shop: &Shop, endpoint: Endpoint) -> usize {
    shop.platform.requests().iter().filter(|seen| seen.endpoint == endpoint).count()
}

#[tokio::test(start_paused = true)]
async fn slip_and_invoice_are_made_stored_and_saved() {
    let mut shop = shop(9_000).await;
    let order = order(&shop).await;
    let begun = Instant::now();
    let first = ask(&shop, &order, DocumentKind::PackageSlip).await;
    assert_eq!(first.progress, DocumentProgress::Making);
    assert!(begun.elapsed() < Duration::from_secs(1), "the answer comes at once");
    let (slip, took) = wait(&shop, &order, DocumentKind::PackageSlip).await;
    assert_eq!((slip.progress, slip.pages), (DocumentProgress::Ready, 1), "{slip:?}");
    assert!(took < Duration::from_secs(30), "{took:?}");
    assert_eq!(asked(&shop, Endpoint::WemasyPdf), 4, "asked sparingly: at 0, 3, 8 and 18 seconds");
    let path = slip.path.expect("it says where");
    assert!(path.contains("packing-slip"), "{path}");
    assert!(std::fs::read(&path).expect("the file is there").starts_with(b"%PDF-"));
    let (invoice, _) = wait(&shop, &order, DocumentKind::Invoice).await;
    assert!(invoice.path.is_some_and(|other| other != path));
    let before = asked(&shop, Endpoint::WemasyPdf);
    std::fs::remove_file(&path).expect("somebody tidies up");
    shop.restart().await;
    let again = ask(&shop, &order, DocumentKind::PackageSlip).await;
    assert_eq!(again.path.as_deref(), Some(path.as_str()), "stored: saved again without asking");
    assert!(std::path::Path::new(&path).exists());
    assert_eq!(asked(&shop, Endpoint::WemasyPdf), before);
}

#[tokio::test(start_paused = true)]
async fn two_clicks_are_one_document() {
    let shop = shop(4_000).await;
    let order = order(&shop).await;
    for _ in 0..5 {
        ask(&shop, &order, DocumentKind::Invoice).await;
    }
    wait(&shop, &order, DocumentKind::Invoice).await;
    assert_eq!(asked(&shop, Endpoint::WemasyDocument), 1);
}

#[tokio::test(start_paused = true)]
async fn what_is_never_made_is_given_up_after_three_minutes() {
    let shop = shop(86_400_000).await;
    let order = order(&shop).await;
    let (state, took) = wait(&shop, &order, DocumentKind::PackageSlip).await;
    assert_eq!(state.progress, DocumentProgress::Failed);
    assert!(state.message.is_some_and(|words| words.contains("180 seconds")));
    assert!((180..200).contains(&took.as_secs()), "{took:?}");
    assert!(asked(&shop, Endpoint::WemasyPdf) <= 15, "{}", asked(&shop, Endpoint::WemasyPdf));
    let again = ask(&shop, &order, DocumentKind::PackageSlip).await;
    assert_eq!(again.progress, DocumentProgress::Making, "asking again begins anew");
}

#[tokio::test(start_paused = true)]
async fn a_refusal_and_a_damaged_document_are_said_in_words() {
    let shop = shop(0).await;
    let order = order(&shop).await;
    let wemasy = shop.platform.wemasy().expect("the account has one");
    for known in wemasy.orders() {
        wemasy.set_order(known.id, |known| known.invoice_id = None);
    }
    let (state, took) = wait(&shop, &order, DocumentKind::Invoice).await;
    assert!(state.message.is_some_and(|words| words.contains("no invoice")));
    assert!(took < Duration::from_secs(5), "no reason to wait: {took:?}");
    shop.fault(Fault::always(
        Endpoint::WemasyDocument,
        FaultKind::DocumentNotPdf { gives: NotPdf::TruncatedPdf },
    ));
    let (state, _) = wait(&shop, &order, DocumentKind::PackageSlip).await;
    assert_eq!((state.progress, state.path), (DocumentProgress::Failed, None), "nothing of it is kept");
}

#[tokio::test(start_paused = true)]
async fn orders_of_other_shops_have_no_documents_here() {
    let shop = shop(0).await;
    let rows = shop.open_orders().await;
    let other = rows.iter().find(|row| row.wemasy.is_none()).expect("there is one");
    let wanted = DocumentRequest { order_id: other.id, kind: DocumentKind::Invoice };
    let error = shop.engine().wemasy_document(wanted).await;
    assert_eq!(error.map_err(|error| error.code), Err(Code::NotFound));
}

#[tokio::test(start_paused = true)]
async fn a_packing_slip_prints_behind_the_label_of_its_order() {
    let shop = shop(500).await;
    let settings = Settings {
        auto_print: true,
        label_printer: Some(printer_names::LABEL.to_owned()),
        slip_with_label: true,
        ..must(shop.engine().settings_get(Nothing {}).await)
    };
    must(shop.engine().settings_set(settings).await);
    let can_go = |row: &&OrderRow| row.problems.iter().all(|problem| !problem.blocks);
    let rows = shop.open_orders().await;
    let twin = rows.iter().find(|row| row.wemasy.is_some() && can_go(row)).expect("an order of both");
    let plain = rows.iter().find(|row| row.wemasy.is_none() && can_go(row)).expect("one of Sendcloud's");
    let batch = must(shop.try_ship(vec![twin.id.0, plain.id.0]).await);
    shop.done(batch).await;
    tokio::time::sleep(Duration::from_secs(30)).await;
    let mut titles = shop.printed();
    let slip = format!("Order {} packing-slip", twin.number);
    assert_eq!(titles.iter().filter(|title| **title == slip).count(), 1, "once: {titles:?}");
    let label = titles.iter().position(|title| *title == format!("Order {}", twin.number));
    assert!(label < titles.iter().position(|title| *title == slip), "behind its label: {titles:?}");
    titles.retain(|title| title.contains(&plain.number));
    assert!(titles.iter().all(|title| !title.contains("slip")), "no other order has one: {titles:?}");
    let detail = shop.batch(batch).await;
    let kinds = |number: &str| -> Vec<String> {
        let order = detail.orders.iter().find(|order| order.order_number == number).expect("it is there");
        order.labels.iter().map(|label| label.kind.clone()).collect()
    };
    assert_eq!(kinds(&twin.number).last().map(String::as_str), Some("packing-slip"));
    assert_eq!(detail.batch.counts.labelled, 2, "a slip is no label");
}

#[tokio::test(start_paused = true)]
async fn old_labels_are_removed_as_the_settings_say_and_their_rows_stay() {
    // Without Wemasy, whose addresses are asked after: a hundred days pass in an instant.
    let shop = Shop::with_orders(6).await;
    let can_go = |row: &&OrderRow| row.problems.iter().all(|problem| !problem.blocks);
    let ids: Vec<i64> = shop.open_orders().await.iter().filter(can_go).map(|row| row.id.0).collect();
    let old = must(shop.try_ship(ids[..2].to_vec()).await);
    shop.done(old).await;
    let keep = |days| {
        let engine = shop.engine().clone();
        async move {
            let settings = must(engine.settings_get(Nothing {}).await);
            must(engine.settings_set(Settings { keep_labels_days: days, ..settings }).await);
        }
    };
    keep(Some(90)).await;
    assert_eq!(must(shop.engine().remove_old_papers().await), 0, "they are young");
    tokio::time::sleep(Duration::from_secs(100 * 24 * 3600)).await;
    let young = must(shop.try_ship(ids[2..3].to_vec()).await);
    shop.done(young).await;
    shop.sync().await;
    keep(None).await;
    assert_eq!(must(shop.engine().remove_old_papers().await), 0, "kept for ever unless asked");
    keep(Some(90)).await;
    assert!(must(shop.engine().remove_old_papers().await) >= 2);
    let gone = shop.batch(old).await;
    assert_eq!(gone.batch.counts.labelled, 2, "the history stays");
    assert!(gone.orders.iter().flat_map(|order| &order.labels).all(|label| label.removed));
    assert!(
        shop.batch(young).await.orders.iter().flat_map(|order| &order.labels).all(|label| !label.removed)
    );
    let label = gone.orders[0].labels[0].id;
    let preview = PreviewRequest { label_id: label, page: 0, dpi: 72 };
    let error = shop.engine().label_preview(preview).await.expect_err("the file is gone");
    assert_eq!(error.code, Code::NoLabels, "{error}");
    let error = shop.engine().labels_pdf(OneBatch { batch_id: old }).await.expect_err("nothing to merge");
    assert_eq!(error.code, Code::NoLabels, "{error}");
}
