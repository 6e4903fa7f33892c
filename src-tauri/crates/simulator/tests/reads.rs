//! Reading orders, shipments and documents.
#![expect(clippy::unwrap_used, clippy::expect_used, reason = "a test fails by panicking")]

mod common;

use std::collections::BTreeSet;

use common::{get, platform, post, send, ship, text};
use serde_json::{Value, json};
use simulator::{AfterLabel, Config, LinksShops, Platform, RetryAfter, WireRequest};

/// Every page of a v2 list, by its `next` links.
fn all_orders(platform: &Platform, target: &str) -> Vec<Value> {
    let (mut orders, mut target) = (Vec::new(), target.to_owned());
    loop {
        let got = get(platform, &target);
        assert_eq!(got.status, 200, "{target}");
        orders.extend(got.json["results"].as_array().unwrap().clone());
        let Some(next) = got.json["next"].as_str() else { return orders };
        target = next
            .strip_prefix("https://panel.sendcloud.sc")
            .expect("absolute, on the platform's host")
            .to_owned();
    }
}

fn numbers(orders: &[Value]) -> BTreeSet<&str> {
    orders.iter().map(|order| text(&order["order_number"])).collect()
}

#[test]
fn the_order_list_has_pages_filters_and_documented_errors() {
    let (platform, _clock) = platform(Config { orders: 250, ..Config::test() });
    let all = all_orders(&platform, "/api/v2/integrations/70/shipments");
    assert_eq!((all.len(), numbers(&all).len()), (250, 250), "three pages, nothing twice");
    let (one, two) = (platform.orders().remove(3), platform.orders().remove(7));
    let filtered =
        |query: String| all_orders(&platform, &format!("/api/v2/integrations/70/shipments?{query}"));
    assert_eq!(filtered(format!("order_number=%23{}", &one.order_number[1..])).len(), 1);
    let ids = format!("external_order_ids={}&external_order_ids={}", one.order_id, two.order_id);
    assert_eq!(filtered(ids).len(), 2, "an array is a repeated parameter");
    let recent = filtered("start_date=2026-11-20".to_owned());
    assert!((10..240).contains(&recent.len()), "only the newest: {}", recent.len());
    assert_eq!(filtered("end_date=2026-11-01".to_owned()).len(), 0);
    let unknown = get(&platform, "/api/v2/integrations/999/shipments");
    assert_eq!(unknown.status, 404);
    assert_eq!(
        unknown.json,
        json!({"error": {"code": 404, "request": "api/v2/integrations/999/shipments",
            "message": "No Integration matches the given query."}})
    );
    assert_eq!(get(&platform, "/api/v2/integrations/70/shipments?start_date=soon").status, 400);
    assert!(get(&platform, "/api/v2/integrations").json.is_array(), "a bare array");
}

#[test]
fn some_orders_leave_the_list_once_they_have_a_label_and_some_do_not() {
    let (platform, clock) = platform(Config { announce_ms: 500..=500, ..Config::test() });
    let orders = platform.orders();
    let habits = [AfterLabel::Stays, AfterLabel::StaysFulfilled, AfterLabel::LeavesFulfilled];
    for (order, habit) in orders.iter().zip(habits) {
        platform.set_order(&order.order_number, |o| o.after_label = habit);
    }
    ship(&platform, &[&orders[0], &orders[1], &orders[2]]);
    assert_eq!(
        all_orders(&platform, "/api/v2/integrations/70/shipments").len(),
        40,
        "not before the label is ready"
    );
    clock.pass_ms(500);
    let listed = all_orders(&platform, "/api/v2/integrations/70/shipments");
    let status = |number: &str| {
        let found = listed.iter().find(|o| o["order_number"] == number);
        found.map(|o| text(&o["order_status"]["id"]).to_owned())
    };
    assert_eq!(status(&orders[0].order_number).as_deref(), Some("unfulfilled"));
    assert_eq!(status(&orders[1].order_number).as_deref(), Some("fulfilled"));
    assert_eq!(status(&orders[2].order_number), None);
}

