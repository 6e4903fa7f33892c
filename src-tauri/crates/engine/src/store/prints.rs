//! The print ledger: which paper goes to which printer, in which order, and what the spooler said last.

use rusqlite::{Connection, OptionalExtension as _, Row, Transaction, params};

use super::Result;
use super::history::UNSTAMPED_LETTER;
use crate::print::Paper;
use crate::wire::{PrintAsks, PrintJobInfo, PrintJobs, PrintQueue, PrintState, RowId};

pub struct PrintRow {
    pub info: PrintJobInfo,
    pub paper: Paper,
    pub copies: u8,
    pub spooler_job: Option<String>,
    rank: i64,
}

#[cfg(test)]
impl PrintRow {
    pub(crate) fn for_tests(info: PrintJobInfo, paper: Paper) -> Self {
        Self { rank: info.id.0, info, paper, copies: 1, spooler_job: None }
    }
}

/// A job as it enters the queue.
#[derive(Debug, Clone)]
pub struct NewPrint {
    pub batch_id: Option<i64>,
    /// The stored papers that it prints, in order.
    pub labels: Vec<i64>,
    pub paper: Paper,
    pub title: String,
    pub printer: String,
    pub copies: u8,
}

fn state_text(state: PrintState) -> &'static str {
    match state {
        PrintState::Waiting => "waiting",
        PrintState::Handing => "handing",
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
        "waiting" => PrintState::Waiting,
        "handing" => PrintState::Handing,
        "queued" => PrintState::Queued,
        "held" => PrintState::Held,
        "printing" => PrintState::Printing,
        "done" => PrintState::Done,
        "failed" => PrintState::Failed,
        "cancelled" => PrintState::Cancelled,
        _ => PrintState::Unknown,
    }
}

fn asks_text(asks: PrintAsks) -> &'static str {
    match asks {
        PrintAsks::Failed => "failed",
        PrintAsks::Missing => "missing",
        PrintAsks::Twice => "twice",
    }
}

fn asks_of(text: &str) -> PrintAsks {
    match text {
        "failed" => PrintAsks::Failed,
        "twice" => PrintAsks::Twice,
        _ => PrintAsks::Missing,
    }
}

const ROW: &str =
    "SELECT j.id, j.batch_id, j.title, j.printer, j.state, j.message, j.at, j.spooler_job, j.asks, j.paper,
    j.copies, j.rank, l.kind, b.order_number, CASE WHEN length(l.bytes) > 0 THEN l.id END
    FROM print_job j
    LEFT JOIN print_paper p ON p.job_id = j.id AND p.position = 0
    LEFT JOIN label l ON l.id = p.label_id
    LEFT JOIN batch_order b ON b.id = l.batch_order_id";
/// As the index `print_job_queue` says it.
const LIVE: &str = "(j.asks IS NOT NULL OR j.state IN ('waiting', 'handing', 'queued', 'held', 'printing'))";

fn print(row: &Row<'_>) -> rusqlite::Result<PrintRow> {
    let paper = serde_json::from_str(row.get_ref(9)?.as_str()?).unwrap_or(Paper::Stored);
    let (order_number, label) = match &paper {
        Paper::Stored => (row.get(13)?, row.get::<_, Option<i64>>(14)?.map(RowId)),
        Paper::Slip { number, .. } => (Some(number.clone()).filter(|number| !number.is_empty()), None),
        Paper::Sheet { .. } | Paper::Separator | Paper::Test | Paper::Report => (None, None),
    };
    let info = PrintJobInfo {
        id: RowId(row.get(0)?),
        batch_id: row.get::<_, Option<i64>>(1)?.map(RowId),
        title: row.get(2)?,
        prints: paper.kind(row.get_ref(12)?.as_str_or_null()?),
        order_number,
        label,
        printer: row.get(3)?,
        state: state_of(row.get_ref(4)?.as_str()?),
        asks: row.get_ref(8)?.as_str_or_null()?.map(asks_of),
        message: row.get(5)?,
        at: row.get(6)?,
    };
    Ok(PrintRow { info, paper, copies: row.get(10)?, spooler_job: row.get(7)?, rank: row.get(11)? })
}

/// Puts a job at the end of its printer's queue.
pub fn insert_print(tx: &Transaction<'_>, new: &NewPrint, now: &str) -> Result<i64> {
    tx.execute(
        "INSERT INTO print_job (batch_id, paper, title, printer, copies, rank, state, at)
         VALUES (?1, ?2, ?3, ?4, ?5, coalesce((SELECT max(id) FROM print_job), 0) + 1, 'waiting', ?6)",
        params![new.batch_id, serde_json::to_string(&new.paper)?, new.title, new.printer, new.copies, now],
    )?;
    let id = tx.last_insert_rowid();
    let mut statement =
        tx.prepare_cached("INSERT INTO print_paper (job_id, position, label_id) VALUES (?1, ?2, ?3)")?;
    for (position, label) in new.labels.iter().enumerate() {
        statement.execute(params![id, i64::try_from(position).unwrap_or(i64::MAX), label])?;
    }
    Ok(id)
}

