//! The check before money is spent: which orders can be shipped, what stands in the way of the others, and how the
//! orders are cut into calls. Pure; the same function draws the list's warnings, the confirm sheet and the batch.

use std::collections::{BTreeMap, VecDeque};

use super::anyway::Anyway;
use super::join::{Belongs, Seen, belongs};
use crate::model::{AttemptState, Order};
use crate::statuses::StatusRule;
use crate::wire::{ParcelSplit, Problem, ProblemKind, ShipOptions};

/// Orders per create-labels-async call ("Required array length: 1 - 20 elements").
pub const ORDERS_PER_CALL_MAX: usize = 20;
/// Create calls that may start in the same second ("burst 15/s", Sendcloud's rate limits).
pub const CALLS_AT_ONCE: usize = 15;
/// How many orders fewer a call may hold that starts a second later and is to end at the same time. What the platform
/// really takes per order is not documented; only speed depends on it.
const HEAD_START: usize = 8;
/// Orders in a batch's first call.
const FIRST_CALL: usize = 2;
/// Longest external order id that ship-an-order takes.
const ORDER_ID_CHARS_MAX: usize = 64;
/// Longest order number that ship-an-order takes.
const ORDER_NUMBER_CHARS_MAX: usize = 255;

/// Countries whose addresses have no postal codes (Universal Postal Union) and that shops here ship to.
const WITHOUT_POSTAL_CODE: [&str; 8] = ["AE", "AO", "BS", "HK", "IE", "JM", "PA", "QA"];

/// The customs territory of the European Union, by ISO code (Northern Ireland and special areas are not told apart).
const EU: [&str; 28] = [
    "AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU", "IE", "IT", "LT",
    "LU", "LV", "MC", "MT", "NL", "PL", "PT", "RO", "SE", "SI", "SK",
];

/// What a batch was asked to do.
#[derive(Debug, Clone, PartialEq, Default, serde::Serialize, serde::Deserialize)]
pub struct Intent {
    pub options: ShipOptions,
    pub statuses: StatusRule,
    /// A batch of one order whose label comes with the answer.
    #[serde(default)]
    pub at_once: bool,
    /// A batch of one order in several parcels.
    #[serde(default)]
    pub parcels: Vec<ParcelSplit>,
    #[serde(default, skip_serializing_if = "Anyway::is_empty")]
    pub anyway: Anyway,
}

/// How an order can be shipped that Sendcloud does not list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OnlyAtWemasy {
    /// Handed to Sendcloud first.
    HandsOver,
    /// The shop's labels are made by Wemasy.
    MakesLabels,
    /// Handed over, and it became a shipment without a label instead of an order: Wemasy finishes it.
    Unlabelled,
}

/// What is known about an order besides itself.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Facts {
    /// In the platform's list.
    pub listed: bool,
    /// Its statuses count as open under the batch's rule.
    pub status_open: bool,
    /// The attempt that claims it.
    pub claim: Option<Claim>,
    /// The attempt that claims the same order, or what may be the same, as the other platform lists it. What is under way
    /// comes before what is only planned.
    pub twin_claim: Option<Claim>,
    /// How its last attempt ended without a label.
    pub last_end: Option<Ended>,
    /// Active shipments with its number.
    pub shipments: Vec<Seen>,
    /// Addresses of other orders with the same number.
    pub others: Vec<crate::model::Address>,
    /// Listed rows with the same external order id, itself included.
    pub pieces: usize,
    /// Only Wemasy lists it; how its shop's orders get their labels.
    pub wemasy: Option<OnlyAtWemasy>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Claim {
    pub state: AttemptState,
    pub batch_id: i64,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ended {
    pub state: AttemptState,
    pub words: Option<String>,
}

/// What the platform last said about the option and the contract that a person chose for a batch. Empty: nothing is known,
/// and nothing is judged.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Chosen {
    /// The name of the chosen contract, when no label can be bought on it.
    pub dead_contract: Option<String>,
    /// The chosen option by country.
    pub served: BTreeMap<String, Served>,
}

