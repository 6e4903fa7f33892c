//! One day: the first click, troubles, their end, a person who finishes what is left, and the comparison of the books.

use std::collections::HashMap;
use std::sync::Arc;
use std::time::Duration;

use engine::store::Disk;
use engine::wire::{Batch, BatchState, OneBatch};
use tokio::time::Instant;

use super::diary::{self, Diary};
use super::people::People;
use super::scene::Scene;
use crate::audit::{self, Decisions, Rows};
use crate::dice::Dice;
use crate::window::Window;
use crate::{Shop, must};

/// Nothing takes longer once all troubles are over.
const PATIENCE: Duration = Duration::from_secs(3 * 3600);
/// The latest that happens by itself: work of a lost call and the listing of its shipments, a label made in the panel, a
/// failed one that somebody announces (`super::scene::habits`).
const LATE: Duration = Duration::from_secs(620);

/// What people do on one day.
const ACTS_MAX: u32 = 40;

pub struct Day {
    pub shop: Shop,
    pub diary: Diary,
    pub dice: Dice,
    pub rows: Rows,
    pub decisions: Decisions,
    /// The integration behind a shop's name.
    pub shops: HashMap<String, u64>,
    /// What was last written about each batch.
    pub told: HashMap<i64, String>,
    /// It reads the open orders once after every start, and follows the events.
    pub window: Window,
}

/// The summary, and what was broken.
pub async fn live(scene: Scene, diary: Diary) -> (String, Vec<String>) {
    diary.note(format!(
        "{} orders in {} shops; trouble for {:?}: {:?}",
        scene.config.orders,
        scene.config.profile.shops.len(),
        scene.trouble_lasts,
        scene.faults.iter().map(|fault| (fault.when.endpoint, &fault.what)).collect::<Vec<_>>()
    ));
    let shops =
        scene.config.profile.shops.iter().map(|shop| (shop.name.clone(), shop.id)).collect::<HashMap<_, _>>();
    let shop = Shop::wired(scene.config.clone(), Arc::new(diary.clone())).await;
    let rows = audit::rows(&shop).await;
    let window = Window::open(&shop).await;
    let mut day = Day {
        shop,
        window,
        diary,
        dice: Dice::new(scene.seed, "people"),
        rows,
        decisions: Decisions::default(),
        shops,
        told: HashMap::new(),
    };
    scene.faults.iter().for_each(|fault| day.shop.fault(fault.clone()));
    let mut broken = day.trouble(&scene).await;
    day.shop.platform.clear_faults();
    day.diary.set_disk(Disk::Works);
    day.diary.note("the troubles are over");
    broken.extend(day.finish().await);
    broken.extend(audit::violations(&day.shop, &day.rows, &day.decisions).await);
    broken
        .extend(day.diary.over_limit().into_iter().map(|line| format!("over the platform's limits: {line}")));
    let summary = day.summary().await;
    day.diary.note(&summary);
    day.shop.crash().await;
    (summary, broken)
}

impl Day {
    /// People act while things go wrong; what they see must hold at any time.
    async fn trouble(&mut self, scene: &Scene) -> Vec<String> {
        let until = Instant::now() + scene.trouble_lasts;
        let mut people = People::default();
        self.first_click(&mut people).await;
        let mut acts = 0;
        while Instant::now() < until && acts < ACTS_MAX {
            let pause = self.dice.within(1..=scene.pause_ms * 2);
            tokio::time::sleep(Duration::from_millis(pause)).await;
            self.act(&mut people).await;
            acts += 1;
            let broken = self.look().await;
            if !broken.is_empty() {
                return broken;
            }
        }
        tokio::time::sleep_until(until).await;
        Vec::new()
    }

    /// Notes what changed, and says what must never be seen.
    async fn look(&mut self) -> Vec<String> {
        let mut broken = self.window.wrong(&self.shop).await;
        for batch in must(self.shop.engine().batches_list(audit::everything()).await) {
            if self.is_news(&batch) {
                broken.extend(audit::counts_of(&self.shop.batch(batch.id).await));
            }
            let words = batch.trouble.as_ref().map(|trouble| trouble.message.trim());
            if words == Some("") {
                broken.push(format!("batch {} is in trouble without a word", batch.id));
            }
        }
        broken
    }

    fn is_news(&mut self, batch: &Batch) -> bool {
        let line = format!("batch {} is {:?}: {:?}", batch.id, batch.state, batch.counts);
        let news = self.told.get(&batch.id.0) != Some(&line);
        if news {
            self.diary.note(&line);
            self.told.insert(batch.id.0, line);
        }
        news
    }

    /// The platform is well again: a person continues what waits until everything is at its end or says what it waits for.
    async fn finish(&mut self) -> Vec<String> {
        let mut broken = self.settle().await;
        tokio::time::sleep(LATE).await;
        if let Err(error) = self.shop.engine().sync().await {
            broken.push(format!("a well platform cannot be read: {error}"));
        }
        // A late label may have to be fetched still.
        broken.extend(self.settle().await);
        if let Err(error) = self.shop.engine().sync().await {
            broken.push(format!("a well platform cannot be read: {error}"));
        }
        broken.extend(self.look().await);
        broken
    }

    async fn settle(&mut self) -> Vec<String> {
        let began = Instant::now();
        let mut pause = Duration::from_millis(500);
        loop {
            let mut open = Vec::new();
            for batch in must(self.shop.engine().batches_list(audit::everything()).await) {
                self.is_news(&batch);
                if batch.state == BatchState::Done {
                    continue;
                }
                if batch.state == BatchState::Paused {
                    self.diary.note(format!("somebody continues batch {}", batch.id));
                    if let Err(error) =
                        self.shop.engine().batch_continue(OneBatch { batch_id: batch.id }).await
                    {
                        return vec![format!("batch {} cannot be continued: {error}", batch.id)];
                    }
                }
                let detail = self.shop.batch(batch.id).await;
                if audit::ended(&detail) {
                    continue;
                }
                open.push(detail);
            }
            if open.is_empty() {
                return Vec::new();
            }
            if began.elapsed() > PATIENCE {
                let words = |detail: &engine::wire::BatchDetail| {
                    let orders: Vec<_> = detail
                        .orders
                        .iter()
                        .map(|o| (&o.order_number, o.state, &o.message, &o.look))
                        .collect();
                    format!("it never ends: {:?} {orders:?}", detail.batch)
                };
                return open.iter().map(words).collect();
            }
            tokio::time::sleep(pause).await;
            pause = (pause * 3 / 2).min(Duration::from_secs(20));
        }
    }

    async fn summary(&self) -> String {
        let mut counts = Vec::new();
        for batch in must(self.shop.engine().batches_list(audit::everything()).await) {
            let c = batch.counts;
            counts.push(format!(
                "batch {} {:?} {}/{}/{}/{}/{}",
                batch.id, batch.state, c.orders, c.labelled, c.refused, c.left_out, c.unknown
            ));
        }
        format!(
            "{} labels charged, {}; {}",
            self.shop.platform.labels_charged(),
            diary::asked(&self.shop.platform),
            counts.join(", ")
        )
    }
}
