//! Handing orders to Sendcloud through Wemasy, without labels. It costs nothing, but nothing promises that it happened:
//! each order waits until Sendcloud lists it, for as long as the settings say, and ends as found or unknown.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use tokio::time::Instant;
use wemasy::push::{self, Fate, Label, Push};
use wemasy::{OrderId, OrderIds, Outcome};

use super::sync::join_all;
use crate::engine::{Engine, Shared};
use crate::error::{AppError, Code};
use crate::store::meta;
use crate::store::wemasy as store;
use crate::wire::{HandOver, HandOverState, HandedOver, OneOrder};

/// What appears as a shipment instead of an order is seen by a look that is at most this old.
const LOOK_AGE_MAX: Duration = Duration::from_secs(20);
const WITHOUT_LABEL: &str = "Sendcloud has a shipment without a label; shipping it asks Wemasy for the label";

impl Engine {
    /// Hands orders over. Orders that are on their way already, or at Sendcloud, are left alone.
    ///
    /// # Errors
    /// [`Code::BadRequest`] when none of the orders can be handed over.
    pub async fn wemasy_hand_over(&self, wanted: HandOver) -> Result<Vec<HandedOver>, AppError> {
        let rows: Vec<i64> = wanted.orders.iter().map(|row| row.0).collect();
        let now = self.shared.now_text();
        // Written down before anything is sent: a crash leaves them awaited, not forgotten.
        let by_shop = self
            .shared
            .store
            .write(move |tx| {
                let mut by_shop: BTreeMap<i64, Vec<i64>> = BTreeMap::new();
                for row in rows {
                    let Some((shop, id, handed)) = store::by_row(tx, row)? else { continue };
                    let again = match handed.state {
                        HandOverState::NotSent | HandOverState::Refused | HandOverState::Unknown => true,
                        HandOverState::Waiting | HandOverState::Found => false,
                    };
                    if again {
                        store::push_requested(tx, shop, id, &now)?;
                        by_shop.entry(shop).or_default().push(id);
                    }
                }
                Ok(by_shop)
            })
            .await?;
        if by_shop.is_empty() {
            return Err(AppError::new(Code::BadRequest)
                .message("None of these orders can be handed to Sendcloud")
                .hint("They are there already, on their way, or not Wemasy's"));
        }
        for (shop_id, ids) in by_shop {
            self.send(shop_id, ids).await?;
        }
        self.shared.hub.order_rows(wanted.orders.iter().map(|row| row.0));
        self.shared.wake_wemasy.notify_one();
        let rows = wanted.orders;
        self.shared
            .store
            .read(move |db| {
                let handed = rows.iter().map(|row| store::handed_over(db, row.0));
                Ok(handed.collect::<crate::store::Result<Vec<_>>>()?.into_iter().flatten().collect())
            })
            .await
    }

    /// Reads an opened order's address at once.
    ///
    /// # Errors
    /// [`Code::NotFound`] for an order that is not Wemasy's; else as any read of the platform.
    pub async fn wemasy_read(&self, one: OneOrder) -> Result<crate::wire::OrderDetail, AppError> {
        let found = self.shared.store.read(move |db| store::by_row(db, one.order_id.0)).await?;
        let Some((shop_id, wemasy_id, _)) = found else {
            return Err(AppError::new(Code::NotFound).message("This order is not Wemasy's"));
        };
        let detail = self.order_detail(one).await?;
        let part = self.shared.wemasy(shop_id)?;
        super::sync::read_detail(&self.shared, part, wemasy_id, &detail.order.number).await?;
        self.order_detail(one).await
    }

