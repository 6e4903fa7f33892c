//! Calls that the platform's documents call invalid cannot be built, and what is built says what is meant.

use api_client::Effect;
use sendcloud::ship_an_order::{
    CallOptions, Dimensions, InvalidRequest, ItemToShip, LabelsRequest, OrderReference, OrderToShip,
    ParcelToShip,
};
use sendcloud::{Grams, ShipWith};
use serde_json::{Value, json};

pub fn by_id(id: &str, number: &str) -> OrderToShip {
    OrderToShip {
        reference: OrderReference::Id(id.to_owned()),
        number: Some(number.to_owned()),
        apply_shipping_rules: false,
        parcels: Vec::new(),
    }
}

pub fn by_number(number: &str) -> OrderToShip {
    OrderToShip {
        reference: OrderReference::Number(number.to_owned()),
        number: None,
        apply_shipping_rules: true,
        parcels: Vec::new(),
    }
}

pub fn call(orders: Vec<OrderToShip>) -> LabelsRequest {
    LabelsRequest::new(70, orders, CallOptions::default()).unwrap()
}

fn body(request: &LabelsRequest) -> Value {
    serde_json::from_slice(&request.to_request().unwrap().body.unwrap()).unwrap()
}

fn parcel(items: usize, quantity: u32) -> ParcelToShip {
    let items = (0..items).map(|n| ItemToShip { item_id: format!("i{n}"), quantity }).collect();
    ParcelToShip { items, dimensions: None, weight: None }
}

#[test]
fn a_plain_call_names_its_orders_and_nothing_else() {
    let request = call(vec![by_id("ext-1", "1001"), by_number("1002")]);
    let expected = json!({
        "integration_id": 70,
        "orders": [
            {"order_id": "ext-1", "apply_shipping_rules": false},
            {"order_number": "1002", "apply_shipping_rules": true},
        ],
    });
    assert_eq!(
        body(&request),
        expected,
        "exactly one name per order, no empty parcels, no options that were not set"
    );
    assert_eq!(request.to_request().unwrap().effect, Effect::Buys, "it costs money");
}

#[test]
fn a_full_call_holds_everything_in_the_documented_form() {
    let ship_with =
        ShipWith { shipping_option_code: Some("postnl:standard".to_owned()), contract_id: Some(517) };
    let options = CallOptions { sender_address_id: Some(17), brand_id: Some(42), ship_with: Some(ship_with) };
    let dimensions = Some(Dimensions { length_mm: 55, width_mm: 150, height_mm: 1200 });
    let split = OrderToShip {
        parcels: vec![ParcelToShip { dimensions, weight: Some(Grams(1320)), ..parcel(1, 2) }, parcel(0, 1)],
        ..by_id("ext-1", "1001")
    };
    let expected = json!({
        "integration_id": 70,
        "sender_address_id": 17,
        "brand_id": 42,
        "ship_with": {
            "type": "shipping_option_code",
            "properties": {"shipping_option_code": "postnl:standard", "contract_id": 517},
        },
        "orders": [{
            "order_id": "ext-1",
            "apply_shipping_rules": false,
            "parcels": [
                {
                    "parcel_items": [{"item_id": "i0", "quantity": 2}],
                    "dimensions": {"length": "5.50", "width": "15.00", "height": "120.00", "unit": "cm"},
                    "weight": {"value": "1.320", "unit": "kg"},
                },
                {"parcel_items": []},
            ],
        }],
    });
    assert_eq!(body(&LabelsRequest::new(70, vec![split], options).unwrap()), expected);
}

#[test]
fn orders_that_the_platform_would_refuse_cannot_be_sent() {
    let split = |parcels: Vec<ParcelToShip>| OrderToShip { parcels, ..by_id("a", "1") };
    let numbered = |count: usize| (0..count).map(|n| by_number(&format!("{n}"))).collect::<Vec<_>>();
    let weightless = ParcelToShip { weight: Some(Grams(0)), ..parcel(1, 1) };
    for (what, orders, expected) in [
        ("none", numbered(0), InvalidRequest::OrderCount(0)),
        ("21", numbered(21), InvalidRequest::OrderCount(21)),
        ("empty id", vec![by_id("", "1")], InvalidRequest::OrderId(1)),
        ("long id", vec![by_number("1"), by_id(&"é".repeat(65), "1")], InvalidRequest::OrderId(2)),
        ("empty number", vec![by_number(" ")], InvalidRequest::OrderNumber(1)),
        ("long number", vec![by_number(&"1".repeat(256))], InvalidRequest::OrderNumber(1)),
        ("the same id twice", vec![by_id("a", "1"), by_id("a", "2")], InvalidRequest::Repeated(2)),
        ("the same number twice", vec![by_number("1"), by_number("1")], InvalidRequest::Repeated(2)),
        ("once by id, once by number", vec![by_id("a", "1"), by_number("1")], InvalidRequest::Repeated(2)),
        (
            "51 parcels",
            vec![split(vec![parcel(1, 1); 51])],
            InvalidRequest::ParcelCount { order: 1, parcels: 51 },
        ),
        (
            "1001 items",
            vec![split(vec![parcel(1, 1), parcel(1001, 1)])],
            InvalidRequest::ItemCount { order: 1, parcel: 2, items: 1001 },
        ),
        (
            "no quantity",
            vec![split(vec![parcel(2, 0)])],
            InvalidRequest::Item { order: 1, parcel: 1, item: 1 },
        ),
        ("no weight", vec![split(vec![weightless])], InvalidRequest::Measure { order: 1, parcel: 1 }),
    ] {
        assert_eq!(LabelsRequest::new(70, orders, CallOptions::default()), Err(expected), "{what}");
    }
    for (what, orders) in [
        ("20 orders", numbered(20)),
        ("the longest id", vec![by_id(&"é".repeat(64), "1")]),
        ("the longest number", vec![by_number(&"1".repeat(255))]),
        ("two orders of one number, by id", vec![by_id("a", "1"), by_id("b", "1")]),
        ("50 parcels of 1000 items", vec![split(vec![parcel(1000, 1); 50])]),
    ] {
        assert!(LabelsRequest::new(70, orders, CallOptions::default()).is_ok(), "{what}");
    }
}

#[test]
fn options_that_the_platform_would_refuse_cannot_be_sent() {
    let ship_with = |code: Option<&str>, contract_id: Option<u64>| {
        let shipping_option_code = code.map(str::to_owned);
        CallOptions {
            ship_with: Some(ShipWith { shipping_option_code, contract_id }),
            ..CallOptions::default()
        }
    };
    for (options, expected) in [
        (CallOptions { brand_id: Some(0), ..CallOptions::default() }, InvalidRequest::Zero("brand")),
        (
            CallOptions { sender_address_id: Some(0), ..CallOptions::default() },
            InvalidRequest::Zero("sender address"),
        ),
        (ship_with(Some("postnl:standard"), Some(0)), InvalidRequest::Zero("contract")),
        (ship_with(None, Some(517)), InvalidRequest::ContractWithoutOption),
        (ship_with(Some(" "), None), InvalidRequest::EmptyOption),
    ] {
        assert_eq!(LabelsRequest::new(70, vec![by_number("1")], options), Err(expected));
    }
    let nothing = LabelsRequest::new(70, vec![by_number("1")], ship_with(None, None)).unwrap();
    assert_eq!(body(&nothing).get("ship_with"), None, "neither option nor contract is the same as none");
    assert_eq!(
        LabelsRequest::new(0, vec![by_number("1")], CallOptions::default()),
        Err(InvalidRequest::Integration(0))
    );
}
