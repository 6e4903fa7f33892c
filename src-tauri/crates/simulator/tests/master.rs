//! Master data on the wire: pages, filters and documented errors.

mod common;

use common::{get, platform, post, text};
use serde_json::json;
use simulator::Config;

#[test]
fn master_data_has_pages_that_begin_with_the_oldest() {
    let (platform, _clock) = platform(Config::test());
    let first = get(&platform, "/api/v3/contracts?page_size=6");
    assert_eq!((first.data().len(), &first.data()[0]["id"]), (6, &json!(517)));
    let link = first.header("link").unwrap_or_default();
    let cursor =
        link.split("cursor=").nth(1).and_then(|rest| rest.split(['&', '>']).next()).unwrap_or_default();
    let last = get(&platform, &format!("/api/v3/contracts?cursor={cursor}&page_size=6"));
    assert_eq!(
        (last.data().len(), &last.data()[3]["id"]),
        (4, &json!(4195)),
        "nothing twice, nothing missed"
    );
    assert!(!last.header("link").unwrap_or_default().contains("next"), "the end is an end");
    assert_eq!(get(&platform, "/api/v3/brands?cursor=x").status, 404);
}

#[test]
fn contracts_can_be_filtered() {
    let (platform, _clock) = platform(Config::test());
    let states = |query: &str| {
        let got = get(&platform, &format!("/api/v3/contracts?{query}"));
        got.data().iter().map(|row| text(&row["state"]).to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(states("carrier_code=postnl"), ["active", "inactive"]);
    assert_eq!(states("carrier_code=postnl&is_active=true"), ["active"]);
    assert_eq!(states("is_active=false"), ["inactive", "validation_failed"]);
    let unknown = get(&platform, "/api/v3/contracts?carrier_code=x");
    assert_eq!(unknown.status, 400);
    assert_eq!(unknown.errors()[0]["detail"], "Value error, Carrier x does not exist.", "as documented");
}

#[test]
fn shipping_options_need_both_ends_and_one_way_of_saying_them() {
    let (platform, _clock) = platform(Config::test());
    let ask = |body| post(&platform, "/api/v3/shipping-options", &body);
    let nothing = ask(json!({"to_address": {"country_code": "NL"}}));
    assert_eq!((nothing.status, &nothing.json["data"]), (200, &json!(null)), "too little: null, and 200");
    let old = ask(json!({"from_country_code": "NL", "to_country_code": "BE"}));
    assert!(old.data().iter().any(|row| row["code"] == "bpost:at_home"), "the deprecated fields still work");
    let both = ask(json!({"from_country_code": "NL", "from_address": {"country_code": "NL"}}));
    assert_eq!(both.status, 400, "mutually exclusive");
    assert_eq!(ask(json!({"from_address": {"postal_code": "1"}})).status, 400, "an address has a country");
    assert_eq!(ask(json!({"contract_id": 9})).errors()[0]["detail"], "Invalid contract.");
    assert_eq!(get(&platform, "/api/v3/shipping-options").status, 405, "a POST, though it is a read");
}

#[test]
fn a_parcel_cannot_be_followed_while_it_is_announced() {
    let (platform, clock) = platform(Config { announce_ms: 500..=500, ..Config::test() });
    let order = platform.orders().remove(0);
    common::ship(&platform, &[&order]);
    let number = platform.shipments()[0].parcels[0].tracking_number.clone();
    let follow = || get(&platform, &format!("/api/v3/parcels/tracking/{number}"));
    assert_eq!((follow().status, follow().json), (404, json!({"detail": "Parcel does not exist"})));
    clock.pass_ms(500);
    assert_eq!(follow().json["tracking_numbers"][0]["tracking_number"], json!(number));
}
