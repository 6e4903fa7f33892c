//! Reading Wemasy's shops: the list by open status, then one address after the other.

use std::collections::HashSet;
use std::sync::Arc;
use std::time::Duration;

use wemasy::order_detail;
use wemasy::orders::{self as wire_orders, OrderStatus, OrdersQuery};

use super::join::{Join, join, linked};
use super::{WemasyPart, convert};
use crate::engine::Shared;
use crate::error::{AppError, Code};
use crate::store::wemasy as store;
use crate::store::{StoreError, orders};
use crate::wire::{NoticeCode, StatusKind, WemasyShop};

const FIRST_SHOP: i64 = 1;
const FIRST_COLOUR: &str = "#7a5af8";
/// Details of a minute: half of what the platform allows stays for people.
const DETAIL_PAUSE: Duration = Duration::from_secs(2);
/// Nothing to read: look again after this.
const IDLE_PAUSE: Duration = Duration::from_secs(15);
/// Read in a row before the list of what is unread is looked at again.
const DETAILS_AT_ONCE: u32 = 10;

/// Reads every connected shop. A failing one is noted at the shop and stops nothing: a revoked token is that shop's trouble.
///
/// # Errors
/// A failing database.
pub(crate) async fn read_shops(shared: &Arc<Shared>) -> Result<(), AppError> {
    let account = shared.account().await?;
    first_shop(shared, &account).await?;
    let key = account.clone();
    let shops = shared.store.read(move |db| store::shops(db, &key)).await?;
    for shop in shops.iter().filter(|shop| shop.enabled) {
        let Ok(part) = shared.wemasy(shop.shop_id) else { continue };
        // Told when all is joined: until then a new order that Sendcloud lists too has two rows.
        let (mut seen, mut changed) = (HashSet::new(), Vec::new());
        let read = read_shop(shared, &account, shop, part, &mut seen, &mut changed).await;
        let (key, joined) = (account.clone(), shop.clone());
        changed.extend(shared.store.write(move |tx| join_shop(tx, &key, &joined, &seen)).await?);
        shared.hub.order_rows(changed);
        shared.wake_wemasy.notify_one();
        let words = match read {
            Ok(()) => {
                super::bookings::token_works(shared, shop.shop_id);
                None
            }
            Err(error) => {
                let words = match error.code {
                    Code::Credentials => "The token is no longer valid; enter a new one".to_owned(),
                    _ => error.message.clone(),
                };
                if shop.trouble.as_ref() != Some(&words) {
                    shared.notice(
                        NoticeCode::ShopSync,
                        format!("{}: {words}", shop.name),
                        error.hint.clone(),
                    );
                }
                Some(words)
            }
        };
        let (account, id) = (account.clone(), store::integration_of(shop.shop_id));
        shared.store.write(move |tx| orders::shop_trouble(tx, &account, id, words.as_deref())).await?;
    }
    Ok(())
}

/// A token that came without a shop (practice, the environment) is that of the station's first one.
async fn first_shop(shared: &Shared, account: &str) -> Result<(), AppError> {
    if shared.wemasy(FIRST_SHOP).is_err() {
        return Ok(());
    }
    let account = account.to_owned();
    shared
        .store
        .write(move |tx| {
            if store::has_any_shop(tx)? {
                return Ok(());
            }
            store::add_shop(tx, &account, "Wemasy", FIRST_COLOUR).map(drop)
        })
        .await
}

async fn read_shop(
    shared: &Arc<Shared>,
    account: &str,
    shop: &WemasyShop,
    part: &WemasyPart,
    seen: &mut HashSet<i64>,
    changed: &mut Vec<i64>,
) -> Result<(), AppError> {
    let integration = store::integration_of(shop.shop_id);
    let key = account.to_owned();
    let chosen = shared.store.read(move |db| orders::chosen_statuses(db, &key)).await?;
    let open = chosen.into_iter().filter(|status| {
        status.integration_id == integration && status.kind == StatusKind::Order && status.open == Some(true)
    });
    for status in open.filter_map(|status| OrderStatus::parse(&status.code)) {
        let mut pages = wire_orders::pages(OrdersQuery::of_status(status));
        while let Some(page) = pages.next(&part.api).await? {
            for why in &page.unreadable {
                tracing::warn!(shop = shop.shop_id, %why, "an order could not be read");
            }
            let (account, shop_id) = (account.to_owned(), shop.shop_id);
            let rows: Vec<_> = page.rows.into_iter().filter(|row| !row.is_quote()).collect();
            let stored = shared.store.write(move |tx| store_rows(tx, &account, shop_id, &rows)).await?;
            changed.extend(stored.iter().filter(|(_, news)| *news).map(|(id, _)| *id));
            seen.extend(stored.into_iter().map(|(id, _)| id));
        }
    }
    let (account, seen) = (account.to_owned(), seen.clone());
    changed
        .extend(shared.store.write(move |tx| orders::finish_list(tx, &account, integration, &seen)).await?);
    Ok(())
}

