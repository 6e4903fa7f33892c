//! The live world: Sendcloud over HTTPS, the printers of this computer.

use std::sync::Arc;

use api_client::{Api, HttpPictures, HttpTransport, Limiter, PartnerId, Pictures, Secret};
use engine::wire::{ConnectionTest, KeyPair, OrdersApi, WemasyTest};
use engine::{AppError, Code, WemasyPart, sendcloud_limits};
use printing::{Printers, Spooler, SystemSpooler};
use wemasy::Host;
use wemasy::orders::OrdersQuery;

use crate::{environment, logs};

/// # Errors
/// An address that keys must not be sent to, keys that cannot be sent.
pub fn api(public: &Secret, secret: &Secret, partner: Option<PartnerId>) -> Result<Api, AppError> {
    logs::hide(public);
    logs::hide(secret);
    let transport = HttpTransport::new(&environment::sendcloud_url(), public, secret)
        .map_err(|error| AppError::new(Code::BadRequest).message(error.to_string()))?
        .partner_id(partner);
    Ok(Api::new(Arc::new(transport), Arc::new(Limiter::new(sendcloud_limits()))))
}

pub fn spooler() -> Arc<dyn Spooler> {
    Arc::new(Printers::new(SystemSpooler::new()))
}

/// # Errors
/// When the network library does not start.
pub fn pictures() -> Result<Arc<dyn Pictures>, AppError> {
    let pictures = HttpPictures::new();
    Ok(Arc::new(pictures.map_err(|error| AppError::new(Code::Internal).message(error.to_string()))?))
}

/// What a database belongs to: the host's name. On this machine itself ports come and go, so they do not count there.
pub fn host() -> String {
    let url = environment::sendcloud_url();
    let authority = url.split_once("://").map_or(url.as_str(), |(_, rest)| rest);
    let authority = authority.split('/').next().unwrap_or_default().to_lowercase();
    let name = match authority.rsplit_once(':') {
        Some((name, port)) if port.bytes().all(|b| b.is_ascii_digit()) => name,
        _ => authority.as_str(),
    };
    match matches!(name, "127.0.0.1" | "localhost" | "[::1]") {
        true => "localhost".to_owned(),
        false => authority,
    }
}

/// Asks the platform who the keys belong to. Stores nothing.
///
/// # Errors
/// Wrong keys, no network, an answer that is not Sendcloud's.
pub async fn test(pair: &KeyPair) -> Result<ConnectionTest, AppError> {
    let (public, secret) = (Secret::new(pair.public_key.trim()), Secret::new(pair.secret_key.trim()));
    if public.is_empty() || secret.is_empty() {
        return Err(AppError::new(Code::BadRequest)
            .message("Both keys are needed")
            .hint("Copy them from the Sendcloud panel"));
    }
    let api = api(&public, &secret, None)?;
    sendcloud::account::metadata(&api).await?;
    let organisation = sendcloud::account::organization(&api).await?;
    // Newer accounts may lack v2.
    let (shops, orders_api) = match sendcloud::integrations::list(&api).await {
        Ok(shops) => (shops, OrdersApi::V2),
        Err(error) if engine::lacks_v2(&error) => {
            (sendcloud::integrations::v3::list(&api).await?, OrdersApi::V3)
        }
        Err(error) => return Err(error.into()),
    };
    Ok(ConnectionTest {
        organisation_id: organisation.id,
        organisation_name: organisation.name,
        shops: u32::try_from(shops.rows.len()).unwrap_or(u32::MAX),
        orders_api,
    })
}

/// # Errors
/// An address that a token must not be sent to.
pub fn wemasy_part(shop_id: i64, token: &Secret) -> Result<WemasyPart, AppError> {
    logs::hide(token);
    let url = environment::wemasy_url();
    let host = Host::new(&url).ok_or_else(|| {
        AppError::new(Code::BadRequest).message(format!("\"{url}\" is no web address")).subject("token")
    })?;
    let transport = HttpTransport::with_token(&host.base(), token)
        .map_err(|error| AppError::new(Code::BadRequest).message(error.to_string()).subject("token"))?;
    Ok(WemasyPart { shop_id, api: wemasy::api(Arc::new(transport)), host })
}

/// Asks Wemasy whether a token is good, and whether its own Sendcloud integration works. Stores nothing.
///
/// # Errors
/// A wrong token, no network, an answer that is not Wemasy's.
pub async fn test_wemasy(token: &Secret) -> Result<WemasyTest, AppError> {
    if token.is_empty() {
        return Err(AppError::new(Code::BadRequest)
            .message("A token is needed")
            .hint("Make one in the Wemasy panel, under the project's settings")
            .subject("token"));
    }
    let part = wemasy_part(0, token)?;
    let query = OrdersQuery { per_page: Some(1), ..OrdersQuery::default() };
    let mut pages = wemasy::orders::pages(query);
    pages.next(&part.api).await?;
    let status = wemasy::sendcloud_status::get(&part.api).await?;
    Ok(WemasyTest { orders: pages.total(), sendcloud_connected: status.is_usable() })
}
