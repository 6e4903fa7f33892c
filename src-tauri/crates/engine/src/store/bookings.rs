//! The outbox of the shops' accounts. One row is one sending at most; the partial unique index `booking_one_claim` keeps an
//! order from standing in it twice.

use rusqlite::{Connection, OptionalExtension as _, Row, params};

use super::{Result, wemasy};
use crate::wire::{Booking, BookingCounts, BookingState, BookingsQuery, QueuedBookings, RowId};

/// Rows that the window lists.
const SHOWN_MAX: u32 = 500;

fn state_of(text: &str) -> BookingState {
    match text {
        "queued" => BookingState::Queued,
        "requested" => BookingState::Requested,
        "done" => BookingState::Done,
        "refused" => BookingState::Refused,
        "withdrawn" => BookingState::Withdrawn,
        _ => BookingState::Unknown,
    }
}

fn state_word(state: BookingState) -> &'static str {
    match state {
        BookingState::Queued => "queued",
        BookingState::Requested => "requested",
        BookingState::Done => "done",
        BookingState::Refused => "refused",
        BookingState::Unknown => "unknown",
        BookingState::Withdrawn => "withdrawn",
    }
}

/// The newest row of its order decides what may still become of it.
const ROW: &str = "SELECT k.id, k.shop_id, w.name, k.order_number, k.state, k.queued_at, k.requested_at, k.ended_at, k.words,
    w.removed = 0 AND k.state IN ('refused', 'unknown', 'withdrawn')
    AND k.id = (SELECT max(n.id) FROM booking n WHERE n.shop_id = k.shop_id AND n.wemasy_id = k.wemasy_id)
    FROM booking k JOIN wemasy_shop w ON w.id = k.shop_id";

fn booking(row: &Row<'_>) -> rusqlite::Result<Booking> {
    Ok(Booking {
        id: RowId(row.get(0)?),
        shop_id: row.get(1)?,
        shop: row.get(2)?,
        order_number: row.get(3)?,
        state: state_of(row.get_ref(4)?.as_str()?),
        queued_at: row.get(5)?,
        requested_at: row.get(6)?,
        ended_at: row.get(7)?,
        words: row.get(8)?,
        again: row.get(9)?,
    })
}

pub fn one(db: &Connection, account: &str, id: i64) -> Result<Option<Booking>> {
    let sql = format!("{ROW} WHERE k.id = ?1 AND w.account_id = ?2");
    Ok(db.query_row(&sql, params![id, account], booking).optional()?)
}

