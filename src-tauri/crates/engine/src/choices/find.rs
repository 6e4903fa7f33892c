//! Which shipping options fit a selection: the platform is asked once per country, with the weight of the middle one of the
//! orders that go there. The heaviest would hide every option from all the others because of one; which orders are too
//! heavy for an option is counted here, by the range that the option names. These are POSTs and count as writes in the platform's limits, so answers are kept and countries are few.

use std::collections::BTreeMap;

use futures_util::future::join_all;
use sendcloud::Grams;
use sendcloud::shipping_options::{self, Place, ShippingOptionsQuery};

use super::offers::{self, Answer, From};
use crate::engine::{Engine, Shared};
use crate::error::{AppError, Code};
use crate::model::Order;
use crate::store::orders;
use crate::wire::{AskedCountry, CountryCount, FoundOption, OptionsFound, OptionsQuery, OwnMethod};

/// Countries that one question asks about.
const COUNTRIES_MAX: usize = 10;

/// What matters about a selection.
#[derive(Debug, Default, PartialEq)]
struct Selection {
    countries: BTreeMap<String, Country>,
    service_points: u32,
    /// Orders by the old interface's method id and the checkout's words.
    methods: BTreeMap<(Option<i64>, Option<String>), u32>,
}

#[derive(Debug, Default, Clone, PartialEq)]
struct Country {
    orders: u32,
    /// Of the orders that have one.
    weights: Vec<u32>,
}

impl Engine {
    /// # Errors
    /// A failing database; [`Code::NotConnected`] before the first connection. What the platform cannot say is said in
    /// the answer.
    pub async fn ship_options_find(&self, query: OptionsQuery) -> Result<OptionsFound, AppError> {
        let account = self.shared.stored_account().await?;
        let (owner, ids) = (account.clone(), query.orders.iter().map(|id| id.0).collect::<Vec<i64>>());
        let stored = self.shared.store.read(move |db| orders::orders_by_ids(db, &owner, &ids)).await?;
        let selection = Selection::of(stored.iter().map(|stored| &stored.order));
        let lists = self.shared.ship_choices(&account).await?;
        let (mut asked, mut not_asked) = selection.by_size();
        let mut found = OptionsFound { service_points: selection.service_points, ..OptionsFound::default() };
        match offers::place(&lists.senders, query.sender_address_id) {
            Some(from) => {
                let (answers, trouble) = self.shared.answers(&account, &from, &query, &asked).await?;
                found.trouble = trouble;
                found.at = answers.iter().map(|answer| answer.at.clone()).min();
                found.options = offers::merge(&answers, |country| {
                    selection.countries.get(country).map_or(0, |of| of.orders)
                });
                for option in &mut found.options {
                    option.too_heavy = selection.too_heavy(option);
                }
                let told =
                    |country: &AskedCountry| answers.iter().find(|answer| answer.to == country.country);
                let silent = asked.extract_if(.., |country| told(country).is_none());
                not_asked.extend(silent.map(|one| CountryCount { country: one.country, orders: one.orders }));
                for country in &mut asked {
                    country.message = told(country).and_then(|answer| answer.message.clone());
                }
            }
            None => {
                found.trouble = Some(lists.trouble.unwrap_or_else(|| {
                    AppError::new(Code::NotFound)
                        .message("The account has no sender address")
                        .hint("Add one in the Sendcloud panel")
                }));
                not_asked.extend(
                    asked.drain(..).map(|one| CountryCount { country: one.country, orders: one.orders }),
                );
            }
        }
        (found.countries, found.not_asked) = (asked, not_asked);
        let ids: Vec<i64> = selection.methods.keys().filter_map(|(id, _)| *id).collect();
        let (codes, trouble) = self.shared.codes_of_methods(&account, &ids).await?;
        found.trouble = found.trouble.or(trouble);
        found.methods = own_methods(&selection.methods, &codes);
        Ok(found)
    }
}

