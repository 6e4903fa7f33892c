//! Buying: the one place that sends create-labels-async. For every call: take a turn, look, commit, send once, commit the
//! answer. Up to five calls at once.

use std::collections::HashSet;
use std::sync::{Arc, PoisonError};
use std::time::Duration;

use ::wemasy::{OrderId, OrderIds};
use api_client::{Turn, retry};
use jiff::{SignedDuration, Timestamp};
use sendcloud::ShipWith;
use sendcloud::orders;
use sendcloud::parcel_documents::{DocumentKind, Dpi};
use sendcloud::ship_an_order::{
    CallOptions, LabelFormat, LabelRequest, LabelsRequest, OrderReference, OrderToLabel, OrderToShip,
    create_label, create_labels,
};
use tokio::task::JoinSet;
use tokio::time::Instant;

use super::anyway;
use super::by_wemasy;
use super::fetch::{self, Paper};
use super::plan::{self, Facts, Intent, OnlyAtWemasy, Reference};
use super::sent::{Sent, sent, sent_one};
use super::step::{CallState, CallStep, next_call_step, pause_before_resend};
use crate::engine::Shared;
use crate::error::{AppError, Code};
use crate::look;
use crate::model::AttemptState;
use crate::split;
use crate::store::journal::{self, CallAnswer};
use crate::store::labels::{self, NewLabel};
use crate::store::{self, facts, meta, waiting, wemasy};
use crate::wemasy::WemasyPart;
use crate::wire::{self, NoticeCode};

/// Between tries to store an answer when the disk refuses: the answer is held in memory, nothing else is bought.
const STORE_AGAIN: Duration = Duration::from_secs(2);

/// Sends planned calls until it is stopped. Turns are taken one after the other, so that calls go out in their order.
pub(crate) async fn buyer(shared: Arc<Shared>) {
    let mut lanes = JoinSet::new();
    loop {
        look_ahead(&shared, &mut lanes);
        let next = match next_call(&shared, lanes.len()).await {
            Ok(next) => next,
            Err(error) => {
                tracing::error!(%error, "planned calls could not be read");
                None
            }
        };
        tokio::select! {
            biased;
            Some(_) = lanes.join_next(), if !lanes.is_empty() => {}
            () = shared.wake_buyer.notified() => {}
            turn = a_turn(&shared), if next.is_some() => {
                if let (Some((call, batch)), Some(turn)) = (next, turn) {
                    let held = Held::new(&shared, call);
                    lanes.spawn(async move {
                        if let Err(error) = lane(&held.shared, call, batch, turn).await {
                            pause(&held.shared, batch, error).await;
                        }
                    });
                }
            }
        }
    }
}

async fn a_turn(shared: &Shared) -> Option<Turn> {
    Some(shared.api().ok()?.turn_to_buy().await)
}

/// The look that a click asked for, so that it is under way before the batch is written down. Lanes share it.
fn look_ahead(shared: &Arc<Shared>, lanes: &mut JoinSet<()>) {
    let wanted = shared.look_wanted.lock().unwrap_or_else(PoisonError::into_inner).take();
    if let Some(clicked) = wanted {
        let shared = Arc::clone(shared);
        lanes.spawn(async move {
            if let Err(error) = look::look(&shared, clicked).await {
                tracing::debug!(%error, "the look ahead failed; the batch looks by itself");
                shared.tell_disk_trouble(&error);
            }
        });
    }
}

/// The next call to send.
async fn next_call(shared: &Arc<Shared>, lanes: usize) -> Result<Option<(i64, i64)>, AppError> {
    let Ok(account) = shared.stored_account().await else { return Ok(None) };
    if shared.stopping() || lanes >= shared.tuning.calls_at_once {
        return Ok(None);
    }
    let calls = shared.store.read(move |db| journal::calls_to_send(db, &account)).await?;
    let in_flight = shared.in_flight();
    Ok(calls.into_iter().find(|(call, _)| {
        next_call_step(CallState::Planned, false, in_flight.contains(call)) == CallStep::Request
    }))
}

/// Lets go of a call when its lane ends, however it ends.
struct Held {
    shared: Arc<Shared>,
    call: i64,
}

impl Held {
    fn new(shared: &Arc<Shared>, call: i64) -> Self {
        shared.in_flight().insert(call);
        Self { shared: Arc::clone(shared), call }
    }
}

impl Drop for Held {
    fn drop(&mut self) {
        self.shared.in_flight().remove(&self.call);
    }
}