    async fn send(&self, shop_id: i64, ids: Vec<i64>) -> Result<(), AppError> {
        let outcome = match (
            self.shared.wemasy(shop_id),
            OrderIds::new(ids.iter().map(|id| OrderId(id.unsigned_abs()))),
        ) {
            (Ok(part), Ok(orders)) => push::push(&part.api, &Push { orders, label: Label::Without }).await,
            (Err(error), _) => {
                self.answered(shop_id, &ids, |_| (None, None)).await?;
                return Err(error);
            }
            (_, Err(error)) => {
                self.answered(shop_id, &ids, |_| (None, None)).await?;
                return Err(AppError::new(Code::BadRequest).message(error.to_string()));
            }
        };
        match outcome {
            Outcome::Accepted(pushed) => {
                let words = |id: i64| match pushed.fate(OrderId(id.unsigned_abs()))? {
                    Fate::New => Some("Wemasy has taken it on"),
                    Fate::Retried => Some("Wemasy has taken it on again; an earlier try failed there"),
                    Fate::Queued => Some("It was in Wemasy's queue already"),
                    Fate::Skipped => Some("Wemasy skipped it: done already, or not eligible"),
                };
                self.answered(shop_id, &ids, |id| (Some("waiting"), words(id).map(str::to_owned))).await
            }
            // It may have been taken on: it is awaited all the same.
            Outcome::Unknown(error) => {
                self.answered(shop_id, &ids, |_| (Some("waiting"), Some(error.words()))).await
            }
            Outcome::Refused(error) => {
                self.answered(shop_id, &ids, |_| (Some("refused"), Some(error.words()))).await
            }
            Outcome::NotSent(error) | Outcome::Throttled(error) => {
                self.answered(shop_id, &ids, |_| (None, None)).await?;
                Err(AppError::from(error))
            }
        }
    }

    async fn answered(
        &self,
        shop_id: i64,
        ids: &[i64],
        of: impl Fn(i64) -> (Option<&'static str>, Option<String>),
    ) -> Result<(), AppError> {
        let answers: Vec<_> = ids.iter().map(|id| (*id, of(*id))).collect();
        self.shared
            .store
            .write(move |tx| {
                for (id, (state, words)) in &answers {
                    store::push_answered(tx, shop_id, *id, *state, words.as_deref())?;
                }
                Ok(())
            })
            .await
    }
}

/// Reads Sendcloud's list of the shops that orders are awaited from, joins, and lets go of what was awaited for too long.
///
/// # Errors
/// A failing database, or Sendcloud's troubles.
pub(super) async fn look_after(shared: &Arc<Shared>) -> Result<(), AppError> {
    let Ok(account) = shared.stored_account().await else { return Ok(()) };
    let key = account.clone();
    let awaited = shared.store.read(move |db| store::awaited(db, &key)).await?;
    if awaited.is_empty() {
        return Ok(());
    }
    let key = account.clone();
    let (shops, settings) =
        shared.store.read(move |db| Ok((store::shops(db, &key)?, meta::settings(db)?))).await?;
    let mut integrations: Vec<i64> = shops
        .iter()
        .filter(|shop| awaited.iter().any(|(id, _, _)| *id == shop.shop_id))
        .filter_map(|shop| shop.integration_id)
        .collect();
    integrations.dedup();
    for integration in integrations {
        crate::sync::one_shop(shared, integration).await?;
    }
    join_all(shared).await?;
    if let Some(lately) = Instant::now().checked_sub(LOOK_AGE_MAX) {
        crate::look::look(shared, lately).await?;
    }
    let key = account.clone();
    let unlabelled = shared.store.write(move |tx| store::find_unlabelled(tx, &key, WITHOUT_LABEL)).await?;
    if unlabelled > 0 {
        shared.hub.orders_changed();
    }
    let limit = SignedDuration::from_mins(i64::from(settings.wemasy_wait_minutes.max(1)));
    let now = shared.now();
    let late: Vec<(i64, i64)> = awaited
        .into_iter()
        .filter(|(_, _, at)| at.parse::<Timestamp>().is_ok_and(|at| now.duration_since(at) > limit))
        .map(|(shop, id, _)| (shop, id))
        .collect();
    if !late.is_empty() {
        let minutes = settings.wemasy_wait_minutes;
        shared
            .store
            .write(move |tx| {
                let words = format!("It did not appear at Sendcloud within {minutes} minutes");
                late.iter().try_for_each(|(shop, id)| match store::is_awaited(tx, *shop, *id)? {
                    true => store::push_lost(tx, *shop, *id, &words),
                    false => Ok(()),
                })
            })
            .await?;
        shared.hub.orders_changed();
    }
    Ok(())
}