/// Whether an option goes to a country.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Served {
    /// With these weights, ends included: whether the platform counts them is not documented.
    Weights {
        min: Option<u32>,
        max: Option<u32>,
        service_point: bool,
    },
    /// Not with this weight or more; lighter ones were not asked about.
    NotFrom {
        grams: u32,
    },
    Never,
}

/// How ship-an-order can address an order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reference {
    Id(String),
    Number(String),
}

/// The id where there is a usable one, else the number where it is unique.
pub fn reference(order: &Order, others: usize) -> Option<Reference> {
    let fits = |text: &str, max: usize| !text.is_empty() && text.chars().count() <= max;
    match order.external_order_id.as_deref() {
        Some(id) if fits(id, ORDER_ID_CHARS_MAX) => Some(Reference::Id(id.to_owned())),
        _ if others == 0 && fits(&order.number, ORDER_NUMBER_CHARS_MAX) => {
            Some(Reference::Number(order.number.clone()))
        }
        _ => None,
    }
}

/// Everything a person should know before this order is shipped, blocking problems first.
pub fn problems(order: &Order, facts: &Facts, options: &ShipOptions) -> Vec<Problem> {
    let mut found: Vec<Problem> =
        [claim(facts), open(facts), elsewhere(order, facts), addressing(order, facts), at_sendcloud(facts)]
            .into_iter()
            .flatten()
            .chain(content(order, options))
            .chain(repeated(facts))
            .chain(refused_before(facts))
            .collect();
    found.sort_by_key(|problem| !problem.blocks);
    found
}

/// As [`problems`], and what stands against the way in which a person chose to ship it. The list of orders does not show
/// the latter: it is the choice that is wrong, not the order.
pub fn problems_as_chosen(
    order: &Order,
    facts: &Facts,
    options: &ShipOptions,
    chosen: &Chosen,
) -> Vec<Problem> {
    let mut found = problems(order, facts, options);
    found.extend(dead_contract(chosen));
    found.extend(unfit(order, options, chosen));
    found.sort_by_key(|problem| !problem.blocks);
    found
}

pub fn is_blocked(problems: &[Problem]) -> bool {
    problems.iter().any(|problem| problem.blocks)
}

/// Cuts orders into calls: one shop per call, the list's order kept. A call takes longer with every order in it, and the
/// platform takes [`CALLS_AT_ONCE`] a second. So the first call is a small one (the printer starts with it), the first
/// second's calls are equal, and each later second's calls are smaller by [`HEAD_START`], so that all end at about the
/// same time. Where the minute has `room` for fewer calls than that, they are larger, at last full.
pub fn cut<T: Copy>(orders: impl IntoIterator<Item = (i64, T)>, room: usize) -> Vec<(i64, Vec<T>)> {
    let orders: Vec<(i64, T)> = orders.into_iter().collect();
    // Bursts whose calls hold anything at all.
    let bursts = |top: usize| top.div_ceil(HEAD_START);
    let top_max = ORDERS_PER_CALL_MAX + HEAD_START * room.div_ceil(CALLS_AT_ONCE);
    (1..=top_max)
        .map(|top| (top, cut_by(&orders, top)))
        .find(|(top, calls)| calls.len() <= room && calls.len() <= CALLS_AT_ONCE * bursts(*top))
        .map_or_else(|| cut_by(&orders, usize::MAX), |(_, calls)| calls)
}

/// Orders in the calls of each second, when the first second's calls hold `top` (or as many as a call may).
fn size_of(call: usize, top: usize) -> usize {
    match call {
        0 => FIRST_CALL,
        _ => top.saturating_sub(HEAD_START * (call / CALLS_AT_ONCE)).clamp(1, ORDERS_PER_CALL_MAX),
    }
}

