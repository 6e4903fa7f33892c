//! Wemasy's orders before they can be shipped: addresses read, and those of the direct route handed to Sendcloud.

use std::collections::HashSet;
use std::time::{Duration, Instant};

use engine::wire::{HandOver, OneOrder, OrderRow, ProblemKind, RowId};
use engine::{AppError, Engine, StatusRule};

use crate::out::Out;

/// Pause between looks at Sendcloud's list.
const LOOK: Duration = Duration::from_secs(2);

fn has(row: &OrderRow, kind: ProblemKind) -> bool {
    row.problems.iter().any(|problem| problem.kind == kind)
}

/// The rows to ship in place of `picked`: Sendcloud's, for orders that arrived there within `wait`.
///
/// # Errors
/// As handing over and reading do.
pub async fn at_sendcloud(
    engine: &Engine,
    picked: &[&OrderRow],
    rule: &StatusRule,
    wait: Duration,
    out: &Out,
) -> Result<Vec<RowId>, AppError> {
    let unread = picked.iter().filter(|row| has(row, ProblemKind::AddressUnread));
    for row in unread.filter(|row| !has(row, ProblemKind::NotAtSendcloud)) {
        engine.wemasy_read(OneOrder { order_id: row.id }).await?;
    }
    let (alone, there): (Vec<&OrderRow>, Vec<&OrderRow>) =
        picked.iter().copied().partition(|row| has(row, ProblemKind::NotAtSendcloud));
    let mut ids: Vec<RowId> = there.iter().map(|row| row.id).collect();
    if alone.is_empty() {
        return Ok(ids);
    }
    out.line(&format!("Handing {} orders to Sendcloud through Wemasy.", alone.len()));
    let wanted = alone.iter().map(|row| row.id).collect();
    engine.wemasy_hand_over(HandOver { orders: wanted }).await?;
    let numbers: HashSet<&str> = alone.iter().map(|row| row.number.as_str()).collect();
    let started = Instant::now();
    loop {
        tokio::time::sleep(LOOK).await;
        engine.sync().await?;
        let rows = engine.open_orders(rule.clone()).await?.orders;
        let found: Vec<RowId> = rows
            .iter()
            .filter(|row| {
                row.integration_id > 0 && row.wemasy.is_some() && numbers.contains(row.number.as_str())
            })
            .map(|row| row.id)
            .collect();
        let all = found.len() >= alone.len();
        if all || started.elapsed() >= wait {
            if !all {
                out.warn(&format!(
                    "{} orders did not arrive at Sendcloud yet; they are still awaited",
                    alone.len() - found.len()
                ));
            }
            ids.extend(found);
            return Ok(ids);
        }
    }
}
