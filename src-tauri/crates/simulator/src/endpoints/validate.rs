//! The body of create-labels-async: what the documented schema allows. Pointers have no brackets here, as in the
//! documented 400.

use std::collections::HashSet;

use serde_json::{Map, Value};

use crate::answer::error_item;

const ORDERS_MAX: usize = 20;
const PARCELS_MAX: usize = 50;
const ITEMS_MAX: usize = 1000;

/// A create call that keeps to the schema.
#[derive(Debug)]
pub(super) struct Call {
    pub(super) integration: u64,
    pub(super) sender_address: Option<u64>,
    pub(super) brand: Option<u64>,
    pub(super) ship_with: Option<ShipWith>,
    pub(super) orders: Vec<Wanted>,
}

#[derive(Debug, Clone)]
pub(super) struct ShipWith {
    pub(super) option: Option<String>,
    pub(super) contract: Option<u64>,
}

#[derive(Debug)]
pub(super) enum Which {
    Id(String),
    Number(String),
}

#[derive(Debug)]
pub(super) struct Wanted {
    pub(super) which: Which,
    pub(super) rules: bool,
    pub(super) parcels: Vec<WantedParcel>,
}

#[derive(Debug)]
pub(super) struct WantedParcel {
    pub(super) items: Vec<(String, u32)>,
    pub(super) weight_kg: Option<String>,
}

/// Collects what is wrong.
struct Check(Vec<Value>);

impl Check {
    fn wrong(&mut self, at: &str, code: &str, detail: &str) {
        self.0.push(error_item(400, code, detail, Some(&format!("/data/attributes{at}"))));
    }

    fn object<'a>(&mut self, value: &'a Value, at: &str) -> Option<&'a Map<String, Value>> {
        let found = value.as_object();
        if found.is_none() {
            self.wrong(at, "invalid", "Input should be a valid dictionary");
        }
        found
    }

    /// `None` also for null where that is allowed.
    fn integer(
        &mut self,
        fields: &Map<String, Value>,
        name: &str,
        at: &str,
        rule: IntegerRule,
    ) -> Option<u64> {
        let at = format!("{at}/{name}");
        match (fields.get(name), rule) {
            (None, IntegerRule::Required) => self.wrong(&at, "required", "Field required"),
            (None, _) | (Some(Value::Null), IntegerRule::Nullable) => {}
            (Some(value), _) => match value.as_i64() {
                Some(number) if number >= 1 => return number.try_into().ok(),
                Some(_) => self.wrong(&at, "min_value", "Input should be greater than or equal to 1"),
                None => self.wrong(&at, "invalid", "Input should be a valid integer"),
            },
        }
        None
    }

    fn text(&mut self, value: &Value, at: &str, max: usize) -> Option<String> {
        match value.as_str() {
            None => self.wrong(at, "invalid", "Input should be a valid string"),
            Some("") => self.wrong(at, "invalid", "String should have at least 1 character"),
            Some(text) if text.chars().count() > max => {
                self.wrong(at, "string_too_long", &format!("String should have at most {max} characters"));
            }
            Some(text) => return Some(text.to_owned()),
        }
        None
    }

    fn list<'a>(&mut self, value: &'a Value, at: &str, min: usize, max: usize) -> &'a [Value] {
        match value.as_array() {
            None => self.wrong(at, "not_a_list", "Input should be a valid list"),
            Some(list) if list.len() < min || list.len() > max => {
                self.wrong(at, "invalid", &format!("Required array length: {min} - {max} elements"));
            }
            Some(list) => return list,
        }
        &[]
    }
}

#[derive(Clone, Copy)]
enum IntegerRule {
    Required,
    Optional,
    Nullable,
}

/// # Errors
/// The error items of a 400.
pub(super) fn call(body: Option<&[u8]>) -> Result<Call, Vec<Value>> {
    let parsed = body.and_then(|body| serde_json::from_slice::<Value>(body).ok());
    let Some(parsed) = parsed else {
        return Err(vec![error_item(400, "invalid", "JSON parse error", Some("/data"))]);
    };
    let mut check = Check(Vec::new());
    let read = check.object(&parsed, "").map(|fields| read_call(&mut check, fields));
    match (read, check.0) {
        (Some(Some(call)), wrong) if wrong.is_empty() => Ok(call),
        (_, wrong) => Err(wrong),
    }
}

fn read_call(check: &mut Check, fields: &Map<String, Value>) -> Option<Call> {
    let integration = check.integer(fields, "integration_id", "", IntegerRule::Required);
    let sender_address = check.integer(fields, "sender_address_id", "", IntegerRule::Optional);
    let brand = check.integer(fields, "brand_id", "", IntegerRule::Optional);
    let ship_with = fields.get("ship_with").and_then(|value| read_ship_with(check, value));
    let Some(list) = fields.get("orders") else {
        check.wrong("/orders", "required", "Field required");
        return None;
    };
    let list = check.list(list, "/orders", 1, ORDERS_MAX);
    let mut unlike = HashSet::new();
    if !list.iter().all(|item| unlike.insert(item.to_string())) {
        check.wrong("/orders", "invalid", "Items in the array should be unique");
    }
    let orders =
        list.iter().enumerate().filter_map(|(n, value)| read_order(check, value, &format!("/orders/{n}")));
    let orders = orders.collect();
    Some(Call { integration: integration?, sender_address, brand, ship_with, orders })
}

