//! `GET /api/v3/contracts`: with which carriers the account has a contract, and whether it can be used.
//!
//! All contracts are listed, unusable ones too: a setting may still name one.

use api_client::Request;
use serde_json::Value;

use crate::pages::{Pages, RowReader, Style};
use api_client::lenient::Fields;

/// Rows a page (no maximum is documented; 100 is the documented example).
pub const PAGE_SIZE: usize = 100;

/// A contract with a carrier.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Contract {
    /// What a call names as `contract_id`.
    pub id: u64,
    /// The account's own name for it; may be empty.
    pub name: String,
    /// The carrier's name for the customer, all that tells contracts without a name apart.
    pub client_id: Option<String>,
    pub carrier_code: Option<String>,
    pub carrier_name: Option<String>,
    pub country_code: Option<String>,
    /// Goes first among the carrier's direct contracts when a call names none.
    pub is_default_per_carrier: bool,
    pub state: ContractState,
    pub kind: ContractKind,
    /// Why the carrier does not accept it.
    pub error: Option<String>,
}

impl Contract {
    /// Labels can be bought on it.
    pub fn is_active(&self) -> bool {
        self.state == ContractState::Active
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ContractState {
    Active,
    Inactive,
    Validating,
    ValidationFailed,
    /// A word that the documents do not have; empty when there is none.
    Other(String),
}

/// Whose contract it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ContractKind {
    /// The shop's own.
    Direct,
    /// Sendcloud's.
    Broker,
    Subbroker,
    /// A word that the documents do not have; empty when there is none.
    Other(String),
}

/// The account's contracts, 100 a page.
pub fn pages() -> Pages<Contract> {
    let request = Request::get("/api/v3/contracts", &[]).query("page_size", PAGE_SIZE);
    Pages::new(request, Style::V3, RowReader { read, key: |contract| contract.id.to_string() })
}

fn read(row: &Value) -> Result<Contract, &'static str> {
    let fields = Fields::of(row).ok_or("not an object")?;
    let carrier = fields.object("carrier");
    Ok(Contract {
        id: fields.id("id").ok_or("no id")?,
        name: fields.text("name").unwrap_or_default(),
        client_id: fields.word("client_id"),
        carrier_code: carrier
            .and_then(|carrier| carrier.word("code"))
            .or_else(|| fields.word("carrier_code")),
        carrier_name: carrier.and_then(|carrier| carrier.word("name")),
        // `country_code` in the schema, `country` in the examples.
        country_code: fields.word("country_code").or_else(|| fields.word("country")),
        is_default_per_carrier: fields.boolean("is_default_per_carrier").unwrap_or(false),
        state: state(fields.text("state").unwrap_or_default()),
        kind: kind(fields.text("type").unwrap_or_default()),
        error: fields.word("error"),
    })
}

fn state(word: String) -> ContractState {
    match word.as_str() {
        "active" => ContractState::Active,
        "inactive" => ContractState::Inactive,
        "validating" => ContractState::Validating,
        "validation_failed" => ContractState::ValidationFailed,
        _ => ContractState::Other(word),
    }
}

fn kind(word: String) -> ContractKind {
    match word.as_str() {
        "direct" => ContractKind::Direct,
        "broker" => ContractKind::Broker,
        "subbroker" => ContractKind::Subbroker,
        _ => ContractKind::Other(word),
    }
}
