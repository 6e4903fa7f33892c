//! The person who runs the shops: every operation of the Integrations API through the station's commands, with its bad input.

#![expect(clippy::expect_used, reason = "a test's helper may")]

use std::time::Duration;

use base64::Engine as _;
use engine::wire::{
    ChangeIntegration, DeleteIntegration, HandedInOutcome, LogsQuery, Nothing, OneIntegration,
    OrderAtPlatform, OrdersApi, OrdersFile, ReplaceIntegration, ReportFailure, ServicePoints, Settings,
    ShopOrdersQuery,
};
use engine::{AppError, Code};
use scenarios::{Shop, must};
use serde_json::Value;
use simulator::{BodyKind, Config, Endpoint, Fault, FaultKind, Profile};

const SHOP: i64 = 70;

fn replacement() -> ReplaceIntegration {
    ReplaceIntegration {
        integration_id: SHOP,
        name: "Tulpenhof Amsterdam".to_owned(),
        url: "https://tulpenhof.example.com".to_owned(),
        service_points: true,
        service_point_carriers: vec!["postnl".to_owned(), " dhl ".to_owned()],
        webhook_active: true,
        webhook_url: "https://tulpenhof.example.com/hook".to_owned(),
    }
}

fn nothing_changed() -> ChangeIntegration {
    ChangeIntegration {
        integration_id: SHOP,
        name: None,
        url: None,
        service_points: None,
        webhook_active: None,
        webhook_url: None,
    }
}

fn everything(order_number: Option<&str>) -> ShopOrdersQuery {
    ShopOrdersQuery {
        integration_id: SHOP,
        from: None,
        to: None,
        order_number: order_number.map(str::to_owned),
        external_order_id: None,
        external_shipment_id: None,
        shipping_rules: false,
        sender_address_id: None,
    }
}

fn refused<T: std::fmt::Debug>(result: Result<T, AppError>) -> (Code, Option<String>) {
    let error = result.expect_err("it must be refused");
    assert!(!error.message.trim().is_empty(), "in words");
    (error.code, error.subject)
}

async fn first_order(shop: &Shop) -> OrderAtPlatform {
    must(shop.engine().shop_orders(everything(None)).await).orders.remove(0).at
}

#[tokio::test(start_paused = true)]
async fn a_shops_health_and_settings_are_seen_and_changed() {
    let shop = Shop::with_orders(3).await;
    let seen = must(shop.engine().integrations_list(Nothing {}).await);
    assert_eq!((seen.orders_api, seen.integrations.len()), (OrdersApi::V2, 1));
    let changed = must(shop.engine().integration_replace(replacement()).await);
    assert_eq!((changed.name.as_str(), changed.service_points), ("Tulpenhof Amsterdam", true));
    assert_eq!(changed.service_point_carriers, ["postnl", "dhl"], "without the blanks");
    let listed = must(shop.engine().orders_list(Nothing {}).await);
    assert_eq!(listed.shops[0].name, "Tulpenhof Amsterdam", "the station calls it so at once");
    let off = ChangeIntegration { webhook_active: Some(false), ..nothing_changed() };
    let switched = must(shop.engine().integration_change(off).await);
    assert_eq!(
        (switched.webhook_active, switched.name.as_str()),
        (false, "Tulpenhof Amsterdam"),
        "one thing alone"
    );
    let again = must(shop.engine().integration_get(OneIntegration { integration_id: SHOP }).await);
    assert_eq!(again, switched);
}

#[tokio::test(start_paused = true)]
async fn what_the_specification_forbids_is_said_at_its_field_and_sent_nowhere() {
    let shop = Shop::with_orders(1).await;
    let before = shop.platform.requests().len();
    for (field, wrong) in [
        ("name", ReplaceIntegration { name: " ".to_owned(), ..replacement() }),
        ("name", ReplaceIntegration { name: "x".repeat(251), ..replacement() }),
        ("url", ReplaceIntegration { url: "tulpenhof".to_owned(), ..replacement() }),
        (
            "service_point_carriers",
            ReplaceIntegration { service_point_carriers: Vec::new(), ..replacement() },
        ),
        ("webhook_url", ReplaceIntegration { webhook_url: String::new(), ..replacement() }),
    ] {
        let answer = refused(shop.engine().integration_replace(wrong).await);
        assert_eq!(answer, (Code::BadRequest, Some(field.to_owned())));
    }
    let points = Some(ServicePoints { enabled: true, carriers: vec![String::new()] });
    let empty = ChangeIntegration { service_points: points, ..nothing_changed() };
    assert_eq!(refused(shop.engine().integration_change(empty).await).0, Code::BadRequest);
    assert_eq!(refused(shop.engine().integration_change(nothing_changed()).await).0, Code::BadRequest);
    assert_eq!(shop.platform.requests().len(), before, "the platform was not asked");
    let gone = OneIntegration { integration_id: 9 };
    assert_eq!(refused(shop.engine().integration_get(gone).await).0, Code::NotFound);
}

