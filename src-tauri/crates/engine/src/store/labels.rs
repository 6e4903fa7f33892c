//! Labels and other papers, as delivered, with their checksum.

use rusqlite::{Connection, OptionalExtension as _, Transaction, params};

use super::Result;

#[derive(Clone)]
pub struct NewLabel {
    pub attempt_id: i64,
    pub batch_order_id: i64,
    pub parcel_id: u64,
    pub kind: String,
    pub mime: String,
    pub pages: u32,
    pub sha256: Vec<u8>,
    pub bytes: Vec<u8>,
    pub now: String,
}

/// Stores a paper; the same one again changes nothing.
pub fn insert_label(tx: &Transaction<'_>, new: &NewLabel) -> Result<()> {
    tx.execute(
        "INSERT INTO label (attempt_id, batch_order_id, parcel_id, kind, mime, pages, sha256, bytes, stored_at)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9) ON CONFLICT (attempt_id, parcel_id, kind) DO NOTHING",
        params![
            new.attempt_id,
            new.batch_order_id,
            i64::try_from(new.parcel_id).unwrap_or(i64::MAX),
            new.kind,
            new.mime,
            new.pages,
            new.sha256,
            new.bytes,
            new.now
        ],
    )?;
    Ok(())
}

/// Takes the files of papers away; their rows stay. Answers how many.
pub fn remove_files(tx: &Transaction<'_>, ids: &[i64]) -> Result<usize> {
    let ids = serde_json::to_string(ids)?;
    Ok(tx.execute("UPDATE label SET bytes = x'' WHERE id IN (SELECT value FROM json_each(?1))", [ids])?)
}

/// Papers that are old by both clocks: the station's, which may have been wrong then or be wrong now, and the platform's.
pub fn old(db: &Connection, before: &str) -> Result<Vec<i64>> {
    let mut statement = db.prepare(
        "SELECT l.id FROM label l JOIN attempt a ON a.id = l.attempt_id
         JOIN shipment s ON s.account_id = a.account_id AND s.id = a.shipment_id
         WHERE length(l.bytes) > 0 AND l.stored_at < ?1 AND json_extract(s.body, '$.created_at') < ?1",
    )?;
    Ok(statement.query_map([before], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?)
}

/// Documents of Wemasy that nobody needs any more: they can be made again.
pub fn remove_old_slips(tx: &Transaction<'_>, before: &str) -> Result<usize> {
    Ok(tx.execute("DELETE FROM wemasy_document WHERE stored_at < ?1", [before])?)
}

/// The newest time that the platform has told.
pub fn platform_seen(db: &Connection) -> Result<Option<String>> {
    Ok(db.query_row("SELECT max(value) FROM meta WHERE key LIKE 'mirror_seen:%'", [], |row| row.get(0))?)
}

/// Labelled orders of a batch whose packing slip is stored and not behind its label yet.
const SLIPS: &str = "FROM batch_order b JOIN attempt a ON a.batch_order_id = b.id AND a.state = 'labelled'
    JOIN wemasy_order x ON x.order_id = b.order_id OR x.twin = b.order_id
    JOIN wemasy_document d ON d.shop_id = x.shop_id AND d.wemasy_id = x.wemasy_id AND d.kind = 'package_slip'
    WHERE b.batch_id = ?1 AND NOT EXISTS (SELECT 1 FROM label l WHERE l.attempt_id = a.id AND l.kind = 'packing-slip')";

pub fn has_loose_slips(db: &Connection, batch_id: i64) -> Result<bool> {
    let sql = format!("SELECT EXISTS (SELECT 1 {SLIPS})");
    Ok(db.prepare_cached(&sql)?.query_row([batch_id], |row| row.get(0))?)
}

/// Puts Wemasy's packing slips behind the labels of their orders. Answers how many are new.
pub fn attach_slips(tx: &Transaction<'_>, batch_id: i64, now: &str) -> Result<usize> {
    let sql = format!(
        "INSERT INTO label (attempt_id, batch_order_id, parcel_id, kind, mime, pages, sha256, bytes, stored_at)
         SELECT a.id, b.id, ?3, 'packing-slip', 'application/pdf', d.pages, d.sha256, d.bytes, ?2 {SLIPS}
         ON CONFLICT (attempt_id, parcel_id, kind) DO NOTHING"
    );
    Ok(tx.prepare_cached(&sql)?.execute(params![batch_id, now, LAST_PARCEL])?)
}

/// A paper that belongs to no parcel stands behind those that do.
const LAST_PARCEL: i64 = i64::MAX;

/// Papers of an attempt that are stored: (parcel, kind).
pub fn stored_papers(db: &Connection, attempt_id: i64) -> Result<Vec<(u64, String)>> {
    let mut statement = db.prepare_cached("SELECT parcel_id, kind FROM label WHERE attempt_id = ?1")?;
    let rows = statement.query_map([attempt_id], |row| {
        Ok((u64::try_from(row.get::<_, i64>(0)?).unwrap_or_default(), row.get(1)?))
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// A stored paper with its bytes.
#[derive(Debug, Clone)]
pub struct LabelFile {
    pub id: i64,
    pub batch_id: i64,
    pub order_number: String,
    pub kind: String,
    pub sha256: Vec<u8>,
    pub bytes: Vec<u8>,
}

const FILE: &str = "SELECT l.id, b.batch_id, b.order_number, l.kind, l.sha256, l.bytes FROM label l
                    JOIN batch_order b ON b.id = l.batch_order_id";

fn file(row: &rusqlite::Row<'_>) -> rusqlite::Result<LabelFile> {
    Ok(LabelFile {
        id: row.get(0)?,
        batch_id: row.get(1)?,
        order_number: row.get(2)?,
        kind: row.get(3)?,
        sha256: row.get(4)?,
        bytes: row.get(5)?,
    })
}

pub fn label(db: &Connection, id: i64) -> Result<Option<LabelFile>> {
    Ok(db.query_row(&format!("{FILE} WHERE l.id = ?1"), [id], file).optional()?)
}

/// Papers of a batch in its order, customs papers behind their label; only those of valid purchases.
pub fn labels_of_batch(db: &Connection, batch_id: i64) -> Result<Vec<LabelFile>> {
    let sql = format!(
        "{FILE} JOIN attempt a ON a.id = l.attempt_id AND a.state IN ('accepted', 'labelled')
         WHERE b.batch_id = ?1 AND length(l.bytes) > 0
         ORDER BY b.position, l.parcel_id, l.kind <> 'label', l.kind, l.id"
    );
    let mut statement = db.prepare_cached(&sql)?;
    Ok(statement.query_map([batch_id], file)?.collect::<rusqlite::Result<_>>()?)
}