/// The same paper once more, in its old place of the queue.
pub fn repeat(tx: &Transaction<'_>, row: &PrintRow, printer: &str, now: &str) -> Result<i64> {
    let old = row.info.id.0;
    tx.execute(
        "INSERT INTO print_job (batch_id, paper, title, printer, copies, rank, state, at)
         SELECT batch_id, paper, title, ?2, copies, ?3, 'waiting', ?4 FROM print_job WHERE id = ?1",
        params![old, printer, row.rank, now],
    )?;
    let id = tx.last_insert_rowid();
    tx.execute(
        "INSERT INTO print_paper (job_id, position, label_id)
         SELECT ?2, position, label_id FROM print_paper WHERE job_id = ?1",
        [old, id],
    )?;
    Ok(id)
}

/// From now on it may be in the spooler's hands. False: somebody was quicker.
pub fn claim(tx: &Transaction<'_>, id: i64) -> Result<bool> {
    let changed = tx.execute(
        "UPDATE print_job SET state = 'handing', message = NULL WHERE id = ?1 AND state = 'waiting'",
        [id],
    )?;
    Ok(changed == 1)
}

/// Takes back a job that nobody was given. False: it is too late.
pub fn withdraw(tx: &Transaction<'_>, id: i64) -> Result<bool> {
    let changed =
        tx.execute("UPDATE print_job SET state = 'cancelled' WHERE id = ?1 AND state = 'waiting'", [id])?;
    Ok(changed == 1)
}

/// Takes back a job that may be missing, on a person's word. False: the question was answered meanwhile.
pub fn withdraw_asked(tx: &Transaction<'_>, id: i64) -> Result<bool> {
    let changed = tx.execute(
        "UPDATE print_job SET state = 'cancelled', asks = NULL, message = NULL
         WHERE id = ?1 AND asks IN ('failed', 'missing')",
        [id],
    )?;
    Ok(changed == 1)
}

/// What is known of a job now.
#[derive(Debug, Clone, PartialEq)]
pub struct Known {
    pub state: PrintState,
    pub asks: Option<PrintAsks>,
    pub message: Option<String>,
    /// `None` keeps the stored one.
    pub spooler_job: Option<String>,
}

/// False: the job is over, and nothing is asked about it.
pub fn update_print(tx: &Transaction<'_>, id: i64, known: &Known) -> Result<bool> {
    let changed = tx
        .prepare_cached(&format!(
            "UPDATE print_job AS j SET spooler_job = coalesce(?2, spooler_job), state = ?3, asks = ?4, message = ?5
             WHERE id = ?1 AND {LIVE}"
        ))?
        .execute(params![
            id,
            known.spooler_job,
            state_text(known.state),
            known.asks.map(asks_text),
            known.message
        ])?;
    Ok(changed == 1)
}

pub fn print_row(db: &Connection, id: i64) -> Result<Option<PrintRow>> {
    Ok(db.prepare_cached(&format!("{ROW} WHERE j.id = ?1"))?.query_row([id], print).optional()?)
}

