//! Answers in the platform's documented shapes.

use api_client::Response;
use serde_json::{Value, json};

use crate::wire::WireRequest;

const JSON: &str = "application/json";

pub(crate) fn json_answer(status: u16, body: &Value) -> Response {
    with_type(status, JSON, body.to_string().into_bytes())
}

pub(crate) fn with_type(status: u16, mime: &str, body: Vec<u8>) -> Response {
    Response { status, headers: vec![("content-type".to_owned(), mime.to_owned())], body }
}

/// A v3 error item; the pointer is left out when there is none.
pub(crate) fn error_item(status: u16, code: &str, detail: &str, pointer: Option<&str>) -> Value {
    let mut item = json!({"status": status.to_string(), "code": code, "detail": detail});
    if let (Some(pointer), Some(fields)) = (pointer, item.as_object_mut()) {
        fields.insert("source".to_owned(), json!({"pointer": pointer}));
    }
    item
}

pub(crate) fn errors(status: u16, items: Vec<Value>) -> Response {
    json_answer(status, &json!({"errors": items}))
}

pub(crate) fn error(status: u16, code: &str, detail: &str, pointer: Option<&str>) -> Response {
    errors(status, vec![error_item(status, code, detail, pointer)])
}

/// A query parameter that is wrong.
pub(crate) fn bad_parameter(code: &str, detail: &str, parameter: &str) -> Response {
    let item = json!({"status": "400", "code": code, "detail": detail, "source": {"parameter": parameter}});
    errors(400, vec![item])
}

/// A header that is wrong.
pub(crate) fn bad_header(code: &str, detail: &str, header: &str) -> Response {
    let item = json!({"status": "400", "code": code, "detail": detail, "source": {"header": header}});
    errors(400, vec![item])
}

/// In the words of v2.
pub(crate) const NOT_ALLOWED: &str = "You do not have permission to perform this action.";

/// Done, and nothing to say.
pub(crate) fn no_content() -> Response {
    Response { status: 204, headers: Vec::new(), body: Vec::new() }
}

/// The v2 error shape.
pub(crate) fn v2_error(wire: &WireRequest, status: u16, message: &str) -> Response {
    let request = wire.path.trim_start_matches('/');
    json_answer(status, &json!({"error": {"code": status, "request": request, "message": message}}))
}

pub(crate) fn is_v2(wire: &WireRequest) -> bool {
    wire.path.starts_with("/api/v2/")
}

pub(crate) fn unauthorised(wire: &WireRequest) -> Response {
    match is_v2(wire) {
        true => v2_error(wire, 401, "Invalid username/password."),
        false => error(401, "authentication_failed", "Invalid username/password.", Some("/data")),
    }
}

pub(crate) fn page_not_found(wire: &WireRequest) -> Response {
    match is_v2(wire) {
        true => v2_error(wire, 404, "The page you have requested could not be found."),
        false => {
            let detail = "The page you have requested could not be found.";
            let item = json!({"status": "404", "code": "not_found", "title": "Not found", "detail": detail});
            errors(404, vec![item])
        }
    }
}

pub(crate) fn method_not_allowed(wire: &WireRequest) -> Response {
    let detail = format!("Method \"{}\" not allowed.", wire.method);
    match is_v2(wire) {
        true => v2_error(wire, 405, &detail),
        false => error(405, "method_not_allowed", &detail, None),
    }
}

/// "GET with a body -> 403".
pub(crate) fn body_on_get(wire: &WireRequest) -> Response {
    match is_v2(wire) {
        true => v2_error(wire, 403, "A GET request cannot have a body."),
        false => error(403, "forbidden", "A GET request cannot have a body.", None),
    }
}

pub(crate) fn throttled(seconds: i64) -> Response {
    let detail = format!("Request was throttled. Expected available in {seconds} seconds.");
    error(429, "throttled", &detail, None)
}

pub(crate) fn parse_body(response: &Response) -> Option<Value> {
    serde_json::from_slice(&response.body).ok()
}

/// 20 lines of a maintenance page: what proxies send when the platform is down.
pub(crate) const MAINTENANCE: &str = "<!DOCTYPE html>\n<html lang=\"en\"><head><title>We'll be right back</title></head>\
    <body><h1>Scheduled maintenance</h1><p>The service is temporarily unavailable.</p></body></html>\n";