/// The next call begins with the first order that is left and takes as many of its shop as its size allows.
fn cut_by<T: Copy>(orders: &[(i64, T)], top: usize) -> Vec<(i64, Vec<T>)> {
    let mut shops: BTreeMap<i64, VecDeque<(usize, T)>> = BTreeMap::new();
    for (position, (integration_id, item)) in orders.iter().enumerate() {
        shops.entry(*integration_id).or_default().push_back((position, *item));
    }
    let mut calls = Vec::new();
    let first = |left: &VecDeque<(usize, T)>| left.front().map_or(usize::MAX, |(position, _)| *position);
    while let Some((integration_id, left)) = shops.iter_mut().min_by_key(|(_, left)| first(left)) {
        let size = size_of(calls.len(), top).min(left.len());
        if size == 0 {
            break;
        }
        calls.push((*integration_id, left.drain(..size).map(|(_, item)| item).collect()));
    }
    calls
}

fn problem(kind: ProblemKind, blocks: bool, message: impl Into<String>, hint: Option<&str>) -> Problem {
    Problem { kind, blocks, message: message.into(), hint: hint.map(str::to_owned) }
}

fn claim(facts: &Facts) -> Option<Problem> {
    let Claim { state, batch_id } = facts.claim.or(facts.twin_claim)?;
    let blocked = |kind, words: String, hint| Some(problem(kind, true, words, Some(hint)));
    match state {
        AttemptState::Unknown => blocked(
            ProblemKind::OutcomeUnknown,
            format!("Batch {batch_id}: whether a label was made is not known"),
            "Open the batch and press Check",
        ),
        AttemptState::Planned | AttemptState::Requested => blocked(
            ProblemKind::InBatch,
            format!("Batch {batch_id} is shipping this order"),
            "Open the batch",
        ),
        AttemptState::Accepted | AttemptState::Labelled => blocked(
            ProblemKind::InBatch,
            format!("This station made a label for this order in batch {batch_id}"),
            "Print the stored label again from the batch",
        ),
        AttemptState::Refused
        | AttemptState::Failed
        | AttemptState::Cancelled
        | AttemptState::Elsewhere
        | AttemptState::Withdrawn
        | AttemptState::Overridden => None,
    }
}

fn at_sendcloud(facts: &Facts) -> Option<Problem> {
    match facts.wemasy? {
        OnlyAtWemasy::MakesLabels => None,
        OnlyAtWemasy::Unlabelled => Some(problem(
            ProblemKind::WithoutLabel,
            false,
            "Sendcloud has a shipment without a label for this order",
            Some("Wemasy is asked to make its label; sender and option are Wemasy's"),
        )),
        OnlyAtWemasy::HandsOver => Some(problem(
            ProblemKind::NotAtSendcloud,
            true,
            "Only Wemasy has this order yet",
            Some("Hand it to Sendcloud, then ship it as any other"),
        )),
    }
}

/// Of an order that was not read yet, address, weight and products are not missing: nobody knows them.
fn content(order: &Order, options: &ShipOptions) -> Vec<Problem> {
    match unread(order) {
        Some(unread) => vec![unread],
        None => [address(order), weight(order, options), customs(order)].into_iter().flatten().collect(),
    }
}

fn unread(order: &Order) -> Option<Problem> {
    order.unread.then(|| {
        problem(
            ProblemKind::AddressUnread,
            true,
            "The address has not been read yet",
            Some("It is read within a few minutes, or at once when the order is opened"),
        )
    })
}

fn open(facts: &Facts) -> Option<Problem> {
    let why = match (facts.listed, facts.status_open) {
        (true, true) => return None,
        (false, _) => "The platform no longer lists this order",
        (true, false) => "The order's status is not one of the shop's open statuses",
    };
    Some(problem(
        ProblemKind::NotOpen,
        true,
        why,
        Some("Refresh the list, or choose open statuses in the settings"),
    ))
}

