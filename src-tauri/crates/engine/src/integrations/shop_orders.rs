//! A shop's orders as the platform has them: listing, taking one out, correcting one.

use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp};
use sendcloud::incoming_orders::{self, IncomingOrder, OrdersQuery};
use sendcloud::integrations::shipments::{self, OrderToDelete};
use sendcloud::integrations::upsert::{self, UpsertOutcome, UpsertRequest};

use super::form;
use crate::engine::Engine;
use crate::error::{AppError, Code};
use crate::store::facts;
use crate::wire::{
    FieldTrouble, HandedIn, HandedInOutcome, OrderAtPlatform, OrderForm, OrdersApi, ShopOrder, ShopOrders,
    ShopOrdersQuery,
};

/// Orders that one look shows; more of them nobody reads.
const SHOWN_MAX: usize = 500;

impl Engine {
    /// # Errors
    /// [`Code::BadRequest`] for a day that is none; else as any read of the platform.
    pub async fn shop_orders(&self, wanted: ShopOrdersQuery) -> Result<ShopOrders, AppError> {
        let id = wanted.integration_id;
        let from = wanted.from.as_deref().map(|text| day("from", text)).transpose()?;
        let to = wanted.to.as_deref().map(|text| day("to", text)).transpose()?;
        let mut pages = match self.shared.orders_api().await? {
            OrdersApi::V2 => incoming_orders::pages(
                id,
                &OrdersQuery {
                    start_date: from,
                    end_date: to,
                    external_order_ids: filter(wanted.external_order_id).into_iter().collect(),
                    external_shipment_ids: filter(wanted.external_shipment_id).into_iter().collect(),
                    order_number: filter(wanted.order_number),
                    shipping_rules: wanted.shipping_rules.then_some(true),
                    sender_address: wanted.sender_address_id,
                },
            ),
            OrdersApi::V3 => incoming_orders::v3::pages(
                id,
                &incoming_orders::v3::OrdersQuery {
                    order_number: filter(wanted.order_number),
                    order_id: filter(wanted.external_order_id),
                    created_from: from,
                    created_to: to,
                    ..incoming_orders::v3::OrdersQuery::default()
                },
            ),
        };
        let mut view = ShopOrders { orders: Vec::new(), more: false, unreadable: 0 };
        while let Some(page) = pages.next(self.shared.api()?).await? {
            view.unreadable += u32::try_from(page.unreadable.len()).unwrap_or(u32::MAX);
            view.orders.extend(page.rows.into_iter().map(|order| shown(id, order)));
            if view.orders.len() > SHOWN_MAX || (view.orders.len() == SHOWN_MAX && pages.request().is_some())
            {
                view.orders.truncate(SHOWN_MAX);
                view.more = true;
                break;
            }
        }
        Ok(view)
    }

    /// Takes an order out of the platform's incoming orders, not out of the shop: it comes back with the next import while
    /// the shop calls it open.
    ///
    /// # Errors
    /// [`Code::BadRequest`] while this station ships it, [`Code::NotFound`] when the platform has it no more.
    pub async fn shop_order_delete(&self, at: OrderAtPlatform) -> Result<ShopOrders, AppError> {
        self.needs_v2().await?;
        self.nothing_under_way(at.integration_id, Some(&at)).await?;
        let order = self.read_one(&at).await?;
        let named = OrderToDelete::of(&order).ok_or_else(|| {
            AppError::new(Code::PlatformRefused)
                .message("The platform gives this order no id to delete it by")
                .hint("Delete it in the Sendcloud panel")
                .subject(at.order_number.clone())
        })?;
        shipments::delete(self.shared.api()?, at.integration_id, &named).await?;
        self.shop_changed(at.integration_id).await;
        Ok(ShopOrders { orders: Vec::new(), more: false, unreadable: 0 })
    }

    /// # Errors
    /// [`Code::NotFound`] when the platform has it no more.
    pub async fn shop_order_form(&self, at: OrderAtPlatform) -> Result<OrderForm, AppError> {
        self.needs_v2().await?;
        let order = self.read_one(&at).await?;
        Ok(form::of(at, &order))
    }

    /// Hands a corrected order in: read again, changed, sent with a new time, everything else exactly as it was.
    ///
    /// # Errors
    /// [`Code::BadRequest`] naming the field that is not valid, or when the order changed meanwhile; [`Code::Forbidden`] for
    /// accounts that may not hand orders in.
    pub async fn shop_order_correct(&self, form: OrderForm) -> Result<HandedIn, AppError> {
        self.needs_v2().await?;
        self.nothing_under_way(form.at.integration_id, Some(&form.at)).await?;
        let mut order = self.read_one(&form.at).await?;
        if form::version(&order) != form.version {
            return Err(AppError::new(Code::BadRequest)
                .message("The order was changed meanwhile")
                .hint("Open it again and make the correction there")
                .subject("version"));
        }
        form::apply(&form, &mut order)?;
        let updated = self.newer_than(&order);
        let row = form::to_upsert(&order, updated)?;
        let call = UpsertRequest::new(form.at.integration_id, vec![row]).map_err(form::not_valid)?;
        let answer = upsert::upsert(self.shared.api()?, &call).await.map_err(partners_only)?;
        self.shop_changed(form.at.integration_id).await;
        let outcome = answer.orders.into_iter().next().unwrap_or(UpsertOutcome::Unmentioned);
        Ok(told(None, form.at.order_number, outcome))
    }