#[tokio::test(start_paused = true)]
async fn a_shop_is_disconnected_only_by_its_name_and_never_under_a_batch() {
    let shop = Shop::with_orders(4).await;
    let delete = |name: &str| DeleteIntegration { integration_id: SHOP, typed_name: name.to_owned() };
    let wrong = refused(shop.engine().integration_delete(delete("Tulp")).await);
    assert_eq!(wrong, (Code::BadRequest, Some("typed_name".to_owned())));
    let name = must(shop.engine().integrations_list(Nothing {}).await).integrations.remove(0).name;
    shop.fault(Fault::nth(Endpoint::Create, 1, FaultKind::LoseReplyLate { ms: 60_000 }));
    let batch = shop.ship_all().await;
    shop.settled(batch).await;
    assert_eq!(
        refused(shop.engine().integration_delete(delete(&name)).await).0,
        Code::BadRequest,
        "a search runs"
    );
    shop.done(batch).await;
    let left = must(shop.engine().integration_delete(delete(&name)).await);
    assert!(left.integrations.is_empty());
    assert!(must(shop.engine().orders_list(Nothing {}).await).shops.is_empty(), "the list follows");
    assert_eq!(shop.counts(batch).await.labelled, 4, "labels that were made stay");
}

#[tokio::test(start_paused = true)]
async fn a_shops_orders_are_listed_by_day_number_and_id() {
    let shop = Shop::with_orders(30).await;
    let all = must(shop.engine().shop_orders(everything(None)).await);
    assert_eq!((all.orders.len(), all.more, all.unreadable), (30, false, 0));
    let one = &all.orders[3].at;
    let by_number = must(shop.engine().shop_orders(everything(Some(&one.order_number))).await);
    assert_eq!(by_number.orders.iter().map(|order| &order.at).collect::<Vec<_>>(), [one]);
    let by_id = ShopOrdersQuery { external_order_id: one.external_order_id.clone(), ..everything(None) };
    assert_eq!(must(shop.engine().shop_orders(by_id).await).orders.len(), 1);
    let long_ago = ShopOrdersQuery { to: Some("2020-01-01".to_owned()), ..everything(None) };
    assert!(must(shop.engine().shop_orders(long_ago).await).orders.is_empty());
    let no_day = ShopOrdersQuery { from: Some("yesterday".to_owned()), ..everything(None) };
    assert_eq!(refused(shop.engine().shop_orders(no_day).await), (Code::BadRequest, Some("from".to_owned())));
    let with_rules =
        ShopOrdersQuery { shipping_rules: true, sender_address_id: Some(17), ..everything(None) };
    assert_eq!(must(shop.engine().shop_orders(with_rules).await).orders.len(), 30);
}

#[tokio::test(start_paused = true)]
async fn an_order_is_taken_out_and_not_while_it_is_being_shipped() {
    let shop = Shop::with_orders(3).await;
    let at = first_order(&shop).await;
    shop.fault(Fault::nth(Endpoint::Create, 1, FaultKind::LoseReplyLate { ms: 60_000 }));
    let id =
        shop.open_orders().await.iter().find(|order| order.number == at.order_number).map(|order| order.id.0);
    let batch = must(shop.try_ship(id.into_iter().collect()).await);
    shop.settled(batch).await;
    assert_eq!(
        refused(shop.engine().shop_order_delete(at.clone()).await).0,
        Code::BadRequest,
        "its outcome is unknown"
    );
    shop.done(batch).await;
    must(shop.engine().shop_order_delete(at.clone()).await);
    assert!(must(shop.engine().shop_orders(everything(Some(&at.order_number))).await).orders.is_empty());
    assert!(shop.open_orders().await.iter().all(|order| order.number != at.order_number));
    assert_eq!(refused(shop.engine().shop_order_delete(at).await).0, Code::NotFound, "it is gone already");
}

