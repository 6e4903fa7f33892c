//! One order in several parcels: which lines it has, and what a split must be. The platform matches the lines; whether all of
//! them are packed is for the window to see to, since a part may follow later.

use sendcloud::Grams;
use sendcloud::incoming_orders::v3::{self, OrdersQuery};
use sendcloud::ship_an_order::{Dimensions, ItemToShip, PARCELS_PER_ORDER_MAX, ParcelToShip};

use crate::batch::plan::{self, Reference};
use crate::engine::Engine;
use crate::error::{AppError, Code};
use crate::store::facts;
use crate::wire::{OneOrder, OrderLine, ParcelSplit};

impl Engine {
    /// An order's lines as the platform has them now: their ids are asked for, since v2's list does not tell them.
    ///
    /// # Errors
    /// [`Code::NotFound`] when the platform does not have the order or it has no lines; as any read of the platform.
    pub async fn order_lines(&self, one: OneOrder) -> Result<Vec<OrderLine>, AppError> {
        let account = self.shared.stored_account().await?;
        let found = self
            .shared
            .store
            .read(move |db| {
                let rule = crate::StatusRule::Chosen;
                facts::orders_with_facts(db, &account, Some(&[one.order_id.0]), &rule)
            })
            .await?;
        let missing = |words: &str| AppError::new(Code::NotFound).message(words);
        let (stored, facts) =
            found.into_iter().next().ok_or_else(|| missing("This order is not known").hint("Refresh"))?;
        let order = &stored.order;
        if order.integration_id < 0 {
            return Err(missing("Only Wemasy has this order yet")
                .hint("Hand it to Sendcloud first, or set the number of parcels for Wemasy"));
        }
        let reference = plan::reference(order, facts.others.len())
            .ok_or_else(|| missing("This order cannot be addressed at Sendcloud"))?;
        let query = match &reference {
            Reference::Id(id) => OrdersQuery { order_id: Some(id.clone()), ..OrdersQuery::default() },
            Reference::Number(number) => {
                OrdersQuery { order_number: Some(number.clone()), ..OrdersQuery::default() }
            }
        };
        let listed = v3::pages(order.integration_id, &query).all(self.shared.api()?).await?;
        // Unknown filters may be ignored: only this order's lines count.
        let same = |wire: &sendcloud::incoming_orders::IncomingOrder| match &reference {
            Reference::Id(id) => wire.external_order_id.as_deref() == Some(id),
            Reference::Number(number) => wire.order_number == *number,
        };
        let lines: Vec<OrderLine> = listed
            .rows
            .into_iter()
            .find(same)
            .map(|wire| wire.parcel_items)
            .unwrap_or_default()
            .into_iter()
            .filter_map(|item| {
                Some(OrderLine {
                    item_id: item.item_id?,
                    description: item.description,
                    sku: item.sku,
                    quantity: item.quantity,
                    weight_grams: item.weight.map(|weight| weight.0),
                })
            })
            .collect();
        match lines.is_empty() {
            true => Err(missing("Sendcloud lists no lines for this order")
                .hint("It saves orders with a delay; try again in a moment")),
            false => Ok(lines),
        }
    }
}

/// # Errors
/// [`Code::BadRequest`] for a split that is none, or that the platform would refuse. Places count from 1.
pub(crate) fn check(orders: usize, parcels: &[ParcelSplit]) -> Result<(), AppError> {
    let wrong = |words: String| Err(AppError::new(Code::BadRequest).message(words).subject("parcels"));
    if parcels.is_empty() {
        return Ok(());
    }
    if orders != 1 {
        return wrong("Only one order at a time can be split into parcels".to_owned());
    }
    if !(2..=PARCELS_PER_ORDER_MAX).contains(&parcels.len()) {
        return wrong(format!("An order is split into 2 to {PARCELS_PER_ORDER_MAX} parcels"));
    }
    for (nth, parcel) in parcels.iter().enumerate() {
        let nth = nth + 1;
        if parcel.items.iter().all(|item| item.quantity == 0) {
            return wrong(format!("Parcel {nth} is empty"));
        }
        if parcel.weight_grams == Some(0) {
            return wrong(format!("Parcel {nth} weighs nothing"));
        }
        let sides = [parcel.length_mm, parcel.width_mm, parcel.height_mm];
        if sides.contains(&Some(0)) || sides.iter().flatten().count() % 3 != 0 {
            return wrong(format!("Parcel {nth}: give all three sides, or none"));
        }
    }
    Ok(())
}

pub(crate) fn to_ship(parcels: &[ParcelSplit]) -> Vec<ParcelToShip> {
    let parcel = |parcel: &ParcelSplit| ParcelToShip {
        items: parcel
            .items
            .iter()
            .filter(|item| item.quantity > 0)
            .map(|item| ItemToShip { item_id: item.item_id.clone(), quantity: item.quantity })
            .collect(),
        dimensions: match (parcel.length_mm, parcel.width_mm, parcel.height_mm) {
            (Some(length_mm), Some(width_mm), Some(height_mm)) => {
                Some(Dimensions { length_mm, width_mm, height_mm })
            }
            _ => None,
        },
        weight: parcel.weight_grams.map(Grams),
    };
    parcels.iter().map(parcel).collect()
}
