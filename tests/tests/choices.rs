//! What a batch can be shipped with, how that shows in the plan, and where a parcel is: through the engine's commands.

use std::time::Duration;

use engine::Code;
use engine::wire::{
    ContractStatus, Nothing, OneShipmentTracking, OptionsFound, OptionsQuery, OrderState, Plan, PlanRequest,
    ProblemKind, RowId, ShipChoices, ShipOptions, ShipRequest,
};
use scenarios::{Shop, must};
use serde_json::json;
use simulator::{Endpoint, Fault, FaultKind};

async fn choices(shop: &Shop) -> ShipChoices {
    must(shop.engine().ship_choices(Nothing {}).await)
}

fn asked(shop: &Shop, path: &str) -> usize {
    shop.platform.requests().iter().filter(|seen| seen.path.ends_with(path)).count()
}

fn cut_the_network(shop: &Shop) {
    shop.fault(Fault::always(Endpoint::Any, FaultKind::RefuseConnection));
}

async fn all(shop: &Shop) -> Vec<RowId> {
    shop.open_orders().await.iter().map(|order| order.id).collect()
}

async fn find(shop: &Shop, sender: Option<u64>, contract: Option<u64>) -> OptionsFound {
    let query = OptionsQuery { orders: all(shop).await, sender_address_id: sender, contract_id: contract };
    must(shop.engine().ship_options_find(query).await)
}

async fn plan(shop: &Shop, options: ShipOptions) -> Plan {
    must(shop.engine().plan(PlanRequest { orders: all(shop).await, options, anyway: Vec::new() }).await)
}

fn option(code: &str) -> ShipOptions {
    ShipOptions { shipping_option_code: Some(code.to_owned()), ..ShipOptions::default() }
}

/// Three Dutch orders, the second of which goes to Belgium.
async fn two_countries() -> Shop {
    let shop = Shop::with_orders(3).await;
    let number = shop.open_orders().await[1].number.clone();
    shop.platform.set_order(&number, |order| {
        order.country = "BE".to_owned();
        order.extras.insert("shipping_method".to_owned(), json!(550));
    });
    shop.sync().await;
    shop
}

#[tokio::test(start_paused = true)]
async fn lists_are_asked_for_once_an_hour() {
    let shop = Shop::with_orders(1).await;
    let told = choices(&shop).await;
    assert_eq!((told.senders.len(), told.brands.len(), told.contracts.len()), (3, 2, 10));
    assert_eq!(told.trouble, None);
    assert!(told.senders[0].address.contains("8938 AB Leeuwarden"), "one line: {:?}", told.senders[0]);
    let inactive = told.contracts.iter().find(|one| one.id == 518).unwrap();
    assert_eq!((inactive.state, inactive.direct), (ContractStatus::Inactive, true));
    assert_eq!(choices(&shop).await, told);
    assert_eq!(asked(&shop, "/contracts"), 1, "the second time from memory");
    tokio::time::sleep(Duration::from_secs(3601)).await;
    assert!(choices(&shop).await.at > told.at);
    assert_eq!(asked(&shop, "/contracts"), 2);
}

#[tokio::test(start_paused = true)]
async fn offline_the_last_known_lists_and_options_are_there_after_a_restart() {
    let mut shop = two_countries().await;
    let before = choices(&shop).await;
    let found = find(&shop, None, None).await;
    shop.restart().await;
    cut_the_network(&shop);
    assert_eq!(choices(&shop).await, before, "still fresh: nobody needs the network");
    tokio::time::sleep(Duration::from_secs(3601)).await;
    let known = choices(&shop).await;
    assert_eq!(
        (&known.senders, &known.contracts, &known.at),
        (&before.senders, &before.contracts, &before.at)
    );
    assert_eq!(known.trouble.unwrap().code, Code::Offline, "and it says why");
    let again = find(&shop, None, None).await;
    assert_eq!((again.options, again.at), (found.options, found.at));
    assert_eq!(again.trouble.unwrap().code, Code::Offline);
}