#[tokio::test(start_paused = true)]
async fn an_address_is_corrected_and_everything_else_stays() {
    let shop = Shop::with_orders(3).await;
    let at = first_order(&shop).await;
    let before = shop.platform.orders().into_iter().find(|order| order.order_number == at.order_number);
    let mut form = must(shop.engine().shop_order_form(at.clone()).await);
    form.street = "Nieuwe Gracht".to_owned();
    form.weight_grams = Some(1_250);
    form.length = "20,5".to_owned();
    let told = must(shop.engine().shop_order_correct(form.clone()).await);
    assert_eq!((told.outcome, told.errors.len()), (HandedInOutcome::Updated, 0));
    let after = shop.platform.orders().into_iter().find(|order| order.order_number == at.order_number);
    let (before, after) = (before.expect("it was there"), after.expect("it is the same order"));
    assert_eq!((after.address.as_str(), after.weight.as_deref()), ("Nieuwe Gracht", Some("1.250")));
    assert_eq!(
        (&after.order_id, &after.city, after.items.len()),
        (&before.order_id, &before.city, before.items.len())
    );
    assert_eq!(shop.platform.orders().len(), 3, "no second order");
    let row = shop.open_orders().await.into_iter().find(|order| order.number == at.order_number);
    assert_eq!(row.and_then(|row| row.weight_grams), Some(1_250), "the list shows it at once");
    let stale = refused(shop.engine().shop_order_correct(form).await);
    assert_eq!(stale, (Code::BadRequest, Some("version".to_owned())), "somebody else was faster");
}

#[tokio::test(start_paused = true)]
async fn a_correction_that_cannot_be_is_refused_in_words() {
    let shop = Shop::with_orders(2).await;
    let form = must(shop.engine().shop_order_form(first_order(&shop).await).await);
    let wrong = [
        ("city", {
            let mut f = form.clone();
            f.city.clear();
            f
        }),
        ("country", {
            let mut f = form.clone();
            f.country = "Nederland".to_owned();
            f
        }),
        ("email", {
            let mut f = form.clone();
            f.email = "nobody".to_owned();
            f
        }),
        ("width", {
            let mut f = form.clone();
            f.width = "wide".to_owned();
            f
        }),
        ("items", {
            let mut f = form.clone();
            f.items.clear();
            f
        }),
    ];
    for (field, wrong) in wrong {
        let answer = refused(shop.engine().shop_order_correct(wrong).await);
        assert_eq!(answer, (Code::BadRequest, Some(field.to_owned())));
    }
    let nobody = OrderAtPlatform { order_number: "#404".to_owned(), ..form.at };
    assert_eq!(refused(shop.engine().shop_order_form(nobody).await).0, Code::NotFound);
}

#[tokio::test(start_paused = true)]
async fn accounts_that_are_no_partners_are_told_so() {
    let shop = Shop::new(Config { orders: 2, upsert_allowed: false, ..Config::test() }).await;
    let mut form = must(shop.engine().shop_order_form(first_order(&shop).await).await);
    form.city = "Delft".to_owned();
    let error = shop.engine().shop_order_correct(form).await.expect_err("it may not");
    assert_eq!(error.code, Code::Forbidden);
    assert!(error.hint.is_some_and(|hint| hint.contains("partner")), "and why");
    let result = must(
        shop.engine()
            .orders_import(file("order_number,name,address,postal_code,city,country\n1,A,B,1,C,NL\n"))
            .await,
    );
    assert_eq!(result.orders[0].outcome, HandedInOutcome::NotSent);
    assert!(result.trouble.is_some());
}

fn file(text: &str) -> OrdersFile {
    OrdersFile { integration_id: SHOP, file_base64: base64::engine::general_purpose::STANDARD.encode(text) }
}

/// `count` orders, numbered from 1; the rows named in `bad` have no country.
fn csv(count: usize, bad: &[usize]) -> String {
    let row = |nth: usize| {
        let country = if bad.contains(&nth) { "Nederland" } else { "NL" };
        format!("CSV-{nth},Jan,Dam,1,1012 JS,Amsterdam,{country},Tulips,2,1.50")
    };
    let head =
        "order_number,name,address,house_number,postal_code,city,country,description,quantity,item_value";
    std::iter::once(head.to_owned()).chain((1..=count).map(row)).collect::<Vec<_>>().join("\n")
}

