//! What prints by itself: the labels of batches that this process ships, in the batch's order, as they are stored.

use std::sync::{Arc, PoisonError};

use super::{Paper, job};
use crate::engine::Shared;
use crate::error::AppError;
use crate::store::prints::{self, NewPrint, Unprinted};
use crate::store::{Db, Tx, labels, meta};
use crate::wire::{Settings, SlipChoice};

/// Each paper enters the queue once by itself, whatever becomes of its job.
pub(super) async fn fill(shared: &Arc<Shared>) -> Result<(), AppError> {
    let settings = shared.store.read(meta::settings).await?;
    if !settings.auto_print || settings.label_printer.is_none() {
        return Ok(());
    }
    let batches: Vec<i64> =
        shared.begun.lock().unwrap_or_else(PoisonError::into_inner).keys().copied().collect();
    for batch in batches {
        if settings.slip_with_label {
            attach_slips(shared, batch).await?;
        }
        let found = shared.store.read(move |db| prints::unprinted(db, batch)).await?;
        // A stack that lies face up begins with the batch's last label, which is known when all are.
        if found.papers.is_empty() || settings.printing.reverse && found.growing {
            continue;
        }
        let jobs = shared.store.read({
            let settings = settings.clone();
            move |db| jobs_of(db, batch, &found, &settings)
        });
        let (jobs, now) = (jobs.await?, shared.now_text());
        let ids = shared.store.write(move |tx| enqueue(tx, &jobs, &now)).await?;
        ids.into_iter().for_each(|id| shared.hub.print(id));
    }
    Ok(())
}

/// The papers of each order with those that the settings put beside them, in the order in which they are to come out.
fn jobs_of(
    db: &Db,
    batch: i64,
    found: &Unprinted,
    settings: &Settings,
) -> crate::store::Result<Vec<Vec<NewPrint>>> {
    let mut groups = Vec::new();
    for order in found.papers.chunk_by(|a, b| a.1 == b.1) {
        let mut files = Vec::new();
        for (label, _) in order {
            files.extend(labels::label(db, *label)?);
        }
        let mut group: Vec<NewPrint> =
            files.iter().filter_map(|file| job::of_label(file, settings, None)).collect();
        let has = |kind: &str| files.iter().any(|file| file.kind == kind);
        if let (true, false, Some((_, order_id)), Some(file)) =
            (has(job::LABEL), has(job::SLIP), order.first(), files.first())
        {
            let slip = job::of_slip(Some(batch), *order_id, &file.order_number, settings);
            match settings.printing.slips {
                SlipChoice::None => {}
                SlipChoice::Before => group.splice(0..0, slip).for_each(drop),
                SlipChoice::Behind => group.extend(slip),
            }
        }
        groups.push(group);
    }
    if settings.printing.reverse {
        groups.reverse();
    }
    if let (true, false, Some(first)) =
        (settings.printing.separator, found.begun, groups.first().and_then(|group| group.first()))
    {
        let title = job::batch_words(settings.language, batch);
        let separator =
            NewPrint { labels: Vec::new(), paper: Paper::Separator, title, copies: 1, ..first.clone() };
        groups.insert(0, vec![separator]);
    }
    Ok(groups)
}

/// What somebody printed by hand meanwhile is left out.
fn enqueue(tx: &Tx<'_>, groups: &[Vec<NewPrint>], now: &str) -> crate::store::Result<Vec<i64>> {
    let mut ids = Vec::new();
    for group in groups {
        let labels: Vec<i64> = group.iter().flat_map(|job| &job.labels).copied().collect();
        if !prints::given(tx, &labels)? {
            for job in group {
                ids.push(prints::insert_print(tx, job, now)?);
            }
        }
    }
    Ok(ids)
}

/// Puts Wemasy's packing slips behind their labels. Looks before it writes: this is asked several times a second, and
/// purchases need the one writer.
pub(super) async fn attach_slips(shared: &Shared, batch: i64) -> Result<(), AppError> {
    if !shared.store.read(move |db| labels::has_loose_slips(db, batch)).await? {
        return Ok(());
    }
    let now = shared.now_text();
    shared.store.write(move |tx| labels::attach_slips(tx, batch, &now)).await.map(drop)
}
