//! The Integrations API, v2 and v3: what can be sent is valid, what is documented is understood.

use api_client::Request;
use proptest::prelude::*;
use sendcloud::Grams;
use sendcloud::incoming_orders::{self, Status};
use sendcloud::integrations::logs::{self, Content, LogToCreate, MessageToLog};
use sendcloud::integrations::shipments::{self, OrderToDelete, ShipmentUuid};
use sendcloud::integrations::update::{self, Change, ServicePoints, Settings, ShopName};
use sendcloud::integrations::upsert::{
    CheckoutPayload, Cost, Currency, CustomsDetails, CustomsShipmentType, DeliveryDates, DeliveryMethod,
    ItemToUpsert, OrderToUpsert, TaxNumber, UpsertOutcome, UpsertRequest, upsert,
};
use sendcloud::integrations::{self, WebAddress};
use serde_json::{Map, Value, json};

use crate::fake::{api, block_on, json as answer};
use crate::openapi::{Document, Example, documents, operation};
use crate::{assert_documented, assert_understood, examples};

const UUID: &str = "6b436cb2-65a4-482c-9d25-38be7868ff00";

/// Where the schema contradicts itself: (part of the complaint, why).
const MEANT: &[(&str, &str)] = &[
    ("null is not one of", "typed as nullable, only the list of values forgets it"),
    ("\"\" is not a \"email\"", "minLength 0 says that an order may come without an address"),
];

/// Whatever is not meant.
fn complaints(documents: &[Document], request: &Request) -> Vec<String> {
    let mut complaints = operation(documents, request).complaints(request);
    complaints.retain(|complaint| !MEANT.iter().any(|(part, _)| complaint.contains(part)));
    complaints
}

fn check<T: std::fmt::Debug>(strategy: impl Strategy<Value = T>, request: impl Fn(T) -> Option<Request>) {
    let Some(documents) = documents() else { return };
    let mut runner = proptest::test_runner::TestRunner::new(ProptestConfig {
        failure_persistence: None,
        ..ProptestConfig::with_cases(64)
    });
    runner
        .run(&strategy, |said| {
            let Some(request) = request(said) else { return Err(TestCaseError::reject("refused")) };
            let complaints = complaints(&documents, &request);
            prop_assert!(complaints.is_empty(), "{:?}", complaints);
            Ok(())
        })
        .unwrap();
}

fn address() -> impl Strategy<Value = WebAddress> {
    "https?://[a-z0-9]{1,9}(\\.[a-z]{2,3})?(:[0-9]{1,4})?(/[-a-z0-9._~!$&'()*+,;=:@/]{0,9})?(\\?[a-z=&?/]{0,9})?(#[a-z]{0,3})?"
        .prop_map(|text| WebAddress::new(&text).unwrap())
}

fn service_points() -> impl Strategy<Value = ServicePoints> {
    (any::<bool>(), prop::collection::vec("[a-z_]{1,12}", 0..4)).prop_map(|(on, carriers)| {
        match on && !carriers.is_empty() {
            true => ServicePoints::on(carriers).unwrap(),
            false => ServicePoints::off(carriers).unwrap(),
        }
    })
}

fn settings() -> impl Strategy<Value = Settings> {
    let name = "[^\\s]\\PC{0,249}".prop_map(|text| ShopName::new(&text).unwrap());
    (name, address(), service_points(), any::<bool>(), address()).prop_map(
        |(shop_name, shop_url, service_points, webhook_active, webhook_url)| Settings {
            shop_name,
            shop_url,
            service_points,
            webhook_active,
            webhook_url,
        },
    )
}

#[test]
fn every_change_of_settings_is_valid() {
    check(settings(), |settings| update::replace_request(7, &settings).ok());
    check((settings(), any::<u8>()), |(settings, said)| {
        let all = Change::from(settings);
        let change = Change {
            shop_name: all.shop_name.filter(|_| said & 1 > 0),
            shop_url: all.shop_url.filter(|_| said & 2 > 0),
            service_points: all.service_points.filter(|_| said & 4 > 0),
            webhook_active: all.webhook_active.filter(|_| said & 8 > 0),
            webhook_url: all.webhook_url.filter(|_| said & 16 > 0),
        };
        update::change_request(7, &change).ok()
    });
}

