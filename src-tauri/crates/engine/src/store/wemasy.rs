//! Wemasy shops and what is known of their orders beside the rows in `orders`.

use rusqlite::{Connection, OptionalExtension as _, Row, params};

use super::{Result, orders};
use crate::batch::plan::OnlyAtWemasy;
use crate::model::Order;
use crate::wire::{HandOverState, HandedOver, RowId, WemasyBookings, WemasyRoute, WemasyShop};

/// The documented statuses of an order; the first two are open unless somebody says otherwise.
const STATUSES: [&str; 9] = [
    "paid",
    "payment_received",
    "on_hold",
    "pending",
    "completed",
    "cancelled",
    "refunding",
    "refunded",
    "failed",
];
const OPEN_STATUSES: usize = 2;

/// The integration under which a Wemasy shop's orders stand.
pub fn integration_of(shop_id: i64) -> i64 {
    -shop_id
}

/// The Wemasy shop behind an integration; `None` for Sendcloud's own.
pub fn shop_of(integration_id: i64) -> Option<i64> {
    (integration_id < 0).then_some(-integration_id)
}

/// Adds a shop and makes it one of the station's shops, with the usual open statuses.
pub fn add_shop(db: &Connection, account: &str, name: &str, colour: &str) -> Result<i64> {
    db.execute(
        "INSERT INTO wemasy_shop (account_id, name, colour, route) VALUES (?1, ?2, ?3, 'direct')",
        params![account, name, colour],
    )?;
    let id = db.last_insert_rowid();
    let integration = integration_of(id);
    orders::upsert_shop(db, account, integration, name, "wemasy")?;
    for (nth, code) in STATUSES.iter().enumerate() {
        db.execute(
            "INSERT INTO seen_status (account_id, integration_id, kind, code, label, open) VALUES (?1, ?2, 'order', ?3, ?3, ?4)",
            params![account, integration, code, nth < OPEN_STATUSES],
        )?;
    }
    // Wemasy's rows have no payment status of their own here: one empty one, open.
    db.execute(
        "INSERT INTO seen_status (account_id, integration_id, kind, code, label, open) VALUES (?1, ?2, 'payment', '', '', 1)",
        params![account, integration],
    )?;
    Ok(id)
}

/// Also one that was forgotten.
pub fn has_any_shop(db: &Connection) -> Result<bool> {
    Ok(db.query_row("SELECT EXISTS (SELECT 1 FROM wemasy_shop)", [], |row| row.get(0))?)
}

pub fn change_shop(db: &Connection, account: &str, shop: &WemasyShop) -> Result<usize> {
    let changed = db.execute(
        "UPDATE wemasy_shop SET name = ?3, colour = ?4, integration_id = ?5, route = ?6, bookings = ?7,
                bookings_after = CASE WHEN bookings = 'by_hand' AND ?7 = 'by_itself'
                                 THEN (SELECT coalesce(max(id), 0) FROM label) ELSE bookings_after END
         WHERE account_id = ?1 AND id = ?2 AND removed = 0",
        params![
            account,
            shop.shop_id,
            shop.name,
            shop.colour,
            shop.integration_id,
            route_word(shop.route),
            bookings_word(shop.bookings)
        ],
    )?;
    if changed > 0 {
        orders::upsert_shop(db, account, integration_of(shop.shop_id), &shop.name, "wemasy")?;
    }
    Ok(changed)
}

/// Its rows stay for the history; nothing of it is listed any more.
pub fn remove_shop(db: &Connection, account: &str, shop_id: i64) -> Result<usize> {
    let integration = integration_of(shop_id);
    db.execute(
        "UPDATE integration SET listed = 0 WHERE account_id = ?1 AND id = ?2",
        params![account, integration],
    )?;
    db.execute(
        "UPDATE orders SET listed = 0 WHERE account_id = ?1 AND integration_id = ?2",
        params![account, integration],
    )?;
    db.execute(
        "UPDATE booking SET state = 'withdrawn' WHERE shop_id = ?1 AND state = 'queued'",
        params![shop_id],
    )?;
    Ok(db.execute(
        "UPDATE wemasy_shop SET removed = 1 WHERE account_id = ?1 AND id = ?2 AND removed = 0",
        params![account, shop_id],
    )?)
}

