//! Print jobs: which paper went to which printer, and what the spooler said last.

use rusqlite::{Connection, OptionalExtension as _, Row, Transaction, params};

use super::Result;
use super::history::UNSTAMPED_LETTER;
use crate::wire::{PrintJobInfo, PrintState, RowId};

pub struct PrintRow {
    pub info: PrintJobInfo,
    pub spooler_job: Option<String>,
}

fn state_text(state: PrintState) -> &'static str {
    match state {
        PrintState::Queued => "queued",
        PrintState::Held => "held",
        PrintState::Printing => "printing",
        PrintState::Done => "done",
        PrintState::Failed => "failed",
        PrintState::Cancelled => "cancelled",
        PrintState::Unknown => "unknown",
    }
}

fn state_of(text: &str) -> PrintState {
    match text {
        "queued" => PrintState::Queued,
        "held" => PrintState::Held,
        "printing" => PrintState::Printing,
        "done" => PrintState::Done,
        "failed" => PrintState::Failed,
        "cancelled" => PrintState::Cancelled,
        _ => PrintState::Unknown,
    }
}

const ROW: &str = "SELECT id, batch_id, title, printer, state, message, at, spooler_job FROM print_job";

fn print(row: &Row<'_>) -> rusqlite::Result<PrintRow> {
    let info = PrintJobInfo {
        id: RowId(row.get(0)?),
        batch_id: RowId(row.get(1)?),
        title: row.get(2)?,
        printer: row.get(3)?,
        state: state_of(row.get_ref(4)?.as_str()?),
        message: row.get(5)?,
        at: row.get(6)?,
    };
    Ok(PrintRow { info, spooler_job: row.get(7)? })
}

/// Claims a paper for a printer before anything is handed over.
pub fn insert_print(
    tx: &Transaction<'_>,
    batch_id: i64,
    label_id: i64,
    title: &str,
    printer: &str,
    now: &str,
) -> Result<i64> {
    tx.execute(
        "INSERT INTO print_job (batch_id, label_id, title, printer, state, at) VALUES (?1, ?2, ?3, ?4, 'queued', ?5)",
        params![batch_id, label_id, title, printer, now],
    )?;
    Ok(tx.last_insert_rowid())
}

pub fn update_print(
    tx: &Transaction<'_>,
    id: i64,
    spooler_job: Option<&str>,
    state: PrintState,
    message: Option<&str>,
) -> Result<()> {
    tx.execute(
        "UPDATE print_job SET spooler_job = coalesce(?2, spooler_job), state = ?3, message = ?4 WHERE id = ?1",
        params![id, spooler_job, state_text(state), message],
    )?;
    Ok(())
}

pub fn print_row(db: &Connection, id: i64) -> Result<Option<PrintRow>> {
    Ok(db.query_row(&format!("{ROW} WHERE id = ?1"), [id], print).optional()?)
}

/// Jobs whose end is not known.
pub fn live_prints(db: &Connection) -> Result<Vec<PrintRow>> {
    let mut statement =
        db.prepare_cached(&format!("{ROW} WHERE state IN ('queued', 'held', 'printing') ORDER BY id"))?;
    Ok(statement.query_map([], print)?.collect::<rusqlite::Result<_>>()?)
}

/// The newest jobs.
pub fn prints(db: &Connection, limit: u32) -> Result<Vec<PrintJobInfo>> {
    let mut statement = db.prepare_cached(&format!("{ROW} ORDER BY id DESC LIMIT ?1"))?;
    let rows = statement.query_map([limit], print)?.collect::<rusqlite::Result<Vec<_>>>()?;
    Ok(rows.into_iter().map(|row| row.info).collect())
}

/// Labels of a batch that print by themselves now, in the batch's order: those before the first order that is still under
/// way, never handed over before, and no unstamped letter that nobody chose.
pub fn to_print(db: &Connection, batch_id: i64) -> Result<Vec<i64>> {
    let mut statement = db.prepare_cached(
        "SELECT l.id FROM batch_order b
         JOIN attempt a ON a.batch_order_id = b.id AND a.state = 'labelled'
         JOIN label l ON l.attempt_id = a.id
         JOIN batch t ON t.id = b.batch_id
         LEFT JOIN shipment s ON s.account_id = a.account_id AND s.id = a.shipment_id
         WHERE b.batch_id = ?1
           AND b.position < coalesce((SELECT min(w.position) FROM batch_order w JOIN attempt x ON x.batch_order_id = w.id
                                      WHERE w.batch_id = ?1 AND x.state IN ('planned', 'requested', 'accepted')),
                                     9223372036854775807)
           AND NOT EXISTS (SELECT 1 FROM print_job p WHERE p.label_id = l.id) AND length(l.bytes) > 0
           AND NOT (coalesce(json_extract(s.body, '$.shipping_option_code'), '') = ?2 AND instr(t.options, ?2) = 0)
         ORDER BY b.position, l.parcel_id, l.kind <> 'label', l.kind, l.id",
    )?;
    let rows = statement.query_map(params![batch_id, UNSTAMPED_LETTER], |row| row.get(0))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}
