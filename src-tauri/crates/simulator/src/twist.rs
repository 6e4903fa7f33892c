//! What a fault does to an answer: another answer instead of the work, or the work's answer changed.

use api_client::Response;
use serde_json::{Value, json};

use crate::answer;
use crate::fault::{BodyKind, FaultKind, NotPdf, PointerSpelling};
use crate::wemasy;
use crate::wire::{WireRequest, encode};

/// How the cursors of a list without end begin; the platform answers them with its first page.
pub(crate) const ENDLESS: &str = "endless";
/// As [`ENDLESS`], but always the same.
pub(crate) const REPEATED: &str = "endless";

/// The answer of faults that keep the platform from doing the work.
pub(crate) fn instead(fault: &FaultKind, wire: &WireRequest) -> Option<Response> {
    match fault {
        FaultKind::Status { status, body, retry_after, after_work: false } => {
            Some(status_answer(wire, *status, *body, retry_after.as_deref()))
        }
        FaultKind::StatusThenWork { status, body, .. } => Some(status_answer(wire, *status, *body, None)),
        FaultKind::Redirect307 { location } => {
            let location = location.clone().unwrap_or_else(|| format!("{}{}", wire.base, wire.path));
            let mut response = answer::with_type(307, "text/html", Vec::new());
            response.headers.push(("location".to_owned(), location));
            Some(response)
        }
        FaultKind::CallError => {
            let pointer = Some("/data/attributes/sender_address_id");
            Some(answer::errors(202, vec![answer::error_item(404, "invalid", "Does not exist.", pointer)]))
        }
        FaultKind::NotJson => {
            Some(answer::with_type(200, "text/html; charset=utf-8", answer::MAINTENANCE.into()))
        }
        _ => None,
    }
}

pub(crate) fn status_answer(
    wire: &WireRequest,
    status: u16,
    body: BodyKind,
    retry_after: Option<&str>,
) -> Response {
    let mut response = match body {
        BodyKind::Json if wemasy::is_path(&wire.path) => wemasy::fault_answer(status),
        BodyKind::Json => answer::error(status, code_of(status), words_of(status), None),
        BodyKind::Html => answer::with_type(status, "text/html; charset=utf-8", answer::MAINTENANCE.into()),
        BodyKind::Empty => Response { status, headers: Vec::new(), body: Vec::new() },
    };
    if let Some(value) = retry_after {
        response.headers.push(("retry-after".to_owned(), value.to_owned()));
    }
    response
}

fn code_of(status: u16) -> &'static str {
    match status {
        401 => "authentication_failed",
        402 => "no_valid_payment_method",
        403 => "forbidden",
        404 => "not_found",
        429 => "throttled",
        500..=599 => "unknown_error",
        _ => "invalid",
    }
}

fn words_of(status: u16) -> &'static str {
    match status {
        401 => "Invalid username/password.",
        402 => "There is no valid payment method for this account.",
        403 => "You do not have permission to perform this action.",
        404 => "The page you have requested could not be found.",
        429 => "Request was throttled.",
        500..=599 => "An unexpected error occurred.",
        _ => "The request could not be processed.",
    }
}

/// Changes the answer of work that was done.
pub(crate) fn apply(fault: &FaultKind, wire: &WireRequest, answered: u64, response: &mut Response) {
    match fault {
        FaultKind::Status { status, body, retry_after, after_work: true } => {
            *response = status_answer(wire, *status, *body, retry_after.as_deref());
        }
        FaultKind::TruncatedJson => response.body.truncate(response.body.len() / 2),
        FaultKind::WrongContentType => {
            set_header(response, "content-type", "text/plain; charset=utf-8".to_owned())
        }
        FaultKind::HugeBody { bytes } => response.body.resize(response.body.len().max(*bytes), b' '),
        FaultKind::DocumentNotPdf { gives } if response.status == 200 => not_pdf(*gives, response),
        FaultKind::RepeatedCursor => {
            turn_page(wire, response, wire.first("cursor").unwrap_or(REPEATED), &wire.base)
        }
        FaultKind::EndlessPages => {
            turn_page(wire, response, &format!("{ENDLESS}{answered}"), &wire.base);
        }
        FaultKind::ForeignNext => turn_page(wire, response, REPEATED, "https://panel.example.org"),
        FaultKind::NumbersAsText => set_body(response, |body| {
            numbers_as_text(body);
            true
        }),
        FaultKind::StrangeWords => set_body(response, |body| {
            strange_words(body);
            true
        }),
        FaultKind::ParcelsWithoutIds => set_body(response, |body| {
            parcels_without_ids(body);
            true
        }),
        FaultKind::ErrorsWithoutPointer => set_body(response, |body| {
            let errors = body.get_mut("errors").and_then(Value::as_array_mut);
            errors.into_iter().flatten().for_each(|item| without(item, &["source"]));
            true
        }),
        FaultKind::ErrorPointers { spelling } => {
            let count = sent(wire).get("orders").and_then(Value::as_array).map_or(0, Vec::len);
            set_body(response, |body| {
                let errors = body.get_mut("errors").and_then(Value::as_array_mut);
                errors.into_iter().flatten().for_each(|item| spell(item, *spelling, count));
                true
            });
        }
        FaultKind::ErrorsAsObject
        | FaultKind::OrderMissing
        | FaultKind::OrderInBoth
        | FaultKind::DuplicateEntry
        | FaultKind::EntryWithoutIds
        | FaultKind::EntryWithoutOrder => twist_create(fault, wire, response),
        _ => {}
    }
}

