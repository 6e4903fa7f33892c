//! Packing slips and invoices as Wemasy delivered them, with their checksum.

use rusqlite::{Connection, OptionalExtension as _, params};

use super::Result;

pub struct Document {
    pub pages: u32,
    pub sha256: Vec<u8>,
    pub bytes: Vec<u8>,
}

/// Stores a document; a stored one stays as it is.
pub fn insert(
    db: &Connection,
    shop_id: i64,
    wemasy_id: i64,
    kind: &str,
    document: &Document,
    now: &str,
) -> Result<()> {
    db.execute(
        "INSERT INTO wemasy_document (shop_id, wemasy_id, kind, pages, sha256, bytes, stored_at)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7) ON CONFLICT (shop_id, wemasy_id, kind) DO NOTHING",
        params![shop_id, wemasy_id, kind, document.pages, document.sha256, document.bytes, now],
    )?;
    Ok(())
}

pub fn get(db: &Connection, shop_id: i64, wemasy_id: i64, kind: &str) -> Result<Option<Document>> {
    let mut statement = db.prepare_cached(
        "SELECT pages, sha256, bytes FROM wemasy_document WHERE shop_id = ?1 AND wemasy_id = ?2 AND kind = ?3",
    )?;
    let found = statement.query_row(params![shop_id, wemasy_id, kind], |row| {
        Ok(Document { pages: row.get(0)?, sha256: row.get(1)?, bytes: row.get(2)? })
    });
    Ok(found.optional()?)
}
