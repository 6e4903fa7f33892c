//! What a window shows that reads the open orders once and then only follows the events.

use std::collections::BTreeMap;
use std::time::Duration;

use engine::wire::{Event, Nothing, OrderRow, OrdersView, RowId};
use tokio::sync::broadcast::Receiver;
use tokio::sync::broadcast::error::TryRecvError;

use crate::{Shop, must};

/// A change is told a moment after it was written down.
const MOMENTS: usize = 40;
const MOMENT: Duration = Duration::from_millis(50);

pub struct Window {
    events: Receiver<Event>,
    account: Option<String>,
    at: u64,
    rows: BTreeMap<RowId, OrderRow>,
    /// How often it was told to read everything again.
    pub read_again: usize,
    /// Messages about open orders.
    pub messages: usize,
}

impl Window {
    pub async fn open(shop: &Shop) -> Self {
        let events = shop.engine().events();
        let mut window =
            Self { events, account: None, at: 0, rows: BTreeMap::new(), read_again: 0, messages: 0 };
        window.read(shop).await;
        window
    }

    async fn read(&mut self, shop: &Shop) {
        let view = must(shop.engine().orders_list(Nothing {}).await);
        (self.account, self.at) = (view.account.clone(), view.at);
        self.rows = by_id(view);
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
            if self.rows == listed {
                return Vec::new();
            }
            wrong = listed
                .keys()
                .chain(self.rows.keys())
                .filter(|id| self.rows.get(id) != listed.get(id))
                .map(|id| {
                    let (shown, is) = (self.rows.get(id), listed.get(id));
                    format!("the window shows {shown:?} where the list has {is:?}")
                })
                .collect();
            tokio::time::sleep(MOMENT).await;
        }
        wrong
    }
}

fn by_id(view: OrdersView) -> BTreeMap<RowId, OrderRow> {
    view.orders.into_iter().map(|row| (row.id, row)).collect()
}
