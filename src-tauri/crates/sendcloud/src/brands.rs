//! `GET /api/v3/brands`: the faces that the account shows to its customers (tracking page, notifications).

use api_client::Request;
use serde_json::Value;

use crate::pages::{Pages, RowReader, Style};
use api_client::lenient::Fields;

/// Largest page (`page_size` at most 100).
pub const PAGE_SIZE: usize = 100;

/// One brand. Its pictures are not read: they lie on other hosts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Brand {
    /// What a call names as `brand_id`.
    pub id: u64,
    /// May be empty.
    pub name: String,
    pub domain: Option<String>,
    /// `#112857`
    pub color: Option<String>,
    pub website: Option<String>,
}

/// The account's brands, 100 a page.
pub fn pages() -> Pages<Brand> {
    let request = Request::get("/api/v3/brands", &[]).query("page_size", PAGE_SIZE);
    Pages::new(request, Style::V3, RowReader { read, key: |brand| brand.id.to_string() })
}

fn read(row: &Value) -> Result<Brand, &'static str> {
    let fields = Fields::of(row).ok_or("not an object")?;
    Ok(Brand {
        id: fields.id("id").ok_or("no id")?,
        name: fields.text("name").unwrap_or_default(),
        domain: fields.word("domain"),
        color: fields.word("color"),
        website: fields.word("website"),
    })
}
