//! Second labels for one order, and what a person can do about them: cancel one, or say that both are wanted.

use api_client::Kind;
use sendcloud::shipments;

use crate::engine::Engine;
use crate::error::{AppError, Code};
use crate::look;
use crate::store::{accounts, duplicates, history};
use crate::wire::{CancelShipment, Cancellation, CancellationState, Duplicate, NotDuplicate, Nothing, RowId};

impl Engine {
    /// Orders of this station, of all its accounts, with two active labels that nobody has judged yet.
    ///
    /// # Errors
    /// A failing database.
    pub async fn duplicates_list(&self, _: Nothing) -> Result<Vec<Duplicate>, AppError> {
        self.shared
            .store
            .read(|db| {
                let mut found = Vec::new();
                for account in accounts::list(db)? {
                    for pair in duplicates::duplicates(db, &account.id)? {
                        found.push(Duplicate {
                            ours: history::shipment_row(db, &account.id, &pair.ours, true)?,
                            other: history::shipment_row(db, &account.id, &pair.other, false)?,
                            order_number: pair.order_number,
                            shop: pair.shop,
                            name: pair.name,
                            batch_id: RowId(pair.batch_id),
                            batch_order_id: RowId(pair.batch_order_id),
                        });
                    }
                }
                Ok(found)
            })
            .await
    }

    /// A person says that both labels are wanted. Logged.
    ///
    /// # Errors
    /// [`Code::BadRequest`] without a reason.
    pub async fn duplicate_dismiss(&self, request: NotDuplicate) -> Result<Vec<Duplicate>, AppError> {
        if request.reason.trim().is_empty() {
            return Err(AppError::new(Code::BadRequest)
                .message("A reason is needed")
                .hint("Write down why this order gets two labels"));
        }
        let (account, now) = (self.shared.stored_account().await?, self.shared.now_text());
        self.shared
            .store
            .write(move |tx| {
                let reason = request.reason.trim();
                duplicates::dismiss(tx, &account, &request.ours, &request.other, reason, &now)
            })
            .await?;
        self.shared.hub.duplicates_changed();
        self.duplicates_list(Nothing {}).await
    }

    /// Asks the platform to cancel a shipment, of anyone. Written down before it is asked; asking again is safe.
    ///
    /// # Errors
    /// No network, wrong keys, [`Code::NotFound`]. A refusal is an answer, not an error.
    pub async fn shipment_cancel(&self, request: CancelShipment) -> Result<Cancellation, AppError> {
        let api = self.shared.api()?;
        let (account, now) = (self.shared.account().await?, self.shared.now_text());
        let id = request.shipment_id;
        shipments::cancel_request(&id)?;
        let key = (account.clone(), id.clone());
        self.shared.store.write(move |tx| duplicates::ask_cancel(tx, &key.0, &key.1, &now)).await?;
        let answer = shipments::cancel(api, &id).await;
        let (state, words) = match &answer {
            Ok(cancelled) if cancelled.done => (CancellationState::Cancelled, cancelled.message.clone()),
            Ok(cancelled) => (CancellationState::Queued, cancelled.message.clone()),
            Err(error) if error.kind == Kind::Refused => (CancellationState::Refused, Some(error.words())),
            Err(error) => (CancellationState::Unknown, Some(error.words())),
        };
        let key = (account.clone(), id.clone());
        self.shared
            .store
            .write(move |tx| duplicates::answer_cancel(tx, &key.0, &key.1, state, words.as_deref()))
            .await?;
        self.shared.hub.duplicates_changed();
        if let Err(error) = answer
            && error.kind != Kind::Refused
        {
            return Err(error.into());
        }
        // What it looks like now; the platform may still say "cancelling".
        if let Err(error) = look::by_ids(&self.shared, std::slice::from_ref(&id)).await {
            tracing::warn!(%error, "the cancelled shipment could not be read back");
        }
        let found = self.shared.store.read(move |db| duplicates::cancel_answer(db, &account, &id)).await?;
        found.ok_or_else(|| AppError::new(Code::Internal).message("The cancellation was not written down"))
    }
}
