//! `ship_with`: the shipping option and contract of a call (written) or of a shipment (read).

use api_client::lenient::Fields;

/// A shipping option by its code, with an optional contract.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct ShipWith {
    /// `postnl:standard/insured=3000`
    pub shipping_option_code: Option<String>,
    pub contract_id: Option<u64>,
}

impl ShipWith {
    /// Neither option nor contract.
    pub fn is_empty(&self) -> bool {
        self.shipping_option_code.is_none() && self.contract_id.is_none()
    }

    /// Sendcloud's "Unstamped Letter": free, and no valid label. The platform falls back to it by itself.
    pub fn is_unstamped_letter(&self) -> bool {
        self.shipping_option_code.as_deref() == Some("sendcloud:letter")
    }

    /// Reads `{"type", "properties": {...}}`; the properties alone are understood too.
    pub(crate) fn read(fields: Fields<'_>) -> Option<Self> {
        let properties = fields.object("properties").unwrap_or(fields);
        let read = Self {
            shipping_option_code: properties.text("shipping_option_code").filter(|code| !code.is_empty()),
            contract_id: properties.id("contract_id"),
        };
        (!read.is_empty()).then_some(read)
    }
}
