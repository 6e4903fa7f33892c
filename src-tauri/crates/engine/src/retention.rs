//! Old papers are removed when the settings ask for it; what was shipped stays in the history for ever.

use std::sync::Arc;
use std::time::Duration;

use jiff::{SignedDuration, Timestamp};

use crate::engine::{Engine, Shared};
use crate::error::AppError;
use crate::store::{labels, meta};

/// Nothing is removed sooner, whatever a settings file says: returns and complaints take weeks.
const DAYS_MIN: u32 = 30;
/// A purchase must not wait for the one writer: papers are removed in small parts.
const AT_ONCE: usize = 100;
const EVERY: Duration = Duration::from_secs(6 * 3600);
/// A station's clock may be ahead of what the platform last told by this much: a weekend without a network.
const AHEAD_MAX: SignedDuration = SignedDuration::from_hours(72);

/// Removes now and then, until it is dropped.
pub(crate) async fn tend(shared: Arc<Shared>) {
    loop {
        match remove_old(&shared).await {
            Ok(0) => {}
            Ok(removed) => tracing::info!(removed, "old papers were removed"),
            Err(error) => tracing::warn!(%error, "old papers could not be removed"),
        }
        tokio::time::sleep(EVERY).await;
    }
}

async fn remove_old(shared: &Shared) -> Result<usize, AppError> {
    let settings = shared.store.read(meta::settings).await?;
    let Some(days) = settings.keep_labels_days else { return Ok(0) };
    let seen = shared.store.read(labels::platform_seen).await?;
    let Some(before) = cutoff(shared.now(), seen.and_then(|text| text.parse().ok()), days) else {
        return Ok(0);
    };
    let before = before.to_string();
    let cutoff = before.clone();
    let old = shared.store.read(move |db| labels::old(db, &cutoff)).await?;
    let mut removed = shared.store.write(move |tx| labels::remove_old_slips(tx, &before)).await?;
    for part in old.chunks(AT_ONCE) {
        let part = part.to_vec();
        removed += shared.store.write(move |tx| labels::remove_files(tx, &part)).await?;
        shared.store.give_space_back().await?;
    }
    Ok(removed)
}

/// Before this nothing is kept. A station whose clock runs far ahead of the platform's does not age its labels by it, and
/// one that never heard the platform removes nothing.
fn cutoff(now: Timestamp, platform_seen: Option<Timestamp>, days: u32) -> Option<Timestamp> {
    let trusted = now.min(platform_seen?.checked_add(AHEAD_MAX).ok()?);
    let age = SignedDuration::from_hours(24 * i64::from(days.max(DAYS_MIN)));
    trusted.checked_sub(age).ok()
}

impl Engine {
    /// Removes what is too old by the settings; the engine does so by itself now and then.
    ///
    /// # Errors
    /// A failing database.
    pub async fn remove_old_papers(&self) -> Result<usize, AppError> {
        remove_old(&self.shared).await
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Timestamp {
        text.parse().unwrap()
    }

    #[test]
    fn a_clock_that_runs_ahead_removes_nothing_young() {
        let now = at("2026-11-21T10:00:00Z");
        let seen = Some(at("2026-11-21T09:00:00Z"));
        assert_eq!(cutoff(now, seen, 90), Some(at("2026-08-23T10:00:00Z")));
        let ahead = cutoff(at("2031-01-01T00:00:00Z"), seen, 90);
        assert_eq!(ahead, Some(at("2026-08-26T09:00:00Z")), "the platform's time counts, not that clock");
        assert_eq!(cutoff(now, None, 90), None, "without a word of the platform nothing is removed");
        assert_eq!(cutoff(now, seen, 1), Some(at("2026-10-22T10:00:00Z")), "a month at least");
    }
}
