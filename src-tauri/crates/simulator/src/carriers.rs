//! Carriers, shipping options, sender addresses and brands of the simulated account. Contracts and prices are in
//! [`crate::contracts`].

use crate::rng::Rng;

/// The free "Unstamped Letter": the fallback when no carrier serves the country; no valid label.
pub(crate) const LETTER: &str = "sendcloud:letter";

pub(crate) struct ShippingOption {
    pub(crate) code: &'static str,
    pub(crate) carrier: &'static str,
    pub(crate) carrier_name: &'static str,
    pub(crate) service: &'static str,
    /// Empty: everywhere.
    pub(crate) countries: &'static [&'static str],
    pub(crate) contract: Option<u64>,
}

const EU: &[&str] = &["BE", "DE", "FR", "AT", "LU", "DK", "SE", "PL", "IT", "ES", "IE"];

const fn option(
    code: &'static str,
    carrier: &'static str,
    carrier_name: &'static str,
    service: &'static str,
    countries: &'static [&'static str],
    contract: u64,
) -> ShippingOption {
    ShippingOption { code, carrier, carrier_name, service, countries, contract: Some(contract) }
}

pub(crate) const OPTIONS: &[ShippingOption] = &[
    option("postnl:standard", "postnl", "PostNL", "Standard", &["NL"], 517),
    option("postnl:standard/signature", "postnl", "PostNL", "Signature on delivery", &["NL"], 517),
    option("postnl:standard/insured=3000", "postnl", "PostNL", "Insured to 3000 euros", &["NL"], 517),
    option("postnl:service-point", "postnl", "PostNL", "Pickup point", &["NL", "BE"], 517),
    option("postnl:eu", "postnl", "PostNL", "Parcel EU", EU, 517),
    option("dhl_parcel:for_you", "dhl_parcel", "DHL eCommerce", "For You", &["NL", "BE"], 611),
    option("bpost:at_home", "bpost", "bpost", "bpack 24h Pro", &["BE"], 640),
    option("dhl_de:paket", "dhl_de", "DHL", "Paket International", &["DE", "AT"], 702),
    option("dpd:classic", "dpd", "DPD", "Classic", &["NL", "BE", "DE", "FR", "AT", "LU", "CH", "GB"], 733),
    option("colissimo:home", "colissimo", "Colissimo", "Home International", &["FR"], 745),
    option("ups:standard", "ups", "UPS", "Standard", &["GB", "CH", "NO"], 790),
    option(
        "dhl_express:worldwide",
        "dhl_express",
        "DHL Express",
        "Worldwide",
        &["GB", "CH", "NO", "US"],
        4195,
    ),
    ShippingOption {
        code: LETTER,
        carrier: "sendcloud",
        carrier_name: "Sendcloud",
        service: "Unstamped letter",
        countries: &[],
        contract: None,
    },
];

impl ShippingOption {
    pub(crate) fn serves(&self, country: &str) -> bool {
        self.countries.is_empty() || self.countries.contains(&country)
    }
}

pub(crate) fn option_named(code: &str) -> Option<&'static ShippingOption> {
    OPTIONS.iter().find(|o| o.code == code)
}

/// The account's shipping defaults.
pub(crate) fn default_for(country: &str, service_point: bool) -> &'static str {
    match (country, service_point) {
        ("NL" | "BE", true) => "postnl:service-point",
        ("NL", false) => "postnl:standard",
        ("BE", false) => "bpost:at_home",
        ("DE" | "AT", _) => "dpd:classic",
        ("FR", _) => "dpd:classic",
        ("GB" | "CH" | "NO", _) => "ups:standard",
        (other, _) if EU.contains(&other) => "postnl:eu",
        _ => LETTER,
    }
}

/// What the account's shipping rules say about a country, where they say anything. They win over `ship_with`.
pub(crate) fn rule_for(country: &str) -> Option<&'static str> {
    match country {
        "DE" => Some("dhl_de:paket"),
        "FR" => Some("colissimo:home"),
        _ => None,
    }
}

/// Customs papers are needed outside the union.
pub(crate) fn needs_customs(country: &str) -> bool {
    country != "NL" && !EU.contains(&country)
}

pub(crate) struct SenderAddress {
    pub(crate) id: u64,
    pub(crate) name: &'static str,
    pub(crate) street: &'static str,
    pub(crate) house_number: &'static str,
    pub(crate) postal_code: &'static str,
    pub(crate) city: &'static str,
}

/// The first is the default.
pub(crate) const SENDERS: &[SenderAddress] = &[
    SenderAddress {
        id: 17,
        name: "Magazijn Noord",
        street: "Distributieweg",
        house_number: "12",
        postal_code: "8938 AB",
        city: "Leeuwarden",
    },
    SenderAddress {
        id: 18,
        name: "Retouren",
        street: "Havenkade",
        house_number: "3B",
        postal_code: "9723 AT",
        city: "Groningen",
    },
    SenderAddress {
        id: 21,
        name: "Winkel Zwolle",
        street: "Diezerstraat",
        house_number: "80",
        postal_code: "8011 RH",
        city: "Zwolle",
    },
];

pub(crate) fn sender(id: u64) -> Option<&'static SenderAddress> {
    SENDERS.iter().find(|s| s.id == id)
}

pub(crate) fn default_sender() -> u64 {
    SENDERS.first().map_or(0, |s| s.id)
}

pub(crate) struct Brand {
    pub(crate) id: u64,
    pub(crate) name: &'static str,
    pub(crate) domain: &'static str,
    pub(crate) color: &'static str,
}

pub(crate) const BRANDS: &[Brand] = &[
    Brand { id: 42, name: "Magazijn Noord", domain: "magazijn-noord", color: "#1B4D3E" },
    Brand { id: 43, name: "Bergkaas & Co", domain: "bergkaas", color: "#B5651D" },
];

/// A tracking number as the carrier writes it.
pub(crate) fn tracking_number(carrier: &str, country: &str, rng: &mut Rng) -> String {
    match carrier {
        "postnl" => format!("3SSMPL{}", rng.digits(9)),
        "dhl_parcel" => format!("JVGL{}", rng.digits(16)),
        "bpost" => format!("3232{}", rng.digits(20)),
        "dhl_de" => format!("00340434{}", rng.digits(12)),
        "dpd" => format!("0521{}", rng.digits(10)),
        "colissimo" => format!("6A{}", rng.digits(11)),
        "ups" => format!("1ZSMPL{}", rng.digits(12)),
        "dhl_express" => rng.digits(10),
        _ => format!("SMPL{}{country}", rng.digits(9)),
    }
}
