//! The station's accounts. An account is the platform's organisation; an engine works for one of them, and the engines of a
//! station share its database.

use api_client::PartnerId;
use sendcloud::account;

use crate::engine::{Engine, Shared};
use crate::error::{AppError, Code};
use crate::store::accounts::{self, Row};
use crate::store::{Store, meta};
use crate::wire::{Account, OrdersApi};

pub use crate::store::accounts::AccountRow as KnownAccount;

/// An account's own name has at most this many characters: the strip shows it.
const NAME_MAX: usize = 40;

/// The accounts that a database knows and nobody forgot, and the one in use.
///
/// # Errors
/// A failing database.
pub async fn known_accounts(store: &Store) -> Result<(Vec<KnownAccount>, Option<String>), AppError> {
    store.read(|db| Ok((accounts::list(db)?, accounts::current(db)?.map(|(id, _)| id)))).await
}

/// The Wemasy shops that a database knows for an account.
///
/// # Errors
/// A failing database.
pub async fn known_wemasy_shops(store: &Store, account: &str) -> Result<Vec<i64>, AppError> {
    let account = account.to_owned();
    let shops = store.read(move |db| crate::store::wemasy::shops(db, &account)).await?;
    Ok(shops.into_iter().map(|shop| shop.shop_id).collect())
}

/// Whether a database ever knew a Wemasy shop.
///
/// # Errors
/// A failing database.
pub async fn has_wemasy_shop(store: &Store) -> Result<bool, AppError> {
    store.read(crate::store::wemasy::has_any_shop).await
}

/// The official partner that the settings name.
///
/// # Errors
/// A failing database.
pub async fn known_partner(store: &Store) -> Result<Option<PartnerId>, AppError> {
    let settings = store.read(meta::settings).await?;
    Ok(settings.partner_id.and_then(|text| PartnerId::new(&text).ok()))
}

/// Whose keys an engine holds.
#[derive(Debug)]
pub(crate) struct Whose {
    /// As the station knows it; `None`: the current one of the database.
    fixed: Option<String>,
    /// As the platform said.
    told: tokio::sync::Mutex<Option<String>>,
}

impl Whose {
    pub fn new(fixed: Option<String>) -> Self {
        Self { fixed, told: tokio::sync::Mutex::default() }
    }
}

impl Shared {
    /// The organisation of the keys, asked once per process: the database must know it before anything is stored for it.
    ///
    /// # Errors
    /// No keys, no network, wrong keys, a database that cannot be written; [`Code::WrongDatabase`] for keys of an
    /// organisation that nobody added.
    pub async fn account(&self) -> Result<String, AppError> {
        let mut told = self.account.told.lock().await;
        if let Some(account) = &*told {
            return Ok(account.clone());
        }
        let organisation = account::organization(self.api()?).await?;
        let id = organisation.id.clone();
        if self.account.fixed.as_ref().is_some_and(|fixed| *fixed != id) {
            return Err(AppError::new(Code::WrongDatabase)
                .message(format!("These keys belong to {}, not to this account", organisation.name))
                .hint("Enter the account's own keys in the settings"));
        }
        let (now, fixed) = (self.now_text(), self.account.fixed.is_some());
        self.store
            .write(move |tx| {
                accounts::note(tx, &organisation.id, &organisation.name, &now)?;
                if fixed { Ok(()) } else { accounts::use_account(tx, &organisation.id) }
            })
            .await?;
        *told = Some(id.clone());
        Ok(id)
    }

    /// The organisation as stored; for everything that needs no network.
    ///
    /// # Errors
    /// [`Code::NotConnected`] before the first connection.
    pub async fn stored_account(&self) -> Result<String, AppError> {
        if let Some(fixed) = &self.account.fixed {
            return Ok(fixed.clone());
        }
        self.store.read(accounts::current).await?.map(|(id, _)| id).ok_or_else(|| {
            AppError::new(Code::NotConnected)
                .message("This station has not been connected yet")
                .hint("Connect Sendcloud or use practice mode")
        })
    }

    /// Which of the platform's interfaces lists this account's shops and orders.
    ///
    /// # Errors
    /// A failing database; [`Code::NotConnected`] before the first connection.
    pub async fn orders_api(&self) -> Result<OrdersApi, AppError> {
        let account = self.stored_account().await?;
        self.store.read(move |db| accounts::orders_api(db, &account)).await
    }

    pub async fn synced_at(&self) -> Result<Option<String>, AppError> {
        let Ok(account) = self.stored_account().await else { return Ok(None) };
        self.store.read(move |db| meta::get_meta(db, &synced_key(&account))).await
    }

    pub async fn set_synced_at(&self, account: &str, at: &str) -> Result<(), AppError> {
        let (key, at) = (synced_key(account), at.to_owned());
        self.store.write(move |tx| meta::set_meta(tx, &key, &at)).await
    }
}

fn synced_key(account: &str) -> String {
    format!("synced_at:{account}")
}

impl Engine {
    /// The organisation that this engine works for, as last known; needs no network.
    ///
    /// # Errors
    /// A failing database.
    pub async fn account(&self) -> Result<Option<Account>, AppError> {
        let host = self.shared.host.clone();
        let Ok(id) = self.shared.stored_account().await else { return Ok(None) };
        let known = self.shared.store.read(move |db| accounts::one(db, &id)).await?;
        Ok(known.map(|(organisation_id, name)| Account { organisation_id, name, host }))
    }

