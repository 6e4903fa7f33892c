//! What packers, colleagues, customers and the power do on a simulated day.

use engine::AppError;
use engine::batch::plan::Intent;
use engine::store::Disk;
use engine::wire::{
    AdoptShipment, BatchOrder, BatchState, BuyAgain, CancelShipment, Nothing, OneBatch, OrderState,
    RetryRefused, RowId,
};
use simulator::{Origin, Trouble};

use super::day::Day;
use crate::audit;
use crate::window::Window;

const CRASHES_MAX: u32 = 3;
const ELSEWHERE_MAX: u32 = 2;

/// What they remember.
#[derive(Default)]
pub struct People {
    crashes: u32,
    elsewhere: u32,
    clicks: u32,
    /// The orders and the request of the last click, which may be clicked again.
    last: Option<(Vec<i64>, String)>,
}

impl Day {
    pub(super) async fn first_click(&mut self, people: &mut People) {
        let open = self.shop.open_orders().await;
        let all = self.dice.percent(80);
        let mut ids: Vec<i64> = open.iter().map(|order| order.id.0).collect();
        if !all {
            let dice = &mut self.dice;
            ids.retain(|_| dice.percent(60));
        }
        self.click(people, ids).await;
    }

    async fn click(&mut self, people: &mut People, ids: Vec<i64>) {
        people.clicks += 1;
        let request = format!("click {}", people.clicks);
        people.last = Some((ids.clone(), request.clone()));
        self.ship(ids, request).await;
    }

    async fn ship(&mut self, ids: Vec<i64>, request: String) {
        let count = ids.len();
        let shipped = self.shop.engine().ship_with(ids, Intent::default(), request.clone()).await;
        self.said(&format!("Ship {count} orders ({request})"), shipped.map(|one| one.batch_id));
    }

    fn said<T: std::fmt::Debug>(&self, what: &str, result: Result<T, AppError>) {
        match result {
            Ok(_) => self.diary.note(format!("{what}: done")),
            Err(error) if error.message.trim().is_empty() => {
                crate::fail(&format!("{what} failed without a word: {error:?}"))
            }
            Err(error) => self.diary.note(format!("{what}: {error}")),
        }
    }

    pub(super) async fn act(&mut self, people: &mut People) {
        match self.dice.within(0..=99) {
            0..=24 => {}
            25..=33 => self.power_fails(people).await,
            34..=43 => self.continue_paused().await,
            44..=49 => self.check().await,
            50..=58 => self.decide_about_lost().await,
            59..=64 => {
                let ids = self.shop.open_orders().await.iter().map(|order| order.id.0).collect();
                self.click(people, ids).await;
            }
            65..=68 => {
                if let Some((ids, request)) = people.last.clone() {
                    self.ship(ids, request).await;
                }
            }
            69..=73 => self.label_elsewhere(people),
            74..=77 => {
                let synced = self.shop.engine().sync().await;
                self.said("Refresh", synced);
            }
            78..=82 => self.retry_refused().await,
            83..=84 => self.pause_or_stop().await,
            85..=88 => self.correct_refused(),
            89..=91 => self.announce_after_all(),
            92..=94 => self.cancel_second_label().await,
            95..=97 => self.disk_trouble(),
            _ => {
                let skew_s = *self.dice.pick(&[-18_000, -3_600, 0, 3_600, 43_200]).unwrap_or(&0);
                self.diary.set_clock(skew_s);
                self.diary.note(format!("the station's clock is off by {skew_s} s"));
            }
        }
    }

    async fn power_fails(&mut self, people: &mut People) {
        if people.crashes == CRASHES_MAX {
            return;
        }
        people.crashes += 1;
        self.diary.set_disk(Disk::Works);
        self.diary.note("the power fails, the station starts again");
        self.shop.restart().await;
        self.window = Window::open(&self.shop).await;
    }

    async fn batches(&self, state: BatchState) -> Vec<RowId> {
        let all = crate::must(self.shop.engine().batches_list(audit::everything()).await);
        all.into_iter().filter(|batch| batch.state == state).map(|batch| batch.id).collect()
    }

    async fn continue_paused(&mut self) {
        for batch_id in self.batches(BatchState::Paused).await {
            let continued = self.shop.engine().batch_continue(OneBatch { batch_id }).await;
            self.said(&format!("Continue batch {batch_id}"), continued);
        }
    }

    async fn check(&mut self) {
        for batch_id in self.batches(BatchState::Waiting).await {
            let checked = self.shop.engine().unknown_check(OneBatch { batch_id }).await;
            self.said(&format!("Check batch {batch_id}"), checked);
        }
    }