#[test]
fn new_shipments_are_seen_by_id_at_once_and_in_lists_later() {
    let (platform, clock) = platform(Config { listed_after_ms: 2000..=2000, ..Config::test() });
    let order = platform.orders().remove(0);
    let got = ship(&platform, &[&order]);
    let (shipment, parcel) =
        (text(&got.data()[0]["shipment_id"]).to_owned(), got.data()[0]["parcel_id"].clone());
    let count = |query: &str| get(&platform, &format!("/api/v3/shipments?{query}")).data().len();
    let by_number = format!("order_number=%23{}", &order.order_number[1..]);
    let lists = [by_number.as_str(), "updated_after=2026-11-21T07:00:00Z", "integration_id=70", ""];
    let ids = [format!("shipment_uuids={shipment}"), format!("ids={parcel}")];
    assert_eq!(get(&platform, &format!("/api/v3/shipments/{shipment}")).status, 200);
    assert!(ids.iter().all(|query| count(query) == 1), "by id at once");
    assert!(lists.iter().all(|query| count(query) == 0), "in no list yet");
    clock.pass_ms(2000);
    assert!(lists.iter().all(|query| count(query) == 1), "then everywhere");
}

#[test]
fn announcing_ends_with_tracking_and_documents() {
    let (platform, clock) = platform(Config { announce_ms: 3000..=3000, ..Config::test() });
    let order = platform.orders().remove(0);
    platform.set_order(&order.order_number, |o| "GB".clone_into(&mut o.country));
    let got = ship(&platform, &[&order]);
    let (id, parcel) = (text(&got.data()[0]["shipment_id"]).to_owned(), got.data()[0]["parcel_id"].clone());
    let document = |kind: &str| get(&platform, &format!("/api/v3/parcels/{parcel}/documents/{kind}"));
    let read = || get(&platform, &format!("/api/v3/shipments/{id}")).json["data"]["parcels"][0].clone();
    let early = read();
    assert_eq!(early["status"], json!({"code": "ANNOUNCING", "message": "Being announced"}));
    assert_eq!(
        (&early["documents"], &early["announced_at"], &early["tracking_number"]),
        (&json!([]), &Value::Null, &json!(""))
    );
    assert_eq!(document("label").status, 404);
    clock.pass_ms(3000);
    let ready = read();
    assert_eq!(ready["status"]["code"], "READY_TO_SEND");
    assert!(text(&ready["tracking_number"]).len() > 8 && ready["announced_at"].is_string());
    let types: Vec<&str> = ready["documents"].as_array().unwrap().iter().map(|d| text(&d["type"])).collect();
    assert_eq!(types, ["label", "cn23"], "customs papers outside the union");
    assert!(document("label").bytes.starts_with(b"%PDF-"));
    assert!(document("customs-declaration").bytes.starts_with(b"%PDF-"));
    assert_eq!(document("air-waybill").status, 404);
    assert_eq!(document("receipt").status, 400);
}

#[test]
fn document_formats_follow_accept_and_dpi() {
    let (platform, _clock) = platform(Config::test());
    let order = platform.orders().remove(0);
    let parcel = ship(&platform, &[&order]).data()[0]["parcel_id"].clone();
    let ask = |mime: &str, query: &str| {
        let target = format!("/api/v3/parcels/{parcel}/documents/label{query}");
        send(&platform, &WireRequest::new("GET", &target).accept(mime))
    };
    let png = ask("image/png", "?dpi=150");
    assert_eq!((png.status, png.header("content-type")), (200, Some("image/png")));
    assert!(png.bytes.starts_with(b"\x89PNG"), "a picture");
    assert!(ask("application/zpl", "?dpi=600").bytes.starts_with(b"^XA"));
    assert_eq!(ask("application/pdf", "?dpi=72").header("content-type"), Some("application/pdf"));
    for (mime, query) in [("application/pdf", "?dpi=300"), ("image/png", "?dpi=72"), ("image/png", "?dpi=x")]
    {
        assert_eq!(ask(mime, query).status, 400, "{mime} {query}");
    }
    assert_eq!(ask("text/csv", "").status, 406);
    let several =
        get(&platform, &format!("/api/v3/parcel-documents/label?parcels={parcel}&parcels={parcel}"));
    assert!(several.bytes.starts_with(b"%PDF-"), "the bulk form merges");
    assert_eq!(
        get(&platform, "/api/v3/parcels/1/documents/label").json["errors"][0]["detail"],
        "No Parcel matches the given query."
    );
}

