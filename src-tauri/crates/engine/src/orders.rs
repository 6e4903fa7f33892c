//! What the orders screen asks: the open orders, one of them in detail, shops and their statuses.

use std::collections::{HashMap, HashSet};

use crate::batch::plan::{self, Facts};
use crate::engine::Engine;
use crate::error::{AppError, Code};
use crate::model::Order;
use crate::statuses::StatusRule;
use crate::store::orders::{StoredOrder, Touched};
use crate::store::{self, facts, history, meta, orders, wemasy};
use crate::wire::{
    ChooseStatuses, EnableShop, Event, Item, Money, Nothing, OneOrder, OrderDetail, OrderRow, OrdersView,
    RowId, ShipOptions, Shop, StatusChoice, WemasySource,
};

impl Engine {
    /// The open orders, by the statuses chosen per shop.
    ///
    /// # Errors
    /// A failing database.
    pub async fn orders_list(&self, _: Nothing) -> Result<OrdersView, AppError> {
        self.open_orders(StatusRule::Chosen).await
    }

    /// The open orders by another rule. Open: listed, its statuses open, no label by anyone, no live attempt of ours.
    ///
    /// # Errors
    /// A failing database.
    pub async fn open_orders(&self, rule: StatusRule) -> Result<OrdersView, AppError> {
        let sync = self.sync_state();
        let Ok(account) = self.shared.stored_account().await else {
            return Ok(OrdersView { account: None, at: 0, orders: Vec::new(), shops: Vec::new(), sync });
        };
        self.shared
            .store
            .read_at(move |db, at| {
                let rows = open_rows(db, &account, None, &rule)?;
                let mut open: HashMap<i64, u32> = HashMap::new();
                for row in &rows {
                    *open.entry(row.integration_id).or_default() += 1;
                }
                let shops = orders::shops(db, &account)?
                    .into_iter()
                    .map(|shop| Shop {
                        open_orders: open.get(&shop.id).copied().unwrap_or_default(),
                        integration_id: shop.id,
                        name: shop.name,
                        system: shop.system,
                        enabled: shop.enabled,
                        statuses_chosen: shop.statuses_chosen,
                        trouble: shop.trouble,
                    })
                    .collect();
                Ok(OrdersView { account: Some(account), at, orders: rows, shops, sync })
            })
            .await
    }

    /// # Errors
    /// [`Code::NotFound`] for an order that is not stored.
    pub async fn order_detail(&self, one: OneOrder) -> Result<OrderDetail, AppError> {
        let account = self.shared.stored_account().await?;
        let times = self.shared.search_times();
        self.shared
            .store
            .read(move |db| {
                let found =
                    facts::orders_with_facts(db, &account, Some(&[one.order_id.0]), &StatusRule::Chosen)?;
                let Some((stored, facts)) = found.into_iter().next() else {
                    return Err(AppError::new(Code::NotFound)
                        .message("This order is not known")
                        .hint("Refresh")
                        .into());
                };
                Ok(OrderDetail {
                    order: rows_of(db, &account, Some(&[stored.id]), [(&stored, &facts)])?.remove(0),
                    address: address_lines(&stored.order),
                    phone: stored.order.phone.clone(),
                    attempts: history::order_attempts(db, stored.id, &times)?,
                    shipments: history::shipments_of(db, &account, &stored.order.number)?,
                })
            })
            .await
    }

    /// # Errors
    /// A failing database.
    pub async fn statuses_list(&self, _: Nothing) -> Result<Vec<StatusChoice>, AppError> {
        let Ok(account) = self.shared.stored_account().await else { return Ok(Vec::new()) };
        self.shared.store.read(move |db| orders::seen_statuses(db, &account)).await
    }

    /// # Errors
    /// A failing database.
    pub async fn statuses_choose(&self, choice: ChooseStatuses) -> Result<Vec<StatusChoice>, AppError> {
        let account = self.shared.stored_account().await?;
        let seen = self
            .shared
            .store
            .write(move |tx| {
                orders::choose_statuses(tx, &account, choice.integration_id, &choice.open)?;
                orders::seen_statuses(tx, &account)
            })
            .await?;
        self.shared.hub.orders_changed();
        Ok(seen)
    }

    /// # Errors
    /// [`Code::NotFound`] for an unknown shop.
    pub async fn shop_enable(&self, shop: EnableShop) -> Result<OrdersView, AppError> {
        let account = self.shared.stored_account().await?;
        let changed = self
            .shared
            .store
            .write(move |tx| orders::enable_shop(tx, &account, shop.integration_id, shop.enabled))
            .await?;
        if changed == 0 {
            return Err(AppError::new(Code::NotFound).message("This shop is not known").hint("Refresh"));
        }
        self.shared.hub.orders_changed();
        self.shared.hub.bookings_changed();
        self.shared.wake_bookings.notify_one();
        self.orders_list(Nothing {}).await
    }
}

/// The open orders, all of them or those with these ids.
fn open_rows(
    db: &store::Db,
    account: &str,
    ids: Option<&[i64]>,
    rule: &StatusRule,
) -> store::Result<Vec<OrderRow>> {
    let mut known = facts::orders_with_facts(db, account, ids, rule)?;
    known.retain(|(stored, facts)| is_open(&stored.order, facts));
    rows_of(db, account, ids, known.iter().map(|(stored, facts)| (stored, facts)))
}

