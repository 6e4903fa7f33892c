//! Editing what Wemasy keeps about shipping an order, before it is handed over or labelled.

use std::num::{NonZeroU32, NonZeroU64};

use api_client::ApiError;
use wemasy::update_order::{self, UpdateOrder};
use wemasy::{Grams, OrderId, shipping_methods};

use crate::engine::Engine;
use crate::error::{AppError, Code};
use crate::store::facts;
use crate::store::wemasy as store;
use crate::wire::{OneOrder, OneWemasyShop, OrderDetail, UpdateWemasy, WemasyMethod};

/// Kilograms of one order: more is a slip of the hand.
const WEIGHT_GRAMS_MAX: u32 = 1_000_000;
const PARCELS_MAX: u32 = 50;

impl Engine {
    /// The shipping methods of a shop's own Sendcloud integration. The answer is documented nowhere: an empty list means
    /// that it could not be told.
    ///
    /// # Errors
    /// As any read of the platform.
    pub async fn wemasy_methods(&self, one: OneWemasyShop) -> Result<Vec<WemasyMethod>, AppError> {
        let listed = shipping_methods::list(&self.shared.wemasy(one.shop_id)?.api).await?;
        let shown = |method: shipping_methods::ShippingMethod| WemasyMethod {
            id: method.id,
            name: method.name,
            carrier: method.carrier,
        };
        Ok(listed.rows.into_iter().map(shown).collect())
    }

    /// Sets method, weight and number of parcels, all of them: Wemasy knows no partial change.
    ///
    /// # Errors
    /// [`Code::BadRequest`] at the field that is not valid, by our rules or by Wemasy's words; while the order is under way.
    pub async fn wemasy_update(&self, wanted: UpdateWemasy) -> Result<OrderDetail, AppError> {
        let row = wanted.order_id.0;
        let found = self.shared.store.read(move |db| store::by_row(db, row)).await?;
        let Some((shop_id, wemasy_id, _)) = found else {
            return Err(AppError::new(Code::NotFound).message("This order is not Wemasy's"));
        };
        let update = UpdateOrder {
            order_id: OrderId(wemasy_id.unsigned_abs()),
            shipping_method_id: NonZeroU64::new(wanted.shipping_method_id)
                .ok_or_else(|| wrong("shipping_method_id", "Choose a shipping method"))?,
            weight: (1..=WEIGHT_GRAMS_MAX)
                .contains(&wanted.weight_grams)
                .then_some(Grams(wanted.weight_grams))
                .ok_or_else(|| wrong("weight_grams", "A weight lies between 1 gram and 1,000 kilograms"))?,
            parcels: NonZeroU32::new(wanted.parcels)
                .filter(|parcels| parcels.get() <= PARCELS_MAX)
                .ok_or_else(|| wrong("parcels", "An order goes out in 1 to 50 parcels"))?,
        };
        let one = OneOrder { order_id: wanted.order_id };
        let number = self.order_detail(one).await?.order.number;
        let (account, wanted_number) = (self.shared.stored_account().await?, number.clone());
        let integration = store::integration_of(shop_id);
        let busy = self
            .shared
            .store
            .read(move |db| facts::under_way(db, &account, integration, Some(&wanted_number)))
            .await?;
        if busy > 0 {
            return Err(AppError::new(Code::BadRequest)
                .message("This order is being shipped")
                .subject(number));
        }
        let part = self.shared.wemasy(shop_id)?;
        update_order::update(&part.api, &update).await.map_err(at_its_field)?;
        super::sync::read_detail(&self.shared, part, wemasy_id, &number).await?;
        self.order_detail(one).await
    }
}

fn wrong(field: &str, words: &str) -> AppError {
    AppError::new(Code::BadRequest).message(words).subject(field)
}

/// A 422 names fields by Wemasy's names.
fn at_its_field(error: ApiError) -> AppError {
    let first = error.fields().first().map(|(field, words)| {
        let ours = match field.as_str() {
            "weight" => "weight_grams",
            "no_parcels" => "parcels",
            field => field,
        };
        wrong(ours, words)
    });
    first.unwrap_or_else(|| AppError::from(error))
}
