//! Plan and ship: what a person decides before a batch, written to the journal, and what is asked about it later. Nothing
//! here sends anything; the buyer does, once it is committed.

use std::collections::BTreeMap;

use tokio::time::Instant;

use crate::batch::anyway::{self, Anyway};
use crate::batch::plan::{self, Chosen, Facts, Intent};
use crate::engine::Engine;
use crate::error::{AppError, Code};
use crate::split;
use crate::statuses::StatusRule;
use crate::store::journal::{self, CallMember, NewBatch, NewBatchOrder};
use crate::store::orders::StoredOrder;
use crate::store::{self, facts, history, orders, shipped, waiting};
use crate::wire::{
    AdoptShipment, Batch, BatchDetail, BatchOrder, BatchesQuery, BuyAgain, CountryCount, FindShipped,
    Nothing, OneBatch, Plan, PlanLine, PlanRequest, Problem, RowId, ShipAnyway, ShipOptions, ShipRequest,
};

impl Engine {
    /// What *Ship* would do with these orders now.
    ///
    /// # Errors
    /// A failing database.
    pub async fn plan(&self, request: PlanRequest) -> Result<Plan, AppError> {
        self.plan_by(request, StatusRule::Chosen).await
    }

    /// As [`Engine::plan`], with another rule of open statuses.
    ///
    /// # Errors
    /// A failing database.
    pub async fn plan_by(&self, request: PlanRequest, rule: StatusRule) -> Result<Plan, AppError> {
        let account = self.shared.stored_account().await?;
        let room = self.shared.calls_room();
        let chosen = self.shared.chosen(&account, &request.options).await?;
        let anyway = Anyway::new(request.anyway, "");
        self.shared
            .store
            .read(move |db| {
                let ids: Vec<i64> = request.orders.iter().map(|id| id.0).collect();
                let found = facts::orders_with_facts(db, &account, Some(&ids), &rule)?;
                let shops: BTreeMap<i64, String> =
                    orders::shops(db, &account)?.into_iter().map(|shop| (shop.id, shop.name)).collect();
                let wanted = (request.options, anyway);
                let mut plan = draw_plan(found, &shops, wanted, &chosen, room);
                for line in plan.lines.iter_mut().filter(|line| line.problems.iter().any(anyway::is_label)) {
                    line.labels = history::shipments_of(db, &account, &line.number)?;
                    line.labels.retain(|shipment| shipment.active);
                }
                Ok(plan)
            })
            .await
    }

    /// Writes the batch down and lets the buyer begin. The same request id never makes a second batch.
    ///
    /// # Errors
    /// [`Code::NothingToShip`] when every order is left out, [`Code::BuyingBlocked`], [`Code::NotConnected`].
    pub async fn ship(&self, request: ShipRequest) -> Result<OneBatch, AppError> {
        self.ship_past(request, Anyway::default()).await
    }

    async fn ship_past(&self, request: ShipRequest, anyway: Anyway) -> Result<OneBatch, AppError> {
        split::check(request.orders.len(), &request.parcels)?;
        let intent = Intent {
            options: request.options,
            statuses: StatusRule::Chosen,
            at_once: request.at_once && request.orders.len() == 1 && request.parcels.is_empty(),
            parcels: request.parcels,
            anyway,
        };
        let ids = request.orders.iter().map(|id| id.0).collect();
        self.ship_with(ids, intent, request.request_id).await
    }

    /// As [`Engine::ship`], past labels that the person was shown. Logged with the person's reason.
    ///
    /// # Errors
    /// As [`Engine::ship`]; [`Code::BadRequest`] without a reason.
    pub async fn ship_anyway(&self, wanted: ShipAnyway) -> Result<OneBatch, AppError> {
        let ShipAnyway { request, anyway, reason } = wanted;
        let reason = reason.trim();
        if reason.is_empty() {
            return Err(AppError::new(Code::BadRequest)
                .message("A reason is needed")
                .hint("Write down why these orders need one more label"));
        }
        self.ship_past(request, Anyway::new(anyway, reason)).await
    }

