//! Contracts of the simulated account, and what shipping options cost on them.

/// A contract with a carrier.
pub(crate) struct Contract {
    pub(crate) id: u64,
    pub(crate) name: &'static str,
    pub(crate) carrier: &'static str,
    pub(crate) carrier_name: &'static str,
    pub(crate) kind: &'static str,
    pub(crate) state: &'static str,
    pub(crate) is_default: bool,
    pub(crate) error: Option<&'static str>,
}

impl Contract {
    pub(crate) fn is_active(&self) -> bool {
        self.state == "active"
    }

    /// A direct contract's prices are known only where somebody entered them.
    pub(crate) fn has_prices(&self) -> bool {
        self.kind != "direct" || self.id == 517
    }

    pub(crate) fn client_id(&self) -> Option<String> {
        (self.kind == "direct").then(|| format!("practice-{}", self.id))
    }
}

const fn broker(id: u64, name: &'static str, carrier: &'static str, carrier_name: &'static str) -> Contract {
    let (kind, state, is_default, error) = ("broker", "active", false, None);
    Contract { id, name, carrier, carrier_name, kind, state, is_default, error }
}

const fn direct(id: u64, name: &'static str, carrier: &'static str, carrier_name: &'static str) -> Contract {
    Contract { kind: "direct", is_default: true, ..broker(id, name, carrier, carrier_name) }
}

/// Every option's contract, and some that cannot be used.
pub(crate) const CONTRACTS: &[Contract] = &[
    direct(517, "PostNL", "postnl", "PostNL"),
    Contract { state: "inactive", is_default: false, ..direct(518, "PostNL 2023", "postnl", "PostNL") },
    broker(611, "DHL eCommerce via Sendcloud", "dhl_parcel", "DHL eCommerce"),
    direct(640, "bpost", "bpost", "bpost"),
    broker(702, "DHL via Sendcloud", "dhl_de", "DHL"),
    broker(733, "DPD via Sendcloud", "dpd", "DPD"),
    broker(745, "Colissimo via Sendcloud", "colissimo", "Colissimo"),
    broker(790, "UPS via Sendcloud", "ups", "UPS"),
    Contract {
        state: "validation_failed",
        is_default: false,
        error: Some("Missing or invalid shipper number"),
        ..direct(791, "UPS", "ups", "UPS")
    },
    direct(4195, "DHL Express", "dhl_express", "DHL Express"),
];

pub(crate) fn contract(id: u64) -> Option<&'static Contract> {
    CONTRACTS.iter().find(|contract| contract.id == id)
}

/// What one shipping option carries and costs.
pub(crate) struct Tariff {
    /// As old integrations know it.
    pub(crate) v2_method: u64,
    pub(crate) grams_max: u64,
    /// Up to ten kilograms.
    pub(crate) cents: u64,
}

/// Above this weight a parcel costs [`HEAVY_CENTS`] more.
pub(crate) const HEAVY_GRAMS: u64 = 10_001;
const HEAVY_CENTS: u64 = 320;

impl Tariff {
    /// The ranges of weight, from the first gram to the first that is too many, with their prices.
    pub(crate) fn ranges(&self) -> Vec<(u64, u64, u64)> {
        match self.grams_max > HEAVY_GRAMS {
            true => {
                vec![(1, HEAVY_GRAMS, self.cents), (HEAVY_GRAMS, self.grams_max, self.cents + HEAVY_CENTS)]
            }
            false => vec![(1, self.grams_max, self.cents)],
        }
    }

    pub(crate) fn carries(&self, grams: u64) -> bool {
        (1..self.grams_max).contains(&grams)
    }
}

pub(crate) fn tariff(option_code: &str) -> Tariff {
    let (v2_method, grams_max, cents) = match option_code {
        "postnl:standard" => (39, 23_001, 675),
        "postnl:standard/signature" => (41, 23_001, 795),
        "postnl:standard/insured=3000" => (1313, 23_001, 1495),
        "postnl:service-point" => (315, 20_001, 610),
        "postnl:eu" => (1318, 30_001, 1285),
        "dhl_parcel:for_you" => (117, 31_501, 590),
        "bpost:at_home" => (550, 30_001, 540),
        "dhl_de:paket" => (2830, 31_501, 1190),
        "dpd:classic" => (1042, 31_501, 845),
        "colissimo:home" => (1345, 30_001, 1320),
        "ups:standard" => (2100, 70_001, 2150),
        "dhl_express:worldwide" => (2200, 70_001, 4890),
        // The unstamped letter, and whatever is added without a tariff.
        _ => (8, 2001, 0),
    };
    Tariff { v2_method, grams_max, cents }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::carriers::OPTIONS;

    #[test]
    fn every_option_has_a_contract_that_works_and_a_tariff_of_its_own() {
        let mut methods: Vec<u64> = Vec::new();
        for option in OPTIONS {
            let found = option.contract.map(|id| contract(id).unwrap());
            assert!(
                found.is_none_or(|found| found.is_active() && found.carrier == option.carrier),
                "{}: an active contract with its carrier",
                option.code
            );
            let tariff = tariff(option.code);
            assert!(!methods.contains(&tariff.v2_method), "{}: another option's tariff", option.code);
            methods.push(tariff.v2_method);
        }
    }

    #[test]
    fn ranges_follow_each_other() {
        let ranges = tariff("postnl:standard").ranges();
        assert_eq!(ranges, [(1, 10_001, 675), (10_001, 23_001, 995)], "no gap, no gram twice");
    }
}