#[test]
fn every_order_can_be_named_for_deleting() {
    let uuid = "[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}";
    let order = prop_oneof![
        uuid.prop_map(|text| OrderToDelete::Uuid(ShipmentUuid::new(&text).unwrap())),
        ("\\PC{1,20}", "\\PC{0,20}").prop_map(|(external_order_id, external_shipment_id)| {
            OrderToDelete::External { external_order_id, external_shipment_id }
        }),
    ];
    check(order, |order| shipments::delete_request(7, &order).ok());
}

fn message() -> impl Strategy<Value = MessageToLog> {
    let object = prop::collection::hash_map("[a-z]{1,5}", any::<i32>(), 0..3).prop_map(|fields| {
        Content::Object(fields.into_iter().map(|(name, number)| (name, json!(number))).collect())
    });
    let content = prop_oneof!["\\PC*".prop_map(Content::Text), object];
    (prop::collection::btree_map("[A-Za-z-]{1,9}", "\\PC{0,9}", 0..3), prop::option::of(content))
        .prop_map(|(headers, content)| MessageToLog { headers, content })
}

#[test]
fn every_log_is_valid() {
    let log = (
        address(),
        prop::option::of(address()),
        prop::option::of("GET|POST"),
        prop::option::of(100_u16..600),
        (prop::option::of(message()), prop::option::of(message())),
        prop::option::of(0_i64..2_000_000_000_000),
        prop::option::of("\\PC{0,20}"),
        prop::option::of("\\PC{0,20}"),
    );
    check(log, |(base_url, full_url, method, response_code, messages, ms, exception_type, exception)| {
        let log = LogToCreate {
            base_url,
            full_url,
            method,
            response_code,
            request: messages.0,
            response: messages.1,
            created_at: ms.and_then(|ms| jiff::Timestamp::from_millisecond(ms).ok()),
            exception_type,
            exception,
        };
        logs::create_request(7, &log).ok()
    });
}

/// An order with as little in it as is allowed.
fn least(id: &str) -> OrderToUpsert {
    let at = "2026-11-21T08:00:00Z".parse().unwrap();
    OrderToUpsert {
        external_order_id: id.to_owned(),
        external_shipment_id: None,
        order_number: "1".to_owned(),
        order_status: None,
        payment_status: None,
        name: "Jan".to_owned(),
        company_name: String::new(),
        address: "Dam".to_owned(),
        house_number: String::new(),
        address_2: String::new(),
        postal_code: "1012 JS".to_owned(),
        city: "Amsterdam".to_owned(),
        to_state: None,
        country: "NL".to_owned(),
        email: String::new(),
        telephone: String::new(),
        to_service_point: None,
        to_post_number: String::new(),
        shipping_method: None,
        shipping_method_checkout_name: String::new(),
        weight: None,
        width: None,
        height: None,
        length: None,
        total_order_value: None,
        currency: None,
        parcel_items: Vec::new(),
        customs_invoice_nr: String::new(),
        customs_shipment_type: None,
        customs_details: None,
        checkout_payload: None,
        created_at: at,
        updated_at: at,
    }
}