#[tokio::test(start_paused = true)]
async fn a_csv_file_is_looked_at_first_and_then_handed_in_by_the_hundred() {
    let shop = Shop::with_orders(2).await;
    let text = csv(250, &[7, 205]);
    let preview = must(shop.engine().orders_preview(file(&text)).await);
    assert_eq!((preview.orders.len(), preview.calls), (248, 3));
    let lines: Vec<u32> = preview.troubles.iter().map(|trouble| trouble.line).collect();
    assert_eq!(lines, [8, 206], "as a spreadsheet counts");
    assert_eq!(preview.troubles[0].column.as_deref(), Some("country"));
    assert_eq!(shop.platform.orders().len(), 2, "looking hands nothing in");
    let result = must(shop.engine().orders_import(file(&text)).await);
    assert_eq!(result.trouble, None);
    let created = result.orders.iter().filter(|order| order.outcome == HandedInOutcome::Created).count();
    assert_eq!((created, shop.platform.orders().len()), (248, 250));
    let again = must(shop.engine().orders_preview(file(&text)).await);
    assert!(again.orders.iter().all(|order| order.known), "now they would be changes");
    tokio::time::sleep(Duration::from_secs(5)).await;
    let updated = must(shop.engine().orders_import(file(&csv(1, &[]))).await);
    assert_eq!(updated.orders[0].outcome, HandedInOutcome::Updated);
    assert_eq!(shop.platform.orders().len(), 250, "and not a second time");
}

#[tokio::test(start_paused = true)]
async fn an_import_that_breaks_says_what_became_of_every_order() {
    let shop = Shop::with_orders(1).await;
    // The second call of three.
    shop.fault(Fault::nth(Endpoint::Other, 2, FaultKind::LoseReply));
    let result = must(shop.engine().orders_import(file(&csv(250, &[]))).await);
    let count = |outcome| result.orders.iter().filter(|order| order.outcome == outcome).count();
    assert_eq!(
        (count(HandedInOutcome::Created), count(HandedInOutcome::Unknown), count(HandedInOutcome::NotSent)),
        (100, 100, 50)
    );
    assert!(result.trouble.is_some(), "and why it stopped");
    shop.platform.clear_faults();
    let again = must(shop.engine().orders_import(file(&csv(250, &[]))).await);
    assert!(again.trouble.is_none());
    assert_eq!(shop.platform.orders().len(), 251, "handing them in again is safe");
}

#[tokio::test(start_paused = true)]
async fn a_file_that_is_no_csv_is_refused() {
    let shop = Shop::with_orders(1).await;
    let preview = must(shop.engine().orders_preview(file("%PDF-1.7")).await);
    assert!(preview.orders.is_empty() && preview.troubles.len() == 1);
    let broken = OrdersFile { integration_id: SHOP, file_base64: "***".to_owned() };
    assert_eq!(refused(shop.engine().orders_preview(broken).await).0, Code::BadRequest);
    let saved = must(shop.engine().orders_template(Nothing {}).await);
    let template = std::fs::read_to_string(&saved.path).expect("it is there");
    assert_eq!(must(shop.engine().orders_preview(file(&template)).await).orders.len(), 1);
}

async fn with_logs() -> Shop {
    let profile = Profile { failing_shop: Some(70), ..Profile::plain() };
    Shop::new(Config { orders: 2, profile, ..Config::test() }).await
}

fn logs_of(integration_id: Option<i64>, text: Option<&str>, limit: u32) -> LogsQuery {
    LogsQuery { integration_id, text: text.map(str::to_owned), limit }
}

#[tokio::test(start_paused = true)]
async fn exception_logs_are_read_filtered_and_without_secrets() {
    let shop = with_logs().await;
    let all = must(shop.engine().integration_logs(logs_of(None, None, 1_000)).await);
    assert!(all.rows.len() > 1 && !all.more, "{}", all.rows.len());
    let page = must(shop.engine().integration_logs(logs_of(Some(SHOP), None, 1)).await);
    assert_eq!((page.rows.len(), page.more), (1, true), "there are older ones");
    let name = must(shop.engine().integrations_list(Nothing {}).await).integrations.remove(0).name;
    assert_eq!(page.rows[0].shop.as_deref(), Some(name.as_str()));
    let none = must(shop.engine().integration_logs(logs_of(None, Some("no such words"), 100)).await);
    assert!(none.rows.is_empty());
    let shown = format!("{all:?}").to_lowercase();
    for log in shop.platform.logs() {
        for secret in secrets(&serde_json::to_value(&log).expect("logs are JSON")) {
            assert!(!shown.contains(&secret.to_lowercase()), "a secret is shown: {secret}");
        }
    }
}