/// Answers the rows, and whether anything about each is new.
fn store_rows(
    tx: &crate::store::Tx<'_>,
    account: &str,
    shop_id: i64,
    rows: &[wire_orders::OrderRow],
) -> crate::store::Result<Vec<(i64, bool)>> {
    let mut stored = Vec::new();
    for row in rows {
        // Without an id an order cannot be handed over; it is named in the log and stands in Wemasy.
        let Some((wemasy_id, fresh)) = convert::row(store::integration_of(shop_id), row) else {
            tracing::warn!(shop_id, "an order without an id");
            continue;
        };
        let order = match store::known(tx, shop_id, wemasy_id)? {
            Some(known) => convert::refreshed(fresh, known),
            None => fresh,
        };
        let listed = !store::is_joined(tx, shop_id, wemasy_id)?;
        let (id, news) = orders::upsert_order(tx, account, &order, listed)?;
        store::see_order(tx, shop_id, wemasy_id, id, &order.number)?;
        stored.push((id, news));
    }
    Ok::<_, StoreError>(stored)
}

/// Finds the shop's orders among Sendcloud's: the own row of such an order leaves the list, and comes back when Sendcloud no
/// longer lists it and Wemasy does (`seen`: the rows of the reading before). Meant for after every reading of either
/// platform. Answers the rows of those that are joined otherwise now; the other row of such an order has the same number.
pub(super) fn join_shop(
    tx: &crate::store::Tx<'_>,
    account: &str,
    shop: &WemasyShop,
    seen: &HashSet<i64>,
) -> crate::store::Result<Vec<i64>> {
    let (integration, linked_now) = match shop.integration_id {
        Some(integration) => (integration, false),
        None => {
            let Some(found) = linked(&store::matches_by_integration(tx, account, shop.shop_id)?) else {
                return Ok(Vec::new());
            };
            store::link(tx, shop.shop_id, found)?;
            (found, true)
        }
    };
    let mut changed = Vec::new();
    for pairing in store::pairings(tx, account, shop.shop_id, integration)? {
        let twin = match join(&pairing) {
            Join::Same(row) => Some(row),
            Join::Alone | Join::Perhaps => None,
        };
        let row = pairing.order_id;
        let joined = store::set_twin(tx, shop.shop_id, pairing.wemasy_id, twin)?;
        let listed = match twin {
            Some(_) => orders::list_order(tx, row, false)?,
            None => seen.contains(&row) && orders::list_order(tx, row, true)?,
        };
        if joined || listed || linked_now {
            changed.push(row);
        }
    }
    Ok(changed)
}

/// Joins all shops again: Sendcloud's orders were read.
///
/// # Errors
/// A failing database.
pub(super) async fn join_all(shared: &Arc<Shared>) -> Result<(), AppError> {
    let account = shared.account().await?;
    let changed = shared
        .store
        .write(move |tx| {
            let mut changed = Vec::new();
            for shop in store::shops(tx, &account)? {
                changed.extend(join_shop(tx, &account, &shop, &HashSet::new())?);
            }
            Ok(changed)
        })
        .await?;
    shared.hub.order_rows(changed);
    Ok(())
}

/// Reads addresses, newest orders first, and looks after what was handed over, until it is dropped.
pub(crate) async fn in_background(shared: Arc<Shared>) {
    loop {
        let busy = match round(&shared).await {
            Ok(busy) => busy,
            Err(error) => {
                tracing::warn!(%error, "Wemasy has to wait");
                shared.tell_disk_trouble(&error);
                false
            }
        };
        let idle = async {
            tokio::select! {
                () = shared.wake_wemasy.notified() => {}
                () = tokio::time::sleep(IDLE_PAUSE) => {}
            }
        };
        if !busy {
            idle.await;
        }
    }
}

/// True: there is more to do at once.
async fn round(shared: &Arc<Shared>) -> Result<bool, AppError> {
    super::hand_over::look_after(shared).await?;
    super::labels::ask_after(shared).await?;
    let mut read = false;
    for part in &shared.wemasy {
        let shop_id = part.shop_id;
        let unread = shared.store.read(move |db| store::unread(db, shop_id, DETAILS_AT_ONCE)).await?;
        for (wemasy_id, number) in unread {
            match read_detail(shared, part, wemasy_id, &number).await {
                Ok(()) => read = true,
                Err(error)
                    if matches!(error.code, Code::NotFound | Code::PlatformRefused | Code::Unreadable) =>
                {
                    let words = error.message;
                    shared
                        .store
                        .write(move |tx| store::detail_trouble(tx, shop_id, wemasy_id, &words))
                        .await?;
                    shared.hub.orders_numbered(&shared.account().await?, [number]);
                }
                // The shop as a whole: its sync says so.
                Err(error) => {
                    tracing::warn!(%error, shop_id, "addresses cannot be read now");
                    break;
                }
            }
            tokio::time::sleep(DETAIL_PAUSE).await;
        }
    }
    Ok(read)
}

/// Reads one order's address and lines.
///
/// # Errors
/// As any read of the platform.
pub(super) async fn read_detail(
    shared: &Arc<Shared>,
    part: &WemasyPart,
    wemasy_id: i64,
    number: &str,
) -> Result<(), AppError> {
    let detail = order_detail::get(&part.api, number).await?;
    let account = shared.account().await?;
    let (shop_id, now, key) = (part.shop_id, shared.now_text(), account.clone());
    shared
        .store
        .write(move |tx| {
            let Some((row, order)) = store::row_of(tx, shop_id, wemasy_id)? else { return Ok(()) };
            orders::update_order(tx, &key, row, &convert::with_detail(order, &detail))?;
            store::detail_read(tx, shop_id, wemasy_id, &now)
        })
        .await?;
    shared.hub.orders_numbered(&account, [number.to_owned()]);
    Ok(())
}