/// An order with everything in it.
fn most(id: &str) -> OrderToUpsert {
    let status = |id: &str| Some(Status { id: id.to_owned(), message: id.to_owned() });
    let side = || Some("10.25".to_owned());
    let number =
        || TaxNumber { name: "VAT".to_owned(), country_code: "NL".to_owned(), value: "NL1".to_owned() };
    let cost = || Some(Cost { value: "3.99".to_owned(), currency: "EUR".to_owned() });
    OrderToUpsert {
        external_shipment_id: Some("s".to_owned()),
        order_status: status("unfulfilled"),
        payment_status: status("paid"),
        to_state: Some("RM".to_owned()),
        email: "jan@example.com".to_owned(),
        to_service_point: Some(1),
        shipping_method: Some(8),
        shipping_method_checkout_name: "é".repeat(100),
        weight: Some(Grams(999_999_999)),
        width: side(),
        height: side(),
        length: side(),
        total_order_value: Some("12.50".to_owned()),
        currency: Some(Currency::Gbp),
        parcel_items: vec![ItemToUpsert {
            description: "Candle".to_owned(),
            quantity: u32::MAX,
            value: "3.5".to_owned(),
            weight: Some(Grams(1)),
            sku: Some("S".to_owned()),
            product_id: Some("p".to_owned()),
            hs_code: Some("340600110000".to_owned()),
            origin_country: Some("NL".to_owned()),
            mid_code: Some("m".to_owned()),
            material_content: Some("wax".to_owned()),
            intended_use: Some("light".to_owned()),
            properties: vec![("colour".to_owned(), "red".to_owned())],
        }],
        customs_shipment_type: Some(CustomsShipmentType::CommercialGoods),
        customs_details: Some(CustomsDetails {
            discount_granted: cost(),
            insurance_costs: cost(),
            freight_costs: cost(),
            other_costs: cost(),
            sender_tax_numbers: vec![number()],
            receiver_tax_numbers: vec![number(), number()],
            importer_tax_numbers: Vec::new(),
        }),
        checkout_payload: Some(CheckoutPayload {
            sender_address_id: 17,
            product_code: "postnl:standard".to_owned(),
            product_name: "PostNL Standard".to_owned(),
            selected_functionalities: Map::new(),
            delivery: DeliveryMethod::NominatedDay,
            dates: Some(DeliveryDates {
                delivery_date: jiff::Timestamp::UNIX_EPOCH,
                formatted_delivery_date: "January 1, 1970".to_owned(),
                parcel_handover_date: jiff::Timestamp::UNIX_EPOCH,
            }),
        }),
        ..least(id)
    }
}

#[test]
fn orders_with_little_and_with_everything_are_valid() {
    let Some(documents) = documents() else { return };
    let hundred = (0..100).map(|n| least(&n.to_string())).collect();
    for orders in [hundred, vec![most("a"), least("a"), least("b")]] {
        let request = UpsertRequest::new(7, orders).unwrap().to_request().unwrap();
        assert_eq!(complaints(&documents, &request), [""; 0]);
    }
}

#[test]
fn every_order_that_may_be_handed_in_is_valid() {
    let texts = (
        "\\PC{0,20}",
        prop::option::of("\\PC{0,20}"),
        "\\PC{0,110}",
        "[A-Z]{2}|NL",
        "[a-z.@]{0,12}|[a-z]{1,5}@[a-z]{1,5}\\.nl",
    );
    let numbers = ("[0-9.]{0,12}", "[0-9.]{1,12}", any::<u32>(), "\\PC{0,14}", 0_u32..3);
    check(
        (texts, numbers),
        |((id, shipment, name, country, email), (side, value, grams, code, quantity))| {
            let full = most("a");
            let item = ItemToUpsert {
                description: name.clone(),
                quantity: quantity + 1,
                value: value.clone(),
                hs_code: Some(code),
                ..full.parcel_items[0].clone()
            };
            let order = OrderToUpsert {
                external_order_id: id,
                external_shipment_id: shipment,
                name: name.clone(),
                city: name.clone(),
                country,
                email,
                width: Some(side).filter(|side| !side.is_empty()),
                total_order_value: Some(value),
                weight: Some(Grams(grams)),
                parcel_items: vec![item],
                ..full
            };
            // What the client refuses is tried without, so that enough is left to check.
            let whole = UpsertRequest::new(7, vec![order.clone()]);
            let tame = OrderToUpsert {
                weight: None,
                width: None,
                total_order_value: None,
                parcel_items: Vec::new(),
                ..order
            };
            let tame = OrderToUpsert { country: "DE".to_owned(), email: String::new(), ..tame };
            whole
                .or_else(|_| UpsertRequest::new(7, vec![tame]))
                .unwrap_or_else(|_| UpsertRequest::new(7, vec![least("x")]).unwrap())
                .to_request()
                .ok()
        },
    );
}

