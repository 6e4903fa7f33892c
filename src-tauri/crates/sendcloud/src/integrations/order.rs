//! One order as a shop hands it in (schema `ShipmentBlobOrderCreate`), with what makes it invalid.

use jiff::Timestamp;
use serde_json::{Map, Value, json};

use super::country::is_country;
use crate::Grams;
use crate::incoming_orders::Status;

/// Characters of the checkout's name for a delivery method.
const CHECKOUT_NAME_CHARS_MAX: usize = 100;
/// Characters of a weight or a side.
const MEASURE_CHARS_MAX: usize = 10;
/// Characters of a customs tariff number.
const HS_CODE_CHARS_MAX: usize = 12;

/// Currencies that the platform takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Currency {
    Eur,
    Usd,
    Gbp,
}

/// What customs take the goods for, in the platform's numbering.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CustomsShipmentType {
    Gift = 0,
    Documents = 1,
    CommercialGoods = 2,
    CommercialSample = 3,
    ReturnedGoods = 4,
}

/// An order of a shop. Texts may be empty unless said otherwise; `None` is null, or left out where null is not allowed.
#[derive(Debug, Clone, PartialEq)]
pub struct OrderToUpsert {
    /// Not empty. Together with the next one it says which order is meant.
    pub external_order_id: String,
    /// Exactly as it was read or handed in before: null is not another text, and `""` is no id.
    pub external_shipment_id: Option<String>,
    /// Not empty.
    pub order_number: String,
    pub order_status: Option<Status>,
    pub payment_status: Option<Status>,
    /// Not empty.
    pub name: String,
    pub company_name: String,
    /// Not empty.
    pub address: String,
    pub house_number: String,
    pub address_2: String,
    /// Not empty.
    pub postal_code: String,
    /// Not empty.
    pub city: String,
    pub to_state: Option<String>,
    /// ISO 3166-1 alpha-2.
    pub country: String,
    pub email: String,
    pub telephone: String,
    /// The platform's id of a service point.
    pub to_service_point: Option<i64>,
    pub to_post_number: String,
    pub shipping_method: Option<i64>,
    /// At most 100 characters.
    pub shipping_method_checkout_name: String,
    pub weight: Option<Grams>,
    /// Decimal texts of at most 10 characters; their unit is not documented.
    pub width: Option<String>,
    pub height: Option<String>,
    pub length: Option<String>,
    /// Decimal text.
    pub total_order_value: Option<String>,
    pub currency: Option<Currency>,
    pub parcel_items: Vec<ItemToUpsert>,
    pub customs_invoice_nr: String,
    pub customs_shipment_type: Option<CustomsShipmentType>,
    pub customs_details: Option<CustomsDetails>,
    pub checkout_payload: Option<CheckoutPayload>,
    /// When the shop created it.
    pub created_at: Timestamp,
    /// When the shop changed it: an order with the same time as before is ignored.
    pub updated_at: Timestamp,
}

/// One line of an order.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ItemToUpsert {
    /// Not empty.
    pub description: String,
    /// At least 1.
    pub quantity: u32,
    /// Decimal text, per piece.
    pub value: String,
    /// Per piece.
    pub weight: Option<Grams>,
    pub sku: Option<String>,
    pub product_id: Option<String>,
    /// At most 12 characters.
    pub hs_code: Option<String>,
    pub origin_country: Option<String>,
    pub mid_code: Option<String>,
    pub material_content: Option<String>,
    pub intended_use: Option<String>,
    pub properties: Vec<(String, String)>,
}