fn elsewhere(order: &Order, facts: &Facts) -> Option<Problem> {
    let key = order.claim_key();
    let of = |wanted| {
        facts.shipments.iter().find(|seen| belongs(&key, &order.address, seen, &facts.others) == wanted)
    };
    let named = |seen: &Seen| match seen.shipment.tracking_numbers().first() {
        Some(tracking) => format!("tracking {tracking}"),
        None => format!("shipment {}", seen.shipment.id),
    };
    if let Some(seen) = of(Belongs::Yes) {
        let words = format!("Label made elsewhere, {}", named(seen));
        return Some(problem(
            ProblemKind::LabelElsewhere,
            true,
            words,
            Some("Nothing to do; it is not bought again"),
        ));
    }
    let seen = of(Belongs::Maybe)?;
    let words = format!("A label with this order number exists, to another address ({})", named(seen));
    let hint = "Compare both addresses in the Sendcloud panel";
    Some(problem(ProblemKind::LabelElsewherePossible, true, words, Some(hint)))
}

fn addressing(order: &Order, facts: &Facts) -> Option<Problem> {
    if facts.pieces > 1 {
        let words =
            "The shop split this order into several shipments; labels for those cannot be asked for here";
        return Some(problem(
            ProblemKind::SplitOrder,
            true,
            words,
            Some("Make its labels in the Sendcloud panel"),
        ));
    }
    match reference(order, facts.others.len()) {
        Some(_) => None,
        None => {
            let words = "The shop gave no usable order id, and the order number is not unique";
            Some(problem(ProblemKind::NoOrderId, true, words, Some("Make its label in the Sendcloud panel")))
        }
    }
}

fn address(order: &Order) -> Option<Problem> {
    let address = &order.address;
    let country = &address.country;
    if country.len() != 2 || !country.bytes().all(|b| b.is_ascii_uppercase()) {
        let words = match country.is_empty() {
            true => "The country is missing".to_owned(),
            false => format!("The country \"{country}\" is not known"),
        };
        return Some(problem(
            ProblemKind::CountryUnknown,
            true,
            words,
            Some("Correct the country in the shop, then refresh"),
        ));
    }
    let blank = |text: &str| text.trim().is_empty();
    let no_number = blank(&address.house_number)
        && !address
            .street
            .chars()
            .chain(address.line_2.iter().flat_map(|line| line.chars()))
            .any(|c| c.is_ascii_digit());
    let missing: Vec<&str> = [
        ("name", blank(&address.name) && address.company.as_deref().is_none_or(blank)),
        ("street", blank(&address.street)),
        ("house number", no_number && !blank(&address.street) && !order.service_point),
        ("postal code", blank(&address.postal_code) && !WITHOUT_POSTAL_CODE.contains(&country.as_str())),
        ("city", blank(&address.city)),
    ]
    .into_iter()
    .filter_map(|(name, missing)| missing.then_some(name))
    .collect();
    match missing.as_slice() {
        [] => None,
        _ => {
            let words = format!("Missing in the address: {}", missing.join(", "));
            Some(problem(
                ProblemKind::AddressIncomplete,
                true,
                words,
                Some("Complete the address in the shop, then refresh"),
            ))
        }
    }
}

fn weight(order: &Order, options: &ShipOptions) -> Option<Problem> {
    match order.total_weight_grams() {
        Some(_) => None,
        None => Some(problem(
            ProblemKind::NoWeight,
            !options.ship_without_weight,
            "The order has no weight",
            Some("Add the weight in the shop, or allow shipping with the platform's default weight"),
        )),
    }
}

fn customs(order: &Order) -> Option<Problem> {
    if !needs_customs(&order.address.country) {
        return None;
    }
    let blank = |text: &Option<String>| text.as_deref().is_none_or(|text| text.trim().is_empty());
    let complete = !order.items.is_empty()
        && order
            .items
            .iter()
            .all(|item| !blank(&item.hs_code) && !blank(&item.origin_country) && item.value.is_some());
    match complete {
        true => None,
        false => Some(problem(
            ProblemKind::CustomsIncomplete,
            false,
            "Customs data are incomplete (HS code, country of origin or value); the carrier may refuse",
            Some("Complete the products in the shop"),
        )),
    }
}

/// Outside the European Union's customs territory.
pub fn needs_customs(country: &str) -> bool {
    country.len() == 2 && !EU.contains(&country)
}