#[test]
fn the_schemas_would_notice_what_the_client_refuses() {
    let Some(documents) = documents() else { return };
    let request = UpsertRequest::new(7, vec![most("a")]).unwrap().to_request().unwrap();
    let row: Value = serde_json::from_slice(request.body.as_deref().unwrap()).unwrap();
    let row = row[0].clone();
    for (field, value) in [
        ("external_order_id", json!("")),
        ("external_shipment_id", json!("")),
        ("order_status", json!({"id": "", "message": "x"})),
        ("name", json!("")),
        ("to_state", json!("")),
        ("country", json!("UK")),
        ("email", json!("jan")),
        ("shipping_method_checkout_name", json!("x".repeat(101))),
        ("weight", json!("4294967.295")),
        ("currency", json!("CHF")),
        ("customs_shipment_type", json!(5)),
        ("parcel_items", json!([{"description": "x", "quantity": 0, "value": "1"}])),
        ("parcel_items", json!([{"description": "", "quantity": 1, "value": "1"}])),
        ("updated_at", json!("now")),
        ("checkout_payload", json!({})),
    ] {
        let mut row = row.clone();
        row[field] = value;
        let complaints = operation(&documents, &request).body_complaints(&json!([row]));
        assert!(!complaints.is_empty(), "{field}: {} must be invalid", row[field]);
    }
    let delete =
        shipments::delete_request(7, &OrderToDelete::Uuid(ShipmentUuid::new(UUID).unwrap())).unwrap();
    for body in [
        json!({}),
        json!({"external_order_id": "a"}),
        json!({"external_order_id": "a", "external_shipment_id": null}),
        json!({"shipment_uuid": "x"}),
        json!({"shipment_uuid": UUID, "external_order_id": "a", "external_shipment_id": "b"}),
    ] {
        assert!(!operation(&documents, &delete).body_complaints(&body).is_empty(), "{body}");
    }
}

#[test]
fn every_other_request_is_documented() {
    let Some(documents) = documents() else { return };
    let day = || "2026-11-20".parse().ok();
    let all = incoming_orders::v3::OrdersQuery {
        order_number: Some("#1".to_owned()),
        order_id: Some("a".to_owned()),
        status: Some("unfulfilled".to_owned()),
        created_from: day(),
        created_to: day(),
        updated_from: day(),
        updated_to: day(),
    };
    for request in [
        integrations::list_request(),
        integrations::get_request(7),
        integrations::delete_request(7),
        integrations::v3::list_request(),
        logs::pages().request().unwrap().clone(),
        logs::pages_of(7).request().unwrap().clone(),
        incoming_orders::v3::pages(7, &Default::default()).request().unwrap().clone(),
        incoming_orders::v3::pages(7, &all).request().unwrap().clone(),
    ] {
        assert_documented(&documents, &request);
    }
}

fn reply(example: &Example) -> api_client::Api {
    api([answer(example.status, &example.value)]).1
}

#[test]
fn documented_integrations_are_understood() {
    let Some(documents) = documents() else { return };
    for example in examples(&documents, &integrations::list_request()) {
        let listed = block_on(integrations::list(&reply(&example))).unwrap();
        assert_eq!((listed.rows.len(), listed.unreadable.len()), (1, 0), "{}", example.name);
        assert_eq!(listed.rows[0].shop_name, "Integration #1");
    }
    for example in examples(&documents, &integrations::get_request(123)) {
        match (example.status, block_on(integrations::get(&reply(&example), 123))) {
            (200, Ok(one)) => assert_eq!((one.id, one.webhook_active), (123, Some(true))),
            (404, Err(error)) => assert_understood(&example, &error),
            (status, other) => panic!("{} ({status}): {other:?}", example.name),
        }
    }
    for example in examples(&documents, &integrations::delete_request(123)) {
        let error = block_on(integrations::delete(&reply(&example), 123)).unwrap_err();
        assert_understood(&example, &error);
    }
    for example in examples(&documents, &update::change_request(7, &Change::default()).unwrap()) {
        match (example.status, block_on(update::change(&reply(&example), 7, &Change::default()))) {
            (200, Ok(now)) => assert_eq!(now.service_point_carriers, ["ups"], "{}", example.name),
            (400 | 404, Err(error)) => assert_understood(&example, &error),
            (status, other) => panic!("{} ({status}): {other:?}", example.name),
        }
    }
    for example in examples(&documents, &integrations::v3::list_request()) {
        let listed = block_on(integrations::v3::list(&reply(&example))).unwrap();
        let [one] = listed.rows.as_slice() else { panic!("one row: {listed:?}") };
        assert_eq!((one.id, one.system.as_str()), (23_452_345, "api"));
        assert!(one.failing_since.is_some() && one.last_fetch.is_some() && one.last_updated_at.is_some());
    }
}