/// Sends one call, again by itself only where it provably bought nothing and after a new look.
async fn lane(shared: &Arc<Shared>, call: i64, batch: i64, turn: Turn) -> Result<(), AppError> {
    let target = target_of(shared, call).await?;
    let mut turn = match &target {
        Target::Sendcloud => turn,
        Target::Wemasy(part) => {
            drop(turn);
            by_wemasy::turn(part).await
        }
    };
    let mut not_before = {
        let begun = shared.begun.lock().unwrap_or_else(PoisonError::into_inner);
        begun.get(&batch).copied().unwrap_or_else(Instant::now)
    };
    while !shared.stopping() {
        let Some(ready) = request(shared, call, batch, not_before).await? else { return Ok(()) };
        turn.goes_out();
        let outcome = match &ready.request {
            ToSend::Sendcloud(request) => sent(create_labels(shared.api()?, request).await),
            ToSend::One(request) => sent_one(create_label(shared.api()?, request).await),
            ToSend::Wemasy(part, ask, orders) => by_wemasy::send(part, *ask, orders).await,
        };
        match finish(shared, call, batch, &ready, outcome).await? {
            None => return Ok(()),
            Some(wait) => {
                not_before = Instant::now();
                tokio::time::sleep(wait).await;
                turn = match &target {
                    Target::Sendcloud => shared.api()?.turn_to_buy().await,
                    Target::Wemasy(part) => by_wemasy::turn(part).await,
                };
            }
        }
    }
    Ok(())
}

/// Who makes the labels of a call.
enum Target {
    Sendcloud,
    Wemasy(Arc<WemasyPart>),
}

async fn target_of(shared: &Arc<Shared>, call: i64) -> Result<Target, AppError> {
    let integration =
        shared.store.read(move |db| journal::planned_call(db, call)).await?.map(|(_, id, _)| id);
    Ok(match integration.and_then(wemasy::shop_of) {
        Some(shop) => Target::Wemasy(Arc::clone(shared.wemasy(shop)?)),
        None => Target::Sendcloud,
    })
}

/// What goes over the wire for a call.
enum ToSend {
    Sendcloud(LabelsRequest),
    /// A scanned order: the label comes with the answer.
    One(LabelRequest),
    Wemasy(Arc<WemasyPart>, by_wemasy::Ask, OrderIds),
}

/// A call that is committed as requested and has to be sent now.
struct Ready {
    request: ToSend,
    /// Attempts and batch orders, in the order of the request.
    attempts: Vec<(i64, i64)>,
}

/// Look, then commit. `None`: nothing is left to send.
async fn request(
    shared: &Arc<Shared>,
    call: i64,
    batch: i64,
    not_before: Instant,
) -> Result<Option<Ready>, AppError> {
    let account = shared.account().await?;
    loop {
        let age_max = shared.tuning.look_age_max;
        let now = Instant::now();
        let fresh = now.checked_sub(age_max).map_or(not_before, |oldest| oldest.max(not_before));
        let look = look::look(shared, fresh).await?;
        let missing = look_closer(shared, &account, call).await?;
        if look.age(shared) > age_max {
            continue;
        }
        let (account, now) = (account.clone(), shared.now_text());
        let parts = shared.wemasy.clone();
        let clocks = Arc::clone(shared);
        let written = shared
            .store
            .write(move |tx| {
                // The writer may have been busy for long.
                if look.age(&clocks) > age_max {
                    return Ok(None);
                }
                commit_request(tx, &account, call, &missing, &parts, &now).map(Some)
            })
            .await?;
        let Some(written) = written else { continue };
        shared.hub.orders_of(written.changed.iter().copied());
        shared.hub.batch(batch, written.changed);
        return Ok(written.ready);
    }
}

