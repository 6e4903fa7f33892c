//! Where a parcel is: asked of the platform when a person wants to know, with the last answers kept for when there is no
//! network.

use std::collections::BTreeMap;
use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use sendcloud::{parcel_statuses, parcel_tracking};
use serde::{Deserialize, Serialize};

use crate::engine::Engine;
use crate::error::{AppError, Code};
use crate::store::{history, meta};
use crate::wire::{Nothing, OneShipmentTracking, ParcelsWithStatus, TrackingEvent, TrackingView};

/// Parcels whose last answer is kept.
const KEPT_MAX: usize = 100;
const META_KEY: &str = "tracking";
const STATUSES_KEY: &str = "parcel_statuses";
const STATUSES_KEPT_FOR: SignedDuration = SignedDuration::from_hours(24);
const STATUSES_PATIENCE: Duration = Duration::from_secs(4);

/// The platform's words for its status codes.
#[derive(Default, Serialize, Deserialize)]
struct Words {
    at: Option<Timestamp>,
    words: BTreeMap<String, String>,
}

/// Newest last.
#[derive(Default, Serialize, Deserialize)]
struct Kept(Vec<TrackingView>);

impl Engine {
    /// Where the parcels of this station are, as last seen, in the words of the platform's list of statuses.
    ///
    /// # Errors
    /// A failing database.
    pub async fn parcel_statuses(&self, _: Nothing) -> Result<Vec<ParcelsWithStatus>, AppError> {
        let mut found = self.shared.store.read(history::parcel_statuses).await?;
        if !found.is_empty() {
            let words = self.status_words().await?;
            for status in &mut found {
                if let Some(words) = words.get(&status.code) {
                    status.message.clone_from(words);
                }
            }
        }
        Ok(found)
    }

    /// The platform's list, asked for once a day; the last known one while it cannot be asked.
    async fn status_words(&self) -> Result<BTreeMap<String, String>, AppError> {
        let text = self.shared.store.read(|db| meta::get_meta(db, STATUSES_KEY)).await?;
        let known: Words = text.and_then(|text| serde_json::from_str(&text).ok()).unwrap_or_default();
        let now = self.shared.now();
        let fresh = known.at.is_some_and(|at| now.duration_since(at).abs() < STATUSES_KEPT_FOR);
        let Ok(api) = self.shared.api() else { return Ok(known.words) };
        if fresh {
            return Ok(known.words);
        }
        let asked = tokio::time::timeout(STATUSES_PATIENCE, parcel_statuses::list(api)).await;
        let Ok(Ok(listed)) = asked else { return Ok(known.words) };
        let words = listed.rows.into_iter().map(|status| (status.code, status.message)).collect();
        let words = Words { at: Some(now), words };
        let text = serde_json::to_string(&words).unwrap_or_default();
        if let Err(error) = self.shared.store.write(move |tx| meta::set_meta(tx, STATUSES_KEY, &text)).await {
            tracing::warn!(%error, "the list of statuses could not be kept");
        }
        Ok(words.words)
    }

    /// # Errors
    /// [`Code::NotFound`] before the carrier has heard of the parcel; as any read of the platform where nothing is known
    /// from before.
    pub async fn order_tracking(&self, one: OneShipmentTracking) -> Result<TrackingView, AppError> {
        let number = one.tracking_number.trim().to_owned();
        let told = match self.shared.api() {
            Ok(api) => parcel_tracking::get(api, &number).await.map_err(AppError::from),
            Err(error) => Err(error),
        };
        match told {
            Ok(tracking) => {
                let view = shown(number, tracking, self.shared.now_text());
                self.keep_tracking(view.clone()).await;
                Ok(view)
            }
            Err(error) if error.code == Code::NotFound => Err(AppError::new(Code::NotFound)
                .message("The carrier does not know this parcel yet")
                .hint("Ask again later")
                .subject(number)),
            Err(error) => {
                let known =
                    self.kept_tracking().await?.0.into_iter().find(|view| view.tracking_number == number);
                match known {
                    Some(view) => Ok(TrackingView { trouble: Some(error), ..view }),
                    None => Err(error),
                }
            }
        }
    }

    async fn kept_tracking(&self) -> Result<Kept, AppError> {
        let text = self.shared.store.read(|db| meta::get_meta(db, META_KEY)).await?;
        Ok(text.and_then(|text| serde_json::from_str(&text).ok()).unwrap_or_default())
    }

    /// A database that takes nothing is no reason to show nothing.
    async fn keep_tracking(&self, view: TrackingView) {
        let kept = self.shared.store.write(move |tx| {
            let known = meta::get_meta(tx, META_KEY)?;
            let mut kept: Kept = known.and_then(|text| serde_json::from_str(&text).ok()).unwrap_or_default();
            kept.0.retain(|old| old.tracking_number != view.tracking_number);
            kept.0.push(view);
            let surplus = kept.0.len().saturating_sub(KEPT_MAX);
            kept.0.drain(..surplus);
            meta::set_meta(tx, META_KEY, &serde_json::to_string(&kept)?)
        });
        if let Err(error) = kept.await {
            tracing::warn!(%error, "the tracking could not be kept");
        }
    }
}

fn shown(number: String, tracking: parcel_tracking::Tracking, at: String) -> TrackingView {
    let own = tracking.numbers.iter().find(|one| one.tracking_number == number);
    let own = own.or(tracking.numbers.first());
    let mut events = tracking.events;
    // Stable: among equals the later in the list is the newer.
    events.reverse();
    events.sort_by_key(|event| std::cmp::Reverse(event.at));
    TrackingView {
        tracking_url: own.and_then(|one| one.tracking_url.clone()),
        carrier: own.and_then(|one| one.carrier_code.clone()),
        tracking_number: number,
        expected_delivery: tracking.expected_delivery.map(|day| day.to_string()),
        is_return: tracking.is_return,
        to_service_point: tracking.is_to_service_point,
        events: events
            .into_iter()
            .map(|event| TrackingEvent {
                at: event.at.map(|at| at.to_string()),
                words: event.description.unwrap_or_else(|| event.status_code.clone()),
                code: event.status_code,
            })
            .collect(),
        at,
        trouble: None,
    }
}