pub fn link(db: &Connection, shop_id: i64, integration_id: i64) -> Result<()> {
    db.execute("UPDATE wemasy_shop SET integration_id = ?2 WHERE id = ?1", params![shop_id, integration_id])?;
    Ok(())
}

const SHOP_COLUMNS: &str =
    "w.id, w.name, w.colour, w.integration_id, w.route, w.bookings, i.enabled, i.trouble";

pub fn shops(db: &Connection, account: &str) -> Result<Vec<WemasyShop>> {
    let mut statement = db.prepare_cached(&format!(
        "SELECT {SHOP_COLUMNS} FROM wemasy_shop w
         JOIN integration i ON i.account_id = w.account_id AND i.id = -w.id
         WHERE w.account_id = ?1 AND w.removed = 0 ORDER BY w.id"
    ))?;
    let rows = statement.query_map([account], shop)?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

fn shop(row: &Row<'_>) -> rusqlite::Result<WemasyShop> {
    let (route, bookings): (String, String) = (row.get(4)?, row.get(5)?);
    Ok(WemasyShop {
        shop_id: row.get(0)?,
        name: row.get(1)?,
        colour: row.get(2)?,
        integration_id: row.get(3)?,
        route: if route == "by_wemasy" { WemasyRoute::ByWemasy } else { WemasyRoute::Direct },
        bookings: if bookings == "by_itself" { WemasyBookings::ByItself } else { WemasyBookings::ByHand },
        enabled: row.get(6)?,
        trouble: row.get(7)?,
        connected: false,
    })
}

fn route_word(route: WemasyRoute) -> &'static str {
    match route {
        WemasyRoute::Direct => "direct",
        WemasyRoute::ByWemasy => "by_wemasy",
    }
}

fn bookings_word(bookings: WemasyBookings) -> &'static str {
    match bookings {
        WemasyBookings::ByHand => "by_hand",
        WemasyBookings::ByItself => "by_itself",
    }
}

/// Notes a listed order and its row.
pub fn see_order(db: &Connection, shop_id: i64, wemasy_id: i64, order_id: i64, number: &str) -> Result<()> {
    db.prepare_cached(
        "INSERT INTO wemasy_order (shop_id, wemasy_id, order_id, order_number) VALUES (?1, ?2, ?3, ?4)
         ON CONFLICT (shop_id, wemasy_id) DO UPDATE SET order_id = ?3, order_number = ?4",
    )?
    .execute(params![shop_id, wemasy_id, order_id, number])?;
    Ok(())
}

/// The stored order behind an id of Wemasy's, as last read.
pub fn known(db: &Connection, shop_id: i64, wemasy_id: i64) -> Result<Option<Order>> {
    let body: Option<String> = db
        .prepare_cached(
            "SELECT o.body FROM wemasy_order x JOIN orders o ON o.id = x.order_id
             WHERE x.shop_id = ?1 AND x.wemasy_id = ?2 AND x.detail_at IS NOT NULL",
        )?
        .query_row(params![shop_id, wemasy_id], |row| row.get(0))
        .optional()?;
    Ok(body.map(|body| serde_json::from_str(&body)).transpose()?)
}