/// Values of headers and fields whose names say that they are secret.
fn secrets(value: &Value) -> Vec<String> {
    let Value::Object(fields) = value else {
        return value.as_array().into_iter().flatten().flat_map(secrets).collect();
    };
    let named = |name: &str| {
        ["authorization", "cookie", "token", "secret"].iter().any(|word| name.to_lowercase().contains(word))
    };
    let of = |(name, value): (&String, &Value)| match value.as_str() {
        Some(text) if named(name) && text.len() > 6 => vec![text.to_owned()],
        _ => secrets(value),
    };
    fields.iter().flat_map(of).collect()
}

#[tokio::test(start_paused = true)]
async fn a_failure_is_reported_by_hand_and_by_itself_only_when_wished() {
    let shop = Shop::with_orders(2).await;
    let report = |message: &str| ReportFailure { integration_id: SHOP, message: message.to_owned() };
    assert_eq!(refused(shop.engine().log_report(report(" ")).await).0, Code::BadRequest);
    let log = must(shop.engine().log_report(report("The labels come out empty")).await);
    assert_eq!(log.message.as_deref(), Some("The labels come out empty"));
    assert_eq!(shop.platform.logs().len(), 1);

    let broken =
        FaultKind::Status { status: 404, body: BodyKind::Json, retry_after: None, after_work: false };
    shop.fault(Fault::always(Endpoint::OrderList, broken));
    let _ = shop.engine().sync().await;
    assert_eq!(shop.platform.logs().len(), 1, "not unasked");
    let settings = Settings { report_failures: true, ..Settings::default() };
    must(shop.engine().settings_set(settings).await);
    shop.platform.clear_faults();
    shop.sync().await;
    let broken =
        FaultKind::Status { status: 404, body: BodyKind::Json, retry_after: None, after_work: false };
    shop.fault(Fault::always(Endpoint::OrderList, broken));
    for _ in 0..3 {
        let _ = shop.engine().sync().await;
    }
    assert_eq!(shop.platform.logs().len(), 2, "once for this trouble, not with every sync");
}

#[tokio::test(start_paused = true)]
async fn an_account_without_v2_is_served_by_v3() {
    let shop = Shop::new(Config { orders: 4, v2_available: false, ..Config::test() }).await;
    let view = must(shop.engine().integrations_list(Nothing {}).await);
    assert_eq!((view.orders_api, view.integrations.len()), (OrdersApi::V3, 1));
    assert_eq!(must(shop.engine().shop_orders(everything(None)).await).orders.len(), 4);
    let batch = shop.ship_all().await;
    assert_eq!(shop.done(batch).await.batch.counts.labelled, 4);
    assert_eq!(refused(shop.engine().integration_replace(replacement()).await).0, Code::Forbidden);
    assert_eq!(refused(shop.engine().integration_logs(logs_of(None, None, 10)).await).0, Code::Forbidden);
}

#[tokio::test(start_paused = true)]
async fn v2_ends_in_the_middle_of_a_batch_and_no_order_is_bought_twice() {
    let shop = Shop::with_orders(30).await;
    let busy = FaultKind::Status {
        status: 429,
        body: BodyKind::Json,
        retry_after: Some("20".to_owned()),
        after_work: false,
    };
    shop.fault(Fault::nth(Endpoint::Create, 3, busy));
    let batch = shop.ship_all().await;
    tokio::time::sleep(Duration::from_secs(2)).await;
    shop.platform.configure(|config| config.v2_available = false);
    shop.sync().await;
    assert_eq!(must(shop.engine().integrations_list(Nothing {}).await).orders_api, OrdersApi::V3);
    shop.sync().await;
    let open = shop.open_orders().await;
    assert!(
        open.iter().all(|order| order.problems.iter().any(|problem| problem.blocks)),
        "the same orders, the same claims: {open:?}"
    );
    assert_eq!(shop.done(batch).await.batch.counts.labelled, 30);
    shop.sync().await;
    assert!(shop.try_ship(shop.open_orders().await.iter().map(|order| order.id.0).collect()).await.is_err());
    assert_eq!(shop.platform.labels_charged(), 30);
    shop.assert_no_second_label();
}

#[tokio::test(start_paused = true)]
async fn a_partners_id_is_a_uuid_or_nothing() {
    let shop = Shop::with_orders(1).await;
    let with = |partner: &str| Settings { partner_id: Some(partner.to_owned()), ..Settings::default() };
    let answer = refused(shop.engine().settings_set(with("acme")).await);
    assert_eq!(answer, (Code::BadRequest, Some("partner_id".to_owned())));
    must(shop.engine().settings_set(with("550e8400-e29b-41d4-a716-446655440000")).await);
    must(shop.engine().settings_set(Settings::default()).await);
}
