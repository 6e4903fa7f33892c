//! `ship` and `resume`: the commands that spend money.

use std::collections::BTreeMap;
use std::time::{Duration, Instant};

use engine::batch::plan::Intent;
use engine::wire::{
    BatchState, Counts, Nothing, OneBatch, OrderRow, OrderState, OrdersView, PlanRequest, RowId, ShipOptions,
};
use engine::{AppError, Code, Engine, StatusRule};
use indicatif::ProgressBar;
use station::Station;

use crate::args::Ship;
use crate::hand_over::at_sendcloud;
use crate::out::Out;
use crate::read::writable;
use crate::summary::{Summary, add};

/// Pause between looks at the batch in the database.
const POLL: Duration = Duration::from_millis(100);
/// Unknown orders are looked for a few times before the command gives up; `resume` goes on later.
const UNKNOWN_LOOKS: u32 = 3;

pub async fn ship(station: &Station, wanted: Ship, out: &Out, started: Instant) -> Result<u8, AppError> {
    writable(station).await?;
    let engine = station.engine().await?;
    engine.sync().await?;
    let rule = rule(&wanted);
    let view = engine.open_orders(rule.clone()).await?;
    if rule == StatusRule::Chosen {
        require_choice(&view, wanted.integration, out)?;
    }
    let orders: Vec<&OrderRow> = view
        .orders
        .iter()
        .filter(|order| wanted.integration.is_none_or(|shop| order.integration_id == shop))
        .collect();
    let picked = match wanted.all {
        true => orders,
        false => by_number(&orders, &wanted.numbers, out)?,
    };
    let intent = Intent { options: options(&engine, &wanted).await?, statuses: rule, ..Intent::default() };
    let ids: Vec<RowId> = match wanted.yes {
        true => {
            at_sendcloud(&engine, &picked, &intent.statuses, Duration::from_secs(wanted.wait), out).await?
        }
        false => picked.iter().map(|order| order.id).collect(),
    };
    if ids.is_empty() {
        out.line("There is nothing to ship.");
        return finish(Summary::new(None, Counts::default(), started), out);
    }
    let ready = show_plan(&engine, ids.clone(), &intent, out).await?;
    if !wanted.yes {
        return Err(AppError::new(Code::BadRequest)
            .message("Nothing was bought")
            .hint("Add --yes to buy these labels"));
    }
    if ready == 0 {
        let orders = u32::try_from(ids.len()).unwrap_or(u32::MAX);
        let counts = Counts { orders, left_out: orders, ..Counts::default() };
        return finish(Summary::new(None, counts, started), out);
    }
    let ids = ids.into_iter().map(|id| id.0).collect();
    let batch = engine.ship_with(ids, intent, request_id()).await?;
    follow(&engine, vec![batch.batch_id], Duration::from_secs(wanted.wait), out).await?;
    conclude(&engine, &[batch.batch_id], out, started).await
}

/// Free work first, then the planned calls, planned afresh.
pub async fn resume(station: &Station, wait: u64, out: &Out, started: Instant) -> Result<u8, AppError> {
    writable(station).await?;
    let engine = station.engine().await?;
    let batches = engine.unfinished_batches().await?;
    if batches.is_empty() {
        out.line("Nothing is unfinished.");
        return finish(Summary::new(None, Counts::default(), started), out);
    }
    engine.sync().await?;
    for batch_id in engine.paused_batches().await? {
        engine.batch_continue(OneBatch { batch_id }).await?;
    }
    follow(&engine, batches.clone(), Duration::from_secs(wait), out).await?;
    conclude(&engine, &batches, out, started).await
}

fn rule(wanted: &Ship) -> StatusRule {
    match wanted.status.as_slice() {
        [] => StatusRule::Chosen,
        codes if codes.iter().any(|code| code == "open") => StatusRule::AllButClosed,
        codes => StatusRule::Codes(codes.to_vec()),
    }
}

/// Without chosen statuses nothing is open, and silence would look like "nothing to do".
fn require_choice(view: &OrdersView, integration: Option<i64>, out: &Out) -> Result<(), AppError> {
    let shops =
        || view.shops.iter().filter(|s| s.enabled && integration.is_none_or(|id| s.integration_id == id));
    let unchosen: Vec<&str> =
        shops().filter(|shop| !shop.statuses_chosen).map(|shop| shop.name.as_str()).collect();
    match (unchosen.is_empty(), shops().any(|shop| shop.statuses_chosen)) {
        (true, _) => Ok(()),
        (false, true) => {
            out.warn(&format!(
                "Left out, nobody has chosen their open statuses yet: {}",
                unchosen.join(", ")
            ));
            Ok(())
        }
        (false, false) => Err(AppError::new(Code::StatusesNotChosen)
            .message(format!("Nobody has chosen which statuses are open yet: {}", unchosen.join(", ")))
            .hint("Choose them in the window, or pass --status open or --status ID")),
    }
}

/// Every number exactly once, or nothing at all.
fn by_number<'a>(
    orders: &[&'a OrderRow],
    numbers: &[String],
    out: &Out,
) -> Result<Vec<&'a OrderRow>, AppError> {
    let mut picked: BTreeMap<i64, &OrderRow> = BTreeMap::new();
    let (mut missing, mut several) = (Vec::new(), Vec::new());
    for number in numbers {
        let found: Vec<&&OrderRow> = orders.iter().filter(|order| order.number == *number).collect();
        match found.as_slice() {
            [] => missing.push(number.as_str()),
            [one] => {
                picked.insert(one.id.0, one);
            }
            more => {
                several.push(number.as_str());
                for order in more {
                    out.object(order);
                    out.warn(&format!(
                        "{}  shop {} (--integration {})  {} {}",
                        order.number, order.shop, order.integration_id, order.name, order.city
                    ));
                }
            }
        }
    }
    match (missing.as_slice(), several.as_slice()) {
        ([], []) => Ok(picked.into_values().collect()),
        (_, [_, ..]) => Err(AppError::new(Code::BadRequest)
            .message(format!(
                "Several open orders have the number {}; nothing was bought",
                several.join(", ")
            ))
            .hint("Name the shop with --integration")),
        _ => Err(AppError::new(Code::NotFound)
            .message(format!("No open order has the number {}; nothing was bought", missing.join(", ")))
            .hint("See packbench-cli orders")),
    }
}

