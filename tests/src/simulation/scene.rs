//! What a seed stands for: the shops and their orders, the platform's pace, the faults, and how long they last.

use std::time::Duration;

use simulator::{Config, Fault, Habits, Limits, LinksShops, Profile, RetryAfter, fault_plan};

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
                .pick(&[RetryAfter::None, RetryAfter::Seconds, RetryAfter::Date, RetryAfter::Nonsense])
                .unwrap_or(&RetryAfter::None),
            v2_page_size: dice.count(10..=100),
            profile: profile(&mut dice, orders),
            habits: habits(&mut dice),
            ..Config::test()
        };
        let intensity = *dice.pick(&[0.0, 0.05, 0.15, 0.4]).unwrap_or(&0.0);
        let faults = fault_plan(seed, intensity);
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

/// On half of the days, people work in the platform's panel too and the platform splits shipments by itself.
fn habits(dice: &mut Dice) -> Habits {
    if dice.percent(50) {
        return Habits::default();
    }
    Habits {
        announced_later_percent: dice.within(0..=100),
        announced_later_ms: 1_000..=300_000,
        panel_label_percent: dice.within(0..=15),
        panel_label_ms: 0..=300_000,
        multicollo_percent: dice.within(0..=60),
        parcel_fails_percent: dice.within(0..=30),
    }
}
