//! What a packer sees when the world misbehaves: the list stays, words say why.

use engine::Code;
use engine::wire::{
    BatchesQuery, ChooseStatuses, FindShipped, Nothing, OneOrder, PlanRequest, PreviewRequest,
    PrintJobsQuery, PrintRequest, PrintState, ProblemKind, ShipOptions,
};
use scenarios::window::Window;
use scenarios::{Shop, must};
use simulator::{BodyKind, Config, Endpoint, Fault, FaultKind, Trouble, printer_names};

#[tokio::test(start_paused = true)]
async fn the_last_known_orders_stay_when_the_platform_is_away() {
    let shop = Shop::with_orders(12).await;
    let away =
        |status| FaultKind::Status { status, body: BodyKind::Html, retry_after: None, after_work: false };
    for (what, code) in [
        (FaultKind::RefuseConnection, Code::Offline),
        (away(503), Code::PlatformTrouble),
        (FaultKind::NotJson, Code::Unreadable),
        (FaultKind::TruncatedJson, Code::Unreadable),
        (FaultKind::HugeBody { bytes: 50 * 1024 * 1024 }, Code::Unreadable),
        (away(404), Code::Unreadable),
    ] {
        shop.fault(Fault::always(Endpoint::Integrations, what.clone()));
        let error = shop.engine().sync().await.unwrap_err();
        assert_eq!(error.code, code, "{what:?}: {error}");
        assert!(!error.message.contains('<'), "no raw page in a message: {}", error.message);
        assert!(
            error.subject.is_some_and(|subject| subject.contains("/integrations")),
            "the endpoint is named"
        );
        let view = must(shop.engine().orders_list(Nothing {}).await);
        assert_eq!(view.orders.len(), 12, "the list stays");
        assert!(
            view.sync.last_complete_at.is_some() && view.sync.trouble.is_some(),
            "with its age and the trouble"
        );
        shop.platform.clear_faults();
    }
    shop.sync().await;
}

#[tokio::test(start_paused = true)]
async fn a_list_cut_off_midway_takes_no_order_away() {
    let config = Config { orders: 250, v2_page_size: 50, ..Config::test() };
    let shop = Shop::new(config).await;
    for what in [FaultKind::NotJson, FaultKind::RepeatedCursor] {
        shop.fault(Fault::nth(Endpoint::OrderList, 2, what));
        let _ = shop.engine().sync().await;
        assert_eq!(shop.open_orders().await.len(), 250);
        shop.platform.clear_faults();
    }
}

#[tokio::test(start_paused = true)]
async fn an_order_without_address_is_refused_in_words_before_money_is_spent() {
    let shop = Shop::with_orders(4).await;
    let number = shop.open_orders().await[2].number.clone();
    shop.platform.set_order(&number, |order| order.house_number = String::new());
    shop.sync().await;
    let orders: Vec<_> = shop.open_orders().await.iter().map(|order| order.id).collect();
    let plan = must(
        shop.engine().plan(PlanRequest { orders, options: ShipOptions::default(), anyway: Vec::new() }).await,
    );
    assert_eq!((plan.orders, plan.ready, plan.calls), (4, 3, 2));
    let line = plan.lines.iter().find(|line| line.left_out).unwrap();
    assert_eq!(
        (line.number.as_str(), line.problems[0].kind),
        (number.as_str(), ProblemKind::AddressIncomplete)
    );
    assert!(line.problems[0].message.contains("house number"), "{}", line.problems[0].message);
}

#[tokio::test(start_paused = true)]
async fn nothing_is_open_until_somebody_chose_and_closed_orders_never_are() {
    let config = Config { orders: 60, ..Config::practice() };
    let shop = Shop::new(config).await;
    let open = shop.open_orders().await;
    assert!(!open.is_empty());
    let statuses = must(shop.engine().statuses_list(Nothing {}).await);
    assert!(
        statuses.iter().any(|status| status.never_preselected && status.open == Some(false)),
        "{statuses:?}"
    );
    let one = open[0].integration_id;
    must(shop.engine().statuses_choose(ChooseStatuses { integration_id: one, open: Vec::new() }).await);
    assert!(
        shop.open_orders().await.iter().all(|order| order.integration_id != one),
        "none of that shop is open now"
    );
}

#[tokio::test(start_paused = true)]
async fn past_batches_are_found_and_printed_again_without_a_network() {
    let mut shop = Shop::with_orders(5).await;
    let batch = shop.ship_all().await;
    let detail = shop.done(batch).await;
    shop.fault(Fault::always(Endpoint::Any, FaultKind::RefuseConnection));
    shop.restart().await;
    let order = &detail.orders[3];
    let find = |text: &str| BatchesQuery {
        text: Some(text.to_owned()),
        before: None,
        limit: None,
        parcel_status: None,
    };
    for text in [&order.order_number, &order.name, &order.city, order.tracking_number.as_ref().unwrap()] {
        let found = must(shop.engine().batches_list(find(text)).await);
        assert_eq!(found.len(), 1, "found by {text:?}");
    }
    assert!(
        must(shop.engine().batches_list(find("no such \"thing\" OR *")).await).is_empty(),
        "odd texts find nothing"
    );
    let label_id = order.labels[0].id;
    let preview = must(shop.engine().label_preview(PreviewRequest { label_id, page: 0, dpi: 72 }).await);
    assert!(
        preview.width_px > 200 && preview.png_base64.len() > 1000,
        "{}x{}",
        preview.width_px,
        preview.height_px
    );
    let printer = Some(printer_names::LABEL.to_owned());
    let jobs =
        must(shop.engine().print(PrintRequest { batch_id: batch, labels: None, printer, sheet: None }).await);
    assert_eq!(jobs.len(), 5);
    let finished = |jobs: &[engine::wire::PrintJobInfo]| jobs.iter().all(|job| job.state == PrintState::Done);
    while !finished(&must(shop.engine().print_jobs(PrintJobsQuery::default()).await).jobs) {
        tokio::time::sleep(std::time::Duration::from_millis(100)).await;
    }
    let titles = shop.printed();
    let expected: Vec<String> =
        detail.orders.iter().map(|order| format!("Order {}", order.order_number)).collect();
    assert_eq!(titles, expected, "in the batch's order, each once");
    assert_eq!(shop.batch(batch).await.batch.counts.printed, 5);
}