    /// As [`Engine::ship`], with another rule of open statuses.
    ///
    /// # Errors
    /// As [`Engine::ship`].
    pub async fn ship_with(
        &self,
        ids: Vec<i64>,
        intent: Intent,
        request_id: String,
    ) -> Result<OneBatch, AppError> {
        self.shared.api()?;
        if request_id.trim().is_empty() {
            return Err(AppError::new(Code::BadRequest).message("The request has no id"));
        }
        let account = self.shared.account().await?;
        // Before the click counts: from then on the platform is being looked at.
        let chosen = self.shared.chosen(&account, &intent.options).await?;
        let clicked = Instant::now();
        self.shared.look_soon(clicked);
        let (now, room) = (self.shared.now_text(), self.shared.calls_room());
        let (rows, mine) = (ids.clone(), std::sync::Arc::clone(&self.shared));
        let (batch_id, order_ids) = self
            .shared
            .store
            .write(move |tx| {
                mine.still_working()?;
                if let Some(known) = journal::batch_by_request(tx, &request_id)? {
                    return Ok((known.0, Vec::new()));
                }
                write_batch(tx, &account, &now, Wanted { ids, intent, chosen, request_id }, room)
            })
            .await?;
        self.begin(batch_id, clicked);
        if self.settings_get(Nothing {}).await?.slip_with_label {
            crate::wemasy::documents::begin_slips(self, rows);
        }
        self.shared.hub.orders_of(order_ids.iter().copied());
        self.shared.hub.batch(batch_id, order_ids);
        Ok(OneBatch { batch_id: RowId(batch_id) })
    }

    /// Lets the buyer send the batch's calls, after a look that began later than the click.
    pub(crate) fn begin(&self, batch_id: i64, clicked: Instant) {
        let mut begun = self.shared.begun.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        begun.insert(batch_id, clicked);
        drop(begun);
        self.shared.wake_buyer.notify_one();
    }

    /// Batches that wait for *Continue*, oldest first.
    ///
    /// # Errors
    /// A failing database.
    pub async fn paused_batches(&self) -> Result<Vec<RowId>, AppError> {
        let Ok(account) = self.shared.stored_account().await else { return Ok(Vec::new()) };
        let ids = self.shared.store.read(move |db| journal::paused_batches(db, &account)).await?;
        Ok(ids.into_iter().map(RowId).collect())
    }

    /// Batches with anything planned, asked, awaited or unknown, oldest first.
    ///
    /// # Errors
    /// A failing database.
    pub async fn unfinished_batches(&self) -> Result<Vec<RowId>, AppError> {
        let Ok(account) = self.shared.stored_account().await else { return Ok(Vec::new()) };
        let ids = self.shared.store.read(move |db| journal::unfinished_batches(db, &account)).await?;
        Ok(ids.into_iter().map(RowId).collect())
    }

    /// # Errors
    /// A failing database.
    pub async fn batches_list(&self, query: BatchesQuery) -> Result<Vec<Batch>, AppError> {
        self.shared.store.read(move |db| history::batches(db, &query)).await
    }

    /// A batch without its orders.
    ///
    /// # Errors
    /// [`Code::NotFound`].
    pub async fn batch(&self, one: OneBatch) -> Result<Batch, AppError> {
        let found = self.shared.store.read(move |db| history::batch_row(db, one.batch_id.0)).await?;
        found.ok_or_else(|| {
            AppError::new(Code::NotFound).message(format!("There is no batch {}", one.batch_id))
        })
    }

    /// # Errors
    /// [`Code::NotFound`].
    pub async fn batch_detail(&self, one: OneBatch) -> Result<BatchDetail, AppError> {
        let times = self.shared.search_times();
        let found =
            self.shared.store.read(move |db| history::batch_detail(db, one.batch_id.0, &times)).await?;
        found.ok_or_else(|| {
            AppError::new(Code::NotFound).message(format!("There is no batch {}", one.batch_id))
        })
    }

