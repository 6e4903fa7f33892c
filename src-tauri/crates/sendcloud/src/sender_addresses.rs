//! `GET /api/v3/addresses/sender-addresses`: the addresses that the account ships from.
//!
//! Which of them is the account's default is not told. Tax numbers, signature, e-mail and telephone are not read.

use api_client::Request;
use serde_json::Value;

use crate::pages::{Pages, RowReader, Style};
use crate::shipments::Address;
use api_client::lenient::Fields;

/// Largest page (`page_size` at most 100).
pub const PAGE_SIZE: usize = 100;

/// An address to ship from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SenderAddress {
    /// What a call names as `sender_address_id`.
    pub id: u64,
    pub address: Address,
}

/// The account's sender addresses, 100 a page.
pub fn pages() -> Pages<SenderAddress> {
    let request = Request::get("/api/v3/addresses/sender-addresses", &[]).query("page_size", PAGE_SIZE);
    Pages::new(request, Style::V3, RowReader { read, key: |sender| sender.id.to_string() })
}

fn read(row: &Value) -> Result<SenderAddress, &'static str> {
    let fields = Fields::of(row).ok_or("not an object")?;
    Ok(SenderAddress { id: fields.id("id").ok_or("no id")?, address: Address::read(fields) })
}