async fn options(engine: &Engine, wanted: &Ship) -> Result<ShipOptions, AppError> {
    let stored = engine.settings_get(Nothing {}).await?.ship;
    Ok(ShipOptions {
        sender_address_id: wanted.sender.or(stored.sender_address_id),
        brand_id: wanted.brand.or(stored.brand_id),
        // A contract belongs to an option: what is typed replaces both.
        contract_id: wanted.contract.or(stored.contract_id.filter(|_| wanted.option.is_none())),
        shipping_option_code: wanted.option.clone().or(stored.shipping_option_code),
        apply_shipping_rules: wanted.apply_rules || stored.apply_shipping_rules,
        ship_without_weight: stored.ship_without_weight,
    })
}

/// Answers how many would get a label.
async fn show_plan(
    engine: &Engine,
    orders: Vec<RowId>,
    intent: &Intent,
    out: &Out,
) -> Result<usize, AppError> {
    let asked = orders.len();
    let plan = engine
        .plan_by(
            PlanRequest { orders, options: intent.options.clone(), anyway: Vec::new() },
            intent.statuses.clone(),
        )
        .await?;
    out.line(&format!(
        "{asked} orders: {} labels in {} calls, {} left out",
        plan.ready,
        plan.calls,
        plan.orders - plan.ready
    ));
    for line in plan.lines.iter().filter(|line| line.left_out) {
        let why = line.problems.iter().find(|problem| problem.blocks).map(|problem| problem.message.as_str());
        out.line(&format!("  left out: {} ({}): {}", line.number, line.shop, why.unwrap_or_default()));
    }
    Ok(usize::try_from(plan.ready).unwrap_or_default())
}

/// One click, one batch: unique per process and moment.
fn request_id() -> String {
    format!("cli-{}-{}", std::process::id(), jiff::Timestamp::now().as_nanosecond())
}

/// Follows batches until nothing moves by itself any more, or nothing happened for `wait`.
async fn follow(engine: &Engine, batches: Vec<RowId>, wait: Duration, out: &Out) -> Result<(), AppError> {
    let mut events = engine.events();
    let bar = out.bar(0);
    let (mut last, mut last_change) = (Counts::default(), Instant::now());
    loop {
        let (counts, moving) = state(engine, &batches).await?;
        while let Ok(event) = events.try_recv() {
            out.object(&event);
        }
        draw(&bar, &counts);
        if counts != last {
            (last, last_change) = (counts, Instant::now());
        }
        if !moving || last_change.elapsed() > wait {
            break;
        }
        tokio::time::sleep(POLL).await;
    }
    engine.flush_events().await;
    while let Ok(event) = events.try_recv() {
        out.object(&event);
    }
    bar.finish_and_clear();
    Ok(())
}

/// The counts of all batches together, and whether anything still moves by itself.
async fn state(engine: &Engine, batches: &[RowId]) -> Result<(Counts, bool), AppError> {
    let (mut counts, mut moving) = (Counts::default(), false);
    for batch_id in batches {
        let batch = engine.batch(OneBatch { batch_id: *batch_id }).await?;
        counts = add(counts, batch.counts);
        moving |= match batch.state {
            BatchState::Running => true,
            BatchState::Waiting => still_searching(engine, *batch_id).await?,
            BatchState::Paused | BatchState::Done => false,
        };
    }
    Ok((counts, moving))
}

async fn still_searching(engine: &Engine, batch_id: RowId) -> Result<bool, AppError> {
    let detail = engine.batch_detail(OneBatch { batch_id }).await?;
    Ok(detail.orders.iter().filter(|order| order.state == OrderState::Unknown).any(|order| {
        order.look.as_ref().is_some_and(|look| look.candidates.is_empty() && look.looks < UNKNOWN_LOOKS)
    }))
}

fn draw(bar: &ProgressBar, counts: &Counts) {
    bar.set_length(u64::from(counts.orders));
    bar.set_position(u64::from(counts.labelled + counts.refused + counts.left_out));
    bar.set_message(format!(
        "{} labelled, {} waiting, {} unknown",
        counts.labelled, counts.waiting, counts.unknown
    ));
}

async fn conclude(engine: &Engine, batches: &[RowId], out: &Out, started: Instant) -> Result<u8, AppError> {
    let (counts, _) = state(engine, batches).await?;
    let summary = Summary::new(batches.iter().copied().max(), counts, started);
    let mut nothing_sent = counts.labelled + counts.refused + counts.waiting + counts.unknown == 0;
    for batch_id in batches {
        if let Some(trouble) = engine.batch(OneBatch { batch_id: *batch_id }).await?.trouble {
            out.warn(&trouble.to_string());
        } else {
            nothing_sent = false;
        }
    }
    let code = finish(summary, out)?;
    Ok(if nothing_sent { 2 } else { code })
}

fn finish(summary: Summary, out: &Out) -> Result<u8, AppError> {
    out.object(&summary);
    out.line(&summary.words());
    Ok(summary.exit_code())
}