/// What changed in the lists of open orders, per account. Asked for by id, an order may belong to a shop that is switched
/// off, which the whole list leaves out.
pub(crate) fn changes(db: &store::Db, at: u64, touched: &Touched) -> store::Result<Vec<Event>> {
    orders::touched_rows(db, touched)?
        .into_iter()
        .map(|(account, ids)| {
            let on: HashSet<i64> = orders::shops(db, &account)?
                .into_iter()
                .filter(|shop| shop.enabled)
                .map(|shop| shop.id)
                .collect();
            let mut rows = open_rows(db, &account, Some(&ids), &StatusRule::Chosen)?;
            rows.retain(|row| on.contains(&row.integration_id));
            let open: HashSet<i64> = rows.iter().map(|row| row.id.0).collect();
            let gone = ids.into_iter().filter(|id| !open.contains(id)).map(RowId).collect();
            Ok(Event::OrdersChanged { account, at, rows, gone })
        })
        .collect()
}

fn rows_of<'a>(
    db: &store::Db,
    account: &str,
    ids: Option<&[i64]>,
    known: impl IntoIterator<Item = (&'a StoredOrder, &'a Facts)>,
) -> store::Result<Vec<OrderRow>> {
    let names: HashMap<i64, String> =
        orders::shops(db, account)?.into_iter().map(|shop| (shop.id, shop.name)).collect();
    let options = meta::settings_for(db, account)?.ship;
    let mut sources = sources(db, account, ids)?;
    let rows = known.into_iter().map(|(stored, facts)| {
        let shop = names.get(&stored.order.integration_id).map_or("", String::as_str);
        let row = order_row(stored.id, &stored.order, shop, facts, &options);
        OrderRow { wemasy: sources.remove(&stored.id), ..row }
    });
    Ok(rows.collect())
}

/// Which rows are seen through Wemasy, alone or besides Sendcloud.
fn sources(db: &store::Db, account: &str, ids: Option<&[i64]>) -> store::Result<HashMap<i64, WemasySource>> {
    let about = ids.map(serde_json::to_string).transpose()?;
    let mut found = HashMap::new();
    for (row, shop_id, shop) in wemasy::twins(db, account, about.as_deref())? {
        found.insert(row, WemasySource { shop_id, shop, hand_over: None });
    }
    for wemasy::Alone { row, shop_id, shop, .. } in wemasy::alone(db, account, about.as_deref())? {
        let hand_over = wemasy::handed_over(db, row)?;
        found.insert(row, WemasySource { shop_id, shop, hand_over });
    }
    Ok(found)
}

/// In the open list: possible duplicates and refused ones stay visible, what has a label or an attempt does not.
fn is_open(order: &Order, facts: &Facts) -> bool {
    use crate::batch::join::{Belongs, belongs};
    let key = order.claim_key();
    facts.listed
        && facts.status_open
        && facts.claim.or(facts.twin_claim).is_none()
        && !facts
            .shipments
            .iter()
            .any(|seen| belongs(&key, &order.address, seen, &facts.others) == Belongs::Yes)
}

pub(crate) fn order_row(
    id: i64,
    order: &Order,
    shop: &str,
    facts: &Facts,
    options: &ShipOptions,
) -> OrderRow {
    let to = &order.address;
    OrderRow {
        id: RowId(id),
        integration_id: order.integration_id,
        shop: shop.to_owned(),
        number: order.number.clone(),
        name: to.name.clone(),
        company: to.company.clone(),
        postal_code: to.postal_code.clone(),
        city: to.city.clone(),
        country: to.country.clone(),
        email: order.email.clone(),
        ordered_at: order.ordered_at.clone(),
        status: Some(order.order_status.label.clone()).filter(|label| !label.is_empty()),
        shipping_method: order.shipping_method.clone(),
        items: order
            .items
            .iter()
            .map(|item| Item {
                sku: item.sku.clone(),
                barcode: item.barcode.clone(),
                description: item.description.clone(),
                quantity: item.quantity,
                weight_grams: item.weight_grams,
                value: item.value.clone(),
                hs_code: item.hs_code.clone(),
                origin_country: item.origin_country.clone(),
                picture: item.image_url.is_some(),
            })
            .collect(),
        weight_grams: order.total_weight_grams(),
        value: order
            .value
            .as_ref()
            .map(|money| Money { amount: money.amount.clone(), currency: money.currency.clone() }),
        service_point: order.service_point,
        customs: plan::needs_customs(&to.country),
        wemasy: None,
        problems: plan::problems(order, facts, options),
    }
}

fn address_lines(order: &Order) -> Vec<String> {
    let to = &order.address;
    let street = format!("{} {}", to.street, to.house_number);
    let city = format!("{}  {}", to.postal_code, to.city);
    [
        to.company.clone().unwrap_or_default(),
        to.name.clone(),
        street,
        to.line_2.clone().unwrap_or_default(),
        city,
        to.state.clone().unwrap_or_default(),
        to.country.clone(),
    ]
    .into_iter()
    .map(|line| line.trim().to_owned())
    .filter(|line| !line.is_empty())
    .collect()
}
