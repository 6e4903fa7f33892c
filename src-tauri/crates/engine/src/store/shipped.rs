//! Finds an order among what was ever shipped by a number that somebody scanned: its own, or its parcel's tracking number.

use rusqlite::{Connection, Row, params};

use super::Result;

/// Shortest text that the trigram index finds; shorter numbers are looked for one by one.
const TRIGRAM_CHARS: usize = 3;

const CANDIDATES: &str = "SELECT b.id, b.order_number, b.tracking,
        EXISTS (SELECT 1 FROM attempt a WHERE a.batch_order_id = b.id AND a.state IN ('accepted', 'labelled'))";

/// The batch order with exactly this number: the newest that has a label, else the newest of all.
pub fn find(db: &Connection, text: &str) -> Result<Option<i64>> {
    let wanted = bare(text);
    if wanted.is_empty() {
        return Ok(None);
    }
    let (sql, argument) = if wanted.chars().count() < TRIGRAM_CHARS {
        (format!("{CANDIDATES} FROM batch_order b WHERE ?1 <> '' ORDER BY b.id DESC"), wanted.clone())
    } else {
        let sql = format!(
            "{CANDIDATES} FROM history_fts f JOIN batch_order b ON b.id = f.rowid
             WHERE history_fts MATCH ?1 ORDER BY f.rowid DESC"
        );
        (sql, format!("{{order_number tracking}} : \"{}\"", wanted.replace('"', "\"\"")))
    };
    let mut statement = db.prepare_cached(&sql)?;
    let mut rows = statement.query(params![argument])?;
    let mut without_label = None;
    // The index finds parts of numbers too. Rows are read until the first that is meant: newest first, that is soon.
    while let Some(row) = rows.next()? {
        if is_meant(row, &wanted)? {
            let id = row.get(0)?;
            if row.get(3)? {
                return Ok(Some(id));
            }
            without_label = without_label.or(Some(id));
        }
    }
    Ok(without_label)
}

fn is_meant(row: &Row<'_>, wanted: &str) -> Result<bool> {
    let (number, tracking): (String, String) = (row.get(1)?, row.get(2)?);
    Ok(bare(&number) == wanted || tracking.split_whitespace().any(|one| bare(one) == wanted))
}

/// Barcodes of pick lists often hold the number without its sign, or in another case.
fn bare(text: &str) -> String {
    let text = text.trim();
    text.strip_prefix('#').unwrap_or(text).to_lowercase()
}