fn dead_contract(chosen: &Chosen) -> Option<Problem> {
    let name = chosen.dead_contract.as_ref()?;
    Some(problem(
        ProblemKind::ContractInactive,
        true,
        format!("The chosen contract {name} is not active"),
        Some("Choose another contract; or activate it in the Sendcloud panel, then refresh"),
    ))
}

/// Only a warning: what is known may be an hour old, and the account's rules may choose another option.
fn unfit(order: &Order, options: &ShipOptions, chosen: &Chosen) -> Option<Problem> {
    let code = options.shipping_option_code.as_ref()?;
    let country = &order.address.country;
    let grams = order.total_weight_grams();
    let why = match *chosen.served.get(country)? {
        Served::Never => format!("{code} does not go to {country}"),
        Served::NotFrom { grams: limit } if grams.is_none_or(|grams| grams >= limit) => {
            format!("{code} does not go to {country} with {limit} g")
        }
        Served::NotFrom { .. } => return None,
        Served::Weights { min, max, service_point } => {
            match (
                min.filter(|min| grams.is_some_and(|g| g < *min)),
                max.filter(|max| grams.is_some_and(|g| g > *max)),
            ) {
                (_, Some(max)) => format!("{code} carries up to {max} g"),
                (Some(min), None) => format!("{code} carries {min} g or more"),
                (None, None) if service_point && !order.service_point => {
                    format!("{code} goes to a service point, and the order names none")
                }
                (None, None) => return None,
            }
        }
    };
    Some(problem(ProblemKind::OptionUnfit, false, why, Some("Choose another shipping option for this order")))
}

fn repeated(facts: &Facts) -> Option<Problem> {
    let count = facts.others.len();
    (count > 0).then(|| {
        let words = format!("{count} other order(s) have the same number; this one is addressed by its id");
        problem(ProblemKind::RepeatedNumber, false, words, None)
    })
}