/// What a look alone cannot tell about a call's orders. Orders from before the mirror's reach are looked up by number;
/// orders that were refused before are retrieved, since the platform saves corrections and new orders asynchronously.
/// Answers the attempts whose order the platform does not have.
async fn look_closer(shared: &Arc<Shared>, account: &str, call: i64) -> Result<HashSet<i64>, AppError> {
    let reach = look::reach(shared, account).await?;
    let key = account.to_owned();
    let (numbers, retried) = shared
        .store
        .read(move |db| {
            let Some((batch, _, attempts)) = journal::planned_call(db, call)? else {
                return Ok((Vec::new(), Vec::new()));
            };
            let intent = journal::batch_intent(db, batch)?.unwrap_or_default();
            let ids: Vec<i64> = attempts.iter().map(|attempt| attempt.order_id).collect();
            let known = facts::orders_with_facts(db, &key, Some(&ids), &intent.statuses)?;
            let (mut numbers, mut retried) = (Vec::new(), Vec::new());
            for (stored, facts) in known {
                let order = &stored.order;
                if is_older(order.ordered_at.as_deref(), reach) {
                    numbers.push(order.number.clone());
                }
                let attempt = attempts.iter().find(|attempt| attempt.order_id == stored.id);
                // Wemasy's orders cannot be retrieved from Sendcloud.
                if let (Some(attempt), Some(_), Some(reference)) =
                    (attempt, &facts.last_end, plan::reference(order, facts.others.len()))
                    && order.integration_id > 0
                {
                    retried.push((attempt.id, order.integration_id, reference));
                }
            }
            Ok((numbers, retried))
        })
        .await?;
    look::by_numbers(shared, &numbers).await?;
    let mut missing = HashSet::new();
    for (attempt, integration, reference) in retried {
        if !is_there(shared, integration, &reference).await? {
            missing.insert(attempt);
        }
    }
    Ok(missing)
}

async fn is_there(shared: &Shared, integration: i64, reference: &Reference) -> Result<bool, AppError> {
    let api = shared.api()?;
    let same =
        |name: Option<String>, wanted: &str| name.is_some_and(|name| name.eq_ignore_ascii_case(wanted));
    Ok(match reference {
        Reference::Id(id) => orders::names(api, orders::with_id(integration, id)).await?,
        Reference::Number(number) => orders::names(api, orders::with_number(integration, number)).await?,
    }
    .into_iter()
    .any(|name| match reference {
        Reference::Id(id) => same(name.order_id, id),
        Reference::Number(number) => same(name.order_number, number),
    }))
}

/// An order without a readable date counts as old. Without a reach the mirror holds everything.
fn is_older(ordered_at: Option<&str>, reach: Option<Timestamp>) -> bool {
    let Some(reach) = reach else { return false };
    match ordered_at.and_then(|text| text.parse::<Timestamp>().ok()) {
        Some(at) => at < reach,
        None => true,
    }
}

struct Written {
    ready: Option<Ready>,
    /// Batch orders that changed.
    changed: Vec<i64>,
}

