//! For tests: looking at the shop and preparing it.

use super::state::WemasyOrder;
use crate::platform::Platform;

/// The Wemasy shop of a [`Platform`].
#[derive(Clone)]
pub struct WemasyShop(Platform);

impl Platform {
    /// The account's Wemasy shop, where it has one.
    pub fn wemasy(&self) -> Option<WemasyShop> {
        self.current().state.wemasy.is_some().then(|| WemasyShop(self.clone()))
    }
}

impl WemasyShop {
    /// The Sendcloud integration that is this shop.
    pub fn integration(&self) -> u64 {
        self.0.current().state.wemasy.as_ref().map_or(0, |shop| shop.integration)
    }

    /// Its orders, oldest first.
    pub fn orders(&self) -> Vec<WemasyOrder> {
        self.0.current().state.wemasy.as_ref().map(|shop| shop.orders.clone()).unwrap_or_default()
    }

    pub fn order(&self, id: u64) -> Option<WemasyOrder> {
        self.0.current().state.wemasy.as_ref().and_then(|shop| shop.order(id).cloned())
    }

    /// Edits the order with this id; false when there is none.
    pub fn set_order(&self, id: u64, edit: impl FnOnce(&mut WemasyOrder)) -> bool {
        let mut world = self.0.current();
        let Some(order) = world.state.wemasy.as_mut().and_then(|shop| shop.order_mut(id)) else {
            return false;
        };
        edit(order);
        world.changes += 1;
        true
    }

    /// Entries in the accounts of orders that were booked more than once.
    pub fn double_bookings(&self) -> u32 {
        self.orders().iter().map(|order| order.bookings.saturating_sub(1)).sum()
    }

    /// Orders and labels that are still in the queue.
    pub fn queued(&self) -> usize {
        self.0.current().state.wemasy.as_ref().map_or(0, |shop| shop.jobs.len())
    }

    /// Somebody revokes the token in the shop's panel; it works no more from now on.
    pub fn revoke_token(&self) {
        let mut world = self.0.current();
        if let Some(shop) = &mut world.state.wemasy {
            shop.revoked = true;
        }
        world.changes += 1;
    }
}
