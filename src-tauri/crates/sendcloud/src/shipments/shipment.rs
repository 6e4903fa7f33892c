//! A shipment as it is read.

use api_client::lenient::Fields;
use jiff::Timestamp;
use serde_json::Value;

use crate::{ErrorItem, Grams, ShipWith, errors};

/// One purchase: one or more parcels to one address.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Shipment {
    /// Opaque.
    pub id: String,
    pub order_number: Option<String>,
    pub reference: Option<String>,
    pub external_reference_id: Option<String>,
    pub brand_id: Option<u64>,
    pub carrier_code: Option<String>,
    pub carrier_name: Option<String>,
    pub ship_with: Option<ShipWith>,
    pub to: Address,
    pub parcels: Vec<Parcel>,
    pub errors: Vec<ErrorItem>,
}

/// Where it goes to or comes from.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Address {
    pub name: Option<String>,
    pub company: Option<String>,
    pub address_line_1: Option<String>,
    pub address_line_2: Option<String>,
    /// May be merged into the address line.
    pub house_number: Option<String>,
    pub postal_code: Option<String>,
    pub city: Option<String>,
    pub country_code: Option<String>,
}

/// One parcel of a shipment.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Parcel {
    /// For its documents.
    pub id: Option<u64>,
    /// `READY_TO_SEND`, ...: an open list; empty when the platform gives none.
    pub status_code: String,
    pub status_message: String,
    /// Can be there for a failed parcel too.
    pub tracking_number: Option<String>,
    pub tracking_url: Option<String>,
    pub weight: Option<Grams>,
    pub announced_at: Option<Timestamp>,
    pub created_at: Option<Timestamp>,
    pub updated_at: Option<Timestamp>,
    /// Can be there for a cancelled parcel too.
    pub documents: Vec<DocumentRef>,
}

/// A paper that the platform has for a parcel. Its link is not kept: documents are fetched by parcel id.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DocumentRef {
    /// `document_type`, or the older `type`: `label`, `customs-declaration`, `cn23`, ...
    pub kind: String,
    pub size: Option<String>,
}

impl Shipment {
    pub(super) fn read(row: &Value) -> Result<Self, &'static str> {
        let fields = Fields::of(row).ok_or("not an object")?;
        let carrier = fields.object("carrier");
        Ok(Self {
            id: fields.word("id").ok_or("no id")?,
            order_number: fields.word("order_number"),
            reference: fields.word("reference"),
            external_reference_id: fields.word("external_reference_id"),
            brand_id: fields.id("brand_id"),
            carrier_code: carrier.and_then(|carrier| carrier.word("code")).or_else(|| fields.word("carrier")),
            carrier_name: carrier.and_then(|carrier| carrier.word("name")),
            ship_with: fields.object("ship_with").and_then(ShipWith::read),
            to: fields.object("to_address").map(Address::read).unwrap_or_default(),
            parcels: fields.objects("parcels").into_iter().map(parcel).collect(),
            errors: errors::items(fields, "errors"),
        })
    }

    /// The latest change of any parcel, by the platform's clock.
    pub fn updated_at(&self) -> Option<Timestamp> {
        self.parcels.iter().filter_map(|parcel| parcel.updated_at.max(parcel.created_at)).max()
    }

    /// When its first parcel was made, by the platform's clock.
    pub fn created_at(&self) -> Option<Timestamp> {
        self.parcels.iter().filter_map(|parcel| parcel.created_at).min()
    }

    pub fn parcel_ids(&self) -> Vec<u64> {
        self.parcels.iter().filter_map(|parcel| parcel.id).collect()
    }
}

impl Address {
    pub(crate) fn read(fields: Fields<'_>) -> Self {
        Self {
            name: fields.word("name"),
            company: fields.word("company_name"),
            address_line_1: fields.word("address_line_1"),
            address_line_2: fields.word("address_line_2"),
            house_number: fields.word("house_number"),
            postal_code: fields.word("postal_code"),
            city: fields.word("city"),
            country_code: fields.word("country_code"),
        }
    }
}

impl DocumentRef {
    pub(crate) fn read(fields: Fields<'_>) -> Option<Self> {
        let kind = fields.word("document_type").or_else(|| fields.word("type"))?;
        Some(Self { kind, size: fields.word("size") })
    }
}

fn parcel(fields: Fields<'_>) -> Parcel {
    let status = fields.object("status");
    let (code, message) = match status {
        Some(status) => (status.word("code"), status.word("message")),
        None => (fields.word("status"), None),
    };
    Parcel {
        id: fields.id("id"),
        status_message: message.or_else(|| code.clone()).unwrap_or_default(),
        status_code: code.unwrap_or_default(),
        tracking_number: fields.word("tracking_number"),
        tracking_url: fields.word("tracking_url"),
        weight: fields.weight("weight"),
        announced_at: fields.time("announced_at"),
        created_at: fields.time("created_at"),
        updated_at: fields.time("updated_at"),
        documents: fields.objects("documents").into_iter().filter_map(DocumentRef::read).collect(),
    }
}
