//! `/api/v2/integrations/logs` and `/api/v2/integrations/{id}/logs`: what went wrong between the platform and a shop.
//!
//! Source: https://sendcloud.dev/api/v2/integrations/retrieve-all-integration-exception-logs and its neighbours. No filter
//! is documented. Headers and bodies may hold secrets of the shop: show them to the account's own people only.

use std::collections::BTreeMap;

use api_client::{Api, ApiError, Effect, Method, Request};
use jiff::Timestamp;
use serde_json::{Map, Value, json};

use super::WebAddress;
use crate::errors;
use crate::pages::{Pages, RowReader, Style};
use api_client::lenient::Fields;

const ALL: &str = "/api/v2/integrations/logs";
const OF_ONE: &str = "/api/v2/integrations/{id}/logs";

/// One exchange that failed. All times are the platform's own texts.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct IntegrationLog {
    pub id: Option<i64>,
    /// Documented as "write only"; the examples have it now and then.
    pub integration_id: Option<i64>,
    pub user_id: Option<i64>,
    pub base_url: Option<String>,
    pub full_url: Option<String>,
    pub method: Option<String>,
    pub response_code: Option<i64>,
    pub response: Option<LoggedMessage>,
    pub request: Option<LoggedMessage>,
    pub created_at: Option<String>,
    /// A word of the platform's program, such as `requests.exceptions.SSLError`.
    pub exception_type: Option<String>,
    /// For people.
    pub exception: Option<String>,
    /// Whether request and response were made unreadable.
    pub protected: Option<bool>,
}

/// A request or a response as it was logged; null, a text or an object each.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct LoggedMessage {
    pub headers: Option<Value>,
    /// `body` of a response, `payload` of a request.
    pub content: Option<Value>,
}

/// A log to write. Times and texts that are not known are left out: null is refused in practice.
#[derive(Debug, Clone, PartialEq)]
pub struct LogToCreate {
    /// The shop's address.
    pub base_url: WebAddress,
    /// Where exactly it happened.
    pub full_url: Option<WebAddress>,
    /// HTTP method.
    pub method: Option<String>,
    /// HTTP status of the shop's answer.
    pub response_code: Option<u16>,
    pub request: Option<MessageToLog>,
    pub response: Option<MessageToLog>,
    /// Absent: now.
    pub created_at: Option<Timestamp>,
    pub exception_type: Option<String>,
    /// For people.
    pub exception: Option<String>,
}

impl LogToCreate {
    /// A log that says nothing but the shop's address and the trouble in words.
    pub fn new(base_url: WebAddress, exception: &str) -> Self {
        Self {
            base_url,
            full_url: None,
            method: None,
            response_code: None,
            request: None,
            response: None,
            created_at: None,
            exception_type: None,
            exception: Some(exception.to_owned()),
        }
    }
}

/// A request or a response to be logged.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct MessageToLog {
    pub headers: BTreeMap<String, String>,
    pub content: Option<Content>,
}

/// What a message held: anything but a bare number or list.
#[derive(Debug, Clone, PartialEq)]
pub enum Content {
    Text(String),
    Object(Map<String, Value>),
}

/// The logs of all integrations, newest first ("Retrieve all integration exception logs").
pub fn pages() -> Pages<IntegrationLog> {
    list(Request::get(ALL, &[]))
}

/// The logs of one integration ("Retrieve exception logs for a specific integration").
pub fn pages_of(integration_id: i64) -> Pages<IntegrationLog> {
    list(Request::get(OF_ONE, &[&integration_id.to_string()]))
}

fn list(first: Request) -> Pages<IntegrationLog> {
    // Logs do not change: one that has an id is known by it, others by all they say.
    let key = |log: &IntegrationLog| match log.id {
        Some(id) => id.to_string(),
        None => format!("{log:?}"),
    };
    Pages::new(first, Style::V2, RowReader { read, key })
}

/// # Errors
/// Never in practice: when JSON cannot be written.
pub fn create_request(integration_id: i64, log: &LogToCreate) -> Result<Request, serde_json::Error> {
    let id = integration_id.to_string();
    Request::json(Method::Post, Effect::Write, OF_ONE, &[&id], &body(log))
}

/// Writes a log, "which will appear in the connection issue log screen of the user's integration".
///
/// # Errors
/// `Refused` with the platform's words, `NotFound`; else as for any write. One that was lost may be there: saying it again
/// makes a second one.
pub async fn create(api: &Api, integration_id: i64, log: &LogToCreate) -> Result<IntegrationLog, ApiError> {
    let request = create_request(integration_id, log)
        .map_err(|error| errors::not_sent(&format!("POST {OF_ONE}"), &error.to_string()))?;
    let response = api.send(&request).await?;
    let body = errors::json(&request, &response)?;
    read(&body).map_err(|why| errors::unreadable(&request, &response, why))
}

fn read(row: &Value) -> Result<IntegrationLog, &'static str> {
    let fields = Fields::of(row).ok_or("not an object")?;
    let message = |name: &str, content: &str| {
        let fields = fields.object(name)?;
        let value = |name: &str| fields.value(name).cloned();
        let message = LoggedMessage { headers: value("headers"), content: value(content) };
        (message != LoggedMessage::default()).then_some(message)
    };
    Ok(IntegrationLog {
        id: fields.integer("id"),
        integration_id: fields.integer("integration_id"),
        user_id: fields.integer("user_id"),
        base_url: fields.word("base_url"),
        full_url: fields.word("full_url"),
        method: fields.word("method"),
        response_code: fields.integer("response_code"),
        response: message("response", "body"),
        request: message("request", "payload"),
        created_at: fields.word("created_at"),
        exception_type: fields.word("exception_type"),
        exception: fields.word("exception"),
        protected: fields.boolean("protected"),
    })
}

fn body(log: &LogToCreate) -> Value {
    let text = |text: &Option<String>| text.as_ref().map(|text| json!(text));
    let message = |message: &Option<MessageToLog>, content: &str| {
        message.as_ref().map(|message| {
            let mut fields = Map::new();
            fields.insert("headers".to_owned(), json!(message.headers));
            match &message.content {
                Some(Content::Text(text)) => fields.insert(content.to_owned(), json!(text)),
                Some(Content::Object(object)) => fields.insert(content.to_owned(), json!(object)),
                None => None,
            };
            Value::Object(fields)
        })
    };
    let fields = [
        ("base_url", Some(json!(log.base_url.as_str()))),
        ("full_url", log.full_url.as_ref().map(|url| json!(url.as_str()))),
        ("method", text(&log.method)),
        ("response_code", log.response_code.map(Value::from)),
        ("response", message(&log.response, "body")),
        ("request", message(&log.request, "payload")),
        ("created_at", log.created_at.map(|at| json!(at.to_string()))),
        ("exception_type", text(&log.exception_type)),
        ("exception", text(&log.exception)),
    ];
    let said = fields.into_iter().filter_map(|(name, value)| Some((name.to_owned(), value?)));
    Value::Object(said.collect())
}