/// Customs costs and tax numbers.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CustomsDetails {
    pub discount_granted: Option<Cost>,
    pub insurance_costs: Option<Cost>,
    pub freight_costs: Option<Cost>,
    pub other_costs: Option<Cost>,
    pub sender_tax_numbers: Vec<TaxNumber>,
    pub receiver_tax_numbers: Vec<TaxNumber>,
    pub importer_tax_numbers: Vec<TaxNumber>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cost {
    /// Decimal text.
    pub value: String,
    pub currency: String,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TaxNumber {
    /// `VAT`, `EORI`, ...
    pub name: String,
    pub country_code: String,
    pub value: String,
}

/// What the shop's checkout chose.
#[derive(Debug, Clone, PartialEq)]
pub struct CheckoutPayload {
    pub sender_address_id: i64,
    pub product_code: String,
    pub product_name: String,
    /// The product's functionalities as the checkout got them.
    pub selected_functionalities: Map<String, Value>,
    pub delivery: DeliveryMethod,
    pub dates: Option<DeliveryDates>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DeliveryMethod {
    Standard,
    NominatedDay,
    SameDay,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeliveryDates {
    pub delivery_date: Timestamp,
    /// For people; not empty.
    pub formatted_delivery_date: String,
    pub parcel_handover_date: Timestamp,
}

impl OrderToUpsert {
    /// The first field that the documents call invalid.
    pub(super) fn invalid_field(&self) -> Option<&'static str> {
        let status = |status: &Option<Status>| {
            status.as_ref().is_none_or(|status| !status.id.is_empty() && !status.message.is_empty())
        };
        let measure = |text: &Option<String>| {
            text.as_ref().is_none_or(|t| is_decimal(t) && t.len() <= MEASURE_CHARS_MAX)
        };
        let rules = [
            ("external_order_id", !self.external_order_id.is_empty()),
            ("external_shipment_id", self.external_shipment_id.as_deref() != Some("")),
            ("order_number", !self.order_number.is_empty()),
            ("order_status", status(&self.order_status)),
            ("payment_status", status(&self.payment_status)),
            ("name", !self.name.is_empty()),
            ("address", !self.address.is_empty()),
            ("postal_code", !self.postal_code.is_empty()),
            ("city", !self.city.is_empty()),
            ("to_state", self.to_state.as_deref() != Some("")),
            ("country", is_country(&self.country)),
            ("email", self.email.is_empty() || is_email(&self.email)),
            (
                "shipping_method_checkout_name",
                self.shipping_method_checkout_name.chars().count() <= CHECKOUT_NAME_CHARS_MAX,
            ),
            (
                "weight",
                self.weight.is_none_or(|weight| weight.0 > 0 && weight.to_kg().len() <= MEASURE_CHARS_MAX),
            ),
            ("width", measure(&self.width)),
            ("height", measure(&self.height)),
            ("length", measure(&self.length)),
            ("total_order_value", self.total_order_value.as_deref().is_none_or(is_decimal)),
            ("parcel_items", self.parcel_items.iter().all(ItemToUpsert::is_valid)),
            ("customs_details", self.customs_details.as_ref().is_none_or(CustomsDetails::is_valid)),
            ("checkout_payload", self.checkout_payload.as_ref().is_none_or(CheckoutPayload::is_valid)),
        ];
        rules.into_iter().find(|(_, holds)| !holds).map(|(field, _)| field)
    }

    pub(super) fn body(&self) -> Value {
        let status = |status: &Option<Status>| {
            status.as_ref().map(|status| json!({"id": status.id, "message": status.message}))
        };
        let mut body = json!({
            "external_order_id": self.external_order_id,
            "external_shipment_id": self.external_shipment_id,
            "order_number": self.order_number,
            "order_status": status(&self.order_status),
            "payment_status": status(&self.payment_status),
            "name": self.name,
            "company_name": self.company_name,
            "address": self.address,
            "house_number": self.house_number,
            "address_2": self.address_2,
            "postal_code": self.postal_code,
            "city": self.city,
            "to_state": self.to_state,
            "country": self.country,
            "email": self.email,
            "telephone": self.telephone,
            "to_service_point": self.to_service_point,
            "to_post_number": self.to_post_number,
            "shipping_method": self.shipping_method,
            "shipping_method_checkout_name": self.shipping_method_checkout_name,
            "weight": self.weight.map(Grams::to_kg),
            "width": self.width,
            "height": self.height,
            "length": self.length,
            "total_order_value": self.total_order_value,
            "currency": self.currency.map(Currency::code),
            "parcel_items": self.parcel_items.iter().map(ItemToUpsert::body).collect::<Vec<_>>(),
            "customs_invoice_nr": self.customs_invoice_nr,
            "customs_shipment_type": self.customs_shipment_type.map(|kind| kind as u8),
            "created_at": self.created_at.to_string(),
            "updated_at": self.updated_at.to_string(),
        });
        set(&mut body, "customs_details", self.customs_details.as_ref().map(CustomsDetails::body));
        set(&mut body, "checkout_payload", self.checkout_payload.as_ref().map(CheckoutPayload::body));
        body
    }
}

impl ItemToUpsert {
    fn is_valid(&self) -> bool {
        !self.description.is_empty()
            && self.quantity >= 1
            && is_decimal(&self.value)
            && self.hs_code.as_ref().is_none_or(|code| code.chars().count() <= HS_CODE_CHARS_MAX)
            && self.origin_country.as_deref().is_none_or(is_country)
    }

    fn body(&self) -> Value {
        let properties: Map<String, Value> =
            self.properties.iter().map(|(name, value)| (name.clone(), json!(value))).collect();
        let mut body = json!({
            "description": self.description,
            "quantity": self.quantity,
            "value": self.value,
            "weight": self.weight.map(Grams::to_kg),
            "properties": properties,
        });
        for (name, text) in [
            ("sku", &self.sku),
            ("product_id", &self.product_id),
            ("hs_code", &self.hs_code),
            ("origin_country", &self.origin_country),
            ("mid_code", &self.mid_code),
            ("material_content", &self.material_content),
            ("intended_use", &self.intended_use),
        ] {
            set(&mut body, name, text.as_ref().map(|text| json!(text)));
        }
        body
    }
}

impl CustomsDetails {
    fn is_valid(&self) -> bool {
        self.costs().into_iter().all(|(_, cost)| cost.as_ref().is_none_or(|cost| is_decimal(&cost.value)))
    }

    fn costs(&self) -> [(&'static str, &Option<Cost>); 4] {
        [
            ("discount_granted", &self.discount_granted),
            ("insurance_costs", &self.insurance_costs),
            ("freight_costs", &self.freight_costs),
            ("other_costs", &self.other_costs),
        ]
    }

    fn body(&self) -> Value {
        let numbers = |list: &[TaxNumber]| -> Vec<Value> {
            let number =
                |n: &TaxNumber| json!({"name": n.name, "country_code": n.country_code, "value": n.value});
            list.iter().map(number).collect()
        };
        let mut body = json!({"tax_numbers": {
            "sender": numbers(&self.sender_tax_numbers),
            "receiver": numbers(&self.receiver_tax_numbers),
            "importer_of_records": numbers(&self.importer_tax_numbers),
        }});
        for (name, cost) in self.costs() {
            let cost = cost.as_ref().map(|cost| json!({"value": cost.value, "currency": cost.currency}));
            set(&mut body, name, cost);
        }
        body
    }
}

impl CheckoutPayload {
    fn is_valid(&self) -> bool {
        self.dates.as_ref().is_none_or(|dates| !dates.formatted_delivery_date.is_empty())
    }

    fn body(&self) -> Value {
        let method = match self.delivery {
            DeliveryMethod::Standard => "standard_delivery",
            DeliveryMethod::NominatedDay => "nominated_day_delivery",
            DeliveryMethod::SameDay => "same_day_delivery",
        };
        let mut body = json!({
            "sender_address_id": self.sender_address_id,
            "shipping_product": {
                "code": self.product_code,
                "name": self.product_name,
                "selected_functionalities": self.selected_functionalities,
            },
            "delivery_method_type": method,
        });
        let dates = self.dates.as_ref().map(|dates| {
            json!({
                "delivery_date": dates.delivery_date.to_string(),
                "formatted_delivery_date": dates.formatted_delivery_date,
                "parcel_handover_date": dates.parcel_handover_date.to_string(),
            })
        });
        set(&mut body, "delivery_method_data", dates);
        body
    }
}

impl Currency {
    fn code(self) -> &'static str {
        match self {
            Self::Eur => "EUR",
            Self::Usd => "USD",
            Self::Gbp => "GBP",
        }
    }
}

fn set(body: &mut Value, name: &str, value: Option<Value>) {
    if let (Some(fields), Some(value)) = (body.as_object_mut(), value) {
        fields.insert(name.to_owned(), value);
    }
}

/// "12", "12.5": digits with at most one point between them.
fn is_decimal(text: &str) -> bool {
    let (whole, part) = text.split_once('.').unwrap_or((text, "0"));
    [whole, part].iter().all(|digits| !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit()))
}

/// One address that no mail server would call malformed; stricter than the standard.
fn is_email(text: &str) -> bool {
    let Some((user, domain)) = text.rsplit_once('@') else { return false };
    let sign = |extra: &'static [u8]| move |byte: u8| byte.is_ascii_alphanumeric() || extra.contains(&byte);
    let label = |label: &str| {
        (1..=63).contains(&label.len())
            && label.bytes().all(sign(b"-"))
            && !label.starts_with('-')
            && !label.ends_with('-')
    };
    (1..=64).contains(&user.len())
        && user.split('.').all(|atom| !atom.is_empty() && atom.bytes().all(sign(b"!#$%&'*+-/=?^_`{|}~")))
        && domain.len() <= 253
        && domain.contains('.')
        && domain.split('.').all(label)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decimals_and_addresses_are_read_strictly() {
        assert!(["0", "12", "12.50", "0.001"].into_iter().all(is_decimal));
        assert!(["", ".", "1.", ".5", "1,5", "-1", "1e3", "1.2.3", " 1"].into_iter().all(|t| !is_decimal(t)));
        assert!(["jan@example.com", "j.a+b@sub.example.nl"].into_iter().all(is_email));
        let wrong = ["", "jan", "@example.com", "jan@", "jan@example", "a b@example.com", "a..b@example.com"];
        assert!(wrong.into_iter().all(|text| !is_email(text)));
    }
}