/// The row behind an id of Wemasy's and its order, however little of it was read.
pub fn row_of(db: &Connection, shop_id: i64, wemasy_id: i64) -> Result<Option<(i64, Order)>> {
    let found: Option<(i64, String)> = db
        .prepare_cached(
            "SELECT o.id, o.body FROM wemasy_order x JOIN orders o ON o.id = x.order_id
             WHERE x.shop_id = ?1 AND x.wemasy_id = ?2",
        )?
        .query_row(params![shop_id, wemasy_id], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?;
    found.map(|(id, body)| Ok((id, serde_json::from_str(&body)?))).transpose()
}

/// Whether an order stands in the list as Sendcloud's row.
pub fn is_joined(db: &Connection, shop_id: i64, wemasy_id: i64) -> Result<bool> {
    let sql = "SELECT EXISTS (SELECT 1 FROM wemasy_order WHERE shop_id = ?1 AND wemasy_id = ?2 AND twin IS NOT NULL)";
    Ok(db.prepare_cached(sql)?.query_row(params![shop_id, wemasy_id], |row| row.get(0))?)
}

/// Listed orders whose address was not read yet, newest first; those that could not be read come last.
pub fn unread(db: &Connection, shop_id: i64, limit: u32) -> Result<Vec<(i64, String)>> {
    let mut statement = db.prepare_cached(
        "SELECT x.wemasy_id, x.order_number FROM wemasy_order x JOIN orders o ON o.id = x.order_id
         WHERE x.shop_id = ?1 AND o.listed = 1 AND x.detail_at IS NULL AND x.order_number <> ''
         ORDER BY x.detail_words IS NOT NULL, x.wemasy_id DESC LIMIT ?2",
    )?;
    let rows = statement.query_map(params![shop_id, limit], |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

pub fn detail_read(db: &Connection, shop_id: i64, wemasy_id: i64, now: &str) -> Result<()> {
    db.execute(
        "UPDATE wemasy_order SET detail_at = ?3, detail_words = NULL WHERE shop_id = ?1 AND wemasy_id = ?2",
        params![shop_id, wemasy_id, now],
    )?;
    Ok(())
}

pub fn detail_trouble(db: &Connection, shop_id: i64, wemasy_id: i64, words: &str) -> Result<()> {
    db.execute(
        "UPDATE wemasy_order SET detail_words = ?3 WHERE shop_id = ?1 AND wemasy_id = ?2",
        params![shop_id, wemasy_id, words],
    )?;
    Ok(())
}

/// An order of Wemasy's and those of the linked integration that carry its number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pairing {
    pub wemasy_id: i64,
    pub order_id: i64,
    /// Row, external order id.
    pub candidates: Vec<(i64, Option<String>)>,
}

/// Every order of a shop that was seen in its list, with what Sendcloud lists under the same number.
pub fn pairings(db: &Connection, account: &str, shop_id: i64, integration_id: i64) -> Result<Vec<Pairing>> {
    let mut statement = db.prepare_cached(
        "SELECT x.wemasy_id, x.order_id, o.id, o.body FROM wemasy_order x
         LEFT JOIN orders o ON o.account_id = ?1 AND o.integration_id = ?3 AND o.listed = 1
              AND o.order_number = x.order_number AND x.order_number <> ''
         WHERE x.shop_id = ?2 ORDER BY x.wemasy_id, o.id",
    )?;
    let mut found: Vec<Pairing> = Vec::new();
    let mut rows = statement.query(params![account, shop_id, integration_id])?;
    while let Some(row) = rows.next()? {
        let (wemasy_id, order_id): (i64, i64) = (row.get(0)?, row.get(1)?);
        let candidate: Option<(i64, String)> = row.get::<_, Option<i64>>(2)?.zip(row.get(3)?);
        let candidate = candidate
            .map(|(id, body)| {
                Ok::<_, serde_json::Error>((id, serde_json::from_str::<Order>(&body)?.external_order_id))
            })
            .transpose()?;
        match found.last_mut() {
            Some(last) if last.wemasy_id == wemasy_id => last.candidates.extend(candidate),
            _ => found.push(Pairing { wemasy_id, order_id, candidates: candidate.into_iter().collect() }),
        }
    }
    Ok(found)
}

/// Orders that Sendcloud lists under the number and the id of one of the shop's orders, counted by integration.
pub fn matches_by_integration(db: &Connection, account: &str, shop_id: i64) -> Result<Vec<(i64, i64)>> {
    let mut statement = db.prepare_cached(
        "SELECT o.integration_id, count(*) FROM wemasy_order x
         JOIN orders o ON o.account_id = ?1 AND o.integration_id > 0 AND o.order_number = x.order_number
              AND o.claim_key = CAST(x.wemasy_id AS TEXT)
         WHERE x.shop_id = ?2 GROUP BY o.integration_id",
    )?;
    let rows = statement.query_map(params![account, shop_id], |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// Joins an order to its row at Sendcloud, where whatever was handed over has been found; answers whether that is new.
pub fn set_twin(db: &Connection, shop_id: i64, wemasy_id: i64, twin: Option<i64>) -> Result<bool> {
    let changed = db
        .prepare_cached(
            "UPDATE wemasy_order SET twin = ?3,
                    push_state = CASE WHEN ?3 IS NOT NULL AND push_state IN ('requested', 'waiting', 'unknown')
                                 THEN 'found' ELSE push_state END
             WHERE shop_id = ?1 AND wemasy_id = ?2 AND twin IS NOT ?3",
        )?
        .execute(params![shop_id, wemasy_id, twin])?;
    Ok(changed > 0)
}

/// The Wemasy shop behind each of Sendcloud's rows that are joined: row, shop, its name. `about`: a JSON array of row ids;
/// all of them when `None`.
pub fn twins(db: &Connection, account: &str, about: Option<&str>) -> Result<Vec<(i64, i64, String)>> {
    let mut statement = db.prepare_cached(
        "SELECT x.twin, w.id, w.name FROM wemasy_order x JOIN wemasy_shop w ON w.id = x.shop_id
         WHERE w.account_id = ?1 AND w.removed = 0 AND x.twin IS NOT NULL
           AND (?2 IS NULL OR x.twin IN (SELECT value FROM json_each(?2)))",
    )?;
    let rows =
        statement.query_map(params![account, about], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// Which order of Wemasy's a row is, and how far its handing over is: shop, Wemasy's id, state.
pub fn by_row(db: &Connection, order_id: i64) -> Result<Option<(i64, i64, HandedOver)>> {
    let mut statement = db.prepare_cached(
        "SELECT shop_id, wemasy_id, push_state, pushed_at, push_words FROM wemasy_order WHERE order_id = ?1",
    )?;
    let found = statement.query_row([order_id], |row| {
        let state: Option<String> = row.get(2)?;
        let state = match state.as_deref() {
            None => HandOverState::NotSent,
            Some("requested" | "waiting") => HandOverState::Waiting,
            Some("found") => HandOverState::Found,
            Some("refused") => HandOverState::Refused,
            Some(_) => HandOverState::Unknown,
        };
        let handed = HandedOver { order_id: RowId(order_id), state, at: row.get(3)?, message: row.get(4)? };
        Ok((row.get(0)?, row.get(1)?, handed))
    });
    Ok(found.optional()?)
}

/// The order of Wemasy's that a row is, its own or Sendcloud's twin of it: shop, Wemasy's id, order number.
pub fn of_row(db: &Connection, order_id: i64) -> Result<Option<(i64, i64, String)>> {
    let mut statement = db.prepare_cached(
        "SELECT shop_id, wemasy_id, order_number FROM wemasy_order WHERE order_id = ?1
         UNION ALL SELECT shop_id, wemasy_id, order_number FROM wemasy_order WHERE twin = ?1 LIMIT 1",
    )?;
    Ok(statement.query_row([order_id], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?))).optional()?)
}

/// How far the handing over of a row is; `None` for a row that is not Wemasy's.
pub fn handed_over(db: &Connection, order_id: i64) -> Result<Option<HandedOver>> {
    Ok(by_row(db, order_id)?.map(|(_, _, handed)| handed))
}

/// A row that Wemasy lists and Sendcloud does not.
pub struct Alone {
    pub row: i64,
    pub shop_id: i64,
    pub shop: String,
    pub ships: OnlyAtWemasy,
}

/// Every such row, or those of a JSON array of row ids.
pub fn alone(db: &Connection, account: &str, about: Option<&str>) -> Result<Vec<Alone>> {
    let mut statement = db.prepare_cached(&format!(
        "SELECT x.order_id, w.id, w.name, w.route, {UNLABELLED} FROM wemasy_order x
         JOIN wemasy_shop w ON w.id = x.shop_id AND w.account_id = ?1 AND w.removed = 0
         JOIN orders o ON o.id = x.order_id AND o.listed = 1
         WHERE ?2 IS NULL OR x.order_id IN (SELECT value FROM json_each(?2))"
    ))?;
    let rows = statement.query_map(params![account, about], |row| {
        let (route, unlabelled): (String, bool) = (row.get(3)?, row.get(4)?);
        let ships = match (unlabelled, route.as_str()) {
            (true, _) => OnlyAtWemasy::Unlabelled,
            (false, "by_wemasy") => OnlyAtWemasy::MakesLabels,
            (false, _) => OnlyAtWemasy::HandsOver,
        };
        Ok(Alone { row: row.get(0)?, shop_id: row.get(1)?, shop: row.get(2)?, ships })
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// An order that was handed over became a shipment without a label at Sendcloud, with no other beside it.
const UNLABELLED: &str = "x.push_state IN ('requested', 'waiting', 'unknown', 'found') AND EXISTS (
    SELECT 1 FROM shipment s WHERE s.account_id = w.account_id AND s.order_number = x.order_number
      AND s.active = 0 AND json_extract(s.body, '$.state') = 'no_label')";

/// What was handed over and became a shipment without a label is found, as far as that goes.
pub fn find_unlabelled(db: &Connection, account: &str, words: &str) -> Result<usize> {
    let sql = format!(
        "UPDATE wemasy_order AS x SET push_state = 'found', push_words = ?2
         WHERE x.push_state IN ('requested', 'waiting', 'unknown') AND x.twin IS NULL
           AND EXISTS (SELECT 1 FROM wemasy_shop w WHERE w.id = x.shop_id AND w.account_id = ?1 AND {UNLABELLED})"
    );
    Ok(db.execute(&sql, params![account, words])?)
}

/// Orders that were handed to Sendcloud before, among these: their labels are asked for by create-label.
pub fn were_pushed(db: &Connection, shop_id: i64, wemasy_ids: &[u64]) -> Result<bool> {
    let ids = serde_json::to_string(wemasy_ids)?;
    let sql = "SELECT count(*) FROM wemasy_order WHERE shop_id = ?1
               AND wemasy_id IN (SELECT value FROM json_each(?2)) AND push_state IN ('requested', 'waiting', 'unknown', 'found')";
    let pushed: i64 = db.query_row(sql, params![shop_id, ids], |row| row.get(0))?;
    Ok(!wemasy_ids.is_empty() && usize::try_from(pushed) == Ok(wemasy_ids.len()))
}

/// Whether this batch order was handed to Sendcloud by Wemasy before.
pub fn was_pushed(db: &Connection, batch_order_id: i64) -> Result<bool> {
    let sql = "SELECT EXISTS (SELECT 1 FROM batch_order b JOIN wemasy_order x ON x.order_id = b.order_id
               WHERE b.id = ?1 AND x.push_state IN ('requested', 'waiting', 'unknown', 'found'))";
    Ok(db.prepare_cached(sql)?.query_row([batch_order_id], |row| row.get(0))?)
}

/// Where a call's labels can be asked after.
pub fn labels_asked(db: &Connection, call_id: i64, shop_id: i64, status_url: &str) -> Result<()> {
    db.execute(
        "INSERT INTO wemasy_labels (call_id, shop_id, status_url) VALUES (?1, ?2, ?3)
         ON CONFLICT (call_id) DO UPDATE SET status_url = ?3, said = NULL, asked_at = NULL",
        params![call_id, shop_id, status_url],
    )?;
    Ok(())
}

/// A call whose labels are still searched for.
pub struct LabelsAwaited {
    pub call_id: i64,
    pub batch_id: i64,
    pub shop_id: i64,
    pub status_url: String,
    pub asked_at: Option<String>,
}

/// Calls to ask after, those longest not asked for first.
pub fn labels_awaited(db: &Connection, account: &str) -> Result<Vec<LabelsAwaited>> {
    let mut statement = db.prepare_cached(
        "SELECT l.call_id, c.batch_id, l.shop_id, l.status_url, l.asked_at FROM wemasy_labels l
         JOIN call c ON c.id = l.call_id JOIN wemasy_shop w ON w.id = l.shop_id AND w.account_id = ?1
         WHERE EXISTS (SELECT 1 FROM attempt a WHERE a.call_id = l.call_id AND a.state = 'unknown')
         ORDER BY l.asked_at, l.call_id",
    )?;
    let rows = statement.query_map([account], |row| {
        Ok(LabelsAwaited {
            call_id: row.get(0)?,
            batch_id: row.get(1)?,
            shop_id: row.get(2)?,
            status_url: row.get(3)?,
            asked_at: row.get(4)?,
        })
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// What Wemasy says of a call's labels; its orders that are still searched for say it too. Answers those that changed.
pub fn labels_said(tx: &Connection, call_id: i64, said: &str, words: &str, now: &str) -> Result<Vec<i64>> {
    tx.execute(
        "UPDATE wemasy_labels SET said = ?2, asked_at = ?3 WHERE call_id = ?1",
        params![call_id, said, now],
    )?;
    let mut statement = tx.prepare_cached(
        "UPDATE attempt SET words = ?2 WHERE call_id = ?1 AND state = 'unknown' AND words IS NOT ?2
         RETURNING batch_order_id",
    )?;
    let rows = statement.query_map(params![call_id, words], |row| row.get(0))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// The handing over of an order without a label, before it is sent.
pub fn push_requested(db: &Connection, shop_id: i64, wemasy_id: i64, now: &str) -> Result<()> {
    db.execute(
        "UPDATE wemasy_order SET push_state = 'requested', pushed_at = ?3, push_words = NULL
         WHERE shop_id = ?1 AND wemasy_id = ?2",
        params![shop_id, wemasy_id, now],
    )?;
    Ok(())
}

/// `state: None`: nothing was handed over.
pub fn push_answered(
    db: &Connection,
    shop_id: i64,
    wemasy_id: i64,
    state: Option<&str>,
    words: Option<&str>,
) -> Result<()> {
    db.execute(
        "UPDATE wemasy_order SET push_state = ?3, push_words = ?4
         WHERE shop_id = ?1 AND wemasy_id = ?2 AND push_state = 'requested'",
        params![shop_id, wemasy_id, state, words],
    )?;
    Ok(())
}

/// Orders that were handed over and are awaited: shop, id, since when.
pub fn awaited(db: &Connection, account: &str) -> Result<Vec<(i64, i64, String)>> {
    let mut statement = db.prepare_cached(
        "SELECT x.shop_id, x.wemasy_id, x.pushed_at FROM wemasy_order x
         JOIN wemasy_shop w ON w.id = x.shop_id AND w.account_id = ?1
         WHERE x.push_state IN ('requested', 'waiting')",
    )?;
    let rows = statement.query_map([account], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

pub fn is_awaited(db: &Connection, shop_id: i64, wemasy_id: i64) -> Result<bool> {
    let sql = "SELECT EXISTS (SELECT 1 FROM wemasy_order WHERE shop_id = ?1 AND wemasy_id = ?2
                              AND push_state IN ('requested', 'waiting'))";
    Ok(db.query_row(sql, params![shop_id, wemasy_id], |row| row.get(0))?)
}

pub fn push_lost(db: &Connection, shop_id: i64, wemasy_id: i64, words: &str) -> Result<()> {
    db.execute(
        "UPDATE wemasy_order SET push_state = 'unknown', push_words = ?3 WHERE shop_id = ?1 AND wemasy_id = ?2",
        params![shop_id, wemasy_id, words],
    )?;
    Ok(())
}