/// The last check and the intent, in one transaction with nothing in between.
fn commit_request(
    tx: &store::Tx<'_>,
    account: &str,
    call: i64,
    missing: &HashSet<i64>,
    parts: &[Arc<WemasyPart>],
    now: &str,
) -> store::Result<Written> {
    let mut written = Written { ready: None, changed: Vec::new() };
    let Some((batch, integration, attempts)) = journal::planned_call(tx, call)? else { return Ok(written) };
    let intent = journal::batch_intent(tx, batch)?.unwrap_or_default();
    let ids: Vec<i64> = attempts.iter().map(|attempt| attempt.order_id).collect();
    let mut known = facts::orders_with_facts(tx, account, Some(&ids), &intent.statuses)?;
    let shop = wemasy::shop_of(integration);
    let (mut orders, mut ids_there, mut kept) = (Vec::new(), Vec::new(), Vec::new());
    for attempt in attempts {
        written.changed.push(attempt.batch_order_id);
        let label = known.iter_mut().find(|(stored, _)| stored.id == attempt.order_id).and_then(|found| {
            let (stored, facts) = found;
            let rule = |facts: &Facts| plan::problems(&stored.order, facts, &intent.options);
            let problems = intent.anyway.judge(stored.id, facts, rule);
            problems.into_iter().find(|problem| problem.blocks && anyway::is_label(problem))
        });
        let found = known.iter().find(|(stored, _)| stored.id == attempt.order_id);
        let reference = found.and_then(|(stored, facts)| plan::reference(&stored.order, facts.others.len()));
        // Both rows of an order may have been planned together; the first one that goes out locks the other.
        let twin =
            found.and_then(|(_, facts)| facts.twin_claim).filter(|twin| twin.state != AttemptState::Planned);
        if let Some(twin) = twin {
            let words = format!("Another row of this order is shipped in batch {}", twin.batch_id);
            journal::set_elsewhere(tx, attempt.id, &words, now)?;
            continue;
        }
        match (label, reference) {
            (Some(problem), _) => journal::set_elsewhere(tx, attempt.id, &problem.message, now)?,
            (None, None) => {
                journal::set_elsewhere(tx, attempt.id, "The order cannot be addressed any more", now)?
            }
            (None, Some(_)) if missing.contains(&attempt.id) => {
                let words =
                    "The platform does not have this order (it saves orders with a delay); try again later";
                journal::set_unlisted(tx, attempt.id, words, now)?;
            }
            (None, Some(_)) if shop.is_some() => {
                let alone = found.and_then(|(_, facts)| facts.wemasy).is_some_and(|only| match only {
                    OnlyAtWemasy::MakesLabels | OnlyAtWemasy::Unlabelled => true,
                    OnlyAtWemasy::HandsOver => false,
                });
                match wemasy::by_row(tx, attempt.order_id)?.filter(|_| alone) {
                    Some((_, id, _)) => {
                        ids_there.push(OrderId(id.unsigned_abs()));
                        kept.push((attempt.id, attempt.batch_order_id));
                    }
                    None => {
                        let words = "Sendcloud has this order by now; ship it from there";
                        journal::set_elsewhere(tx, attempt.id, words, now)?;
                    }
                }
            }
            (None, Some(reference)) => {
                orders.push(order_to_ship(reference, attempt.order_number, &intent));
                kept.push((attempt.id, attempt.batch_order_id));
            }
        }
    }
    if kept.is_empty() {
        journal::withdraw_call(tx, call, now)?;
        return Ok(written);
    }
    let impossible = |error: String| {
        AppError::new(Code::BadRequest)
            .message(format!("The call cannot be made: {error}"))
            .hint("Check sender, brand, option and contract")
    };
    let request = match shop {
        None => match orders.pop() {
            Some(order) if intent.at_once && orders.is_empty() => {
                let OrderToShip { reference, number, apply_shipping_rules, .. } = order;
                let order = OrderToLabel { reference, number, apply_shipping_rules };
                let format = match crate::print::asked_for(&meta::settings(tx)?) {
                    wire::LabelFormat::Pdf => LabelFormat::Pdf,
                    wire::LabelFormat::Png => LabelFormat::Png(Dpi::Dpi300),
                    wire::LabelFormat::Zpl => LabelFormat::Zpl,
                };
                let request = LabelRequest::new(integration, order, call_options(&intent), format);
                ToSend::One(request.map_err(|error| impossible(error.to_string()))?)
            }
            last => {
                orders.extend(last);
                let request = LabelsRequest::new(integration, orders, call_options(&intent));
                ToSend::Sendcloud(request.map_err(|error| impossible(error.to_string()))?)
            }
        },
        Some(shop) => {
            let part = parts.iter().find(|part| part.shop_id == shop).ok_or_else(|| {
                AppError::new(Code::NotConnected).message("This Wemasy shop has no token on this station")
            })?;
            let ids: Vec<u64> = ids_there.iter().map(|id| id.0).collect();
            let pushed = wemasy::were_pushed(tx, shop, &ids)?;
            let orders = OrderIds::new(ids_there).map_err(|error| impossible(error.to_string()))?;
            let ask = if pushed { by_wemasy::Ask::CreateLabel } else { by_wemasy::Ask::Push };
            ToSend::Wemasy(Arc::clone(part), ask, orders)
        }
    };
    journal::set_requested(tx, call, now)?;
    written.ready = Some(Ready { request, attempts: kept });
    Ok(written)
}

fn order_to_ship(reference: Reference, number: String, intent: &Intent) -> OrderToShip {
    let reference = match reference {
        Reference::Id(id) => OrderReference::Id(id),
        Reference::Number(number) => OrderReference::Number(number),
    };
    OrderToShip {
        reference,
        number: Some(number),
        apply_shipping_rules: intent.options.apply_shipping_rules,
        parcels: split::to_ship(&intent.parcels),
    }
}

fn call_options(intent: &Intent) -> CallOptions {
    let options = &intent.options;
    let with = ShipWith {
        shipping_option_code: options.shipping_option_code.clone(),
        contract_id: options.contract_id,
    };
    CallOptions {
        sender_address_id: options.sender_address_id,
        brand_id: options.brand_id,
        ship_with: (!with.is_empty()).then_some(with),
    }
}