impl Shared {
    /// One answer per country; where the platform does not answer, the last known one.
    async fn answers(
        &self,
        account: &str,
        from: &From,
        query: &OptionsQuery,
        countries: &[AskedCountry],
    ) -> Result<(Vec<Answer>, Option<AppError>), AppError> {
        let kept = self.kept_choices(account).await?.answers;
        let same = |answer: &&Answer, to: &str| {
            answer.from == from.key() && answer.contract_id == query.contract_id && answer.to == to
        };
        let ask = countries.iter().map(|country| async {
            let known = kept.iter().find(|answer| same(answer, &country.country));
            match known {
                Some(known) if known.weight_grams == country.weight_grams && self.is_fresh(&known.at) => {
                    (Some(known.clone()), None)
                }
                _ => match self.ask(from, query.contract_id, country).await {
                    Ok(answer) => (Some(answer), None),
                    Err(error) => (known.cloned().map(|known| without_price(known, country)), Some(error)),
                },
            }
        });
        let (mut answers, mut trouble, mut fresh) = (Vec::new(), None, Vec::new());
        for (answer, error) in join_all(ask).await {
            if error.is_none() {
                fresh.extend(answer.clone());
            }
            answers.extend(answer);
            trouble = trouble.or(error);
        }
        self.keep_choices(account, move |all| {
            all.answers.retain(|old| {
                !fresh.iter().any(|new: &Answer| {
                    (&new.from, new.contract_id, &new.to) == (&old.from, old.contract_id, &old.to)
                })
            });
            all.answers.extend(fresh);
        })
        .await;
        Ok((answers, trouble))
    }

    async fn ask(
        &self,
        from: &From,
        contract_id: Option<u64>,
        country: &AskedCountry,
    ) -> Result<Answer, AppError> {
        let query = ShippingOptionsQuery {
            from: from.place(),
            to: Place { country_code: country.country.clone(), postal_code: None },
            weight: country.weight_grams.map(Grams),
            contract_id,
            calculate_quotes: true,
            ..ShippingOptionsQuery::default()
        };
        let found = shipping_options::find(self.api()?, &query).await?;
        Ok(Answer {
            from: from.key(),
            contract_id,
            to: country.country.clone(),
            weight_grams: country.weight_grams,
            at: self.now_text(),
            message: found.message,
            offers: found
                .options
                .rows
                .into_iter()
                .map(|option| offers::offer(option, country.weight_grams))
                .collect(),
        })
    }

    /// What old methods are called now. They never change their meaning: each is asked about once.
    async fn codes_of_methods(
        &self,
        account: &str,
        ids: &[i64],
    ) -> Result<(BTreeMap<i64, Option<String>>, Option<AppError>), AppError> {
        let mut codes = self.kept_choices(account).await?.methods;
        let unknown: Vec<u64> = ids
            .iter()
            .filter(|id| !codes.contains_key(id))
            .filter_map(|id| u64::try_from(*id).ok())
            .collect();
        let mut trouble = None;
        for some in unknown.chunks(shipping_options::METHODS_MAX) {
            let api = match self.api() {
                Ok(api) => api,
                Err(error) => return Ok((codes, Some(error))),
            };
            match shipping_options::of_methods(api, some).await {
                Ok(told) => {
                    codes.extend(told.into_iter().filter_map(|one| {
                        Some((i64::try_from(one.method_id).ok()?, one.shipping_option_code))
                    }))
                }
                Err(error) => {
                    trouble = Some(error.into());
                    break;
                }
            }
        }
        if !unknown.is_empty() {
            let kept = codes.clone();
            self.keep_choices(account, move |all| all.methods = kept).await;
        }
        Ok((codes, trouble))
    }
}

/// An old answer for another weight: its prices and whatever cannot carry this one are left out.
fn without_price(mut known: Answer, country: &AskedCountry) -> Answer {
    if known.weight_grams != country.weight_grams {
        known.offers.retain(|offer| {
            country.weight_grams.is_none_or(|grams| offer.max.is_none_or(|max| grams <= max))
        });
        known.offers.iter_mut().for_each(|offer| offer.price = None);
    }
    known
}

