//! `POST orders/generate-pdf`: packing slip and invoice, made in the background. Asking again is the only documented way
//! to get at the document; whether that starts another one is not documented.

use api_client::answers::words_without_envelope;
use api_client::lenient::Fields;
use api_client::{Accept, Api, ApiError, Bucket, Effect, Request};
use serde_json::{Value, json};

use crate::errors;
use crate::host::{Host, place_of};
use crate::orders::post;
use crate::parts::OrderId;

const ENDPOINT: &str = "/api/services/webshop/v1/orders/generate-pdf";
const DOCUMENT: &str = "/{pdf_url}";

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum PdfType {
    Invoice,
    PackageSlip,
}

impl PdfType {
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Invoice => "invoice",
            Self::PackageSlip => "package_slip",
        }
    }
}

/// A document that is being made, or is there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Generation {
    pub id: Option<u64>,
    /// Values are not documented.
    pub status: Option<String>,
    /// `None`: not yet.
    pub pdf_url: Option<String>,
    pub message: Option<String>,
}

pub fn request(order: OrderId, pdf_type: PdfType) -> Request {
    post(ENDPOINT, Effect::Write, &json!({"order_id": order.0, "pdf_type": pdf_type.as_str()}))
}

/// Asks for a document.
///
/// # Errors
/// As for any write; it costs nothing.
pub async fn generate(api: &Api, order: OrderId, pdf_type: PdfType) -> Result<Generation, ApiError> {
    let request = request(order, pdf_type);
    let response = api.send(&request).await?;
    let body = errors::json(&request, &response)?;
    let data = body.get("data").and_then(Fields::of);
    let Some(data) = data else {
        return Err(errors::unreadable(&request, &response, "the answer says nothing about the document"));
    };
    Ok(Generation {
        id: data.id("generation_id"),
        status: data.word("status"),
        pdf_url: data
            .value("pdf_url")
            .and_then(Value::as_str)
            .filter(|url| !url.trim().is_empty())
            .map(str::to_owned),
        message: Fields::of(&body).and_then(|fields| fields.word("message")),
    })
}

/// The request for a document.
///
/// # Errors
/// `Kind::NotSent` for a URL on another host (see [`Host::owns`]): the token goes nowhere else.
pub fn document_request(host: &Host, pdf_url: &str) -> Result<Request, ApiError> {
    let request = host.target(pdf_url).and_then(|target| Request::at(DOCUMENT, target));
    let request = request.map(|request| request.accept(Accept::Pdf).counts_in(Bucket::Everything));
    request.ok_or_else(|| {
        let words = format!("the document stands at {} and is not fetched from there", place_of(pdf_url));
        errors::not_sent(&format!("GET {DOCUMENT}"), &words)
    })
}

/// The PDF itself, by the URL of a [`Generation`].
///
/// # Errors
/// As [`document_request`] and for any read; `Kind::Unreadable` for anything that is no PDF.
pub async fn fetch(api: &Api, host: &Host, pdf_url: &str) -> Result<Vec<u8>, ApiError> {
    let request = document_request(host, pdf_url)?;
    let response = api.send(&request).await?;
    if !response.is_success() {
        return Err(errors::error_of(&request, &response));
    }
    // Some makers of PDFs put a few bytes before the header; readers accept it within the first 1024.
    let start = response.body.get(..1024).unwrap_or(&response.body);
    match start.windows(5).any(|bytes| bytes == b"%PDF-") {
        true => Ok(response.body),
        false => {
            let words = match response.body.is_empty() {
                true => words_without_envelope(&response),
                false => "the answer is no PDF".to_owned(),
            };
            Err(errors::unreadable(&request, &response, &words))
        }
    }
}
