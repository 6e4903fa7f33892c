//! Master data and the call for one label: the client of `sendcloud` asks the practice account, without a socket.
#![expect(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

use std::sync::Arc;
use std::time::Duration;

use api_client::{Api, Kind, Limiter};
use sendcloud::contracts::ContractState;
use sendcloud::parcel_documents::Dpi;
use sendcloud::ship_an_order::{
    CallOptions, LabelAnswer, LabelFormat, LabelOutcome, LabelRequest, OrderAnswer, OrderReference,
    OrderToLabel, create_label,
};
use sendcloud::shipping_options::{self, ChargingType, Place, ShippingOptionsQuery};
use sendcloud::{Grams, ShipWith, brands, contracts, parcel_statuses, parcel_tracking, sender_addresses};
use simulator::{Config, Endpoint, Fault, FaultKind, InProcess, Platform, SimOrder, clock_from};

fn account() -> (Platform, Api) {
    let config = Config { announce_ms: 500..=500, ..Config::test() };
    let platform = Platform::new(config, clock_from("2026-11-21T08:00:00Z".parse().unwrap()));
    let api = Api::new(Arc::new(InProcess::new(platform.clone())), Arc::new(Limiter::new([])));
    (platform, api)
}

fn to(country: &str, grams: u32) -> ShippingOptionsQuery {
    let place = |country: &str| Place { country_code: country.to_owned(), postal_code: None };
    ShippingOptionsQuery {
        from: place("NL"),
        to: place(country),
        weight: Some(Grams(grams)),
        calculate_quotes: true,
        ..ShippingOptionsQuery::default()
    }
}

fn request(order: &SimOrder, options: CallOptions, format: LabelFormat) -> LabelRequest {
    let order = OrderToLabel {
        reference: OrderReference::Id(order.order_id.clone()),
        number: Some(order.order_number.clone()),
        apply_shipping_rules: false,
    };
    LabelRequest::new(70, order, options, format).unwrap()
}

async fn told(api: &Api, request: &LabelRequest) -> LabelAnswer {
    match create_label(api, request).await {
        LabelOutcome::Answered(told) => *told,
        other => panic!("expected an answer, got {other:?}"),
    }
}

#[tokio::test(start_paused = true)]
async fn everything_that_a_call_may_name_is_listed_and_accepted() {
    let (platform, api) = account();
    let senders = sender_addresses::pages().all(&api).await.unwrap();
    let brands = brands::pages().all(&api).await.unwrap();
    let contracts = contracts::pages().all(&api).await.unwrap();
    assert_eq!((senders.unreadable.len(), brands.unreadable.len(), contracts.unreadable.len()), (0, 0, 0));
    assert_eq!((senders.rows.len(), brands.rows.len()), (3, 2));
    let active = contracts.rows.iter().filter(|contract| contract.is_active()).count();
    assert_eq!((active, contracts.rows.len()), (8, 10), "some cannot be used, and are listed all the same");
    let failed = contracts.rows.iter().find(|contract| contract.state == ContractState::ValidationFailed);
    assert!(failed.unwrap().error.is_some(), "it says why");
    let orders = platform.orders();
    for (order, sender) in orders.iter().zip(&senders.rows) {
        let options = CallOptions { sender_address_id: Some(sender.id), ..CallOptions::default() };
        let answer = told(&api, &request(order, options, LabelFormat::Pdf)).await;
        assert!(matches!(answer.order, OrderAnswer::Accepted { .. }), "{answer:?}");
    }
    let option = |contract| ShipWith {
        shipping_option_code: Some("postnl:standard".to_owned()),
        contract_id: Some(contract),
    };
    for (contract, kind) in [(518, Kind::Refused), (9, Kind::NotFound)] {
        let options = CallOptions { ship_with: Some(option(contract)), ..CallOptions::default() };
        let answer = told(&api, &request(&orders[9], options, LabelFormat::Pdf)).await;
        let OrderAnswer::Refused(error) = answer.order else { panic!("{answer:?}") };
        assert_eq!(error.kind, kind, "an inactive contract, an unknown one");
    }
    assert_eq!(platform.labels_charged(), 3);
}

