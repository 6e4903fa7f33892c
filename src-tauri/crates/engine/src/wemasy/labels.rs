//! How labels that Wemasy was asked for are coming along, in its own words. They decide nothing: a label counts when its
//! shipment appears at Sendcloud.

use std::sync::Arc;

use jiff::{SignedDuration, Timestamp};
use wemasy::create_label;

use crate::engine::Shared;
use crate::error::AppError;
use crate::store::wemasy as store;

/// One call is asked after at most this often.
const ASK_EVERY: SignedDuration = SignedDuration::from_secs(20);

/// Asks after the call that was not asked after for longest.
///
/// # Errors
/// A failing database. A status that cannot be read is noted in the log and asked for again later.
pub(super) async fn ask_after(shared: &Arc<Shared>) -> Result<(), AppError> {
    let Ok(account) = shared.stored_account().await else { return Ok(()) };
    let (now, now_text) = (shared.now(), shared.now_text());
    let due = shared.store.read(move |db| store::labels_awaited(db, &account)).await?;
    let is_due = |asked: &Option<String>| {
        let asked = asked.as_deref().and_then(|text| text.parse::<Timestamp>().ok());
        asked.is_none_or(|asked| now.duration_since(asked).abs() >= ASK_EVERY)
    };
    let Some(call) = due.into_iter().find(|call| is_due(&call.asked_at)) else { return Ok(()) };
    let Ok(part) = shared.wemasy(call.shop_id) else { return Ok(()) };
    let said = match create_label::status(&part.api, &part.host, &call.status_url).await {
        Ok(status) => [status.status, status.message]
            .into_iter()
            .flatten()
            .filter(|word| !word.is_empty())
            .collect::<Vec<_>>()
            .join(", "),
        Err(error) => {
            tracing::warn!(%error, call = call.call_id, "Wemasy does not say how the labels are coming along");
            String::new()
        }
    };
    let words = match said.is_empty() {
        true => crate::batch::by_wemasy::QUEUED.to_owned(),
        false => format!("{} (Wemasy says: {said})", crate::batch::by_wemasy::QUEUED),
    };
    let (call_id, batch_id) = (call.call_id, call.batch_id);
    let changed =
        shared.store.write(move |tx| store::labels_said(tx, call_id, &said, &words, &now_text)).await?;
    shared.hub.batch(batch_id, changed);
    Ok(())
}