#[test]
fn shipments_come_in_pages_with_links_with_and_without_api() {
    let (platform, _clock) = platform(Config { orders: 60, ..Config::test() });
    for part in platform.orders().chunks(20) {
        ship(&platform, &part.iter().collect::<Vec<_>>());
    }
    let (mut seen, mut links, mut query) = (BTreeSet::new(), Vec::new(), "page_size=25".to_owned());
    loop {
        let got = get(&platform, &format!("/api/v3/shipments?{query}"));
        let before = seen.len();
        seen.extend(got.data().iter().map(|s| text(&s["id"]).to_owned()));
        assert_eq!(seen.len() - before, got.data().len(), "nothing twice");
        let next = got
            .header("link")
            .into_iter()
            .flat_map(|link| link.split(", "))
            .find(|l| l.ends_with("rel=\"next\""));
        let Some(next) = next else { break };
        links.push(next.to_owned());
        let cursor = next.split("cursor=").nth(1).unwrap().split(['&', '>']).next().unwrap();
        query = format!("page_size=25&cursor={cursor}");
    }
    assert_eq!(seen.len(), 60);
    assert_eq!(
        links.iter().filter(|link| link.contains("/api/v3/")).count(),
        1,
        "the next ones lack /api: {links:?}"
    );
    assert_eq!(get(&platform, "/api/v3/shipments").data().len(), 40, "the default page");
    assert_eq!(
        get(&platform, "/api/v3/shipments?cursor=invented").json["errors"][0]["detail"],
        "Invalid cursor"
    );
    assert_eq!(get(&platform, "/api/v3/shipments?updated_after=yesterday").status, 400);
    let many: Vec<String> = (0..101).map(|n| n.to_string()).collect();
    assert_eq!(
        get(&platform, &format!("/api/v3/shipments?ids={}", many.join(","))).status,
        400,
        "at most 100"
    );
}

#[test]
fn updated_after_is_exclusive_and_follows_the_parcel() {
    let (platform, clock) = platform(Config { announce_ms: 5000..=5000, ..Config::test() });
    ship(&platform, &[&platform.orders().remove(0)]);
    let count =
        |after: &str| get(&platform, &format!("/api/v3/shipments?updated_after={after}")).data().len();
    assert_eq!(count("2026-11-21T07:59:59.999Z"), 1);
    assert_eq!(count("2026-11-21T08:00:00Z"), 0, "exclusive");
    clock.pass_ms(5000);
    assert_eq!(count("2026-11-21T08:00:00Z"), 1, "being announced was an update");
    assert_eq!(count("2026-11-21T09:00:05%2B01:00"), 0, "with an offset");
}

#[test]
fn the_shop_filter_finds_shipments_or_not() {
    let counts = [(LinksShops::Always, 40), (LinksShops::Never, 0)];
    for (links_shops, expected) in counts {
        let (platform, _clock) = platform(Config { links_shops, ..Config::test() });
        for part in platform.orders().chunks(20) {
            ship(&platform, &part.iter().collect::<Vec<_>>());
        }
        let found = get(&platform, "/api/v3/shipments?integration_id=70&page_size=100").data().len();
        assert_eq!(found, expected, "{links_shops:?}");
        assert_eq!(
            get(&platform, "/api/v3/shipments?page_size=100").data().len(),
            40,
            "without filter all are there"
        );
    }
}

#[test]
fn cancelling_is_queued_then_done_then_refused() {
    let (platform, clock) = platform(Config { cancel_ms: 4000..=4000, ..Config::test() });
    let got = ship(&platform, &[&platform.orders().remove(0)]);
    let id = text(&got.data()[0]["shipment_id"]).to_owned();
    let cancel =
        |id: &str| send(&platform, &WireRequest::new("POST", &format!("/api/v3/shipments/{id}/cancel")));
    let status = || get(&platform, &format!("/api/v3/shipments/{id}")).json["data"]["parcels"][0].clone();
    let queued = cancel(&id);
    assert_eq!((queued.status, text(&queued.json["data"]["status"])), (202, "queued"));
    assert_eq!(status()["status"]["code"], "CANCELLING");
    assert_eq!(cancel(&id).status, 409, "already being cancelled");
    clock.pass_ms(4000);
    assert_eq!(status()["status"]["code"], "CANCELLED");
    assert_eq!(
        status()["documents"].as_array().map(Vec::len),
        Some(1),
        "a cancelled parcel still lists its label"
    );
    assert_eq!(cancel(&id).status, 409);
    assert_eq!(cancel("nobody").json["errors"][0]["code"], "not_found");
    assert!(!platform.shipments()[0].is_active());
    platform.announce_fail_next("No.");
    let failed = ship(&platform, &[&platform.orders().remove(1)]);
    let id = text(&failed.data()[0]["shipment_id"]).to_owned();
    assert_eq!(get(&platform, &format!("/api/v3/shipments/{id}")).status, 200);
    assert_eq!(cancel(&id).status, 200, "a failed one is cancelled at once");
}

