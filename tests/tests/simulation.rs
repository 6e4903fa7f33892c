//! Simulated days by the hundred, each another seed: shops, faults, people and power failures. What must hold is in
//! `scenarios::audit`. `make simulate SEEDS=100000` runs on, `make simulate SEED=n` replays one and prints what happened.
#![expect(
    clippy::panic,
    clippy::print_stdout,
    reason = "helpers of tests: how a seed fails, and what a replay shows"
)]

use std::ops::Range;
use std::sync::Mutex;
use std::sync::PoisonError;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use scenarios::simulation;

fn days(seeds: Range<u64>) {
    for seed in seeds {
        if let Some(words) = simulation::verdict(seed, &simulation::live(seed)) {
            panic!("{words}");
        }
    }
}

macro_rules! days {
    ($($name:ident: $seeds:expr;)*) => { $(#[test] fn $name() { days($seeds); })* };
}

// Fifty days each, so that they run side by side.
days! {
    days_0: 0..50;
    days_50: 50..100;
    days_100: 100..150;
    days_150: 150..200;
    days_200: 200..250;
    days_250: 250..300;
    days_300: 300..350;
    days_350: 350..400;
    days_400: 400..450;
    days_450: 450..500;
}

/// For `make simulate TWICE=1 SEEDS=n`: how many days differ when they are lived through again. What is left to chance is
/// inside the product, see `scenarios::rounds`.
fn twice(seeds: Range<u64>) {
    let count = seeds.end - seeds.start;
    let mut different = Vec::new();
    for seed in seeds {
        let (first, second) = (simulation::live(seed), simulation::live(seed));
        let differ = |(first, second): &(&String, &String)| first != second;
        if let Some((first, second)) = first.events.iter().zip(&second.events).find(differ) {
            println!("seed {seed}:\n  {first}\n  {second}");
            different.push(seed);
        }
    }
    println!("{} of {count} days differ: {different:?}", different.len());
}

/// A number from the environment.
fn wanted(name: &str) -> Option<u64> {
    std::env::var(name).ok().and_then(|text| text.parse().ok())
}

/// For `make simulate`: SEED=n replays one day, SEEDS=n lives through n of them, from FROM on, up to the
/// first that fails; with ALL=1 to the end.
#[test]
#[ignore = "runs as long as it is told to: make simulate"]
fn simulate() {
    if let Some(seed) = wanted("SEED") {
        let outcome = simulation::live(seed);
        println!("{}", outcome.events.join("\n"));
        if let Some(words) = simulation::verdict(seed, &outcome) {
            panic!("{words}");
        }
        return println!("seed {seed} kept every promise");
    }
    let (from, count) = (wanted("FROM").unwrap_or(0), wanted("SEEDS").unwrap_or(1000));
    if wanted("TWICE").is_some() {
        return twice(from..from + count);
    }
    let on_and_on = wanted("ALL").is_some();
    let (next, done, broken) = (AtomicU64::new(from), AtomicU64::new(0), AtomicU64::new(0));
    let failed = Mutex::new(None::<(u64, String)>);
    let lock = || failed.lock().unwrap_or_else(PoisonError::into_inner);
    let started = Instant::now();
    let worker = || {
        while lock().is_none() {
            let seed = next.fetch_add(1, Ordering::Relaxed);
            if seed >= from + count {
                return;
            }
            if let Some(words) = simulation::verdict(seed, &simulation::live(seed)) {
                if on_and_on {
                    println!("{words}\n");
                    broken.fetch_add(1, Ordering::Relaxed);
                } else {
                    let mut failed = lock();
                    if failed.as_ref().is_none_or(|(known, _)| seed < *known) {
                        *failed = Some((seed, words));
                    }
                }
            }
            done.fetch_add(1, Ordering::Relaxed);
        }
    };
    let progress = || {
        let mut told = Instant::now();
        while lock().is_none() && done.load(Ordering::Relaxed) < count {
            std::thread::sleep(Duration::from_millis(100));
            if told.elapsed() > Duration::from_secs(10) {
                told = Instant::now();
                let days = done.load(Ordering::Relaxed);
                println!("{days} of {count} days, {} s", started.elapsed().as_secs());
            }
        }
    };
    std::thread::scope(|scope| {
        for n in 0..std::thread::available_parallelism().map_or(1, usize::from) {
            let started = std::thread::Builder::new().name(format!("worker {n}")).spawn_scoped(scope, worker);
            assert!(started.is_ok(), "a thread to work on: {started:?}");
        }
        scope.spawn(progress);
    });
    if let Some((_, words)) = failed.into_inner().unwrap_or_else(PoisonError::into_inner) {
        panic!("{words}");
    }
    let broken = broken.into_inner();
    assert_eq!(broken, 0, "of {count} days from seed {from} on this many broke a promise");
    println!("{count} days from seed {from} on kept every promise, {} s", started.elapsed().as_secs());
}
