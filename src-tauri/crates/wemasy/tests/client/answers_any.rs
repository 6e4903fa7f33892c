//! Whatever an answer holds: nothing panics, and no junk is taken for an accepted or refused purchase.

use proptest::prelude::*;
use serde_json::Value;
use wemasy::generate_pdf::PdfType;
use wemasy::push::{Label, Push};
use wemasy::update_order::UpdateOrder;
use wemasy::{Grams, Host, OrderId, OrderIds, Outcome};

use crate::fake::{api, block_on, with_headers};

fn any_json() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        prop_oneof![
            "1",
            "ORD-1",
            "true",
            "/a?page=2",
            "https://x/\\?page=[0-9]{0,3}",
            "\\{\"id\": 1\\}",
            "\\PC{0,12}"
        ]
        .prop_map(Value::from),
    ];
    let names = [
        "data",
        "error",
        "errors",
        "message",
        "id",
        "order_id",
        "order_number",
        "current_page",
        "last_page",
        "next_page_url",
        "summary",
        "details",
        "new_orders",
        "queued_orders",
        "checkout",
        "quote",
        "order",
        "products",
        "users",
        "shipping",
        "shipment",
        "integration",
        "is_active",
        "credentials",
        "shipping_methods",
        "weight",
        "order_metadata",
        "sendcloud_weight",
        "pdf_url",
        "generation_id",
        "batch_name",
        "status_check_url",
        "status",
    ];
    leaf.prop_recursive(5, 64, 6, move |inner| {
        let name = prop::sample::select(names.to_vec()).prop_map(str::to_owned);
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..6).prop_map(Value::from),
            prop::collection::hash_map(name, inner, 0..6)
                .prop_map(|fields| Value::Object(fields.into_iter().collect())),
        ]
    })
}

fn status() -> impl Strategy<Value = u16> {
    prop_oneof![Just(200_u16), Just(200), Just(400), Just(404), Just(422), Just(500), 200_u16..=428]
}

fn orders() -> OrderIds {
    OrderIds::new([OrderId(1), OrderId(2)]).unwrap()
}

fn pushed(status: u16, body: impl Into<Vec<u8>>) -> Outcome<wemasy::push::Pushed> {
    let (_, api) = api([with_headers(status, &[], body)]);
    block_on(wemasy::push::push(&api, &Push { orders: orders(), label: Label::With }))
}

proptest! {
    #[test]
    fn any_json_can_be_read_as_any_resource(status in status(), body in any_json()) {
        let reply = || with_headers(status, &[], body.to_string());
        block_on(async {
            // A 5xx is asked for four times.
            let (_, api) = api((0..64).map(|_| reply()));
            let host = Host::new("https://x").unwrap();
            let mut list = wemasy::orders::pages(Default::default());
            if let Ok(Some(page)) = list.next(&api).await {
                for row in page.rows {
                    let _ = (row.created(), row.is_quote());
                }
                let _ = list.next(&api).await;
            }
            let _ = wemasy::order_detail::get(&api, "ORD-1").await;
            let _ = wemasy::sendcloud_status::get(&api).await;
            let _ = wemasy::shipping_methods::list(&api).await;
            let update = UpdateOrder {
                order_id: OrderId(1), shipping_method_id: std::num::NonZeroU64::MIN, weight: Grams(1), parcels: std::num::NonZeroU32::MIN,
            };
            let _ = wemasy::update_order::update(&api, &update).await;
            if let Some(queued) = wemasy::create_label::create(&api, &orders()).await.accepted()
                && let Some(url) = queued.status_check_url
            {
                let _ = wemasy::create_label::status(&api, &host, &url).await;
            }
            if let Ok(generation) = wemasy::generate_pdf::generate(&api, OrderId(1), PdfType::Invoice).await
                && let Some(url) = generation.pdf_url
            {
                let _ = wemasy::generate_pdf::fetch(&api, &host, &url).await;
            }
            let _ = wemasy::sync_snelstart::sync(&api, OrderId(1)).await;
            let _ = wemasy::push::push(&api, &Push { orders: orders(), label: Label::Without }).await.accepted().map(|p| p.makes_labels());
        });
    }

    #[test]
    fn junk_proves_nothing(status in status(), body in prop::collection::vec(any::<u8>(), 0..200)) {
        prop_assert!(matches!(pushed(status, body), Outcome::Unknown(_)), "money may have been spent");
    }

    #[test]
    fn a_refusal_is_in_the_platforms_own_form(status in status(), body in any_json()) {
        if let Outcome::Refused(error) = pushed(status, body.to_string()) {
            let says_so = matches!(&body["error"], Value::Bool(true) | Value::Number(_) | Value::String(_)) || body["errors"].is_object();
            prop_assert!(says_so, "{error}: {body}");
            prop_assert!(status < 500);
        }
    }
}