fn read_ship_with(check: &mut Check, value: &Value) -> Option<ShipWith> {
    let fields = check.object(value, "/ship_with")?;
    match fields.get("type").and_then(Value::as_str) {
        Some("shipping_option_code") => {}
        Some(_) => check.wrong("/ship_with/type", "invalid_choice", "Input should be 'shipping_option_code'"),
        None => check.wrong("/ship_with/type", "required", "Field required"),
    }
    let at = "/ship_with/properties";
    let properties = check.object(fields.get("properties").unwrap_or(&Value::Null), at)?;
    let option = match properties.get("shipping_option_code") {
        None | Some(Value::Null) => None,
        Some(value) => check.text(value, &format!("{at}/shipping_option_code"), 255),
    };
    Some(ShipWith { option, contract: check.integer(properties, "contract_id", at, IntegerRule::Nullable) })
}

fn read_order(check: &mut Check, value: &Value, at: &str) -> Option<Wanted> {
    let fields = check.object(value, at)?;
    let which = match (fields.get("order_id"), fields.get("order_number")) {
        (Some(_), Some(_)) => {
            check.wrong(at, "invalid", "Exactly one of order_id and order_number is allowed");
            None
        }
        (None, None) => {
            check.wrong(at, "required", "One of order_id and order_number is required");
            None
        }
        (Some(id), None) => check.text(id, &format!("{at}/order_id"), 64).map(Which::Id),
        (None, Some(number)) => check.text(number, &format!("{at}/order_number"), 255).map(Which::Number),
    };
    let rules = match fields.get("apply_shipping_rules") {
        None => false,
        Some(Value::Bool(rules)) => *rules,
        Some(_) => {
            check.wrong(&format!("{at}/apply_shipping_rules"), "invalid", "Input should be a valid boolean");
            false
        }
    };
    let mut parcels = Vec::new();
    if let Some(list) = fields.get("parcels") {
        let at = format!("{at}/parcels");
        for (n, parcel) in check.list(list, &at, 1, PARCELS_MAX).iter().enumerate() {
            parcels.extend(read_parcel(check, parcel, &format!("{at}/{n}")));
        }
    }
    Some(Wanted { which: which?, rules, parcels })
}

fn read_parcel(check: &mut Check, value: &Value, at: &str) -> Option<WantedParcel> {
    let fields = check.object(value, at)?;
    let at_items = format!("{at}/parcel_items");
    let mut items = Vec::new();
    match fields.get("parcel_items") {
        None => check.wrong(&at_items, "required", "Field required"),
        Some(list) => {
            for (n, item) in check.list(list, &at_items, 0, ITEMS_MAX).iter().enumerate() {
                let at = format!("{at_items}/{n}");
                let Some(fields) = check.object(item, &at) else { continue };
                let id =
                    check.text(fields.get("item_id").unwrap_or(&Value::Null), &format!("{at}/item_id"), 255);
                let quantity = check.integer(fields, "quantity", &at, IntegerRule::Required);
                items.extend(id.zip(quantity.and_then(|q| u32::try_from(q).ok())));
            }
        }
    }
    if let Some(dimensions) = fields.get("dimensions") {
        measures(check, dimensions, &format!("{at}/dimensions"), &["length", "width", "height"], &LENGTHS);
    }
    let weight_kg = fields.get("weight").and_then(|weight| {
        let at = format!("{at}/weight");
        measures(check, weight, &at, &["value"], &WEIGHTS).then(|| kilograms(weight)).flatten()
    });
    Some(WantedParcel { items, weight_kg })
}

const LENGTHS: [&str; 6] = ["cm", "mm", "m", "yd", "ft", "in"];
const WEIGHTS: [&str; 4] = ["kg", "g", "lbs", "oz"];

/// Values are decimal **strings**, and a unit is required.
fn measures(check: &mut Check, value: &Value, at: &str, names: &[&str], units: &[&str]) -> bool {
    let Some(fields) = check.object(value, at) else { return false };
    let before = check.0.len();
    for name in names {
        let text = check.text(fields.get(*name).unwrap_or(&Value::Null), &format!("{at}/{name}"), 20);
        if text.is_some_and(|text| !text.parse::<f64>().is_ok_and(|number| number > 0.0)) {
            check.wrong(&format!("{at}/{name}"), "invalid", "Input should be a positive number");
        }
    }
    if !fields.get("unit").and_then(Value::as_str).is_some_and(|unit| units.contains(&unit)) {
        check.wrong(
            &format!("{at}/unit"),
            "invalid_choice",
            &format!("Input should be one of {}", units.join(", ")),
        );
    }
    check.0.len() == before
}

pub(super) fn kilograms(weight: &Value) -> Option<String> {
    let value = weight.get("value")?.as_str()?.parse::<f64>().ok()?;
    let factor = match weight.get("unit")?.as_str()? {
        "kg" => 1.0,
        "g" => 0.001,
        "lbs" => 0.453_592,
        "oz" => 0.028_35,
        _ => return None,
    };
    Some(format!("{:.3}", value * factor))
}
