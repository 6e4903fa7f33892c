//! Who the keys belong to: the connection test (`GET /user/auth/metadata`) and the organisation (`GET /organization`).

use api_client::{Api, ApiError, Request};

use crate::errors;
use crate::pages::{data, fetch};

/// What the platform knows about the key pair.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Metadata {
    pub user_id: Option<u64>,
    /// The integration that owns the key pair.
    pub integration_id: Option<i64>,
}

/// The account that pays.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Organization {
    /// Opaque; a number in the documents.
    pub id: String,
    pub name: String,
}

pub fn metadata_request() -> Request {
    Request::get("/api/v3/user/auth/metadata", &[])
}

pub fn organization_request() -> Request {
    Request::get("/api/v3/organization", &[])
}

/// Tests the connection.
///
/// # Errors
/// `Unauthorized` or `Forbidden` for wrong keys; else as for any read.
pub async fn metadata(api: &Api) -> Result<Metadata, ApiError> {
    let request = metadata_request();
    let (body, response) = fetch(api, &request).await?;
    let fields = data(&body, &request, &response)?;
    Ok(Metadata { user_id: fields.id("user_id"), integration_id: fields.integer("integration_id") })
}

/// # Errors
/// `Unreadable` when the answer names no organisation; else as for any read.
pub async fn organization(api: &Api) -> Result<Organization, ApiError> {
    let request = organization_request();
    let (body, response) = fetch(api, &request).await?;
    let fields = data(&body, &request, &response)?;
    match fields.word("id") {
        Some(id) => Ok(Organization { id, name: fields.text("name").unwrap_or_default() }),
        None => Err(errors::unreadable(&request, &response, "the answer names no organisation")),
    }
}