    /// The platform's order behind a line of a batch.
    fn order_of(&self, line: &BatchOrder) -> Option<u64> {
        let shop = self.shops.get(&line.shop)?;
        let orders = self.shop.platform.orders();
        let same = |order: &&simulator::SimOrder| {
            order.integration == *shop && order.order_number == line.order_number
        };
        orders.iter().find(same).map(|order| order.id)
    }

    /// Orders that were never found are bought again, sometimes too early; of several candidates the right one is chosen.
    async fn decide_about_lost(&mut self) {
        for batch_id in self.batches(BatchState::Waiting).await {
            for line in self.shop.orders_in(batch_id, OrderState::Unknown).await {
                let Some(order) = self.order_of(&line) else { continue };
                let look = line.look.as_ref();
                let candidates = look.map_or(&[][..], |look| &look.candidates);
                let shipments = self.shop.platform.shipments_of(&line.order_number);
                let its = candidates.iter().find(|candidate| {
                    shipments.iter().any(|shipment| shipment.id == candidate.id && shipment.order == order)
                });
                if let Some(its) = its {
                    let adopt = AdoptShipment { batch_order_id: line.id, shipment_id: its.id.clone() };
                    let adopted = self.shop.engine().shipment_adopt(adopt).await;
                    self.said(&format!("Order {} has shipment {}", line.order_number, its.id), adopted);
                } else if look.is_some_and(|look| look.not_found) || self.dice.percent(15) {
                    let reason = "nothing to be seen in the panel".to_owned();
                    let again =
                        self.shop.engine().buy_again(BuyAgain { batch_order_id: line.id, reason }).await;
                    if again.is_ok() {
                        *self.decisions.overrides.entry(order).or_default() += 1;
                    }
                    self.said(&format!("Buy order {} again", line.order_number), again);
                }
            }
        }
    }

    fn some_number(&mut self) -> Option<String> {
        let orders = self.shop.platform.orders();
        self.dice.pick(&orders).map(|order| order.order_number.clone())
    }

    fn label_elsewhere(&mut self, people: &mut People) {
        if people.elsewhere == ELSEWHERE_MAX {
            return;
        }
        people.elsewhere += 1;
        if let Some(number) = self.some_number() {
            let made = self.shop.platform.make_label_elsewhere(&number);
            self.diary.note(format!("somebody makes a label for order {number} in the panel: {made:?}"));
        }
    }

    async fn retry_refused(&mut self) {
        for batch_id in self.batches(BatchState::Done).await {
            let retried = self.shop.engine().batch_retry(RetryRefused { batch_id, orders: None }).await;
            self.said(&format!("Retry the refused of batch {batch_id}"), retried);
        }
    }

    async fn pause_or_stop(&mut self) {
        for batch_id in self.batches(BatchState::Running).await {
            let one = OneBatch { batch_id };
            match self.dice.percent(70) {
                true => {
                    let paused = self.shop.engine().batch_pause(one).await;
                    self.said(&format!("Pause batch {batch_id}"), paused);
                }
                false => {
                    let stopped = self.shop.engine().batch_stop(one).await;
                    self.said(&format!("Stop batch {batch_id}"), stopped);
                }
            }
        }
    }

    fn correct_refused(&mut self) {
        let orders = self.shop.platform.orders();
        let refused: Vec<_> = orders.iter().filter(|order| order.trouble != Trouble::None).collect();
        if let Some(order) = self.dice.pick(&refused) {
            self.diary.note(format!("order {} is corrected", order.order_number));
            self.shop.platform.set_order(&order.order_number, |order| order.trouble = Trouble::None);
        }
    }

    fn announce_after_all(&mut self) {
        let shipments = self.shop.platform.shipments();
        let failed: Vec<_> = shipments
            .iter()
            .filter(|shipment| shipment.origin == Origin::ShipAnOrder && !shipment.errors.is_empty())
            .collect();
        if let Some(shipment) = self.dice.pick(&failed) {
            self.diary.note(format!("shipment {} is announced after all", shipment.id));
            self.shop.platform.announce_after_all(&shipment.id);
        }
    }

    async fn cancel_second_label(&mut self) {
        let pairs = self.shop.engine().duplicates_list(Nothing {}).await.unwrap_or_default();
        if let Some(pair) = self.dice.pick(&pairs).cloned() {
            let cancel = CancelShipment { shipment_id: pair.other.id.clone() };
            let cancelled = self.shop.engine().shipment_cancel(cancel).await;
            self.said(&format!("Cancel the second label of order {}", pair.order_number), cancelled);
        }
    }

    fn disk_trouble(&mut self) {
        let disk = match self.diary.disk() {
            Disk::Works => *self.dice.pick(&[Disk::Full, Disk::Locked]).unwrap_or(&Disk::Full),
            Disk::Full | Disk::Locked => Disk::Works,
        };
        self.diary.set_disk(disk);
        self.diary.note(format!("the disk: {disk:?}"));
    }
}
