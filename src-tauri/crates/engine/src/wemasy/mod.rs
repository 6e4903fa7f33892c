//! Wemasy's shops: reading their orders ([`sync`]), joining them with Sendcloud's ([`join`]), handing them over
//! ([`hand_over`]), booking them ([`bookings`]), their papers ([`documents`]).
//!
//! An order of Wemasy stands in the store like any other, under the integration `-shop`. Once Sendcloud lists it too, that
//! row goes and Sendcloud's stays, so that one order is one row with one claim.

mod bookings;
mod convert;
pub(crate) mod documents;
mod edit;
mod hand_over;
mod join;
mod labels;
mod sync;

use std::sync::Arc;

use api_client::Api;
pub(crate) use bookings::{Outbox, in_background as outbox};
pub(crate) use documents::{Key as DocumentKey, Making};
pub(crate) use sync::{in_background, read_shops};
use wemasy::Host;

use crate::engine::{Engine, Shared};
use crate::error::{AppError, Code};
use crate::store::wemasy as store;
use crate::wire::{Nothing, OneWemasyShop, WemasyShop};

/// One shop's API: a token belongs to one shop.
#[derive(Clone)]
pub struct WemasyPart {
    pub shop_id: i64,
    pub api: Api,
    /// The only host that the token may go to.
    pub host: Host,
}

impl Engine {
    /// The station's Wemasy shops.
    ///
    /// # Errors
    /// A failing database.
    pub async fn wemasy_shops(&self, _: Nothing) -> Result<Vec<WemasyShop>, AppError> {
        let Ok(account) = self.shared.stored_account().await else { return Ok(Vec::new()) };
        let mut shops = self.shared.store.read(move |db| store::shops(db, &account)).await?;
        for shop in &mut shops {
            shop.connected = self.shared.wemasy(shop.shop_id).is_ok();
        }
        Ok(shops)
    }

    /// Changes name, colour, route, bookings and the linked integration.
    ///
    /// # Errors
    /// [`Code::BadRequest`] for an empty name or an unknown integration, [`Code::NotFound`].
    pub async fn wemasy_change(&self, shop: WemasyShop) -> Result<Vec<WemasyShop>, AppError> {
        check_looks(&shop.name, &shop.colour)?;
        let account = self.shared.stored_account().await?;
        let changed = self
            .shared
            .store
            .write(move |tx| {
                let known = crate::store::orders::shops(tx, &account)?;
                if let Some(id) = shop.integration_id
                    && (id < 0 || known.iter().all(|known| known.id != id))
                {
                    return Err(AppError::new(Code::BadRequest)
                        .message("Sendcloud does not list this integration")
                        .subject("integration_id")
                        .into());
                }
                store::change_shop(tx, &account, &shop)
            })
            .await?;
        self.shared.hub.orders_changed();
        self.shared.wake_bookings.notify_one();
        match changed {
            0 => Err(AppError::new(Code::NotFound).message("This Wemasy shop is not known")),
            _ => self.wemasy_shops(Nothing {}).await,
        }
    }

    /// Adds a shop whose token the station has tested and stored; answers its id.
    ///
    /// # Errors
    /// [`Code::NotConnected`] before Sendcloud is: labels come from there.
    pub async fn wemasy_add(&self, name: &str, colour: &str) -> Result<i64, AppError> {
        check_looks(name, colour)?;
        let account = self.shared.account().await?;
        let (name, colour) = (name.trim().to_owned(), colour.to_owned());
        self.shared.store.write(move |tx| store::add_shop(tx, &account, &name, &colour)).await
    }

    /// # Errors
    /// [`Code::NotFound`].
    pub async fn wemasy_remove(&self, one: OneWemasyShop) -> Result<(), AppError> {
        let account = self.shared.stored_account().await?;
        let removed =
            self.shared.store.write(move |tx| store::remove_shop(tx, &account, one.shop_id)).await?;
        self.shared.hub.orders_changed();
        self.shared.hub.bookings_changed();
        match removed {
            0 => Err(AppError::new(Code::NotFound).message("This Wemasy shop is not known")),
            _ => Ok(()),
        }
    }
}

impl Shared {
    /// # Errors
    /// [`Code::NotConnected`] without the shop's token.
    pub fn wemasy(&self, shop_id: i64) -> Result<&Arc<WemasyPart>, AppError> {
        self.wemasy.iter().find(|part| part.shop_id == shop_id).ok_or_else(|| {
            AppError::new(Code::NotConnected)
                .message("This Wemasy shop has no token on this station")
                .hint("Enter its token in the settings")
        })
    }
}

fn check_looks(name: &str, colour: &str) -> Result<(), AppError> {
    let wrong = |field: &str, words: &str| Err(AppError::new(Code::BadRequest).message(words).subject(field));
    if name.trim().is_empty() || name.chars().count() > 80 {
        return wrong("name", "A name has 1 to 80 characters");
    }
    let digits = colour.strip_prefix('#').unwrap_or_default();
    match digits.len() == 6 && digits.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        true => Ok(()),
        false => wrong("colour", "A colour looks like #1f6feb"),
    }
}
