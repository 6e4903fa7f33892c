//! From Wemasy's wire types to the model. Nothing of the wire gets past this file.

use wemasy::order_detail::OrderDetail;
use wemasy::orders::OrderRow;
use wemasy::{Contact, Line};

use crate::model::{Address, Item, Money, Order, Status};

fn clean(text: Option<&String>) -> Option<String> {
    text.map(|text| text.trim().to_owned()).filter(|text| !text.is_empty())
}

/// A row of the list: enough to be shown and found, not to be shipped.
pub fn row(integration_id: i64, wire: &OrderRow) -> Option<(i64, Order)> {
    let id = i64::try_from(wire.id?.0).ok()?;
    let status = wire.status.clone().unwrap_or_default();
    let order = Order {
        integration_id,
        external_order_id: Some(id.to_string()),
        external_shipment_id: None,
        number: wire.order_number.clone(),
        order_status: Status { label: status.clone(), code: status },
        // A second status with undocumented words: shown with the first one, no filter.
        payment_status: Status::default(),
        address: wire.contact.as_ref().map(address).unwrap_or_default(),
        email: wire.contact.as_ref().and_then(|contact| clean(contact.email.as_ref())),
        phone: wire.contact.as_ref().and_then(|contact| clean(contact.phone.as_ref())),
        ordered_at: wire.created().map(|at| at.to_string()).or_else(|| wire.created_at.clone()),
        shipping_method: None,
        shipping_method_id: None,
        service_point: false,
        weight_grams: wire.shipping.weight.map(|grams| grams.0).filter(|grams| *grams > 0),
        items: Vec::new(),
        value: money(wire.total_amount.as_ref()),
        unread: true,
    };
    Some((id, order))
}

/// What the detail adds to a row.
pub fn with_detail(row: Order, detail: &OrderDetail) -> Order {
    let contact = detail.recipient.as_ref().or(detail.billing.as_ref());
    let said = contact.map(address);
    Order {
        address: said.unwrap_or(row.address),
        email: contact.and_then(|contact| clean(contact.email.as_ref())).or(row.email),
        phone: contact.and_then(|contact| clean(contact.phone.as_ref())).or(row.phone),
        weight_grams: detail
            .shipping
            .weight
            .map(|grams| grams.0)
            .filter(|grams| *grams > 0)
            .or(row.weight_grams),
        items: detail.lines.iter().map(item).collect(),
        unread: false,
        ..row
    }
}

/// The list was read again: what the detail said stays, what the list says of itself is new.
pub fn refreshed(row: Order, known: Order) -> Order {
    Order {
        order_status: row.order_status,
        number: row.number,
        value: row.value,
        ordered_at: row.ordered_at,
        ..known
    }
}

fn address(contact: &Contact) -> Address {
    let text = |text: &Option<String>| clean(text.as_ref()).unwrap_or_default();
    Address {
        name: text(&contact.name),
        company: clean(contact.company.as_ref()),
        street: text(&contact.street),
        house_number: text(&contact.house_number),
        line_2: None,
        postal_code: text(&contact.postal_code),
        city: text(&contact.city),
        state: None,
        country: text(&contact.country).to_uppercase(),
    }
}

fn item(line: &Line) -> Item {
    Item {
        sku: None,
        barcode: clean(line.ean.as_ref()),
        description: line.title.clone(),
        quantity: line.quantity.and_then(|count| u32::try_from(count).ok()).unwrap_or(1),
        weight_grams: line.weight.map(|grams| grams.0),
        value: line.price.clone(),
        hs_code: None,
        origin_country: None,
        image_url: clean(line.main_image.as_ref()),
    }
}

/// The currency is not documented; the shops are Dutch.
fn money(amount: Option<&String>) -> Option<Money> {
    clean(amount).map(|amount| Money { amount, currency: "EUR".to_owned() })
}