    /// The order with this number, or with a parcel of this tracking number, among all that was ever shipped. Offline.
    ///
    /// # Errors
    /// A failing database.
    pub async fn find_shipped(&self, wanted: FindShipped) -> Result<Option<BatchOrder>, AppError> {
        let times = self.shared.search_times();
        self.shared
            .store
            .read(move |db| {
                for text in &wanted.texts {
                    if let Some(id) = shipped::find(db, text)? {
                        return history::batch_order(db, id, &times);
                    }
                }
                Ok(None)
            })
            .await
    }

    /// Frees an order whose outcome is unknown. Logged with the person's reason.
    ///
    /// # Errors
    /// [`Code::BadRequest`] without a reason, [`Code::NotFound`] when its outcome is not unknown.
    pub async fn buy_again(&self, request: BuyAgain) -> Result<BatchOrder, AppError> {
        if request.reason.trim().is_empty() {
            return Err(AppError::new(Code::BadRequest)
                .message("A reason is needed")
                .hint("Write down why you are sure that no label was made"));
        }
        let now = self.shared.now_text();
        let id = request.batch_order_id;
        self.shared
            .store
            .write(move |tx| waiting::override_unknown(tx, id, request.reason.trim(), &now))
            .await?;
        self.shared.hub.orders_of([id.0]);
        self.batch_order(id).await
    }

    /// A person says which shipment is the lost one.
    ///
    /// # Errors
    /// [`Code::NotFound`] when the order's outcome is not unknown, [`Code::BadRequest`] for a shipment that is taken.
    pub async fn shipment_adopt(&self, request: AdoptShipment) -> Result<BatchOrder, AppError> {
        let id = request.batch_order_id;
        self.shared
            .store
            .write(move |tx| {
                let Some(unknown) = waiting::unknown_of(tx, id.0)? else {
                    return Err(AppError::new(Code::NotFound)
                        .message("The outcome of this order is not unknown")
                        .into());
                };
                waiting::adopt(tx, &unknown, &request.shipment_id)
            })
            .await?;
        self.shared.wake_settler.notify_one();
        self.batch_order(id).await
    }

    async fn batch_order(&self, id: RowId) -> Result<BatchOrder, AppError> {
        let times = self.shared.search_times();
        let found = self.shared.store.read(move |db| history::batch_order(db, id.0, &times)).await?;
        let order =
            found.ok_or_else(|| AppError::new(Code::NotFound).message("This order is not in a batch"))?;
        self.shared.hub.batch(order.batch_id.0, [id.0]);
        Ok(order)
    }
}

fn draw_plan(
    found: Vec<(StoredOrder, Facts)>,
    shops: &BTreeMap<i64, String>,
    (options, anyway): (ShipOptions, Anyway),
    chosen: &Chosen,
    room: usize,
) -> Plan {
    let mut lines = Vec::new();
    let mut countries: BTreeMap<String, u32> = BTreeMap::new();
    let (mut weight_grams, mut ready) = (0u32, Vec::new());
    let orders = u32::try_from(found.len()).unwrap_or(u32::MAX);
    for (stored, mut facts) in found {
        let order = &stored.order;
        let rule = |facts: &Facts| plan::problems_as_chosen(order, facts, &options, chosen);
        let problems = anyway.judge(stored.id, &mut facts, rule);
        let left_out = plan::is_blocked(&problems);
        if !left_out {
            *countries.entry(order.address.country.clone()).or_default() += 1;
            weight_grams = weight_grams.saturating_add(order.total_weight_grams().unwrap_or_default());
            ready.push((order.integration_id, stored.id));
        }
        if !problems.is_empty() {
            lines.push(PlanLine {
                order_id: RowId(stored.id),
                number: order.number.clone(),
                shop: shops.get(&order.integration_id).cloned().unwrap_or_default(),
                name: order.address.name.clone(),
                left_out,
                problems,
                labels: Vec::new(),
            });
        }
    }
    lines.sort_by_key(|line| !line.left_out);
    Plan {
        orders,
        ready: u32::try_from(ready.len()).unwrap_or(u32::MAX),
        calls: u32::try_from(plan::cut(ready, room).len()).unwrap_or(u32::MAX),
        lines,
        countries: countries.into_iter().map(|(country, orders)| CountryCount { country, orders }).collect(),
        weight_grams,
        options,
    }
}