#[tokio::test(start_paused = true)]
async fn a_station_that_never_had_a_network_has_nothing_to_choose_from_and_says_why() {
    let shop = Shop::with_orders(1).await;
    cut_the_network(&shop);
    let told = choices(&shop).await;
    assert_eq!((told.senders.len(), told.at), (0, None));
    assert_eq!(told.trouble.unwrap().code, Code::Offline);
    let found = find(&shop, None, None).await;
    assert_eq!((found.options.len(), found.not_asked.len()), (0, 1));
    assert!(found.trouble.is_some(), "{found:?}");
}

#[tokio::test(start_paused = true)]
async fn options_for_the_whole_selection_come_before_those_for_a_part_of_it() {
    let shop = two_countries().await;
    let found = find(&shop, None, None).await;
    assert_eq!(asked(&shop, "/api/v3/shipping-options"), 2, "once per country");
    assert_eq!(
        found.countries.iter().map(|one| (one.country.as_str(), one.orders)).collect::<Vec<_>>(),
        [("NL", 2), ("BE", 1)]
    );
    assert!(found.options[0].everywhere, "{:?}", found.options[0]);
    let named = |code: &str| found.options.iter().find(|one| one.code == code).unwrap();
    let dpd = named("dpd:classic");
    assert!(dpd.everywhere && dpd.price.as_ref().unwrap().from.currency == "EUR", "{dpd:?}");
    let home = named("postnl:standard");
    assert!(!home.everywhere && home.countries == ["NL"], "{home:?}");
    assert!(named("postnl:service-point").needs_service_point);
    assert_eq!(find(&shop, None, None).await, found);
    assert_eq!(asked(&shop, "/api/v3/shipping-options"), 2, "not again within the hour");
    let on_contract = find(&shop, Some(21), Some(611)).await;
    assert!(on_contract.options.iter().all(|one| one.code == "dhl_parcel:for_you"), "{on_contract:?}");
}

#[tokio::test(start_paused = true)]
async fn one_heavy_order_is_counted_and_warned_about() {
    let shop = Shop::with_orders(5).await;
    let number = shop.open_orders().await[0].number.clone();
    shop.platform.set_order(&number, |order| order.weight = Some("40.000".to_owned()));
    shop.sync().await;
    let found = find(&shop, None, None).await;
    let home = found.options.iter().find(|one| one.code == "postnl:standard").unwrap();
    assert_eq!((home.everywhere, home.too_heavy), (true, 1), "the others can go by it: {home:?}");
    let warned = plan(&shop, option("postnl:standard")).await;
    assert_eq!(warned.lines.iter().map(|line| &line.number).collect::<Vec<_>>(), [&number]);
    assert_eq!(warned.lines[0].problems[0].kind, ProblemKind::OptionUnfit);
}

#[tokio::test(start_paused = true)]
async fn the_orders_own_methods_are_shown_as_options() {
    let shop = two_countries().await;
    let found = find(&shop, None, None).await;
    let own: Vec<_> = found.methods.iter().map(|one| (one.code.as_deref(), one.orders)).collect();
    assert_eq!(own, [(None, 2), (Some("bpost:at_home"), 1)]);
    assert_eq!(found.methods[1].method_ids, [550]);
    find(&shop, None, None).await;
    assert_eq!(asked(&shop, "/compat/shipping-options"), 1, "a method keeps its name");
}

