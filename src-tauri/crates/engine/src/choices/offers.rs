//! Answers about shipping options, one per country: drawn together for a person, and asked whether an option fits. Pure.

use std::collections::BTreeMap;

use sendcloud::shipping_options::{ChargingType, Place, Price, ShippingOption};
use sendcloud::{Grams, shipping_options};
use serde::{Deserialize, Serialize};

use crate::batch::plan::Served;
use crate::store::history::UNSTAMPED_LETTER;
use crate::wire::{Charging, FoundOption, Money, PriceRange, Sender};

/// What the platform offers from a place to a country.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(super) struct Answer {
    /// Where it was asked from: see [`From::key`].
    pub from: String,
    pub contract_id: Option<u64>,
    pub to: String,
    pub weight_grams: Option<u32>,
    pub at: String,
    pub message: Option<String>,
    pub offers: Vec<Offer>,
}

/// One shipping option for one country.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(super) struct Offer {
    pub code: String,
    pub name: String,
    pub carrier: Option<String>,
    pub product: Option<String>,
    pub contract: Option<String>,
    pub charging_type: Option<Charging>,
    pub needs_service_point: bool,
    pub labelless: bool,
    pub min: Option<u32>,
    pub max: Option<u32>,
    /// At the weight that was asked with.
    pub price: Option<Money>,
}

/// Where parcels are sent from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct From {
    pub country: String,
    pub postal_code: Option<String>,
}

impl From {
    pub fn key(&self) -> String {
        format!("{} {}", self.country, self.postal_code.as_deref().unwrap_or_default())
    }

    pub fn place(&self) -> Place {
        Place { country_code: self.country.clone(), postal_code: self.postal_code.clone() }
    }
}

/// The chosen sender's place. Which sender is the account's default is not told: without a choice the first one's country
/// stands for it, without a postal code.
pub(super) fn place(senders: &[Sender], chosen: Option<u64>) -> Option<From> {
    let country = |sender: &&Sender| sender.country.len() == 2;
    let found = chosen.and_then(|id| senders.iter().filter(country).find(|sender| sender.id == id));
    match found {
        Some(sender) => Some(From {
            country: sender.country.clone(),
            postal_code: Some(sender.postal_code.clone()).filter(|code| !code.is_empty()),
        }),
        None => senders
            .iter()
            .find(country)
            .map(|sender| From { country: sender.country.clone(), postal_code: None }),
    }
}

/// An option as it is kept; its price is the one for this weight.
pub(super) fn offer(option: ShippingOption, weight: Option<u32>) -> Offer {
    let price = option.price(weight.map(Grams)).map(money);
    let end = |grams: Option<Grams>| grams.map(|grams| grams.0);
    let shipping_options::WeightRange { min, max } = option.weight;
    Offer {
        price,
        min: end(min),
        max: end(max),
        code: option.code,
        name: option.name,
        carrier: option.carrier_name.or(option.carrier_code),
        product: option.product_name.or(option.product_code),
        contract: option.contract_name.or(option.contract_id.map(|id| id.to_string())),
        charging_type: option.charging_type.map(|kind| match kind {
            ChargingType::LabelCreation => Charging::LabelCreation,
            ChargingType::FirstScan => Charging::FirstScan,
            ChargingType::Other(_) => Charging::Other,
        }),
        needs_service_point: option.needs_service_point,
        labelless: option.is_labelless,
    }
}

fn money(price: &Price) -> Money {
    Money { amount: price.value.clone(), currency: price.currency.clone() }
}

/// The options of all answers, each code once: those for every country first, then those for most orders, then by carrier
/// and name. The unstamped letter is no valid label and comes last.
pub(super) fn merge(answers: &[Answer], orders_to: impl Fn(&str) -> u32) -> Vec<FoundOption> {
    let mut found: BTreeMap<&str, FoundOption> = BTreeMap::new();
    for answer in answers {
        for offer in &answer.offers {
            let option = found.entry(&offer.code).or_insert_with(|| first(offer));
            if !option.countries.contains(&answer.to) {
                option.countries.push(answer.to.clone());
            }
            if option.contract != offer.contract {
                option.contract = None;
            }
            option.needs_service_point |= offer.needs_service_point;
            option.weight_min_grams = wider(option.weight_min_grams, offer.min, u32::min);
            option.weight_max_grams = wider(option.weight_max_grams, offer.max, u32::max);
            option.price = range(option.price.take(), offer.price.as_ref());
        }
    }
    let mut found: Vec<FoundOption> = found.into_values().collect();
    for option in &mut found {
        option.everywhere = option.countries.len() == answers.len();
    }
    found.sort_by_cached_key(|option| {
        (
            option.code == UNSTAMPED_LETTER,
            !option.everywhere,
            std::cmp::Reverse(option.countries.iter().map(|to| orders_to(to)).sum::<u32>()),
            option.carrier.clone().unwrap_or_default().to_lowercase(),
            option.name.to_lowercase(),
        )
    });
    found
}

fn first(offer: &Offer) -> FoundOption {
    FoundOption {
        code: offer.code.clone(),
        name: offer.name.clone(),
        carrier: offer.carrier.clone(),
        product: offer.product.clone(),
        contract: offer.contract.clone(),
        charging_type: offer.charging_type,
        needs_service_point: offer.needs_service_point,
        labelless: offer.labelless,
        weight_min_grams: offer.min,
        weight_max_grams: offer.max,
        countries: Vec::new(),
        everywhere: false,
        too_heavy: 0,
        price: None,
    }
}

/// No end in one of them is no end in both.
fn wider(one: Option<u32>, other: Option<u32>, pick: fn(u32, u32) -> u32) -> Option<u32> {
    one.zip(other).map(|(one, other)| pick(one, other))
}