/// Stores what became of a call. `Some`: it bought nothing and may be sent again after this pause and a new look.
async fn finish(
    shared: &Arc<Shared>,
    call: i64,
    batch: i64,
    ready: &Ready,
    outcome: Sent,
) -> Result<Option<Duration>, AppError> {
    let (error, throttled) = match outcome {
        Sent::Answered(answer) => {
            let stop = answer.stop.clone();
            let outcomes = ready.attempts.iter().zip(answer.orders).map(|((id, _), order)| (*id, order));
            let stored = CallAnswer {
                now: shared.now_text(),
                http_status: answer.status,
                platform_id: answer.request_id,
                words: Some(answer.notes.join(" · ")).filter(|notes| !notes.is_empty()),
                outcomes: outcomes.collect(),
            };
            for note in &answer.notes {
                tracing::warn!(call, %note, "an odd answer");
            }
            let (follow, labels) = (answer.follow, usable(shared, ready, answer.labels).await);
            store_until_done(shared, move |tx| {
                journal::answer_call(tx, call, &stored)?;
                for label in &labels {
                    if waiting::is_accepted(tx, label.attempt_id)? {
                        labels::insert_label(tx, label)?;
                    }
                }
                match &follow {
                    Some((shop, url)) => wemasy::labels_asked(tx, call, *shop, url),
                    None => Ok(()),
                }
            })
            .await;
            changed(shared, batch, ready);
            return match stop {
                Some(error) => {
                    stop_queue(shared, AppError::from(error)).await;
                    Ok(None)
                }
                None => Ok(None),
            };
        }
        Sent::NotSent { error, throttled } => (error, throttled),
    };
    let (words, now) = (error.words(), shared.now_text());
    let tries = store_until_done(shared, move |tx| journal::put_back(tx, call, &words, &now)).await;
    changed(shared, batch, ready);
    let asked = error.retry_after.filter(|asked| *asked <= retry::RETRY_AFTER_MAX);
    let asked = asked.and_then(|asked| SignedDuration::try_from(asked).ok());
    match pause_before_resend(tries, throttled, asked) {
        Some(pause) => Ok(Some(Duration::try_from(pause).unwrap_or_default())),
        None => Err(AppError::from(error).hint("Nothing was bought for the rest; press Continue")),
    }
}

/// Labels of the call's only order that can be opened. One that cannot is fetched later, as any other.
async fn usable(shared: &Arc<Shared>, ready: &Ready, labels: Vec<(u64, Vec<u8>)>) -> Vec<NewLabel> {
    let &[(attempt_id, batch_order_id)] = ready.attempts.as_slice() else { return Vec::new() };
    let mut usable = Vec::new();
    for (parcel_id, bytes) in labels {
        let paper = Paper { attempt_id, batch_order_id, parcel_id, kind: DocumentKind::Label };
        match fetch::checked(shared, &paper, bytes).await {
            Ok(label) => usable.push(label),
            Err(words) => tracing::warn!(parcel_id, %words, "the label inside the answer is fetched instead"),
        }
    }
    usable
}

fn changed(shared: &Shared, batch: i64, ready: &Ready) {
    shared.hub.batch(batch, ready.attempts.iter().map(|(_, order)| *order));
    shared.hub.orders_of(ready.attempts.iter().map(|(_, order)| *order));
    shared.wake_settler.notify_one();
    shared.wake_search.notify_one();
}

/// What must not be forgotten is held until the disk takes it: answers, since money is spent, and why a batch stopped. A
/// process that ends before that finds its orders unknown.
async fn store_until_done<T: Send + 'static>(
    shared: &Arc<Shared>,
    work: impl Fn(&store::Tx<'_>) -> store::Result<T> + Clone + Send + 'static,
) -> T {
    loop {
        match shared.store.write(work.clone()).await {
            Ok(done) => return done,
            Err(error) => {
                tracing::error!(%error, "nothing can be stored; trying again");
                shared.notice(NoticeCode::LockHeld, error.message, error.hint);
                tokio::time::sleep(STORE_AGAIN).await;
            }
        }
    }
}

/// Keys, permission or billing: every batch waits, not only this one.
async fn stop_queue(shared: &Arc<Shared>, error: AppError) {
    let code = match error.code {
        Code::Billing => NoticeCode::Billing,
        _ => NoticeCode::Credentials,
    };
    shared.notice(code, error.message.clone(), error.hint.clone());
    let account = shared.stored_account().await.unwrap_or_default();
    let batches = shared.store.read(move |db| journal::calls_to_send(db, &account)).await.unwrap_or_default();
    let batches: std::collections::BTreeSet<i64> = batches.into_iter().map(|(_, batch)| batch).collect();
    for batch in batches {
        pause(shared, batch, error.clone()).await;
    }
}

async fn pause(shared: &Arc<Shared>, batch: i64, error: AppError) {
    tracing::warn!(batch, %error, "the batch waits for a person");
    // Until the pause is on the disk its call is held: letting go of it would only begin it again.
    store_until_done(shared, move |tx| journal::pause_batch(tx, batch, Some(&error))).await;
    shared.hub.batch(batch, []);
}