/// The first problem that keeps an order out.
pub(crate) fn left_out(problems: Vec<Problem>) -> Option<Problem> {
    problems.into_iter().find(|problem| problem.blocks)
}

/// A click on *Ship*.
struct Wanted {
    ids: Vec<i64>,
    intent: Intent,
    chosen: Chosen,
    request_id: String,
}

fn write_batch(
    tx: &store::Tx<'_>,
    account: &str,
    now: &str,
    Wanted { ids, intent, chosen, request_id }: Wanted,
    room: usize,
) -> store::Result<(i64, Vec<i64>)> {
    let mut unique = std::collections::HashSet::new();
    let ids: Vec<i64> = ids.into_iter().filter(|id| unique.insert(*id)).collect();
    let shops: BTreeMap<i64, String> =
        orders::shops(tx, account)?.into_iter().map(|shop| (shop.id, shop.name)).collect();
    let orders: Vec<NewBatchOrder> = facts::orders_with_facts(tx, account, Some(&ids), &intent.statuses)?
        .into_iter()
        .map(|(stored, mut facts)| {
            let rule =
                |facts: &Facts| plan::problems_as_chosen(&stored.order, facts, &intent.options, &chosen);
            NewBatchOrder {
                left_out: left_out(intent.anyway.judge(stored.id, &mut facts, rule)),
                shop: shops.get(&stored.order.integration_id).cloned().unwrap_or_default(),
                order_id: stored.id,
                order: stored.order,
            }
        })
        .collect();
    if orders.iter().all(|order| order.left_out.is_some()) {
        let words = match orders.iter().find_map(|order| order.left_out.as_ref()) {
            Some(problem) => format!("None of these orders can be shipped. {}", problem.message),
            None => "None of these orders can be shipped.".to_owned(),
        };
        return Err(AppError::new(Code::NothingToShip)
            .message(words)
            .hint("Solve the problems that the orders name, then try again")
            .into());
    }
    if !intent.parcels.is_empty() && orders.iter().any(|order| order.order.integration_id < 0) {
        return Err(AppError::new(Code::BadRequest)
            .message("Wemasy packs its own orders: only the number of parcels can be set there")
            .hint("Change the order's shipping, or hand it to Sendcloud first")
            .subject("parcels")
            .into());
    }
    let batch = NewBatch { account: account.to_owned(), request_id, now: now.to_owned(), intent, orders };
    let (batch_id, order_ids) = journal::insert_batch(tx, &batch)?;
    let members = batch.orders.iter().enumerate().filter(|(_, order)| order.left_out.is_none());
    let members: Vec<CallMember> = members
        .map(|(position, new)| CallMember {
            batch_order_id: order_ids[position],
            key: new.order.claim_key(),
            order_number: new.order.number.clone(),
        })
        .collect();
    insert_calls(tx, account, batch_id, members, room)?;
    journal::log_anyway(tx, batch_id, &batch.intent.anyway, now)?;
    Ok((batch_id, order_ids))
}

/// Cuts orders into calls and writes those down.
pub(crate) fn insert_calls(
    tx: &store::Tx<'_>,
    account: &str,
    batch_id: i64,
    members: Vec<CallMember>,
    room: usize,
) -> store::Result<()> {
    // Wemasy is asked in another way for what it handed over before: never both in one call.
    let (mut fresh, mut pushed) = (Vec::new(), Vec::new());
    for (n, member) in members.iter().enumerate() {
        let integration = member.key.integration_id;
        let before = integration < 0 && store::wemasy::was_pushed(tx, member.batch_order_id)?;
        if before { &mut pushed } else { &mut fresh }.push((integration, n));
    }
    for group in [fresh, pushed] {
        for (integration_id, picked) in plan::cut(group, room) {
            let call: Vec<CallMember> = picked.into_iter().map(|n| members[n].clone()).collect();
            journal::insert_call(tx, account, batch_id, integration_id, &call)?;
        }
    }
    Ok(())
}
