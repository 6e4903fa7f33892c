//! v2: `PUT` and `PATCH /integrations/{id}`.

use api_client::Response;
use jiff::Timestamp;
use serde_json::{Map, Value, json};

use super::super::time;
use super::shop;
use crate::answer::{json_answer, v2_error};
use crate::model::SimShop;
use crate::platform::World;
use crate::wire::WireRequest;

const NAME_CHARS_MAX: usize = 250;
const REQUIRED: [&str; 6] = [
    "shop_name",
    "shop_url",
    "service_point_enabled",
    "service_point_carriers",
    "webhook_active",
    "webhook_url",
];

pub(in crate::endpoints) fn update(
    world: &mut World,
    wire: &WireRequest,
    id: &str,
    now: Timestamp,
) -> Response {
    let mut changed = match shop(world, wire, id) {
        Ok(shop) => shop.clone(),
        Err(gone) => return gone,
    };
    let body = wire.body.as_deref().and_then(|body| serde_json::from_slice::<Value>(body).ok());
    let Some(Value::Object(fields)) = body else {
        return v2_error(wire, 400, "{'non_field_errors': ['Invalid data. Expected a dictionary.']}");
    };
    let mut wrong = Wrong::default();
    if wire.method == "PUT" {
        for name in REQUIRED.iter().filter(|name| !fields.contains_key(**name)) {
            wrong.say(name, "This field is required.");
        }
    }
    apply(&fields, &mut changed, &mut wrong);
    if changed.service_point_enabled && changed.service_point_carriers.is_empty() {
        let words = "At least one carrier must be provided if the service point delivery is enabled.";
        wrong.say("service_point_carriers", words);
    }
    if let Some(message) = wrong.message() {
        return v2_error(wire, 400, &message);
    }
    changed.updated_at = Some(now);
    let answer = settings(&changed, now);
    if let Some(shop) = world.state.shops.iter_mut().find(|shop| shop.id == changed.id) {
        *shop = changed;
    }
    world.changes += 1;
    json_answer(200, &answer)
}

fn settings(shop: &SimShop, now: Timestamp) -> Value {
    let mut fields = json!({
        "shop_name": shop.name,
        "last_updated_at": time(now),
        "service_point_enabled": shop.service_point_enabled,
        "service_point_carriers": shop.service_point_carriers,
        "webhook_active": shop.webhook_active,
    });
    // The schema of this answer knows no null.
    for (name, url) in [("shop_url", &shop.url), ("webhook_url", &shop.webhook_url)] {
        if let (Some(fields), Some(url)) = (fields.as_object_mut(), url) {
            fields.insert(name.to_owned(), json!(url));
        }
    }
    fields
}

/// Complaints by field, in the words of the platform's framework. Those about settings share one entry, as in the
/// documented example.
#[derive(Default)]
struct Wrong(Vec<(&'static str, String)>);

impl Wrong {
    fn say(&mut self, field: &'static str, words: &str) {
        match field {
            "shop_name" | "shop_url" => self.0.push((field, words.to_owned())),
            _ => self.0.push(("settings", format!("{field}: {words}"))),
        }
    }

    /// `{'settings': ['webhook_active: This field may not be null.']}`
    fn message(&self) -> Option<String> {
        let mut names: Vec<&str> = self.0.iter().map(|(name, _)| *name).collect();
        names.dedup();
        let group = |name: &str| {
            let words = self.0.iter().filter(|(of, _)| *of == name).map(|(_, words)| format!("'{words}'"));
            format!("'{name}': [{}]", words.collect::<Vec<_>>().join(", "))
        };
        let groups: Vec<String> = names.into_iter().map(group).collect();
        (!groups.is_empty()).then(|| format!("{{{}}}", groups.join(", ")))
    }
}

fn apply(fields: &Map<String, Value>, shop: &mut SimShop, wrong: &mut Wrong) {
    if let Some(name) = text(fields, "shop_name", wrong) {
        match name.chars().count() {
            0 => wrong.say("shop_name", "This field may not be blank."),
            1..=NAME_CHARS_MAX => shop.name = name,
            _ => wrong.say("shop_name", "Ensure this field has no more than 250 characters."),
        }
    }
    if let Some(url) = url(fields, "shop_url", wrong) {
        shop.url = Some(url);
    }
    if let Some(enabled) = boolean(fields, "service_point_enabled", wrong) {
        shop.service_point_enabled = enabled;
    }
    match fields.get("service_point_carriers").map(|value| (value, value.as_array())) {
        None => {}
        Some((Value::Null, _)) => wrong.say("service_point_carriers", "This field may not be null."),
        Some((_, None)) => wrong.say("service_point_carriers", "Expected a list of items."),
        Some((_, Some(list))) => match list.iter().map(Value::as_str).collect::<Option<Vec<_>>>() {
            Some(codes) => shop.service_point_carriers = codes.into_iter().map(str::to_owned).collect(),
            None => wrong.say("service_point_carriers", "Not a valid string."),
        },
    }
    if let Some(active) = boolean(fields, "webhook_active", wrong) {
        shop.webhook_active = active;
    }
    if let Some(url) = url(fields, "webhook_url", wrong) {
        shop.webhook_url = Some(url);
    }
}

fn text(fields: &Map<String, Value>, name: &'static str, wrong: &mut Wrong) -> Option<String> {
    match fields.get(name)? {
        Value::Null => wrong.say(name, "This field may not be null."),
        Value::String(text) => return Some(text.trim().to_owned()),
        _ => wrong.say(name, "Not a valid string."),
    }
    None
}

fn url(fields: &Map<String, Value>, name: &'static str, wrong: &mut Wrong) -> Option<String> {
    let text = text(fields, name, wrong)?;
    let rest = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
    match rest {
        _ if text.is_empty() => wrong.say(name, "This field may not be blank."),
        Some(rest) if !rest.is_empty() && !rest.contains(char::is_whitespace) => return Some(text),
        _ => wrong.say(name, "Enter a valid URL."),
    }
    None
}

fn boolean(fields: &Map<String, Value>, name: &'static str, wrong: &mut Wrong) -> Option<bool> {
    match fields.get(name)? {
        Value::Null => wrong.say(name, "This field may not be null."),
        Value::Bool(yes) => return Some(*yes),
        _ => wrong.say(name, "Must be a valid boolean."),
    }
    None
}
