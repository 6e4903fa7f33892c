//! v2: `GET /integrations/logs`, `GET` and `POST /integrations/{id}/logs`. No filter is documented.

use api_client::Response;
use jiff::Timestamp;
use serde_json::{Map, Value, json};

use super::super::{page, time};
use super::shop;
use crate::answer::{json_answer, v2_error};
use crate::model::SimLog;
use crate::platform::World;
use crate::wire::WireRequest;

/// What a caller may say; other fields are ignored, as read-only ones are.
const WRITABLE: [&str; 10] = [
    "integration_id",
    "user_id",
    "base_url",
    "full_url",
    "method",
    "response_code",
    "response",
    "request",
    "exception_type",
    "exception",
];

pub(in crate::endpoints) fn list(world: &World, wire: &WireRequest, id: Option<&str>) -> Response {
    let of = match id.map(|id| shop(world, wire, id)).transpose() {
        Ok(shop) => shop.map(|shop| shop.id),
        Err(gone) => return gone,
    };
    let Some(cursor) = page::cursor(wire) else { return v2_error(wire, 404, "Invalid cursor") };
    let takes = |log: &&SimLog| of.is_none_or(|shop| shop == log.integration);
    let mut all: Vec<&SimLog> = world.state.logs.iter().filter(takes).collect();
    all.sort_by_key(|log| std::cmp::Reverse(log.id));
    let got = page::page(all, |log| log.id, cursor, world.config.v2_page_size.max(1));
    let link = |cursor: &Option<String>| cursor.as_ref().map(|cursor| page::url(wire, &wire.path, cursor));
    let results: Vec<Value> = got
        .items
        .iter()
        .map(|log| {
            let mut log = log_json(log);
            // "Write only".
            log.remove("integration_id");
            log.remove("user_id");
            Value::Object(log)
        })
        .collect();
    json_answer(200, &json!({"next": link(&got.next), "previous": link(&got.previous), "results": results}))
}

pub(in crate::endpoints) fn create(
    world: &mut World,
    wire: &WireRequest,
    id: &str,
    now: Timestamp,
) -> Response {
    let integration = match shop(world, wire, id) {
        Ok(shop) => shop.id,
        Err(gone) => return gone,
    };
    let body = wire.body.as_deref().and_then(|body| serde_json::from_slice::<Value>(body).ok());
    let Some(Value::Object(fields)) = body else {
        return v2_error(wire, 400, "{'non_field_errors': ['Invalid data. Expected a dictionary.']}");
    };
    let created_at = match fields.get("created_at") {
        None => Ok(now),
        Some(at) => at.as_str().and_then(|text| text.parse().ok()).ok_or("Datetime has wrong format."),
    };
    let wrong = wrong_field(&fields).or(created_at.err().map(|words| ("created_at", words)));
    if let Some((field, words)) = wrong {
        return v2_error(wire, 400, &format!("{{'{field}': ['{words}']}}"));
    }
    let said = WRITABLE.iter().filter_map(|name| Some(((*name).to_owned(), fields.get(*name)?.clone())));
    let log = SimLog {
        id: world.state.logs.iter().map(|log| log.id).max().unwrap_or(88_200) + 1,
        integration,
        said: said.collect(),
        created_at: created_at.unwrap_or(now),
    };
    let mut answer = log_json(&log);
    answer.insert("integration_id".to_owned(), json!(integration));
    world.state.logs.push(log);
    world.changes += 1;
    json_answer(201, &Value::Object(answer))
}

fn log_json(log: &SimLog) -> Map<String, Value> {
    let mut fields = log.said.clone();
    fields.insert("id".to_owned(), json!(log.id));
    fields.insert("created_at".to_owned(), json!(time(log.created_at)));
    fields.insert("protected".to_owned(), json!(false));
    fields
}

/// `exception` is typed as nullable, yet the documented 400 is about its null.
fn wrong_field(fields: &Map<String, Value>) -> Option<(&'static str, &'static str)> {
    const NULL: &str = "This field may not be null.";
    let field = |name: &str| fields.get(name);
    match field("base_url") {
        None => return Some(("base_url", "This field is required.")),
        Some(Value::Null) => return Some(("base_url", NULL)),
        Some(Value::String(text)) if text.is_empty() => {
            return Some(("base_url", "This field may not be blank."));
        }
        Some(Value::String(_)) => {}
        Some(_) => return Some(("base_url", "Not a valid string.")),
    }
    for (name, nullable) in
        [("exception", false), ("method", false), ("full_url", true), ("exception_type", true)]
    {
        match field(name) {
            None | Some(Value::String(_)) => {}
            Some(Value::Null) if nullable => {}
            Some(Value::Null) => return Some((name, NULL)),
            Some(_) => return Some((name, "Not a valid string.")),
        }
    }
    if field("response_code").is_some_and(|code| !code.is_null() && code.as_u64().is_none()) {
        return Some(("response_code", "A valid integer is required."));
    }
    if field("integration_id").is_some_and(|id| !id.is_null() && id.as_u64().is_none_or(|id| id == 0)) {
        return Some(("integration_id", "A valid integer is required."));
    }
    if field("user_id").is_some_and(|id| id.as_u64().is_none_or(|id| id == 0)) {
        return Some(("user_id", "A valid integer is required."));
    }
    if !message(field("response"), "body", false) {
        return Some(("response", "Expected a dictionary of items."));
    }
    if !message(field("request"), "payload", true) {
        return Some(("request", "Expected a dictionary of items."));
    }
    None
}

/// Headers may be a text in requests only.
fn message(value: Option<&Value>, content: &str, text_headers: bool) -> bool {
    let Some(value) = value.filter(|value| !value.is_null()) else { return true };
    let fits = |value: Option<&Value>, text: bool| match value {
        None | Some(Value::Null | Value::Object(_)) => true,
        Some(Value::String(_)) => text,
        Some(_) => false,
    };
    value.is_object() && fits(value.get("headers"), text_headers) && fits(value.get(content), true)
}
