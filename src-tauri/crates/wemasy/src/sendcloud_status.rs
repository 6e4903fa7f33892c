//! `GET integrations/sendcloud/status`: whether the shop has its own Sendcloud integration. The body may hold Sendcloud's
//! keys: of it only the flags below are kept, and no error repeats a word of it.

use api_client::answers::parse;
use api_client::lenient::{Fields, flag};
use api_client::{Api, ApiError, Bucket, Request};

use crate::errors;

const ENDPOINT: &str = "/api/services/webshop/v1/integrations/sendcloud/status";

/// What can be said aloud about the integration.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SendcloudStatus {
    pub id: Option<u64>,
    pub is_active: Option<bool>,
    pub is_connected: Option<bool>,
    pub created_at: Option<String>,
    pub updated_at: Option<String>,
}

impl SendcloudStatus {
    /// Orders can be pushed. What the flags say when nothing is connected is not documented; unknown counts as no.
    pub fn is_usable(&self) -> bool {
        self.is_active == Some(true) && self.is_connected == Some(true)
    }
}

pub fn request() -> Request {
    Request::get(ENDPOINT, &[]).counts_in(Bucket::Everything)
}

/// The status of the integration; a shop without one gives a status that is not usable.
///
/// # Errors
/// As for any read.
pub async fn get(api: &Api) -> Result<SendcloudStatus, ApiError> {
    let request = request();
    let response = api.send(&request).await?;
    let body =
        parse(&response).filter(|body| response.is_success() && errors::error_flag(body) != Some(true));
    let Some(body) = body else { return Err(errors::silent(&request, &response)) };
    let Some(fields) = Fields::of(&body) else {
        return Err(errors::unreadable(&request, &response, "the answer holds no status"));
    };
    let Some(integration) = fields.object("integration") else { return Ok(SendcloudStatus::default()) };
    Ok(SendcloudStatus {
        id: integration.id("id"),
        is_active: integration.value("is_active").and_then(flag),
        is_connected: integration.value("is_connected").and_then(flag),
        created_at: integration.word("created_at"),
        updated_at: integration.word("updated_at"),
    })
}
