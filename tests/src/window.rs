//! What a window shows that reads the open orders and the batches once and then only follows the events.

use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

use engine::wire::{
    Batch, BatchDetail, BatchOrder, Event, Nothing, OneBatch, OrderRow, OrdersView, RowId, UnknownLook,
};
use tokio::sync::broadcast::Receiver;
use tokio::sync::broadcast::error::TryRecvError;

use crate::audit::everything;
use crate::{Shop, must};

/// A change is told a moment after it was written down.
const MOMENTS: usize = 40;
const MOMENT: Duration = Duration::from_millis(50);

pub struct Window {
    events: Receiver<Event>,
    account: Option<String>,
    at: u64,
    rows: BTreeMap<RowId, OrderRow>,
    batches: BTreeMap<RowId, BatchDetail>,
    /// How often it was told to read everything again.
    pub read_again: usize,
    /// Messages about open orders.
    pub messages: usize,
}

impl Window {
    pub async fn open(shop: &Shop) -> Self {
        let events = shop.engine().events();
        let (rows, batches) = (BTreeMap::new(), BTreeMap::new());
        let mut window = Self { events, account: None, at: 0, rows, batches, read_again: 0, messages: 0 };
        window.read(shop).await;
        window
    }

    async fn read(&mut self, shop: &Shop) {
        let view = must(shop.engine().orders_list(Nothing {}).await);
        (self.account, self.at) = (view.account.clone(), view.at);
        self.rows = by_id(view);
        self.batches = batches(shop).await;
    }

    async fn hear(&mut self, shop: &Shop) {
        shop.engine().flush_events().await;
        loop {
            match self.events.try_recv() {
                Ok(Event::OrdersChanged { account, at, rows, gone }) => {
                    self.messages += 1;
                    if Some(account) == self.account && at > self.at {
                        gone.iter().for_each(|id| drop(self.rows.remove(id)));
                        self.rows.extend(rows.into_iter().map(|row| (row.id, row)));
                    }
                }
                Ok(Event::OrdersStale | Event::StationChanged) | Err(TryRecvError::Lagged(_)) => {
                    self.read_again += 1;
                    self.read(shop).await;
                }
                Ok(Event::Batch { batch, orders }) => {
                    let Some(shown) = self.batches.get_mut(&batch.id) else {
                        // As when its page is opened.
                        let detail = must(shop.engine().batch_detail(OneBatch { batch_id: batch.id }).await);
                        self.batches.insert(batch.id, detail);
                        continue;
                    };
                    shown.batch = batch;
                    for order in orders {
                        match shown.orders.iter_mut().find(|known| known.id == order.id) {
                            Some(known) => *known = order,
                            None => shown.orders.push(order),
                        }
                    }
                }
                Ok(_) => {}
                Err(TryRecvError::Empty | TryRecvError::Closed) => return,
            }
        }
    }

    /// Where it shows something else than the engine lists, after the moment that events take.
    pub async fn wrong(&mut self, shop: &Shop) -> Vec<String> {
        let mut wrong = Vec::new();
        for _ in 0..MOMENTS {
            self.hear(shop).await;
            let listed = by_id(must(shop.engine().orders_list(Nothing {}).await));
            let lived = batches(shop).await;
            wrong = differences(&self.rows, &listed);
            wrong.extend(differences(&heads(&self.batches), &heads(&lived)));
            wrong.extend(differences(&orders(&self.batches), &orders(&lived)));
            if wrong.is_empty() {
                return wrong;
            }
            tokio::time::sleep(MOMENT).await;
        }
        wrong
    }
}

fn differences<T: PartialEq + std::fmt::Debug>(
    shown: &BTreeMap<RowId, T>,
    is: &BTreeMap<RowId, T>,
) -> Vec<String> {
    let ids: BTreeSet<_> = shown.keys().chain(is.keys()).collect();
    ids.into_iter()
        .filter(|id| shown.get(id) != is.get(id))
        .map(|id| format!("the window shows {:?} where the station has {:?}", shown.get(id), is.get(id)))
        .collect()
}

fn heads(batches: &BTreeMap<RowId, BatchDetail>) -> BTreeMap<RowId, Batch> {
    batches.iter().map(|(id, detail)| (*id, detail.batch.clone())).collect()
}

fn orders(batches: &BTreeMap<RowId, BatchDetail>) -> BTreeMap<RowId, BatchOrder> {
    let all = batches.values().flat_map(|detail| &detail.orders);
    all.map(|order| (order.id, BatchOrder { look: order.look.clone().map(without_times), ..order.clone() }))
        .collect()
}

/// The times of a search are worked out at each reading, from a clock that people set.
fn without_times(look: UnknownLook) -> UnknownLook {
    UnknownLook { next_look_at: None, settled_after: None, ..look }
}

async fn batches(shop: &Shop) -> BTreeMap<RowId, BatchDetail> {
    let mut found = BTreeMap::new();
    for batch in must(shop.engine().batches_list(everything()).await) {
        let one = OneBatch { batch_id: batch.id };
        found.insert(batch.id, must(shop.engine().batch_detail(one).await));
    }
    found
}

fn by_id(view: OrdersView) -> BTreeMap<RowId, OrderRow> {
    view.orders.into_iter().map(|row| (row.id, row)).collect()
}