#[test]
fn a_label_made_in_the_panel_is_seen_like_any_other() {
    let (platform, _clock) =
        platform(Config { listed_after_ms: 9000..=9000, announce_ms: 9000..=9000, ..Config::test() });
    let number = platform.orders()[5].order_number.clone();
    let id = platform.make_label_elsewhere(&number).unwrap();
    let got = get(&platform, &format!("/api/v3/shipments?order_number=%23{}", &number[1..]));
    assert_eq!(got.data()[0]["id"], json!(id));
    assert_eq!(got.data()[0]["parcels"][0]["status"]["code"], "READY_TO_SEND", "at once");
    assert_eq!(platform.make_label_elsewhere("nobody's"), None);
}

#[test]
fn the_v3_order_list_knows_its_filters() {
    let (platform, _clock) = platform(Config::practice());
    platform.configure(|config| config.limits = simulator::Limits::unlimited());
    let all = get(&platform, "/api/v3/orders?page_size=200");
    assert_eq!(all.data().len(), 200);
    assert!(all.header("link").is_some_and(|link| link.contains("rel=\"next\"")));
    let shop = get(&platform, "/api/v3/orders?integration=72&page_size=200");
    assert!(
        shop.data().iter().all(|o| o["order_details"]["integration"]["id"] == 72) && !shop.data().is_empty()
    );
    let order = &shop.data()[0];
    assert!(order["id"].is_string() && order["shipping_address"]["city"].is_string());
    assert_eq!(get(&platform, "/api/v3/orders?integration=9").json["errors"][0]["code"], "invalid_choice");
}

#[test]
fn strangers_and_strange_requests_are_answered_as_documented() {
    let (platform, _clock) = platform(Config::test());
    let mut wire = WireRequest::new("GET", "/api/v3/shipments");
    wire.authorised = false;
    let got = send(&platform, &wire);
    assert_eq!((got.status, text(&got.json["errors"][0]["code"])), (401, "authentication_failed"));
    wire.path = "/api/v2/integrations".to_owned();
    assert_eq!(send(&platform, &wire).json["error"]["code"], 401, "v2 has its own shape");
    let unknown = get(&platform, "/api/v3/nothing");
    assert_eq!((unknown.status, text(&unknown.json["errors"][0]["title"])), (404, "Not found"));
    assert_eq!(get(&platform, "/api/v2/nothing").json["error"]["code"], 404);
    assert_eq!(post(&platform, "/api/v3/shipments", &json!({})).status, 405);
    assert_eq!(
        send(&platform, &WireRequest::new("GET", "/api/v3/shipments").body("{}")).status,
        403,
        "GET with a body"
    );
    assert_eq!(get(&platform, "/api/v3/user/auth/metadata").json["data"]["integration_id"], 70);
    assert_eq!(get(&platform, "/api/v3/organization").json["data"]["name"], "Acme Corporation");
    let headers = get(&platform, "/api/v3/organization");
    assert_eq!(headers.header("date"), Some("Sat, 21 Nov 2026 08:00:00 GMT"));
    assert_eq!(headers.header("x-request-id").map(str::len), Some(36));
}

#[test]
fn too_many_requests_are_throttled_and_do_nothing() {
    let limits = simulator::Limits { writes_per_second: Some(2), ..simulator::Limits::unlimited() };
    let (platform, clock) = platform(Config { limits, ..Config::test() });
    let order = platform.orders().remove(0);
    let statuses: Vec<u16> = (0..3).map(|_| ship(&platform, &[&order]).status).collect();
    assert_eq!(statuses, [202, 202, 429]);
    assert_eq!(platform.labels_charged(), 2, "a throttled call buys nothing");
    let wait = |form: RetryAfter| {
        platform.configure(|config| config.retry_after = form);
        let got = ship(&platform, &[&order]);
        assert_eq!(text(&got.json["errors"][0]["code"]), "throttled");
        got.header("retry-after").map(str::to_owned)
    };
    assert_eq!(wait(RetryAfter::None), None);
    assert_eq!(wait(RetryAfter::Seconds).as_deref(), Some("2"));
    assert_eq!(wait(RetryAfter::Date).as_deref(), Some("Sat, 21 Nov 2026 08:00:02 GMT"));
    clock.pass_ms(2000);
    assert_eq!(ship(&platform, &[&order]).status, 202, "after waiting it works");
}