    /// Asks the platform who the keys belong to.
    ///
    /// # Errors
    /// No keys, wrong keys, no network.
    pub async fn check(&self) -> Result<Account, AppError> {
        let organisation = account::organization(self.shared.api()?).await?;
        let host = self.shared.host.clone();
        Ok(Account { organisation_id: organisation.id, name: organisation.name, host })
    }

    /// The station's accounts, and the one in use.
    ///
    /// # Errors
    /// A failing database.
    pub async fn accounts(&self) -> Result<(Vec<KnownAccount>, Option<String>), AppError> {
        known_accounts(&self.shared.store).await
    }

    /// A person adds an account, or connects a known one again; it comes into use.
    ///
    /// # Errors
    /// A failing database, or one that another process works with.
    pub async fn account_add(&self, id: &str, name: &str, orders_api: OrdersApi) -> Result<(), AppError> {
        let (id, name, now) = (id.to_owned(), name.to_owned(), self.shared.now_text());
        self.shared.store.write(move |tx| accounts::add(tx, &id, &name, Some(orders_api), &now)).await
    }

    /// The one that the window shows, now and after the next start.
    ///
    /// # Errors
    /// A failing database.
    pub async fn account_use(&self, id: &str) -> Result<(), AppError> {
        let id = id.to_owned();
        self.shared.store.write(move |tx| accounts::use_account(tx, &id)).await
    }

    /// An empty name takes the platform's again.
    ///
    /// # Errors
    /// [`Code::BadRequest`] for a name that is too long, [`Code::NotFound`].
    pub async fn account_rename(&self, id: &str, name: &str) -> Result<(), AppError> {
        let name = name.trim().to_owned();
        if name.chars().count() > NAME_MAX {
            return Err(AppError::new(Code::BadRequest)
                .message(format!("A name has at most {NAME_MAX} characters"))
                .subject("name"));
        }
        let id = id.to_owned();
        let name = (!name.is_empty()).then_some(name);
        found(self.shared.store.write(move |tx| accounts::rename(tx, &id, name.as_deref())).await?)
    }

    /// Notes whether the account is worked for; the station starts and ends its engine.
    ///
    /// # Errors
    /// [`Code::NotFound`].
    pub async fn account_enable(&self, id: &str, enabled: bool) -> Result<(), AppError> {
        let id = id.to_owned();
        found(self.shared.store.write(move |tx| accounts::enable(tx, &id, enabled)).await?)
    }

    /// # Errors
    /// [`Code::NotFound`].
    pub async fn account_forget(&self, id: &str) -> Result<(), AppError> {
        let id = id.to_owned();
        found(self.shared.store.write(move |tx| accounts::forget(tx, &id)).await?)
    }

    /// The Wemasy shops of an account.
    ///
    /// # Errors
    /// A failing database.
    pub async fn wemasy_shops_of(&self, account: &str) -> Result<Vec<i64>, AppError> {
        known_wemasy_shops(&self.shared.store, account).await
    }

    /// Whose row a command names: history shows the batches of every account.
    ///
    /// # Errors
    /// A failing database.
    pub async fn owner(&self, payload: &serde_json::Value) -> Result<Option<String>, AppError> {
        let Some(row) = named_row(payload) else { return Ok(None) };
        self.shared.store.read(move |db| accounts::owner(db, &row)).await
    }
}

fn found(changed: usize) -> Result<(), AppError> {
    match changed {
        0 => Err(AppError::new(Code::NotFound).message("This account is not known here")),
        _ => Ok(()),
    }
}

/// The row that a command's payload is about, by the field names of [`crate::wire`].
fn named_row(payload: &serde_json::Value) -> Option<Row> {
    let number = |name: &str| payload.get(name).and_then(serde_json::Value::as_i64);
    let text = |name: &str| payload.get(name).and_then(serde_json::Value::as_str).map(str::to_owned);
    let first = || payload.get("orders").and_then(|orders| orders.get(0)).and_then(serde_json::Value::as_i64);
    number("batch_order_id")
        .map(Row::BatchOrder)
        .or_else(|| number("batch_id").map(Row::Batch))
        .or_else(|| number("order_id").map(Row::Order))
        .or_else(|| first().map(Row::Order))
        .or_else(|| text("shipment_id").or_else(|| text("ours")).map(Row::Shipment))
        .or_else(|| text("tracking_number").map(Row::Tracking))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_command_is_about_the_nearest_row_that_it_names() {
        let named = |payload| named_row(&payload);
        assert_eq!(named(json!({"batch_id": 3, "labels": [1]})), Some(Row::Batch(3)));
        assert_eq!(named(json!({"batch_order_id": 4, "shipment_id": "x"})), Some(Row::BatchOrder(4)));
        assert_eq!(named(json!({"orders": [7, 8], "options": {}})), Some(Row::Order(7)));
        assert_eq!(named(json!({"ours": "a", "other": "b"})), Some(Row::Shipment("a".to_owned())));
        assert_eq!(named(json!({"text": "1042", "batch_id": null})), None, "a search is about no row");
    }
}