/// Printers whose queue is not empty.
pub fn busy_printers(db: &Connection) -> Result<Vec<String>> {
    let mut statement = db.prepare_cached(&format!(
        "SELECT DISTINCT j.printer FROM print_job j WHERE {LIVE} ORDER BY j.printer"
    ))?;
    Ok(statement.query_map([], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?)
}

/// A printer's queue in its order: what is not over, and what waits for a person's word.
pub fn queue(db: &Connection, printer: &str) -> Result<Vec<PrintRow>> {
    let mut statement =
        db.prepare_cached(&format!("{ROW} WHERE j.printer = ?1 AND {LIVE} ORDER BY j.rank, j.id"))?;
    Ok(statement.query_map([printer], print)?.collect::<rusqlite::Result<_>>()?)
}

/// All queues for the window; why one stands still is not known here.
pub fn queues(db: &Connection) -> Result<Vec<PrintQueue>> {
    busy_printers(db)?
        .into_iter()
        .map(|printer| {
            let rows = queue(db, &printer)?;
            let count = |wanted: fn(PrintState) -> bool| {
                u32::try_from(rows.iter().filter(|row| wanted(row.info.state)).count()).unwrap_or(u32::MAX)
            };
            Ok(PrintQueue {
                waiting: count(|state| state == PrintState::Waiting),
                spooled: count(|state| state == PrintState::Handing || state.is_spooled()),
                stands: None,
                printer,
                asking: rows.into_iter().map(|row| row.info).filter(|info| info.asks.is_some()).collect(),
            })
        })
        .collect()
}

/// The stored papers that a job prints, in order.
pub fn labels_of(db: &Connection, job: i64) -> Result<Vec<i64>> {
    let mut statement =
        db.prepare_cached("SELECT label_id FROM print_paper WHERE job_id = ?1 ORDER BY position")?;
    Ok(statement.query_map([job], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?)
}

/// The orders whose papers a job prints: batch, order of the batch.
pub fn orders_of(db: &Connection, job: i64) -> Result<Vec<(i64, i64)>> {
    let mut statement = db.prepare_cached(
        "SELECT DISTINCT b.batch_id, b.id FROM print_paper p JOIN label l ON l.id = p.label_id
         JOIN batch_order b ON b.id = l.batch_order_id WHERE p.job_id = ?1",
    )?;
    Ok(statement.query_map([job], |row| Ok((row.get(0)?, row.get(1)?)))?.collect::<rusqlite::Result<_>>()?)
}

/// Whether one of these papers was ever in a queue.
pub fn given(db: &Connection, labels: &[i64]) -> Result<bool> {
    let sql = "SELECT EXISTS (SELECT 1 FROM print_paper WHERE label_id IN (SELECT value FROM json_each(?1)))";
    Ok(db.prepare_cached(sql)?.query_row([serde_json::to_string(labels)?], |row| row.get(0))?)
}

/// The newest jobs, or those older than one.
pub fn prints(db: &Connection, before: Option<RowId>, limit: u32) -> Result<PrintJobs> {
    let mut statement = db.prepare_cached(&format!("{ROW} WHERE j.id < ?1 ORDER BY j.id DESC LIMIT ?2"))?;
    // One more than is shown tells whether there are older ones.
    let rows = statement.query_map(params![before.map_or(i64::MAX, |id| id.0), limit + 1], print)?;
    let mut jobs = rows.map(|row| row.map(|row| row.info)).collect::<rusqlite::Result<Vec<_>>>()?;
    let more = jobs.len() > limit as usize;
    jobs.truncate(limit as usize);
    Ok(PrintJobs { jobs, more })
}

/// What stands between a batch and its paper.
pub struct Unprinted {
    /// Labels and papers behind them in the batch's order, never given to a printer, with the order that each is of.
    pub papers: Vec<(i64, i64)>,
    /// Orders of the batch are still under way.
    pub growing: bool,
    /// Something of the batch was printed before.
    pub begun: bool,
}

/// Papers that print by themselves now, in the batch's order: those before the first order that is still under way,
/// and no unstamped letter that nobody chose.
pub fn unprinted(db: &Connection, batch_id: i64) -> Result<Unprinted> {
    const UNDER_WAY: &str =
        "SELECT min(w.position) FROM batch_order w JOIN attempt x ON x.batch_order_id = w.id
        WHERE w.batch_id = ?1 AND x.state IN ('planned', 'requested', 'accepted')";
    let mut statement = db.prepare_cached(&format!(
        "SELECT l.id, b.order_id FROM batch_order b
         JOIN attempt a ON a.batch_order_id = b.id AND a.state = 'labelled'
         JOIN label l ON l.attempt_id = a.id
         JOIN batch t ON t.id = b.batch_id
         LEFT JOIN shipment s ON s.account_id = a.account_id AND s.id = a.shipment_id
         WHERE b.batch_id = ?1 AND b.position < coalesce(({UNDER_WAY}), 9223372036854775807)
           AND NOT EXISTS (SELECT 1 FROM print_paper p WHERE p.label_id = l.id) AND length(l.bytes) > 0
           AND NOT (coalesce(json_extract(s.body, '$.shipping_option_code'), '') = ?2 AND instr(t.options, ?2) = 0)
         ORDER BY b.position, l.parcel_id, l.kind <> 'label', l.kind, l.id"
    ))?;
    let papers = statement
        .query_map(params![batch_id, UNSTAMPED_LETTER], |row| Ok((row.get(0)?, row.get(1)?)))?
        .collect::<rusqlite::Result<_>>()?;
    let growing = db
        .prepare_cached(&format!("SELECT ({UNDER_WAY}) IS NOT NULL"))?
        .query_row([batch_id], |row| row.get(0))?;
    let begun = db
        .prepare_cached("SELECT EXISTS (SELECT 1 FROM print_job WHERE batch_id = ?1)")?
        .query_row([batch_id], |row| row.get(0))?;
    Ok(Unprinted { papers, growing, begun })
}