#[tokio::test(start_paused = true)]
async fn shipping_options_fit_the_country_and_the_weight_and_have_prices_when_asked() {
    let (_platform, api) = account();
    let found = shipping_options::find(&api, &to("NL", 1320)).await.unwrap().options;
    let codes = |rows: &[shipping_options::ShippingOption]| {
        rows.iter().map(|row| row.code.clone()).collect::<Vec<_>>()
    };
    assert!(codes(&found.rows).contains(&"postnl:standard".to_owned()), "{:?}", codes(&found.rows));
    assert!(!codes(&found.rows).contains(&"ups:standard".to_owned()), "it does not serve the country");
    let standard = found.rows.iter().find(|row| row.code == "postnl:standard").unwrap();
    let price = |grams| standard.price(Some(Grams(grams))).map(|price| price.value.as_str());
    assert_eq!((price(1320), price(15_000), price(30_000)), (Some("6.75"), Some("9.95"), None));
    assert_eq!((standard.contract_id, standard.needs_service_point), (Some(517), false));
    assert_eq!(standard.charging_type, Some(ChargingType::LabelCreation));
    let point = found.rows.iter().find(|row| row.code == "postnl:service-point").unwrap();
    assert!(point.needs_service_point);
    let heavy = shipping_options::find(&api, &to("NL", 25_000)).await.unwrap().options;
    assert_eq!(codes(&heavy.rows), ["dhl_parcel:for_you", "dpd:classic"], "the others carry less");
    let too_heavy = shipping_options::find(&api, &to("NL", 90_000)).await.unwrap();
    assert_eq!(too_heavy.options.rows, []);
    assert!(too_heavy.message.is_some(), "the platform says why there is nothing");
    let plain = ShippingOptionsQuery { calculate_quotes: false, ..to("NL", 1320) };
    let plain = shipping_options::find(&api, &plain).await.unwrap().options;
    assert!(plain.rows.iter().all(|row| row.quotes.is_empty()), "no prices that nobody asked for");
    let bpost = ShippingOptionsQuery { carrier_code: Some("bpost".to_owned()), ..to("BE", 1320) };
    let bpost = shipping_options::find(&api, &bpost).await.unwrap().options;
    assert_eq!(codes(&bpost.rows), ["bpost:at_home"]);
    assert_eq!(bpost.rows[0].price(Some(Grams(1320))), None, "nobody entered this contract's prices");
    for contract in [518, 9] {
        let query = ShippingOptionsQuery { contract_id: Some(contract), ..to("NL", 1320) };
        let error = shipping_options::find(&api, &query).await.unwrap_err();
        assert_eq!((error.kind, error.words().as_str()), (Kind::Refused, "Invalid contract."));
    }
    let methods = shipping_options::of_methods(&api, &[8, 4711, 1, 39]).await.unwrap();
    let methods: Vec<_> = methods.iter().map(|method| method.shipping_option_code.as_deref()).collect();
    assert_eq!(methods, [Some("sendcloud:letter"), None, None, Some("postnl:standard")]);
}

#[tokio::test(start_paused = true)]
async fn a_parcel_can_be_followed_once_it_is_announced() {
    let (platform, api) = account();
    let statuses = parcel_statuses::list(&api).await.unwrap().rows;
    let known = |code: &str| statuses.iter().any(|status| status.code == code);
    let order = platform.orders().remove(0);
    let options = CallOptions { brand_id: Some(42), ..CallOptions::default() };
    let answer = told(&api, &request(&order, options, LabelFormat::Pdf)).await;
    let number = answer.parcels[0].tracking_number.clone().unwrap();
    let tracking = parcel_tracking::get(&api, &number).await.unwrap();
    assert_eq!(tracking.numbers[0].tracking_number, number);
    assert_eq!((tracking.integration_id, tracking.brand_id), (Some(70), Some(42)));
    assert!(tracking.latest().is_some_and(|event| known(&event.status_code)), "{:?}", tracking.events);
    let shipment = platform.shipments_of(&order.order_number).remove(0);
    platform.set_status(&shipment.id, simulator::ParcelStatus::Cancelled);
    let tracking = parcel_tracking::get(&api, &number).await.unwrap();
    assert_eq!(tracking.latest().map(|event| event.status_code.as_str()), Some("CANCELLED"));
    let error = parcel_tracking::get(&api, "nobody's").await.unwrap_err();
    assert_eq!((error.kind, error.words().as_str()), (Kind::NotFound, "Parcel does not exist"));
}

#[tokio::test(start_paused = true)]
async fn the_label_of_one_order_comes_with_the_answer_in_every_format() {
    let (platform, api) = account();
    let formats: [(LabelFormat, &[u8]); 4] = [
        (LabelFormat::Pdf, b"%PDF"),
        (LabelFormat::Png(Dpi::Dpi150), b"\x89PNG"),
        (LabelFormat::Png(Dpi::Dpi300), b"\x89PNG"),
        (LabelFormat::Zpl, b"^XA"),
    ];
    for (order, (format, start)) in platform.orders().iter().zip(formats) {
        let answer = told(&api, &request(order, CallOptions::default(), format)).await;
        let OrderAnswer::Accepted { shipment_id, parcel_ids, .. } = &answer.order else {
            panic!("{answer:?}")
        };
        let label = answer.parcels[0].label.as_ref().unwrap();
        assert!(label.bytes.starts_with(start), "{format:?}");
        assert_eq!(answer.parcels[0].parcel_id.as_ref(), parcel_ids.first());
        assert_eq!(platform.shipments_of(&order.order_number)[0].id, *shipment_id);
    }
    assert_eq!(platform.labels_charged(), 4);
}

#[tokio::test(start_paused = true)]
async fn a_lost_reply_to_a_call_for_one_label_buys_once_and_is_unknown() {
    let (platform, api) = account();
    platform.add_fault(Fault::nth(Endpoint::Create, 1, FaultKind::LoseReply));
    let order = platform.orders().remove(0);
    let answer = told(&api, &request(&order, CallOptions::default(), LabelFormat::Pdf)).await;
    assert!(matches!(answer.order, OrderAnswer::Unknown(_)), "money may have been spent");
    tokio::time::sleep(Duration::from_secs(60)).await;
    assert_eq!(platform.labels_charged(), 1, "it was spent, once");
}

#[tokio::test(start_paused = true)]
async fn what_the_carrier_says_about_one_label_is_a_refusal() {
    let (platform, api) = account();
    platform.announce_fail_next("Adresse unbekannt");
    let order = platform.orders().remove(0);
    let answer = told(&api, &request(&order, CallOptions::default(), LabelFormat::Pdf)).await;
    let OrderAnswer::Refused(error) = answer.order else { panic!("{answer:?}") };
    assert_eq!((error.words().as_str(), answer.parcels.len()), ("Adresse unbekannt", 0));
    assert_eq!(platform.labels_charged(), 0);
}