fn numbers_as_text(value: &mut Value) {
    match value {
        Value::Number(number) => *value = Value::String(number.to_string()),
        Value::Array(list) => list.iter_mut().for_each(numbers_as_text),
        Value::Object(fields) => fields.values_mut().for_each(numbers_as_text),
        Value::Null | Value::Bool(_) | Value::String(_) => {}
    }
}

fn strange_words(value: &mut Value) {
    match value {
        Value::Array(list) => list.iter_mut().for_each(strange_words),
        Value::Object(fields) => {
            fields.values_mut().for_each(strange_words);
            if fields.contains_key("code") && fields.contains_key("detail") {
                fields.insert("code".to_owned(), json!("left_handed_parcel"));
            }
            if fields.contains_key("announced_at") {
                let status = json!({"code": "TELEPORTED", "message": "Teleported"});
                fields.insert("status".to_owned(), status);
            }
            fields.insert("x_since_tomorrow".to_owned(), json!({"beams": [1, null, "two"]}));
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

fn parcels_without_ids(body: &mut Value) {
    let rows = match body.get_mut("data") {
        Some(Value::Array(rows)) => rows.iter_mut().collect(),
        Some(one) => vec![one],
        None => Vec::new(),
    };
    for row in rows {
        without(row, &["parcel_id", "parcels_ids"]);
        let parcels = row.get_mut("parcels").and_then(Value::as_array_mut);
        parcels.into_iter().flatten().for_each(|parcel| without(parcel, &["id"]));
    }
}

fn not_pdf(gives: NotPdf, response: &mut Response) {
    match gives {
        NotPdf::Zpl => {
            response.body = b"^XA^FO40,40^A0N,40,40^FDSAMPLE^FS^XZ".to_vec();
            set_header(response, "content-type", "application/zpl".to_owned());
        }
        NotPdf::Html => response.body = answer::MAINTENANCE.into(),
        NotPdf::TruncatedPdf => response.body.truncate(response.body.len() / 3),
        NotPdf::CorruptPdf => {
            let end = response.body.len().saturating_sub(b"%%EOF\n".len());
            let between = response.body.get_mut(b"%PDF-1.7\n".len()..end);
            between.into_iter().flatten().for_each(|byte| *byte ^= 0x5a);
        }
        NotPdf::PdfWithoutPages => response.body = WITHOUT_PAGES.into(),
        NotPdf::Empty => response.body.clear(),
    }
}

const WITHOUT_PAGES: &str = "%PDF-1.4\n1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n\
    2 0 obj\n<</Type/Pages/Kids[]/Count 0>>\nendobj\nxref\n0 3\n0000000000 65535 f \n\
    0000000009 00000 n \n0000000054 00000 n \ntrailer\n<</Size 3/Root 1 0 R>>\nstartxref\n100\n%%EOF\n";

/// Names the order of an error in another way; errors about the whole call stay as they are.
fn spell(item: &mut Value, spelling: PointerSpelling, count: usize) {
    let Some(pointer) = item.pointer_mut("/source/pointer") else { return };
    let Some(place) = pointer.as_str().and_then(place_in) else { return };
    let orders = "/data/attributes/orders";
    *pointer = Value::String(match spelling {
        PointerSpelling::Brackets => format!("{orders}/[{place}]"),
        PointerSpelling::Slash => format!("{orders}/{place}"),
        PointerSpelling::Field => format!("{orders}/{place}/order_id"),
        PointerSpelling::BracketsField => format!("{orders}/[{place}]/parcels/0/parcel_items"),
        PointerSpelling::List => orders.to_owned(),
        PointerSpelling::Call => "/data/attributes/sender_address_id".to_owned(),
        PointerSpelling::Data => "/data".to_owned(),
        PointerSpelling::Sync => "/data/attributes/order/order_id".to_owned(),
        PointerSpelling::Outside => format!("{orders}/[{count}]"),
    });
}

/// The order's position in a pointer of ours.
fn place_in(pointer: &str) -> Option<usize> {
    let rest = pointer.strip_prefix("/data/attributes/orders/")?;
    rest.split('/').next()?.trim_matches(['[', ']']).parse().ok()
}

fn set_header(response: &mut Response, name: &str, value: String) {
    response.headers.retain(|(n, _)| n != name);
    response.headers.push((name.to_owned(), value));
}

/// Edits a JSON answer; the edit says whether it changed anything.
fn set_body(response: &mut Response, edit: impl FnOnce(&mut Value) -> bool) {
    if let Some(mut body) = answer::parse_body(response)
        && edit(&mut body)
    {
        response.body = body.to_string().into_bytes();
    }
}

fn turn_page(wire: &WireRequest, response: &mut Response, cursor: &str, base: &str) {
    if wemasy::is_path(&wire.path) {
        // Its cursors are page numbers: without an end the next one always follows, else it is this one again.
        let step = u64::from(cursor != REPEATED || base != wire.base);
        return set_body(response, |body| {
            let Some(data) = body.get_mut("data").and_then(Value::as_object_mut) else { return false };
            let Some(page) = data.get("current_page").and_then(Value::as_u64) else { return false };
            let next = format!("{base}{}?page={}", wire.path, page + step);
            data.insert("next_page_url".to_owned(), json!(next));
            true
        });
    }
    let next = format!("{base}{}?cursor={}", wire.path, encode(cursor));
    match wire.path.starts_with("/api/v2/") {
        true => set_body(response, |body| {
            body.as_object_mut().is_some_and(|fields| fields.insert("next".to_owned(), json!(next)).is_some())
        }),
        false => set_header(response, "link", format!("<{next}>; rel=\"next\"")),
    }
}

fn twist_create(fault: &FaultKind, wire: &WireRequest, response: &mut Response) {
    let sent = sent(wire);
    set_body(response, |body| {
        let Some(fields) = body.as_object_mut() else { return false };
        match fault {
            FaultKind::ErrorsAsObject => {
                let first = fields.get("errors").and_then(|e| e.get(0)).cloned();
                fields.insert("errors".to_owned(), first.unwrap_or_else(|| json!({})));
                return true;
            }
            FaultKind::OrderInBoth => {
                let Some(entry) = fields.get("data").and_then(|d| d.get(0)) else { return false };
                let place = place_of(entry, &sent);
                let pointer = format!("/data/attributes/orders/[{place}]");
                let detail = "The label was requested, but the shop could not be told.";
                let item = answer::error_item(500, "external_service_error", detail, Some(&pointer));
                if let Some(list) = fields.entry("errors").or_insert_with(|| json!([])).as_array_mut() {
                    list.push(item);
                }
                return true;
            }
            _ => {}
        }
        let Some(data) = fields.get_mut("data").and_then(Value::as_array_mut) else { return false };
        let Some(first) = data.first().cloned() else { return false };
        match fault {
            FaultKind::OrderMissing => drop(data.remove(0)),
            FaultKind::DuplicateEntry => data.push(first),
            FaultKind::EntryWithoutIds => without(&mut data[0], &["shipment_id", "parcel_id", "parcels_ids"]),
            FaultKind::EntryWithoutOrder => without(&mut data[0], &["order_id", "order_number"]),
            _ => return false,
        }
        true
    });
}

fn sent(wire: &WireRequest) -> Value {
    wire.body.as_deref().and_then(|body| serde_json::from_slice(body).ok()).unwrap_or_default()
}

fn without(entry: &mut Value, names: &[&str]) {
    if let Some(fields) = entry.as_object_mut() {
        fields.retain(|name, _| !names.contains(&name.as_str()));
    }
}

/// The order's position in the request.
fn place_of(entry: &Value, sent: &Value) -> usize {
    let orders = sent.get("orders").and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
    let same = |order: &Value, name: &str| order.get(name).is_some() && order.get(name) == entry.get(name);
    orders.iter().position(|o| same(o, "order_id") || same(o, "order_number")).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn twisted(fault: &FaultKind, body: &Value) -> Value {
        let mut response = answer::json_answer(200, body);
        apply(fault, &WireRequest::new("GET", "/api/v3/shipments"), 1, &mut response);
        serde_json::from_slice(&response.body).unwrap()
    }

    #[test]
    fn answers_are_twisted_and_stay_json() {
        let shipments = json!({"data": [{"id": "s", "parcels": [
            {"id": 7, "announced_at": null, "status": {"code": "READY_TO_SEND", "message": "Ready to send"}}]}]});
        assert_eq!(twisted(&FaultKind::NumbersAsText, &shipments)["data"][0]["parcels"][0]["id"], "7");
        let strange = twisted(&FaultKind::StrangeWords, &shipments);
        assert_eq!(strange["data"][0]["parcels"][0]["status"]["code"], "TELEPORTED");
        assert_eq!(strange["data"][0]["id"], "s", "what was there stays");
        let bare = twisted(&FaultKind::ParcelsWithoutIds, &shipments);
        assert!(bare["data"][0]["parcels"][0].get("id").is_none(), "{bare}");
        let errors = json!({"errors": [{"detail": "no", "source": {"pointer": "/data"}}]});
        assert_eq!(twisted(&FaultKind::ErrorsWithoutPointer, &errors), json!({"errors": [{"detail": "no"}]}));
    }
}
