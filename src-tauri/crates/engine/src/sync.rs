//! Reading the platform into the store: shops, their incoming orders, and the mirror of shipments.

use std::collections::HashSet;
use std::sync::{Arc, PoisonError};
use std::time::Duration;

use api_client::{ApiError, Kind};
use sendcloud::incoming_orders::{self, OrdersQuery};
use sendcloud::integrations;
use tokio::time::Instant;

use crate::convert;
use crate::engine::{Engine, Shared};
use crate::error::{AppError, Code};
use crate::model::Order;
use crate::store::{StoreError, accounts, meta, orders};
use crate::wire::{NoticeCode, OrdersApi, StatusRef, SyncState};

impl Engine {
    /// Reads everything once. Syncs that overlap wait for each other.
    ///
    /// # Errors
    /// When the shops or the shipments cannot be read; one failing shop is noted at the shop and stops nothing.
    pub async fn sync(&self) -> Result<SyncState, AppError> {
        sync(&self.shared).await
    }

    pub fn sync_state(&self) -> SyncState {
        self.shared.sync_state.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Chooses, for shops where nobody chose yet, every status that is not surely closed.
    ///
    /// # Errors
    /// A failing database.
    pub async fn choose_preselected_statuses(&self) -> Result<(), AppError> {
        let account = self.shared.stored_account().await?;
        self.shared
            .store
            .write(move |tx| {
                let seen = orders::seen_statuses(tx, &account)?;
                for shop in orders::shops(tx, &account)?.into_iter().filter(|shop| !shop.statuses_chosen) {
                    let open: Vec<StatusRef> = seen
                        .iter()
                        .filter(|status| status.integration_id == shop.id && !status.never_preselected)
                        .map(|status| StatusRef { kind: status.kind, code: status.code.clone() })
                        .collect();
                    orders::choose_statuses(tx, &account, shop.id, &open)?;
                }
                Ok(())
            })
            .await?;
        self.shared.hub.orders_changed();
        Ok(())
    }
}

pub(crate) async fn in_background(shared: Arc<Shared>, every: Duration) {
    loop {
        if let Err(error) = sync(&shared).await {
            tracing::warn!(%error, "sync failed");
        }
        tokio::time::sleep(every).await;
    }
}

async fn sync(shared: &Arc<Shared>) -> Result<SyncState, AppError> {
    let _one_at_a_time = shared.syncing.lock().await;
    set_state(shared, |state| {
        state.running = true;
        state.orders_read = 0;
    });
    let result = read_all(shared).await;
    let state = set_state(shared, |state| {
        state.running = false;
        match &result {
            Ok(finished_at) => {
                state.last_complete_at = Some(finished_at.clone());
                state.trouble = None;
            }
            Err(error) => state.trouble = Some(error.clone()),
        }
    });
    result.map(|_| state)
}

fn set_state(shared: &Shared, change: impl FnOnce(&mut SyncState)) -> SyncState {
    let mut state = shared.sync_state.lock().unwrap_or_else(PoisonError::into_inner);
    change(&mut state);
    let now = state.clone();
    drop(state);
    if shared.shown() {
        shared.hub.sync(now.clone());
    }
    now
}

async fn read_all(shared: &Arc<Shared>) -> Result<String, AppError> {
    let account = shared.account().await?;
    let before = shops_now(shared, &account).await?;
    let result = read_account(shared, &account).await;
    // Their names, which of them are listed, their troubles: what stands beside every order of theirs.
    if shops_now(shared, &account).await? != before {
        shared.hub.orders_changed();
    }
    result
}

async fn shops_now(shared: &Shared, account: &str) -> Result<Vec<orders::ShopRow>, AppError> {
    let account = account.to_owned();
    shared.store.read(move |db| orders::shops(db, &account)).await
}

async fn read_account(shared: &Arc<Shared>, account: &str) -> Result<String, AppError> {
    let listed = shops(shared).await?;
    let (ids, key) = (listed.iter().map(|shop| shop.id).collect::<Vec<_>>(), account.to_owned());
    let rows = listed.clone();
    let shops = shared
        .store
        .write(move |tx| {
            for shop in &rows {
                orders::upsert_shop(tx, &key, shop.id, &shop.shop_name, &shop.system)?;
            }
            orders::shops_listed(tx, &key, &ids)?;
            orders::shops(tx, &key)
        })
        .await?;
    crate::look::look(shared, Instant::now()).await?;
    let mut failed = 0;
    let enabled: Vec<_> = shops.into_iter().filter(|shop| shop.enabled && shop.id > 0).collect();
    for shop in &enabled {
        let trouble = match read_shop(shared, account, shop.id).await {
            Ok(()) => None,
            // Keys and network concern all shops.
            Err(error) if matches!(error.code, Code::Credentials | Code::Offline) => return Err(error),
            Err(error) => Some(error),
        };
        if let Some(error) = &trouble {
            failed += 1;
            // Once per trouble, not with every sync.
            if shop.trouble.as_ref() != Some(&error.message) && reports(shared).await? {
                let there = listed.iter().find(|listed| listed.id == shop.id);
                if let Some(there) = there {
                    crate::integrations::report(shared, there, &error.message).await;
                }
            }
            shared.notice(
                NoticeCode::ShopSync,
                format!("{}: {}", shop.name, error.message),
                error.hint.clone(),
            );
        }
        let (account, id, words) = (account.to_owned(), shop.id, trouble.map(|error| error.message));
        shared.store.write(move |tx| orders::shop_trouble(tx, &account, id, words.as_deref())).await?;
    }
    if failed > 0 && failed == enabled.len() {
        return Err(AppError::new(Code::PlatformTrouble)
            .message("No shop could be read")
            .hint("The list shows the last known orders; the shops name their trouble"));
    }
    crate::wemasy::read_shops(shared).await?;
    let now = shared.now_text();
    shared.set_synced_at(account, &now).await?;
    Ok(now)
}

/// The account's shops, by the interface that it has. An account that turns out to lack v2 is remembered as one without.
async fn shops(shared: &Arc<Shared>) -> Result<Vec<integrations::Integration>, AppError> {
    let api = shared.api()?;
    if shared.orders_api().await? == OrdersApi::V3 {
        return Ok(integrations::v3::list(api).await?.rows);
    }
    match integrations::list(api).await {
        Ok(listed) => Ok(listed.rows),
        Err(error) if lacks_v2(&error) => {
            let listed = integrations::v3::list(api).await?;
            let account = shared.account().await?;
            shared.store.write(move |tx| accounts::set_orders_api(tx, &account, OrdersApi::V3)).await?;
            shared.hub.orders_changed();
            Ok(listed.rows)
        }
        Err(error) => Err(error.into()),
    }
}

/// "Not available for this account", in the platform's own words: a proxy's page does not count.
pub fn lacks_v2(error: &ApiError) -> bool {
    let gone = matches!(error.kind, Kind::Forbidden | Kind::NotFound) || error.status == Some(410);
    gone && error.code.is_some()
}

async fn reports(shared: &Shared) -> Result<bool, AppError> {
    let settings = shared.store.read(meta::settings).await?;
    Ok(settings.report_failures && shared.orders_api().await? == OrdersApi::V2)
}

/// Reads one shop's orders again.
///
/// # Errors
/// As any read of the platform.
pub(crate) async fn one_shop(shared: &Arc<Shared>, shop: i64) -> Result<(), AppError> {
    let _one_at_a_time = shared.syncing.lock().await;
    let account = shared.account().await?;
    read_shop(shared, &account, shop).await
}

async fn read_shop(shared: &Arc<Shared>, account: &str, shop: i64) -> Result<(), AppError> {
    let mut pages = match shared.orders_api().await? {
        OrdersApi::V2 => incoming_orders::pages(shop, &OrdersQuery::default()),
        OrdersApi::V3 => incoming_orders::v3::pages(shop, &incoming_orders::v3::OrdersQuery::default()),
    };
    let mut seen = HashSet::new();
    while let Some(page) = pages.next(shared.api()?).await? {
        for why in &page.unreadable {
            tracing::warn!(shop, %why, "an order could not be read");
        }
        let rows: Vec<Order> = page.rows.into_iter().map(|row| convert::order(shop, row)).collect();
        let read = u32::try_from(rows.len()).unwrap_or(u32::MAX);
        let account = account.to_owned();
        let stored = shared
            .store
            .write(move |tx| {
                rows.iter()
                    .map(|order| orders::upsert_order(tx, &account, order, true))
                    .collect::<Result<Vec<_>, StoreError>>()
            })
            .await?;
        shared.hub.order_rows(stored.iter().filter(|(_, news)| *news).map(|(id, _)| *id));
        seen.extend(stored.into_iter().map(|(id, _)| id));
        set_state(shared, |state| state.orders_read += read);
    }
    let account = account.to_owned();
    // Only a list that was read to its end can say what is no longer in it.
    let gone = shared.store.write(move |tx| orders::finish_list(tx, &account, shop, &seen)).await?;
    shared.hub.order_rows(gone);
    Ok(())
}