    /// A time that the platform takes for a change: now, or after the time that the order has.
    pub(super) fn newer_than(&self, order: &IncomingOrder) -> Timestamp {
        let known = order.shipment_updated_at.as_deref().and_then(|text| text.parse::<Timestamp>().ok());
        let now = self.shared.now();
        known.map_or(now, |known| now.max(known.saturating_add(SignedDuration::from_secs(1)).unwrap_or(now)))
    }

    async fn read_one(&self, at: &OrderAtPlatform) -> Result<IncomingOrder, AppError> {
        let query = OrdersQuery {
            external_order_ids: at.external_order_id.clone().into_iter().collect(),
            order_number: at.external_order_id.is_none().then(|| at.order_number.clone()),
            ..OrdersQuery::default()
        };
        let listed = incoming_orders::pages(at.integration_id, &query).all(self.shared.api()?).await?;
        let same = |order: &IncomingOrder| {
            order.external_order_id == at.external_order_id
                && order.external_shipment_id == at.external_shipment_id
                && order.order_number == at.order_number
        };
        listed.rows.into_iter().find(same).ok_or_else(|| {
            AppError::new(Code::NotFound)
                .message("The platform does not have this order any more")
                .hint("Refresh the list")
                .subject(at.order_number.clone())
        })
    }

    /// # Errors
    /// [`Code::BadRequest`] while this station has calls or unknown outcomes there: taking the order away underneath would
    /// make it impossible to find out what became of them.
    pub(super) async fn nothing_under_way(
        &self,
        integration_id: i64,
        at: Option<&OrderAtPlatform>,
    ) -> Result<(), AppError> {
        let account = self.shared.stored_account().await?;
        let number = at.map(|at| at.order_number.clone());
        let busy = self
            .shared
            .store
            .read(move |db| facts::under_way(db, &account, integration_id, number.as_deref()))
            .await?;
        match busy {
            0 => Ok(()),
            _ => Err(AppError::new(Code::BadRequest)
                .message("This station is shipping this, or does not know yet whether it was shipped")
                .hint("Wait until the batch has come to its end")),
        }
    }

    /// The list shows it at once; the next sync does, where this fails.
    pub(super) async fn shop_changed(&self, integration_id: i64) {
        if let Err(error) = crate::sync::one_shop(&self.shared, integration_id).await {
            tracing::warn!(%error, "the shop is read again with the next sync");
        }
        self.shared.hub.orders_changed();
    }
}

fn filter(text: Option<String>) -> Option<String> {
    text.map(|text| text.trim().to_owned()).filter(|text| !text.is_empty())
}

fn day(field: &str, text: &str) -> Result<Date, AppError> {
    text.trim().parse().map_err(|_| super::invalid(field, "That is no day, such as 2026-11-21"))
}

/// The platform's "forbidden" in words that help.
pub(super) fn partners_only(error: api_client::ApiError) -> AppError {
    let forbidden = error.kind == api_client::Kind::Forbidden;
    let error = AppError::from(error);
    match forbidden {
        true => error.hint(
            "Only official Sendcloud partners may hand orders in, with the partner's id in the settings; correct the \
             order in the shop instead",
        ),
        false => error,
    }
}

pub(super) fn told(line: Option<u32>, order_number: String, outcome: UpsertOutcome) -> HandedIn {
    let (outcome, errors) = match outcome {
        UpsertOutcome::Created { .. } => (HandedInOutcome::Created, Vec::new()),
        UpsertOutcome::Updated { .. } => (HandedInOutcome::Updated, Vec::new()),
        UpsertOutcome::Unmentioned => (HandedInOutcome::Ignored, Vec::new()),
        UpsertOutcome::Refused(errors) => (HandedInOutcome::Refused, errors),
        UpsertOutcome::Other(word) => {
            let words = format!("The platform said \"{word}\", which is not documented");
            (HandedInOutcome::Unknown, vec![upsert::FieldError { path: String::new(), words }])
        }
    };
    let errors =
        errors.into_iter().map(|error| FieldTrouble { field: error.path, message: error.words }).collect();
    HandedIn { line, order_number, outcome, errors }
}

fn shown(integration_id: i64, order: IncomingOrder) -> ShopOrder {
    let items = order.parcel_items.iter().map(|item| item.quantity).fold(0, u32::saturating_add);
    ShopOrder {
        name: order.name.clone().unwrap_or_default(),
        city: order.city.clone().unwrap_or_default(),
        country: order.country.clone().unwrap_or_default(),
        order_status: order.order_status.as_ref().map(|status| status.message.clone()),
        payment_status: order.payment_status.as_ref().map(|status| status.message.clone()),
        ordered_at: order.shipment_created_at.clone().or(order.created_at.clone()),
        updated_at: order.shipment_updated_at.clone().or(order.updated_at.clone()),
        weight_grams: order.weight.map(|grams| grams.0),
        items,
        shipping_method: order.shipping_method_checkout_name.clone(),
        allowed_shipping_methods: order.allowed_shipping_methods.clone(),
        at: OrderAtPlatform {
            integration_id,
            order_number: order.order_number,
            external_order_id: order.external_order_id,
            external_shipment_id: order.external_shipment_id,
        },
    }
}
