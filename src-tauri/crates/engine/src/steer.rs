//! What a person does to a batch that is there already: pause, continue, stop, retry what was refused. Each is a change of
//! the journal; calls that were sent already run to their end in any case.

use tokio::time::Instant;

use crate::batch::plan::{self, Facts, Intent};
use crate::engine::Engine;
use crate::error::{AppError, Code};
use crate::ship::{insert_calls, left_out};
use crate::store::journal::{self, CallMember, Reopened};
use crate::store::{self, facts, waiting};
use crate::wire::{BatchDetail, Nothing, OneBatch, RetryRefused, RowId, UnderWay};

impl Engine {
    /// Plans what was never sent afresh and lets the buyer go on.
    ///
    /// # Errors
    /// [`Code::NotConnected`], a failing database.
    pub async fn batch_continue(&self, one: OneBatch) -> Result<BatchDetail, AppError> {
        self.shared.api()?;
        let account = self.shared.account().await?;
        let (batch_id, now) = (one.batch_id.0, self.shared.now_text());
        let (clicked, room) = (Instant::now(), self.shared.calls_room());
        let mine = std::sync::Arc::clone(&self.shared);
        let changed = self
            .shared
            .store
            .write(move |tx| {
                mine.still_working()?;
                let intent = intent_of(tx, batch_id)?;
                let unsent = journal::unsent(tx, batch_id)?;
                journal::withdraw_planned(tx, batch_id, &now)?;
                plan_again(tx, &account, batch_id, &intent, &unsent, (room, &now))?;
                journal::unpause_batch(tx, batch_id)?;
                Ok(unsent)
            })
            .await?;
        self.begin(batch_id, clicked);
        self.told(one, changed).await
    }

    /// Sends nothing more until *Continue*.
    ///
    /// # Errors
    /// [`Code::NotFound`], a failing database.
    pub async fn batch_pause(&self, one: OneBatch) -> Result<BatchDetail, AppError> {
        let batch_id = one.batch_id.0;
        self.shared
            .store
            .write(move |tx| {
                intent_of(tx, batch_id)?;
                journal::pause_batch(tx, batch_id, None)
            })
            .await?;
        self.told(one, Vec::new()).await
    }

    /// Takes back every order that was not sent yet; those are open again.
    ///
    /// # Errors
    /// [`Code::NotFound`], a failing database.
    pub async fn batch_stop(&self, one: OneBatch) -> Result<BatchDetail, AppError> {
        let (batch_id, now) = (one.batch_id.0, self.shared.now_text());
        let changed = self
            .shared
            .store
            .write(move |tx| {
                intent_of(tx, batch_id)?;
                let unsent = journal::unsent(tx, batch_id)?;
                journal::withdraw_planned(tx, batch_id, &now)?;
                journal::unpause_batch(tx, batch_id)?;
                Ok(unsent)
            })
            .await?;
        self.told(one, changed).await
    }

    /// Tries refused and failed orders of the batch again, in calls of their own and after a new look.
    ///
    /// # Errors
    /// [`Code::NothingToShip`] when none of them can be tried, [`Code::NotConnected`], a failing database.
    pub async fn batch_retry(&self, wanted: RetryRefused) -> Result<BatchDetail, AppError> {
        self.shared.api()?;
        let account = self.shared.account().await?;
        let one = OneBatch { batch_id: wanted.batch_id };
        let (batch_id, now) = (one.batch_id.0, self.shared.now_text());
        let (clicked, room) = (Instant::now(), self.shared.calls_room());
        let mine = std::sync::Arc::clone(&self.shared);
        let changed = self
            .shared
            .store
            .write(move |tx| {
                mine.still_working()?;
                let intent = intent_of(tx, batch_id)?;
                let mut refused = journal::refused(tx, batch_id)?;
                if let Some(chosen) = &wanted.orders {
                    refused.retain(|row| chosen.contains(&RowId(row.batch_order_id)));
                }
                let planned = plan_again(tx, &account, batch_id, &intent, &refused, (room, &now))?;
                match planned {
                    0 => Err(AppError::new(Code::NothingToShip)
                        .message("None of the refused orders can be tried again")
                        .hint("Correct them in the shop, then refresh")
                        .into()),
                    _ => {
                        journal::unpause_batch(tx, batch_id)?;
                        Ok(refused)
                    }
                }
            })
            .await?;
        self.begin(batch_id, clicked);
        self.told(one, changed).await
    }

    /// What closing would interrupt.
    ///
    /// # Errors
    /// A failing database.
    pub async fn under_way(&self, _: Nothing) -> Result<UnderWay, AppError> {
        self.shared.store.read(waiting::under_way).await
    }

    async fn told(&self, one: OneBatch, changed: Vec<Reopened>) -> Result<BatchDetail, AppError> {
        self.shared.hub.orders_of(changed.iter().map(|row| row.batch_order_id));
        self.shared.hub.batch(one.batch_id.0, changed.into_iter().map(|row| row.batch_order_id));
        self.batch_detail(one).await
    }
}

fn intent_of(tx: &store::Tx<'_>, batch_id: i64) -> store::Result<Intent> {
    journal::batch_intent(tx, batch_id)?
        .ok_or_else(|| AppError::new(Code::NotFound).message(format!("There is no batch {batch_id}")).into())
}

/// Plans orders of a batch by what is known now. Answers how many of them will be sent; what is in the way of the others
/// is written to their rows.
fn plan_again(
    tx: &store::Tx<'_>,
    account: &str,
    batch_id: i64,
    intent: &Intent,
    rows: &[Reopened],
    (room, now): (usize, &str),
) -> store::Result<usize> {
    let ids: Vec<i64> = rows.iter().map(|row| row.order_id).collect();
    let mut members = Vec::new();
    for (stored, mut facts) in facts::orders_with_facts(tx, account, Some(&ids), &intent.statuses)? {
        let Some(row) = rows.iter().find(|row| row.order_id == stored.id) else { continue };
        let rule = |facts: &Facts| plan::problems(&stored.order, facts, &intent.options);
        match left_out(intent.anyway.judge(stored.id, &mut facts, rule)) {
            Some(problem) => journal::leave_out(tx, row.batch_order_id, &problem)?,
            None => {
                journal::take_in(tx, row.batch_order_id)?;
                members.push(CallMember {
                    batch_order_id: row.batch_order_id,
                    key: stored.order.claim_key(),
                    order_number: stored.order.number,
                });
            }
        }
    }
    let planned = members.len();
    insert_calls(tx, account, batch_id, members, room)?;
    journal::log_anyway(tx, batch_id, &intent.anyway, now)?;
    Ok(planned)
}