#[tokio::test(start_paused = true)]
async fn an_option_that_does_not_serve_an_order_is_warned_about_and_ships_all_the_same() {
    let shop = two_countries().await;
    let wanted = option("postnl:standard");
    assert!(plan(&shop, wanted.clone()).await.lines.is_empty(), "nobody has looked yet");
    find(&shop, None, None).await;
    let warned = plan(&shop, wanted.clone()).await;
    assert_eq!(
        (warned.lines.len(), warned.ready),
        (1, 3),
        "a warning keeps nothing back: {:?}",
        warned.lines
    );
    let problem = &warned.lines[0].problems[0];
    assert_eq!((problem.kind, problem.blocks), (ProblemKind::OptionUnfit, false));
    assert!(problem.message.contains("BE"), "{}", problem.message);
    let orders = all(&shop).await;
    let request = ShipRequest {
        orders,
        options: wanted,
        request_id: "sheet".to_owned(),
        at_once: false,
        parcels: Vec::new(),
    };
    let batch = must(shop.engine().ship(request).await).batch_id;
    let counts = shop.done(batch).await.batch.counts;
    assert_eq!((counts.labelled, counts.refused), (2, 1), "the platform says no by itself");
    let refused = shop.orders_in(batch, OrderState::Refused).await;
    assert!(refused[0].message.as_ref().unwrap().contains("BE"), "{refused:?}");
}

#[tokio::test(start_paused = true)]
async fn a_contract_that_is_not_active_keeps_the_batch_back_until_somebody_refreshes() {
    let shop = Shop::with_orders(2).await;
    choices(&shop).await;
    let wanted = ShipOptions { contract_id: Some(518), ..option("postnl:standard") };
    let drawn = plan(&shop, wanted.clone()).await;
    assert_eq!(drawn.ready, 0);
    assert!(drawn.lines.iter().all(|line| line.problems[0].kind == ProblemKind::ContractInactive));
    let orders = all(&shop).await;
    let request = ShipRequest {
        orders,
        options: wanted,
        request_id: "sheet".to_owned(),
        at_once: false,
        parcels: Vec::new(),
    };
    let error = shop.engine().ship(request).await.unwrap_err();
    assert_eq!(error.code, Code::NothingToShip);
    assert_eq!(shop.creates(), 0);
    let active = ShipOptions { contract_id: Some(517), ..option("postnl:standard") };
    assert_eq!(plan(&shop, active).await.ready, 2);
    let command = engine::commands::dispatch(shop.engine(), "sync_now", json!({})).await;
    must(command.unwrap());
    choices(&shop).await;
    assert_eq!(asked(&shop, "/contracts"), 2, "refreshing asks again at once");
}

#[tokio::test(start_paused = true)]
async fn a_parcel_is_found_on_demand_and_remembered_offline() {
    let shop = Shop::with_orders(1).await;
    let batch = shop.ship_all().await;
    let shipped = shop.done(batch).await;
    let tracking_number = shipped.orders[0].tracking_number.clone().unwrap();
    let one = || OneShipmentTracking { tracking_number: tracking_number.clone() };
    let told = must(shop.engine().order_tracking(one()).await);
    assert_eq!(
        (told.tracking_number.as_str(), told.carrier.as_deref()),
        (tracking_number.as_str(), Some("postnl"))
    );
    assert_eq!((told.events[0].words.as_str(), told.trouble.is_none()), ("Ready to send", true));
    cut_the_network(&shop);
    tokio::time::sleep(Duration::from_secs(60)).await;
    let known = must(shop.engine().order_tracking(one()).await);
    assert_eq!((&known.events, &known.at), (&told.events, &told.at), "as it was last known, and when");
    assert_eq!(known.trouble.unwrap().code, Code::Offline);
    let other = OneShipmentTracking { tracking_number: "3S-OTHER".to_owned() };
    assert_eq!(shop.engine().order_tracking(other).await.unwrap_err().code, Code::Offline);
}

#[tokio::test(start_paused = true)]
async fn a_parcel_that_the_carrier_does_not_know_is_said_to_be_unknown() {
    let shop = Shop::with_orders(1).await;
    let one = OneShipmentTracking { tracking_number: "3S-OTHER".to_owned() };
    let error = shop.engine().order_tracking(one).await.unwrap_err();
    assert_eq!((error.code, error.subject.as_deref()), (Code::NotFound, Some("3S-OTHER")));
}