/// Prices in another currency than the first are left out.
fn range(known: Option<PriceRange>, price: Option<&Money>) -> Option<PriceRange> {
    let Some(price) = price else { return known };
    let Some(known) = known else { return Some(PriceRange { from: price.clone(), to: price.clone() }) };
    if known.from.currency != price.currency {
        return Some(known);
    }
    let amount = |money: &Money| money.amount.parse::<f64>().unwrap_or(f64::INFINITY);
    Some(PriceRange {
        from: if amount(price) < amount(&known.from) { price.clone() } else { known.from },
        to: if amount(price) > amount(&known.to) { price.clone() } else { known.to },
    })
}

/// Whether an option serves the countries that were asked about, from this place on this contract.
pub(super) fn served(
    answers: &[Answer],
    from: &str,
    contract_id: Option<u64>,
    code: &str,
) -> BTreeMap<String, Served> {
    let own = || answers.iter().filter(|answer| answer.from == from && answer.contract_id == contract_id);
    let offers = |answer: &'_ Answer| -> Vec<Offer> {
        answer.offers.iter().filter(|offer| offer.code == code).cloned().collect()
    };
    let takes = |weight: u32| {
        own().flat_map(&offers).any(|offer| {
            offer.min.is_none_or(|min| min <= weight) && offer.max.is_none_or(|max| weight <= max)
        })
    };
    own()
        .map(|answer| {
            let here = offers(answer);
            let served = match (here.first(), answer.weight_grams) {
                (Some(one), _) => Served::Weights {
                    min: here.iter().map(|offer| offer.min).fold(one.min, |a, b| wider(a, b, u32::min)),
                    max: here.iter().map(|offer| offer.max).fold(one.max, |a, b| wider(a, b, u32::max)),
                    service_point: one.needs_service_point,
                },
                // It takes this weight elsewhere, so it is the country that it does not serve.
                (None, Some(weight)) if !takes(weight) => Served::NotFrom { grams: weight },
                (None, _) => Served::Never,
            };
            (answer.to.clone(), served)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn offered(code: &str, max: u32, price: Option<&str>) -> Offer {
        Offer {
            code: code.to_owned(),
            name: code.to_owned(),
            carrier: Some("PostNL".to_owned()),
            product: None,
            contract: Some("517".to_owned()),
            charging_type: Some(Charging::LabelCreation),
            needs_service_point: false,
            labelless: false,
            min: Some(1),
            max: Some(max),
            price: price.map(|amount| Money { amount: amount.to_owned(), currency: "EUR".to_owned() }),
        }
    }

    fn answer(to: &str, weight_grams: u32, offers: Vec<Offer>) -> Answer {
        Answer {
            from: "NL ".to_owned(),
            contract_id: None,
            to: to.to_owned(),
            weight_grams: Some(weight_grams),
            at: String::new(),
            message: None,
            offers,
        }
    }

    #[test]
    fn options_for_every_country_come_first_with_their_range_of_prices() {
        let home = vec![offered("a", 23_001, Some("6.75")), offered("b", 31_501, Some("9.45"))];
        let abroad = vec![
            offered("A", 31_501, None),
            offered("b", 31_501, Some("10.45")),
            offered(UNSTAMPED_LETTER, 2_001, None),
        ];
        let orders_to = |country: &str| if country == "NL" { 9 } else { 1 };
        let found = merge(&[answer("NL", 900, home), answer("BE", 900, abroad)], orders_to);
        let codes: Vec<&str> = found.iter().map(|one| one.code.as_str()).collect();
        assert_eq!(codes, ["b", "a", "A", UNSTAMPED_LETTER], "then those for most orders");
        assert!(found[0].everywhere && !found[1].everywhere);
        assert_eq!(found[1].countries, ["NL"], "the countries of those that serve only some are named");
        let price = found[0].price.as_ref().unwrap();
        assert_eq!(
            (price.from.amount.as_str(), price.to.amount.as_str()),
            ("9.45", "10.45"),
            "as numbers, not as words"
        );
    }

    #[test]
    fn absence_means_the_country_only_where_the_weight_is_no_reason() {
        let answers = [
            answer("NL", 900, vec![offered("a", 23_001, None)]),
            answer("BE", 5_000, Vec::new()),
            answer("DE", 25_000, Vec::new()),
        ];
        let served = served(&answers, "NL ", None, "a");
        assert_eq!(served["NL"], Served::Weights { min: Some(1), max: Some(23_001), service_point: false });
        assert_eq!(served["BE"], Served::Never, "five kilograms are no reason: it carries them in NL");
        assert_eq!(served["DE"], Served::NotFrom { grams: 25_000 }, "lighter ones may be taken");
        assert_eq!(
            super::served(&answers, "NL ", Some(517), "a"),
            BTreeMap::new(),
            "nobody asked with a contract"
        );
    }

    #[test]
    fn without_a_chosen_sender_the_first_with_a_country_stands_for_the_account() {
        let sender = |id, country: &str| Sender {
            id,
            name: String::new(),
            address: String::new(),
            country: country.to_owned(),
            postal_code: "1012 AB".to_owned(),
        };
        let senders = [sender(1, ""), sender(2, "NL"), sender(3, "BE")];
        assert_eq!(place(&senders, None).unwrap().key(), "NL ");
        assert_eq!(place(&senders, Some(3)).unwrap().key(), "BE 1012 AB");
        assert_eq!(place(&senders, Some(9)).unwrap().key(), "NL ", "one that is no longer listed");
        assert_eq!(place(&[], None), None);
    }
}