/// What needs a person first, then what is under way, then the newest.
pub fn list(db: &Connection, account: &str, query: &BookingsQuery) -> Result<Vec<Booking>> {
    let mut statement = db.prepare_cached(&format!(
        "{ROW} WHERE w.account_id = ?1 AND (?2 IS NULL OR instr(lower(k.order_number), lower(?2)) > 0)
           AND (?3 IS NULL OR k.state = ?3)
         ORDER BY CASE k.state WHEN 'unknown' THEN 0 WHEN 'refused' THEN 1 WHEN 'requested' THEN 2
                               WHEN 'queued' THEN 3 ELSE 4 END,
                  CASE WHEN k.state = 'queued' THEN k.id ELSE -k.id END LIMIT ?4"
    ))?;
    let text = query.text.as_deref().map(str::trim).filter(|text| !text.is_empty());
    let rows =
        statement.query_map(params![account, text, query.state.map(state_word), SHOWN_MAX], booking)?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

pub fn counts(db: &Connection, account: &str) -> Result<BookingCounts> {
    let mut statement = db.prepare_cached(
        "SELECT k.state, count(*) FROM booking k JOIN wemasy_shop w ON w.id = k.shop_id
         WHERE w.account_id = ?1 GROUP BY k.state",
    )?;
    let mut counts = BookingCounts::default();
    let mut rows = statement.query([account])?;
    while let Some(row) = rows.next()? {
        let (state, count): (String, u32) = (row.get(0)?, row.get(1)?);
        match state_of(&state) {
            BookingState::Queued => counts.queued = count,
            BookingState::Requested => counts.requested = count,
            BookingState::Done => counts.done = count,
            BookingState::Refused => counts.refused = count,
            BookingState::Unknown => counts.unknown += count,
            BookingState::Withdrawn => counts.withdrawn = count,
        }
    }
    Ok(counts)
}

/// Shops with something in their queue: shop, how many, the first one's id. The longest waiting first.
pub fn queues(db: &Connection, account: &str) -> Result<Vec<(i64, u32, i64)>> {
    let mut statement = db.prepare_cached(
        "SELECT k.shop_id, count(*), min(k.id) FROM booking k
         JOIN wemasy_shop w ON w.id = k.shop_id AND w.account_id = ?1
         WHERE k.state = 'queued' GROUP BY k.shop_id ORDER BY min(k.id)",
    )?;
    let rows = statement.query_map([account], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// A label of this station exists for the order `x`; `{newer}` narrows the labels down.
fn labelled(newer: &str) -> String {
    format!(
        "EXISTS (SELECT 1 FROM batch_order b JOIN attempt a ON a.batch_order_id = b.id AND a.state = 'labelled'
                 JOIN label l ON l.attempt_id = a.id AND l.kind = 'label' {newer}
                 WHERE b.order_id IN (x.order_id, x.twin))"
    )
}

/// The order `x` stands in the outbox, or was sent before, perhaps under a shop that was forgotten and connected again.
const SENT: &str = "EXISTS (SELECT 1 FROM booking k JOIN wemasy_shop o ON o.id = k.shop_id WHERE k.wemasy_id = x.wemasy_id
    AND ((k.shop_id = x.shop_id AND (k.state <> 'withdrawn' OR k.requested_at IS NOT NULL))
         OR (o.removed = 1 AND k.order_number = x.order_number AND k.state <> 'refused' AND k.requested_at IS NOT NULL)))";

/// Queues what books by itself: orders that got their label after their shop was switched to it, and that never stood in
/// the outbox. Answers how many.
pub fn queue_by_itself(db: &Connection, account: &str, now: &str) -> Result<usize> {
    let mut statement = db.prepare_cached(&format!(
        "INSERT INTO booking (shop_id, wemasy_id, order_number, state, queued_at)
         SELECT x.shop_id, x.wemasy_id, x.order_number, 'queued', ?2 FROM wemasy_order x
         JOIN wemasy_shop w ON w.id = x.shop_id AND w.account_id = ?1 AND w.removed = 0 AND w.bookings = 'by_itself'
         WHERE NOT EXISTS (SELECT 1 FROM booking k WHERE k.shop_id = x.shop_id AND k.wemasy_id = x.wemasy_id)
           AND NOT {SENT} AND {} ORDER BY x.order_id",
        labelled("AND l.id > w.bookings_after")
    ))?;
    Ok(statement.execute(params![account, now])?)
}

/// Queues the rows of orders; an order that was ever sent is left alone.
pub fn queue(db: &Connection, account: &str, rows: &[i64], now: &str) -> Result<QueuedBookings> {
    let mut told = QueuedBookings::default();
    let facts = format!(
        "SELECT {SENT}, {} FROM wemasy_order x WHERE x.shop_id = ?1 AND x.wemasy_id = ?2",
        labelled("")
    );
    for row in rows {
        let Some((shop, id, number)) = wemasy::of_row(db, *row)? else {
            told.not_wemasy += 1;
            continue;
        };
        let known: bool = db.query_row(
            "SELECT EXISTS (SELECT 1 FROM wemasy_shop WHERE id = ?1 AND account_id = ?2 AND removed = 0)",
            params![shop, account],
            |row| row.get(0),
        )?;
        let (sent, labelled): (bool, bool) =
            db.query_row(&facts, params![shop, id], |row| Ok((row.get(0)?, row.get(1)?)))?;
        match (known, sent, labelled) {
            (false, _, _) => told.not_wemasy += 1,
            (true, true, _) => told.already += 1,
            (true, false, false) => told.no_label += 1,
            (true, false, true) => {
                insert(db, shop, id, &number, now, None)?;
                told.queued += 1;
            }
        }
    }
    Ok(told)
}

fn insert(db: &Connection, shop: i64, id: i64, number: &str, now: &str, words: Option<&str>) -> Result<i64> {
    db.execute(
        "INSERT INTO booking (shop_id, wemasy_id, order_number, state, queued_at, words)
         VALUES (?1, ?2, ?3, 'queued', ?4, ?5)",
        params![shop, id, number, now, words],
    )?;
    Ok(db.last_insert_rowid())
}

/// Orders of a batch.
pub fn rows_of_batch(db: &Connection, account: &str, batch_id: i64) -> Result<Vec<i64>> {
    let mut statement = db.prepare_cached(
        "SELECT b.order_id FROM batch_order b JOIN batch t ON t.id = b.batch_id AND t.account_id = ?2
         WHERE b.batch_id = ?1 ORDER BY b.position",
    )?;
    let rows = statement.query_map(params![batch_id, account], |row| row.get(0))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// Puts an order back into the queue for a person: its old row is withdrawn and keeps the reason, a new one takes the
/// claim. `None`: it may not be sent again.
pub fn again(db: &Connection, account: &str, id: i64, reason: &str, now: &str) -> Result<Option<i64>> {
    let Some(old) = one(db, account, id)?.filter(|old| old.again) else { return Ok(None) };
    let words = [old.words.as_deref(), Some(reason)];
    let words = words.into_iter().flatten().collect::<Vec<_>>().join(" | ");
    db.execute(
        "UPDATE booking SET state = 'withdrawn', words = ?2, ended_at = coalesce(ended_at, ?3) WHERE id = ?1",
        params![id, words, now],
    )?;
    let wemasy_id: i64 =
        db.query_row("SELECT wemasy_id FROM booking WHERE id = ?1", [id], |row| row.get(0))?;
    insert(db, old.shop_id, wemasy_id, &old.order_number, now, Some(reason)).map(Some)
}

/// Takes a row out of the queue, or off the list of what needs a person. What is being sent or was booked stays.
pub fn withdraw(db: &Connection, account: &str, id: i64, now: &str) -> Result<bool> {
    let changed = db.execute(
        "UPDATE booking SET state = 'withdrawn', ended_at = coalesce(ended_at, ?3)
         WHERE id = ?1 AND state IN ('queued', 'refused', 'unknown')
           AND shop_id IN (SELECT id FROM wemasy_shop WHERE account_id = ?2)",
        params![id, account, now],
    )?;
    Ok(changed > 0)
}

/// What is about to be sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Claimed {
    pub id: i64,
    pub wemasy_id: i64,
}

/// Takes the first of a shop's queue for sending, unless the shop was switched off or forgotten meanwhile.
pub fn claim(db: &Connection, account: &str, shop_id: i64, now: &str) -> Result<Option<Claimed>> {
    let mut statement = db.prepare_cached(
        "SELECT k.id, k.wemasy_id FROM booking k
         JOIN wemasy_shop w ON w.id = k.shop_id AND w.account_id = ?1 AND w.removed = 0
         JOIN integration i ON i.account_id = w.account_id AND i.id = -w.id AND i.enabled = 1
         WHERE k.shop_id = ?2 AND k.state = 'queued' ORDER BY k.id LIMIT 1",
    )?;
    let found = statement
        .query_row(params![account, shop_id], |row| Ok(Claimed { id: row.get(0)?, wemasy_id: row.get(1)? }))
        .optional()?;
    if let Some(claimed) = found {
        db.execute(
            "UPDATE booking SET state = 'requested', requested_at = ?2 WHERE id = ?1 AND state = 'queued'",
            params![claimed.id, now],
        )?;
    }
    Ok(found)
}

/// The answer of what was sent.
pub fn answer(db: &Connection, id: i64, state: BookingState, words: Option<&str>, now: &str) -> Result<()> {
    db.execute(
        "UPDATE booking SET state = ?2, words = ?3, ended_at = CASE WHEN ?2 = 'queued' THEN NULL ELSE ?4 END
         WHERE id = ?1 AND state = 'requested'",
        params![id, state_word(state), words, now],
    )?;
    Ok(())
}

/// After an unclean end: what was sent and never answered may have been booked.
pub fn recover(db: &Connection, account: Option<&str>, now: &str) -> Result<()> {
    db.execute(
        "UPDATE booking SET state = 'unknown', ended_at = ?2,
                words = 'Packbench ended before the answer came'
         WHERE state = 'requested'
           AND shop_id IN (SELECT id FROM wemasy_shop WHERE ?1 IS NULL OR account_id = ?1)",
        params![account, now],
    )?;
    Ok(())
}

/// When anything was last sent, whatever became of it.
pub fn last_requested(db: &Connection) -> Result<Option<String>> {
    Ok(db.query_row("SELECT max(requested_at) FROM booking", [], |row| row.get(0))?)
}

/// When bookings of a shop were sent, since a time.
pub fn requested_since(db: &Connection, shop_id: i64, since: &str) -> Result<Vec<String>> {
    let mut statement =
        db.prepare_cached("SELECT requested_at FROM booking WHERE requested_at > ?2 AND shop_id = ?1")?;
    let rows = statement.query_map(params![shop_id, since], |row| row.get(0))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Address, Order, Status};
    use crate::store::{Access, Store, orders};

    const NOW: &str = "2026-11-02T09:00:00Z";

    fn shop(db: &Connection) -> i64 {
        super::super::accounts::note(db, "org", "Org", NOW).unwrap();
        wemasy::add_shop(db, "org", "Bollen", "#1f6feb").unwrap()
    }

    #[tokio::test]
    async fn an_order_stands_in_the_outbox_once_until_a_person_sends_it_again() {
        let folder = tempfile::tempdir().unwrap();
        let (store, _) = Store::open(&folder.path().join("a.sqlite"), Access::Write).unwrap();
        let all = store.write(|db| {
            let shop = shop(db);
            let first = insert(db, shop, 42, "W-42", NOW, None)?;
            assert!(insert(db, shop, 42, "W-42", NOW, None).is_err(), "the index holds");
            assert_eq!(claim(db, "org", shop, NOW)?, Some(Claimed { id: first, wemasy_id: 42 }));
            assert_eq!(claim(db, "org", shop, NOW)?, None, "it is on its way");
            assert!(!withdraw(db, "org", first, NOW)?, "what is on its way stays");
            assert_eq!(again(db, "org", first, "why", NOW)?, None);
            recover(db, None, NOW)?;
            assert_eq!(counts(db, "org")?.unknown, 1, "nobody knows");
            assert!(insert(db, shop, 42, "W-42", NOW, None).is_err(), "an unknown one keeps its claim");
            let second = again(db, "org", first, "not in SnelStart", NOW)?.unwrap();
            let old = one(db, "org", first)?.unwrap();
            assert_eq!(old.state, BookingState::Withdrawn);
            assert!(
                old.words.is_some_and(|words| words.ends_with("| not in SnelStart")),
                "the reason is kept"
            );
            assert!(!old.again, "the newer row stands for the order");
            assert_eq!(again(db, "org", first, "twice", NOW)?, None);
            claim(db, "org", shop, NOW)?;
            answer(db, second, BookingState::Done, Some("Order synced."), NOW)?;
            assert_eq!(again(db, "org", second, "why not", NOW)?, None, "what is booked is not sent again");
            assert_eq!(one(db, "other", second)?, None, "another organisation does not see it");
            list(db, "org", &BookingsQuery { text: Some("w-4".to_owned()), state: None })
        });
        assert_eq!(all.await.unwrap().len(), 2);
    }
    fn order(integration_id: i64, number: &str) -> Order {
        Order {
            integration_id,
            external_order_id: None,
            external_shipment_id: None,
            number: number.to_owned(),
            order_status: Status::default(),
            payment_status: Status::default(),
            address: Address::default(),
            email: None,
            phone: None,
            ordered_at: None,
            shipping_method: None,
            service_point: false,
            weight_grams: None,
            items: Vec::new(),
            value: None,
            shipping_method_id: None,
            unread: false,
        }
    }

    #[tokio::test]
    async fn a_shop_that_is_connected_again_does_not_book_its_orders_again() {
        let folder = tempfile::tempdir().unwrap();
        let (store, _) = Store::open(&folder.path().join("a.sqlite"), Access::Write).unwrap();
        let told = store.write(|db| {
            let old = shop(db);
            let sent = insert(db, old, 42, "W-42", NOW, None)?;
            claim(db, "org", old, NOW)?;
            answer(db, sent, BookingState::Done, None, NOW)?;
            insert(db, old, 43, "W-43", NOW, None)?;
            wemasy::remove_shop(db, "org", old)?;
            let new = wemasy::add_shop(db, "org", "Bollen", "#1f6feb")?;
            let mut rows = Vec::new();
            for (id, number) in [(42, "W-42"), (43, "W-43")] {
                let (row, _) =
                    orders::upsert_order(db, "org", &order(wemasy::integration_of(new), number), true)?;
                wemasy::see_order(db, new, id, row, number)?;
                rows.push(row);
            }
            queue(db, "org", &rows, NOW)
        });
        let told = told.await.unwrap();
        assert_eq!((told.already, told.no_label), (1, 1), "booked is booked; what was never sent is not");
    }
}
