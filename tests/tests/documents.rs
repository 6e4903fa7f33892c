//! Packing slips and invoices of Wemasy's orders: made in the background, checked, stored, saved as files.
#![expect(clippy::panic, clippy::expect_used, reason = "a test's helpers may")]

use std::time::Duration;

use engine::Code;
use engine::wire::{DocumentKind, DocumentProgress, DocumentRequest, DocumentState, OrderRow};
use scenarios::{Shop, must};
use simulator::{Config, Endpoint, Fault, FaultKind, NotPdf, WemasyConfig};
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