fn refused_before(facts: &Facts) -> Option<Problem> {
    let ended = facts.last_end.as_ref()?;
    let words = ended.words.as_deref().unwrap_or("no reason given");
    let words = match ended.state {
        AttemptState::Failed => format!("The carrier refused it before: {words}"),
        AttemptState::Cancelled => "Its last label was cancelled".to_owned(),
        _ => format!("Refused before: {words}"),
    };
    Some(problem(ProblemKind::RefusedBefore, false, words, None))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sizes(shops: &[(i64, usize)], room: usize) -> Vec<usize> {
        let orders = shops.iter().flat_map(|(shop, count)| (0..*count).map(|n| (*shop, n)));
        cut(orders, room).iter().map(|(_, call)| call.len()).collect()
    }

    #[test]
    fn calls_hold_one_shop_in_the_lists_order() {
        let orders: Vec<(i64, usize)> = (0..45).map(|n| (if n % 3 == 0 { 7 } else { 2 }, n)).collect();
        let calls = cut(orders.iter().copied(), 100);
        assert_eq!(calls[0].0, 7, "the call with the first order comes first");
        assert!(calls.iter().all(|(_, call)| call.is_sorted()), "{calls:?}");
        assert!(calls.iter().map(|(_, call)| call[0]).is_sorted(), "calls by their first orders: {calls:?}");
        assert!(calls.len() <= CALLS_AT_ONCE, "one burst: {calls:?}");
    }

    #[test]
    fn the_size_of_calls_follows_the_batch() {
        assert_eq!(sizes(&[(1, 1)], 97), [1]);
        assert_eq!(sizes(&[(1, 4)], 97), [2, 1, 1]);
        assert_eq!(sizes(&[(1, 20)], 97), [&[2][..], &[2; 9]].concat());
        assert_eq!(sizes(&[(1, 100)], 97), [&[2][..], &[7; 14]].concat(), "one second's calls");
        let large = sizes(&[(1, 500)], 97);
        assert_eq!(large[..30], [&[2][..], &[20; 14], &[12; 15]].concat(), "large ones first");
        assert_eq!((large[30], large.len()), (4, 40), "{large:?}");
        assert_eq!(sizes(&[(1, 2000)], 97).len(), 101, "as many full calls as it takes");
        assert_eq!(sizes(&[(1, 60)], 3), [2, 20, 20, 18], "the minute has room for few calls only");
        assert_eq!(sizes(&[(1, 45), (2, 1)], 1), [2, 20, 20, 3, 1], "never more than twenty in a call");
        let shops = sizes(&[(1, 30), (2, 30), (3, 30), (4, 30)], 97);
        assert!(shops.len() <= 30, "several shops need a second burst at most: {shops:?}");
    }

    fn order(country: &str, grams: Option<u32>) -> Order {
        let address =
            crate::model::Address { country: country.to_owned(), ..crate::model::Address::default() };
        Order {
            integration_id: 1,
            external_order_id: None,
            external_shipment_id: None,
            number: "1".to_owned(),
            order_status: crate::model::Status::default(),
            payment_status: crate::model::Status::default(),
            address,
            email: None,
            phone: None,
            ordered_at: None,
            shipping_method: None,
            shipping_method_id: None,
            service_point: false,
            weight_grams: grams,
            items: Vec::new(),
            value: None,
            unread: false,
        }
    }

    fn kinds(order: &Order, code: Option<&str>, chosen: &Chosen) -> Vec<(ProblemKind, bool)> {
        let options = ShipOptions { shipping_option_code: code.map(str::to_owned), ..ShipOptions::default() };
        problems_as_chosen(order, &Facts::default(), &options, chosen)
            .into_iter()
            .map(|problem| (problem.kind, problem.blocks))
            .filter(|(kind, _)| matches!(kind, ProblemKind::OptionUnfit | ProblemKind::ContractInactive))
            .collect()
    }

    #[test]
    fn an_option_that_does_not_fit_warns_and_only_where_that_is_known() {
        let weights = |service_point| Served::Weights { min: Some(10), max: Some(23_000), service_point };
        let chosen =
            |served| Chosen { dead_contract: None, served: BTreeMap::from([("NL".to_owned(), served)]) };
        let warned = [(ProblemKind::OptionUnfit, false)];
        for (served, country, grams, warns) in [
            (weights(false), "NL", Some(900), false),
            (weights(false), "NL", Some(23_000), false),
            (weights(false), "NL", Some(23_001), true),
            (weights(false), "NL", Some(9), true),
            (weights(false), "NL", None, false),
            (weights(true), "NL", Some(900), true),
            (weights(false), "BE", Some(99_000), false),
            (Served::Never, "NL", None, true),
            (Served::NotFrom { grams: 5_000 }, "NL", Some(5_000), true),
            (Served::NotFrom { grams: 5_000 }, "NL", Some(4_999), false),
        ] {
            let found = kinds(&order(country, grams), Some("a:b"), &chosen(served));
            let expected: &[_] = if warns { &warned } else { &[] };
            assert_eq!(found, expected, "{served:?} {country} {grams:?}");
        }
        assert_eq!(kinds(&order("NL", None), None, &chosen(Served::Never)), [], "nobody chose an option");
    }

    #[test]
    fn a_contract_that_cannot_be_used_keeps_every_order_back() {
        let chosen = Chosen { dead_contract: Some("PostNL 2023".to_owned()), ..Chosen::default() };
        assert_eq!(kinds(&order("NL", Some(1)), None, &chosen), [(ProblemKind::ContractInactive, true)]);
    }

    proptest::proptest! {
        #[test]
        fn cutting_loses_and_repeats_nothing(shops in proptest::collection::vec(0i64..5, 0..200), room in 0usize..120) {
            let calls = cut(shops.iter().copied().zip(0usize..), room);
            let mut all: Vec<usize> = calls.iter().flat_map(|(_, call)| call.clone()).collect();
            all.sort_unstable();
            proptest::prop_assert_eq!(all, (0..shops.len()).collect::<Vec<_>>());
            for (shop, call) in calls {
                proptest::prop_assert!(!call.is_empty() && call.len() <= ORDERS_PER_CALL_MAX);
                proptest::prop_assert!(call.iter().all(|n| shops[*n] == shop));
            }
        }
    }
}