#[tokio::test(start_paused = true)]
async fn labels_print_by_themselves_in_order_when_the_settings_say_so() {
    let config = Config { orders: 30, announce_ms: 100..=9_000, ..Config::test() };
    let shop = Shop::new(config).await;
    let mut settings = must(shop.engine().settings_get(Nothing {}).await);
    settings.auto_print = true;
    settings.label_printer = Some(printer_names::LABEL.to_owned());
    must(shop.engine().settings_set(settings).await);
    let batch = shop.ship_all().await;
    shop.until(batch, "all printed", |detail| detail.batch.counts.printed == 30).await;
    let titles = shop.printed();
    let expected: Vec<String> =
        shop.batch(batch).await.orders.iter().map(|order| format!("Order {}", order.order_number)).collect();
    assert_eq!(titles, expected, "each once, in the batch's order");
}

#[tokio::test(start_paused = true)]
async fn an_order_tells_its_story() {
    let shop = Shop::with_orders(2).await;
    let order = shop.open_orders().await[0].clone();
    let batch = shop.ship_all().await;
    shop.done(batch).await;
    shop.sync().await;
    let detail = must(shop.engine().order_detail(OneOrder { order_id: order.id }).await);
    assert_eq!(detail.attempts.len(), 1);
    assert!(
        detail.shipments.iter().any(|shipment| shipment.ours && shipment.active),
        "{:?}",
        detail.shipments
    );
    assert!(detail.address.iter().any(|line| line.contains(&order.postal_code)), "{:?}", detail.address);
}

#[tokio::test(start_paused = true)]
async fn a_batch_tells_which_orders_left_the_list_and_never_has_it_read_again() {
    let shop = Shop::with_orders(120).await;
    shop.platform.set_order(&shop.open_orders().await[3].number, |order| {
        order.trouble = Trouble::AnnouncementFails { detail: "No such street".into() };
    });
    shop.engine().flush_events().await;
    let mut window = Window::open(&shop).await;
    let batch = shop.ship_all().await;
    shop.done(batch).await;
    assert_eq!(
        window.wrong(&shop).await,
        Vec::<String>::new(),
        "the refused one is back, the others are gone"
    );
    assert_eq!(window.read_again, 0);
    let told_at_most = 10 * 20;
    assert!((1..told_at_most).contains(&window.messages), "{} messages", window.messages);
}

#[tokio::test(start_paused = true)]
async fn a_reading_tells_what_is_new_changed_or_gone_and_nothing_else() {
    let shop = Shop::with_orders(60).await;
    shop.engine().flush_events().await;
    let mut window = Window::open(&shop).await;
    shop.sync().await;
    assert_eq!(window.wrong(&shop).await, Vec::<String>::new());
    assert_eq!((window.read_again, window.messages), (0, 0), "nothing changed, nothing is told");

    let rows = shop.open_orders().await;
    shop.platform.set_order(&rows[7].number, |order| order.city = "Groningen".to_owned());
    shop.platform.edit_orders(|orders| {
        let mut added = orders[3].clone();
        added.order_number = "NEW-1".to_owned();
        (added.id, added.uuid) = (9_999_999, "6f1b5f0e-3a52-4a8e-9d46-0c7a0d9c1a11".to_owned());
        added.order_id = "new-1".to_owned();
        orders.retain(|order| order.order_number != rows[9].number);
        orders.push(added);
    });
    shop.sync().await;
    assert_eq!(window.wrong(&shop).await, Vec::<String>::new());
    assert_eq!(window.read_again, 0, "and never the whole list");
    let after = shop.open_orders().await;
    assert!(after.iter().any(|row| row.city == "Groningen"), "it moved");
    assert!(after.iter().any(|row| row.number == "NEW-1"), "it came");
    assert!(!after.iter().any(|row| row.number == rows[9].number), "it left the shop's list");
}

#[tokio::test(start_paused = true)]
async fn a_shipped_order_is_found_by_the_exact_number_that_was_scanned() {
    let shop = Shop::with_orders(12).await;
    let batch = shop.ship_all().await;
    let orders = shop.done(batch).await.orders;
    let order = orders[4].clone();
    let tracking = order.tracking_number.clone().unwrap();
    let found = async |text: &str| {
        let texts = vec!["another reading".to_owned(), text.to_owned()];
        must(shop.engine().find_shipped(FindShipped { texts }).await).map(|order| order.id)
    };
    for text in [
        tracking.as_str(),
        &tracking.to_lowercase(),
        &order.order_number,
        order.order_number.trim_start_matches('#'),
    ] {
        assert_eq!(found(text).await, Some(order.id), "{text}");
    }
    for text in ["", "#", &tracking[1..], &order.order_number[..3], "\" OR 1", &order.name] {
        assert_eq!(found(text).await, None, "{text:?} is no whole number of anything");
    }
}