impl Selection {
    fn of<'a>(orders: impl Iterator<Item = &'a Order>) -> Self {
        let mut all = Self::default();
        for order in orders {
            let country = all.countries.entry(order.address.country.clone()).or_default();
            country.orders += 1;
            country.weights.extend(order.total_weight_grams());
            all.service_points += u32::from(order.service_point);
            *all.methods.entry((order.shipping_method_id, order.shipping_method.clone())).or_default() += 1;
        }
        all
    }

    /// Orders that weigh more than the option carries, in the countries that it serves.
    fn too_heavy(&self, option: &FoundOption) -> u32 {
        let Some(max) = option.weight_max_grams else { return 0 };
        let served = option.countries.iter().filter_map(|country| self.countries.get(country));
        let heavy = served.flat_map(|country| &country.weights).filter(|grams| **grams > max).count();
        u32::try_from(heavy).unwrap_or(u32::MAX)
    }

    /// The countries to ask about, and those that are too many or no countries; most orders first.
    fn by_size(&self) -> (Vec<AskedCountry>, Vec<CountryCount>) {
        let mut all: Vec<(&String, &Country)> = self.countries.iter().collect();
        let is_code = |code: &str| code.len() == 2 && code.bytes().all(|byte| byte.is_ascii_uppercase());
        all.sort_by_key(|(code, country)| (!is_code(code), std::cmp::Reverse(country.orders)));
        let (mut asked, mut not_asked) = (Vec::new(), Vec::new());
        for (code, country) in all {
            if asked.len() < COUNTRIES_MAX && is_code(code) {
                asked.push(AskedCountry {
                    country: code.clone(),
                    orders: country.orders,
                    weight_grams: country.middle(),
                    message: None,
                });
            } else {
                not_asked.push(CountryCount { country: code.clone(), orders: country.orders });
            }
        }
        (asked, not_asked)
    }
}

impl Country {
    /// The weight of the middle order (the lighter one of two), rounded up so that the next selection asks the same.
    fn middle(&self) -> Option<u32> {
        let mut weights = self.weights.clone();
        weights.sort_unstable();
        let grams = *weights.get(weights.len().saturating_sub(1) / 2)?;
        let step = if grams <= 1_000 { 250 } else { 1_000 };
        grams.checked_next_multiple_of(step)
    }
}

/// Orders by the option that their own method is called now; without one, by nothing.
fn own_methods(
    methods: &BTreeMap<(Option<i64>, Option<String>), u32>,
    codes: &BTreeMap<i64, Option<String>>,
) -> Vec<OwnMethod> {
    let mut own: Vec<OwnMethod> = Vec::new();
    for ((id, name), orders) in methods {
        let code = id.and_then(|id| codes.get(&id).cloned().flatten());
        let row = match own.iter().position(|row| row.code == code) {
            Some(at) => &mut own[at],
            None => {
                let method = OwnMethod { code, method_ids: Vec::new(), names: Vec::new(), orders: 0 };
                own.push_mut(method)
            }
        };
        row.orders += orders;
        row.method_ids.extend(id.filter(|id| !row.method_ids.contains(id)));
        row.names.extend(name.clone().filter(|name| !row.names.contains(name)));
    }
    own.sort_by_key(|row| std::cmp::Reverse(row.orders));
    own
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn own_methods_are_counted_by_what_they_are_called_now() {
        let methods = BTreeMap::from([
            ((None, Some("Flat rate".to_owned())), 2),
            ((Some(39), Some("Standaard".to_owned())), 3),
            ((Some(40), Some("Standard".to_owned())), 1),
            ((Some(1), None), 1),
        ]);
        let standard = Some("postnl:standard".to_owned());
        let codes = BTreeMap::from([(39, standard.clone()), (40, standard.clone()), (1, None)]);
        let own = own_methods(&methods, &codes);
        assert_eq!(own.len(), 2, "{own:?}");
        assert_eq!(
            (&own[0].code, own[0].orders, own[0].method_ids.as_slice()),
            (&standard, 4, &[39, 40][..])
        );
        assert_eq!((&own[1].code, own[1].orders), (&None, 3), "unknown methods and none are together");
    }

    #[test]
    fn one_heavy_order_hides_nothing_from_the_others() {
        let country = |weights: &[u32]| Country { orders: 9, weights: weights.to_vec() };
        assert_eq!(country(&[40_000, 500, 900]).middle(), Some(1_000), "rounded up");
        assert_eq!(country(&[40_000, 500]).middle(), Some(500));
        assert_eq!(country(&[22_400]).middle(), Some(23_000));
        assert_eq!(country(&[]).middle(), None);
    }

    #[test]
    fn ten_countries_are_asked_about_at_most() {
        let mut selection = Selection::default();
        for n in 0..12u8 {
            let code = format!("A{}", char::from(b'A' + n));
            selection.countries.insert(code, Country { orders: u32::from(n) + 1, weights: Vec::new() });
        }
        selection.countries.insert("Nowhere".to_owned(), Country { orders: 99, weights: Vec::new() });
        let (asked, not_asked) = selection.by_size();
        assert_eq!(asked.len(), COUNTRIES_MAX);
        assert_eq!((asked[0].country.as_str(), asked[0].orders), ("AL", 12), "the most orders first");
        assert_eq!(not_asked.len(), 3, "too many, and what is no country: {not_asked:?}");
    }
}
