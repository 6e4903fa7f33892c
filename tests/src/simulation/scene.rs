//! What a seed stands for: the shops and their orders, the platform's pace, the faults, and how long they last.

use std::time::Duration;

use simulator::{
    BodyKind, Config, Endpoint, Fault, FaultKind, Limits, LinksShops, NotPdf, Profile, RetryAfter,
};

use crate::dice::Dice;

/// The day before it begins.
#[derive(Debug, Clone)]
pub struct Scene {
    pub seed: u64,
    pub config: Config,
    pub faults: Vec<Fault>,
    /// When the faults end, after the first click.
    pub trouble_lasts: Duration,
    /// People and the power act about this often.
    pub pause_ms: u64,
}

impl Scene {
    pub fn of(seed: u64) -> Self {
        let mut dice = Dice::new(seed, "scene");
        let orders = match dice.within(0..=99) {
            0..=69 => dice.count(1..=8),
            70..=94 => dice.count(9..=24),
            _ => dice.count(25..=120),
        };
        let config = Config {
            seed,
            orders,
            announce_ms: 0..=*dice.pick(&[0, 800, 4_000, 60_000]).unwrap_or(&0),
            answer_ms: 50..=*dice.pick(&[50, 900, 6_000]).unwrap_or(&50),
            order_ms: *dice.pick(&[0, 0, 120]).unwrap_or(&0),
            read_ms: 5..=*dice.pick(&[5, 90, 1_500]).unwrap_or(&5),
            listed_after_ms: 0..=*dice.pick(&[0, 2_000, 15_000, 60_000]).unwrap_or(&0),
            cancel_ms: 0..=5_000,
            links_shops: *dice
                .pick(&[LinksShops::Always, LinksShops::Never, LinksShops::Mixed])
                .unwrap_or(&LinksShops::Mixed),
            limits: Limits::documented(),
            retry_after: *dice
                .pick(&[RetryAfter::None, RetryAfter::Seconds, RetryAfter::Date])
                .unwrap_or(&RetryAfter::None),
            v2_page_size: dice.count(10..=100),
            profile: profile(&mut dice, orders),
            ..Config::test()
        };
        let intensity = *dice.pick(&[0.0, 0.05, 0.15, 0.4]).unwrap_or(&0.0);
        let faults = faults(&mut dice, intensity);
        let lasts_s = *dice.pick(&[5, 30, 120, 900, 2_400]).unwrap_or(&30);
        let pause_ms = *dice.pick(&[300, 2_000, 20_000]).unwrap_or(&2_000);
        Self { seed, config, faults, trouble_lasts: Duration::from_secs(lasts_s), pause_ms }
    }
}

/// One plain shop, or up to four with everything that a week brings.
fn profile(dice: &mut Dice, orders: usize) -> Profile {
    if dice.percent(30) {
        return Profile { leaves_list_percent: dice.within(0..=40), ..Profile::plain() };
    }
    let whole = Profile::practice();
    let shops = dice.count(1..=whole.shops.len());
    let some = |dice: &mut Dice| dice.count(0..=(orders / 8).min(3));
    Profile {
        shops: whole.shops.iter().take(shops).cloned().collect(),
        without_weight: some(dice),
        without_house_number: some(dice),
        without_postal_code: some(dice),
        without_customs_data: some(dice),
        refused: some(dice) + usize::from(orders > 2),
        announcement_fails: some(dice),
        service_points: some(dice),
        oddities: orders > 12 && dice.percent(50),
        ..whole
    }
}

fn faults(dice: &mut Dice, intensity: f64) -> Vec<Fault> {
    if intensity == 0.0 {
        return Vec::new();
    }
    let kinds = dice.count(1..=5);
    (0..kinds)
        .filter_map(|_| {
            let endpoint = *dice.pick(&[
                Endpoint::Create,
                Endpoint::Create,
                Endpoint::Create,
                Endpoint::Shipments,
                Endpoint::Document,
                Endpoint::OrderList,
                Endpoint::Orders,
                Endpoint::Account,
                Endpoint::Any,
            ])?;
            let what = kind(dice, endpoint)?;
            let costly = matches!(what, FaultKind::EndlessPages | FaultKind::HugeBody { .. });
            let mut fault = Fault::chance(endpoint, intensity, what);
            fault.when.times = match dice.within(0..=2) {
                _ if costly => Some(1),
                0 => Some(1),
                1 => Some(dice.within(2..=6)),
                _ => None,
            };
            Some(fault)
        })
        .collect()
}

fn kind(dice: &mut Dice, endpoint: Endpoint) -> Option<FaultKind> {
    let any = [
        FaultKind::LoseReply,
        FaultKind::RefuseConnection,
        FaultKind::ResetBefore,
        FaultKind::Slow { ms: dice.within(1_000..=120_000) },
        FaultKind::TruncatedJson,
        FaultKind::WrongContentType,
        FaultKind::NotJson,
        FaultKind::Redirect307 { location: None },
        FaultKind::NumbersAsText,
        FaultKind::StrangeWords,
        status(dice),
        status(dice),
        status(dice),
    ];
    let gateway = *dice.pick(&[502, 504])?;
    let create = [
        FaultKind::LoseReplyLate { ms: dice.within(5_000..=120_000) },
        FaultKind::LoseReplyLate { ms: dice.within(5_000..=120_000) },
        FaultKind::StatusThenWork { status: gateway, body: BodyKind::Html, ms: dice.within(5_000..=120_000) },
        FaultKind::ErrorsAsObject,
        FaultKind::ErrorsWithoutPointer,
        FaultKind::ParcelsWithoutIds,
        FaultKind::CallError,
        FaultKind::OrderMissing,
        FaultKind::OrderInBoth,
        FaultKind::DuplicateEntry,
        FaultKind::EntryWithoutIds,
        FaultKind::EntryWithoutOrder,
    ];
    let gives = *dice.pick(&[NotPdf::Zpl, NotPdf::Html, NotPdf::TruncatedPdf, NotPdf::Empty])?;
    let document = [FaultKind::DocumentNotPdf { gives }];
    let lists = [
        FaultKind::RepeatedCursor,
        FaultKind::EndlessPages,
        FaultKind::ForeignNext,
        FaultKind::ParcelsWithoutIds,
    ];
    let own: &[FaultKind] = match endpoint {
        Endpoint::Create => &create,
        Endpoint::Document => &document,
        Endpoint::Shipments | Endpoint::OrderList => &lists,
        Endpoint::Any
        | Endpoint::Shipment
        | Endpoint::Cancel
        | Endpoint::Integrations
        | Endpoint::Orders
        | Endpoint::Account
        | Endpoint::Other => &any,
    };
    let list = if dice.percent(50) { own } else { &any };
    dice.pick(list).cloned()
}

fn status(dice: &mut Dice) -> FaultKind {
    let status = *dice.pick(&[429, 429, 500, 502, 503, 504, 401, 402, 403, 404]).unwrap_or(&500);
    let body = *dice.pick(&[BodyKind::Json, BodyKind::Html, BodyKind::Empty]).unwrap_or(&BodyKind::Json);
    let retry_after = (status == 429 && dice.percent(50)).then(|| dice.within(1..=90).to_string());
    // Work is done behind a gateway that gave up, and behind nothing else.
    let after_work = matches!(status, 500..) && dice.percent(50);
    FaultKind::Status { status, body, retry_after, after_work }
}