#[test]
fn documented_logs_are_understood() {
    let Some(documents) = documents() else { return };
    for pages in [logs::pages, || logs::pages_of(1)] {
        for example in examples(&documents, pages().request().unwrap()) {
            match (example.status, block_on(pages().next(&reply(&example)))) {
                (200, Ok(Some(page))) => {
                    assert_eq!((page.rows.len(), page.unreadable.len()), (2, 0), "{}", example.name);
                    let (first, second) = (&page.rows[0], &page.rows[1]);
                    assert_eq!((first.response_code, second.integration_id), (Some(495), Some(123)));
                    assert!(first.response.as_ref().is_some_and(|message| message.content.is_some()));
                    assert_eq!(second.response, None, "an empty object says nothing");
                }
                (404, Err(error)) => assert_understood(&example, &error),
                (status, other) => panic!("{} ({status}): {other:?}", example.name),
            }
        }
    }
    let log = LogToCreate::new(WebAddress::new("https://example.com").unwrap(), "No answer");
    for example in examples(&documents, &logs::create_request(7, &log).unwrap()) {
        match (example.status, block_on(logs::create(&reply(&example), 7, &log))) {
            (201, Ok(made)) => assert_eq!(made.id, Some(123)),
            (400 | 404, Err(error)) => assert_understood(&example, &error),
            (status, other) => panic!("{} ({status}): {other:?}", example.name),
        }
    }
}

#[test]
fn documented_answers_about_orders_are_understood() {
    let Some(documents) = documents() else { return };
    let order = OrderToDelete::Uuid(ShipmentUuid::new(UUID).unwrap());
    for example in examples(&documents, &shipments::delete_request(1, &order).unwrap()) {
        let error = block_on(shipments::delete(&reply(&example), 1, &order)).unwrap_err();
        assert_understood(&example, &error);
    }
    let first = OrderToUpsert { external_shipment_id: Some("777413".to_owned()), ..least("1175584") };
    let call = UpsertRequest::new(1, vec![least("1184635"), first]).unwrap();
    for example in examples(&documents, &call.to_request().unwrap()) {
        match (example.status, block_on(upsert(&reply(&example), &call))) {
            (200, Ok(told)) => {
                assert_eq!(told.notes, [""; 0], "both rows were found again");
                let UpsertOutcome::Refused(errors) = &told.orders[0] else { panic!("{told:?}") };
                assert_eq!(errors[0].path, "checkout_payload.delivery_method_data.delivery_date");
                assert_eq!(errors[0].words, "This field is required.");
                assert_eq!(told.orders[1], UpsertOutcome::Created { shipment_uuid: Some(UUID.to_owned()) });
            }
            (404, Err(error)) => assert_understood(&example, &error),
            (status, other) => panic!("{} ({status}): {other:?}", example.name),
        }
    }
    let orders = || incoming_orders::v3::pages(1, &Default::default());
    for example in examples(&documents, orders().request().unwrap()) {
        match (example.status, block_on(orders().next(&reply(&example)))) {
            (200, Ok(Some(page))) => {
                assert_eq!((page.rows.len(), page.unreadable.len()), (2, 0), "{}", example.name);
                let order = &page.rows[0];
                assert_eq!(order.external_order_id.as_deref(), Some("555413"));
                assert_eq!(order.order_status.as_ref().map(|status| status.id.as_str()), Some("fulfilled"));
                assert_eq!(order.parcel_items[0].weight, Some(Grams(1000)));
                assert_eq!((order.city.as_deref(), order.integration), (Some("Oss"), Some(739_283)));
                assert_eq!(order.customs_invoice_nr.as_deref(), Some("0124-03102022"));
                assert_eq!(page.rows[1].telephone.as_deref(), Some("0612345678"));
            }
            (400 | 404, Err(error)) => assert_understood(&example, &error),
            (status, other) => panic!("{} ({status}): {other:?}", example.name),
        }
    }
}
