//! `GET /api/v3/parcels/{id}/documents/{type}`: labels and the papers that go with them, as bytes.
//!
//! What the bytes are is not judged here: a native ZPL label stays ZPL whatever was asked for, and a web page may come
//! with status 200. The crate `printing` looks at them.

use api_client::{Accept, Api, ApiError, Request};

use crate::errors;

/// Which paper of a parcel.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum DocumentKind {
    Label,
    CustomsDeclaration,
    AirWaybill,
}

impl DocumentKind {
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Label => "label",
            Self::CustomsDeclaration => "customs-declaration",
            Self::AirWaybill => "air-waybill",
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum PaperSize {
    A4,
    A5,
    A6,
}

impl PaperSize {
    pub fn as_str(self) -> &'static str {
        match self {
            Self::A4 => "A4",
            Self::A5 => "A5",
            Self::A6 => "A6",
        }
    }
}

/// The formats that the platform makes.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum Format {
    #[default]
    Pdf,
    Png,
    Zpl,
}

/// Resolution of a PNG. PDF has 72 only and ZPL ignores it, so it is sent for PNG alone.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum Dpi {
    Dpi150,
    #[default]
    Dpi300,
}

/// How the document is wanted. The default is PDF in the document's own size (labels mostly A6).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub struct DocumentOptions {
    pub paper_size: Option<PaperSize>,
    pub accept: Format,
    /// Counts for PNG only.
    pub dpi: Dpi,
}

/// The bytes as they came.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DocumentBody {
    pub bytes: Vec<u8>,
    pub content_type: Option<String>,
}

pub fn request(parcel_id: u64, kind: DocumentKind, options: DocumentOptions) -> Request {
    let (accept, dpi) = match (options.accept, options.dpi) {
        (Format::Pdf, _) => (Accept::Pdf, None),
        (Format::Zpl, _) => (Accept::Zpl, None),
        // The parameter's default (72) and PNG's own (300) disagree, so PNG always names its resolution.
        (Format::Png, Dpi::Dpi150) => (Accept::Png, Some(150)),
        (Format::Png, Dpi::Dpi300) => (Accept::Png, Some(300)),
    };
    Request::get("/api/v3/parcels/{id}/documents/{type}", &[&parcel_id.to_string(), kind.as_str()])
        .query_opt("paper_size", options.paper_size.map(PaperSize::as_str))
        .query_opt("dpi", dpi)
        .accept(accept)
}

/// Fetches one document. A parcel that is still being announced has none yet: what that looks like is not documented
/// (`NotFound`, most likely), so ask only once the shipment is ready.
///
/// # Errors
/// `NotFound` when there is no such document; else as for any read.
pub async fn document(
    api: &Api,
    parcel_id: u64,
    kind: DocumentKind,
    options: DocumentOptions,
) -> Result<DocumentBody, ApiError> {
    let request = request(parcel_id, kind, options);
    let response = api.send(&request).await?;
    match response.status {
        200 => {
            let content_type = response.header("content-type").map(str::to_owned);
            Ok(DocumentBody { bytes: response.body, content_type })
        }
        201..=299 => Err(errors::unreadable(&request, &response, "the answer is no document")),
        _ => Err(errors::error_of(&request, &response)),
    }
}
